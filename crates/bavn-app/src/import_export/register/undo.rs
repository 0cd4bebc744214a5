//! Taking an import back.

use super::{
    entity::row,
    job::{authorize, find, get_import},
    run::update,
    types::{ImportState, RegisterImport, RowAction},
};
use crate::{
    App, Context, Error, Result,
    asset::{Asset, AssetChange, AssetKeys, find_by, store_assets},
};
use bavn_core::{
    asset::AssetFacts,
    audit_log::AuditEvent,
    ids::{AssetId, RegisterImportId},
};
use bavn_db::DbError;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;

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
    /// Why: `changed`, `archived` or `restored` since, or `gone`.
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
    let found = get_import(app, ctx, id).await?;
    let permit = authorize(ctx, found.register)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let found = find(tx.conn(), ctx, id).await?;
    if found.state != ImportState::Done {
        return Err(Error::Closed { kind: "register_import", reason: "not_run" });
    }
    let mut report = UndoReport::default();
    let mut last = 0;
    loop {
        let rows = row::Entity::find()
            .filter(row::Column::ImportId.eq(id.0))
            .filter(row::Column::Place.gt(last))
            .order_by_asc(row::Column::Place)
            .limit(CHUNK);
        let rows = rows.all(tx.conn()).await?;
        let Some(end) = rows.last() else { break };
        last = end.place;
        let ids = rows.iter().map(|row| AssetId(row.object_id)).collect();
        let assets = find_by(tx.conn(), &permit, &AssetKeys::Ids(ids)).await?;
        let assets: HashMap<AssetId, Asset> = assets.into_iter().map(|asset| (asset.id, asset)).collect();
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for row in rows {
            let id = AssetId(row.object_id);
            if let Some(refusal) = refusal(&row, assets.get(&id)) {
                report.refused += 1;
                if report.refusals.len() < LISTED {
                    report.refusals.push(refusal);
                }
                continue;
            }
            report.undone += 1;
            if row.action == RowAction::Archive.key() {
                first.push(AssetChange::Restore { id });
                continue;
            }
            if row.action == RowAction::Create.key() {
                first.push(AssetChange::Archive { id });
                continue;
            }
            first.push(AssetChange::Update { id, facts: before(&row)? });
            if row.action == RowAction::Restore.key() {
                then.push(AssetChange::Archive { id });
            }
        }
        for changes in [first, then] {
            if !changes.is_empty() {
                store_assets(&mut tx, ctx, &permit, changes).await?;
            }
        }
        tx.flush().await?;
    }
    let undone =
        RegisterImport { state: ImportState::Undone, undone_at: Some(ctx.now()), version: found.version + 1, ..found };
    update(&tx, &undone).await?;
    let after = json!({ "file": undone.file_name, "undone": report.undone, "refused": report.refused });
    tx.commit(AuditEvent::new(&permit, "undo", "register_import", Some(id.0)).after(after)).await?;
    Ok(report)
}

fn before(row: &row::Model) -> Result<AssetFacts> {
    let unknown = |_| DbError::UnknownValue {
        table: "register_import_row",
        column: "before",
        value: row.before.chars().take(200).collect(),
    };
    Ok(serde_json::from_str(&row.before).map_err(unknown)?)
}

fn refusal(row: &row::Model, asset: Option<&Asset>) -> Option<UndoRefusal> {
    let is_archive = row.action == RowAction::Archive.key();
    let reason = match asset {
        None => "gone",
        Some(asset) if is_archive && asset.archived_at.is_none() => "restored",
        Some(asset) if is_archive && asset.version == row.version_after => return None,
        Some(asset) if asset.archived_at.is_some() => "archived",
        Some(asset) if asset.version != row.version_after => "changed",
        Some(_) => return None,
    };
    let code = asset.map(Asset::code).unwrap_or_default();
    let name = asset.map(|asset| asset.facts.name.clone()).unwrap_or_default();
    Some(UndoRefusal { row: row.row, code, name, reason })
}
