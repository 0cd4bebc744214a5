use super::{Finding, Problem, ReadError, TreeLimits};

/// The text of a file: UTF-8 with or without a byte order mark, without control characters, not larger than allowed.
///
/// # Errors
/// A file that is too large, empty, in another encoding, or with control characters; the line is named where it can be.
pub fn text_of<'a>(bytes: &'a [u8], limits: &TreeLimits) -> Result<&'a str, ReadError> {
    if bytes.len() > limits.bytes {
        return Err(Finding::new(Problem::TooLarge { bytes: bytes.len(), max: limits.bytes }).into_error());
    }
    if let Some(found) = other_encoding(bytes) {
        return Err(Finding::new(Problem::Encoding { found: found.to_owned() }).into_error());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let found = bytes.get(at).map_or_else(String::new, |byte| format!("the byte {byte:#04X}"));
        Finding::new(Problem::Encoding { found }).at_line(line_of(bytes, at)).into_error()
    })?;
    if let Some((at, found)) = text.char_indices().find(|(_, found)| is_control(*found)) {
        let problem = Problem::ControlCharacter { found: format!("U+{:04X}", u32::from(found)) };
        return Err(Finding::new(problem).at_line(line_of(bytes, at)).into_error());
    }
    if text.trim().is_empty() {
        return Err(Finding::new(Problem::Empty).into_error());
    }
    Ok(text)
}

fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [0, _, 0, _, ..] | [_, 0, _, 0, ..] => Some("UTF-16 without a byte order mark"),
        [b'P', b'K', 3, 4, ..] => Some("a ZIP archive"),
        [0x1F, 0x8B, ..] => Some("a gzip archive"),
        _ => None,
    }
}

const fn is_control(found: char) -> bool {
    matches!(found, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\x7F' | '\u{FFFE}' | '\u{FFFF}')
}

fn line_of(bytes: &[u8], at: usize) -> u32 {
    let breaks = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}
