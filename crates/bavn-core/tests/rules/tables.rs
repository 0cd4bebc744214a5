//! Tables of any layout: the same assets in four files, exports of programs, hostile files.

use bavn_core::import_export::{
    ColumnPlace, Expected, FileError, RowFault,
    table::{
        Encoding, ImportWords, Mapping, MappingFault, NoticeKind, Read, Record, Register, SuggestedColumn, TableFile,
        TableFormat, TableLimits, TableReader, Value, suggest,
    },
};
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

const FILES: [(&str, &[u8]); 4] = [
    ("cp1252", include_bytes!("data/assets/aktiver-semikolon.cp1252")),
    ("utf8-bom", include_bytes!("data/assets/aktiver-utf8-bom-semikolon.csv")),
    ("utf8-comma", include_bytes!("data/assets/aktiver-utf8-komma.csv")),
    ("xlsx", include_bytes!("data/assets/aktiver.xlsx")),
];

fn words() -> &'static ImportWords {
    ImportWords::shipped().unwrap()
}

/// The headings of a file's first table.
fn headings(file: &TableFile, limits: &TableLimits) -> Vec<String> {
    let sheet = file.sheet(None, limits).unwrap().name.clone();
    let rows = file.first_rows(&sheet, 20, limits).unwrap();
    let header = TableFile::header_row(&rows).unwrap();
    header.cells.iter().map(bavn_core::import_export::table::Cell::shown).collect()
}

fn suggested(file: &TableFile, register: Register) -> Mapping {
    let suggestion = suggest(&headings(file, &TableLimits::default()), register, words());
    Mapping::of(register, None, &suggestion)
}

fn records(file: &TableFile, mapping: &Mapping) -> Result<(Vec<Record>, Read), FileError> {
    assert_eq!(mapping.faults(), []);
    let mut records = Vec::new();
    let read = TableReader::new(file, mapping, words(), TableLimits::default()).read(&mut |record| {
        records.push(record);
        Ok(())
    })?;
    Ok((records, read))
}

