//! The pages and the API of scenarios, recovery orders and recovery plans.

use crate::server::Server;
use axum::http::{Method, StatusCode};
use bavn_app::{
    asset::{archive_asset, create_asset, get_asset},
    continuity::{create_task, create_team, put_asset_steps},
    demo::{Size, load_demo},
    recovery::{
        Effort, PlanState, create_recovery_plan, create_scenario, latest_recovery_plan, recovery_order,
        scenario_templates,
    },
    supplier::{SupplierDraft, archive_supplier, create_supplier},
};
use bavn_core::{
    asset::{AssetFacts, Hosting, Kind},
    continuity::{
        Why,
        task::{CriticalTask, NeedEffect, NeedOn, TaskNeed},
        team::{RecoveryStep, RecoveryTeam},
    },
    ids::RecoveryTeamId,
    recovery::scenario::{Failing, Fails, ScenarioFacts},
    supplier::SupplierFacts,
};
use bavn_testkit::{Engine, engines, operator, test_app};
use serde_json::json;

/// A care system that one technician brings back in two hours, and home care that stands on it and must be back in one.
async fn fill(server: &Server) -> RecoveryTeamId {
    let (app, ctx) = (&server.test.app, &server.actors.ctx("coordinator"));
    let team = create_team(app, ctx, RecoveryTeam { name: "Drift".into(), ..Default::default() }).await.unwrap();
    let facts =
        AssetFacts { name: "Omsorgssystem".into(), kind: Kind::System, hosting: Hosting::Own, ..Default::default() };
    let asset = create_asset(app, ctx, facts).await.unwrap();
    let step = RecoveryStep {
        name: "Gendan databasen".into(),
        position: 1,
        optimistic_minutes: 90,
        likely_minutes: 120,
        pessimistic_minutes: 240,
        teams: vec![(team, 1)],
        ..Default::default()
    };
    let version = get_asset(app, ctx, asset).await.unwrap().version;
    put_asset_steps(app, ctx, asset, version, vec![step]).await.unwrap();
    let facts = CriticalTask {
        name: "Hjemmepleje".into(),
        unit: Some(server.actors.health),
        rto_minutes: Some(60),
        mtpd_minutes: Some(1_440),
        citizens: Some(900),
        ..Default::default()
    };
    let need = TaskNeed {
        on: NeedOn::Asset(asset),
        effect: NeedEffect::Stops,
        after_minutes: None,
        alternative_group: None,
        note: String::new(),
    };
    create_task(app, ctx, facts, vec![need]).await.unwrap();
    team
}

