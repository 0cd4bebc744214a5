//! What a template can see: itself, the shared file, its data, its images and three fonts. No disk, no network, no clock.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use super::fonts::FONTS;
use crate::DocumentError;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What every template may import as `/bavn.typ`.
const SHARED: &str = include_str!("../../assets/typst/bavn.typ");

/// A file a template may read.
#[derive(Clone)]
pub(crate) struct File {
    /// Name without a leading slash.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The whole world of one document.
pub(crate) struct PageWorld {
    main: Source,
    shared: Source,
    files: HashMap<FileId, Bytes>,
    today: Option<Datetime>,
}

fn id(name: &str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(name).map_err(DocumentError::internal)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// A template as Typst reads it, read once and kept with its other results.
#[comemo::memoize]
fn source(id: FileId, text: &str) -> Source {
    Source::new(id, text.to_owned())
}

impl PageWorld {
    pub(super) fn new(
        name: &str,
        template: &str,
        data: Vec<u8>,
        files: Vec<File>,
        today: Option<Datetime>,
    ) -> Result<Self, DocumentError> {
        let main = source(id(name)?, template);
        let shared = source(id("bavn.typ")?, SHARED);
        let mut all = HashMap::with_capacity(files.len() + 1);
        all.insert(id("data.json")?, Bytes::new(data));
        for file in files {
            all.insert(id(&file.name)?, Bytes::new(file.bytes));
        }
        Ok(Self { main, shared, files: all, today })
    }
}

impl World for PageWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.0
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.shared]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.1.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
