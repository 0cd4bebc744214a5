//! A filled sheet read.

use super::{
    super::{
        ColumnPlace, Expected, FileError, Limits, RowFault,
        cells::{self, Sheet, Value},
        column::letters,
        headers::same,
        library::{AdoptedFramework, AdoptedRequirement},
    },
    FrameworkColumn, FrameworkMeta, FrameworkSheet, FrameworkSheetTexts, own_framework_urn, own_requirement_urn,
};
use crate::{
    catalogue::{Coverage, ImplementationGroup},
    lang::Localized,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Reads a filled sheet: every row, and every fault. Sheet and columns are found by the words of any of `texts`, in any order. `controls`
/// are the codes of the control set.
///
/// # Errors
/// [`FileError`] when the file is no readable workbook, takes more than `limits`, or has no such sheet.
pub fn read_framework_sheet(
    bytes: &[u8],
    limits: &Limits,
    texts: &[FrameworkSheetTexts],
    meta: &FrameworkMeta,
    controls: &BTreeSet<String>,
) -> Result<FrameworkSheet, FileError> {
    let sheets = cells::read_sheets(bytes, limits)?;
    let layout = Layout::find(&sheets, texts)?;
    let mut reader = Reader { layout: &layout, limits, texts, controls, faults: Vec::new(), fault_count: 0 };
    let rows = reader.rows();
    let (framework, mappings) = reader.build(meta, rows);
    Ok(FrameworkSheet { framework, mappings, faults: reader.faults, fault_count: reader.fault_count })
}

/// The sheet with its columns.
struct Layout<'a> {
    sheet: &'a Sheet,
    header_row: u32,
    columns: [Option<u32>; 7],
}

impl<'a> Layout<'a> {
    fn find(sheets: &'a [Sheet], texts: &[FrameworkSheetTexts]) -> Result<Self, FileError> {
        let column = |value: &Value| match value {
            Value::Text(text) => (0..7).find(|at| texts.iter().any(|words| same(&words.columns[*at], text))),
            _ => None,
        };
        let header = |sheet: &Sheet| {
            sheet
                .rows
                .range(..20)
                .find(|(_, cells)| cells.values().any(|value| column(value) == Some(0)))
                .map(|row| *row.0)
        };
        let named = |sheet: &&Sheet| texts.iter().any(|words| same(&words.sheet, &sheet.name));
        let visible = sheets.iter().filter(|sheet| sheet.is_visible);
        let found = sheets.iter().find(named).or_else(|| visible.clone().find(|sheet| header(sheet).is_some()));
        let Some(sheet) = found else {
            return Err(FileError::NoAnswerSheet {
                sheets: visible.map(|sheet| sheet.name.clone()).collect(),
                expected: texts.iter().map(|words| words.sheet.clone()).collect(),
            });
        };
        let name = |at: usize| texts.iter().map(|words| words.columns[at].as_str()).collect::<Vec<_>>().join(" / ");
        let missing = |columns: &[usize]| FileError::MissingColumns {
            sheet: sheet.name.clone(),
            columns: columns.iter().map(|at| name(*at)).collect(),
        };
        let header_row = header(sheet).ok_or_else(|| missing(&[0, 2]))?;
        let mut columns: [Option<u32>; 7] = [None; 7];
        for (&at, value) in sheet.rows.get(&header_row).into_iter().flatten() {
            let Some(found) = column(value) else { continue };
            if let Some(first) = columns[found] {
                let (first, second) = (letters(first), letters(at));
                return Err(FileError::DuplicateColumn { sheet: sheet.name.clone(), name: name(found), first, second });
            }
            columns[found] = Some(at);
        }
        if columns[2].is_none() { Err(missing(&[2])) } else { Ok(Self { sheet, header_row, columns }) }
    }
}

/// A row as it was read.
struct Row {
    at: u32,
    values: [String; 7],
}

impl Row {
    fn get(&self, column: FrameworkColumn) -> &str {
        &self.values[column as usize]
    }
}

