//! Scenarios, what falls in them, the order in which it comes back, and recovery plans, on each engine.

use bavn_app::{
    Context, Error,
    asset::{DependencyDraft, create_asset, create_dependency, get_asset},
    audit_log::verify_log,
    continuity::{create_task, create_team, put_asset_steps},
    counted,
    recovery::{
        Effort, PlanState, ScenarioTemplate, approve_recovery_plan, archive_recovery_plan, archive_scenario,
        create_recovery_plan, create_scenario, find_scenario, get_recovery_plan, get_scenario, latest_recovery_plan,
        list_recovery_plans, list_scenarios, recovery_order, scenario_course, scenario_fallen, scenario_reach,
        update_recovery_plan, update_scenario,
    },
    supplier::{SupplierDraft, create_supplier},
};
use bavn_core::{
    asset::{AssetFacts, DependencyKind, Hosting, Kind, Necessity},
    continuity::{
        Why,
        task::{CriticalTask, NeedEffect, NeedOn, TaskNeed},
        team::{RecoveryStep, RecoveryTeam},
    },
    ids::{AssetId, RecoveryTeamId, ScenarioId, SupplierId},
    recovery::{
        plan::difference,
        scenario::{Failing, Fails, Missing, ScenarioFacts, Selector},
    },
    supplier::SupplierFacts,
};
use bavn_testkit::{Actors, TestApp, engines, test_app};
use uuid::Uuid;

fn codes(error: Error) -> Vec<(String, &'static str)> {
    match error {
        Error::Invalid(faults) => faults.into_iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other:?}"),
    }
}

/// Power feeds a server; care and payroll run on it. One technician brings the server back in two hours, then care in one and payroll in
/// three. Home care gets by on paper for four hours and must be back an hour after that; payroll may take a week.
struct World {
    power: AssetId,
    server: AssetId,
    team: RecoveryTeamId,
    supplier: SupplierId,
    scenario: ScenarioId,
}

async fn asset(test: &TestApp, ctx: &Context, name: &str, kind: Kind, steps: &[(i64, RecoveryTeamId)]) -> AssetId {
    let facts = AssetFacts { name: name.into(), kind, hosting: Hosting::Own, ..AssetFacts::default() };
    let id = create_asset(&test.app, ctx, facts).await.unwrap();
    let step = |(at, (minutes, team)): (usize, &(i64, RecoveryTeamId))| RecoveryStep {
        name: format!("Genopret {name}"),
        position: i64::try_from(at).unwrap() + 1,
        optimistic_minutes: minutes / 2,
        likely_minutes: *minutes,
        pessimistic_minutes: minutes * 2,
        teams: vec![(*team, 1)],
        ..RecoveryStep::default()
    };
    let steps: Vec<RecoveryStep> = steps.iter().enumerate().map(step).collect();
    if !steps.is_empty() {
        let version = get_asset(&test.app, ctx, id).await.unwrap().version;
        put_asset_steps(&test.app, ctx, id, version, steps).await.unwrap();
    }
    id
}

async fn world(test: &TestApp, actors: &Actors, ctx: &Context) -> World {
    let app = &test.app;
    let team = RecoveryTeam { name: "Drift".into(), ..RecoveryTeam::default() };
    let team = create_team(app, ctx, team).await.unwrap();
    let facts = SupplierFacts { name: "Elværket".into(), ..SupplierFacts::default() };
    let supplier = create_supplier(app, ctx, SupplierDraft { facts, ..SupplierDraft::default() }).await.unwrap();
    let power = asset(test, ctx, "Strøm", Kind::Power, &[]).await;
    let server = asset(test, ctx, "Server", Kind::Server, &[(120, team)]).await;
    let care = asset(test, ctx, "Omsorgssystem", Kind::System, &[(60, team)]).await;
    let pay = asset(test, ctx, "Lønsystem", Kind::System, &[(180, team)]).await;
    for (from, on) in [(server, power), (care, server), (pay, server)] {
        let link = DependencyDraft {
            asset: from,
            on,
            kind: DependencyKind::RunsOn,
            necessity: Necessity::StopsAtOnce,
            alternative_group: None,
            note: String::new(),
        };
        create_dependency(app, ctx, link).await.unwrap();
    }
    for (name, unit, on, rto, mtpd, fallback, citizens) in [
        ("Hjemmepleje", actors.health, care, 60, 1_440, Some(240), 900),
        ("Løn", actors.school, pay, 10_080, 20_160, None, 4_000),
    ] {
        let facts = CriticalTask {
            name: name.into(),
            unit: Some(unit),
            rto_minutes: Some(rto),
            mtpd_minutes: Some(mtpd),
            fallback_minutes: fallback,
            citizens: Some(citizens),
            ..CriticalTask::default()
        };
        let need = TaskNeed {
            on: NeedOn::Asset(on),
            effect: NeedEffect::Stops,
            after_minutes: None,
            alternative_group: None,
            note: String::new(),
        };
        create_task(app, ctx, facts, vec![need]).await.unwrap();
    }
    let facts =
        ScenarioFacts { name: "Ransomware".into(), failures: vec![all("all_windows", 0, None)], ..Default::default() };
    let scenario = create_scenario(app, ctx, facts).await.unwrap();
    World { power, server, team, supplier, scenario }
}

