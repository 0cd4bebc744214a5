//! Recovery teams.

use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::continuity::{self, Team, get_team, list_teams};
use bavn_core::{
    access::Action,
    continuity::team::RecoveryTeam,
    ids::{RecoveryTeamId, SupplierId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, administer) = (Access::May(Action::ContinuityRead), Access::May(Action::ContinuityAdminister));
    Routes::new()
        .api(read, routes!(teams))
        .api(administer, routes!(create_team))
        .api(read, routes!(team))
        .api(administer, routes!(update_team))
        .api(administer, routes!(archive_team))
}

/// What is written down about a recovery team.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TeamFields {
    /// The name.
    #[schema(max_length = 200)]
    name: String,
    /// How many people it can put to work at the same time.
    #[schema(minimum = 1, maximum = 1000)]
    capacity: i64,
    /// Whether it works at certain hours only.
    #[serde(default)]
    has_hours: bool,
    /// The days on which it works, one bit each: Monday is 1, Sunday 64.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 127)]
    duty_days: i64,
    /// When its day begins, in minutes of the day.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1439)]
    duty_from: i64,
    /// When its day ends, in minutes of the day; at or before its beginning it is on the day after.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1440)]
    duty_until: i64,
    /// The supplier whose people they are.
    #[serde(default)]
    supplier: Option<Uuid>,
    /// Anything else.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: String,
}

impl TeamFields {
    fn read(self) -> RecoveryTeam {
        RecoveryTeam {
            name: self.name,
            capacity: self.capacity,
            has_hours: self.has_hours,
            duty_days: self.duty_days,
            duty_from: self.duty_from,
            duty_until: self.duty_until,
            supplier: self.supplier.map(SupplierId),
            note: self.note,
        }
    }
}

/// A recovery team.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct TeamBody {
    /// Its identifier.
    id: Uuid,
    /// What is written down about it.
    #[serde(flatten)]
    fields: TeamFields,
    /// Whether it is out of use.
    archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl TeamBody {
    fn of(team: &Team) -> Self {
        let facts = team.facts.clone();
        let fields = TeamFields {
            name: facts.name,
            capacity: facts.capacity,
            has_hours: facts.has_hours,
            duty_days: facts.duty_days,
            duty_from: facts.duty_from,
            duty_until: facts.duty_until,
            supplier: facts.supplier.map(|id| id.0),
            note: facts.note,
        };
        Self { id: team.id.0, fields, archived: team.archived_at.is_some(), version: team.version }
    }
}

/// The recovery teams.
#[utoipa::path(get, path = "/api/v1/recovery-teams", operation_id = "listRecoveryTeams", tag = "continuity", responses((status = 200, description = "The teams in use.", body = Vec<TeamBody>)))]
async fn teams(user: ApiUser) -> ApiResult {
    let teams = list_teams(&user.app, &user.ctx, false).await?;
    Ok(axum::Json(teams.iter().map(TeamBody::of).collect::<Vec<_>>()).into_response())
}

/// Make a recovery team.
#[utoipa::path(post, path = "/api/v1/recovery-teams", operation_id = "createRecoveryTeam", tag = "continuity", request_body = TeamFields, responses((status = 201, description = "Created.", body = TeamBody)))]
async fn create_team(user: ApiUser, ApiJson(input): ApiJson<TeamFields>) -> ApiResult {
    let id = continuity::create_team(&user.app, &user.ctx, input.read()).await?;
    let body = TeamBody::of(&get_team(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/recovery-teams/{id}"), body.version, body)
}

/// A recovery team, also one out of use.
#[utoipa::path(get, path = "/api/v1/recovery-teams/{id}", operation_id = "getRecoveryTeam", tag = "continuity", params(("id" = Uuid, Path, description = "The team.")), responses((status = 200, description = "The team.", body = TeamBody)))]
async fn team(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let body = TeamBody::of(&get_team(&user.app, &user.ctx, RecoveryTeamId(id)).await?);
    current(body.version, body)
}

/// Change a recovery team.
#[utoipa::path(put, path = "/api/v1/recovery-teams/{id}", operation_id = "updateRecoveryTeam", tag = "continuity", params(("id" = Uuid, Path, description = "The team."), IfMatchParam), request_body = TeamFields, responses((status = 200, description = "As it became.", body = TeamBody)))]
async fn update_team(change: ApiChange<TeamFields>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = RecoveryTeamId(id);
    continuity::update_team(&user.app, &user.ctx, id, version, input.read()).await?;
    let body = TeamBody::of(&get_team(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}

/// Take a recovery team out of use.
#[utoipa::path(delete, path = "/api/v1/recovery-teams/{id}", operation_id = "archiveRecoveryTeam", tag = "continuity", params(("id" = Uuid, Path, description = "The team."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_team(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    continuity::archive_team(&user.app, &user.ctx, RecoveryTeamId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
