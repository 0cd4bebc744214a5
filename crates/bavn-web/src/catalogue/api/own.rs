//! Own areas, own controls and mappings for other programs.

use super::controls::{AreaBody, control_body};
use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiJson, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    catalogue::{self, AreaDraft, CatalogueView, ControlDraft, ControlView, MappingDraft, RequirementView, SplitDraft},
};
use bavn_core::{
    access::Action,
    catalogue::{Coverage, Level, Relation, Weight},
    lang::Localized,
};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let change = Access::May(Action::CatalogueChange);
    Routes::new()
        .api(change, routes!(create_area))
        .api(change, routes!(update_area))
        .api(change, routes!(remove_area))
        .api(change, routes!(create_control))
        .api(change, routes!(update_control))
        .api(change, routes!(archive_control))
        .api(change, routes!(save_mapping))
        .api(change, routes!(remove_mapping))
        .api(change, routes!(restore_mapping))
        .api(change, routes!(split_control))
        .api(change, routes!(merge_controls))
}

/// A text; English may be left out.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TextInput {
    /// Danish.
    da: String,
    /// English.
    #[serde(default)]
    en: String,
}

impl From<TextInput> for Localized {
    fn from(text: TextInput) -> Self {
        Self { da: text.da, en: text.en }
    }
}

/// What an own area is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AreaInput {
    /// Its code, at most 20 letters, digits, hyphens, full stops and underscores; taken only when it is created.
    #[serde(default)]
    code: String,
    /// Its name.
    title: TextInput,
    /// What it is for.
    #[serde(default)]
    purpose: TextInput,
    /// Its weight, 1 to 5.
    weight: i64,
}

impl AreaInput {
    fn draft(self) -> Result<AreaDraft, Error> {
        let weight = Weight::from_i64(self.weight).map_err(|_| Error::Invalid(vec![weight_fault(self.weight)]))?;
        Ok(AreaDraft { code: self.code, title: self.title.into(), purpose: self.purpose.into(), weight })
    }
}

/// What an own control is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ControlInput {
    /// The code of its area.
    #[schema(example = "AD")]
    area: String,
    /// Its code, at most 20 letters, digits, hyphens, full stops and underscores.
    #[schema(example = "EG-01")]
    code: String,
    /// Its name.
    title: TextInput,
    /// What must be true.
    statement: TextInput,
    /// Why it matters.
    #[serde(default)]
    purpose: TextInput,
    /// What good looks like at each level, 0 to 5: six, or none.
    #[serde(default)]
    #[schema(max_items = 6)]
    levels: Vec<TextInput>,
    /// Typical evidence.
    #[serde(default)]
    #[schema(max_items = 20)]
    evidence: Vec<TextInput>,
    /// A draft of a finding.
    #[serde(default)]
    finding: TextInput,
    /// Its weight, 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    weight: i64,
    /// Its target, 0 to 5.
    #[schema(minimum = 0, maximum = 5)]
    target: i64,
}

impl ControlInput {
    /// The draft; faults are noted, with `prefix` before each field's name.
    pub(super) fn draft(self, prefix: &str, faults: &mut Vec<FieldFault>) -> ControlDraft {
        let weight = Weight::from_i64(self.weight).unwrap_or_else(|_| {
            let fault = weight_fault(self.weight);
            faults.push(FieldFault { field: format!("{prefix}weight"), ..fault });
            Weight::MIN
        });
        let target = Level::from_i64(self.target).unwrap_or_else(|_| {
            let fault = FieldFault::new(format!("{prefix}target"), "out_of_range", self.target.to_string());
            faults.push(fault.with("min", Level::MIN).with("max", Level::MAX));
            Level::MAX
        });
        if !self.levels.is_empty() && self.levels.len() != 6 {
            let fault = FieldFault::new(format!("{prefix}levels"), "out_of_range", self.levels.len().to_string());
            faults.push(fault.with("min", 6).with("max", 6));
        }
        let mut levels = self.levels.into_iter().map(Localized::from);
        ControlDraft {
            area: self.area,
            code: self.code,
            title: self.title.into(),
            statement: self.statement.into(),
            purpose: self.purpose.into(),
            levels: std::array::from_fn(|_| levels.next().unwrap_or_default()),
            evidence: self.evidence.into_iter().map(Localized::from).collect(),
            finding: self.finding.into(),
            weight,
            target,
        }
    }

