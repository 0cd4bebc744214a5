//! The beginning of a long text, for a page with little room.

/// As many whole sentences as fit in `most` characters, and at least one; a first sentence that is too long is cut between
/// words and ends in an ellipsis.
#[must_use]
pub fn excerpt(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let mut end = None;
    for (place, (at, letter)) in text.char_indices().enumerate() {
        let is_last = text[at + letter.len_utf8()..].is_empty();
        let next_is_capital = || {
            text[at + letter.len_utf8()..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase))
        };
        if place < most && matches!(letter, '.' | '?' | '!') && (is_last || next_is_capital()) {
            end = Some(at + letter.len_utf8());
        }
    }
    if let Some(end) = end {
        return text[..end].to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(2)).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", words.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn whole_sentences_where_they_fit() {
        assert_eq!(excerpt("Kort.", 10), "Kort.");
        assert_eq!(excerpt("Første er kort. Anden er lang.", 20), "Første er kort.");
        assert_eq!(excerpt("Lov nr. 434 gælder. Mere følger her.", 25), "Lov nr. 434 gælder.");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        assert_eq!(excerpt("Ældre systemer, der ikke kan opdateres", 20), "Ældre systemer …");
        assert!(excerpt(&"å".repeat(50), 10).chars().count() <= 10);
    }
}