struct Reader<'a> {
    layout: &'a Layout<'a>,
    limits: &'a Limits,
    texts: &'a [FrameworkSheetTexts],
    controls: &'a BTreeSet<String>,
    faults: Vec<RowFault>,
    fault_count: usize,
}

impl Reader<'_> {
    fn rows(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut seen: HashMap<String, u32> = HashMap::new();
        for (&at, cells) in self.layout.sheet.rows.range(self.layout.header_row + 1..) {
            let values = FrameworkColumn::ALL.map(|column| self.text(at, cells, column));
            let row = Row { at, values };
            // A row of the template that nobody filled in has its category alone.
            if row.values.iter().enumerate().all(|(place, value)| place == 1 || value.is_empty()) {
                continue;
            }
            for column in [FrameworkColumn::Reference, FrameworkColumn::Title] {
                if row.get(column).is_empty() {
                    self.fault(at, column, "", Expected::Required);
                }
            }
            let reference = row.get(FrameworkColumn::Reference);
            if !reference.is_empty() {
                match seen.get(&reference.to_lowercase()) {
                    Some(first) => {
                        let expected = Expected::UniqueReference { first_row: first + 1 };
                        self.fault(at, FrameworkColumn::Reference, reference, expected);
                        continue;
                    }
                    None => {
                        seen.insert(reference.to_lowercase(), at);
                    }
                }
            }
            rows.push(row);
        }
        if rows.is_empty() && self.fault_count == 0 {
            self.fault(self.layout.header_row + 1, FrameworkColumn::Reference, "", Expected::Required);
        }
        rows
    }

    fn text(&mut self, at: u32, cells: &BTreeMap<u32, Value>, column: FrameworkColumn) -> String {
        let Some(value) = self.layout.columns[column as usize].and_then(|place| cells.get(&place)) else {
            return String::new();
        };
        let text = match value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Other(text) => {
                self.fault(at, column, text, Expected::Text);
                return String::new();
            }
            Value::Error(text) => {
                self.fault(at, column, text, Expected::NoFormulaError);
                return String::new();
            }
        };
        let (found, max) = (text.chars().count(), column.most());
        if found > max {
            self.fault(at, column, &text, Expected::ShortText { max, found });
        }
        text
    }

    fn fault(&mut self, at: u32, column: FrameworkColumn, value: &str, expected: Expected) {
        self.fault_count += 1;
        if self.faults.len() >= self.limits.faults {
            return;
        }
        let place = self.layout.columns[column as usize];
        let name = self.texts.first().map(|words| words.columns[column as usize].clone()).unwrap_or_default();
        self.faults.push(RowFault {
            sheet: self.layout.sheet.name.clone(),
            row: at + 1,
            column: ColumnPlace { letter: place.map(letters).unwrap_or_default(), name },
            value: value.chars().take(200).collect(),
            expected,
        });
    }

    /// The tree of the rows, each heading before what lies below it.
    fn build(&mut self, meta: &FrameworkMeta, rows: Vec<Row>) -> (AdoptedFramework, Vec<(String, String, Coverage)>) {
        let places: HashMap<String, usize> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.get(FrameworkColumn::Reference).to_lowercase(), at))
            .filter(|(reference, _)| !reference.is_empty())
            .collect();
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
        // The roots in order: a row, or a category with its rows.
        let mut roots: Vec<(Option<String>, Vec<usize>)> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let category = row.get(FrameworkColumn::Category);
            match places.get(&category.to_lowercase()).copied() {
                Some(parent) if !category.is_empty() => below[parent].push(at),
                _ if category.is_empty() => roots.push((None, vec![at])),
                _ => {
                    match roots.iter_mut().find(|(name, _)| name.as_deref().is_some_and(|name| same(name, category))) {
                        Some((_, own)) => own.push(at),
                        None => roots.push((Some(category.to_owned()), vec![at])),
                    }
                }
            }
        }
        let mut framework = AdoptedFramework {
            urn: own_framework_urn(&meta.key),
            title: danish(&meta.title),
            short_title: meta.title.chars().take(40).collect(),
            description: Localized::default(),
            groups: Vec::new(),
            scale: None,
            requirements: Vec::new(),
            left_out: 0,
        };
        let mut mappings = Vec::new();
        let mut done = vec![false; rows.len()];
        for (category, own) in roots {
            let parent = category.map(|name| {
                framework
                    .requirements
                    .push(AdoptedRequirement { is_assessable: false, ..requirement(meta, &name, &name) });
                framework.requirements.len() - 1
            });
            let mut waiting: Vec<(usize, Option<usize>, usize)> =
                own.into_iter().rev().map(|at| (at, parent, if parent.is_some() { 2 } else { 1 })).collect();
            while let Some((at, parent, depth)) = waiting.pop() {
                done[at] = true;
                let place = framework.requirements.len();
                let groups = self.groups(&rows[at], &mut framework.groups);
                let reference = rows[at].get(FrameworkColumn::Reference);
                let filled = |column| Some(rows[at].get(column)).filter(|text| !text.is_empty()).map(danish);
                framework.requirements.push(AdoptedRequirement {
                    parent,
                    depth,
                    is_assessable: below[at].is_empty(),
                    text: filled(FrameworkColumn::Text),
                    legal_ref: filled(FrameworkColumn::LegalRef),
                    groups,
                    ..requirement(meta, reference, rows[at].get(FrameworkColumn::Title))
                });
                for (code, coverage) in self.answered(&rows[at]) {
                    mappings.push((own_requirement_urn(&meta.key, reference), code, coverage));
                }
                waiting.extend(below[at].iter().rev().map(|child| (*child, Some(place), depth + 1)));
            }
        }
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| !done[*at]) {
            let _ = at;
            self.fault(row.at, FrameworkColumn::Category, row.get(FrameworkColumn::Category), Expected::ParentNotBelow);
        }
        (framework, mappings)
    }

    fn groups(&mut self, row: &Row, known: &mut Vec<ImplementationGroup>) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for name in
            row.get(FrameworkColumn::Group).split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty())
        {
            let found = known.iter().find(|group| same(&group.key, name)).map(|group| group.key.clone());
            let key = found.unwrap_or_else(|| {
                known.push(ImplementationGroup { key: name.to_owned(), title: danish(name), description: None });
                name.to_owned()
            });
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    fn answered(&mut self, row: &Row) -> Vec<(String, Coverage)> {
        let mut found: Vec<(String, Coverage)> = Vec::new();
        let text = row.get(FrameworkColumn::Controls);
        for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let (code, word) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
            let word = word.trim().trim_matches(['(', ')']).trim();
            let code = code.to_uppercase();
            if !self.controls.contains(&code) {
                self.fault(row.at, FrameworkColumn::Controls, part, Expected::KnownCode);
                continue;
            }
            let of = |at: &usize| self.texts.iter().any(|words| same(&words.coverage[*at], word));
            let coverage =
                (0..4).find(of).map(|at| Coverage::ALL[at]).or_else(|| Coverage::from_key(&word.to_lowercase()));
            match coverage {
                None => {
                    let allowed = self.texts.iter().flat_map(|words| words.coverage.iter().cloned()).collect();
                    self.fault(row.at, FrameworkColumn::Controls, part, Expected::Coverage { allowed });
                }
                Some(coverage) if found.iter().all(|(known, _)| *known != code) => found.push((code, coverage)),
                Some(_) => self.fault(row.at, FrameworkColumn::Controls, part, Expected::ControlOnce),
            }
        }
        found
    }
}

fn danish(text: &str) -> Localized {
    Localized { da: text.to_owned(), en: String::new() }
}

fn requirement(meta: &FrameworkMeta, reference: &str, title: &str) -> AdoptedRequirement {
    AdoptedRequirement {
        urn: own_requirement_urn(&meta.key, reference),
        reference: reference.to_owned(),
        parent: None,
        depth: 1,
        is_assessable: true,
        title: danish(title),
        text: None,
        legal_ref: None,
        guidance: None,
        evidence: None,
        groups: Vec::new(),
        questions: Vec::new(),
        weight: None,
    }
}
