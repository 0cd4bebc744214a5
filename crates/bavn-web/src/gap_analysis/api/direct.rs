use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiJson, ApiResult, ApiUser, IfMatch, IfMatchParam, current},
};
use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    catalogue::RequirementView,
    gap_analysis::{
        AnalysisView, DirectEdit, RequirementAnswer, answer_scale, get_analysis, record_requirement_answer,
        record_requirement_replies,
    },
};
use bavn_core::{access::Action, catalogue::Replies, ids::AnalysisId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, record) = (Access::May(Action::AnalysisRead), Access::May(Action::AnswerRecord));
    Routes::new()
        .api(read, routes!(list_direct_answers))
        .api(read, routes!(get_direct_answer))
        .api(record, routes!(record_direct_answer))
        .api(record, routes!(clear_direct_answer))
}

/// What is answered to a requirement itself, before what is derived from the controls.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DirectAnswerBody {
    /// The framework's key.
    framework: String,
    /// The requirement's reference.
    reference: String,
    /// Whether there is a direct answer; without one the level is derived from the controls, and the version is 0.
    is_answered: bool,
    /// Whether the requirement concerns the municipality.
    is_relevant: bool,
    /// The value on the framework's own scale, or 0 to 5 where it has none.
    value: Option<u8>,
    /// Why it is not relevant, or why it stands otherwise than the controls say.
    reason: String,
    /// What was answered to the questions that the requirement asks: by the question's name the names of the choices taken, or the one
    /// text, date (2026-10-12), number or truth (`true`, `false`).
    replies: Replies,
    /// Whether the value is what the replies give.
    is_computed: bool,
    /// When it was last answered.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    updated_at: Option<OffsetDateTime>,
    /// By whom.
    updated_by: String,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl DirectAnswerBody {
    fn new(view: &AnalysisView, requirement: &RequirementView, answer: Option<&RequirementAnswer>) -> Self {
        Self {
            framework: view.catalogue.frameworks[requirement.framework].key.clone(),
            reference: requirement.reference.clone(),
            is_answered: answer.is_some(),
            is_relevant: answer.is_none_or(|answer| answer.is_relevant),
            value: answer.and_then(|answer| answer.value),
            reason: answer.map(|answer| answer.reason.clone()).unwrap_or_default(),
            replies: answer.map(|answer| answer.replies.clone()).unwrap_or_default(),
            is_computed: answer.is_some_and(|answer| answer.is_computed),
            updated_at: answer.map(|answer| answer.updated_at),
            updated_by: answer.map(|answer| answer.updated_by.clone()).unwrap_or_default(),
            version: answer.map_or(0, |answer| answer.version),
        }
    }
}

const fn yes() -> bool {
    true
}

/// What a direct answer is to be, all of it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DirectAnswerInput {
    /// Whether the requirement concerns the municipality.
    #[serde(default = "yes")]
    is_relevant: bool,
    /// The value on the framework's own scale, or 0 to 5 where it has none; needed when it is relevant, and only then.
    value: Option<i64>,
    /// Why; needed when it is not relevant.
    #[serde(default)]
    #[schema(max_length = 2000)]
    reason: String,
    /// What is answered to the questions that the requirement asks; without it that stays as it is. With it and without a value the value
    /// is what the replies give.
    replies: Option<Replies>,
}

impl DirectAnswerInput {
    fn edit(self, view: &AnalysisView, requirement: &RequirementView) -> Result<DirectEdit, Error> {
        match (self.is_relevant, self.value) {
            (false, None) => Ok(DirectEdit::NotRelevant { reason: self.reason }),
            (false, Some(value)) => Err(Error::invalid("value", "value_of_not_relevant", value.to_string())),
            (true, None) if self.replies.is_some() => Ok(DirectEdit::Computed { reason: self.reason }),
            (true, None) => Err(Error::invalid("value", "required", "")),
            (true, Some(value)) => match u8::try_from(value) {
                Ok(value) => Ok(DirectEdit::Value { value, reason: self.reason }),
                Err(_) => {
                    let scale = answer_scale(&view.catalogue.frameworks[requirement.framework]);
                    let fault = FieldFault::new("value", "out_of_range", value.to_string());
                    Err(Error::Invalid(vec![fault.with("min", scale.min).with("max", scale.max)]))
                }
            },
        }
    }
}

