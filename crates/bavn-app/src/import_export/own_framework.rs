//! A municipality's own list of requirements as a framework, from a sheet.

use super::imported::{Incoming, LibraryDiff, known_urns, plan, store};
use crate::{
    App, Context, Error, FieldFault, Result,
    catalogue::{bump_revision, control, control_mapping, framework, get_catalogue, load_view},
    check,
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    catalogue::{Coverage, Relation},
    import_export::{
        FileError, FrameworkMeta, FrameworkSheet, FrameworkSheetTexts, Limits, RowFault, own_framework_urn,
        read_framework_sheet, write_framework_template,
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, sea_query::Expr};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A filled sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkFile {
    /// The file's name.
    pub name: String,
    /// Its bytes, XLSX.
    pub bytes: Vec<u8>,
    /// The key of the framework in addresses: at most 40 small letters a to z, digits, hyphens and full stops. A framework of the
    /// municipality's own with the key is updated.
    pub key: String,
    /// Its name, at most 200 characters.
    pub title: String,
}

/// What a sheet holds, and what taking it in changes or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FrameworkReport {
    /// What happens to the framework; nothing when there are faults.
    pub changes: Vec<LibraryDiff>,
    /// Mappings from controls that are new here: control, reference.
    pub new_mappings: usize,
    /// Mappings that say something else than before.
    pub changed_mappings: usize,
    /// What is wrong, by row and column.
    pub faults: Vec<RowFault>,
    /// How many faults there are, also those beyond the list.
    pub fault_count: usize,
    /// Whether it was stored. Nothing is while there are faults, or on a dry run.
    pub is_stored: bool,
}

/// The template for an own list, with blank rows for each category given.
///
/// # Errors
/// [`Error::NotFound`] for those who may not read the control set, or the file could not be made.
pub async fn export_framework_template(
    app: &App,
    ctx: &Context,
    texts: &FrameworkSheetTexts,
    categories: &[String],
) -> Result<Vec<u8>> {
    let _ = get_catalogue(app, ctx).await?;
    write_framework_template(texts, categories, ctx.now())
        .map_err(|error| Error::System { what: "export", message: error.to_string() })
}

/// Takes in a filled sheet as a framework of the municipality's own, unless it has faults or `dry_run` says not to: all in one transaction,
/// or nothing. Taking it in again keeps the answers; what is gone is archived with its answers. Mappings are added and changed, and none is
/// taken away; one that was taken away here stays away.
///
/// # Errors
/// [`Error::File`] when it is no readable workbook or has no such sheet, [`Error::TooLarge`], [`Error::Invalid`] when key or title cannot be
/// used, [`Error::Forbidden`], or the database failed. What is wrong in the rows stands in the report.
pub async fn import_framework(
    app: &App,
    ctx: &Context,
    file: FrameworkFile,
    texts: Vec<FrameworkSheetTexts>,
    dry_run: bool,
) -> Result<FrameworkReport> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let meta = FrameworkMeta { key: file.key.trim().to_owned(), title: file.title.trim().to_owned() };
    check_meta(app, &meta).await?;
    let view = load_view(app).await?;
    let codes = view.controls.iter().map(|control| control.code.to_uppercase()).collect();
    let digest = Sha256::new().chain_update(&file.bytes).chain_update(&meta.title).finalize();
    let limits = Limits { file_bytes: app.limits().import_bytes as u64, ..Limits::default() };
    let (name, named) = (file.name, meta.clone());
    // Reading is work for the processor: not on the threads that answer requests.
    let read = tokio::task::spawn_blocking(move || read_framework_sheet(&file.bytes, &limits, &texts, &named, &codes));
    let sheet = read.await?.map_err(|error| match error {
        FileError::TooLarge { .. } => Error::TooLarge { limit: app.limits().import_bytes },
        error => Error::File(error),
    })?;
    if sheet.fault_count > 0 {
        return Ok(FrameworkReport {
            faults: sheet.faults,
            fault_count: sheet.fault_count,
            ..FrameworkReport::default()
        });
    }
    let FrameworkSheet { framework, mappings, .. } = sheet;
    let incoming = [Incoming {
        urn: framework.urn.clone(),
        kind: "own",
        title: meta.title.clone(),
        edition: ctx.today().to_string(),
        locale: "da".to_owned(),
        provider: String::new(),
        copyright: String::new(),
        digest: hex::encode(digest),
        document: json!({ "file": name }).to_string(),
        frameworks: vec![framework],
        pairs: Vec::new(),
    }];
    let wanted: Vec<Wanted> = mappings
        .into_iter()
        .filter_map(|(urn, code, coverage)| Some(Wanted { urn, control: view.control_by_code(&code)?.id.0, coverage }))
        .collect();
    if dry_run {
        let conn = app.db().read();
        let changes = plan(conn, ctx, &incoming).await?.diffs;
        let merged = MappingPlan::of(conn, &wanted).await?;
        return Ok(FrameworkReport {
            changes,
            new_mappings: merged.new.len() + merged.unknown,
            changed_mappings: merged.changed.len(),
            ..FrameworkReport::default()
        });
    }
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let plan = plan(tx.conn(), ctx, &incoming).await?;
    let changes = plan.diffs.clone();
    store(tx.conn(), ctx, plan).await?;
    let merged = MappingPlan::of(tx.conn(), &wanted).await?;
    let mut report = FrameworkReport {
        new_mappings: merged.new.len(),
        changed_mappings: merged.changed.len(),
        changes,
        ..FrameworkReport::default()
    };
    if report.changes.iter().all(|change| change.is_same) && report.new_mappings + report.changed_mappings == 0 {
        tx.roll_back().await?;
        return Ok(report);
    }
    merged.store(tx.conn()).await?;
    bump_revision(tx.conn()).await?;
    let counts: Vec<_> = report
        .changes
        .iter()
        .flat_map(|change| &change.frameworks)
        .map(|one| json!({ "key": one.key, "new": one.new.len(), "changed": one.changed.len(), "missing": one.missing.len() }))
        .collect();
    let mappings = report.new_mappings + report.changed_mappings;
    let after = json!({ "file": name, "frameworks": counts, "mappings": mappings });
    tx.commit(AuditEvent::new(&permit, "import", "library", None).after(after)).await?;
    report.is_stored = true;
    Ok(report)
}