fn all(selector: &str, from: u32, minutes: Option<u32>) -> Failing {
    Failing { what: Fails::All(selector.parse::<Selector>().unwrap()), from, minutes }
}

#[tokio::test]
async fn a_scenario_is_made_changed_found_and_put_away() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let world = world(&test, &actors, ctx).await;
        let (power, supplier, team) = (world.power, world.supplier, world.team);
        let facts = ScenarioFacts {
            name: " Strøm ".into(),
            failures: vec![
                Failing { what: Fails::Asset(power), from: 0, minutes: Some(120) },
                Failing { what: Fails::Supplier(supplier), from: 60, minutes: None },
                all("kind:water", 0, None),
            ],
            missing: vec![Missing { team, people: 1 }],
            ..ScenarioFacts::default()
        };
        let id = create_scenario(app, ctx, facts.clone()).await.unwrap();
        let found = get_scenario(app, ctx, id).await.unwrap();
        assert_eq!((found.code().as_str(), found.facts.name.as_str()), ("S-2", "Strøm"));
        assert_eq!((&found.facts.failures, &found.facts.missing), (&facts.failures, &facts.missing));
        for named in ["s-2", "2", "STRØM"] {
            assert_eq!(find_scenario(app, ctx, named).await.unwrap().id, id, "{named}");
        }
        let reach = scenario_reach(app, ctx, &found).await.unwrap();
        let told: Vec<Vec<&str>> = reach.hits.iter().map(|hit| hit.names().collect()).collect();
        assert_eq!(told, [vec!["Strøm"], vec!["Elværket"], vec![]]);
        assert_eq!(reach.teams[&team], "Drift");
        // The same version twice is a conflict; what is not there is told with its line.
        let fewer = ScenarioFacts { failures: facts.failures[..1].to_vec(), missing: vec![], ..facts.clone() };
        update_scenario(app, ctx, id, 1, fewer.clone()).await.unwrap();
        let late = update_scenario(app, ctx, id, 1, fewer.clone()).await;
        assert!(matches!(late, Err(Error::Conflict { current: 2, .. })), "{late:?}");
        let nobody = Uuid::from_u128(7);
        let wrong = ScenarioFacts {
            name: String::new(),
            failures: vec![Failing { what: Fails::Asset(nobody.into()), from: 99_999, minutes: Some(0) }],
            missing: vec![Missing { team: nobody.into(), people: 1 }],
            ..ScenarioFacts::default()
        };
        let expected = [
            ("name", "required"),
            ("failures[0].from", "after_the_end"),
            ("failures[0].minutes", "lasts_no_time"),
            ("failures[0].what", "unknown"),
            ("missing[0].team", "unknown"),
        ];
        let told = codes(create_scenario(app, ctx, wrong).await.unwrap_err());
        assert_eq!(told, expected.map(|(field, code)| (field.to_owned(), code)));
        archive_scenario(app, ctx, id, 2).await.unwrap();
        assert!(matches!(archive_scenario(app, ctx, id, 3).await, Err(Error::Closed { reason: "archived", .. })));
        assert_eq!(list_scenarios(app, ctx, false).await.unwrap().len(), 1);
        assert_eq!(list_scenarios(app, ctx, true).await.unwrap().len(), 1);
        assert!(matches!(find_scenario(app, ctx, "Strøm").await, Err(Error::NotFound { .. })));
        verify_log(app, &actors.ctx("auditor")).await.unwrap();
    }
}

