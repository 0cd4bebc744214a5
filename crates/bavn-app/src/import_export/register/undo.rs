//! Taking an import back.

use super::{
    entity::row,
    job::{authorize, find, get_import},
    run::update,
    things::{self, Change, Kind, Permits, Thing},
    types::{ImportState, RegisterImport, RowAction},
};
use crate::{App, Context, Error, Result};
use bavn_core::{audit_log::AuditEvent, ids::RegisterImportId};
use bavn_db::{DbError, WriteTx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

const CHUNK: u64 = 500;
/// Refusals that are listed; all are counted.
const LISTED: usize = 500;

/// A row that is not taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UndoRefusal {
    /// The row of the file, from 1.
    pub row: i32,
    /// The number in the register, as people write it; empty when it is gone.
    pub code: String,
    /// The name.
    pub name: String,
    /// Why: `changed`, `archived` or `restored` since, `gone`, or `needed` by contracts in use.
    pub reason: &'static str,
}

/// What was taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UndoReport {
    /// Rows that are as they were before.
    pub undone: usize,
    /// Rows that are left as they are now.
    pub refused: usize,
    /// The first of those, with the reason.
    pub refusals: Vec<UndoRefusal>,
}

/// Takes an import back: what it changed becomes what it was, and what it made is taken out of use. What was changed since is left as it is.
///
/// # Errors
/// [`Error::Closed`] when it was not run or was taken back already, [`Error::NotFound`], or the database failed.
pub async fn undo_import(app: &App, ctx: &Context, id: RegisterImportId) -> Result<UndoReport> {
    let _ = get_import(app, ctx, id).await?;
    let permits = authorize(ctx)?;
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    let found = find(tx.conn(), ctx, id).await?;
    if found.state != ImportState::Done {
        return Err(Error::Closed { kind: "register_import", reason: "not_run" });
    }
    let mut report = UndoReport::default();
    let mut last = i32::MAX;
    loop {
        // The last first: what was stored later may lean on what was stored before.
        let rows = row::Entity::find()
            .filter(row::Column::ImportId.eq(id.0))
            .filter(row::Column::Place.lt(last))
            .order_by_desc(row::Column::Place)
            .limit(CHUNK);
        let rows = rows.all(tx.conn()).await?;
        let Some(end) = rows.last() else { break };
        last = end.place;
        let mut by_kind: BTreeMap<Kind, Vec<row::Model>> = BTreeMap::new();
        for row in rows {
            by_kind.entry(Kind::from_key(&row.object_kind)?).or_default().push(row);
        }
        for (kind, rows) in by_kind.into_iter().rev() {
            take_back(&mut tx, ctx, &permits, kind, rows, &mut report).await?;
        }
        tx.flush().await?;
    }
    let undone =
        RegisterImport { state: ImportState::Undone, undone_at: Some(ctx.now()), version: found.version + 1, ..found };
    update(&tx, &undone).await?;
    let after = json!({ "file": undone.file_name, "undone": report.undone, "refused": report.refused });
    tx.commit(AuditEvent::new(&permits.assets, "undo", "register_import", Some(id.0)).after(after)).await?;
    Ok(report)
}

/// Takes back what some rows did to things of one kind.
async fn take_back(
    tx: &mut WriteTx,
    ctx: &Context,
    permits: &Permits,
    kind: Kind,
    rows: Vec<row::Model>,
    report: &mut UndoReport,
) -> Result<()> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.object_id).collect();
    let goes_out = |row: &&row::Model| row.action == RowAction::Create.key();
    let made: HashSet<Uuid> = rows.iter().filter(goes_out).map(|row| row.object_id).collect();
    let needed = things::needed(tx.conn(), kind, &ids, &made).await?;
    let found = things::load(tx.conn(), permits, kind, ids).await?;
    let mut found: HashMap<Uuid, Thing> = found.into_iter().map(|thing| (thing.id, thing)).collect();
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for row in rows {
        let thing = found.remove(&row.object_id);
        if let Some(refusal) = refusal(kind, &row, thing.as_ref(), &needed) {
            report.refused += 1;
            if report.refusals.len() < LISTED {
                report.refusals.push(refusal);
            }
            continue;
        }
        let Some(thing) = thing else { continue };
        report.undone += 1;
        if row.action == RowAction::Archive.key() {
            first.push(Change::Restore(thing));
            continue;
        }
        if row.action == RowAction::Create.key() {
            first.push(Change::Archive(thing));
            continue;
        }
        first.push(Change::Update { id: thing.id, version: thing.version, map: before(&row)? });
        if row.action == RowAction::Restore.key() {
            then.push(Change::Archive(Thing { version: thing.version + 1, ..thing }));
        }
    }
    for changes in [first, then] {
        things::store(tx, ctx, permits, kind, changes).await?;
    }
    Ok(())
}

fn before(row: &row::Model) -> Result<Map<String, Value>> {
    let unknown = |_| DbError::UnknownValue {
        table: "register_import_row",
        column: "before",
        value: row.before.chars().take(200).collect(),
    };
    Ok(serde_json::from_str(&row.before).map_err(unknown)?)
}

fn refusal(kind: Kind, row: &row::Model, thing: Option<&Thing>, needed: &HashSet<Uuid>) -> Option<UndoRefusal> {
    let is_archive = row.action == RowAction::Archive.key();
    let goes_out = [RowAction::Create, RowAction::Restore].iter().any(|action| row.action == action.key());
    let reason = match thing {
        None => "gone",
        Some(thing) if is_archive && !thing.is_archived => "restored",
        Some(thing) if is_archive && thing.version == row.version_after => return None,
        Some(thing) if thing.is_archived => "archived",
        Some(thing) if thing.version != row.version_after => "changed",
        Some(thing) if goes_out && needed.contains(&thing.id) => "needed",
        Some(_) => return None,
    };
    let code = thing.map(|thing| thing.code.clone()).unwrap_or_default();
    let name = thing.map(|thing| thing.name(kind).to_owned()).unwrap_or_default();
    Some(UndoRefusal { row: row.row, code, name, reason })
}
