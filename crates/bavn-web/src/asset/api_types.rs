//! Own types of assets through the API.

use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    asset::{self, AssetType, get_asset_type, list_asset_types},
};
use bavn_core::{
    access::Action,
    asset::{OwnField, OwnFieldDraft, OwnKind, OwnTypeDraft},
    ids::AssetTypeId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, may) = (Access::May(Action::AssetRead), Access::May(Action::AssetAdminister));
    Routes::new()
        .api(read, routes!(list))
        .api(may, routes!(create))
        .api(read, routes!(get))
        .api(may, routes!(update))
        .api(may, routes!(archive))
        .api(may, routes!(restore))
}

/// A field of an own type.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct OwnFieldBody {
    /// Its name in `own` of an asset; made from the first label, never changed.
    #[schema(example = "fuel_hours")]
    key: String,
    /// What people call it.
    label: String,
    /// What to know before filling it.
    help: String,
    /// What it holds: `line`, `lines`, `number`, `date`, `yes_no`, `choice` or `url`.
    #[schema(example = "number")]
    kind: &'static str,
    /// The unit of a number.
    unit: String,
    /// The options of a choice.
    options: Vec<String>,
    /// Whether an asset must have it.
    required: bool,
    /// Whether it is out of use: values stay, new ones are not asked for.
    archived: bool,
}

impl OwnFieldBody {
    fn of(field: &OwnField) -> Self {
        Self {
            key: field.key.clone(),
            label: field.label.clone(),
            help: field.help.clone(),
            kind: field.kind.key(),
            unit: field.kind.unit().to_owned(),
            options: field.kind.options().to_vec(),
            required: field.is_required,
            archived: field.is_archived,
        }
    }
}

/// An own type of assets.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AssetTypeBody {
    /// Its identifier.
    id: Uuid,
    /// What its assets are called, one of them.
    name: String,
    /// What it is for.
    note: String,
    /// Its fields, in the order of the page.
    fields: Vec<OwnFieldBody>,
    /// How many assets in use are of it, of those that the owner of the token may read.
    assets: u64,
    /// Whether it is out of use: its assets stay, and there can be no new ones.
    archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl AssetTypeBody {
    fn of(one: &AssetType, assets: u64) -> Self {
        Self {
            id: one.id.0,
            name: one.own.name.clone(),
            note: one.own.note.clone(),
            fields: one.own.fields.iter().map(OwnFieldBody::of).collect(),
            assets,
            archived: one.archived_at.is_some(),
            version: one.version,
        }
    }
}

/// What a field of an own type is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnFieldInput {
    /// The key of a field that the type has; left out for a new one.
    #[serde(default)]
    key: Option<String>,
    /// What people call it.
    #[schema(max_length = 100)]
    label: String,
    /// What to know before filling it.
    #[serde(default)]
    #[schema(max_length = 200)]
    help: String,
    /// What it holds: `line`, `lines`, `number`, `date`, `yes_no`, `choice` or `url`. That of a field that is there is fixed, but may become `lines`.
    #[schema(example = "number")]
    kind: String,
    /// The unit of a number.
    #[serde(default)]
    #[schema(max_length = 20)]
    unit: String,
    /// The options of a choice, two to fifty.
    #[serde(default)]
    #[schema(max_items = 50)]
    options: Vec<String>,
    /// Whether an asset must have it.
    #[serde(default)]
    required: bool,
    /// Whether it is out of use: values stay, new ones are not asked for.
    #[serde(default)]
    archived: bool,
}

/// What an own type is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssetTypeInput {
    /// What its assets are called, one of them.
    #[schema(max_length = 100, example = "Nødstrømsanlæg")]
    name: String,
    /// What it is for.
    #[serde(default)]
    #[schema(max_length = 2000)]
    note: String,
    /// Its fields in the order of the page, at most thirty in use. A field that the type has and that is left out goes out of use.
    #[serde(default)]
    fields: Vec<OwnFieldInput>,
}

