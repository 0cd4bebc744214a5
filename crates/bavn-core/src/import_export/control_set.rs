//! A municipality's control set and mappings as one file, for another municipality: `bavn-control-set-1`, documented in `docs/formats.md`.

use super::FileError;
use crate::{
    catalogue::{Coverage, Level, Relation, Weight},
    lang::Localized,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The name and version of the form.
pub const CONTROL_SET_FORMAT: &str = "bavn-control-set-1";

/// Most controls in a file, and most mappings of one.
const MOST: (usize, usize) = (5000, 500);

/// Where a control or a mapping comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The content that comes with Bavn.
    Bavn,
    /// The municipality that wrote the file.
    Own,
}

/// A control set with its mappings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlSetFile {
    /// [`CONTROL_SET_FORMAT`].
    pub format: String,
    /// The municipality that wrote it.
    pub municipality: String,
    /// When, RFC 3339.
    pub exported_at: String,
    /// The areas, in order.
    pub areas: Vec<FileArea>,
    /// The controls, in order.
    pub controls: Vec<FileControl>,
}

/// An area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileArea {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: Localized,
    /// What it is about.
    pub purpose: Localized,
    /// How much it counts in the total.
    pub weight: Weight,
}

/// A control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileControl {
    /// Its code.
    pub code: String,
    /// The code of its area.
    pub area: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its title.
    pub title: Localized,
    /// What must be true.
    pub statement: Localized,
    /// Why it matters.
    pub purpose: Localized,
    /// What good looks like at each level, 0 to 5.
    pub levels: [Localized; 6],
    /// Typical evidence.
    pub evidence: Vec<Localized>,
    /// A draft of a finding.
    pub finding: Localized,
    /// How much it counts in its area.
    pub weight: Weight,
    /// The level to reach.
    pub target: Level,
    /// The requirements that it answers.
    pub mappings: Vec<FileMapping>,
}

