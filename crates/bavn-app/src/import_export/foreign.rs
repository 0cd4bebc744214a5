//! Libraries of CISO Assistant and OSCAL documents: read, shown, and taken in.

use super::imported::{Incoming, LibraryDiff, known_urns, pairs_of, plan, store};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    import_export::{
        ImportSummary,
        library::{Library, LibraryRead, adopt, read_library, urn_key},
        oscal::{Catalog, Document, OscalRead, ResolveError, framework_of_catalog, read_oscal, resolve},
        tree::{Finding, Problem, TreeLimits},
    },
};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;

/// Which format files are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignFormat {
    /// Libraries of CISO Assistant.
    Library,
    /// OSCAL in JSON, YAML or XML. A profile is resolved by the catalogs given with it.
    Oscal,
    /// Either, by what each file looks like.
    Any,
}

/// A file as it came.
#[derive(Clone, Debug)]
pub struct ForeignFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What files hold, and what taking them in changes or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ForeignReport {
    /// Each file, in the order given.
    pub files: Vec<ImportSummary>,
    /// What changes, for each library and catalog.
    pub changes: Vec<LibraryDiff>,
    /// The errors of the files as facts, each with the name of its file.
    #[serde(skip)]
    pub faults: Vec<(String, Finding)>,
    /// Whether it was stored. Nothing is when a file has errors, or on a dry run.
    pub is_stored: bool,
}

impl ForeignReport {
    /// Whether any file has errors; then nothing of all of them is stored.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.files.iter().any(|file| !file.errors.is_empty())
    }

    /// Whether taking them in would change anything.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        self.changes.iter().any(|change| !change.is_same)
    }
}

/// Reads files, and takes them in unless one has errors or `dry_run` says not to: all in one transaction, or nothing.
///
/// Requirements keep their identifiers by URN or reference, and so their answers; what is gone is archived with its answers. Mappings of
/// files that were taken in before get the ends that come now, and are listed among the changes.
///
/// # Errors
/// [`crate::Error::Forbidden`], or the database failed. What is wrong with a file stands in the report.
pub async fn import_foreign(
    app: &App,
    ctx: &Context,
    format: ForeignFormat,
    files: Vec<ForeignFile>,
    dry_run: bool,
) -> Result<ForeignReport> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    // Reading is work for the processor: not on the threads that answer requests.
    let read = tokio::task::spawn_blocking(move || read_all(format, files)).await?;
    let known = known_urns(app.db().read()).await?;
    let mut urns: HashSet<String> = known.into_keys().collect();
    urns.extend(read.iter().filter_map(|file| file.outcome.as_ref().ok()).flat_map(Taken::urns));
    let mut report = ForeignReport {
        files: read.iter().map(|file| file.summary(&urns)).collect(),
        changes: Vec::new(),
        faults: Vec::new(),
        is_stored: false,
    };
    report.faults = faults(&read);
    for (file, fault) in &report.faults {
        if let Some(summary) = report.files.iter_mut().find(|summary| summary.file == *file) {
            summary.errors.push(fault.to_string());
        }
    }
    if report.has_errors() {
        return Ok(report);
    }
    let incoming: Vec<Incoming> = read.into_iter().filter_map(ReadFile::into_incoming).collect::<Result<_>>()?;
    if dry_run || incoming.is_empty() {
        report.changes = plan(app.db().read(), ctx, &incoming).await?.diffs;
        return Ok(report);
    }
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let plan = plan(tx.conn(), ctx, &incoming).await?;
    report.changes.clone_from(&plan.diffs);
    if plan.is_empty() || !report.has_changes() {
        return Ok(report);
    }
    store(tx.conn(), ctx, plan).await?;
    tx.commit(AuditEvent::new(&permit, "import", "library", None).after(logged(&report))).await?;
    report.is_stored = true;
    Ok(report)
}

/// What is wrong with the files, each by itself and all together: no library and no framework comes twice in one go.
fn faults(read: &[ReadFile]) -> Vec<(String, Finding)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for file in read {
        match &file.outcome {
            Err(faults) => found.extend(faults.iter().map(|fault| (file.name.clone(), fault.clone()))),
            Ok(taken) => {
                for urn in taken.names() {
                    if !seen.insert(urn.clone()) {
                        let problem = Problem::Repeated { what: "library".to_owned() };
                        found.push((file.name.clone(), Finding::new(problem).found(&urn)));
                    }
                }
            }
        }
    }
    found
}

/// What the audit log keeps: figures, not the texts.
fn logged(report: &ForeignReport) -> Value {
    let changes: Vec<Value> = report
        .changes
        .iter()
        .map(|change| {
            let frameworks: Vec<Value> = change
                .frameworks
                .iter()
                .map(|framework| {
                    json!({
                        "key": framework.key,
                        "new": framework.new.len(),
                        "changed": framework.changed.len(),
                        "missing": framework.missing.len(),
                    })
                })
                .collect();
            json!({ "urn": change.urn, "edition": change.edition, "frameworks": frameworks, "links": change.links })
        })
        .collect();
    json!({ "files": report.files.iter().map(|file| &file.file).collect::<Vec<_>>(), "changes": changes })
}

struct ReadFile {
    name: String,
    digest: String,
    outcome: std::result::Result<Taken, Vec<Finding>>,
}

enum Taken {
    Library(Box<LibraryRead>),
    /// With the catalog that a profile was resolved to.
    Oscal(Box<OscalRead>, Option<Box<Catalog>>),
}

