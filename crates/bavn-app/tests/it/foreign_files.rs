//! Frameworks and mappings from files of others: shown first, taken in whole or not at all, updated with their answers kept.

use bavn_app::{
    Context, Error,
    catalogue::get_catalogue,
    counted,
    import_export::{ForeignFile, ForeignFormat, ForeignReport, FrameworkDiff, import_foreign},
};
use bavn_core::catalogue::Relation;
use bavn_testkit::{Actors, Engine, TestApp, engines, test_app};

fn library(version: u8, nodes: &str) -> ForeignFile {
    let text = format!(
        "urn: urn:example:risk:library:Havn\nlocale: en\nref_id: havn\nname: Harbour\nversion: {version}\nprovider: Fiktiv\ncopyright: None\n\
         translations:\n  da: {{name: Havn}}\nobjects:\n  framework:\n    urn: urn:example:risk:framework:Havn\n    ref_id: havn\n    name: Harbour\n    \
         translations: {{da: {{name: Havn}}}}\n    min_score: 1\n    max_score: 4\n    \
         implementation_groups_definition: [{{ref_id: G1, name: Basic}}]\n    requirement_nodes:\n{nodes}"
    );
    ForeignFile { name: format!("havn-{version}.yaml"), bytes: text.into_bytes() }
}

fn node(urn: &str, reference: &str, rest: &str) -> String {
    format!("    - {{urn: 'urn:example:risk:req_node:havn:{urn}', ref_id: '{reference}', assessable: true, {rest}}}\n")
}

fn first() -> ForeignFile {
    let nodes = [
        "    - {urn: 'urn:example:risk:req_node:havn:1', ref_id: '1', assessable: false, name: Quay}\n".to_owned(),
        node(
            "1.1",
            "1.1",
            "parent_urn: 'urn:example:risk:req_node:HAVN:1', name: Light, description: The quay is lit, implementation_groups: [G1]",
        ),
        node("1.2", "1.2", "parent_urn: 'urn:example:risk:req_node:havn:1', name: Rails"),
        node("1.3", "1.3", "parent_urn: 'urn:example:risk:req_node:havn:1', name: Ladders"),
    ];
    library(1, &nodes.concat())
}

/// 1.1 is said anew, 1.2 and 1.3 change places, 1.3 is a new one, and the old ladders are gone.
fn second() -> ForeignFile {
    let nodes = [
        "    - {urn: 'urn:example:risk:req_node:havn:1', ref_id: '1', assessable: false, name: Quay}\n".to_owned(),
        node("1.1", "1.2", "parent_urn: 'urn:example:risk:req_node:havn:1', name: Lamps"),
        node("1.2", "1.1", "parent_urn: 'urn:example:risk:req_node:havn:1', name: Rails"),
        node("1.4", "1.3", "parent_urn: 'urn:example:risk:req_node:havn:1.1', name: Buoys"),
    ];
    library(2, &nodes.concat())
}

fn mapping() -> ForeignFile {
    let text = "urn: urn:example:risk:library:map\nlocale: en\nref_id: map\nname: Map\nversion: 1\nobjects:\n  requirement_mapping_sets:\n  - urn: urn:example:risk:req_mapping_set:map\n    source_framework_urn: urn:example:risk:framework:havn\n    target_framework_urn: urn:example:risk:framework:havn\n    requirement_mappings:\n    - {source_requirement_urn: 'urn:example:risk:req_node:havn:1.1', target_requirement_urn: 'URN:example:risk:req_node:havn:1.2', relationship: intersect}\n    - {source_requirement_urn: 'urn:example:risk:req_node:havn:1.1', target_requirement_urn: 'urn:example:risk:req_node:by:1', relationship: equal}\n";
    ForeignFile { name: "map.yaml".to_owned(), bytes: text.as_bytes().to_vec() }
}

async fn start(engine: Engine) -> (TestApp, Actors, Context) {
    let test = test_app(engine).await;
    let actors = Actors::create(&test).await;
    let ctx = actors.ctx("coordinator");
    (test, actors, ctx)
}

async fn take(test: &TestApp, ctx: &Context, files: Vec<ForeignFile>, dry_run: bool) -> ForeignReport {
    import_foreign(&test.app, ctx, ForeignFormat::Any, files, dry_run).await.unwrap()
}

fn only(report: &ForeignReport) -> &FrameworkDiff {
    &report.changes[0].frameworks[0]
}