fn read_all(bytes: &[u8], register: Register) -> (Vec<Record>, Read) {
    let file = TableFile::open(bytes, &TableLimits::default()).unwrap();
    let mapping = suggested(&file, register);
    records(&file, &mapping).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn four_files_give_the_same_five_assets() {
    let read: Vec<_> = FILES.iter().map(|(name, bytes)| (name, read_all(bytes, Register::Assets))).collect();
    let (_, (first, outcome)) = &read[0];
    assert_eq!(first.len(), 5);
    assert_eq!((outcome.rows, outcome.faults.as_slice(), outcome.notices.as_slice()), (5, &[][..], &[][..]));
    for (name, (records, _)) in &read {
        let values = |records: &[Record]| records.iter().map(|record| record.values.clone()).collect::<Vec<_>>();
        assert_eq!(values(records), values(first), "{name}");
    }
    let journal = &first[0].values;
    assert_eq!(journal["name"], text("Omsorgsjournalen"));
    assert_eq!(journal["kind"], text("system"));
    assert_eq!(journal["cost_yearly"], Value::Whole(1_234_568));
    assert_eq!(journal["criticality"], Value::Whole(3));
    assert_eq!(journal["note"], text("Primært system; se \"bilag 2\"\nRTO (timer): 4\nSeneste gennemgang: 14-03-2026"));
    assert_eq!(first[1].values["criticality"], Value::Whole(4));
    assert_eq!(first[4].values["name"], text("Ældre PC’er"));
    assert_eq!(first[4].values.get("owner"), None);
}

#[test]
fn format_encoding_and_separator_are_recognised() {
    let format = |at: usize| TableFile::open(FILES[at].1, &TableLimits::default()).unwrap().format();
    assert_eq!(format(0), TableFormat::Csv { encoding: Encoding::Windows1252, separator: ';' });
    assert_eq!(format(1), TableFormat::Csv { encoding: Encoding::Utf8, separator: ';' });
    assert_eq!(format(2), TableFormat::Csv { encoding: Encoding::Utf8, separator: ',' });
    assert_eq!(format(3), TableFormat::Xlsx);
}

#[test]
fn headings_are_found_in_other_words() {
    let found = |heading: &str| {
        let headings = ["Navn".to_owned(), heading.to_owned()];
        let SuggestedColumn { field, certainty, .. } = suggest(&headings, Register::Assets, words()).columns[1].clone();
        field.map(|field| (field, certainty))
    };
    assert_eq!(found("SYSTEMEJER"), Some(("owner", 100)));
    assert_eq!(found("Aarlig udgift (tkr.)"), Some(("cost_yearly", 90)));
    assert_eq!(found("Leverendør"), Some(("supplier", 70)));
    assert_eq!(found("Systemets kritikalitet i dag").map(|(field, _)| field), Some("criticality"));
    assert_eq!(found("Farve"), None);
    // One field is read from one column.
    let twice = ["Navn".to_owned(), "Systemnavn".to_owned()];
    let columns = suggest(&twice, Register::Assets, words()).columns;
    assert_eq!((columns[0].field, columns[1].field), (Some("name"), None));
}

#[test]
fn exports_of_programs_are_recognised() {
    let intune = "Device ID,Device name,Ownership,Compliance,OS,OS version,Primary user display name,Encrypted\n\
        d-1,PC-0001,Corporate,Compliant,Windows,10.0.22631,Åse Sørensen,True\n\
        d-2,TLF-2,Corporate,Noncompliant,iOS,17.4,,\n";
    let (records, read) = read_all(intune.as_bytes(), Register::Assets);
    assert_eq!(read.fault_count, 0);
    assert_eq!(records[0].values["kind"], text("computer"));
    assert_eq!(records[0].values["encryption"], Value::Truth(true));
    assert_eq!(records[0].key, "d-1");
    assert_eq!(records[1].values["kind"], text("mobile"));
    assert_eq!(records[1].values["life_cycle"], text("in_use"));
    let directory = "#TYPE Selected.Microsoft.ActiveDirectory.Management.ADComputer\n\
        \"Name\",\"DNSHostName\",\"Enabled\",\"ObjectGUID\",\"SamAccountName\",\"OperatingSystem\"\n\
        \"SRV01\",\"srv01.fiktiv.invalid\",\"True\",\"g-1\",\"SRV01$\",\"Windows Server 2022\"\n";
    let (records, _) = read_all(directory.as_bytes(), Register::Assets);
    assert_eq!(records[0].values["alias"], text("srv01.fiktiv.invalid"));
    assert_eq!(records[0].values["note"], text("OperatingSystem: Windows Server 2022"));
    let presets = |register: Register| words().presets(register).count();
    assert_eq!((presets(Register::Assets), presets(Register::Suppliers)), (5, 1));
}

#[test]
fn faults_have_row_column_value_and_what_was_expected() {
    let csv = "Aktiv-id;Navn;Kritikalitet;Slutdato;MFA;Link;Årlig udgift\n\
        1;Journal;5;31-02-2026;ja;javascript:alert(1);12\n\
        2;Plan;høj;14/3 2026;måske;https://a.dk;1.200,50\n\
        1;Igen;;;;;\n;Uden;;;;;\n3;;;;;;tolv\n";
    let (records, read) = read_all(csv.as_bytes(), Register::Assets);
    assert_eq!(records.len(), 0);
    assert_eq!((read.rows, read.faulty_rows, read.fault_count), (5, 5, 7));
    let told = |fault: &RowFault| (fault.row, fault.column.letter.clone(), fault.value.clone(), fault.expected.code());
    let told: Vec<_> = read.faults.iter().map(told).collect();
    let fault = |row: u32, letter: &str, value: &str, code| (row, letter.to_owned(), value.to_owned(), code);
    assert_eq!(
        told,
        [
            fault(2, "C", "5", "level"),
            fault(2, "D", "31-02-2026", "date"),
            fault(2, "F", "javascript:alert(1)", "url"),
            fault(3, "E", "måske", "choice"),
            fault(4, "A", "1", "unique_reference"),
            fault(5, "A", "", "required"),
            fault(6, "G", "tolv", "whole"),
        ]
    );
}

#[test]
fn formulas_and_scripts_stay_texts_and_are_told() {
    let csv = "Aktiv-id;Navn;Note\n1;=cmd|' /C calc'!A0;<script>alert(1)</script>\n2;'+45 1;Ã˜konomi\n";
    let (records, read) = read_all(csv.as_bytes(), Register::Assets);
    assert_eq!(records[0].values["name"], text("=cmd|' /C calc'!A0"));
    assert_eq!(records[1].values["name"], text("+45 1"));
    let kinds: Vec<_> = read.notices.iter().map(|notice| (notice.row, notice.kind)).collect();
    assert_eq!(kinds, [(2, NoticeKind::FormulaText), (2, NoticeKind::Script), (3, NoticeKind::WrongLetters)]);
}

#[test]
fn a_formula_gives_its_saved_value_and_is_told_with_its_place() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Aktiv-id", "Navn", "Årlig udgift"]).unwrap();
    sheet.write_row(1, 0, ["1", "Journal"]).unwrap();
    let formula = rust_xlsxwriter::Formula::new("=40+2").set_result("42");
    sheet.write_formula(1, 2, formula).unwrap();
    let (records, read) = read_all(&book.save_to_buffer().unwrap(), Register::Assets);
    assert_eq!(records[0].values["cost_yearly"], Value::Whole(42));
    assert_eq!((read.notice_count, read.notices[0].kind), (1, NoticeKind::Formula));
    assert_eq!((read.notices[0].row, read.notices[0].column.letter.as_str()), (2, "C"));
}

