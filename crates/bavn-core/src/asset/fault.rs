//! What may be stored as an asset.

use super::{AssetFacts, FIELDS, FieldKind, Kind, PersonalData, field::Bounded};
use crate::{
    field_fault::{self, FieldRule},
    text::text_faults,
};

/// The bounds of what is typed, beyond those of each field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The first and last year of a date.
    pub years: (i32, i32),
    /// Own fields in one asset.
    pub own_fields: usize,
    /// Characters in the value of an own field.
    pub own_value: usize,
    /// Dependencies of one asset on others.
    pub dependencies: usize,
}

/// The bounds that Bavn uses.
pub const LIMITS: Limits = Limits { years: (1970, 2100), own_fields: 50, own_value: 1_000, dependencies: 500 };

/// A field that cannot be stored, by its name in [`AssetFacts`].
pub type FieldFault = field_fault::FieldFault<Rule>;

/// What is wrong with a field.
pub type Fault = field_fault::Fault<Rule>;

/// The rules of an asset beyond the bounds of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// "No personal data" stands beside a kind of personal data.
    NoneAndSome,
    /// An own type belongs to the kind `own`, and that kind needs one.
    TypeAndKind,
    /// Something from another register needs its identifier there.
    NeededWithSource,
}

impl FieldRule for Rule {
    fn code(self) -> &'static str {
        match self {
            Self::NoneAndSome => "none_and_some",
            Self::TypeAndKind => "type_and_kind",
            Self::NeededWithSource => "needed_with_source",
        }
    }
}

/// Everything that is wrong with what is to be stored; empty when it can be.
#[must_use]
pub fn check(facts: &AssetFacts) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    let mut add = |field: &'static str, fault| faults.push(FieldFault::new(field, fault));
    if facts.name.trim().is_empty() {
        add("name", Fault::Blank);
    }
    let (min, max) = LIMITS.years;
    for field in &FIELDS {
        match (field.kind, facts.bounded(field.key)) {
            (FieldKind::Line(longest), Some(Bounded::Text(text))) => {
                text_faults(text, longest, false).for_each(|fault| add(field.key, fault.into()));
            }
            (FieldKind::Lines(longest), Some(Bounded::Text(text))) => {
                text_faults(text, longest, true).for_each(|fault| add(field.key, fault.into()));
            }
            (FieldKind::Number(least, most), Some(Bounded::Number(number))) if !(least..=most).contains(&number) => {
                add(field.key, Fault::OutOfRange { min: least, max: most });
            }
            (FieldKind::Date, Some(Bounded::Date(date))) if !(min..=max).contains(&date.year()) => {
                add(field.key, Fault::YearOutOfRange { min, max });
            }
            _ => {}
        }
    }
    if facts.personal_data.contains(&PersonalData::None) && facts.personal_data.len() > 1 {
        add("personal_data", Fault::Rule(Rule::NoneAndSome));
    }
    if (facts.kind == Kind::Own) != facts.type_id.is_some() {
        add("type_id", Fault::Rule(Rule::TypeAndKind));
    }
    if !(facts.record_url.is_empty() || ["https://", "http://"].iter().any(|start| facts.record_url.starts_with(start)))
    {
        add("record_url", Fault::NotAnAddress);
    }
    if !facts.external_source.is_empty() && facts.external_id.is_empty() {
        add("external_id", Fault::Rule(Rule::NeededWithSource));
    }
    if facts.own.len() > LIMITS.own_fields {
        add("own", Fault::TooMany { max: LIMITS.own_fields });
    }
    for value in facts.own.values() {
        text_faults(value, LIMITS.own_value, true).for_each(|fault| add("own", fault.into()));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;
    use time::macros::date;

    fn codes(facts: &AssetFacts) -> Vec<(&'static str, &'static str)> {
        let told = |fault: FieldFault| match fault.field {
            Cow::Borrowed(field) => (field, fault.fault.code()),
            Cow::Owned(field) => panic!("{field} is in no list"),
        };
        check(facts).into_iter().map(told).collect()
    }

    #[test]
    fn a_name_is_enough() {
        assert_eq!(codes(&AssetFacts { name: "Lønsystem".into(), ..Default::default() }), []);
        assert_eq!(codes(&AssetFacts::default()), [("name", "required")]);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let facts = AssetFacts {
            name: "x".repeat(201),
            note: "a\u{7}".into(),
            cost_yearly: Some(-1),
            ends_on: Some(date!(1969 - 12 - 31)),
            personal_data: [PersonalData::None, PersonalData::Cpr].into(),
            kind: Kind::Own,
            record_url: "javascript:alert(1)".into(),
            external_source: "kitos".into(),
            ..Default::default()
        };
        assert_eq!(
            codes(&facts),
            [
                ("name", "too_long"),
                ("ends_on", "year_out_of_range"),
                ("cost_yearly", "out_of_range"),
                ("note", "control_characters"),
                ("personal_data", "none_and_some"),
                ("type_id", "type_and_kind"),
                ("record_url", "link"),
                ("external_id", "needed_with_source"),
            ]
        );
    }
}
