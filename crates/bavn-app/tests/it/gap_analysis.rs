//! Gap analyses: answers, conflicts, who may, what the log says.

use bavn_app::{
    Context, Error, audit_log, counted,
    gap_analysis::{
        AnalysisDraft, AnswerChange, AnswerDraft, AnswerEdit, EvidenceDraft, EvidenceSource, add_evidence,
        answer_history, archive_evidence, compare_with_previous, complete_analysis, count_evidence, create_analysis,
        get_analysis, get_answer, get_evidence_file, latest_analysis, list_administrations, list_analyses,
        list_archived_evidence, list_evidence, record_answer, record_answers, reopen_analysis, take_weights,
        update_analysis,
    },
    page::PageRequest,
};
use bavn_core::{
    gap_analysis::{Level, Score},
    ids::{AnalysisId, ControlId, UnitId},
};
use bavn_testkit::{Actors, TestApp, engines, test_app};
use time::macros::date;

async fn start(engine: bavn_testkit::Engine) -> (TestApp, Actors, Context) {
    let test = test_app(engine).await;
    let actors = Actors::create(&test).await;
    let ctx = actors.ctx("coordinator");
    (test, actors, ctx)
}

fn draft(title: &str, unit_id: Option<UnitId>) -> AnalysisDraft {
    AnalysisDraft { unit_id, ..AnalysisDraft::new(title, date!(2026 - 10 - 12)) }
}

fn level(value: i64) -> Level {
    Level::from_i64(value).unwrap()
}

fn levels(documentation: i64, implementation: i64) -> AnswerEdit {
    AnswerEdit::Levels { documentation: Some(level(documentation)), implementation: Some(level(implementation)) }
}

async fn control(test: &TestApp, ctx: &Context, id: AnalysisId, code: &str) -> (ControlId, i32) {
    let view = get_analysis(&test.app, ctx, id).await.unwrap();
    let control = view.catalogue.control_by_code(code).unwrap().id;
    (control, view.answer(control).unwrap().version)
}

#[tokio::test]
async fn an_answer_gives_a_score_and_a_record_in_the_log() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Gap-analyse 2026", None)).await.unwrap();
        let view = get_analysis(&test.app, &ctx, id).await.unwrap();
        assert_eq!(view.answers.len(), view.catalogue.controls.len());
        assert_eq!((view.evaluation.score(), view.evaluation.counts.assessed), (None, 0));

        let (ad, version) = control(&test, &ctx, id, "AD-03").await;
        let (recorded, statements) = counted(record_answer(&test.app, &ctx, id, ad, version, levels(2, 1))).await;
        let recorded = recorded.unwrap();
        assert_eq!((recorded.version, recorded.score, recorded.is_changed), (version + 1, Some(level(1)), true));
        assert!(statements <= 8, "{statements} statements for one answer");

        let (view, statements) = counted(get_analysis(&test.app, &ctx, id)).await;
        let view = view.unwrap();
        assert!(statements <= 6, "{statements} statements for an analysis");
        assert_eq!(view.evaluation.score().unwrap().tenths(), 10);
        assert_eq!(view.evaluation.counts.assessed, 1);
        assert_eq!(view.answer(ad).unwrap().updated_by, "Prøve coordinator");

        let everything = audit_log::LogFilter::default();
        let log = audit_log::list_log(&test.app, &ctx, &everything, PageRequest::new(1, 1)).await;
        let entry = log.unwrap().rows.remove(0);
        assert_eq!((entry.verb.as_str(), entry.object_kind.as_str()), ("record", "answer"));
        let after: serde_json::Value = serde_json::from_str(&entry.after.unwrap()).unwrap();
        assert_eq!((&after["control"], &after["implementation"]), (&"AD-03".into(), &1.into()));
        assert!(entry.before.unwrap().contains("\"implementation\":null"));
        audit_log::verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn two_who_edit_the_same_answer_are_told() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Gap", None)).await.unwrap();
        let (ad, version) = control(&test, &ctx, id, "AD-03").await;
        let now = record_answer(&test.app, &ctx, id, ad, version, levels(2, 1)).await.unwrap().version;
        let other = actors.ctx("head_of_it");
        let late = record_answer(&test.app, &other, id, ad, version, levels(3, 3)).await;
        assert!(matches!(late, Err(Error::Conflict { kind: "answer", current }) if current == now));
        // The same answer once more, as after a lost reply, is no conflict and no change.
        let again = record_answer(&test.app, &other, id, ad, version, levels(2, 1)).await.unwrap();
        assert_eq!((again.version, again.is_changed), (now, false));
        assert_eq!(get_answer(&test.app, &ctx, id, ad).await.unwrap().1.updated_by, "Prøve coordinator");
    }
}

