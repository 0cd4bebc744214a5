//! Who may use which route: every route, asked by everybody.
//!
//! A route whose address has parameters needs a sample in [`World::address`]; a route without one fails the test, and so does a route
//! that answers somebody otherwise than its entry says. What each role gets stands in the expected-output file.

use crate::server::{Answer, Browser, Server};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use bavn_app::{
    action_plan::{PlanDraft, create_plan},
    catalogue::{AreaDraft, ControlDraft, create_area, create_control},
    gap_analysis::{AnalysisDraft, EvidenceDraft, EvidenceSource, add_evidence, create_analysis},
    identity::list_own_sessions,
    measure::{MeasureDraft, create_measure},
    organisation::{MunicipalityChange, get_municipality, update_municipality},
    report::{NewReport, create_report, get_report, keep_version},
};
use bavn_core::{
    access::{Action, Resource},
    lang::Lang,
    measure::Phase,
    report::ReportKind,
};
use bavn_testkit::{Engine, operator};
use bavn_web::kit::{Access, RouteEntry};
use std::{collections::BTreeMap, fmt::Write as _};
use time::macros::date;

/// Everybody who asks, in the order of the columns.
const WHO: [&str; 9] = [
    "anonymous",
    "administrator",
    "coordinator",
    "head_of_it",
    "system_owner",
    "director",
    "employee",
    "auditor",
    "limited_owner",
];