#[tokio::test]
async fn a_library_is_shown_first_and_then_taken_in() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let before = get_catalogue(&test.app, &ctx).await.unwrap();
        let shown = take(&test, &ctx, vec![first()], true).await;
        assert!(!shown.is_stored && only(&shown).is_new && only(&shown).new == ["1", "1.1", "1.2", "1.3"]);
        assert_eq!(get_catalogue(&test.app, &ctx).await.unwrap().revision, before.revision, "nothing is stored");
        let stored = take(&test, &ctx, vec![first()], false).await;
        assert!(stored.is_stored);
        assert_eq!(stored.files[0].frameworks[0].assessable, 3);
        let after = get_catalogue(&test.app, &ctx).await.unwrap();
        let framework = after.frameworks.iter().find(|framework| framework.key == "havn").unwrap();
        assert_eq!((framework.title.da.as_str(), framework.title.en.as_str()), ("Havn", "Harbour"));
        assert_eq!(framework.origin, "library");
        assert_eq!(framework.scale.as_ref().map(|scale| (scale.min, scale.max)), Some((1, 4)));
        let own = &after.requirements[framework.requirements.clone()];
        assert_eq!(own.len(), 4);
        assert_eq!(own[1].body.text.as_ref().unwrap().en, "The quay is lit");
        assert_eq!(own[1].body.groups, ["G1"]);
        assert_eq!(own[1].parent, Some(framework.requirements.start));
        let again = take(&test, &ctx, vec![first()], false).await;
        assert!(!again.is_stored && again.changes[0].is_same && only(&again).unchanged == 4);
        let head = actors.ctx("head_of_it");
        let refused = import_foreign(&test.app, &head, ForeignFormat::Any, vec![first()], false);
        assert!(matches!(refused.await, Err(Error::Forbidden(_))));
    }
}

#[tokio::test]
async fn a_newer_version_keeps_requirements_by_urn_and_archives_what_is_gone() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        take(&test, &ctx, vec![first()], false).await;
        let ids = async || {
            let view = get_catalogue(&test.app, &ctx).await.unwrap();
            let framework = view.frameworks.iter().find(|framework| framework.key == "havn").unwrap();
            let own = view.requirements[framework.requirements.clone()].iter();
            own.map(|one| (one.title.en.clone(), one.reference.clone(), one.id)).collect::<Vec<_>>()
        };
        let before = ids().await;
        let report = take(&test, &ctx, vec![second()], false).await;
        let diff = only(&report);
        assert_eq!(report.changes[0].stored_edition.as_deref(), Some("1"));
        assert_eq!((&diff.new[..], &diff.missing[..]), (&["1.3".to_owned()][..], &["1.3".to_owned()][..]));
        assert_eq!((&diff.changed[..], diff.unchanged), (&["1.2".to_owned(), "1.1".to_owned()][..], 1));
        let after = ids().await;
        assert_eq!(after[1], ("Lamps".to_owned(), "1.2".to_owned(), before[1].2));
        assert_eq!(after[2], ("Rails".to_owned(), "1.1".to_owned(), before[2].2));
        assert!(after[3].0 == "Buoys" && after[3].2 != before[3].2);
        // And back: what was archived is the same requirement again.
        take(&test, &ctx, vec![first()], false).await;
        assert_eq!(ids().await, before);
    }
}

#[tokio::test]
async fn nothing_of_a_broken_file_is_stored_nor_of_its_neighbours() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let before = get_catalogue(&test.app, &ctx).await.unwrap();
        let broken = ForeignFile {
            name: "broken.yaml".to_owned(),
            bytes: String::from_utf8(second().bytes)
                .unwrap()
                .replacen("assessable: true", "assessable: 7", 1)
                .into_bytes(),
        };
        let report = take(&test, &ctx, vec![mapping(), broken], false).await;
        assert!(!report.is_stored && report.has_errors());
        assert_eq!(
            report.files[1].errors,
            ["line 21: objects/frameworks/0/requirement_nodes/1/assessable: \"7\": expected true or false"]
        );
        let twice = take(&test, &ctx, vec![first(), second()], false).await;
        assert!(!twice.is_stored && twice.files[1].errors.len() == 2);
        assert_eq!(get_catalogue(&test.app, &ctx).await.unwrap().revision, before.revision);
    }
}

#[tokio::test]
async fn mappings_are_kept_where_both_ends_are_here() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let alone = take(&test, &ctx, vec![mapping()], false).await;
        assert_eq!((alone.changes[0].links, alone.changes[0].ignored_links), (0, 2));
        let report = take(&test, &ctx, vec![mapping(), first()], false).await;
        assert_eq!((report.files[0].mapping_sets[0].pairs, report.files[0].mapping_sets[0].resolved), (2, 1));
        assert_eq!((report.changes[0].links, report.changes[0].ignored_links), (1, 1));
        assert_eq!(report.files[0].warnings.len(), 1);
    }
}