impl AssetTypeInput {
    fn read(self) -> Result<OwnTypeDraft, Error> {
        let mut faults = Vec::new();
        let mut fields = Vec::with_capacity(self.fields.len());
        for (at, field) in self.fields.into_iter().enumerate() {
            let Some(kind) = OwnKind::from_parts(&field.kind, &field.unit, &field.options) else {
                faults.push(FieldFault::new(format!("fields[{at}].kind"), "unknown", &field.kind));
                continue;
            };
            fields.push(OwnFieldDraft {
                key: field.key,
                label: field.label,
                help: field.help,
                kind,
                is_required: field.required,
                is_archived: field.archived,
            });
        }
        if faults.is_empty() {
            Ok(OwnTypeDraft { name: self.name, note: self.note, fields })
        } else {
            Err(Error::Invalid(faults))
        }
    }
}

/// The own types of assets, those out of use too.
#[utoipa::path(get, path = "/api/v1/asset-types", operation_id = "listAssetTypes", tag = "assets", responses((status = 200, description = "All of them, in Danish order of name.", body = Vec<AssetTypeBody>)))]
async fn list(user: ApiUser) -> ApiResult {
    let types = list_asset_types(&user.app, &user.ctx).await?;
    let bodies: Vec<AssetTypeBody> = types.iter().map(|(one, assets)| AssetTypeBody::of(one, *assets)).collect();
    Ok(axum::Json(bodies).into_response())
}

async fn body(user: &ApiUser, id: AssetTypeId) -> Result<AssetTypeBody, Error> {
    let one = get_asset_type(&user.app, &user.ctx, id).await?;
    let types = list_asset_types(&user.app, &user.ctx).await?;
    let assets = types.iter().find(|(other, _)| other.id == id).map_or(0, |(_, assets)| *assets);
    Ok(AssetTypeBody::of(&one, assets))
}

/// Make an own type.
#[utoipa::path(post, path = "/api/v1/asset-types", operation_id = "createAssetType", tag = "assets", request_body = AssetTypeInput, responses((status = 201, description = "Created.", body = AssetTypeBody)))]
async fn create(user: ApiUser, ApiJson(input): ApiJson<AssetTypeInput>) -> ApiResult {
    let id = asset::create_asset_type(&user.app, &user.ctx, &input.read()?).await?;
    let body = body(&user, id).await?;
    created(&format!("/api/v1/asset-types/{id}"), body.version, body)
}

/// An own type, also one out of use.
#[utoipa::path(get, path = "/api/v1/asset-types/{id}", operation_id = "getAssetType", tag = "assets", params(("id" = Uuid, Path, description = "The type.")), responses((status = 200, description = "The type.", body = AssetTypeBody)))]
async fn get(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let body = body(&user, AssetTypeId(id)).await?;
    current(body.version, body)
}

/// Change an own type: its name, note and fields. Assets keep their values.
#[utoipa::path(put, path = "/api/v1/asset-types/{id}", operation_id = "updateAssetType", tag = "assets", params(("id" = Uuid, Path, description = "The type."), IfMatchParam), request_body = AssetTypeInput, responses((status = 200, description = "As it became.", body = AssetTypeBody)))]
async fn update(change: ApiChange<AssetTypeInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    asset::update_asset_type(&user.app, &user.ctx, AssetTypeId(id), version, &input.read()?).await?;
    let body = body(&user, AssetTypeId(id)).await?;
    current(body.version, body)
}

/// Take an own type out of use: its assets stay as they are, and there can be no new ones.
#[utoipa::path(delete, path = "/api/v1/asset-types/{id}", operation_id = "archiveAssetType", tag = "assets", params(("id" = Uuid, Path, description = "The type."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    asset::archive_asset_type(&user.app, &user.ctx, AssetTypeId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take an own type into use again.
#[utoipa::path(post, path = "/api/v1/asset-types/{id}/restore", operation_id = "restoreAssetType", tag = "assets", params(("id" = Uuid, Path, description = "The type."), IfMatchParam), responses((status = 200, description = "As it became.", body = AssetTypeBody)))]
async fn restore(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    asset::restore_asset_type(&user.app, &user.ctx, AssetTypeId(id), version).await?;
    let body = body(&user, AssetTypeId(id)).await?;
    current(body.version, body)
}
