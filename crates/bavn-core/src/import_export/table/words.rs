//! The words that columns and values are recognised by, from `content/registers/import_columns.toml`.

use super::Register;
use crate::text::fold;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

/// Why the words cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// It is not TOML of the right shape.
    #[error("the words of imports: {0}")]
    Toml(String),
    /// A name that is no field.
    #[error("the words of imports: {place}: {field} is no field")]
    UnknownField {
        /// Where it stands.
        place: String,
        /// The name.
        field: String,
    },
    /// A heading or word that means two things.
    #[error("the words of imports: {place}: {word} means both {first} and {second}")]
    Ambiguous {
        /// Where it stands.
        place: String,
        /// The word.
        word: String,
        /// What it means first.
        first: String,
        /// What it means also.
        second: String,
    },
}

/// A ready mapping for the export of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preset {
    /// Its stable word.
    pub key: String,
    /// The program's name.
    pub name: String,
    /// What it is read into.
    pub register: String,
    /// Headings, folded, that all must be there for the export to be recognised.
    pub recognise: Vec<String>,
    /// Fields by folded heading; those without a field are left out.
    pub columns: BTreeMap<String, Option<String>>,
    /// Values by field that every row gets where it has none.
    pub constants: BTreeMap<String, String>,
    /// The field by which rows are recognised.
    pub row_key: String,
}

/// Words by what they mean: headings of each register, values of each list.
#[derive(Clone, Debug, Default)]
pub struct ImportWords {
    headings: HashMap<Register, HashMap<String, String>>,
    choices: HashMap<String, HashMap<String, String>>,
    shown: HashMap<String, Vec<String>>,
    presets: Vec<Preset>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    columns: BTreeMap<Register, BTreeMap<String, Vec<String>>>,
    choices: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    presets: Vec<RawPreset>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPreset {
    key: String,
    name: String,
    register: Register,
    recognise: Vec<String>,
    columns: BTreeMap<String, String>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    constants: BTreeMap<String, String>,
    row_key: String,
}

/// A heading or word as it is compared: folded, letters and digits only, single blanks between.
pub(super) fn plain(text: &str) -> String {
    let spaced: String = text.chars().map(|one| if one.is_alphanumeric() { one } else { ' ' }).collect();
    fold(&spaced)
}

impl ImportWords {
    /// The words that come with the program.
    ///
    /// # Errors
    /// [`WordsError`] when they are wrong, which a test rules out.
    pub fn shipped() -> Result<&'static Self, WordsError> {
        static WORDS: OnceLock<Result<ImportWords, WordsError>> = OnceLock::new();
        let read = || Self::read(include_str!("../../../../../content/registers/import_columns.toml"));
        WORDS.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// Reads the words.
    ///
    /// # Errors
    /// [`WordsError`] at the first thing that is wrong with them.
    pub fn read(toml: &str) -> Result<Self, WordsError> {
        let raw: Raw = toml::from_str(toml).map_err(|error| WordsError::Toml(error.to_string()))?;
        let mut words = Self::default();
        for (register, fields) in raw.columns {
            let place = format!("columns.{}", register.key());
            let headings = words.headings.entry(register).or_default();
            for (field, names) in fields {
                if register.field(&field).is_none() {
                    return Err(WordsError::UnknownField { place, field });
                }
                add(headings, &place, &field, &names)?;
            }
        }
        for (list, values) in raw.choices {
            let place = format!("choices.{list}");
            let meanings = words.choices.entry(list.clone()).or_default();
            for (key, names) in values {
                if let Some(name) = names.first().filter(|_| key != "unknown") {
                    words.shown.entry(list.clone()).or_default().push(name.clone());
                }
                add(meanings, &place, &key, &names)?;
                meanings.entry(plain(&key)).or_insert(key);
            }
        }
        for preset in raw.presets {
            let place = format!("presets.{}", preset.key);
            for field in preset.columns.values().chain(preset.constants.keys()).chain([&preset.row_key]) {
                if preset.register.field(field).is_none() {
                    return Err(WordsError::UnknownField { place, field: field.clone() });
                }
            }
            let fields = preset.columns.into_iter().map(|(heading, field)| (plain(&heading), Some(field)));
            let ignored = preset.ignore.iter().map(|heading| (plain(heading), None));
            words.presets.push(Preset {
                key: preset.key,
                name: preset.name,
                register: preset.register.key().to_owned(),
                recognise: preset.recognise.iter().map(|heading| plain(heading)).collect(),
                columns: fields.chain(ignored).collect(),
                constants: preset.constants,
                row_key: preset.row_key,
            });
        }
        Ok(words)
    }

    /// The ready mappings of a register.
    pub fn presets(&self, register: Register) -> impl Iterator<Item = &Preset> {
        self.presets.iter().filter(move |preset| preset.register == register.key())
    }

    /// The folded headings of a register, each with its field.
    pub(super) fn headings(&self, register: Register) -> impl Iterator<Item = (&str, &str)> {
        self.headings.get(&register).into_iter().flatten().map(|(heading, field)| (heading.as_str(), field.as_str()))
    }

    /// The field of a heading.
    pub(super) fn heading(&self, register: Register, heading: &str) -> Option<&str> {
        self.headings.get(&register)?.get(heading).map(String::as_str)
    }

    /// The field that a column with this heading is read into, if the heading is known as it stands.
    #[must_use]
    pub fn field_of(&self, register: Register, heading: &str) -> Option<&str> {
        self.heading(register, &plain(heading))
    }

    /// What a word of a list means. `2 – Server` is read by its number or by its word.
    #[must_use]
    pub fn choice(&self, list: &str, text: &str) -> Option<&str> {
        let meanings = self.choices.get(list)?;
        let word = plain(text);
        let found = meanings.get(&word).or_else(|| {
            let (first, rest) = word.split_once(' ')?;
            // A number or a single letter before the word is the number of the list that it stands in.
            let is_mark = first.len() == 1 || first.chars().all(|one| one.is_ascii_digit());
            meanings.get(rest).filter(|_| is_mark)
        });
        found.map(String::as_str)
    }

    /// The grade, 0 to 4, that a word means, such as `A – kritisk`.
    #[must_use]
    pub fn grade(&self, text: &str) -> Option<i64> {
        self.choice("grade", text)?.parse().ok()
    }

    /// The first words of a list's values, for telling what is expected.
    pub(super) fn allowed(&self, list: &str) -> Vec<String> {
        self.shown.get(list).cloned().unwrap_or_default()
    }

    /// Yes, no, or nobody knows; nothing when it is none of them.
    pub(super) fn truth(&self, text: &str) -> Option<Option<bool>> {
        match text.trim() {
            "✓" | "✔" | "☑" | "☒" => return Some(Some(true)),
            "☐" | "-" => return Some(Some(false)),
            _ => {}
        }
        match self.choice("yes_no", text)? {
            "yes" => Some(Some(true)),
            "no" => Some(Some(false)),
            _ => Some(None),
        }
    }
}

fn add(meanings: &mut HashMap<String, String>, place: &str, meaning: &str, names: &[String]) -> Result<(), WordsError> {
    for name in names {
        if let Some(first) = meanings.insert(plain(name), meaning.to_owned())
            && first != meaning
        {
            let (word, second) = (name.clone(), meaning.to_owned());
            return Err(WordsError::Ambiguous { place: place.to_owned(), word, first, second });
        }
    }
    Ok(())
}