/// A second library, whose one requirement the mapping file above names too.
fn town() -> ForeignFile {
    let text = "urn: urn:example:risk:library:by\nlocale: en\nref_id: by\nname: Town\nversion: 1\nobjects:\n  framework:\n    urn: urn:example:risk:framework:by\n    ref_id: by\n    name: Town\n    requirement_nodes:\n    - {urn: 'urn:example:risk:req_node:by:1', ref_id: T1, assessable: true, name: Streets}\n";
    ForeignFile { name: "by.yaml".to_owned(), bytes: text.as_bytes().to_vec() }
}

#[tokio::test]
async fn a_mapping_file_gets_its_links_when_its_frameworks_come() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        take(&test, &ctx, vec![mapping()], false).await;
        let shown = take(&test, &ctx, vec![first()], true).await;
        assert_eq!(
            (shown.changes[1].title.as_str(), shown.changes[1].links, shown.changes[1].ignored_links),
            ("Map", 1, 1)
        );
        take(&test, &ctx, vec![first()], false).await;
        let report = take(&test, &ctx, vec![town()], false).await;
        assert_eq!((report.changes[1].links, report.changes[1].ignored_links), (2, 0));
        let view = get_catalogue(&test.app, &ctx).await.unwrap();
        let there = view.crosswalk("havn", "by").unwrap();
        assert_eq!((there.pairs.len(), there.unmatched().len()), (1, 2));
        let link = there.pairs[0].direct[0];
        assert_eq!((link.relation, &*there.links[link.link].library), (Relation::Equal, "Map"));
        assert_eq!((there.pairs[0].share, there.pairs[0].relation), (None, None));
        let back = view.crosswalk("by", "havn").unwrap();
        assert_eq!((back.pairs.len(), back.unmatched().len(), back.pairs[0].direct.len()), (1, 0, 1));
        // What goes takes its links with it, and brings them when it comes again.
        take(&test, &ctx, vec![second()], false).await;
        take(&test, &ctx, vec![first()], false).await;
        let view = get_catalogue(&test.app, &ctx).await.unwrap();
        assert_eq!(view.crosswalk("havn", "by").unwrap().pairs.len(), 1);
        // The same file again changes nothing.
        assert!(!take(&test, &ctx, vec![town()], false).await.is_stored);
    }
}

#[tokio::test]
async fn a_catalog_is_a_framework_and_a_profile_needs_its_catalog() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let catalog = ForeignFile {
            name: "catalog.json".to_owned(),
            bytes: br#"{"catalog": {"uuid": "5a1e0b3c-0000-4000-8000-00000000cafe", "metadata": {"title": "Quays",
                "last-modified": "2026-01-31T12:00:00+01:00", "version": "1", "oscal-version": "1.0.4"},
                "groups": [{"id": "q", "title": "Quay", "controls": [{"id": "q-1", "title": "Light"}, {"id": "q-2", "title": "Rails"}]}]}}"#
                .to_vec(),
        };
        let profile = ForeignFile {
            name: "profile.yaml".to_owned(),
            bytes: b"profile:\n  uuid: 5a1e0b3c-0000-4000-8000-00000000d00d\n  metadata: {title: Few, last-modified: '2026-01-31T12:00:00Z', version: 1, oscal-version: 1.1.3}\n  imports: [{href: catalog.json, include-controls: [{with-ids: [q-2]}]}]\n".to_vec(),
        };
        let alone = take(&test, &ctx, vec![profile.clone()], false).await;
        assert_eq!(alone.files[0].errors, ["profile/imports: \"catalog.json\": no catalog of this name"]);
        let report = take(&test, &ctx, vec![catalog, profile], false).await;
        assert!(report.is_stored);
        let counts = |at: usize| report.files[at].catalogs[0].controls;
        assert_eq!((counts(0), counts(1)), (2, 1));
        let view = get_catalogue(&test.app, &ctx).await.unwrap();
        assert!(view.frameworks.iter().any(|framework| framework.title.en == "Few"));
    }
}

#[tokio::test]
async fn a_large_framework_takes_as_few_statements_as_a_small_one_does_in_chunks() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let many: String = (0..390).map(|at| node(&format!("n{at}"), &format!("n{at}"), "name: Light")).collect();
        let (report, statements) = counted(take(&test, &ctx, vec![library(1, &many)], false)).await;
        assert!(report.is_stored);
        assert!(statements <= 25, "{statements} statements");
    }
}
