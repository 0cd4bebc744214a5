//! The HTTP API of reports, accounts, one's own account and the audit log.

use crate::server::{Answer, Server};
use axum::http::{Method, StatusCode};
use bavn_app::{
    action_plan::{PlanDraft, create_plan},
    gap_analysis::{AnalysisDraft, create_analysis},
};
use bavn_testkit::{Actors, engines};
use serde_json::{Value, json};
use time::macros::date;

struct Asking<'server>(&'server Server, String);

impl Asking<'_> {
    async fn get(&self, path: &str) -> Answer {
        self.0.api(Method::GET, path, Some(&self.1), None, None).await
    }

    async fn send(&self, method: Method, path: &str, version: Option<&str>, body: Value) -> Answer {
        self.0.api(method, path, Some(&self.1), version, Some(body)).await
    }
}

async fn asking<'server>(server: &'server Server, who: &str) -> Asking<'server> {
    Asking(server, server.token(who, false).await)
}

/// An analysis and a plan, so that there is something to report on.
async fn with_sources(server: &Server) {
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    create_analysis(app, &ctx, AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12))).await.unwrap();
    let plan = PlanDraft {
        title: "Handleplan".into(),
        note: String::new(),
        starts_on: date!(2026 - 09 - 01),
        ends_on: date!(2029 - 12 - 31),
        is_current: true,
    };
    create_plan(app, &ctx, plan).await.unwrap();
}

