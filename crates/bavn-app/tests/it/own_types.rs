//! Own types of assets and their fields, on each engine.

use bavn_app::{
    Context, Error,
    asset::{
        Asset, AssetChange, AssetFilter, AssetKeys, AssetSort, BulkPick, Merge, archive_asset_type, asset_history,
        create_asset, create_asset_type, find_assets, get_asset, get_asset_type, list_asset_types, list_assets,
        merge_assets, pick_assets, plan_bulk, put_assets, restore_asset_type, update_asset, update_asset_type,
    },
    audit_log::verify_log,
    counted,
    import_export::{change_assets, import_table, undo_import},
    page::PageRequest,
};
use bavn_core::{
    asset::{AssetFacts, Kind, OwnFieldDraft, OwnKind, OwnTypeDraft},
    ids::{AssetId, AssetTypeId},
    import_export::{
        Expected,
        table::{Known, Mapping, Register},
    },
};
use bavn_testkit::{Actors, TestApp, engines, test_app};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn field(label: &str, kind: OwnKind) -> OwnFieldDraft {
    OwnFieldDraft { label: label.into(), kind, ..OwnFieldDraft::default() }
}

fn generator() -> OwnTypeDraft {
    let fuel = OwnKind::Choice { options: vec!["Diesel".into(), "Batteri".into()] };
    OwnTypeDraft {
        name: "Nødstrømsanlæg".into(),
        note: "Holder strøm på et sted.".into(),
        fields: vec![
            OwnFieldDraft { is_required: true, ..field("Effekt", OwnKind::Number { unit: "kW".into() }) },
            field("Brændstof", fuel),
            field("Senest prøvet", OwnKind::Date),
            field("Starter selv", OwnKind::YesNo),
        ],
    }
}

fn own(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn of(name: &str, kind: AssetTypeId, pairs: &[(&str, &str)]) -> AssetFacts {
    AssetFacts { name: name.into(), kind: Kind::Own, type_id: Some(kind), own: own(pairs), ..AssetFacts::default() }
}

fn codes(error: Error) -> Vec<(String, &'static str)> {
    match error {
        Error::Invalid(faults) => faults.into_iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other:?}"),
    }
}

