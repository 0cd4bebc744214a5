//! A new password from whoever sits at the machine.

use crate::failure::{Failure, Outcome};

/// A password from standard input, one line, or asked for twice without being shown.
///
/// # Errors
/// It cannot be read, or the two are not alike.
pub fn read(from_stdin: bool) -> Outcome<String> {
    if from_stdin { read_line() } else { ask() }
}

fn read_line() -> Outcome<String> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.map_err(|error| Failure::failed(format!("cannot read standard input: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn ask() -> Outcome<String> {
    let prompt = |text: &str| {
        rpassword::prompt_password(text).map_err(|error| {
            Failure::failed(format!("cannot ask for a password: {error}\nGive it with --password-stdin."))
        })
    };
    let password = prompt("Password (at least 12 characters): ")?;
    if prompt("Once more: ")? == password {
        Ok(password)
    } else {
        Err(Failure::failed("the two passwords are not alike. Nothing was stored."))
    }
}
