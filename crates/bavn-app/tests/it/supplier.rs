use bavn_app::{
    App, Context, Error, counted,
    page::PageRequest,
    supplier::{
        ContractDraft, ContractFilter, ContractSort, DueKind, PutContract, PutSupplier, SubSupplier, SupplierDraft,
        SupplierFilter, SupplierSort, archive_contract, archive_supplier, create_contract, create_supplier,
        create_supplier_record, get_contract, get_supplier, get_supplier_chain, get_supplier_record, list_contracts,
        list_dues, list_supplier_records, list_suppliers, put_contracts, put_suppliers, update_contract,
        update_supplier, update_supplier_record,
    },
};
use bavn_core::{
    asset::Grade,
    ids::{ContractId, SupplierId},
    supplier::{AgreementFacts, ClauseState, Contact, ContractFacts, RecordFacts, StatementFacts, SupplierFacts},
};
use bavn_testkit::{Actors, engines, test_app};
use time::macros::date;

fn named(name: &str) -> SupplierDraft {
    SupplierDraft { facts: SupplierFacts { name: name.into(), ..Default::default() }, ..Default::default() }
}

fn contract(supplier: SupplierId, title: &str) -> ContractDraft {
    let facts = ContractFacts { title: title.into(), supplier: Some(supplier), ..Default::default() };
    ContractDraft { facts, ..Default::default() }
}

fn sub(supplier: SupplierId, service: &str) -> SubSupplier {
    SubSupplier { supplier, service: service.into() }
}

fn fields(error: Error) -> Vec<(String, &'static str)> {
    match error {
        Error::Invalid(faults) => faults.into_iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_supplier_is_made_found_changed_and_put_away() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let skybro = create_supplier(app, ctx, named("Skybro Hosting")).await.unwrap();
        let draft = SupplierDraft {
            facts: SupplierFacts {
                name: " Ærø Omsorg ".into(),
                cvr: "DK 10 15 08 18".into(),
                criticality: Some(Grade::MAX),
                ..Default::default()
            },
            contacts: vec![Contact { name: "Driftsvagt".into(), is_out_of_hours: true, ..Default::default() }],
            subs: vec![sub(skybro, "Drift")],
        };
        let id = create_supplier(app, ctx, draft.clone()).await.unwrap();
        let found = get_supplier(app, ctx, id).await.unwrap();
        assert_eq!((found.number, found.facts.name.as_str(), found.facts.cvr.as_str()), (2, "Ærø Omsorg", "10150818"));
        assert!(found.contacts[0].is_out_of_hours && found.subs == draft.subs);
        let words = |words: &str| SupplierFilter { words: words.into(), ..Default::default() };
        for wanted in ["ærø", "L-2", "1015 omsorg"] {
            let page =
                list_suppliers(app, ctx, &words(wanted), SupplierSort::Name, PageRequest::default()).await.unwrap();
            assert_eq!((page.total, page.rows[0].id, page.rows[0].subs), (1, id, 1), "{wanted}");
        }
        // The same version twice is a conflict, and nothing is overwritten.
        update_supplier(app, ctx, id, 1, SupplierDraft { contacts: Vec::new(), ..draft.clone() }).await.unwrap();
        let late = update_supplier(app, ctx, id, 1, draft).await;
        assert!(matches!(late, Err(Error::Conflict { current: 2, .. })), "{late:?}");
        assert!(get_supplier(app, ctx, id).await.unwrap().contacts.is_empty());
        // What has contracts in use stays.
        let of = create_contract(app, ctx, contract(id, "Omsorg")).await.unwrap();
        let refused = archive_supplier(app, ctx, id, 2).await;
        assert!(matches!(refused, Err(Error::Closed { reason: "in_use", .. })), "{refused:?}");
        archive_contract(app, ctx, of, 1).await.unwrap();
        archive_supplier(app, ctx, id, 2).await.unwrap();
        assert!(get_supplier(app, ctx, id).await.unwrap().archived_at.is_some());
        let left = list_suppliers(app, ctx, &words(""), SupplierSort::Name, PageRequest::default()).await.unwrap();
        assert_eq!(left.total, 1);
    }
}

