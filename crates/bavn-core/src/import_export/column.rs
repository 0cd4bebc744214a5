//! The columns of the answer sheet.

use serde::Serialize;

/// A column of the answer sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The control's code.
    Code,
    /// The control's title; not read.
    Control,
    /// What must be true; not read.
    Statement,
    /// The level of documentation, 0 to 5.
    Documentation,
    /// The level of implementation, 0 to 5.
    Implementation,
    /// How the answer stands.
    Status,
    /// Why the control is not relevant.
    Reason,
    /// The level to reach, 0 to 5.
    Target,
    /// The assessor's note.
    Note,
    /// The finding.
    Finding,
}

impl Column {
    /// The columns in the order of the template.
    pub const ALL: [Self; 10] = [
        Self::Code,
        Self::Control,
        Self::Statement,
        Self::Documentation,
        Self::Implementation,
        Self::Status,
        Self::Reason,
        Self::Target,
        Self::Note,
        Self::Finding,
    ];

    /// The columns without which a sheet cannot be read.
    pub const REQUIRED: [Self; 3] = [Self::Code, Self::Documentation, Self::Implementation];

    /// The column's place in [`Column::ALL`], and in the template, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The column's width in the template, in characters.
    pub(super) const fn width(self) -> f64 {
        match self {
            Self::Code => 9.0,
            Self::Control => 32.0,
            Self::Statement => 52.0,
            Self::Documentation | Self::Implementation => 16.0,
            Self::Status => 15.0,
            Self::Reason => 28.0,
            Self::Target => 8.0,
            Self::Note | Self::Finding => 44.0,
        }
    }

    /// Whether the column holds a level.
    pub(super) const fn is_level(self) -> bool {
        matches!(self, Self::Documentation | Self::Implementation | Self::Target)
    }
}

/// The letters of a column from its position from 0: 0 is `A`, 26 is `AA`.
pub(super) fn letters(position: u32) -> String {
    let mut left = position;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        if left < 26 {
            break;
        }
        left = left / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_a_spreadsheet() {
        let shown: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16383].into_iter().map(letters).collect();
        assert_eq!(shown, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn each_column_knows_its_place() {
        for (at, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!(column.index(), at);
        }
    }
}
