//! Reading the rows of the answer sheet.

use super::{
    Column, Expected, GapRow, Limits, ReadOutcome, RowFault, RowStatus, TemplateTexts,
    cells::Value,
    headers::{Layout, same},
};
use crate::gap_analysis::Level;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A shown value is cut to so many characters.
const SHOWN: usize = 200;

type Cells = BTreeMap<u32, Value>;

/// Reads rows one by one and gathers what they say and what is wrong with them.
pub(super) struct RowReader<'a> {
    layout: &'a Layout<'a>,
    limits: &'a Limits,
    texts: &'a [&'a TemplateTexts],
    /// The codes as the control set writes them, by their upper-case form.
    known: HashMap<String, &'a str>,
    first_rows: HashMap<&'a str, u32>,
    pub(super) outcome: ReadOutcome,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(
        layout: &'a Layout<'a>,
        limits: &'a Limits,
        texts: &'a [&'a TemplateTexts],
        known: &'a BTreeSet<String>,
    ) -> Self {
        Self {
            layout,
            limits,
            texts,
            known: known.iter().map(|code| (code.to_uppercase(), code.as_str())).collect(),
            first_rows: HashMap::new(),
            outcome: ReadOutcome::empty(&layout.sheet.name),
        }
    }

    /// Reads the row at position `at`, from 0.
    pub(super) fn read(&mut self, at: u32, cells: &Cells) {
        let answer = [
            Column::Documentation,
            Column::Implementation,
            Column::Status,
            Column::Reason,
            Column::Target,
            Column::Note,
            Column::Finding,
        ];
        let has_code = self.layout.value(cells, Column::Code).is_some();
        if !has_code && !answer.into_iter().any(|column| self.layout.value(cells, column).is_some()) {
            return;
        }
        self.outcome.rows_read += 1;
        let faults_before = self.outcome.fault_count;
        let code = self.code(at, cells);
        let row = GapRow {
            row: at + 1,
            code: code.unwrap_or_default().to_owned(),
            documentation: self.level(at, cells, Column::Documentation),
            implementation: self.level(at, cells, Column::Implementation),
            status: self.status(at, cells),
            reason: self.text(at, cells, Column::Reason),
            target: self.level(at, cells, Column::Target),
            note: self.text(at, cells, Column::Note),
            finding: self.text(at, cells, Column::Finding),
        };
        // Only a row whose cells are each right can be judged as a whole.
        if self.outcome.fault_count == faults_before {
            self.check_together(at, cells, &row);
        }
        if self.outcome.fault_count == faults_before {
            self.outcome.rows.push(row);
        }
    }

    fn code(&mut self, at: u32, cells: &Cells) -> Option<&'a str> {
        let code = match self.layout.value(cells, Column::Code) {
            None => {
                self.fault(at, Column::Code, None, Expected::Code);
                return None;
            }
            Some(Value::Text(text)) => self.known.get(&text.trim().to_uppercase()).copied(),
            Some(_) => None,
        };
        let Some(code) = code else {
            self.fault(at, Column::Code, self.layout.value(cells, Column::Code), Expected::KnownCode);
            return None;
        };
        if let Some(&first_row) = self.first_rows.get(code) {
            self.fault(at, Column::Code, self.layout.value(cells, Column::Code), Expected::UniqueCode { first_row });
            return None;
        }
        self.first_rows.insert(code, at + 1);
        Some(code)
    }

    fn level(&mut self, at: u32, cells: &Cells, column: Column) -> Option<Level> {
        let value = self.layout.value(cells, column)?;
        let level = match value {
            Value::Number(number) => Level::ALL.into_iter().find(|level| f64::from(level.get()) == *number),
            Value::Text(text) => text.trim().parse::<u8>().ok().and_then(|number| Level::try_from(number).ok()),
            Value::Error(_) => {
                self.fault(at, column, Some(value), Expected::NoFormulaError);
                return None;
            }
            Value::Other(_) => None,
        };
        if level.is_none() {
            let (min, max) = (Level::MIN.get(), Level::MAX.get());
            self.fault(at, column, Some(value), Expected::Level { min, max });
        }
        level
    }

    fn status(&mut self, at: u32, cells: &Cells) -> Option<RowStatus> {
        let value = self.layout.value(cells, Column::Status)?;
        let word_is =
            |status: &RowStatus, text: &str| self.texts.iter().any(|words| same(words.statuses.word(*status), text));
        let status = match value {
            Value::Text(text) => RowStatus::ALL.into_iter().find(|status| word_is(status, text)),
            Value::Error(_) => {
                self.fault(at, Column::Status, Some(value), Expected::NoFormulaError);
                return None;
            }
            Value::Number(_) | Value::Other(_) => None,
        };
        if status.is_none() {
            let words = |words: &&TemplateTexts| RowStatus::ALL.map(|status| words.statuses.word(status).to_owned());
            let allowed = self.texts.iter().flat_map(words).collect();
            self.fault(at, Column::Status, Some(value), Expected::Status { allowed });
        }
        status
    }

    fn text(&mut self, at: u32, cells: &Cells, column: Column) -> Option<String> {
        let value = self.layout.value(cells, column)?;
        let text = match value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Other(_) => {
                self.fault(at, column, Some(value), Expected::Text);
                return None;
            }
            Value::Error(_) => {
                self.fault(at, column, Some(value), Expected::NoFormulaError);
                return None;
            }
        };
        let max = match column {
            Column::Reason => self.limits.reason,
            Column::Finding => self.limits.finding,
            _ => self.limits.note,
        };
        let found = text.chars().count();
        if found > max {
            self.fault(at, column, Some(value), Expected::ShortText { max, found });
            return None;
        }
        Some(text)
    }

    fn check_together(&mut self, at: u32, cells: &Cells, row: &GapRow) {
        let (min, max) = (Level::MIN.get(), Level::MAX.get());
        match row.status {
            Some(RowStatus::NotRelevant) if row.reason.is_none() => {
                self.fault(at, Column::Reason, None, Expected::ReasonWhenNotRelevant);
            }
            Some(RowStatus::NotRelevant) => {}
            _ if row.reason.is_some() => {
                let value = self.layout.value(cells, Column::Reason);
                self.fault(at, Column::Reason, value, Expected::NoReasonWhenRelevant);
            }
            Some(RowStatus::Assessed) => {
                if row.documentation.is_none() {
                    self.fault(at, Column::Documentation, None, Expected::LevelWhenAssessed { min, max });
                }
                if row.implementation.is_none() {
                    self.fault(at, Column::Implementation, None, Expected::LevelWhenAssessed { min, max });
                }
            }
            Some(RowStatus::NotAssessed) if row.documentation.is_some() && row.implementation.is_some() => {
                let value = self.layout.value(cells, Column::Status);
                self.fault(at, Column::Status, value, Expected::StatusThatFitsLevels);
            }
            Some(RowStatus::NotAssessed) | None => {}
        }
    }

    fn fault(&mut self, at: u32, column: Column, value: Option<&Value>, expected: Expected) {
        self.outcome.fault_count += 1;
        if self.outcome.faults.len() >= self.limits.faults {
            return;
        }
        let value = match value {
            None => String::new(),
            Some(Value::Text(text) | Value::Other(text) | Value::Error(text)) => text.chars().take(SHOWN).collect(),
            Some(Value::Number(number)) => number.to_string(),
        };
        let (sheet, column) = (self.layout.sheet.name.clone(), self.layout.place(column));
        self.outcome.faults.push(RowFault { sheet, row: at + 1, column, value, expected });
    }
}