async fn names(test: &TestApp, ctx: &Context, filter: &AssetFilter) -> Vec<String> {
    let page = list_assets(&test.app, ctx, filter, AssetSort::Name, PageRequest::default()).await.unwrap();
    page.rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn a_type_is_made_changed_taken_out_of_use_and_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let id = create_asset_type(app, &ctx, &generator()).await.unwrap();
        let taken = create_asset_type(app, &ctx, &OwnTypeDraft { name: "nødstrømsanlæg".into(), ..generator() }).await;
        assert_eq!(codes(taken.unwrap_err()), [("name".to_owned(), "taken")]);
        let one = get_asset_type(app, &ctx, id).await.unwrap();
        let mut change = OwnTypeDraft::from(&one.own);
        change.fields[0].label = "Effekt i drift".into();
        change.fields.push(field("", OwnKind::Choice { options: vec!["Kun én".into()] }));
        let faults = codes(update_asset_type(app, &ctx, id, 1, &change).await.unwrap_err());
        let expected = [("fields[4].label", "required"), ("fields[4].options", "few_options")];
        assert_eq!(faults, expected.map(|(field, code)| (field.to_owned(), code)));
        change.fields.pop();
        update_asset_type(app, &ctx, id, 1, &change).await.unwrap();
        let stale = update_asset_type(app, &ctx, id, 1, &change).await;
        assert!(matches!(stale, Err(Error::Conflict { current: 2, .. })));
        let one = get_asset_type(app, &ctx, id).await.unwrap();
        assert_eq!((one.own.fields[0].key.as_str(), one.own.fields[0].label.as_str()), ("effekt", "Effekt i drift"));

        let asset = create_asset(app, &ctx, of("Plejehjem", id, &[("effekt", "80")])).await.unwrap();
        archive_asset_type(app, &ctx, id, 2).await.unwrap();
        let (listed, statements) = counted(list_asset_types(app, &actors.ctx("auditor"))).await;
        let listed = listed.unwrap();
        assert!(statements <= 3, "{statements}");
        assert!(listed[0].0.archived_at.is_some() && listed[0].1 == 1);
        // Its assets stay, and can be changed; there can be no new ones.
        update_asset(app, &ctx, asset, 1, of("Plejehjem Nord", id, &[("effekt", "90")])).await.unwrap();
        let new = create_asset(app, &ctx, of("Rådhus", id, &[("effekt", "10")])).await.unwrap_err();
        assert_eq!(codes(new), [("type_id".to_owned(), "unknown")]);
        assert!(matches!(
            update_asset_type(app, &ctx, id, 3, &change).await,
            Err(Error::Closed { reason: "archived", .. })
        ));
        restore_asset_type(app, &ctx, id, 3).await.unwrap();
        create_asset(app, &ctx, of("Rådhus", id, &[("effekt", "10")])).await.unwrap();
        verify_log(app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn only_those_who_administer_the_register_make_types() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let app = &test.app;
        let id = create_asset_type(app, &actors.ctx("coordinator"), &generator()).await.unwrap();
        for who in ["system_owner", "auditor", "limited_owner"] {
            let ctx = actors.ctx(who);
            assert!(matches!(create_asset_type(app, &ctx, &generator()).await, Err(Error::Forbidden(_))), "{who}");
            let change = update_asset_type(app, &ctx, id, 1, &generator()).await;
            assert!(matches!(change, Err(Error::Forbidden(_))), "{who}");
            assert!(matches!(archive_asset_type(app, &ctx, id, 1).await, Err(Error::Forbidden(_))), "{who}");
            assert_eq!(get_asset_type(app, &ctx, id).await.unwrap().own.fields.len(), 4, "{who}");
        }
        let employee = actors.ctx("employee");
        assert!(matches!(list_asset_types(app, &employee).await, Err(Error::NotFound { .. })));
        assert!(matches!(update_asset_type(app, &employee, id, 1, &generator()).await, Err(Error::NotFound { .. })));
        // A system owner counts the assets in reach only.
        let school = AssetFacts { unit: Some(actors.school), ..of("Skolens", id, &[("effekt", "5")]) };
        create_asset(app, &actors.ctx("coordinator"), school).await.unwrap();
        assert_eq!(list_asset_types(app, &actors.ctx("limited_owner")).await.unwrap()[0].1, 0);
        assert_eq!(list_asset_types(app, &actors.ctx("auditor")).await.unwrap()[0].1, 1);
    }
}

