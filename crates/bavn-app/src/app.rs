use crate::{
    asset::{Follow, KeptRegister},
    catalogue::CatalogueCache,
    continuity::KeptFacts,
    gap_analysis::KeptFigures,
    identity::PasswordHasher,
    import_export::KitosFetch,
    recovery::KeptOrders,
};
use bavn_db::Database;
use std::{path::PathBuf, sync::Arc};
use tokio::sync::Semaphore;

/// Bounds on what comes in and on work done at once.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Largest evidence file, bytes.
    pub attachment_bytes: usize,
    /// Largest spreadsheet to import, bytes.
    pub import_bytes: usize,
    /// Documents rendered at the same time.
    pub concurrent_documents: usize,
    /// Passwords hashed at the same time: each takes 19 MiB.
    pub concurrent_hashes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { attachment_bytes: 25_000_000, import_bytes: 10_000_000, concurrent_documents: 2, concurrent_hashes: 2 }
    }
}

/// What moves with an asset that becomes another, in the slices above the register, which does not know them.
pub(crate) const FOLLOWERS: &[Follow] = &[crate::continuity::follow_merge, crate::recovery::follow_merge];

/// What operations work on: the database of one municipality and the program's own means. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    db: Database,
    hasher: PasswordHasher,
    documents: Arc<Semaphore>,
    catalogue: Arc<CatalogueCache>,
    kept_figures: Arc<KeptFigures>,
    kept_orders: Arc<KeptOrders>,
    kept_register: Arc<KeptRegister>,
    kept_facts: Arc<KeptFacts>,
    limits: Arc<Limits>,
    template_folder: Option<Arc<PathBuf>>,
    kitos: Option<KitosFetch>,
}

impl App {
    /// Bavn on an open database.
    #[must_use]
    pub fn new(db: Database, limits: Limits, template_folder: Option<PathBuf>) -> Self {
        Self {
            db,
            hasher: PasswordHasher::new(limits.concurrent_hashes),
            documents: Arc::new(Semaphore::new(limits.concurrent_documents.max(1))),
            catalogue: Arc::new(CatalogueCache::default()),
            kept_figures: Arc::new(KeptFigures::default()),
            kept_orders: Arc::new(KeptOrders::default()),
            kept_register: Arc::new(KeptRegister::default()),
            kept_facts: Arc::new(KeptFacts::default()),
            limits: Arc::new(limits),
            template_folder: template_folder.map(Arc::new),
            kitos: None,
        }
    }

    /// The same, with a way to ask Kitos.
    #[must_use]
    pub const fn with_kitos(mut self, fetch: KitosFetch) -> Self {
        self.kitos = Some(fetch);
        self
    }

    /// The way to ask Kitos, when there is one.
    #[must_use]
    pub const fn kitos(&self) -> Option<KitosFetch> {
        self.kitos
    }

    /// The database.
    #[must_use]
    pub const fn db(&self) -> &Database {
        &self.db
    }

    /// Hashes and checks passwords.
    #[must_use]
    pub const fn hasher(&self) -> &PasswordHasher {
        &self.hasher
    }

    /// One permit for each document rendered at the same time.
    #[must_use]
    pub fn documents(&self) -> &Arc<Semaphore> {
        &self.documents
    }

    pub(crate) fn catalogue_cache(&self) -> &CatalogueCache {
        &self.catalogue
    }

    pub(crate) fn kept_orders(&self) -> &KeptOrders {
        &self.kept_orders
    }

    pub(crate) fn kept_register(&self) -> &KeptRegister {
        &self.kept_register
    }

    pub(crate) fn kept_facts(&self) -> &KeptFacts {
        &self.kept_facts
    }

    pub(crate) fn kept_figures(&self) -> &KeptFigures {
        &self.kept_figures
    }

    /// The bounds.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The municipality's own document templates.
    #[must_use]
    pub fn template_folder(&self) -> Option<&std::path::Path> {
        self.template_folder.as_deref().map(PathBuf::as_path)
    }
}
