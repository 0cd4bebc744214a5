//! Critical tasks, recovery teams, recovery steps, and the facts of calculations, on each engine.

use bavn_app::{
    Context, Error,
    asset::{DependencyDraft, create_asset, create_dependency, get_asset},
    audit_log::verify_log,
    continuity::{
        Levels, TaskChange, TaskFilter, TaskShow, TaskSort, archive_team, asset_steps, change_task, count_tasks,
        create_task, create_team, find_tasks, get_task, list_tasks, list_teams, load_facts, put_asset_steps, put_tasks,
        task_heat, task_history, task_names, update_team,
    },
    counted,
    measure::create_measure,
    page::PageRequest,
    supplier::{SupplierDraft, create_supplier},
};
use bavn_core::{
    asset::{AssetFacts, DependencyKind, Hosting, Kind, Necessity},
    continuity::{
        Effect, Need, Thing,
        task::{CriticalTask, Dimension, NeedEffect, NeedOn, TaskNeed, TaskState},
        team::{RecoveryStep, RecoveryTeam},
    },
    ids::{AssetId, CriticalTaskId},
    supplier::SupplierFacts,
};
use bavn_testkit::{Actors, TestApp, engines, test_app};
use std::sync::Arc;
use time::macros::date;

fn codes(error: Error) -> Vec<(String, &'static str)> {
    match error {
        Error::Invalid(faults) => faults.into_iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other:?}"),
    }
}

fn need(on: NeedOn) -> TaskNeed {
    TaskNeed { on, effect: NeedEffect::Stops, after_minutes: None, alternative_group: None, note: String::new() }
}

pub(super) fn home_care(actors: &Actors) -> CriticalTask {
    let mut task = CriticalTask {
        name: "Hjemmepleje".into(),
        unit: Some(actors.health),
        owner: Some(actors.accounts["system_owner"].1),
        approver: Some(actors.accounts["director"].1),
        citizens: Some(900),
        peak_months: [1, 12].into(),
        mtpd_minutes: Some(1_440),
        rto_minutes: Some(240),
        rpo_minutes: Some(60),
        mbco_percent: Some(75),
        fallback: "Kørelister på papir".into(),
        fallback_minutes: Some(480),
        fallback_percent: Some(60),
        fallback_tried_on: Some(date!(2026 - 03 - 01)),
        staff_least: Some(40),
        review_on: Some(date!(2026 - 10 - 01)),
        ..CriticalTask::default()
    };
    task.impact.set(Dimension::LifeHealth, 1, Some(2));
    task.impact.set(Dimension::LifeHealth, 2, Some(4));
    task
}

pub(super) async fn asset(test: &TestApp, ctx: &Context, facts: AssetFacts) -> AssetId {
    create_asset(&test.app, ctx, facts).await.unwrap()
}

pub(super) fn named(name: &str) -> AssetFacts {
    AssetFacts { name: name.into(), ..AssetFacts::default() }
}

pub(super) async fn task(test: &TestApp, ctx: &Context, facts: CriticalTask) -> CriticalTaskId {
    create_task(&test.app, ctx, facts, Vec::new()).await.unwrap()
}

