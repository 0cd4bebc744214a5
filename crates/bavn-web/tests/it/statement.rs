//! The statement of applicability: the page, the form with and without scripts, the API, and the demonstration's as files.

use crate::server::{Answer, Browser, Server};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use bavn_app::{
    Context,
    demo::{Size, load_demo},
    report::FileFormat,
};
use bavn_core::lang::Lang;
use bavn_testkit::{engines, operator, test_app};
use bavn_web::report::{StatementCover, render_statement_to};
use serde_json::json;
use std::process::Command;
use time::macros::date;

const PAGE: &str = "/krav/ramme/iso27001/anvendelighedserklaering";
const ROW: &str = "/krav/ramme/iso27001/anvendelighedserklaering/krav/A.8.30";
const API: &str = "/api/v1/frameworks/iso27001/statement";

/// As htmx asks.
async fn fragment(server: &Server, browser: &Browser, method: Method, path: &str, fields: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::COOKIE, &browser.cookie)
        .header("hx-request", "true")
        .header("x-csrf-token", &browser.csrf)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    server.send(request.body(Body::from(fields.to_owned())).unwrap()).await
}

#[tokio::test]
async fn a_row_is_left_out_with_a_plain_form() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let coordinator = server.browser("coordinator").await;
        let page = server.get(Some(&coordinator), PAGE).await;
        for text in ["93 af 93 medtaget", "A.5 Organisatoriske", "A.8.30", "(udkast)", "intet har en tilstand"] {
            assert!(page.body.contains(text), "{text}");
        }
        assert!(!page.body.contains(">4.1<"), "clauses are not stated");
        let form = server.get(Some(&coordinator), ROW).await;
        assert!(form.body.contains("<!doctype html>") && form.body.contains("name=\"version\" value=\"0\""));
        assert!(form.body.contains("Lad feltet stå tomt"), "the draft is shown");

        let silent = server.post(Some(&coordinator), ROW, true, "version=0&is_included=no&reason=+").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.body.contains("href=\"#reason\"") && silent.body.contains("id=\"error-reason\""));
        let sent = server.post(Some(&coordinator), ROW, true, "version=0&is_included=no&reason=Intet+bestilles.").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.header("location"), format!("{PAGE}?besked=saved#r-A-8-30"));
        let page = server.get(Some(&coordinator), &format!("{PAGE}?vis=undtaget")).await;
        assert!(page.body.contains("92 af 93 medtaget") && page.body.contains("Intet bestilles."));
        assert!(!page.body.contains("A.5.1<"), "only what is left out");
        let none = server.get(Some(&coordinator), &format!("{PAGE}?ord=findesikke")).await;
        assert!(none.body.contains("Vis alle"));

        // Somebody who read nothing there is shown both, and may say it again.
        let late = server.post(Some(&coordinator), ROW, true, "version=0&is_included=yes&reason=Jo.").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for text in ["Intet bestilles.", ">Jo.</textarea>", "name=\"version\" value=\"1\""] {
            assert!(late.body.contains(text), "{text}");
        }
        let again = server.post(Some(&coordinator), ROW, true, "version=1&is_included=yes&reason=Jo.").await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn with_scripts_a_row_is_changed_in_place() {
    let server = Server::new(engines()[0]).await;
    let coordinator = server.browser("coordinator").await;
    let form = fragment(&server, &coordinator, Method::GET, ROW, "").await;
    assert!(
        form.body.starts_with("<tr id=\"r-A-8-30\">") && form.body.contains("id=\"reason-r-A-8-30\""),
        "{}",
        form.body
    );
    let silent = fragment(&server, &coordinator, Method::POST, ROW, "version=0&is_included=no&reason=").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("form-error-message") && silent.body.starts_with("<tr"));
    assert!(silent.body.contains("aria-invalid=\"true\" autofocus"), "the focus goes to what is wrong");
    let row = fragment(&server, &coordinator, Method::POST, ROW, "version=0&is_included=no&reason=Nej+tak.").await;
    assert_eq!(row.status, StatusCode::OK);
    assert!(row.body.starts_with("<tr id=\"r-A-8-30\"><th") && row.body.contains("Nej tak."), "{}", row.body);
    let back = fragment(&server, &coordinator, Method::GET, &format!("{ROW}?vis=raekke"), "").await;
    assert!(back.body.contains("hx-get") && !back.body.contains("<form"));

    // Somebody who only reads gets the row as a page, without a form.
    let auditor = server.browser("auditor").await;
    let read = server.get(Some(&auditor), ROW).await;
    assert!(read.body.contains("Nej tak.") && !read.body.contains("<textarea"));
    let page = server.get(Some(&auditor), PAGE).await;
    assert!(!page.body.contains("hx-get"));
}

