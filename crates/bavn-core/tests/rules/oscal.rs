//! OSCAL: the three forms give the same, the schemas hold, profiles resolve, frameworks become catalogs and come back.

use bavn_core::import_export::{
    library::read_library,
    oscal::{
        Catalog, Document, Format, Model, Profile, Scalars, SchemaVersion, catalog_of_framework, framework_of_catalog,
        oscal_census, read_oscal, resolve, validate, write_oscal_json, write_oscal_yaml,
    },
    tree::{Finding, TreeLimits, read_json, to_json},
};
use std::collections::BTreeMap;

const XML: &str = include_str!("data/catalog.xml");
const JSON: &str = include_str!("data/catalog.json");

fn errors_of(text: &str) -> Vec<String> {
    read_oscal(text.as_bytes(), &TreeLimits::default()).unwrap_err().iter().map(Finding::to_string).collect()
}

fn swapped(from: &str, to: &str) -> Vec<String> {
    assert!(JSON.contains(from), "{from}");
    errors_of(&JSON.replacen(from, to, 1))
}

fn catalog() -> Catalog {
    match read_oscal(JSON.as_bytes(), &TreeLimits::default()).unwrap().document {
        Document::Catalog(catalog) => *catalog,
        other => panic!("{other:?}"),
    }
}

fn profile(rest: &str) -> Profile {
    let text = format!(
        "profile:\n  uuid: 5a1e0b3c-0000-4000-8000-00000000d00d\n  metadata:\n    title: Some\n    last-modified: 2026-01-31T12:00:00+01:00\n    version: 1\n    oscal-version: 1.1.3\n{rest}"
    );
    match read_oscal(text.as_bytes(), &TreeLimits::default()).unwrap().document {
        Document::Profile(profile) => *profile,
        other => panic!("{other:?}"),
    }
}

#[test]
fn xml_json_and_yaml_give_the_same() {
    let from_json = read_oscal(JSON.as_bytes(), &TreeLimits::default()).unwrap();
    let from_xml = read_oscal(XML.as_bytes(), &TreeLimits::default()).unwrap();
    assert_eq!((from_json.format, from_xml.format), (Format::Json, Format::Xml));
    assert_eq!(to_json(&from_xml.root), to_json(&from_json.root));
    assert_eq!(from_xml.document, from_json.document);
    let yaml = write_oscal_yaml(Model::Catalog, &catalog()).unwrap();
    let from_yaml = read_oscal(yaml.as_bytes(), &TreeLimits::default()).unwrap();
    assert_eq!(from_yaml.format, Format::Yaml);
    assert_eq!(from_yaml.document, from_json.document);
}

#[test]
fn written_catalog_is_the_same_and_valid() {
    let written = write_oscal_json(Model::Catalog, &catalog()).unwrap();
    let again = read_oscal(written.as_bytes(), &TreeLimits::default()).unwrap();
    assert_eq!(again.document, Document::Catalog(Box::new(catalog())));
    assert_eq!(write_oscal_json(Model::Catalog, &catalog()).unwrap(), written);
}

#[test]
fn yaml_scalars_are_texts_where_texts_are_wanted() {
    let profile = profile(
        "    props: [{name: is-open, value: true}]\n  imports: [{href: a.json, include-all: }]\n  merge: {as-is: true}\n",
    );
    assert_eq!(profile.metadata.version, "1");
    assert_eq!(profile.metadata.extra["props"][0]["value"], "true");
    assert_eq!(profile.merge.unwrap()["as-is"], true);
}

#[test]
fn census_counts_what_is_there() {
    let read = read_oscal(JSON.as_bytes(), &TreeLimits::default()).unwrap();
    let counts: BTreeMap<&str, String> = oscal_census(read.model, &read.root).into_iter().collect();
    let expected = [
        ("groups", "1"),
        ("controls", "3"),
        ("top_level_controls", "2"),
        ("enhancements", "1"),
        ("withdrawn_controls", "1"),
        ("params", "1"),
        ("parts", "2"),
        ("parties", "1"),
        ("back_matter_resources", "1"),
    ];
    for (name, value) in expected {
        assert_eq!(counts[name], value, "{name}");
    }
}