#[tokio::test]
async fn a_task_is_stored_as_it_was_written_and_changed_from_the_version_that_was_read() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let system = asset(&test, &ctx, named("Omsorg")).await;
        let facts = home_care(&actors);
        let needs = vec![TaskNeed { note: "Kørelister".into(), ..need(NeedOn::Asset(system)) }];
        let id = create_task(&test.app, &ctx, facts.clone(), needs.clone()).await.unwrap();
        let stored = get_task(&test.app, &ctx, id).await.unwrap();
        assert_eq!((&stored.facts, &stored.needs, stored.number, stored.version), (&facts, &needs, 1, 1));
        assert_eq!((stored.state, stored.code().as_str()), (TaskState::Draft, "O-1"));

        let mut other = CriticalTask { name: "  Hjemmepleje og rehabilitering ".into(), ..facts };
        other.impact.set(Dimension::LifeHealth, 2, Some(3));
        let change = TaskChange::Update { id, facts: other };
        change_task(&test.app, &ctx, 1, change.clone()).await.unwrap();
        let again = change_task(&test.app, &ctx, 1, change).await;
        assert!(matches!(again, Err(Error::Conflict { current: 2, .. })));
        let stored = get_task(&test.app, &ctx, id).await.unwrap();
        assert_eq!(stored.facts.name, "Hjemmepleje og rehabilitering");
        assert_eq!(stored.facts.impact.of(Dimension::LifeHealth)[2], Some(3));
        assert_eq!(stored.needs, needs);
        let history = task_history(&test.app, &ctx, id, 10).await.unwrap();
        assert_eq!(history[0].fields, ["name", "impact"]);

        change_task(&test.app, &ctx, 2, TaskChange::Archive { id }).await.unwrap();
        let closed = change_task(&test.app, &ctx, 3, TaskChange::Needs { id, needs: Vec::new() }).await;
        assert!(matches!(closed, Err(Error::Closed { reason: "archived", .. })));
        change_task(&test.app, &ctx, 3, TaskChange::Restore { id }).await.unwrap();
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn every_fault_is_told_at_once_and_rings_of_tasks_are_named() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let mut facts = CriticalTask {
            rto_minutes: Some(-240),
            owner: Some(bavn_core::ids::PersonId(uuid::Uuid::from_u128(5))),
            ..CriticalTask::default()
        };
        facts.impact.set(Dimension::Law, 0, Some(3));
        facts.impact.set(Dimension::Law, 1, Some(1));
        let nothing = NeedOn::Asset(AssetId(uuid::Uuid::from_u128(6)));
        let found = codes(create_task(&test.app, &ctx, facts, vec![need(nothing)]).await.unwrap_err());
        let expected = [
            ("name", "required"),
            ("rto_minutes", "negative_time"),
            ("impact", "level_falls"),
            ("owner", "unknown"),
            ("needs[0].on", "unknown"),
        ];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));

        let of = |name: &str| CriticalTask { name: name.into(), ..CriticalTask::default() };
        let one = task(&test, &ctx, of("Mad")).await;
        let other = create_task(&test.app, &ctx, of("Kørsel"), vec![need(NeedOn::Task(one))]).await.unwrap();
        let back = TaskChange::Needs { id: one, needs: vec![need(NeedOn::Task(other))] };
        let Err(Error::Invalid(faults)) = change_task(&test.app, &ctx, 1, back).await else { panic!() };
        assert_eq!((faults[0].field.as_str(), faults[0].code), ("needs", "task_circle"));
        assert_eq!(faults[0].params, [("path", "Mad → Kørsel → Mad".to_owned())]);
        let itself = TaskChange::Needs { id: one, needs: vec![need(NeedOn::Task(one))] };
        let found = codes(change_task(&test.app, &ctx, 1, itself).await.unwrap_err());
        assert_eq!(found, [("needs[0].on".to_owned(), "task_on_itself")]);
    }
}