#[tokio::test]
async fn what_falls_when_is_told_with_citizens_and_administrations() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let world = world(&test, &actors, ctx).await;
        let course = scenario_course(app, ctx, world.scenario, false).await.unwrap();
        let down = |name: &str, course: &bavn_app::recovery::Course| {
            let task = course.tasks.iter().find(|task| task.name == name).unwrap();
            task.outage.down.iter().map(|span| (span.from, span.until)).collect::<Vec<_>>()
        };
        // Nothing is restored: payroll is down from the start, home care once its lists on paper have run out.
        assert_eq!(down("Løn", &course), [(0, 20_160)]);
        assert_eq!(down("Hjemmepleje", &course), [(240, 20_160)]);
        assert_eq!(course.citizens, [(0, 4_000), (240, 4_900), (20_160, 0)]);
        let units: Vec<(&str, u32, u64)> =
            course.units.iter().map(|unit| (unit.name.as_str(), unit.first, unit.citizens)).collect();
        assert_eq!(units, [("Børn og Skole", 0, 4_000), ("Sundhed og Omsorg", 240, 900)]);
        assert_eq!((course.assets, course.all_tasks), (3, 2));
        // Restored in the order: care is back after three hours, before the paper runs out.
        let course = scenario_course(app, ctx, world.scenario, true).await.unwrap();
        assert!(down("Hjemmepleje", &course).is_empty());
        assert_eq!(down("Løn", &course), [(0, 360)]);
        let (_, fallen, _) = scenario_fallen(app, ctx, world.scenario).await.unwrap();
        assert!(fallen.contains(&world.server) && !fallen.contains(&world.power));
    }
}

#[tokio::test]
async fn the_order_gives_its_reasons_and_is_kept_as_a_plan() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let world = world(&test, &actors, ctx).await;
        let order = recovery_order(app, ctx, world.scenario, Effort::Quick).await.unwrap();
        let content = &order.content;
        let told: Vec<(&str, u32, u32, u32)> = content
            .steps
            .iter()
            .map(|step| (content.assets[step.asset].name.as_str(), step.start, step.finish, step.wave))
            .collect();
        assert_eq!(told, [("Server", 0, 120, 1), ("Omsorgssystem", 120, 180, 2), ("Lønsystem", 180, 360, 2)]);
        assert_eq!((&content.steps[0].why, &content.steps[1].why), (&Why::AtOnce, &Why::After(vec![0])));
        assert!(
            matches!(&content.steps[2].why, Why::Busy { steps, .. } if *steps == [1]),
            "{:?}",
            content.steps[2].why
        );
        assert_eq!((content.critical.as_slice(), content.length), ([0, 1, 2].as_slice(), 360));
        assert!(content.is_proved && content.late().next().is_none());
        assert!(content.conflicts.iter().any(|conflict| conflict.kind == "never_tested"), "{:?}", content.conflicts);

        let id = create_recovery_plan(app, ctx, world.scenario, "", "Efter øvelsen", 7).await.unwrap();
        let plan = get_recovery_plan(app, ctx, id).await.unwrap();
        assert_eq!((plan.line.code().as_str(), plan.line.title.as_str(), plan.content.seed), ("GP-1", "Ransomware", 7));
        assert_eq!((plan.line.figures.steps, plan.line.figures.length), (3, 360));
        update_recovery_plan(app, ctx, id, 1, "Ransomware 2026", "").await.unwrap();
        // Only those who answer for it approve; then it is closed.
        assert!(matches!(approve_recovery_plan(app, ctx, id, 2).await, Err(Error::Forbidden(_))));
        let director = &actors.ctx("director");
        let late = approve_recovery_plan(app, director, id, 1).await;
        assert!(matches!(late, Err(Error::Conflict { current: 2, .. })), "{late:?}");
        approve_recovery_plan(app, director, id, 2).await.unwrap();
        let refused = update_recovery_plan(app, ctx, id, 3, "Andet", "").await;
        assert!(matches!(refused, Err(Error::Closed { reason: "approved", .. })), "{refused:?}");
        let approved = get_recovery_plan(app, ctx, id).await.unwrap();
        assert_eq!(approved.line.state, PlanState::Approved);
        assert_eq!(approved.content, plan.content, "what was computed is frozen");

        // The server takes longer now: the plan does not change, and a newer computation says what is otherwise.
        let version = get_asset(app, ctx, world.server).await.unwrap().version;
        let step = RecoveryStep {
            name: "Genopret Server".into(),
            position: 1,
            optimistic_minutes: 200,
            likely_minutes: 300,
            pessimistic_minutes: 400,
            teams: vec![(world.team, 1)],
            ..RecoveryStep::default()
        };
        put_asset_steps(app, ctx, world.server, version, vec![step]).await.unwrap();
        let now = recovery_order(app, ctx, world.scenario, Effort::Thorough { seed: 7 }).await.unwrap();
        let told = difference(&approved.content, &now.content);
        assert_eq!((told.length, told.late), ([360, 540], [0, 1]));
        assert_eq!(told.steps.len(), 3);
        assert!(told.tasks.iter().any(|task| task.is_met == [Some(true), Some(false)]), "{:?}", told.tasks);

        // The newest approved one is the one that counts.
        let newer = create_recovery_plan(app, ctx, world.scenario, "Nyere", "", 1).await.unwrap();
        assert_eq!(latest_recovery_plan(app, ctx, None).await.unwrap().line.id, id);
        archive_recovery_plan(app, ctx, id, 3).await.unwrap();
        assert_eq!(latest_recovery_plan(app, ctx, Some(world.scenario)).await.unwrap().line.id, newer);
        assert_eq!(list_recovery_plans(app, ctx, None).await.unwrap().len(), 1);
        verify_log(app, &actors.ctx("auditor")).await.unwrap();
    }
}

