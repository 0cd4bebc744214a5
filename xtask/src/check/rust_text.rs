//! Rust sources as text: comments taken out, names of paths found.

/// The source without comments; strings and line breaks stay, so line numbers hold.
pub fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |at| at + 2);
            out.extend(rest[..end].chars().filter(|letter| *letter == '\n'));
            end
        } else {
            let end = literal(rest).unwrap_or_else(|| letter.len_utf8());
            out.push_str(&rest[..end]);
            end
        };
        rest = &rest[taken..];
    }
    out
}

/// The length of the string or character literal that the text begins with.
fn literal(text: &str) -> Option<usize> {
    if let Some(after) = text.strip_prefix('r') {
        let hashes = after.len() - after.trim_start_matches('#').len();
        let body = after[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        return body.find(&close).map(|end| 1 + hashes + 1 + end + close.len());
    }
    let quote = text.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    let mut letters = text.char_indices().skip(1);
    if quote == '\'' {
        // A lifetime has no closing quote: `'a`; a character is one letter or an escape.
        let mut ahead = text.chars().skip(1);
        let (first, second) = (ahead.next()?, ahead.next()?);
        if first != '\\' && second != '\'' {
            return None;
        }
    }
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else if letter == quote {
            return Some(at + 1);
        }
    }
    None
}

/// The names that follow `root::` in paths and in `use root::{a::…, b}`, with the line each stands on.
pub fn names_after(source: &str, root: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let wanted = format!("{root}::");
    for (at, _) in source.match_indices(&wanted) {
        let is_inside = source[..at].chars().next_back().is_some_and(|before| is_name(before) || before == ':');
        if is_inside {
            continue;
        }
        let after = &source[at + wanted.len()..];
        let line = source[..at].matches('\n').count() + 1;
        if let Some(group) = after.strip_prefix('{') {
            found.extend(group_names(group).into_iter().map(|name| (line, name)));
        } else {
            found.push((line, first_name(after)));
        }
    }
    found
}

fn group_names(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut names) = (0_u32, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_name(group[start..at].trim_start()));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|letter| is_name(*letter)).collect()
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether a word stands in the text by itself, not as a part of a longer name.
pub fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_strings_stay() {
        let source = "a // b\n/* c\nd */ \"// e\\\"\" '\"' 'x r#\"/* f */\"# &'a g";
        assert_eq!(without_comments(source), "a \n\n \"// e\\\"\" '\"' 'x r#\"/* f */\"# &'a g");
    }

    #[test]
    fn names_are_found_in_paths_and_groups() {
        let source = "use crate::{a, b::{c, d::e}, f::g};\nlet x = crate::h::i(mycrate::j);\nuse bavn_core::crate::k;";
        let names: Vec<String> = names_after(source, "crate").into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["a", "b", "f", "h"]);
        assert_eq!(names_after(source, "crate")[3].0, 2);
    }

    #[test]
    fn words_are_whole() {
        assert!(has_word("use sea_orm::Entity", "sea_orm"));
        assert!(!has_word("use sea_orm_migration::x", "sea_orm"));
    }
}
