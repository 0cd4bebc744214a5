//! Tables into the registers, as a browser and a program meet them.

use crate::server::{Answer, Browser, Server};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use bavn_testkit::engines;

async fn send(server: &Server, browser: &Browser, file: &str) -> Answer {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"aktiver.csv\"\r\n\r\n{file}\r\n--x--\r\n",
        browser.csrf
    );
    let request = Request::post("/registre/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, &browser.cookie);
    server.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_table_is_matched_looked_at_taken_in_and_taken_back() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let sent =
            send(&server, &browser, "Nr.;Betegnelse;Kritikalitet;Farve\n1;<b>Journal</b>;høj;blå\n2;Plan;vild;rød\n")
                .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let path = sent.header("location").to_owned();
        let page = server.get(Some(&browser), &path).await.body;
        for text in [
            "&#60;b&#62;Journal",
            "C3",
            "vild",
            "Et tal fra 0 til 4",
            "Oprettes",
            "3 høj",
            "Bruges ikke",
            "Lad rækken med fejl ude",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let columns = "version=1&heading[]=Nr.&field[]=external_id&heading[]=Betegnelse&field[]=name&heading[]=Kritikalitet&field[]=\
            criticality&heading[]=Farve&field[]=name&key=external_id&known=update&unknown=create";
        let twice = server.post(Some(&browser), &format!("{path}/felter"), true, columns).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.body.contains("læses fra både Betegnelse og Farve"), "{}", twice.body);
        let columns = columns.replace("Farve&field[]=name", "Farve&field[]=alias");
        let saved = server.post(Some(&browser), &format!("{path}/felter"), true, &columns).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let run = server.post(Some(&browser), &format!("{path}/koer"), true, "skip=1").await;
        assert_eq!(run.status, StatusCode::SEE_OTHER, "{}", run.body);
        let page = server.get(Some(&browser), &path).await.body;
        assert!(page.contains("Resultat") && page.contains("Fortryd hele indlæsningen"), "{page}");
        let list = server.get(Some(&browser), "/registre/import").await.body;
        assert!(list.contains("1 nye, 0 ændret, 0 uændret"), "{list}");
        let undone = server.post(Some(&browser), &format!("{path}/fortryd"), true, "").await;
        assert!(undone.body.contains("1 rækker er ført tilbage, 0 er ladt være"), "{}", undone.body);
        assert!(server.get(Some(&browser), "/revisionslog").await.body.contains("Indlæsning til et register"));
    }
}

#[tokio::test]
async fn what_is_no_table_is_told_and_not_kept() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let wide = format!("a;b\n{}", ";".repeat(1_000_000));
        for (file, text) in [("%PDF-1.7", "hverken CSV eller XLSX (PDF)"), (wide.as_str(), "mere end 500 kolonner")] {
            let sent = send(&server, &browser, file).await;
            let answer = match sent.status {
                StatusCode::SEE_OTHER => server.get(Some(&browser), sent.header("location")).await,
                _ => sent,
            };
            assert!(answer.body.contains(text), "{text}: {}", answer.body);
        }
        let waiting = send(&server, &browser, "Navn\nJournal\n").await;
        let path = waiting.header("location").to_owned();
        let gone = server.post(Some(&browser), &format!("{path}/slet"), true, "").await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(server.get(Some(&browser), &path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_program_takes_a_table_in() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let post = |path: &'static str, body: &'static str| {
            let request = Request::builder().method(Method::POST).uri(path);
            let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            request.header(header::CONTENT_TYPE, "application/octet-stream").body(Body::from(body)).unwrap()
        };
        let csv = "Aktiv-id;Navn\n1;Journal\n2;Plan\n";
        let tried = server.send(post("/api/v1/register-imports?dry_run=true", csv)).await;
        assert_eq!(tried.status, StatusCode::OK, "{}", tried.body);
        assert_eq!((tried.json()["counts"]["created"].as_u64(), tried.json()["import"].is_null()), (Some(2), true));
        let done = server.send(post("/api/v1/register-imports?name=a.csv", csv)).await.json();
        assert_eq!(done["import"]["counts"]["created"], 2);
        let again = server.send(post("/api/v1/register-imports?name=a.csv", csv)).await.json();
        assert_eq!(again["import"]["counts"]["unchanged"], 2);
    }
}

/// The list as a file, taken in again where it came from, changes nothing; what was changed in it is what changes.
#[tokio::test]
async fn a_list_that_was_fetched_is_taken_in_again() {
    let table = "Aktiv-id;Navn;Type;Status;Drift;MFA;Personoplysninger;SSO;Kritikalitet;Support til;Årlig udgift;Backupinterval\n\
                 1;Journal;cloud_service;phasing_out;cloud_eu;partly;special, cpr;ja;4;01-03-2028;1.250.000;24\n\
                 2;Måler;ot;planned;supplier;none;none;nej;0;;;\n\
                 3;Tavle;mobile;ended;shared;all;ordinary;;2;;;\n\
                 4;Lager;storage;in_use;cloud_outside;unknown;criminal;;;;;\n";
    for engine in engines() {
        let server = Server::new(engine).await;
        let (browser, token) = (server.browser("coordinator").await, server.token("coordinator", false).await);
        let take = async |path: &str, body: String| {
            let request = Request::builder().method(Method::POST).uri(path);
            let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            let request = request.header(header::CONTENT_TYPE, "application/octet-stream").body(Body::from(body));
            server.send(request.unwrap()).await.json()
        };
        let done = take("/api/v1/register-imports?name=a.csv", table.to_owned()).await;
        assert_eq!(done["import"]["counts"]["created"], 4, "{done}");
        let list = server.get(Some(&browser), "/aktiver/eksport/csv").await.body;
        let tried = take("/api/v1/register-imports?dry_run=true", list.clone()).await;
        assert_eq!(tried["counts"]["unchanged"], 4, "{tried}");
        assert_eq!(tried["faults"], serde_json::json!([]), "{tried}");
        let changed = take("/api/v1/register-imports?dry_run=true", list.replace("Nogle steder", "Overalt")).await;
        assert_eq!(
            (changed["counts"]["updated"].as_u64(), changed["counts"]["unchanged"].as_u64()),
            (Some(1), Some(3))
        );
        let strange = take("/api/v1/register-imports?dry_run=true", list.replace("A-2", "A-99")).await;
        assert!(strange.to_string().contains("A-99"), "{strange}");
    }
}