#[tokio::test]
async fn the_manager_approves_what_is_complete_and_a_change_ends_it() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (owner, director) = (actors.ctx("system_owner"), actors.ctx("director"));
        let bare = CriticalTask { name: "Bibliotek".into(), unit: Some(actors.library), ..CriticalTask::default() };
        let bare = task(&test, &actors.ctx("coordinator"), bare).await;
        let found = change_task(&test.app, &actors.ctx("coordinator"), 1, TaskChange::Submit { id: bare }).await;
        let found = codes(found.unwrap_err());
        let expected = ["owner", "impact", "mtpd_minutes", "rto_minutes"];
        assert_eq!(found, expected.map(|field| (field.to_owned(), "needed_to_submit")));

        let id = task(&test, &owner, home_care(&actors)).await;
        let review_on = Some(date!(2027 - 11 - 02));
        let approve = || TaskChange::Approve { id, review_on };
        let early = change_task(&test.app, &director, 1, approve()).await;
        assert!(matches!(early, Err(Error::Closed { reason: "not_submitted", .. })));
        change_task(&test.app, &owner, 1, TaskChange::Submit { id }).await.unwrap();
        for nobody in ["system_owner", "coordinator", "head_of_it", "administrator"] {
            let refused = change_task(&test.app, &actors.ctx(nobody), 2, approve()).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{nobody}");
        }
        let far = TaskChange::Approve { id, review_on: Some(date!(2150 - 01 - 01)) };
        let found = codes(change_task(&test.app, &director, 2, far).await.unwrap_err());
        assert_eq!(found, [("review_on".to_owned(), "year_out_of_range")]);
        change_task(&test.app, &director, 2, approve()).await.unwrap();
        let stored = get_task(&test.app, &owner, id).await.unwrap();
        assert_eq!((stored.state, stored.facts.review_on), (TaskState::Approved, review_on));
        assert!(stored.approved.is_some());

        let facts = CriticalTask { citizens: Some(950), ..stored.facts };
        change_task(&test.app, &owner, 3, TaskChange::Update { id, facts }).await.unwrap();
        let stored = get_task(&test.app, &owner, id).await.unwrap();
        assert_eq!((stored.state, stored.approved.is_some()), (TaskState::Draft, true));

        // The manager that the task names may, whatever their role.
        let named = CriticalTask { approver: Some(actors.accounts["head_of_it"].1), ..stored.facts };
        change_task(&test.app, &owner, 4, TaskChange::Update { id, facts: named }).await.unwrap();
        change_task(&test.app, &owner, 5, TaskChange::Submit { id }).await.unwrap();
        change_task(&test.app, &actors.ctx("head_of_it"), 6, TaskChange::Return { id }).await.unwrap();
        change_task(&test.app, &owner, 7, TaskChange::Submit { id }).await.unwrap();
        change_task(&test.app, &actors.ctx("head_of_it"), 8, approve()).await.unwrap();
        verify_log(&test.app, &actors.ctx("coordinator")).await.unwrap();
    }
}

#[tokio::test]
async fn a_list_is_searched_narrowed_and_sorted() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let of = |name: &str, unit, rto| CriticalTask {
            name: name.into(),
            unit: Some(unit),
            rto_minutes: Some(rto),
            ..CriticalTask::default()
        };
        let made = [
            of("Åben skole", actors.school, 60),
            of("Ældrepleje", actors.home_care, 240),
            of("Mad", actors.health, 30),
        ];
        let changes = made.into_iter().map(|facts| TaskChange::Create { facts, needs: Vec::new() }).collect();
        put_tasks(&test.app, &ctx, changes).await.unwrap();
        let names = async |filter: TaskFilter, sort| {
            let page = list_tasks(&test.app, &ctx, &filter, sort, PageRequest::default()).await.unwrap();
            assert_eq!(page.total, u64::try_from(page.rows.len()).unwrap());
            page.rows.into_iter().map(|task| task.facts.name).collect::<Vec<_>>()
        };
        assert_eq!(names(TaskFilter::default(), TaskSort::Name).await, ["Mad", "Ældrepleje", "Åben skole"]);
        assert_eq!(names(TaskFilter::default(), TaskSort::Rto).await, ["Mad", "Åben skole", "Ældrepleje"]);
        let words = TaskFilter { words: "ældre o-2".into(), ..TaskFilter::default() };
        assert_eq!(names(words, TaskSort::Name).await, ["Ældrepleje"]);
        let health = TaskFilter { unit: Some(actors.health), ..TaskFilter::default() };
        assert_eq!(names(health, TaskSort::Number).await, ["Ældrepleje", "Mad"]);
        let drafts = TaskFilter { show: Some(TaskShow::Draft), ..TaskFilter::default() };
        assert_eq!(names(drafts, TaskSort::Name).await.len(), 3);
        let (in_use, counts) = count_tasks(&test.app, &ctx).await.unwrap();
        assert_eq!((in_use, counts[0], counts[4].1), (3, (TaskShow::Draft, 3), 3));
    }
}

