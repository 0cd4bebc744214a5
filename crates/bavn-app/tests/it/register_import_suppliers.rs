//! Tables of suppliers and contracts, on each engine.

use bavn_app::{
    Context, Error,
    asset::create_asset,
    audit_log::verify_log,
    import_export::{
        ImportState, Preview, RegisterImport, RowAction, import_table, preview_import, run_import, set_mapping,
        undo_import, upload_table,
    },
    supplier::{
        Contract, Supplier, archive_supplier, create_contract, get_contract, load_contracts, load_suppliers,
        update_supplier,
    },
};
use bavn_core::{
    asset::AssetFacts,
    import_export::{
        Expected,
        table::{Mapping, Register},
    },
};
use bavn_testkit::{Actors, TestApp, engines, test_app};

const SUPPLIERS: &str = "Leverandørnr.;Navn;CVR-nr.;Type;Land;Kritikalitet;Kontaktperson;Telefon;E-mail\n\
    K100;Nordkyst Omsorg A/S;99010002;Virksomhed;DK;Kritisk;Driftsvagt;70 10 20 30;vagt@nordkyst.example\n\
    K101;Åfælles It I/S;DK 99 01 01 42;Fælleskommunal;Danmark;3;;;\n";

const CONTRACTS: &str = "KontraktID;IT Kontrakt;Leverandør;IT Systemer;Gyldig fra;Gyldig til;Opsigelsesfrist;Drift;Ejers e-mail\n\
    2026-17;Omsorgssystem;nordkyst omsorg a/s;Journalen;01-01-2025;31-12-2028;6;1.200.000,50;\n\
    2026-18;Drift;99010142;;01-02-2025;;3;350000;\n";

async fn take(test: &TestApp, ctx: &Context, register: Register, text: &str) -> RegisterImport {
    let waiting = upload_table(&test.app, ctx, register, "liste.csv", text.as_bytes().to_vec()).await.unwrap();
    run_import(&test.app, ctx, waiting.id, false).await.unwrap()
}

async fn look(test: &TestApp, ctx: &Context, register: Register, text: &str) -> Preview {
    let file = ("liste.csv", text.as_bytes().to_vec());
    import_table(&test.app, ctx, register, file, |_: &mut Mapping| {}, (true, false)).await.unwrap().0
}

async fn suppliers(test: &TestApp, ctx: &Context) -> Vec<Supplier> {
    load_suppliers(&test.app, ctx).await.unwrap()
}

async fn contracts(test: &TestApp, ctx: &Context) -> Vec<Contract> {
    load_contracts(&test.app, ctx, None).await.unwrap()
}

