//! Assets and what they depend on, on each engine.

use bavn_app::{
    Context, Error,
    asset::{
        AssetChange, AssetFilter, AssetKeys, AssetSort, AssetState, DependencyDraft, archive_asset, count_assets,
        create_asset, create_dependency, find_assets, get_asset, list_assets, list_dependencies, list_neighbours,
        put_assets, remove_dependency, restore_asset, select_assets, update_asset, update_dependency,
    },
    audit_log::verify_log,
    counted,
    page::PageRequest,
};
use bavn_core::{
    asset::{Answer, AssetFacts, DependencyKind, Grade, Kind, LifeCycle, Mfa, Necessity, answer},
    ids::{AssetId, PersonId, UnitId},
};
use bavn_testkit::{Actors, TestApp, engines, test_app};
use time::macros::date;

fn system(name: &str) -> AssetFacts {
    AssetFacts { name: name.into(), ..AssetFacts::default() }
}

fn grade(value: i64) -> Option<Grade> {
    Grade::from_i64(value).ok()
}

fn needs(asset: AssetId, on: AssetId) -> DependencyDraft {
    let (kind, necessity) = (DependencyKind::RunsOn, Necessity::StopsAfter(4));
    DependencyDraft { asset, on, kind, necessity, alternative_group: None, note: String::new() }
}

async fn names(test: &TestApp, ctx: &Context, filter: &AssetFilter, sort: AssetSort) -> Vec<String> {
    let page = list_assets(&test.app, ctx, filter, sort, PageRequest::default()).await.unwrap();
    assert_eq!(page.total, u64::try_from(page.rows.len()).unwrap());
    page.rows.into_iter().map(|row| row.name).collect()
}

fn codes(error: Error) -> Vec<(String, &'static str)> {
    match error {
        Error::Invalid(faults) => faults.into_iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_asset_is_stored_as_it_was_typed_and_changed_from_the_version_that_was_read() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let facts = AssetFacts {
            kind: Kind::SharedSolution,
            unit: Some(actors.health),
            owner: Some(actors.accounts["system_owner"].1),
            criticality: grade(4),
            criticality_reason: "Borgerne får ikke hjælp".into(),
            personal_data: [bavn_core::asset::PersonalData::Special].into(),
            mfa: Mfa::All,
            cost_yearly: Some(1_200_000),
            supported_until: Some(date!(2027 - 03 - 31)),
            log_connected: Some(false),
            ..system("Omsorgssystem")
        };
        let id = create_asset(&test.app, &ctx, facts.clone()).await.unwrap();
        let stored = get_asset(&test.app, &ctx, id).await.unwrap();
        assert_eq!((&stored.facts, stored.number, stored.version), (&facts, 1, 1));

        let changed = AssetFacts { name: "  Omsorg  ".into(), life_cycle: LifeCycle::PhasingOut, ..facts };
        update_asset(&test.app, &ctx, id, 1, changed.clone()).await.unwrap();
        let again = update_asset(&test.app, &ctx, id, 1, changed).await;
        assert!(matches!(again, Err(Error::Conflict { current: 2, .. })));
        assert_eq!(get_asset(&test.app, &ctx, id).await.unwrap().facts.name, "Omsorg");

        archive_asset(&test.app, &ctx, id, 2).await.unwrap();
        let closed = update_asset(&test.app, &ctx, id, 3, system("Nyt navn")).await;
        assert!(matches!(closed, Err(Error::Closed { reason: "archived", .. })));
        assert_eq!(names(&test, &ctx, &AssetFilter::default(), AssetSort::Name).await, Vec::<String>::new());
        restore_asset(&test.app, &ctx, id, 3).await.unwrap();
        assert_eq!(names(&test, &ctx, &AssetFilter::default(), AssetSort::Name).await, ["Omsorg"]);
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn of_two_who_write_over_the_same_version_one_is_told() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let id = create_asset(&test.app, &ctx, system("Løn")).await.unwrap();
        let both = tokio::join!(
            update_asset(&test.app, &ctx, id, 1, system("Løn og personale")),
            update_asset(&test.app, &ctx, id, 1, system("Lønsystem")),
        );
        let both = [both.0, both.1];
        assert_eq!(both.iter().filter(|one| one.is_ok()).count(), 1, "{both:?}");
        assert!(both.iter().any(|one| matches!(one, Err(Error::Conflict { current: 2, .. }))), "{both:?}");
        assert_eq!(get_asset(&test.app, &ctx, id).await.unwrap().version, 2);
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn every_fault_is_told_at_once() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let nobody = PersonId(uuid::Uuid::from_u128(5));
        let facts = AssetFacts {
            unit: Some(UnitId(uuid::Uuid::from_u128(6))),
            responsible: Some(nobody),
            record_url: "ftp://x".into(),
            ..system(" ")
        };
        let found = codes(create_asset(&test.app, &ctx, facts).await.unwrap_err());
        let expected = [("name", "required"), ("record_url", "link"), ("unit", "unknown"), ("responsible", "unknown")];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
    }
}

