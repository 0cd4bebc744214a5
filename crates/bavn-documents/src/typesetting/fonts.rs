//! The fonts of page and document: IBM Plex Sans, kept in the program.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

/// The name of the family.
const FAMILY: &str = "IBM Plex Sans";

/// Regular, semi-bold and italic.
pub(crate) const FONT_FILES: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf"),
    include_bytes!("../../assets/fonts/IBMPlexSans-Italic.ttf"),
];

/// The fonts as Typst reads them, with their catalogue.
pub(super) static FONTS: LazyLock<(LazyHash<FontBook>, Vec<Font>)> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONT_FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    // The semi-bold file calls its family "IBM Plex Sans SmBld"; here the three are one.
    let infos = fonts.iter().map(|font| FontInfo { family: FAMILY.to_owned(), ..font.info().clone() });
    (LazyHash::new(FontBook::from_infos(infos)), fonts)
});

#[cfg(test)]
mod tests {
    use typst::text::{FontVariant, FontWeight};

    use super::*;

    #[test]
    fn the_three_styles_are_of_one_family() {
        let (book, fonts) = &*FONTS;
        assert_eq!(fonts.len(), 3);
        assert_eq!(book.select_family("ibm plex sans").count(), 3);
        let bold = FontVariant { weight: FontWeight::SEMIBOLD, ..FontVariant::default() };
        assert_eq!(book.select("ibm plex sans", bold), Some(1));
    }

    #[test]
    fn danish_and_common_signs_are_in_the_font() {
        for font in &FONTS.1 {
            for character in "æøåÆØÅéüö»«–—·…≤≥→€%".chars() {
                assert!(font.info().coverage.contains(u32::from(character)), "{character}");
            }
        }
    }
}
