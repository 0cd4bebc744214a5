//! What the municipality makes of the control set itself.

use bavn_app::{
    App, Context, Error,
    action_plan::{PlanDraft, create_plan},
    catalogue::{
        AreaDraft, CatalogueView, ControlDraft, MappingDraft, SplitDraft, archive_control, create_area, create_control,
        get_catalogue, load_content, merge_controls, preview_succession, remove_area, remove_mapping, removed_mappings,
        restore_mapping, save_mapping, split_control, update_area, update_control,
    },
    gap_analysis::{
        AnalysisDraft, AnalysisView, AnswerDraft, AnswerEdit, EvidenceDraft, EvidenceSource, add_evidence,
        complete_analysis, create_analysis, get_analysis, list_analyses, list_evidence, record_answer, reopen_analysis,
    },
    measure::{MeasureDraft, create_measure, get_measure},
    page::PageRequest,
};
use bavn_core::{
    catalogue::{Coverage, Level, Relation, Weight},
    lang::{Lang, Localized},
    measure::Phase,
};
use bavn_testkit::{Actors, TestApp, engines, operator, test_app};
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
    test.execute(&["UPDATE content_version SET digest = 'older'"]).await;
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
    let closed = remove_area(app, ctx, area.id, area.version).await;
    assert!(matches!(closed, Err(Error::Closed { reason: "not_own", .. })), "{closed:?}");
    assert_eq!(view(app, ctx).await.revision, catalogue.revision);
}

#[tokio::test]
async fn an_own_area_goes_while_no_control_was_ever_in_it() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let empty = AreaDraft { code: "TOM".into(), title: text("Tomt"), purpose: text(""), weight: Weight::MIN };
        let held = AreaDraft { code: "EG".into(), ..empty.clone() };
        let (empty, held) = (create_area(app, ctx, empty).await.unwrap(), create_area(app, ctx, held).await.unwrap());
        let id = create_control(app, ctx, draft("EG", "EG-01")).await.unwrap();
        archive_control(app, ctx, id, 1).await.unwrap();
        let closed = remove_area(app, ctx, held, 1).await;
        assert!(matches!(closed, Err(Error::Closed { reason: "area_in_use", .. })), "{closed:?}");
        assert!(matches!(remove_area(app, ctx, empty, 2).await, Err(Error::Conflict { current: 1, .. })));
        assert!(matches!(remove_area(app, &actors.ctx("auditor"), empty, 1).await, Err(Error::Forbidden(_))));
        remove_area(app, ctx, empty, 1).await.unwrap();
        assert!(view(app, ctx).await.areas.iter().all(|area| area.id != empty));

        // An analysis that was made while it stood there has it, with no control in it.
        let seen = AreaDraft { code: "SET".into(), title: text("Set"), purpose: text(""), weight: Weight::MIN };
        let seen = create_area(app, ctx, seen).await.unwrap();
        create_analysis(app, ctx, AnalysisDraft::new("Gap", date!(2026 - 10 - 12))).await.unwrap();
        let closed = remove_area(app, ctx, seen, 1).await;
        assert!(matches!(closed, Err(Error::Closed { kind: "area", reason: "area_in_use" })), "{closed:?}");
    }
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