#[tokio::test]
async fn a_list_is_searched_narrowed_and_sorted_in_danish() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let made = [
            ("Åbningstider", Kind::System, actors.health, 1),
            ("Zoneplan", Kind::Server, actors.home_care, 4),
            ("Ældrepleje", Kind::SharedSolution, actors.school, 3),
            ("Raadhus", Kind::Location, actors.library, 2),
        ];
        let facts = made.map(|(name, kind, unit, level)| {
            AssetChange::Create(AssetFacts { kind, unit: Some(unit), criticality: grade(level), ..system(name) })
        });
        put_assets(&test.app, &ctx, facts.into()).await.unwrap();
        let all = AssetFilter::default();
        assert_eq!(
            names(&test, &ctx, &all, AssetSort::Name).await,
            ["Raadhus", "Zoneplan", "Ældrepleje", "Åbningstider"]
        );
        assert_eq!(
            names(&test, &ctx, &all, AssetSort::Criticality).await,
            ["Zoneplan", "Ældrepleje", "Raadhus", "Åbningstider"]
        );
        let found = async |filter: AssetFilter| names(&test, &ctx, &filter, AssetSort::Number).await;
        assert_eq!(found(AssetFilter { words: "RÅDHUS".into(), ..all.clone() }).await, ["Raadhus"]);
        assert_eq!(found(AssetFilter { words: "a-2 zone".into(), ..all.clone() }).await, ["Zoneplan"]);
        let below = AssetFilter { unit: Some(actors.health), ..all.clone() };
        assert_eq!(found(below).await, ["Åbningstider", "Zoneplan"]);
        let high = AssetFilter { criticality: grade(3), ..all.clone() };
        assert_eq!(found(high).await, ["Zoneplan", "Ældrepleje"]);
        let group = Some(bavn_core::asset::KindGroup::Infrastructure);
        assert_eq!(found(AssetFilter { group, ..all.clone() }).await, ["Zoneplan"]);
        let files = select_assets(&test.app, &ctx, &all, AssetSort::Kind).await.unwrap();
        assert_eq!(files.len(), 4);
    }
}

