//! The readers, what they are fed with, and what is done with what they give.

use super::{
    mutate::{Mutator, Random},
    sheet,
};
use anyhow::Result;
use bavn_core::{
    continuity::task::{CriticalTask, FIELDS, check, missing, suggest as suggest_targets, warnings},
    import_export::{
        Limits,
        kitos::{KitosFiles, read_kitos},
        library::{Library, census, read_library, write_library},
        oscal::{
            Document, Model, catalog_of_framework, framework_of_catalog, oscal_census, read_oscal, resolve,
            write_oscal_json,
        },
        read_filled,
        table::{Cell, ImportWords, Mapping, Register, TableFile, TableLimits, TableReader, suggest},
        tree::{TreeLimits, read_json, read_yaml, text_of, to_json, write_json, write_yaml},
    },
    recovery::{self, Objective, read_rcp, solve, verify},
};
use clap::ValueEnum;
use std::{collections::BTreeSet, fs, path::Path};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Libraries of CISO Assistant.
    Yaml,
    /// OSCAL in JSON.
    Json,
    /// OSCAL in XML.
    Xml,
    /// The filled gap-analysis template, and workbooks of any layout.
    Xlsx,
    /// Separated values of any layout.
    Csv,
    /// Projects in Patterson's format.
    Rcp,
}

const YAML: [&str; 34] = [
    "urn: ",
    "- ",
    "  ",
    "\n",
    ": ",
    "? ",
    "*a",
    "&a ",
    "<<: *a",
    "!!str ",
    "!!binary ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "|\n",
    ">-\n",
    "\"",
    "'",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "#",
    "objects:\n",
    "framework:\n",
    "requirement_nodes:\n",
    "assessable: true",
    "parent_urn: ",
    "depth: 9",
    "grid: [[0]]",
    "questions: ",
    "translations: ",
    "~",
];
const JSON: [&str; 28] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "[]",
    "{}",
    "\"groups\":[",
    "\"controls\":[",
    "\"parts\":[",
    "\"id\":\"a\"",
    "\"title\":\"t\"",
    "\"params\":[",
    "\"props\":[",
    "{{ insert: param, a }}",
    "\"imports\":[",
    "\"alters\":[",
    "\"catalog\":",
    "\"profile\":",
    "\"select\":{\"choice\":[\"{{\"]}",
    "1e5",
];
const XML: [&str; 28] = [
    "<",
    ">",
    "</",
    "/>",
    "<?",
    "?>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a [",
    "&amp;",
    "&#x0;",
    "&#55296;",
    "&a;",
    "=\"",
    "<p>",
    "</p>",
    "<ul><li>",
    "<table><tr><td>",
    "<part name=\"a\">",
    "<control id=\"a\">",
    "<group>",
    "<insert type=\"param\" id-ref=\"a\"/>",
    "xmlns=\"",
    "<prop name=\"a\" value=\"b\"/>",
    "<with-id>",
    "<h9>",
];

const CSV: [&str; 30] = [
    ";",
    ",",
    "\t",
    "\"",
    "\"\"",
    "\r\n",
    "\n",
    "\r",
    "sep=,\n",
    "#TYPE a\n",
    "Aktiv-id",
    "Navn",
    "Kritikalitet",
    "Slutdato",
    "Årlig udgift",
    "Device ID",
    "=1+1",
    "'=1",
    "1.234.567,50",
    "14-03-2026",
    "meget høj",
    "ja",
    "\u{feff}",
    "\u{e6}",
    "Opgavens navn",
    "Står på (nummer)",
    "A-12",
    "1,5 døgn",
    "-4 timer",
    "0 1 - 2 3 4",
];

const RCP: [&str; 16] = [
    " ",
    "\n",
    "\t",
    "0",
    "1",
    "2",
    "-1",
    "10001",
    "100000",
    "500000001",
    "4294967296",
    "4 1\n3\n",
    "0 0 2 2 3\n",
    "0 0 0\n",
    "1 1 1 1\n",
    "\u{a0}",
];

/// A small project.
const SMALL_PROJECT: &[u8] = b"4 1\n3\n0 0 2 2 3\n5 2 1 4\n4 2 1 4\n0 0 0\n";

