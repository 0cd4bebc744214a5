//! Tables into the registers, on each engine.

use bavn_app::{
    Context, Error,
    asset::{Asset, AssetKeys, archive_asset, find_assets, update_asset},
    audit_log::verify_log,
    import_export::{
        ImportState, Progress, RegisterImport, RowAction, get_import, import_kitos, import_table, list_imports,
        preview_import, remove_import, run_import, set_mapping, start_import, undo_import, upload_table,
    },
    page::PageRequest,
};
use bavn_core::{
    asset::{AssetFacts, Kind},
    import_export::{
        kitos::KitosFiles,
        table::{Known, Mapping, Register, Unknown},
    },
};
use bavn_testkit::{Actors, TestApp, engines, test_app};

const FILES: [&[u8]; 4] = [
    include_bytes!("../../../bavn-core/tests/rules/data/assets/aktiver-utf8-bom-semikolon.csv"),
    include_bytes!("../../../bavn-core/tests/rules/data/assets/aktiver-semikolon.cp1252"),
    include_bytes!("../../../bavn-core/tests/rules/data/assets/aktiver-utf8-komma.csv"),
    include_bytes!("../../../bavn-core/tests/rules/data/assets/aktiver.xlsx"),
];

async fn upload(test: &TestApp, ctx: &Context, bytes: &[u8]) -> RegisterImport {
    upload_table(&test.app, ctx, Register::Assets, "aktiver.csv", bytes.to_vec()).await.unwrap()
}

async fn imported(test: &TestApp, ctx: &Context, bytes: &[u8]) -> RegisterImport {
    let waiting = upload(test, ctx, bytes).await;
    run_import(&test.app, ctx, waiting.id, false).await.unwrap()
}

async fn assets(test: &TestApp, ctx: &Context) -> Vec<Asset> {
    find_assets(&test.app, ctx, &AssetKeys::InUse).await.unwrap()
}

fn facts(assets: &[Asset]) -> Vec<AssetFacts> {
    assets.iter().map(|asset| asset.facts.clone()).collect()
}

#[tokio::test]
async fn four_files_are_one_import_and_the_second_changes_nothing() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let first = imported(&test, &ctx, FILES[0]).await;
        assert_eq!((first.state, first.counts.created, first.counts.rows), (ImportState::Done, 5, 5));
        let before = assets(&test, &ctx).await;
        assert_eq!(before[0].facts.name, "Omsorgsjournalen");
        assert_eq!(before[0].facts.cost_yearly, Some(1_234_568));
        assert_eq!((before[0].facts.external_source.as_str(), before[0].facts.external_id.as_str()), ("file", "A-001"));
        // Nobody of that name is here: the name is kept.
        assert!(before[0].facts.note.contains("Ejer: Åse Sørensen (aase@fiktiv.invalid)"), "{}", before[0].facts.note);
        assert_eq!(before[1].facts.kind, Kind::Ot);
        for file in FILES {
            let again = imported(&test, &ctx, file).await;
            assert_eq!((again.counts.changes(), again.counts.unchanged), (0, 5), "{:?}", again.counts);
        }
        assert_eq!(assets(&test, &ctx).await, before);
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn a_changed_source_shows_its_difference_and_undo_restores_exactly() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        imported(&test, &ctx, FILES[0]).await;
        let before = assets(&test, &ctx).await;
        let text = String::from_utf8(FILES[0].to_vec()).unwrap();
        let changed = text.replace("Serverrum Øst", "Serverrum Vest") + "A-006;Nyt system;System;;;;;;;;;;;\r\n";
        let waiting = upload(&test, &ctx, changed.as_bytes()).await;
        let preview = preview_import(&test.app, &ctx, waiting.id).await.unwrap();
        assert_eq!((preview.counts.created, preview.counts.updated, preview.counts.unchanged), (1, 1, 4));
        let update = preview.rows.iter().find(|row| row.action == RowAction::Update).unwrap();
        let difference = ("name".to_owned(), "Serverrum Øst".to_owned(), "Serverrum Vest".to_owned());
        assert_eq!(update.changes, [difference]);
        assert_eq!(assets(&test, &ctx).await, before, "a preview stores nothing");
        let done = run_import(&test.app, &ctx, waiting.id, false).await.unwrap();
        assert_eq!((done.counts.created, done.counts.updated), (1, 1));
        assert_eq!(assets(&test, &ctx).await[2].facts.name, "Serverrum Vest");
        let report = undo_import(&test.app, &ctx, done.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (2, 0));
        assert_eq!(facts(&assets(&test, &ctx).await), facts(&before));
        let twice = undo_import(&test.app, &ctx, done.id).await;
        assert!(matches!(twice, Err(Error::Closed { reason: "not_run", .. })), "{twice:?}");
        // The same file once more takes what was taken out of use back into use.
        let again = imported(&test, &ctx, changed.as_bytes()).await;
        assert_eq!((again.counts.restored, again.counts.updated, again.counts.created), (1, 1, 0));
        let report = undo_import(&test.app, &ctx, again.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (2, 0));
        assert_eq!(facts(&assets(&test, &ctx).await), facts(&before));
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn what_was_changed_since_is_not_taken_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let done = imported(&test, &ctx, FILES[0]).await;
        let one = assets(&test, &ctx).await.remove(0);
        let facts = AssetFacts { alias: "Journalen".into(), ..one.facts };
        update_asset(&test.app, &ctx, one.id, one.version, facts).await.unwrap();
        let report = undo_import(&test.app, &ctx, done.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (4, 1));
        let refusal = &report.refusals[0];
        assert_eq!((refusal.row, refusal.name.as_str(), refusal.reason), (2, "Omsorgsjournalen", "changed"));
        assert_eq!(assets(&test, &ctx).await.len(), 1);
    }
}

