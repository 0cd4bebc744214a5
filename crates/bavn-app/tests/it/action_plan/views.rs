use super::{draft, plan};
use bavn_app::{
    action_plan::{MeasureFilter, MeasureSort, get_plan_view, list_measures},
    counted,
    measure::{MeasureDraft, create_measure},
    page::PageRequest,
};
use bavn_core::{
    gap_analysis::{AreaInput, ControlInput, Level, Score, Standing, Weight},
    ids::AreaId,
    measure::{EffortRole, Phase, State},
};
use bavn_testkit::{Actors, engines, test_app};
use time::macros::date;

#[tokio::test]
async fn a_plan_in_time_money_and_maturity() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let plan = plan(app, &ctx).await;
        let control = bavn_app::catalogue::get_catalogue(app, &ctx).await.unwrap().controls[0].id;
        // Due a month and a day before the day of the test: 32 days over.
        let late = MeasureDraft {
            start_on: Some(date!(2026 - 09 - 01)),
            due_on: Some(date!(2026 - 10 - 01)),
            unit: Some(actors.school),
            ..draft("Forsinket")
        };
        let late = create_measure(app, &ctx, plan, late).await.unwrap();
        let waits = MeasureDraft {
            start_on: Some(date!(2026 - 10 - 02)),
            due_on: Some(date!(2026 - 12 - 31)),
            depends_on: vec![late],
            cost_once: 250_000,
            cost_yearly: 120_000,
            within_budget: true,
            hours: vec![(EffortRole::ItOperations, 100)],
            effects: vec![(control, 3)],
            owner: Some(actors.accounts["director"].1),
            ..draft("Venter på den anden")
        };
        let waits = create_measure(app, &ctx, plan, waits).await.unwrap();
        let dropped = MeasureDraft { state: State::Dropped, cost_once: 9, ..draft("Droppet") };
        create_measure(app, &ctx, plan, dropped).await.unwrap();

        let (view, statements) = counted(get_plan_view(app, &ctx, plan)).await;
        let view = view.unwrap();
        assert!(statements <= 7, "{statements} statements");
        let (_, slot) = view.measure(late).unwrap();
        assert_eq!((slot.is_late, slot.slip_days, slot.delays[0].measure, slot.delays[0].days), (true, 32, waits, 32));
        assert_eq!(view.knock_on(late)[0].measure, waits);
        assert_eq!(view.waiting_for(late).map(|measure| measure.facts.number).collect::<Vec<_>>(), [2]);
        // 90 days of work from 3 November end on 1 February 2027: once in 2027, running for the ten months after.
        let (_, slot) = view.measure(waits).unwrap();
        assert_eq!(slot.expected_finish, date!(2027 - 02 - 01));
        let of_2027 = view.economy.years[1];
        assert_eq!((of_2027.once, of_2027.running, of_2027.within_budget), (250_000, 100_000, 350_000));
        assert_eq!(view.economy.total.once, 250_000);
        assert_eq!(view.hours.iter().map(|hours| hours.hours).sum::<u64>(), 100);
        assert_eq!(view.gantt.len(), 2);

        let level = |level| Level::from_i64(level).unwrap();
        let standing = Standing::Assessed { documentation: level(1), implementation: level(2) };
        let weight = Weight::from_i64(1).unwrap();
        let input = ControlInput { id: control, code: "LR-01".into(), weight, target: level(3), standing };
        let area = AreaInput { id: AreaId(uuid::Uuid::nil()), code: "LR".into(), weight, controls: vec![input] };
        let target = Score::from_tenths(30).unwrap();
        let projection = view.projection(&[area], target).unwrap();
        assert_eq!(projection.start.map(Score::tenths), Some(10));
        assert_eq!(projection.end().map(Score::tenths), Some(30));
        assert_eq!(projection.reached_on, Some(date!(2027 - 02 - 01)));
    }
}

#[tokio::test]
async fn a_list_is_filtered_sorted_and_paged() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let plan = plan(app, &ctx).await;
        let wanted = [
            MeasureDraft { unit: Some(actors.home_care), cost_once: 10, ..draft("Åbne døre") },
            MeasureDraft { due_on: Some(date!(2026 - 09 - 30)), phase: None, ..draft("Beredskab") },
            MeasureDraft { phase: Some(Phase::Later), state: State::Approved, cost_yearly: 20, ..draft("Zoner") },
            MeasureDraft { owner: Some(actors.accounts["director"].1), ..draft("Ærlig måling") },
        ];
        for draft in wanted {
            create_measure(app, &ctx, plan, draft).await.unwrap();
        }
        let list = async |filter: MeasureFilter, sort| {
            let page = list_measures(app, &ctx, plan, &filter, sort, PageRequest::default()).await.unwrap();
            page.rows.iter().map(|measure| measure.facts.number).collect::<Vec<_>>()
        };
        let all = MeasureFilter::default();
        assert_eq!(list(all.clone(), MeasureSort::Title).await, [2, 3, 4, 1], "Danish order");
        assert_eq!(list(all.clone(), MeasureSort::Cost).await, [3, 1, 2, 4]);
        assert_eq!(list(all.clone(), MeasureSort::Urgency).await[0], 2);
        let filter = MeasureFilter { words: "AABNE".into(), ..all.clone() };
        assert_eq!(list(filter, MeasureSort::Number).await, [1]);
        assert_eq!(list(MeasureFilter { late: true, ..all.clone() }, MeasureSort::Number).await, [2]);
        let filter = MeasureFilter { unit: Some(actors.health), ..all.clone() };
        assert_eq!(list(filter, MeasureSort::Number).await, [1], "a unit covers those below it");
        let filter = MeasureFilter { phase: Some(Phase::Later), state: Some(State::Approved), ..all.clone() };
        assert_eq!(list(filter, MeasureSort::Number).await, [3]);
        let filter = MeasureFilter { owner: Some(actors.accounts["director"].1), ..all.clone() };
        assert_eq!(list(filter, MeasureSort::Number).await, [4]);
        let page = PageRequest::new(2, 3);
        let page = list_measures(app, &ctx, plan, &all, MeasureSort::Number, page).await.unwrap();
        assert_eq!((page.total, page.pages(), page.rows.len(), page.rows[0].facts.number), (4, 2, 1, 4));
    }
}
