//! Small rules about the text of files.

use super::{Faults, rust_text::without_comments};
use crate::repository::{Repository, SourceFile};
use anyhow::Result;

/// Lines above which a file is told of; not an error.
const LONG: usize = 500;

/// Written in two halves, so that this file does not break its own rules.
const UNFINISHED: [&str; 3] = [concat!("to", "do!("), concat!("unimpl", "emented!("), concat!("#[ig", "nore")];

/// Folders of somebody's machine.
const MACHINE: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// Every fault in the text of a file.
pub fn faults(repository: &Repository) -> Result<Faults> {
    let mut faults = Faults::new();
    for file in repository.rust() {
        let text = without_comments(&file.text);
        for (number, line) in text.lines().enumerate() {
            for word in UNFINISHED.iter().filter(|word| line.contains(**word)) {
                faults.push(format!("{}:{}: `{word}`: finish it or leave it out", file.path, number + 1));
            }
        }
        faults.extend(lints_without_reason(file, &text));
    }
    for file in repository.own() {
        for (number, line) in file.lines() {
            for folder in MACHINE.iter().filter(|folder| line.contains(**folder)) {
                faults.push(format!("{}:{number}: `{folder}` is a folder of one machine", file.path));
            }
        }
    }
    for path in repository.paths.iter().filter(|path| path.ends_with(".snap.new") || path.ends_with(".pending-snap")) {
        faults.push(format!("{path}: an expected output that nobody accepted; compare, then rename or remove it"));
    }
    Ok(faults)
}

/// Every `allow` and `expect` of a lint without its reason.
fn lints_without_reason(file: &SourceFile, text: &str) -> Faults {
    let mut faults = Faults::new();
    for kind in ["allow(", "expect("] {
        for start in ["#[", "#![", ", "] {
            for (at, _) in text.match_indices(&format!("{start}{kind}")) {
                let from = at + start.len() + kind.len();
                let inside = &text[from..text[from..].find(")]").map_or(text.len(), |end| from + end)];
                let is_attribute =
                    start != ", " || text[..at].rsplit('\n').next().is_some_and(|line| line.contains("cfg_attr("));
                if is_attribute && !inside.contains("reason") {
                    let line = text[..at].matches('\n').count() + 1;
                    faults.push(format!("{}:{line}: a lint is silenced without `reason = \"…\"`", file.path));
                }
            }
        }
    }
    faults
}

/// Every inline style, script or handler in a template of a page: the browser would refuse it.
pub fn template_faults(repository: &Repository) -> Result<Faults> {
    let mut faults = Faults::new();
    for file in repository.own().filter(|file| file.is("html") && file.is_in("crates/bavn-web/src/")) {
        for (number, line) in file.lines() {
            let lower = line.to_lowercase();
            let fault = if lower.contains(" style=") || lower.contains("<style") {
                "an inline style"
            } else if lower.match_indices("<script").any(|(at, _)| !lower[at..].starts_with("<script src=")) {
                "an inline script"
            } else if has_handler(&lower) {
                "an inline handler"
            } else if lower.contains("javascript:") {
                "an address that is script"
            } else {
                continue;
            };
            faults.push(format!("{}:{number}: {fault}; the Content-Security-Policy refuses it", file.path));
        }
    }
    Ok(faults)
}

/// Whether a line has an attribute such as `onclick=`.
fn has_handler(line: &str) -> bool {
    line.match_indices(" on").any(|(at, _)| {
        let name = line[at + 3..].split('=').next().unwrap_or_default();
        line[at + 3..].contains("=\"") && !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase())
    })
}

/// Files that have grown long.
pub fn long_files(repository: &Repository) -> Vec<String> {
    let lengths = repository.rust().map(|file| (file.text.lines().count(), &file.path));
    lengths.filter(|(lines, _)| *lines > LONG).map(|(lines, path)| format!("{path} has {lines} lines")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_found_with_its_line() -> Result<()> {
        let source = format!(
            "\nfn a() {{ {}) }}\n{}allow(dead_code)]\n#[expect(dead_code, reason = \"x\")]",
            UNFINISHED[0], "#["
        );
        let repository =
            Repository::of(&[("crates/a/src/a.rs", &source), ("a/b.snap.new", ""), ("docs/c.md", MACHINE[2])]);
        let found = faults(&repository)?;
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].starts_with("crates/a/src/a.rs:2:"));
        assert!(found[1].starts_with("crates/a/src/a.rs:3:"));
        Ok(())
    }

    #[test]
    fn templates_hold_no_script_and_no_style() -> Result<()> {
        let line = |text: &str| {
            let repository = Repository::of(&[("crates/bavn-web/src/a/a.html", text)]);
            template_faults(&repository).map(|faults| faults.len())
        };
        assert_eq!(line("<p style=\"x\">")?, 1);
        assert_eq!(line("<script>x</script>")?, 1);
        assert_eq!(line("<script src=\"x\" defer></script>")?, 0);
        assert_eq!(line("<a onclick=\"x\">")?, 1);
        assert_eq!(line("<p>it goes on and on</p> <a href=\"x\">")?, 0);
        Ok(())
    }
}
