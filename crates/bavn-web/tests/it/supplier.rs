//! The pages and the API of suppliers and contracts.

use crate::server::Server;
use axum::http::{Method, StatusCode};
use bavn_testkit::{Engine, engines};
use serde_json::json;

#[tokio::test]
async fn from_a_supplier_to_a_due_date_in_the_calendar() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let post = async |path: &str, fields: &str| server.post(Some(&browser), path, true, fields).await;
        let place = |location: &str| location.split('?').next().unwrap_or_default().to_owned();
        let wrong = post("/leverandoerer/ny", "name=&cvr=12&kind=company&criticality=7").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("»7« er uden for 0 til 4."), "{}", wrong.body);
        let fields = "name=Nordkyst+%26+S%C3%B8n&cvr=10150818&kind=company&criticality=4\
                      &contact_name[]=Driftsvagt&contact_role[]=Drift&contact_phone[]=70000001&contact_email[]=&contact_hours[]=true\
                      &contact_name[]=&contact_role[]=&contact_phone[]=&contact_email[]=&contact_hours[]=false&sub[]=&sub_service[]=";
        let made = post("/leverandoerer/ny", fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let supplier = place(made.header("location"));
        let page = server.get(Some(&browser), &supplier).await;
        for text in ["Nordkyst &#38; Søn", "Hele døgnet", "4 Meget høj", "ikke det sædvanlige kontrolciffer"] {
            assert!(page.body.contains(text), "{text} is not in {}", page.body);
        }
        assert_eq!(page.body.matches("Driftsvagt").count(), 1, "empty rows are not stored");
        let changed = post(&format!("{supplier}/rediger"), "name=Nordkyst&kind=company&version=1").await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        let stale = post(&format!("{supplier}/rediger"), "name=Nord&kind=company&version=1").await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        for text in ["En anden har gemt ændringer imens", "value=\"Nord\"", "name=\"version\" value=\"2\""] {
            assert!(stale.body.contains(text), "{text} is not in {}", stale.body);
        }
        let old = place(post("/leverandoerer/ny", "name=Gammel&kind=company").await.header("location"));
        let gone = post(&format!("{old}/arkiver"), "version=1").await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        let list = server.get(Some(&browser), "/leverandoerer").await;
        assert!(!list.body.contains(&old) && list.body.contains("/leverandoerer?arkiverede=1"), "{}", list.body);
        let list = server.get(Some(&browser), "/leverandoerer?arkiverede=1").await;
        assert!(list.body.contains(&old) && list.body.contains("Arkiverede leverandører"), "{}", list.body);

        let id = supplier.rsplit('/').next().unwrap_or_default();
        let fields = format!(
            "title=Omsorg%3B+drift&supplier={id}&ends_on=2027-05-31&notice_months=3&yearly_value=1.200.000\
             &clause_incidents=missing&clause_note_incidents=Kr%C3%A6ves&clause_audit=in"
        );
        let made = post("/kontrakter/ny", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let contract = place(made.header("location"));
        let page = server.get(Some(&browser), &contract).await;
        for text in ["28. februar 2027", "1.200.000\u{a0}kr.", "Kræves", "GDPR 28(3)(f)", "Mangler: 1"] {
            assert!(page.body.contains(text), "{text} is not in {}", page.body);
        }
        let late = format!("title=Andet&supplier={id}&version=9");
        let late = post(&format!("{contract}/rediger"), &late).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("value=\"Andet\"") && late.body.contains("name=\"version\" value=\"1\""));
        let fields = "title=Vurdering&assessed_on=2026-11-01&follow_up=Luk+adgang&answer_access=4&answer_backup=3";
        let made = post(&format!("{supplier}/dokumentation/assessment/ny"), fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let page = server.get(Some(&browser), &supplier).await;
        assert!(page.body.contains("Score 3,5 af 5"), "{}", page.body);

        let calendar = server.get(Some(&browser), "/leverandoerer/frister.ics").await;
        assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
        assert!(calendar.body.contains("DTSTART;VALUE=DATE:20270228\r\n"), "{}", calendar.body);
        assert!(calendar.body.contains("Omsorg\\; drift"), "{}", calendar.body);
        let uids = |body: &str| -> Vec<String> {
            body.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
        };
        let again = server.get(Some(&browser), "/leverandoerer/frister.ics").await;
        assert_eq!((uids(&again.body).len(), uids(&again.body)), (2, uids(&calendar.body)));
    }
}

