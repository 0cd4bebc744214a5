//! From a Typst template and its data to PDF.

pub(crate) mod data;
mod fonts;
mod glyphs;
mod world;

use time::Date;
use typst::World as _;
use typst::WorldExt as _;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub(crate) use fonts::FONT_FILES;
pub(crate) use world::{File, PageWorld};

use crate::DocumentError;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: u32,
    /// How often text and figure were tightened to fit; 0 is the size meant.
    pub tightening: u8,
}

/// The template a document is set with.
#[derive(Clone, Copy)]
pub(crate) struct Template<'a> {
    /// File name, as the municipality's template folder has it.
    pub(crate) name: &'static str,
    /// Typst source.
    pub(crate) source: &'a str,
    /// Whether the source is the municipality's own.
    pub(crate) is_override: bool,
}

/// A laid-out document, ready to measure and export.
pub(crate) struct Layout<'a> {
    template: Template<'a>,
    world: PageWorld,
    document: PagedDocument,
}

/// What Typst may remember while a document is made, and for how long after.
///
/// Typst keeps results of every compilation for the next one. A server must let go of them, also after a failure, but not at once: the
/// steps in which a memo is fitted to its page share most of them, and so does the same memo after a word was changed.
pub(crate) struct Memory {
    /// How many documents may be made without need of a result before it goes.
    documents: usize,
}

impl Memory {
    /// Of a document of a page or so: what the next ones do not need goes after three. A few megabytes.
    pub(crate) const fn of_page() -> Self {
        Self { documents: 3 }
    }

    /// Of a document of any length: everything goes when it is done.
    pub(crate) const fn of_book() -> Self {
        Self { documents: 0 }
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        let documents = self.documents;
        // To let go of the results of a long document takes a while for which nobody needs to wait. Without a thread it is done here.
        let is_leaving = documents == 0
            && std::thread::Builder::new().name("forgetting".to_owned()).spawn(|| comemo::evict(0)).is_ok();
        if !is_leaving {
            comemo::evict(documents);
        }
    }
}

impl<'a> Layout<'a> {
    /// Lays out a document; `data` is what the template reads as `/data.json`.
    pub(crate) fn new(
        _memory: &Memory,
        template: Template<'a>,
        data: &serde_json::Value,
        files: Vec<File>,
        date: Date,
    ) -> Result<Self, DocumentError> {
        let data = serde_json::to_vec(&glyphs::printable_value(data)).map_err(DocumentError::internal)?;
        let files = files.into_iter().map(drawable).collect();
        let world = PageWorld::new(template.name, template.source, data, files, datetime(date))?;
        match typst::compile::<PagedDocument>(&world).output {
            Ok(document) => Ok(Self { template, world, document }),
            Err(faults) => Err(fault(template, &world, &faults)),
        }
    }

    pub(crate) fn pages(&self) -> u32 {
        u32::try_from(self.document.pages().len()).unwrap_or(u32::MAX)
    }

    /// Height of the first page in points.
    pub(crate) fn height(&self) -> f64 {
        self.document.pages().first().map_or(0.0, |page| page.frame.height().to_pt())
    }

    /// Exports as PDF/A-2a and PDF/UA-1; the same document on the same date gives the same bytes.
    pub(crate) fn pdf(&self, _memory: &Memory, identity: &str, tightening: u8) -> Result<Rendered, DocumentError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|cause| DocumentError::internal(cause.message()))?;
        let options = PdfOptions {
            ident: Smart::Custom(identity.to_owned()),
            creator: Smart::Custom(Some("Bavn".to_owned())),
            timestamp: self.world.today(None).map(Timestamp::new_utc),
            standards,
            ..PdfOptions::default()
        };
        match typst_pdf::pdf(&self.document, &options) {
            Ok(bytes) => Ok(Rendered { bytes, pages: self.pages(), tightening }),
            Err(faults) => Err(fault(self.template, &self.world, &faults)),
        }
    }
}

/// A drawing whose text the fonts can show.
fn drawable(file: File) -> File {
    if !file.name.ends_with(".svg") {
        return file;
    }
    match String::from_utf8(file.bytes) {
        Ok(text) => File { name: file.name, bytes: glyphs::printable(&text).into_bytes() },
        Err(cause) => File { name: file.name, bytes: cause.into_bytes() },
    }
}

fn datetime(date: Date) -> Option<Datetime> {
    Datetime::from_ymd_hms(date.year(), u8::from(date.month()), date.day(), 0, 0, 0)
}

/// The first fault, as the municipality's if the template is theirs and as ours otherwise.
fn fault(template: Template<'_>, world: &PageWorld, faults: &[SourceDiagnostic]) -> DocumentError {
    let Some(first) = faults.first() else {
        return DocumentError::internal("the typesetter failed without a reason");
    };
    let mut message = first.message.to_string();
    for hint in &first.hints {
        message.push_str("; ");
        message.push_str(&hint.v);
    }
    // The fault may lie in the shared file though the template called it: then the call is the place to show.
    let spans = std::iter::once(first.span).chain(first.trace.iter().map(|point| point.span.into()));
    let place = spans.into_iter().find(|span| span.id() == Some(world.main())).unwrap_or(first.span);
    if template.is_override {
        let line = world
            .range(place)
            .zip(place.id().and_then(|id| world.source(id).ok()))
            .and_then(|(range, source)| source.lines().byte_to_line(range.start))
            .and_then(|line| u32::try_from(line + 1).ok());
        let file = place.id().map_or_else(|| template.name.to_owned(), |id| id.vpath().get_without_slash().to_owned());
        return DocumentError::Template { file, line, message };
    }
    if message.starts_with("failed to decode image") || message.starts_with("failed to parse SVG") {
        return DocumentError::Image { field: "logo".to_owned(), message };
    }
    DocumentError::internal(format!("{}: {message}", template.name))
}
