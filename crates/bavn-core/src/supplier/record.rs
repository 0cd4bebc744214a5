use super::{
    AuditStandard, AuditType, Conclusion, DataLocation, Facts, Fault, Field, FieldFault, FieldKind, OversightResult,
    RecordKind,
    field::{LINE, LINES, day, of},
};
use crate::ids::PersonId;
use num_rational::Ratio;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

/// A data-processing agreement (*databehandleraftale*) and the oversight of it (GDPR art. 28).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgreementFacts {
    /// What it is about.
    pub title: String,
    /// When it was concluded.
    #[serde(with = "day::option")]
    pub concluded_on: Option<Date>,
    /// Which personal data are processed, and why.
    pub processing: String,
    /// Where, and on what ground outside the EU and EEA.
    pub location: DataLocation,
    /// The processor's own processors.
    pub sub_processors: String,
    /// How the municipality oversees it.
    pub oversight_plan: String,
    /// Months between oversights.
    pub oversight_months: Option<u32>,
    /// When it was last overseen.
    #[serde(with = "day::option")]
    pub last_oversight_on: Option<Date>,
    /// What that found.
    pub oversight_result: OversightResult,
    /// What that found, in words.
    pub oversight_note: String,
    /// When it is to be overseen next.
    #[serde(with = "day::option")]
    pub next_oversight_on: Option<Date>,
    /// Where the agreement is kept.
    pub record_url: String,
    /// Anything else.
    pub note: String,
}

/// An audit statement (*revisionserklæring*) or certificate from a supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatementFacts {
    /// What it covers.
    pub title: String,
    /// The standard behind it.
    pub standard: AuditStandard,
    /// Whether it covers a day or a period.
    pub audit_type: AuditType,
    /// Who made it.
    pub auditor: String,
    /// The first day it covers.
    #[serde(with = "day::option")]
    pub period_from: Option<Date>,
    /// The last day it covers.
    #[serde(with = "day::option")]
    pub period_to: Option<Date>,
    /// When it came.
    #[serde(with = "day::option")]
    pub received_on: Option<Date>,
    /// What the auditor concludes.
    pub conclusion: Conclusion,
    /// The qualifications (*forbehold*) and findings.
    pub qualifications: String,
    /// What the municipality makes of it.
    pub own_assessment: String,
    /// When the municipality read it.
    #[serde(with = "day::option")]
    pub assessed_on: Option<Date>,
    /// When the next one is due.
    #[serde(with = "day::option")]
    pub next_due_on: Option<Date>,
    /// Where it is kept.
    pub record_url: String,
    /// Anything else.
    pub note: String,
}

/// The municipality's own assessment of a supplier's security.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AssessmentFacts {
    /// What it covers.
    pub title: String,
    /// When it was made.
    #[serde(with = "day::option")]
    pub assessed_on: Option<Date>,
    /// By whom.
    pub assessor: Option<PersonId>,
    /// What it comes to.
    pub conclusion: String,
    /// What is to be followed up.
    pub follow_up: String,
    /// When it is to be made again.
    #[serde(with = "day::option")]
    pub next_on: Option<Date>,
    /// Anything else.
    pub note: String,
    /// Answers to questions of the questionnaire, by the question's key: 0 to 5.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, u8>,
}

impl Facts for AgreementFacts {
    const FIELDS: &'static [Field] = &[
        of("title", FieldKind::Line(LINE)),
        of("concluded_on", FieldKind::Date),
        of("processing", FieldKind::Lines(LINES)),
        of("location", FieldKind::Choice(DataLocation::KEYS)),
        of("sub_processors", FieldKind::Lines(LINES)),
        of("oversight_plan", FieldKind::Lines(LINES)),
        of("oversight_months", FieldKind::Number(1, 120)),
        of("last_oversight_on", FieldKind::Date),
        of("oversight_result", FieldKind::Choice(OversightResult::KEYS)),
        of("oversight_note", FieldKind::Lines(LINES)),
        of("next_oversight_on", FieldKind::Date),
        of("record_url", FieldKind::Address),
        of("note", FieldKind::Lines(LINES)),
    ];

    fn own_faults(&self) -> Vec<FieldFault> {
        blank_title(&self.title)
    }
}

