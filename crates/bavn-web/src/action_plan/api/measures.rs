use super::{
    body::MeasureBody,
    input::{MeasureInput, ProgressInput},
};
use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiPage, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{
    extract::Path,
    http::{StatusCode, Uri},
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    action_plan::{MeasureFilter, MeasureSort, get_plan_view},
    catalogue::get_catalogue,
    measure,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::Action,
    ids::{MeasureId, PersonId, PlanId, UnitId},
    measure::{Phase, State},
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::PlanRead), Access::May(Action::PlanChange));
    Routes::new()
        .api(read, routes!(list_measures))
        .api(change, routes!(create_measure))
        .api(read, routes!(get_measure))
        .api(change, routes!(update_measure))
        .api(Access::May(Action::MeasureProgress), routes!(record_progress))
        .api(change, routes!(archive_measure))
}

/// Which measures.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<u64>,
    /// Words in number, title or description.
    words: Option<String>,
    /// In this state.
    #[param(value_type = Option<String>)]
    state: Option<State>,
    /// In this phase.
    #[param(value_type = Option<String>)]
    phase: Option<Phase>,
    /// In this unit or below it.
    unit: Option<Uuid>,
    /// Answered for by this person.
    owner: Option<Uuid>,
    /// Lifting the control with this code.
    #[param(example = "AD-03")]
    control: Option<String>,
    /// Only those that are expected to finish late.
    late: Option<bool>,
    /// The order: `number` (unless told), `urgency`, `title`, `due`, `cost` or `state`.
    sort: Option<String>,
}

/// The measures of a plan.
#[utoipa::path(get, path = "/api/v1/plans/{id}/measures", operation_id = "listMeasures", tag = "action-plan", params(("id" = Uuid, Path, description = "The plan."), Wanted), responses((status = 200, description = "The measures that the owner of the token may read.", body = ApiPage<MeasureBody>)))]
async fn list_measures(user: ApiUser, Path(id): Path<Uuid>, ApiQuery(wanted): ApiQuery<Wanted>, uri: Uri) -> ApiResult {
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let control = match &wanted.control {
        Some(code) => {
            let control = catalogue.control_by_code(code).ok_or_else(|| Error::invalid("control", "unknown", code))?;
            Some(control.id)
        }
        None => None,
    };
    let sort = match &wanted.sort {
        Some(key) => MeasureSort::from_key(key).ok_or_else(|| Error::invalid("sort", "unknown", key))?,
        None => MeasureSort::Number,
    };
    let filter = MeasureFilter {
        words: wanted.words.unwrap_or_default().chars().take(200).collect(),
        state: wanted.state,
        phase: wanted.phase,
        unit: wanted.unit.map(UnitId),
        owner: wanted.owner.map(PersonId),
        control,
        late: wanted.late.unwrap_or(false),
    };
    let view = get_plan_view(&user.app, &user.ctx, PlanId(id)).await?;
    let request = PageRequest::new(wanted.page.unwrap_or(1), wanted.size.unwrap_or(50));
    let found = view.select(&filter, sort);
    let skip = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let take = usize::try_from(request.size()).unwrap_or(usize::MAX);
    let rows = found.iter().copied().skip(skip).take(take).collect();
    let page = Page { rows, total: found.len() as u64, request };
    Ok(ApiPage::respond(&uri, page, |at| MeasureBody::of(&view, &catalogue, at)))
}

/// Put a measure into a plan.
#[utoipa::path(post, path = "/api/v1/plans/{id}/measures", operation_id = "createMeasure", tag = "action-plan", params(("id" = Uuid, Path, description = "The plan.")), request_body = MeasureInput, responses((status = 201, description = "Created.", body = MeasureBody)))]
async fn create_measure(user: ApiUser, Path(id): Path<Uuid>, ApiJson(input): ApiJson<MeasureInput>) -> ApiResult {
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let draft = input.read(&catalogue)?;
    let id = measure::create_measure(&user.app, &user.ctx, PlanId(id), draft).await?;
    let body = body(&user, id).await?;
    created(&format!("/api/v1/measures/{id}"), body.version, body)
}

/// A measure.
#[utoipa::path(get, path = "/api/v1/measures/{id}", operation_id = "getMeasure", tag = "action-plan", params(("id" = Uuid, Path, description = "The measure.")), responses((status = 200, description = "The measure.", body = MeasureBody)))]
async fn get_measure(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, MeasureId(id)).await
}

/// Change a measure.
#[utoipa::path(put, path = "/api/v1/measures/{id}", operation_id = "updateMeasure", tag = "action-plan", params(("id" = Uuid, Path, description = "The measure."), IfMatchParam), request_body = MeasureInput, responses((status = 200, description = "As it became.", body = MeasureBody)))]
async fn update_measure(change: ApiChange<MeasureInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    measure::update_measure(&user.app, &user.ctx, MeasureId(id), version, input.read(&catalogue)?).await?;
    answer(&user, MeasureId(id)).await
}

/// Report how far a measure is.
#[utoipa::path(patch, path = "/api/v1/measures/{id}", operation_id = "recordProgress", tag = "action-plan", params(("id" = Uuid, Path, description = "The measure."), IfMatchParam), request_body = ProgressInput, responses((status = 200, description = "As it became.", body = MeasureBody)))]
async fn record_progress(change: ApiChange<ProgressInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    measure::record_progress(&user.app, &user.ctx, MeasureId(id), version, input.try_into()?).await?;
    answer(&user, MeasureId(id)).await
}

/// Take a measure out of the plan; its history and number stay.
#[utoipa::path(delete, path = "/api/v1/measures/{id}", operation_id = "archiveMeasure", tag = "action-plan", params(("id" = Uuid, Path, description = "The measure."), IfMatchParam), responses((status = 204, description = "Out of the plan.")))]
async fn archive_measure(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    measure::archive_measure(&user.app, &user.ctx, MeasureId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn body(user: &ApiUser, id: MeasureId) -> ApiResult<MeasureBody> {
    let plan = measure::get_measure(&user.app, &user.ctx, id).await?.plan_id;
    let view = get_plan_view(&user.app, &user.ctx, plan).await?;
    let at = view.place_of(id).ok_or(Error::NotFound { kind: "measure" })?;
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    Ok(MeasureBody::of(&view, &catalogue, at))
}

async fn answer(user: &ApiUser, id: MeasureId) -> ApiResult {
    let body = body(user, id).await?;
    current(body.version, body)
}