#[tokio::test]
async fn from_a_scenario_to_an_approved_plan_on_paper() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let team = fill(&server).await;
        let browser = server.browser("coordinator").await;
        let get = async |path: &str| server.get(Some(&browser), path).await;
        let post = async |path: &str, fields: &str| server.post(Some(&browser), path, true, fields).await;
        let place = |location: &str| location.split('?').next().unwrap_or_default().to_owned();
        let empty = get("/genopretning").await;
        assert!(empty.body.contains("Her er ingen scenarier.") && empty.body.contains("20 færdige scenarier"));
        let copy = get("/genopretning/scenarier/ny?skabelon=hybrid").await;
        assert!(copy.body.contains("Alt med Windows") && copy.body.contains("6 timer"), "{}", copy.body);

        let wrong = "name=&weekday=5&minute=2500&horizon=fire+timer&what[]=all_windows&named[]=&from[]=-4+timer&minutes[]=\
                     &what[]=kind:power&named[]=Omsorg&from[]=15&minutes[]=";
        let wrong = post("/genopretning/scenarier/ny", wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in [
            "»-4 timer« er ikke en tid",
            "»2500« er ikke et klokkeslæt",
            "»fire timer« er ikke en tid",
            "»15« er ikke en tid",
            "ikke begge dele",
        ] {
            assert!(wrong.body.contains(text), "{text} is not in {}", wrong.body);
        }
        let fields = format!(
            "name=Ransomware+%26+brand&description=Natten+til+l%C3%B8rdag&weekday=5&minute=02:30&horizon=14+d%C3%B8gn\
             &what[]=all_windows&named[]=&from[]=&minutes[]=&what[]=&named[]=Omsorgssystem&from[]=6+timer&minutes[]=2+timer\
             &what[]=kind:water&named[]=&from[]=&minutes[]=&what[]=&named[]=&from[]=&minutes[]=&team[]={team}&people[]=0"
        );
        let made = post("/genopretning/scenarier/ny", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let scenario = place(made.header("location"));
        let page = get(&scenario).await;
        for text in [
            "Ransomware &#38; brand",
            "lørdag kl. 2.30",
            "efter 6 timer",
            "Intet i registret",
            "til det er genoprettet",
        ] {
            assert!(page.body.contains(text), "{text} is not in {}", page.body);
        }
        let course = get(&format!("{scenario}/forloeb")).await;
        for text in ["1 af 1 opgaver stopper, straks", "O-1 Hjemmepleje", "mindst 14 døgn", "Over MTPD", "900", "<svg"]
        {
            assert!(course.body.contains(text), "{text} is not in {}", course.body);
        }
        let order = get(&format!("{scenario}/raekkefoelge")).await;
        for text in [
            "1 af 1 opgaver, der stopper, kommer for sent tilbage",
            "Gendan databasen",
            "1 fra Drift",
            "Begynder straks. Skal først bruges af O-1 Hjemmepleje.",
            "Over RTO",
            "Bølge 1: 1 trin",
            "/handleplan/foranstaltning/ny?titel=",
        ] {
            assert!(order.body.contains(text), "{text} is not in {}", order.body);
        }
        let changed = post(&format!("{scenario}/rediger"), &format!("{fields}&version=1")).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        let stale = post(&format!("{scenario}/rediger"), &format!("{fields}&version=1")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        for text in ["En anden har gemt ændringer imens", "name=\"version\" value=\"2\"", "value=\"14 døgn\""] {
            assert!(stale.body.contains(text), "{text} is not in {}", stale.body);
        }

        let made = post(&format!("{scenario}/plan"), "title=&note=Efter+%C3%B8velsen").await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let plan = place(made.header("location"));
        let page = get(&plan).await;
        for text in ["GP-1", "Udkast", "Efter øvelsen", "Gendan databasen"] {
            assert!(page.body.contains(text), "{text} is not in {}", page.body);
        }
        assert!(!page.body.contains("Godkend planen"), "a coordinator does not approve");
        let director = server.browser("director").await;
        let approved = server.post(Some(&director), &format!("{plan}/godkend"), true, "version=1").await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
        let refused = post(&format!("{plan}/rediger"), "version=2&title=Andet&note=").await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
        let same = get(&format!("{plan}?sammenlign=ja")).await;
        assert!(same.body.contains("Intet er anderledes"), "{}", same.body);
        for (format, kind) in [("pdf", "application/pdf"), ("docx", "wordprocessingml"), ("xlsx", "spreadsheetml")] {
            let file = get(&format!("{plan}/hent/{format}")).await;
            assert_eq!(file.status, StatusCode::OK, "{format}: {}", file.body);
            assert!(file.header("content-type").contains(kind) && file.header("content-disposition").contains("GP-1"));
        }
        let list = get("/genopretning").await;
        assert!(list.body.contains("Én genopretningsplan") && list.body.contains("Godkendt"), "{}", list.body);
    }
}

#[tokio::test]
async fn the_api_does_what_the_pages_do() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let team = fill(&server).await;
        let token = server.token("coordinator", false).await;
        let ask = async |method: Method, path: &str, version: Option<&str>, body: Option<serde_json::Value>| {
            server.api(method, path, Some(&token), version, body).await
        };
        let templates = ask(Method::GET, "/api/v1/scenario-templates", None, None).await.json();
        assert_eq!(templates.as_array().unwrap().len(), scenario_templates().unwrap().len());
        let body = json!({
            "name": "Ransomware", "starts_weekday": 5, "starts_minute": 150, "horizon_minutes": 20_160,
            "failures": [{ "selector": "all_windows" }], "missing": [],
        });
        let made = ask(Method::POST, "/api/v1/scenarios", None, Some(body.clone())).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.body);
        let (id, address) = (made.json()["id"].clone(), made.header("location").to_owned());
        let mut wrong = body.clone();
        wrong["failures"] = json!([{ "selector": "all_macs" }, { "from": 5 }]);
        wrong["missing"] = json!([{ "team": team, "people": 0 }]);
        let wrong = ask(Method::POST, "/api/v1/scenarios", None, Some(wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("failures[0].selector") && wrong.body.contains("failures[1]"), "{}", wrong.body);
        assert_eq!(ask(Method::PUT, &address, Some("\"1\""), Some(body.clone())).await.status, StatusCode::OK);
        assert_eq!(ask(Method::PUT, &address, Some("\"1\""), Some(body)).await.status, StatusCode::PRECONDITION_FAILED);
        let outages = ask(Method::GET, &format!("{address}/outages"), None, None).await.json();
        assert_eq!(outages["tasks"][0]["down"], json!([{ "from": 0, "until": 20_160 }]), "{outages}");
        let outages = ask(Method::GET, &format!("{address}/outages?restored=true"), None, None).await.json();
        assert_eq!(outages["tasks"][0]["down"], json!([{ "from": 0, "until": 120 }]), "{outages}");
        let order = ask(Method::GET, &format!("{address}/recovery-order"), None, None).await.json();
        assert_eq!((&order["length"], &order["is_proved"]), (&json!(120), &json!(true)), "{order}");
        assert_eq!(order["tasks"][0]["past_rto"], 60, "{order}");
        let plan = json!({ "scenario": id, "title": "Plan", "seed": 3 });
        let made = ask(Method::POST, "/api/v1/recovery-plans", None, Some(plan)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        assert_eq!((&made.json()["plan"]["late"], &made.json()["order"]["seed"]), (&json!(1), &json!(3)));
        let address = made.header("location").to_owned();
        let change = Some(json!({ "title": "Plan 2" }));
        assert_eq!(ask(Method::PUT, &address, Some("\"1\""), change).await.status, StatusCode::OK);
        let approval = format!("{address}/approval");
        assert_eq!(ask(Method::POST, &approval, Some("\"2\""), None).await.status, StatusCode::FORBIDDEN);
        let head = server.token("head_of_it", false).await;
        let approved = server.api(Method::POST, &approval, Some(&head), Some("\"2\""), None).await;
        assert_eq!(approved.status, StatusCode::NO_CONTENT, "{}", approved.body);
        let plans = ask(Method::GET, "/api/v1/recovery-plans", None, None).await.json();
        assert_eq!((&plans[0]["state"], &plans[0]["title"]), (&json!("approved"), &json!("Plan 2")));
        let told = ask(Method::GET, &format!("{address}/comparison"), None, None).await.json();
        assert_eq!((&told["tasks"], &told["steps"], &told["late_now"]), (&json!([]), &json!([]), &json!(1)), "{told}");
        assert_eq!((&told["length_before"], &told["length_now"]), (&json!(120), &json!(120)), "{told}");
        let file = ask(Method::GET, &format!("{address}/files/xlsx"), None, None).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(ask(Method::DELETE, &address, Some("\"3\""), None).await.status, StatusCode::NO_CONTENT);
    }
}