#[tokio::test]
async fn suppliers_stand_behind_each_other_in_levels_and_never_in_a_circle() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let new = |name: &str| PutSupplier { old: None, draft: named(name) };
        let ids = put_suppliers(app, ctx, vec![new("Omsorg"), new("Drift"), new("Strøm")]).await.unwrap();
        let (care, hosting, power) = (ids[0], ids[1], ids[2]);
        let with = |name: &str, subs| SupplierDraft { subs, ..named(name) };
        update_supplier(app, ctx, care, 1, with("Omsorg", vec![sub(hosting, "Datacenter")])).await.unwrap();
        update_supplier(app, ctx, hosting, 1, with("Drift", vec![sub(power, "Nødstrøm")])).await.unwrap();
        let round = update_supplier(app, ctx, power, 1, with("Strøm", vec![sub(care, "")])).await.unwrap_err();
        match &round {
            Error::Invalid(faults) => assert!(faults[0].params[0].1.contains("Omsorg"), "{faults:?}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(fields(round), [("subs".to_owned(), "supplier_circle")]);
        let (chain, statements) = counted(get_supplier_chain(app, ctx, care)).await;
        assert_eq!(statements, 3);
        let behind: Vec<_> = chain.unwrap().behind.into_iter().map(|one| (one.name, one.level, one.service)).collect();
        assert_eq!(behind, [("Drift".into(), 1, "Datacenter".into()), ("Strøm".into(), 2, String::new())]);
        let before = get_supplier_chain(app, ctx, power).await.unwrap().before;
        assert_eq!(before.iter().map(|one| (one.id, one.level)).collect::<Vec<_>>(), [(hosting, 1), (care, 2)]);
        let unknown = with("Ny", vec![sub(SupplierId(uuid::Uuid::nil()), "")]);
        assert_eq!(
            fields(create_supplier(app, ctx, unknown).await.unwrap_err()),
            [("subs[0].supplier".to_owned(), "unknown")]
        );
    }
}

#[tokio::test]
async fn many_are_stored_all_or_none_in_few_statements() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let new = |at: usize| PutSupplier { old: None, draft: named(&format!("Leverandør {at}")) };
        let mut puts: Vec<PutSupplier> = (0..700).map(new).collect();
        puts[699].draft.facts.name.clear();
        let refused = put_suppliers(app, ctx, puts.clone()).await.unwrap_err();
        assert_eq!(fields(refused), [("suppliers[699].name".to_owned(), "required")]);
        puts[699].draft.facts.name = "Den sidste".into();
        let (ids, statements) = counted(put_suppliers(app, ctx, puts)).await;
        let ids = ids.unwrap();
        assert!(statements <= 25, "{statements} statements for 700 suppliers");
        // A change and a new one in the same go.
        let change = PutSupplier { old: Some((ids[0], 1)), draft: named("Omdøbt") };
        let both = put_suppliers(app, ctx, vec![change, new(700)]).await.unwrap();
        assert_eq!(both[0], ids[0]);
        let renamed = get_supplier(app, ctx, ids[0]).await.unwrap();
        assert_eq!((renamed.facts.name.as_str(), renamed.version, renamed.number), ("Omdøbt", 2, 1));
        let puts = (0..600)
            .map(|at| PutContract { old: None, draft: contract(ids[at % 3], &format!("Aftale {at}")) })
            .collect();
        put_contracts(app, ctx, puts).await.unwrap();
        let filter = SupplierFilter::default();
        let request = PageRequest::default();
        let (page, statements) = counted(list_suppliers(app, ctx, &filter, SupplierSort::Number, request)).await;
        assert_eq!((page.unwrap().rows[0].contracts, statements), (200, 8));
        let filter = ContractFilter { words: "omdøbt aftale 3".into(), ..Default::default() };
        let (page, statements) = counted(list_contracts(app, ctx, &filter, ContractSort::Title, request)).await;
        assert_eq!(page.unwrap().total, 0, "the words stand together in no column");
        assert!(statements <= 4, "{statements}");
        let filter = ContractFilter { words: "omdøbt".into(), ..Default::default() };
        let page = list_contracts(app, ctx, &filter, ContractSort::Title, request).await.unwrap();
        assert_eq!((page.total, page.rows[0].supplier_name.as_str()), (200, "Omdøbt"));
    }
}

