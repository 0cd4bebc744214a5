//! Spreadsheets: the accidents happen to the XML within, since those to the archive end at its checksums.

use super::mutate::{Mutator, Random};
use anyhow::{Context as _, Result};
use bavn_core::{
    gap_analysis::Level,
    import_export::{
        ColumnTexts, LevelText, List, ListCell, StatusTexts, TemplateArea, TemplateControl, TemplateTexts,
        TemplateView, ValidationTexts, lists_xlsx, write_template,
    },
    lang::Lang,
};
use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    path::Path,
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

pub const WORDS: &[&str] = &[
    "<row r=\"1\">",
    "</row>",
    "<c r=\"A1\" t=\"s\">",
    "<v>0</v>",
    "</c>",
    "<si><t>",
    "</t></si>",
    "t=\"inlineStr\"",
    "t=\"e\"",
    "t=\"b\"",
    "#N/A",
    "<f>1+1</f>",
    "r=\"XFD1048576\"",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "count=\"4294967295\"",
    "<sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "&b;",
    "xml:space=\"preserve\"",
    "<dimension ref=\"A1:ZZ99999999\"/>",
    "AD-01",
    "Target=\"../../a\"",
    "<is><t>",
];

/// Critical tasks, and what they stand on.
fn tasks(created: time::OffsetDateTime) -> Result<Vec<u8>> {
    let list = |title: &str, heads: &[&str], row: &[&str]| List {
        title: title.to_owned(),
        lang: Lang::Da,
        heads: heads.iter().map(|head| ((*head).to_owned(), 20)).collect(),
        rows: vec![row.iter().map(|text| ListCell::Text((*text).to_owned())).collect()],
    };
    let heads = ["Nummer", "Opgavens navn", "Måltid for genopretning (RTO)", "Gennemgås igen"];
    let needs = ["Opgavens nummer", "Står på (nummer)", "Standser efter", "Alternativ"];
    let tasks = list("Kritiske opgaver", &heads, &["O-1", "Mad", "12 timer", "2027-03-01"]);
    let needs = list("Hvad opgaverne står på", &needs, &["O-1", "A-12", "2 timer", "1"]);
    lists_xlsx(&[tasks, needs], created).context("a list of tasks")
}

/// An empty template, a list of critical tasks, and the small spreadsheets of others where they are there.
pub fn seeds(root: &Path) -> Result<Vec<Vec<u8>>> {
    let control = |code: &str| TemplateControl {
        code: code.to_owned(),
        title: String::from("Title"),
        statement: String::from("Statement"),
        target: Level::default(),
    };
    let area = TemplateArea {
        code: String::from("AD"),
        title: String::from("Area"),
        controls: vec![control("AD-01"), control("AD-02")],
    };
    let created = time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000);
    let template = write_template(&TemplateView { areas: vec![area] }, &texts(), None, created);
    let mut seeds = vec![template.context("the template")?, tasks(created)?];
    for entry in
        walkdir::WalkDir::new(root.join("../shared/interop")).sort_by_file_name().into_iter().filter_map(Result::ok)
    {
        if entry.path().extension().is_some_and(|ending| ending == "xlsx") {
            seeds.push(fs::read(entry.path())?);
        }
    }
    Ok(seeds)
}

/// A seed with accidents in one of its parts; one time in eight in the archive itself.
pub fn made(seeds: &[Vec<u8>], mutator: &Mutator, random: &mut Random) -> Vec<u8> {
    if random.below(8) == 0 {
        return mutator.made(seeds, random);
    }
    let seed = seeds.get(random.below(seeds.len())).map_or(&[][..], Vec::as_slice);
    let chosen = random.below(16);
    repacked(seed, |at, count, part| if at == chosen % count.max(1) { mutator.made(&[part], random) } else { part })
        .unwrap_or_else(|_| mutator.made(seeds, random))
}

fn repacked(bytes: &[u8], mut change: impl FnMut(usize, usize, Vec<u8>) -> Vec<u8>) -> Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..archive.len() {
        let count = archive.len();
        let part = archive.by_index(at)?;
        let name = part.name().to_owned();
        let mut data = Vec::new();
        part.take(1_000_000).read_to_end(&mut data)?;
        packed.start_file(name, options)?;
        packed.write_all(&change(at, count, data))?;
    }
    Ok(packed.finish()?.into_inner())
}

/// Words of a template.
pub fn texts() -> TemplateTexts {
    let text = |text: &str| text.to_owned();
    TemplateTexts {
        lang: Lang::En,
        guide_sheet: text("Guide"),
        answer_sheet: text("Answers"),
        guide_title: text("Title"),
        guide: vec![text("Line")],
        level_heading: text("Level"),
        level_name_heading: text("Name"),
        level_meaning_heading: text("Meaning"),
        level_evidence_heading: text("Evidence"),
        levels: std::array::from_fn(|_| LevelText::default()),
        columns: ColumnTexts {
            area: text("Area"),
            area_title: text("Area title"),
            code: text("Code"),
            control: text("Control"),
            statement: text("Statement"),
            documentation: text("Documentation"),
            implementation: text("Implementation"),
            status: text("Status"),
            reason: text("Reason"),
            target: text("Target"),
            note: text("Note"),
            finding: text("Finding"),
            weight: text("Weight"),
            score: text("Score"),
        },
        statuses: StatusTexts {
            assessed: text("Assessed"),
            not_assessed: text("Not assessed"),
            not_relevant: text("Not relevant"),
        },
        validation: ValidationTexts { title: text("Wrong"), level: text("Level"), status: text("Status") },
    }
}