/// What was written down, without the versions.
fn written(suppliers: &[Supplier], contracts: &[Contract]) -> String {
    let suppliers = suppliers.iter().map(|one| format!("{:?} {:?} {:?}", one.facts, one.contacts, one.subs));
    let contracts = contracts.iter().map(|one| format!("{:?} {:?} {:?}", one.facts, one.clauses, one.assets));
    suppliers.chain(contracts).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn suppliers_and_contracts_come_in_and_the_second_time_changes_nothing() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let journal = AssetFacts { name: "Journalen".into(), ..AssetFacts::default() };
        let journal = create_asset(&test.app, &ctx, journal).await.unwrap();
        let done = take(&test, &ctx, Register::Suppliers, SUPPLIERS).await;
        assert_eq!((done.state, done.counts.created, done.counts.faulty), (ImportState::Done, 2, 0));
        let all = suppliers(&test, &ctx).await;
        let facts = &all[0].facts;
        assert_eq!(
            (facts.name.as_str(), facts.cvr.as_str(), facts.country.as_str()),
            ("Nordkyst Omsorg A/S", "99010002", "Danmark")
        );
        assert_eq!((facts.external_source.as_str(), facts.external_id.as_str()), ("file", "K100"));
        assert_eq!(facts.criticality.map(bavn_core::asset::Grade::get), Some(4));
        assert_eq!((all[0].contacts.len(), all[0].contacts[0].phone.as_str()), (1, "70 10 20 30"));
        assert_eq!(
            (all[1].facts.cvr.as_str(), all[1].facts.kind.key(), all[1].contacts.len()),
            ("99010142", "shared_municipal", 0)
        );
        let done = take(&test, &ctx, Register::Contracts, CONTRACTS).await;
        assert_eq!((done.counts.created, done.counts.faulty), (2, 0));
        let made = contracts(&test, &ctx).await;
        assert_eq!((made[0].facts.supplier, made[1].facts.supplier), (Some(all[0].id), Some(all[1].id)));
        assert_eq!(made[0].assets, [journal].into());
        assert_eq!((made[0].facts.yearly_value, made[0].facts.notice_months), (Some(1_200_001), Some(6)));
        assert_eq!(made[0].facts.reference, "2026-17");
        for (register, text) in [(Register::Suppliers, SUPPLIERS), (Register::Contracts, CONTRACTS)] {
            let again = take(&test, &ctx, register, text).await;
            assert_eq!((again.counts.changes(), again.counts.unchanged), (0, 2), "{:?}", again.counts);
        }
        assert_eq!(written(&suppliers(&test, &ctx).await, &contracts(&test, &ctx).await), written(&all, &made));
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn a_difference_is_shown_and_undo_restores_exactly() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        take(&test, &ctx, Register::Suppliers, SUPPLIERS).await;
        let plain = CONTRACTS.replace("Journalen", "");
        take(&test, &ctx, Register::Contracts, &plain).await;
        let before = written(&suppliers(&test, &ctx).await, &contracts(&test, &ctx).await);
        let changed = SUPPLIERS.replace("70 10 20 30", "70 10 20 31") + "K102;Ny ApS;;;;;;;\n";
        let preview = look(&test, &ctx, Register::Suppliers, &changed).await;
        assert_eq!((preview.counts.created, preview.counts.updated, preview.counts.unchanged), (1, 1, 1));
        let update = preview.rows.iter().find(|row| row.action == RowAction::Update).unwrap();
        assert_eq!(update.changes, [("contact_phone".to_owned(), "70 10 20 30".to_owned(), "70 10 20 31".to_owned())]);
        let one = take(&test, &ctx, Register::Suppliers, &changed).await;
        let moved = plain.replace("99010142", "Ny ApS");
        let preview = look(&test, &ctx, Register::Contracts, &moved).await;
        let change = ("supplier".to_owned(), "Åfælles It I/S".to_owned(), "Ny ApS".to_owned());
        assert_eq!(preview.rows[0].changes, [change], "names are shown, not identifiers");
        let two = take(&test, &ctx, Register::Contracts, &moved).await;
        // The new supplier has a contract: it stays until that is taken back.
        let early = undo_import(&test.app, &ctx, one.id).await.unwrap();
        assert_eq!((early.undone, early.refused, early.refusals[0].reason), (1, 1, "needed"));
        let report = undo_import(&test.app, &ctx, two.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (1, 0));
        let new = suppliers(&test, &ctx).await.pop().unwrap();
        archive_supplier(&test.app, &ctx, new.id, new.version).await.unwrap();
        assert_eq!(written(&suppliers(&test, &ctx).await, &contracts(&test, &ctx).await), before);
        // Once more: what was taken out of use comes back.
        let again = take(&test, &ctx, Register::Suppliers, &changed).await;
        assert_eq!((again.counts.restored, again.counts.updated, again.counts.created), (1, 1, 0));
        let report = undo_import(&test.app, &ctx, again.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (2, 0), "{:?}", report.refusals);
        assert_eq!(written(&suppliers(&test, &ctx).await, &contracts(&test, &ctx).await), before);
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn names_that_are_not_here_are_faults_by_row_and_column() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        take(&test, &ctx, Register::Suppliers, SUPPLIERS).await;
        let text = "Titel;Leverandør;Ejer;IT Systemer;Overordnet kontrakt\nA;Ukendt ApS;Ingen Her;;\nB;L-1;;Findes ikke;\nC;;;;\nD;L-2;;;\nE;K101;;;\n";
        let preview = look(&test, &ctx, Register::Contracts, text).await;
        let told: Vec<_> = preview
            .read
            .faults
            .iter()
            .map(|fault| (fault.row, fault.column.letter.as_str(), fault.column.name.as_str(), fault.value.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (2, "C", "Ejer", "Ingen Her"),
                (2, "B", "Leverandør", "Ukendt ApS"),
                (3, "D", "IT Systemer", "Findes ikke"),
                (4, "B", "Leverandør", ""),
                (6, "B", "Leverandør", "K101"),
            ]
        );
        assert_eq!(preview.read.faults[1].expected, Expected::KnownName { kind: "supplier".into() });
        assert_eq!((preview.counts.faulty, preview.counts.created), (4, 1));
        let waiting = upload_table(&test.app, &ctx, Register::Contracts, "k.csv", text.into()).await.unwrap();
        let refused = run_import(&test.app, &ctx, waiting.id, false).await;
        assert!(matches!(refused, Err(Error::Closed { reason: "faulty", .. })), "{refused:?}");
        assert!(contracts(&test, &ctx).await.is_empty());
        let done = run_import(&test.app, &ctx, waiting.id, true).await.unwrap();
        assert_eq!((done.counts.created, done.counts.faulty), (1, 4));
        // A number that was never given is a slip, not a new supplier.
        let preview = look(&test, &ctx, Register::Suppliers, "Nummer i Bavn;Navn\nL-1;Nordkyst\nL-99;Ny\n").await;
        assert_eq!((preview.counts.updated, preview.counts.created, preview.counts.faulty), (1, 0, 1));
    }
}