#[test]
fn what_the_schema_refuses_is_named_with_its_path() {
    assert_eq!(
        swapped("\"uuid\": \"5a1e0b3c-0000-4000-8000-00000000cafe\",", ""),
        ["line 1: catalog: \"uuid\" is a required property"]
    );
    assert_eq!(
        swapped("\"title\": \"Quay\"", "\"title\": \"Quay\", \"colour\": \"red\""),
        ["line 9: catalog/groups/0: \"colour\" is not a property here"]
    );
    assert_eq!(
        swapped("\"title\": \"Rails\"", "\"title\": 7"),
        ["line 15: catalog/groups/0/controls/1/title: \"7\": expected string"]
    );
    assert_eq!(swapped("\"id\": \"q-2\"", "\"id\": \"q 2\"").len(), 1);
    assert_eq!(swapped("12:00:00+01:00", "12:00:00").len(), 1, "an instant has a time zone");
    assert_eq!(swapped("\"type\": \"organization\"", "\"type\": \"harbour\"").len(), 1);
    assert_eq!(
        swapped("\"props\": [{\"name\": \"label\", \"value\": \"Q.1\"}]", "\"props\": []").len(),
        1,
        "no empty lists"
    );
    assert_eq!(
        swapped("\"1.1.3\"", "\"2.0.0\""),
        ["catalog/metadata/oscal-version: \"2.0.0\": expected one of 1.0.x, 1.1.x, 1.2.x"]
    );
    assert_eq!(errors_of("{\"catalogue\": {}}").len(), 1);
    assert_eq!(errors_of("[]").len(), 1);
}

#[test]
fn identifiers_that_stand_twice_are_told() {
    let text = JSON.replacen("\"q-1.1\"", "\"q-1\"", 1);
    let read = read_oscal(text.as_bytes(), &TreeLimits::default()).unwrap();
    let told: Vec<String> = read.warnings.iter().map(Finding::to_string).collect();
    assert_eq!(told, ["line 14: catalog/groups/0/controls/0/controls/0: \"q-1\": this control stands more than once"]);
}

#[test]
fn both_schemas_know_their_models() {
    let count = |version| {
        let known = |model: &&Model| {
            let mut empty = read_json("{}", &TreeLimits::default()).unwrap().root;
            let faults = validate(&mut empty, model.name(), version, Scalars::Strict);
            faults.iter().any(|fault| fault.problem.code() == "missing_field")
        };
        Model::ALL.iter().filter(known).count()
    };
    assert_eq!((count(SchemaVersion::V1_1_3), count(SchemaVersion::V1_2_1)), (7, 8));
}