#[tokio::test]
async fn the_api_does_what_the_pages_do() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let ask = async |method: Method, path: &str, version: Option<&str>, body: Option<serde_json::Value>| {
            server.api(method, path, Some(&token), version, body).await
        };
        let new = |name: &str| Some(json!({ "facts": { "name": name, "kind": "company" } }));
        let made = ask(Method::POST, "/api/v1/suppliers", None, new("Skybro")).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.body);
        let hosting = made.json()["id"].clone();
        let body = json!({
            "facts": { "name": "Nordkyst", "criticality": 4 },
            "contacts": [{ "name": "Driftsvagt", "is_out_of_hours": true }],
            "sub_suppliers": [{ "supplier": hosting, "service": "Drift" }],
        });
        let made = ask(Method::POST, "/api/v1/suppliers", None, Some(body.clone())).await;
        let (id, address) = (made.json()["id"].clone(), made.header("location").to_owned());
        assert_eq!(made.json()["sub_suppliers"][0]["service"], "Drift", "{}", made.body);
        let found = ask(Method::GET, "/api/v1/suppliers?criticality=3", None, None).await.json();
        assert_eq!((&found["total"], &found["items"][0]["sub_suppliers"]), (&json!(1), &json!(1)));
        assert_eq!(ask(Method::PUT, &address, Some("\"1\""), Some(body.clone())).await.status, StatusCode::OK);
        assert_eq!(ask(Method::PUT, &address, Some("\"1\""), Some(body)).await.status, StatusCode::PRECONDITION_FAILED);
        let wrong = json!({ "facts": { "title": "Omsorg", "supplier": id, "ends_on": "31-05-2027" } });
        let wrong = ask(Method::POST, "/api/v1/contracts", None, Some(wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
        let contract = json!({
            "facts": { "title": "Omsorg", "supplier": id, "ends_on": "2027-05-31", "notice_months": 3 },
            "clauses": { "incidents": { "state": "missing" } },
        });
        let made = ask(Method::POST, "/api/v1/contracts", None, Some(contract)).await;
        assert_eq!(made.json()["notice_by"], "2027-02-28", "{}", made.body);
        let record = json!({
            "kind": "assessment",
            "contract": made.json()["id"],
            "facts": { "title": "Vurdering", "answers": { "access": 4, "backup": 3, "exit": 0 } },
        });
        let made = ask(Method::POST, &format!("{address}/records"), None, Some(record)).await;
        assert_eq!(made.json()["score"], json!([7, 3]), "{}", made.body);
        let dues = ask(Method::GET, "/api/v1/supplier-due-dates", None, None).await.json();
        assert_eq!(dues[0]["kind"], "notice");
        let kept = ask(Method::DELETE, &address, Some("\"2\""), None).await;
        assert_eq!(kept.status, StatusCode::CONFLICT, "it has a contract: {}", kept.body);
    }
}

#[tokio::test]
async fn a_contract_covers_assets_and_the_supplier_shows_what_falls() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let browser = server.browser("coordinator").await;
    let facts = bavn_core::supplier::SupplierFacts { name: "Nordkyst".into(), ..Default::default() };
    let draft = bavn_app::supplier::SupplierDraft { facts, ..Default::default() };
    let supplier = bavn_app::supplier::create_supplier(app, &ctx, draft).await.unwrap();
    let facts =
        bavn_core::supplier::ContractFacts { title: "Drift".into(), supplier: Some(supplier), ..Default::default() };
    let draft = bavn_app::supplier::ContractDraft { facts, ..Default::default() };
    let contract = bavn_app::supplier::create_contract(app, &ctx, draft).await.unwrap();
    let facts = bavn_core::asset::AssetFacts {
        name: "Journalen".into(),
        criticality: bavn_core::asset::Grade::from_i64(4).ok(),
        ..Default::default()
    };
    let asset = bavn_app::asset::create_asset(app, &ctx, facts).await.unwrap();
    let path = format!("/kontrakter/{contract}");
    let refused = server.post(Some(&browser), &format!("{path}/aktiver"), true, "version=1&on=Findes+ikke").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Intet aktiv hedder"), "{}", refused.body);
    let added = server.post(Some(&browser), &format!("{path}/aktiver"), true, "version=1&on=Journalen").await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = server.get(Some(&browser), &path).await.body;
    assert!(page.contains("Kontrakten dækker 1 aktiv") && page.contains("A-1 Journalen"), "{page}");
    let page = server.get(Some(&browser), &format!("/aktiver/{asset}")).await.body;
    assert!(page.contains("K-1 Drift") && page.contains("Nordkyst"), "{page}");
    let page = server.get(Some(&browser), &format!("/leverandoerer/{supplier}")).await.body;
    assert!(page.contains("1 aktiv falder.") && page.contains("Heraf 1 kritisk system."), "{page}");
    let page = server.get(Some(&browser), "/leverandoerer?sort=systems").await.body;
    assert!(page.contains("Kritiske systemer") && page.contains("<strong>1</strong>"), "{page}");
    for address in [
        "/leverandoerer".to_owned(),
        "/leverandoerer?sort=systems".to_owned(),
        format!("/leverandoerer/{supplier}"),
        "/kontrakter".to_owned(),
        path.clone(),
        format!("/aktiver/{asset}"),
    ] {
        let (answer, statements) = bavn_app::counted(server.get(Some(&browser), &address)).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(statements <= 20, "{address}: {statements}");
    }
    let away = format!("{path}/aktiver/{asset}/fjern");
    let removed = server.post(Some(&browser), &away, true, "version=2").await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
    let late = server.post(Some(&browser), &away, true, "version=2").await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
}

