//! CISO Assistant libraries: tolerant where real files are odd, exact about what is wrong, the same after writing and reading.

use bavn_core::import_export::{
    library::{Library, census, read_library, urn_key, write_library},
    tree::{Finding, TreeLimits},
};
use std::collections::{BTreeMap, HashSet};

const FILE: &str = include_str!("data/library.yaml");

fn errors_of(text: &str) -> Vec<String> {
    let errors = read_library(text.as_bytes(), &TreeLimits::default()).unwrap_err();
    errors.iter().map(Finding::to_string).collect()
}

fn library() -> Library {
    read_library(FILE.as_bytes(), &TreeLimits::default()).unwrap().library
}

#[test]
fn odd_library_is_read_and_its_oddities_told() {
    let read = read_library(FILE.as_bytes(), &TreeLimits::default()).unwrap();
    let told: Vec<String> = read.warnings.iter().map(Finding::to_string).collect();
    assert_eq!(
        told,
        [
            "objects/frameworks/0/requirement_nodes: the stated depth of 1 requirements is not that of their parents, which hold",
            "objects/frameworks/0/requirement_nodes/2/parent_urn: \"urn:example:risk:req_node:havn:9\": no requirement of this name",
            "objects/frameworks/0/requirement_nodes/3/urn: \"URN:example:risk:req_node:havn:1.2\": this requirement stands more than once",
            "objects/frameworks/0/requirement_nodes/*/implementation_groups: \"G9\": 1 times: no implementation group of this name",
            "objects/requirement_mapping_sets/0/requirement_mappings/1/relationship: \"touches\": expected one of intersect, equal, subset, superset, not_related",
        ]
    );
}

#[test]
fn texts_stay_texts_whatever_they_look_like() {
    let library = library();
    let nodes = &library.objects.frameworks[0].requirement_nodes;
    assert_eq!(library.version, "3");
    assert_eq!(library.publication_date.as_deref(), Some("2026-01-31"));
    assert_eq!(nodes[0].ref_id.as_deref(), Some("1.10"));
    assert_eq!(nodes[0].name.as_deref(), Some("No"));
    assert_eq!(nodes[1].annotation.as_deref(), Some("Første linje\n\n- anden # ikke en kommentar\n"));
    assert_eq!(nodes[1].extra["weather"]["beaufort"], "9.50");
    assert_eq!(nodes[1].extra["weather"]["storm"], true);
    assert_eq!(library.extra["labels"][0], "test");
    assert_eq!(library.objects.extra["techniques"], library.objects.extra["tactics"]);
}

#[test]
fn mapping_or_list_gives_the_same() {
    let library = library();
    let framework = &library.objects.frameworks[0];
    assert_eq!(framework.max_score, Some(4));
    assert_eq!(framework.implementation_groups_definition[0].default_selected, Some(true));
    assert_eq!(framework.requirement_nodes[1].implementation_groups, ["G1"]);
    let questions = &framework.requirement_nodes[1].questions;
    assert_eq!(questions[1].urn, "urn:example:risk:req_node:havn:1.1:question:2");
    assert_eq!(questions[0].choices.len(), 2);
    assert_eq!(library.objects.reference_controls[0].urn, "urn:example:risk:reference_control:havn:lys");
    assert_eq!(urn_key("urn:example:risk:function:havn:LYS"), "urn:example:risk:reference_control:havn:lys");
}

#[test]
fn pairs_resolve_whatever_the_case_of_their_ends() {
    let library = library();
    let nodes = library.objects.frameworks[0].requirement_nodes.iter();
    let known: HashSet<String> = nodes.map(|node| urn_key(&node.urn)).collect();
    let count = library.objects.requirement_mapping_sets[0].count(&known);
    assert_eq!((count.pairs, count.distinct, count.resolved), (2, 2, 1));
}

