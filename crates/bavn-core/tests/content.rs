//! The content files in `content/`: readable, consistent and complete.
#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml lets tests unwrap, but does not see that helpers of tests are tests"
)]

use bavn_core::catalogue::{
    Catalogue, parse_applicability_file, parse_area_file, parse_exceptions_file, parse_framework_file,
    parse_mapping_file, uncovered, unused_exceptions,
};
use bavn_core::gap_analysis::Level;
use std::{fs, path::Path};

/// The files of a folder of `content/` by name, with their text.
#[allow(clippy::disallowed_methods, reason = "the rules take text; this test is the one that reads the files")]
fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn catalogue() -> Catalogue {
    let mut faults = Vec::new();
    let (mut frameworks, mut areas, mut mappings, mut exceptions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (name, text) in files("frameworks") {
        if name == "exceptions.toml" {
            parse_exceptions_file(&name, &text).map_or_else(|error| faults.push(error), |list| exceptions = list);
        } else {
            parse_framework_file(&name, &text).map_or_else(|error| faults.push(error), |file| frameworks.push(file));
        }
    }
    for (name, text) in files("controls") {
        parse_area_file(&name, &text).map_or_else(|error| faults.push(error), |file| areas.push(file));
    }
    for (name, text) in files("mappings") {
        parse_mapping_file(&name, &text).map_or_else(|error| faults.push(error), |file| mappings.push(file));
    }
    assert!(faults.is_empty(), "{}", lines(&faults));
    Catalogue::assemble(frameworks, areas, mappings, exceptions).unwrap_or_else(|faults| panic!("{}", lines(&faults)))
}

fn lines(list: &[impl ToString]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_requirement_is_answered_or_excepted() {
    let catalogue = catalogue();
    let missing: Vec<String> =
        uncovered(&catalogue).into_iter().map(|one| format!("{} {}", one.framework, one.reference)).collect();
    assert!(missing.is_empty(), "no control answers:\n{}", lines(&missing));
    assert_eq!(unused_exceptions(&catalogue), Vec::<&bavn_core::catalogue::Exception>::new());
}

#[test]
fn the_frameworks_are_whole() {
    let catalogue = catalogue();
    let counts: Vec<(&str, usize)> = catalogue
        .frameworks
        .iter()
        .map(|file| {
            let assessable = file.requirements.iter().filter(|one| one.is_assessable);
            (file.framework.key.as_str(), assessable.count())
        })
        .collect();
    // NIS2: 20(1)-(2), 21(1), 21(2)(a)-(j), 21(3)-(4), 23(1)-(2), 23(4)(a)-(e).
    // The last have nothing but whom they bind.
    assert_eq!(
        counts,
        [
            ("nis2", 22),
            ("iso27001", 123),
            ("cis18", 153),
            ("tmk", 29),
            ("nis2-2690", 349),
            ("csf2", 106),
            ("gdpr", 41),
            ("forvaltningsret", 20),
            ("iso22301", 36),
            ("nsis", 0),
            ("ai-act", 0),
            ("data-act", 0),
            ("data-governance-act", 0),
            ("iec62443", 0),
            ("cer", 0),
        ]
    );
}

#[test]
fn the_control_set_has_the_areas_of_a_municipal_handbook() {
    let catalogue = catalogue();
    let areas: Vec<(&str, usize)> =
        catalogue.areas.iter().map(|file| (file.area.code.as_str(), file.controls.len())).collect();
    assert_eq!(
        areas,
        [
            ("LE", 5),
            ("PO", 3),
            ("RI", 5),
            ("AK", 4),
            ("AD", 6),
            ("LV", 6),
            ("DR", 6),
            ("NE", 6),
            ("KL", 6),
            ("LO", 4),
            ("HN", 6),
            ("BE", 7),
            ("FY", 3),
            ("ME", 5),
            ("UD", 4),
            ("KR", 4),
            ("MA", 4),
        ]
    );
    assert_eq!(catalogue.control_count(), 84);
}

#[test]
fn no_control_aims_at_the_top_and_each_answers_something() {
    for area in &catalogue().areas {
        for control in &area.controls {
            assert!(control.target < Level::MAX, "{}", control.code);
            assert!(!control.mappings.is_empty(), "{}", control.code);
        }
    }
}

#[test]
fn texts_are_plain_and_levels_differ() {
    for area in &catalogue().areas {
        for control in &area.controls {
            for text in [&control.title, &control.statement, &control.purpose, &control.finding] {
                for words in [&text.da, &text.en] {
                    assert!(!words.contains('!') && words.trim() == words, "{}: {words:?}", control.code);
                }
            }
            for (at, level) in control.levels.iter().enumerate() {
                let others = &control.levels[at + 1..];
                assert!(others.iter().all(|other| other.da != level.da && other.en != level.en), "{}", control.code);
            }
        }
    }
}

#[test]
fn every_framework_has_a_guide_to_whether_it_applies() {
    let mut guides: Vec<String> = files("applicability")
        .iter()
        .map(|(name, text)| {
            let guide = parse_applicability_file(name, text).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(*name, format!("{}.toml", guide.framework));
            guide.framework
        })
        .collect();
    let mut frameworks: Vec<String> = catalogue().frameworks.into_iter().map(|file| file.framework.key).collect();
    guides.sort();
    frameworks.sort();
    assert_eq!(guides, frameworks);
}
