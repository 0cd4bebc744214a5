use std::fmt::Display;

/// What was compared and what differed.
#[derive(Debug, Default)]
pub struct Verdict {
    pub compared: usize,
    pub faults: Vec<String>,
}

impl Verdict {
    /// Compares a column of a file.
    pub fn column(&mut self, file: &str, column: &str, expected: &str, found: &str) {
        self.compared += 1;
        if expected != found {
            self.faults.push(format!("{file}: {column}: expected {expected:?}, found {found:?}"));
        }
    }

    /// A fault of a file that has no column.
    pub fn fault(&mut self, file: &str, what: impl Display) {
        self.compared += 1;
        self.faults.push(format!("{file}: {what}"));
    }
}