/// A small list of critical tasks.
const SMALL_TASKS: &str = "Nummer;Opgavens navn;Borgere, der rammes;Måltid for genopretning (RTO);Gennemgås igen\r\n\
                           O-1;Mad;420;12 timer;2027-03-01\r\n;Medicin;1.150;1,5 døgn;\r\n";

impl Target {
    pub const ALL: [Self; 6] = [Self::Yaml, Self::Json, Self::Xml, Self::Xlsx, Self::Csv, Self::Rcp];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Rcp => "rcp",
        }
    }

    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Yaml => &YAML,
            Self::Json => &JSON,
            Self::Xml => &XML,
            Self::Xlsx => sheet::WORDS,
            Self::Csv => &CSV,
            Self::Rcp => &RCP,
        }
    }

    /// The files of the tests, and small ones of others where they are there.
    pub fn seeds(self, root: &Path) -> Result<Vec<Vec<u8>>> {
        if self == Self::Xlsx {
            return sheet::seeds(root);
        }
        let mut seeds = match self {
            Self::Rcp => vec![SMALL_PROJECT.to_vec()],
            Self::Csv => vec![SMALL_TASKS.as_bytes().to_vec()],
            _ => Vec::new(),
        };
        for folder in [root.join("crates/bavn-core/tests/rules/data"), root.join("../shared/interop")] {
            for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
                let is_ours = entry.path().extension().is_some_and(|ending| ending == self.name());
                let is_small = entry.metadata().is_ok_and(|metadata| metadata.len() < 30_000);
                if is_ours && is_small && !entry.path().components().any(|part| part.as_os_str() == "schema") {
                    seeds.push(fs::read(entry.path())?);
                }
            }
        }
        Ok(seeds)
    }

    pub fn made(self, seeds: &[Vec<u8>], mutator: &Mutator, random: &mut Random) -> Vec<u8> {
        match self {
            Self::Xlsx => sheet::made(seeds, mutator, random),
            Self::Yaml | Self::Json | Self::Xml | Self::Csv | Self::Rcp => mutator.made(seeds, random),
        }
    }

    /// Reads a file and uses what it gave; whether it was read.
    pub fn read(self, input: &[u8]) -> bool {
        match self {
            Self::Yaml => tree(input) | library(input) | oscal(input),
            Self::Json => tree(input) | oscal(input) | kitos(input),
            Self::Xml => oscal(input),
            Self::Xlsx => {
                let texts = sheet::texts();
                let known = BTreeSet::from([String::from("AD-01"), String::from("AD-02")]);
                read_filled(input, &Limits::default(), &[&texts], &known).is_ok() | table(input) | tasks(input)
            }
            Self::Csv => table(input) | tasks(input),
            Self::Rcp => project(input),
        }
    }
}

/// The tree alone: what was written is read as the same.
fn tree(input: &[u8]) -> bool {
    let limits = TreeLimits::default();
    let Ok(text) = text_of(input, &limits) else { return false };
    let read = if text.trim_start().starts_with('{') { read_json(text, &limits) } else { read_yaml(text, &limits) };
    let Ok(read) = read else { return false };
    let value = to_json(&read.root);
    let again = read_json(&write_json(&read.root), &limits).map(|read| to_json(&read.root));
    assert!(again.as_ref() == Ok(&value), "written as JSON it is another");
    let again = read_yaml(&write_yaml(&read.root), &limits).map(|read| to_json(&read.root));
    assert!(again.as_ref() == Ok(&value), "written as YAML it is another");
    true
}

/// A project is scheduled, shortly, and the schedule checked by other means.
fn project(input: &[u8]) -> bool {
    let Ok(problem) = read_rcp(input) else { return false };
    let limits = recovery::Limits { seed: 1, work: 20_000 };
    let found = solve(&problem, Objective::Makespan, &limits, &mut |_| std::ops::ControlFlow::Continue(()));
    let Ok(outcome) = found else { return false };
    let faults = verify(&problem, &outcome.schedule);
    assert!(faults.is_empty(), "a schedule that breaks a rule");
    assert!(outcome.makespan_bound <= outcome.makespan, "shorter than nothing can be");
    true
}

