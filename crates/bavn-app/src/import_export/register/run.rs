//! Taking a file in: all of it in one transaction, or nothing.

use super::{
    belt::Belt,
    entity::{file, import},
    job::{
        Seen, authorize, check_mapping, check_name, check_waiting, content, file_error, find, fitted, get_import,
        keep_mapping, limits, look, words,
    },
    plan::Planner,
    preview::{Preview, preview},
    progress::Running,
    things::{Kind, Permits},
    types::{ImportState, RegisterImport},
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
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use std::sync::Arc;
use tokio::{sync::mpsc, task::JoinHandle};

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
pub(super) fn stream(file: Arc<TableFile>, mapping: Mapping, limits: TableLimits) -> Records {
    let (sender, chunks) = mpsc::channel(2);
    let reader = tokio::task::spawn_blocking(move || {
        let words = words().map_err(|error| FileError::Broken { detail: error.to_string() })?;
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
    let (seen, _) = look(app, found.register, bytes).await?;
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    // Another process may have taken it in meanwhile.
    let found = find(tx.conn(), ctx, found.id).await?;
    check_waiting(&found)?;
    let done = take(app, &mut tx, ctx, permits, &found, &seen, running).await?;
    if done.read.fault_count > 0 && !skip_faulty {
        tx.roll_back().await?;
        return Err(Error::Closed { kind: "register_import", reason: "faulty" });
    }
    file::Entity::delete_by_id(found.id.0).exec(tx.conn()).await?;
    end(tx, ctx, permits, found, &done).await
}

/// Takes the records of a file in, and keeps how they were read; what they did and what was wrong comes back.
async fn take(
    app: &App,
    tx: &mut WriteTx,
    ctx: &Context,
    permits: &Permits,
    import: &RegisterImport,
    seen: &Seen,
    running: &Running,
) -> Result<Preview> {
    keep_mapping(tx.conn(), ctx, seen, &import.mapping).await?;
    let limits = limits(app);
    let mut planner = Planner::load(tx.conn(), Kind::of(import.register), &import.mapping, &import.source).await?;
    let mut done = Preview::default();
    let mut belt = Belt::new(import.id, planner.kind);
    let mut records = stream(Arc::clone(&seen.file), import.mapping.clone(), limits);
    while let Some(chunk) = records.next().await {
        let rows = chunk.len();
        let planned = planner.plan(tx.conn(), permits, chunk).await?;
        done.note(&planner, &planned);
        belt.put(tx, ctx, permits, planned).await?;
        running.add(rows);
    }
    belt.empty(tx).await?;
    done.end(&planner, records.finish().await?, &limits);
    Ok(done)
}

/// Closes an import whose records were taken in.
async fn end(
    tx: WriteTx,
    ctx: &Context,
    permits: &Permits,
    import: RegisterImport,
    done: &Preview,
) -> Result<RegisterImport> {
    let done = RegisterImport {
        state: ImportState::Done,
        counts: done.counts,
        problem: String::new(),
        finished_at: Some(ctx.now()),
        version: import.version + 1,
        ..import
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

/// Takes a file in at once, without putting it down to wait first: all of it in one reading, or nothing when `dry_run` says so, or when it has
/// faults and `skip_faulty` does not say to leave those rows out. Without a mapping the one used last for the same headings counts, or else the
/// suggested one.
///
/// # Errors
/// As [`super::upload_table`] and [`super::set_mapping`]; [`Error::Invalid`] with what the registers refuse. Rows with faults are no error: they are told, and
/// no import comes back.
pub async fn import_table(
    app: &App,
    ctx: &Context,
    register: Register,
    file: (&str, Vec<u8>),
    change: impl FnOnce(&mut Mapping) + Send,
    (dry_run, skip_faulty): (bool, bool),
) -> Result<(Preview, Option<RegisterImport>)> {
    let (name, bytes) = file;
    let permits = authorize(ctx)?;
    check_name(name)?;
    let (seen, _) = look(app, register, bytes).await?;
    let usual = seen.mapping(app.db().read()).await?;
    let mut mapping = usual.clone();
    change(&mut mapping);
    if (&mapping.columns, &mapping.constants) != (&usual.columns, &usual.constants) {
        mapping = fitted(app.db().read(), mapping).await?;
    }
    check_mapping(register, &mapping)?;
    let look_on = || preview(app, ctx, Arc::clone(&seen.file), &mapping, &seen.source);
    if dry_run {
        return Ok((look_on().await?, None));
    }
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    let import = seen.put(&mut tx, ctx, &permits.assets, name, &mapping).await?;
    let running = Running::begin(import.id).ok_or(Error::Closed { kind: "register_import", reason: "running" })?;
    let done = match take(app, &mut tx, ctx, &permits, &import, &seen, &running).await {
        Err(Error::Invalid(faults)) if !skip_faulty => {
            tx.roll_back().await?;
            // What is wrong with cells is told first, with their places.
            let found = look_on().await?;
            return if found.read.fault_count > 0 { Ok((found, None)) } else { Err(Error::Invalid(faults)) };
        }
        done => done?,
    };
    if done.read.fault_count > 0 && !skip_faulty {
        tx.roll_back().await?;
        return Ok((done, None));
    }
    let import = end(tx, ctx, &permits, import, &done).await?;
    Ok((done, Some(import)))
}
