//! Values of own fields: texts in one written form each.

use super::{OWN_LIMITS, OwnField, OwnKind, OwnType};
use crate::asset::LIMITS;
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// A value of an own field that cannot be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFault {
    /// The field's key.
    pub key: String,
    /// The field's label; the key where the type has no such field.
    pub label: String,
    /// What was given.
    pub value: String,
    /// What is wrong.
    pub problem: OwnProblem,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnProblem {
    /// The type has no such field, or the asset has no own type.
    NoSuchField,
    /// It must not be blank.
    Required,
    /// It has too many characters.
    TooLong {
        /// The most allowed.
        max: usize,
    },
    /// It has characters that do not print.
    ControlCharacters,
    /// It is not a whole number.
    Number,
    /// The number is out of range.
    OutOfRange {
        /// The least allowed.
        min: i64,
        /// The greatest allowed.
        max: i64,
    },
    /// It is not a day.
    Date,
    /// The year is out of range.
    YearOutOfRange {
        /// The first allowed.
        min: i32,
        /// The last allowed.
        max: i32,
    },
    /// It is neither `true` nor `false`.
    YesNo,
    /// It is none of the options.
    Choice {
        /// The options.
        options: Vec<String>,
    },
    /// It does not begin with `https://` or `http://`.
    Url,
}

impl OwnProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchField => "own_no_such_field",
            Self::Required => "own_required",
            Self::TooLong { .. } => "own_too_long",
            Self::ControlCharacters => "own_control_characters",
            Self::Number => "own_number",
            Self::OutOfRange { .. } => "own_out_of_range",
            Self::Date => "own_date",
            Self::YearOutOfRange { .. } => "own_year",
            Self::YesNo => "own_yes_no",
            Self::Choice { .. } => "own_choice",
            Self::Url => "own_url",
        }
    }
}

impl OwnField {
    /// A value in its written form: text trimmed, whole numbers in digits, days as `2026-10-12`, `true` and `false`, options as they are spelt in
    /// the type. A blank text gives a blank value.
    ///
    /// # Errors
    /// [`OwnProblem`] when the text is no value of this field. Whether it must be there is for [`OwnType::values`].
    pub fn parse(&self, text: &str) -> Result<String, OwnProblem> {
        let text = text.trim().replace("\r\n", "\n");
        if text.is_empty() {
            return Ok(text);
        }
        let max = if matches!(self.kind, OwnKind::Lines | OwnKind::Url) { OWN_LIMITS.lines } else { OWN_LIMITS.line };
        if text.chars().nth(max).is_some() {
            return Err(OwnProblem::TooLong { max });
        }
        let has_lines = matches!(self.kind, OwnKind::Lines);
        if text.chars().any(|letter| letter.is_control() && !(has_lines && matches!(letter, '\n' | '\t'))) {
            return Err(OwnProblem::ControlCharacters);
        }
        match &self.kind {
            OwnKind::Line | OwnKind::Lines => Ok(text),
            OwnKind::Number { .. } => number(&text),
            OwnKind::Date => day(&text),
            OwnKind::YesNo if matches!(text.as_str(), "true" | "false") => Ok(text),
            OwnKind::YesNo => Err(OwnProblem::YesNo),
            OwnKind::Choice { options } => {
                let folded = crate::text::fold(&text);
                let very = options.iter().find(|option| **option == text);
                let found = very.or_else(|| options.iter().find(|option| crate::text::fold(option) == folded));
                found.cloned().ok_or_else(|| OwnProblem::Choice { options: options.clone() })
            }
            OwnKind::Url => {
                let lower = text.to_ascii_lowercase();
                let is_address = ["https://", "http://"].iter().any(|start| lower.starts_with(start));
                if is_address && !text.contains(char::is_whitespace) { Ok(text) } else { Err(OwnProblem::Url) }
            }
        }
    }
}

fn number(text: &str) -> Result<String, OwnProblem> {
    // Danish thousands: 1.200.000; narrow and ordinary spaces alike.
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect();
    let value: i64 = digits.parse().map_err(|_| OwnProblem::Number)?;
    let (min, max) = OWN_LIMITS.number;
    if (min..=max).contains(&value) { Ok(value.to_string()) } else { Err(OwnProblem::OutOfRange { min, max }) }
}

fn day(text: &str) -> Result<String, OwnProblem> {
    let date = Date::parse(text, time::macros::format_description!("[year]-[month]-[day]"));
    let date = date.map_err(|_| OwnProblem::Date)?;
    let (min, max) = LIMITS.years;
    if (min..=max).contains(&date.year()) { Ok(text.to_owned()) } else { Err(OwnProblem::YearOutOfRange { min, max }) }
}

impl OwnType {
    /// The values that an asset of this type is to have, in their written form, blank ones left out. `old` are the values that it has as an asset of this
    /// type: a value that stays as it was is not weighed again, so that a change of the type never stands in the way of another change; values of
    /// fields out of use stay where none is given.
    ///
    /// # Errors
    /// Every fault, in the order of the page.
    pub fn values(
        &self,
        given: &BTreeMap<String, String>,
        old: Option<&BTreeMap<String, String>>,
    ) -> Result<BTreeMap<String, String>, Vec<OwnFault>> {
        if old == Some(given) {
            return Ok(given.clone());
        }
        let (mut values, mut faults) = (BTreeMap::new(), Vec::new());
        for field in &self.fields {
            let kept = old.and_then(|old| old.get(&field.key));
            let text = given.get(&field.key).or(kept.filter(|_| field.is_archived)).map_or("", String::as_str);
            let fault = |problem| {
                let (key, label, value) = (field.key.clone(), field.label.clone(), text.to_owned());
                OwnFault { key, label, value, problem }
            };
            if kept.is_some_and(|kept| kept == text) {
                values.insert(field.key.clone(), text.to_owned());
                continue;
            }
            match field.parse(text) {
                Ok(value) if value.is_empty() => {
                    if field.is_required && !field.is_archived {
                        faults.push(fault(OwnProblem::Required));
                    }
                }
                Ok(value) => {
                    values.insert(field.key.clone(), value);
                }
                Err(problem) => faults.push(fault(problem)),
            }
        }
        let known: BTreeSet<&str> = self.fields.iter().map(|field| field.key.as_str()).collect();
        let others = given.iter().filter(|(key, value)| !known.contains(key.as_str()) && !value.trim().is_empty());
        faults.extend(others.map(no_such_field));
        if faults.is_empty() { Ok(values) } else { Err(faults) }
    }

