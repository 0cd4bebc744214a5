use bavn_app::Error;
use bavn_core::lang::Lang;
use bavn_db::{DbError, backup::BackupFault};
use bavn_web::kit::{Faults, Tr};
use std::{io::Write as _, path::Path, process::ExitCode};

/// The result of a command.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Why a command did not do what was asked: what goes to standard error, and the exit code.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    /// It failed: exit code 1.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { code: 1, message: message.into() }
    }

    /// It was asked for in a wrong way: exit code 2.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { code: 2, message: message.into() }
    }

    /// An input file has faults: exit code 3.
    pub fn input(message: impl Into<String>) -> Self {
        Self { code: 3, message: message.into() }
    }

    /// A file or folder cannot be used.
    pub fn file(path: &Path, what: &str, error: &std::io::Error) -> Self {
        Self::failed(format!("{}: cannot be {what}: {error}", path.display()))
    }

    /// The same, with the file it is about.
    pub fn about(self, path: &Path) -> Self {
        Self { message: format!("{}: {}", path.display(), self.message), ..self }
    }

    /// Says why, and gives the exit code.
    pub fn report(self) -> ExitCode {
        // Nothing can be done when standard error is closed; the exit code still tells.
        let _ = writeln!(std::io::stderr(), "bavn: {}", self.message);
        ExitCode::from(self.code)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message)
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        let next = match &error {
            DbError::NewerDatabase { .. } => "\nInstall that version of Bavn or a later one. Nothing was changed.",
            DbError::OlderDatabase { .. } => "\nRun `bavn migrate`; it makes a backup first.",
            DbError::UnknownAddress { .. } => "\nExpected postgres://USER@HOST/DATABASE or sqlite:PATH.",
            DbError::File { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                "\nThere is no database here. Run `bavn setup` to make one, or check the folder."
            }
            DbError::Audit(_) => {
                "\nThe log or the database was changed outside Bavn. Keep the file and compare with a backup."
            }
            DbError::Backup(BackupFault::NotEmpty { .. }) => {
                "\nExpected an empty place. Choose another folder or database."
            }
            DbError::Backup(BackupFault::Newer { .. }) => "\nInstall that version of Bavn or a later one.",
            DbError::Backup(BackupFault::Altered { .. } | BackupFault::NotABackup { .. } | BackupFault::Row { .. }) => {
                "\nNothing was restored. Use another copy of the file."
            }
            _ => "",
        };
        Self::failed(format!("{error}{next}"))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let t = Tr::new(Lang::En);
        match error {
            Error::Database(error) => error.into(),
            Error::Invalid(faults) => {
                let told = Faults::new(t, &faults);
                let lines = told.list().iter().zip(&faults).map(|((field, text), fault)| match fault.value.as_str() {
                    "" => format!("  {field}: {text}"),
                    value => format!("  {field}: {text} (given: {value})"),
                });
                Self::failed(format!("nothing was stored:\n{}", lines.collect::<Vec<_>>().join("\n")))
            }
            Error::Closed { kind, reason } => Self::failed(format!("{kind}: {}", t.of("closed", reason))),
            Error::File(error) => Self::input(bavn_web::import_export::file_error_text(t, &error)),
            Error::TooLarge { limit } => Self::input(format!("the file is larger than the limit of {limit} bytes.")),
            other => Self::failed(format!("{other} ({})", other.code())),
        }
    }
}