#[tokio::test]
async fn a_memo_is_begun_written_kept_and_approved() {
    for engine in engines() {
        let server = Server::new(engine).await;
        with_sources(&server).await;
        let coordinator = asking(&server, "coordinator").await;
        let new = json!({ "kind": "memo", "lang": "da" });
        let made = coordinator.send(Method::POST, "/api/v1/reports", None, new).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.body);
        let address = made.header("location").to_owned();
        assert_eq!(coordinator.get("/api/v1/reports?kind=memo").await.json()["total"], 1);
        assert_eq!(coordinator.get("/api/v1/reports?kind=plan").await.json()["total"], 0);
        assert_eq!(coordinator.get("/api/v1/reports?kind=x").await.status, StatusCode::UNPROCESSABLE_ENTITY);

        // The text offered is the one that it was begun with; written back it is the draft.
        let offered = coordinator.get(&format!("{address}/proposal")).await.json();
        assert_eq!(offered, made.json()["draft"]);
        let mut draft = offered.clone();
        draft["text"]["background"] = json!("Kort.");
        let path = format!("{address}/draft");
        let written = coordinator.send(Method::PUT, &path, Some("\"1\""), draft.clone()).await;
        assert_eq!((written.status, written.header("etag")), (StatusCode::OK, "\"2\""), "{}", written.body);
        assert_eq!(written.json()["draft"]["text"]["background"], "Kort.");
        let late = coordinator.send(Method::PUT, &path, Some("\"1\""), offered.clone()).await;
        assert_eq!((late.status, late.header("etag")), (StatusCode::PRECONDITION_FAILED, "\"2\""));
        let without = coordinator.send(Method::PUT, &path, None, offered).await;
        assert_eq!(without.status, StatusCode::PRECONDITION_REQUIRED);
        let mut faulty = draft.clone();
        faulty["text"]["date"] = json!("i morgen");
        let faulty = coordinator.send(Method::PUT, &path, Some("\"2\""), faulty).await;
        assert_eq!(faulty.json()["faults"][0]["field"], "date", "{}", faulty.body);

        // Too long for its page: neither a file nor a version, and the longest section is named.
        let mut long = draft.clone();
        long["text"]["background"] = json!("Mange ord om det samme. ".repeat(200));
        let long = coordinator.send(Method::PUT, &path, Some("\"2\""), long).await;
        assert_eq!(long.status, StatusCode::OK, "{}", long.body);
        let versions = format!("{address}/versions");
        for refused in [
            coordinator.get(&format!("{address}/draft/pdf")).await,
            coordinator.send(Method::POST, &versions, Some("\"3\""), json!({})).await,
        ] {
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
            assert_eq!(refused.header("content-type"), "application/problem+json");
            let fault = &refused.json()["faults"][0];
            assert_eq!((&fault["field"], &fault["code"]), (&json!("background"), &json!("too_long_for_page")));
            assert!(fault["params"]["lines_over"].as_str().unwrap().parse::<u32>().unwrap() >= 1);
        }
        coordinator.send(Method::PUT, &path, Some("\"3\""), draft).await;

        let stale = coordinator.send(Method::POST, &versions, Some("\"3\""), json!({})).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let kept = coordinator.send(Method::POST, &versions, Some("\"4\""), json!({ "remark": "Til mødet" })).await;
        assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.body);
        assert_eq!(kept.header("location"), format!("{versions}/1"));
        assert_eq!(coordinator.get(&versions).await.json()[0]["remark"], "Til mødet");
        let version = coordinator.get(&format!("{versions}/1")).await.json();
        assert_eq!(version["content"]["text"]["background"], "Kort.");
        assert_eq!(version["figures"]["kind"], "memo");
        for (format, media_type) in [("html", "text/html; charset=utf-8"), ("pdf", "application/pdf")] {
            let file = coordinator.get(&format!("{versions}/1/{format}")).await;
            assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, media_type));
        }
        assert_eq!(coordinator.get(&format!("{versions}/1/xlsx")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(coordinator.get(&format!("{versions}/1/exe")).await.status, StatusCode::NOT_FOUND);

        let approval = format!("{versions}/1/approval");
        let refused = coordinator.send(Method::POST, &approval, None, json!({})).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let director = asking(&server, "director").await;
        assert_eq!(director.send(Method::POST, &approval, None, json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(director.send(Method::POST, &approval, None, json!({})).await.status, StatusCode::CONFLICT);
        let version = coordinator.get(&format!("{versions}/1")).await.json();
        assert!(version["approved_at"].is_string() && version["approved_by"].is_string(), "{version}");
    }
}

#[tokio::test]
async fn a_plan_document_comes_as_a_spreadsheet() {
    for engine in engines() {
        let server = Server::new(engine).await;
        with_sources(&server).await;
        let coordinator = asking(&server, "coordinator").await;
        let new = json!({ "kind": "plan", "lang": "en" });
        let made = coordinator.send(Method::POST, "/api/v1/reports", None, new).await;
        assert_eq!(made.json()["draft"]["kind"], "plan", "{}", made.body);
        let address = made.header("location").to_owned();
        let file = coordinator.get(&format!("{address}/draft/xlsx")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.header("content-disposition").contains(".xlsx"));
        let memo = json!({ "kind": "memo", "text": { "title": "a", "subject": "a", "sender": "a", "background": "", "resources": "", "conclusion": "" } });
        let refused = coordinator.send(Method::PUT, &format!("{address}/draft"), Some("\"1\""), memo).await;
        assert_eq!(
            (refused.status, &refused.json()["faults"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("kind"))
        );
        let gone = server.api(Method::DELETE, &address, Some(&coordinator.1), Some("\"1\""), None).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        assert_eq!(coordinator.get("/api/v1/reports").await.json()["total"], 0);
    }
}

#[tokio::test]
async fn an_account_is_made_changed_reset_and_switched_off() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let coordinator = asking(&server, "coordinator").await;
        let person = coordinator.send(Method::POST, "/api/v1/people", None, json!({ "name": "Mette Prøve" })).await;
        let administrator = asking(&server, "administrator").await;
        let password = "blå cykler ved havnen";
        let new = json!({ "person_id": person.json()["id"], "username": "mette", "password": password,
            "grants": [{ "role": "employee" }, { "role": "system_owner", "unit_id": server.actors.health }] });
        let made = administrator.send(Method::POST, "/api/v1/accounts", None, new.clone()).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.body);
        assert!(!made.body.contains(password) && made.json()["must_change_password"] == true);
        assert_eq!(made.json()["grants"].as_array().unwrap().len(), 2);
        let address = made.header("location").to_owned();
        let again = administrator.send(Method::POST, "/api/v1/accounts", None, new).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

        let change = json!({ "is_active": true, "grants": [{ "role": "auditor" }] });
        let changed = administrator.send(Method::PUT, &address, Some("\"1\""), change.clone()).await;
        assert_eq!((changed.status, changed.header("etag")), (StatusCode::OK, "\"2\""), "{}", changed.body);
        assert_eq!(changed.json()["grants"], json!([{ "role": "auditor", "unit_id": null }]));
        let late = administrator.send(Method::PUT, &address, Some("\"1\""), change).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
        let unknown = json!({ "is_active": true, "grants": [{ "role": "king" }] });
        let unknown = administrator.send(Method::PUT, &address, Some("\"2\""), unknown).await;
        assert_eq!(unknown.json()["faults"][0]["value"], "king");

        let reset = format!("{address}/password");
        let weak = administrator.send(Method::POST, &reset, None, json!({ "new": "kort" })).await;
        assert_eq!(weak.json()["faults"][0]["field"], "new", "{}", weak.body);
        let done = administrator.send(Method::POST, &reset, None, json!({ "new": "gule tog mod vest" })).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT);
        let version = administrator.get(&address).await.header("etag").to_owned();
        let off = json!({ "is_active": false, "grants": [{ "role": "auditor" }] });
        let off = administrator.send(Method::PUT, &address, Some(&version), off).await;
        assert_eq!(off.json()["is_active"], false, "{}", off.body);

        // Nobody else may, and the last administrator stays.
        assert_eq!(asking(&server, "employee").await.get("/api/v1/accounts").await.status, StatusCode::NOT_FOUND);
        let own = format!("/api/v1/accounts/{}", server.actors.accounts["administrator"].0);
        let version = administrator.get(&own).await.header("etag").to_owned();
        let resign = json!({ "is_active": true, "grants": [{ "role": "employee" }] });
        let resign = administrator.send(Method::PUT, &own, Some(&version), resign).await;
        assert_eq!(resign.status, StatusCode::CONFLICT, "{}", resign.body);
    }
}

