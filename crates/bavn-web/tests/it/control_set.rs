//! The control set and mappings of one municipality, taken by another; lists as files.

use bavn_app::{
    Error, FieldFault,
    catalogue::{CatalogueView, get_catalogue, load_content},
    import_export::{TakeReason, export_control_set, import_control_set},
};
use bavn_core::import_export::FileError;
use bavn_testkit::{Actors, TestApp, engines, operator, test_app};
use serde_json::{Value, json};

async fn case(engine: bavn_testkit::Engine) -> (TestApp, Actors, Value) {
    let test = test_app(engine).await;
    let actors = Actors::create(&test).await;
    let file = export_control_set(&test.app, &actors.ctx("employee")).await.unwrap();
    (test, actors, serde_json::from_slice(&file).unwrap())
}

/// The file with a control and two mappings that another municipality made itself.
fn with_own(file: &Value) -> Value {
    let mut file = file.clone();
    let text = |text: &str| json!({ "da": text, "en": "" });
    let mapping = |reference: &str, coverage: &str| {
        json!({ "framework": "nis2", "reference": reference, "relation": "intersects", "coverage": coverage,
                "rationale": text("Fordi"), "origin": "own" })
    };
    let controls = file["controls"].as_array_mut().unwrap();
    let open = controls.iter_mut().find(|control| control["code"] == "AD-03").unwrap();
    open["title"] = text("En anden titel, som ikke må tages");
    open["mappings"].as_array_mut().unwrap().push(mapping("23(4)(a)", "some"));
    controls.push(json!({
        "code": "EG-01", "area": "AD", "origin": "own", "title": text(" Egen kontrol "), "statement": text("Noget er sandt"),
        "purpose": text(""), "levels": [text("0"), text("1"), text("2"), text("3"), text("4"), text("5")],
        "evidence": [text("Bevis")], "finding": text(""), "weight": 4, "target": 2, "mappings": [mapping("21(2)(j)", "half")],
    }));
    file
}

async fn view(test: &TestApp) -> std::sync::Arc<CatalogueView> {
    get_catalogue(&test.app, &operator()).await.unwrap()
}

fn own_mappings(view: &CatalogueView) -> usize {
    view.controls.iter().flat_map(|control| &control.mappings).filter(|mapping| mapping.origin == "own").count()
}

#[tokio::test]
async fn own_controls_and_mappings_are_taken_and_nothing_of_ours_is_changed() {
    for engine in engines() {
        let (test, actors, file) = case(engine).await;
        let ctx = actors.ctx("coordinator");
        let bytes = |file: &Value| file.to_string().into_bytes();
        let before = view(&test).await;
        let same = import_control_set(&test.app, &ctx, bytes(&file), false).await.unwrap();
        assert!(!same.is_stored && same.conflicts.is_empty() && same.new_controls.is_empty());

        let changed = with_own(&file);
        let dry = import_control_set(&test.app, &ctx, bytes(&changed), true).await.unwrap();
        assert_eq!(
            (dry.new_controls.as_slice(), dry.new_mappings.len(), dry.is_stored),
            (&["EG-01".to_owned()][..], 2, false)
        );
        assert_eq!(own_mappings(&*view(&test).await), 0);
        let report = import_control_set(&test.app, &ctx, bytes(&changed), false).await.unwrap();
        assert_eq!((report.new_mappings.len(), report.conflicts.len(), report.is_stored), (2, 0, true));
        let after = view(&test).await;
        let own = after.control_by_code("eg-01").unwrap();
        assert_eq!(
            (own.origin.as_str(), own.title.da.as_str(), own.weight.get(), own.target.get()),
            ("own", "Egen kontrol", 4, 2)
        );
        assert_eq!((after.controls.len(), own_mappings(&after)), (before.controls.len() + 1, 2));
        assert_eq!(after.control_by_code("AD-03").unwrap().title, before.control_by_code("AD-03").unwrap().title);

        let again = import_control_set(&test.app, &ctx, bytes(&changed), false).await.unwrap();
        assert_eq!((again.unchanged, again.new_mappings.len(), again.is_stored), (3, 0, false));
        load_content(&test.app, &operator()).await.unwrap();
        assert_eq!(own_mappings(&*view(&test).await), 2, "our next content leaves them");
        let ours = export_control_set(&test.app, &ctx).await.unwrap();
        let round = import_control_set(&test.app, &ctx, ours, false).await.unwrap();
        assert_eq!(
            (round.unchanged, round.conflicts.len(), round.is_stored),
            (3, 0, false),
            "our own file changes nothing"
        );
    }
}