/// What the database counts is what the rule says of each asset.
#[tokio::test]
async fn the_database_counts_as_the_rule_does() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("auditor");
        let mut changes = Vec::new();
        let dates = [None, Some(date!(2025 - 11 - 01)), Some(date!(2025 - 11 - 02)), Some(date!(2027 - 05 - 02))];
        for (at, kind) in Kind::ALL.iter().enumerate().filter(|(_, kind)| **kind != Kind::Own) {
            for (place, date) in dates.iter().enumerate() {
                let number = at * 4 + place;
                changes.push(AssetChange::Create(AssetFacts {
                    kind: *kind,
                    life_cycle: LifeCycle::ALL[number % 5 % 4],
                    criticality: [None, grade(2), grade(3), grade(4)][number % 7 % 4],
                    mfa: Mfa::ALL[number % 4],
                    log_connected: [None, Some(true), Some(false)][number % 3],
                    last_restore_test_on: *date,
                    supported_until: dates[number % 3],
                    ..system(&format!("Aktiv {number}"))
                }));
            }
        }
        put_assets(&test.app, &actors.ctx("coordinator"), changes).await.unwrap();
        let (lines, _) = list_dependencies(&test.app, &ctx).await.unwrap();
        let (in_use, counts) = count_assets(&test.app, &ctx).await.unwrap();
        assert_eq!(in_use, u64::try_from(lines.len()).unwrap());
        for (state, count) in counts {
            let AssetState::Missing(question) = state else { continue };
            let by_rule = lines
                .iter()
                .filter(|line| {
                    answer(question, &line.posture, ctx.today()).is_some_and(|answer| answer != Answer::Good)
                })
                .count();
            assert!(by_rule > 0, "{}", state.key());
            assert_eq!(count, u64::try_from(by_rule).unwrap(), "{}", state.key());
            let filter = AssetFilter { state: Some(state), ..AssetFilter::default() };
            let page = list_assets(&test.app, &ctx, &filter, AssetSort::Name, PageRequest::new(1, 200)).await.unwrap();
            assert_eq!(page.total, count, "{}", state.key());
        }
    }
}

#[tokio::test]
async fn dependencies_are_kept_both_ways_with_their_history() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let made = put_assets(
            &test.app,
            &ctx,
            ["Lønsystem", "Server 1", "Strøm"].map(|name| AssetChange::Create(system(name))).into(),
        )
        .await
        .unwrap();
        let [pay, server, power] = [0, 1, 2].map(|at: usize| made[at].id);
        let link = create_dependency(&test.app, &ctx, needs(pay, server)).await.unwrap();
        create_dependency(&test.app, &ctx, needs(server, power)).await.unwrap();
        let twice = create_dependency(&test.app, &ctx, needs(pay, server)).await.unwrap_err();
        assert_eq!(codes(twice), [("on".to_owned(), "duplicate")]);
        let own = DependencyDraft { alternative_group: Some(100), ..needs(pay, pay) };
        let found = codes(create_dependency(&test.app, &ctx, own).await.unwrap_err());
        assert_eq!(found, [("on".to_owned(), "on_itself"), ("alternative_group".to_owned(), "out_of_range")]);

        let around = list_neighbours(&test.app, &ctx, server).await.unwrap();
        assert_eq!(around.needs[0].1.facts.name, "Strøm");
        assert_eq!(around.needed_by[0].1.facts.name, "Lønsystem");
        let softer = DependencyDraft { necessity: Necessity::Degraded, ..needs(pay, server) };
        update_dependency(&test.app, &ctx, link, 1, softer).await.unwrap();
        let around = list_neighbours(&test.app, &ctx, pay).await.unwrap();
        assert_eq!(around.needs[0].0.dependency.necessity, Necessity::Degraded);
        assert!(matches!(remove_dependency(&test.app, &ctx, link, 1).await, Err(Error::Conflict { current: 2, .. })));
        remove_dependency(&test.app, &ctx, link, 2).await.unwrap();
        assert_eq!(list_neighbours(&test.app, &ctx, pay).await.unwrap().needs, []);
        archive_asset(&test.app, &ctx, power, 1).await.unwrap();
        assert_eq!(list_neighbours(&test.app, &ctx, server).await.unwrap(), bavn_app::asset::Neighbours::default());
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn a_system_owner_reaches_own_units_and_own_systems_only() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (boss, owner) = (actors.ctx("coordinator"), actors.ctx("limited_owner"));
        let person = actors.accounts["limited_owner"].1;
        let of = |name: &str, unit, owner| AssetFacts { unit, owner, ..system(name) };
        let made = put_assets(
            &test.app,
            &boss,
            vec![
                AssetChange::Create(of("I egen enhed", Some(actors.home_care), None)),
                AssetChange::Create(of("Mit eget", Some(actors.school), Some(person))),
                AssetChange::Create(of("Skolens", Some(actors.school), None)),
                AssetChange::Create(of("Fælles", None, None)),
            ],
        )
        .await
        .unwrap();
        let [unit, own, school, common] = [0, 1, 2, 3].map(|at: usize| made[at].id);
        let all = AssetFilter::default();
        assert_eq!(names(&test, &owner, &all, AssetSort::Number).await, ["I egen enhed", "Mit eget"]);
        assert_eq!(count_assets(&test.app, &owner).await.unwrap().0, 2);
        for hidden in [school, common] {
            assert!(matches!(get_asset(&test.app, &owner, hidden).await, Err(Error::NotFound { .. })));
            let change = update_asset(&test.app, &owner, hidden, 1, system("Taget")).await;
            assert!(matches!(change, Err(Error::NotFound { .. })));
        }
        update_asset(&test.app, &owner, own, 1, of("Mit", Some(actors.school), Some(person))).await.unwrap();
        let given = update_asset(&test.app, &owner, own, 2, of("Mit", Some(actors.school), None)).await;
        assert!(matches!(given, Err(Error::Forbidden(_))));
        let foreign = create_asset(&test.app, &owner, of("Ny", Some(actors.school), None)).await;
        assert!(matches!(foreign, Err(Error::Forbidden(_))));

        create_dependency(&test.app, &boss, needs(unit, common)).await.unwrap();
        let around = list_neighbours(&test.app, &owner, unit).await.unwrap();
        assert_eq!((around.needs.len(), around.hidden), (0, 1));
        let unseen = create_dependency(&test.app, &owner, needs(own, school)).await.unwrap_err();
        assert_eq!(codes(unseen), [("on".to_owned(), "unknown")]);
        let many = put_assets(&test.app, &owner, vec![AssetChange::Archive { id: school }]).await;
        assert!(matches!(many, Err(Error::NotFound { .. } | Error::Forbidden(_))));
        let auditor = actors.ctx("auditor");
        assert_eq!(names(&test, &auditor, &all, AssetSort::Number).await.len(), 4);
        assert!(matches!(create_asset(&test.app, &auditor, system("X")).await, Err(Error::Forbidden(_))));
        let employee = actors.ctx("employee");
        let employee = list_assets(&test.app, &employee, &all, AssetSort::Name, PageRequest::default()).await;
        assert!(matches!(employee, Err(Error::NotFound { .. })));
    }
}

