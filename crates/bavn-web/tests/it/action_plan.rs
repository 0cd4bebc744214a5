//! The pages and the API of the action plan.

use crate::server::{Browser, Server};
use axum::http::{Method, StatusCode};
use bavn_app::action_plan::{PlanDraft, create_plan};
use bavn_core::ids::PlanId;
use bavn_testkit::{Engine, engines};
use serde_json::json;
use time::macros::date;

async fn plan(server: &Server) -> PlanId {
    let draft = PlanDraft {
        title: "Handleplan 2026-2029".into(),
        note: String::new(),
        starts_on: date!(2026 - 09 - 01),
        ends_on: date!(2029 - 12 - 31),
        is_current: true,
    };
    create_plan(&server.test.app, &server.actors.ctx("coordinator"), draft).await.unwrap()
}

const NEW: &str = "/handleplan/foranstaltning/ny";
const FORM: &str = "title=MFA+p%C3%A5+%C3%B8konomi&phase=months_3_6&sourcing=internal&state=proposed&progress=0&cost_once=180.000+kr.&cost_yearly=60.000&hours[]=40&hours[]=120&effect_control[]=AD-03&effect_level[]=3";

async fn measure(server: &Server, browser: &Browser, fields: &str) -> String {
    let answer = server.post(Some(browser), NEW, true, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header("location").split('?').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn from_an_empty_plan_to_a_measure_that_is_done() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let empty = server.get(Some(&browser), "/handleplan").await;
        assert!(empty.body.contains("Der er ingen handleplan endnu"), "{}", empty.body);
        let fields = "title=Handleplan&starts_on=2026-09-01&ends_on=2029-12-31";
        let made = server.post(Some(&browser), "/handleplan/ny", true, fields).await;
        assert_eq!(made.header("location"), "/handleplan?besked=created");

        let path = measure(&server, &browser, FORM).await;
        let page = server.get(Some(&browser), &path).await;
        for text in ["F-01 MFA på økonomi", "180.000\u{a0}kr.", "It-drift 120", "AD-03", "3-6 måneder"] {
            assert!(page.body.contains(text), "{text} is not in {}", page.body);
        }
        // By number as by identifier.
        let numbered = "/handleplan/foranstaltning/F-01";
        assert_eq!(server.get(Some(&browser), numbered).await.status, StatusCode::OK);
        for (version, state) in [(1, "approved"), (2, "in_progress"), (3, "done")] {
            let fields = format!("version={version}&state={state}&progress=40");
            let answer = server.post(Some(&browser), &format!("{numbered}/status"), true, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{state}: {}", answer.body);
        }
        let page = server.get(Some(&browser), numbered).await;
        assert!(page.body.contains("Udført 2. november 2026."), "done means today: {}", page.body);
        let stale = server.post(Some(&browser), &format!("{numbered}/status"), true, "version=2&state=done").await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn a_form_with_faults_keeps_what_was_typed() {
    let server = Server::new(Engine::Sqlite).await;
    plan(&server).await;
    let browser = server.browser("head_of_it").await;
    let fields = "title=&description=Bevar+mig&phase=later&state=proposed&progress=0&start_on=2026-11-01&due_on=2026-01-31&cost_once=1,5&sourcing=mixed";
    let answer = server.post(Some(&browser), NEW, true, fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Bevar mig", "value=\"1,5\"", "»1,5« er ikke et helt tal", "href=\"#cost_once\"", "Fejl: "] {
        assert!(answer.body.contains(text), "{text} is not in {}", answer.body);
    }
    let fields = fields.replace("1,5", "15");
    let answer = server.post(Some(&browser), NEW, true, &fields).await;
    for text in ["href=\"#title\"", "Feltet skal udfyldes.", "Slutdatoen ligger før startdatoen"] {
        assert!(answer.body.contains(text), "{text} is not in {}", answer.body);
    }
    // A row more keeps the rest, and stores nothing.
    let answer = server.post(Some(&browser), NEW, true, &format!("{FORM}&add=effects")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body.matches("name=\"effect_control[]\"").count(), 2);
    assert!(answer.body.contains("value=\"180.000 kr.\""));
    let list = server.get(Some(&browser), "/handleplan").await;
    assert!(list.body.contains("Planen har ingen foranstaltninger endnu"));
}

#[tokio::test]
async fn faults_in_rows_point_at_their_rows() {
    let server = Server::new(Engine::Sqlite).await;
    plan(&server).await;
    let browser = server.browser("coordinator").await;
    measure(&server, &browser, FORM).await;
    let doubled = FORM.replace(
        "effect_level[]=3",
        "effect_level[]=3&effect_control[]=&effect_level[]=&effect_control[]=ad-03&effect_level[]=4",
    );
    let answer = server.post(Some(&browser), NEW, true, &doubled).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("href=\"#effects-2\""), "{}", answer.body);
    let hours = FORM.replace("hours[]=40&hours[]=120", "hours[]=&hours[]=2000000");
    let answer = server.post(Some(&browser), NEW, true, &hours).await;
    assert!(answer.body.contains("href=\"#hours-it_operations\""), "{}", answer.body);
}

#[tokio::test]
async fn a_circle_is_named() {
    let server = Server::new(Engine::Sqlite).await;
    plan(&server).await;
    let browser = server.browser("coordinator").await;
    let first = measure(&server, &browser, FORM).await;
    let id = first.rsplit('/').next().unwrap();
    let second = measure(&server, &browser, &format!("{FORM}&depends_on[]={id}")).await;
    let id = second.rsplit('/').next().unwrap();
    let fields = format!("{FORM}&version=1&depends_on[]={id}");
    let answer = server.post(Some(&browser), &format!("{first}/rediger"), true, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("F-01 → F-02 → F-01") || answer.body.contains("F-02 → F-01 → F-02"));
}

#[tokio::test]
async fn a_control_fills_the_form() {
    let server = Server::new(Engine::Sqlite).await;
    plan(&server).await;
    let browser = server.browser("coordinator").await;
    let page = server.get(Some(&browser), "/handleplan/foranstaltning/ny?kontrol=ad-03").await;
    assert!(page.body.contains("Opret foranstaltning til AD-03"));
    assert!(page.body.contains("<option value=\"AD-03\" selected>"));
}

#[tokio::test]
async fn every_page_shows_with_measures_in_both_languages() {
    let server = Server::new(Engine::Sqlite).await;
    plan(&server).await;
    let browser = server.browser("coordinator").await;
    measure(&server, &browser, FORM).await;
    let late = FORM.replace("phase=months_3_6", "start_on=2026-09-01&due_on=2026-10-01");
    measure(&server, &browser, &late).await;
    for tab in [
        "",
        "/tavle",
        "/gantt",
        "/oekonomi",
        "/fremskrivning",
        "/foranstaltning/F-02",
        "/foranstaltning/F-02/rediger",
        "/ny",
    ] {
        for lang in ["da", "en"] {
            let page = server.get(Some(&browser), &format!("/handleplan{tab}?lang={lang}")).await;
            assert_eq!(page.status, StatusCode::OK, "{tab}");
            assert_eq!(page.body.matches("<h1").count(), 1, "{tab}");
            assert!(!page.body.contains("[plan-"), "a text is missing on {tab}");
            assert!(!page.body.contains(" style="), "{tab} breaks the content security policy");
        }
    }
    let list = server.get(Some(&browser), "/handleplan?vis=late").await;
    assert!(list.body.contains("32 dage over") && !list.body.contains(">F-01 "), "{}", list.body);
    let gantt = server.get(Some(&browser), "/handleplan/gantt").await;
    assert!(gantt.body.contains("<svg") && gantt.body.contains("forsinket"));
}

#[tokio::test]
async fn who_may_see_and_change() {
    let server = Server::new(Engine::Sqlite).await;
    plan(&server).await;
    let coordinator = server.browser("coordinator").await;
    let path = measure(&server, &coordinator, FORM).await;
    let auditor = server.browser("auditor").await;
    let page = server.get(Some(&auditor), &path).await;
    assert!(page.status == StatusCode::OK && !page.body.contains("/rediger") && !page.body.contains("/status"));
    for (address, fields) in [
        (NEW.to_owned(), FORM),
        (format!("{path}/status"), "version=1&state=approved&progress=0"),
        (format!("{path}/arkiver"), "version=1"),
    ] {
        let answer = server.post(Some(&auditor), &address, true, fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address}");
    }
    let owner = server.browser("limited_owner").await;
    assert_eq!(server.get(Some(&owner), &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.get(Some(&owner), "/handleplan").await.status, StatusCode::OK);
    let employee = server.browser("employee").await;
    assert_eq!(server.get(Some(&employee), "/handleplan").await.status, StatusCode::NOT_FOUND);
    let forged = server.post(Some(&coordinator), &format!("{path}/arkiver"), false, "version=1").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let gone = server.post(Some(&coordinator), &format!("{path}/arkiver"), true, "version=1").await;
    assert_eq!(gone.header("location"), "/handleplan?besked=archived");
}

#[tokio::test]
async fn a_program_plans_as_a_person_does() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let api = async |method, path: &str, version: Option<&str>, body| {
            server.api(method, path, Some(&token), version, body).await
        };
        let body = json!({ "title": "Plan", "starts_on": "2026-09-01", "ends_on": "2029-12-31" });
        let made = api(Method::POST, "/api/v1/plans", None, Some(body)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let plan = made.header("location").to_owned();
        let measure = json!({
            "title": "Logning", "phase": "months_0_3", "sourcing": "external", "state": "proposed",
            "cost_once": 480_000, "cost_yearly": 120_000, "unit": server.actors.health.0,
            "hours": [{ "role": "it_operations", "hours": 90 }],
            "effects": [{ "control": "LO-02", "level": 3 }],
        });
        let made = api(Method::POST, &format!("{plan}/measures"), None, Some(measure.clone())).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.body);
        let path = made.header("location").to_owned();
        assert_eq!(made.json()["code"], "F-01");
        assert_eq!(made.json()["time"]["planned_finish"], "2026-11-30");
        assert_eq!(
            api(Method::PUT, &path, None, Some(measure.clone())).await.status,
            StatusCode::PRECONDITION_REQUIRED
        );
        let mut wrong = measure.clone();
        wrong["cost_once"] = json!(-1);
        wrong["due_on"] = json!("30-02-2026");
        let refused = api(Method::PUT, &path, Some("\"1\""), Some(wrong)).await;
        assert_eq!(
            (refused.status, refused.json()["faults"][0]["code"].clone()),
            (StatusCode::UNPROCESSABLE_ENTITY, json!("not_a_date"))
        );
        let mut changed = measure.clone();
        changed["title"] = json!("Logning af fagsystemer");
        let answer = api(Method::PUT, &path, Some("\"1\""), Some(changed.clone())).await;
        assert_eq!((answer.status, answer.header("etag")), (StatusCode::OK, "\"2\""), "{}", answer.body);
        assert_eq!(api(Method::PUT, &path, Some("\"1\""), Some(changed)).await.status, StatusCode::PRECONDITION_FAILED);
        let progress = json!({ "state": "approved", "progress": 5 });
        let answer = api(Method::PATCH, &path, Some("\"2\""), Some(progress)).await;
        assert_eq!(answer.json()["state"], "approved", "{}", answer.body);
        let found = api(Method::GET, &format!("{plan}/measures?words=FAGsystemer&size=1"), None, None).await;
        assert_eq!((found.json()["total"].clone(), found.json()["items"][0]["version"].clone()), (json!(1), json!(3)));
        let economy = api(Method::GET, &format!("{plan}/economy"), None, None).await.json();
        assert_eq!(
            (economy["total"]["once"].clone(), economy["years"][0]["once"].clone()),
            (json!(480_000), json!(480_000))
        );
        assert_eq!(economy["years"][1]["running"], 120_000);
        let none = api(Method::GET, &format!("{plan}/projection"), None, None).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "there is no analysis yet");
        assert_eq!(api(Method::DELETE, &path, Some("\"3\""), None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api(Method::GET, &path, None, None).await.status, StatusCode::NOT_FOUND);
        let reader = server.token("coordinator", true).await;
        let refused = server
            .api(
                Method::POST,
                "/api/v1/plans",
                Some(&reader),
                None,
                Some(json!({ "title": "x", "starts_on": "2026-01-01", "ends_on": "2026-02-01" })),
            )
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}
