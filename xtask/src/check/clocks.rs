//! Rules are functions of their arguments: where the clock, the files and the environment may be asked.

use super::{Faults, rust_text::without_comments};
use crate::repository::Repository;
use anyhow::Result;

/// What asks the world for something, and the folders or files that may. Tests, benchmarks and examples may everything.
const ASKING: [(&str, &[&str]); 8] = [
    ("now_utc(", &["crates/bavn-web/src/state.rs", "crates/bavn/src/", "crates/bavn-testkit/"]),
    ("now_local(", &[]),
    ("SystemTime", &[]),
    ("Instant::now", &["crates/bavn-web/src/kit/", "crates/bavn-testkit/", "crates/bavn/src/commands/recover.rs"]),
    ("std::env::", &["crates/bavn/src/", "crates/bavn-testkit/", "crates/bavn-db/src/backup/"]),
    ("std::fs", &["crates/bavn/src/", "crates/bavn-db/src/", "crates/bavn-testkit/", "crates/bavn-app/src/report/"]),
    ("tokio::fs", &["crates/bavn/src/", "crates/bavn-db/src/", "crates/bavn-app/src/report/"]),
    ("std::process", &["crates/bavn/src/", "crates/bavn-testkit/"]),
];

/// What the crate of rules cannot even name.
const NOT_IN_CORE: [&str; 5] = ["tokio", "std::net", "std::thread", "getrandom", "async fn"];

/// Every place that asks and may not.
pub fn faults(repository: &Repository) -> Result<Faults> {
    let mut faults = Faults::new();
    for file in repository.rust().filter(|file| file.is_in("crates/") && file.path.contains("/src/")) {
        let text = without_comments(before_tests(&file.text));
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", file.path, number + 1);
            for (word, allowed) in ASKING {
                if line.contains(word) && !allowed.iter().any(|folder| file.is_in(folder)) {
                    faults.push(format!("{place}: `{word}` is an argument here, not something to ask for"));
                }
            }
            for word in NOT_IN_CORE.iter().filter(|_| file.is_in("crates/bavn-core/")) {
                if line.contains(word) {
                    faults.push(format!("{place}: `{word}` has no place among the rules"));
                }
            }
        }
    }
    Ok(faults)
}

/// The part of a file before its module of tests.
fn before_tests(source: &str) -> &str {
    source.split("#[cfg(test)]").next().unwrap_or(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_asked_where_it_may_be() -> Result<()> {
        let repository = Repository::of(&[
            ("crates/bavn-core/src/a.rs", "// SystemTime\nfn a() { std::fs::read(x) }\n#[cfg(test)] std::fs"),
            ("crates/bavn/src/b.rs", "std::fs::read(x); OffsetDateTime::now_utc()"),
            ("crates/bavn-core/tests/c.rs", "std::fs::read(x)"),
        ]);
        assert_eq!(
            faults(&repository)?,
            ["crates/bavn-core/src/a.rs:2: `std::fs` is an argument here, not something to ask for"]
        );
        Ok(())
    }
}
