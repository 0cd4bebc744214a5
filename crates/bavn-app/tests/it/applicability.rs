//! Assessments of which frameworks apply: who may, what a decision switches, what stays as history.

use bavn_app::{
    Context, Error,
    catalogue::{
        Assessment, AssessmentDraft, AssessmentState, applicability_guide, count_overdue_assessments,
        decide_assessment, get_assessment, get_catalogue, list_assessments, save_assessment, start_assessment,
    },
};
use bavn_core::{
    catalogue::{Outcome, Reply},
    ids::FrameworkId,
};
use bavn_testkit::{Actors, Engine, TestApp, engines, test_app};
use std::collections::BTreeMap;
use time::macros::date;

async fn start(engine: Engine) -> (TestApp, Actors, Context) {
    let test = test_app(engine).await;
    let actors = Actors::create(&test).await;
    let ctx = actors.ctx("coordinator");
    (test, actors, ctx)
}

async fn framework(test: &TestApp, ctx: &Context, key: &str) -> FrameworkId {
    let view = get_catalogue(&test.app, ctx).await.unwrap();
    view.frameworks.iter().find(|framework| framework.key == key).unwrap().id
}

fn decision(outcome: Outcome) -> AssessmentDraft {
    AssessmentDraft {
        outcome,
        replies: BTreeMap::from([("public-body".to_owned(), Reply::Yes)]),
        parts: vec!["measures".to_owned(), "management".to_owned()],
        reason: "Kommunen er omfattet.".to_owned(),
        decided_by: "Direktionen".to_owned(),
        decided_on: Some(date!(2026 - 06 - 01)),
        review_on: Some(date!(2027 - 06 - 01)),
    }
}

async fn in_use(test: &TestApp, ctx: &Context, key: &str) -> bool {
    let view = get_catalogue(&test.app, ctx).await.unwrap();
    let framework = view.frameworks.iter().find(|framework| framework.key == key).unwrap();
    view.is_in_use(framework, None)
}

#[tokio::test]
async fn a_decision_switches_a_framework_and_the_next_takes_its_place() {
    for engine in engines() {
        let (test, _, ctx) = start(engine).await;
        let (app, nis2) = (&test.app, framework(&test, &ctx, "nis2").await);
        assert!(in_use(&test, &ctx, "nis2").await, "by default");
        let first = start_assessment(app, &ctx, nis2, None).await.unwrap();
        assert_eq!(start_assessment(app, &ctx, nis2, None).await.unwrap(), first, "one draft at a time");
        save_assessment(app, &ctx, first, 1, decision(Outcome::Not)).await.unwrap();
        assert!(in_use(&test, &ctx, "nis2").await, "a draft switches nothing");
        decide_assessment(app, &ctx, first, 2, decision(Outcome::Not)).await.unwrap();
        assert!(!in_use(&test, &ctx, "nis2").await);
        let closed = save_assessment(app, &ctx, first, 3, decision(Outcome::Binds)).await;
        assert!(matches!(closed, Err(Error::Closed { reason: "decided", .. })), "{closed:?}");

        let second = start_assessment(app, &ctx, nis2, None).await.unwrap();
        let draft = get_assessment(app, &ctx, second).await.unwrap();
        assert_eq!(
            (draft.outcome, draft.reason.as_str()),
            (Outcome::Not, "Kommunen er omfattet."),
            "begins with the last"
        );
        assert_eq!(draft.parts, ["management", "measures"]);
        decide_assessment(app, &ctx, second, 1, decision(Outcome::Partly)).await.unwrap();
        assert!(in_use(&test, &ctx, "nis2").await);
        let states: Vec<AssessmentState> =
            list_assessments(app, &ctx).await.unwrap().iter().map(|row: &Assessment| row.state).collect();
        assert_eq!(states, [AssessmentState::Decided, AssessmentState::Superseded]);
    }
}

#[tokio::test]
async fn a_unit_has_its_own_word() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let (app, tmk) = (&test.app, framework(&test, &ctx, "tmk").await);
        let unit = actors.home_care;
        let id = start_assessment(app, &ctx, tmk, Some(unit)).await.unwrap();
        let off = AssessmentDraft { replies: BTreeMap::new(), parts: Vec::new(), ..decision(Outcome::Not) };
        decide_assessment(app, &ctx, id, 1, off).await.unwrap();
        let view = get_catalogue(app, &ctx).await.unwrap();
        let framework = view.frameworks.iter().find(|framework| framework.key == "tmk").unwrap();
        assert!(view.is_in_use(framework, None) && !view.is_in_use(framework, Some(unit)));
        let nothing = view.frameworks.iter().find(|framework| framework.key == "nsis").unwrap();
        assert!(!view.is_in_use(nothing, None), "it has no requirements to work with");
    }
}

#[tokio::test]
async fn faults_are_named_and_roles_decide() {
    for engine in engines() {
        let (test, actors, ctx) = start(engine).await;
        let (app, nis2) = (&test.app, framework(&test, &ctx, "nis2").await);
        let id = start_assessment(app, &ctx, nis2, None).await.unwrap();
        let bad = AssessmentDraft {
            outcome: Outcome::Open,
            replies: BTreeMap::from([("no-such".to_owned(), Reply::No)]),
            parts: vec!["no-such-part".to_owned()],
            reason: " ".to_owned(),
            decided_by: String::new(),
            decided_on: None,
            review_on: None,
        };
        let Err(Error::Invalid(faults)) = decide_assessment(app, &ctx, id, 1, bad).await else { panic!("must fail") };
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["outcome", "reason", "decided_by", "decided_on", "replies", "parts"]);
        let early = AssessmentDraft { review_on: Some(date!(2026 - 06 - 01)), ..decision(Outcome::Binds) };
        assert!(matches!(decide_assessment(app, &ctx, id, 1, early).await, Err(Error::Invalid(_))));
        let conflict = save_assessment(app, &ctx, id, 7, decision(Outcome::Binds)).await;
        assert!(matches!(conflict, Err(Error::Conflict { current: 1, .. })), "{conflict:?}");
        let director = actors.ctx("director");
        assert!(get_assessment(app, &director, id).await.is_ok());
        let refused = save_assessment(app, &director, id, 1, decision(Outcome::Binds)).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        let employee = actors.ctx("employee");
        assert!(matches!(list_assessments(app, &employee).await, Err(Error::NotFound { .. })));
        let past = AssessmentDraft { review_on: Some(date!(2026 - 06 - 02)), ..decision(Outcome::Binds) };
        decide_assessment(app, &ctx, id, 1, past).await.unwrap();
        assert_eq!(count_overdue_assessments(app, &ctx).await.unwrap(), u64::from(ctx.today() > date!(2026 - 06 - 02)));
    }
}

#[test]
fn the_guides_are_readable() {
    assert!(applicability_guide("nis2").unwrap().is_some_and(|guide| guide.questions.len() >= 3));
    assert!(applicability_guide("../secret").unwrap().is_none());
}