fn read_all(format: ForeignFormat, files: Vec<ForeignFile>) -> Vec<ReadFile> {
    let mut read: Vec<ReadFile> = files.into_iter().map(|file| read_one(format, file)).collect();
    let catalogs: Vec<(String, Catalog)> = read
        .iter()
        .filter_map(|file| match &file.outcome {
            Ok(Taken::Oscal(read, _)) => match &read.document {
                Document::Catalog(catalog) => Some((file.name.clone(), catalog.as_ref().clone())),
                _ => None,
            },
            _ => None,
        })
        .collect();
    for file in &mut read {
        if let Ok(Taken::Oscal(read, resolved)) = &mut file.outcome
            && let Document::Profile(profile) = &read.document
        {
            match resolve(profile, &catalogs) {
                Ok(catalog) => *resolved = Some(Box::new(catalog)),
                Err(error) => file.outcome = Err(vec![unresolved(&error)]),
            }
        }
    }
    read
}

fn unresolved(error: &ResolveError) -> Finding {
    let (problem, value) = match error {
        ResolveError::UnknownSource { href } => (Problem::Unresolved { what: "catalog".to_owned() }, href.clone()),
        ResolveError::UnknownControls { ids, .. } => {
            (Problem::Unresolved { what: "control".to_owned() }, ids.join(", "))
        }
        ResolveError::CustomMerge => {
            let allowed = vec!["as-is".to_owned(), "flat".to_owned()];
            (Problem::NotOneOf { allowed }, "custom".to_owned())
        }
    };
    let path = if matches!(error, ResolveError::CustomMerge) { "profile/merge" } else { "profile/imports" };
    Finding::new(problem).at(path).found(&value)
}

fn read_one(format: ForeignFormat, file: ForeignFile) -> ReadFile {
    let limits = TreeLimits::default();
    let digest = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let is_library = match format {
        ForeignFormat::Library => true,
        ForeignFormat::Oscal => false,
        ForeignFormat::Any => looks_like_library(&file.bytes),
    };
    let outcome = if is_library {
        read_library(&file.bytes, &limits).map(|read| Taken::Library(Box::new(read)))
    } else {
        read_oscal(&file.bytes, &limits).map(|read| Taken::Oscal(Box::new(read), None))
    };
    ReadFile { name: file.name, digest, outcome }
}

/// A library has `objects:` at the start of a line; no OSCAL document does.
fn looks_like_library(bytes: &[u8]) -> bool {
    let wanted = b"objects:";
    bytes.starts_with(wanted)
        || bytes.windows(wanted.len() + 1).any(|window| window[0] == b'\n' && &window[1..] == wanted)
}

impl Taken {
    /// What it is called, and its frameworks.
    fn names(&self) -> Vec<String> {
        match self {
            Self::Library(read) => {
                let frameworks = read.library.objects.frameworks.iter().map(|one| urn_key(&one.urn));
                frameworks.chain([urn_key(&read.library.urn)]).collect()
            }
            Self::Oscal(read, resolved) => match (&read.document, resolved) {
                (Document::Catalog(catalog), _) => vec![catalog.uuid.to_lowercase()],
                (_, Some(catalog)) => vec![catalog.uuid.to_lowercase()],
                _ => Vec::new(),
            },
        }
    }

    fn urns(&self) -> Vec<String> {
        match self {
            Self::Library(read) => {
                let frameworks = read.library.objects.frameworks.iter();
                frameworks.flat_map(|one| &one.requirement_nodes).map(|node| urn_key(&node.urn)).collect()
            }
            Self::Oscal(..) => Vec::new(),
        }
    }
}

impl ReadFile {
    fn summary(&self, known: &HashSet<String>) -> ImportSummary {
        match &self.outcome {
            Ok(Taken::Library(read)) => ImportSummary::of_library(&self.name, read, known),
            Ok(Taken::Oscal(read, resolved)) => ImportSummary::of_oscal(&self.name, read, resolved.as_deref()),
            Err(_) => ImportSummary::of_errors(&self.name, []),
        }
    }

    /// What of it is stored; nothing for models without requirements.
    fn into_incoming(self) -> Option<Result<Incoming>> {
        match self.outcome {
            Ok(Taken::Library(read)) => Some(of_library(read.library, self.digest)),
            Ok(Taken::Oscal(read, resolved)) => {
                let catalog = match (&read.document, resolved) {
                    (_, Some(resolved)) => *resolved,
                    (Document::Catalog(own), None) => own.as_ref().clone(),
                    _ => return None,
                };
                Some(of_catalog(&catalog, self.digest))
            }
            Err(_) => None,
        }
    }
}

fn document(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| crate::Error::System { what: "writing JSON", message: error.to_string() })
}

fn of_library(library: Library, digest: String) -> Result<Incoming> {
    let document = document(&library)?;
    let pairs = pairs_of(&library);
    Ok(Incoming {
        urn: urn_key(&library.urn),
        kind: "library",
        title: library.name.clone(),
        edition: library.version.clone(),
        locale: library.locale.clone(),
        provider: library.provider.clone().unwrap_or_default(),
        copyright: library.copyright.clone().unwrap_or_default(),
        digest,
        document,
        frameworks: library.objects.frameworks.iter().map(adopt).collect(),
        pairs,
    })
}

fn of_catalog(catalog: &Catalog, digest: String) -> Result<Incoming> {
    let framework = framework_of_catalog(catalog);
    let parties = catalog.metadata.extra.get("parties").and_then(Value::as_array);
    let provider = parties.and_then(|parties| parties.first()?.get("name")?.as_str()).unwrap_or_default();
    Ok(Incoming {
        urn: format!("urn:uuid:{}", catalog.uuid.to_lowercase()),
        kind: "oscal",
        title: catalog.metadata.title.clone(),
        edition: catalog.metadata.version.clone(),
        locale: "en".to_owned(),
        provider: provider.to_owned(),
        copyright: String::new(),
        digest,
        document: document(catalog)?,
        frameworks: vec![adopt(&framework)],
        pairs: Vec::new(),
    })
}
