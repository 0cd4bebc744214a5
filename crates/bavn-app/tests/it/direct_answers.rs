//! Answers to requirements themselves: who may, what they change, what becomes of them.

use bavn_app::{
    Error,
    audit_log::{LogFilter, list_log},
    gap_analysis::{
        AnalysisDraft, AnalysisView, DirectEdit, complete_analysis, create_analysis, get_analysis,
        record_requirement_answer,
    },
    page::PageRequest,
};
use bavn_core::{
    gap_analysis::RequirementState,
    ids::{AnalysisId, RequirementId},
};
use bavn_testkit::{Actors, TestApp, engines, test_app};
use time::macros::date;

async fn analysis(test: &TestApp, actors: &Actors, draft: AnalysisDraft) -> AnalysisId {
    create_analysis(&test.app, &actors.ctx("coordinator"), draft).await.unwrap()
}

fn requirement(view: &AnalysisView, reference: &str) -> RequirementId {
    let catalogue = &view.catalogue;
    let nis2 = catalogue.framework("nis2").unwrap();
    catalogue.requirements[nis2.requirements.clone()].iter().find(|one| one.reference == reference).unwrap().id
}

fn value(value: u8) -> DirectEdit {
    DirectEdit::Value { value, reason: " Set af revisor. ".to_owned() }
}

#[tokio::test]
async fn an_answer_is_recorded_changed_and_taken_back() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let id = analysis(&test, &actors, AnalysisDraft::new("Gap", date!(2026 - 10 - 12))).await;
        let view = get_analysis(app, &ctx, id).await.unwrap();
        let mfa = requirement(&view, "21(2)(j)");
        let before = view.frameworks().unwrap();
        record_requirement_answer(app, &ctx, id, mfa, 0, value(4)).await.unwrap();
        let view = get_analysis(app, &ctx, id).await.unwrap();
        let stored = &view.direct[&mfa];
        assert_eq!((stored.value, stored.version, stored.reason.as_str()), (Some(4), 1, "Set af revisor."));
        assert_ne!(view.frameworks().unwrap(), before, "it counts at once");

        // Somebody else answered meanwhile: nothing is overwritten.
        let late = record_requirement_answer(app, &ctx, id, mfa, 0, value(1)).await;
        assert!(matches!(late, Err(Error::Conflict { current: 1, .. })), "{late:?}");
        let faulty = record_requirement_answer(app, &ctx, id, mfa, 1, value(6)).await;
        assert!(matches!(faulty, Err(Error::Invalid(_))), "{faulty:?}");
        let why = DirectEdit::NotRelevant { reason: " ".to_owned() };
        let faulty = record_requirement_answer(app, &ctx, id, mfa, 1, why).await;
        assert!(matches!(faulty, Err(Error::Invalid(_))), "a reason is needed: {faulty:?}");

        let not = DirectEdit::NotRelevant { reason: "Ingen fjernadgang.".to_owned() };
        record_requirement_answer(app, &ctx, id, mfa, 1, not).await.unwrap();
        let view = get_analysis(app, &ctx, id).await.unwrap();
        let result = view.frameworks().unwrap().into_iter().find(|one| one.key == "nis2").unwrap();
        let states = result.requirements.iter().filter(|one| one.state() == RequirementState::NotRelevant).count();
        assert_eq!(states, 1);
        record_requirement_answer(app, &ctx, id, mfa, 2, DirectEdit::Clear).await.unwrap();
        let view = get_analysis(app, &ctx, id).await.unwrap();
        assert!(view.direct.is_empty());
        assert_eq!(view.frameworks().unwrap(), before, "what is derived counts again");

        // Answered anew, it goes on from its last version, and the log tells it all.
        record_requirement_answer(app, &ctx, id, mfa, 0, value(2)).await.unwrap();
        assert_eq!(get_analysis(app, &ctx, id).await.unwrap().direct[&mfa].version, 4);
        let filter = LogFilter { object_kind: "requirement_answer".to_owned(), ..LogFilter::default() };
        let log = list_log(app, &actors.ctx("auditor"), &filter, PageRequest::new(1, 10)).await.unwrap();
        assert_eq!(log.rows.len(), 4);
    }
}

#[tokio::test]
async fn only_those_who_answer_there_may_and_only_while_it_is_open() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let id = analysis(&test, &actors, AnalysisDraft::new("Gap", date!(2026 - 10 - 12))).await;
        let draft =
            AnalysisDraft { unit_id: Some(actors.school), ..AnalysisDraft::new("Skole", date!(2026 - 10 - 12)) };
        let school = analysis(&test, &actors, draft).await;
        let mfa = requirement(&get_analysis(app, &ctx, id).await.unwrap(), "21(2)(j)");
        let auditor = record_requirement_answer(app, &actors.ctx("auditor"), id, mfa, 0, value(3)).await;
        assert!(matches!(auditor, Err(Error::Forbidden(_))), "{auditor:?}");
        // An owner in another administration is told that there is none.
        let other = record_requirement_answer(app, &actors.ctx("limited_owner"), school, mfa, 0, value(3)).await;
        assert!(matches!(other, Err(Error::NotFound { .. } | Error::Forbidden(_))), "{other:?}");
        let none = record_requirement_answer(app, &ctx, id, RequirementId(ctx.new_id().unwrap()), 0, value(3)).await;
        assert!(matches!(none, Err(Error::NotFound { .. })), "{none:?}");
        let version = get_analysis(app, &ctx, id).await.unwrap().analysis.version;
        complete_analysis(app, &ctx, id, version).await.unwrap();
        let closed = record_requirement_answer(app, &ctx, id, mfa, 0, value(3)).await;
        assert!(matches!(closed, Err(Error::Closed { .. })), "{closed:?}");
        assert!(get_analysis(app, &ctx, school).await.unwrap().direct.is_empty());
    }
}

#[tokio::test]
async fn a_new_analysis_begins_with_the_answers_of_the_one_before() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        let first = analysis(&test, &actors, AnalysisDraft::new("2025", date!(2025 - 10 - 12))).await;
        let view = get_analysis(app, &ctx, first).await.unwrap();
        let (mfa, taken_back) = (requirement(&view, "21(2)(j)"), requirement(&view, "21(2)(i)"));
        record_requirement_answer(app, &ctx, first, mfa, 0, value(4)).await.unwrap();
        record_requirement_answer(app, &ctx, first, taken_back, 0, value(1)).await.unwrap();
        record_requirement_answer(app, &ctx, first, taken_back, 1, DirectEdit::Clear).await.unwrap();
        let draft = AnalysisDraft { previous_id: Some(first), ..AnalysisDraft::new("2026", date!(2026 - 10 - 12)) };
        let second = analysis(&test, &actors, draft).await;
        let copied = get_analysis(app, &ctx, second).await.unwrap();
        assert_eq!(copied.direct.len(), 1);
        assert_eq!((copied.direct[&mfa].value, copied.direct[&mfa].version), (Some(4), 1));
        record_requirement_answer(app, &ctx, second, mfa, 1, value(2)).await.unwrap();
        assert_eq!(get_analysis(app, &ctx, first).await.unwrap().direct[&mfa].value, Some(4), "the old one stands");
    }
}