#[tokio::test]
async fn a_system_owner_reaches_their_own_and_those_of_their_units() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (all, limited) = (actors.ctx("coordinator"), actors.ctx("limited_owner"));
        let of = |name: &str, unit| CriticalTask { name: name.into(), unit: Some(unit), ..CriticalTask::default() };
        let near = task(&test, &all, of("Hjemmepleje", actors.home_care)).await;
        let far = task(&test, &all, of("Skolekørsel", actors.school)).await;
        let own = CriticalTask { owner: Some(actors.accounts["limited_owner"].1), ..of("Bibliotek", actors.library) };
        let own = task(&test, &all, own).await;
        let seen = find_tasks(&test.app, &limited, &bavn_app::continuity::TaskKeys::InUse).await.unwrap();
        assert_eq!(seen.iter().map(|task| task.id).collect::<Vec<_>>(), [near, own]);
        assert!(matches!(get_task(&test.app, &limited, far).await, Err(Error::NotFound { .. })));
        let change = TaskChange::Update { id: far, facts: of("Mit", actors.school) };
        assert!(matches!(change_task(&test.app, &limited, 1, change).await, Err(Error::NotFound { .. })));
        let change = TaskChange::Update { id: near, facts: of("Væk", actors.school) };
        assert!(matches!(change_task(&test.app, &limited, 1, change).await, Err(Error::Forbidden(_))));
        let change = TaskChange::Update { id: near, facts: of("Hjemmehjælp", actors.home_care) };
        change_task(&test.app, &limited, 1, change).await.unwrap();
        let auditor = actors.ctx("auditor");
        assert!(get_task(&test.app, &auditor, far).await.is_ok());
        let change = TaskChange::Archive { id: far };
        assert!(matches!(change_task(&test.app, &auditor, 1, change).await, Err(Error::Forbidden(_))));
        assert!(matches!(get_task(&test.app, &actors.ctx("employee"), near).await, Err(Error::NotFound { .. })));

        // What they may not read they cannot name, and are not told in a ring.
        let on = |id, on| TaskChange::Needs { id, needs: vec![need(NeedOn::Task(on))] };
        let found = codes(change_task(&test.app, &limited, 2, on(near, far)).await.unwrap_err());
        assert_eq!(found, [("needs[0].on".to_owned(), "unknown")]);
        change_task(&test.app, &all, 1, on(own, far)).await.unwrap();
        change_task(&test.app, &all, 1, on(far, near)).await.unwrap();
        let Err(Error::Invalid(faults)) = change_task(&test.app, &limited, 2, on(near, own)).await else { panic!() };
        assert_eq!(faults[0].params, [("path", "Hjemmehjælp → Bibliotek → ? → Hjemmehjælp".to_owned())]);

        let loaded = load_facts(&test.app, &limited).await.unwrap();
        assert_eq!(loaded.facts.tasks.len(), 3);
        assert_eq!(loaded.reads_task, [true, false, true]);
    }
}