/// That a control answers a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileMapping {
    /// The framework's key.
    pub framework: String,
    /// The requirement's reference.
    pub reference: String,
    /// The set relation from the control to the requirement.
    pub relation: Relation,
    /// The share of the requirement that the control covers.
    pub coverage: Coverage,
    /// Why.
    #[serde(default)]
    pub rationale: Option<Localized>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A value in the file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetFault {
    /// Its place, such as `controls[3].title.da`.
    pub path: String,
    /// The value, cut to 200 characters.
    pub value: String,
    /// What is wrong.
    pub problem: SetProblem,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetProblem {
    /// It must not be blank.
    Blank,
    /// It is too long.
    TooLong {
        /// The most characters, or entries, allowed.
        max: usize,
    },
    /// It has characters that cannot be shown.
    ControlCharacters,
    /// The code stands twice.
    Taken,
    /// A code has other characters than letters, digits, `-`, `.` and `_`.
    Code,
}

impl ControlSetFile {
    /// The file as JSON text, indented, with a line end.
    ///
    /// # Errors
    /// When JSON cannot hold a value; no value of this type is such.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

/// Reads a control set. What is wrong with single values of own controls and mappings is listed beside it; the texts of ours are not
/// looked at.
///
/// # Errors
/// [`FileError`] when the file is too large, not JSON of this form, or of a newer one; line and reason are told.
pub fn read_control_set(bytes: &[u8], max_bytes: u64) -> Result<(ControlSetFile, Vec<SetFault>), FileError> {
    let size = bytes.len() as u64;
    if size > max_bytes {
        return Err(FileError::TooLarge { bytes: size, max: max_bytes });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let file: ControlSetFile = serde_json::from_slice(bytes)
        .map_err(|error| FileError::NotControlSet { line: error.line(), detail: error.to_string() })?;
    if file.format != CONTROL_SET_FORMAT {
        let found: String = file.format.chars().take(60).collect();
        return Err(FileError::NotControlSet {
            line: 0,
            detail: format!("format {found}, expected {CONTROL_SET_FORMAT}"),
        });
    }
    let faults = check(&file);
    Ok((file, faults))
}

fn check(file: &ControlSetFile) -> Vec<SetFault> {
    let mut faults = Faults(Vec::new());
    if file.controls.len() > MOST.0 {
        faults.add("controls", &file.controls.len().to_string(), SetProblem::TooLong { max: MOST.0 });
        return faults.0;
    }
    let mut codes = BTreeSet::new();
    for (at, control) in file.controls.iter().enumerate() {
        let path = format!("controls[{at}]");
        if !codes.insert(control.code.to_uppercase()) {
            faults.add(&format!("{path}.code"), &control.code, SetProblem::Taken);
        }
        if control.mappings.len() > MOST.1 {
            let count = control.mappings.len().to_string();
            faults.add(&format!("{path}.mappings"), &count, SetProblem::TooLong { max: MOST.1 });
        }
        for (at, mapping) in control.mappings.iter().enumerate().filter(|(_, mapping)| mapping.origin == Origin::Own) {
            if let Some(rationale) = &mapping.rationale {
                faults.text(&format!("{path}.mappings[{at}].rationale"), rationale, false, 1000);
            }
        }
        if control.origin == Origin::Own {
            faults.control(&path, control);
        }
    }
    faults.0
}

struct Faults(Vec<SetFault>);

impl Faults {
    fn add(&mut self, path: &str, value: &str, problem: SetProblem) {
        self.0.push(SetFault { path: path.to_owned(), value: value.chars().take(200).collect(), problem });
    }

    fn control(&mut self, path: &str, control: &FileControl) {
        let is_code = |one: char| one.is_alphanumeric() || matches!(one, '-' | '.' | '_');
        if control.code.is_empty() {
            self.add(&format!("{path}.code"), "", SetProblem::Blank);
        } else if control.code.chars().count() > 20 {
            self.add(&format!("{path}.code"), &control.code, SetProblem::TooLong { max: 20 });
        } else if !control.code.chars().all(is_code) {
            self.add(&format!("{path}.code"), &control.code, SetProblem::Code);
        }
        self.text(&format!("{path}.title"), &control.title, true, 200);
        self.text(&format!("{path}.statement"), &control.statement, true, 2000);
        self.text(&format!("{path}.purpose"), &control.purpose, false, 4000);
        self.text(&format!("{path}.finding"), &control.finding, false, 2000);
        for (level, text) in control.levels.iter().enumerate() {
            self.text(&format!("{path}.levels[{level}]"), text, false, 2000);
        }
        if control.evidence.len() > 20 {
            let count = control.evidence.len().to_string();
            self.add(&format!("{path}.evidence"), &count, SetProblem::TooLong { max: 20 });
        }
        for (at, text) in control.evidence.iter().enumerate() {
            self.text(&format!("{path}.evidence[{at}]"), text, true, 500);
        }
    }

    /// Danish is needed where something is; English may be missing.
    fn text(&mut self, path: &str, text: &Localized, is_needed: bool, max: usize) {
        for (lang, value) in [("da", &text.da), ("en", &text.en)] {
            let path = format!("{path}.{lang}");
            if is_needed && lang == "da" && value.trim().is_empty() {
                self.add(&path, value, SetProblem::Blank);
            } else if value.chars().count() > max {
                self.add(&path, value, SetProblem::TooLong { max });
            } else if value.chars().any(|one| one.is_control() && !matches!(one, '\n' | '\t')) {
                self.add(&path, value, SetProblem::ControlCharacters);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> ControlSetFile {
        let text = |text: &str| Localized { da: text.to_owned(), en: String::new() };
        ControlSetFile {
            format: CONTROL_SET_FORMAT.to_owned(),
            municipality: "Ærø".to_owned(),
            exported_at: "2026-11-02T08:00:00Z".to_owned(),
            areas: Vec::new(),
            controls: vec![FileControl {
                code: "EG-01".to_owned(),
                area: "AD".to_owned(),
                origin: Origin::Own,
                title: text("Egen"),
                statement: text("Noget er sandt"),
                purpose: text(""),
                levels: std::array::from_fn(|_| text("")),
                evidence: vec![text("Et bevis")],
                finding: text(""),
                weight: Weight::MIN,
                target: Level::MAX,
                mappings: vec![FileMapping {
                    framework: "nis2".to_owned(),
                    reference: "21(2)(j)".to_owned(),
                    relation: Relation::Intersects,
                    coverage: Coverage::Half,
                    rationale: None,
                    origin: Origin::Own,
                }],
            }],
        }
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let text = file().to_json().unwrap();
        assert_eq!(read_control_set(text.as_bytes(), 10_000).unwrap(), (file(), Vec::new()));
        assert!(matches!(read_control_set(text.as_bytes(), 10), Err(FileError::TooLarge { .. })));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let text = file().to_json().unwrap();
        for (from, to) in [
            ("bavn-control-set-1", "bavn-control-set-2"),
            ("\"target\": 5", "\"target\": 6"),
            ("\"weight\": 1", "\"weight\": 0"),
            ("\"intersects\"", "\"overlaps\""),
            ("\"area\"", "\"areal\""),
        ] {
            let broken = text.replacen(from, to, 1);
            assert_ne!(broken, text, "{from}");
            let error = read_control_set(broken.as_bytes(), 10_000).unwrap_err();
            assert!(matches!(&error, FileError::NotControlSet { .. }), "{from}: {error:?}");
        }
        let mut bad = file();
        bad.controls[0].code = "EG 01".to_owned();
        bad.controls[0].title.da = " ".to_owned();
        bad.controls[0].evidence[0].en = "x".repeat(501);
        bad.controls.push(FileControl { code: "eg 01".to_owned(), origin: Origin::Bavn, ..bad.controls[0].clone() });
        let (_, faults) = read_control_set(bad.to_json().unwrap().as_bytes(), 100_000).unwrap();
        let told: Vec<(&str, SetProblem)> = faults.iter().map(|fault| (fault.path.as_str(), fault.problem)).collect();
        assert_eq!(
            told,
            [
                ("controls[0].code", SetProblem::Code),
                ("controls[0].title.da", SetProblem::Blank),
                ("controls[0].evidence[0].en", SetProblem::TooLong { max: 500 }),
                ("controls[1].code", SetProblem::Taken),
            ]
        );
    }
}