#[tokio::test]
async fn simultaneous_answers_are_all_kept_or_refused() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Gap", None)).await.unwrap();
        let (ad, version) = control(&test, &ctx, id, "AD-03").await;
        let tries = (0..5).map(|value| {
            let (app, ctx) = (test.app.clone(), ctx.clone());
            tokio::spawn(async move { record_answer(&app, &ctx, id, ad, version, levels(value, value)).await })
        });
        let mut stored = 0;
        for each in tries.collect::<Vec<_>>() {
            match each.await.unwrap() {
                Ok(_) => stored += 1,
                Err(error) => assert!(matches!(error, Error::Conflict { .. }), "{error}"),
            }
        }
        assert_eq!(stored, 1);
        assert_eq!(get_answer(&test.app, &ctx, id, ad).await.unwrap().1.version, version + 1);
        audit_log::verify_log(&test.app, &ctx).await.unwrap();
    }
}

#[tokio::test]
async fn roles_decide_who_reads_and_who_answers() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Gap", None)).await.unwrap();
        let (ad, version) = control(&test, &ctx, id, "AD-03").await;
        for (name, reads, answers) in [
            ("coordinator", true, true),
            ("head_of_it", true, true),
            ("system_owner", true, true),
            ("administrator", true, false),
            ("director", true, false),
            ("auditor", true, false),
            ("employee", false, false),
            ("limited_owner", false, false),
        ] {
            let ctx = actors.ctx(name);
            assert_eq!(get_analysis(&test.app, &ctx, id).await.is_ok(), reads, "{name} reads");
            // The answer is the stored one, so that the version need not move.
            let empty = AnswerEdit::Levels { documentation: None, implementation: None };
            let outcome = record_answer(&test.app, &ctx, id, ad, version, empty).await;
            match outcome {
                Ok(_) => assert!(answers, "{name} answers"),
                Err(Error::Forbidden(_)) => assert!(reads && !answers, "{name} is forbidden"),
                Err(Error::NotFound { .. }) => assert!(!reads, "{name} finds nothing"),
                Err(error) => panic!("{name}: {error}"),
            }
            let begun = create_analysis(&test.app, &ctx, draft("Ny", None)).await;
            assert_eq!(begun.is_ok(), ["coordinator", "head_of_it"].contains(&name), "{name} begins");
        }
    }
}

#[tokio::test]
async fn a_limited_owner_sees_and_answers_own_administration_only() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let whole = create_analysis(&test.app, &ctx, draft("Hele kommunen", None)).await.unwrap();
        let own = create_analysis(&test.app, &ctx, draft("Sundhed", Some(actors.health))).await.unwrap();
        let other = create_analysis(&test.app, &ctx, draft("Skole", Some(actors.school))).await.unwrap();
        let (ad, version) = control(&test, &ctx, own, "AD-03").await;
        let owner = actors.ctx("limited_owner");
        let listed = list_analyses(&test.app, &owner, PageRequest::default()).await.unwrap();
        assert_eq!(listed.rows.iter().map(|row| row.analysis.id).collect::<Vec<_>>(), [own]);
        assert_eq!((listed.total, listed.rows[0].unit_name.as_deref()), (1, Some("Sundhed og Omsorg")));
        record_answer(&test.app, &owner, own, ad, version, levels(1, 1)).await.unwrap();
        for hidden in [whole, other] {
            assert!(matches!(get_analysis(&test.app, &owner, hidden).await, Err(Error::NotFound { .. })));
            let refused = record_answer(&test.app, &owner, hidden, ad, 1, levels(1, 1)).await;
            assert!(matches!(refused, Err(Error::NotFound { .. })));
            assert!(matches!(list_evidence(&test.app, &owner, hidden, ad).await, Err(Error::NotFound { .. })));
            assert!(compare_with_previous(&test.app, &owner, own, Some(hidden)).await.is_err());
        }
        assert_eq!(latest_analysis(&test.app, &owner).await.unwrap().unwrap().analysis.id, own);
        assert_eq!(latest_analysis(&test.app, &ctx).await.unwrap().unwrap().analysis.id, whole);
        assert!(latest_analysis(&test.app, &actors.ctx("employee")).await.unwrap().is_none());
        let units = list_administrations(&test.app, &owner).await.unwrap();
        assert_eq!(units.iter().map(|unit| unit.unit).collect::<Vec<_>>(), [actors.health]);
        let units = list_administrations(&test.app, &ctx).await.unwrap();
        let found: Vec<_> = units.iter().map(|unit| (unit.unit, unit.latest.as_ref().unwrap().analysis.id)).collect();
        assert_eq!(found, [(actors.school, other), (actors.health, own)]);
    }
}

