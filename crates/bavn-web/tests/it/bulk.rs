//! Many assets changed at once on pages and through the API.

use crate::server::Server;
use axum::http::{Method, StatusCode};
use bavn_app::{
    asset::{AssetChange, get_asset, put_assets},
    counted,
};
use bavn_core::asset::{AssetFacts, Mfa};
use bavn_testkit::Engine;
use serde_json::{Value, json};

fn systems(names: &[&str]) -> Vec<AssetChange> {
    let system = |name: &&str| AssetChange::Create(AssetFacts { name: (*name).into(), ..AssetFacts::default() });
    names.iter().map(system).collect()
}

fn hidden(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = body.split_once(&start).map_or("", |(_, rest)| rest);
    rest.split('"').next().unwrap_or_default().replace(':', "%3A").replace(' ', "+")
}

#[tokio::test]
async fn rows_are_ticked_fields_chosen_the_difference_seen_and_stored() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let made = put_assets(app, &ctx, systems(&["Løn", "Omsorg", "Journal"])).await.unwrap();
    let browser = server.browser("coordinator").await;
    let list = server.get(Some(&browser), "/aktiver?q=o").await;
    assert!(list.body.contains("Ret alle 2 i udvalget"), "{}", list.body);
    let address = format!("/aktiver/ret?id={}&id={}", made[0].id, made[1].id);
    let (form, statements) = counted(server.get(Some(&browser), &address)).await;
    assert!(form.body.contains("Ret 2 aktiver på én gang") && statements <= 20, "{statements} {}", form.body);
    let all = server.get(Some(&browser), "/aktiver/ret?q=journal&alle=1").await;
    assert!(all.body.contains("Ret ét aktiv"), "{}", all.body);

    let assets = hidden(&form.body, "assets");
    let none = server.post(Some(&browser), "/aktiver/ret", true, &format!("assets={assets}&mfa=all")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Sæt flueben ved mindst ét felt"), "{}", none.body);
    let wrong = format!("assets={assets}&ret%5B%5D=backup_interval_hours&backup_interval_hours=ofte");
    let wrong = server.post(Some(&browser), "/aktiver/ret", true, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"ofte\"") && wrong.body.contains("ikke et helt tal"), "{}", wrong.body);

    let typed = "ret%5B%5D=mfa&mfa=all&ret%5B%5D=personal_data&personal_data%5B%5D=cpr&personal_data%5B%5D=special";
    let seen = server.post(Some(&browser), "/aktiver/ret", true, &format!("assets={assets}&{typed}")).await;
    assert_eq!(seen.status, StatusCode::OK);
    for text in ["2 aktiver bliver ændret", "<del>Ikke oplyst</del> → <ins>Overalt</ins>", "value=\"cpr special\""] {
        assert!(seen.body.contains(text), "{text}: {}", seen.body);
    }
    assert_eq!(get_asset(app, &ctx, made[0].id).await.unwrap().version, 1);
    let send = format!(
        "assets={}&ret%5B%5D=mfa&mfa=all&ret%5B%5D=personal_data&personal_data=cpr+special",
        hidden(&seen.body, "assets")
    );
    let stored = server.post(Some(&browser), "/aktiver/ret/gem", true, &send).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
    let import = server.get(Some(&browser), stored.header("location")).await;
    for text in ["Rettelse af flere aktiver: Flerfaktorlogin, Personoplysninger", "Fortryd"] {
        assert!(import.body.contains(text), "{text}: {}", import.body);
    }
    let facts = get_asset(app, &ctx, made[0].id).await.unwrap().facts;
    assert_eq!((facts.mfa, facts.personal_data.len()), (Mfa::All, 2));
    // Sent again, it is a conflict: what would happen now is shown.
    let again = server.post(Some(&browser), "/aktiver/ret/gem", true, &send).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("Intet bliver ændret"), "{}", again.body);
}

