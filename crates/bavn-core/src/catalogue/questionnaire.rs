//! From the answers to a requirement's questions to a value on the framework's scale.
//!
//! The rule, in this order. Only questions that are asked count: one with a condition is asked when the question that it depends on is
//! asked itself and its choices are taken (any of them, or all). 1. A question with choices that is asked and not answered leaves the
//! questionnaire unfinished. 2. When every verdict of the choices taken is *not applicable*, the requirement is not relevant. 3. When a
//! choice of a question that is asked has a score, the value is the sum of the scores of the choices taken, kept within the scale.
//! 4. Else, when choices taken have a verdict, each question counts with its worst one (met 1, partly ½, failed 0; *not applicable* does
//! not count), and the value is the mean of these between the ends of the scale, rounded half up. 5. Else the person gives the value.

use super::{Question, QuestionKind, Scale, Verdict};
use num_rational::Ratio;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use time::{format_description::BorrowedFormatItem, macros::format_description};

/// What was answered, by the name of the question: the names of the choices taken, or the one text, date, number or truth
/// (`true` or `false`).
pub type Replies = BTreeMap<String, Vec<String>>;

const DATE: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// Longest text of a reply, in characters.
pub const MAX_REPLY: usize = 2000;

/// What a questionnaire gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionnaireResult {
    /// So many questions with choices are asked and not answered.
    Unfinished(usize),
    /// The requirement does not concern the municipality.
    NotRelevant,
    /// The value on the framework's scale.
    Value(u8),
    /// The questions say nothing about the value: the person gives it.
    Open,
}

/// What is wrong with a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyFault {
    /// There is no such question.
    NoQuestion,
    /// It is not one of the choices.
    NoChoice,
    /// Several where one may be given.
    Several,
    /// A text is longer than [`MAX_REPLY`].
    TooLong,
    /// It is no date such as 2026-10-12, no number, or neither `true` nor `false`.
    NotOfKind,
}

/// Which questions are asked, in their order. One whose condition leads back to itself is not; one that depends on a question
/// which is not here is.
#[must_use]
pub fn asked(questions: &[Question], replies: &Replies) -> Vec<bool> {
    let places: HashMap<&str, usize> =
        questions.iter().enumerate().map(|(place, question)| (question.urn.as_str(), place)).collect();
    (0..questions.len()).map(|place| is_asked(questions, &places, replies, place)).collect()
}

fn is_asked(questions: &[Question], places: &HashMap<&str, usize>, replies: &Replies, place: usize) -> bool {
    let mut at = place;
    // A chain of conditions is at most as long as there are questions; a longer one goes in a circle.
    for _ in 0..questions.len() {
        let Some(dependence) = &questions[at].depends_on else { return true };
        let Some(before) = places.get(dependence.question.as_str()) else { return true };
        let taken = replies.get(&dependence.question).map_or(&[][..], Vec::as_slice);
        let mut wanted = dependence.choices.iter().map(|choice| taken.contains(choice));
        let holds = if dependence.all { wanted.all(|is_taken| is_taken) } else { wanted.any(|is_taken| is_taken) };
        if !holds {
            return false;
        }
        at = *before;
    }
    false
}

/// What the replies give on a scale; the rule stands at the head of the module.
#[must_use]
pub fn questionnaire_result(questions: &[Question], replies: &Replies, scale: &Scale) -> QuestionnaireResult {
    let asked = asked(questions, replies);
    let (mut missing, mut sum, mut has_scores) = (0, 0_i64, false);
    let (mut verdicts, mut not_applicable) = (Vec::new(), 0_usize);
    for (question, _) in questions.iter().zip(asked).filter(|(question, is_asked)| *is_asked && question.has_choices())
    {
        let taken = replies.get(&question.urn).map_or(&[][..], Vec::as_slice);
        let taken: Vec<_> = question.choices.iter().filter(|choice| taken.contains(&choice.urn)).collect();
        if taken.is_empty() {
            missing += 1;
        }
        has_scores |= question.choices.iter().any(|choice| choice.score.is_some());
        sum = taken.iter().filter_map(|choice| choice.score).fold(sum, i64::saturating_add);
        match taken.iter().filter_map(|choice| choice.verdict).min() {
            Some(Verdict::NotApplicable) => not_applicable += 1,
            Some(verdict) => verdicts.push(verdict),
            None => {}
        }
    }
    if missing > 0 {
        QuestionnaireResult::Unfinished(missing)
    } else if verdicts.is_empty() && not_applicable > 0 {
        QuestionnaireResult::NotRelevant
    } else if has_scores {
        let value = sum.clamp(scale.min.into(), scale.max.into());
        QuestionnaireResult::Value(u8::try_from(value).unwrap_or(scale.max))
    } else if verdicts.is_empty() {
        QuestionnaireResult::Open
    } else {
        QuestionnaireResult::Value(mean_of(&verdicts, scale))
    }
}