#[tokio::test]
async fn a_new_analysis_begins_with_the_previous_answers() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let mut first = draft("Gap-analyse 2025", None);
        first.assessed_on = date!(2025 - 11 - 03);
        let first = create_analysis(&test.app, &ctx, first).await.unwrap();
        let (ad, version) = control(&test, &ctx, first, "AD-03").await;
        record_answer(&test.app, &ctx, first, ad, version, levels(1, 0)).await.unwrap();
        let later = bavn_testkit::at(&ctx, ctx.now() + time::Duration::hours(1));
        let next = AnalysisDraft { previous_id: Some(first), ..draft("Gap-analyse 2026", None) };
        let next = create_analysis(&test.app, &later, next).await.unwrap();
        let (analysis, carried) = get_answer(&test.app, &later, next, ad).await.unwrap();
        assert_eq!((carried.documentation, carried.implementation), (Some(level(1)), Some(level(0))));
        assert_eq!((carried.updated_at, carried.version), (None, 1));
        record_answer(&test.app, &later, next, ad, 1, levels(2, 1)).await.unwrap();
        let found = compare_with_previous(&test.app, &later, next, None).await.unwrap().unwrap();
        assert_eq!(found.earlier.analysis.id, first);
        assert_eq!(found.comparison.total.tenths(), Some(10));
        assert_eq!(found.comparison.count(bavn_core::gap_analysis::ChangeKind::Raised), 1);
        let past = answer_history(&test.app, &later, &analysis, ad).await.unwrap();
        assert_eq!(past.len(), 1);
        assert_eq!((past[0].analysis.id, past[0].answer.implementation), (first, Some(level(0))));
        let (_, first_answer) = get_answer(&test.app, &later, first, ad).await.unwrap();
        assert_eq!(first_answer.implementation, Some(level(0)), "the earlier analysis stands");
    }
}

#[tokio::test]
async fn a_completed_analysis_is_closed_until_it_is_opened_again() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Gap", None)).await.unwrap();
        let (ad, version) = control(&test, &ctx, id, "AD-03").await;
        assert!(matches!(complete_analysis(&test.app, &ctx, id, 9).await, Err(Error::Conflict { current: 1, .. })));
        let owner = actors.ctx("system_owner");
        assert!(matches!(complete_analysis(&test.app, &owner, id, 1).await, Err(Error::Forbidden(_))));
        complete_analysis(&test.app, &ctx, id, 1).await.unwrap();
        let closed = |outcome: Result<(), Error>| {
            assert!(matches!(outcome, Err(Error::Closed { kind: "analysis", reason: "completed" })), "{outcome:?}");
        };
        closed(record_answer(&test.app, &ctx, id, ad, version, levels(1, 1)).await.map(drop));
        let change = AnswerChange { control: ad, version: None, edit: levels(1, 1) };
        closed(record_answers(&test.app, &ctx, id, &[change], "import").await.map(drop));
        closed(update_analysis(&test.app, &ctx, id, 2, draft("Nyt navn", None)).await);
        closed(take_weights(&test.app, &ctx, id, 2).await.map(drop));
        let link = EvidenceDraft {
            title: String::new(),
            dated_on: None,
            source: EvidenceSource::Link("https://esdh.example/1".into()),
        };
        closed(add_evidence(&test.app, &ctx, id, ad, link).await.map(drop));
        reopen_analysis(&test.app, &ctx, id, 2).await.unwrap();
        record_answer(&test.app, &ctx, id, ad, version, levels(1, 1)).await.unwrap();
    }
}

