//! Files of critical tasks that wait between looking and taking in; they stand among those of the registers, under a word of their own.

use super::{
    TaskAction, TaskImport, TaskWords,
    import::{Plan, plan},
    sheets::{self, limits},
};
use crate::{
    App, Context, Error, Result,
    import_export::{
        ImportCounts, ImportState,
        register::{TASKS, kept_file as file, kept_import as import},
    },
};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    ids::RegisterImportId,
    import_export::FileError,
};
use bavn_db::DbError;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

const KIND: &str = "register_import";
/// Files that are listed.
const LISTED: u64 = 20;

/// A file of critical tasks that waits or was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFile {
    /// The identifier.
    pub id: RegisterImportId,
    /// The file's name.
    pub file_name: String,
    /// Its bytes.
    pub size: i64,
    /// Whether it waits or was taken in.
    pub state: ImportState,
    /// What happened to its rows, once it was taken in.
    pub counts: ImportCounts,
    /// When it was uploaded.
    pub created_at: OffsetDateTime,
    /// By whom.
    pub created_by: String,
    /// When it was taken in.
    pub finished_at: Option<OffsetDateTime>,
}

fn of_row(row: import::Model) -> Result<TaskFile> {
    let unknown = |column, value: &str| DbError::UnknownValue { table: KIND, column, value: value.to_owned() };
    let state = [ImportState::Waiting, ImportState::Done].into_iter().find(|state| state.key() == row.state);
    Ok(TaskFile {
        id: row.id.into(),
        state: state.ok_or_else(|| unknown("state", &row.state))?,
        counts: serde_json::from_str(&row.counts).map_err(|_| unknown("counts", &row.counts))?,
        file_name: row.file_name,
        size: row.size,
        created_at: row.created_at,
        created_by: row.created_by,
        finished_at: row.finished_at,
    })
}

fn authorize(ctx: &Context) -> Result<Permit> {
    Ok(ctx.authorize(Action::ContinuityAdminister, Resource::Any)?)
}

/// Keeps a file until it is taken in or removed. That it is a table is checked first; what stands in it is for [`preview_task_file`] to say.
///
/// # Errors
/// [`Error::File`] when it is no table, [`Error::Invalid`], [`Error::Forbidden`], or the database failed.
pub async fn keep_task_file(
    app: &App,
    ctx: &Context,
    file_name: &str,
    bytes: Vec<u8>,
    words: &TaskWords,
) -> Result<RegisterImportId> {
    let permit = authorize(ctx)?;
    let mut faults = Vec::new();
    crate::check::text(&mut faults, "file", file_name, 1, 300);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let (size, max) = (bytes.len() as u64, limits().file_bytes);
    if size > max {
        return Err(Error::File(FileError::TooLarge { bytes: size, max }));
    }
    let own = words.clone();
    let bytes = tokio::task::spawn_blocking(move || sheets::read(&bytes, &own).map(|_| bytes)).await??;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = import::Model {
        id: ctx.new_id::<RegisterImportId>()?.0,
        register: TASKS.to_owned(),
        source: "file".to_owned(),
        file_name: file_name.to_owned(),
        sha256: hex::encode(Sha256::digest(&bytes)),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        mapping: "{}".to_owned(),
        state: ImportState::Waiting.key().to_owned(),
        counts: "{}".to_owned(),
        problem: String::new(),
        created_at: ctx.now(),
        created_by: ctx.actor().name().to_owned(),
        finished_at: None,
        undone_at: None,
        version: 1,
    };
    let after = json!({ "file": row.file_name, "sha256": row.sha256, "register": TASKS });
    let id = row.id;
    import::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    let content = file::ActiveModel { import_id: Set(id), content: Set(bytes) };
    file::Entity::insert(content).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", KIND, Some(id)).after(after)).await?;
    Ok(id.into())
}

/// A file that waits or was taken in.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], or the database failed.
pub async fn task_file(app: &App, ctx: &Context, id: RegisterImportId) -> Result<TaskFile> {
    let _ = authorize(ctx)?;
    find(app.db().read(), id).await
}

