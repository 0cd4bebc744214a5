use super::{Cell, FieldKind, ImportWords, NoticeKind, neutral::without_apostrophe, numbers};
use crate::{
    asset::{OWN_LIMITS, OwnField, OwnKind, OwnProblem},
    import_export::Expected,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A value as it is stored in the JSON of a record: days as `2026-03-14`, choices by their stable word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Truth(bool),
    /// A whole number.
    Whole(i64),
    /// A text.
    Text(String),
    /// Several words.
    Words(Vec<String>),
    /// Texts by the heading of their column.
    Headed(BTreeMap<String, String>),
}

impl Value {
    /// The text, when it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Truth(_) | Self::Whole(_) | Self::Words(_) | Self::Headed(_) => None,
        }
    }
}

/// The value of a filled cell, and what is odd about it.
pub(super) fn parsed(
    cell: &Cell,
    kind: FieldKind,
    words: &ImportWords,
) -> Result<(Option<Value>, Option<NoticeKind>), Expected> {
    if let Cell::Error(_) = cell {
        return Err(Expected::NoFormulaError);
    }
    let shown = cell.shown();
    let text = without_apostrophe(&shown).trim();
    let said = |text: String| Ok((Some(Value::Text(text)), None));
    match kind {
        FieldKind::Line(max) => said(short(&text.split_whitespace().collect::<Vec<_>>().join(" "), max)?),
        FieldKind::Lines(max) => said(short(text, max)?),
        FieldKind::Person | FieldKind::Unit | FieldKind::Supplier | FieldKind::Contract | FieldKind::OwnType => {
            said(short(&text.split_whitespace().collect::<Vec<_>>().join(" "), 200)?)
        }
        FieldKind::OwnField => said(short(&own_text(cell, text), OWN_LIMITS.lines)?),
        FieldKind::Assets => {
            let names: Vec<String> = short(text, 20_000)?
                .split(['\n', ';', '|'])
                .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|name| !name.is_empty())
                .collect();
            Ok((Some(Value::Words(names)).filter(|value| *value != Value::Words(Vec::new())), None))
        }
        FieldKind::Country => match words.choice("country", text) {
            Some(name) => said(name.to_owned()),
            None => said(short(&text.split_whitespace().collect::<Vec<_>>().join(" "), 60)?),
        },
        FieldKind::Choice(list) => match words.choice(list, text) {
            Some(key) => said(key.to_owned()),
            None => Err(Expected::Choice { allowed: words.allowed(list) }),
        },
        FieldKind::Choices(list) => {
            let some = text.split([',', ';', '|', '\n']).map(str::trim).filter(|word| !word.is_empty());
            let keys: Option<Vec<String>> = some.map(|word| words.choice(list, word).map(str::to_owned)).collect();
            let keys = keys.ok_or_else(|| Expected::Choice { allowed: words.allowed(list) })?;
            Ok((Some(Value::Words(keys)).filter(|value| *value != Value::Words(Vec::new())), None))
        }
        FieldKind::Grade => grade(cell, text, words).map(|grade| (grade.map(Value::Whole), None)),
        FieldKind::Number(min, max) => number(cell, text, min, max).map(|number| (Some(Value::Whole(number)), None)),
        FieldKind::Kroner => number(cell, text, 0, 10_000_000_000).map(|number| (Some(Value::Whole(number)), None)),
        FieldKind::Date => {
            let date = match cell {
                Cell::Date(date) => Some(*date),
                Cell::Number(number) => numbers::serial(*number),
                Cell::Text(_) => numbers::date(text),
                Cell::Blank | Cell::Truth(_) | Cell::Error(_) => None,
            };
            date.map_or(Err(Expected::Date), |date| said(date.to_string()))
        }
        FieldKind::YesNo => match cell {
            Cell::Truth(truth) => Ok((Some(Value::Truth(*truth)), None)),
            _ => words.truth(text).map(|truth| (truth.map(Value::Truth), None)).ok_or(Expected::YesNo),
        },
        FieldKind::Email => {
            let is_address = text.split_once('@').is_some_and(|(who, place)| {
                !who.is_empty() && place.contains('.') && !place.starts_with('.') && !place.ends_with('.')
            });
            let is_plain =
                !text.contains(|one: char| one.is_whitespace() || matches!(one, '<' | '>' | '"' | ',' | ';'));
            if is_address && is_plain && text.chars().count() <= 200 {
                said(text.to_lowercase())
            } else {
                Err(Expected::Email)
            }
        }
        FieldKind::Url => url(text).map_or(Err(Expected::Url), said),
        FieldKind::Cvr => cvr(text),
    }
}