async fn three(app: &App, ctx: &Context, actors: &Actors) -> (SupplierId, [ContractId; 3]) {
    let supplier = create_supplier(app, ctx, named("Nordkyst")).await.unwrap();
    let mut made = Vec::new();
    let owner = actors.accounts["limited_owner"].1;
    for (title, unit, owner) in [
        ("Hjemmepleje", Some(actors.home_care), None),
        ("Skole", Some(actors.school), None),
        ("Egen", None, Some(owner)),
    ] {
        let mut draft = contract(supplier, title);
        (draft.facts.unit, draft.facts.owner) = (unit, owner);
        made.push(create_contract(app, ctx, draft).await.unwrap());
    }
    (supplier, [made[0], made[1], made[2]])
}

#[tokio::test]
async fn an_owner_of_one_administration_knows_of_its_contracts_and_their_own() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, coordinator, owner) = (&test.app, actors.ctx("coordinator"), actors.ctx("limited_owner"));
        let (supplier, [care, school, own]) = three(app, &coordinator, &actors).await;
        for (contract, title) in [(care, "Pleje"), (school, "Skole"), (own, "Egen")] {
            let facts = RecordFacts::Statement(StatementFacts {
                title: title.into(),
                next_due_on: Some(date!(2027 - 01 - 01)),
                ..Default::default()
            });
            create_supplier_record(app, &coordinator, supplier, Some(contract), facts).await.unwrap();
        }
        let page =
            list_contracts(app, &owner, &ContractFilter::default(), ContractSort::Number, PageRequest::default()).await;
        let seen: Vec<ContractId> = page.unwrap().rows.iter().map(|row| row.id).collect();
        assert_eq!(seen, [care, own]);
        assert!(matches!(get_contract(app, &owner, school).await, Err(Error::NotFound { .. })));
        let hidden = update_contract(app, &owner, school, 1, contract(supplier, "Nej")).await;
        assert!(matches!(hidden, Err(Error::NotFound { .. })), "{hidden:?}");
        // Records and due dates of hidden contracts are hidden with them.
        let records = list_supplier_records(app, &owner, supplier).await.unwrap();
        let mut titles: Vec<_> = records.iter().map(|one| one.facts.title()).collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Egen", "Pleje"]);
        assert_eq!(list_dues(app, &owner).await.unwrap().len(), 2);
        let all = list_supplier_records(app, &coordinator, supplier).await.unwrap();
        let of_school = all.iter().find(|one| one.contract == Some(school)).unwrap();
        assert!(matches!(get_supplier_record(app, &owner, of_school.id).await, Err(Error::NotFound { .. })));
        // Their own may be changed, but not moved where they may do nothing, and no supplier either.
        let mut draft = contract(supplier, "Omdøbt");
        draft.facts.unit = Some(actors.home_care);
        update_contract(app, &owner, care, 1, draft.clone()).await.unwrap();
        draft.facts.unit = Some(actors.school);
        let moved = update_contract(app, &owner, care, 2, draft).await;
        assert!(matches!(moved, Err(Error::Forbidden(_))), "{moved:?}");
        assert!(matches!(create_supplier(app, &owner, named("Nej")).await, Err(Error::Forbidden(_))));
        let all = SupplierFilter::default();
        let lines = list_suppliers(app, &owner, &all, SupplierSort::Name, PageRequest::default()).await.unwrap();
        assert_eq!(lines.rows[0].contracts, 2);
        let employee = actors.ctx("employee");
        assert!(matches!(get_supplier(app, &employee, supplier).await, Err(Error::NotFound { .. })));
        for name in ["auditor", "director", "administrator"] {
            let ctx = actors.ctx(name);
            assert!(get_contract(app, &ctx, school).await.is_ok());
            let refused = update_contract(app, &ctx, school, 1, contract(supplier, "Nej")).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{name}: {refused:?}");
        }
    }
}

