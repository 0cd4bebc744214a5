//! Bytes of a text file to text.

use crate::import_export::FileError;
use serde::Serialize;
use std::borrow::Cow;

/// How a text file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows-1252, as older Danish programs write.
    Windows1252,
    /// UTF-16 with a byte order mark, as "Unicode text" of spreadsheet programs.
    Utf16,
}

impl Encoding {
    /// Its name in the register of character sets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::Utf16 => "UTF-16",
        }
    }
}

/// The letters of Windows-1252 from 0x80 to 0x9F; the five bytes without a letter are `\0`.
const HIGH: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text of a file, and how it was written.
///
/// # Errors
/// [`FileError::Encoding`] with the line of the first byte that is no letter in any of them.
pub(super) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), FileError> {
    let (text, encoding) = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            return Err(FileError::Encoding { line: 1, found: "UTF-32".to_owned() });
        }
        [0xFF, 0xFE, rest @ ..] => (Cow::Owned(utf16(rest, u16::from_le_bytes)?), Encoding::Utf16),
        [0xFE, 0xFF, rest @ ..] => (Cow::Owned(utf16(rest, u16::from_be_bytes)?), Encoding::Utf16),
        _ => {
            let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            match std::str::from_utf8(plain) {
                Ok(text) => (Cow::Borrowed(text), Encoding::Utf8),
                // With the mark of UTF-8 a file says what it is, and is not true to it.
                Err(error) if plain.len() < bytes.len() => return Err(odd_byte(plain, error.valid_up_to())),
                Err(_) => (Cow::Owned(windows_1252(plain)?), Encoding::Windows1252),
            }
        }
    };
    let control = |letter: &char| (*letter < ' ' && !matches!(letter, '\t' | '\r' | '\n')) || *letter == '\u{7F}';
    if let Some((at, found)) = text.char_indices().find(|(_, letter)| control(letter)) {
        let line = line_of(text.as_bytes(), at);
        return Err(FileError::Encoding { line, found: format!("U+{:04X}", u32::from(found)) });
    }
    Ok((text, encoding))
}

fn windows_1252(bytes: &[u8]) -> Result<String, FileError> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for (at, byte) in bytes.iter().enumerate() {
        let letter = match byte {
            0x80..=0x9F => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\0'),
            other => char::from(*other),
        };
        if letter == '\0' {
            return Err(odd_byte(bytes, at));
        }
        text.push(letter);
    }
    Ok(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, FileError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(FileError::Encoding { line: 1, found: "broken UTF-16".to_owned() }),
    }
}

fn odd_byte(bytes: &[u8], at: usize) -> FileError {
    let found = bytes.get(at).map_or_else(String::new, |byte| format!("0x{byte:02X}"));
    FileError::Encoding { line: line_of(bytes, at), found }
}

fn line_of(bytes: &[u8], at: usize) -> u32 {
    let breaks = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_survive_each_encoding() {
        let text = "Ældre PC’er – Øst, Åse";
        let latin: Vec<u8> = text
            .chars()
            .map(|letter| match letter {
                '’' => 0x92,
                '–' => 0x96,
                other => u8::try_from(u32::from(other)).unwrap(),
            })
            .collect();
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        let marked = format!("\u{feff}{text}");
        for (bytes, encoding) in [
            (text.as_bytes(), Encoding::Utf8),
            (marked.as_bytes(), Encoding::Utf8),
            (&latin[..], Encoding::Windows1252),
            (&wide[..], Encoding::Utf16),
        ] {
            assert_eq!(decoded(bytes).unwrap(), (Cow::Borrowed(text), encoding));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line() {
        let line = |bytes: &[u8]| match decoded(bytes) {
            Err(FileError::Encoding { line, found }) => (line, found),
            other => panic!("{other:?}"),
        };
        assert_eq!(line(b"a;b\n1;\x81\xE6"), (2, "0x81".to_owned()));
        assert_eq!(line(b"a\nb\nc\0d"), (3, "U+0000".to_owned()));
        assert_eq!(line(b"\xEF\xBB\xBFa\n\xE6\xF8"), (2, "0xE6".to_owned()));
        assert_eq!(line(&[0xFF, 0xFE, 0, 0xD8]), (1, "broken UTF-16".to_owned()));
    }
}
