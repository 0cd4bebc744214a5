use crate::continuity::TaskNames;
use bavn_core::{
    continuity::task::{Dimension, FIELDS, Field, NeedEffect},
    lang::Lang,
};
use serde_json::Value;
use std::collections::HashMap;

/// The words of a list of critical tasks, in one language.
pub struct TaskTexts<'a> {
    /// The language.
    pub lang: Lang,
    /// What the list is called.
    pub title: String,
    /// What the list of what they stand on is called.
    pub needs: String,
    /// The number of a task.
    pub number: String,
    /// The name of a field.
    pub field: &'a (dyn Fn(&Field) -> String + Send + Sync),
    /// The value of a field in words.
    pub value: &'a (dyn Fn(&TaskNames, &Field, &Value) -> String + Send + Sync),
    /// The heading of the six levels of a dimension.
    pub dimension: &'a (dyn Fn(Dimension) -> String + Send + Sync),
    /// The heading of a column of what they stand on.
    pub need: &'a (dyn Fn(NeedColumn) -> String + Send + Sync),
    /// What sort of thing is needed.
    pub kind: &'a (dyn Fn(NeedKind) -> String + Send + Sync),
    /// What happens without it.
    pub effect: &'a (dyn Fn(NeedEffect) -> String + Send + Sync),
    /// A length of time, minutes, with its unit.
    pub length: &'a (dyn Fn(i64) -> String + Send + Sync),
}

impl std::fmt::Debug for TaskTexts<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("TaskTexts").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// A column of a list of critical tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskColumn {
    /// The number, by which a task is recognised.
    Number,
    /// A field.
    Field(&'static Field),
    /// The six levels of a dimension with spaces between, `-` for one that nobody has said.
    Impact(Dimension),
}

impl TaskColumn {
    /// Every column, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = FIELDS.iter().map(Self::Field);
        std::iter::once(Self::Number).chain(fields).chain(Dimension::ALL.iter().map(|one| Self::Impact(*one)))
    }

    /// The stable word, which also serves as a heading.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Field(field) => field.key,
            Self::Impact(dimension) => dimension.key(),
        }
    }
}

/// A column of the list of what critical tasks stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedColumn {
    /// The number of the task.
    TaskNumber,
    /// The name of the task, which counts where there is no number.
    Task,
    /// What sort of thing it needs.
    Kind,
    /// The number of what it needs: `A-12`, `L-3`, `O-7`.
    OnNumber,
    /// The name of what it needs, which counts where there is no number.
    On,
    /// What happens without it.
    Effect,
    /// After how long.
    After,
    /// The number that alternatives share.
    Group,
    /// Anything else.
    Note,
}

impl NeedColumn {
    /// Every column, in order.
    pub const ALL: [Self; 9] = [
        Self::TaskNumber,
        Self::Task,
        Self::Kind,
        Self::OnNumber,
        Self::On,
        Self::Effect,
        Self::After,
        Self::Group,
        Self::Note,
    ];

    /// The stable word, which also serves as a heading.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::TaskNumber => "task_number",
            Self::Task => "task",
            Self::Kind => "kind",
            Self::OnNumber => "on_number",
            Self::On => "on",
            Self::Effect => "effect",
            Self::After => "after_minutes",
            Self::Group => "alternative_group",
            Self::Note => "note",
        }
    }
}

/// What sort of thing a critical task needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedKind {
    /// An asset: a system, a place, a utility, people.
    Asset,
    /// A supplier.
    Supplier,
    /// Another critical task.
    Task,
}

impl NeedKind {
    /// Every sort.
    pub const ALL: [Self; 3] = [Self::Asset, Self::Supplier, Self::Task];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Supplier => "supplier",
            Self::Task => "task",
        }
    }

    /// The letter before its numbers.
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Asset => 'A',
            Self::Supplier => 'L',
            Self::Task => 'O',
        }
    }

    /// The sort and number of a text such as `A-12`, `A12` or `A-12 Omsorg`.
    pub(super) fn of_code(text: &str) -> Option<(Self, u32)> {
        let first = text.split_whitespace().next()?;
        let letter = first.chars().next()?.to_ascii_uppercase();
        let kind = Self::ALL.into_iter().find(|kind| kind.letter() == letter)?;
        let digits = &first[1..];
        Some((kind, digits.strip_prefix('-').unwrap_or(digits).parse().ok()?))
    }
}

/// How the cells of a list are read.
#[derive(Clone, Debug, Default)]
pub struct TaskWords {
    /// Columns by their headings, folded.
    pub headings: HashMap<String, TaskColumn>,
    /// Columns of what tasks stand on by their headings, folded.
    pub needs: HashMap<String, NeedColumn>,
    /// Months by their names, folded.
    pub months: HashMap<String, u8>,
    /// Sorts of things by their names, folded.
    pub kinds: HashMap<String, NeedKind>,
    /// What happens without a thing by its name, folded.
    pub effects: HashMap<String, NeedEffect>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_the_sort_of_thing() {
        let of = NeedKind::of_code;
        assert_eq!(of("A-12"), Some((NeedKind::Asset, 12)));
        assert_eq!(of("l3"), Some((NeedKind::Supplier, 3)));
        assert_eq!(of("O-7 Madudbringning"), Some((NeedKind::Task, 7)));
        for text in ["", "12", "A", "A-", "Ålborg", "Ø-3", "Omsorg", "A--1"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