/// That key and title can be used: no framework of another origin has the key.
async fn check_meta(app: &App, meta: &FrameworkMeta) -> Result<()> {
    let mut faults = Vec::new();
    check::text(&mut faults, "key", &meta.key, 1, 40);
    check::text(&mut faults, "title", &meta.title, 1, 200);
    let is_key = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || matches!(one, '-' | '.');
    // A blank one is told of already.
    let is_usable = meta.key.is_empty() || meta.key.chars().any(|one| one.is_ascii_alphanumeric());
    if !is_usable || !meta.key.chars().all(is_key) {
        faults.push(FieldFault::new("key", "framework_key", &meta.key));
    }
    let found = framework::Entity::find().filter(framework::Column::Key.eq(&meta.key)).one(app.db().read()).await?;
    if found.is_some_and(|row| row.urn.as_deref() != Some(own_framework_urn(&meta.key).as_str())) {
        faults.push(FieldFault::new("key", "taken", &meta.key));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// That a control answers a requirement of the sheet.
struct Wanted {
    urn: String,
    control: Uuid,
    coverage: Coverage,
}

#[derive(Default)]
struct MappingPlan {
    new: Vec<control_mapping::Model>,
    changed: Vec<control_mapping::Model>,
    /// To requirements that are not here yet.
    unknown: usize,
}

impl MappingPlan {
    async fn of(conn: &impl ConnectionTrait, wanted: &[Wanted]) -> Result<Self> {
        let urns = known_urns(conn).await?;
        let controls: HashSet<Uuid> = wanted.iter().map(|one| one.control).collect();
        let stored = control_mapping::Entity::find().filter(control_mapping::Column::ControlId.is_in(controls));
        let stored: HashMap<(Uuid, Uuid), control_mapping::Model> =
            stored.all(conn).await?.into_iter().map(|row| ((row.control_id, row.requirement_id), row)).collect();
        let mut plan = Self::default();
        for one in wanted {
            let Some(requirement) = urns.get(&one.urn).copied() else {
                plan.unknown += 1;
                continue;
            };
            let relation = if one.coverage == Coverage::Full { Relation::SupersetOf } else { Relation::Intersects };
            match stored.get(&(one.control, requirement)) {
                // What somebody said of it here in other words holds, as long as it covers the same.
                Some(row) if row.is_removed || row.coverage == one.coverage.key() => {}
                Some(row) => plan.changed.push(control_mapping::Model {
                    relation: relation.key().to_owned(),
                    coverage: one.coverage.key().to_owned(),
                    ..row.clone()
                }),
                None => plan.new.push(control_mapping::Model {
                    control_id: one.control,
                    requirement_id: requirement,
                    relation: relation.key().to_owned(),
                    coverage: one.coverage.key().to_owned(),
                    rationale_da: String::new(),
                    rationale_en: String::new(),
                    origin: "own".to_owned(),
                    is_removed: false,
                }),
            }
        }
        Ok(plan)
    }

    async fn store(self, conn: &impl ConnectionTrait) -> Result<()> {
        let rows: Vec<control_mapping::Model> = self.new.into_iter().chain(self.changed).collect();
        let controls: HashSet<Uuid> = rows.iter().map(|row| row.control_id).collect();
        let mut replace = sea_orm::sea_query::OnConflict::columns([
            control_mapping::Column::ControlId,
            control_mapping::Column::RequirementId,
        ]);
        replace.update_columns([control_mapping::Column::Relation, control_mapping::Column::Coverage]);
        for chunk in rows.chunks(200) {
            let rows = chunk.iter().map(|row| row.clone().into_active_model());
            control_mapping::Entity::insert_many(rows)
                .on_conflict(replace.clone())
                .exec_without_returning(conn)
                .await?;
        }
        if !controls.is_empty() {
            control::Entity::update_many()
                .col_expr(control::Column::Version, Expr::cust("version + 1"))
                .filter(control::Column::Id.is_in(controls))
                .exec(conn)
                .await?;
        }
        Ok(())
    }
}
