//! The pages and the API with which the municipality changes the control set.

use crate::server::{Answer, Browser, Server};
use axum::http::{Method, StatusCode};
use bavn_app::gap_analysis::{AnalysisDraft, create_analysis};
use bavn_testkit::engines;
use serde_json::{Value, json};
use time::macros::date;

async fn form(server: &Server, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    server.post(Some(browser), path, true, &pairs.join("&")).await
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

const NEW: [(&str, &str); 6] = [
    ("area", "EG"),
    ("code", "EG-01"),
    ("title.da", "Frivillige har egne login"),
    ("statement.da", "Ingen frivillig deler login."),
    ("weight", "4"),
    ("target", "3"),
];

#[tokio::test]
async fn an_own_control_is_made_mapped_split_and_merged_on_the_pages() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let ctx = server.actors.ctx("coordinator");
        let draft = AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12));
        let analysis = create_analysis(&server.test.app, &ctx, draft).await.unwrap();
        let get = async |path: &str| server.get(Some(&browser), path).await;

        let area = [("code", "EG"), ("title.da", "Eget område"), ("purpose.da", ""), ("weight", "2")];
        let made = form(&server, &browser, "/krav/omraade/nyt", &area).await;
        assert_eq!(made.header("location"), "/krav/ny?omraade=EG&besked=created");
        assert!(get("/krav/ny?omraade=EG").await.body.contains("<option value=\"EG\" selected>"));
        let faulty =
            form(&server, &browser, "/krav/ny", &[("area", "EG"), ("code", "AD 03"), ("weight", "9"), ("target", "3")]);
        let faulty = faulty.await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.body.contains("uden for 1 til 5"), "{}", faulty.body);
        let made = form(&server, &browser, "/krav/ny", &NEW).await;
        assert_eq!(
            (made.status, made.header("location")),
            (StatusCode::SEE_OTHER, "/krav/kontrol/EG-01?besked=created")
        );
        assert!(get(&format!("/gap-analyse/{analysis}/omraade/EG")).await.body.contains("Frivillige har egne login"));
        let shown = get("/krav/kontrol/EG-01").await.body;
        assert!(shown.contains("Kommunens egen kontrol") && shown.contains("/krav/kontrol/EG-01/rediger"));
        assert!(!get("/krav/kontrol/AD-03").await.body.contains("/krav/kontrol/AD-03/rediger"));
        assert_eq!(get("/krav/kontrol/AD-03/rediger").await.status, StatusCode::CONFLICT);

        assert!(get("/krav/kontrol/EG-01/kortlaegning").await.body.contains("<option value=\"nis2\""));
        assert!(get("/krav/kontrol/EG-01/kortlaegning?ramme=nis2").await.body.contains("21(2)(j)"));
        let mapping = [
            ("version", "1"),
            ("ramme", "nis2"),
            ("krav", "21(2)(j)"),
            ("relation", "subset_of"),
            ("coverage", "half"),
            ("do", "save"),
        ];
        let saved = form(&server, &browser, "/krav/kontrol/EG-01/kortlaegning", &mapping).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let stale = form(
            &server,
            &browser,
            "/krav/kontrol/EG-01/kortlaegning",
            &[&mapping[..4], &[("coverage", "full")]].concat(),
        )
        .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let change = get("/krav/kontrol/EG-01/kortlaegning?ramme=nis2&krav=21(2)(j)").await.body;
        assert!(change.contains("Fjern kortlægningen") && change.contains("<option value=\"half\" selected>"));
        let away = [("version", "2"), ("ramme", "nis2"), ("krav", "21(2)(j)"), ("do", "remove")];
        form(&server, &browser, "/krav/kontrol/EG-01/kortlaegning", &away).await;
        let shown = get("/krav/kontrol/EG-01").await.body;
        assert!(shown.contains("Fjernede kortlægninger") && shown.contains("Hent tilbage"));
        let back = [("version", "3"), ("ramme", "nis2"), ("krav", "21(2)(j)"), ("do", "restore")];
        form(&server, &browser, "/krav/kontrol/EG-01/kortlaegning", &back).await;
        assert!(!get("/krav/kontrol/EG-01").await.body.contains("Fjernede kortlægninger"));

        let edit = get("/krav/kontrol/EG-01/rediger").await.body;
        assert!(edit.contains("name=\"version\" value=\"4\"") && edit.contains("Ingen frivillig deler login."));
        let changed = [
            &NEW[..3],
            &[("statement.da", "Alle frivillige har eget login."), ("weight", "4"), ("target", "3"), ("version", "4")],
        ]
        .concat();
        let saved = form(&server, &browser, "/krav/kontrol/EG-01/rediger", &changed).await;
        assert_eq!(saved.header("location"), "/krav/kontrol/EG-01?besked=saved");

        let split = get("/krav/kontrol/EG-01/opdel?dele=3").await.body;
        for text in ["Sådan bliver det", "Del 3", "Gap-analyse 2026: EG-01 –/–", "name=\"m."] {
            assert!(split.contains(text), "{text}: {split}");
        }
        let parts: Vec<(String, &str)> = (0..2)
            .flat_map(|at| {
                let code = if at == 0 { "EG-02" } else { "EG-03" };
                let fields = [
                    ("area", "EG"),
                    ("code", code),
                    ("title.da", "Del"),
                    ("statement.da", "Sandt"),
                    ("weight", "3"),
                    ("target", "3"),
                ];
                fields.map(|(name, value)| (format!("parts[{at}].{name}"), value))
            })
            .collect();
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let refused = form(
            &server,
            &browser,
            "/krav/kontrol/EG-01/opdel",
            &[&parts[..1], &[("version", "5"), ("dele", "2")]].concat(),
        )
        .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = form(
            &server,
            &browser,
            "/krav/kontrol/EG-01/opdel",
            &[&parts[..], &[("version", "5"), ("dele", "2")]].concat(),
        )
        .await;
        assert_eq!(done.header("location"), "/krav?omraade=EG&besked=saved", "{}", done.body);
        assert_eq!(get("/krav/kontrol/EG-01").await.status, StatusCode::NOT_FOUND);

        assert!(
            get("/krav/saml?kode=EG-02").await.body.contains("id=\"k-EG-02\" name=\"kode\" value=\"EG-02\" checked")
        );
        let merge = get("/krav/saml?kode=EG-02&kode=EG-03").await.body;
        assert!(merge.contains("laveste dokumentation") && merge.contains("name=\"v.EG-03\" value=\"1\""));
        let into = [&NEW[..1], &[("code", "EG-04"), ("v.EG-02", "1"), ("v.EG-03", "1")], &NEW[2..]].concat();
        let done = form(&server, &browser, "/krav/saml", &into).await;
        assert_eq!(done.header("location"), "/krav/kontrol/EG-04?besked=saved", "{}", done.body);
        let archived = form(&server, &browser, "/krav/kontrol/EG-04/arkiver", &[("version", "1")]).await;
        assert_eq!(archived.header("location"), "/krav?besked=archived");
        // Controls out of use still stand in the area.
        let area = get("/krav/omraade/EG").await.body;
        assert!(area.contains("/krav/omraade/EG\"") && !area.contains("/krav/omraade/EG/fjern"), "{area}");
        let log = get("/revisionslog").await.body;
        for text in ["Kontrol: opdelt", "Kontrol: samlet", "Kontrol: arkiveret", "Område: oprettet"] {
            assert!(log.contains(text), "{text}");
        }
        for path in ["/krav/ny", "/krav/saml", "/krav/omraade/nyt", "/krav/kontrol/AD-03/opdel", "/krav/omraade/EG"] {
            for lang in ["da", "en"] {
                let shown = get(&format!("{path}?lang={lang}")).await;
                assert_eq!((shown.status, shown.body.matches("<h1").count()), (StatusCode::OK, 1), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn programs_can_do_the_same() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let call = async |method: Method, path: &str, version: Option<i32>, body: Value| {
            let etag = version.map(|version| format!("\"{version}\""));
            server.api(method, path, Some(&token), etag.as_deref(), Some(body)).await
        };
        let text = |text: &str| json!({ "da": text });
        let control = |code: &str| json!({ "area": "AD", "code": code, "title": text("Egen"), "statement": text("Noget er sandt"), "weight": 3, "target": 2 });
        let made = call(Method::POST, "/api/v1/controls", None, control("EG-01")).await;
        assert_eq!(
            (made.status, made.header("location")),
            (StatusCode::CREATED, "/api/v1/controls/EG-01"),
            "{}",
            made.body
        );
        assert_eq!((made.json()["origin"].as_str(), made.header("etag")), (Some("own"), "\"1\""));
        let mut changed = control("EG-01");
        changed["levels"] = json!([text("a")]);
        let refused = call(Method::PUT, "/api/v1/controls/EG-01", Some(1), changed.clone()).await;
        assert_eq!(refused.json()["faults"][0]["field"], "levels");
        changed["levels"] = json!([]);
        changed["title"] = json!({ "da": "Ny", "en": "New" });
        let unsaid = call(Method::PUT, "/api/v1/controls/EG-01", None, changed.clone()).await;
        assert_eq!(unsaid.status, StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(call(Method::PUT, "/api/v1/controls/EG-01", Some(1), changed.clone()).await.header("etag"), "\"2\"");
        assert_eq!(
            call(Method::PUT, "/api/v1/controls/EG-01", Some(1), control("EG-01")).await.status,
            StatusCode::PRECONDITION_FAILED
        );
        assert_eq!(
            call(Method::PUT, "/api/v1/controls/AD-03", Some(1), control("AD-03")).await.status,
            StatusCode::CONFLICT
        );

        let path = "/api/v1/controls/EG-01/mappings/nis2/21(2)(j)";
        let mapping = json!({ "relation": "subset_of", "coverage": "half", "rationale": text("Fordi") });
        let mapped = call(Method::PUT, path, Some(2), mapping).await.json();
        assert_eq!(
            (&mapped["mappings"][0]["reference"], &mapped["mappings"][0]["origin"]),
            (&json!("21(2)(j)"), &json!("own"))
        );
        assert_eq!(call(Method::DELETE, path, Some(3), Value::Null).await.json()["mappings"], json!([]));
        let back = call(Method::POST, &format!("{path}/restore"), Some(4), Value::Null).await.json();
        assert_eq!(back["mappings"].as_array().unwrap().len(), 1);
        let unknown = call(
            Method::PUT,
            "/api/v1/controls/EG-01/mappings/nis2/99",
            Some(5),
            json!({ "relation": "equal", "coverage": "full" }),
        )
        .await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);

        let split = json!({ "parts": [control("EG-02"), control("EG-03")], "mappings": [{ "framework": "nis2", "reference": "21(2)(j)", "parts": [1] }] });
        let parts = call(Method::POST, "/api/v1/controls/EG-01/split", Some(5), split).await.json();
        let counts: Vec<usize> =
            parts.as_array().unwrap().iter().map(|one| one["mappings"].as_array().unwrap().len()).collect();
        assert_eq!(counts, [0, 1]);
        let merge = json!({ "controls": [{ "code": "EG-02", "version": 1 }, { "code": "EG-03", "version": 1 }], "into": control("EG-04") });
        let merged = call(Method::POST, "/api/v1/controls/merge", None, merge).await;
        assert_eq!((merged.status, merged.json()["code"].as_str()), (StatusCode::CREATED, Some("EG-04")));
        assert_eq!(
            call(Method::DELETE, "/api/v1/controls/EG-04", Some(1), Value::Null).await.status,
            StatusCode::NO_CONTENT
        );
        let area = json!({ "code": "EG", "title": text("Eget"), "weight": 2 });
        assert_eq!(call(Method::POST, "/api/v1/areas", None, area.clone()).await.status, StatusCode::CREATED);
        let area = json!({ "title": text("Andet"), "weight": 3 });
        assert_eq!(call(Method::PUT, "/api/v1/areas/EG", Some(1), area).await.json()["title"]["da"], "Andet");
        let auditor = server.token("auditor", false).await;
        let refused = server.api(Method::POST, "/api/v1/controls", Some(&auditor), None, Some(control("EG-09"))).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn new_content_is_told_of_shown_and_taken_on_the_page_and_in_the_api() {
    let server = Server::new(bavn_testkit::Engine::Sqlite).await;
    let older = [
        "UPDATE content_version SET digest = 'older'",
        "UPDATE control SET title_da = 'Gammel titel' WHERE code = 'AD-03'",
        "DELETE FROM control_mapping WHERE control_id = (SELECT id FROM control WHERE code = 'AD-05')",
        // Somebody else's change makes every node read the catalogue again.
        "UPDATE setting SET value = '77' WHERE key = 'catalogue_revision'",
    ];
    server.test.execute(&older).await;
    let (coordinator, auditor) = (server.browser("coordinator").await, server.browser("auditor").await);
    for path in ["/", "/krav"] {
        assert!(server.get(Some(&coordinator), path).await.body.contains("href=\"/krav/opdatering\""), "{path}");
        assert!(!server.get(Some(&auditor), path).await.body.contains("href=\"/krav/opdatering\""), "{path}");
    }
    let shown = server.get(Some(&coordinator), "/krav/opdatering").await.body;
    for text in ["Bavns nye indhold ændrer dette", "Gammel titel", "Kontroller, der ændres: 1", "AD-05 → "] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(shown.contains("name=\"revision\" value=\"77\""));
    let token = server.token("administrator", false).await;
    let told = server.api(Method::GET, "/api/v1/content-update", Some(&token), None, None).await;
    assert_eq!((told.json()["waits"].as_bool(), told.header("etag")), (Some(true), "\"77\""));
    let stale = server.api(Method::POST, "/api/v1/content-update", Some(&token), Some("\"76\""), None).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let taken = form(&server, &coordinator, "/krav/opdatering", &[("revision", "77")]).await;
    assert_eq!(taken.header("location"), "/krav/opdatering?besked=updated");
    assert!(
        server.get(Some(&coordinator), "/krav/opdatering?lang=en").await.body.contains("The content is the newest")
    );
    assert!(!server.get(Some(&coordinator), "/").await.body.contains("/krav/opdatering"));
}
