//! Suppliers, contracts, agreements and relations of Kitos, on each engine.

use bavn_app::{
    Context, Error,
    asset::list_dependencies,
    audit_log::verify_log,
    import_export::{
        ImportCounts, ImportState, KitosPlace, KitosRefusal, Preview, fetch_kitos, get_import, import_kitos,
        preview_import, run_import, undo_import, upload_kitos,
    },
    supplier::{
        Contract, ContractDraft, Supplier, SupplierDraft, create_supplier, list_supplier_records, load_contracts,
        load_suppliers, update_contract,
    },
};
use bavn_core::{
    import_export::kitos::{KitosFiles, read_kitos},
    supplier::{ContractFacts, RecordFacts, SupplierFacts},
};
use bavn_testkit::{Actors, TestApp, engines, test_app};

fn kitos() -> KitosFiles {
    KitosFiles {
        systems: include_bytes!("../../../bavn-core/tests/rules/data/kitos/it-systems.json").to_vec(),
        usages: include_bytes!("../../../bavn-core/tests/rules/data/kitos/it-system-usages.json").to_vec(),
        contracts: include_bytes!("../../../bavn-core/tests/rules/data/kitos/it-contracts.json").to_vec(),
        registrations: include_bytes!("../../../bavn-core/tests/rules/data/kitos/data-processing-registrations.json")
            .to_vec(),
        deleted: Vec::new(),
    }
}

fn of(found: &Preview, kind: &str) -> ImportCounts {
    found.kinds.iter().find(|(one, _)| *one == kind).map(|(_, counts)| *counts).unwrap_or_default()
}

async fn suppliers(test: &TestApp, ctx: &Context) -> Vec<Supplier> {
    load_suppliers(&test.app, ctx).await.unwrap()
}

async fn contracts(test: &TestApp, ctx: &Context) -> Vec<Contract> {
    load_contracts(&test.app, ctx, None).await.unwrap()
}

#[tokio::test]
async fn everything_comes_once_and_goes_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let sent = read_kitos(&kitos()).unwrap();
        let (tried, none) = import_kitos(&test.app, &ctx, "lists", kitos(), true).await.unwrap();
        assert_eq!((of(&tried, "supplier").created, none), (sent.suppliers.len(), None));
        assert!(suppliers(&test, &ctx).await.is_empty() && contracts(&test, &ctx).await.is_empty());
        let (found, done) = import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        assert_eq!((&found.kinds, found.rows.len()), (&tried.kinds, tried.rows.len()), "a dry run tells what happens");
        let kinds = [("supplier", sent.suppliers.len()), ("asset", 6), ("contract", 3), ("supplier_record", 1)];
        for (kind, count) in kinds {
            assert_eq!(of(&found, kind).created, count, "{kind}");
        }
        let operation =
            contracts(&test, &ctx).await.into_iter().find(|one| one.facts.reference == "K-2021-17").unwrap();
        let with = suppliers(&test, &ctx).await.into_iter().find(|one| one.facts.cvr == "22222222").unwrap();
        assert_eq!((operation.facts.supplier, operation.assets.len()), (Some(with.id), 2));
        assert_eq!(operation.facts.external_source, "kitos");
        let mut agreements = Vec::new();
        for one in suppliers(&test, &ctx).await {
            agreements.extend(list_supplier_records(&test.app, &ctx, one.id).await.unwrap());
        }
        assert_eq!((agreements.len(), agreements[0].facts.title()), (1, sent.agreements[0].title.as_str()));
        let links = list_dependencies(&test.app, &ctx).await.unwrap().1;
        assert_eq!(links.len(), of(&found, "dependency").created);
        let (again, _) = import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        assert_eq!(again.counts.changes(), 0, "{:?}", again.rows);
        let report = undo_import(&test.app, &ctx, done.unwrap().id).await.unwrap();
        assert_eq!(report.refused, 0, "{:?}", report.refusals);
        assert!(suppliers(&test, &ctx).await.is_empty() && contracts(&test, &ctx).await.is_empty());
        assert!(list_dependencies(&test.app, &ctx).await.unwrap().1.is_empty());
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn what_was_written_here_stays_and_a_supplier_of_ours_is_taken_up() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let facts = SupplierFacts { name: "Opdigtet".into(), cvr: "22222222".into(), ..SupplierFacts::default() };
        let own = create_supplier(&test.app, &ctx, SupplierDraft { facts, ..SupplierDraft::default() }).await.unwrap();
        let (found, _) = import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        assert_eq!((of(&found, "supplier").updated, of(&found, "contract").created), (1, 3));
        let taken = suppliers(&test, &ctx).await.into_iter().find(|one| one.id == own).unwrap();
        assert_eq!((taken.facts.name.as_str(), taken.facts.external_source.as_str()), ("Opdigtet", "kitos"));
        let contract = contracts(&test, &ctx).await.into_iter().find(|one| one.facts.reference == "K-2021-17").unwrap();
        assert_eq!(contract.facts.supplier, Some(own));
        let enriched = ContractFacts { title: "Vores titel".into(), exit_plan: "Plan".into(), ..contract.facts };
        let draft = ContractDraft { facts: enriched, clauses: contract.clauses, assets: contract.assets };
        update_contract(&test.app, &ctx, contract.id, contract.version, draft).await.unwrap();
        let mut changed = kitos();
        let text = String::from_utf8(changed.contracts).unwrap();
        let text = text.replace("Drift af Omsorgsjournalen", "Kitos-titel").replace("K-2021-17", "K-2021-99");
        changed.contracts = text.into_bytes();
        let (synced, _) = import_kitos(&test.app, &ctx, "lists", changed, false).await.unwrap();
        assert_eq!(of(&synced, "contract").updated, 1, "{:?}", synced.rows);
        let stored = contracts(&test, &ctx).await.into_iter().find(|one| one.id == contract.id).unwrap();
        let facts = &stored.facts;
        assert_eq!(
            (facts.title.as_str(), facts.reference.as_str(), facts.exit_plan.as_str()),
            ("Vores titel", "K-2021-99", "Plan")
        );
    }
}