#[tokio::test]
async fn ones_own_account_is_looked_after() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let employee = asking(&server, "employee").await;
        server.browser("employee").await;
        server.browser("employee").await;
        let sessions = employee.get("/api/v1/account/sessions").await.json();
        assert_eq!(sessions.as_array().unwrap().len(), 2);
        let one = format!("/api/v1/account/sessions/{}", sessions[0]["id"].as_str().unwrap());
        let end = async |who: &Asking<'_>, path: &str| server.api(Method::DELETE, path, Some(&who.1), None, None).await;
        let other = asking(&server, "auditor").await;
        assert_eq!(end(&other, &one).await.status, StatusCode::NOT_FOUND);
        assert_eq!(end(&employee, &one).await.status, StatusCode::NO_CONTENT);
        assert_eq!(employee.get("/api/v1/account/sessions").await.json().as_array().unwrap().len(), 1);
        assert_eq!(end(&employee, "/api/v1/account/sessions").await.status, StatusCode::NO_CONTENT);
        assert_eq!(employee.get("/api/v1/account/sessions").await.json(), json!([]));

        // The secret is shown once, and counts until it is revoked.
        let new = json!({ "name": "Rapport", "is_read_only": true, "days": 30 });
        let made = employee.send(Method::POST, "/api/v1/account/tokens", None, new).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let second = Asking(&server, made.json()["secret"].as_str().unwrap().to_owned());
        let listed = second.get("/api/v1/account/tokens").await;
        assert_eq!(listed.json().as_array().unwrap().len(), 2);
        assert!(!listed.body.contains(&second.1));
        let refused = second.send(Method::PUT, "/api/v1/account/language", None, json!({ "lang": "en" })).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let token = format!("/api/v1/account/tokens/{}", made.json()["id"].as_str().unwrap());
        assert_eq!(end(&employee, &token).await.status, StatusCode::NO_CONTENT);
        assert_eq!(second.get("/api/v1/account/tokens").await.status, StatusCode::UNAUTHORIZED);
        let days = json!({ "name": "", "is_read_only": true, "days": 400 });
        let faulty = employee.send(Method::POST, "/api/v1/account/tokens", None, days).await;
        assert_eq!(faulty.json()["faults"].as_array().unwrap().len(), 2);

        let chosen = employee.send(Method::PUT, "/api/v1/account/language", None, json!({ "lang": "en" })).await;
        assert_eq!(chosen.status, StatusCode::NO_CONTENT);
        let browser = server.browser("employee").await;
        assert!(server.get(Some(&browser), "/min-konto").await.body.contains("lang=\"en\""));
        let wrong = json!({ "current": "forkert", "new": "blå cykler ved havnen" });
        let wrong = employee.send(Method::PUT, "/api/v1/account/password", None, wrong).await;
        assert_eq!(wrong.json()["faults"][0]["field"], "current", "{}", wrong.body);
        let right = json!({ "current": Actors::PASSWORD, "new": "blå cykler ved havnen" });
        let right = employee.send(Method::PUT, "/api/v1/account/password", None, right).await;
        assert_eq!(right.status, StatusCode::NO_CONTENT, "{}", right.body);
        assert_eq!(server.get(Some(&browser), "/min-konto").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn the_log_is_read_by_person_kind_and_date() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let coordinator = asking(&server, "coordinator").await;
        let unit = json!({ "kind": "administration", "name": "Teknik og Miljø" });
        let unit = coordinator.send(Method::POST, "/api/v1/units", None, unit).await.json();
        let auditor = asking(&server, "auditor").await;
        let who = server.actors.accounts["coordinator"].0;
        let found = auditor.get(&format!("/api/v1/audit-log?actor_id={who}&kind=unit")).await;
        assert_eq!(found.json()["total"], 1, "{}", found.body);
        let record = &found.json()["items"][0];
        assert_eq!((&record["object_id"], &record["actor_id"]), (&unit["id"], &json!(who)));
        assert_eq!(record["after"]["name"], "Teknik og Miljø");
        let day = "from=2026-11-02&to=2026-11-02";
        let today = auditor.get(&format!("/api/v1/audit-log?{day}&actor_id={who}&size=1")).await;
        assert_eq!((&today.json()["page"], &today.json()["pages"]), (&json!(1), &json!(2)), "{}", today.body);
        assert!(today.header("link").contains("rel=\"next\""));
        assert_eq!(auditor.get("/api/v1/audit-log?from=2026-11-03").await.json()["total"], 0);
        assert_eq!(auditor.get("/api/v1/audit-log?from=x").await.json()["faults"][0]["field"], "from");
        assert_eq!(auditor.get("/api/v1/audit-log?kind=x").await.json()["faults"][0]["field"], "kind");
        let refused = asking(&server, "employee").await.get("/api/v1/audit-log/verification").await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let whole = auditor.get("/api/v1/audit-log/verification").await.json();
        assert_eq!(whole["is_whole"], true);

        // The page has the same filter.
        let browser = server.browser("auditor").await;
        let page = server.get(Some(&browser), &format!("/revisionslog?hvem={who}&slags=unit")).await;
        assert!(page.body.contains(&format!("<option value=\"{who}\" selected")), "{}", page.body);
        assert_eq!(page.body.matches("<th scope=\"row\">").count(), 1);
    }
}

