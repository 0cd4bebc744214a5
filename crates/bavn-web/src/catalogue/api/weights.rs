use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiJson, ApiResult, ApiUser},
};
use axum::{Json, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    catalogue::{self, AreaWeight, ControlWeight},
};
use bavn_core::{
    access::Action,
    catalogue::{Level, Weight},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::May(Action::CatalogueChange), routes!(update_weights))
}

/// New weights and targets; what is not named stays. All are taken, or none.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WeightsInput {
    /// Areas.
    #[serde(default)]
    areas: Vec<AreaWeightInput>,
    /// Controls.
    #[serde(default)]
    controls: Vec<ControlWeightInput>,
}

/// A new weight for an area.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AreaWeightInput {
    /// Its code.
    code: String,
    /// The version it was read at.
    version: i32,
    /// Its weight.
    weight: i64,
}

/// A new weight and target for a control.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ControlWeightInput {
    /// Its code.
    code: String,
    /// The version it was read at.
    version: i32,
    /// Its weight.
    weight: i64,
    /// Its target, 0 to 5.
    target: i64,
}

/// What was changed.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
struct WeightsBody {
    /// How many were different from before.
    changed: usize,
}

/// Change weights and targets of the municipality.
#[utoipa::path(put, path = "/api/v1/weights", operation_id = "updateWeights", tag = "catalogue", request_body = WeightsInput, responses((status = 200, description = "Taken.", body = WeightsBody), (status = 412, description = "Somebody else changed one of them.", body = crate::kit::api::Problem, content_type = "application/problem+json")))]
async fn update_weights(user: ApiUser, ApiJson(input): ApiJson<WeightsInput>) -> ApiResult {
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let mut faults = Vec::new();
    let (mut areas, mut controls) = (Vec::new(), Vec::new());
    for (place, wanted) in input.areas.iter().enumerate() {
        let weight = weight(&mut faults, &format!("areas[{place}].weight"), wanted.weight);
        match view.areas.iter().find(|area| area.code == wanted.code) {
            Some(area) => {
                areas.extend(weight.map(|weight| AreaWeight { id: area.id, version: wanted.version, weight }))
            }
            None => faults.push(FieldFault::new(format!("areas[{place}].code"), "unknown", &wanted.code)),
        }
    }
    for (place, wanted) in input.controls.iter().enumerate() {
        let weight = weight(&mut faults, &format!("controls[{place}].weight"), wanted.weight);
        let target = Level::from_i64(wanted.target).ok();
        if target.is_none() {
            faults.push(
                FieldFault::new(format!("controls[{place}].target"), "out_of_range", wanted.target.to_string())
                    .with("min", 0)
                    .with("max", 5),
            );
        }
        match view.control_by_code(&wanted.code) {
            Some(control) => controls.extend(weight.zip(target).map(|(weight, target)| ControlWeight {
                id: control.id,
                version: wanted.version,
                weight,
                target,
            })),
            None => faults.push(FieldFault::new(format!("controls[{place}].code"), "unknown", &wanted.code)),
        }
    }
    if !faults.is_empty() {
        return Err(ApiError::from(Error::Invalid(faults)));
    }
    let changed = catalogue::update_weights(&user.app, &user.ctx, &areas, &controls).await?;
    Ok(Json(WeightsBody { changed }).into_response())
}

fn weight(faults: &mut Vec<FieldFault>, field: &str, value: i64) -> Option<Weight> {
    let weight = Weight::from_i64(value).ok();
    if weight.is_none() {
        faults.push(FieldFault::new(field, "out_of_range", value.to_string()).with("min", 1).with("max", Weight::MAX));
    }
    weight
}
