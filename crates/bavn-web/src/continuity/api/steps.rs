//! The recovery steps of assets.

use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiResult, ApiUser, IfMatchParam, current},
};
use axum::extract::Path;
use bavn_app::continuity::{AssetSteps, asset_steps, put_asset_steps};
use bavn_core::{
    access::Action,
    continuity::team::RecoveryStep,
    ids::{AssetId, RecoveryTeamId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::ContinuityRead), Access::May(Action::ContinuityChange));
    Routes::new().api(read, routes!(steps)).api(change, routes!(put_steps))
}

/// How many people of a team a step takes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepTeam {
    /// The team.
    team: Uuid,
    /// How many.
    #[schema(minimum = 1, maximum = 1000)]
    amount: i64,
}

/// A step by which an asset comes back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepBody {
    /// What is done.
    #[schema(max_length = 200)]
    name: String,
    /// Its place in the order; steps with the same place run at the same time.
    #[schema(minimum = 1, maximum = 99)]
    position: i64,
    /// How long it takes when all goes well.
    #[schema(minimum = 0, maximum = 525_600)]
    optimistic_minutes: i64,
    /// How long it usually takes.
    #[schema(minimum = 0, maximum = 525_600)]
    likely_minutes: i64,
    /// How long it takes when much goes wrong.
    #[schema(minimum = 0, maximum = 525_600)]
    pessimistic_minutes: i64,
    /// Whom it takes.
    #[serde(default)]
    teams: Vec<StepTeam>,
    /// Other assets that must be back before it begins, beside those that the asset needs.
    #[serde(default)]
    after_assets: Vec<Uuid>,
    /// Anything else.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: String,
}

impl StepBody {
    fn of(step: &RecoveryStep) -> Self {
        let teams = step.teams.iter().map(|(team, amount)| StepTeam { team: team.0, amount: *amount });
        Self {
            name: step.name.clone(),
            position: step.position,
            optimistic_minutes: step.optimistic_minutes,
            likely_minutes: step.likely_minutes,
            pessimistic_minutes: step.pessimistic_minutes,
            teams: teams.collect(),
            after_assets: step.after_assets.iter().map(|id| id.0).collect(),
            note: step.note.clone(),
        }
    }

    fn read(self) -> RecoveryStep {
        RecoveryStep {
            name: self.name,
            position: self.position,
            optimistic_minutes: self.optimistic_minutes,
            likely_minutes: self.likely_minutes,
            pessimistic_minutes: self.pessimistic_minutes,
            teams: self.teams.iter().map(|one| (RecoveryTeamId(one.team), one.amount)).collect(),
            after_assets: self.after_assets.into_iter().map(AssetId).collect(),
            note: self.note,
        }
    }
}

/// The recovery steps of an asset, in order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepsBody {
    /// The steps, at most 50.
    steps: Vec<StepBody>,
}

impl StepsBody {
    fn of(found: &AssetSteps) -> Self {
        Self { steps: found.steps.iter().map(|step| StepBody::of(&step.facts)).collect() }
    }
}

/// The recovery steps of an asset.
#[utoipa::path(get, path = "/api/v1/assets/{id}/recovery-steps", operation_id = "listRecoverySteps", tag = "continuity", params(("id" = Uuid, Path, description = "The asset.")), responses((status = 200, description = "Its steps; the ETag is the asset's.", body = StepsBody)))]
async fn steps(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let found = asset_steps(&user.app, &user.ctx, AssetId(id)).await?;
    current(found.asset.version, StepsBody::of(&found))
}

/// Give an asset these recovery steps instead of those it has.
#[utoipa::path(put, path = "/api/v1/assets/{id}/recovery-steps", operation_id = "putRecoverySteps", tag = "continuity", params(("id" = Uuid, Path, description = "The asset."), IfMatchParam), request_body = StepsBody, responses((status = 200, description = "As they became.", body = StepsBody)))]
async fn put_steps(change: ApiChange<StepsBody>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = AssetId(id);
    let steps = input.steps.into_iter().map(StepBody::read).collect();
    put_asset_steps(&user.app, &user.ctx, id, version, steps).await?;
    let found = asset_steps(&user.app, &user.ctx, id).await?;
    current(found.asset.version, StepsBody::of(&found))
}
