use super::{draft, plan};
use bavn_app::{
    Error,
    action_plan::get_plan_view,
    measure::{MeasureDraft, Progress, archive_measure, create_measure, get_measure, record_progress, update_measure},
};
use bavn_core::measure::State;
use bavn_testkit::{Actors, engines, test_app};

#[tokio::test]
async fn who_may_plan_and_who_may_report() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let app = &test.app;
        let coordinator = actors.ctx("coordinator");
        let plan = plan(app, &coordinator).await;
        let id = create_measure(app, &coordinator, plan, draft("Logning")).await.unwrap();
        let started = Progress { state: State::Approved, progress: 0, completed_on: None };
        for name in ["administrator", "director", "auditor", "system_owner"] {
            let ctx = actors.ctx(name);
            assert!(get_measure(app, &ctx, id).await.is_ok(), "{name}");
            let refused = [
                create_measure(app, &ctx, plan, draft("Nej")).await.map(|_| ()),
                update_measure(app, &ctx, id, 1, draft("Nej")).await,
                archive_measure(app, &ctx, id, 1).await,
            ];
            assert!(refused.iter().all(|result| matches!(result, Err(Error::Forbidden(_)))), "{name}: {refused:?}");
            if name != "system_owner" {
                let refused = record_progress(app, &ctx, id, 1, started).await;
                assert!(matches!(refused, Err(Error::Forbidden(_))), "{name}: {refused:?}");
            }
        }
        let employee = actors.ctx("employee");
        assert!(matches!(get_measure(app, &employee, id).await, Err(Error::NotFound { .. })));
        assert!(matches!(get_plan_view(app, &employee, plan).await, Err(Error::NotFound { .. })));
        record_progress(app, &actors.ctx("system_owner"), id, 1, started).await.unwrap();
        assert_eq!(get_measure(app, &coordinator, id).await.unwrap().version, 2);
    }
}

#[tokio::test]
async fn an_owner_of_one_administration_knows_of_no_other() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, coordinator, owner) = (&test.app, actors.ctx("coordinator"), actors.ctx("limited_owner"));
        let plan = plan(app, &coordinator).await;
        let school = MeasureDraft { unit: Some(actors.school), cost_once: 500, ..draft("Skole") };
        let school = create_measure(app, &coordinator, plan, school).await.unwrap();
        let common = create_measure(app, &coordinator, plan, draft("Fælles")).await.unwrap();
        let own = MeasureDraft {
            unit: Some(actors.home_care),
            depends_on: vec![school, common],
            cost_once: 100,
            ..draft("Hjemmepleje")
        };
        let own = create_measure(app, &coordinator, plan, own).await.unwrap();
        for hidden in [school, common] {
            assert!(matches!(get_measure(app, &owner, hidden).await, Err(Error::NotFound { .. })));
            let progress = Progress { state: State::Approved, progress: 0, completed_on: None };
            assert!(matches!(record_progress(app, &owner, hidden, 1, progress).await, Err(Error::NotFound { .. })));
        }
        let seen = get_measure(app, &owner, own).await.unwrap();
        assert!(seen.facts.depends_on.is_empty(), "what it waits for is hidden");
        let view = get_plan_view(app, &owner, plan).await.unwrap();
        assert_eq!(view.measures.len(), 1);
        assert_eq!((view.economy.total.once, view.gantt.len(), view.schedule.measures.len()), (100, 1, 1));
        // Its dates are those of the whole plan.
        let whole = get_plan_view(app, &coordinator, plan).await.unwrap();
        let (_, in_whole) = whole.measure(own).unwrap();
        assert_eq!(view.schedule.measures[0].expected_finish, in_whole.expected_finish);
        // Reporting on it keeps what is hidden.
        let progress = Progress { state: State::Approved, progress: 0, completed_on: None };
        record_progress(app, &owner, own, 1, progress).await.unwrap();
        assert_eq!(get_measure(app, &coordinator, own).await.unwrap().facts.depends_on.len(), 2);
    }
}
