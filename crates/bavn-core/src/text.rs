//! Searching and sorting Danish text alike on both database engines.

use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// Folds a text for searching: lower case, composed letters, `aa` as `å`, other accents removed, spaces collapsed.
///
/// The same fold is stored beside what is searched for and applied to the words of the search, so `RÅDHUS`, `rådhus` and
/// `Raadhus` find each other on both engines, whose own folding knows ASCII only (SQLite) or differs by locale.
///
/// ```
/// assert_eq!(bavn_core::text::fold("  Raadhus  Café "), "rådhus cafe");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut pending_space = false;
    for original in text.nfc().flat_map(char::to_lowercase) {
        if original.is_whitespace() {
            pending_space = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut pending_space) {
            folded.push(' ');
        }
        match original {
            'æ' | 'ø' | 'å' => folded.push(original),
            'ä' => folded.push('æ'),
            'ö' => folded.push('ø'),
            'a' if folded.ends_with('a') => {
                folded.pop();
                folded.push('å');
            }
            other => folded.extend(std::iter::once(other).nfd().filter(|letter| !is_combining(*letter))),
        }
    }
    folded
}

const fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// A pattern for SQL `LIKE … ESCAPE '\'` that finds a folded word anywhere, with `%`, `_` and `\` taken literally.
#[must_use]
pub fn like_pattern(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len() + 2);
    pattern.push('%');
    for letter in fold(word).chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// Danish alphabetical order: …, z, æ, ø, å, with `aa` sorted as `å`; upper and lower case together.
///
/// Source: Retskrivningsordbogen, alphabetisation. Digits sort before letters by code point.
#[must_use]
pub fn danish_cmp(left: &str, right: &str) -> Ordering {
    let by_letter = sort_keys(left).cmp(sort_keys(right));
    by_letter.then_with(|| left.cmp(right))
}

fn sort_keys(text: &str) -> impl Iterator<Item = u32> + '_ {
    let mut letters = text.chars().flat_map(char::to_lowercase).peekable();
    std::iter::from_fn(move || {
        let letter = letters.next()?;
        let key = match letter {
            'a' if letters.peek() == Some(&'a') => {
                letters.next();
                'z' as u32 + 3
            }
            'æ' | 'ä' => 'z' as u32 + 1,
            'ø' | 'ö' => 'z' as u32 + 2,
            'å' => 'z' as u32 + 3,
            'é' | 'è' | 'ê' | 'ë' => 'e' as u32,
            'ü' => 'y' as u32,
            other => {
                let code = other as u32;
                if code > 'z' as u32 { code + 3 } else { code }
            }
        };
        Some(key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_come_last_in_their_own_order() {
        let mut words = ["Ål", "Østers", "Ærter", "Aabenraa", "Zoo", "abe", "Abe"];
        words.sort_by(|left, right| danish_cmp(left, right));
        assert_eq!(words, ["Abe", "abe", "Zoo", "Ærter", "Østers", "Aabenraa", "Ål"]);
    }

    #[test]
    fn search_takes_wildcards_literally() {
        assert_eq!(like_pattern("100%_"), "%100\\%\\_%");
        assert_eq!(fold("ÆLDRE\u{a0}omsorg"), "ældre omsorg");
        assert_eq!(fold("a\u{30a}ben"), "åben");
    }
}
