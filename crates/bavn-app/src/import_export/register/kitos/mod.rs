//! Kitos into the registers: suppliers, systems, contracts, data-processing agreements and what systems take from each other. What was changed
//! here stays: only what stands as Kitos gave it follows Kitos.

mod contracts;
mod deletions;
mod lists;
mod place;
mod relations;
mod systems;
mod values;

use super::{
    belt::store,
    differences::differences,
    entity::{file, import},
    job::{authorize, check_waiting, find, words},
    plan::{KITOS, Planned, Planner},
    preview::{Preview, PreviewRow},
    run::update,
    things::{self, Kind, Permits},
    types::{ImportCounts, ImportState, RegisterImport, RowAction, from_row},
};
use crate::{App, Context, Result};
use bavn_core::{
    audit_log::AuditEvent,
    ids::RegisterImportId,
    import_export::{
        kitos::{KitosFiles, KitosRecords},
        table::{ImportWords, Mapping, Record},
    },
};
use bavn_db::WriteTx;
pub use lists::upload_kitos;
use lists::{mapping, new_row, read, unpacked};
pub use place::{KitosFetch, KitosPlace, KitosRefusal, fetch_kitos};
use sea_orm::{EntityTrait, IntoActiveModel as _};
use serde_json::{Value as Json, json};
use std::collections::HashSet;
use uuid::Uuid;

const CHUNK: usize = 500;
/// Rows whose differences are shown, of each kind.
const SHOWN: usize = 100;

/// What taking in lists that wait would do.
pub(super) async fn preview_lists(app: &App, ctx: &Context, from: &str, bytes: &[u8]) -> Result<Preview> {
    Ok(import_kitos(app, ctx, from, unpacked(bytes)?, true).await?.0)
}

/// Takes in lists that wait.
pub(super) async fn run_lists(
    app: &App,
    ctx: &Context,
    permits: &Permits,
    waiting: &RegisterImport,
    bytes: &[u8],
) -> Result<RegisterImport> {
    let lists = read(unpacked(bytes)?).await?;
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    // Another process may have taken them in meanwhile.
    let waiting = find(tx.conn(), ctx, waiting.id).await?;
    check_waiting(&waiting)?;
    let found = take_all(&mut tx, ctx, permits, waiting.id, &lists.records).await?;
    file::Entity::delete_by_id(waiting.id.0).exec(tx.conn()).await?;
    let done = RegisterImport {
        state: ImportState::Done,
        counts: found.counts,
        problem: String::new(),
        finished_at: Some(ctx.now()),
        version: waiting.version + 1,
        ..waiting
    };
    update(&tx, &done).await?;
    let after = json!({ "from": done.file_name, "counts": found.counts });
    tx.commit(AuditEvent::new(&permits.assets, "import", "register_import", Some(done.id.0)).after(after)).await?;
    Ok(done)
}

/// Takes what Kitos sends into the registers, in one transaction, unless `dry_run` says not to; what was deleted there is taken out of use. The
/// same lists again change nothing.
///
/// # Errors
/// [`crate::Error::File`] when a list cannot be read, [`crate::Error::Forbidden`], or the database failed; then nothing was stored.
pub async fn import_kitos(
    app: &App,
    ctx: &Context,
    from: &str,
    files: KitosFiles,
    dry_run: bool,
) -> Result<(Preview, Option<RegisterImport>)> {
    let permits = authorize(ctx)?;
    let lists = read(files).await?;
    // A dry run does it all and takes it back: what it tells is what would happen.
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    let mut row = new_row(ctx, from, &lists, ImportState::Done)?;
    import::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
    let found = take_all(&mut tx, ctx, &permits, row.id.into(), &lists.records).await?;
    if dry_run {
        tx.roll_back().await?;
        return Ok((found, None));
    }
    row.counts = json!(found.counts).to_string();
    let done = from_row(row)?;
    update(&tx, &done).await?;
    let after = json!({ "from": from, "counts": found.counts });
    tx.commit(AuditEvent::new(&permits.assets, "import", "register_import", Some(done.id.0)).after(after)).await?;
    Ok((found, Some(done)))
}

