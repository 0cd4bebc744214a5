//! Which column is read into which field.

use super::{ImportWords, NOTE_LINE, OWN_FIELD, Register, words::plain};
use std::collections::{BTreeMap, BTreeSet};

/// A column and the field that it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedColumn {
    /// Its place from 0.
    pub position: usize,
    /// Its heading, as the file writes it.
    pub heading: String,
    /// The field; none when it looks like none.
    pub field: Option<&'static str>,
    /// How sure that is, percent: 100 is the very word.
    pub certainty: u8,
}

/// What the columns of a file look like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// The columns, in order.
    pub columns: Vec<SuggestedColumn>,
    /// The program whose export it looks like, by the stable word of its ready mapping.
    pub preset: Option<String>,
    /// Values by field that every row gets where it has none.
    pub constants: BTreeMap<String, String>,
    /// The field by which rows are recognised.
    pub key: String,
}

/// Suggests a field for each heading. A field is suggested once, for the column that looks most like it; a heading that is too little like any
/// is left without.
#[must_use]
pub fn suggest(headings: &[String], register: Register, words: &ImportWords) -> Suggestion {
    let plains: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
    let is_there = |name: &String| plains.contains(name);
    let preset = words
        .presets(register)
        .filter(|preset| preset.recognise.iter().all(is_there))
        .max_by_key(|preset| preset.recognise.len());
    let mut candidates = Vec::new();
    for (position, (heading, name)) in headings.iter().zip(&plains).enumerate() {
        if let Some(preset) = preset
            && let Some(field) = preset.columns.get(name)
        {
            if let Some(field) = field.as_deref().and_then(|key| register.field(key)) {
                candidates.push((100, position, field.key));
            }
            continue;
        }
        candidates.extend(fields_like(heading, name, register, words).map(|(sure, field)| (sure, position, field)));
    }
    // The surest first; of equals the one further left.
    candidates.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut chosen: BTreeMap<usize, (u8, &'static str)> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (sure, position, field) in candidates {
        if chosen.contains_key(&position) || (!matches!(field, NOTE_LINE | OWN_FIELD) && !taken.insert(field)) {
            continue;
        }
        chosen.insert(position, (sure, field));
    }
    let key = preset.map(|preset| preset.row_key.as_str()).filter(|key| taken.contains(key));
    let key = key
        .or_else(|| register.keys().iter().copied().find(|key| taken.contains(key)))
        .unwrap_or(register.name_field());
    Suggestion {
        columns: headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| !heading.trim().is_empty())
            .map(|(position, heading)| {
                let found = chosen.get(&position).copied();
                SuggestedColumn {
                    position,
                    heading: heading.clone(),
                    field: found.map(|(_, field)| field),
                    certainty: found.map_or(0, |(sure, _)| sure),
                }
            })
            .collect(),
        preset: preset.map(|preset| preset.key.clone()),
        constants: preset.map(|preset| preset.constants.clone()).unwrap_or_default(),
        key: key.to_owned(),
    }
}

/// The fields that a heading looks like, each with how sure that is.
fn fields_like<'a>(
    heading: &'a str,
    name: &'a str,
    register: Register,
    words: &'a ImportWords,
) -> impl Iterator<Item = (u8, &'static str)> + 'a {
    // `RTO (timer)`, `Årlig udgift (kr.)`: the unit says nothing of the field.
    let without_unit = heading.split_once('(').map(|(before, _)| plain(before)).filter(|before| !before.is_empty());
    let exact = words.heading(register, name).map(|field| (100, field));
    let own = register.field(heading.trim()).map(|field| (100, field.key));
    let no_unit = without_unit.and_then(|before| words.heading(register, &before)).map(|field| (90, field));
    let mut found: Vec<(u8, &str)> = own.into_iter().chain(exact).chain(no_unit).collect();
    if found.is_empty() {
        found = words.headings(register).filter_map(|(word, field)| Some((likeness(name, word)?, field))).collect();
    }
    found.into_iter().filter_map(move |(sure, field)| Some((sure, register.field(field)?.key)))
}

/// How alike two headings are that are not the same: one holds all words of the other, or a few letters differ.
fn likeness(heading: &str, word: &str) -> Option<u8> {
    let (length, other) = (heading.chars().count(), word.chars().count());
    if length < 3 || other < 3 || length > 60 {
        return None;
    }
    let parts: BTreeSet<&str> = heading.split(' ').collect();
    if other >= 4 && word.split(' ').all(|part| parts.contains(part)) {
        let share = (other * 40 / length).min(40);
        return u8::try_from(40 + share).ok();
    }
    if length >= 5 && other >= 5 && length.abs_diff(other) <= 2 {
        let most = if length.min(other) >= 9 { 2 } else { 1 };
        let distance = distance(heading, word);
        return (distance <= most).then_some(if distance == 1 { 70 } else { 60 });
    }
    None
}

/// The least number of letters to change, add or leave out.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], at + 1);
        for (place, compared) in other.iter().enumerate() {
            let swapped = before + usize::from(letter != *compared);
            before = row[place + 1];
            row[place + 1] = swapped.min(before + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
