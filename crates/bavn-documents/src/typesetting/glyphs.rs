//! Keeping text to what the fonts can show.
//!
//! PDF/A and PDF/UA forbid a glyph that is missing and characters that are no text; a document must not fail because someone pasted
//! an emoji into a finding.

use std::sync::LazyLock;

use serde_json::Value;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::fonts::FONTS;

/// In place of a character the fonts do not have.
const MISSING: char = '\u{fffd}';

/// The character to set, if any.
fn shown(character: char) -> Option<char> {
    match character {
        '\n' | '\t' | '\r' => Some(character),
        plain if is_plain(plain) => Some(plain),
        // Non-breaking hyphen and narrow spaces, which word processors leave behind.
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{202f}' => Some('\u{a0}'),
        // Soft hyphen, marks of no width and of direction, variation selectors, byte order mark.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => None,
        other if other.is_control() => None,
        other => Some(if is_covered(other) { other } else { MISSING }),
    }
}

/// Whether each of the first 65,536 characters is in all fonts, 64 of them in a number: asking the fonts walks a list each time.
static COVERED: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let word = |from: u32| (0..64).filter(|bit| is_in_fonts(from + bit)).fold(0_u64, |word, bit| word | 1 << bit);
    (0..0x1_0000).step_by(64).map(word).collect()
});

fn is_in_fonts(character: u32) -> bool {
    FONTS.1.iter().all(|font| font.info().coverage.contains(character))
}

fn is_covered(character: char) -> bool {
    let code = u32::from(character);
    match usize::try_from(code / 64).ok().and_then(|word| COVERED.get(word)) {
        Some(word) => word >> (code % 64) & 1 == 1,
        None => is_in_fonts(code),
    }
}

/// Whether a character is set as it is, for sure; the fonts have all of ASCII that can be seen.
const fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å')
}

/// The text as it can be set.
pub(super) fn printable(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.chars().filter_map(shown).collect();
    }
    text.nfc().filter_map(shown).collect()
}

/// Every text of the data as it can be set.
pub(super) fn printable_value(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(printable(text)),
        Value::Array(items) => Value::Array(items.iter().map(printable_value).collect()),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(key, item)| (key.clone(), printable_value(item))).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_what_the_fonts_have() {
        assert_eq!(printable("Blåbærgrød – »æøå« 1 → 3 …\nÅrø"), "Blåbærgrød – »æøå« 1 → 3 …\nÅrø");
        assert_eq!(printable("it\u{2011}sikkerhed\u{ad} 10\u{202f}%\u{0}\u{200b}\u{feff}"), "it-sikkerhed 10\u{a0}%");
        assert_eq!(printable("ok 🙂 漢"), "ok \u{fffd} \u{fffd}");
        assert_eq!(printable("A\u{30a}rhus"), "Århus");
        assert!(is_covered(MISSING));
        assert!((' '..='~').chain("æøåÆØÅ".chars()).all(|plain| is_plain(plain) && is_covered(plain)));
        assert!(['é', '\u{301}', '\u{ad}'].into_iter().all(|other| !is_plain(other)));
    }
}