#[tokio::test]
async fn figures_of_a_completed_analysis_are_not_kept_too_long() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Gap", None)).await.unwrap();
        let (ad, version) = control(&test, &ctx, id, "AD-03").await;
        let total = async || {
            let page = list_analyses(&test.app, &ctx, PageRequest::new(1, 10)).await.unwrap();
            page.rows[0].score.map(Score::tenths)
        };
        let answer = record_answer(&test.app, &ctx, id, ad, version, levels(2, 2)).await.unwrap();
        complete_analysis(&test.app, &ctx, id, 1).await.unwrap();
        assert_eq!((total().await, total().await), (Some(20), Some(20)), "read, then kept");
        reopen_analysis(&test.app, &ctx, id, 2).await.unwrap();
        record_answer(&test.app, &ctx, id, ad, answer.version, levels(4, 4)).await.unwrap();
        assert_eq!(total().await, Some(40), "an open one is read anew");
        complete_analysis(&test.app, &ctx, id, 3).await.unwrap();
        assert_eq!(total().await, Some(40));
    }
}

#[tokio::test]
async fn every_fault_is_named_and_nothing_is_stored() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let mut wrong = draft("", None);
        wrong.method = "x".repeat(1001);
        wrong.assessed_on = date!(1999 - 12 - 31);
        let Err(Error::Invalid(faults)) = create_analysis(&test.app, &ctx, wrong).await else { panic!("taken") };
        let named: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
        assert_eq!(named, [("title", "required"), ("method", "too_long"), ("assessed_on", "out_of_range")]);

        let own = create_analysis(&test.app, &ctx, draft("Sundhed", Some(actors.health))).await.unwrap();
        let (ad, version) = control(&test, &ctx, own, "AD-03").await;
        let (be, _) = control(&test, &ctx, own, "BE-01").await;
        let stored = get_answer(&test.app, &ctx, own, ad).await.unwrap().1;
        let not_relevant = AnswerDraft {
            is_relevant: false,
            reason: " ".into(),
            note: "x".repeat(4001),
            ..AnswerDraft::from(&stored)
        };
        let outcome = record_answer(&test.app, &ctx, own, ad, version, not_relevant.clone()).await;
        let Err(Error::Invalid(faults)) = outcome else { panic!("taken") };
        assert_eq!(faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), ["reason", "note"]);
        let changes = [
            AnswerChange { control: be, version: None, edit: levels(3, 3) },
            AnswerChange { control: ad, version: None, edit: not_relevant.into() },
        ];
        let outcome = record_answers(&test.app, &ctx, own, &changes, "import").await;
        let Err(Error::Invalid(faults)) = outcome else { panic!("taken") };
        assert_eq!(faults[0].field, "AD-03.reason");
        assert_eq!(get_analysis(&test.app, &ctx, own).await.unwrap().evaluation.counts.assessed, 0);
    }
}

#[tokio::test]
async fn many_answers_go_in_at_once_and_again_change_nothing() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Gap", None)).await.unwrap();
        let view = get_analysis(&test.app, &ctx, id).await.unwrap();
        let all: Vec<_> = view
            .rows()
            .map(|(control, _)| AnswerChange { control: control.id, version: None, edit: levels(2, 3) })
            .collect();
        let (outcome, statements) = counted(record_answers(&test.app, &ctx, id, &all, "import")).await;
        assert_eq!(outcome.unwrap().changed.len(), all.len());
        assert!(statements <= 10, "{statements} statements for {} answers", all.len());
        let outcome = record_answers(&test.app, &ctx, id, &all, "import").await.unwrap();
        assert_eq!((outcome.changed.len(), outcome.unchanged.len()), (0, all.len()));
        let view = get_analysis(&test.app, &ctx, id).await.unwrap();
        assert_eq!(view.evaluation.score().unwrap().tenths(), 20);
        assert!(view.evaluation.counts.is_complete());
        assert!(view.answers.values().all(|answer| answer.version == 2));
        let everything = audit_log::LogFilter::default();
        let log = audit_log::list_log(&test.app, &ctx, &everything, PageRequest::new(1, 200)).await.unwrap();
        let imported = log.rows.iter().filter(|entry| entry.verb == "import").count();
        assert_eq!(imported, all.len());
        // Somebody who read an older version is refused, and nothing of theirs is stored.
        let late = [
            AnswerChange { control: all[1].control, version: Some(2), edit: levels(4, 4) },
            AnswerChange { control: all[0].control, version: Some(1), edit: levels(4, 4) },
        ];
        let outcome = record_answers(&test.app, &ctx, id, &late, "record").await;
        assert!(matches!(outcome, Err(Error::Conflict { current: 2, .. })));
        assert_eq!(get_answer(&test.app, &ctx, id, all[1].control).await.unwrap().1.version, 2);
    }
}

