use super::{
    super::READ,
    order_body::{OrderBody, SpanBody, spans},
};
use crate::kit::{
    Routes, Tr,
    api::{ApiQuery, ApiResult, ApiUser},
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::recovery::{self, Effort};
use bavn_core::ids::ScenarioId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new().api(READ, routes!(get_scenario_outages)).api(READ, routes!(get_recovery_order))
}

/// How a course is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WantedOutages {
    /// Whether things are restored in the recovery order meanwhile; otherwise nothing is.
    restored: Option<bool>,
}

/// When a task is out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct TaskOutageBody {
    /// The task; absent when the owner of the token may not read it.
    id: Option<Uuid>,
    /// Its number as people write it.
    code: String,
    /// Its name.
    name: String,
    /// The administration that it belongs to; empty for the whole municipality.
    unit: String,
    /// How many citizens it concerns.
    citizens: Option<u64>,
    /// When it is down.
    down: Vec<SpanBody>,
    /// When it gets by on a fallback or a reserve.
    bridging: Vec<SpanBody>,
    /// When it works, but worse.
    worse: Vec<SpanBody>,
}

/// An administration whose tasks stop.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct UnitOutageBody {
    /// Its name; empty for the whole municipality.
    name: String,
    /// How many of its tasks stop.
    stop: usize,
    /// How many critical tasks it has.
    tasks: usize,
    /// When the first of them stops, minutes from the beginning.
    first: u32,
    /// The most citizens hit at the same time; one whom several tasks concern is counted for each.
    citizens: u64,
}

/// How many citizens are hit from a minute on.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(super) struct CitizensBody {
    /// The minute.
    from: u32,
    /// How many; one whom several tasks concern is counted for each.
    citizens: u64,
}

/// What falls when. Minutes count from the beginning of the event.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct OutagesBody {
    /// The minute of the week in which it begins: 0 is Monday 00:00.
    starts: u32,
    /// Minutes for which it is followed.
    horizon: u32,
    /// Whether things are restored in the recovery order meanwhile.
    is_restored: bool,
    /// How many assets and suppliers are down at some time.
    assets_down: usize,
    /// How many critical tasks there are.
    all_tasks: usize,
    /// The tasks that are hit, the first to stop first.
    tasks: Vec<TaskOutageBody>,
    /// The administrations whose tasks stop, the first first.
    units: Vec<UnitOutageBody>,
    /// How many citizens are hit over time.
    citizens: Vec<CitizensBody>,
}

/// What falls when in a scenario.
#[utoipa::path(get, path = "/api/v1/scenarios/{id}/outages", operation_id = "getScenarioOutages", tag = "recovery", params(("id" = Uuid, Path, description = "The scenario."), WantedOutages), responses((status = 200, description = "What falls when.", body = OutagesBody)))]
async fn get_scenario_outages(
    user: ApiUser,
    Path(id): Path<Uuid>,
    ApiQuery(wanted): ApiQuery<WantedOutages>,
) -> ApiResult {
    let is_restored = wanted.restored.unwrap_or(false);
    let course = recovery::scenario_course(&user.app, &user.ctx, ScenarioId(id), is_restored).await?;
    let tasks = course.tasks.iter().map(|task| TaskOutageBody {
        id: task.id.map(|id| id.0),
        code: task.code.clone(),
        name: task.name.clone(),
        unit: task.unit.clone(),
        citizens: task.citizens,
        down: spans(&task.outage.down),
        bridging: spans(&task.outage.bridging),
        worse: spans(&task.outage.worse),
    });
    let units = course.units.iter().map(|unit| UnitOutageBody {
        name: unit.name.clone(),
        stop: unit.stop,
        tasks: unit.tasks,
        first: unit.first,
        citizens: unit.citizens,
    });
    let body = OutagesBody {
        starts: course.starts,
        horizon: course.horizon,
        is_restored: course.is_restored,
        assets_down: course.assets,
        all_tasks: course.all_tasks,
        tasks: tasks.collect(),
        units: units.collect(),
        citizens: course
            .citizens
            .iter()
            .map(|(from, citizens)| CitizensBody { from: *from, citizens: *citizens })
            .collect(),
    };
    Ok(Json(body).into_response())
}

/// The recovery order of a scenario with the registers as they are now.
///
/// Computed in about 0.2 s; a plan (`POST /api/v1/recovery-plans`) is computed longer and kept. What the owner of the token may not read
/// stands without its name.
#[utoipa::path(get, path = "/api/v1/scenarios/{id}/recovery-order", operation_id = "getRecoveryOrder", tag = "recovery", params(("id" = Uuid, Path, description = "The scenario.")), responses((status = 200, description = "The order.", body = OrderBody)))]
async fn get_recovery_order(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let order = recovery::recovery_order(&user.app, &user.ctx, ScenarioId(id), Effort::Quick).await?;
    Ok(Json(OrderBody::new(Tr::new(user.ctx.lang()), &order.content)).into_response())
}
