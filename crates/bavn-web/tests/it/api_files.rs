//! Files sent through the HTTP API: answers, frameworks, an own list, a control set, evidence.

use crate::server::{Answer, Server};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use bavn_app::{
    gap_analysis::{AnalysisDraft, create_analysis},
    import_export::{ExportFormat, export_analysis},
};
use bavn_core::{
    import_export::{List, ListCell, list_xlsx},
    lang::Lang,
};
use bavn_testkit::{clock, engines};
use bavn_web::import_export::{framework_sheet_texts, template_texts};
use serde_json::json;
use time::macros::date;

const LIBRARY: &str = "urn: urn:example:risk:library:havn\nlocale: da\nref_id: havn\nname: Havneordning\nversion: 1\nobjects:\n  framework:\n    urn: urn:example:risk:framework:havn\n    name: Havneordning\n    requirement_nodes:\n    - {urn: 'urn:example:risk:req_node:havn:1', ref_id: H.1, assessable: true, name: Lys}\n";

async fn send(server: &Server, token: &str, path: &str, content: impl Into<Body>) -> Answer {
    let request = Request::post(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/octet-stream");
    server.send(request.body(content.into()).unwrap()).await
}

#[tokio::test]
async fn a_framework_is_shown_taken_in_and_refused() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let path = "/api/v1/framework-imports?name=havn.yaml";
        let shown = send(&server, &token, &format!("{path}&dry_run=true"), LIBRARY).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        assert_eq!(shown.json()["is_stored"], false);
        let stored = send(&server, &token, path, LIBRARY).await.json();
        assert_eq!(
            (&stored["is_stored"], &stored["files"][0]["frameworks"][0]["assessable"]),
            (&json!(true), &json!(1))
        );
        assert_eq!(send(&server, &token, path, LIBRARY).await.json()["is_stored"], false, "the same again");

        let broken = send(&server, &token, path, LIBRARY.replace("assessable: true", "assessable: måske")).await.json();
        assert_eq!(broken["is_stored"], false);
        assert!(broken["files"][0]["errors"][0].as_str().unwrap().contains("assessable"), "{broken}");
        let empty = send(&server, &token, path, "").await;
        assert_eq!(empty.status, StatusCode::BAD_REQUEST);
        assert!(empty.body.contains("send the file itself"), "{}", empty.body);
        let looking = server.token("coordinator", true).await;
        assert_eq!(send(&server, &looking, path, LIBRARY).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn an_own_list_and_a_control_set_are_taken_in() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let texts = framework_sheet_texts(Lang::Da);
        let row = ["1", "Mail", "Mail krypteres", "Med TLS.", "", "", "AD-03 halvt"];
        let list = List {
            title: texts.sheet,
            lang: Lang::Da,
            heads: texts.columns.into_iter().map(|head| (head, 20)).collect(),
            rows: vec![row.map(|text| ListCell::Text(text.to_owned())).to_vec()],
        };
        let sheet = list_xlsx(&list, clock()).unwrap();
        let path = "/api/v1/own-frameworks/egne/import";
        let unnamed = send(&server, &token, path, sheet.clone()).await;
        assert_eq!(unnamed.status, StatusCode::BAD_REQUEST, "it has no title: {}", unnamed.body);
        let taken = send(&server, &token, &format!("{path}?title=Egne%20krav"), sheet).await.json();
        assert_eq!((&taken["is_stored"], &taken["new_mappings"]), (&json!(true), &json!(1)), "{taken}");

        let set = server.api(axum::http::Method::GET, "/api/v1/control-set", Some(&token), None, None).await.body;
        let again = send(&server, &token, "/api/v1/control-set", set).await;
        assert_eq!((again.status, &again.json()["is_stored"]), (StatusCode::OK, &json!(false)), "{}", again.body);
        let wrong = send(&server, &token, "/api/v1/control-set", "{").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    }
}

#[tokio::test]
async fn answers_and_evidence_are_sent_as_files() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
        let draft = AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12));
        let id = create_analysis(app, &ctx, draft).await.unwrap();
        let token = server.token("coordinator", false).await;
        let broken = send(&server, &token, &format!("/api/v1/analyses/{id}/import"), "no workbook").await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", broken.body);
        let texts = template_texts(Lang::Da);
        let filled = export_analysis(app, &ctx, id, ExportFormat::Xlsx, &texts, |_| String::new()).await.unwrap();
        let same = send(&server, &token, &format!("/api/v1/analyses/{id}/import?dry_run=true"), filled).await.json();
        assert_eq!((&same["changed"], &same["is_stored"]), (&json!(0), &json!(false)), "{same}");

        let path = format!("/api/v1/analyses/{id}/answers/AD-03/evidence-files?name=plan.txt&dated_on=2026-03-14");
        let added = send(&server, &token, &path, "Planen er øvet.").await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
        let evidence = &added.json()[0];
        assert_eq!((&evidence["file"]["name"], &evidence["dated_on"]), (&json!("plan.txt"), &json!("2026-03-14")));
        let file = format!("/api/v1/evidence/{}/file", evidence["id"].as_str().unwrap());
        let fetched = server.api(axum::http::Method::GET, &file, Some(&token), None, None).await;
        assert_eq!(fetched.body, "Planen er øvet.");
        let undated = send(&server, &token, &path.replace("2026-03-14", "i-gaar"), "x").await;
        assert_eq!(undated.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_list_of_critical_tasks_is_shown_taken_in_and_refused() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let path = "/api/v1/critical-task-imports";
        let list = "name;rto_minutes;farve\nVagttelefonen;4 timer;grøn\nUdbetalinger;2 døgn;\n";
        let trial = send(&server, &token, &format!("{path}?dry_run=true"), list).await;
        assert_eq!(trial.status, StatusCode::OK, "{}", trial.body);
        let none = json!([]);
        let expected = |stored: bool, [created, unchanged]: [usize; 2]| {
            json!({ "created": created, "updated": 0, "unchanged": unchanged, "needs_changed": 0, "unknown_columns": ["farve"],
                "faults": none, "is_stored": stored })
        };
        assert_eq!(trial.json(), expected(false, [2, 0]));
        assert_eq!(send(&server, &token, path, list).await.json(), expected(true, [2, 0]));
        assert_eq!(send(&server, &token, path, list).await.json(), expected(true, [0, 2]), "the same again");

        let faulty =
            send(&server, &token, path, "name;rto_minutes\nMadlevering;-4 timer\nTransport;1 døgn\n").await.json();
        assert_eq!((&faulty["is_stored"], &faulty["created"]), (&json!(false), &json!(2)), "{faulty}");
        let fault = &faulty["faults"][0];
        let place = (&fault["sheet"], &fault["cell"], &fault["field"], &fault["value"]);
        assert_eq!(place, (&json!(""), &json!("B2"), &json!("rto_minutes"), &json!("-4 timer")), "{faulty}");
        assert!(fault["expected"].as_str().is_some_and(|text| !text.is_empty()), "{faulty}");
        let all = server.api(axum::http::Method::GET, "/api/v1/critical-tasks", Some(&token), None, None).await.json();
        assert_eq!(all["total"], 2, "nothing of the list with a fault: {all}");

        let auditor = server.token("auditor", false).await;
        assert_eq!(send(&server, &auditor, path, list).await.status, StatusCode::FORBIDDEN);
        let broken = send(&server, &token, path, "PK\u{3}\u{4} no workbook").await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", broken.body);
    }
}