    fn checked(self) -> Result<ControlDraft, Error> {
        let mut faults = Vec::new();
        let draft = self.draft("", &mut faults);
        if faults.is_empty() { Ok(draft) } else { Err(Error::Invalid(faults)) }
    }
}

fn weight_fault(value: i64) -> FieldFault {
    FieldFault::new("weight", "out_of_range", value.to_string()).with("min", Weight::MIN).with("max", Weight::MAX)
}

/// How a control answers a requirement.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MappingInput {
    /// `equal`, `subset_of`, `superset_of` or `intersects`.
    #[schema(value_type = String, example = "subset_of")]
    relation: Relation,
    /// `some`, `half`, `most` or `full`.
    #[schema(value_type = String, example = "half")]
    coverage: Coverage,
    /// Why.
    #[serde(default)]
    rationale: TextInput,
}

async fn view(user: &ApiUser) -> ApiResult<Arc<CatalogueView>> {
    Ok(catalogue::get_catalogue(&user.app, &user.ctx).await?)
}

pub(super) fn control<'a>(view: &'a CatalogueView, code: &str) -> ApiResult<&'a ControlView> {
    view.control_by_code(code).ok_or(ApiError::from(Error::NotFound { kind: "control" }))
}

fn requirement<'a>(view: &'a CatalogueView, key: &str, reference: &str) -> ApiResult<&'a RequirementView> {
    let framework = view.frameworks.iter().find(|framework| framework.key == key);
    let all = framework.map(|framework| &view.requirements[framework.requirements.clone()]).unwrap_or_default();
    let found = all.iter().find(|one| one.is_assessable && one.reference == reference);
    found.ok_or(ApiError::from(Error::NotFound { kind: "requirement" }))
}

/// The control as it became.
pub(super) async fn respond(user: &ApiUser, code: &str) -> ApiResult {
    let view = view(user).await?;
    let control = control(&view, code)?;
    current(control.version, control_body(&view, control))
}

async fn respond_area(user: &ApiUser, code: &str, is_new: bool) -> ApiResult {
    let view = view(user).await?;
    let area = view.areas.iter().find(|area| area.code.eq_ignore_ascii_case(code));
    let area = area.ok_or(ApiError::from(Error::NotFound { kind: "area" }))?;
    let body = AreaBody::new(&view, area);
    if is_new { created("/api/v1/areas", area.version, body) } else { current(area.version, body) }
}

/// Add an area of the municipality's own.
#[utoipa::path(post, path = "/api/v1/areas", operation_id = "createArea", tag = "catalogue", request_body = AreaInput, responses((status = 201, description = "Added.", body = AreaBody)))]
async fn create_area(user: ApiUser, ApiJson(input): ApiJson<AreaInput>) -> ApiResult {
    let code = input.code.trim().to_owned();
    catalogue::create_area(&user.app, &user.ctx, input.draft()?).await?;
    respond_area(&user, &code, true).await
}

/// Change an area of the municipality's own; its code stays.
#[utoipa::path(put, path = "/api/v1/areas/{code}", operation_id = "updateArea", tag = "catalogue", params(("code" = String, Path, description = "Its code."), IfMatchParam), request_body = AreaInput, responses((status = 200, description = "As it became. An area of the content is closed: 409.", body = AreaBody)))]
async fn update_area(
    user: ApiUser,
    Path(code): Path<String>,
    IfMatch(version): IfMatch,
    ApiJson(input): ApiJson<AreaInput>,
) -> ApiResult {
    let found = view(&user).await?;
    let area = found.areas.iter().find(|area| area.code.eq_ignore_ascii_case(&code));
    let area = area.ok_or(ApiError::from(Error::NotFound { kind: "area" }))?;
    catalogue::update_area(&user.app, &user.ctx, area.id, version, input.draft()?).await?;
    respond_area(&user, &code, false).await
}