#[test]
fn census_counts_what_is_there() {
    let counts: BTreeMap<&str, String> = census(&library()).into_iter().collect();
    let expected = [
        ("req_nodes", "4"),
        ("assessable", "3"),
        ("roots", "2"),
        ("orphans", "1"),
        ("duplicate_urns", "1"),
        ("max_depth", "2"),
        ("depth_mismatch", "1"),
        ("undefined_group_refs", "1"),
        ("questions", "2"),
        ("map_other", "1"),
        ("map_with_strength", "1"),
        ("matrix_dims", "2x3/2"),
        ("library_locales", "en no"),
        ("other_objects", "tactics techniques"),
    ];
    for (name, value) in expected {
        assert_eq!(counts[name], value, "{name}");
    }
}

#[test]
fn written_library_is_read_as_the_same() {
    let library = library();
    let written = write_library(&library).unwrap();
    let again = read_library(written.as_bytes(), &TreeLimits::default()).unwrap().library;
    assert_eq!(again, library);
    assert_eq!(write_library(&again).unwrap(), written);
    assert!(written.contains("\nversion: 3\n"));
    let json = serde_json::to_string(&library).unwrap();
    assert_eq!(serde_json::from_str::<Library>(&json).unwrap(), library);
}

#[test]
fn texts_with_everything_that_yaml_reads_otherwise_survive() {
    let mut library = library();
    let hard = "null|~|yes|0x1F|1e3|- a|a: b|a #b|# a|'|\"|\\|{a}|[a]|*a|&a|!a|%a|@a|`a| a |a\nb|a\n|\n\na|\t|a:|\u{85}|\u{2028}|æøå 🛟|\u{feff}x|---|...|<<|=|2026-01-01|012";
    let nodes = &mut library.objects.frameworks[0].requirement_nodes;
    let sample = nodes[3].clone();
    for text in hard.split('|') {
        let mut node = sample.clone();
        node.name = Some(text.to_owned());
        node.extra.insert(text.to_owned(), text.into());
        nodes.push(node);
    }
    let written = write_library(&library).unwrap();
    let again = read_library(written.as_bytes(), &TreeLimits::default()).unwrap().library;
    let (found, expected) = (&again.objects.frameworks[0], &library.objects.frameworks[0]);
    // What says that there is nothing is nothing, also when it is written back as a value that is kept.
    for (found, expected) in found.requirement_nodes.iter().zip(&expected.requirement_nodes) {
        assert_eq!(found.name, expected.name);
        assert_eq!(found.extra, expected.extra);
    }
}

#[test]
fn wrong_values_are_named_with_line_path_value_and_expectation() {
    let swap = |from: &str, to: &str| {
        assert!(FILE.contains(from), "{from}");
        errors_of(&FILE.replacen(from, to, 1))
    };
    let framework = "objects/frameworks/0";
    assert_eq!(
        swap("assessable: false", "assessable: perhaps"),
        [format!("line 31: {framework}/requirement_nodes/0/assessable: \"perhaps\": expected true or false")]
    );
    assert_eq!(swap("name: Havneordning\ndescription", "description"), ["line 2: \"name\" is a required property"]);
    assert_eq!(swap("weight: 2", "weight: heavy").len(), 1);
    assert_eq!(
        swap("min_score: 1", "min_score: 9"),
        [format!("{framework}/max_score: \"4\": expected a number from 10 to 9223372036854775807")]
    );
    assert_eq!(
        swap("[0, 1, 1]]", "[0, 1, 2]]"),
        ["objects/risk_matrices/0/grid/1/2: \"2\": expected a number from 0 to 1"]
    );
    assert_eq!(swap("[0, 1, 1]]", "[0, 1]]"), ["objects/risk_matrices/0/grid/1: expected 3 values, found 2"]);
    assert_eq!(
        swap("ref_id: 1.10, name: No}", "ref_id: 1.10, parent_urn: urn:example:risk:req_node:havn:1.1}"),
        [format!(
            "{framework}/requirement_nodes/0/parent_urn: \"urn:example:risk:req_node:havn:1.1\": expected a parent that is not below it"
        )]
    );
    assert_eq!(swap("  framework:\n", "  framework: [\n").len(), 1);
}