#[test]
fn a_mapping_is_kept_and_its_faults_are_told() {
    let file = TableFile::open(FILES[1].1, &TableLimits::default()).unwrap();
    let mut mapping = suggested(&file, Register::Assets);
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), mapping);
    mapping.columns[2].field = Some("name".to_owned());
    mapping.columns[3].field = Some("colour".to_owned());
    mapping.key = "supplier".to_owned();
    assert_eq!(
        mapping.faults(),
        [
            MappingFault::TwiceRead { field: "name".into(), first: "Navn".into(), second: "Type".into() },
            MappingFault::UnknownField { field: "colour".into() },
            MappingFault::NoKey { key: "supplier".into() },
        ]
    );
}

#[test]
fn what_is_no_table_is_refused_by_what_it_is() {
    let found = |bytes: &[u8]| match TableFile::open(bytes, &TableLimits::default()) {
        Err(FileError::UnknownFormat { found }) => found,
        Err(other) => other.to_string(),
        Ok(_) => "read".to_owned(),
    };
    assert_eq!(found(b""), "empty");
    assert_eq!(found(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), "XLS");
    assert_eq!(found(b"%PDF-1.7"), "PDF");
    assert_eq!(found(b"  <!DOCTYPE html>"), "HTML");
    assert!(found(b"PK\x03\x04broken").contains("broken"));
    let small = TableLimits { file_bytes: 3, ..TableLimits::default() };
    assert_eq!(TableFile::open(b"abcd", &small).err(), Some(FileError::TooLarge { bytes: 4, max: 3 }));
}

/// A workbook with one sheet of the given XML, compressed.
fn workbook(sheet: &str) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"xl/workbook.xml\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
             <sheet name=\"Ark\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, text) in parts {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

const HEAD: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Navn</t></is></c>\
    <c r=\"B1\" t=\"inlineStr\"><is><t>Type</t></is></c></row>";

#[test]
fn hostile_workbooks_are_refused_with_place_and_reason() {
    let refused = |rows: &str| {
        let file = TableFile::open(&workbook(&sheet(rows)), &TableLimits::default()).unwrap();
        file.read("Ark", &TableLimits::default(), &mut |_| std::ops::ControlFlow::Continue(())).unwrap_err()
    };
    let far = format!("{HEAD}<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>");
    assert_eq!(refused(&far), FileError::TooManyColumns { sheet: "Ark".to_owned(), row: 2, max: 500 });
    let long = "x".repeat(40_000);
    let long = format!("{HEAD}<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>{long}</t></is></c></row>");
    let cell = FileError::CellTooLong { sheet: "Ark".to_owned(), row: 2, column: "B".to_owned(), max: 32_767 };
    assert_eq!(refused(&long), cell);
    let back = format!("{HEAD}<row r=\"3\"><c r=\"A3\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>");
    assert!(refused(&back).to_string().contains("row 2 after row 3"));
    let odd = format!("{HEAD}<row r=\"2\"><c r=\"A99999999999\"><v>1</v></c></row>");
    assert!(matches!(refused(&odd), FileError::Broken { .. } | FileError::TooManyRows { .. }));
    // Forty megabytes of blanks, packed to less than a hundred kilobytes.
    let bomb = workbook(&format!("<worksheet>{}</worksheet>", " ".repeat(40_000_000)));
    let limits = TableLimits { unpacked_bytes: 30_000_000, ..TableLimits::default() };
    assert!(bomb.len() < 100_000);
    assert_eq!(TableFile::open(&bomb, &limits).err(), Some(FileError::TooMuchData { max: 30_000_000 }));
    let rows: String = (2..20).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let limits = TableLimits { rows: 5, ..TableLimits::default() };
    let file = TableFile::open(&workbook(&sheet(&format!("{HEAD}{rows}"))), &limits).unwrap();
    let found = file.read("Ark", &limits, &mut |_| std::ops::ControlFlow::Continue(()));
    assert_eq!(found, Err(FileError::TooManyRows { sheet: "Ark".to_owned(), max: 5 }));
}