/// A cell of an own field as a text that [`own_value`] reads, whatever the field holds.
fn own_text(cell: &Cell, text: &str) -> String {
    let Cell::Number(number) = cell else { return text.to_owned() };
    let shown = number.to_string();
    let Some((whole, decimals)) = shown.split_once('.') else { return shown };
    // Three decimals would be read as thousands.
    let more = if decimals.len() % 3 == 0 { "0" } else { "" };
    format!("{whole},{decimals}{more}")
}

/// The value of an own field in its written form, from the text of a cell as people write it.
///
/// # Errors
/// What was expected instead.
pub fn own_value(field: &OwnField, text: &str, words: &ImportWords) -> Result<String, Expected> {
    let plain = match &field.kind {
        OwnKind::Line => text.split_whitespace().collect::<Vec<_>>().join(" "),
        OwnKind::Lines | OwnKind::Choice { .. } => text.to_owned(),
        OwnKind::Number { unit } => {
            let (min, max) = OWN_LIMITS.number;
            // `80 kW`: the unit says nothing more.
            let bare = text.trim().strip_suffix(unit.as_str()).unwrap_or(text);
            numbers::whole(bare).map(|number| number.to_string()).ok_or(Expected::Whole { min, max })?
        }
        OwnKind::Date => numbers::date(text).ok_or(Expected::Date)?.to_string(),
        OwnKind::YesNo => match text {
            "true" | "false" => text.to_owned(),
            _ => words.truth(text).ok_or(Expected::YesNo)?.map(|truth| truth.to_string()).unwrap_or_default(),
        },
        OwnKind::Url => url(text).ok_or(Expected::Url)?,
    };
    field.parse(&plain).map_err(|problem| match problem {
        OwnProblem::TooLong { max } => Expected::ShortText { max, found: plain.chars().count() },
        OwnProblem::Number | OwnProblem::OutOfRange { .. } => {
            let (min, max) = OWN_LIMITS.number;
            Expected::Whole { min, max }
        }
        OwnProblem::Date | OwnProblem::YearOutOfRange { .. } => Expected::Date,
        OwnProblem::YesNo => Expected::YesNo,
        OwnProblem::Choice { options } => Expected::Choice { allowed: options },
        OwnProblem::Url => Expected::Url,
        OwnProblem::ControlCharacters | OwnProblem::NoSuchField | OwnProblem::Required => Expected::Text,
    })
}

fn short(text: &str, max: usize) -> Result<String, Expected> {
    let found = text.chars().count();
    if found > max { Err(Expected::ShortText { max, found }) } else { Ok(text.to_owned()) }
}

/// A grade as a number, as a word, or as both (`4 – meget høj`); words that say that nobody knows give nothing.
fn grade(cell: &Cell, text: &str, words: &ImportWords) -> Result<Option<i64>, Expected> {
    if let Cell::Number(number) = cell {
        #[expect(clippy::cast_possible_truncation, reason = "compared with what it came from")]
        let whole = *number as i64;
        #[expect(clippy::cast_precision_loss, reason = "five small numbers")]
        let is_grade = (0..=4).contains(&whole) && (whole as f64 - number).abs() < f64::EPSILON;
        return if is_grade { Ok(Some(whole)) } else { Err(Expected::Level { min: 0, max: 4 }) };
    }
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let after = text.get(digits.len()..).unwrap_or_default();
    if let (Ok(number), true) =
        (digits.parse::<i64>(), !after.starts_with(|one: char| one.is_alphanumeric() || matches!(one, '.' | ',')))
    {
        return if (0..=4).contains(&number) { Ok(Some(number)) } else { Err(Expected::Level { min: 0, max: 4 }) };
    }
    match words.choice("grade", text) {
        Some("unknown") => Ok(None),
        Some(key) => key.parse().map(Some).map_err(|_| Expected::Grade { allowed: words.allowed("grade") }),
        None => Err(Expected::Grade { allowed: words.allowed("grade") }),
    }
}

