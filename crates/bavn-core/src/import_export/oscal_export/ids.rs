//! Identifiers: UUID version 5 over ours, and tokens.

use sha1::{Digest, Sha1};
use std::fmt::Display;
use uuid::Uuid;

/// Makes the identifiers of one municipality's documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids(pub(super) Uuid);

impl Ids {
    /// The UUID version 5 (RFC 9562) of something of a kind, in the namespace of the municipality. OSCAL takes versions 4 and 5 only, and
    /// ours are 7.
    pub(super) fn of(self, kind: &str, key: impl Display) -> String {
        let mut hash = Sha1::new();
        hash.update(self.0.as_bytes());
        hash.update(format!("{kind}:{key}"));
        let digest = hash.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_sha1_bytes(bytes).into_uuid().to_string()
    }
}

/// A token of OSCAL: a letter first, then letters, digits, `.`, `-` and `_`. A text that is one already stays as it is; else it gets the
/// prefix, `(` becomes `.`, `)` goes away, and the rest becomes `_`.
pub(super) fn token(prefix: &str, text: &str) -> String {
    let is_token = text.starts_with(|first: char| first.is_alphabetic() || first == '_') && text.chars().all(fits);
    if is_token {
        return text.to_owned();
    }
    let inner = text.chars().filter(|one| *one != ')').map(|one| match one {
        '(' => '.',
        one if fits(one) => one,
        _ => '_',
    });
    token_head(prefix) + "_" + &inner.collect::<String>()
}

fn token_head(prefix: &str) -> String {
    let head: String = prefix.chars().map(|one| if fits(one) { one } else { '_' }).collect();
    if head.starts_with(|first: char| first.is_alphabetic() || first == '_') { head } else { format!("_{head}") }
}

const fn is_mark(one: char) -> bool {
    matches!(one, '.' | '-' | '_')
}

fn fits(one: char) -> bool {
    // The schema's classes L and N; what Rust calls alphanumeric holds a few marks more, so stay with plain letters and digits.
    is_mark(one) || one.is_ascii_alphanumeric() || matches!(one, 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å')
}

/// Tokens for several texts, in their order; one that is taken gets a number.
pub(super) fn tokens<'a>(prefix: &str, texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = std::collections::HashSet::new();
    texts
        .map(|text| {
            let first = token(prefix, text);
            let mut chosen = first.clone();
            let mut number = 2;
            while !taken.insert(chosen.clone()) {
                chosen = format!("{first}-{number}");
                number += 1;
            }
            chosen
        })
        .collect()
}

/// A link as a URI reference (RFC 3986): what may not stand in one is written in percent.
pub(super) fn uri(text: &str) -> String {
    let mut seen_fragment = false;
    let allowed = |byte: u8, seen: &mut bool| match byte {
        b'#' => !std::mem::replace(seen, true),
        b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*'
        | b'+' | b',' | b';' | b'=' => true,
        byte => byte.is_ascii_alphanumeric(),
    };
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let escape = byte == b'%' && bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        if escape || allowed(byte, &mut seen_fragment) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A file's name as a relative reference.
pub(super) fn file_uri(name: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    name.bytes().map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_always_the_same_and_of_version_5() {
        // The name-based example of RFC 9562, A.4: namespace of DNS, "www.example.com" is `2ed6657d-e927-568b-95e1-2665a8aea6a2`; ours puts
        // the kind before it.
        let dns = Uuid::parse_str("6ba7b810-9dad-11d1-80b4-00c04fd430c8").unwrap();
        let made = Ids(dns).of("www", "x");
        assert_eq!(made, Ids(dns).of("www", "x"));
        assert_eq!(Uuid::parse_str(&made).unwrap().get_version_num(), 5);
        assert_ne!(made, Ids(dns).of("www", "y"));
    }

    #[test]
    fn references_become_tokens() {
        for (text, expected) in [
            ("A.8.5", "A.8.5"),
            ("21(2)(j)", "nis2_21.2.j"),
            ("GV.OC-01", "GV.OC-01"),
            ("4.1", "nis2_4.1"),
            ("§ 6", "nis2___6"),
        ] {
            assert_eq!(token("nis2", text), expected);
        }
        assert_eq!(tokens("x", ["1", "1", "(1"].into_iter()), ["x_1", "x_1-2", "x_.1"]);
        assert_eq!(token("2024 krav", "1"), "_2024_krav_1");
    }

    #[test]
    fn links_are_written_as_the_rfc_wants_them() {
        assert_eq!(uri("https://sag.example/å?x=[1]#a#b%20%"), "https://sag.example/%C3%A5?x=%5B1%5D#a%23b%20%25");
        assert_eq!(file_uri("a:b ø.pdf"), "a%3Ab%20%C3%B8.pdf");
    }
}