#[test]
fn a_column_that_is_gone_is_told() {
    let file = TableFile::open(FILES[1].1, &TableLimits::default()).unwrap();
    let mapping = suggested(&file, Register::Assets);
    let other = TableFile::open(b"Aktiv-id;navn\n1;Journal\n", &TableLimits::default()).unwrap();
    let (records, read) = records(&other, &mapping).unwrap();
    assert_eq!(records[0].values["name"], text("Journal"));
    assert_eq!(read.missing.len(), 12);
    let place = ColumnPlace { letter: "A".to_owned(), name: "Aktiv-id".to_owned() };
    let third = TableFile::open(b"Aktiv-id;Navn\n;Journal\n", &TableLimits::default()).unwrap();
    let (_, read) = self::records(&third, &mapping).unwrap();
    assert_eq!((&read.faults[0].column, &read.faults[0].expected), (&place, &Expected::Required));
}

/// Opens and reads whatever it is; it must come back.
fn survive(bytes: &[u8]) {
    let limits = TableLimits { faults: 20, ..TableLimits::default() };
    let Ok(file) = TableFile::open(bytes, &limits) else { return };
    let Ok(sheet) = file.sheet(None, &limits) else { return };
    let Ok(rows) = file.first_rows(&sheet.name, 20, &limits) else { return };
    let Some(header) = TableFile::header_row(&rows) else { return };
    let headings: Vec<String> = header.cells.iter().map(bavn_core::import_export::table::Cell::shown).collect();
    for register in Register::ALL {
        let suggestion = suggest(&headings, register, words());
        let mapping = Mapping::of(register, Some(sheet.name.clone()), &suggestion);
        if mapping.faults().is_empty() {
            let _ = TableReader::new(&file, &mapping, words(), limits).read(&mut |_| Ok(()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survive(&bytes);
    }

    #[test]
    fn any_bytes_below_good_headings_come_back(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut file = b"Aktiv-id;Navn;Kritikalitet;Slutdato;\xC5rlig udgift;MFA;Link\n".to_vec();
        file.extend(bytes);
        survive(&file);
    }

    #[test]
    fn any_damage_to_a_file_comes_back(file in 0_usize..4, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = FILES[file].1.to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        survive(&bytes);
    }

    /// What is written by the rules of separated values is read as the same texts.
    #[test]
    fn texts_survive_a_turn_as_csv(rows in prop::collection::vec(prop::collection::vec("[a-zæøåA-Z \";,\t\n=]{0,12}", 3), 1..12)) {
        let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        out.write_record(["first", "second", "third"]).unwrap();
        for row in &rows {
            out.write_record(row).unwrap();
        }
        let bytes = out.into_inner().unwrap();
        let file = TableFile::open(&bytes, &TableLimits::default()).unwrap();
        let is_semicolon = matches!(file.format(), TableFormat::Csv { separator: ';', .. });
        if is_semicolon {
            let mut read = Vec::new();
            file.read("", &TableLimits::default(), &mut |row| {
                read.push((0..3).map(|at| row.cell(at).shown()).collect::<Vec<_>>());
                std::ops::ControlFlow::Continue(())
            }).unwrap();
            let trimmed = rows.iter().map(|row| row.iter().map(|text| text.trim().to_owned()).collect::<Vec<_>>());
            let filled: Vec<_> = trimmed.filter(|row| row.iter().any(|text| !text.is_empty())).collect();
            prop_assert_eq!(&read[1..], &filled[..]);
        }
    }
}
