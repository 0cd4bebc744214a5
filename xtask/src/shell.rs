//! Starting programs and writing to the terminal.

use crate::repository;
use anyhow::{Context as _, Result, ensure};
use std::{
    fmt::Display,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

/// Writes a line to standard output at once, so that it stands between the lines of the programs started.
pub fn say(line: impl Display) -> Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Writes a line to standard error. If even that fails there is nobody to tell.
pub fn complain(line: &str) {
    let _nobody_to_tell = writeln!(std::io::stderr(), "{line}");
}

/// Cargo, in the folder of the workspace.
pub fn cargo(arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(repository::root()?);
    // What cargo tells the programs it runs is not for the cargo that this program runs: build scripts would see it and run again, and
    // with them would everything that hangs on them be built again.
    let told = |name: &std::ffi::OsStr| {
        ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|start| name.to_string_lossy().starts_with(start))
    };
    for (name, _) in std::env::vars_os().filter(|(name, _)| told(name)) {
        command.env_remove(name);
    }
    Ok(command)
}

/// Runs a program to its end with this terminal.
pub fn status(command: &mut Command) -> Result<ExitStatus> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.status().with_context(|| format!("`{program}` could not be started; is it installed?"))
}

/// Runs a program that must succeed.
pub fn succeed(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = status(command)?;
    ensure!(status.success(), "`{shown}` ended with {status}");
    Ok(())
}

/// Runs a program that must succeed, and gives what it wrote to standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.output().with_context(|| format!("`{shown}` could not be started; is it installed?"))?;
    ensure!(output.status.success(), "`{shown}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8(output.stdout)?)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// The first program of these names on the search path.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| is_program(file)))
}

fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

/// Whether this is the super-user.
pub fn is_root() -> Result<bool> {
    Ok(output(Command::new("id").arg("-u"))?.trim() == "0")
}
