//! Plain text as the Markdown of OSCAL, and back.

/// A text on one line: for titles and the values of properties.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Plain text as markup: what `CommonMark` or OSCAL would take for a mark is escaped, and a line end stays one.
pub(super) fn escape(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (at, line) in lines.iter().enumerate() {
        escape_line(line, &mut out);
        if let Some(next) = lines.get(at + 1) {
            if !line.trim().is_empty() && !next.trim().is_empty() {
                out.push('\\'); // a hard break: the lines stay apart
            }
            out.push('\n');
        }
    }
    out
}

/// Plain text as markup of one line.
pub(super) fn escape_folded(text: &str) -> String {
    escape(&folded(text))
}

fn escape_line(line: &str, out: &mut String) {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    for blank in line[..indent].chars() {
        out.push_str(if blank == ' ' { "&#32;" } else { "&#9;" });
    }
    let body = &line[indent..];
    let number = body.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = None;
    let mut letters = body.char_indices().peekable();
    while let Some((at, one)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let is_first = at == 0 && indent == 0;
        let is_mark = match one {
            '\\' | '*' | '`' | '[' | ']' | '<' | '>' | '{' | '~' | '^' | '$' => true,
            '_' => !(is_word(before) && is_word(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '#' | '-' | '+' | '=' | '|' => is_first,
            '.' | ')' => indent == 0 && number > 0 && at == number,
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(one);
        before = Some(one);
    }
}

fn is_word(one: Option<char>) -> bool {
    one.is_some_and(char::is_alphanumeric)
}

/// The text that [`escape`] made markup of.
pub(super) fn unescape(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(one) = rest.chars().next() {
        rest = &rest[one.len_utf8()..];
        match one {
            '\\' => match rest.chars().next() {
                Some(next) if next == '\n' || next.is_ascii_punctuation() => {
                    out.push(next);
                    rest = &rest[1..];
                }
                _ => out.push('\\'),
            },
            '&' if rest.starts_with("#32;") => {
                out.push(' ');
                rest = &rest[4..];
            }
            '&' if rest.starts_with("#9;") => {
                out.push('\t');
                rest = &rest[3..];
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_taken_literally() {
        for (text, markup) in [
            ("Følg op på *alt* i <b>Ærø</b>", "Følg op på \\*alt\\* i \\<b\\>Ærø\\</b\\>"),
            ("AD_03 og _vigtigt_", "AD_03 og \\_vigtigt\\_"),
            ("- en\n- to\n\n1. tre", "\\- en\\\n\\- to\n\n1\\. tre"),
            ("    ikke kode", "&#32;&#32;&#32;&#32;ikke kode"),
            ("A&B, R & D", "A\\&B, R & D"),
            ("{{ insert: param, x }}", "\\{\\{ insert: param, x }}"),
        ] {
            assert_eq!(escape(text), markup);
            assert_eq!(unescape(markup), text);
        }
    }

    proptest! {
        #[test]
        fn markup_gives_the_text_back(text in "(?s).{0,80}|([ \\t\\n\\\\*#&;_0-9.a-z-]){0,40}") {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }
    }
}
