//! Keeping text to what the fonts can show.
//!
//! PDF/A and PDF/UA forbid a glyph that is missing and characters that are no text; a document must not fail because someone pasted
//! an emoji into a finding.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use super::fonts::FONTS;

/// In place of a character the fonts do not have.
const MISSING: char = '\u{fffd}';

/// The character to set, if any.
fn shown(character: char) -> Option<char> {
    match character {
        '\n' | '\t' | '\r' => Some(character),
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

fn is_covered(character: char) -> bool {
    FONTS.1.iter().all(|font| font.info().coverage.contains(u32::from(character)))
}

/// The text as it can be set.
pub(super) fn printable(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return text.to_owned();
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
    }
}