#[tokio::test]
async fn teams_and_steps() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let server = RecoveryTeam { name: "Serverdrift".into(), capacity: 2, ..RecoveryTeam::default() };
        let team = create_team(&test.app, &ctx, server.clone()).await.unwrap();
        let again =
            codes(create_team(&test.app, &ctx, RecoveryTeam { capacity: 0, ..server.clone() }).await.unwrap_err());
        assert_eq!(again, [("capacity".to_owned(), "out_of_range"), ("name".to_owned(), "name_taken")]);
        let refused = create_team(&test.app, &actors.ctx("system_owner"), server.clone()).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))));
        let larger = RecoveryTeam { capacity: 3, has_hours: true, ..server };
        update_team(&test.app, &ctx, team, 1, larger.clone()).await.unwrap();
        let listed = list_teams(&test.app, &ctx, false).await.unwrap();
        assert_eq!((&listed[0].facts, listed[0].version), (&larger, 2));

        let (ad, system) = (asset(&test, &ctx, named("AD")).await, asset(&test, &ctx, named("Omsorg")).await);
        let step = |name: &str, position| RecoveryStep {
            name: name.into(),
            position,
            optimistic_minutes: 60,
            likely_minutes: 120,
            pessimistic_minutes: 300,
            teams: vec![(team, 2)],
            after_assets: vec![ad],
            note: String::new(),
        };
        let steps = vec![step("Afprøv", 2), step("Genskab", 1)];
        put_asset_steps(&test.app, &ctx, system, 1, steps).await.unwrap();
        let stored = asset_steps(&test.app, &ctx, system).await.unwrap();
        assert_eq!(
            stored.steps.iter().map(|step| &step.facts).collect::<Vec<_>>(),
            [&step("Genskab", 1), &step("Afprøv", 2)]
        );
        assert_eq!(get_asset(&test.app, &ctx, system).await.unwrap().version, 2);
        let late = put_asset_steps(&test.app, &ctx, system, 1, Vec::new()).await;
        assert!(matches!(late, Err(Error::Conflict { current: 2, .. })));
        let wrong = RecoveryStep { likely_minutes: -1, teams: vec![(team, 4)], ..step("", 1) };
        let found = codes(put_asset_steps(&test.app, &ctx, system, 2, vec![wrong]).await.unwrap_err());
        let expected = [
            ("name", "required"),
            ("likely_minutes", "negative_time"),
            ("likely_minutes", "not_between"),
            ("teams", "more_than_the_team"),
        ];
        assert_eq!(found, expected.map(|(field, code)| (format!("steps[0].{field}"), code)));

        // Steps keep a team that has become smaller, and one that is out of use.
        update_team(&test.app, &ctx, team, 2, RecoveryTeam { capacity: 1, ..larger }).await.unwrap();
        put_asset_steps(&test.app, &ctx, system, 2, vec![step("Genskab", 1)]).await.unwrap();
        archive_team(&test.app, &ctx, team, 3).await.unwrap();
        assert_eq!(list_teams(&test.app, &ctx, true).await.unwrap().len(), 1);
        put_asset_steps(&test.app, &ctx, system, 3, vec![step("Genskab alt", 1)]).await.unwrap();
        let more = RecoveryStep { teams: vec![(team, 3)], ..step("Genskab", 1) };
        let found = codes(put_asset_steps(&test.app, &ctx, system, 4, vec![more]).await.unwrap_err());
        assert_eq!(found, [("steps[0].teams".to_owned(), "more_than_the_team")]);
        let found = codes(put_asset_steps(&test.app, &ctx, ad, 1, vec![step("Genskab", 1)]).await.unwrap_err());
        let expected = [("teams", "no_such_team"), ("after_assets", "waits_for_itself")];
        assert_eq!(found, expected.map(|(field, code)| (format!("steps[0].{field}"), code)));
        verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn the_facts_of_calculations_in_ten_statements() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let supplier = SupplierDraft {
            facts: SupplierFacts { name: "Nordlys Data".into(), ..SupplierFacts::default() },
            ..SupplierDraft::default()
        };
        let supplier = create_supplier(&test.app, &ctx, supplier).await.unwrap();
        let power = asset(&test, &ctx, AssetFacts { kind: Kind::Power, ..named("El") }).await;
        let hosted = AssetFacts {
            supplier: Some(supplier),
            hosting: Hosting::Supplier,
            backup_interval_hours: Some(24),
            last_restore_test_on: Some(date!(2026 - 05 - 01)),
            restore_test_minutes: Some(400),
            ..named("Omsorg")
        };
        let hosted = asset(&test, &ctx, hosted).await;
        let lines = [asset(&test, &ctx, named("Linje 1")).await, asset(&test, &ctx, named("Linje 2")).await];
        let depend = |on, hours, group| DependencyDraft {
            asset: hosted,
            on,
            kind: DependencyKind::Needs,
            necessity: Necessity::StopsAfter(hours),
            alternative_group: group,
            note: String::new(),
        };
        for draft in [depend(power, 2, None), depend(lines[0], 1, Some(1)), depend(lines[1], 3, Some(1))] {
            create_dependency(&test.app, &ctx, draft).await.unwrap();
        }
        let team = create_team(&test.app, &ctx, RecoveryTeam { name: "Netværk".into(), ..RecoveryTeam::default() });
        let team = team.await.unwrap();
        let step =
            RecoveryStep { name: "Skift".into(), position: 1, teams: vec![(team, 1)], ..RecoveryStep::default() };
        put_asset_steps(&test.app, &ctx, lines[0], 1, vec![step]).await.unwrap();
        let first = task(&test, &ctx, home_care(&actors)).await;
        let needs = vec![
            need(NeedOn::Asset(hosted)),
            TaskNeed { after_minutes: Some(0), ..need(NeedOn::Task(first)) },
            TaskNeed { effect: NeedEffect::Worse, ..need(NeedOn::Supplier(supplier)) },
        ];
        let facts = CriticalTask { name: "Madudbringning".into(), ..home_care(&actors) };
        create_task(&test.app, &ctx, facts, needs).await.unwrap();

        let (loaded, statements) = counted(load_facts(&test.app, &ctx)).await;
        let loaded = loaded.unwrap();
        assert!(statements <= 12, "{statements}");
        let place = |id| loaded.asset(id).unwrap();
        let of_supplier = loaded.supplier(supplier).unwrap();
        let asset = &loaded.facts.assets[place(hosted)];
        let any =
            |places: &[usize], effect| Need { any_of: places.iter().map(|at| Thing::Asset(*at)).collect(), effect };
        let mut expected = vec![
            any(&[place(power)], Effect::StopsAfter(120)),
            any(&[place(lines[0]), place(lines[1])], Effect::StopsAfter(180)),
            any(&[of_supplier], Effect::StopsAfter(0)),
        ];
        assert_eq!(asset.needs, expected);
        assert_eq!((asset.backup_interval, asset.restore_tested.unwrap().minutes), (Some(1_440), Some(400)));
        assert!(!asset.restorable && !loaded.facts.assets[place(power)].restorable);
        let line = &loaded.facts.assets[place(lines[0])];
        assert_eq!((line.restorable, line.steps[0].teams.as_slice()), (true, [(0, 1)].as_slice()));
        let tasks = &loaded.facts.tasks;
        expected = vec![
            any(&[place(hosted)], Effect::StopsAfter(480)),
            Need { any_of: vec![Thing::Task(0)], effect: Effect::StopsAfter(0) },
            any(&[of_supplier], Effect::Worse),
        ];
        assert_eq!(tasks[1].needs, expected);
        assert_eq!((tasks[0].rto, tasks[0].weight, tasks[0].citizens), (Some(240), 2, Some(900)));
        let names = task_names(&test.app, &ctx, &loaded.tasks).await.unwrap();
        assert_eq!(names.need(NeedOn::Supplier(supplier)), Some("Nordlys Data"));
    }
}