/// The server with one object of each kind.
struct World {
    server: Server,
    browsers: BTreeMap<&'static str, Browser>,
    tokens: BTreeMap<&'static str, String>,
    samples: Vec<(&'static str, String)>,
}

impl World {
    async fn new() -> Self {
        let server = Server::new(Engine::Sqlite).await;
        let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
        let before = AnalysisDraft::new("Gap-analyse 2025", date!(2025 - 10 - 12));
        let before = create_analysis(app, &ctx, before).await.unwrap();
        let draft = AnalysisDraft {
            previous_id: Some(before),
            ..AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12))
        };
        let analysis = create_analysis(app, &ctx, draft).await.unwrap();
        let control = bavn_app::catalogue::get_catalogue(app, &ctx).await.unwrap().control_by_code("AD-03").unwrap().id;
        let source = EvidenceSource::File { name: "bevis.txt".into(), content: b"bevis".to_vec() };
        let evidence =
            add_evidence(app, &ctx, analysis, control, EvidenceDraft { title: String::new(), dated_on: None, source })
                .await
                .unwrap();
        let plan = PlanDraft {
            title: "Handleplan".into(),
            note: String::new(),
            starts_on: date!(2026 - 09 - 01),
            ends_on: date!(2029 - 12 - 31),
            is_current: true,
        };
        let plan = create_plan(app, &ctx, plan).await.unwrap();
        let draft =
            MeasureDraft { title: "Flerfaktorlogin".into(), phase: Some(Phase::Months0To3), ..MeasureDraft::default() };
        let measure = create_measure(app, &ctx, plan, draft).await.unwrap();
        let new = NewReport { kind: ReportKind::Memo, analysis: Some(analysis), plan: Some(plan), lang: Lang::Da };
        let report = create_report(app, &ctx, new).await.unwrap();
        let version = get_report(app, &ctx, report).await.unwrap().version;
        keep_version(app, &ctx, report, version, "").await.unwrap();
        let municipality = get_municipality(app).await.unwrap();
        let logo = MunicipalityChange {
            name: municipality.name,
            code: municipality.code.unwrap_or_default(),
            cvr: String::new(),
            address: municipality.address,
            sender: municipality.sender,
            primary_colour: municipality.primary_colour,
            accent_colour: municipality.accent_colour,
            logo: Some(("logo.svg".into(), b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec())),
            lang: municipality.lang,
        };
        update_municipality(app, &operator(), municipality.version, logo).await.unwrap();
        let catalogue = bavn_app::catalogue::get_catalogue(app, &ctx).await.unwrap();
        let nis2 = catalogue.frameworks.iter().find(|framework| framework.key == "nis2").unwrap().id;
        let assessment = bavn_app::catalogue::start_assessment(app, &ctx, nis2, None).await.unwrap();
        let text = |text: &str| bavn_core::lang::Localized { da: text.to_owned(), en: String::new() };
        let weight = bavn_core::gap_analysis::Weight::MIN;
        let area = AreaDraft { code: "EG".into(), title: text("Eget"), purpose: text(""), weight };
        create_area(app, &ctx, area).await.unwrap();
        let own = ControlDraft {
            area: "EG".into(),
            code: "EG-01".into(),
            title: text("Egen"),
            statement: text("Noget er sandt."),
            purpose: text(""),
            levels: Default::default(),
            evidence: Vec::new(),
            finding: text(""),
            weight,
            target: bavn_core::gap_analysis::Level::MAX,
        };
        create_control(app, &ctx, own).await.unwrap();
        let table = "Aktiv-id;Navn\n1;Journal\n".as_bytes().to_vec();
        let register = bavn_core::import_export::table::Register::Assets;
        let import = bavn_app::import_export::upload_table(app, &ctx, register, "aktiver.csv", table).await.unwrap().id;
        let tasks = "Nr.;Opgavens navn\n;Mad\n".into();
        let words = bavn_web::import_export::task_words();
        let task_file = bavn_app::import_export::keep_task_file(app, &ctx, "opgaver.csv", tasks, &words).await.unwrap();
        let system = |name: &str| bavn_core::asset::AssetFacts { name: name.into(), ..Default::default() };
        let asset = bavn_app::asset::create_asset(app, &ctx, system("Omsorg")).await.unwrap();
        let server_asset = bavn_app::asset::create_asset(app, &ctx, system("Server")).await.unwrap();
        let link = bavn_app::asset::DependencyDraft {
            asset,
            on: server_asset,
            kind: bavn_core::asset::DependencyKind::RunsOn,
            necessity: bavn_core::asset::Necessity::StopsAtOnce,
            alternative_group: None,
            note: String::new(),
        };
        let dependency = bavn_app::asset::create_dependency(app, &ctx, link).await.unwrap();
        let asset_file =
            bavn_app::asset::add_asset_file(app, &ctx, asset, "", ("tegning.txt", b"tegning")).await.unwrap();
        let draft = bavn_app::asset::AssetViewDraft { name: "Alle".into(), ..Default::default() };
        let view = bavn_app::asset::keep_asset_view(app, &ctx, draft).await.unwrap();
        let facts = bavn_core::supplier::SupplierFacts { name: "Nordkyst".into(), ..Default::default() };
        let supplier = bavn_app::supplier::SupplierDraft { facts, ..Default::default() };
        let supplier = bavn_app::supplier::create_supplier(app, &ctx, supplier).await.unwrap();
        let facts = bavn_core::supplier::ContractFacts {
            title: "Omsorg".into(),
            supplier: Some(supplier),
            ..Default::default()
        };
        let contract = bavn_app::supplier::ContractDraft { facts, ..Default::default() };
        let contract = bavn_app::supplier::create_contract(app, &ctx, contract).await.unwrap();
        let facts = bavn_core::supplier::StatementFacts { title: "ISAE 3000".into(), ..Default::default() };
        let facts = bavn_core::supplier::RecordFacts::Statement(facts);
        let record = bavn_app::supplier::create_supplier_record(app, &ctx, supplier, None, facts).await.unwrap();
        let facts = bavn_core::continuity::task::CriticalTask {
            name: "Hjemmepleje".into(),
            unit: Some(server.actors.home_care),
            ..Default::default()
        };
        let task = bavn_app::continuity::create_task(app, &ctx, facts, Vec::new()).await.unwrap();
        let facts = bavn_core::continuity::team::RecoveryTeam { name: "Drift".into(), ..Default::default() };
        let team = bavn_app::continuity::create_team(app, &ctx, facts).await.unwrap();
        let facts = bavn_core::recovery::scenario::ScenarioFacts {
            name: "Strøm".into(),
            failures: vec![bavn_core::recovery::scenario::Failing {
                what: bavn_core::recovery::scenario::Fails::Asset(server_asset),
                from: 0,
                minutes: None,
            }],
            ..Default::default()
        };
        let scenario = bavn_app::recovery::create_scenario(app, &ctx, facts).await.unwrap();
        let recovery_plan = bavn_app::recovery::create_recovery_plan(app, &ctx, scenario, "", "", 1).await.unwrap();
        let own = bavn_core::asset::OwnTypeDraft {
            name: "Nøgleboks".into(),
            fields: vec![bavn_core::asset::OwnFieldDraft { label: "Placering".into(), ..Default::default() }],
            ..Default::default()
        };
        let own = bavn_app::asset::create_asset_type(app, &ctx, &own).await.unwrap();
        let (mut browsers, mut tokens) = (BTreeMap::new(), BTreeMap::new());
        for name in WHO.into_iter().filter(|name| *name != "anonymous") {
            browsers.insert(name, server.browser(name).await);
            tokens.insert(name, server.token(name, false).await);
        }
        let session = list_own_sessions(app, &ctx).await.unwrap()[0].id;
        let (account, person) = server.actors.accounts["employee"];
        let samples = vec![
            ("/assets/{*name}", "bavn.css".to_owned()),
            ("/gap-analyse/{id}/kontrol/{code}/bevis/{evidence}/", format!("{analysis} AD-03 {evidence}")),
            ("/gap-analyse/{id}/kontrol/{code}", format!("{analysis} AD-03")),
            ("/gap-analyse/{id}/omraade/{code}", format!("{analysis} AD")),
            ("/gap-analyse/{id}/ramme/{key}/eksport/{format}", format!("{analysis} nis2 csv")),
            ("/gap-analyse/{id}/ramme/{key}/krav/{reference}", format!("{analysis} nis2 21(2)(j)")),
            ("/gap-analyse/{id}/ramme/{key}", format!("{analysis} nis2")),
            ("/gap-analyse/{id}/bevis/{evidence}", format!("{analysis} {evidence}")),
            ("/gap-analyse/{id}/eksport/{format}", format!("{analysis} json")),
            ("/gap-analyse/{id}", analysis.to_string()),
            ("/handleplan/foranstaltning/{code}", measure.to_string()),
            ("/handleplan/plan/{id}", plan.to_string()),
            ("/genopretning/scenarier/{id}", scenario.to_string()),
            ("/genopretning/planer/{id}/hent/{format}", format!("{recovery_plan} xlsx")),
            ("/genopretning/planer/{id}", recovery_plan.to_string()),
            ("/api/v1/scenarios/{id}", scenario.to_string()),
            ("/api/v1/recovery-plans/{id}/files/{format}", format!("{recovery_plan} xlsx")),
            ("/api/v1/recovery-plans/{id}", recovery_plan.to_string()),
            ("/leverandoerer/dokumentation/{id}", record.to_string()),
            ("/leverandoerer/{id}/dokumentation/{kind}", format!("{supplier} statement")),
            ("/leverandoerer/eksport/{format}", "csv".to_owned()),
            ("/kontrakter/eksport/{format}", "xlsx".to_owned()),
            ("/leverandoerer/{id}", supplier.to_string()),
            ("/kontrakter/{id}/aktiver/{asset}/fjern", format!("{contract} {server_asset}")),
            ("/kontrakter/{id}", contract.to_string()),
            ("/api/v1/suppliers/{id}", supplier.to_string()),
            ("/api/v1/contracts/{id}", contract.to_string()),
            ("/api/v1/supplier-records/{id}", record.to_string()),
            ("/rapporter/{id}/version/{number}/{format}", format!("{report} 1 html")),
            ("/rapporter/{id}/version/{number}", format!("{report} 1")),
            ("/rapporter/{id}/hent/{format}", format!("{report} html")),
            ("/rapporter/{id}", report.to_string()),
            ("/krav/anvendelighed/{id}", assessment.to_string()),
            ("/krav/kontrol/{code}/rediger", "EG-01".to_owned()),
            ("/krav/kontrol/{code}/arkiver", "EG-01".to_owned()),
            ("/krav/kontrol/{code}", "AD-03".to_owned()),
            ("/krav/omraade/{code}", "EG".to_owned()),
            ("/krav/ramme/{key}/eksport/{format}", "nis2 xlsx".to_owned()),
            ("/krav/eksport/{format}", "csv".to_owned()),
            ("/krav/sammenlign/eksport/{format}", "csv?fra=nis2&til=cis18".to_owned()),
            ("/api/v1/crosswalk", "?from=nis2&to=cis18".to_owned()),
            ("/krav/eksport/oscal/{kind}", "catalog".to_owned()),
            ("/krav/ramme/{key}/anvendelighedserklaering/hent/{format}", "iso27001 xlsx".to_owned()),
            ("/krav/ramme/{key}/anvendelighedserklaering/krav/{reference}", "iso27001 A.5.1".to_owned()),
            ("/krav/ramme/{key}", "nis2".to_owned()),
            ("/registre/import/{id}", import.to_string()),
            ("/konsekvensanalyse/import/{id}", task_file.to_string()),
            ("/api/v1/register-imports/{id}", import.to_string()),
            ("/aktiver/{id}/genopretning/{place}", format!("{asset} 1")),
            ("/konsekvensanalyse/eksport/{format}", "csv".to_owned()),
            ("/konsekvensanalyse/{id}/behov/{place}", format!("{task} 0")),
            ("/konsekvensanalyse/{id}/interview/{side}", format!("{task} 3")),
            ("/konsekvensanalyse/{id}", task.to_string()),
            ("/genopretning/hold/{id}", team.to_string()),
            ("/aktiver/eksport/afhaengigheder/{format}", "csv".to_owned()),
            ("/aktiver/eksport/{format}", "xlsx".to_owned()),
            ("/aktiver/typer/{id}/felt/{key}", format!("{own} placering")),
            ("/aktiver/typer/{id}", own.to_string()),
            ("/api/v1/asset-types/{id}", own.to_string()),
            ("/aktiver/{id}/fil/{file}", format!("{asset} {asset_file}")),
            ("/api/v1/asset-files/{id}", asset_file.to_string()),
            ("/aktiver/visning/{id}", view.to_string()),
            ("/api/v1/asset-views/{id}", view.to_string()),
            ("/aktiver/dubletter/sammenlign", format!("?behold={asset}&fjern={server_asset}")),
            ("/aktiver/{id}/afhaengighed/{dependency}", format!("{asset} {dependency}")),
            ("/aktiver/{id}", asset.to_string()),
            ("/api/v1/critical-tasks/{id}", task.to_string()),
            ("/api/v1/recovery-teams/{id}", team.to_string()),
            ("/api/v1/assets/{id}", asset.to_string()),
            ("/api/v1/dependencies/{id}", dependency.to_string()),
            ("/organisation/enhed/{id}", server.actors.home_care.to_string()),
            ("/organisation/person/{id}", person.to_string()),
            ("/brugere/{id}", account.to_string()),
            ("/min-konto/session/{id}", session.to_string()),
            // Nobody's token: whoever asks for it is told that there is none.
            ("/min-konto/noegler/{id}", session.to_string()),
            ("/api/v1/units/{id}", server.actors.home_care.to_string()),
            ("/api/v1/people/{id}", person.to_string()),
            ("/api/v1/areas/{code}", "EG".to_owned()),
            ("/api/v1/controls/{code}/mappings/{framework}/{reference}", "AD-03 nis2 21(2)(j)".to_owned()),
            ("/api/v1/controls/{code}", "AD-03".to_owned()),
            ("/api/v1/frameworks/{key}/statement/files/{format}", "iso27001 xlsx".to_owned()),
            ("/api/v1/frameworks/{key}/statement/{reference}", "iso27001 A.5.1".to_owned()),
            ("/api/v1/frameworks/{key}", "nis2".to_owned()),
            ("/api/v1/own-frameworks/{key}", "egne".to_owned()),
            ("/api/v1/applicability/{id}", assessment.to_string()),
            ("/api/v1/analyses/{id}/requirement-answers/{framework}/{reference}", format!("{analysis} nis2 21(2)(j)")),
            ("/api/v1/analyses/{id}/answers/{code}", format!("{analysis} AD-03")),
            ("/api/v1/analyses/{id}", analysis.to_string()),
            ("/api/v1/evidence/{id}", evidence.to_string()),
            ("/api/v1/reports/{id}/versions/{number}/{format}", format!("{report} 1 html")),
            ("/api/v1/reports/{id}/versions/{number}", format!("{report} 1")),
            ("/api/v1/reports/{id}/draft/{format}", format!("{report} html")),
            ("/api/v1/reports/{id}", report.to_string()),
            ("/api/v1/accounts/{id}", account.to_string()),
            ("/api/v1/account/sessions/{id}", session.to_string()),
            ("/api/v1/account/tokens/{id}", session.to_string()),
            ("/api/v1/measures/{id}", measure.to_string()),
            ("/api/v1/plans/{id}", plan.to_string()),
        ];
        Self { server, browsers, tokens, samples }
    }

    /// The address to ask for a route, with samples for its parameters.
    fn address(&self, path: &str) -> Option<String> {
        if !path.contains('{') {
            // An address that needs a query has it as its sample.
            let query = self.samples.iter().find(|(sample, _)| *sample == path);
            return Some(format!("{path}{}", query.map_or("", |(_, query)| query.as_str())));
        }
        let (_, values) = self.samples.iter().find(|(pattern, _)| path.starts_with(pattern))?;
        let mut values = values.split(' ');
        let mut address = String::new();
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('{') {
            address.push_str(before);
            address.push_str(values.next()?);
            rest = after.split_once('}')?.1;
        }
        address.push_str(rest);
        Some(address)
    }

    fn browser(&self, who: &str) -> Option<&Browser> {
        self.browsers.get(who)
    }

    fn may(&self, who: &str, access: Access) -> bool {
        match access {
            Access::Public => true,
            Access::SignedIn => who != "anonymous",
            Access::May(action) => who != "anonymous" && self.server.actors.ctx(who).may(action, Resource::Any),
        }
    }

    /// Sends an empty form, as a file form too if the route wants one.
    async fn post(&self, browser: Option<&Browser>, address: &str, csrf: bool) -> Answer {
        let plain = self.server.post(browser, address, csrf, "").await;
        if plain.status != StatusCode::BAD_REQUEST {
            return plain;
        }
        let token = browser.filter(|_| csrf).map_or("", |browser| browser.csrf.as_str());
        let body = format!("--X\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--X--\r\n");
        let mut request = Request::post(address).header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
        if let Some(browser) = browser {
            request = request.header(header::COOKIE, &browser.cookie);
        }
        self.server.send(request.body(Body::from(body)).unwrap()).await
    }
}

