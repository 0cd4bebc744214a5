//! Files that wait, and what became of them.

use super::{
    entity::{file, import, mapping as kept},
    own::OwnTypes,
    things::Permits,
    types::{ImportState, RegisterImport, from_row},
};
use crate::{
    App, Context, Error, FieldFault, Result,
    asset::all_types,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    ids::RegisterImportId,
    import_export::{
        FileError,
        table::{Cell, ImportWords, Mapping, MappingFault, Register, TableFile, TableLimits, suggest},
    },
};
use bavn_db::WriteTx;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use uuid::Uuid;

const KIND: &str = "register_import";

/// Permission to take tables into the registers.
pub(super) fn authorize(ctx: &Context) -> Result<Permits> {
    Permits::of(ctx)
}

/// Permission to see what was taken in; those who may not are told that there is none.
fn authorize_read(ctx: &Context) -> Result<Permit> {
    ctx.authorize_read(Action::AssetRead, Resource::Any, KIND)
}

/// What a table may take: as much as the installation allows.
pub(super) fn limits(app: &App) -> TableLimits {
    let most = app.limits().import_bytes as u64;
    TableLimits { file_bytes: TableLimits::default().file_bytes.max(most), ..TableLimits::default() }
}

pub(super) fn words() -> Result<&'static ImportWords> {
    ImportWords::shipped().map_err(|error| Error::Content(error.to_string()))
}

/// What the doors make of a file that cannot be read.
pub(super) fn file_error(error: FileError) -> Error {
    match error {
        FileError::TooLarge { max, .. } => Error::TooLarge { limit: usize::try_from(max).unwrap_or(usize::MAX) },
        other => Error::File(other),
    }
}

/// Opens a table, away from the threads that answer requests: unpacking is work for the processor.
pub(super) async fn open(app: &App, bytes: Vec<u8>) -> Result<TableFile> {
    let limits = limits(app);
    tokio::task::spawn_blocking(move || TableFile::open(&bytes, &limits).map_err(file_error)).await?
}

/// What was seen of a file.
pub(super) struct Seen {
    pub(super) file: Arc<TableFile>,
    size: usize,
    sha256: String,
    suggested: Mapping,
    /// Whose file it is.
    pub(super) source: String,
    headings: String,
}

/// Opens a file and suggests how to read it; the bytes come back.
pub(super) async fn look(app: &App, register: Register, bytes: Vec<u8>) -> Result<(Seen, Vec<u8>)> {
    let limits = limits(app);
    tokio::task::spawn_blocking(move || {
        let file = TableFile::open(&bytes, &limits).map_err(file_error)?;
        let (suggested, source, headings) = suggestion(&file, register, &limits)?;
        let sha256 = hex::encode(Sha256::digest(&bytes));
        Ok((Seen { file: Arc::new(file), size: bytes.len(), sha256, suggested, source, headings }, bytes))
    })
    .await?
}

/// How to read a file as far as its headings tell, whose file it is, and a digest of the headings.
fn suggestion(file: &TableFile, register: Register, limits: &TableLimits) -> Result<(Mapping, String, String)> {
    let sheet = file.sheet(None, limits).map_err(file_error)?.name.clone();
    let rows = file.first_rows(&sheet, 20, limits).map_err(file_error)?;
    let none = || Error::File(FileError::NoTable { sheets: vec![sheet.clone()] });
    let header = TableFile::header_row(&rows).ok_or_else(none)?;
    let headings: Vec<String> = header.cells.iter().map(Cell::shown).collect();
    let suggestion = suggest(&headings, register, words()?);
    let source = suggestion.preset.clone().unwrap_or_else(|| "file".to_owned());
    let sheet = Some(sheet).filter(|sheet| !sheet.is_empty());
    let digest = Sha256::digest(json!([register, headings]).to_string());
    Ok((Mapping::of(register, sheet, &suggestion), source, hex::encode(digest)))
}

impl Seen {
    /// The mapping that was used last for the same headings, or else the suggested one.
    pub(super) async fn mapping(&self, conn: &impl ConnectionTrait) -> Result<Mapping> {
        let last = kept::Entity::find()
            .filter(kept::Column::Register.eq(self.suggested.register.key()))
            .filter(kept::Column::Headings.eq(&self.headings))
            .one(conn)
            .await?;
        match last.and_then(|row| serde_json::from_str::<Mapping>(&row.mapping).ok()) {
            Some(last) => Ok(Mapping { sheet: self.suggested.sheet.clone(), ..last }),
            None => fitted(conn, self.suggested.clone()).await,
        }
    }