#[tokio::test]
async fn contracts_keep_their_clauses_and_stand_under_each_other() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let supplier = create_supplier(app, ctx, named("Nordkyst")).await.unwrap();
        let mut frame = contract(supplier, "Rammeaftale");
        frame.clauses.insert("incidents".into(), (ClauseState::Missing, "Kræves ved fornyelse".into()));
        frame.clauses.insert("audit".into(), (ClauseState::In, String::new()));
        frame.clauses.insert("logging".into(), (ClauseState::Unknown, String::new()));
        let top = create_contract(app, ctx, frame.clone()).await.unwrap();
        let mut under = contract(supplier, "Under");
        under.facts.parent = Some(top);
        let below = create_contract(app, ctx, under).await.unwrap();
        let found = get_contract(app, ctx, top).await.unwrap();
        assert_eq!(found.clauses.len(), 2, "what nobody has looked at is not stored");
        assert_eq!(found.clauses["incidents"].1, "Kræves ved fornyelse");
        frame.facts.parent = Some(below);
        let round = update_contract(app, ctx, top, 1, frame).await.unwrap_err();
        assert!(fields(round).iter().any(|(field, code)| field == "parent" && *code == "contract_circle"));
        let refused = archive_contract(app, ctx, top, 1).await;
        assert!(matches!(refused, Err(Error::Closed { reason: "in_use", .. })), "{refused:?}");
        let all = ContractFilter::default();
        let page = list_contracts(app, ctx, &all, ContractSort::Number, PageRequest::default()).await.unwrap();
        assert_eq!(page.rows[0].missing, 1);
        let mut wrong = contract(SupplierId(uuid::Uuid::nil()), "");
        wrong.facts.unit = Some(bavn_core::ids::UnitId(uuid::Uuid::nil()));
        let mut found = fields(create_contract(app, ctx, wrong).await.unwrap_err());
        found.sort();
        let expected = [("supplier", "unknown"), ("title", "required"), ("unit", "unknown")];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
    }
}

#[tokio::test]
async fn what_is_on_file_falls_due_with_the_contracts() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let supplier = create_supplier(app, ctx, named("Nordkyst")).await.unwrap();
        let other = create_supplier(app, ctx, named("Anden")).await.unwrap();
        let mut draft = contract(supplier, "Omsorg");
        draft.facts.ends_on = Some(date!(2027 - 05 - 31));
        draft.facts.notice_months = Some(3);
        let of = create_contract(app, ctx, draft).await.unwrap();
        let mut agreement = AgreementFacts {
            title: "Databehandleraftale".into(),
            concluded_on: Some(date!(2026 - 04 - 01)),
            oversight_months: Some(12),
            ..Default::default()
        };
        let facts = RecordFacts::Agreement(agreement.clone());
        let wrong = create_supplier_record(app, ctx, other, Some(of), facts.clone()).await.unwrap_err();
        assert_eq!(fields(wrong), [("contract".to_owned(), "unknown")], "the contract is with somebody else");
        let id = create_supplier_record(app, ctx, supplier, Some(of), facts).await.unwrap();
        let (dues, statements) = counted(list_dues(app, ctx)).await;
        assert_eq!(statements, 3);
        let dues: Vec<_> = dues.unwrap().into_iter().map(|due| (due.on, due.kind)).collect();
        let expected = [
            (date!(2027 - 02 - 28), DueKind::Notice),
            (date!(2027 - 04 - 01), DueKind::Oversight),
            (date!(2027 - 05 - 31), DueKind::ContractEnds),
        ];
        assert_eq!(dues, expected);
        agreement.last_oversight_on = Some(date!(2026 - 09 - 01));
        let facts = RecordFacts::Agreement(agreement);
        update_supplier_record(app, ctx, id, 1, Some(of), facts.clone()).await.unwrap();
        let late = update_supplier_record(app, ctx, id, 1, None, facts).await;
        assert!(matches!(late, Err(Error::Conflict { current: 2, .. })), "{late:?}");
        assert_eq!(list_dues(app, ctx).await.unwrap()[2].on, date!(2027 - 09 - 01));
        let kind = update_supplier_record(
            app,
            ctx,
            id,
            2,
            None,
            RecordFacts::Statement(StatementFacts { title: "Nej".into(), ..Default::default() }),
        );
        assert_eq!(fields(kind.await.unwrap_err()), [("kind".to_owned(), "unknown")]);
    }
}
