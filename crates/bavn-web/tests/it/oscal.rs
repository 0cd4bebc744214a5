//! OSCAL out and back: valid under the schemas of NIST, every reference resolves, the same twice, and the answers come back.

use bavn_app::{
    Context, Error, counted,
    demo::{Demo, Size, load_demo},
    gap_analysis::{AnalysisDraft, AnswerEdit, create_analysis, get_analysis, record_answer},
    import_export::{
        ImportReport, export_oscal_catalog, export_oscal_mappings, export_oscal_plan, export_oscal_profile,
        export_oscal_results, import_analysis,
    },
};
use bavn_core::{
    gap_analysis::Level,
    ids::AnalysisId,
    import_export::{Expected, FileError},
    lang::Lang,
};
use bavn_testkit::{Engine, TestApp, at, engines, operator, test_app};
use bavn_web::import_export::{oscal_texts, template_texts};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use time::macros::{date, datetime};

fn schema(name: &str) -> Validator {
    let path = format!("{}/tests/oscal/oscal_{name}_schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

async fn demo(engine: Engine) -> (TestApp, Demo, Context) {
    let test = test_app(engine).await;
    let ctx = operator();
    let demo = load_demo(&test.app, &ctx, Size::Small).await.unwrap();
    (test, demo, ctx)
}

async fn results(test: &TestApp, ctx: &Context, id: AnalysisId) -> Vec<u8> {
    export_oscal_results(&test.app, ctx, id, &oscal_texts(Lang::Da), |_| "Hele kommunen".into()).await.unwrap()
}

/// Every document of the demonstration, by a name and the schema of its model.
async fn documents(test: &TestApp, demo: &Demo, ctx: &Context, lang: Lang) -> Vec<(String, &'static str, Value)> {
    let (app, texts) = (&test.app, oscal_texts(lang));
    let mut all = vec![("control set".to_owned(), "catalog", export_oscal_catalog(app, ctx, None, &texts).await)];
    let catalogue = bavn_app::catalogue::get_catalogue(app, ctx).await.unwrap();
    for framework in &catalogue.frameworks {
        let document = export_oscal_catalog(app, ctx, Some(&framework.key), &texts).await;
        all.push((framework.key.clone(), "catalog", document));
    }
    for (key, id) in &demo.analyses {
        let scope = |_: &_| "Hele kommunen\n- med *alt*".to_owned();
        all.push((format!("profile {key}"), "profile", export_oscal_profile(app, ctx, *id, &texts, scope).await));
        let document = export_oscal_results(app, ctx, *id, &texts, scope).await;
        all.push((format!("results {key}"), "assessment-results", document));
    }
    all.push(("plan".to_owned(), "poam", export_oscal_plan(app, ctx, demo.plan.unwrap(), &texts).await));
    let mappings = export_oscal_mappings(app, ctx, None, &texts).await;
    all.push(("mappings".to_owned(), "mapping_1.2.1", mappings));
    let read = |bytes: Result<Vec<u8>, Error>| serde_json::from_slice(&bytes.unwrap()).unwrap();
    all.into_iter().map(|(name, model, bytes)| (name, model, read(bytes))).collect()
}

/// What a document names and what it points at.
#[derive(Default)]
struct Names {
    uuids: Vec<String>,
    ids: Vec<String>,
    uuid_references: Vec<String>,
    resources: BTreeSet<String>,
    links: Vec<String>,
    targets: Vec<String>,
    roles: Vec<String>,
    empty: Vec<String>,
}

impl Names {
    fn walk(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    self.key(key, value, path);
                    self.walk(&format!("{path}.{key}"), value);
                }
            }
            Value::Array(list) if list.is_empty() => self.empty.push(path.to_owned()),
            Value::Array(list) => {
                for (at, value) in list.iter().enumerate() {
                    self.walk(&format!("{path}[{at}]"), value);
                }
            }
            Value::String(text) if text.trim().is_empty() => self.empty.push(path.to_owned()),
            _ => {}
        }
    }

    fn key(&mut self, key: &str, value: &Value, path: &str) {
        let text = || value.as_str().unwrap_or_default().to_owned();
        match key {
            "uuid" => {
                self.uuids.push(text());
                if path.contains(".resources[") {
                    self.resources.insert(text());
                }
            }
            "id" if path.contains("parts[") || path.contains("controls[") || path.contains("groups[") => {
                self.ids.push(text());
            }
            "href" if text().starts_with('#') => self.links.push(text()[1..].to_owned()),
            "target-id" => self.targets.push(text()),
            "role-id" => self.roles.push(text()),
            key if key.ends_with("-uuid") => self.uuid_references.push(text()),
            key if key.ends_with("-uuids") || key == "member-of-organizations" => {
                let all = value.as_array().unwrap().iter();
                self.uuid_references.extend(all.map(|one| one.as_str().unwrap().to_owned()));
            }
            _ => {}
        }
    }
}