#[tokio::test]
async fn facts_are_read_anew_when_something_they_are_made_from_was_changed() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let plan = crate::action_plan::plan(&test.app, &ctx).await;
        let first = load_facts(&test.app, &ctx).await.unwrap();
        // Measures are no part of them.
        create_measure(&test.app, &ctx, plan, crate::action_plan::draft("Logning")).await.unwrap();
        let second = load_facts(&test.app, &ctx).await.unwrap();
        assert!(Arc::ptr_eq(&first.all, &second.all));
        let id = asset(&test, &ctx, named("Fjernvarme")).await;
        let third = load_facts(&test.app, &ctx).await.unwrap();
        assert_eq!((second.asset(id), third.asset(id).is_some()), (None, true));
        let fourth = load_facts(&test.app, &ctx).await.unwrap();
        assert!(Arc::ptr_eq(&third.all, &fourth.all));
    }
}

#[tokio::test]
async fn the_heat_of_tasks_is_the_worst_that_was_said_or_that_of_one_dimension() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let mut task = home_care(&actors);
        task.impact.set(Dimension::Economy, 1, Some(4));
        let id = create_task(&test.app, &ctx, task.clone(), Vec::new()).await.unwrap();
        let unsaid = CriticalTask { name: "Aktindsigt".into(), ..CriticalTask::default() };
        create_task(&test.app, &ctx, unsaid, Vec::new()).await.unwrap();
        let heat = task_heat(&test.app, &ctx, None, None).await.unwrap();
        assert_eq!((heat[0].name.as_str(), heat[0].levels), ("Aktindsigt", Levels::default()));
        let highest: Vec<_> = (0..heat[1].levels.len()).map(|at| task.impact.highest(at)).collect();
        assert_eq!((heat[1].id, heat[1].levels.to_vec()), (id, highest));
        assert_eq!(heat[1].levels[1], Some(4));
        let life = task_heat(&test.app, &ctx, Some(actors.health), Some(Dimension::LifeHealth)).await.unwrap();
        assert_eq!((life.len(), life[0].levels), (1, *task.impact.of(Dimension::LifeHealth)));
        assert!(task_heat(&test.app, &ctx, Some(actors.library), None).await.unwrap().is_empty());
    }
}
