//! The fields of an asset as a table: forms, lists, files, bulk changes and imports all go by it.

use super::{AssetFacts, Hosting, Kind, LifeCycle, Mfa, PersonalData};
use crate::text::whole_number;
use serde_json::{Map, Value};
use time::Date;

time::serde::format_description!(pub(super) day, Date, "[year]-[month]-[day]");

/// Where on the page a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What it is.
    Basics,
    /// Who answers for it.
    People,
    /// How much hangs on it.
    Classification,
    /// Personal data.
    Privacy,
    /// Where it runs and who can reach it.
    Exposure,
    /// Sign-in, protection and updates.
    Protection,
    /// Backup.
    Backup,
    /// Logging.
    Logging,
    /// Where it came from, and notes.
    Other,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Basics,
        Self::People,
        Self::Classification,
        Self::Privacy,
        Self::Exposure,
        Self::Protection,
        Self::Backup,
        Self::Logging,
        Self::Other,
    ];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::People => "people",
            Self::Classification => "classification",
            Self::Privacy => "privacy",
            Self::Exposure => "exposure",
            Self::Protection => "protection",
            Self::Backup => "backup",
            Self::Logging => "logging",
            Self::Other => "other",
        }
    }
}

/// What a field holds, and how it is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text of at most so many characters.
    Line(usize),
    /// Several lines of text of at most so many characters.
    Lines(usize),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Any of these words, separated by spaces.
    Choices(&'static [&'static str]),
    /// A grade, 0 to 4.
    Grade,
    /// A whole number from the first to the last.
    Number(i64, i64),
    /// A date, `2026-10-12`.
    Date,
    /// `true` or `false`.
    YesNo,
    /// The identifier of a person.
    Person,
    /// The identifier of a unit.
    Unit,
    /// The identifier of a supplier.
    Supplier,
    /// The identifier of an own type.
    Type,
}

/// A field of an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in [`AssetFacts`].
    pub key: &'static str,
    /// Where on the page it stands.
    pub section: Section,
    /// What it holds.
    pub kind: FieldKind,
}

/// A text that is no value of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueFault {
    /// It is none of the words.
    Choice,
    /// It is not a whole number.
    Number,
    /// The number is out of range.
    OutOfRange {
        /// The least allowed.
        min: i64,
        /// The greatest allowed.
        max: i64,
    },
    /// It is not a date.
    Date,
    /// It is neither `true` nor `false`.
    YesNo,
    /// It is not an identifier.
    Identifier,
}

const fn of(key: &'static str, section: Section, kind: FieldKind) -> Field {
    Field { key, section, kind }
}

/// Characters in one line.
const LINE: usize = 200;
/// Characters in several lines.
const LINES: usize = 10_000;
/// Characters in a reason.
const REASON: usize = 1_000;