fn resolves(name: &str, document: &Value) {
    let mut names = Names::default();
    names.walk("", document);
    assert_eq!(names.empty, Vec::<String>::new(), "{name}");
    let uuids: BTreeSet<&String> = names.uuids.iter().collect();
    assert_eq!(uuids.len(), names.uuids.len(), "{name}: an identifier stands twice");
    let ids: BTreeSet<&String> = names.ids.iter().collect();
    assert_eq!(ids.len(), names.ids.len(), "{name}: an id stands twice");
    for reference in &names.uuid_references {
        assert!(uuids.contains(reference), "{name}: {reference}");
    }
    for link in &names.links {
        assert!(names.resources.contains(link), "{name}: #{link}");
    }
    for target in &names.targets {
        assert!(ids.contains(target), "{name}: {target}");
    }
    let root = document.as_object().unwrap().values().next().unwrap();
    let roles: Vec<&str> =
        root["metadata"]["roles"].as_array().unwrap().iter().filter_map(|role| role["id"].as_str()).collect();
    assert!(names.roles.iter().all(|role| roles.contains(&role.as_str())), "{name}");
}

#[tokio::test]
async fn the_demonstration_is_valid_and_every_reference_resolves() {
    let models: BTreeMap<&str, Validator> = ["catalog", "profile", "assessment-results", "poam", "mapping_1.2.1"]
        .into_iter()
        .map(|model| (model, schema(model)))
        .collect();
    let complete = schema("complete_1.2.1");
    for engine in engines() {
        let (test, demo, ctx) = demo(engine).await;
        let langs = if engine == Engine::Sqlite { &Lang::ALL[..] } else { &[Lang::Da] };
        for lang in langs {
            for (name, model, document) in documents(&test, &demo, &ctx, *lang).await {
                let faults: Vec<String> = models[model]
                    .iter_errors(&document)
                    .map(|error| format!("{name} {}: {error}", error.instance_path()).chars().take(400).collect())
                    .collect();
                assert!(faults.is_empty(), "{faults:#?}");
                assert!(complete.is_valid(&document), "{name} under the complete schema of 1.2.1");
                resolves(&name, &document);
            }
        }
    }
}

#[tokio::test]
async fn two_exports_differ_in_the_moment_alone() {
    let (test, demo, ctx) = demo(Engine::Sqlite).await;
    let later = at(&ctx, datetime!(2027-01-15 10:30 UTC));
    for (first, second) in
        documents(&test, &demo, &ctx, Lang::Da).await.into_iter().zip(documents(&test, &demo, &later, Lang::Da).await)
    {
        // What is to be expected of open measures depends on the day.
        if first.1 == "poam" {
            continue;
        }
        let (before, after) = (first.2.to_string(), second.2.to_string());
        assert_ne!(before, after);
        assert_eq!(before.replace("2026-11-02T08:00:00Z", "2027-01-15T10:30:00Z"), after, "{}", first.0);
    }
}

#[tokio::test]
async fn findings_say_what_the_answers_say() {
    let (test, demo, ctx) = demo(Engine::Sqlite).await;
    for id in demo.analyses.values() {
        let view = get_analysis(&test.app, &ctx, *id).await.unwrap();
        let document: Value = serde_json::from_slice(&results(&test, &ctx, *id).await).unwrap();
        let result = &document["assessment-results"]["results"][0];
        let findings = result["findings"].as_array().unwrap();
        let observations = result["observations"].as_array().unwrap();
        assert_eq!(observations.len(), view.answers.len());
        let assessed: Vec<_> = view.rows().filter(|(_, answer)| answer.standing().is_assessed()).collect();
        assert_eq!(findings.len(), assessed.len(), "nothing is found of what is not assessed or not relevant");
        let mut gaps = 0;
        for ((control, answer), finding) in assessed.iter().zip(findings) {
            let state = finding["target"]["status"]["state"].as_str().unwrap();
            let reached = answer.standing().score().unwrap() >= answer.target;
            assert_eq!(state, if reached { "satisfied" } else { "not-satisfied" }, "{}", control.code);
            assert_eq!(finding["related-risks"].is_array(), !reached, "{}", control.code);
            gaps += usize::from(!reached);
        }
        assert_eq!(result["risks"].as_array().map_or(0, Vec::len), gaps);
    }
}