#[tokio::test]
async fn values_are_checked_searched_and_told_in_the_history() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let id = create_asset_type(app, &ctx, &generator()).await.unwrap();
        let wrong = of("Rådhus", id, &[("braendstof", "Træ"), ("senest_proevet", "i går"), ("rack", "7")]);
        let faults = codes(create_asset(app, &ctx, wrong).await.unwrap_err());
        let expected = [
            ("own.effekt", "own_required"),
            ("own.braendstof", "own_choice"),
            ("own.senest_proevet", "own_date"),
            ("own.rack", "own_no_such_field"),
        ];
        assert_eq!(faults, expected.map(|(field, code)| (field.to_owned(), code)));
        let system = AssetFacts { name: "Løn".into(), own: own(&[("effekt", "1")]), ..AssetFacts::default() };
        let faults = codes(create_asset(app, &ctx, system).await.unwrap_err());
        assert_eq!(faults, [("own.effekt".to_owned(), "own_no_such_field")]);

        let facts = of("Rådhus", id, &[("effekt", " 1.200 "), ("braendstof", "diesel"), ("starter_selv", "true")]);
        let asset = create_asset(app, &ctx, facts).await.unwrap();
        let stored = get_asset(app, &ctx, asset).await.unwrap();
        assert_eq!(stored.facts.own, own(&[("effekt", "1200"), ("braendstof", "Diesel"), ("starter_selv", "true")]));
        let words = |words: &str| AssetFilter { words: words.into(), ..AssetFilter::default() };
        assert_eq!(names(&test, &ctx, &words("diesel")).await, ["Rådhus"]);
        assert_eq!(names(&test, &ctx, &words("true")).await, Vec::<String>::new());
        create_asset(app, &ctx, AssetFacts { name: "Løn".into(), ..AssetFacts::default() }).await.unwrap();
        assert_eq!(names(&test, &ctx, &AssetFilter { type_id: Some(id), ..AssetFilter::default() }).await, ["Rådhus"]);

        // A field goes out of use and an option too: what stands stays, and the history tells of what changed.
        let one = get_asset_type(app, &ctx, id).await.unwrap();
        let mut change = OwnTypeDraft::from(&one.own);
        change.fields[3].is_archived = true;
        change.fields[1].kind = OwnKind::Choice { options: vec!["HVO".into(), "Batteri".into()] };
        change.fields.push(OwnFieldDraft { is_required: true, ..field("Ansvarligt hold", OwnKind::Line) });
        update_asset_type(app, &ctx, id, 1, &change).await.unwrap();
        let renamed = AssetFacts { name: "Rådhuset".into(), ..stored.facts.clone() };
        update_asset(app, &ctx, asset, 1, renamed.clone()).await.unwrap();
        let without = AssetFacts { own: own(&[("effekt", "90"), ("braendstof", "Diesel")]), ..renamed };
        let faults = codes(update_asset(app, &ctx, asset, 2, without.clone()).await.unwrap_err());
        assert_eq!(faults, [("own.ansvarligt_hold".to_owned(), "own_required")]);
        let mut with = without;
        with.own.insert("ansvarligt_hold".into(), "Drift".into());
        update_asset(app, &ctx, asset, 2, with).await.unwrap();
        let stored = get_asset(app, &ctx, asset).await.unwrap();
        assert_eq!(stored.facts.own["starter_selv"], "true");
        let events = asset_history(app, &ctx, &stored, 10).await.unwrap();
        let told: Vec<&str> = events[0].fields.iter().map(|(field, ..)| field.as_str()).collect();
        assert_eq!(told, ["own.ansvarligt_hold", "own.effekt"]);
        assert_eq!((&events[0].fields[1].1, &events[0].fields[1].2), (&json!("1200"), &json!("90")));
        verify_log(app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn many_get_the_same_own_value_and_two_become_one() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let id = create_asset_type(app, &ctx, &generator()).await.unwrap();
        let made = put_assets(
            app,
            &ctx,
            vec![
                AssetChange::Create(of("Nord", id, &[("effekt", "80"), ("braendstof", "Diesel")])),
                AssetChange::Create(of("Nordhjem", id, &[("effekt", "90"), ("senest_proevet", "2026-06-15")])),
                AssetChange::Create(AssetFacts { name: "Løn".into(), ..AssetFacts::default() }),
            ],
        )
        .await
        .unwrap();
        let pick = async |assets: &[&Asset]| {
            let ids = assets.iter().map(|asset| asset.id).collect();
            pick_assets(app, &ctx, &BulkPick::Ids(ids)).await.unwrap().assets
        };
        let set = |value: Value| [("own.braendstof".to_owned(), value)].into_iter().collect();
        let all = pick(&[&made[0], &made[1], &made[2]]).await;
        let faults = codes(plan_bulk(app, &ctx, all, &set(json!("batteri"))).await.unwrap_err());
        assert_eq!(faults, [("own.braendstof".to_owned(), "own_no_such_field")]);
        let two = pick(&[&made[0], &made[1]]).await;
        let plan = plan_bulk(app, &ctx, two.clone(), &set(json!("batteri"))).await.unwrap();
        assert!(plan.lines.iter().all(|line| line.becomes.own["braendstof"] == "Batteri"));
        let plan = plan_bulk(app, &ctx, two.clone(), &set(json!(" DIESEL "))).await.unwrap();
        assert_eq!((plan.lines.len(), plan.unchanged.len()), (1, 1), "as it was already, in its written form");
        let versions: Vec<(AssetId, i32)> = two.iter().map(|asset| (asset.id, asset.version)).collect();
        let import = change_assets(app, &ctx, &versions, &set(json!("batteri"))).await.unwrap().unwrap();
        assert_eq!(get_asset(app, &ctx, two[1].id).await.unwrap().facts.own["braendstof"], "Batteri");
        undo_import(app, &ctx, import.id).await.unwrap();
        for asset in &two {
            assert_eq!(get_asset(app, &ctx, asset.id).await.unwrap().facts, asset.facts);
        }

        let version = async |id| (id, get_asset(app, &ctx, id).await.unwrap().version);
        let merge = Merge {
            keep: version(two[0].id).await,
            gone: version(two[1].id).await,
            take: ["own.effekt".to_owned()].into(),
        };
        let wrong = Merge { take: ["own.starter_selv".to_owned()].into(), ..merge.clone() };
        assert_eq!(codes(merge_assets(app, &ctx, &wrong).await.unwrap_err()), [("take".to_owned(), "unknown")]);
        let kept = merge_assets(app, &ctx, &merge).await.unwrap();
        let expected = own(&[("effekt", "90"), ("braendstof", "Diesel"), ("senest_proevet", "2026-06-15")]);
        assert_eq!(kept.facts.own, expected);
        verify_log(app, &ctx).await.unwrap();
    }
}