#[tokio::test]
async fn a_split_carries_answers_evidence_mappings_and_measures_and_no_content_undoes_it() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let before = view(app, ctx).await;
        let old = before.control_by_code("AD-03").unwrap();
        let closed = create_analysis(app, ctx, AnalysisDraft::new("Den gamle", date!(2025 - 10 - 12))).await.unwrap();
        let levels = AnswerEdit::Levels { documentation: Some(level(3)), implementation: Some(level(2)) };
        record_answer(app, ctx, closed, old.id, 1, levels.clone()).await.unwrap();
        complete_analysis(app, ctx, closed, 1).await.unwrap();
        let open = create_analysis(app, ctx, AnalysisDraft::new("Den nye", date!(2026 - 10 - 12))).await.unwrap();
        record_answer(app, ctx, open, old.id, 1, levels).await.unwrap();
        let source = EvidenceSource::Link("https://intranet.example/adgang".into());
        let evidence = EvidenceDraft { title: String::new(), dated_on: None, source };
        add_evidence(app, ctx, open, old.id, evidence).await.unwrap();
        let plan = PlanDraft {
            title: "Handleplan".into(),
            note: String::new(),
            starts_on: date!(2026 - 09 - 01),
            ends_on: date!(2029 - 12 - 31),
            is_current: true,
        };
        let plan = create_plan(app, ctx, plan).await.unwrap();
        let lift = MeasureDraft {
            title: "Løft".into(),
            phase: Some(Phase::Months0To3),
            effects: vec![(old.id, 4)],
            ..MeasureDraft::default()
        };
        let measure = create_measure(app, ctx, plan, lift).await.unwrap();
        let figures = get_analysis(app, ctx, closed).await.unwrap();
        let seen = preview_succession(app, ctx, &[old.id]).await.unwrap();
        assert_eq!((seen.analyses.len(), seen.measures.len(), seen.measures[0].lifts_all), (1, 1, true));
        let answer = seen.analyses[0].answers[0];
        assert_eq!(
            (answer.control, answer.documentation, answer.implementation),
            (old.id, Some(level(3)), Some(level(2)))
        );

        let of = |at: usize| before.requirements[old.mappings[at].requirement].id;
        let split = SplitDraft {
            parts: vec![draft("AD", "AD-03.1"), draft("AD", "AD-03.2")],
            mappings: [(of(0), vec![0]), (of(1), Vec::new())].into(),
        };
        let same_code = SplitDraft { parts: vec![draft("AD", "AD-03"), draft("XX", "ad-03")], ..split.clone() };
        let Err(Error::Invalid(faults)) = split_control(app, ctx, old.id, old.version, same_code).await else {
            panic!()
        };
        let told: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
        assert!(told.contains(&("parts[0].code", "taken")) && told.contains(&("parts[1].area", "unknown")), "{told:?}");
        let one = SplitDraft { parts: vec![draft("AD", "AD-99")], mappings: Default::default() };
        assert!(matches!(split_control(app, ctx, old.id, old.version, one).await, Err(Error::Invalid(_))));
        let stale = split_control(app, ctx, old.id, old.version + 1, split.clone()).await;
        assert!(matches!(stale, Err(Error::Conflict { .. })), "{stale:?}");
        let parts = split_control(app, ctx, old.id, old.version, split).await.unwrap();
        forget_content(&test).await;
        load_content(app, &operator()).await.unwrap();

        let after = view(app, ctx).await;
        assert!(
            !after.is_live(old.id) && after.control_by_code("AD-03").is_none(),
            "our content does not bring it back"
        );
        assert_eq!(after.controls.len(), before.controls.len() + 1);
        let counts: Vec<usize> = parts.iter().map(|id| after.control(*id).unwrap().mappings.len()).collect();
        assert_eq!(counts, [old.mappings.len() - 1, old.mappings.len() - 2]);
        let seen = get_analysis(app, ctx, open).await.unwrap();
        assert!(seen.answer(old.id).is_none());
        for id in &parts {
            let answer = seen.answer(*id).unwrap();
            assert_eq!((answer.documentation, answer.implementation), (Some(level(3)), Some(level(2))));
            assert_eq!((answer.target, list_evidence(app, ctx, open, *id).await.unwrap().len()), (level(2), 1));
        }
        let kept = get_analysis(app, ctx, closed).await.unwrap();
        assert_eq!(kept.evaluation, figures.evaluation);
        let levels = |view: &AnalysisView| -> Vec<_> {
            let frameworks = view.frameworks().unwrap();
            let requirements = frameworks.iter().flat_map(|one| &one.requirements);
            requirements.map(|one| (one.level(), one.covered, one.bounds, one.relevant, one.assessed)).collect()
        };
        assert_eq!(levels(&kept), levels(&figures));
        let effects = get_measure(app, ctx, measure).await.unwrap().facts.effects;
        let mut lifted: Vec<_> = parts.iter().map(|id| (*id, level(4))).collect();
        lifted.sort();
        assert_eq!(effects, lifted);

        // Opened again, and begun from: what the control became is answered as it was.
        let version = get_analysis(app, ctx, closed).await.unwrap().analysis.version;
        reopen_analysis(app, ctx, closed, version).await.unwrap();
        let reopened = get_analysis(app, ctx, closed).await.unwrap();
        let next = AnalysisDraft { previous_id: Some(open), ..AnalysisDraft::new("Den næste", date!(2027 - 10 - 12)) };
        let next = create_analysis(app, ctx, next).await.unwrap();
        let next = get_analysis(app, ctx, next).await.unwrap();
        for (analysis, id) in parts.iter().flat_map(|id| [(&reopened, id), (&next, id)]) {
            assert_eq!(analysis.answer(*id).unwrap().documentation, Some(level(3)));
        }
    }
}

