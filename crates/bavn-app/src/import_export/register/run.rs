//! Taking a file in: all of it in one transaction, or nothing.

use super::{
    entity::{file, import, row},
    job::{
        authorize, check_mapping, check_waiting, content, file_error, find, get_import, keep_mapping, limits, look,
        words,
    },
    plan::{Planned, Planner},
    preview::{Preview, preview},
    progress::Running,
    things::{self, Change, Kind, Permits, Thing},
    types::{ImportCounts, ImportState, RegisterImport, RowAction},
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::Permit,
    audit_log::AuditEvent,
    ids::RegisterImportId,
    import_export::{
        FileError,
        table::{Mapping, Read, Record, Register, TableFile, TableLimits, TableReader},
    },
};
use bavn_db::WriteTx;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel as _};
use serde_json::json;
use tokio::{sync::mpsc, task::JoinHandle};
use uuid::Uuid;

/// Records that are worked on at once: one statement each to look them up and to store them.
const CHUNK: usize = 500;

/// Faults of an import that is stopped that are kept with it.
const FAULTS: usize = 5;

/// The records of a file, while it is read by another thread.
pub(super) struct Records {
    chunks: mpsc::Receiver<Vec<Record>>,
    reader: JoinHandle<Result<Read, FileError>>,
}

/// Reads a file on a thread of its own, two chunks ahead at most, so that memory does not grow with the file's rows.
pub(super) fn stream(bytes: Vec<u8>, mapping: Mapping, limits: TableLimits) -> Records {
    let (sender, chunks) = mpsc::channel(2);
    let reader = tokio::task::spawn_blocking(move || {
        let words = words().map_err(|error| FileError::Broken { detail: error.to_string() })?;
        let file = TableFile::open(&bytes, &limits)?;
        // A workbook was packed anew; the text of a CSV file was decoded.
        drop(bytes);
        let stopped = || FileError::Broken { detail: "nobody reads on".to_owned() };
        let mut chunk = Vec::with_capacity(CHUNK);
        let read = TableReader::new(&file, &mapping, words, limits).read(&mut |record| {
            chunk.push(record);
            if chunk.len() < CHUNK {
                return Ok(());
            }
            sender.blocking_send(std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK))).map_err(|_| stopped())
        })?;
        if !chunk.is_empty() {
            sender.blocking_send(chunk).map_err(|_| stopped())?;
        }
        Ok(read)
    });
    Records { chunks, reader }
}

impl Records {
    /// The next records; nothing at the end, good or bad.
    pub(super) async fn next(&mut self) -> Option<Vec<Record>> {
        self.chunks.recv().await
    }

    /// What was read, or why it was not.
    pub(super) async fn finish(self) -> Result<Read> {
        drop(self.chunks);
        self.reader.await?.map_err(file_error)
    }
}

/// Takes in a file that waits. With `skip_faulty` rows with faults are left out; else a fault anywhere means that nothing is stored.
///
/// # Errors
/// [`Error::Closed`] when it runs, was run or has faults, [`Error::File`], [`Error::NotFound`], or the database failed; then nothing was stored.
pub async fn run_import(app: &App, ctx: &Context, id: RegisterImportId, skip_faulty: bool) -> Result<RegisterImport> {
    let found = get_import(app, ctx, id).await?;
    check_waiting(&found)?;
    let permits = authorize(ctx)?;
    let running = Running::begin(id).ok_or(Error::Closed { kind: "register_import", reason: "running" })?;
    run(app, ctx, &permits, found, skip_faulty, &running).await
}

/// Starts taking in a file that waits, and comes back at once; [`super::Progress`] tells how far it is. What stopped it is kept with the import.
///
/// # Errors
/// [`Error::Closed`] when it runs or was run, [`Error::NotFound`], or the database failed.
pub async fn start_import(app: &App, ctx: &Context, id: RegisterImportId, skip_faulty: bool) -> Result<()> {
    let found = get_import(app, ctx, id).await?;
    check_waiting(&found)?;
    let permits = authorize(ctx)?;
    let running = Running::begin(id).ok_or(Error::Closed { kind: "register_import", reason: "running" })?;
    let (app, ctx) = (app.clone(), ctx.clone());
    tokio::spawn(async move {
        if let Err(error) = run(&app, &ctx, &permits, found, skip_faulty, &running).await {
            // When even that cannot be stored, the database is gone and there is nothing left to tell it to.
            let _ = keep_problem(&app, &ctx, &permits.assets, id, &error).await;
        }
    });
    Ok(())
}

