//! The archive a Word document is (open packaging conventions, ECMA-376 part 2).

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::{DocumentError, limits};

/// The most parts a template may have.
const MOST_PARTS: usize = 500;
/// The most bytes a template may unpack to.
const MOST_BYTES: u64 = 50 * 1024 * 1024;
/// Name templates have in error messages.
pub(super) const TEMPLATE: &str = "template.docx";

/// The parts of a document, in order.
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

/// A fault in a part of the municipality's template.
pub(super) fn fault(part: &str, message: impl std::fmt::Display) -> DocumentError {
    let file = if part.is_empty() { TEMPLATE.to_owned() } else { format!("{TEMPLATE}/{part}") };
    DocumentError::Template { file, line: None, message: message.to_string() }
}

impl Package {
    pub(super) const fn of(parts: Vec<(String, Vec<u8>)>) -> Self {
        Self { parts }
    }

    /// Reads a template; sizes are checked while unpacking, whatever the archive says of itself.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, DocumentError> {
        limits::template(TEMPLATE, bytes.len())?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| fault("", cause))?;
        if archive.len() > MOST_PARTS {
            return Err(fault("", format!("{} parts, at most {MOST_PARTS}", archive.len())));
        }
        let mut left = MOST_BYTES;
        let mut parts = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(|cause| fault("", cause))?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.name().to_owned();
            let mut content = Vec::new();
            let read = entry.take(left + 1).read_to_end(&mut content).map_err(|cause| fault(&name, cause))?;
            left = left
                .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
                .ok_or_else(|| fault("", format!("unpacks to more than {MOST_BYTES} bytes")))?;
            parts.push((name, content));
        }
        let package = Self { parts };
        package.text("word/document.xml")?;
        package.text("[Content_Types].xml")?;
        Ok(package)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|part| part == name)
    }

    /// A part as text.
    pub(super) fn text(&self, name: &str) -> Result<&str, DocumentError> {
        let (_, content) =
            self.parts.iter().find(|(part, _)| part == name).ok_or_else(|| fault(name, "the part is missing"))?;
        std::str::from_utf8(content).map(|text| text.trim_start_matches('\u{feff}')).map_err(|cause| fault(name, cause))
    }

    /// Replaces a part or adds it at the end.
    pub(super) fn put(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        let content = content.into();
        match self.parts.iter_mut().find(|(part, _)| part == name) {
            Some((_, old)) => *old = content,
            None => self.parts.push((name.to_owned(), content)),
        }
    }

    /// Adds a relation from a part and gives its id.
    pub(super) fn relate(&mut self, from: &str, kind: &str, target: &str) -> Result<String, DocumentError> {
        let (folder, file) = from.rsplit_once('/').unwrap_or(("", from));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        if !self.has(&name) {
            self.put(&name, EMPTY_RELATIONS);
        }
        let text = self.text(&name)?;
        let id = (1_u32..)
            .map(|number| format!("rIdBavn{number}"))
            .find(|id| !text.contains(&format!("\"{id}\"")))
            .ok_or_else(|| fault(&name, "no relation id is free"))?;
        let relation = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
        let filled =
            insert_before(text, "</Relationships>", &relation).ok_or_else(|| fault(&name, "no </Relationships>"))?;
        self.put(&name, filled);
        Ok(id)
    }

    /// Declares the media type of a file name extension or, with a leading slash, of one part.
    pub(super) fn declare(&mut self, what: &str, media_type: &str) -> Result<(), DocumentError> {
        const NAME: &str = "[Content_Types].xml";
        let text = self.text(NAME)?;
        let (known, entry) = if what.starts_with('/') {
            (format!("PartName=\"{what}\""), format!("<Override PartName=\"{what}\" ContentType=\"{media_type}\"/>"))
        } else {
            (format!("Extension=\"{what}\""), format!("<Default Extension=\"{what}\" ContentType=\"{media_type}\"/>"))
        };
        if !text.to_ascii_lowercase().contains(&known.to_ascii_lowercase()) {
            // Defaults stand before overrides.
            let mark = if what.starts_with('/') { "</Types>" } else { "<Override" };
            let place = if what.starts_with('/') {
                text.rfind(mark)
            } else {
                text.find(mark).or_else(|| text.rfind("</Types>"))
            };
            let place = place.ok_or_else(|| fault(NAME, "no </Types>"))?;
            let (before, after) = text.split_at(place);
            let filled = format!("{before}{entry}{after}");
            self.put(NAME, filled);
        }
        Ok(())
    }

    /// Writes the archive; the same parts give the same bytes.
    pub(super) fn write(&self) -> Result<Vec<u8>, DocumentError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in &self.parts {
            writer.start_file(name.as_str(), options).map_err(DocumentError::internal)?;
            writer.write_all(content).map_err(DocumentError::internal)?;
        }
        writer.finish().map(Cursor::into_inner).map_err(DocumentError::internal)
    }
}

const EMPTY_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// The text with `what` before the last `mark`. An empty root element is opened.
pub(super) fn insert_before(text: &str, mark: &str, what: &str) -> Option<String> {
    let place = text.rfind(mark)?;
    let (before, after) = text.split_at(place);
    Some(format!("{before}{what}{after}"))
}
