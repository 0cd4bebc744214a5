use serde::Serialize;
use std::fmt;

/// What a file has at a place that makes it unreadable, or odd.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The line, from 1; nothing when only the path is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The way to the value, such as `objects/framework/requirement_nodes/12/urn`; empty for the file as a whole.
    pub path: String,
    /// The value as it was found, cut to 200 characters; empty where there is none.
    pub value: String,
    /// What is wrong, or was expected.
    #[serde(flatten)]
    pub problem: Problem,
}

/// What is wrong with a value, as a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Problem {
    /// The file is larger than allowed.
    #[error("the file has {bytes} bytes, allowed are {max}")]
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The most allowed.
        max: usize,
    },
    /// The file is not written in UTF-8.
    #[error("expected text in UTF-8, found {found}")]
    Encoding {
        /// What it looks like.
        found: String,
    },
    /// A character that no text has.
    #[error("expected no control characters, found {found}")]
    ControlCharacter {
        /// Which.
        found: String,
    },
    /// The file breaks the rules of its format.
    #[error("{detail}")]
    Syntax {
        /// The parser's words.
        detail: String,
    },
    /// Values lie too deep in values.
    #[error("expected at most {max} levels of values in values")]
    TooDeep {
        /// The most levels allowed.
        max: usize,
    },
    /// There are too many values.
    #[error("expected at most {max} values")]
    TooManyValues {
        /// The most allowed.
        max: usize,
    },
    /// Aliases repeat too much.
    #[error("expected aliases to repeat at most {max} values or bytes")]
    TooMuchRepeated {
        /// The most allowed.
        max: usize,
    },
    /// A number that is too long or too large.
    #[error("expected a number of at most {max} digits")]
    TooLongNumber {
        /// The most digits allowed.
        max: usize,
    },
    /// More than one document in the file.
    #[error("expected one document in the file")]
    SeveralDocuments,
    /// Nothing in the file.
    #[error("expected a document, found nothing")]
    Empty,
    /// A document type declaration.
    #[error("expected no DOCTYPE: entities of its own are not read")]
    Doctype,
    /// An entity other than the five of XML.
    #[error("expected one of the five entities of XML, found {name}")]
    Entity {
        /// Its name.
        name: String,
    },
    /// A key stands twice; the last one holds.
    #[error("the key {key} stands twice, the last one holds")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A field that must be there is not.
    #[error("{name:?} is a required property")]
    MissingField {
        /// The field.
        name: String,
    },
    /// A field that the format does not know.
    #[error("{name:?} is not a property here")]
    UnknownField {
        /// The field.
        name: String,
    },
    /// A value of another kind.
    #[error("expected {expected}")]
    WrongKind {
        /// What was expected, in the words of the format.
        expected: String,
    },
    /// A value that is not one of a few.
    #[error("expected one of {}", allowed.join(", "))]
    NotOneOf {
        /// Those allowed.
        allowed: Vec<String>,
    },
    /// A text that does not match.
    #[error("does not match {pattern:?}")]
    Pattern {
        /// The pattern.
        pattern: String,
    },
    /// A number outside of its range.
    #[error("expected a number from {min} to {max}")]
    OutOfRange {
        /// The least allowed.
        min: i64,
        /// The greatest allowed.
        max: i64,
    },
    /// A list with another number of values.
    #[error("expected {expected} values, found {found}")]
    WrongCount {
        /// How many were expected.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A reference to what is not there.
    #[error("no {what} of this name")]
    Unresolved {
        /// What was looked for.
        what: String,
    },
    /// A name that stands more than once.
    #[error("this {what} stands more than once")]
    Repeated {
        /// What it names.
        what: String,
    },
    /// A requirement that is its own ancestor.
    #[error("expected a parent that is not below it")]
    Cycle,
    /// A stated depth that the parents contradict.
    #[error("the stated depth of {count} requirements is not that of their parents, which hold")]
    WrongDepth {
        /// How many.
        count: usize,
    },
    /// Several faults of the same kind, told once.
    #[error("{count} times: no {what} of this name")]
    UnresolvedMany {
        /// How many.
        count: usize,
        /// What was looked for.
        what: String,
    },
    /// More findings than are kept.
    #[error("{count} more findings")]
    More {
        /// How many more.
        count: usize,
    },
}

