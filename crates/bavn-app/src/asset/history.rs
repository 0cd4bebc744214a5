use super::{Asset, merge::merged_into};
use crate::{App, Context, Result};
use bavn_core::{access::Action, asset::OWN};
use bavn_db::audit::event;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::ExprTrait as _};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use time::OffsetDateTime;

/// A change in the life of an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetEvent {
    /// When.
    pub at: OffsetDateTime,
    /// By whom.
    pub actor: String,
    /// What was done, as the log calls it.
    pub verb: String,
    /// The fields that became something else, with what they were and became; own fields as [`OWN`] and their key.
    pub fields: Vec<(String, Value, Value)>,
}

/// The latest changes of an asset, of what it depends on, and of assets that were merged into it, the newest first: from the audit log, for all who may read the asset.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database failed.
pub async fn asset_history(app: &App, ctx: &Context, asset: &Asset, most: u64) -> Result<Vec<AssetEvent>> {
    let _ = ctx.authorize_read(Action::AssetRead, asset.resource(), "asset")?;
    let id = asset.id.0;
    let own = event::Column::ObjectId.eq(id).or(event::Column::ObjectId.in_subquery(merged_into(id)));
    let rows = event::Entity::find()
        .filter(own)
        .filter(event::Column::ObjectKind.eq("asset"))
        .order_by_desc(event::Column::Sequence)
        .limit(most)
        .all(app.db().read())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: event::Model) -> AssetEvent {
    let map = |text: Option<&str>| match text.map(serde_json::from_str) {
        Some(Ok(Value::Object(map))) => map,
        _ => Map::new(),
    };
    let (before, after) = (map(row.before.as_deref()), map(row.after.as_deref()));
    let mut fields = Vec::new();
    if row.verb == "update" {
        for field in &bavn_core::asset::FIELDS {
            let (was, is) = (before.get(field.key), after.get(field.key));
            if was != is {
                let value = |value: Option<&Value>| value.cloned().unwrap_or(Value::Null);
                fields.push((field.key.to_owned(), value(was), value(is)));
            }
        }
        let own = |map: &Map<String, Value>| map.get("own").and_then(Value::as_object).cloned().unwrap_or_default();
        let (was, is) = (own(&before), own(&after));
        let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for key in keys {
            let value = |map: &Map<String, Value>| map.get(key).cloned().unwrap_or(Value::Null);
            if value(&was) != value(&is) {
                fields.push((format!("{OWN}{key}"), value(&was), value(&is)));
            }
        }
    }
    AssetEvent { at: row.at, actor: row.actor_name, verb: row.verb, fields }
}
