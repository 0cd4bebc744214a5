//! The words of the files, filled in by the caller.

use super::{Column, RowStatus};
use crate::lang::Lang;

/// The words of the template in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateTexts {
    /// The language of these words.
    pub lang: Lang,
    /// The name of the sheet that explains; at most 31 characters.
    pub guide_sheet: String,
    /// The name of the sheet to fill in; at most 31 characters.
    pub answer_sheet: String,
    /// The heading of the guide; also the title of the file.
    pub guide_title: String,
    /// The paragraphs of the guide.
    pub guide: Vec<String>,
    /// The heading over the column of level numbers in the guide.
    pub level_heading: String,
    /// The heading over the column of level names in the guide.
    pub level_name_heading: String,
    /// The heading over the column of level meanings in the guide.
    pub level_meaning_heading: String,
    /// The heading over the column of least evidence in the guide.
    pub level_evidence_heading: String,
    /// The six levels, 0 first.
    pub levels: [LevelText; 6],
    /// The headings of the columns.
    pub columns: ColumnTexts,
    /// The words for how an answer stands.
    pub statuses: StatusTexts,
    /// What the spreadsheet program says about a wrong value.
    pub validation: ValidationTexts,
}

/// One level in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelText {
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// The least evidence for it.
    pub evidence: String,
}

/// The headings of the columns; each is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnTexts {
    /// The area's code; only in CSV.
    pub area: String,
    /// The area's title; only in CSV.
    pub area_title: String,
    /// The control's code.
    pub code: String,
    /// The control's title.
    pub control: String,
    /// What must be true.
    pub statement: String,
    /// The level of documentation.
    pub documentation: String,
    /// The level of implementation.
    pub implementation: String,
    /// How the answer stands.
    pub status: String,
    /// Why the control is not relevant.
    pub reason: String,
    /// The level to reach.
    pub target: String,
    /// The assessor's note.
    pub note: String,
    /// The finding.
    pub finding: String,
    /// The control's weight; only in CSV.
    pub weight: String,
    /// The control's score; only in CSV.
    pub score: String,
}

impl ColumnTexts {
    /// The heading of a column of the answer sheet.
    #[must_use]
    pub fn heading(&self, column: Column) -> &str {
        match column {
            Column::Code => &self.code,
            Column::Control => &self.control,
            Column::Statement => &self.statement,
            Column::Documentation => &self.documentation,
            Column::Implementation => &self.implementation,
            Column::Status => &self.status,
            Column::Reason => &self.reason,
            Column::Target => &self.target,
            Column::Note => &self.note,
            Column::Finding => &self.finding,
        }
    }
}

/// The words for how an answer stands; each is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusTexts {
    /// Both parts are answered.
    pub assessed: String,
    /// Not both parts are answered.
    pub not_assessed: String,
    /// The control has no bearing here.
    pub not_relevant: String,
}

impl StatusTexts {
    /// The word for a status.
    #[must_use]
    pub fn word(&self, status: RowStatus) -> &str {
        match status {
            RowStatus::Assessed => &self.assessed,
            RowStatus::NotAssessed => &self.not_assessed,
            RowStatus::NotRelevant => &self.not_relevant,
        }
    }
}

/// What the spreadsheet program says about a wrong value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationTexts {
    /// The heading; at most 32 characters.
    pub title: String,
    /// For a level; at most 255 characters.
    pub level: String,
    /// For a status; at most 255 characters.
    pub status: String,
}
