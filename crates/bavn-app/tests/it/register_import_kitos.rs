//! Suppliers, contracts, agreements and relations of Kitos, on each engine.

use bavn_app::{
    Context, Error,
    asset::{
        AssetKeys, DependencyDraft, Link, archive_asset, find_assets, get_asset, list_dependencies, remove_dependency,
        update_dependency,
    },
    audit_log::verify_log,
    import_export::{
        ImportCounts, ImportState, KitosPlace, KitosRefusal, Preview, RowAction, fetch_kitos, get_import, import_kitos,
        preview_import, run_import, undo_import, upload_kitos,
    },
    supplier::{
        Contract, ContractDraft, Supplier, SupplierDraft, create_supplier, list_supplier_records, load_contracts,
        load_suppliers, update_contract,
    },
};
use bavn_core::{
    asset::Necessity,
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

/// The lists with the first relation of the sample left out, and how many are left.
fn without_a_relation() -> (KitosFiles, usize) {
    let mut files = kitos();
    let mut usages: serde_json::Value = serde_json::from_slice(&files.usages).unwrap();
    let lists =
        usages.as_array_mut().unwrap().iter_mut().filter_map(|one| one["outgoingSystemRelations"].as_array_mut());
    for list in lists.filter(|list| !list.is_empty()).take(1) {
        list.remove(0);
    }
    files.usages = usages.to_string().into_bytes();
    let left = read_kitos(&files).unwrap().dependencies.len();
    assert_eq!(left + 1, read_kitos(&kitos()).unwrap().dependencies.len());
    (files, left)
}

async fn links(test: &TestApp, ctx: &Context) -> Vec<Link> {
    list_dependencies(&test.app, ctx).await.unwrap().1
}

#[tokio::test]
async fn relations_that_are_gone_there_go_here_and_come_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        let before = links(&test, &ctx).await;
        let (fewer, left) = without_a_relation();
        let (tried, _) = import_kitos(&test.app, &ctx, "lists", fewer.clone(), true).await.unwrap();
        assert_eq!((of(&tried, "dependency").removed, tried.counts.changes()), (1, 1));
        let row = &tried.rows[0];
        assert_eq!(
            (row.kind, row.action, row.name.contains(" → ")),
            ("dependency", RowAction::Remove, true),
            "{row:?}"
        );
        assert_eq!(links(&test, &ctx).await, before, "a dry run takes nothing away");
        let (_, done) = import_kitos(&test.app, &ctx, "lists", fewer.clone(), false).await.unwrap();
        assert_eq!(links(&test, &ctx).await.len(), left);
        let (again, _) = import_kitos(&test.app, &ctx, "lists", fewer.clone(), false).await.unwrap();
        assert_eq!(again.counts.changes(), 0);
        let report = undo_import(&test.app, &ctx, done.unwrap().id).await.unwrap();
        assert_eq!((report.undone, report.refused), (1, 0), "{:?}", report.refusals);
        assert_eq!(links(&test, &ctx).await, before, "with the identifier, the words and the version that it had");
        // It is still one that came from Kitos.
        let (once_more, _) = import_kitos(&test.app, &ctx, "lists", fewer, false).await.unwrap();
        assert_eq!(of(&once_more, "dependency").removed, 1);
        let (back, _) = import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        assert_eq!(of(&back, "dependency").created, 1, "what is there again comes again");
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn relations_that_somebody_here_changed_or_took_away_are_left_as_they_are() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        let (fewer, left) = without_a_relation();
        // A list of what was changed since says nothing of systems that were not.
        let few = KitosFiles { usages: Vec::new(), ..fewer.clone() };
        let (found, _) = import_kitos(&test.app, &ctx, "lists", few, false).await.unwrap();
        assert_eq!((of(&found, "dependency").removed, links(&test, &ctx).await.len()), (0, left + 1));
        let kept: Vec<(_, _)> = read_kitos(&fewer).unwrap().dependencies.iter().map(|one| (one.from, one.to)).collect();
        let gone = read_kitos(&kitos()).unwrap().dependencies;
        let gone = gone.iter().find(|one| !kept.contains(&(one.from, one.to))).unwrap();
        let keys = AssetKeys::External { source: "kitos".to_owned(), ids: vec![gone.from.to_string()] };
        let from = find_assets(&test.app, &ctx, &keys).await.unwrap()[0].id;
        let link = links(&test, &ctx).await.into_iter().find(|link| link.dependency.asset == from).unwrap();
        let draft = DependencyDraft {
            asset: link.dependency.asset,
            on: link.dependency.on,
            kind: link.dependency.kind,
            necessity: Necessity::StopsAtOnce,
            alternative_group: None,
            note: "Vi ved det bedre".into(),
        };
        update_dependency(&test.app, &ctx, link.dependency.id, link.version, draft).await.unwrap();
        let (found, _) = import_kitos(&test.app, &ctx, "lists", fewer, false).await.unwrap();
        assert_eq!((of(&found, "dependency").removed, links(&test, &ctx).await.len()), (0, left + 1));
        let link = links(&test, &ctx).await.into_iter().find(|one| one.dependency.id == link.dependency.id).unwrap();
        remove_dependency(&test.app, &ctx, link.dependency.id, link.version).await.unwrap();
        let (found, _) = import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        assert_eq!((of(&found, "dependency").created, links(&test, &ctx).await.len()), (0, left));
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn undo_says_which_relations_cannot_come_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        let before = links(&test, &ctx).await;
        let (fewer, _) = without_a_relation();
        let (_, done) = import_kitos(&test.app, &ctx, "lists", fewer, false).await.unwrap();
        let left = links(&test, &ctx).await;
        let gone = before.iter().find(|link| !left.contains(link)).unwrap();
        let on = get_asset(&test.app, &ctx, gone.dependency.on).await.unwrap();
        archive_asset(&test.app, &ctx, on.id, on.version).await.unwrap();
        let report = undo_import(&test.app, &ctx, done.unwrap().id).await.unwrap();
        assert_eq!((report.undone, report.refused, report.refusals[0].reason), (0, 1, "end_archived"));
        assert!(report.refusals[0].name.contains(" → "), "{:?}", report.refusals);
    }
}