#[tokio::test]
async fn faults_keep_everything_out_unless_those_rows_are_left_out() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("head_of_it");
        let csv = "Aktiv-id;Navn;Kritikalitet\n1;Journal;høj\n2;Plan;vild\n".as_bytes();
        let waiting = upload(&test, &ctx, csv).await;
        let refused = run_import(&test.app, &ctx, waiting.id, false).await;
        assert!(matches!(refused, Err(Error::Closed { reason: "faulty", .. })), "{refused:?}");
        assert!(assets(&test, &ctx).await.is_empty());
        let done = run_import(&test.app, &ctx, waiting.id, true).await.unwrap();
        assert_eq!((done.counts.created, done.counts.faulty), (1, 1));
        let over = run_import(&test.app, &ctx, waiting.id, true).await;
        assert!(matches!(over, Err(Error::Closed { reason: "imported", .. })), "{over:?}");
    }
}

#[tokio::test]
async fn a_mapping_is_kept_for_the_next_file_and_says_what_is_done() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let csv = "Nr.;Betegnelse;Farve\n1;Journal;blå\n".as_bytes();
        let waiting = upload(&test, &ctx, csv).await;
        assert_eq!(waiting.mapping.columns[2].field, None);
        let mut mapping = waiting.mapping.clone();
        mapping.columns[2].field = Some("alias".to_owned());
        let mut wrong = mapping.clone();
        wrong.key = "supplier".to_owned();
        let refused = set_mapping(&test.app, &ctx, waiting.id, 1, wrong).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        set_mapping(&test.app, &ctx, waiting.id, 1, mapping.clone()).await.unwrap();
        let late = set_mapping(&test.app, &ctx, waiting.id, 1, waiting.mapping.clone()).await;
        assert!(matches!(late, Err(Error::Conflict { current: 2, .. })), "{late:?}");
        run_import(&test.app, &ctx, waiting.id, false).await.unwrap();
        let next = upload(&test, &ctx, "Nr.;Betegnelse;Farve\n1;Andet;grøn\n2;Nyt;rød\n".as_bytes()).await;
        assert_eq!(next.mapping, mapping);
        let fill = bavn_core::import_export::table::Mapping { known: Known::Fill, unknown: Unknown::Skip, ..mapping };
        set_mapping(&test.app, &ctx, next.id, 1, fill).await.unwrap();
        let done = run_import(&test.app, &ctx, next.id, false).await.unwrap();
        assert_eq!((done.counts.unchanged, done.counts.skipped), (1, 1));
        assert_eq!(assets(&test, &ctx).await[0].facts.alias, "blå");
    }
}

