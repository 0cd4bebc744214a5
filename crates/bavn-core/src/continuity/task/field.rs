//! The fields of a critical task as a table: the interview, files and the API all go by it.

use super::{CriticalTask, DurationFault, parse_duration, parts};
use crate::text::whole_number;
use serde_json::{Map, Value};
use time::Date;

time::serde::format_description!(pub(super) day, Date, "[year]-[month]-[day]");

/// A page of the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// The task and the duty.
    Task,
    /// Citizens and peaks.
    Citizens,
    /// Impact over time.
    Impact,
    /// The four targets.
    Targets,
    /// How it is done without systems.
    Fallback,
    /// What it depends on.
    Needs,
    /// Staff, places, supplies, and review.
    Review,
}

impl Page {
    /// Every page, in order.
    pub const ALL: [Self; 7] =
        [Self::Task, Self::Citizens, Self::Impact, Self::Targets, Self::Fallback, Self::Needs, Self::Review];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Citizens => "citizens",
            Self::Impact => "impact",
            Self::Targets => "targets",
            Self::Fallback => "fallback",
            Self::Needs => "needs",
            Self::Review => "review",
        }
    }

    /// Its number, 1 to 7.
    #[must_use]
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// The page of a number.
    #[must_use]
    pub fn from_number(number: usize) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)?).copied()
    }
}

/// What a field holds, and how it is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text of at most so many characters.
    Line(usize),
    /// Several lines of text of at most so many characters.
    Lines(usize),
    /// A whole number from the first to the last.
    Number(i64, i64),
    /// A length of time, kept in minutes.
    Duration,
    /// A share, 0 to 100 percent.
    Percent,
    /// A date, `2026-10-12`.
    Date,
    /// Months, 1 to 12, separated by spaces.
    Months,
    /// The identifier of a person.
    Person,
    /// The identifier of a unit.
    Unit,
}

/// A field of a critical task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in [`CriticalTask`].
    pub key: &'static str,
    /// On which page of the interview it stands.
    pub page: Page,
    /// What it holds.
    pub kind: FieldKind,
}

/// A text that is no value of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueFault {
    /// It is not a whole number.
    Number,
    /// It is not a length of time.
    Duration(DurationFault),
    /// It is not a date.
    Date,
    /// It is not a month.
    Month,
    /// It is not an identifier.
    Identifier,
}

const fn of(key: &'static str, page: Page, kind: FieldKind) -> Field {
    Field { key, page, kind }
}

/// Characters in one line.
const LINE: usize = 200;
/// Characters in several lines.
const LINES: usize = 5_000;
/// Characters in a reason.
const REASON: usize = 1_000;

/// Every field but the impact over time, in the order of the interview.
pub const FIELDS: [Field; 27] = [
    of("name", Page::Task, FieldKind::Line(LINE)),
    of("unit", Page::Task, FieldKind::Unit),
    of("owner", Page::Task, FieldKind::Person),
    of("approver", Page::Task, FieldKind::Person),
    of("description", Page::Task, FieldKind::Lines(LINES)),
    of("legal_duty", Page::Task, FieldKind::Lines(REASON)),
    of("citizens", Page::Citizens, FieldKind::Number(0, 10_000_000)),
    of("peak_months", Page::Citizens, FieldKind::Months),
    of("peak_note", Page::Citizens, FieldKind::Lines(REASON)),
    of("mtpd_minutes", Page::Targets, FieldKind::Duration),
    of("mtpd_reason", Page::Targets, FieldKind::Lines(REASON)),
    of("rto_minutes", Page::Targets, FieldKind::Duration),
    of("rto_reason", Page::Targets, FieldKind::Lines(REASON)),
    of("rpo_minutes", Page::Targets, FieldKind::Duration),
    of("rpo_reason", Page::Targets, FieldKind::Lines(REASON)),
    of("mbco_percent", Page::Targets, FieldKind::Percent),
    of("mbco_reason", Page::Targets, FieldKind::Lines(REASON)),
    of("fallback", Page::Fallback, FieldKind::Lines(LINES)),
    of("fallback_minutes", Page::Fallback, FieldKind::Duration),
    of("fallback_percent", Page::Fallback, FieldKind::Percent),
    of("fallback_needs", Page::Fallback, FieldKind::Lines(REASON)),
    of("fallback_tried_on", Page::Fallback, FieldKind::Date),
    of("staff", Page::Review, FieldKind::Lines(REASON)),
    of("staff_least", Page::Review, FieldKind::Number(0, 100_000)),
    of("places", Page::Review, FieldKind::Lines(REASON)),
    of("supplies", Page::Review, FieldKind::Lines(REASON)),
    of("review_on", Page::Review, FieldKind::Date),
];

/// The field of a name.
#[must_use]
pub fn field(key: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.key == key)
}

