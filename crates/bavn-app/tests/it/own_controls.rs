//! What the municipality makes of the control set itself.

use bavn_app::{
    App, Context, Error,
    catalogue::{
        AreaDraft, CatalogueView, ControlDraft, MappingDraft, archive_control, create_area, create_control,
        get_catalogue, load_content, remove_mapping, removed_mappings, restore_mapping, save_mapping, update_area,
        update_control,
    },
    gap_analysis::{
        AnalysisDraft, AnswerEdit, complete_analysis, create_analysis, get_analysis, list_analyses, record_answer,
    },
    page::PageRequest,
};
use bavn_core::{
    catalogue::{Coverage, Level, Relation, Weight},
    lang::{Lang, Localized},
};
use bavn_testkit::{Actors, TestApp, engines, operator, test_app};
use sea_orm::{ConnectionTrait as _, Statement};
use std::sync::Arc;
use time::macros::date;

fn text(text: &str) -> Localized {
    Localized { da: text.to_owned(), en: String::new() }
}

fn level(number: i64) -> Level {
    Level::from_i64(number).unwrap()
}

fn draft(area: &str, code: &str) -> ControlDraft {
    ControlDraft {
        area: area.to_owned(),
        code: code.to_owned(),
        title: text(" Egen kontrol "),
        statement: text("Noget er sandt."),
        purpose: text(""),
        levels: Default::default(),
        evidence: vec![text("Et bevis"), text(" ")],
        finding: text(""),
        weight: Weight::from_i64(4).unwrap(),
        target: level(2),
    }
}

async fn view(app: &App, ctx: &Context) -> Arc<CatalogueView> {
    get_catalogue(app, ctx).await.unwrap()
}

/// Makes the content look like that of an older program.
async fn forget_content(test: &TestApp) {
    let conn = test.app.db().housekeeping();
    let statement = "UPDATE content_version SET digest = 'older'";
    conn.execute_raw(Statement::from_string(conn.get_database_backend(), statement)).await.unwrap();
}

#[tokio::test]
async fn an_own_control_stands_at_once_in_open_analyses_and_in_no_completed_one() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let closed = create_analysis(app, ctx, AnalysisDraft::new("Den gamle", date!(2025 - 10 - 12))).await.unwrap();
        complete_analysis(app, ctx, closed, 1).await.unwrap();
        let open = create_analysis(app, ctx, AnalysisDraft::new("Den nye", date!(2026 - 10 - 12))).await.unwrap();
        let count = view(app, ctx).await.controls.len();

        let weight = Weight::from_i64(3).unwrap();
        let area = AreaDraft { code: "EG".into(), title: text("Eget område"), purpose: text(""), weight };
        create_area(app, ctx, area).await.unwrap();
        assert_eq!(get_analysis(app, ctx, open).await.unwrap().inputs.len(), view(app, ctx).await.areas.len() - 1);
        let id = create_control(app, ctx, draft("eg", "EG-01")).await.unwrap();

        let catalogue = view(app, ctx).await;
        let own = catalogue.control_by_code("eg-01").unwrap();
        assert_eq!((own.id, own.origin.as_str(), own.title.get(Lang::En)), (id, "own", "Egen kontrol"));
        assert_eq!((own.evidence.len(), catalogue.area_of(own).origin.as_str()), (1, "own"));
        let seen = get_analysis(app, ctx, open).await.unwrap();
        let answer = seen.answer(id).unwrap();
        assert_eq!((seen.answers.len(), answer.documentation, answer.target), (count + 1, None, level(2)));
        assert_eq!(seen.inputs.last().unwrap().weight, weight);
        assert!(get_analysis(app, ctx, closed).await.unwrap().answer(id).is_none());

        forget_content(&test).await;
        load_content(app, &operator()).await.unwrap();
        let after = view(app, ctx).await;
        assert_eq!(after.control_by_code("EG-01").unwrap().title, own.title, "our next content leaves it");
        assert_eq!(after.areas.last().unwrap().code, "EG");
    }
}