#[tokio::test]
async fn many_are_stored_in_few_statements_all_or_none() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let new = |from: usize| -> Vec<AssetChange> {
            (from..from + 1_200).map(|at| AssetChange::Create(system(&format!("Pc {at:04}")))).collect()
        };
        let (made, statements) = counted(put_assets(&test.app, &ctx, new(0))).await;
        let made = made.unwrap();
        assert!(statements <= 14, "{statements}");
        assert_eq!(made.last().unwrap().number, 1_200);
        let mut second: Vec<AssetChange> = made
            .iter()
            .map(|asset| AssetChange::Update {
                id: asset.id,
                facts: AssetFacts { criticality: grade(1), ..asset.facts.clone() },
            })
            .collect();
        let (changed, statements) = counted(put_assets(&test.app, &ctx, second.clone())).await;
        assert!(statements <= 15, "{statements}");
        assert!(changed.unwrap().iter().all(|asset| asset.version == 2));
        second.push(AssetChange::Create(system("")));
        let faults = codes(put_assets(&test.app, &ctx, second).await.unwrap_err());
        assert_eq!(faults, [("assets[1200].name".to_owned(), "required")]);
        let numbers = AssetKeys::Numbers(vec![3, 1_200, 1_201]);
        let found = find_assets(&test.app, &ctx, &numbers).await.unwrap();
        assert_eq!(found.iter().map(|asset| (asset.number, asset.version)).collect::<Vec<_>>(), [(3, 2), (1_200, 2)]);
        verify_log(&test.app, &ctx).await.unwrap();
    }
}