#[test]
fn nested_alternatives_do_not_multiply_without_end() {
    let mut text = String::from("{\"x\": 1}");
    for _ in 0..45 {
        text = format!("{{\"title\": \"t\", \"groups\": [{text}]}}");
    }
    let started = std::time::Instant::now();
    let text =
        JSON.replacen("\"groups\": [", &format!("\"groups\": [{text}, "), 1).replacen("\"1.1.3\"", "\"1.2.1\"", 1);
    assert!(!errors_of(&text).is_empty());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn profile_takes_leaves_out_and_changes() {
    let sources = [(String::from("harbour.json"), catalog())];
    let ids = |catalog: &Catalog| catalog.controls.iter().map(|control| control.id.clone()).collect::<Vec<_>>();
    let all = profile("  imports: [{href: harbour.xml, include-all: {}, exclude-controls: [{with-ids: [q-2]}]}]\n");
    assert_eq!(ids(&resolve(&all, &sources).unwrap()), ["q-1"]);
    let pattern = profile("  imports: [{href: '#x', include-controls: [{matching: [{pattern: 'q-*.?'}]}]}]\n");
    assert_eq!(ids(&resolve(&pattern, &sources).unwrap()), ["q-1.1"]);
    let below = profile(
        "  imports: [{href: a, include-controls: [{with-child-controls: yes, with-ids: [q-1]}]}]\n  merge: {as-is: true}\n",
    );
    let resolved = resolve(&below, &sources).unwrap();
    assert_eq!(resolved.groups[0].controls[0].controls[0].id, "q-1.1");
    let changed = profile(
        "  imports: [{href: a, include-controls: [{with-ids: [q-1]}]}]\n  modify:\n    set-parameters: [{param-id: q-1_prm, values: [eight hours]}]\n    alters:\n    - control-id: q-1\n      removes: [{by-name: item}]\n      adds:\n      - {position: starting, props: [{name: priority, value: P1}]}\n      - {position: after, by-id: q-1_smt, parts: [{name: guidance, prose: More.}]}\n",
    );
    let resolved = resolve(&changed, &sources).unwrap();
    let control = &resolved.controls[0];
    assert_eq!(control.params[0].values, ["eight hours"]);
    assert_eq!(control.props[0].name, "priority");
    assert!(control.parts[0].parts.is_empty());
    assert_eq!(control.parts[1].prose.as_deref(), Some("More."));
    let written = write_oscal_json(Model::Catalog, &resolved).unwrap();
    assert!(read_oscal(written.as_bytes(), &TreeLimits::default()).is_ok());
    let framework = framework_of_catalog(&resolved);
    assert!(framework.requirement_nodes[0].description.as_deref().unwrap().contains("for eight hours,"));
}

#[test]
fn profile_without_its_source_or_control_is_refused() {
    let sources = [(String::from("a.json"), catalog()), (String::from("b.json"), catalog())];
    let other = profile("  imports: [{href: c.json}]\n");
    assert_eq!(resolve(&other, &sources).unwrap_err().to_string(), "the source c.json is none of the catalogs given");
    let lost = profile("  imports: [{href: a.json, include-controls: [{with-ids: [q-1, q-9]}]}]\n");
    assert_eq!(resolve(&lost, &sources).unwrap_err().to_string(), "the source a.json has no controls q-9");
}

#[test]
fn catalog_becomes_a_framework() {
    let framework = framework_of_catalog(&catalog());
    let nodes: Vec<(&str, bool, Option<i64>)> = framework
        .requirement_nodes
        .iter()
        .map(|node| (node.ref_id.as_deref().unwrap(), node.assessable, node.depth))
        .collect();
    assert_eq!(
        nodes,
        [("q", false, Some(1)), ("Q.1", true, Some(2)), ("q-1.1", true, Some(3)), ("q-2", false, Some(2))]
    );
    assert!(framework.requirement_nodes[1].description.as_deref().unwrap().contains("for [hours], see"));
}

#[test]
fn framework_becomes_a_valid_catalog_and_comes_back_whole() {
    let library = read_library(include_bytes!("data/library.yaml"), &TreeLimits::default()).unwrap().library;
    let framework = &library.objects.frameworks[0];
    let catalog = catalog_of_framework(framework, "3", "2026-01-31T00:00:00Z");
    assert_eq!(catalog, catalog_of_framework(framework, "3", "2026-01-31T00:00:00Z"));
    let written = write_oscal_json(Model::Catalog, &catalog).unwrap();
    for version in ["1.1.3", "1.2.1"] {
        let text = written.replacen("\"oscal-version\": \"1.1.3\"", &format!("\"oscal-version\": \"{version}\""), 1);
        assert_eq!(read_oscal(text.as_bytes(), &TreeLimits::default()).map(|_| ()), Ok(()), "{version}");
    }
    let back = framework_of_catalog(&catalog);
    assert_eq!(back.urn, framework.urn);
    let mut before: Vec<_> = framework.requirement_nodes.iter().map(|node| (&node.urn, node.assessable)).collect();
    let mut after: Vec<_> = back.requirement_nodes.iter().map(|node| (&node.urn, node.assessable)).collect();
    before.sort();
    after.sort();
    assert_eq!(after, before);
}

#[test]
fn hostile_xml_is_refused() {
    let code = |text: &str| read_oscal(text.as_bytes(), &TreeLimits::default()).unwrap_err()[0].problem.code();
    assert_eq!(code("<!DOCTYPE catalog [<!ENTITY a \"aaaa\">]><catalog>&a;</catalog>"), "doctype");
    assert_eq!(code("<catalog>&lol;</catalog>"), "entity");
    assert_eq!(code("<catalog a=\"&file;\"/>"), "entity");
    assert_eq!(code("<catalog>&#0;</catalog>"), "entity");
    assert_eq!(code(&"<catalog>".repeat(200)), "too_deep");
    assert_eq!(code("<catalog><b></catalog>"), "syntax");
    assert_eq!(code("<catalog>"), "syntax");
    assert_eq!(code("<catalog/><catalog/>"), "syntax");
    assert_eq!(code("<html/>"), "not_one_of");
    assert_eq!(code("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><catalog/>"), "encoding");
    assert_eq!(code("<catalog a=\"1\" a=\"2\"/>"), "syntax");
}