#[tokio::test]
async fn an_own_control_is_changed_and_archived_and_completed_analyses_keep_their_figures() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let id = create_control(app, ctx, draft("AD", "EG-01")).await.unwrap();
        let closed = create_analysis(app, ctx, AnalysisDraft::new("Den gamle", date!(2025 - 10 - 12))).await.unwrap();
        let levels = AnswerEdit::Levels { documentation: Some(level(3)), implementation: Some(level(2)) };
        record_answer(app, ctx, closed, id, 1, levels.clone()).await.unwrap();
        complete_analysis(app, ctx, closed, 1).await.unwrap();
        let open = create_analysis(app, ctx, AnalysisDraft::new("Den nye", date!(2026 - 10 - 12))).await.unwrap();
        record_answer(app, ctx, open, id, 1, levels).await.unwrap();

        let next = ControlDraft { title: text("Ny titel"), code: "EG-02".into(), ..draft("AD", "") };
        update_control(app, ctx, id, 1, next.clone()).await.unwrap();
        let stale = update_control(app, ctx, id, 1, ControlDraft { title: text("Tredje"), ..next.clone() }).await;
        assert!(matches!(stale, Err(Error::Conflict { current: 2, .. })), "{stale:?}");
        update_control(app, ctx, id, 2, next).await.unwrap();
        assert_eq!(view(app, ctx).await.control(id).unwrap().version, 2, "the same again changes nothing");

        let before = get_analysis(app, ctx, closed).await.unwrap();
        archive_control(app, ctx, id, 2).await.unwrap();
        let after = get_analysis(app, ctx, closed).await.unwrap();
        assert_eq!(after.evaluation, before.evaluation);
        assert_eq!(after.rows().count(), before.rows().count());
        assert_eq!(after.frameworks().unwrap().len(), before.frameworks().unwrap().len());
        let listed = list_analyses(app, ctx, PageRequest::new(1, 10)).await.unwrap();
        let figures: Vec<_> = listed.rows.iter().map(|row| (row.score.is_some(), row.counts.assessed)).collect();
        assert_eq!(figures, [(false, 0), (true, 1)], "the open one is without it");
        assert!(get_analysis(app, ctx, open).await.unwrap().answer(id).is_none());
        let catalogue = view(app, ctx).await;
        assert!(catalogue.control_by_code("EG-02").is_none() && !catalogue.is_live(id));
        assert_eq!(catalogue.control(id).unwrap().code, "EG-02");
        let taken = create_control(app, ctx, draft("AD", "eg-02")).await;
        assert!(matches!(taken, Err(Error::Invalid(_))), "a code is used once");
    }
}