/// Every field but the own ones, in the order of the page.
pub const FIELDS: [Field; 44] = [
    of("name", Section::Basics, FieldKind::Line(LINE)),
    of("alias", Section::Basics, FieldKind::Line(LINE)),
    of("kind", Section::Basics, FieldKind::Choice(Kind::KEYS)),
    of("type_id", Section::Basics, FieldKind::Type),
    of("description", Section::Basics, FieldKind::Lines(LINES)),
    of("life_cycle", Section::Basics, FieldKind::Choice(LifeCycle::KEYS)),
    of("ends_on", Section::Basics, FieldKind::Date),
    of("cost_yearly", Section::Basics, FieldKind::Number(0, 10_000_000_000)),
    of("unit", Section::People, FieldKind::Unit),
    of("owner", Section::People, FieldKind::Person),
    of("responsible", Section::People, FieldKind::Person),
    of("technical_contact", Section::People, FieldKind::Person),
    of("supplier", Section::People, FieldKind::Supplier),
    of("criticality", Section::Classification, FieldKind::Grade),
    of("criticality_reason", Section::Classification, FieldKind::Lines(REASON)),
    of("confidentiality", Section::Classification, FieldKind::Grade),
    of("confidentiality_reason", Section::Classification, FieldKind::Lines(REASON)),
    of("integrity", Section::Classification, FieldKind::Grade),
    of("integrity_reason", Section::Classification, FieldKind::Lines(REASON)),
    of("availability", Section::Classification, FieldKind::Grade),
    of("availability_reason", Section::Classification, FieldKind::Lines(REASON)),
    of("personal_data", Section::Privacy, FieldKind::Choices(PersonalData::KEYS)),
    of("gdpr_basis", Section::Privacy, FieldKind::Lines(REASON)),
    of("record_url", Section::Privacy, FieldKind::Line(2_000)),
    of("hosting", Section::Exposure, FieldKind::Choice(Hosting::KEYS)),
    of("internet_facing", Section::Exposure, FieldKind::YesNo),
    of("exposed_services", Section::Exposure, FieldKind::Lines(REASON)),
    of("last_pentest_on", Section::Exposure, FieldKind::Date),
    of("mfa", Section::Protection, FieldKind::Choice(Mfa::KEYS)),
    of("sso", Section::Protection, FieldKind::YesNo),
    of("endpoint_protection", Section::Protection, FieldKind::YesNo),
    of("encryption", Section::Protection, FieldKind::YesNo),
    of("supported_until", Section::Protection, FieldKind::Date),
    of("last_patched_on", Section::Protection, FieldKind::Date),
    of("backup_interval_hours", Section::Backup, FieldKind::Number(1, 87_600)),
    of("offline_copy", Section::Backup, FieldKind::YesNo),
    of("last_restore_test_on", Section::Backup, FieldKind::Date),
    of("restore_test_minutes", Section::Backup, FieldKind::Number(0, 525_600)),
    of("log_connected", Section::Logging, FieldKind::YesNo),
    of("log_retention_days", Section::Logging, FieldKind::Number(0, 36_500)),
    of("log_last_seen_on", Section::Logging, FieldKind::Date),
    of("external_source", Section::Other, FieldKind::Line(LINE)),
    of("external_id", Section::Other, FieldKind::Line(LINE)),
    of("note", Section::Other, FieldKind::Lines(LINES)),
];

/// The field of a name.
#[must_use]
pub fn field(key: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.key == key)
}

impl Field {
    /// The value of a typed text as it stands in the JSON of [`AssetFacts`]; an empty text empties the field.
    ///
    /// # Errors
    /// [`ValueFault`] when the text is no value of this field. The length of texts is for [`super::check()`].
    pub fn parse(&self, text: &str) -> Result<Value, ValueFault> {
        let text = text.trim();
        Ok(match self.kind {
            FieldKind::Line(_) | FieldKind::Lines(_) => text.replace("\r\n", "\n").into(),
            FieldKind::Choice(words) => {
                let empty = words.iter().find(|word| **word == "unknown");
                let word = words.iter().find(|word| **word == text).or(empty.filter(|_| text.is_empty()));
                (*word.ok_or(ValueFault::Choice)?).into()
            }
            FieldKind::Choices(words) => {
                let found = text.split_whitespace().map(|word| words.iter().find(|one| **one == word));
                found
                    .map(|word| word.map(|word| Value::from(*word)))
                    .collect::<Option<Vec<_>>>()
                    .ok_or(ValueFault::Choice)?
                    .into()
            }
            _ if text.is_empty() => Value::Null,
            FieldKind::Grade => number(text, 0, 4)?,
            FieldKind::Number(min, max) => number(text, min, max)?,
            FieldKind::Date => {
                let format = time::macros::format_description!("[year]-[month]-[day]");
                Date::parse(text, format).map_err(|_| ValueFault::Date)?;
                text.into()
            }
            FieldKind::YesNo => match text {
                "true" => true.into(),
                "false" => false.into(),
                _ => return Err(ValueFault::YesNo),
            },
            FieldKind::Person | FieldKind::Unit | FieldKind::Supplier | FieldKind::Type => {
                uuid::Uuid::parse_str(text).map_err(|_| ValueFault::Identifier)?.to_string().into()
            }
        })
    }