#[tokio::test]
async fn what_is_deleted_there_is_taken_out_of_use() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        let sent = read_kitos(&kitos()).unwrap();
        let gone = |entity: &str, id: uuid::Uuid| format!(r#"{{"entityUuid":"{id}","entityType":"{entity}"}}"#);
        let deleted = [
            gone("ItContract", sent.contracts[0].id),
            gone("DataProcessingRegistration", sent.agreements[0].id),
            gone("ItSystemUsage", sent.assets[0].id),
        ];
        let files = KitosFiles { deleted: format!("[{}]", deleted.join(",")).into_bytes(), ..KitosFiles::default() };
        let (found, done) = import_kitos(&test.app, &ctx, "lists", files, false).await.unwrap();
        let archived = ["contract", "supplier_record", "asset"].map(|kind| of(&found, kind).archived);
        assert_eq!((archived, found.rows.len()), ([1, 1, 1], 3));
        assert_eq!(contracts(&test, &ctx).await.len(), 2);
        let report = undo_import(&test.app, &ctx, done.unwrap().id).await.unwrap();
        assert_eq!((report.undone, report.refused), (3, 0));
        assert_eq!(contracts(&test, &ctx).await.len(), 3);
    }
}

#[tokio::test]
async fn lists_wait_until_they_were_looked_at() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("head_of_it");
        let waiting = upload_kitos(&test.app, &ctx, "https://kitos.example", kitos()).await.unwrap();
        assert!(waiting.is_lists() && waiting.state == ImportState::Waiting);
        let preview = preview_import(&test.app, &ctx, waiting.id).await.unwrap();
        assert_eq!(of(&preview, "contract").created, 3);
        assert!(contracts(&test, &ctx).await.is_empty());
        let done = run_import(&test.app, &ctx, waiting.id, false).await.unwrap();
        assert_eq!((done.state, done.counts), (ImportState::Done, preview.counts));
        assert_eq!(contracts(&test, &ctx).await.len(), 3);
        let again = run_import(&test.app, &ctx, waiting.id, false).await;
        assert!(matches!(again, Err(Error::Closed { reason: "imported", .. })), "{again:?}");
        assert_eq!(get_import(&test.app, &ctx, waiting.id).await.unwrap(), done);
        for role in ["administrator", "system_owner", "director", "auditor"] {
            let sent = upload_kitos(&test.app, &actors.ctx(role), "x", kitos()).await;
            assert!(matches!(sent, Err(Error::Forbidden(_))), "{role}");
        }
        let place = |url: &str| KitosPlace {
            url: url.to_owned(),
            token: "t".to_owned(),
            organisation: "8f48d913-3b02-5bf2-8627-491c123f54f2".to_owned(),
            since: None,
        };
        for url in ["http://kitos.dk", "http://localhost:8080", "kitos.dk"] {
            let refused = fetch_kitos(&test.app, &ctx, place(url)).await;
            assert!(matches!(&refused, Err(Error::Invalid(faults)) if faults[0].code == "kitos_address"), "{url}");
        }
        let alone = fetch_kitos(&test.app, &ctx, place("https://kitos.dk")).await;
        assert!(matches!(&alone, Err(Error::Invalid(faults)) if faults[0].code == "kitos_failed"), "{alone:?}");
        let app = test.app.clone().with_kitos(|place| {
            if place.token == "t" { Ok(kitos()) } else { Err(KitosRefusal::Refused("/api/v2/it-systems".to_owned())) }
        });
        assert_eq!(fetch_kitos(&app, &ctx, place("https://kitos.dk")).await.unwrap().usages, kitos().usages);
        let late = KitosPlace { token: "old".to_owned(), ..place("https://kitos.dk") };
        let refused = fetch_kitos(&app, &ctx, late).await;
        assert!(matches!(&refused, Err(Error::Invalid(faults)) if faults[0].code == "kitos_refused"), "{refused:?}");
        assert!(!format!("{:?}", place("https://kitos.dk")).contains("\"t\""));
    }
}

#[test]
fn the_sample_has_what_its_tests_name() {
    let sent = read_kitos(&kitos()).unwrap();
    assert_eq!((sent.assets.len(), sent.contracts.len(), sent.agreements.len()), (6, 3, 1));
    assert!(matches!(RecordFacts::empty(bavn_core::supplier::RecordKind::Agreement), RecordFacts::Agreement(_)));
}