#[tokio::test]
async fn a_program_reads_and_writes_it_by_version() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let coordinator = server.token("coordinator", false).await;
        let (server, coordinator) = (&server, &coordinator);
        let get = async |path: String| server.api(Method::GET, &path, Some(coordinator), None, None).await;
        let put = async |path: String, version: &str, body| {
            server.api(Method::PUT, &path, Some(coordinator), Some(version), Some(body)).await
        };
        let all = get(API.into()).await;
        assert_eq!((all.status, all.header("etag")), (StatusCode::OK, "\"0\""), "{}", all.body);
        assert_eq!(all.json()["counts"]["included"], 93);
        assert_eq!(all.json()["rows"][0]["reason_kind"], "law");
        let row =
            put(format!("{API}/A.8.33"), "\"0\"", json!({ "is_included": false, "reason": "Ingen testdata." })).await;
        assert_eq!((row.status, row.header("etag")), (StatusCode::OK, "\"1\""), "{}", row.body);
        assert_eq!((&row.json()["reason_kind"], &row.json()["state"]), (&json!("own"), &json!(null)));
        assert_eq!(get(format!("{API}/A.8.33")).await.json()["version"], 1);
        let late = put(format!("{API}/A.8.33"), "\"0\"", json!({ "is_included": true })).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "{}", late.body);
        let silent = put(format!("{API}/A.8.31"), "\"0\"", json!({ "is_included": false })).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);

        let rows = json!({ "rows": [
            { "reference": "A.8.30", "is_included": false, "reason": "Intet bestilles." },
            { "reference": "A.8.31", "is_included": false, "reason": "Ingen egne miljøer." },
        ] });
        let stale = put(API.into(), "\"0\"", rows.clone()).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let all = put(API.into(), "\"1\"", rows).await;
        assert_eq!((all.header("etag"), &all.json()["counts"]["excluded"]), ("\"3\"", &json!(3)), "{}", all.body);
        let unknown = put(format!("{API}/A.99.1"), "\"0\"", json!({ "is_included": true })).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(get(format!("{API}/A.99.1")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(get("/api/v1/frameworks/nsis/statement".into()).await.status, StatusCode::NOT_FOUND);
        let reader = server.token("auditor", false).await;
        let body = json!({ "is_included": true, "reason": "Nej." });
        let refused = server.api(Method::PUT, &format!("{API}/A.5.1"), Some(&reader), Some("\"0\""), Some(body)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn it_is_fetched_as_a_file_from_page_and_api() {
    let server = Server::new(engines()[0]).await;
    let coordinator = server.browser("coordinator").await;
    let token = server.token("auditor", true).await;
    for format in ["pdf", "docx", "xlsx"] {
        let path = format!("{PAGE}/hent/{format}?version=2.1&godkendt=Direktionen&dato=2026-11-21&analyse=");
        let file = server.get(Some(&coordinator), &path).await;
        assert_eq!(file.status, StatusCode::OK, "{format}");
        let name = file.header("content-disposition");
        assert!(name.contains(&format!(".{format}\"")) && name.starts_with("attachment"), "{name}");
        let path = format!("{API}/files/{format}?version=2.1&approved_by=Direktionen&date=2026-11-21");
        assert_eq!(server.api(Method::GET, &path, Some(&token), None, None).await.status, StatusCode::OK, "{format}");
    }
    let html = server.get(Some(&coordinator), &format!("{PAGE}/hent/html")).await;
    assert_eq!(html.status, StatusCode::NOT_FOUND);
    let date = server.get(Some(&coordinator), &format!("{PAGE}/hent/pdf?dato=i+morgen")).await;
    assert_eq!(date.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = format!("{API}/files/pdf?version={}", "9".repeat(41));
    let long = server.api(Method::GET, &long, Some(&token), None, None).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", long.body);
}

/// Runs a program on a file in a folder of its own and gives what it says; `None` when it is not installed.
fn run(program: &str, arguments: &[&str], folder: &std::path::Path) -> Option<String> {
    match Command::new(program).args(arguments).current_dir(folder).env("HOME", folder).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) => {
            eprintln!("skipped: {program} is not installed: {error}");
            None
        }
    }
}

#[tokio::test]
async fn the_demonstrations_statement_is_read_by_other_programs() {
    let test = test_app(engines()[0]).await;
    load_demo(&test.app, &operator(), Size::Small).await.unwrap();
    let cover =
        StatementCover { version: "1.0".into(), approved_by: "Direktionen".into(), date: date!(2026 - 11 - 21) };
    let folder = std::env::temp_dir().join(format!("bavn-statement-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (lang, words) in [
        (Lang::Da, ["Anvendelighedserklæring for ISO 27001", "Direktionen", "Gap-analyse 2026", "A.8.30", "(udkast)"]),
        (
            Lang::En,
            ["Statement of applicability for ISO 27001", "Direktionen", "Gap-analyse 2026", "A.8.30", "(drafted)"],
        ),
    ] {
        let known = operator();
        let ctx = Context::new(known.actor().clone(), known.now(), known.today(), lang, known.request_id());
        for format in [FileFormat::Pdf, FileFormat::Docx] {
            let file = render_statement_to(&test.app, &ctx, "iso27001", None, &cover, format).await.unwrap();
            std::fs::write(folder.join(format!("statement.{}", format.extension())), &file.bytes).unwrap();
            if format == FileFormat::Docx {
                std::fs::remove_file(folder.join("statement.pdf")).unwrap();
                let arguments = ["--headless", "--convert-to", "pdf", "statement.docx"];
                if run("soffice", &arguments, &folder).is_none() {
                    continue;
                }
            }
            let Some(info) = run("pdfinfo", &["statement.pdf"], &folder) else { continue };
            assert!(info.contains("Page size:       841.") && info.contains("x 595."), "{info}");
            let Some(text) = run("pdftotext", &["-layout", "statement.pdf", "-"], &folder) else { continue };
            for word in words {
                assert!(text.contains(word), "{lang} {format:?}: {word}");
            }
            if let Ok(shown) = std::env::var("BAVN_SHOW") {
                let name = format!("statement-{lang}-{}.pdf", format.extension());
                std::fs::copy(folder.join("statement.pdf"), std::path::Path::new(&shown).join(name)).unwrap();
            }
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
