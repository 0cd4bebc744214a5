//! Files made to break the reader: it must answer with an error, soon, and never panic.

use crate::{
    files_in::{CREATED, read},
    words::{danish, known, view},
};
use bavn_core::{
    catalogue::{parse_area_file, parse_exceptions_file, parse_framework_file},
    import_export::{FileError, Limits, read_filled, write_template},
};
use proptest::prelude::*;
use std::{
    io::{Cursor, Read, Write},
    sync::LazyLock,
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

static TEMPLATE: LazyLock<Vec<u8>> = LazyLock::new(|| write_template(&view(), &danish(), None, CREATED).unwrap());

/// The template with the parts changed by `change`; a part that becomes `None` is left out.
fn repacked(change: impl Fn(&str, String) -> Option<String>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(TEMPLATE.as_slice())).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let (name, mut text) = (part.name().to_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        if let Some(text) = change(&name, text) {
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

/// The template with one piece of its answer sheet replaced.
fn with_sheet(from: &str, to: &str) -> Vec<u8> {
    repacked(|name, text| {
        if name == "xl/worksheets/sheet2.xml" {
            assert!(text.contains(from), "{from} is not in the sheet");
            return Some(text.replacen(from, to, 1));
        }
        Some(text)
    })
}

fn is_broken(result: &Result<impl Sized, FileError>) -> bool {
    matches!(result, Err(FileError::Broken { .. }))
}

#[test]
fn what_is_no_archive_is_refused_at_once() {
    assert!(is_broken(&read(b"")));
    assert!(is_broken(&read(b"PK\x03\x04 not really")));
    assert!(is_broken(&read(&TEMPLATE[..TEMPLATE.len() / 2])));
    assert!(is_broken(&read(&repacked(|_, _| None))));
}

#[test]
fn a_file_that_is_too_large_is_not_even_opened() {
    let zeros = vec![0; 10_000_001];
    assert_eq!(read(&zeros), Err(FileError::TooLarge { bytes: 10_000_001, max: 10_000_000 }));
}

#[test]
fn a_bomb_is_stopped_by_what_it_declares() {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let zeros = vec![b' '; 1_000_000];
    for number in 0..101 {
        out.start_file(format!("{number}.xml"), SimpleFileOptions::default()).unwrap();
        out.write_all(&zeros).unwrap();
    }
    let bytes = out.finish().unwrap().into_inner();
    assert!(bytes.len() < 1_000_000);
    assert_eq!(read(&bytes), Err(FileError::TooMuchData { max: 100_000_000 }));
}

#[test]
fn a_bomb_that_lies_about_its_size_is_stopped_while_it_is_unpacked() {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    out.start_file("a.xml", options).unwrap();
    out.write_all(&vec![b' '; 3_000_000]).unwrap();
    let mut bytes = out.finish().unwrap().into_inner();
    // Both headers hold the unpacked size as four little-endian bytes: say 10 instead.
    let size = 3_000_000_u32.to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|&at| bytes[at..at + 4] == size).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let limits = Limits { unpacked_bytes: 1_000_000, ..Limits::default() };
    let result = read_filled(&bytes, &limits, &[&danish()], &known());
    assert_eq!(result, Err(FileError::TooMuchData { max: 1_000_000 }));
}

#[test]
fn many_parts_are_refused() {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..1001 {
        out.start_file(format!("{number}.xml"), SimpleFileOptions::default()).unwrap();
    }
    let bytes = out.finish().unwrap().into_inner();
    assert_eq!(read(&bytes), Err(FileError::TooManyParts { found: 1001, max: 1000 }));
}

#[test]
fn a_cell_at_the_far_corner_takes_no_room() {
    let far = with_sheet("</sheetData>", r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#);
    assert_eq!(read(&far).map(|outcome| outcome.rows.len()), Ok(10));
    let deep = with_sheet("</sheetData>", r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>"#);
    assert_eq!(read(&deep), Err(FileError::TooManyRows { sheet: "Besvarelse".to_owned(), max: 10_000 }));
}

#[test]
fn claims_that_would_take_all_memory_are_refused() {
    let claim = |count: &str| {
        repacked(|name, text| {
            if name != "xl/sharedStrings.xml" {
                return Some(text);
            }
            let (before, rest) = text.split_once("uniqueCount=\"").unwrap();
            let (_, after) = rest.split_once('"').unwrap();
            Some(format!("{before}uniqueCount = '{count}'{after}"))
        })
    };
    assert_eq!(read(&claim("9")).map(|outcome| outcome.rows.len()), Ok(10));
    assert!(is_broken(&read(&claim("99999999999999999999999999"))));
    assert!(is_broken(&read(&claim("9000000000000000000"))));
}

#[test]
fn numbers_that_overflow_the_workbook_reader_are_a_broken_file_or_are_ignored() {
    for reference in ["A99999999999999999999", "ZZZZZZZZZZZZZZ1", "A0", "1", "Å1", ""] {
        let bytes = with_sheet("<c r=\"A2\"", &format!("<c r=\"{reference}\""));
        let result = read(&bytes);
        assert!(result.is_ok() || is_broken(&result), "{reference}: {result:?}");
    }
    let turned = repacked(|_, text| Some(text.replace("<dimension ref=\"", "<dimension ref=\"Z9:")));
    let result = read(&turned);
    assert!(result.is_ok() || is_broken(&result), "{result:?}");
}

#[test]
fn control_characters_and_other_encodings_are_refused() {
    assert!(is_broken(&read(&with_sheet("<sheetData>", "<sheetData>\u{0}"))));
    assert!(is_broken(&read(&with_sheet("<sheetData>", "<sheetData>\u{1b}"))));
}

#[test]
fn entities_are_not_expanded() {
    let bytes = repacked(|name, text| {
        Some(if name == "xl/sharedStrings.xml" {
            let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst"#;
            text.replacen("<sst", laughs, 1).replacen("Kode", "&b;", 1)
        } else {
            text
        })
    });
    assert!(read(&bytes).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_damaged_archive_never_panics(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = TEMPLATE.clone();
        for (at, byte) in changes {
            *at.get_mut(&mut bytes) = byte;
        }
        prop_assert!(read(&bytes).map_or(true, |outcome| outcome.rows.len() <= 10));
    }

    #[test]
    fn damaged_xml_never_panics(
        part in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        length in 0_usize..40,
        with in "[<>&/\"='a-zA-Z0-9 ;!\\[\\]-]{0,20}",
    ) {
        let names = ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml",
            "xl/_rels/workbook.xml.rels", "_rels/.rels", "[Content_Types].xml"];
        let chosen = *part.get(&names);
        let bytes = repacked(|name, text| {
            if name != chosen {
                return Some(text);
            }
            let letters: Vec<char> = text.chars().collect();
            let from = place.index(letters.len());
            let to = (from + length).min(letters.len());
            Some(letters[..from].iter().copied().chain(with.chars()).chain(letters[to..].iter().copied()).collect())
        });
        let result = read(&bytes);
        prop_assert!(result.map_or(true, |outcome| outcome.rows.len() <= 10));
    }

    #[test]
    fn content_files_never_panic(text in "[\\[\\]a-z=\" {}\n.0-9,æ]{0,200}") {
        let read = [
            parse_area_file("a.toml", &text).is_ok(),
            parse_framework_file("a.toml", &text).is_ok(),
            parse_exceptions_file("a.toml", &text).is_ok_and(|list| !list.is_empty()),
        ];
        prop_assert_eq!(read, [false; 3]);
    }
}
