//! What can be wrong in a content file, with its place.

/// A content file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {key}: {problem}")]
pub struct ContentError {
    /// The file's name, as the caller gave it.
    pub file: String,
    /// The key, such as `control[AD-03].levels[2].en`; `(file)` when the file as a whole is meant.
    pub key: String,
    /// What is wrong there.
    pub problem: ContentProblem,
}

/// What is wrong with a key of a content file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentProblem {
    /// The file is not TOML.
    #[error("not TOML at line {line}, column {column}: {message}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// The TOML reader's words.
        message: String,
    },
    /// A required key is not there.
    #[error("is missing")]
    Missing,
    /// The value is of another type.
    #[error("expected {expected}")]
    WrongType {
        /// The type, as TOML names it.
        expected: &'static str,
    },
    /// The file form has no such key.
    #[error("is not a key of this file form")]
    UnknownKey,
    /// A text is empty or only blank.
    #[error("is empty")]
    EmptyText,
    /// A number is out of range.
    #[error("{value} is not within {min} to {max}")]
    OutOfRange {
        /// The number.
        value: i64,
        /// The least allowed.
        min: i64,
        /// The greatest allowed.
        max: i64,
    },
    /// A word is not one of a fixed set.
    #[error("{value:?} is not one of {}", allowed.join(", "))]
    UnknownWord {
        /// The word.
        value: String,
        /// The allowed words.
        allowed: &'static [&'static str],
    },
    /// Another entry of the list has the same.
    #[error("is used twice")]
    UsedTwice,
    /// A list has the wrong length.
    #[error("has {found} entries, expected {min} to {max}")]
    WrongCount {
        /// How many it has.
        found: usize,
        /// The fewest allowed.
        min: usize,
        /// The most allowed.
        max: usize,
    },
}