impl Problem {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too_large",
            Self::Encoding { .. } => "encoding",
            Self::ControlCharacter { .. } => "control_character",
            Self::Syntax { .. } => "syntax",
            Self::TooDeep { .. } => "too_deep",
            Self::TooManyValues { .. } => "too_many_values",
            Self::TooMuchRepeated { .. } => "too_much_repeated",
            Self::TooLongNumber { .. } => "too_long_number",
            Self::SeveralDocuments => "several_documents",
            Self::Empty => "empty",
            Self::Doctype => "doctype",
            Self::Entity { .. } => "entity",
            Self::DuplicateKey { .. } => "duplicate_key",
            Self::MissingField { .. } => "missing_field",
            Self::UnknownField { .. } => "unknown_field",
            Self::WrongKind { .. } => "wrong_kind",
            Self::NotOneOf { .. } => "not_one_of",
            Self::Pattern { .. } => "pattern",
            Self::OutOfRange { .. } => "out_of_range",
            Self::WrongCount { .. } => "wrong_count",
            Self::Unresolved { .. } => "unresolved",
            Self::Repeated { .. } => "repeated",
            Self::Cycle => "cycle",
            Self::WrongDepth { .. } => "wrong_depth",
            Self::UnresolvedMany { .. } => "unresolved_many",
            Self::More { .. } => "more",
        }
    }
}

impl Problem {
    /// What was expected or found, in the words of the format, beside the code; empty where the code says all.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::TooLarge { max, .. }
            | Self::TooDeep { max }
            | Self::TooManyValues { max }
            | Self::TooMuchRepeated { max }
            | Self::TooLongNumber { max } => max.to_string(),
            Self::Encoding { found } | Self::ControlCharacter { found } => found.clone(),
            Self::Syntax { detail } => detail.clone(),
            Self::Entity { name } | Self::MissingField { name } | Self::UnknownField { name } => name.clone(),
            Self::DuplicateKey { key } => key.clone(),
            Self::WrongKind { expected } => expected.clone(),
            Self::NotOneOf { allowed } => allowed.join(", "),
            Self::Pattern { pattern } => pattern.clone(),
            Self::OutOfRange { min, max } => format!("{min}–{max}"),
            Self::WrongCount { expected, .. } => expected.to_string(),
            Self::Unresolved { what } | Self::Repeated { what } | Self::UnresolvedMany { what, .. } => what.clone(),
            Self::WrongDepth { count } | Self::More { count } => count.to_string(),
            Self::SeveralDocuments | Self::Empty | Self::Doctype | Self::Cycle => String::new(),
        }
    }
}

impl Finding {
    /// About the file as a whole.
    #[must_use]
    pub const fn new(problem: Problem) -> Self {
        Self { line: None, path: String::new(), value: String::new(), problem }
    }

    /// The same, at a line.
    #[must_use]
    pub fn at_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// The same, at a path.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same, with the value that was found.
    #[must_use]
    pub fn found(mut self, value: &str) -> Self {
        self.value = shown(value);
        self
    }

    /// As an error.
    #[must_use]
    pub fn into_error(self) -> ReadError {
        ReadError(Box::new(self))
    }
}

/// The first 200 characters.
fn shown(value: &str) -> String {
    value.chars().take(200).collect()
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(out, "line {line}: ")?;
        }
        if !self.path.is_empty() {
            write!(out, "{}: ", self.path)?;
        }
        if !self.value.is_empty() {
            write!(out, "{:?}: ", self.value)?;
        }
        write!(out, "{}", self.problem)
    }
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ReadError(pub Box<Finding>);

impl ReadError {
    /// What was found.
    #[must_use]
    pub fn finding(&self) -> &Finding {
        &self.0
    }

    /// Puts the step before the path, and the line where none is known yet.
    pub(in crate::import_export) fn within(mut self, step: &str, line: u32) -> Self {
        self.0.path = if self.0.path.is_empty() { step.to_owned() } else { format!("{step}/{}", self.0.path) };
        self.0.line.get_or_insert(line);
        self
    }

    pub(super) fn or_line(mut self, line: u32) -> Self {
        self.0.line.get_or_insert(line);
        self
    }
}

impl serde::de::Error for ReadError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Finding::new(Problem::WrongKind { expected: message.to_string() }).into_error()
    }

    fn invalid_type(found: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Finding::new(Problem::WrongKind { expected: expected.to_string() }).found(&plain(found)).into_error()
    }

    fn invalid_value(found: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(found: &str, allowed: &'static [&'static str]) -> Self {
        let allowed = allowed.iter().map(|&one| one.to_owned()).collect();
        Finding::new(Problem::NotOneOf { allowed }).found(found).into_error()
    }

    fn unknown_field(name: &str, _allowed: &'static [&'static str]) -> Self {
        Finding::new(Problem::UnknownField { name: name.to_owned() }).into_error()
    }

    fn missing_field(name: &'static str) -> Self {
        Finding::new(Problem::MissingField { name: name.to_owned() }).into_error()
    }
}

fn plain(found: serde::de::Unexpected<'_>) -> String {
    match found {
        serde::de::Unexpected::Str(text) => text.to_owned(),
        other => other.to_string(),
    }
}
