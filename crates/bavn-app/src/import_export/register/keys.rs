//! Suppliers and contracts by what a table recognises them by.

use super::things::Kind;
use crate::{
    Result,
    supplier::{Keys, contract_keys, supplier_keys},
};
use bavn_core::text::fold;
use sea_orm::ConnectionTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// Things by the value of one field. Of several with one value the one in use counts, and of those the oldest.
#[derive(Debug, Default)]
pub(super) struct KeyIndex(HashMap<String, (Uuid, bool)>);

impl KeyIndex {
    /// What is here, also out of use; one statement. Assets are looked up by the database instead: there are too many.
    pub(super) async fn load(conn: &impl ConnectionTrait, kind: Kind, key: &str, source: &str) -> Result<Self> {
        let all = match kind {
            Kind::Asset => Vec::new(),
            Kind::Supplier => supplier_keys(conn).await?,
            Kind::Contract => contract_keys(conn).await?,
        };
        let mut index = Self::default();
        for one in all {
            let value = match key {
                "number" => one.number.to_string(),
                "external_id" if one.external_source == source => one.external_id.clone(),
                "external_id" => continue,
                "cvr" | "reference" => one.other.clone(),
                _ => one.name.clone(),
            };
            index.add(&Self::plain(key, &value), &one);
        }
        Ok(index)
    }

    fn add(&mut self, value: &str, one: &Keys) {
        if value.is_empty() {
            return;
        }
        match self.0.get(value) {
            Some((_, is_archived)) if !is_archived || one.is_archived => {}
            _ => {
                self.0.insert(value.to_owned(), (one.id, one.is_archived));
            }
        }
    }

    pub(super) fn find(&self, value: &str) -> Option<Uuid> {
        self.0.get(value).map(|(id, _)| *id)
    }

    /// A value as it is compared: folded; a number without the letter before it.
    pub(super) fn plain(key: &str, text: &str) -> String {
        match key {
            "number" => number(text).map_or_else(|| fold(text), |number| number.to_string()),
            "cvr" => text.chars().filter(char::is_ascii_digit).collect(),
            _ => fold(text),
        }
    }
}

/// The number of `L-12`, `K-12` or `12`.
pub(super) fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.get(1..).filter(|_| text.starts_with(['L', 'l', 'K', 'k', 'A', 'a'])).unwrap_or(text);
    digits.strip_prefix('-').unwrap_or(digits).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_and_without_their_letter() {
        assert_eq!(["L-12", "k12", " 12 ", "A-7"].map(number), [Some(12), Some(12), Some(12), Some(7)]);
        assert_eq!(["", "L", "X-1", "-"].map(number), [None; 4]);
        assert_eq!(KeyIndex::plain("cvr", "DK 12 34 56 78"), "12345678");
        assert_eq!(KeyIndex::plain("name", "Raadhus  A/S"), KeyIndex::plain("name", "rådhus a/s"));
    }
}