#[tokio::test]
async fn rows_are_recognised_by_the_key_that_is_chosen() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        take(&test, &ctx, Register::Suppliers, SUPPLIERS).await;
        let text = "Firma;CVR\nNordkyst Omsorg og Pleje A/S;99010002\n";
        let waiting = upload_table(&test.app, &ctx, Register::Suppliers, "a.csv", text.into()).await.unwrap();
        assert_eq!(waiting.mapping.key, "cvr");
        let by_name = Mapping { key: "name".to_owned(), ..waiting.mapping.clone() };
        set_mapping(&test.app, &ctx, waiting.id, 1, by_name).await.unwrap();
        let preview = preview_import(&test.app, &ctx, waiting.id).await.unwrap();
        assert_eq!(preview.counts.created, 1);
        set_mapping(&test.app, &ctx, waiting.id, 2, waiting.mapping).await.unwrap();
        let done = run_import(&test.app, &ctx, waiting.id, false).await.unwrap();
        assert_eq!((done.counts.updated, done.counts.created), (1, 0));
        let all = suppliers(&test, &ctx).await;
        assert_eq!((all.len(), all[0].facts.name.as_str()), (2, "Nordkyst Omsorg og Pleje A/S"));
        assert_eq!(all[0].contacts[0].name, "Driftsvagt", "what the file does not say stays");
    }
}

#[tokio::test]
async fn a_list_with_and_without_cvr_numbers_comes_in_and_each_row_tells_how_it_was_found() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let list = "Firma;CVR;Hjemmeside\n\
            Nordkyst Omsorg A/S;99010002;\nVangede Vand;;\nÅfælles It;99010142;\nKommunal Støtte;;\n";
        let done = take(&test, &ctx, Register::Suppliers, list).await;
        assert_eq!((done.mapping.key.as_str(), done.counts.created, done.counts.faulty), ("cvr", 4, 0));
        let again = take(&test, &ctx, Register::Suppliers, list).await;
        assert_eq!((again.counts.unchanged, again.counts.changes()), (4, 0));
        let all = suppliers(&test, &ctx).await;
        // Known by name now, by number later: the number is put beside the name, and the other way about.
        let later = "Firma;CVR;Hjemmeside\n\
            Nordkyst Omsorg A/S;;https://nordkyst.example\nVANGEDE VAND;99010222;\nÅfælles It og Drift;99010142;\n\
            Kommunal Støtte;;https://stoette.example\nNordkyst Omsorg A/S;99010333;\n";
        let preview = look(&test, &ctx, Register::Suppliers, later).await;
        assert_eq!((preview.read.fault_count, preview.read.faults[0].row), (1, 6), "{:?}", preview.read.faults);
        let later = later.replace("Nordkyst Omsorg A/S;99010333;", "Ny ApS;99010333;");
        let preview = look(&test, &ctx, Register::Suppliers, &later).await;
        let told: Vec<_> = preview.rows.iter().map(|row| (row.row, row.action, row.found_by)).collect();
        assert_eq!(
            told,
            [
                (2, RowAction::Update, Some("name")),
                (3, RowAction::Update, Some("name")),
                (4, RowAction::Update, Some("cvr")),
                (5, RowAction::Update, Some("name")),
                (6, RowAction::Create, None),
            ]
        );
        let done = take(&test, &ctx, Register::Suppliers, &later).await;
        assert_eq!((done.counts.updated, done.counts.created), (4, 1));
        let now = suppliers(&test, &ctx).await;
        let cvr: Vec<&str> = now.iter().map(|one| one.facts.cvr.as_str()).collect();
        assert_eq!(cvr, ["99010002", "99010222", "99010142", "", "99010333"]);
        let report = undo_import(&test.app, &ctx, done.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (5, 0));
        assert_eq!(written(&suppliers(&test, &ctx).await, &[]), written(&all, &[]));
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn two_rows_without_a_number_and_with_one_name_are_told() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let list = "Firma;CVR\nA;\na;\nB;99010002\nB;\nC;99010142\nC;99010222\n;\n;99010333\n";
        let preview = look(&test, &ctx, Register::Suppliers, list).await;
        let told: Vec<_> = preview
            .read
            .faults
            .iter()
            .map(|fault| (fault.row, fault.column.letter.as_str(), fault.expected.code()))
            .collect();
        // Two companies may have one name; a row without a number cannot say which it means. The last row has a number and no name: nobody's yet.
        assert_eq!(told, [(3, "A", "unique_reference"), (5, "A", "unique_reference")]);
        assert_eq!((preview.counts.created, preview.counts.skipped, preview.counts.faulty), (4, 1, 2));
    }
}