fn number(cell: &Cell, text: &str, min: i64, max: i64) -> Result<i64, Expected> {
    let number = match cell {
        // Beyond 10^15 a double has no whole numbers of its own.
        Cell::Number(number) if number.abs() < 1e15 =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "the range is checked above")]
            Some(number.round() as i64)
        }
        Cell::Text(_) => numbers::whole(text),
        _ => None,
    };
    number.filter(|number| (min..=max).contains(number)).ok_or(Expected::Whole { min, max })
}

/// An address with its scheme; one without gets `https`.
fn url(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let full = if lower.starts_with("https://") || lower.starts_with("http://") {
        text.to_owned()
    } else if lower.starts_with("www.") {
        format!("https://{text}")
    } else {
        return None;
    };
    let is_plain =
        !full.contains(|one: char| one.is_whitespace() || one.is_control() || matches!(one, '<' | '>' | '"'));
    (is_plain && full.len() <= 2_000).then_some(full)
}

fn cvr(text: &str) -> Result<(Option<Value>, Option<NoticeKind>), Expected> {
    use crate::organisation::{Cvr, CvrFault};
    let digits: String = text
        .trim_start_matches(['D', 'd'])
        .trim_start_matches(['K', 'k'])
        .chars()
        .filter(|one| !one.is_whitespace())
        .collect();
    match digits.parse::<Cvr>() {
        Ok(cvr) => Ok((Some(Value::Text(cvr.to_string())), None)),
        // Newer numbers need not fit the check digit.
        Err(CvrFault::WrongCheckDigit) => Ok((Some(Value::Text(digits)), Some(NoticeKind::CheckDigit))),
        Err(CvrFault::NotEightDigits) => Err(Expected::Cvr),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: OwnKind, text: &str) -> Result<String, Expected> {
        let field = OwnField { key: "x".into(), label: "X".into(), kind, ..OwnField::default() };
        own_value(&field, text, ImportWords::shipped().unwrap())
    }

    #[test]
    fn own_values_are_read_as_people_write_them() {
        let kw = || OwnKind::Number { unit: "kW".into() };
        assert_eq!(read(kw(), "1.200 kW"), Ok("1200".to_owned()));
        assert_eq!(read(kw(), &own_text(&Cell::Number(80.0), "80")), Ok("80".to_owned()));
        assert_eq!(read(kw(), &own_text(&Cell::Number(80.125), "80.125")), Ok("80".to_owned()));
        assert!(matches!(read(kw(), "mange"), Err(Expected::Whole { .. })));
        assert_eq!(read(OwnKind::Date, "14/3 2026"), Ok("2026-03-14".to_owned()));
        assert_eq!(read(OwnKind::Date, "snart"), Err(Expected::Date));
        assert_eq!(read(OwnKind::YesNo, "Ja"), Ok("true".to_owned()));
        assert_eq!(read(OwnKind::YesNo, "sommetider"), Err(Expected::YesNo));
        let fuel = || OwnKind::Choice { options: vec!["Diesel".into(), "Batteri".into()] };
        assert_eq!(read(fuel(), "diesel"), Ok("Diesel".to_owned()));
        assert!(matches!(read(fuel(), "træ"), Err(Expected::Choice { .. })));
        assert_eq!(read(OwnKind::Url, "www.eksempel.dk"), Ok("https://www.eksempel.dk".to_owned()));
        assert_eq!(read(OwnKind::Line, " a  b "), Ok("a b".to_owned()));
    }
}
