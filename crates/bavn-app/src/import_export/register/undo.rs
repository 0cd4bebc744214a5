//! Taking an import back.

use super::{
    entity::row,
    job::{authorize, find, get_import},
    pointed::{in_use, pointed_at},
    run::update,
    things::{self, Change, Kind, Permits, Thing},
    types::{ImportState, RegisterImport, RowAction},
};
use crate::{App, Context, Error, Result, asset::all_links};
use bavn_core::{audit_log::AuditEvent, ids::RegisterImportId};
use bavn_db::{DbError, WriteTx};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

const CHUNK: u64 = 500;
/// Dependencies that are put back at once.
const BACK: usize = 500;
/// Things that are looked up at once among the rows of earlier imports.
const FOLLOWED: usize = 200;
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
    /// Why: `changed`, `archived` or `restored` since, `gone`, `needed` by contracts in use, `points_to_gone`; for a dependency that was taken away `end_archived` or
    /// `there_again`.
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

impl UndoReport {
    fn refuse(&mut self, refusal: UndoRefusal) {
        self.refused += 1;
        if self.refusals.len() < LISTED {
            self.refusals.push(refusal);
        }
    }
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
    let mut away = Vec::new();
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
            if row.action == RowAction::Remove.key() {
                away.push(row);
                continue;
            }
            by_kind.entry(Kind::from_key(&row.object_kind)?).or_default().push(row);
        }
        for (kind, rows) in by_kind.into_iter().rev() {
            take_back(&mut tx, ctx, &permits, kind, rows, &mut report).await?;
        }
        tx.flush().await?;
    }
    // When all assets that they are between are in use again.
    for rows in away.chunks(BACK) {
        put_back(&mut tx, ctx, &permits, rows, &mut report).await?;
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
    let gone = gone_since(tx.conn(), &rows, &found).await?;
    let (mut first, mut then, mut as_before) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let thing = found.remove(&row.object_id);
        if let Some(refusal) = refusal(kind, &row, thing.as_ref(), &needed, &gone) {
            report.refuse(refusal);
            continue;
        }
        let Some(thing) = thing else { continue };
        report.undone += 1;
        if row.action == RowAction::Archive.key() {
            as_before.push((thing.id, row.version_after));
            first.push(Change::Restore(thing));
            continue;
        }
        if row.action == RowAction::Create.key() {
            first.push(Change::Archive(thing));
            continue;
        }
        if row.action == RowAction::Update.key() {
            as_before.push((thing.id, row.version_after));
        }
        first.push(Change::Update { id: thing.id, version: thing.version, map: before(&row)? });
        if row.action == RowAction::Restore.key() {
            then.push(Change::Archive(Thing { version: thing.version + 1, ..thing }));
        }
    }
    for changes in [first, then] {
        things::store(tx, ctx, permits, kind, changes).await?;
    }
    follow(tx, &as_before).await
}

/// Things are again what an import before this one left: one version later than this one left them, two later than that one did. It can be
/// taken back too.
async fn follow(tx: &WriteTx, as_before: &[(Uuid, i32)]) -> Result<()> {
    for chunk in as_before.chunks(FOLLOWED) {
        let left = |(id, version): &(Uuid, i32)| {
            Condition::all().add(row::Column::ObjectId.eq(*id)).add(row::Column::VersionAfter.eq(version - 1))
        };
        let those = chunk.iter().map(left).fold(Condition::any(), Condition::add);
        let later = Expr::col(row::Column::VersionAfter).add(2);
        row::Entity::update_many().col_expr(row::Column::VersionAfter, later).filter(those).exec(tx.conn()).await?;
    }
    Ok(())
}

/// Puts dependencies back that some rows took away.
async fn put_back(
    tx: &mut WriteTx,
    ctx: &Context,
    permits: &Permits,
    rows: &[row::Model],
    report: &mut UndoReport,
) -> Result<()> {
    let mut gone = Vec::with_capacity(rows.len());
    for row in rows {
        let map = before(row)?;
        let end = |field: &str| map.get(field).and_then(Value::as_str).and_then(|id| Uuid::parse_str(id).ok());
        gone.push((row, end("asset").unwrap_or_default(), end("on").unwrap_or_default(), map));
    }
    let ends: HashSet<Uuid> = gone.iter().flat_map(|(_, asset, on, _)| [*asset, *on]).collect();
    let assets = things::load(tx.conn(), permits, Kind::Asset, ends.into_iter().collect()).await?;
    let usable: HashSet<Uuid> = assets.into_iter().filter(|one| !one.is_archived).map(|one| one.id).collect();
    let links = all_links(tx.conn()).await?;
    let mut here: HashSet<(Uuid, Uuid)> =
        links.iter().map(|link| (link.dependency.asset.0, link.dependency.on.0)).collect();
    let mut changes = Vec::with_capacity(gone.len());
    for (row, asset, on, map) in gone {
        let reason = match (usable.contains(&asset) && usable.contains(&on), here.insert((asset, on))) {
            (false, _) => Some("end_archived"),
            (true, false) => Some("there_again"),
            (true, true) => None,
        };
        let thing = Thing {
            id: row.object_id,
            code: String::new(),
            version: row.version_after,
            is_archived: false,
            is_merged: false,
            map,
        };
        match reason {
            Some(reason) => {
                let name = thing.name(Kind::Dependency).to_owned();
                report.refuse(UndoRefusal { row: row.row, code: String::new(), name, reason });
            }
            None => {
                report.undone += 1;
                changes.push(Change::Restore(thing));
            }
        }
    }
    things::store(tx, ctx, permits, Kind::Dependency, changes).await?;
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

/// The things of some rows that pointed to what is out of use now, and do not point there any more.
async fn gone_since(
    conn: &impl ConnectionTrait,
    rows: &[row::Model],
    found: &HashMap<Uuid, Thing>,
) -> Result<HashSet<Uuid>> {
    let mut wanted = HashMap::new();
    for row in rows.iter().filter(|row| !row.before.is_empty()) {
        let Some(thing) = found.get(&row.object_id) else { continue };
        let now = pointed_at(&thing.map);
        let then: HashSet<Uuid> = pointed_at(&before(row)?).difference(&now).copied().collect();
        wanted.insert(row.object_id, then);
    }
    let in_use = in_use(conn, wanted.values().flatten().copied().collect()).await?;
    let is_gone = |pointed: &HashSet<Uuid>| !pointed.is_subset(&in_use);
    Ok(wanted.into_iter().filter(|(_, pointed)| is_gone(pointed)).map(|(id, _)| id).collect())
}

fn refusal(
    kind: Kind,
    row: &row::Model,
    thing: Option<&Thing>,
    needed: &HashSet<Uuid>,
    gone: &HashSet<Uuid>,
) -> Option<UndoRefusal> {
    let is_archive = row.action == RowAction::Archive.key();
    let goes_out = [RowAction::Create, RowAction::Restore].iter().any(|action| row.action == action.key());
    let reason = match thing {
        None => "gone",
        Some(thing) if is_archive && !thing.is_archived => "restored",
        Some(thing) if is_archive && thing.version == row.version_after => return None,
        Some(thing) if thing.is_archived => "archived",
        Some(thing) if thing.version != row.version_after => "changed",
        Some(thing) if goes_out && needed.contains(&thing.id) => "needed",
        Some(thing) if gone.contains(&thing.id) => "points_to_gone",
        Some(_) => return None,
    };
    let code = thing.map(|thing| thing.code.clone()).unwrap_or_default();
    let name = thing.map(|thing| thing.name(kind).to_owned()).unwrap_or_default();
    Some(UndoRefusal { row: row.row, code, name, reason })
}