#[tokio::test]
async fn an_import_runs_by_itself_and_is_found_again() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let rows: String = (0..1_200).map(|at| format!("{at};System {at}\n")).collect();
        let waiting = upload(&test, &ctx, format!("Aktiv-id;Navn\n{rows}").as_bytes()).await;
        start_import(&test.app, &ctx, waiting.id, false).await.unwrap();
        let again = start_import(&test.app, &ctx, waiting.id, false).await;
        assert!(again.is_err(), "at most one at a time");
        while Progress::of(waiting.id).is_some() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let done = get_import(&test.app, &ctx, waiting.id).await.unwrap();
        assert_eq!((done.state, done.counts.created, done.problem.as_str()), (ImportState::Done, 1_200, ""));
        let all = list_imports(&test.app, &ctx, PageRequest::default()).await.unwrap();
        assert_eq!(all.rows, [done]);
    }
}

#[tokio::test]
async fn names_are_found_and_others_are_told() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let units = bavn_app::organisation::list_units(&test.app, &ctx).await.unwrap();
        let health = units.iter().find(|unit| unit.id == actors.health).unwrap();
        let csv =
            format!("Navn;Forvaltning;Ejer\nJournal;{};Ingen Her\nPlan;{};\n", health.name.to_uppercase(), health.name);
        let waiting = upload(&test, &ctx, csv.as_bytes()).await;
        let preview = preview_import(&test.app, &ctx, waiting.id).await.unwrap();
        let told: Vec<_> = preview.unresolved.iter().map(|one| (one.field, one.name.as_str(), one.rows)).collect();
        assert_eq!(told, [("owner", "Ingen Her", 1)]);
        run_import(&test.app, &ctx, waiting.id, false).await.unwrap();
        let stored = assets(&test, &ctx).await;
        assert!(stored.iter().all(|asset| asset.facts.unit == Some(actors.health)));
        assert_eq!(stored[0].facts.note, "Ejer: Ingen Her");
    }
}

#[tokio::test]
async fn only_those_who_administer_the_register_take_files_in() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let waiting = upload(&test, &actors.ctx("coordinator"), FILES[0]).await;
        for role in ["administrator", "system_owner", "director", "auditor"] {
            let ctx = actors.ctx(role);
            let sent = upload_table(&test.app, &ctx, Register::Assets, "a.csv", FILES[0].to_vec()).await;
            assert!(matches!(sent, Err(Error::Forbidden(_))), "{role}: {sent:?}");
            assert_eq!(get_import(&test.app, &ctx, waiting.id).await.unwrap(), waiting, "{role} reads");
            let run = run_import(&test.app, &ctx, waiting.id, false).await.map(|done| done.state);
            assert!(matches!(run, Err(Error::Forbidden(_))), "{role}: {run:?}");
        }
        let seen = get_import(&test.app, &actors.ctx("employee"), waiting.id).await;
        assert!(matches!(seen, Err(Error::NotFound { .. })), "{seen:?}");
        remove_import(&test.app, &actors.ctx("head_of_it"), waiting.id).await.unwrap();
        assert!(get_import(&test.app, &actors.ctx("coordinator"), waiting.id).await.is_err());
    }
}

#[tokio::test]
async fn the_command_line_looks_before_it_takes_in() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let file = || ("aktiver.xlsx", FILES[3].to_vec());
        let (preview, done) =
            import_table(&test.app, &ctx, Register::Assets, file(), |_| {}, (true, false)).await.unwrap();
        assert_eq!((preview.counts.created, done), (5, None));
        assert!(assets(&test, &ctx).await.is_empty());
        let key = |mapping: &mut bavn_core::import_export::table::Mapping| mapping.key = "name".to_owned();
        let (_, done) = import_table(&test.app, &ctx, Register::Assets, file(), key, (false, false)).await.unwrap();
        assert_eq!(done.unwrap().counts.created, 5);
    }
}

