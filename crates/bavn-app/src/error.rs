use bavn_core::{
    access::Denied,
    field_fault::{self, FieldRule},
};
use bavn_db::DbError;

/// The result of an operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What is wrong with one field of what came in.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldFault {
    /// The field, as it is named in the form and the API.
    pub field: String,
    /// What is wrong: the end of the text's key `fault-…`, such as `required` or `too_long`.
    pub code: &'static str,
    /// The value that was given, shortened.
    pub value: String,
    /// What was expected, where the code alone does not say: `min`, `max`, `expected` …
    pub params: Vec<(&'static str, String)>,
}

impl FieldFault {
    /// A fault with a field.
    #[must_use]
    pub fn new(field: impl Into<String>, code: &'static str, value: impl AsRef<str>) -> Self {
        Self { field: field.into(), code, value: value.as_ref().chars().take(200).collect(), params: Vec::new() }
    }

    /// A fault of the rules with the value that was given, shortened.
    #[must_use]
    pub fn of<R: FieldRule>(found: field_fault::FieldFault<R>, value: impl AsRef<str>) -> Self {
        let params = found.fault.params();
        Self { params, ..Self::new(found.field, found.fault.code(), value) }
    }

    /// The same fault of a field that stands behind a place, such as `teams[2]`.
    #[must_use]
    pub fn at(self, place: impl std::fmt::Display) -> Self {
        Self { field: format!("{place}.{}", self.field), ..self }
    }

    /// Says more about what was expected.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }
}

/// Why an operation did not do what was asked. Facts, not sentences; the doors put them into words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none, or the actor may not know that there is.
    #[error("{kind} not found")]
    NotFound {
        /// What was looked for.
        kind: &'static str,
    },
    /// The actor may read it and may not do this.
    #[error(transparent)]
    Forbidden(#[from] Denied),
    /// Somebody else changed it since it was read.
    #[error("{kind} was changed by somebody else; it is now version {current}")]
    Conflict {
        /// What was changed.
        kind: &'static str,
        /// The version it has now.
        current: i32,
    },
    /// What came in has faults.
    #[error("{} fields have faults", .0.len())]
    Invalid(Vec<FieldFault>),
    /// It is closed for changes.
    #[error("{kind} is closed: {reason}")]
    Closed {
        /// What is closed.
        kind: &'static str,
        /// Why, as a key: `completed`, `archived`, `in_use`, `exists` …
        reason: &'static str,
    },
    /// Too much came in.
    #[error("larger than the limit of {limit} bytes")]
    TooLarge {
        /// The limit, bytes.
        limit: usize,
    },
    /// A file that was to be read in cannot be read at all.
    #[error(transparent)]
    File(bavn_core::import_export::FileError),
    /// The user name or the password is wrong, or the account is not active.
    #[error("the user name or password is wrong")]
    WrongPassword,
    /// Too many tries; wait.
    #[error("too many tries; wait {seconds} seconds")]
    TooManyTries {
        /// How long, seconds.
        seconds: i64,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// A document could not be made.
    #[error(transparent)]
    Document(#[from] bavn_documents::DocumentError),
    /// Content shipped with the program is wrong.
    #[error("content: {0}")]
    Content(String),
    /// The operating system failed.
    #[error("{what}: {message}")]
    System {
        /// What was attempted.
        what: &'static str,
        /// What it said.
        message: String,
    },
}

impl Error {
    /// One fault with one field.
    #[must_use]
    pub fn invalid(field: impl Into<String>, code: &'static str, value: impl AsRef<str>) -> Self {
        Self::Invalid(vec![FieldFault::new(field, code, value)])
    }

    /// The stable code a user can read out to support.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "BAVN-404",
            Self::Forbidden(_) => "BAVN-403",
            Self::Conflict { .. } => "BAVN-409",
            Self::Invalid(_) => "BAVN-422",
            Self::Closed { .. } => "BAVN-423",
            Self::TooLarge { .. } => "BAVN-413",
            Self::File(_) => "BAVN-415",
            Self::WrongPassword => "BAVN-401",
            Self::TooManyTries { .. } => "BAVN-429",
            Self::Document(_) => "BAVN-520",
            Self::Database(_) => "BAVN-510",
            Self::Content(_) => "BAVN-530",
            Self::System { .. } => "BAVN-500",
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Database(DbError::Engine(error))
    }
}

impl From<getrandom::Error> for Error {
    fn from(error: getrandom::Error) -> Self {
        Self::System { what: "randomness", message: error.to_string() }
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::System { what: "background work", message: error.to_string() }
    }
}