#[tokio::test]
async fn what_differs_is_listed_and_left() {
    let (test, actors, file) = case(bavn_testkit::Engine::Sqlite).await;
    let ctx = actors.ctx("coordinator");
    let mut changed = with_own(&file);
    import_control_set(&test.app, &ctx, changed.to_string().into_bytes(), false).await.unwrap();
    let before = view(&test).await;
    let controls = changed["controls"].as_array_mut().unwrap();
    let last = controls.len() - 1;
    controls[last]["statement"]["da"] = "Noget andet er sandt".into();
    let open = controls.iter_mut().find(|control| control["code"] == "AD-03").unwrap();
    let mappings = open["mappings"].as_array_mut().unwrap();
    let place = mappings.len() - 1;
    mappings[place]["coverage"] = "full".into();
    let mut unknown = mappings[place].clone();
    unknown["reference"] = "99".into();
    mappings.push(unknown);
    let mut foreign = controls[last].clone();
    (foreign["code"], foreign["area"]) = ("EG-02".into(), "XX".into());
    let mut newer = foreign.clone();
    (newer["code"], newer["origin"]) = ("AD-99".into(), "bavn".into());
    controls.extend([foreign, newer]);
    let report = import_control_set(&test.app, &ctx, changed.to_string().into_bytes(), false).await.unwrap();
    let told: Vec<(&str, bool, TakeReason)> = report
        .conflicts
        .iter()
        .map(|conflict| (conflict.control.as_str(), conflict.requirement.is_some(), conflict.reason))
        .collect();
    assert_eq!(
        told,
        [
            ("AD-03", true, TakeReason::Differs),
            ("AD-03", true, TakeReason::UnknownRequirement),
            ("EG-01", false, TakeReason::Differs),
            ("EG-02", false, TakeReason::UnknownArea),
            ("AD-99", false, TakeReason::UnknownControl),
        ]
    );
    assert!(!report.is_stored);
    assert_eq!(view(&test).await.revision, before.revision);
}

#[tokio::test]
async fn broken_files_and_those_who_may_not_are_refused() {
    let (test, actors, file) = case(bavn_testkit::Engine::Sqlite).await;
    let ctx = actors.ctx("coordinator");
    let changed = with_own(&file).to_string();
    for (from, to) in [("bavn-control-set-1", "bavn-control-set-9"), ("\"target\":2", "\"target\":7"), ("{", "[")] {
        let bytes = changed.replacen(from, to, 1).into_bytes();
        let error = import_control_set(&test.app, &ctx, bytes, false).await.unwrap_err();
        assert!(matches!(error, Error::File(FileError::NotControlSet { .. })), "{from}: {error:?}");
    }
    let blank = changed.replacen(" Egen kontrol ", " ", 1).into_bytes();
    let Err(Error::Invalid(faults)) = import_control_set(&test.app, &ctx, blank, false).await else { panic!() };
    let FieldFault { field, code, .. } = &faults[0];
    assert!(field.starts_with("controls[") && field.ends_with("].title.da"), "{field}");
    assert_eq!((*code, faults.len()), ("required", 1));
    for role in ["head_of_it", "auditor", "employee"] {
        let refused = import_control_set(&test.app, &actors.ctx(role), changed.clone().into_bytes(), true).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{role}");
    }
    assert_eq!(own_mappings(&*view(&test).await), 0);
}

#[tokio::test]
async fn lists_are_what_the_pages_show() {
    let server = crate::server::Server::new(bavn_testkit::Engine::Sqlite).await;
    let browser = server.browser("coordinator").await;
    let catalogue = get_catalogue(&server.test.app, &operator()).await.unwrap();
    let controls = server.get(Some(&browser), "/krav/eksport/csv").await;
    assert_eq!(controls.body.lines().count(), catalogue.controls.len() + 1);
    assert!(controls.body.contains(";AD-03;"));
    let draft = bavn_app::gap_analysis::AnalysisDraft::new("Gap-analyse", time::macros::date!(2026 - 10 - 12));
    let ctx = server.actors.ctx("coordinator");
    let id = bavn_app::gap_analysis::create_analysis(&server.test.app, &ctx, draft).await.unwrap();
    let levels = server.get(Some(&browser), &format!("/gap-analyse/{id}/ramme/nis2/eksport/csv")).await;
    let requirements =
        catalogue.frameworks.iter().find(|framework| framework.key == "nis2").unwrap().requirements.len();
    assert_eq!(levels.body.lines().count(), requirements + 1);
    assert!(
        levels
            .body
            .lines()
            .next()
            .unwrap()
            .ends_with("Kontroller;Niveau;Mål;Relevante kontroller;Vurderede kontroller")
    );
    for ending in ["xlsx", "oscal"] {
        assert!(server.get(Some(&browser), &format!("/krav/ramme/nis2/eksport/{ending}")).await.status.is_success());
    }
    assert_eq!(server.get(Some(&browser), "/krav/ramme/nis2/eksport/exe").await.status.as_u16(), 404);
}
