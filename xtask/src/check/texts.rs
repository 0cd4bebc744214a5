//! Danish and English are complete: no text is missing in a language, none is unused, both take the same values.

use super::{Faults, rust_text::without_comments};
use crate::repository::Repository;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// Key → its values (`{ $name }`) and where it stands.
type Texts = BTreeMap<String, (BTreeSet<String>, String)>;

/// The methods of `t` that give a text by its key.
const METHODS: [&str; 6] = ["get", "n", "s", "s2", "s3", "with"];

/// Every text that is missing, unused or takes other values in the other language.
pub fn faults(repository: &Repository) -> Result<Faults> {
    let mut faults = Faults::new();
    let danish = texts(repository, "/da.ftl", &mut faults);
    let english = texts(repository, "/en.ftl", &mut faults);
    for (one, other, language) in [(&danish, &english, "English"), (&english, &danish, "Danish")] {
        for (key, (_, place)) in one.iter().filter(|(key, _)| !other.contains_key(*key)) {
            faults.push(format!("{place}: {key} has no {language} text"));
        }
    }
    for (key, (values, place)) in &danish {
        if let Some((others, _)) = english.get(key).filter(|(others, _)| others != values) {
            faults.push(format!("{place}: {key} takes {values:?} in Danish and {others:?} in English"));
        }
    }
    let used = Used::in_sources(repository);
    for (key, place) in used.asked.iter().filter(|(key, _)| !danish.contains_key(*key)) {
        faults.push(format!("{place}: the text {key} does not exist"));
    }
    for (family, place) in &used.families {
        let prefix = format!("{family}-");
        if !danish.keys().any(|key| key.starts_with(&prefix)) {
            faults.push(format!("{place}: no text begins with {prefix}"));
        }
    }
    for (key, (_, place)) in danish.iter().filter(|(key, _)| !used.has(key)) {
        faults.push(format!("{place}: {key} is not used"));
    }
    Ok(faults)
}

/// The texts of a language; a key given twice is a fault.
fn texts(repository: &Repository, ending: &str, faults: &mut Faults) -> Texts {
    let mut texts = Texts::new();
    for file in repository.own().filter(|file| file.path.ends_with(ending)) {
        let mut current = None;
        for (number, line) in file.lines() {
            let begins = line.starts_with(|letter: char| letter.is_ascii_lowercase());
            if let Some((key, _)) = line.split_once('=').filter(|_| begins) {
                let key = key.trim().to_owned();
                let place = format!("{}:{number}", file.path);
                if texts.insert(key.clone(), (BTreeSet::new(), place.clone())).is_some() {
                    faults.push(format!("{place}: {key} is given twice"));
                }
                current = Some(key);
            }
            if let Some((values, _)) = current.as_ref().and_then(|key| texts.get_mut(key)) {
                values.extend(line.split('$').skip(1).map(name));
            }
        }
    }
    texts
}

fn name(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')).collect()
}

/// What sources and templates name.
#[derive(Default)]
struct Used {
    /// Keys that a method of `t` asks for, and where.
    asked: BTreeMap<String, String>,
    /// Families, and where.
    families: BTreeMap<String, String>,
    /// Families whose keys are formed in the source, such as `fault-{code}`.
    formed: BTreeSet<String>,
    /// Every string that could be a key.
    named: BTreeSet<String>,
}

impl Used {
    fn in_sources(repository: &Repository) -> Self {
        let mut used = Self::default();
        for file in repository.own().filter(|file| file.is_in("crates/")) {
            match file.path.rsplit('.').next() {
                Some("rs") => used.add(&file.path, &without_comments(&file.text)),
                Some("html") => used.add(&file.path, &file.text),
                Some("ftl") => used.references(&file.text),
                _ => {}
            }
        }
        used
    }

    fn add(&mut self, path: &str, text: &str) {
        self.named.extend(text.split('"').filter(|part| is_key(part)).map(str::to_owned));
        for part in text.split('"') {
            if let Some((family, _)) = part.split_once("-{").filter(|(family, _)| is_key(family)) {
                self.formed.insert(family.to_owned());
            }
        }
        // Texts are asked for by pages only; elsewhere `of` is something else.
        let asks =
            if path.starts_with("crates/bavn-app/") || path.starts_with("crates/bavn-core/") { "" } else { text };
        for (at, _) in asks.match_indices(".of(\"") {
            let family = text[at + 5..].split('"').next().unwrap_or_default();
            self.families.insert(family.to_owned(), format!("{path}:{}", text[..at].matches('\n').count() + 1));
        }
        for (at, _) in text.match_indices("t.") {
            let is_t = !text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
            let Some((method, rest)) = text[at + 2..].split_once('(').filter(|_| is_t) else { continue };
            let Some(key) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            let place = format!("{path}:{}", text[..at].matches('\n').count() + 1);
            if METHODS.contains(&method) {
                self.asked.insert(key.to_owned(), place);
            }
        }
    }

    /// A text may hold another: `{ other-key }`.
    fn references(&mut self, text: &str) {
        let inside = text.split('{').skip(1).filter_map(|part| part.split('}').next());
        self.named.extend(inside.map(str::trim).filter(|part| is_key(part)).map(str::to_owned));
    }

    fn has(&self, key: &str) -> bool {
        let is_member = |family: &String| key.strip_prefix(family.as_str()).is_some_and(|rest| rest.starts_with('-'));
        self.named.contains(key) || self.families.keys().chain(&self.formed).any(is_member)
    }
}

fn is_key(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_unused_and_unlike_texts_are_found() -> Result<()> {
        let repository = Repository::of(&[
            (
                "crates/w/src/a/da.ftl",
                "a-one = Et\na-two = To { $n }\n    mere { $x }\na-three = Tre\nrole-x = X\nfault-x = Y\nnever = Aldrig\n",
            ),
            (
                "crates/w/src/a/en.ftl",
                "a-one = One\na-two = Two { $n }\nrole-x = X\nfault-x = Y\nnever = Never\na-one = Again\n",
            ),
            (
                "crates/w/src/a/a.html",
                "{{ t.get(\"a-one\") }} {{ t.n(\"a-two\", 2) }} {{ t.of(\"role\", x) }} {{ t.get(\"a-four\") }}",
            ),
            (
                "crates/w/src/a/mod.rs",
                "// never\nlet key = \"a-three\"; map.get(\"other\"); t.of(\"none\", x); format!(\"fault-{x}\")",
            ),
        ]);
        let found = faults(&repository)?;
        let expected = [
            "crates/w/src/a/en.ftl:6: a-one is given twice",
            "crates/w/src/a/da.ftl:4: a-three has no English text",
            "crates/w/src/a/da.ftl:2: a-two takes {\"n\", \"x\"} in Danish and {\"n\"} in English",
            "crates/w/src/a/a.html:1: the text a-four does not exist",
            "crates/w/src/a/mod.rs:2: no text begins with none-",
            "crates/w/src/a/da.ftl:7: never is not used",
        ];
        assert_eq!(found, expected);
        Ok(())
    }
}
