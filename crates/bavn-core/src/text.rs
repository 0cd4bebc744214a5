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
    // Below the combining marks every letter is composed already.
    if text.chars().all(|letter| letter < '\u{300}') {
        fold_into(&mut folded, text.chars());
    } else {
        fold_into(&mut folded, text.nfc());
    }
    folded
}

fn fold_into(folded: &mut String, composed: impl Iterator<Item = char>) {
    let mut pending_space = false;
    let mut put = |letter: char| {
        if letter.is_whitespace() {
            pending_space = !folded.is_empty();
            return;
        }
        if std::mem::take(&mut pending_space) {
            folded.push(' ');
        }
        match letter {
            'a' if folded.ends_with('a') => {
                folded.pop();
                folded.push('å');
            }
            'æ' | 'ø' | 'å' => folded.push(letter),
            'ä' => folded.push('æ'),
            'ö' => folded.push('ø'),
            _ if letter.is_ascii() => folded.push(letter),
            _ => folded.extend(std::iter::once(letter).nfd().filter(|letter| !is_combining(*letter))),
        }
    };
    for letter in composed {
        if letter.is_ascii() {
            put(letter.to_ascii_lowercase());
        } else {
            letter.to_lowercase().for_each(&mut put);
        }
    }
}

/// A whole number as people write it, with Danish thousands (`1.200.000`) or spaces between them; nothing for what is none, such as `7.5`.
///
/// ```
/// assert_eq!(bavn_core::text::whole_number("1.200 000"), Some(1_200_000));
/// assert_eq!(bavn_core::text::whole_number("7.5"), None);
/// ```
#[must_use]
pub fn whole_number(text: &str) -> Option<i64> {
    let text = text.trim();
    let between = |letter: char| letter == '.' || letter.is_whitespace();
    let mut groups = text.trim_start_matches(['-', '+']).trim_start().split(between);
    let first = groups.next()?.len();
    let mut rest = groups.peekable();
    if rest.peek().is_some() && (!(1..=3).contains(&first) || rest.any(|group| group.len() != 3)) {
        return None;
    }
    text.chars().filter(|letter| !between(*letter)).collect::<String>().parse().ok()
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
    // Names that are sorted together often begin alike.
    let same = same_start(left, right);
    sort_keys(&left[same..]).cmp(sort_keys(&right[same..])).then_with(|| left.cmp(right))
}

/// The bytes that both texts begin with, letters of ASCII in upper or lower case: whole characters, and never an `a` of those that end it, for
/// two of them are one letter.
fn same_start(left: &str, right: &str) -> usize {
    let pairs = left.bytes().zip(right.bytes());
    let mut same = pairs.take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count();
    while !left.is_char_boundary(same) {
        same -= 1;
    }
    let ends_in_a = left.as_bytes()[..same].iter().rev().take_while(|byte| byte.eq_ignore_ascii_case(&b'a')).count();
    same - ends_in_a
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

/// What is wrong with a text that somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// It has too many characters.
    TooLong {
        /// The most allowed.
        max: usize,
    },
    /// It has characters that do not print.
    ControlCharacters,
}

/// What is wrong with a text of at most `longest` characters; line breaks and tabs print where it `has_lines`.
pub fn text_faults(text: &str, longest: usize, has_lines: bool) -> impl Iterator<Item = TextFault> {
    let is_long = text.chars().nth(longest).is_some();
    let is_strange = |letter: char| letter.is_control() && !(has_lines && matches!(letter, '\n' | '\t'));
    let long = is_long.then_some(TextFault::TooLong { max: longest });
    long.into_iter().chain(text.chars().any(is_strange).then_some(TextFault::ControlCharacters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_lengths_and_letters_that_print() {
        let faults = |text, has_lines| text_faults(text, 3, has_lines).collect::<Vec<_>>();
        assert_eq!(faults("æøå", false), []);
        assert_eq!(faults("a\nb", true), []);
        assert_eq!(faults("a\nb", false), [TextFault::ControlCharacters]);
        assert_eq!(faults("abc\u{7}", true), [TextFault::TooLong { max: 3 }, TextFault::ControlCharacters]);
    }

    #[test]
    fn danish_letters_come_last_in_their_own_order() {
        let mut words = ["Ål", "Østers", "Ærter", "Aabenraa", "Zoo", "abe", "Abe"];
        words.sort_by(|left, right| danish_cmp(left, right));
        assert_eq!(words, ["Abe", "abe", "Zoo", "Ærter", "Østers", "Aabenraa", "Ål"]);
    }

    #[test]
    fn a_start_that_is_the_same_does_not_change_the_order() {
        let letters = ["a", "A", "b", "å", "Å", "Ø", "ø", "é", "1", " "];
        let word = |mut number: usize| {
            let mut word = String::new();
            while number > 0 {
                word.push_str(letters[number % letters.len()]);
                number /= letters.len();
            }
            word
        };
        let words: Vec<String> = (0..1_000).map(|number| word(number * 7_919 % 100_003)).collect();
        for left in &words {
            for right in &words {
                let plain = sort_keys(left).cmp(sort_keys(right)).then_with(|| left.cmp(right));
                assert_eq!(danish_cmp(left, right), plain, "{left:?} and {right:?}");
            }
        }
    }

    #[test]
    fn search_takes_wildcards_literally() {
        assert_eq!(like_pattern("100%_"), "%100\\%\\_%");
        assert_eq!(fold("ÆLDRE\u{a0}omsorg"), "ældre omsorg");
        assert_eq!(fold("a\u{30a}ben"), "åben");
    }
}