async fn keep_problem(app: &App, ctx: &Context, permit: &Permit, id: RegisterImportId, error: &Error) -> Result<()> {
    let tx = app.db().write_tx(permit, ctx.change()).await?;
    let problem = told(error);
    let row = import::ActiveModel { id: Set(id.0), problem: Set(problem.clone()), ..Default::default() };
    import::Entity::update(row).exec_without_returning(tx.conn()).await?;
    let event = AuditEvent::new(permit, "update", "register_import", Some(id.0)).after(json!({ "problem": problem }));
    tx.commit(event).await?;
    Ok(())
}

/// What stopped an import: of faults the first ones, each with its field and value.
fn told(error: &Error) -> String {
    let Error::Invalid(faults) = error else { return error.to_string() };
    let fault = |fault: &FieldFault| format!("{}: {} ({})", fault.field, fault.code, fault.value);
    let shown: Vec<String> = faults.iter().take(FAULTS).map(fault).collect();
    let more = if faults.len() > FAULTS { "; …" } else { "" };
    format!("{error}: {}{more}", shown.join("; "))
}

async fn run(
    app: &App,
    ctx: &Context,
    permits: &Permits,
    found: RegisterImport,
    skip_faulty: bool,
    running: &Running,
) -> Result<RegisterImport> {
    let bytes = content(app.db().read(), found.id).await?;
    if found.is_lists() {
        return super::kitos::run_lists(app, ctx, permits, &found, &bytes).await;
    }
    let (register, limits) = (found.register, limits(app));
    let look_at = bytes.clone();
    let seen = tokio::task::spawn_blocking(move || look(&look_at, register, &limits)).await??;
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    // Another process may have taken it in meanwhile.
    let found = find(tx.conn(), ctx, found.id).await?;
    check_waiting(&found)?;
    let mut planner = Planner::load(tx.conn(), Kind::of(register), &found.mapping, &found.source).await?;
    let mut counts = ImportCounts::default();
    let mut place = 0;
    let mut records = stream(bytes, found.mapping.clone(), limits);
    while let Some(chunk) = records.next().await {
        let rows = chunk.len();
        let planned = planner.plan(tx.conn(), permits, chunk).await?;
        planned.iter().for_each(|one| one.action.count(&mut counts));
        let rows_of = store(&mut tx, ctx, permits, (found.id, planner.kind), planned, &mut place).await?;
        write_rows(&tx, rows_of).await?;
        // What was noted goes to the log by and by, so that memory does not grow with the file's rows.
        tx.flush().await?;
        running.add(rows);
    }
    let mut read = records.finish().await?;
    planner.tell(&mut read, &limits);
    counts.rows = read.rows;
    counts.faulty = read.faulty_rows;
    if read.fault_count > 0 && !skip_faulty {
        tx.roll_back().await?;
        return Err(Error::Closed { kind: "register_import", reason: "faulty" });
    }
    keep_mapping(tx.conn(), ctx, &seen.headings, &found.mapping).await?;
    file::Entity::delete_by_id(found.id.0).exec(tx.conn()).await?;
    let done = RegisterImport {
        state: ImportState::Done,
        counts,
        problem: String::new(),
        finished_at: Some(ctx.now()),
        version: found.version + 1,
        ..found
    };
    update(&tx, &done).await?;
    let after =
        json!({ "file": done.file_name, "sha256": done.sha256, "register": done.register, "counts": done.counts });
    tx.commit(AuditEvent::new(&permits.assets, "import", "register_import", Some(done.id.0)).after(after)).await?;
    Ok(done)
}