#[tokio::test]
async fn a_merge_takes_the_lower_of_each_and_joins_the_rest() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, &actors.ctx("coordinator"));
        let before = view(app, ctx).await;
        let (one, other) = (before.control_by_code("AD-03").unwrap(), before.control_by_code("AD-04").unwrap());
        let closed = create_analysis(app, ctx, AnalysisDraft::new("Den gamle", date!(2025 - 10 - 12))).await.unwrap();
        let open = create_analysis(app, ctx, AnalysisDraft::new("Den nye", date!(2026 - 10 - 12))).await.unwrap();
        for analysis in [closed, open] {
            for (control, documentation, implementation) in [(one.id, 4, 2), (other.id, 1, 3)] {
                let answer = AnswerDraft {
                    documentation: Some(level(documentation)),
                    implementation: Some(level(implementation)),
                    is_relevant: true,
                    reason: String::new(),
                    target: None,
                    note: format!("Set {documentation}"),
                    finding: String::new(),
                };
                record_answer(app, ctx, analysis, control, 1, answer).await.unwrap();
            }
        }
        complete_analysis(app, ctx, closed, 1).await.unwrap();
        let figures = get_analysis(app, ctx, closed).await.unwrap();
        let named = [(one.id, one.version), (other.id, other.version)];
        let twice = merge_controls(app, ctx, &[named[0], named[0]], draft("AD", "AD-34")).await;
        assert!(matches!(twice, Err(Error::Invalid(_))), "{twice:?}");
        let id = merge_controls(app, ctx, &named, draft("AD", "AD-34")).await.unwrap();

        let seen = get_analysis(app, ctx, open).await.unwrap();
        let answer = seen.answer(id).unwrap();
        assert_eq!((answer.documentation, answer.implementation), (Some(level(1)), Some(level(2))));
        assert_eq!(answer.note, "AD-03: Set 4\n\nAD-04: Set 1");
        let after = view(app, ctx).await;
        let mut wanted: Vec<usize> = one.mappings.iter().chain(&other.mappings).map(|map| map.requirement).collect();
        wanted.sort_unstable();
        wanted.dedup();
        assert_eq!(after.control(id).unwrap().mappings.len(), wanted.len());
        assert!(after.control(id).unwrap().mappings.iter().all(|mapping| mapping.origin == "own"));
        assert_eq!(get_analysis(app, ctx, closed).await.unwrap().evaluation, figures.evaluation);

        // What was merged can be split again, and an analysis opened again follows both steps.
        let parts = vec![draft("AD", "AD-34.1"), draft("AD", "AD-34.2")];
        let split = SplitDraft { parts, mappings: Default::default() };
        let parts = split_control(app, ctx, id, 1, split).await.unwrap();
        reopen_analysis(app, ctx, closed, 2).await.unwrap();
        let reopened = get_analysis(app, ctx, closed).await.unwrap();
        assert_eq!(reopened.answer(parts[1]).unwrap().documentation, Some(level(1)));
        for role in ["administrator", "head_of_it", "auditor", "employee"] {
            let refused = merge_controls(app, &actors.ctx(role), &named, draft("AD", "AD-35")).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{role}");
        }
    }
}