    /// What is wrong with values of own fields at an asset that is of no own type.
    #[must_use]
    pub fn values_of_none(given: &BTreeMap<String, String>) -> Vec<OwnFault> {
        given.iter().filter(|(_, value)| !value.trim().is_empty()).map(no_such_field).collect()
    }
}

fn no_such_field((key, value): (&String, &String)) -> OwnFault {
    OwnFault { key: key.clone(), label: key.clone(), value: value.clone(), problem: OwnProblem::NoSuchField }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(key: &str, kind: OwnKind) -> OwnField {
        OwnField { key: key.into(), label: key.to_uppercase(), kind, ..OwnField::default() }
    }

    fn generator() -> OwnType {
        let fuel = OwnKind::Choice { options: vec!["Diesel".into(), "Batteri".into()] };
        OwnType {
            name: "Nødstrømsanlæg".into(),
            note: String::new(),
            fields: vec![
                OwnField { is_required: true, ..field("kw", OwnKind::Number { unit: "kW".into() }) },
                field("test", OwnKind::Date),
                field("auto", OwnKind::YesNo),
                field("fuel", fuel),
                field("guide", OwnKind::Url),
                OwnField { is_archived: true, is_required: true, ..field("old", OwnKind::Line) },
            ],
        }
    }

    fn of(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    fn codes(result: Result<BTreeMap<String, String>, Vec<OwnFault>>) -> Vec<(String, &'static str)> {
        result.unwrap_err().into_iter().map(|fault| (fault.key, fault.problem.code())).collect()
    }

    #[test]
    fn values_are_kept_in_one_written_form() {
        let given =
            of(&[("kw", " 1.200 "), ("test", "2026-10-12"), ("auto", "true"), ("fuel", "DIESEL"), ("guide", "")]);
        let found = generator().values(&given, None).unwrap();
        assert_eq!(found, of(&[("kw", "1200"), ("test", "2026-10-12"), ("auto", "true"), ("fuel", "Diesel")]));
    }

    #[test]
    fn every_fault_is_told_with_its_field() {
        let given = of(&[
            ("test", "12-10-2026"),
            ("auto", "måske"),
            ("fuel", "Træ"),
            ("guide", "javascript:alert(1)"),
            ("rack", "7"),
        ]);
        let expected = [
            ("kw", "own_required"),
            ("test", "own_date"),
            ("auto", "own_yes_no"),
            ("fuel", "own_choice"),
            ("guide", "own_url"),
            ("rack", "own_no_such_field"),
        ];
        assert_eq!(codes(generator().values(&given, None)), expected.map(|(key, code)| (key.to_owned(), code)));
        let big = of(&[("kw", "9999999999999"), ("test", "1900-01-01")]);
        let found = codes(generator().values(&big, None));
        assert_eq!(found.iter().map(|(_, code)| *code).collect::<Vec<_>>(), ["own_out_of_range", "own_year"]);
        assert_eq!(OwnType::values_of_none(&of(&[("kw", "1"), ("x", " ")])).len(), 1);
    }

    #[test]
    fn what_an_asset_has_already_stays_when_the_type_changes() {
        let mut kind = generator();
        let old = of(&[("fuel", "Gas"), ("old", "arkiv")]);
        assert_eq!(kind.values(&old, Some(&old)), Ok(old.clone()));
        // Something else is changed: what must be there is asked for, what stays is not.
        let given = of(&[("fuel", "Gas"), ("auto", "false")]);
        assert_eq!(codes(kind.values(&given, Some(&old))), [("kw".to_owned(), "own_required")]);
        kind.fields[0].is_required = false;
        assert_eq!(
            kind.values(&given, Some(&old)).unwrap(),
            of(&[("auto", "false"), ("fuel", "Gas"), ("old", "arkiv")])
        );
    }

    proptest! {
        #[test]
        fn a_written_form_is_its_own_written_form(text in "\\PC{0,40}", kind in 0_usize..7) {
            let options = vec!["Ja, straks".to_owned(), "Blå".to_owned()];
            let kind = OwnKind::from_parts(super::super::OWN_KINDS[kind], "kW", &options).unwrap();
            let field = field("x", kind);
            if let Ok(value) = field.parse(&text) {
                prop_assert_eq!(field.parse(&value), Ok(value));
            }
        }

        #[test]
        fn values_that_were_taken_are_taken_again(kw in "[0-9 .]{0,8}", fuel in "diesel|Batteri| |træ", old in "[a-z]{0,3}") {
            let kind = generator();
            let given = of(&[("kw", kw.as_str()), ("fuel", fuel.as_str()), ("old", old.as_str())]);
            if let Ok(values) = kind.values(&given, None) {
                prop_assert!(values.values().all(|value| !value.is_empty()));
                prop_assert_eq!(kind.values(&values, None), Ok(values.clone()));
                prop_assert_eq!(kind.values(&values, Some(&values)), Ok(values));
            }
        }
    }
}