#[tokio::test]
async fn the_api_shows_stores_and_names_what_takes_it_back() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let made = put_assets(app, &ctx, systems(&["Løn", "Omsorg"])).await.unwrap();
    let token = server.token("coordinator", false).await;
    let call = async |body: Value| {
        server.api(Method::POST, "/api/v1/assets/bulk-changes", Some(&token), None, Some(body)).await
    };
    let assets: Vec<Value> = made.iter().map(|asset| json!({ "id": asset.id, "version": asset.version })).collect();
    let dry = call(json!({ "assets": assets, "set": { "mfa": "all", "cost_yearly": 5 }, "dry_run": true })).await;
    assert_eq!(dry.status, StatusCode::OK, "{}", dry.body);
    let dry: Value = serde_json::from_str(&dry.body).unwrap();
    assert_eq!(dry["changed"][0]["fields"]["mfa"], json!({ "before": "unknown", "after": "all" }));
    assert_eq!(dry["import"], Value::Null);
    let wrong = call(json!({ "assets": assets, "set": { "mfa": "perhaps", "name": "x" } })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    let done = call(json!({ "assets": assets, "set": { "mfa": "all" } })).await;
    let done: Value = serde_json::from_str(&done.body).unwrap();
    let undo = format!("/api/v1/register-imports/{}/undo", done["import"].as_str().unwrap());
    let late = call(json!({ "assets": assets, "set": { "mfa": "none" } })).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "{}", late.body);
    let undone = server.api(Method::POST, &undo, Some(&token), None, None).await;
    assert!(undone.body.contains("\"undone\":2"), "{}", undone.body);
}

#[tokio::test]
async fn shared_solutions_are_ticked_into_the_register() {
    let server = Server::new(Engine::Sqlite).await;
    let browser = server.browser("coordinator").await;
    let (page, statements) = counted(server.get(Some(&browser), "/aktiver/faelles")).await;
    assert!(page.body.contains("0 af 23 fælles løsninger er i registret") && statements <= 20, "{}", page.body);
    let sent = server.post(Some(&browser), "/aktiver/faelles", true, "key%5B%5D=aula&key%5B%5D=fmk").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = server.get(Some(&browser), "/aktiver/faelles").await;
    assert!(page.body.contains("2 af 23") && !page.body.contains("value=\"aula\""), "{}", page.body);
    let token = server.token("coordinator", false).await;
    let address = "/api/v1/shared-solutions";
    let made = server.api(Method::POST, address, Some(&token), None, Some(json!({ "keys": ["fmk", "virk"] }))).await;
    let made: Value = serde_json::from_str(&made.body).unwrap();
    assert_eq!(made["assets"].as_array().unwrap().len(), 1);
    let list = server.api(Method::GET, address, Some(&token), None, None).await;
    let list: Value = serde_json::from_str(&list.body).unwrap();
    let here = list.as_array().unwrap().iter().filter(|one| !one["asset"].is_null());
    assert_eq!(here.count(), 3);
}

#[tokio::test]
async fn duplicates_are_proposed_compared_and_merged() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let made = put_assets(app, &ctx, systems(&["Rådhus", "RAADHUS", "Løn"])).await.unwrap();
    let browser = server.browser("coordinator").await;
    let (page, statements) = counted(server.get(Some(&browser), "/aktiver/dubletter")).await;
    assert!(page.body.contains("Ét sæt aktiver ligner hinanden") && statements <= 20, "{}", page.body);
    let address = "/aktiver/dubletter/sammenlign";
    let wrong = server.get(Some(&browser), &format!("{address}?behold=A-1&fjern=A-9")).await;
    assert!(wrong.body.contains("Intet aktiv hedder »A-9«"), "{}", wrong.body);
    let (both, statements) = counted(server.get(Some(&browser), &format!("{address}?behold=A-1&fjern=a2"))).await;
    assert!(both.body.contains("Læg »RAADHUS« sammen med »Rådhus«") && statements <= 20, "{}", both.body);
    let form = |version| {
        let (keep, gone) = (made[0].id, made[1].id);
        format!("keep={keep}&keep_version={version}&gone={gone}&gone_version=1&f-name=gone")
    };
    let late = server.post(Some(&browser), address, true, &form(7)).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    let done = server.post(Some(&browser), address, true, &form(1)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(get_asset(app, &ctx, made[0].id).await.unwrap().facts.name, "RAADHUS");
    let gone = server.get(Some(&browser), &format!("/aktiver/{}", made[1].id)).await;
    assert!(gone.body.contains("lagt sammen med et andet"), "{}", gone.body);

    let token = server.token("coordinator", false).await;
    let body = json!({ "version": 2, "other": made[2].id, "other_version": 1, "take": [] });
    let address = format!("/api/v1/assets/{}/merge", made[0].id);
    let merged = server.api(Method::POST, &address, Some(&token), None, Some(body)).await;
    assert!(merged.body.contains("\"version\":3"), "{}", merged.body);
    let list = server.api(Method::GET, "/api/v1/asset-duplicates", Some(&token), None, None).await;
    assert_eq!(list.body, "[]");
}

