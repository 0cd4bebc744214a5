//! Counting what test programs say.

use crate::shell::say;
use anyhow::{Context as _, Result};
use std::{
    fmt,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u32,
    pub failed: u32,
}

impl Tally {
    /// Adds another's.
    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Counts a closing line of cargo: `test result: ok. 12 passed; 0 failed; …`.
    pub fn count_cargo(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        for part in counts.split(['.', ';']) {
            let mut words = part.split_whitespace();
            if let (Some(Ok(number)), Some(kind)) = (words.next().map(str::parse::<u32>), words.next()) {
                match kind {
                    "passed" => self.passed += number,
                    "failed" => self.failed += number,
                    _ => {}
                }
            }
        }
    }

    /// Counts a line of the Test Anything Protocol: `ok 3 - …`, `not ok 4 - …`.
    pub fn count_tap(&mut self, line: &str) {
        if line.starts_with("ok ") {
            self.passed += 1;
        } else if line.starts_with("not ok ") {
            self.failed += 1;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a test program, shows each of its lines at once and counts it; the second is whether the program was content.
pub fn follow(command: &mut Command, count: fn(&mut Tally, &str)) -> Result<(Tally, bool)> {
    let program = command.get_program().to_string_lossy().into_owned();
    let started = command.stdout(Stdio::piped()).spawn();
    let mut child = started.with_context(|| format!("`{program}` could not be started; is it installed?"))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            count(&mut tally, &line);
            say(line)?;
        }
    }
    Ok((tally, child.wait()?.success()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted() {
        let mut tally = Tally::default();
        tally.count_cargo(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.10s",
        );
        tally.count_cargo("test result: FAILED. 2 passed; 3 failed; 0 ignored");
        tally.count_cargo("test a::b ... ok");
        tally.count_tap("ok 1 - a page");
        tally.count_tap("not ok 2 - another");
        tally.count_tap("# ok 3");
        assert_eq!(tally, Tally { passed: 15, failed: 4 });
        assert_eq!(tally.to_string(), "15 passed, 4 failed");
    }
}
