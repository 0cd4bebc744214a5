//! Content files with faults: each error names file and key.

use bavn_core::catalogue::{
    Catalogue, CatalogueFault, ContentProblem, Coverage, parse_area_file, parse_exceptions_file, parse_framework_file,
    uncovered, unused_exceptions,
};

const FRAMEWORK: &str = r#"
[framework]
key = "nis2"
position = 1
version = "2022/2555"
title = { da = "t", en = "t" }
short_title = { da = "t", en = "t" }
description = { da = "t", en = "t" }
source = { da = "t", en = "t" }
licence = { da = "t", en = "t" }

[[requirement]]
ref = "21"
is_assessable = false
title = { da = "t", en = "t" }

[[requirement]]
ref = "21(1)"
parent = "21"
title = { da = "t", en = "t" }
attributes = { group = "IG1" }

[[requirement]]
ref = "21(2)"
parent = "21"
title = { da = "t", en = "t" }
"#;

const AREA: &str = r#"
[area]
code = "AD"
position = 5
weight = 3
title = { da = "t", en = "t" }
purpose = { da = "t", en = "t" }

[[control]]
code = "AD-01"
weight = 2
target = 3
title = { da = "t", en = "t" }
statement = { da = "t", en = "t" }
purpose = { da = "t", en = "t" }
levels = [
  { da = "0", en = "0" }, { da = "1", en = "1" }, { da = "2", en = "2" },
  { da = "3", en = "3" }, { da = "4", en = "4" }, { da = "5", en = "5" },
]
evidence = [{ da = "t", en = "t" }]
finding = { da = "t", en = "t" }
mappings = [{ framework = "nis2", ref = "21(1)", relation = "subset_of", coverage = "half" }]
"#;

const EXCEPTION: &str = r#"
[[exception]]
framework = "nis2"
ref = "21(2)"
reason = { da = "t", en = "t" }
"#;

/// The key and the problem of an area file with one piece replaced.
fn area_error(from: &str, to: &str) -> (String, ContentProblem) {
    assert!(AREA.contains(from), "{from}");
    let error = parse_area_file("05.toml", &AREA.replacen(from, to, 1)).unwrap_err();
    assert_eq!(error.file, "05.toml");
    (error.key, error.problem)
}

#[test]
fn a_right_file_is_read_whole() {
    let file = parse_area_file("05.toml", AREA).unwrap();
    assert_eq!((file.area.code.as_str(), file.area.weight.get(), file.controls.len()), ("AD", 3, 1));
    let control = &file.controls[0];
    assert_eq!((control.levels[5].en.as_str(), control.mappings[0].coverage), ("5", Coverage::Half));
    let file = parse_framework_file("f.toml", FRAMEWORK).unwrap();
    assert_eq!((file.requirements.len(), file.requirements[1].attributes["group"].as_str()), (3, "IG1"));
    assert!(file.framework.verified && file.requirements[1].is_assessable && !file.requirements[0].is_assessable);
}

#[test]
fn an_error_names_the_key() {
    let out_of_range = |value, min, max| ContentProblem::OutOfRange { value, min, max };
    assert_eq!(area_error("weight = 2", "weight = 6"), ("control[AD-01].weight".to_owned(), out_of_range(6, 1, 5)));
    assert_eq!(area_error("target = 3", "target = 6"), ("control[AD-01].target".to_owned(), out_of_range(6, 0, 5)));
    assert_eq!(area_error("weight = 3", "weight = 0"), ("area.weight".to_owned(), out_of_range(0, 1, 5)));
    assert_eq!(
        area_error("{ da = \"2\", en = \"2\" },", ""),
        ("control[AD-01].levels".to_owned(), ContentProblem::WrongCount { found: 5, min: 6, max: 6 })
    );
    assert_eq!(
        area_error("{ da = \"2\", en = \"2\" }", "{ da = \"2\", en = \" \" }"),
        ("control[AD-01].levels[3].en".to_owned(), ContentProblem::EmptyText)
    );
    assert_eq!(
        area_error("finding = { da = \"t\", en = \"t\" }", "finding = { da = \"t\" }"),
        ("control[AD-01].finding.en".to_owned(), ContentProblem::Missing)
    );
    assert_eq!(
        area_error("purpose = { da = \"t\", en = \"t\" }", "purpose = \"t\""),
        ("area.purpose".to_owned(), ContentProblem::WrongType { expected: "a table" })
    );
    assert_eq!(
        area_error("weight = 2", "weight = 2\nwieght = 2"),
        ("control[AD-01].wieght".to_owned(), ContentProblem::UnknownKey)
    );
    let (key, problem) = area_error("\"subset_of\"", "\"part_of\"");
    assert_eq!(key, "control[AD-01].mappings[21(1)].relation");
    assert!(matches!(problem, ContentProblem::UnknownWord { value, .. } if value == "part_of"));
    let (key, problem) = area_error("position = 5", "position = = 5");
    assert_eq!(key, "(file)");
    assert!(matches!(problem, ContentProblem::Syntax { line: 4, .. }), "{problem:?}");
}