#[tokio::test]
async fn faults_are_listed_ours_are_closed_and_others_may_not() {
    let test = test_app(bavn_testkit::Engine::Sqlite).await;
    let actors = Actors::create(&test).await;
    let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
    let wrong = ControlDraft {
        title: text(" "),
        evidence: vec![text(&"x".repeat(501))],
        finding: Localized { da: String::new(), en: "y".repeat(2001) },
        ..draft("XX", "AD 03")
    };
    let Err(Error::Invalid(faults)) = create_control(app, ctx, wrong).await else { panic!() };
    let told: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
    assert_eq!(
        told,
        [
            ("code", "set_code"),
            ("title.da", "required"),
            ("finding.en", "too_long"),
            ("evidence.da", "too_long"),
            ("area", "unknown")
        ]
    );
    let Err(Error::Invalid(faults)) = create_control(app, ctx, draft("AD", "ad-03")).await else { panic!() };
    assert_eq!((faults[0].field.as_str(), faults[0].code), ("code", "taken"));
    let catalogue = view(app, ctx).await;
    let ours = catalogue.control_by_code("AD-03").unwrap();
    let closed = update_control(app, ctx, ours.id, ours.version, draft("AD", "AD-03")).await;
    assert!(matches!(closed, Err(Error::Closed { reason: "not_own", .. })), "{closed:?}");
    let closed = archive_control(app, ctx, ours.id, ours.version).await;
    assert!(matches!(closed, Err(Error::Closed { reason: "not_own", .. })), "{closed:?}");
    let area = &catalogue.areas[0];
    let change = AreaDraft { code: String::new(), title: text("Nyt"), purpose: text(""), weight: Weight::MIN };
    let closed = update_area(app, ctx, area.id, area.version, change.clone()).await;
    assert!(matches!(closed, Err(Error::Closed { reason: "not_own", .. })), "{closed:?}");
    for role in ["administrator", "head_of_it", "director", "auditor", "employee", "limited_owner"] {
        let ctx = actors.ctx(role);
        assert!(matches!(create_control(app, &ctx, draft("AD", "EG-01")).await, Err(Error::Forbidden(_))), "{role}");
        assert!(matches!(create_area(app, &ctx, change.clone()).await, Err(Error::Forbidden(_))), "{role}");
        let requirement = catalogue.requirements[ours.mappings[0].requirement].id;
        let refused = remove_mapping(app, &ctx, ours.id, requirement, ours.version).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{role}");
    }
    assert_eq!(view(app, ctx).await.revision, catalogue.revision);
}

#[tokio::test]
async fn mappings_of_the_municipality_survive_new_content_and_ours_can_be_taken_away_and_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let before = view(app, ctx).await;
        let control = before.control_by_code("AD-03").unwrap();
        let ours: Vec<usize> = control.mappings.iter().map(|mapping| mapping.requirement).collect();
        let (removed, changed) = (&before.requirements[ours[0]], &before.requirements[ours[1]]);
        let free = before.requirements.iter().enumerate();
        let (_, added) = free.into_iter().find(|(at, one)| one.is_assessable && !ours.contains(at)).unwrap();
        let word = MappingDraft { relation: Relation::SubsetOf, coverage: Coverage::Some, rationale: text("Fordi.") };

        let version = remove_mapping(app, ctx, control.id, removed.id, control.version).await.unwrap();
        let stale = save_mapping(app, ctx, control.id, changed.id, control.version, word.clone()).await;
        assert!(matches!(stale, Err(Error::Conflict { .. })), "{stale:?}");
        let version = save_mapping(app, ctx, control.id, changed.id, version, word.clone()).await.unwrap();
        let version = save_mapping(app, ctx, control.id, added.id, version, word.clone()).await.unwrap();
        assert_eq!(
            save_mapping(app, ctx, control.id, added.id, version, word).await.unwrap(),
            version,
            "the same again"
        );
        forget_content(&test).await;
        load_content(app, &operator()).await.unwrap();

        let after = view(app, ctx).await;
        let now = after.control_by_code("AD-03").unwrap();
        let of = |id| now.mappings.iter().find(|mapping| after.requirements[mapping.requirement].id == id);
        assert!(of(removed.id).is_none());
        for id in [changed.id, added.id] {
            let mapping = of(id).unwrap();
            assert_eq!((mapping.coverage, mapping.origin.as_str()), (Coverage::Some, "own"));
        }
        assert_eq!(now.mappings.len(), control.mappings.len());
        let away = removed_mappings(app, ctx, control.id).await.unwrap();
        assert_eq!(away.iter().map(|one| one.requirement).collect::<Vec<_>>(), [removed.id]);
        restore_mapping(app, ctx, control.id, removed.id, version).await.unwrap();
        let back = view(app, ctx).await;
        let back = back.control_by_code("AD-03").unwrap();
        assert_eq!(back.mappings.iter().filter(|mapping| mapping.origin == "bavn").count(), control.mappings.len() - 1);
        assert!(removed_mappings(app, ctx, control.id).await.unwrap().is_empty());
    }
}