    /// A value of the JSON of [`AssetFacts`] as text: the opposite of [`Self::parse`].
    #[must_use]
    pub fn text(value: &Value) -> String {
        match value {
            Value::Null | Value::Object(_) => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            Value::Bool(_) | Value::Number(_) => value.to_string(),
        }
    }
}

fn number(text: &str, min: i64, max: i64) -> Result<Value, ValueFault> {
    let value = whole_number(text).ok_or(ValueFault::Number)?;
    if (min..=max).contains(&value) { Ok(value.into()) } else { Err(ValueFault::OutOfRange { min, max }) }
}

/// A value that has bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bounded<'a> {
    Text(&'a str),
    Number(i64),
    Date(Date),
}

impl AssetFacts {
    /// The fields by name.
    #[must_use]
    pub fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            // Every field is a text, number, date, word or list of words: there is nothing that JSON cannot hold.
            _ => Map::new(),
        }
    }

    /// Every text of it by its field, to be tidied: those of [`FieldKind::Line`] and [`FieldKind::Lines`].
    pub fn texts_mut(&mut self) -> [(&'static str, &mut String); 13] {
        [
            ("name", &mut self.name),
            ("alias", &mut self.alias),
            ("description", &mut self.description),
            ("criticality_reason", &mut self.criticality_reason),
            ("confidentiality_reason", &mut self.confidentiality_reason),
            ("integrity_reason", &mut self.integrity_reason),
            ("availability_reason", &mut self.availability_reason),
            ("gdpr_basis", &mut self.gdpr_basis),
            ("record_url", &mut self.record_url),
            ("exposed_services", &mut self.exposed_services),
            ("external_source", &mut self.external_source),
            ("external_id", &mut self.external_id),
            ("note", &mut self.note),
        ]
    }

    /// The text, number or date of a field as it is, without making JSON of it all; nothing for fields of another kind.
    pub(super) fn bounded(&self, key: &str) -> Option<Bounded<'_>> {
        Some(match key {
            "name" => Bounded::Text(&self.name),
            "alias" => Bounded::Text(&self.alias),
            "description" => Bounded::Text(&self.description),
            "criticality_reason" => Bounded::Text(&self.criticality_reason),
            "confidentiality_reason" => Bounded::Text(&self.confidentiality_reason),
            "integrity_reason" => Bounded::Text(&self.integrity_reason),
            "availability_reason" => Bounded::Text(&self.availability_reason),
            "gdpr_basis" => Bounded::Text(&self.gdpr_basis),
            "record_url" => Bounded::Text(&self.record_url),
            "exposed_services" => Bounded::Text(&self.exposed_services),
            "external_source" => Bounded::Text(&self.external_source),
            "external_id" => Bounded::Text(&self.external_id),
            "note" => Bounded::Text(&self.note),
            "cost_yearly" => Bounded::Number(self.cost_yearly?),
            "backup_interval_hours" => Bounded::Number(self.backup_interval_hours?),
            "restore_test_minutes" => Bounded::Number(self.restore_test_minutes?),
            "log_retention_days" => Bounded::Number(self.log_retention_days?),
            "ends_on" => Bounded::Date(self.ends_on?),
            "last_pentest_on" => Bounded::Date(self.last_pentest_on?),
            "supported_until" => Bounded::Date(self.supported_until?),
            "last_patched_on" => Bounded::Date(self.last_patched_on?),
            "last_restore_test_on" => Bounded::Date(self.last_restore_test_on?),
            "log_last_seen_on" => Bounded::Date(self.log_last_seen_on?),
            _ => return None,
        })
    }

    /// The facts of fields by name, as [`Self::to_map`] gives them and [`Field::parse`] makes them.
    ///
    /// # Errors
    /// The first value that does not fit, or the first name that is no field.
    pub fn from_map(map: Map<String, Value>) -> Result<Self, serde_json::Error> {
        serde_json::from_value(Value::Object(map))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    #[test]
    fn every_field_with_bounds_is_reached() {
        let mut facts = AssetFacts::default();
        for (key, text) in facts.texts_mut() {
            *text = format!("{key} er sagt");
        }
        let mut map = facts.to_map();
        let texts: Vec<_> = FIELDS
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Line(_) | FieldKind::Lines(_)))
            .map(|field| field.key)
            .collect();
        assert!(texts.iter().all(|key| map[*key] == format!("{key} er sagt")), "{map:?}");
        assert_eq!(facts.texts_mut().len(), texts.len());
        for field in &FIELDS {
            match field.kind {
                FieldKind::Number(min, _) => map.insert(field.key.into(), min.into()),
                FieldKind::Date => map.insert(field.key.into(), "2026-10-12".into()),
                _ => None,
            };
        }
        let facts = AssetFacts::from_map(map.clone()).unwrap();
        for field in &FIELDS {
            let reached = facts.bounded(field.key).map(|value| match value {
                Bounded::Text(text) => Value::from(text),
                Bounded::Number(number) => number.into(),
                Bounded::Date(date) => date.to_string().into(),
            });
            let is_bounded = matches!(
                field.kind,
                FieldKind::Line(_) | FieldKind::Lines(_) | FieldKind::Number(..) | FieldKind::Date
            );
            assert_eq!(reached.as_ref(), map.get(field.key).filter(|_| is_bounded), "{}", field.key);
        }
    }

    #[test]
    fn the_table_names_every_field_once() {
        let mut keys: Vec<&str> = FIELDS.iter().map(|field| field.key).collect();
        let map = AssetFacts::default().to_map();
        keys.sort_unstable();
        let mut names: Vec<&str> = map.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(keys, names);
    }

    #[test]
    fn the_table_is_in_the_order_of_the_sections() {
        assert!(FIELDS.is_sorted_by_key(|field| field.section));
    }

    #[test]
    fn what_is_written_is_read() {
        let map = filled_map();
        let facts = AssetFacts::from_map(map.clone()).unwrap();
        assert_eq!(facts.to_map(), map);
    }

    /// Something in every field.
    pub(in super::super) fn filled_map() -> Map<String, Value> {
        let mut map = Map::new();
        for field in &FIELDS {
            let text = match field.kind {
                FieldKind::Line(_) | FieldKind::Lines(_) => "Ældre & børn".to_owned(),
                FieldKind::Choice(words) => words[words.len() - 1].to_owned(),
                FieldKind::Choices(words) => words[1..].join(" "),
                FieldKind::Grade => "3".to_owned(),
                FieldKind::Number(_, max) => max.to_string(),
                FieldKind::Date => "2026-10-12".to_owned(),
                FieldKind::YesNo => "false".to_owned(),
                _ => uuid::Uuid::from_u128(7).to_string(),
            };
            let value = field.parse(&text).unwrap();
            assert_eq!(Field::text(&value), text, "{}", field.key);
            map.insert(field.key.to_owned(), value);
        }
        map
    }

    #[test]
    fn an_empty_text_empties_every_field_but_the_two_that_must_be() {
        let mut map = AssetFacts::default().to_map();
        for field in FIELDS.iter().filter(|field| !matches!(field.key, "kind" | "life_cycle")) {
            map.insert(field.key.to_owned(), field.parse("  ").unwrap());
        }
        assert_eq!(AssetFacts::from_map(map).unwrap(), AssetFacts::default());
        assert_eq!(field("kind").unwrap().parse(""), Err(ValueFault::Choice));
    }

    #[test]
    fn faults_say_what_was_expected() {
        assert_eq!(field("criticality").unwrap().parse("5"), Err(ValueFault::OutOfRange { min: 0, max: 4 }));
        assert_eq!(field("cost_yearly").unwrap().parse("1.200 000"), Ok(1_200_000.into()));
        assert_eq!(field("cost_yearly").unwrap().parse("12,5"), Err(ValueFault::Number));
        assert_eq!(field("ends_on").unwrap().parse("31-02-2026"), Err(ValueFault::Date));
        assert_eq!(field("ends_on").unwrap().parse("2026-02-31"), Err(ValueFault::Date));
        assert_eq!(field("sso").unwrap().parse("ja"), Err(ValueFault::YesNo));
        assert_eq!(field("owner").unwrap().parse("Ida"), Err(ValueFault::Identifier));
    }
}