const TABLE: &str = "Navn;Egen type;Effekt (kW);Nødstrømsanlæg: Brændstof;Senest prøvet;Starter selv\n\
    Plejehjem Nord;Nødstrømsanlæg;1.200;diesel;14/3 2026;ja\n\
    Rådhus;nødstrømsanlæg;80 kW;;;nej\n\
    Lønsystem;;;;;\n";

fn unchanged(_: &mut Mapping) {}

#[tokio::test]
async fn a_table_names_types_and_their_fields() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let id = create_asset_type(app, &ctx, &generator()).await.unwrap();
        let take = async |text: &str, known: Known, flags: (bool, bool)| {
            let change = |mapping: &mut Mapping| mapping.known = known;
            let file = ("anlaeg.csv", text.as_bytes().to_vec());
            import_table(app, &ctx, Register::Assets, file, change, flags).await.unwrap()
        };
        let (preview, import) = take(TABLE, Known::Update, (false, false)).await;
        assert_eq!((preview.read.faults, preview.counts.created), (Vec::new(), 3));
        let assets = find_assets(app, &ctx, &AssetKeys::InUse).await.unwrap();
        let expected =
            [("effekt", "1200"), ("braendstof", "Diesel"), ("senest_proevet", "2026-03-14"), ("starter_selv", "true")];
        assert_eq!((assets[0].facts.type_id, &assets[0].facts.own), (Some(id), &own(&expected)));
        assert_eq!(assets[1].facts.own, own(&[("effekt", "80"), ("starter_selv", "false")]));
        assert_eq!((assets[2].facts.kind, assets[2].facts.type_id), (Kind::System, None));
        // The same again changes nothing; blank cells leave what stands.
        let (preview, _) = take(TABLE, Known::Update, (false, false)).await;
        assert_eq!((preview.counts.unchanged, preview.counts.changes()), (3, 0));
        let short = "Navn;Egen type;Effekt;Brændstof\nRådhus;Nødstrømsanlæg;95;Batteri\n";
        let (preview, filled) = take(short, Known::Fill, (false, false)).await;
        assert_eq!(preview.rows[0].changes, [("own.braendstof".to_owned(), String::new(), "Batteri".to_owned())]);
        let facts = async |at: usize| get_asset(app, &ctx, assets[at].id).await.unwrap().facts;
        assert_eq!(facts(1).await.own["effekt"], "80", "only what is empty is filled");
        undo_import(app, &ctx, filled.unwrap().id).await.unwrap();
        assert_eq!(facts(1).await, assets[1].facts);
        let (_, changed) = take(short, Known::Update, (false, false)).await;
        assert_eq!(facts(1).await.own["effekt"], "95");
        undo_import(app, &ctx, changed.unwrap().id).await.unwrap();
        assert_eq!(facts(1).await, assets[1].facts);
        assert!(undo_import(app, &ctx, import.unwrap().id).await.unwrap().undone > 0);
        verify_log(app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn the_same_mapping_reads_own_fields_each_time() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        create_asset_type(app, &ctx, &generator()).await.unwrap();
        for power in ["80", "95"] {
            let text = format!("Aktiv-id;Navn;Effekt\n1;Rådhus;{power}\n");
            // As a file that says how to read it has it: nothing about the column, and one type for all rows.
            let change = |mapping: &mut Mapping| {
                mapping.columns[2].field = None;
                mapping.constants.insert("own_type".to_owned(), "Nødstrømsanlæg".to_owned());
            };
            let file = ("anlaeg.csv", text.into_bytes());
            import_table(app, &ctx, Register::Assets, file, change, (false, false)).await.unwrap();
            let assets = find_assets(app, &ctx, &AssetKeys::InUse).await.unwrap();
            assert_eq!(assets[0].facts.own, own(&[("effekt", power)]));
        }
    }
}