impl Facts for StatementFacts {
    const FIELDS: &'static [Field] = &[
        of("title", FieldKind::Line(LINE)),
        of("standard", FieldKind::Choice(AuditStandard::KEYS)),
        of("audit_type", FieldKind::Choice(AuditType::KEYS)),
        of("auditor", FieldKind::Line(LINE)),
        of("period_from", FieldKind::Date),
        of("period_to", FieldKind::Date),
        of("received_on", FieldKind::Date),
        of("conclusion", FieldKind::Choice(Conclusion::KEYS)),
        of("qualifications", FieldKind::Lines(LINES)),
        of("own_assessment", FieldKind::Lines(LINES)),
        of("assessed_on", FieldKind::Date),
        of("next_due_on", FieldKind::Date),
        of("record_url", FieldKind::Address),
        of("note", FieldKind::Lines(LINES)),
    ];

    fn own_faults(&self) -> Vec<FieldFault> {
        let mut faults = blank_title(&self.title);
        if let (Some(from), Some(to)) = (self.period_from, self.period_to)
            && to < from
        {
            faults.push(FieldFault::new("period_to", Fault::BeforeStart));
        }
        faults
    }
}

impl Facts for AssessmentFacts {
    const FIELDS: &'static [Field] = &[
        of("title", FieldKind::Line(LINE)),
        of("assessed_on", FieldKind::Date),
        of("assessor", FieldKind::Person),
        of("conclusion", FieldKind::Lines(LINES)),
        of("follow_up", FieldKind::Lines(LINES)),
        of("next_on", FieldKind::Date),
        of("note", FieldKind::Lines(LINES)),
    ];

    fn own_faults(&self) -> Vec<FieldFault> {
        let mut faults = blank_title(&self.title);
        for (key, _) in self.answers.iter().filter(|(_, answer)| **answer > 5) {
            faults.push(FieldFault::new(format!("answer_{key}"), Fault::OutOfRange { min: 0, max: 5 }));
        }
        faults
    }
}

impl AssessmentFacts {
    /// The score: the mean of the answers given, exactly; `None` when there are none. Questions that nobody answered do not count.
    #[must_use]
    pub fn score(&self) -> Option<Ratio<u64>> {
        let count = self.answers.len() as u64;
        let sum = self.answers.values().map(|answer| u64::from(*answer)).sum();
        (count > 0).then(|| Ratio::new(sum, count))
    }
}

fn blank_title(title: &str) -> Vec<FieldFault> {
    if title.trim().is_empty() { vec![FieldFault::new("title", Fault::Blank)] } else { Vec::new() }
}

/// What is on file, of any kind; in JSON the fields beside `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RecordFacts {
    /// A data-processing agreement.
    Agreement(AgreementFacts),
    /// An audit statement.
    Statement(StatementFacts),
    /// An assessment.
    Assessment(AssessmentFacts),
}

impl RecordFacts {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> RecordKind {
        match self {
            Self::Agreement(_) => RecordKind::Agreement,
            Self::Statement(_) => RecordKind::Statement,
            Self::Assessment(_) => RecordKind::Assessment,
        }
    }