async fn take_all(
    tx: &mut WriteTx,
    ctx: &Context,
    permits: &Permits,
    import: RegisterImportId,
    records: &KitosRecords,
) -> Result<Preview> {
    let mapping = mapping();
    let mut work =
        Work { tx, ctx, permits, import, mapping: &mapping, words: words()?, place: 0, found: Preview::default() };
    work.suppliers(records).await?;
    let suppliers = work.local_suppliers(records).await?;
    work.assets(records, &suppliers).await?;
    let assets = work.local_assets().await?;
    work.contracts(records, &suppliers, &assets).await?;
    work.agreements(records, &suppliers, &assets).await?;
    work.dependencies(records, &assets).await?;
    work.deletions(records).await?;
    let mut found = work.found;
    for (_, counts) in &found.kinds {
        found.counts.add(counts);
    }
    Ok(found)
}

/// What is done inside a transaction.
struct Work<'a> {
    tx: &'a mut WriteTx,
    ctx: &'a Context,
    permits: &'a Permits,
    import: RegisterImportId,
    mapping: &'a Mapping,
    words: &'static ImportWords,
    place: i32,
    found: Preview,
}

impl Work<'_> {
    async fn archive(&mut self, kind: Kind, ids: Vec<Uuid>) -> Result<()> {
        let beside: HashSet<Uuid> = ids.iter().copied().collect();
        let needed = things::needed(self.tx.conn(), kind, &ids, &beside).await?;
        let found = things::load(self.tx.conn(), self.permits, kind, ids).await?;
        let in_use = found.into_iter().filter(|thing| !thing.is_archived);
        let plan = |thing: things::Thing| {
            let action = if needed.contains(&thing.id) { RowAction::Skip } else { RowAction::Archive };
            Planned::left(0, action, Some(thing))
        };
        let planned: Vec<Planned> = in_use.map(plan).collect();
        self.tell(kind, &planned, |_| None);
        self.store_all(kind, planned).await
    }

    async fn take(&mut self, kind: Kind, records: Vec<Record>) -> Result<()> {
        let mut planner = Planner::load(self.tx.conn(), kind, self.mapping, KITOS).await?;
        for chunk in in_chunks(records) {
            let planned = planner.plan(self.tx.conn(), self.permits, chunk).await?;
            self.tell(kind, &planned, |id| planner.name_of(id).map(str::to_owned));
            self.store(kind, planned).await?;
        }
        self.found.unresolved.extend(planner.unresolved());
        Ok(())
    }

    async fn store_all(&mut self, kind: Kind, planned: Vec<Planned>) -> Result<()> {
        for chunk in in_chunks(planned) {
            self.store(kind, chunk).await?;
        }
        Ok(())
    }

    async fn store(&mut self, kind: Kind, planned: Vec<Planned>) -> Result<()> {
        store(self.tx, self.ctx, self.permits, (self.import, kind), planned, &mut self.place).await
    }

    fn tell(&mut self, kind: Kind, planned: &[Planned], name_of: impl Fn(&str) -> Option<String>) {
        let at = self.found.kinds.iter().position(|(one, _)| *one == kind.key()).unwrap_or_else(|| {
            self.found.kinds.push((kind.key(), ImportCounts::default()));
            self.found.kinds.len() - 1
        });
        let shown = self.found.rows.iter().filter(|row| row.kind == kind.key()).count();
        let mut left = SHOWN.saturating_sub(shown);
        for one in planned {
            self.found.kinds[at].1.rows += 1;
            one.action.count(&mut self.found.kinds[at].1);
            let before = one.old.as_ref().map(|thing| thing.map.clone());
            let after = match (&one.map, &before) {
                (Some(map), _) => map,
                (None, Some(map)) if matches!(one.action, RowAction::Archive | RowAction::Remove) => map,
                (None, _) => continue,
            };
            if left == 0 {
                continue;
            }
            left -= 1;
            let changes = match kind {
                Kind::Dependency => Vec::new(),
                _ => differences(before.as_ref().unwrap_or(&kind.empty()), after, &name_of),
            };
            let name = after.get(kind.name_field()).and_then(Json::as_str).unwrap_or_default().to_owned();
            let found_by = one.found_by;
            self.found.rows.push(PreviewRow {
                row: one.row,
                kind: kind.key(),
                action: one.action,
                found_by,
                name,
                changes,
            });
        }
    }
}

fn in_chunks<T>(all: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut left = all.into_iter();
    std::iter::from_fn(move || Some(left.by_ref().take(CHUNK).collect::<Vec<T>>()).filter(|chunk| !chunk.is_empty()))
}
