//! Text made safe for XML, HTML and SVG.

/// Whether XML 1.0 (production 2, Char) lets the character stand.
const fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// Text for element content and for attributes in double quotes; characters XML does not allow are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars().filter(|character| is_allowed(*character)) {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// The paragraphs of a text: parts between empty lines, trimmed, none empty.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain(std::iter::once("")) {
        if line.trim().is_empty() {
            if !lines.is_empty() {
                found.push(lines.join(" "));
                lines.clear();
            }
        } else {
            lines.push(line.trim());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_forbidden_characters_cannot_get_through() {
        assert_eq!(
            escape("<b a=\"1\">æ & 'ø'\u{0}\u{b}\u{ffff}</b>"),
            "&lt;b a=&quot;1&quot;&gt;æ &amp; &#39;ø&#39;&lt;/b&gt;"
        );
    }

    #[test]
    fn paragraphs_part_at_empty_lines() {
        assert_eq!(paragraphs(" a\r\nb \n \n\nc\n"), ["a b", "c"]);
        assert!(paragraphs(" \n\n").is_empty());
    }
}
