//! Reading TOML tables key by key, so that every error can name its key.

use super::{ContentError, ContentProblem};
use crate::lang::Localized;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// A table of a content file that knows where it stands and which of its keys were asked for.
pub(super) struct Node<'a> {
    file: &'a str,
    path: String,
    table: &'a Table,
    asked: BTreeSet<&'static str>,
}

/// Parses a whole file.
pub(super) fn parse(file: &str, text: &str) -> Result<Table, ContentError> {
    text.parse::<Table>().map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let problem = ContentProblem::Syntax { line, column, message: error.message().to_owned() };
        ContentError { file: file.to_owned(), key: "(file)".to_owned(), problem }
    })
}

impl<'a> Node<'a> {
    /// The root of a file.
    pub(super) fn root(file: &'a str, table: &'a Table) -> Self {
        Self { file, path: String::new(), table, asked: BTreeSet::new() }
    }

    fn at(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// An error at one of this table's keys.
    pub(super) fn error(&self, key: &str, problem: ContentProblem) -> ContentError {
        ContentError { file: self.file.to_owned(), key: self.at(key), problem }
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.asked.insert(key);
        self.table.get(key)
    }

    fn required(&mut self, key: &'static str) -> Result<&'a Value, ContentError> {
        self.get(key).ok_or_else(|| self.error(key, ContentProblem::Missing))
    }

    fn text_of(&self, key: &str, value: &'a Value) -> Result<&'a str, ContentError> {
        let text = value.as_str().ok_or_else(|| self.error(key, ContentProblem::WrongType { expected: "a string" }))?;
        if text.trim().is_empty() { Err(self.error(key, ContentProblem::EmptyText)) } else { Ok(text) }
    }

    /// A text that is not blank.
    pub(super) fn text(&mut self, key: &'static str) -> Result<String, ContentError> {
        let value = self.required(key)?;
        self.text_of(key, value).map(str::to_owned)
    }

    /// A text that may be left out but not be blank.
    pub(super) fn optional_text(&mut self, key: &'static str) -> Result<Option<String>, ContentError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        self.text_of(key, value).map(|text| Some(text.to_owned()))
    }

    /// One of a fixed set of words.
    pub(super) fn word<T>(
        &mut self,
        key: &'static str,
        allowed: &'static [&'static str],
        from_key: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ContentError> {
        let value = self.text(key)?;
        from_key(&value).ok_or_else(|| self.error(key, ContentProblem::UnknownWord { value, allowed }))
    }

    /// A whole number in a closed range.
    pub(super) fn number(&mut self, key: &'static str, min: i64, max: i64) -> Result<i64, ContentError> {
        let value = self.required(key)?;
        let value =
            value.as_integer().ok_or_else(|| self.error(key, ContentProblem::WrongType { expected: "an integer" }))?;
        if (min..=max).contains(&value) {
            Ok(value)
        } else {
            Err(self.error(key, ContentProblem::OutOfRange { value, min, max }))
        }
    }

    /// A truth value that may be left out.
    pub(super) fn truth(&mut self, key: &'static str, default: bool) -> Result<bool, ContentError> {
        match self.get(key) {
            None => Ok(default),
            Some(value) => {
                value.as_bool().ok_or_else(|| self.error(key, ContentProblem::WrongType { expected: "a boolean" }))
            }
        }
    }

    fn node_of(&self, key: &str, value: &'a Value) -> Result<Node<'a>, ContentError> {
        let table =
            value.as_table().ok_or_else(|| self.error(key, ContentProblem::WrongType { expected: "a table" }))?;
        Ok(Node { file: self.file, path: self.at(key), table, asked: BTreeSet::new() })
    }

    /// A table inside this one.
    pub(super) fn table(&mut self, key: &'static str) -> Result<Node<'a>, ContentError> {
        let value = self.required(key)?;
        self.node_of(key, value)
    }

    /// Whether a key is there at all.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A table inside this one that may be left out.
    pub(super) fn optional_table(&mut self, key: &'static str) -> Result<Option<Node<'a>>, ContentError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        self.node_of(key, value).map(Some)
    }

    /// A list of texts, none blank; left out is an empty list.
    pub(super) fn texts(&mut self, key: &'static str) -> Result<Vec<String>, ContentError> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let entries =
            value.as_array().ok_or_else(|| self.error(key, ContentProblem::WrongType { expected: "an array" }))?;
        entries.iter().map(|entry| self.text_of(key, entry).map(str::to_owned)).collect()
    }

    /// A text in both languages, neither blank.
    pub(super) fn localized(&mut self, key: &'static str) -> Result<Localized, ContentError> {
        self.table(key)?.into_localized()
    }

    /// A text in both languages that may be left out.
    pub(super) fn optional_localized(&mut self, key: &'static str) -> Result<Option<Localized>, ContentError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        self.node_of(key, value)?.into_localized().map(Some)
    }

    fn into_localized(mut self) -> Result<Localized, ContentError> {
        let text = Localized { da: self.text("da")?, en: self.text("en")? };
        self.finish()?;
        Ok(text)
    }

    /// A list of tables; left out is an empty list. Each is named by the text at `name`, or else by its position from 1.
    pub(super) fn tables(&mut self, key: &'static str, name: &str) -> Result<Vec<Node<'a>>, ContentError> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let entries = value
            .as_array()
            .ok_or_else(|| self.error(key, ContentProblem::WrongType { expected: "an array of tables" }))?;
        let node = |(position, entry): (usize, &'a Value)| {
            let position = (position + 1).to_string();
            let shown = entry.get(name).and_then(Value::as_str).unwrap_or(&position);
            self.node_of(&format!("{key}[{shown}]"), entry)
        };
        entries.iter().enumerate().map(node).collect()
    }

    /// A list of texts in both languages with `min` to `max` entries.
    pub(super) fn localized_list(
        &mut self,
        key: &'static str,
        min: usize,
        max: usize,
    ) -> Result<Vec<Localized>, ContentError> {
        self.required(key)?;
        let nodes = self.tables(key, "")?;
        if (min..=max).contains(&nodes.len()) {
            nodes.into_iter().map(Node::into_localized).collect()
        } else {
            Err(self.error(key, ContentProblem::WrongCount { found: nodes.len(), min, max }))
        }
    }

    /// A table of texts with free keys; left out is an empty table.
    pub(super) fn text_map(
        &mut self,
        key: &'static str,
    ) -> Result<std::collections::BTreeMap<String, String>, ContentError> {
        let Some(value) = self.get(key) else { return Ok(std::collections::BTreeMap::new()) };
        let node = self.node_of(key, value)?;
        node.table.iter().map(|(name, value)| Ok((name.clone(), node.text_of(name, value)?.to_owned()))).collect()
    }

    /// Fails on a key that nobody asked for: a misspelt key must not pass in silence.
    pub(super) fn finish(self) -> Result<(), ContentError> {
        match self.table.keys().find(|key| !self.asked.contains(key.as_str())) {
            Some(key) => Err(self.error(key, ContentProblem::UnknownKey)),
            None => Ok(()),
        }
    }
}