/// Remove an area of the municipality's own that has never held a control.
#[utoipa::path(delete, path = "/api/v1/areas/{code}", operation_id = "removeArea", tag = "catalogue", params(("code" = String, Path, description = "Its code."), IfMatchParam), responses((status = 204, description = "Removed. An area of the content, or one with controls, in use or archived: 409.")))]
async fn remove_area(user: ApiUser, Path(code): Path<String>, IfMatch(version): IfMatch) -> ApiResult {
    let found = view(&user).await?;
    let area = found.areas.iter().find(|area| area.code.eq_ignore_ascii_case(&code));
    let area = area.ok_or(ApiError::from(Error::NotFound { kind: "area" }))?;
    catalogue::remove_area(&user.app, &user.ctx, area.id, version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Add a control of the municipality's own. It stands at once in every open analysis, not assessed.
#[utoipa::path(post, path = "/api/v1/controls", operation_id = "createControl", tag = "catalogue", request_body = ControlInput, responses((status = 201, description = "Added.", body = super::controls::ControlBody)))]
async fn create_control(user: ApiUser, ApiJson(input): ApiJson<ControlInput>) -> ApiResult {
    let draft = input.checked()?;
    let code = draft.code.trim().to_owned();
    catalogue::create_control(&user.app, &user.ctx, draft).await?;
    let view = view(&user).await?;
    let control = control(&view, &code)?;
    created(&format!("/api/v1/controls/{}", control.code), control.version, control_body(&view, control))
}

/// Change a control of the municipality's own.
#[utoipa::path(put, path = "/api/v1/controls/{code}", operation_id = "updateControl", tag = "catalogue", params(("code" = String, Path, description = "Its code."), IfMatchParam), request_body = ControlInput, responses((status = 200, description = "As it became. A control of the content is closed: 409.", body = super::controls::ControlBody)))]
async fn update_control(
    user: ApiUser,
    Path(code): Path<String>,
    IfMatch(version): IfMatch,
    ApiJson(input): ApiJson<ControlInput>,
) -> ApiResult {
    let found = view(&user).await?;
    let draft = input.checked()?;
    let next = draft.code.trim().to_owned();
    catalogue::update_control(&user.app, &user.ctx, control(&found, &code)?.id, version, draft).await?;
    respond(&user, &next).await
}

/// Archive a control of the municipality's own. Completed analyses keep its answers.
#[utoipa::path(delete, path = "/api/v1/controls/{code}", operation_id = "archiveControl", tag = "catalogue", params(("code" = String, Path, description = "Its code."), IfMatchParam), responses((status = 204, description = "Archived. A control of the content is closed: 409.")))]
async fn archive_control(user: ApiUser, Path(code): Path<String>, IfMatch(version): IfMatch) -> ApiResult {
    let found = view(&user).await?;
    catalogue::archive_control(&user.app, &user.ctx, control(&found, &code)?.id, version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Say how a control, of the content or own, answers a requirement. The version is the control's.
#[utoipa::path(put, path = "/api/v1/controls/{code}/mappings/{framework}/{reference}", operation_id = "saveMapping", tag = "catalogue", params(("code" = String, Path, description = "The control's code."), ("framework" = String, Path, description = "The key of the framework."), ("reference" = String, Path, description = "The requirement's reference."), IfMatchParam), request_body = MappingInput, responses((status = 200, description = "The control as it became.", body = super::controls::ControlBody)))]
async fn save_mapping(
    user: ApiUser,
    Path((code, key, reference)): Path<(String, String, String)>,
    IfMatch(version): IfMatch,
    ApiJson(input): ApiJson<MappingInput>,
) -> ApiResult {
    let found = view(&user).await?;
    let (control, requirement) = (control(&found, &code)?.id, requirement(&found, &key, &reference)?.id);
    let MappingInput { relation, coverage, rationale } = input;
    let draft = MappingDraft { relation, coverage, rationale: rationale.into() };
    catalogue::save_mapping(&user.app, &user.ctx, control, requirement, version, draft).await?;
    respond(&user, &code).await
}

/// Take a mapping away, of the content or own. No content brings it back.
#[utoipa::path(delete, path = "/api/v1/controls/{code}/mappings/{framework}/{reference}", operation_id = "removeMapping", tag = "catalogue", params(("code" = String, Path, description = "The control's code."), ("framework" = String, Path, description = "The key of the framework."), ("reference" = String, Path, description = "The requirement's reference."), IfMatchParam), responses((status = 200, description = "The control as it became.", body = super::controls::ControlBody)))]
async fn remove_mapping(
    user: ApiUser,
    Path((code, key, reference)): Path<(String, String, String)>,
    IfMatch(version): IfMatch,
) -> ApiResult {
    let found = view(&user).await?;
    let (control, requirement) = (control(&found, &code)?.id, requirement(&found, &key, &reference)?.id);
    catalogue::remove_mapping(&user.app, &user.ctx, control, requirement, version).await?;
    respond(&user, &code).await
}

/// Bring a mapping back that was taken away.
#[utoipa::path(post, path = "/api/v1/controls/{code}/mappings/{framework}/{reference}/restore", operation_id = "restoreMapping", tag = "catalogue", params(("code" = String, Path, description = "The control's code."), ("framework" = String, Path, description = "The key of the framework."), ("reference" = String, Path, description = "The requirement's reference."), IfMatchParam), responses((status = 200, description = "The control as it became.", body = super::controls::ControlBody)))]
async fn restore_mapping(
    user: ApiUser,
    Path((code, key, reference)): Path<(String, String, String)>,
    IfMatch(version): IfMatch,
) -> ApiResult {
    let found = view(&user).await?;
    let (control, requirement) = (control(&found, &code)?.id, requirement(&found, &key, &reference)?.id);
    catalogue::restore_mapping(&user.app, &user.ctx, control, requirement, version).await?;
    respond(&user, &code).await
}

/// What a control is to become.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SplitInput {
    /// The parts.
    #[schema(min_items = 2, max_items = 6)]
    parts: Vec<ControlInput>,
    /// Which parts a mapping goes to; one that is not named goes to all.
    #[serde(default)]
    mappings: Vec<SplitMappingInput>,
}

/// Which parts a mapping goes to.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SplitMappingInput {
    /// The key of the framework.
    framework: String,
    /// The requirement's reference.
    reference: String,
    /// The parts, as places from 0; empty for none.
    parts: Vec<usize>,
}

/// Split a control, of the content or own, into own ones. Open analyses have its answer and evidence on each part.
#[utoipa::path(post, path = "/api/v1/controls/{code}/split", operation_id = "splitControl", tag = "catalogue", params(("code" = String, Path, description = "The control's code."), IfMatchParam), request_body = SplitInput, responses((status = 200, description = "The parts.", body = Vec<super::controls::ControlBody>)))]
async fn split_control(
    user: ApiUser,
    Path(code): Path<String>,
    IfMatch(version): IfMatch,
    ApiJson(input): ApiJson<SplitInput>,
) -> ApiResult {
    let found = view(&user).await?;
    let mut faults = Vec::new();
    let part = |(at, part): (usize, ControlInput)| part.draft(&format!("parts[{at}]."), &mut faults);
    let parts: Vec<ControlDraft> = input.parts.into_iter().enumerate().map(part).collect();
    let mut mappings = std::collections::BTreeMap::new();
    for (at, one) in input.mappings.into_iter().enumerate() {
        for place in one.parts.iter().filter(|place| **place >= parts.len()) {
            let fault = FieldFault::new(format!("mappings[{at}].parts"), "out_of_range", place.to_string());
            faults.push(fault.with("min", 0).with("max", parts.len().saturating_sub(1)));
        }
        mappings.insert(requirement(&found, &one.framework, &one.reference)?.id, one.parts);
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults).into());
    }
    let id = control(&found, &code)?.id;
    let ids = catalogue::split_control(&user.app, &user.ctx, id, version, SplitDraft { parts, mappings }).await?;
    let view = view(&user).await?;
    let bodies: Vec<_> = ids.iter().filter_map(|id| Some(control_body(&view, view.control(*id)?))).collect();
    Ok(Json(bodies).into_response())
}