#[tokio::test]
async fn evidence_is_kept_with_its_hash() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Sundhed", Some(actors.health))).await.unwrap();
        let (ad, _) = control(&test, &ctx, id, "AD-03").await;
        let file = EvidenceDraft {
            title: String::new(),
            dated_on: Some(date!(2026 - 09 - 30)),
            source: EvidenceSource::File { name: "Dækning.txt".into(), content: "æøå".into() },
        };
        let owner = actors.ctx("limited_owner");
        let added = add_evidence(&test.app, &owner, id, ad, file).await.unwrap();
        let bad = EvidenceDraft {
            title: String::new(),
            dated_on: None,
            source: EvidenceSource::Link("javascript:alert(1)".into()),
        };
        assert!(matches!(add_evidence(&test.app, &ctx, id, ad, bad).await, Err(Error::Invalid(_))));
        let found = list_evidence(&test.app, &ctx, id, ad).await.unwrap();
        let attachment = found[0].file.as_ref().unwrap();
        assert_eq!((found.len(), found[0].title.as_str(), attachment.size), (1, "Dækning.txt", 6));
        // As `printf æøå | sha256sum` says.
        assert_eq!(attachment.sha256, "6c228cdba89548a1af198f33819536422fb01b66e51f761cf2ec38d1fb4178a6");
        assert_eq!(get_evidence_file(&test.app, &owner, added).await.unwrap().1, "æøå".as_bytes());
        assert_eq!(count_evidence(&test.app, &ctx, id).await.unwrap().get(&ad), Some(&1));
        let director = actors.ctx("director");
        assert!(matches!(archive_evidence(&test.app, &director, added).await, Err(Error::Forbidden(_))));
        archive_evidence(&test.app, &owner, added).await.unwrap();
        assert!(list_evidence(&test.app, &ctx, id, ad).await.unwrap().is_empty());
        // It is gone for those who work with it, and still there for those who read the log.
        assert!(matches!(get_evidence_file(&test.app, &owner, added).await, Err(Error::NotFound { .. })));
        assert!(list_archived_evidence(&test.app, &owner, id, ad).await.unwrap().is_empty());
        let auditor = actors.ctx("auditor");
        assert_eq!(list_archived_evidence(&test.app, &auditor, id, ad).await.unwrap()[0].title, "Dækning.txt");
        assert_eq!(get_evidence_file(&test.app, &auditor, added).await.unwrap().1, "æøå".as_bytes());
    }
}

#[tokio::test]
async fn an_open_analysis_takes_new_weights_when_told() {
    use bavn_app::catalogue::{ControlWeight, update_weights};
    use bavn_core::gap_analysis::Weight;
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let id = create_analysis(&test.app, &ctx, draft("Gap", None)).await.unwrap();
        let view = get_analysis(&test.app, &ctx, id).await.unwrap();
        let control = view.catalogue.control_by_code("AD-03").unwrap();
        let weight = if control.weight == Weight::MAX { Weight::MIN } else { Weight::MAX };
        let wanted = ControlWeight { id: control.id, version: control.version, weight, target: level(5) };
        update_weights(&test.app, &ctx, &[], &[wanted]).await.unwrap();
        let (_, before) = get_answer(&test.app, &ctx, id, control.id).await.unwrap();
        assert_eq!(before.weight, control.weight, "an analysis that is begun keeps its weights");
        assert_eq!(take_weights(&test.app, &ctx, id, 1).await.unwrap(), 1);
        let (_, after) = get_answer(&test.app, &ctx, id, control.id).await.unwrap();
        assert_eq!((after.weight, after.target, after.version), (weight, level(5), before.version + 1));
        assert_eq!(take_weights(&test.app, &ctx, id, 1).await.unwrap(), 0);
    }
}