/// An open analysis that begins with the answers of the last one of the demonstration.
async fn open_analysis(test: &TestApp, demo: &Demo, ctx: &Context) -> AnalysisId {
    let previous_id = demo.analyses.values().next_back().copied();
    let draft = AnalysisDraft { previous_id, ..AnalysisDraft::new("Igen", date!(2026 - 11 - 02)) };
    create_analysis(&test.app, ctx, draft).await.unwrap()
}

async fn import(
    test: &TestApp,
    ctx: &Context,
    id: AnalysisId,
    bytes: Vec<u8>,
    dry: bool,
) -> Result<ImportReport, Error> {
    let texts = [template_texts(Lang::Da), template_texts(Lang::En)];
    import_analysis(&test.app, ctx, id, bytes, texts, false, dry).await
}

#[tokio::test]
async fn results_come_back_as_they_went() {
    for engine in engines() {
        let (test, demo, ctx) = demo(engine).await;
        let id = open_analysis(&test, &demo, &ctx).await;
        let (_, statements) = counted(results(&test, &ctx, id)).await;
        assert!(statements <= 12, "{statements} statements for an export");
        let draft = AnalysisDraft::new("Ny", date!(2026 - 11 - 02));
        let fresh = create_analysis(&test.app, &ctx, draft).await.unwrap();
        let control = get_analysis(&test.app, &ctx, fresh).await.unwrap().catalogue.controls[0].id;
        let edit = AnswerEdit::Whole(bavn_app::gap_analysis::AnswerDraft {
            documentation: Some(Level::MIN),
            implementation: None,
            is_relevant: true,
            reason: String::new(),
            target: None,
            note: "  - et\n\n*to* [tre](x) & <b>fire</b>\n    fem &#32; \\ 1. seks".into(),
            finding: "Æøå {{ insert: param, x }}".into(),
        });
        record_answer(&test.app, &ctx, fresh, control, 1, edit).await.unwrap();
        for from in [id, fresh] {
            let file = results(&test, &ctx, from).await;
            let same = import(&test, &ctx, from, file.clone(), false).await.unwrap();
            assert_eq!((same.changed, same.fault_count), (0, 0), "{same:?}");
            let other =
                create_analysis(&test.app, &ctx, AnalysisDraft::new("Anden", date!(2026 - 11 - 02))).await.unwrap();
            let dry = import(&test, &ctx, other, file.clone(), true).await.unwrap();
            assert!(dry.changed > 0 && !dry.is_stored);
            let report = import(&test, &ctx, other, file, false).await.unwrap();
            assert_eq!((report.changed, report.is_stored), (dry.changed, true));
            let (left, right) = (
                get_analysis(&test.app, &ctx, from).await.unwrap(),
                get_analysis(&test.app, &ctx, other).await.unwrap(),
            );
            for ((control, left), (_, right)) in left.rows().zip(right.rows()) {
                assert_eq!(left.standing(), right.standing(), "{}", control.code);
                assert_eq!((left.target, &left.note, &left.finding), (right.target, &right.note, &right.finding));
            }
        }
    }
}

#[tokio::test]
async fn foreign_and_broken_results_are_refused() {
    let (test, demo, ctx) = demo(Engine::Sqlite).await;
    let id = open_analysis(&test, &demo, &ctx).await;
    let good: Value = serde_json::from_slice(&results(&test, &ctx, id).await).unwrap();
    let foreign = json!({ "assessment-results": { "results": [{ "observations": [{ "props": [{ "name": "control", "value": "AD-03" }] }] }] } });
    let deep = "{\"assessment-results\":".repeat(100_000);
    for text in ["{}", "{\"catalog\":{}}", "{ nej", &foreign.to_string(), &deep] {
        let error = import(&test, &ctx, id, text.as_bytes().to_vec(), false).await.unwrap_err();
        assert!(matches!(error, Error::File(FileError::NotResults { .. })), "{error:?}");
    }
    for (name, value, expected) in [
        ("control", "XX-99", Expected::KnownCode),
        ("target", "9", Expected::Level { min: 0, max: 5 }),
        ("target", "99999999999999999999999", Expected::Level { min: 0, max: 5 }),
    ] {
        let mut bad = good.clone();
        let props = bad["assessment-results"]["results"][0]["observations"][0]["props"].as_array_mut().unwrap();
        props.iter_mut().find(|prop| prop["name"] == name).unwrap()["value"] = value.into();
        let report = import(&test, &ctx, id, bad.to_string().into_bytes(), false).await.unwrap();
        assert_eq!((report.is_stored, report.fault_count), (false, 1));
        assert_eq!((&report.faults[0].expected, report.faults[0].value.as_str()), (&expected, value));
        assert_eq!(report.faults[0].sheet, "results[0].observations");
    }
}
