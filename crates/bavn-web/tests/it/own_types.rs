//! Own types of assets on pages, in files and through the API.

use crate::server::{Browser, Server};
use axum::http::{Method, StatusCode};
use bavn_app::{
    asset::{create_asset_type, get_asset_type, list_asset_types},
    counted,
};
use bavn_core::asset::{OwnFieldDraft, OwnKind, OwnTypeDraft};
use bavn_testkit::Engine;
use serde_json::json;

async fn sent(server: &Server, browser: &Browser, path: &str, fields: &str) -> String {
    let answer = server.post(Some(browser), path, true, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    answer.header("location").split(['?', '#']).next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_type_with_fields_is_made_and_used_without_scripts() {
    let server = Server::new(Engine::Sqlite).await;
    let browser = server.browser("coordinator").await;
    let empty = server.get(Some(&browser), "/aktiver/typer").await;
    assert!(empty.body.contains("Ingen egne typer endnu") && empty.body.contains("/aktiver/typer/ny"));
    let path = sent(&server, &browser, "/aktiver/typer/ny", "name=N%C3%B8gleboks&note=Til+beredskabet").await;
    let field = |version: u8, rest: &str| format!("version={version}&{rest}");
    let add = format!("{path}/felt");
    sent(&server, &browser, &add, &field(1, "label=Placering&kind=line&required=1&help=S%C3%A5+den+findes")).await;
    sent(&server, &browser, &add, &field(2, "label=V%C3%A6gt&kind=number&unit=kg")).await;
    sent(&server, &browser, &add, &field(3, "label=Stand&kind=choice&options=God%0D%0ASlidt")).await;
    let few = server.post(Some(&browser), &add, true, &field(4, "label=Stand&kind=choice&options=God")).await;
    assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["mindst to valgmuligheder", "Et andet felt hedder »Stand«", "href=\"#options\"", ">God</textarea>"] {
        assert!(few.body.contains(text), "{text}: {}", few.body);
    }
    // Somebody else has changed the type meanwhile: nothing typed is lost.
    let late = server.post(Some(&browser), &add, true, &field(2, "label=Antal+n%C3%B8gler&kind=number")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("value=\"Antal nøgler\"") && late.body.contains("value=\"4\""), "{}", late.body);
    // Moved up, so that the weight is first.
    sent(&server, &browser, &format!("{path}/felt/vaegt/goer"), "version=4&handling=op").await;
    let shown = server.get(Some(&browser), &path).await;
    let at = |text: &str| shown.body.find(text).unwrap_or_else(|| panic!("{text}: {}", shown.body));
    assert!(at(">Vægt</a>") < at(">Placering</a>"));
    assert!(shown.body.contains("Helt tal (kg)") && shown.body.contains("Valg: God, Slidt"), "{}", shown.body);

    let id = list_asset_types(&server.test.app, &server.actors.ctx("auditor")).await.unwrap()[0].0.id;
    let begin = server.get(Some(&browser), "/aktiver/ny").await;
    assert!(begin.body.contains(&format!("/aktiver/ny?type={id}")), "{}", begin.body);
    let form = server.get(Some(&browser), &format!("/aktiver/ny?type={id}")).await;
    for text in ["Opret Nøgleboks", "name=\"own.placering\"", "Så den findes", "Vægt (kg)", "Til beredskabet"] {
        assert!(form.body.contains(text), "{text}: {}", form.body);
    }
    let usual = format!("name=Boks+1&kind=own&type_id={id}&life_cycle=in_use");
    let wrong = server.post(Some(&browser), "/aktiver/ny", true, &format!("{usual}&own.vaegt=tung")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Placering skal udfyldes", "href=\"#own.placering\"", "»tung« er ikke et helt tal", "value=\"tung\""]
    {
        assert!(wrong.body.contains(text), "{text}: {}", wrong.body);
    }
    let values = "own.placering=Ved+porten&own.vaegt=1.200&own.stand=God";
    let asset = sent(&server, &browser, "/aktiver/ny", &format!("{usual}&{values}")).await;
    let shown = server.get(Some(&browser), &asset).await;
    for text in ["<h2 id=\"s-own\">Nøgleboks</h2>", "Ved porten", "1.200 kg"] {
        assert!(shown.body.contains(text), "{text}: {}", shown.body);
    }
    sent(&server, &browser, &format!("{asset}/rediger"), "version=1&name=Boks+1&own.vaegt=5").await;
    let shown = server.get(Some(&browser), &asset).await;
    assert!(shown.body.contains("Vægt: 1.200 kg → 5 kg") && shown.body.contains("Ved porten"), "{}", shown.body);
    let late = server.post(Some(&browser), &format!("{asset}/rediger"), true, "version=1&name=X&own.vaegt=7").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Vægt er ændret imens: 5 kg"), "{}", late.body);

    // Out of use: the value stays and is shown as such; the form asks no longer.
    sent(&server, &browser, &format!("{path}/felt/vaegt/goer"), "version=5&handling=arkiver").await;
    let shown = server.get(Some(&browser), &asset).await;
    assert!(shown.body.contains("Vægt (feltet er ude af brug)"), "{}", shown.body);
    let form = server.get(Some(&browser), &format!("{asset}/rediger")).await;
    assert!(!form.body.contains("own.vaegt") && form.body.contains("Vægt (kg) (feltet er ude af brug)"));
    sent(&server, &browser, &format!("{asset}/rediger"), "version=2&name=Boks+2&own.stand=Slidt").await;
    assert!(server.get(Some(&browser), &asset).await.body.contains("5 kg"));

    let listed = server.get(Some(&browser), &format!("/aktiver?slags=t-{id}")).await;
    assert!(listed.body.contains("<td>Nøgleboks</td>"), "{}", listed.body);
    sent(&server, &browser, &format!("{path}/arkiver"), "version=6").await;
    assert!(!server.get(Some(&browser), "/aktiver/ny").await.body.contains("?type="));
    assert!(server.get(Some(&browser), &path).await.body.contains("Typen er ude af brug"));
}

async fn generators(server: &Server) -> String {
    let kind = OwnTypeDraft {
        name: "Generator".into(),
        note: String::new(),
        fields: vec![
            OwnFieldDraft { label: "Effekt".into(), kind: OwnKind::Number { unit: "kW".into() }, ..Default::default() },
            OwnFieldDraft { label: "Note fra prøven".into(), ..Default::default() },
            OwnFieldDraft { label: "Starter selv".into(), kind: OwnKind::YesNo, ..Default::default() },
        ],
    };
    create_asset_type(&server.test.app, &server.actors.ctx("coordinator"), &kind).await.unwrap().to_string()
}

#[tokio::test]
async fn own_fields_are_columns_of_the_list_and_formulas_are_harmless() {
    let server = Server::new(Engine::Sqlite).await;
    let id = generators(&server).await;
    let browser = server.browser("coordinator").await;
    let values = "own.effekt=80&own.note_fra_proeven=%3DHYPERLINK(1)&own.starter_selv=true";
    let form = format!("name=Nord&kind=own&type_id={id}&life_cycle=in_use&{values}");
    sent(&server, &browser, "/aktiver/ny", &form).await;
    sent(&server, &browser, "/aktiver/ny", "name=L%C3%B8n&kind=system&life_cycle=in_use").await;
    let all = server.get(Some(&browser), "/aktiver/eksport/csv").await;
    assert!(all.body.contains(";Generator: Effekt;Generator: Note fra prøven;Generator: Starter selv"), "{}", all.body);
    let some = server.get(Some(&browser), &format!("/aktiver/eksport/csv?slags=t-{id}")).await;
    assert!(some.body.contains(";Effekt;Note fra prøven;Starter selv") && !some.body.contains("Løn"), "{}", some.body);
    assert!(some.body.contains(";80;'=HYPERLINK(1);Ja"), "{}", some.body);
    assert!(!some.body.contains(";=HYPERLINK"), "{}", some.body);
    let xlsx = server.get(Some(&browser), &format!("/aktiver/eksport/xlsx?slags=t-{id}")).await;
    assert_eq!(xlsx.status, StatusCode::OK);
    // Many at once: the fields of the type that all are of.
    let bulk = server.get(Some(&browser), &format!("/aktiver/ret?slags=t-{id}&alle=1")).await;
    assert!(bulk.body.contains("value=\"own.effekt\""), "{}", bulk.body);
    let bulk = server.get(Some(&browser), "/aktiver/ret?alle=1").await;
    assert!(!bulk.body.contains("own.effekt"), "{}", bulk.body);
    let (answer, statements) = counted(server.get(Some(&browser), "/aktiver/typer")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(statements <= 10, "{statements}");
}

#[tokio::test]
async fn the_api_makes_types_and_fills_their_fields() {
    let server = Server::new(Engine::Sqlite).await;
    let (token, owner) = (server.token("coordinator", false).await, server.token("system_owner", false).await);
    let call = async |token: &str, method, address: &str, version: Option<&str>, body| {
        server.api(method, address, Some(token), version, body).await
    };
    let kind = json!({
        "name": "Generator",
        "fields": [
            { "label": "Effekt", "kind": "number", "unit": "kW", "required": true },
            { "label": "Brændstof", "kind": "choice", "options": ["Diesel", "HVO"] },
        ],
    });
    let refused = call(&owner, Method::POST, "/api/v1/asset-types", None, Some(kind.clone())).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    let made = call(&token, Method::POST, "/api/v1/asset-types", None, Some(kind)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let made: serde_json::Value = serde_json::from_str(&made.body).unwrap();
    assert_eq!((&made["fields"][1]["key"], &made["version"]), (&json!("braendstof"), &json!(1)));
    let address = format!("/api/v1/asset-types/{}", made["id"].as_str().unwrap());
    let asset = |own| json!({ "name": "Nord", "kind": "own", "type_id": made["id"], "own": own });
    let wrong = asset(json!({ "braendstof": "træ" }));
    let wrong = call(&owner, Method::POST, "/api/v1/assets", None, Some(wrong)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["own.effekt", "own.braendstof", "Diesel, HVO"] {
        assert!(wrong.body.contains(text), "{text}: {}", wrong.body);
    }
    let right = asset(json!({ "effekt": "80", "braendstof": "hvo" }));
    let right = call(&owner, Method::POST, "/api/v1/assets", None, Some(right)).await;
    assert_eq!(right.status, StatusCode::CREATED, "{}", right.body);
    let stored: serde_json::Value = serde_json::from_str(&right.body).unwrap();
    assert_eq!(stored["own"], json!({ "effekt": "80", "braendstof": "HVO" }));
    let listed = format!("/api/v1/assets?type_id={}", made["id"].as_str().unwrap());
    assert!(call(&owner, Method::GET, &listed, None, None).await.body.contains("\"total\":1"));
    let bulk = json!({ "assets": [{ "id": stored["id"], "version": 1 }], "set": { "own.effekt": 95 } });
    let bulk = call(&token, Method::POST, "/api/v1/assets/bulk-changes", None, Some(bulk)).await;
    assert!(bulk.body.contains("\"before\":\"80\"") && bulk.body.contains("\"after\":\"95\""), "{}", bulk.body);

    // What is left out goes out of use; a kind stays.
    let change = json!({ "name": "Generator", "fields": [{ "key": "effekt", "label": "Effekt", "kind": "date" }] });
    let fixed = call(&token, Method::PUT, &address, Some("\"1\""), Some(change)).await;
    assert!(fixed.body.contains("fields[0].kind"), "{}", fixed.body);
    let change = json!({ "name": "Anlæg", "fields": [{ "key": "effekt", "label": "Ydelse", "kind": "number" }] });
    let changed = call(&token, Method::PUT, &address, Some("\"1\""), Some(change.clone())).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    let changed: serde_json::Value = serde_json::from_str(&changed.body).unwrap();
    assert_eq!((&changed["fields"][1]["archived"], &changed["assets"]), (&json!(true), &json!(1)));
    let stale = call(&token, Method::PUT, &address, Some("\"1\""), Some(change)).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let away = call(&token, Method::DELETE, &address, Some("\"2\""), None).await;
    assert_eq!(away.status, StatusCode::NO_CONTENT, "{}", away.body);
    let back = call(&token, Method::POST, &format!("{address}/restore"), Some("\"3\""), None).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.body);
    let all = call(&owner, Method::GET, "/api/v1/asset-types", None, None).await;
    assert!(all.body.contains("Anlæg") && all.body.contains("\"archived\":false"), "{}", all.body);
    let id = made["id"].as_str().unwrap().parse().unwrap();
    let kind = get_asset_type(&server.test.app, &server.actors.ctx("auditor"), id).await.unwrap();
    assert_eq!((kind.version, kind.archived_at), (4, None));
}
