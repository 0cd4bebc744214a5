//! What falls if a supplier falls, on each engine.

use bavn_app::{
    Context,
    asset::{AssetChange, DependencyChange, DependencyDraft, put_assets, put_dependencies},
    page::PageRequest,
    supplier::{
        ContractDraft, FallReason, SubSupplier, SupplierDraft, SupplierFilter, SupplierSort, contracts_covering,
        cover_asset, create_contract, create_supplier, get_contract, list_covered, list_suppliers,
        supplier_concentration,
    },
};
use bavn_core::{
    asset::{AssetFacts, DependencyKind, Grade, Kind, Necessity},
    ids::{AssetId, SupplierId},
    supplier::{ContractFacts, SupplierFacts},
};
use bavn_testkit::{Actors, TestApp, engines, test_app};

async fn supplier(test: &TestApp, ctx: &Context, name: &str, subs: &[SupplierId]) -> SupplierId {
    let facts = SupplierFacts { name: name.into(), ..SupplierFacts::default() };
    let subs = subs.iter().map(|id| SubSupplier { supplier: *id, service: String::new() }).collect();
    create_supplier(&test.app, ctx, SupplierDraft { facts, contacts: Vec::new(), subs }).await.unwrap()
}

fn asset(name: &str, kind: Kind, grade: i64, supplier: Option<SupplierId>) -> AssetFacts {
    AssetFacts { name: name.into(), kind, criticality: Grade::from_i64(grade).ok(), supplier, ..AssetFacts::default() }
}

fn needs(asset: AssetId, on: AssetId, group: Option<i64>) -> DependencyChange {
    DependencyChange::Put(DependencyDraft {
        asset,
        on,
        kind: DependencyKind::Needs,
        necessity: Necessity::StopsAtOnce,
        alternative_group: group,
        note: String::new(),
    })
}

#[tokio::test]
async fn what_falls_follows_contracts_chains_and_dependencies() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let host = supplier(&test, &ctx, "Vært", &[]).await;
        let journal = supplier(&test, &ctx, "Journalhuset", &[host]).await;
        let other = supplier(&test, &ctx, "Anden", &[]).await;
        let made = put_assets(
            &test.app,
            &ctx,
            [
                asset("Server A", Kind::Server, 2, Some(host)),
                asset("Server B", Kind::Server, 2, Some(other)),
                asset("Journal", Kind::System, 4, Some(journal)),
                asset("Plan", Kind::System, 3, None),
                asset("Begge", Kind::System, 4, None),
                asset("Lager", Kind::Storage, 3, None),
                asset("Arkiv", Kind::System, 3, None),
            ]
            .map(AssetChange::Create)
            .into(),
        );
        let ids: Vec<AssetId> = made.await.unwrap().iter().map(|asset| asset.id).collect();
        // The plan stands on server A alone; the fifth on either server; the archive on the storage.
        let links = vec![
            needs(ids[3], ids[0], None),
            needs(ids[4], ids[0], Some(1)),
            needs(ids[4], ids[1], Some(1)),
            needs(ids[6], ids[5], None),
        ];
        put_dependencies(&test.app, &ctx, links).await.unwrap();
        let facts = ContractFacts { title: "Lager".into(), supplier: Some(host), ..ContractFacts::default() };
        let draft = ContractDraft { facts, ..ContractDraft::default() };
        let contract = create_contract(&test.app, &ctx, draft).await.unwrap();
        let before = supplier_concentration(&test.app, &ctx, host).await.unwrap();
        // Server A, the journal of the supplier that leans on the host, and the plan; not what has an alternative.
        let names = |found: &bavn_app::supplier::Concentration| {
            found.fallen.iter().map(|one| one.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&before), ["Journal", "Server A", "Plan"]);
        assert_eq!((before.critical, before.hidden, before.leaning), (2, 0, vec![(journal, "Journalhuset".into())]));
        assert_eq!(before.fallen[2].reason, FallReason::Asset(Some((ids[0], "Server A".into()))));
        cover_asset(&test.app, &ctx, contract, 1, ids[5], true).await.unwrap();
        let after = supplier_concentration(&test.app, &ctx, host).await.unwrap();
        assert_eq!(names(&after), ["Journal", "Lager", "Server A", "Plan", "Arkiv"]);
        assert_eq!(after.critical, 3);
        assert_eq!(after.fallen[1].reason, FallReason::Contract(contract, "Lager".into()));
        let twice = cover_asset(&test.app, &ctx, contract, 2, ids[5], true).await;
        assert!(twice.is_err(), "once is enough");
        let found = contracts_covering(&test.app, &ctx, ids[5]).await.unwrap();
        assert_eq!((found.len(), found[0].1, found[0].2.as_str()), (1, host, "Vært"));
        let (filter, request) = (SupplierFilter::default(), PageRequest::new(1, 2));
        let page = list_suppliers(&test.app, &ctx, &filter, SupplierSort::Systems, request).await.unwrap();
        let counts: Vec<_> = page.rows.iter().map(|row| (row.name.as_str(), row.critical_systems)).collect();
        assert_eq!((counts, page.total), (vec![("Vært", 3), ("Journalhuset", 1)], 3));
        // Somebody who may read nothing of it is told how much falls.
        let owner = actors.ctx("limited_owner");
        let seen = supplier_concentration(&test.app, &owner, host).await.unwrap();
        assert_eq!((seen.fallen.len(), seen.hidden, seen.critical), (0, 5, 3));
        let auditor = supplier_concentration(&test.app, &actors.ctx("auditor"), host).await.unwrap();
        assert_eq!(auditor, after);
        let found = get_contract(&test.app, &ctx, contract).await.unwrap();
        assert_eq!(list_covered(&test.app, &ctx, &found).await.unwrap().0.len(), 1);
        cover_asset(&test.app, &ctx, contract, found.version, ids[5], false).await.unwrap();
        assert_eq!(supplier_concentration(&test.app, &ctx, host).await.unwrap().fallen.len(), 3);
    }
}

#[tokio::test]
async fn contracts_of_other_units_are_not_named() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (ctx, owner) = (actors.ctx("coordinator"), actors.ctx("limited_owner"));
        let host = supplier(&test, &ctx, "Vært", &[]).await;
        let near = AssetFacts { unit: Some(actors.home_care), ..asset("Omsorg", Kind::System, 4, None) };
        let near = put_assets(&test.app, &ctx, vec![AssetChange::Create(near)]).await.unwrap()[0].id;
        let draft = |title: &str, unit| ContractDraft {
            facts: ContractFacts { title: title.into(), supplier: Some(host), unit, ..ContractFacts::default() },
            assets: [near].into(),
            ..ContractDraft::default()
        };
        let far = create_contract(&test.app, &ctx, draft("Fortrolig", Some(actors.school))).await.unwrap();
        let seen = supplier_concentration(&test.app, &ctx, host).await.unwrap();
        assert_eq!(seen.fallen[0].reason, FallReason::Contract(far, "Fortrolig".into()));
        let seen = supplier_concentration(&test.app, &owner, host).await.unwrap();
        assert_eq!((seen.fallen.len(), seen.hidden), (1, 0));
        assert_eq!(seen.fallen[0].reason, FallReason::Supplier(host, "Vært".into()));
    }
}
