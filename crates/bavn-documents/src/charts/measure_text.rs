//! The width of text in IBM Plex Sans, for placing labels.

/// Advance widths of IBM Plex Sans Regular 3.005 from U+0020 to U+007E, in thousandths of the text size.
const WIDTHS: [u16; 95] = [
    236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600, 600, 600, 600, 600,
    600, 600, 600, 292, 292, 600, 600, 600, 477, 891, 641, 653, 621, 671, 583, 559, 695, 707, 400, 510, 634, 501, 812,
    707, 708, 606, 708, 640, 581, 572, 678, 609, 891, 613, 593, 580, 317, 383, 317, 600, 565, 600, 534, 580, 503, 580,
    549, 324, 528, 568, 250, 250, 527, 272, 873, 568, 560, 580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 343,
    314, 343, 600,
];

fn advance(character: char) -> u16 {
    match character {
        'æ' => 864,
        'Æ' => 907,
        'å' => 534,
        'Å' => 641,
        'Ø' => 708,
        '…' => 803,
        '·' => 326,
        other => u32::from(other)
            .checked_sub(0x20)
            .and_then(|index| usize::try_from(index).ok())
            .and_then(|index| WIDTHS.get(index).copied())
            .unwrap_or(600),
    }
}

/// Width of a text of the given size, in the same unit; semi-bold text is at most 5 percent wider.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(|character| u32::from(advance(character))).sum();
    f64::from(thousandths) / 1000.0 * size
}

/// Text in at most `most` lines no wider than `limit`; what does not fit ends in an ellipsis.
pub(super) fn wrap(text: &str, size: f64, limit: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    let last = lines.len().saturating_sub(1);
    for (index, line) in lines.iter_mut().enumerate() {
        if (is_cut && index == last) || width(line, size) > limit {
            *line = shorten(line, size, limit);
        }
    }
    lines
}

/// The text cut so that it fits with an ellipsis after it.
fn shorten(text: &str, size: f64, limit: f64) -> String {
    let mut kept = text.to_owned();
    while !kept.is_empty() && width(&kept, size) + width("…", size) > limit {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        assert!((width("0", 1000.0) - 600.0).abs() < 1e-9);
        assert!((width("æ", 1000.0) - 864.0).abs() < 1e-9);
        assert!((width("~", 1000.0) - 600.0).abs() < 1e-9);
        assert!((width("i", 1000.0) - 250.0).abs() < 1e-9);
    }

    #[test]
    fn long_text_wraps_and_is_cut_with_an_ellipsis() {
        let lines = wrap("Kryptering og beskyttelse af oplysninger", 10.0, 90.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width(line, 10.0) <= 90.0), "{lines:?}");
        assert_eq!(wrap("Politik", 10.0, 90.0, 2), ["Politik"]);
        assert!(wrap("", 10.0, 90.0, 2).is_empty());
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        let lines = wrap("Beredskabsplanlægningsafdelingen", 10.0, 60.0, 2);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].ends_with('…') && width(&lines[0], 10.0) <= 60.0);
    }
}