    /// Puts a file down as an import that waits, without its content, and notes it for the log.
    pub(super) async fn put(
        &self,
        tx: &mut WriteTx,
        ctx: &Context,
        permit: &Permit,
        name: &str,
        mapping: &Mapping,
    ) -> Result<RegisterImport> {
        let row = import::Model {
            id: ctx.new_id::<RegisterImportId>()?.0,
            register: mapping.register.key().to_owned(),
            source: self.source.clone(),
            file_name: name.to_owned(),
            sha256: self.sha256.clone(),
            size: i64::try_from(self.size).unwrap_or(i64::MAX),
            mapping: json!(mapping).to_string(),
            state: ImportState::Waiting.key().to_owned(),
            counts: "{}".to_owned(),
            problem: String::new(),
            created_at: ctx.now(),
            created_by: ctx.actor().name().to_owned(),
            finished_at: None,
            undone_at: None,
            version: 1,
        };
        import::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
        let after =
            json!({ "file": row.file_name, "sha256": row.sha256, "register": row.register, "source": row.source });
        tx.record(AuditEvent::new(permit, "create", KIND, Some(row.id)).after(after));
        from_row(row)
    }
}

pub(super) fn check_name(name: &str) -> Result<()> {
    let mut faults = Vec::new();
    crate::check::text(&mut faults, "file", name, 1, 300);
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// Stores a file as an import that waits, with the mapping that was used last for the same headings, or else a suggested one.
///
/// # Errors
/// [`Error::File`] when it is no table, [`Error::TooLarge`], [`Error::Invalid`], [`Error::Forbidden`], or the database failed.
pub async fn upload_table(
    app: &App,
    ctx: &Context,
    register: Register,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<RegisterImport> {
    let permit = authorize(ctx)?.assets;
    check_name(file_name)?;
    let (seen, bytes) = look(app, register, bytes).await?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let mapping = seen.mapping(tx.conn()).await?;
    let import = seen.put(&mut tx, ctx, &permit, file_name, &mapping).await?;
    let content = file::ActiveModel { import_id: Set(import.id.0), content: Set(bytes) };
    file::Entity::insert(content).exec_without_returning(tx.conn()).await?;
    tx.commit_recorded().await?;
    Ok(import)
}

/// An import.
///
/// # Errors
/// [`Error::NotFound`], also for those who may not read the register, or the database failed.
pub async fn get_import(app: &App, ctx: &Context, id: RegisterImportId) -> Result<RegisterImport> {
    find(app.db().read(), ctx, id).await
}

pub(super) async fn find(conn: &impl ConnectionTrait, ctx: &Context, id: RegisterImportId) -> Result<RegisterImport> {
    let row = import::Entity::find_by_id(id.0).filter(import::Column::Register.ne(super::TASKS));
    let row = row.one(conn).await?.ok_or(Error::NotFound { kind: KIND })?;
    let _ = authorize_read(ctx)?;
    from_row(row)
}

/// The imports, newest first.
///
/// # Errors
/// [`Error::NotFound`] for those who may not read the register, or the database failed.
pub async fn list_imports(app: &App, ctx: &Context, page: PageRequest) -> Result<Page<RegisterImport>> {
    let _ = authorize_read(ctx)?;
    let conn = app.db().read();
    let query = import::Entity::find().filter(import::Column::Register.ne(super::TASKS));
    let query = query.order_by_desc(import::Column::CreatedAt).order_by_desc(import::Column::Id);
    let total = query.clone().count(conn).await?;
    let rows = query.offset(page.offset()).limit(page.size()).all(conn).await?;
    Ok(Page { rows: rows.into_iter().map(from_row).collect::<Result<Vec<_>>>()?, total, request: page })
}

/// The bytes of a file that waits.
pub(super) async fn content(conn: &impl ConnectionTrait, id: RegisterImportId) -> Result<Vec<u8>> {
    let row = file::Entity::find_by_id(id.0).one(conn).await?;
    row.map(|row| row.content).ok_or(Error::Closed { kind: KIND, reason: "imported" })
}

/// Changes how a file that waits is read.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong with the mapping, [`Error::Conflict`], [`Error::Closed`] when it was run, [`Error::NotFound`], or the
/// database failed.
pub async fn set_mapping(
    app: &App,
    ctx: &Context,
    id: RegisterImportId,
    version: i32,
    mapping: Mapping,
) -> Result<RegisterImport> {
    let old = get_import(app, ctx, id).await?;
    let permit = authorize(ctx)?.assets;
    check_mapping(old.register, &mapping)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find(tx.conn(), ctx, id).await?;
    check_waiting(&old)?;
    if old.version != version {
        return Err(Error::Conflict { kind: KIND, current: old.version });
    }
    let own = |mapping: &Mapping| mapping.constants.get("own_type").cloned();
    let mapping = if own(&mapping) == own(&old.mapping) { mapping } else { fitted(tx.conn(), mapping).await? };
    if old.mapping == mapping {
        tx.roll_back().await?;
        return Ok(old);
    }
    let row = import::ActiveModel {
        id: Set(id.0),
        mapping: Set(json!(mapping).to_string()),
        version: Set(version + 1),
        ..Default::default()
    };
    import::Entity::update(row).exec_without_returning(tx.conn()).await?;
    let event = AuditEvent::new(&permit, "update", KIND, Some(id.0)).before(json!(old.mapping)).after(json!(mapping));
    tx.commit(event).await?;
    Ok(RegisterImport { mapping, version: version + 1, ..old })
}

/// A mapping with the columns that are named as own fields read into these.
pub(super) async fn fitted(conn: &impl ConnectionTrait, mut mapping: Mapping) -> Result<Mapping> {
    if mapping.register == Register::Assets {
        OwnTypes::of(all_types(conn).await?).fit(&mut mapping);
    }
    Ok(mapping)
}

pub(super) fn check_mapping(register: Register, mapping: &Mapping) -> Result<()> {
    if mapping.register != register {
        return Err(Error::invalid("register", "unknown", mapping.register.key()));
    }
    let fault = |fault: MappingFault| match fault {
        MappingFault::UnknownField { field } => FieldFault::new("columns", "unknown", field),
        MappingFault::TwiceRead { field, first, second } => {
            FieldFault::new("columns", "read_twice", field).with("first", first).with("second", second)
        }
        MappingFault::NoKey { key } => FieldFault::new("key", "not_read", key),
        MappingFault::NoName => FieldFault::new("columns", "no_name", ""),
    };
    let faults: Vec<FieldFault> = mapping.faults().into_iter().map(fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// That an import waits: nothing of it was stored, and nobody runs it.
pub(super) fn check_waiting(import: &RegisterImport) -> Result<()> {
    let reason = match import.state {
        // That one runs is known to its process only, and never stored.
        ImportState::Waiting | ImportState::Running => return Ok(()),
        ImportState::Done => "imported",
        ImportState::Undone => "undone",
    };
    Err(Error::Closed { kind: KIND, reason })
}

/// Takes away a file that waits.
///
/// # Errors
/// [`Error::Closed`] when it was run, [`Error::NotFound`], or the database failed.
pub async fn remove_import(app: &App, ctx: &Context, id: RegisterImportId) -> Result<()> {
    let _ = get_import(app, ctx, id).await?;
    let permit = authorize(ctx)?.assets;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let found = find(tx.conn(), ctx, id).await?;
    check_waiting(&found)?;
    file::Entity::delete_by_id(id.0).exec(tx.conn()).await?;
    import::Entity::delete_by_id(id.0).exec(tx.conn()).await?;
    let before = json!({ "file": found.file_name, "sha256": found.sha256 });
    tx.commit(AuditEvent::new(&permit, "remove", KIND, Some(id.0)).before(before)).await?;
    Ok(())
}

/// Keeps how a file was read, for the next one with the same headings.
pub(super) async fn keep_mapping(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    seen: &Seen,
    mapping: &Mapping,
) -> Result<()> {
    let register = mapping.register.key();
    kept::Entity::delete_many()
        .filter(kept::Column::Register.eq(register))
        .filter(kept::Column::Headings.eq(&seen.headings))
        .exec(conn)
        .await?;
    let row = kept::Model {
        id: ctx.new_id::<Uuid>()?,
        register: register.to_owned(),
        headings: seen.headings.clone(),
        mapping: json!(mapping).to_string(),
        updated_at: ctx.now(),
        updated_by: ctx.actor().name().to_owned(),
    };
    kept::Entity::insert(row.into_active_model()).exec_without_returning(conn).await?;
    Ok(())
}
