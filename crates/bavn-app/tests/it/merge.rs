//! What impact analyses, recovery steps and scenarios say of an asset that turns out to be another, on each engine.

use bavn_app::{
    Context,
    asset::{
        DependencyDraft, Merge, archive_asset, create_asset, create_dependency, get_asset, list_neighbours,
        merge_assets,
    },
    audit_log::verify_log,
    continuity::{
        TaskChange, asset_steps, change_task, create_task, create_team, get_task, load_facts, put_asset_steps,
        task_history,
    },
    counted,
    recovery::{create_scenario, get_scenario, scenario_fallen},
};
use bavn_core::{
    asset::{AssetFacts, DependencyKind, Necessity},
    continuity::{
        task::{CriticalTask, Dimension, NeedEffect, NeedOn, TaskNeed, TaskState},
        team::{RecoveryStep, RecoveryTeam},
    },
    ids::{AssetId, CriticalTaskId, RecoveryTeamId},
    recovery::scenario::{Failing, Fails, ScenarioFacts},
};
use bavn_testkit::{Actors, TestApp, engines, test_app};
use std::collections::BTreeSet;

async fn asset(test: &TestApp, ctx: &Context, name: &str) -> AssetId {
    create_asset(&test.app, ctx, AssetFacts { name: name.into(), ..AssetFacts::default() }).await.unwrap()
}

fn need(on: AssetId, note: &str) -> TaskNeed {
    TaskNeed {
        on: NeedOn::Asset(on),
        effect: NeedEffect::Stops,
        after_minutes: Some(60),
        alternative_group: None,
        note: note.into(),
    }
}

async fn task(test: &TestApp, ctx: &Context, actors: &Actors, name: &str, needs: Vec<TaskNeed>) -> CriticalTaskId {
    let mut facts = CriticalTask {
        name: name.into(),
        unit: Some(actors.health),
        owner: Some(actors.accounts["system_owner"].1),
        rto_minutes: Some(240),
        mtpd_minutes: Some(480),
        ..CriticalTask::default()
    };
    facts.impact.set(Dimension::LifeHealth, 1, Some(2));
    create_task(&test.app, ctx, facts, needs).await.unwrap()
}

fn step(name: &str, team: RecoveryTeamId, after: &[AssetId]) -> RecoveryStep {
    RecoveryStep {
        name: name.into(),
        position: 1,
        optimistic_minutes: 30,
        likely_minutes: 60,
        pessimistic_minutes: 120,
        teams: vec![(team, 1)],
        after_assets: after.to_vec(),
        ..RecoveryStep::default()
    }
}

async fn steps(test: &TestApp, ctx: &Context, asset: AssetId, steps: Vec<RecoveryStep>) {
    let version = get_asset(&test.app, ctx, asset).await.unwrap().version;
    put_asset_steps(&test.app, ctx, asset, version, steps).await.unwrap();
}

async fn steps_of(test: &TestApp, ctx: &Context, asset: AssetId) -> Vec<RecoveryStep> {
    asset_steps(&test.app, ctx, asset).await.unwrap().steps.into_iter().map(|step| step.facts).collect()
}

fn fails(assets: &[AssetId]) -> ScenarioFacts {
    let failing = |(at, asset): (usize, &AssetId)| Failing {
        what: Fails::Asset(*asset),
        from: u32::try_from(at).unwrap() * 60,
        minutes: None,
    };
    ScenarioFacts {
        name: "Udfald".into(),
        failures: assets.iter().enumerate().map(failing).collect(),
        ..ScenarioFacts::default()
    }
}

async fn merged(test: &TestApp, ctx: &Context, keep: AssetId, gone: AssetId) {
    let version = async |id| get_asset(&test.app, ctx, id).await.unwrap().version;
    let merge = Merge { keep: (keep, version(keep).await), gone: (gone, version(gone).await), take: BTreeSet::new() };
    let stored = merge_assets(&test.app, ctx, &merge).await.unwrap();
    assert_eq!(stored, get_asset(&test.app, ctx, keep).await.unwrap(), "the version that came back is the one stored");
}