#[tokio::test]
async fn a_requirement_is_answered_itself_and_the_answer_taken_back() {
    for engine in engines() {
        let server = Server::new(engine).await;
        with_sources(&server).await;
        let coordinator = asking(&server, "coordinator").await;
        let list = coordinator.get("/api/v1/analyses").await.json();
        let analysis =
            format!("/api/v1/analyses/{}", list[0]["id"].as_str().or(list["items"][0]["id"].as_str()).unwrap());
        let path = format!("{analysis}/requirement-answers/nis2/21(2)(j)");
        let none = coordinator.get(&path).await;
        assert_eq!((none.header("etag"), &none.json()["is_answered"]), ("\"0\"", &json!(false)), "{}", none.body);
        let answer = json!({ "value": 4, "reason": "Revisor" });
        let put = coordinator.send(Method::PUT, &path, Some("\"0\""), answer.clone()).await;
        assert_eq!((put.status, put.header("etag")), (StatusCode::OK, "\"1\""), "{}", put.body);
        assert_eq!((&put.json()["value"], &put.json()["is_answered"]), (&json!(4), &json!(true)));
        let late = coordinator.send(Method::PUT, &path, Some("\"0\""), answer).await;
        assert_eq!((late.status, late.header("etag")), (StatusCode::PRECONDITION_FAILED, "\"1\""));
        for wrong in [json!({ "value": 300 }), json!({}), json!({ "is_relevant": false, "value": 3, "reason": "x" })] {
            let wrong = coordinator.send(Method::PUT, &path, Some("\"1\""), wrong).await;
            assert_eq!(wrong.json()["faults"][0]["field"], "value", "{}", wrong.body);
        }
        let all = format!("{analysis}/requirement-answers");
        assert_eq!(coordinator.get(&all).await.json()[0]["reference"], "21(2)(j)");
        let auditor = asking(&server, "auditor").await;
        let refused = auditor.send(Method::PUT, &path, Some("\"1\""), json!({ "value": 1 })).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
        let gone = server.api(Method::DELETE, &path, Some(&coordinator.1), Some("\"1\""), None).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.body);
        assert_eq!(coordinator.get(&all).await.json(), json!([]));
    }
}

