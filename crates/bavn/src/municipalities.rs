//! The 98 municipalities, to choose from at set-up.

use crate::failure::{Failure, Outcome};
use bavn_core::text::fold;

/// Source: Statistics Denmark, list of municipality codes.
const LIST: &str = include_str!("../../../content/municipalities.csv");

/// A municipality of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Four digits.
    pub code: String,
    /// The name without "Kommune".
    pub name: String,
}

impl Listed {
    /// The name the municipality uses: nearly always "… Kommune".
    pub fn full_name(&self) -> String {
        match self.code.as_str() {
            "0101" => "Københavns Kommune".to_owned(),
            "0400" => "Bornholms Regionskommune".to_owned(),
            _ => format!("{} Kommune", self.name),
        }
    }
}

/// The municipality with a code or a name; upper and lower case alike, with or without "Kommune".
///
/// # Errors
/// There is none; the message names those that come near.
pub fn find(wanted: &str) -> Outcome<Listed> {
    let all = list();
    let sought = fold(wanted);
    let sought = sought.trim().trim_end_matches(" kommune").trim_end_matches("s kommune").trim();
    if let Some(found) = all.iter().find(|listed| listed.code == sought || fold(&listed.name) == sought) {
        return Ok(found.clone());
    }
    let start: String = sought.chars().take(2).collect();
    let near: Vec<_> = all
        .iter()
        .filter(|listed| fold(&listed.name).starts_with(&start))
        .map(|listed| format!("{} {}", listed.code, listed.name))
        .collect();
    let hint = if near.is_empty() {
        "Expected a name such as Randers or a code such as 0730.".to_owned()
    } else {
        format!("Did you mean: {}?", near.join(", "))
    };
    Err(Failure::usage(format!("--municipality {wanted}: not one of the 98 municipalities.\n{hint}")))
}

fn list() -> Vec<Listed> {
    LIST.lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            Some(Listed { code: cells.next()?.to_owned(), name: cells.next()?.to_owned() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_98_are_found_by_code_and_name() {
        assert_eq!(list().len(), 98);
        assert_eq!(find("0730").unwrap().name, "Randers");
        assert_eq!(find("ærø kommune").unwrap().code, "0492");
        assert!(find("Rander").unwrap_err().to_string().contains("0730 Randers"));
    }
}