fn mean_of(verdicts: &[Verdict], scale: &Scale) -> u8 {
    let halves: i64 = verdicts.iter().map(|verdict| verdict.halves()).sum();
    let count = i64::try_from(verdicts.len()).unwrap_or(i64::MAX).saturating_mul(2);
    let span = i64::from(scale.max) - i64::from(scale.min);
    let value = Ratio::from(i64::from(scale.min)) + Ratio::new(halves, count) * span;
    // `round` goes away from zero at one half, and no value is below zero.
    u8::try_from(value.round().to_integer()).unwrap_or(scale.max)
}

/// What is wrong with replies, each by the name of its question.
#[must_use]
pub fn reply_faults(questions: &[Question], replies: &Replies) -> Vec<(String, ReplyFault)> {
    let by_urn: HashMap<&str, &Question> = questions.iter().map(|question| (question.urn.as_str(), question)).collect();
    let mut faults = Vec::new();
    for (urn, given) in replies {
        let fault = by_urn.get(urn.as_str()).map_or(Some(ReplyFault::NoQuestion), |question| fault(question, given));
        faults.extend(fault.map(|fault| (urn.clone(), fault)));
    }
    faults
}

fn fault(question: &Question, given: &[String]) -> Option<ReplyFault> {
    if question.kind != QuestionKind::Many && given.len() > 1 {
        return Some(ReplyFault::Several);
    }
    if question.has_choices() {
        let is_choice = |urn: &String| question.choices.iter().any(|choice| choice.urn == *urn);
        return (!given.iter().all(is_choice)).then_some(ReplyFault::NoChoice);
    }
    let text = given.first()?;
    if text.chars().count() > MAX_REPLY {
        return Some(ReplyFault::TooLong);
    }
    let is_of_kind = match question.kind {
        QuestionKind::Date => time::Date::parse(text, DATE).is_ok(),
        QuestionKind::Number => text.parse::<i64>().is_ok(),
        QuestionKind::Truth => matches!(text.as_str(), "true" | "false"),
        QuestionKind::One | QuestionKind::Many | QuestionKind::Text => true,
    };
    (!is_of_kind).then_some(ReplyFault::NotOfKind)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Choice, Dependence},
        *,
    };
    use crate::lang::Localized;
    use proptest::prelude::*;

    fn text() -> Localized {
        Localized { da: "Tekst".into(), en: "Text".into() }
    }

    fn choice(urn: &str, score: Option<i64>, verdict: Option<Verdict>) -> Choice {
        Choice { urn: urn.into(), text: text(), description: None, score, verdict, groups: Vec::new() }
    }

    fn question(urn: &str, kind: QuestionKind, choices: Vec<Choice>) -> Question {
        Question { urn: urn.into(), kind, text: text(), choices, depends_on: None }
    }

    fn replies(given: &[(&str, &[&str])]) -> Replies {
        given.iter().map(|(urn, taken)| ((*urn).into(), taken.iter().map(|one| (*one).into()).collect())).collect()
    }

    const HUNDRED: Scale = Scale { min: 0, max: 100, names: Vec::new() };

    fn scored() -> Vec<Question> {
        let choices = |name: &str| {
            vec![
                choice(&format!("{name}-yes"), Some(60), Some(Verdict::Met)),
                choice(&format!("{name}-half"), Some(10), Some(Verdict::Partly)),
                choice(&format!("{name}-no"), Some(0), Some(Verdict::Failed)),
                choice(&format!("{name}-na"), None, Some(Verdict::NotApplicable)),
            ]
        };
        let mut second = question("b", QuestionKind::One, choices("b"));
        second.depends_on =
            Some(Dependence { question: "a".into(), choices: vec!["a-yes".into(), "a-half".into()], all: false });
        vec![question("a", QuestionKind::One, choices("a")), second, question("c", QuestionKind::Text, Vec::new())]
    }

    #[test]
    fn scores_are_added_and_kept_within_the_scale() {
        let value = |given| questionnaire_result(&scored(), &replies(given), &HUNDRED);
        assert_eq!(value(&[("a", &["a-half"]), ("b", &["b-yes"])]), QuestionnaireResult::Value(70));
        // 60 + 60 is more than the scale has.
        assert_eq!(value(&[("a", &["a-yes"]), ("b", &["b-yes"])]), QuestionnaireResult::Value(100));
        // The second is not asked, so what was once answered to it does not count.
        assert_eq!(value(&[("a", &["a-no"]), ("b", &["b-yes"])]), QuestionnaireResult::Value(0));
        assert_eq!(value(&[("a", &["a-yes"])]), QuestionnaireResult::Unfinished(1));
        assert_eq!(value(&[("a", &["a-na"])]), QuestionnaireResult::NotRelevant);
    }

    #[test]
    fn verdicts_give_the_value_where_there_are_no_scores() {
        let choices = |name: &str| {
            vec![
                choice(&format!("{name}1"), None, Some(Verdict::Met)),
                choice(&format!("{name}2"), None, Some(Verdict::Partly)),
                choice(&format!("{name}3"), None, Some(Verdict::Failed)),
            ]
        };
        let questions =
            [question("a", QuestionKind::One, choices("a")), question("b", QuestionKind::Many, choices("b"))];
        let value = |given| questionnaire_result(&questions, &replies(given), &Scale::COMMON);
        // (1 + ½) / 2 of 5 is 3.75, rounded to 4.
        assert_eq!(value(&[("a", &["a1"]), ("b", &["b2"])]), QuestionnaireResult::Value(4));
        // Of several choices the worst counts: (1 + 0) / 2 of 5 is 2.5, rounded to 3.
        assert_eq!(value(&[("a", &["a1"]), ("b", &["b1", "b3"])]), QuestionnaireResult::Value(3));
        let open = [question("a", QuestionKind::One, vec![choice("x", None, None)])];
        assert_eq!(questionnaire_result(&open, &replies(&[("a", &["x"])]), &HUNDRED), QuestionnaireResult::Open);
    }

    #[test]
    fn a_condition_that_leads_back_to_itself_is_never_met() {
        let mut questions = scored();
        questions[0].depends_on = Some(Dependence { question: "b".into(), choices: vec!["b-yes".into()], all: true });
        let given = replies(&[("a", &["a-yes"]), ("b", &["b-yes"])]);
        assert_eq!(asked(&questions, &given), [false, false, true]);
    }

    #[test]
    fn replies_are_of_their_kind() {
        let questions = [
            question("d", QuestionKind::Date, Vec::new()),
            question("n", QuestionKind::Number, Vec::new()),
            question("t", QuestionKind::Truth, Vec::new()),
            question("o", QuestionKind::One, vec![choice("x", None, None), choice("y", None, None)]),
        ];
        let right = replies(&[("d", &["2026-10-12"]), ("n", &["-3"]), ("t", &["true"]), ("o", &["y"])]);
        assert!(reply_faults(&questions, &right).is_empty());
        let wrong = replies(&[("d", &["12/10"]), ("n", &["x"]), ("t", &["ja"]), ("o", &["x", "y"]), ("z", &[])]);
        let found: Vec<ReplyFault> = reply_faults(&questions, &wrong).into_iter().map(|(_, fault)| fault).collect();
        let kind = ReplyFault::NotOfKind;
        assert_eq!(found, [kind, kind, ReplyFault::Several, kind, ReplyFault::NoQuestion]);
    }

    proptest! {
        /// Taking a choice with a higher score in place of another never lowers the value.
        #[test]
        fn a_better_choice_never_gives_less(scores in prop::collection::vec(0_i64..150, 2..6), at in 0_usize..6, to in 0_usize..6) {
            let choices: Vec<Choice> =
                scores.iter().enumerate().map(|(at, score)| choice(&at.to_string(), Some(*score), None)).collect();
            let (at, to) = (at % choices.len(), to % choices.len());
            let questions = [question("q", QuestionKind::One, choices)];
            let value = |taken: usize| match questionnaire_result(&questions, &replies(&[("q", &[&taken.to_string()])]), &HUNDRED) {
                QuestionnaireResult::Value(value) => value,
                other => panic!("{other:?}"),
            };
            prop_assert!(scores[at] > scores[to] || value(at) <= value(to));
        }
    }
}
