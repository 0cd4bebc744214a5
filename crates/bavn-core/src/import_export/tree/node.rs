/// A value with its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// What it is.
    pub value: Value,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One text, number, truth value or nothing.
    Scalar(Scalar),
    /// Values in their order.
    List(Vec<Node>),
    /// Named values in their order; each name stands once.
    Map(Vec<(String, Node)>),
}

/// A text as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text, without quotes and escapes.
    pub text: String,
    /// Whether it stood without quotes, so that it can also be a number, a truth value or nothing.
    pub is_plain: bool,
}

impl Scalar {
    /// Whether it says that there is nothing.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.is_plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// The truth value that it is.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.text.as_str() {
            _ if !self.is_plain => None,
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }

    /// The whole number that it is.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        let digits = self.text.strip_prefix(['-', '+']).unwrap_or(&self.text);
        let is_number = self.is_plain && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { self.text.parse().ok() } else { None }
    }

    /// The number that it is, as JSON writes numbers.
    #[must_use]
    pub fn as_number(&self) -> Option<serde_json::Number> {
        let starts = self.text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
        if self.is_plain && starts { serde_json::from_str(&self.text).ok() } else { None }
    }
}

impl Node {
    /// A text in quotes.
    #[must_use]
    pub fn text(line: u32, text: impl Into<String>) -> Self {
        Self { line, value: Value::Scalar(Scalar { text: text.into(), is_plain: false }) }
    }

    /// A text without quotes.
    #[must_use]
    pub fn plain(line: u32, text: impl Into<String>) -> Self {
        Self { line, value: Value::Scalar(Scalar { text: text.into(), is_plain: true }) }
    }

    /// The named values; none when it is no mapping.
    #[must_use]
    pub fn entries(&self) -> &[(String, Self)] {
        match &self.value {
            Value::Map(entries) => entries,
            Value::Scalar(_) | Value::List(_) => &[],
        }
    }

    /// The values of a list; none when it is no list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Scalar(_) | Value::Map(_) => &[],
        }
    }

    /// A named value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.entries().iter().find_map(|(key, node)| (key == name).then_some(node))
    }

    /// A named value, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        match &mut self.value {
            Value::Map(entries) => entries.iter_mut().find_map(|(key, node)| (key == name).then_some(node)),
            Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// The text, when it is a scalar that is not nothing.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) if !scalar.is_null() => Some(&scalar.text),
            Value::Scalar(_) | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Whether it says that there is nothing.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.is_null())
    }

    /// How many values it has, itself counted, and how many bytes of text.
    pub(super) fn size(&self) -> (usize, usize) {
        match &self.value {
            Value::Scalar(scalar) => (1, scalar.text.len()),
            Value::List(items) => items.iter().map(Self::size).fold((1, 0), add),
            Value::Map(entries) => entries
                .iter()
                .map(|(key, node)| {
                    let (nodes, bytes) = node.size();
                    (nodes + 1, bytes.saturating_add(key.len()))
                })
                .fold((1, 0), add),
        }
    }
}

const fn add(one: (usize, usize), other: (usize, usize)) -> (usize, usize) {
    (one.0.saturating_add(other.0), one.1.saturating_add(other.1))
}
