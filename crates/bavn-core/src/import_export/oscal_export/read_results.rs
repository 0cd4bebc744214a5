//! Our own assessment results, read back.

use super::{
    super::{ColumnPlace, Expected, FileError, GapRow, Limits, ReadOutcome, RowFault, RowStatus},
    NAMESPACE,
    markup::unescape,
};
use crate::catalogue::Level;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Deserialize)]
struct File {
    #[serde(rename = "assessment-results")]
    results: Results,
}

#[derive(Deserialize)]
struct Results {
    results: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    #[serde(default)]
    observations: Vec<Observation>,
}

#[derive(Deserialize)]
struct Observation {
    #[serde(default)]
    props: Vec<Prop>,
}

#[derive(Deserialize)]
struct Prop {
    name: String,
    #[serde(default)]
    ns: String,
    value: String,
    remarks: Option<String>,
}

/// Reads the answers in assessment results that Bavn wrote, as rows: what [`super::super::diff_rows`] finds unchanged is as it was
/// exported. `known` has the codes of the analysis.
///
/// # Errors
/// [`FileError`] when the file is too large, not JSON, or not assessment results with observations of Bavn.
pub fn answers_from_assessment_results(
    bytes: &[u8],
    limits: &Limits,
    known: &BTreeSet<String>,
) -> Result<ReadOutcome, FileError> {
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(FileError::TooLarge { bytes: size, max: limits.file_bytes });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let file: File = serde_json::from_slice(bytes)
        .map_err(|error| FileError::NotResults { line: error.line(), detail: error.to_string() })?;
    let mut reader = Reader {
        limits,
        known: known.iter().map(|code| (code.to_uppercase(), code.as_str())).collect(),
        first: BTreeMap::new(),
        outcome: ReadOutcome {
            sheet: "assessment-results".to_owned(),
            lang: None,
            rows_read: 0,
            rows: Vec::new(),
            faults: Vec::new(),
            fault_count: 0,
        },
    };
    for (result, outcome) in file.results.results.iter().enumerate() {
        for (at, observation) in outcome.observations.iter().enumerate() {
            reader.read(&format!("results[{result}].observations"), at, &observation.props);
        }
    }
    match reader.outcome.rows_read {
        0 => Err(FileError::NotResults {
            line: 0,
            detail: format!("no observation has the property control of {NAMESPACE}"),
        }),
        _ => Ok(reader.outcome),
    }
}

struct Reader<'a> {
    limits: &'a Limits,
    known: HashMap<String, &'a str>,
    first: BTreeMap<String, u32>,
    outcome: ReadOutcome,
}

/// A shown value is cut to so many characters.
const SHOWN: usize = 200;

impl Reader<'_> {
    fn read(&mut self, list: &str, at: usize, props: &[Prop]) {
        let ours = |name: &str| props.iter().find(|prop| prop.ns == NAMESPACE && prop.name == name);
        let Some(code) = ours("control") else { return };
        self.outcome.rows_read += 1;
        let before = self.outcome.fault_count;
        let row = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
        let mut faults = Vec::new();
        let mut fault = |name: &str, value: &str, expected: Expected| {
            faults.push(RowFault {
                sheet: list.to_owned(),
                row,
                column: ColumnPlace { letter: String::new(), name: name.to_owned() },
                value: value.chars().take(SHOWN).collect(),
                expected,
            });
        };
        let known = self.known.get(&code.value.to_uppercase()).copied();
        match known {
            None => fault("control", &code.value, Expected::KnownCode),
            Some(known) => match self.first.get(known) {
                Some(first) => fault("control", &code.value, Expected::UniqueCode { first_row: *first }),
                None => {
                    self.first.insert(known.to_owned(), row);
                }
            },
        }
        let mut level = |name: &str| {
            let prop = ours(name)?;
            let level = prop.value.parse().ok().and_then(|value| Level::from_i64(value).ok());
            if level.is_none() {
                fault(name, &prop.value, Expected::Level { min: 0, max: 5 });
            }
            level
        };
        let (documentation, implementation, target) =
            (level("documentation"), level("implementation"), level("target"));
        let mut text = |name: &str, max: usize| {
            let text = ours(name).map(|prop| prop.remarks.as_deref().map_or_else(|| prop.value.clone(), unescape));
            let text = text.unwrap_or_default();
            let found = text.chars().count();
            if found > max {
                fault(name, &text, Expected::ShortText { max, found });
            }
            text
        };
        let (note, finding) = (text("note", self.limits.note), text("finding", self.limits.finding));
        let reason = text("reason", self.limits.reason);
        let status = ours("status").map_or("", |prop| prop.value.as_str());
        let status = match status {
            "assessed" if documentation.is_some() && implementation.is_some() => Some(RowStatus::Assessed),
            "assessed" => {
                fault("status", status, Expected::LevelWhenAssessed { min: 0, max: 5 });
                None
            }
            "started" | "not_assessed" => Some(RowStatus::NotAssessed),
            "not_relevant" => Some(RowStatus::NotRelevant),
            other => {
                let allowed = ["assessed", "started", "not_assessed", "not_relevant"].map(str::to_owned).to_vec();
                fault("status", other, Expected::Status { allowed });
                None
            }
        };
        match (status, reason.trim().is_empty()) {
            (Some(RowStatus::NotRelevant), true) => fault("reason", "", Expected::ReasonWhenNotRelevant),
            (Some(RowStatus::Assessed | RowStatus::NotAssessed), false) => {
                fault("reason", &reason, Expected::NoReasonWhenRelevant);
            }
            _ => {}
        }
        self.outcome.fault_count += faults.len();
        let room = self.limits.faults.saturating_sub(self.outcome.faults.len());
        self.outcome.faults.extend(faults.into_iter().take(room));
        if let (Some(code), true) = (known, self.outcome.fault_count == before) {
            self.outcome.rows.push(GapRow {
                row,
                code: code.to_owned(),
                documentation,
                implementation,
                status,
                reason: (status == Some(RowStatus::NotRelevant)).then_some(reason),
                target,
                note: Some(note),
                finding: Some(finding),
            });
        }
    }
}
