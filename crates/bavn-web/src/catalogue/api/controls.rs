use super::TextBody;
use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiResult, ApiUser, current},
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::{
    Error,
    catalogue::{self, AreaView, CatalogueView, ControlView},
};
use bavn_core::access::Action;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::CatalogueRead);
    Routes::new().api(read, routes!(list_areas)).api(read, routes!(list_controls)).api(read, routes!(get_control))
}

/// An area of the control set.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct AreaBody {
    /// Its identifier.
    id: Uuid,
    /// Its code, such as `AD`.
    code: String,
    /// Its name.
    title: TextBody,
    /// What it is for.
    purpose: TextBody,
    /// Its weight in the municipality.
    weight: u8,
    /// Its weight in the content.
    default_weight: u8,
    /// `bavn`, or `own` for an area the municipality added.
    origin: String,
    /// The codes of its controls, in order.
    controls: Vec<String>,
    /// Raised by every change of its weight.
    version: i32,
}

impl AreaBody {
    pub(super) fn new(view: &CatalogueView, area: &AreaView) -> Self {
        Self {
            id: area.id.0,
            code: area.code.clone(),
            title: (&area.title).into(),
            purpose: (&area.purpose).into(),
            weight: area.weight.get(),
            default_weight: area.default_weight.get(),
            origin: area.origin.clone(),
            controls: view.controls[area.controls.clone()].iter().map(|control| control.code.clone()).collect(),
            version: area.version,
        }
    }
}

/// A control in short.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ControlSummary {
    /// Its identifier.
    id: Uuid,
    /// Its code, such as `AD-03`.
    code: String,
    /// The code of its area.
    area: String,
    /// Its name.
    title: TextBody,
    /// What must be true.
    statement: TextBody,
    /// Its weight in the municipality.
    weight: u8,
    /// The target of the municipality, 0 to 5.
    target: u8,
    /// Raised by every change of it and of its mappings; also the ETag.
    version: i32,
}

impl ControlSummary {
    fn new(view: &CatalogueView, control: &ControlView) -> Self {
        Self {
            id: control.id.0,
            code: control.code.clone(),
            area: view.area_of(control).code.clone(),
            title: (&control.title).into(),
            statement: (&control.statement).into(),
            weight: control.weight.get(),
            target: control.target.get(),
            version: control.version,
        }
    }
}

/// A control with its texts and the requirements that it answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ControlBody {
    /// The control in short.
    #[serde(flatten)]
    summary: ControlSummary,
    /// Why it matters.
    purpose: TextBody,
    /// What good looks like at each level, 0 to 5.
    #[schema(min_items = 6, max_items = 6)]
    levels: Vec<TextBody>,
    /// Typical evidence.
    evidence: Vec<TextBody>,
    /// Its weight in the content.
    default_weight: u8,
    /// Its target in the content.
    default_target: u8,
    /// `bavn`, or `own` for a control the municipality added.
    origin: String,
    /// The requirements that it answers.
    mappings: Vec<MappingBody>,
}

/// That a control answers a requirement.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct MappingBody {
    /// The key of the framework.
    framework: String,
    /// The reference of the requirement, such as `21(2)(j)`.
    reference: String,
    /// What it demands.
    title: TextBody,
    /// How the control stands to the requirement.
    relation: String,
    /// How much of the requirement the control covers.
    coverage: String,
    /// Why.
    rationale: Option<TextBody>,
    /// `bavn`, or `own` for a mapping the municipality made or changed.
    origin: String,
}

/// A control as it is answered.
pub(super) fn control_body(view: &CatalogueView, control: &ControlView) -> ControlBody {
    let mappings = control.mappings.iter().map(|mapping| {
        let requirement = &view.requirements[mapping.requirement];
        MappingBody {
            framework: view.frameworks[requirement.framework].key.clone(),
            reference: requirement.reference.clone(),
            title: (&requirement.title).into(),
            relation: mapping.relation.key().to_owned(),
            coverage: mapping.coverage.key().to_owned(),
            rationale: mapping.rationale.as_ref().map(TextBody::from),
            origin: mapping.origin.clone(),
        }
    });
    ControlBody {
        summary: ControlSummary::new(view, control),
        purpose: (&control.purpose).into(),
        levels: control.levels.iter().map(TextBody::from).collect(),
        evidence: control.evidence.iter().map(TextBody::from).collect(),
        default_weight: control.default_weight.get(),
        default_target: control.default_target.get(),
        origin: control.origin.clone(),
        mappings: mappings.collect(),
    }
}

/// The areas of the control set.
#[utoipa::path(get, path = "/api/v1/areas", operation_id = "listAreas", tag = "catalogue", responses((status = 200, description = "The areas, in order.", body = Vec<AreaBody>)))]
async fn list_areas(user: ApiUser) -> ApiResult {
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    Ok(Json(view.areas.iter().map(|area| AreaBody::new(&view, area)).collect::<Vec<_>>()).into_response())
}

/// The controls of the control set.
#[utoipa::path(get, path = "/api/v1/controls", operation_id = "listControls", tag = "catalogue", responses((status = 200, description = "The controls, in order.", body = Vec<ControlSummary>)))]
async fn list_controls(user: ApiUser) -> ApiResult {
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    Ok(Json(view.controls.iter().map(|control| ControlSummary::new(&view, control)).collect::<Vec<_>>())
        .into_response())
}

/// A control.
#[utoipa::path(get, path = "/api/v1/controls/{code}", operation_id = "getControl", tag = "catalogue", params(("code" = String, Path, description = "Its code, such as AD-03.")), responses((status = 200, description = "The control.", body = ControlBody)))]
async fn get_control(user: ApiUser, Path(code): Path<String>) -> ApiResult {
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = view.control_by_code(&code).ok_or(ApiError::from(Error::NotFound { kind: "control" }))?;
    current(control.version, control_body(&view, control))
}