fn is_api(entry: &RouteEntry) -> bool {
    entry.path.starts_with("/api/")
}

#[tokio::test]
async fn every_route_answers_everybody_as_its_entry_says() {
    let world = World::new().await;
    let routes = bavn_web::all_routes();
    let mut entries = routes.entries().to_vec();
    entries.sort_by_key(|entry| (entry.path.to_string(), entry.method.to_string()));
    let mut faults = Vec::new();
    let mut matrix = format!("status of GET by role: {}\n\n", WHO.join(" "));
    for entry in entries.iter().filter(|entry| entry.method == Method::GET) {
        let Some(address) = world.address(&entry.path) else {
            faults.push(format!("{} has no sample address", entry.path));
            continue;
        };
        let mut line = String::new();
        for who in WHO {
            let status = world.server.get(world.browser(who), &address).await.status;
            let _ = write!(line, " {}", status.as_u16());
            let is_refused = matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
            let is_fair = match (who, world.may(who, entry.access)) {
                ("anonymous", false) if is_api(entry) => status == StatusCode::UNAUTHORIZED,
                ("anonymous", false) => status == StatusCode::SEE_OTHER,
                (_, false) => is_refused,
                // Somebody limited to units may be told that there is none.
                ("limited_owner", true) => status.is_success() || is_refused,
                (_, true) => status.is_success() || status == StatusCode::SEE_OTHER,
            };
            if !is_fair {
                faults.push(format!("GET {} answers {who} {status}, entered as {:?}", entry.path, entry.access));
            }
        }
        let _ = writeln!(matrix, "{:52}{line}", entry.path);
    }
    assert!(faults.is_empty(), "{faults:#?}");
    insta::assert_snapshot!(matrix);
}

