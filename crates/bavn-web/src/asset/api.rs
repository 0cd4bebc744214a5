//! Assets and dependencies through the API.

use super::fields::AssetFields;
use crate::kit::{
    Access, Routes,
    api::{
        ApiChange, ApiJson, ApiPage, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, PageQuery, created, current,
        word,
    },
};
use axum::{
    extract::Path,
    http::{StatusCode, Uri},
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    asset::{
        self, Asset, AssetFilter, AssetKeys, AssetSort, AssetState, DependencyDraft, Link, find_assets, get_asset,
        get_dependency, list_assets, list_dependencies, list_neighbours,
    },
    page::{Page, PageRequest},
};
use bavn_core::{
    access::Action,
    asset::{DependencyKind, Grade, Kind, LifeCycle, Necessity},
    ids::{AssetId, AssetTypeId, DependencyId, PersonId, SupplierId, UnitId},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::AssetRead), Access::May(Action::AssetChange));
    Routes::new()
        .api(read, routes!(list))
        .api(change, routes!(create))
        .api(read, routes!(get))
        .api(change, routes!(update))
        .api(change, routes!(archive))
        .api(change, routes!(restore))
        .api(read, routes!(neighbours))
        .api(read, routes!(dependencies))
        .api(change, routes!(create_dependency))
        .api(read, routes!(dependency))
        .api(change, routes!(update_dependency))
        .api(change, routes!(remove_dependency))
}

/// An asset.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AssetBody {
    /// Its identifier.
    id: Uuid,
    /// Its number as people write it.
    #[schema(example = "A-12")]
    code: String,
    /// What is written down about it.
    #[serde(flatten)]
    fields: AssetFields,
    /// Whether it is out of use.
    archived: bool,
    /// The asset that it was merged into.
    merged_into: Option<Uuid>,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl AssetBody {
    fn of(asset: &Asset) -> Self {
        Self {
            id: asset.id.0,
            code: asset.code(),
            fields: AssetFields::of(&asset.facts),
            archived: asset.archived_at.is_some(),
            merged_into: asset.merged_into.map(|id| id.0),
            version: asset.version,
        }
    }
}

/// A dependency: one asset standing on another.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DependencyBody {
    /// Its identifier.
    id: Uuid,
    /// The asset that needs.
    asset: Uuid,
    /// What it needs.
    on: Uuid,
    /// In what way: `needs`, `runs_on`, `data_from`, `authenticates_by`, `supplied_by` or `powered_by`.
    #[schema(example = "runs_on")]
    kind: &'static str,
    /// What happens when it falls: `stops_at_once`, `stops_after` or `degraded`.
    #[schema(example = "stops_after")]
    necessity: &'static str,
    /// The hours of `stops_after`.
    stops_after_hours: Option<u32>,
    /// Dependencies of the same asset with the same number are alternatives: any one suffices.
    alternative_group: Option<u8>,
    /// Anything else.
    note: String,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl DependencyBody {
    fn of(link: &Link) -> Self {
        let dependency = &link.dependency;
        Self {
            id: dependency.id.0,
            asset: dependency.asset.0,
            on: dependency.on.0,
            kind: dependency.kind.key(),
            necessity: dependency.necessity.key(),
            stops_after_hours: dependency.necessity.hours(),
            alternative_group: dependency.alternative_group,
            note: link.note.clone(),
            version: link.version,
        }
    }
}

/// What an asset stands on and what stands on it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct NeighboursBody {
    /// What it needs.
    needs: Vec<DependencyBody>,
    /// What needs it.
    needed_by: Vec<DependencyBody>,
    /// How many dependencies lead to assets that the owner of the token may not read.
    hidden: usize,
}

/// What a dependency is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DependencyInput {
    /// The asset that needs.
    asset: Uuid,
    /// What it needs.
    on: Uuid,
    /// In what way: `needs`, `runs_on`, `data_from`, `authenticates_by`, `supplied_by` or `powered_by`.
    #[schema(example = "runs_on")]
    kind: String,
    /// What happens when it falls: `stops_at_once`, `stops_after` or `degraded`.
    #[schema(example = "stops_after")]
    necessity: String,
    /// The hours of `stops_after`, and only of that.
    #[schema(minimum = 1, maximum = 8760)]
    stops_after_hours: Option<i64>,
    /// Dependencies of the same asset with the same number are alternatives: any one suffices.
    #[schema(minimum = 1, maximum = 99)]
    alternative_group: Option<i64>,
    /// Anything else.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: String,
}