#[tokio::test]
async fn a_period_and_a_line_of_contracts_stay_possible() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        import_kitos(&test.app, &ctx, "lists", kitos(), false).await.unwrap();
        let find = async |reference: &str| {
            contracts(&test, &ctx).await.into_iter().find(|one| one.facts.reference == reference).unwrap()
        };
        let put = async |contract: Contract, facts: ContractFacts| {
            let draft = ContractDraft { facts, clauses: contract.clauses, assets: contract.assets };
            update_contract(&test.app, &ctx, contract.id, contract.version, draft).await.unwrap();
        };
        // The end is changed here, and then the beginning there, to after it.
        let one = find("K-2021-17").await;
        let ends_on = one.facts.starts_on.map(|start| start + time::Duration::days(30));
        put(one.clone(), ContractFacts { ends_on, ..one.facts.clone() }).await;
        let mut later: serde_json::Value = serde_json::from_slice(&kitos().contracts).unwrap();
        let all = later.as_array_mut().unwrap();
        for contract in all.iter_mut() {
            contract["general"]["validity"]["validFrom"] = "2026-06-01T00:00:00Z".into();
        }
        let files = KitosFiles { contracts: later.to_string().into_bytes(), ..kitos() };
        import_kitos(&test.app, &ctx, "lists", files, false).await.unwrap();
        let now = find("K-2021-17").await;
        assert_eq!((now.facts.starts_on, now.facts.ends_on), (one.facts.starts_on, ends_on));
        // One is placed under another here, and the other under it there.
        let sent = read_kitos(&kitos()).unwrap().contracts;
        let other = sent.iter().find(|contract| contract.number != "K-2021-17").unwrap().number.clone();
        let (mine, theirs) = (find("K-2021-17").await, find(&other).await);
        put(mine.clone(), ContractFacts { parent: Some(theirs.id), ..mine.facts.clone() }).await;
        let mut turned: serde_json::Value = serde_json::from_slice(&kitos().contracts).unwrap();
        for contract in turned.as_array_mut().unwrap() {
            if contract["uuid"].as_str() == Some(theirs.facts.external_id.as_str()) {
                contract["parentContract"] = serde_json::json!({ "uuid": mine.facts.external_id, "name": "x" });
            }
        }
        let files = KitosFiles { contracts: turned.to_string().into_bytes(), ..kitos() };
        import_kitos(&test.app, &ctx, "lists", files, false).await.unwrap();
        assert_eq!(find("K-2021-17").await.facts.parent, Some(theirs.id));
        assert_eq!(find(&other).await.facts.parent, None);
        verify_log(&test.app, &ctx).await.unwrap();
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