#[tokio::test]
async fn a_scenario_that_names_what_went_out_of_use_is_saved_again() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, &server.actors.ctx("coordinator"));
    let asset = create_asset(app, ctx, AssetFacts { name: "Telefoni".into(), ..Default::default() }).await.unwrap();
    let facts = SupplierFacts { name: "Nordkyst".into(), ..Default::default() };
    let supplier = create_supplier(app, ctx, SupplierDraft { facts, ..Default::default() }).await.unwrap();
    let failing = |what: Fails| Failing { what, from: 0, minutes: Some(60) };
    let facts = ScenarioFacts {
        name: "Teleudfald".into(),
        failures: vec![failing(Fails::Asset(asset)), failing(Fails::Supplier(supplier))],
        ..Default::default()
    };
    let id = create_scenario(app, ctx, facts).await.unwrap();
    let plan = create_recovery_plan(app, ctx, id, "Telefonplan", "", 1).await.unwrap();
    archive_asset(app, ctx, asset, 1).await.unwrap();
    archive_supplier(app, ctx, supplier, 1).await.unwrap();
    let browser = server.browser("coordinator").await;
    let form = server.get(Some(&browser), &format!("/genopretning/scenarier/{id}/rediger")).await;
    for text in ["value=\"A-1 Telefoni\"", "value=\"L-1 Nordkyst\"", "value=\"1 time\""] {
        assert!(form.body.contains(text), "{text} is not in {}", form.body);
    }
    let fields = "version=1&name=Teleudfald&weekday=0&minute=08:00&horizon=7+d%C3%B8gn\
                  &what[]=&named[]=A-1+Telefoni&from[]=0&minutes[]=1+time&what[]=&named[]=L-1+Nordkyst&from[]=&minutes[]=1+time";
    let saved = server.post(Some(&browser), &format!("/genopretning/scenarier/{id}/rediger"), true, fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    // A plan keeps the name of its scenario when that goes out of use.
    let gone = server.post(Some(&browser), &format!("/genopretning/scenarier/{id}/arkiver"), true, "version=2").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    let list = server.get(Some(&browser), "/genopretning").await;
    assert!(list.body.contains(&plan.to_string()) && list.body.contains("<td>Teleudfald</td>"), "{}", list.body);
}