#[tokio::test]
async fn faults_of_own_fields_are_told_by_row_and_column() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        create_asset_type(app, &ctx, &generator()).await.unwrap();
        let table = "Navn;Egen type;Effekt;Brændstof;Senest prøvet;Starter selv\n\
            A;Nødstrømsanlæg;mange;træ;snart;måske\n\
            B;Brandbil;;;;\n\
            C;Nødstrømsanlæg;;;;\n\
            D;Nødstrømsanlæg;5;;;\n";
        let file = ("anlaeg.csv", table.as_bytes().to_vec());
        let (preview, stored) =
            import_table(app, &ctx, Register::Assets, file, unchanged, (false, false)).await.unwrap();
        assert_eq!(stored, None);
        let told: Vec<(u32, String, &str)> = preview
            .read
            .faults
            .iter()
            .map(|fault| (fault.row, format!("{}{}", fault.column.letter, fault.row), fault.expected.code()))
            .collect();
        let expected = [
            (2, "C2", "whole"),
            (2, "D2", "choice"),
            (2, "E2", "date"),
            (2, "F2", "yes_no"),
            (3, "B3", "known_name"),
            (4, "C4", "required"),
        ];
        let mut told = told;
        told.sort();
        assert_eq!(told, expected.map(|(row, place, code)| (row, place.to_owned(), code)));
        assert_eq!(preview.read.faults[4].expected, Expected::KnownName { kind: "own_type".into() });
        assert_eq!((preview.read.faulty_rows, preview.counts.created), (3, 1));
        // Every row of one type, without a column for it.
        let table = "Navn;Effekt;Brændstof\nMobil;30;HVO\nFast;80;Diesel\n";
        let all = |mapping: &mut Mapping| {
            mapping.constants.insert("own_type".into(), "Nødstrømsanlæg".into());
        };
        let file = ("alle.csv", table.as_bytes().to_vec());
        let (preview, _) = import_table(app, &ctx, Register::Assets, file, all, (false, true)).await.unwrap();
        assert_eq!((preview.counts.created, preview.read.faults[0].row), (1, 2));
        let fast = find_assets(app, &ctx, &AssetKeys::Names(vec!["Fast".into()])).await.unwrap();
        assert_eq!(fast[0].facts.own, own(&[("effekt", "80"), ("braendstof", "Diesel")]));
        verify_log(app, &ctx).await.unwrap();
    }
}
