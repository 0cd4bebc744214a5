use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::organisation::{self, Unit, UnitDraft};
use bavn_core::{access::Action, ids::UnitId, organisation::UnitKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::OrganisationRead), Access::May(Action::OrganisationChange));
    Routes::new()
        .api(read, routes!(list_units))
        .api(change, routes!(create_unit))
        .api(read, routes!(get_unit))
        .api(change, routes!(update_unit))
        .api(change, routes!(archive_unit))
}

/// What sort of unit it is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// A forvaltning.
    Administration,
    /// A department or office.
    Department,
    /// A school, nursery, care home.
    Institution,
}

impl From<UnitKind> for Kind {
    fn from(kind: UnitKind) -> Self {
        match kind {
            UnitKind::Administration => Self::Administration,
            UnitKind::Department => Self::Department,
            UnitKind::Institution => Self::Institution,
        }
    }
}

impl From<Kind> for UnitKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Administration => Self::Administration,
            Kind::Department => Self::Department,
            Kind::Institution => Self::Institution,
        }
    }
}

/// A unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct UnitBody {
    /// Its identifier.
    id: Uuid,
    /// The unit above; none for an administration.
    parent_id: Option<Uuid>,
    /// What sort of unit it is.
    kind: Kind,
    /// Its name.
    name: String,
    /// Whether it is out of use.
    is_archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl From<Unit> for UnitBody {
    fn from(unit: Unit) -> Self {
        Self {
            id: unit.id.0,
            parent_id: unit.parent_id.map(|id| id.0),
            kind: unit.kind.into(),
            name: unit.name,
            is_archived: unit.is_archived,
            version: unit.version,
        }
    }
}

/// What a unit is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitInput {
    /// The unit above; none for an administration.
    parent_id: Option<Uuid>,
    /// What sort of unit.
    kind: Kind,
    /// Its name, at most 120 characters.
    #[schema(max_length = 120)]
    name: String,
}

impl From<UnitInput> for UnitDraft {
    fn from(input: UnitInput) -> Self {
        Self { parent_id: input.parent_id.map(UnitId), kind: input.kind.into(), name: input.name }
    }
}

/// Every unit in use.
#[utoipa::path(get, path = "/api/v1/units", operation_id = "listUnits", tag = "organisation", responses((status = 200, description = "The units, by name.", body = Vec<UnitBody>)))]
async fn list_units(user: ApiUser) -> ApiResult {
    let units = organisation::list_units(&user.app, &user.ctx).await?;
    Ok(Json(units.into_iter().map(UnitBody::from).collect::<Vec<_>>()).into_response())
}

/// Create a unit.
#[utoipa::path(post, path = "/api/v1/units", operation_id = "createUnit", tag = "organisation", request_body = UnitInput, responses((status = 201, description = "Created.", body = UnitBody)))]
async fn create_unit(user: ApiUser, ApiJson(input): ApiJson<UnitInput>) -> ApiResult {
    let id = organisation::create_unit(&user.app, &user.ctx, input.into()).await?;
    let unit = organisation::get_unit(&user.app, &user.ctx, id).await?;
    created(&format!("/api/v1/units/{id}"), unit.version, UnitBody::from(unit))
}

/// A unit.
#[utoipa::path(get, path = "/api/v1/units/{id}", operation_id = "getUnit", tag = "organisation", params(("id" = Uuid, Path, description = "The unit.")), responses((status = 200, description = "The unit.", body = UnitBody)))]
async fn get_unit(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, UnitId(id)).await
}

/// Change a unit.
#[utoipa::path(put, path = "/api/v1/units/{id}", operation_id = "updateUnit", tag = "organisation", params(("id" = Uuid, Path, description = "The unit."), IfMatchParam), request_body = UnitInput, responses((status = 200, description = "As it became.", body = UnitBody)))]
async fn update_unit(change: ApiChange<UnitInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    organisation::update_unit(&user.app, &user.ctx, UnitId(id), version, input.into()).await?;
    answer(&user, UnitId(id)).await
}

/// Take a unit out of use; its history stays.
#[utoipa::path(delete, path = "/api/v1/units/{id}", operation_id = "archiveUnit", tag = "organisation", params(("id" = Uuid, Path, description = "The unit."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_unit(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    organisation::archive_unit(&user.app, &user.ctx, UnitId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn answer(user: &ApiUser, id: UnitId) -> ApiResult {
    let unit = organisation::get_unit(&user.app, &user.ctx, id).await?;
    current(unit.version, UnitBody::from(unit))
}
