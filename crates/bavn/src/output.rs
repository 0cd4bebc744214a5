//! What goes to standard output: results. Messages go to standard error.

use crate::failure::{Failure, Outcome};
use serde::Serialize;
use std::io::{ErrorKind, Write as _, stdout};

/// Writes a line.
///
/// # Errors
/// Standard output cannot be written to; a reader that has left (`| head`) is no fault.
pub fn say(line: impl AsRef<str>) -> Outcome {
    let mut out = stdout().lock();
    match writeln!(out, "{}", line.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::failed(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a value as JSON.
///
/// # Errors
/// As [`say`].
pub fn say_json(value: &impl Serialize) -> Outcome {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::failed(error.to_string()))?;
    say(text)
}