#[tokio::test]
async fn what_is_said_of_the_asset_that_goes_is_said_of_the_one_that_stays() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let team = create_team(app, &ctx, RecoveryTeam { name: "Drift".into(), ..RecoveryTeam::default() });
        let team = team.await.unwrap();
        let keep = asset(&test, &ctx, "KMD Pension").await;
        let gone = asset(&test, &ctx, "Pension (KMD)").await;
        let portal = asset(&test, &ctx, "Portal").await;
        let only = task(&test, &ctx, &actors, "Udbetaling", vec![need(gone, "Beregning")]).await;
        let both = task(&test, &ctx, &actors, "Vejledning", vec![need(gone, "den ene"), need(keep, "den anden")]).await;
        let other = task(&test, &ctx, &actors, "Andet", vec![need(portal, "")]).await;
        change_task(app, &ctx, 1, TaskChange::Submit { id: only }).await.unwrap();
        steps(&test, &ctx, portal, vec![step("Start portalen", team, &[gone, keep])]).await;
        steps(&test, &ctx, gone, vec![step("Genskab pension", team, &[])]).await;
        let one = create_scenario(app, &ctx, fails(&[gone])).await.unwrap();
        let two = create_scenario(app, &ctx, ScenarioFacts { name: "Begge".into(), ..fails(&[gone, keep]) });
        let two = two.await.unwrap();
        let frozen = get_task(app, &ctx, other).await.unwrap();

        let ((), statements) = counted(merged(&test, &ctx, keep, gone)).await;
        assert!(statements <= 60, "{statements}");
        let only = get_task(app, &ctx, only).await.unwrap();
        assert_eq!((only.needs, only.state, only.version), (vec![need(keep, "Beregning")], TaskState::Submitted, 3));
        let events = task_history(app, &ctx, only.id, 10).await.unwrap();
        assert_eq!(events.iter().filter(|event| event.verb == "needs").count(), 1);
        assert_eq!(get_task(app, &ctx, both).await.unwrap().needs, [need(keep, "den anden")]);
        assert_eq!(get_task(app, &ctx, other).await.unwrap(), frozen, "what says nothing of it stays as it is");
        // Nobody had said how the one that stays comes back.
        assert_eq!(steps_of(&test, &ctx, keep).await, [step("Genskab pension", team, &[])]);
        assert_eq!(steps_of(&test, &ctx, gone).await, []);
        assert_eq!(steps_of(&test, &ctx, portal).await, [step("Start portalen", team, &[keep])]);
        assert_eq!(get_asset(app, &ctx, portal).await.unwrap().version, 3, "its steps are a part of it");
        let failing = |scenario: &bavn_app::recovery::Scenario| scenario.facts.failures.clone();
        let one = get_scenario(app, &ctx, one).await.unwrap();
        assert_eq!((failing(&one), one.version), (fails(&[keep]).failures, 2));
        let two = get_scenario(app, &ctx, two).await.unwrap();
        assert_eq!(failing(&two), [Failing { what: Fails::Asset(keep), from: 60, minutes: None }]);
        // What falls in the scenario is again what needs the asset.
        let (_, down, _) = scenario_fallen(app, &ctx, one.id).await.unwrap();
        assert!(down.contains(&keep), "{down:?}");
        let facts = load_facts(app, &ctx).await.unwrap();
        assert_eq!(facts.facts.tasks[facts.task(only.id).unwrap()].needs.len(), 1);
        verify_log(app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn the_steps_of_the_one_that_stays_come_first_and_none_waits_for_itself() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("head_of_it"));
        let team = create_team(app, &ctx, RecoveryTeam { name: "Drift".into(), ..RecoveryTeam::default() });
        let team = team.await.unwrap();
        let keep = asset(&test, &ctx, "Server").await;
        let gone = asset(&test, &ctx, "Server 1").await;
        steps(&test, &ctx, keep, vec![step("Genskab", team, &[gone])]).await;
        steps(&test, &ctx, gone, vec![step("Genskab igen", team, &[keep])]).await;
        merged(&test, &ctx, keep, gone).await;
        assert_eq!(steps_of(&test, &ctx, keep).await, [step("Genskab", team, &[])]);
        let left = steps_of(&test, &ctx, gone).await;
        assert_eq!((left.len(), left[0].name.as_str()), (1, "Genskab igen"), "nothing that was written is lost");
        verify_log(app, &actors.ctx("coordinator")).await.unwrap();
    }
}

fn link(asset: AssetId, on: AssetId, group: Option<i64>) -> DependencyDraft {
    DependencyDraft {
        asset,
        on,
        kind: DependencyKind::Needs,
        necessity: Necessity::StopsAtOnce,
        alternative_group: group,
        note: String::new(),
    }
}

#[tokio::test]
async fn alternatives_stay_apart_and_what_is_out_of_use_hinders_nothing() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let keep = asset(&test, &ctx, "Portal").await;
        let gone = asset(&test, &ctx, "Portalen").await;
        let mut others = Vec::new();
        for name in ["A", "B", "C", "D", "Nedlagt"] {
            others.push(asset(&test, &ctx, name).await);
        }
        let pairs = [(keep, 0, Some(1)), (keep, 1, Some(1)), (gone, 2, Some(1)), (gone, 3, Some(1)), (gone, 4, None)];
        for (from, on, group) in pairs {
            create_dependency(app, &ctx, link(from, others[on], group)).await.unwrap();
        }
        archive_asset(app, &ctx, others[4], 1).await.unwrap();
        merged(&test, &ctx, keep, gone).await;
        let around = list_neighbours(app, &ctx, keep).await.unwrap();
        let mut groups: Vec<(String, Option<u8>)> = around
            .needs
            .iter()
            .map(|(link, asset)| (asset.facts.name.clone(), link.dependency.alternative_group))
            .collect();
        groups.sort();
        let expected = [("A", 1), ("B", 1), ("C", 2), ("D", 2)].map(|(name, group)| (name.to_owned(), Some(group)));
        assert_eq!(groups, expected, "one of A and B and one of C and D, not one of the four");
        verify_log(app, &ctx).await.unwrap();
    }
}
