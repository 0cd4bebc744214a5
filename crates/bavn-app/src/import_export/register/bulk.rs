//! The same values for many assets at once, kept as an import is, so that it can be taken back.

use super::{
    entity::{import, row},
    things::Kind,
    types::{ImportCounts, ImportState, RegisterImport, RowAction, from_row},
};
use crate::{
    App, Context, Error, Result,
    asset::{AssetChange, AssetKeys, BulkLine, find_by, plan_on, store_assets},
};
use bavn_core::{
    access::{Action, Resource},
    asset::{BULK_MOST, Field},
    audit_log::AuditEvent,
    ids::{AssetId, RegisterImportId},
    import_export::table::{Known, Mapping, Register, Unknown},
};
use bavn_db::{OnKnownKey, insert_rows};
use sea_orm::{EntityTrait, IntoActiveModel as _};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// Where a change of many comes from, among the sources of imports.
pub const BULK: &str = "bulk";

const CHUNK: usize = 500;

/// Gives assets, each at the version that was looked at, the same values by field, in one transaction; what changed is kept so that it can be
/// taken back as an import is. Nothing is kept when all are so already.
///
/// # Errors
/// [`Error::Conflict`] when one was changed meanwhile, [`Error::NotFound`] when one is not the actor's to change, [`Error::Closed`] when one is out
/// of use, [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed; then nothing was stored.
pub async fn change_assets(
    app: &App,
    ctx: &Context,
    assets: &[(AssetId, i32)],
    values: &Map<String, Value>,
) -> Result<Option<RegisterImport>> {
    let permit = ctx.authorize(Action::AssetChange, Resource::Any)?;
    if assets.len() > BULK_MOST {
        let fault = crate::FieldFault::new("assets", "too_many", assets.len().to_string());
        return Err(Error::Invalid(vec![fault.with("max", BULK_MOST)]));
    }
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let ids: Vec<AssetId> = assets.iter().map(|(id, _)| *id).collect();
    let found = find_by(tx.conn(), &permit, &AssetKeys::Ids(ids)).await?;
    let versions: HashMap<AssetId, i32> = found.iter().map(|asset| (asset.id, asset.version)).collect();
    for (id, version) in assets {
        match versions.get(id) {
            None => return Err(Error::NotFound { kind: "asset" }),
            Some(current) if current != version => {
                return Err(Error::Conflict { kind: "asset", current: *current });
            }
            Some(_) => {}
        }
    }
    if found.iter().any(|asset| asset.archived_at.is_some()) {
        return Err(Error::Closed { kind: "asset", reason: "archived" });
    }
    let plan = plan_on(tx.conn(), found, values).await?;
    if plan.lines.is_empty() {
        tx.roll_back().await?;
        return Ok(None);
    }
    let counts = ImportCounts {
        rows: plan.lines.len() + plan.unchanged.len(),
        updated: plan.lines.len(),
        unchanged: plan.unchanged.len(),
        ..ImportCounts::default()
    };
    let row = import_row(ctx, ctx.new_id()?, values, counts);
    import::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
    for (at, lines) in plan.lines.chunks(CHUNK).enumerate() {
        let update = |line: &BulkLine| AssetChange::Update { id: line.asset.id, facts: line.becomes.clone() };
        let stored = store_assets(&mut tx, ctx, &permit, lines.iter().map(update).collect()).await?;
        let rows = lines.iter().zip(stored).enumerate();
        let rows = rows.map(|(place, (line, asset))| line_row(row.id, at * CHUNK + place + 1, line, asset.version));
        insert_rows::<row::Entity, _>(tx.conn(), rows.collect(), OnKnownKey::Refused).await?;
        tx.flush().await?;
    }
    let after = json!({ "source": BULK, "set": values, "counts": counts });
    tx.commit(AuditEvent::new(&permit, "change_many", "register_import", Some(row.id)).after(after)).await?;
    Ok(Some(from_row(row)?))
}

/// What one asset was, for taking it back.
fn line_row(import: Uuid, place: usize, line: &BulkLine, version_after: i32) -> row::Model {
    let place = i32::try_from(place).unwrap_or(i32::MAX);
    row::Model {
        import_id: import,
        place,
        row: place,
        action: RowAction::Update.key().to_owned(),
        object_kind: Kind::Asset.key().to_owned(),
        object_id: line.asset.id.0,
        before: json!(line.asset.facts.to_map()).to_string(),
        written: String::new(),
        version_after,
    }
}

fn import_row(ctx: &Context, id: RegisterImportId, values: &Map<String, Value>, counts: ImportCounts) -> import::Model {
    let mapping = Mapping {
        register: Register::Assets,
        sheet: None,
        columns: Vec::new(),
        constants: values.iter().map(|(field, value)| (field.clone(), Field::text(value))).collect(),
        key: "external_id".to_owned(),
        known: Known::Update,
        unknown: Unknown::Skip,
    };
    import::Model {
        id: id.0,
        register: Register::Assets.key().to_owned(),
        source: BULK.to_owned(),
        file_name: String::new(),
        sha256: String::new(),
        size: 0,
        mapping: json!(mapping).to_string(),
        state: ImportState::Done.key().to_owned(),
        counts: json!(counts).to_string(),
        problem: String::new(),
        created_at: ctx.now(),
        created_by: ctx.actor().name().to_owned(),
        finished_at: Some(ctx.now()),
        undone_at: None,
        version: 1,
    }
}
