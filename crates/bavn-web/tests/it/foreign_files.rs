//! The page that takes in frameworks from files of others.

use crate::server::{Answer, Browser, Server};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use bavn_testkit::engines;

const LIBRARY: &str = "urn: urn:example:risk:library:havn\nlocale: da\nref_id: havn\nname: Havneordning\nversion: 1\nobjects:\n  framework:\n    urn: urn:example:risk:framework:havn\n    name: Havneordning\n    requirement_nodes:\n    - {urn: 'urn:example:risk:req_node:havn:1', ref_id: H.1, assessable: true, name: Lys}\n";

async fn send(server: &Server, browser: &Browser, how: &str, file: &str) -> Answer {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--x\r\nContent-Disposition: form-data; name=\"how\"\r\n\r\n{how}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"havn.yaml\"\r\n\r\n{file}\r\n--x--\r\n",
        browser.csrf
    );
    let request = Request::post("/krav/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, &browser.cookie);
    server.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_framework_is_shown_and_then_saved() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        assert!(server.get(Some(&browser), "/krav").await.body.contains("/krav/import"));
        let shown = send(&server, &browser, "show", LIBRARY).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.body.contains("intet er gemt endnu") && shown.body.contains("1: H.1"), "{}", shown.body);
        assert_eq!(server.get(Some(&browser), "/krav/ramme/havn").await.status, StatusCode::NOT_FOUND);
        let saved = send(&server, &browser, "store", LIBRARY).await;
        assert!(saved.body.contains("Rammen er hentet ind") && saved.body.contains("href=\"/krav/ramme/havn\""));
        assert!(server.get(Some(&browser), "/krav/ramme/havn").await.body.contains("Lys"));
    }
}

#[tokio::test]
async fn a_fault_is_told_with_place_value_and_reason() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let broken = send(&server, &browser, "store", &LIBRARY.replace("assessable: true", "assessable: måske")).await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in
            ["linje 11, objects/frameworks/0/requirement_nodes/0/assessable", "måske", "forkert slags", "intet er gemt"]
        {
            assert!(broken.body.contains(text), "{text}");
        }
        let bomb = send(&server, &browser, "store", "<!DOCTYPE a [<!ENTITY b \"c\">]><catalog>&b;</catalog>").await;
        assert!(bomb.status == StatusCode::UNPROCESSABLE_ENTITY && bomb.body.contains("DOCTYPE læses ikke"));
    }
}