#[tokio::test]
async fn only_those_who_administer_the_registers_take_files_in() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        for role in ["administrator", "system_owner", "director", "auditor"] {
            for register in [Register::Suppliers, Register::Contracts] {
                let sent = upload_table(&test.app, &actors.ctx(role), register, "a.csv", SUPPLIERS.into()).await;
                assert!(matches!(sent, Err(Error::Forbidden(_))), "{role} {sent:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_contract_covers_assets_that_are_here() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        take(&test, &ctx, Register::Suppliers, SUPPLIERS).await;
        let supplier = suppliers(&test, &ctx).await.remove(0);
        let facts = bavn_core::supplier::ContractFacts {
            title: "Drift".into(),
            supplier: Some(supplier.id),
            ..bavn_core::supplier::ContractFacts::default()
        };
        let mut draft = bavn_app::supplier::ContractDraft { facts, ..Default::default() };
        draft.assets.insert(bavn_core::ids::AssetId(uuid::Uuid::from_u128(9)));
        let refused = create_contract(&test.app, &ctx, draft.clone()).await;
        assert!(matches!(&refused, Err(Error::Invalid(faults)) if faults[0].field == "assets"), "{refused:?}");
        let asset = AssetFacts { name: "Journalen".into(), ..AssetFacts::default() };
        let asset = create_asset(&test.app, &ctx, asset).await.unwrap();
        draft.assets = [asset].into();
        let id = create_contract(&test.app, &ctx, draft).await.unwrap();
        assert_eq!(get_contract(&test.app, &ctx, id).await.unwrap().assets, [asset].into());
        let renamed = bavn_core::supplier::SupplierFacts { name: "Nord".into(), ..supplier.facts };
        let draft =
            bavn_app::supplier::SupplierDraft { facts: renamed, contacts: supplier.contacts, subs: supplier.subs };
        update_supplier(&test.app, &ctx, supplier.id, supplier.version, draft).await.unwrap();
        assert_eq!(get_contract(&test.app, &ctx, id).await.unwrap().assets, [asset].into());
    }
}

#[tokio::test]
async fn a_row_that_pointed_to_what_is_out_of_use_now_does_not_keep_the_rest_from_going_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        take(&test, &ctx, Register::Suppliers, SUPPLIERS).await;
        let list = |one: &str, other: &str| format!("Aktiv-id;Navn;Leverandør\n1;Journal;{one}\n2;Plan;{other}\n");
        take(&test, &ctx, Register::Assets, &list("Nordkyst Omsorg A/S", "Åfælles It I/S")).await;
        let moved = take(&test, &ctx, Register::Assets, &list("Åfælles It I/S", "Nordkyst Omsorg A/S")).await;
        assert_eq!(moved.counts.updated, 2);
        let gone = suppliers(&test, &ctx).await.remove(0);
        archive_supplier(&test.app, &ctx, gone.id, gone.version).await.unwrap();
        let report = undo_import(&test.app, &ctx, moved.id).await.unwrap();
        assert_eq!((report.undone, report.refused), (1, 1));
        assert_eq!((report.refusals[0].name.as_str(), report.refusals[0].reason), ("Journal", "points_to_gone"));
        verify_log(&test.app, &ctx).await.unwrap();
    }
}