#[tokio::test]
async fn lists_go_out_as_shown_and_come_in_again_unchanged() {
    use bavn_app::{
        import_export::{ListFormat, import_table},
        supplier::{ContractFilter, ContractSort, SupplierFilter, SupplierSort},
    };
    use bavn_core::{import_export::table::Register, lang::Lang};
    use bavn_web::import_export::{contract_list, supplier_list};
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let take = async |register: Register, text: &str| {
        let file = ("a.csv", text.as_bytes().to_vec());
        let done = import_table(app, &ctx, register, file, |_| {}, (false, false)).await.unwrap();
        assert!(done.1.is_some(), "{:?}", done.0.read.faults);
    };
    let text = "Navn;CVR;Land;Type;Kritikalitet;Kontaktperson;Telefon\nNordkyst;99010002;DK;Virksomhed;4;Vagt;70102030\n=1+1;99010003;;;;;\n";
    take(Register::Suppliers, text).await;
    bavn_app::asset::create_asset(
        app,
        &ctx,
        bavn_core::asset::AssetFacts { name: "Journalen".into(), ..Default::default() },
    )
    .await
    .unwrap();
    let text = "KontraktID;IT Kontrakt;Leverandør;IT Systemer;Gyldig til;Drift/år;Opsigelsesfrist\n17;Omsorg;Nordkyst;Journalen;31-12-2028;1200000;6\n";
    take(Register::Contracts, text).await;
    for (lang, format) in [
        (Lang::Da, ListFormat::Csv),
        (Lang::Da, ListFormat::Xlsx),
        (Lang::En, ListFormat::Csv),
        (Lang::En, ListFormat::Xlsx),
    ] {
        let (filter, sort) = (SupplierFilter::default(), SupplierSort::Name);
        let suppliers = supplier_list(app, &ctx, lang, &filter, sort, format).await.unwrap();
        let contracts =
            contract_list(app, &ctx, lang, &ContractFilter::default(), ContractSort::Title, format).await.unwrap();
        for (register, bytes, rows) in [(Register::Suppliers, suppliers, 2), (Register::Contracts, contracts, 1)] {
            let (again, _) = import_table(app, &ctx, register, ("a", bytes), |_| {}, (true, false)).await.unwrap();
            assert_eq!(again.read.faults, [], "{register:?} {lang:?}");
            assert_eq!(
                (again.counts.changes(), again.counts.unchanged),
                (0, rows),
                "{register:?} {lang:?}: {:?}",
                again.rows
            );
        }
    }
    let browser = server.browser("coordinator").await;
    let file = server.get(Some(&browser), "/leverandoerer/eksport/csv?q=nordkyst").await;
    assert!(file.body.contains("Nummer i Bavn;Leverandør;CVR-nr.") && file.body.contains("99010002"), "{}", file.body);
    assert!(!file.body.contains("1+1"), "{}", file.body);
    let file = server.get(Some(&browser), "/leverandoerer/eksport/csv").await;
    assert!(file.body.contains("'=1+1"), "{}", file.body);
    let file = server.get(Some(&browser), "/kontrakter/eksport/csv").await;
    assert!(file.body.contains("17;Omsorg;Nordkyst;99010002"), "{}", file.body);
    // One whose reach is an administration gets no contracts but those within it.
    let owner = server.browser("limited_owner").await;
    let file = server.get(Some(&owner), "/kontrakter/eksport/csv").await;
    assert!(!file.body.contains("Omsorg"), "{}", file.body);
}
