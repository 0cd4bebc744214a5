//! Tables in Markdown, printed and put into a file.

use anyhow::{Context as _, Result};
use std::{fmt, path::Path};

/// A heading and a table.
#[derive(Debug)]
pub struct Table {
    heading: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

impl Table {
    /// An empty table.
    pub fn new(heading: &str, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        Self { heading: heading.into(), columns, rows: Vec::new(), notes: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[&str]) {
        self.rows.push(cells.iter().map(|cell| (*cell).to_owned()).collect());
    }

    /// Adds a line beneath the table.
    pub fn note(&mut self, text: String) {
        self.notes.push(text);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "## {}\n", self.heading)?;
        writeln!(f, "| {} |", self.columns.join(" | "))?;
        writeln!(f, "|{}", "---|".repeat(self.columns.len()))?;
        for row in &self.rows {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        for note in &self.notes {
            writeln!(f, "\n{note}")?;
        }
        Ok(())
    }
}

/// Puts tables into a file: in place of the section with the same heading, or at its end.
pub fn write(file: &Path, tables: &[Table]) -> Result<()> {
    let mut text = std::fs::read_to_string(file).unwrap_or_else(|_| "# Performance\n".into());
    for table in tables {
        text = with_section(&text, &table.heading, &table.to_string());
    }
    std::fs::write(file, text).with_context(|| format!("writing {}", file.display()))
}

fn with_section(text: &str, heading: &str, section: &str) -> String {
    let start = format!("## {heading}\n");
    let Some(at) = text.find(&start) else { return format!("{}\n\n{section}", text.trim_end()) };
    let after = &text[at + start.len()..];
    let end = after.find("\n## ").map_or(text.len(), |end| at + start.len() + end + 1);
    let rest = &text[end..];
    let gap = if rest.is_empty() { "" } else { "\n" };
    format!("{}{section}{gap}{rest}", &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_put_in_its_place() {
        let mut table = Table::new("B", &["x", "y"]);
        table.row(&["1", "2"]);
        let section = table.to_string();
        assert_eq!(section, "## B\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");
        assert_eq!(with_section("# P\n", "B", &section), format!("# P\n\n{section}"));
        assert_eq!(
            with_section("# P\n\n## B\n\nold\n\n## C\n\nc\n", "B", &section),
            format!("# P\n\n{section}\n## C\n\nc\n")
        );
        assert_eq!(with_section("# P\n\n## B\n\nold\n", "B", &section), format!("# P\n\n{section}"));
    }
}
