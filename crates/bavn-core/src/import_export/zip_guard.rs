//! The door for foreign XLSX files: sizes are checked before anything is unpacked and counted while it is.

use super::{FileError, Limits};
use memchr::memmem;
use std::io::{Cursor, Read, Write};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Checks an archive and packs its XML parts anew, uncompressed, so that what is read is what was checked.
pub(super) fn checked(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, FileError> {
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(FileError::TooLarge { bytes: size, max: limits.file_bytes });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(FileError::broken)?;
    if archive.len() > limits.parts {
        return Err(FileError::TooManyParts { found: archive.len(), max: limits.parts });
    }
    let too_much = || FileError::TooMuchData { max: limits.unpacked_bytes };
    let mut declared = 0_u64;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(FileError::broken)?;
        declared = declared.saturating_add(part.size());
    }
    if declared > limits.unpacked_bytes {
        return Err(too_much());
    }
    let mut left = limits.unpacked_bytes;
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default());
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(FileError::broken)?;
        let name = part.name().to_owned();
        if !is_xml(&name) {
            continue;
        }
        let mut data = Vec::new();
        // What the directory declares may be a lie: one byte more than is left is enough to know.
        part.take(left.saturating_add(1)).read_to_end(&mut data).map_err(FileError::broken)?;
        left = left.checked_sub(data.len() as u64).ok_or_else(too_much)?;
        check_xml(&name, &data)?;
        packed.start_file(name, options).map_err(FileError::broken)?;
        packed.write_all(&data).map_err(FileError::broken)?;
    }
    Ok(packed.finish().map_err(FileError::broken)?.into_inner())
}

fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// XML has no other control characters than tab and line ends, in any encoding that spreadsheet programs write but UTF-16,
/// which none does; without them the next check cannot be fooled by an encoding.
fn check_xml(name: &str, data: &[u8]) -> Result<(), FileError> {
    if data.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\r' | b'\n')) {
        return Err(FileError::broken(format_args!("{name}: control characters")));
    }
    // The workbook reader makes room for as many strings as this attribute claims; no string is shorter than `<si/>`.
    let possible = (data.len() / 5) as u128;
    if claims(data, b"uniqueCount").any(|count| count > possible) {
        return Err(FileError::broken(format_args!("{name}: uniqueCount is not true")));
    }
    Ok(())
}

/// The numbers that follow each `name="`.
fn claims<'a>(data: &'a [u8], name: &'static [u8]) -> impl Iterator<Item = u128> + 'a {
    let starts = memmem::find_iter(data, name).map(move |at| at + name.len());
    starts.map(|start| {
        let after =
            data[start..].iter().copied().skip_while(|byte| byte.is_ascii_whitespace() || b"='\"".contains(byte));
        after
            .take_while(u8::is_ascii_digit)
            .fold(0_u128, |number, digit| number.saturating_mul(10).saturating_add(u128::from(digit - b'0')))
    })
}
