//! The colours of charts and documents, each with one meaning.
//!
//! Maturity is one hue from pale to deep, never red to green; ember marks only target lines and lateness. Contrast is checked by a
//! test over every pair that occurs (WCAG 2.2, success criteria 1.4.3 and 1.4.11).

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rrggbb`, with or without `#`; `None` if it is anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// The colour as `#rrggbb`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Relative luminance, 0.0 (black) to 1.0 (white), as WCAG 2.2 defines it.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast ratio with another colour, 1.0 to 21.0 (WCAG 2.2).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The colour darkened in steps until it reads as text on white (4.5:1).
    #[must_use]
    pub fn readable_on_white(self) -> Self {
        let mut colour = self;
        while colour.contrast(PAPER) < TEXT_CONTRAST {
            let darker = |channel: u8| u8::try_from(u16::from(channel) * 9 / 10).unwrap_or(channel);
            colour = Self(darker(colour.0), darker(colour.1), darker(colour.2));
        }
        colour
    }

    /// The colour mixed with white: `percent` of the colour, 0..=100.
    #[must_use]
    pub fn tint(self, percent: u8) -> Self {
        let share = u16::from(percent.min(100));
        let mix = |channel: u8| u8::try_from((u16::from(channel) * share + 255 * (100 - share)) / 100).unwrap_or(255);
        Self(mix(self.0), mix(self.1), mix(self.2))
    }
}

/// Least contrast of text with its background.
pub const TEXT_CONTRAST: f64 = 4.5;
/// Least contrast of a meaningful mark with what is beside it.
pub const MARK_CONTRAST: f64 = 3.0;

/// Frame and primary action.
pub const NIGHT: Rgb = Rgb(0x12, 0x29, 0x3d);
/// Target lines and lateness, nothing else.
pub const EMBER: Rgb = Rgb(0xc2, 0x41, 0x0c);
/// Running text.
pub const INK: Rgb = Rgb(0x1b, 0x26, 0x31);
/// Second-rank text.
pub const MUTED: Rgb = Rgb(0x52, 0x60, 0x6d);
/// Page.
pub const PAPER: Rgb = Rgb(0xff, 0xff, 0xff);
/// Empty part of a bar, shaded rows.
pub const TRACK: Rgb = Rgb(0xe7, 0xed, 0xf1);
/// Grid and rules; decoration.
pub const RULE: Rgb = Rgb(0xc9, 0xd3, 0xdb);
/// Links.
pub const LINK: Rgb = Rgb(0x0b, 0x4f, 0x79);

/// Maturity levels 0 to 5.
pub const MATURITY: [Rgb; 6] = [
    Rgb(0xe7, 0xed, 0xf1),
    Rgb(0xcf, 0xe0, 0xe8),
    Rgb(0x9f, 0xc3, 0xd3),
    Rgb(0x5f, 0x9c, 0xb6),
    Rgb(0x2f, 0x72, 0x8f),
    Rgb(0x12, 0x47, 0x5f),
];

/// Parts of a stacked column, told apart by lightness as well as by label.
pub const SERIES: [Rgb; 6] = [
    Rgb(0x12, 0x47, 0x5f),
    Rgb(0x9f, 0xc3, 0xd3),
    Rgb(0x2f, 0x72, 0x8f),
    Rgb(0xcf, 0xe0, 0xe8),
    Rgb(0x5f, 0x9c, 0xb6),
    Rgb(0x0b, 0x2f, 0x40),
];

/// The colour of a maturity score; a score between two levels takes the level it has reached.
#[must_use]
pub fn maturity(score: f64) -> Rgb {
    let reached = if score.is_finite() { score.clamp(0.0, 5.0).floor() } else { 0.0 };
    MATURITY
        .into_iter()
        .zip(0_u8..)
        .find(|(_, level)| f64::from(*level) >= reached)
        .map_or(MATURITY[5], |(colour, _)| colour)
}

/// Ink or paper, whichever reads better on the background.
#[must_use]
pub fn text_on(background: Rgb) -> Rgb {
    if background.contrast(INK) >= background.contrast(PAPER) { INK } else { PAPER }
}

/// Every pair of text and background that charts and documents use.
#[must_use]
pub fn text_pairs() -> Vec<(Rgb, Rgb)> {
    let mut pairs = vec![
        (INK, PAPER),
        (INK, TRACK),
        (MUTED, PAPER),
        (MUTED, TRACK),
        (NIGHT, PAPER),
        (NIGHT, TRACK),
        (PAPER, NIGHT),
        (LINK, PAPER),
        (EMBER, PAPER),
    ];
    pairs.extend(MATURITY.into_iter().chain(SERIES).map(|background| (text_on(background), background)));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_on_its_background() {
        for (text, background) in text_pairs() {
            let contrast = text.contrast(background);
            assert!(contrast >= TEXT_CONTRAST, "{} on {}: {contrast:.2}", text.hex(), background.hex());
        }
    }

    #[test]
    fn marks_stand_out_from_what_they_lie_on() {
        for (mark, ground) in
            [(EMBER, PAPER), (EMBER, TRACK), (MATURITY[5], PAPER), (MATURITY[4], PAPER), (MUTED, PAPER)]
        {
            assert!(mark.contrast(ground) >= MARK_CONTRAST, "{} on {}", mark.hex(), ground.hex());
        }
    }

    #[test]
    fn maturity_darkens_with_each_level() {
        let lightness: Vec<f64> = MATURITY.iter().map(|colour| colour.luminance()).collect();
        assert!(lightness.windows(2).all(|pair| pair[0] > pair[1] + 0.02), "{lightness:?}");
    }

    #[test]
    fn a_score_takes_the_colour_of_the_level_reached() {
        assert_eq!(maturity(0.0), MATURITY[0]);
        assert_eq!(maturity(1.9), MATURITY[1]);
        assert_eq!(maturity(5.0), MATURITY[5]);
        assert_eq!(maturity(9.0), MATURITY[5]);
        assert_eq!(maturity(f64::NAN), MATURITY[0]);
    }

    #[test]
    fn the_reference_contrasts_of_wcag_hold() {
        assert!((Rgb(0, 0, 0).contrast(PAPER) - 21.0).abs() < 1e-9);
        assert!((Rgb(0x77, 0x77, 0x77).contrast(PAPER) - 4.48).abs() < 0.01);
    }

    #[test]
    fn any_colour_of_a_municipality_can_be_made_readable() {
        for colour in [Rgb(255, 255, 0), PAPER, Rgb(0, 160, 220), NIGHT] {
            assert!(colour.readable_on_white().contrast(PAPER) >= TEXT_CONTRAST);
        }
        assert_eq!(NIGHT.readable_on_white(), NIGHT);
    }

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(Rgb::parse("#12293d"), Some(NIGHT));
        assert_eq!(Rgb::parse("12293D").map(Rgb::hex), Some("#12293d".to_owned()));
        for wrong in ["", "#12293", "#12293g", "#æ293d", "rgb(1,2,3)", "+12293"] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }
}