/// The faults of a catalogue with one piece of the framework and one of the area replaced.
fn faults(framework: (&str, &str), area: (&str, &str)) -> Vec<CatalogueFault> {
    let framework = parse_framework_file("f.toml", &FRAMEWORK.replacen(framework.0, framework.1, 1)).unwrap();
    let area = parse_area_file("a.toml", &AREA.replacen(area.0, area.1, 1)).unwrap();
    Catalogue::assemble(vec![framework], vec![area], Vec::new(), Vec::new())
        .map_or_else(|faults| faults, |_| Vec::new())
}

#[test]
fn rules_between_files() {
    let same = ("", "");
    assert_eq!(faults(same, same), []);
    let shown = |faults: Vec<CatalogueFault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(shown(faults(("\"21(2)\"", "\"21(1)\""), same)), ["f.toml: 21(1): the reference is used twice"]);
    assert_eq!(
        shown(faults(("parent = \"21\"", "parent = \"22\""), same)),
        ["f.toml: 21(1): parent 22 is not in the framework"]
    );
    assert_eq!(
        shown(faults(("parent = \"21\"", "parent = \"21(1)\""), same)),
        ["f.toml: 21(1): the requirement stands under itself"]
    );
    assert_eq!(
        shown(faults(same, ("ref = \"21(1)\"", "ref = \"21(9)\""))),
        ["a.toml: AD-01: there is no requirement 21(9) in nis2"]
    );
    assert_eq!(
        shown(faults(same, ("framework = \"nis2\"", "framework = \"cis\""))),
        ["a.toml: AD-01: there is no framework cis"]
    );
    assert_eq!(
        shown(faults(same, ("\"subset_of\"", "\"equal\""))),
        ["a.toml: AD-01: the relation to nis2 21(1) covers all of it, but coverage is not full"]
    );
    assert_eq!(
        shown(faults(same, ("code = \"AD-01\"", "code = \"BE-01\""))),
        ["a.toml: BE-01: the code does not begin with AD-"]
    );
}

#[test]
fn doubles_are_found() {
    let framework = || parse_framework_file("f.toml", FRAMEWORK).unwrap();
    let area = || parse_area_file("a.toml", AREA).unwrap();
    let faults =
        Catalogue::assemble(vec![framework(), framework()], vec![area(), area()], Vec::new(), Vec::new()).unwrap_err();
    assert_eq!(faults.len(), 5, "{faults:?}");
    assert!(matches!(faults[0], CatalogueFault::DuplicateFramework(_)));
    assert!(matches!(faults[1], CatalogueFault::DuplicatePosition { position: 1, .. }));
    assert!(faults[2..].iter().any(|fault| matches!(fault, CatalogueFault::DuplicatePosition { position: 5, .. })));
}

#[test]
fn what_no_control_answers_must_be_excepted() {
    let framework = || vec![parse_framework_file("f.toml", FRAMEWORK).unwrap()];
    let area = || vec![parse_area_file("a.toml", AREA).unwrap()];
    let bare = Catalogue::assemble(framework(), area(), Vec::new(), Vec::new()).unwrap();
    let missing: Vec<String> = uncovered(&bare).into_iter().map(|one| one.reference).collect();
    assert_eq!(missing, ["21(2)"]);
    let exceptions = parse_exceptions_file("exceptions.toml", EXCEPTION).unwrap();
    let excepted = Catalogue::assemble(framework(), area(), Vec::new(), exceptions).unwrap();
    assert_eq!((uncovered(&excepted), unused_exceptions(&excepted).len()), (Vec::new(), 0));
    let needless = parse_exceptions_file("exceptions.toml", &EXCEPTION.replace("21(2)", "21(1)")).unwrap();
    assert_eq!(unused_exceptions(&Catalogue::assemble(framework(), area(), Vec::new(), needless).unwrap()).len(), 1);
    let unknown = parse_exceptions_file("exceptions.toml", &EXCEPTION.replace("21(2)", "29")).unwrap();
    let faults = Catalogue::assemble(framework(), area(), Vec::new(), unknown).unwrap_err();
    assert_eq!(faults[0].to_string(), "exceptions.toml: 29: there is no requirement 29 in nis2");
}