#[tokio::test]
async fn applicability_is_begun_written_and_decided() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let coordinator = asking(&server, "coordinator").await;
        let new = json!({ "framework": "nis2" });
        let made = coordinator.send(Method::POST, "/api/v1/applicability", None, new).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.body);
        assert_eq!(made.json()["state"], "draft");
        let path = made.header("location").to_owned();
        let draft = json!({ "outcome": "not", "reason": "Ikke omfattet.", "replies": { "public-body": "no" } });
        let put = coordinator.send(Method::PUT, &path, Some("\"1\""), draft.clone()).await;
        assert_eq!((put.status, put.header("etag")), (StatusCode::OK, "\"2\""), "{}", put.body);
        let decision = format!("{path}/decision");
        let early = coordinator.send(Method::POST, &decision, Some("\"2\""), draft).await;
        let fields: Vec<Value> =
            early.json()["faults"].as_array().unwrap().iter().map(|one| one["field"].clone()).collect();
        assert_eq!(fields, ["decided_by", "decided_on"], "{}", early.body);
        let whole = json!({
            "outcome": "not", "reason": "Ikke omfattet.", "decided_by": "Direktionen", "decided_on": "2026-10-01",
        });
        let late = coordinator.send(Method::POST, &decision, Some("\"1\""), whole.clone()).await;
        assert_eq!((late.status, late.header("etag")), (StatusCode::PRECONDITION_FAILED, "\"2\""));
        let done = coordinator.send(Method::POST, &decision, Some("\"2\""), whole.clone()).await;
        assert_eq!((done.status, &done.json()["state"]), (StatusCode::OK, &json!("decided")), "{}", done.body);
        let closed = coordinator.send(Method::PUT, &path, Some("\"3\""), whole).await;
        assert_eq!(closed.status, StatusCode::CONFLICT, "{}", closed.body);
        assert_eq!(coordinator.get("/api/v1/applicability").await.json()[0]["outcome"], "not");
        let unknown = json!({ "framework": "x" });
        let unknown = coordinator.send(Method::POST, "/api/v1/applicability", None, unknown).await;
        assert_eq!(unknown.json()["faults"][0]["field"], "framework", "{}", unknown.body);
    }
}

#[tokio::test]
async fn a_crosswalk_says_what_meets_and_what_does_not() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let auditor = asking(&server, "auditor").await;
        let there = auditor.get("/api/v1/crosswalk?from=nis2&to=cis18").await.json();
        let back = auditor.get("/api/v1/crosswalk?from=cis18&to=nis2").await.json();
        let pairs = |body: &Value| body["pairs"].as_array().unwrap().len();
        assert!(pairs(&there) > 50 && pairs(&there) == pairs(&back));
        assert!(there["pairs"][0]["through"][0]["control"].is_string());
        assert_eq!(auditor.get("/api/v1/crosswalk?from=nis2&to=x").await.status, StatusCode::NOT_FOUND);
        let browser = server.browser("auditor").await;
        let page = "/krav/sammenlign?fra=nis2-2690&til=cis18";
        let list = server.get(Some(&browser), page).await;
        assert!(list.body.contains("/krav/kontrol/") && list.body.contains("side=2"), "{}", list.body);
        let matrix = server.get(Some(&browser), &format!("{page}&vis=matrix")).await;
        assert!(matrix.body.contains("b-matrix") && matrix.body.contains("kapitel="), "{}", matrix.body);
        let csv = server.get(Some(&browser), "/krav/sammenlign/eksport/csv?fra=nis2&til=cis18").await;
        assert_eq!((csv.status, csv.body.lines().count() > 50), (StatusCode::OK, true));
    }
}