#[tokio::test]
async fn a_file_that_is_taken_in_at_once_is_read_as_the_last_one_and_leaves_nothing_when_it_has_faults() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let file = |text: &str| ("aktiver.csv", text.as_bytes().to_vec());
        let alias = |mapping: &mut Mapping| mapping.columns[2].field = Some("alias".to_owned());
        let blue = file("Nr.;Betegnelse;Farve\n1;Journal;blå\n");
        import_table(&test.app, &ctx, Register::Assets, blue, alias, (false, false)).await.unwrap();
        let green = file("Nr.;Betegnelse;Farve\n1;Journal;grøn\n");
        let (found, done) =
            import_table(&test.app, &ctx, Register::Assets, green, |_| {}, (false, false)).await.unwrap();
        assert_eq!((found.counts.updated, done.map(|done| done.counts.updated)), (1, Some(1)));
        let before = assets(&test, &ctx).await;
        assert_eq!(before[0].facts.alias, "grøn");
        let rows: String = (2..1_300).map(|at| format!("{at};System {at};\n")).collect();
        let broken = format!("Nr.;Betegnelse;Farve\n{rows}5;Femte igen;\n");
        let (found, done) =
            import_table(&test.app, &ctx, Register::Assets, file(&broken), |_| {}, (false, false)).await.unwrap();
        assert_eq!((found.read.fault_count, found.counts.created, done), (1, 1_298, None));
        assert_eq!(assets(&test, &ctx).await, before);
        assert_eq!(list_imports(&test.app, &ctx, PageRequest::default()).await.unwrap().total, 2);
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_wrong_with_cells_is_told_before_what_the_register_refuses() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let kinds = "Ingen, Almindelige";
        let take = async |text: String| {
            let file = ("aktiver.csv", text.into_bytes());
            let change = |mapping: &mut Mapping| {
                mapping.columns[2].field = Some("personal_data".to_owned());
            };
            import_table(&test.app, &ctx, Register::Assets, file, change, (false, false)).await
        };
        let both =
            take(format!("Aktiv-id;Navn;Oplysninger;Support til\n1;Journal;{kinds};\n2;Plan;;31-02-2027\n")).await;
        let (found, done) = both.unwrap();
        assert_eq!((found.read.faults[0].row, found.read.fault_count, done), (3, 1, None));
        let one = take(format!("Aktiv-id;Navn;Oplysninger;Support til\n1;Journal;{kinds};\n")).await;
        assert!(matches!(&one, Err(Error::Invalid(faults)) if faults[0].field == "assets[0].personal_data"), "{one:?}");
        assert!(assets(&test, &ctx).await.is_empty());
    }
}

#[tokio::test]
async fn a_number_is_the_same_however_it_is_written() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        imported(&test, &ctx, "Aktiv-id;Navn\n1;Journal\n".as_bytes()).await;
        let file = ("aktiver.csv", "Nummer i Bavn;Navn;Note\nA-1;Journal;En\n01;Journal;To\n".as_bytes().to_vec());
        let (found, done) =
            import_table(&test.app, &ctx, Register::Assets, file, |_| {}, (false, false)).await.unwrap();
        let told: Vec<_> = found.read.faults.iter().map(|fault| (fault.row, fault.value.as_str())).collect();
        assert_eq!((told, done), (vec![(3, "01")], None));
    }
}

#[tokio::test]
async fn many_rows_are_one_import_whatever_becomes_of_each() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let table = |rows: std::ops::Range<u32>, note: &str| {
            let rows: String =
                rows.map(|at| format!("{at};System {at};{}\n", if at % 7 == 0 { note } else { "" })).collect();
            format!("Aktiv-id;Navn;Note\n{rows}")
        };
        imported(&test, &ctx, table(0..1_700, "").as_bytes()).await;
        let all = assets(&test, &ctx).await;
        assert!(all.iter().map(|asset| asset.number).eq(1..=1_700));
        let gone = &all[1_201];
        archive_asset(&test.app, &ctx, gone.id, gone.version).await.unwrap();
        let before = assets(&test, &ctx).await;
        // Some are changed, one is taken into use again, and new ones come after it.
        let done = imported(&test, &ctx, table(0..2_600, "Set efter").as_bytes()).await;
        let counts = done.counts;
        assert_eq!((counts.created, counts.updated, counts.restored, counts.unchanged), (900, 243, 1, 1_456));
        let after = assets(&test, &ctx).await;
        assert!(after.iter().map(|asset| asset.number).eq(1..=2_600));
        assert!(after.iter().all(|asset| asset.facts.name == format!("System {}", asset.number - 1)));
        assert!(after.iter().all(|asset| (asset.facts.note == "Set efter") == ((asset.number - 1) % 7 == 0)));
        verify_log(&test.app, &ctx).await.unwrap();
        let report = undo_import(&test.app, &ctx, done.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (1_144, 0));
        assert_eq!(facts(&assets(&test, &ctx).await), facts(&before));
    }
}