#[tokio::test]
async fn who_is_missing_and_what_comes_back_by_itself_counts() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let world = world(&test, &actors, ctx).await;
        let facts = ScenarioFacts {
            name: "Hybrid".into(),
            failures: vec![all("all_windows", 0, None), all("kind:power", 0, Some(600))],
            missing: vec![Missing { team: world.team, people: 5 }],
            ..ScenarioFacts::default()
        };
        let id = create_scenario(app, ctx, facts.clone()).await.unwrap();
        let order = recovery_order(app, ctx, id, Effort::Quick).await.unwrap();
        // Nobody is there: nothing is brought back, and it is said why.
        assert!(order.content.steps.is_empty() && order.content.late().count() == 2, "{:?}", order.content);
        assert!(order.content.stuck.iter().any(|stuck| stuck.why == "too_few" && stuck.about == "Drift"));
        let facts = ScenarioFacts { missing: Vec::new(), ..facts };
        update_scenario(app, ctx, id, 1, facts).await.unwrap();
        let order = recovery_order(app, ctx, id, Effort::Quick).await.unwrap();
        let first = &order.content.steps[0];
        assert_eq!((first.start, &first.why), (600, &Why::Outage), "the server waits for the power");
    }
}

#[tokio::test]
async fn those_limited_to_units_see_no_names_of_others_and_no_plans() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let world = world(&test, &actors, ctx).await;
        let plan = create_recovery_plan(app, ctx, world.scenario, "", "", 1).await.unwrap();
        let limited = &actors.ctx("limited_owner");
        let order = recovery_order(app, limited, world.scenario, Effort::Quick).await.unwrap();
        let names: Vec<&str> = order.content.tasks.iter().map(|task| task.name.as_str()).collect();
        assert!(names.contains(&"Hjemmepleje") && !names.contains(&"Løn"), "{names:?}");
        assert!(order.content.assets.iter().all(|asset| asset.name.is_empty()), "assets of no unit are not theirs");
        assert!(order.content.conflicts.is_empty() && order.content.helps.is_empty());
        let power = Failing { what: Fails::Asset(world.power), from: 0, minutes: None };
        let facts = ScenarioFacts { name: "Strømsvigt".into(), failures: vec![power], ..Default::default() };
        let outage = create_scenario(app, ctx, facts).await.unwrap();
        let seen = recovery_order(app, ctx, outage, Effort::Quick).await.unwrap();
        assert_eq!(seen.content.fails[0].name, "Strøm");
        let seen = recovery_order(app, limited, outage, Effort::Quick).await.unwrap();
        assert_eq!((seen.content.fails[0].name.as_str(), seen.content.fails[0].hits), ("", 1));
        let course = scenario_course(app, limited, world.scenario, false).await.unwrap();
        assert_eq!(course.tasks.iter().filter(|task| task.name.is_empty()).count(), 1);
        assert!(matches!(get_recovery_plan(app, limited, plan).await, Err(Error::NotFound { .. })));
        assert!(matches!(list_recovery_plans(app, limited, None).await, Err(Error::NotFound { .. })));
        let employee = &actors.ctx("employee");
        assert!(matches!(list_scenarios(app, employee, false).await, Err(Error::NotFound { .. })));
        let owner = &actors.ctx("system_owner");
        let refused = create_scenario(app, owner, ScenarioFacts::default()).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        let refused = create_recovery_plan(app, owner, world.scenario, "", "", 1).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn statements_do_not_grow_with_what_there_is() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let world = world(&test, &actors, ctx).await;
        for template in ["power-72h", "hybrid", "fire"] {
            let facts =
                ScenarioTemplate::find(template).unwrap().unwrap().facts(ctx.lang(), &[(world.team, 1)]).unwrap();
            create_scenario(app, ctx, facts).await.unwrap();
        }
        let (found, statements) = counted(list_scenarios(app, ctx, false)).await;
        assert_eq!((found.unwrap().len(), statements), (4, 3));
        let (course, statements) = counted(scenario_course(app, ctx, world.scenario, false)).await;
        assert!(course.is_ok() && statements <= 15, "{statements}");
        let (order, statements) = counted(recovery_order(app, ctx, world.scenario, Effort::Quick)).await;
        assert!(order.is_ok() && statements <= 15, "{statements}");
    }
}
