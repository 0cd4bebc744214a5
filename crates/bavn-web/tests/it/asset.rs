//! The register of assets on pages and through the API.

use crate::server::Server;
use axum::http::{Method, StatusCode};
use bavn_app::{
    action_plan::{PlanDraft, create_plan},
    asset::{AssetChange, DependencyDraft, create_asset, create_dependency, get_asset, put_assets},
    counted,
};
use bavn_core::asset::{AssetFacts, DependencyKind, Grade, Kind, Necessity};
use bavn_testkit::Engine;
use serde_json::json;
use time::macros::date;

fn system(name: &str) -> AssetFacts {
    AssetFacts { name: name.into(), ..AssetFacts::default() }
}

#[tokio::test]
async fn an_asset_is_made_found_and_changed_on_pages() {
    let server = Server::new(Engine::Sqlite).await;
    let browser = server.browser("coordinator").await;
    let form = "name=R%C3%A5dhusets+l%C3%B8n&kind=system&life_cycle=in_use&criticality=4&mfa=none\
                &personal_data%5B%5D=ordinary&personal_data%5B%5D=cpr&cost_yearly=1.200.000";
    let made = server.post(Some(&browser), "/aktiver/ny", true, form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let path = made.header("location").split('?').next().unwrap_or_default().to_owned();
    let found = server.get(Some(&browser), "/aktiver?q=raadhus+loen&vis=mfa").await;
    assert!(!found.body.contains(&path), "loen is not løn");
    let found = server.get(Some(&browser), "/aktiver?q=raadhus&vis=mfa").await;
    assert!(found.body.contains(&path), "{}", found.body);
    let shown = server.get(Some(&browser), &path).await;
    for text in ["4 meget høj", "CPR-numre", "1.200.000", "Opret foranstaltning"] {
        assert!(shown.body.contains(text), "{text}: {}", shown.body);
    }
    // What the form does not hold stays.
    let changed =
        server.post(Some(&browser), &format!("{path}/rediger"), true, "version=1&name=L%C3%B8n&mfa=all").await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    let shown = server.get(Some(&browser), &path).await;
    for text in ["Løn", "Flerfaktorlogin: Ingen steder → Overalt", "4 meget høj"] {
        assert!(shown.body.contains(text), "{text}: {}", shown.body);
    }
    // Somebody else has saved meanwhile: both versions are shown, and nothing is written over.
    let late = server.post(Some(&browser), &format!("{path}/rediger"), true, "version=1&name=Mit+navn").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.body.contains("Navn er ændret imens: Løn") && late.body.contains("value=\"Mit navn\""),
        "{}",
        late.body
    );
    let wrong =
        server.post(Some(&browser), "/aktiver/ny", true, "name=&kind=system&life_cycle=in_use&cost_yearly=1,5").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("ikke et helt tal"), "{}", wrong.body);
}

#[tokio::test]
async fn a_dependency_is_typed_by_number_or_name_and_drawn() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let care = AssetFacts { criticality: Grade::from_i64(4).ok(), ..system("Omsorg") };
    let care = create_asset(app, &ctx, care).await.unwrap();
    let host = create_asset(app, &ctx, AssetFacts { kind: Kind::Server, ..system("Servermiljø") }).await.unwrap();
    create_asset(app, &ctx, system("Servermiljø test")).await.unwrap();
    let browser = server.browser("coordinator").await;
    let add = format!("/aktiver/{care}/afhaengighed");
    let several = server.post(Some(&browser), &add, true, "on=server&kind=runs_on&necessity=stops_at_once").await;
    assert_eq!(several.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(several.body.contains("passer på flere"), "{}", several.body);
    let hours = server.post(Some(&browser), &add, true, "on=A-2&kind=runs_on&necessity=stops_after").await;
    assert!(hours.body.contains("Skriv antal timer"), "{}", hours.body);
    let made = server.post(Some(&browser), &add, true, "on=A-2&kind=runs_on&necessity=stops_after&hours=4").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let shown = server.get(Some(&browser), &format!("/aktiver/{host}")).await;
    for text in ["standser efter 4 timer", "Kritikalitet: 4 meget høj (egen: Ikke oplyst)", "på grund af"] {
        assert!(shown.body.contains(text), "{text}: {}", shown.body);
    }
    let map = server.get(Some(&browser), "/aktiver/kort").await;
    for text in
        ["<svg", "Servermiljø", "Ét enkelt svagt punkt vælter noget kritisk", "Ét aktiv har ingen afhængigheder"]
    {
        assert!(map.body.contains(text), "{text}: {}", map.body);
    }
    let around = server.get(Some(&browser), "/aktiver/kort?fokus=omsorg").await;
    assert!(around.body.contains("Omsorg og det omkring"), "{}", around.body);
    let csv = server.get(Some(&browser), "/aktiver/eksport/afhaengigheder/csv").await;
    assert!(csv.body.contains("A-1 Omsorg;A-2 Servermiljø;kører på;standser efter nogle timer;4"), "{}", csv.body);
    let csv = server.get(Some(&browser), "/aktiver/eksport/csv?slags=server").await;
    assert!(csv.body.contains("A-2;Servermiljø;") && !csv.body.contains("Omsorg"), "{}", csv.body);
}

