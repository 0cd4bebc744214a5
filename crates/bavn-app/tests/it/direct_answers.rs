//! Answers to requirements themselves: who may, what they change, what becomes of them.

use bavn_app::{
    Error,
    audit_log::{LogFilter, list_log},
    gap_analysis::{
        AnalysisDraft, AnalysisView, DirectEdit, complete_analysis, create_analysis, get_analysis,
        record_requirement_answer, record_requirement_replies,
    },
    import_export::{ForeignFile, ForeignFormat, import_foreign},
    page::PageRequest,
};
use bavn_core::{
    catalogue::Replies,
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

/// A framework on a scale from 0 to 100 that asks two questions, the second only when the first is answered with yes.
fn questionnaire() -> ForeignFile {
    let text = "\
urn: urn:example:risk:library:kaj
locale: da
ref_id: kaj
name: Kaj
version: 1
provider: Fiktiv
copyright: None
objects:
  framework:
    urn: urn:example:risk:framework:kaj
    ref_id: kaj
    name: Kaj
    min_score: 0
    max_score: 100
    requirement_nodes:
      - urn: urn:example:risk:req_node:kaj:1
        ref_id: '1'
        assessable: true
        name: Lys
        questions:
          urn:example:risk:req_node:kaj:1:question:1:
            type: unique_choice
            text: Er kajen oplyst?
            choices:
              - {urn: urn:example:risk:req_node:kaj:1:question:1:choice:1, value: Ja, add_score: 40}
              - {urn: urn:example:risk:req_node:kaj:1:question:1:choice:2, value: Nej, add_score: 0}
              - {urn: urn:example:risk:req_node:kaj:1:question:1:choice:3, value: Ingen kaj, compute_result: not_applicable}
          urn:example:risk:req_node:kaj:1:question:2:
            type: multiple_choice
            text: Hvor?
            depends_on: {question: urn:example:risk:req_node:kaj:1:question:1, answers: [urn:example:risk:req_node:kaj:1:question:1:choice:1], condition: any}
            choices:
              - {urn: urn:example:risk:req_node:kaj:1:question:2:choice:1, value: Nord, add_score: 20}
              - {urn: urn:example:risk:req_node:kaj:1:question:2:choice:2, value: Syd, add_score: 20}
";
    ForeignFile { name: "kaj.yaml".to_owned(), bytes: text.as_bytes().to_vec() }
}

fn replies(given: &[(u8, &[u8])]) -> Replies {
    let urn = |question: &u8| format!("urn:example:risk:req_node:kaj:1:question:{question}");
    let taken =
        |question: &u8, choices: &[u8]| choices.iter().map(|one| format!("{}:choice:{one}", urn(question))).collect();
    given.iter().map(|(question, choices)| (urn(question), taken(question, choices))).collect()
}

#[tokio::test]
async fn replies_to_questions_give_the_value() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (app, ctx) = (&test.app, actors.ctx("coordinator"));
        import_foreign(app, &ctx, ForeignFormat::Library, vec![questionnaire()], false).await.unwrap();
        let id = analysis(&test, &actors, AnalysisDraft::new("Gap", date!(2026 - 10 - 12))).await;
        let view = get_analysis(app, &ctx, id).await.unwrap();
        let light = view.catalogue.requirements.iter().find(|one| one.body.questions.len() == 2).unwrap().id;
        let record = async |version, edit, given| {
            record_requirement_replies(app, &ctx, id, light, version, edit, Some(given)).await
        };
        let computed = || DirectEdit::Computed { reason: String::new() };
        let now = async || get_analysis(app, &ctx, id).await.unwrap().direct[&light].clone();

        // The second question is asked and not answered: the replies are kept, and there is no value yet.
        record(0, computed(), replies(&[(1, &[1])])).await.unwrap();
        let stored = now().await;
        assert_eq!((stored.value, stored.is_relevant, stored.is_computed), (None, true, true));
        assert_eq!(stored.replies, replies(&[(1, &[1])]));
        // 40 + 20 + 20 of 100.
        record(1, computed(), replies(&[(1, &[1]), (2, &[1, 2])])).await.unwrap();
        assert_eq!(now().await.value, Some(80));
        // The person's own value goes before what the replies give; they stay.
        record_requirement_answer(app, &ctx, id, light, 2, value(50)).await.unwrap();
        let stored = now().await;
        assert_eq!((stored.value, stored.is_computed, stored.replies.len()), (Some(50), false, 2));
        record(3, computed(), replies(&[(1, &[3])])).await.unwrap();
        assert_eq!((now().await.is_relevant, now().await.value), (false, None));

        let faulty = record(4, computed(), replies(&[(1, &[1, 2]), (2, &[7])])).await;
        let Err(Error::Invalid(faults)) = faulty else { panic!("{faulty:?}") };
        let faults: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
        assert_eq!(faults, [("q0", "one_only"), ("q1", "unknown_choice")]);
        assert_eq!(now().await.version, 4, "nothing was stored");
    }
}
