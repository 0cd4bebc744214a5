use crate::{Error, FieldFault, Result, check};
use bavn_core::ids::{AnalysisId, UnitId};
use time::{Date, macros::date};

/// What an analysis is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnalysisDraft {
    /// Its name, 1 to 120 characters.
    pub title: String,
    /// The unit it covers; `None` for the whole municipality.
    pub unit_id: Option<UnitId>,
    /// What more there is to say of its scope, at most 1000 characters.
    pub scope_note: String,
    /// The date it describes, in the years 2000 to 2099.
    pub assessed_on: Date,
    /// Who assessed, at most 120 characters.
    pub assessor: String,
    /// How it was done, at most 1000 characters.
    pub method: String,
    /// The analysis whose answers it begins with; only looked at when it is created.
    pub previous_id: Option<AnalysisId>,
}

impl AnalysisDraft {
    /// An analysis of the whole municipality with nothing but its name and date.
    #[must_use]
    pub fn new(title: impl Into<String>, assessed_on: Date) -> Self {
        Self {
            title: title.into(),
            unit_id: None,
            scope_note: String::new(),
            assessed_on,
            assessor: String::new(),
            method: String::new(),
            previous_id: None,
        }
    }

    /// Trims the texts and notes every fault that can be seen without the database.
    pub(super) fn check(mut self) -> Result<Self> {
        let mut faults = Vec::new();
        for text in [&mut self.title, &mut self.scope_note, &mut self.assessor, &mut self.method] {
            *text = text.trim().to_owned();
        }
        check::text(&mut faults, "title", &self.title, 1, 120);
        check::text(&mut faults, "scope_note", &self.scope_note, 0, 1000);
        check::text(&mut faults, "assessor", &self.assessor, 0, 120);
        check::text(&mut faults, "method", &self.method, 0, 1000);
        let (first, last) = (date!(2000 - 01 - 01), date!(2099 - 12 - 31));
        if !(first..=last).contains(&self.assessed_on) {
            let fault = FieldFault::new("assessed_on", "out_of_range", self.assessed_on.to_string());
            faults.push(fault.with("min", first).with("max", last));
        }
        if faults.is_empty() { Ok(self) } else { Err(Error::Invalid(faults)) }
    }
}
