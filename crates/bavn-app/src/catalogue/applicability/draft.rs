use crate::{FieldFault, check};
use bavn_core::catalogue::{ApplicabilityGuide, Outcome, Reply};
use std::collections::BTreeMap;
use time::{Date, macros::date};

/// What an assessment is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentDraft {
    /// Whether the framework applies.
    pub outcome: Outcome,
    /// The replies to the guide's questions, by their keys.
    pub replies: BTreeMap<String, Reply>,
    /// The keys of the parts that apply.
    pub parts: Vec<String>,
    /// Why, at most 4000 characters; a decision needs it.
    pub reason: String,
    /// Who decides, at most 120 characters; a decision needs it.
    pub decided_by: String,
    /// When it is decided; a decision needs it.
    pub decided_on: Option<Date>,
    /// When to look at it again, after the day of the decision.
    pub review_on: Option<Date>,
}

impl AssessmentDraft {
    /// Trims the texts and notes every fault that can be seen without the database.
    pub(super) fn check(
        mut self,
        guide: Option<&ApplicabilityGuide>,
        is_decision: bool,
    ) -> Result<Self, Vec<FieldFault>> {
        let mut faults = Vec::new();
        for text in [&mut self.reason, &mut self.decided_by] {
            *text = text.trim().to_owned();
        }
        check::text(&mut faults, "reason", &self.reason, 0, 4000);
        check::text(&mut faults, "decided_by", &self.decided_by, 0, 120);
        if is_decision && self.outcome == Outcome::Open {
            faults.push(FieldFault::new("outcome", "decision_needs_outcome", ""));
        }
        if is_decision && self.reason.is_empty() {
            faults.push(FieldFault::new("reason", "decision_needs_reason", ""));
        }
        if is_decision && self.decided_by.is_empty() {
            faults.push(FieldFault::new("decided_by", "decision_needs_who", ""));
        }
        if is_decision && self.decided_on.is_none() {
            faults.push(FieldFault::new("decided_on", "decision_needs_date", ""));
        }
        for (field, day) in [("decided_on", self.decided_on), ("review_on", self.review_on)] {
            let (first, last) = (date!(2000 - 01 - 01), date!(2099 - 12 - 31));
            if let Some(day) = day.filter(|day| !(first..=last).contains(day)) {
                let fault = FieldFault::new(field, "out_of_range", day.to_string());
                faults.push(fault.with("min", first).with("max", last));
            }
        }
        if let (Some(decided), Some(review)) = (self.decided_on, self.review_on)
            && review <= decided
        {
            faults.push(FieldFault::new("review_on", "applicability_review_before", review.to_string()));
        }
        let questions = guide.map(|guide| guide.questions.as_slice()).unwrap_or_default();
        for key in self.replies.keys().filter(|key| questions.iter().all(|question| question.key != **key)) {
            faults.push(FieldFault::new("replies", "unknown", key.as_str()));
        }
        let parts = guide.map(|guide| guide.parts.as_slice()).unwrap_or_default();
        for key in self.parts.iter().filter(|key| parts.iter().all(|part| part.key != **key)) {
            faults.push(FieldFault::new("parts", "unknown", key.as_str()));
        }
        self.parts.sort();
        self.parts.dedup();
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}