impl DependencyInput {
    fn read(self) -> Result<DependencyDraft, Error> {
        let kind = DependencyKind::from_key(&self.kind).ok_or_else(|| Error::invalid("kind", "unknown", &self.kind))?;
        let hours = || self.stops_after_hours.map(|hours| hours.to_string()).unwrap_or_default();
        let necessity = Necessity::from_parts(&self.necessity, self.stops_after_hours);
        let necessity = necessity.ok_or_else(|| {
            if Necessity::KEYS.contains(&self.necessity.as_str()) {
                let fault = bavn_app::FieldFault::new("stops_after_hours", "hours_needed", hours());
                Error::Invalid(vec![fault.with("max", Necessity::MAX_HOURS)])
            } else {
                Error::invalid("necessity", "unknown", &self.necessity)
            }
        })?;
        Ok(DependencyDraft {
            asset: AssetId(self.asset),
            on: AssetId(self.on),
            kind,
            necessity,
            alternative_group: self.alternative_group,
            note: self.note,
        })
    }
}

/// Which assets.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<u64>,
    /// Words in number, names, identifier elsewhere, values of own fields or the beginning of the description.
    words: Option<String>,
    /// Of this kind.
    kind: Option<String>,
    /// Of this own type.
    type_id: Option<Uuid>,
    /// Graded at least so.
    #[param(minimum = 0, maximum = 4)]
    criticality: Option<u8>,
    /// In this unit or below it.
    unit: Option<Uuid>,
    /// Answered for by this person.
    owner: Option<Uuid>,
    /// Delivered by this supplier.
    supplier: Option<Uuid>,
    /// Here in its life: `planned`, `in_use`, `phasing_out` or `ended`.
    life_cycle: Option<String>,
    /// In this state: `critical`, `mfa`, `logging`, `restore`, `support`, `no_owner`, `not_graded`, `alone` or `archived`.
    state: Option<String>,
    /// The order: `name` (unless told), `number`, `criticality`, `kind` or `support`.
    sort: Option<String>,
}

/// The assets in the register.
#[utoipa::path(get, path = "/api/v1/assets", operation_id = "listAssets", tag = "assets", params(Wanted), responses((status = 200, description = "The assets that the owner of the token may read.", body = ApiPage<AssetBody>)))]
async fn list(user: ApiUser, ApiQuery(wanted): ApiQuery<Wanted>, uri: Uri) -> ApiResult {
    let grade = wanted.criticality.map(|grade| {
        Grade::from_i64(grade.into()).map_err(|_| Error::invalid("criticality", "unknown", grade.to_string()))
    });
    let filter = AssetFilter {
        kind: word("kind", wanted.kind.as_ref(), Kind::from_key)?,
        criticality: grade.transpose()?,
        life_cycle: word("life_cycle", wanted.life_cycle.as_ref(), LifeCycle::from_key)?,
        state: word("state", wanted.state.as_ref(), AssetState::from_key)?,
        words: wanted.words.unwrap_or_default().chars().take(200).collect(),
        unit: wanted.unit.map(UnitId),
        owner: wanted.owner.map(PersonId),
        supplier: wanted.supplier.map(SupplierId),
        type_id: wanted.type_id.map(AssetTypeId),
        group: None,
    };
    let sort = word("sort", wanted.sort.as_ref(), AssetSort::from_key)?.unwrap_or_default();
    let request = PageRequest::new(wanted.page.unwrap_or(1), wanted.size.unwrap_or(50));
    let lines = list_assets(&user.app, &user.ctx, &filter, sort, request).await?;
    let ids = AssetKeys::Ids(lines.rows.iter().map(|line| line.id).collect());
    let full = find_assets(&user.app, &user.ctx, &ids).await?;
    let mut full: HashMap<AssetId, Asset> = full.into_iter().map(|asset| (asset.id, asset)).collect();
    let rows = lines.rows.iter().filter_map(|line| full.remove(&line.id)).collect();
    let page = Page { rows, total: lines.total, request };
    Ok(ApiPage::respond(&uri, page, |asset| AssetBody::of(&asset)))
}

