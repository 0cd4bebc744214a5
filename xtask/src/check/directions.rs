//! The tiers of the house: a slice calls its own tier or a lower one. SQL stays where it belongs.

use super::{
    Faults,
    rust_text::{has_word, names_after, without_comments},
};
use crate::repository::Repository;
use anyhow::Result;

/// Each slice and its tier. `demo` and `overview` put everything together; `kit` carries everything.
const TIERS: [(&str, u8); 21] = [
    ("kit", 0),
    ("organisation", 0),
    ("identity", 0),
    ("access", 0),
    ("audit_log", 0),
    ("catalogue", 0),
    ("attachment", 0),
    ("asset", 1),
    ("measure", 1),
    ("supplier", 1),
    ("gap_analysis", 2),
    ("continuity", 2),
    ("recovery", 2),
    ("action_plan", 3),
    ("meeting", 4),
    ("report", 4),
    ("import_export", 4),
    ("benchmark", 4),
    ("demo", 5),
    ("overview", 5),
    ("server", 5),
];

/// Calls upwards that are meant, each with its reason.
const MEANT: [(&str, &str); 5] = [
    // A measure stands in a plan: the plan is looked up, and its order in time checked, before a measure is stored.
    ("crates/bavn-app/src/measure/", "action_plan"),
    // A control that the municipality adds, splits or merges stands at once in open analyses, and measures lift what it became: all
    // in one transaction.
    ("crates/bavn-app/src/catalogue/own/", "gap_analysis"),
    ("crates/bavn-app/src/catalogue/own/", "measure"),
    // The page tells what happens to the open analyses before it is done.
    ("crates/bavn-web/src/catalogue/succession.rs", "gap_analysis"),
    // The map of dependencies shows what falls in a scenario.
    ("crates/bavn-web/src/asset/map.rs", "recovery"),
];

/// The crates that are built of slices.
const SLICED: [&str; 3] = ["crates/bavn-core/src/", "crates/bavn-app/src/", "crates/bavn-web/src/"];

/// Where SQL may stand.
const SQL: [&str; 3] = ["crates/bavn-db/", "crates/bavn-app/", "crates/bavn-testkit/"];

fn tier(slice: &str) -> Option<u8> {
    TIERS.iter().find(|(name, _)| *name == slice).map(|(_, tier)| *tier)
}

/// Every call from a lower tier to a higher one.
pub fn faults(repository: &Repository) -> Result<Faults> {
    let mut faults = Faults::new();
    for file in repository.rust() {
        let Some(inside) = SLICED.iter().find_map(|folder| file.path.strip_prefix(folder)) else { continue };
        let slice = inside.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        let Some(own) = tier(slice) else { continue };
        let text = without_comments(&file.text);
        for root in ["crate", "bavn_core", "bavn_app"] {
            for (line, name) in names_after(&text, root) {
                let is_meant = MEANT.iter().any(|(folder, slice)| file.is_in(folder) && *slice == name);
                if !is_meant && tier(&name).is_some_and(|other| other > own) {
                    let path = &file.path;
                    faults.push(format!("{path}:{line}: {slice} (tier {own}) may not call {name}, which is above it"));
                }
            }
        }
    }
    Ok(faults)
}

/// Every mention of the SQL library outside its crates.
pub fn sql_faults(repository: &Repository) -> Result<Faults> {
    let mut faults = Faults::new();
    for file in repository.files.iter().filter(|file| file.is_in("crates/") && (file.is("rs") || file.is("toml"))) {
        if SQL.iter().any(|place| file.is_in(place)) {
            continue;
        }
        let text = if file.is("rs") { without_comments(&file.text) } else { file.text.clone() };
        for (number, line) in text.lines().enumerate() {
            for word in ["sea_orm", "sea-orm", "sqlx", "sea_query", "sea-query"] {
                if has_word(line, word) {
                    faults.push(format!("{}:{}: `{word}` belongs in bavn-db or bavn-app", file.path, number + 1));
                }
            }
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_go_down_only() -> Result<()> {
        let repository = Repository::of(&[
            ("crates/bavn-app/src/measure/load.rs", "use crate::{catalogue::x, gap_analysis::y};\n// crate::report::z"),
            ("crates/bavn-app/src/report/memo.rs", "use crate::action_plan::y;\nuse bavn_core::gap_analysis::z;"),
            ("crates/bavn-web/src/overview/mod.rs", "use crate::report;"),
        ]);
        let found = faults(&repository)?;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("crates/bavn-app/src/measure/load.rs:1: measure (tier 1) may not call gap_analysis")
        );
        Ok(())
    }

    #[test]
    fn sql_stays_below() -> Result<()> {
        let repository = Repository::of(&[
            ("crates/bavn-app/src/measure/load.rs", "use sea_orm::EntityTrait;"),
            ("crates/bavn-web/src/measure/mod.rs", "\nuse sea_orm::EntityTrait;"),
            ("crates/bavn/Cargo.toml", "sea-orm.workspace = true"),
        ]);
        let found = sql_faults(&repository)?;
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("crates/bavn-web/src/measure/mod.rs:2:"));
        Ok(())
    }
}