impl Field {
    /// The value of a text: what [`Self::text`] gives, and what people type. An empty text is nothing.
    ///
    /// # Errors
    /// When the text is no value of the field; whether the value may be stored is for [`super::check()`] to say.
    pub fn parse(&self, text: &str) -> Result<Value, ValueFault> {
        let trimmed = text.trim();
        let is_text = matches!(self.kind, FieldKind::Line(_) | FieldKind::Lines(_));
        if trimmed.is_empty() && !is_text {
            return Ok(if self.kind == FieldKind::Months { Value::Array(Vec::new()) } else { Value::Null });
        }
        match self.kind {
            FieldKind::Line(_) | FieldKind::Lines(_) => Ok(text.into()),
            FieldKind::Number(..) => whole(trimmed),
            FieldKind::Percent => whole(trimmed.trim_end_matches('%').trim_end()),
            FieldKind::Duration => parse_duration(trimmed).map(Value::from).map_err(ValueFault::Duration),
            FieldKind::Date => {
                let format = time::macros::format_description!("[year]-[month]-[day]");
                Date::parse(trimmed, &format).map(|_| trimmed.into()).map_err(|_| ValueFault::Date)
            }
            FieldKind::Months => {
                let words = trimmed.split([' ', ',', ';']).filter(|word| !word.is_empty());
                let months: Result<Vec<u8>, _> = words.map(month).collect();
                let mut months = months?;
                months.sort_unstable();
                months.dedup();
                Ok(months.into())
            }
            FieldKind::Person | FieldKind::Unit => {
                let id: uuid::Uuid = trimmed.parse().map_err(|_| ValueFault::Identifier)?;
                Ok(id.to_string().into())
            }
        }
    }

    /// The value as text that [`Self::parse`] reads; lengths of time as `4 hours`.
    #[must_use]
    pub fn text(&self, value: &Value) -> String {
        match (self.kind, value) {
            (FieldKind::Duration, Value::Number(minutes)) => {
                let minutes = minutes.as_u64().and_then(|minutes| u32::try_from(minutes).ok());
                minutes.map_or_else(
                    || value.to_string(),
                    |minutes| {
                        let (number, unit) = parts(minutes);
                        format!("{number} {}", unit.key())
                    },
                )
            }
            (_, Value::Null | Value::Object(_)) => String::new(),
            (_, Value::String(text)) => text.clone(),
            (_, Value::Array(words)) => words.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            (_, Value::Bool(_) | Value::Number(_)) => value.to_string(),
        }
    }
}

fn whole(text: &str) -> Result<Value, ValueFault> {
    whole_number(text).map(Value::from).ok_or(ValueFault::Number)
}

fn month(word: &str) -> Result<u8, ValueFault> {
    word.parse().ok().filter(|month| (1..=12).contains(month)).ok_or(ValueFault::Month)
}

impl CriticalTask {
    /// The fields by name, the longest acceptable times in minutes.
    #[must_use]
    pub fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            // Every field is a text, number, date, list or object: there is nothing that JSON cannot hold.
            _ => Map::new(),
        }
    }

    /// The task of fields by name, as [`Self::to_map`] gives them and [`Field::parse`] makes them.
    ///
    /// # Errors
    /// The first value that does not fit, or the first name that is no field.
    pub fn from_map(map: Map<String, Value>) -> Result<Self, serde_json::Error> {
        serde_json::from_value(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_field_once() {
        let mut keys: Vec<&str> = FIELDS.iter().map(|field| field.key).chain(["impact"]).collect();
        let map = CriticalTask::default().to_map();
        keys.sort_unstable();
        let mut names: Vec<&str> = map.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(keys, names);
        assert!(FIELDS.is_sorted_by_key(|field| field.page));
    }

    #[test]
    fn what_is_written_is_read() {
        let mut map = CriticalTask::default().to_map();
        for field in &FIELDS {
            let text = match field.kind {
                FieldKind::Line(_) | FieldKind::Lines(_) => "Ældre & børn".to_owned(),
                FieldKind::Number(_, max) => max.to_string(),
                FieldKind::Percent => "40".to_owned(),
                FieldKind::Duration => "3 days".to_owned(),
                FieldKind::Date => "2026-10-12".to_owned(),
                FieldKind::Months => "1 12".to_owned(),
                FieldKind::Person | FieldKind::Unit => uuid::Uuid::from_u128(7).to_string(),
            };
            let value = field.parse(&text).unwrap();
            assert_eq!(field.text(&value), text, "{}", field.key);
            map.insert(field.key.to_owned(), value);
        }
        assert_eq!(CriticalTask::from_map(map.clone()).unwrap().to_map(), map);
    }

    #[test]
    fn faults_say_what_was_expected() {
        let fault = |key: &str, text: &str| field(key).unwrap().parse(text).unwrap_err();
        assert_eq!(fault("rto_minutes", "-4 timer"), ValueFault::Duration(DurationFault::Negative));
        assert_eq!(fault("citizens", "mange"), ValueFault::Number);
        assert_eq!(fault("peak_months", "1 13"), ValueFault::Month);
        assert_eq!(fault("review_on", "2026-02-31"), ValueFault::Date);
        assert_eq!(fault("owner", "Ida"), ValueFault::Identifier);
        assert_eq!(field("mbco_percent").unwrap().parse("40 %"), Ok(40.into()));
        assert_eq!(field("citizens").unwrap().parse("12.400"), Ok(12_400.into()));
        assert!(FIELDS.iter().all(|field| field.parse("").is_ok()));
    }
}