#[tokio::test]
async fn coverage_leads_to_a_measure_with_its_title() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let plan = PlanDraft {
        title: "Handleplan".into(),
        note: String::new(),
        starts_on: date!(2026 - 09 - 01),
        ends_on: date!(2029 - 12 - 31),
        is_current: true,
    };
    create_plan(app, &ctx, plan).await.unwrap();
    let facts = AssetFacts { criticality: Grade::from_i64(3).ok(), ..system("Nødkald") };
    let id = create_asset(app, &ctx, facts).await.unwrap();
    let browser = server.browser("coordinator").await;
    let page = server.get(Some(&browser), "/aktiver/daekning").await;
    assert!(page.body.contains("0 af 1 kritiske systemer kræver flerfaktorlogin overalt"), "{}", page.body);
    assert!(page.body.contains("/handleplan/foranstaltning/ny?kontrol=AD-03&#38;emne=mfa"), "{}", page.body);
    let form = server.get(Some(&browser), "/handleplan/foranstaltning/ny?kontrol=AD-03&emne=mfa").await;
    assert!(form.body.contains("value=\"Flerfaktorlogin på kritiske systemer\""), "{}", form.body);
    let form = server
        .get(Some(&browser), &format!("/handleplan/foranstaltning/ny?kontrol=LO-02&emne=logging&aktiv={id}"))
        .await;
    assert!(form.body.contains("value=\"Central logning af Nødkald\""), "{}", form.body);
}

#[tokio::test]
async fn pages_take_few_statements_however_many_assets() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let many = (0..300).map(|at| AssetChange::Create(system(&format!("System {at:03}")))).collect();
    let first = put_assets(app, &ctx, many).await.unwrap()[0].id;
    let browser = server.browser("coordinator").await;
    for address in
        ["/aktiver".to_owned(), format!("/aktiver/{first}"), "/aktiver/kort".into(), "/aktiver/daekning".into()]
    {
        let (answer, statements) = counted(server.get(Some(&browser), &address)).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(statements <= 20, "{address}: {statements}");
    }
}