    /// Empty facts of a kind.
    #[must_use]
    pub fn empty(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Agreement => Self::Agreement(AgreementFacts::default()),
            RecordKind::Statement => Self::Statement(StatementFacts::default()),
            RecordKind::Assessment => Self::Assessment(AssessmentFacts::default()),
        }
    }

    /// The fields of a kind.
    #[must_use]
    pub const fn fields(kind: RecordKind) -> &'static [Field] {
        match kind {
            RecordKind::Agreement => AgreementFacts::FIELDS,
            RecordKind::Statement => StatementFacts::FIELDS,
            RecordKind::Assessment => AssessmentFacts::FIELDS,
        }
    }

    /// The fields by name.
    #[must_use]
    pub fn to_map(&self) -> serde_json::Map<String, serde_json::Value> {
        match self {
            Self::Agreement(facts) => facts.to_map(),
            Self::Statement(facts) => facts.to_map(),
            Self::Assessment(facts) => facts.to_map(),
        }
    }

    /// The facts of a kind from fields by name.
    ///
    /// # Errors
    /// The first value that does not fit, or the first name that is no field.
    pub fn from_map(
        kind: RecordKind,
        map: serde_json::Map<String, serde_json::Value>,
    ) -> Result<Self, serde_json::Error> {
        Ok(match kind {
            RecordKind::Agreement => Self::Agreement(AgreementFacts::from_map(map)?),
            RecordKind::Statement => Self::Statement(StatementFacts::from_map(map)?),
            RecordKind::Assessment => Self::Assessment(AssessmentFacts::from_map(map)?),
        })
    }

    /// The facts of fields by name with `kind` among them, as they are written in JSON.
    ///
    /// # Errors
    /// As [`Self::from_map`], or the kind is missing or none.
    pub fn from_tagged(mut map: serde_json::Map<String, serde_json::Value>) -> Result<Self, serde_json::Error> {
        let kind = RecordKind::deserialize(map.remove("kind").unwrap_or_default())?;
        Self::from_map(kind, map)
    }

    /// Everything that is wrong; empty when it can be stored.
    #[must_use]
    pub fn faults(&self) -> Vec<FieldFault> {
        match self {
            Self::Agreement(facts) => facts.faults(),
            Self::Statement(facts) => facts.faults(),
            Self::Assessment(facts) => facts.faults(),
        }
    }

    /// What it is about.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Agreement(facts) => &facts.title,
            Self::Statement(facts) => &facts.title,
            Self::Assessment(facts) => &facts.title,
        }
    }

    /// When something is to be done about it next. An agreement without a date set is due so many months after its last oversight,
    /// or after it was concluded.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        match self {
            Self::Agreement(facts) => facts.next_oversight_on.or_else(|| {
                let from = facts.last_oversight_on.or(facts.concluded_on)?;
                Some(crate::measure::add_months(from, facts.oversight_months?))
            }),
            Self::Statement(facts) => facts.next_due_on,
            Self::Assessment(facts) => facts.next_on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn every_table_names_every_field_once() {
        for kind in RecordKind::ALL {
            let mut keys: Vec<&str> = RecordFacts::fields(*kind).iter().map(|field| field.key).collect();
            let map = RecordFacts::empty(*kind).to_map();
            let mut names: Vec<&str> = map.keys().map(String::as_str).collect();
            keys.sort_unstable();
            names.sort_unstable();
            assert_eq!(keys, names, "{}", kind.key());
            assert_eq!(RecordFacts::from_map(*kind, map).unwrap(), RecordFacts::empty(*kind));
            let Ok(serde_json::Value::Object(tagged)) = serde_json::to_value(RecordFacts::empty(*kind)) else {
                panic!()
            };
            assert_eq!(tagged["kind"], kind.key());
            assert_eq!(RecordFacts::from_tagged(tagged).unwrap(), RecordFacts::empty(*kind));
        }
    }

    #[test]
    fn a_score_is_the_exact_mean_of_what_was_answered() {
        let answers = [("access", 4), ("backup", 3), ("exit", 0)].map(|(key, answer)| (key.to_owned(), answer));
        let facts = AssessmentFacts { answers: answers.into(), ..Default::default() };
        // (4 + 3 + 0) / 3
        assert_eq!(facts.score(), Some(Ratio::new(7, 3)));
        assert_eq!(AssessmentFacts::default().score(), None);
    }

    #[test]
    fn facts_without_a_kind_are_refused() {
        assert!(RecordFacts::from_tagged(serde_json::Map::new()).is_err());
    }

    #[test]
    fn oversight_is_due_by_its_interval_unless_a_date_is_set() {
        let mut facts = AgreementFacts {
            concluded_on: Some(date!(2025 - 03 - 01)),
            oversight_months: Some(12),
            ..Default::default()
        };
        assert_eq!(RecordFacts::Agreement(facts.clone()).due_on(), Some(date!(2026 - 03 - 01)));
        facts.last_oversight_on = Some(date!(2026 - 01 - 31));
        assert_eq!(RecordFacts::Agreement(facts.clone()).due_on(), Some(date!(2027 - 01 - 31)));
        facts.next_oversight_on = Some(date!(2026 - 06 - 01));
        assert_eq!(RecordFacts::Agreement(facts).due_on(), Some(date!(2026 - 06 - 01)));
    }
}