type Place = (Uuid, String, String);

/// The requirement that an address names.
fn find<'view>(view: &'view AnalysisView, key: &str, reference: &str) -> ApiResult<&'view RequirementView> {
    let framework = view.catalogue.framework(key)?;
    let mut all = view.catalogue.requirements[framework.requirements.clone()].iter();
    let found = all.find(|one| one.reference == reference && one.is_assessable);
    found.ok_or(ApiError::from(Error::NotFound { kind: "requirement" }))
}

/// The direct answers of an analysis.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/requirement-answers", operation_id = "listRequirementAnswers", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis.")), responses((status = 200, description = "The requirements that are answered themselves, in the order of the frameworks.", body = Vec<DirectAnswerBody>)))]
async fn list_direct_answers(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let view = get_analysis(&user.app, &user.ctx, AnalysisId(id)).await?;
    let answered = view.catalogue.requirements.iter().filter_map(|requirement| {
        let answer = view.direct.get(&requirement.id)?;
        Some(DirectAnswerBody::new(&view, requirement, Some(answer)))
    });
    Ok(Json(answered.collect::<Vec<_>>()).into_response())
}

/// The direct answer to a requirement; version 0 when there is none.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/requirement-answers/{framework}/{reference}", operation_id = "getRequirementAnswer", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), ("framework" = String, Path, description = "The framework's key, such as nis2."), ("reference" = String, Path, description = "The requirement's reference, such as 21(2)(j).")), responses((status = 200, description = "The answer.", body = DirectAnswerBody)))]
async fn get_direct_answer(user: ApiUser, Path(place): Path<Place>) -> ApiResult {
    answer(&user, &place).await
}

/// Answer a requirement itself.
#[utoipa::path(put, path = "/api/v1/analyses/{id}/requirement-answers/{framework}/{reference}", operation_id = "recordRequirementAnswer", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), ("framework" = String, Path, description = "The framework's key, such as nis2."), ("reference" = String, Path, description = "The requirement's reference, such as 21(2)(j)."), IfMatchParam), request_body = DirectAnswerInput, responses((status = 200, description = "As it became.", body = DirectAnswerBody)))]
async fn record_direct_answer(
    user: ApiUser,
    Path(place): Path<Place>,
    IfMatch(version): IfMatch,
    ApiJson(input): ApiJson<DirectAnswerInput>,
) -> ApiResult {
    let view = get_analysis(&user.app, &user.ctx, AnalysisId(place.0)).await?;
    let requirement = find(&view, &place.1, &place.2)?;
    let replies = input.replies.clone();
    let edit = input.edit(&view, requirement)?;
    let (app, ctx) = (&user.app, &user.ctx);
    record_requirement_replies(app, ctx, view.analysis.id, requirement.id, version, edit, replies).await?;
    answer(&user, &place).await
}

/// Take the direct answer back: what is derived from the controls counts again.
#[utoipa::path(delete, path = "/api/v1/analyses/{id}/requirement-answers/{framework}/{reference}", operation_id = "clearRequirementAnswer", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), ("framework" = String, Path, description = "The framework's key, such as nis2."), ("reference" = String, Path, description = "The requirement's reference, such as 21(2)(j)."), IfMatchParam), responses((status = 204, description = "Taken back; kept in the log.")))]
async fn clear_direct_answer(user: ApiUser, Path(place): Path<Place>, IfMatch(version): IfMatch) -> ApiResult {
    let view = get_analysis(&user.app, &user.ctx, AnalysisId(place.0)).await?;
    let requirement = find(&view, &place.1, &place.2)?.id;
    record_requirement_answer(&user.app, &user.ctx, view.analysis.id, requirement, version, DirectEdit::Clear).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn answer(user: &ApiUser, (id, key, reference): &Place) -> ApiResult {
    let view = get_analysis(&user.app, &user.ctx, AnalysisId(*id)).await?;
    let requirement = find(&view, key, reference)?;
    let body = DirectAnswerBody::new(&view, requirement, view.direct.get(&requirement.id));
    current(body.version, body)
}