#[tokio::test]
async fn a_view_is_kept_and_comes_first() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    put_assets(app, &ctx, systems(&["Løn", "Omsorg"])).await.unwrap();
    let browser = server.browser("coordinator").await;
    let form = "name=Mine&first=1&query=q%3Domsorg%26toaster%3D1%26sort%3Dnumber";
    let kept = server.post(Some(&browser), "/aktiver/visning", true, form).await;
    assert_eq!(kept.header("location"), "/aktiver?q=omsorg&sort=number&besked=saved", "{}", kept.body);
    let plain = server.get(Some(&browser), "/aktiver").await;
    assert_eq!((plain.status, plain.header("location")), (StatusCode::SEE_OTHER, "/aktiver?q=omsorg&sort=number"));
    let first = server.get(Some(&browser), plain.header("location")).await;
    assert!(first.body.contains("Omsorg</a>") && !first.body.contains("Løn</a>"), "{}", first.body);
    let all = server.get(Some(&browser), "/aktiver?alle=1").await;
    assert!(all.body.contains("Løn</a>") && all.body.contains("vises først"), "{}", all.body);
    let nameless = server.post(Some(&browser), "/aktiver/visning", true, "name=&query=").await;
    assert_eq!(nameless.header("location"), "/aktiver?alle=1&besked=view-name#visninger");
    let token = server.token("coordinator", false).await;
    let address = "/api/v1/asset-views";
    let body = json!({ "name": "Kritiske", "query": "vis=critical", "shared": true });
    let views = server.api(Method::POST, address, Some(&token), None, Some(body)).await;
    let views: Value = serde_json::from_str(&views.body).unwrap();
    assert_eq!((views[0]["name"].as_str(), views[1]["first"].as_bool()), (Some("Kritiske"), Some(true)));
    let one = format!("{address}/{}", views[0]["id"].as_str().unwrap());
    let away = server.api(Method::DELETE, &one, Some(&token), None, None).await;
    assert_eq!(away.status, StatusCode::NO_CONTENT, "{}", away.body);
}

#[tokio::test]
async fn a_file_is_attached_and_fetched() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let made = put_assets(app, &ctx, systems(&["Vandværk"])).await.unwrap()[0].id;
    let file = bavn_app::asset::add_asset_file(app, &ctx, made, "Tegning", ("t.txt", b"linjer")).await.unwrap();
    let browser = server.browser("coordinator").await;
    let (page, statements) = counted(server.get(Some(&browser), &format!("/aktiver/{made}"))).await;
    assert!(page.body.contains("Én fil") && statements <= 20, "{statements} {}", page.body);
    let fetched = server.get(Some(&browser), &format!("/aktiver/{made}/fil/{file}")).await;
    assert_eq!(fetched.body, "linjer");
    let token = server.token("coordinator", false).await;
    let list = server.api(Method::GET, &format!("/api/v1/assets/{made}/files"), Some(&token), None, None).await;
    assert!(list.body.contains("\"title\":\"Tegning\""), "{}", list.body);
    let away = format!("/aktiver/{made}/fil/{file}/fjern");
    assert_eq!(server.post(Some(&browser), &away, true, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(server.get(Some(&browser), &format!("/aktiver/{made}/fil/{file}")).await.status, StatusCode::NOT_FOUND);
}