/// Put an asset into the register.
#[utoipa::path(post, path = "/api/v1/assets", operation_id = "createAsset", tag = "assets", request_body = AssetFields, responses((status = 201, description = "Created.", body = AssetBody)))]
async fn create(user: ApiUser, ApiJson(input): ApiJson<AssetFields>) -> ApiResult {
    let id = asset::create_asset(&user.app, &user.ctx, input.read()?).await?;
    let body = AssetBody::of(&get_asset(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/assets/{id}"), body.version, body)
}

/// An asset, also one out of use.
#[utoipa::path(get, path = "/api/v1/assets/{id}", operation_id = "getAsset", tag = "assets", params(("id" = Uuid, Path, description = "The asset.")), responses((status = 200, description = "The asset.", body = AssetBody)))]
async fn get(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, AssetId(id)).await
}

/// Change an asset: everything that is written down about it.
#[utoipa::path(put, path = "/api/v1/assets/{id}", operation_id = "updateAsset", tag = "assets", params(("id" = Uuid, Path, description = "The asset."), IfMatchParam), request_body = AssetFields, responses((status = 200, description = "As it became.", body = AssetBody)))]
async fn update(change: ApiChange<AssetFields>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    asset::update_asset(&user.app, &user.ctx, AssetId(id), version, input.read()?).await?;
    answer(&user, AssetId(id)).await
}

/// Take an asset out of use; its number and history stay.
#[utoipa::path(delete, path = "/api/v1/assets/{id}", operation_id = "archiveAsset", tag = "assets", params(("id" = Uuid, Path, description = "The asset."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    asset::archive_asset(&user.app, &user.ctx, AssetId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take an asset into use again; one that was merged into another stays out.
#[utoipa::path(post, path = "/api/v1/assets/{id}/restore", operation_id = "restoreAsset", tag = "assets", params(("id" = Uuid, Path, description = "The asset."), IfMatchParam), responses((status = 200, description = "As it became.", body = AssetBody)))]
async fn restore(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    asset::restore_asset(&user.app, &user.ctx, AssetId(id), version).await?;
    answer(&user, AssetId(id)).await
}

/// What an asset stands on and what stands on it.
#[utoipa::path(get, path = "/api/v1/assets/{id}/dependencies", operation_id = "listAssetDependencies", tag = "assets", params(("id" = Uuid, Path, description = "The asset.")), responses((status = 200, description = "Both ways, without what the owner of the token may not read.", body = NeighboursBody)))]
async fn neighbours(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let around = list_neighbours(&user.app, &user.ctx, AssetId(id)).await?;
    let bodies = |links: &[(Link, Asset)]| links.iter().map(|(link, _)| DependencyBody::of(link)).collect();
    let body =
        NeighboursBody { needs: bodies(&around.needs), needed_by: bodies(&around.needed_by), hidden: around.hidden };
    Ok(axum::Json(body).into_response())
}

/// Every dependency between assets in use.
#[utoipa::path(get, path = "/api/v1/dependencies", operation_id = "listDependencies", tag = "assets", params(PageQuery), responses((status = 200, description = "Those of which the owner of the token may read both ends.", body = ApiPage<DependencyBody>)))]
async fn dependencies(user: ApiUser, ApiQuery(wanted): ApiQuery<PageQuery>, uri: Uri) -> ApiResult {
    let (_, links) = list_dependencies(&user.app, &user.ctx).await?;
    let request = PageRequest::from(wanted);
    let skip = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let take = usize::try_from(request.size()).unwrap_or(usize::MAX);
    let total = u64::try_from(links.len()).unwrap_or(u64::MAX);
    let page = Page { rows: links.into_iter().skip(skip).take(take).collect(), total, request };
    Ok(ApiPage::respond(&uri, page, |link: Link| DependencyBody::of(&link)))
}

/// Let one asset stand on another.
#[utoipa::path(post, path = "/api/v1/dependencies", operation_id = "createDependency", tag = "assets", request_body = DependencyInput, responses((status = 201, description = "Created.", body = DependencyBody)))]
async fn create_dependency(user: ApiUser, ApiJson(input): ApiJson<DependencyInput>) -> ApiResult {
    let id = asset::create_dependency(&user.app, &user.ctx, input.read()?).await?;
    let body = DependencyBody::of(&get_dependency(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/dependencies/{id}"), body.version, body)
}

/// A dependency.
#[utoipa::path(get, path = "/api/v1/dependencies/{id}", operation_id = "getDependency", tag = "assets", params(("id" = Uuid, Path, description = "The dependency.")), responses((status = 200, description = "The dependency.", body = DependencyBody)))]
async fn dependency(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let body = DependencyBody::of(&get_dependency(&user.app, &user.ctx, DependencyId(id)).await?);
    current(body.version, body)
}

/// Change what happens, the alternatives and the note of a dependency; its ends and kind are fixed.
#[utoipa::path(put, path = "/api/v1/dependencies/{id}", operation_id = "updateDependency", tag = "assets", params(("id" = Uuid, Path, description = "The dependency."), IfMatchParam), request_body = DependencyInput, responses((status = 200, description = "As it became.", body = DependencyBody)))]
async fn update_dependency(change: ApiChange<DependencyInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = DependencyId(id);
    asset::update_dependency(&user.app, &user.ctx, id, version, input.read()?).await?;
    let body = DependencyBody::of(&get_dependency(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}

/// Take a dependency away.
#[utoipa::path(delete, path = "/api/v1/dependencies/{id}", operation_id = "removeDependency", tag = "assets", params(("id" = Uuid, Path, description = "The dependency."), IfMatchParam), responses((status = 204, description = "Away.")))]
async fn remove_dependency(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    asset::remove_dependency(&user.app, &user.ctx, DependencyId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn answer(user: &ApiUser, id: AssetId) -> ApiResult {
    let body = AssetBody::of(&get_asset(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}