#[tokio::test]
async fn the_api_does_what_the_pages_do() {
    let server = Server::new(Engine::Sqlite).await;
    let token = server.token("coordinator", false).await;
    let call = async |method, address: &str, version: Option<&str>, body| {
        server.api(method, address, Some(&token), version, body).await
    };
    let made = call(
        Method::POST,
        "/api/v1/assets",
        None,
        Some(json!({ "name": "Løn", "mfa": "partly", "supported_until": "2027-03-31" })),
    )
    .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let asset: serde_json::Value = serde_json::from_str(&made.body).unwrap();
    let address = format!("/api/v1/assets/{}", asset["id"].as_str().unwrap());
    assert_eq!(
        (asset["code"].as_str(), asset["kind"].as_str(), asset["mfa"].as_str()),
        (Some("A-1"), Some("system"), Some("partly"))
    );
    let faulty = json!({ "name": "", "mfa": "perhaps", "criticality": 7 });
    let refused = call(Method::PUT, &address, Some("\"1\""), Some(faulty)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    let changed =
        call(Method::PUT, &address, Some("\"1\""), Some(json!({ "name": "Lønsystem", "kind": "shared_solution" })))
            .await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    let stale = call(Method::PUT, &address, Some("\"1\""), Some(json!({ "name": "X" }))).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.body);
    let other = call(Method::POST, "/api/v1/assets", None, Some(json!({ "name": "Server", "kind": "server" }))).await;
    let other: serde_json::Value = serde_json::from_str(&other.body).unwrap();
    let link = json!({ "asset": asset["id"], "on": other["id"], "kind": "runs_on", "necessity": "stops_at_once" });
    let linked = call(Method::POST, "/api/v1/dependencies", None, Some(link)).await;
    assert_eq!(linked.status, StatusCode::CREATED, "{}", linked.body);
    let around = call(Method::GET, &format!("{address}/dependencies"), None, None).await;
    let around: serde_json::Value = serde_json::from_str(&around.body).unwrap();
    assert_eq!(around["needs"][0]["on"], other["id"]);
    let listed = call(Method::GET, "/api/v1/assets?words=loen&sort=number", None, None).await;
    assert!(listed.body.contains("\"total\":0"), "{}", listed.body);
    let listed = call(Method::GET, "/api/v1/assets?kind=shared_solution", None, None).await;
    assert!(listed.body.contains("Lønsystem") && !listed.body.contains("\"Server\""), "{}", listed.body);
    let away = call(Method::DELETE, &address, Some("\"2\""), None).await;
    assert_eq!(away.status, StatusCode::NO_CONTENT, "{}", away.body);
    let id = asset["id"].as_str().unwrap().parse().unwrap();
    let kept = get_asset(&server.test.app, &server.actors.ctx("auditor"), id).await.unwrap();
    assert!(kept.archived_at.is_some());
    // Only those who may take it into use again are offered to.
    for (who, is_offered) in [("auditor", false), ("coordinator", true)] {
        let browser = server.browser(who).await;
        let page = server.get(Some(&browser), &format!("/aktiver/{id}")).await;
        assert_eq!(page.body.contains("/genindfoer"), is_offered, "{who}: {}", page.body);
    }
    let back = call(Method::POST, &format!("{address}/restore"), Some("\"3\""), None).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.body);
    assert_eq!((&back.json()["archived"], back.header("etag")), (&json!(false), "\"4\""));
    let views = call(Method::POST, "/api/v1/asset-views", None, Some(json!({ "name": "Alle" }))).await.json();
    assert_eq!(views[0]["first"], false, "{views}");
    let first = Some(json!({ "view": views[0]["id"] }));
    let views = call(Method::PUT, "/api/v1/asset-views/first", None, first).await.json();
    assert_eq!(views[0]["first"], true, "{views}");
    let views = call(Method::PUT, "/api/v1/asset-views/first", None, Some(json!({}))).await.json();
    assert_eq!(views[0]["first"], false, "{views}");
}

#[tokio::test]
async fn a_box_of_an_administration_leads_to_all_of_it() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let care = AssetFacts { unit: Some(server.actors.home_care), ..system("Omsorg") };
    let care = create_asset(app, &ctx, care).await.unwrap();
    let host = create_asset(app, &ctx, system("Server")).await.unwrap();
    let link = DependencyDraft {
        asset: care,
        on: host,
        kind: DependencyKind::RunsOn,
        necessity: Necessity::StopsAtOnce,
        alternative_group: None,
        note: String::new(),
    };
    create_dependency(app, &ctx, link).await.unwrap();
    let browser = server.browser("coordinator").await;
    let map = server.get(Some(&browser), "/aktiver/kort?saml=forvaltning").await;
    let health = format!("/aktiver?enhed={}", server.actors.health);
    for address in [health.as_str(), "/aktiver?alle=1"] {
        assert!(map.body.contains(address), "{address}: {}", map.body);
    }
}