fn kitos() -> KitosFiles {
    KitosFiles {
        systems: include_bytes!("../../../bavn-core/tests/rules/data/kitos/it-systems.json").to_vec(),
        usages: include_bytes!("../../../bavn-core/tests/rules/data/kitos/it-system-usages.json").to_vec(),
        contracts: include_bytes!("../../../bavn-core/tests/rules/data/kitos/it-contracts.json").to_vec(),
        ..KitosFiles::default()
    }
}

fn of(found: &bavn_app::import_export::Preview, kind: &str) -> bavn_app::import_export::ImportCounts {
    found.kinds.iter().find(|(one, _)| *one == kind).map(|(_, counts)| *counts).unwrap_or_default()
}

#[tokio::test]
async fn kitos_never_overwrites_what_was_changed_here() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let (tried, none) = import_kitos(&test.app, &ctx, "lists", kitos(), true).await.unwrap();
        assert_eq!((of(&tried, "asset").created, none), (6, None));
        assert!(assets(&test, &ctx).await.is_empty(), "a dry run stores nothing");
        let (found, done) = import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        assert_eq!((of(&found, "asset").created, of(&found, "contract").created), (6, 3));
        assert_eq!(done.unwrap().counts, found.counts);
        let first = assets(&test, &ctx).await;
        let (again, _) = import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        assert_eq!((again.counts.changes(), of(&again, "asset").unchanged), (0, 6), "{:?}", again.rows);
        assert_eq!(assets(&test, &ctx).await, first);
        let journal = first.iter().find(|asset| asset.facts.name == "Omsorgsjournalen").unwrap();
        assert_eq!(journal.facts.criticality.map(|grade| grade.get()), Some(4));
        let enriched = AssetFacts { alias: "Vores navn".into(), gdpr_basis: String::new(), ..journal.facts.clone() };
        update_asset(&test.app, &ctx, journal.id, journal.version, enriched).await.unwrap();
        let mut changed = kitos();
        let text = String::from_utf8(changed.usages).unwrap();
        let text = text.replace("\"Journalen\"", "\"Kitos-navn\"").replace("Journalf\\u00f8ring", "Ny");
        changed.usages = text.replace("\"External\"", "\"OnPremise\"").into_bytes();
        let (synced, done) = import_kitos(&test.app, &ctx, "lists", changed, false).await.unwrap();
        assert!(synced.counts.updated > 0);
        let stored = find_assets(&test.app, &ctx, &AssetKeys::Ids(vec![journal.id])).await.unwrap().remove(0);
        assert_eq!((stored.facts.alias.as_str(), stored.facts.gdpr_basis.as_str()), ("Vores navn", ""));
        assert_eq!(stored.facts.hosting, bavn_core::asset::Hosting::Own, "what stood as Kitos gave it follows");
        let report = undo_import(&test.app, &ctx, done.unwrap().id).await.unwrap();
        assert_eq!(report.refused, 0);
        let stored = find_assets(&test.app, &ctx, &AssetKeys::Ids(vec![journal.id])).await.unwrap().remove(0);
        assert_eq!(stored.facts.hosting, journal.facts.hosting);
    }
}

#[tokio::test]
async fn what_is_deleted_in_kitos_is_taken_out_of_use() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        let first = assets(&test, &ctx).await;
        let deleted = format!(r#"[{{"entityUuid":"{}","entityType":"ItSystemUsage"}}]"#, first[0].facts.external_id);
        let files = KitosFiles { deleted: deleted.into_bytes(), ..KitosFiles::default() };
        let (found, done) = import_kitos(&test.app, &ctx, "lists", files, false).await.unwrap();
        assert_eq!((found.counts.archived, assets(&test, &ctx).await.len()), (1, 5));
        let report = undo_import(&test.app, &ctx, done.unwrap().id).await.unwrap();
        assert_eq!((report.undone, report.refused), (1, 0));
        assert_eq!(facts(&assets(&test, &ctx).await), facts(&first));
    }
}