/// A table with the columns that are suggested for it.
fn table(input: &[u8]) -> bool {
    let limits = TableLimits { faults: 50, ..TableLimits::default() };
    let Ok(words) = ImportWords::shipped() else { return false };
    let Ok(file) = TableFile::open(input, &limits) else { return false };
    let Ok(sheet) = file.sheet(None, &limits) else { return false };
    let Ok(rows) = file.first_rows(&sheet.name, 20, &limits) else { return false };
    let Some(header) = TableFile::header_row(&rows) else { return false };
    let headings: Vec<String> = header.cells.iter().map(Cell::shown).collect();
    let mut is_read = false;
    for register in Register::ALL {
        let mapping = Mapping::of(register, Some(sheet.name.clone()), &suggest(&headings, register, words));
        if mapping.faults().is_empty() {
            is_read |= TableReader::new(&file, &mapping, words, limits).read(&mut |_| Ok(())).is_ok();
        }
    }
    is_read
}

/// The rows of every sheet as critical tasks: each cell as each sort of field, and what they make as a whole.
fn tasks(input: &[u8]) -> bool {
    let limits = TableLimits { rows: 2_000, columns: 200, ..TableLimits::default() };
    let Ok(file) = TableFile::open(input, &limits) else { return false };
    let mut is_read = false;
    for sheet in file.sheets().iter().filter(|sheet| sheet.is_visible).take(3) {
        let mut place = 0;
        let read = file.read(&sheet.name, &limits, &mut |row| {
            let mut map = CriticalTask::default().to_map();
            for cell in row.cells.iter().take(200) {
                let field = &FIELDS[place % FIELDS.len()];
                place += 1;
                if let Ok(value) = field.parse(&cell.shown()) {
                    let text = field.text(&value);
                    let again = field.parse(&text);
                    assert!(again == Ok(value.clone()), "{}: read again it is another", field.key);
                    map.insert(field.key.to_owned(), value);
                }
            }
            if let Ok(task) = CriticalTask::from_map(map) {
                let _faults = (check(&task).len(), warnings(&task).len(), missing(&task).len());
                let _suggested = suggest_targets(&task);
            }
            std::ops::ControlFlow::Continue(())
        });
        is_read |= read.is_ok() && place > 0;
    }
    is_read
}

/// Each list of Kitos.
fn kitos(input: &[u8]) -> bool {
    let list = input.to_vec();
    let usages = read_kitos(&KitosFiles { usages: list.clone(), ..KitosFiles::default() });
    let contracts = read_kitos(&KitosFiles { contracts: list, ..KitosFiles::default() });
    usages.is_ok() | contracts.is_ok()
}

fn library(input: &[u8]) -> bool {
    let Ok(read) = read_library(input, &TreeLimits::default()) else { return false };
    let _figures = census(&read.library);
    let written = write_library(&read.library).map(|text| read_library(text.as_bytes(), &TreeLimits::default()));
    let again = written.ok().and_then(Result::ok).map(|read| read.library);
    assert!(again.as_ref() == Some(&read.library), "written and read it is another");
    let json = serde_json::to_string(&read.library).ok().and_then(|text| serde_json::from_str::<Library>(&text).ok());
    assert!(json.as_ref() == Some(&read.library), "stored and read it is another");
    for framework in &read.library.objects.frameworks {
        let catalog = catalog_of_framework(framework, "1", "2026-01-01T00:00:00Z");
        let _back = framework_of_catalog(&catalog);
    }
    true
}

fn oscal(input: &[u8]) -> bool {
    let Ok(read) = read_oscal(input, &TreeLimits::default()) else { return false };
    let _figures = oscal_census(read.model, &read.root);
    match &read.document {
        Document::Catalog(catalog) => {
            let written = write_oscal_json(Model::Catalog, catalog);
            let again = written.map(|text| read_oscal(text.as_bytes(), &TreeLimits::default()));
            let is_same = again.is_ok_and(|again| again.is_ok_and(|again| again.document == read.document));
            assert!(is_same, "written and read it is another");
            let _framework = framework_of_catalog(catalog);
        }
        Document::Profile(profile) => {
            let _unresolved = resolve(profile, &[]);
        }
        Document::Other => {}
    }
    true
}