#[tokio::test]
async fn no_form_is_taken_without_the_token_of_the_session() {
    let world = World::new().await;
    let mut faults = Vec::new();
    for entry in bavn_web::all_routes().entries().iter().filter(|entry| entry.method == Method::POST && !is_api(entry))
    {
        // Signing in has no session yet; the language of a guest is a cookie of their own.
        if matches!(entry.path.as_ref(), "/log-ind" | "/sprog") {
            continue;
        }
        let Some(address) = world.address(&entry.path) else {
            faults.push(format!("{} has no sample address", entry.path));
            continue;
        };
        let nobody = world.post(None, &address, false).await.status;
        if nobody != StatusCode::SEE_OTHER {
            faults.push(format!("POST {} answers nobody {nobody}", entry.path));
        }
        for (who, browser) in &world.browsers {
            let status = world.post(Some(browser), &address, false).await.status;
            if status != StatusCode::FORBIDDEN {
                faults.push(format!("POST {} without token answers {who} {status}", entry.path));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[tokio::test]
async fn no_change_is_taken_from_those_who_may_not() {
    let world = World::new().await;
    let mut faults = Vec::new();
    for entry in bavn_web::all_routes().entries().iter().filter(|entry| entry.method != Method::GET) {
        let Some(address) = world.address(&entry.path) else {
            faults.push(format!("{} has no sample address", entry.path));
            continue;
        };
        for (who, browser) in world.browsers.iter().filter(|(who, _)| !world.may(who, entry.access)) {
            let status = if is_api(entry) {
                let body = Some(serde_json::json!({}));
                world
                    .server
                    .api(entry.method.clone(), &address, Some(&world.tokens[who]), Some("\"1\""), body)
                    .await
                    .status
            } else {
                world.post(Some(browser), &address, true).await.status
            };
            // A form that cannot even be read is refused before anybody is asked who sent it.
            if !matches!(
                status,
                StatusCode::FORBIDDEN
                    | StatusCode::NOT_FOUND
                    | StatusCode::BAD_REQUEST
                    | StatusCode::UNPROCESSABLE_ENTITY
            ) {
                faults.push(format!("{} {} answers {who} {status}", entry.method, entry.path));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn changes_are_entered_as_changes() {
    for entry in bavn_web::all_routes().entries() {
        if let Access::May(action) = entry.access
            && entry.method == Method::GET
        {
            // A page that leads to a change may ask for it; nothing else is read with the right to change.
            let leads_to_change = [
                "/ny",
                "/nyt",
                "/rediger",
                "/vaegte",
                "/indlaes",
                "/kortlaegning",
                "/opdel",
                "/saml",
                "/aktiver/ret",
                "/opdatering",
                "/content-update",
                "/krav/omraade/{code}",
                "/krav/import",
                "/brugere/{id}",
                "/interview/{side}",
                "/konsekvensanalyse/import",
                "/konsekvensanalyse/import/{id}",
                "/aktiver/typer/{id}/felt",
                "/aktiver/typer/{id}/felt/{key}",
            ]
            .iter()
            .any(|ending| entry.path.ends_with(ending));
            assert!(!action.is_change() || leads_to_change, "{} is read with {}", entry.path, action.key());
        }
        assert!(!matches!(entry.access, Access::May(Action::InstallationOperate)), "{} is for the machine", entry.path);
    }
}
