use super::{draft, plan};
use bavn_app::{
    Error,
    action_plan::{PlanDraft, create_plan, find_current_plan, get_plan, list_plans, update_plan},
    catalogue::get_catalogue,
    measure::{
        MeasureDraft, Progress, archive_measure, create_measure, draft_from_control, get_measure, record_progress,
        update_measure,
    },
};
use bavn_core::{
    lang::Lang,
    measure::{EffortRole, Phase, State},
};
use bavn_testkit::{Actors, engines, test_app};
use time::macros::date;

fn codes(error: Error) -> Vec<(String, &'static str)> {
    let Error::Invalid(faults) = error else { panic!("expected faults, got {error}") };
    faults.into_iter().map(|fault| (fault.field, fault.code)).collect()
}

#[tokio::test]
async fn a_measure_comes_back_as_it_was_stored() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let plan = plan(app, &ctx).await;
        let catalogue = get_catalogue(app, &ctx).await.unwrap();
        let controls = [catalogue.controls[0].id, catalogue.controls[1].id];
        let first = create_measure(app, &ctx, plan, draft("Fælles risikoproces")).await.unwrap();
        let full = MeasureDraft {
            title: "  MFA på økonomi og omsorg ".into(),
            description: "Først økonomi.\r\nSå omsorg.".into(),
            owner: Some(actors.accounts["system_owner"].1),
            unit: Some(actors.health),
            phase: None,
            start_on: Some(date!(2026 - 11 - 01)),
            due_on: Some(date!(2027 - 05 - 31)),
            cost_once: 180_000,
            cost_yearly: 60_000,
            hours: vec![(EffortRole::ItOperations, 120), (EffortRole::InformationSecurity, 40)],
            depends_on: vec![first],
            effects: vec![(controls[0], 3), (controls[1], 5)],
            ..draft("")
        };
        let id = create_measure(app, &ctx, plan, full).await.unwrap();
        let measure = get_measure(app, &ctx, id).await.unwrap();
        let facts = &measure.facts;
        assert_eq!((facts.number, measure.version, facts.title.as_str()), (2, 1, "MFA på økonomi og omsorg"));
        assert_eq!(measure.description, "Først økonomi.\nSå omsorg.");
        assert_eq!(facts.phase, Phase::Months6To12, "the phase is that of the last day");
        assert_eq!(facts.hours, [(EffortRole::InformationSecurity, 40), (EffortRole::ItOperations, 120)]);
        assert_eq!(facts.depends_on, [first]);
        assert_eq!(facts.effects.iter().map(|(_, level)| level.get()).sum::<u8>(), 8);
        assert!(measure.contains_words("ØKONOMI mfa") && measure.contains_words("f-02"));
        assert!(!measure.contains_words("risiko"));
    }
}

#[tokio::test]
async fn all_faults_come_at_once_and_nothing_is_stored() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("head_of_it"));
        let plan = plan(app, &ctx).await;
        let bad = MeasureDraft {
            title: " ".into(),
            cost_once: -1,
            start_on: Some(date!(2026 - 11 - 01)),
            due_on: Some(date!(2026 - 01 - 31)),
            state: State::Done,
            hours: vec![(EffortRole::Dpo, 0)],
            effects: vec![(bavn_core::ids::ControlId(uuid::Uuid::nil()), 6)],
            owner: Some(bavn_core::ids::PersonId(uuid::Uuid::nil())),
            ..MeasureDraft::default()
        };
        let mut found = codes(create_measure(app, &ctx, plan, bad).await.unwrap_err());
        found.sort();
        let expected = [
            ("completed_on", "needed_when_done"),
            ("cost_once", "out_of_range"),
            ("due_on", "before_start"),
            ("effects[0]", "out_of_range"),
            ("effects[0]", "unknown"),
            ("hours[0]", "out_of_range"),
            ("owner", "unknown"),
            ("progress", "not_full_when_done"),
            ("title", "required"),
        ];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
        let view = bavn_app::action_plan::get_plan_view(app, &ctx, plan).await.unwrap();
        assert!(view.measures.is_empty());
    }
}

