//! Many assets changed at once through the API.

use crate::kit::{
    Access, Routes,
    api::{ApiJson, ApiResult, ApiUser},
};
use axum::response::IntoResponse as _;
use bavn_app::{
    Error, FieldFault,
    asset::{BulkPick, pick_assets, plan_bulk},
    import_export::change_assets,
};
use bavn_core::{
    access::Action,
    asset::{Field, OWN, bulk_field},
    ids::AssetId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::May(Action::AssetChange), routes!(change_many))
}

/// An asset at the version that was looked at.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssetAt {
    /// The asset.
    id: Uuid,
    /// Its version.
    version: i32,
}

/// The same values for many assets.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BulkInput {
    /// The assets, at most 2,000.
    #[schema(max_items = 2000)]
    assets: Vec<AssetAt>,
    /// The values by field, as an asset has them; null empties a field. Own fields stand as `own.` and their key, and the assets must be of that type. Names and identifiers elsewhere cannot be given to many.
    #[schema(value_type = Object, example = json!({ "mfa": "all", "criticality": 4 }))]
    set: Map<String, Value>,
    /// Compare, store nothing.
    #[serde(default)]
    dry_run: bool,
}

/// What a field was and becomes.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FieldChange {
    /// What it was.
    before: Value,
    /// What it becomes.
    after: Value,
}

/// An asset that becomes something else.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AssetChanged {
    /// The asset.
    id: Uuid,
    /// The fields that become something else.
    fields: BTreeMap<String, FieldChange>,
}

/// What the values do, or did.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct BulkAnswer {
    /// The assets that become something else.
    changed: Vec<AssetChanged>,
    /// How many are so already.
    unchanged: usize,
    /// The register import by which it can be taken back; none when nothing was stored.
    import: Option<Uuid>,
}

/// The values as fields have them, or every fault.
fn read(set: Map<String, Value>) -> Result<Map<String, Value>, Error> {
    let (mut values, mut faults) = (Map::new(), Vec::new());
    for (key, value) in set {
        let text = Field::text(&value);
        let parsed = bulk_field(&key).map(|field| field.parse(&text).map_err(|fault| (field, fault)));
        match parsed {
            Some(Ok(value)) => {
                values.insert(key, value);
            }
            Some(Err((field, fault))) => faults.push(crate::asset::value_fault(field, &text, fault)),
            // Own fields are read by the type of each asset.
            None if key.starts_with(OWN) => {
                values.insert(key, text.into());
            }
            None => faults.push(FieldFault::new("set", "unknown", key)),
        }
    }
    if faults.is_empty() { Ok(values) } else { Err(Error::Invalid(faults)) }
}

/// Give many assets the same values, in one transaction or not at all; it is kept as a register import and can be taken back as one.
#[utoipa::path(post, path = "/api/v1/assets/bulk-changes", operation_id = "changeAssets", tag = "assets", request_body = BulkInput, responses((status = 200, description = "What becomes of each; `import` when something was stored.", body = BulkAnswer)))]
async fn change_many(user: ApiUser, ApiJson(input): ApiJson<BulkInput>) -> ApiResult {
    let values = read(input.set)?;
    let sent: Vec<(AssetId, i32)> = input.assets.iter().map(|asset| (AssetId(asset.id), asset.version)).collect();
    let ids = sent.iter().map(|(id, _)| *id).collect();
    let picked = pick_assets(&user.app, &user.ctx, &BulkPick::Ids(ids)).await?;
    if picked.left_out > 0 {
        return Err(Error::NotFound { kind: "asset" }.into());
    }
    for asset in &picked.assets {
        if sent.iter().any(|(id, version)| *id == asset.id && *version != asset.version) {
            return Err(Error::Conflict { kind: "asset", current: asset.version }.into());
        }
    }
    let plan = plan_bulk(&user.app, &user.ctx, picked.assets, &values).await?;
    let import = match input.dry_run {
        true => None,
        false => change_assets(&user.app, &user.ctx, &sent, &values).await?,
    };
    let changed = plan.lines.iter().map(|line| {
        let (before, after) = (line.asset.facts.to_map(), line.becomes.to_map());
        let value = |map: &Map<String, Value>, key: &String| {
            let own = key.strip_prefix(OWN).map(|key| map.get("own").and_then(|own| own.get(key)));
            own.unwrap_or_else(|| map.get(key)).cloned().unwrap_or_default()
        };
        let fields = values.keys().filter(|key| value(&before, key) != value(&after, key));
        let fields =
            fields.map(|key| (key.clone(), FieldChange { before: value(&before, key), after: value(&after, key) }));
        AssetChanged { id: line.asset.id.0, fields: fields.collect() }
    });
    let body = BulkAnswer {
        changed: changed.collect(),
        unchanged: plan.unchanged.len(),
        import: import.map(|import| import.id.0),
    };
    Ok(axum::Json(body).into_response())
}