#[tokio::test]
async fn the_demonstration_has_a_promise_that_cannot_be_kept_and_shows_what_mends_it() {
    let test = test_app(Engine::Sqlite).await;
    let demo = load_demo(&test.app, &operator(), Size::Small).await.unwrap();
    let order = recovery_order(&test.app, &operator(), demo.scenarios["ransomware"], Effort::Quick).await.unwrap();
    let content = &order.content;
    let late: Vec<&str> = content.late().map(|task| task.name.as_str()).collect();
    assert!(!late.is_empty(), "a promise cannot be kept");
    // The network is isolated and held before anything else is built, and every asset begins when what it waits for is back.
    assert_eq!(content.assets[content.steps[0].asset].name, "Netværkskerne");
    assert!(content.steps.iter().all(|step| step.why != Why::Free), "nothing waits without a reason");
    let mends = content.helps.iter().find(|helps| !helps.mends.is_empty());
    let mended = mends.map(|helps| content.tasks[helps.mends[0]].name.as_str());
    assert!(mended.is_some_and(|name| late.contains(&name)), "late: {late:?}; helps: {:?}", content.helps);
    let plan = latest_recovery_plan(&test.app, &operator(), None).await.unwrap();
    let mut files = Vec::new();
    for format in
        [bavn_app::report::FileFormat::Pdf, bavn_app::report::FileFormat::Docx, bavn_app::report::FileFormat::Xlsx]
    {
        let file = bavn_web::report::render_recovery_plan(&test.app, &operator(), &plan, format).await.unwrap();
        files.push((format.extension(), file.bytes));
    }
    assert_eq!((plan.line.state, plan.line.scenario), (PlanState::Approved, demo.scenarios["ransomware"]));
    assert_eq!(demo.scenarios.len(), 8);
    assert!(files.iter().all(|(_, bytes)| !bytes.is_empty()));
}