/// Writes what became of an import.
pub(super) async fn update(tx: &WriteTx, done: &RegisterImport) -> Result<()> {
    let row = import::ActiveModel {
        id: Set(done.id.0),
        state: Set(done.state.key().to_owned()),
        counts: Set(json!(done.counts).to_string()),
        problem: Set(done.problem.clone()),
        finished_at: Set(done.finished_at),
        undone_at: Set(done.undone_at),
        version: Set(done.version),
        ..Default::default()
    };
    import::Entity::update(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Stores what some records do; what is to be kept of each that changes something.
pub(super) async fn store(
    tx: &mut WriteTx,
    ctx: &Context,
    permits: &Permits,
    (import, kind): (RegisterImportId, Kind),
    planned: Vec<Planned>,
    place: &mut i32,
) -> Result<Vec<row::Model>> {
    let is_back = |one: &&Planned| one.action == RowAction::Restore;
    let back = planned.iter().filter(is_back).filter_map(|one| one.old.clone()).map(Change::Restore).collect();
    things::store(tx, ctx, permits, kind, back).await?;
    let (mut changes, mut kept) = (Vec::new(), Vec::new());
    for one in planned {
        let before = one.old.as_ref().map(|thing| json!(thing.map).to_string());
        // Taking it into use again was a change of its own.
        let version = |thing: &Thing| thing.version + i32::from(one.action == RowAction::Restore);
        let change = match (one.action, one.map, one.old) {
            (RowAction::Archive | RowAction::Remove, _, Some(thing)) => Change::Archive(thing),
            (_, Some(map), Some(thing)) => Change::Update { id: thing.id, version: version(&thing), map },
            (_, Some(map), None) => Change::Create(map),
            (_, None, _) => continue,
        };
        changes.push(change);
        *place += 1;
        kept.push(row::Model {
            import_id: import.0,
            place: *place,
            row: i32::try_from(one.row).unwrap_or(i32::MAX),
            action: one.action.key().to_owned(),
            object_kind: kind.key().to_owned(),
            object_id: Uuid::nil(),
            before: before.unwrap_or_default(),
            written: if one.written.is_empty() { String::new() } else { json!(one.written).to_string() },
            version_after: 0,
        });
    }
    for (row, (id, version)) in kept.iter_mut().zip(things::store(tx, ctx, permits, kind, changes).await?) {
        row.object_id = id;
        row.version_after = version;
    }
    Ok(kept)
}

pub(super) async fn write_rows(tx: &WriteTx, rows: Vec<row::Model>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(row::Model::into_active_model);
    row::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes a file in at once: uploads it, looks at it, and runs it unless `dry_run` says not to, or it has faults and `skip_faulty` does not say to
/// leave those rows out. Without a mapping the one used last for the same headings counts, or else the suggested one.
///
/// # Errors
/// As [`super::upload_table`], [`super::set_mapping`] and [`run_import`].
pub async fn import_table(
    app: &App,
    ctx: &Context,
    register: Register,
    file: (&str, Vec<u8>),
    change: impl FnOnce(&mut Mapping) + Send,
    (dry_run, skip_faulty): (bool, bool),
) -> Result<(Preview, Option<RegisterImport>)> {
    let (name, bytes) = file;
    let _ = authorize(ctx)?;
    let limits = limits(app);
    let looked = tokio::task::spawn_blocking(move || look(&bytes, register, &limits).map(|seen| (seen, bytes)));
    let (seen, bytes) = looked.await??;
    let mut mapping = seen.mapping;
    change(&mut mapping);
    let mapping = super::job::fitted(app.db().read(), mapping).await?;
    check_mapping(register, &mapping)?;
    let found = preview(app, ctx, bytes.clone(), mapping.clone(), &seen.source).await?;
    if dry_run || (found.read.fault_count > 0 && !skip_faulty) {
        return Ok((found, None));
    }
    let import = super::upload_table(app, ctx, register, name, bytes).await?;
    let import = super::set_mapping(app, ctx, import.id, import.version, mapping).await?;
    let done = run_import(app, ctx, import.id, skip_faulty).await?;
    Ok((found, Some(done)))
}
