use std::collections::HashSet;

/// Identifiers that OSCAL takes, each once.
#[derive(Default)]
pub(super) struct Tokens {
    used: HashSet<String>,
}

impl Tokens {
    /// Made of a name: a letter or `_` first, then letters, digits, `.`, `-` and `_`.
    pub(super) fn make(&mut self, name: &str) -> String {
        let mut token: String = name
            .trim()
            .chars()
            .map(|found| if found.is_alphanumeric() || matches!(found, '.' | '-' | '_') { found } else { '-' })
            .filter(|found| found.is_ascii() || found.is_alphabetic() || found.is_numeric())
            .take(100)
            .collect();
        if !token.starts_with(|first: char| first.is_alphabetic() || first == '_') {
            token.insert(0, '_');
        }
        let mut unique = token.clone();
        let mut number = 2_usize;
        while !self.used.insert(unique.clone()) {
            unique = format!("{token}_{number}");
            number += 1;
        }
        unique
    }
}