/// Controls that are to become one.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MergeInput {
    /// The controls with the versions they were read at.
    #[schema(min_items = 2, max_items = 6)]
    controls: Vec<MergedInput>,
    /// What they become.
    into: ControlInput,
}

/// A control that goes into another.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MergedInput {
    /// Its code.
    code: String,
    /// The version it was read at.
    version: i32,
}

/// Merge controls, of the content or own, into one own. Open analyses have the lower documentation and the lower implementation.
#[utoipa::path(post, path = "/api/v1/controls/merge", operation_id = "mergeControls", tag = "catalogue", request_body = MergeInput, responses((status = 201, description = "The control that they became.", body = super::controls::ControlBody), (status = 412, description = "Somebody else changed one of them.", body = crate::kit::api::Problem, content_type = "application/problem+json")))]
async fn merge_controls(user: ApiUser, ApiJson(input): ApiJson<MergeInput>) -> ApiResult {
    let found = view(&user).await?;
    let named = input.controls.iter().map(|one| Ok((control(&found, &one.code)?.id, one.version)));
    let named = named.collect::<ApiResult<Vec<_>>>()?;
    let id = catalogue::merge_controls(&user.app, &user.ctx, &named, input.into.checked()?).await?;
    let view = view(&user).await?;
    let control = view.control(id).ok_or(ApiError::from(Error::NotFound { kind: "control" }))?;
    created(&format!("/api/v1/controls/{}", control.code), control.version, control_body(&view, control))
}