#[tokio::test]
async fn measures_cannot_wait_in_a_circle() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let plan = plan(app, &ctx).await;
        let one = create_measure(app, &ctx, plan, draft("Et")).await.unwrap();
        let after = |before| MeasureDraft { depends_on: vec![before], ..draft("Efter") };
        let two = create_measure(app, &ctx, plan, after(one)).await.unwrap();
        let three = create_measure(app, &ctx, plan, after(two)).await.unwrap();
        let error = update_measure(app, &ctx, one, 1, after(three)).await.unwrap_err();
        let Error::Invalid(faults) = &error else { panic!("{error}") };
        assert_eq!((faults[0].field.as_str(), faults[0].code), ("depends_on", "cycle"));
        for code in ["F-01", "F-02", "F-03"] {
            assert!(faults[0].value.contains(code), "{}", faults[0].value);
        }
        assert_eq!(get_measure(app, &ctx, one).await.unwrap().version, 1);
        // An archived measure is waited for no longer, and its number is not used again.
        archive_measure(app, &ctx, two, 1).await.unwrap();
        assert!(get_measure(app, &ctx, three).await.unwrap().facts.depends_on.is_empty());
        let four = create_measure(app, &ctx, plan, draft("Fire")).await.unwrap();
        assert_eq!(get_measure(app, &ctx, four).await.unwrap().facts.number, 4);
    }
}

#[tokio::test]
async fn states_follow_their_ways_and_versions_their_changes() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let plan = plan(app, &ctx).await;
        let id = create_measure(app, &ctx, plan, draft("Nødplaner")).await.unwrap();
        let report = |state, progress, completed_on| Progress { state, progress, completed_on };
        let skipped = record_progress(app, &ctx, id, 1, report(State::InProgress, 10, None)).await.unwrap_err();
        assert_eq!(codes(skipped), [("state".to_owned(), "state_not_reachable")]);
        record_progress(app, &ctx, id, 1, report(State::Approved, 0, None)).await.unwrap();
        record_progress(app, &ctx, id, 2, report(State::InProgress, 35, None)).await.unwrap();
        let stale = record_progress(app, &ctx, id, 2, report(State::InProgress, 40, None)).await.unwrap_err();
        assert!(matches!(stale, Error::Conflict { kind: "measure", current: 3 }));
        let done = report(State::Done, 100, Some(date!(2026 - 11 - 01)));
        record_progress(app, &ctx, id, 3, done).await.unwrap();
        let stale = update_measure(app, &ctx, id, 3, draft("Nødplaner")).await.unwrap_err();
        assert!(matches!(stale, Error::Conflict { .. }));
        let facts = get_measure(app, &ctx, id).await.unwrap().facts;
        assert_eq!((facts.state, facts.progress, facts.completed_on), (State::Done, 100, done.completed_on));
        let log = bavn_db::audit::verify(app.db()).await;
        assert!(log.is_ok(), "{log:?}");
    }
}

#[tokio::test]
async fn one_plan_is_current() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        assert_eq!(find_current_plan(app, &ctx).await.unwrap(), None);
        let next = PlanDraft {
            title: "Næste plan".into(),
            note: String::new(),
            starts_on: date!(2030 - 01 - 01),
            ends_on: date!(2033 - 12 - 31),
            is_current: false,
        };
        let first = create_plan(app, &ctx, PlanDraft { title: "Første".into(), ..next.clone() }).await.unwrap();
        assert!(get_plan(app, &ctx, first).await.unwrap().is_current, "the first plan is the current one");
        let second = create_plan(app, &ctx, next.clone()).await.unwrap();
        assert_eq!(find_current_plan(app, &ctx).await.unwrap().unwrap().id, first);
        update_plan(app, &ctx, second, 1, PlanDraft { is_current: true, ..next.clone() }).await.unwrap();
        assert_eq!(list_plans(app, &ctx).await.unwrap().iter().filter(|plan| plan.is_current).count(), 1);
        assert_eq!(find_current_plan(app, &ctx).await.unwrap().unwrap().id, second);
        let backwards = PlanDraft { ends_on: date!(2029 - 12 - 31), title: String::new(), ..next };
        let faults = codes(update_plan(app, &ctx, second, 2, backwards).await.unwrap_err());
        assert_eq!(faults, [("title".to_owned(), "required"), ("ends_on".to_owned(), "before_start")]);
    }
}

#[tokio::test]
async fn a_control_drafts_the_measure_that_lifts_it_to_its_target() {
    let test = test_app(bavn_testkit::Engine::Sqlite).await;
    let actors = Actors::create(&test).await;
    let (app, ctx) = (&test.app, actors.ctx("coordinator"));
    let plan = plan(app, &ctx).await;
    let catalogue = get_catalogue(app, &ctx).await.unwrap();
    let control = catalogue.control_by_code("AD-03").unwrap();
    let draft = draft_from_control(&catalogue, control, Some(" MFA mangler. "), Lang::Da);
    assert_eq!(draft.title, control.title.da);
    assert!(draft.description.starts_with("MFA mangler.\n\n"), "{}", draft.description);
    assert_eq!(draft.effects, [(control.id, i64::from(control.target.get()))]);
    create_measure(app, &ctx, plan, draft).await.unwrap();
}