async fn find(conn: &impl ConnectionTrait, id: RegisterImportId) -> Result<TaskFile> {
    let row = import::Entity::find_by_id(id.0).filter(import::Column::Register.eq(TASKS)).one(conn).await?;
    of_row(row.ok_or(Error::NotFound { kind: KIND })?)
}

/// The latest files, newest first.
///
/// # Errors
/// [`Error::Forbidden`], or the database failed.
pub async fn task_files(app: &App, ctx: &Context) -> Result<Vec<TaskFile>> {
    let _ = authorize(ctx)?;
    let rows = import::Entity::find().filter(import::Column::Register.eq(TASKS));
    let rows = rows.order_by_desc(import::Column::CreatedAt).order_by_desc(import::Column::Id).limit(LISTED);
    rows.all(app.db().read()).await?.into_iter().map(of_row).collect()
}

async fn plan_of(app: &App, ctx: &Context, id: RegisterImportId, words: &TaskWords) -> Result<Plan> {
    let found = find(app.db().read(), id).await?;
    check_waiting(&found)?;
    let row = file::Entity::find_by_id(id.0).one(app.db().read()).await?;
    let content = row.map(|row| row.content).ok_or(Error::Closed { kind: KIND, reason: "imported" })?;
    plan(app, ctx, content, words).await
}

fn check_waiting(file: &TaskFile) -> Result<()> {
    match file.state {
        ImportState::Waiting => Ok(()),
        _ => Err(Error::Closed { kind: KIND, reason: "imported" }),
    }
}

/// What a file that waits would do, and what is wrong with it.
///
/// # Errors
/// [`Error::Closed`] when it was taken in, [`Error::NotFound`], [`Error::Forbidden`], or the database failed.
pub async fn preview_task_file(
    app: &App,
    ctx: &Context,
    id: RegisterImportId,
    words: &TaskWords,
) -> Result<TaskImport> {
    let _ = authorize(ctx)?;
    Ok(plan_of(app, ctx, id, words).await?.import)
}

/// Takes a file in that waits: all of it, or nothing when there are faults; then it goes on waiting.
///
/// # Errors
/// As [`preview_task_file`].
pub async fn take_task_file(app: &App, ctx: &Context, id: RegisterImportId, words: &TaskWords) -> Result<TaskImport> {
    let permit = authorize(ctx)?;
    let plan = plan_of(app, ctx, id, words).await?;
    if !plan.import.faults.is_empty() {
        return Ok(plan.import);
    }
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    check_waiting(&find(tx.conn(), id).await?)?;
    let taken = plan.store(&mut tx, ctx, &permit).await?;
    let counts = ImportCounts {
        rows: taken.rows.len(),
        created: taken.count(TaskAction::Create),
        updated: taken.count(TaskAction::Update),
        unchanged: taken.count(TaskAction::Same),
        ..ImportCounts::default()
    };
    let row = import::ActiveModel {
        id: Set(id.0),
        state: Set(ImportState::Done.key().to_owned()),
        counts: Set(json!(counts).to_string()),
        finished_at: Set(Some(ctx.now())),
        version: Set(2),
        ..Default::default()
    };
    import::Entity::update(row).exec_without_returning(tx.conn()).await?;
    file::Entity::delete_by_id(id.0).exec(tx.conn()).await?;
    let after = json!({ "counts": counts, "needs": taken.needs_changed() });
    tx.commit(AuditEvent::new(&permit, "import", KIND, Some(id.0)).after(after)).await?;
    Ok(taken)
}

/// Takes away a file that waits.
///
/// # Errors
/// [`Error::Closed`] when it was taken in, [`Error::NotFound`], [`Error::Forbidden`], or the database failed.
pub async fn remove_task_file(app: &App, ctx: &Context, id: RegisterImportId) -> Result<()> {
    let permit = authorize(ctx)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let found = find(tx.conn(), id).await?;
    check_waiting(&found)?;
    file::Entity::delete_by_id(id.0).exec(tx.conn()).await?;
    import::Entity::delete_by_id(id.0).exec(tx.conn()).await?;
    let before = json!({ "file": found.file_name });
    tx.commit(AuditEvent::new(&permit, "remove", KIND, Some(id.0)).before(before)).await?;
    Ok(())
}
