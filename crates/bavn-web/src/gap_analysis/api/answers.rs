use super::bodies::{check, level};
use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiJson, ApiResult, ApiUser, IfMatch, IfMatchParam, current},
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::{
    Error,
    catalogue::get_catalogue,
    gap_analysis::{self, Answer, AnswerDraft},
};
use bavn_core::{
    access::Action,
    gap_analysis::Level,
    ids::{AnalysisId, ControlId},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::AnalysisRead);
    Routes::new()
        .api(read, routes!(list_answers))
        .api(read, routes!(get_answer))
        .api(Access::May(Action::AnswerRecord), routes!(record_answer))
}

/// The answer to one control.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AnswerBody {
    /// The control's code.
    control: String,
    /// The level of what is written and approved, 0 to 5; none when it is not answered.
    documentation: Option<u8>,
    /// The level of what is done, 0 to 5; none when it is not answered.
    implementation: Option<u8>,
    /// Whether the control has a bearing here.
    is_relevant: bool,
    /// Why it has not.
    reason: String,
    /// The lower of the two levels, when both are answered.
    score: Option<u8>,
    /// The level to reach.
    target: u8,
    /// How much the control counts in its area.
    weight: u8,
    /// What the assessor saw.
    note: String,
    /// The finding.
    finding: String,
    /// When it was last answered; none when it is empty or carried over.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    updated_at: Option<OffsetDateTime>,
    /// By whom.
    updated_by: String,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl AnswerBody {
    fn new(code: &str, answer: &Answer) -> Self {
        Self {
            control: code.to_owned(),
            documentation: answer.documentation.map(Level::get),
            implementation: answer.implementation.map(Level::get),
            is_relevant: answer.is_relevant,
            reason: answer.reason.clone(),
            score: answer.standing().score().map(Level::get),
            target: answer.target.get(),
            weight: answer.weight.get(),
            note: answer.note.clone(),
            finding: answer.finding.clone(),
            updated_at: answer.updated_at,
            updated_by: answer.updated_by.clone(),
            version: answer.version,
        }
    }
}

const fn yes() -> bool {
    true
}

/// What an answer is to be, all of it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerInput {
    /// The level of what is written and approved, 0 to 5; none for not answered.
    #[schema(minimum = 0, maximum = 5)]
    documentation: Option<i64>,
    /// The level of what is done, 0 to 5; none for not answered.
    #[schema(minimum = 0, maximum = 5)]
    implementation: Option<i64>,
    /// Whether the control has a bearing here.
    #[serde(default = "yes")]
    is_relevant: bool,
    /// Why it has not; needed when it is not relevant.
    #[serde(default)]
    #[schema(max_length = 1000)]
    reason: String,
    /// The level to reach; left as it is when not given.
    #[schema(minimum = 0, maximum = 5)]
    target: Option<i64>,
    /// What the assessor saw.
    #[serde(default)]
    #[schema(max_length = 4000)]
    note: String,
    /// The finding.
    #[serde(default)]
    #[schema(max_length = 2000)]
    finding: String,
}

impl AnswerInput {
    fn draft(self) -> Result<AnswerDraft, Error> {
        let mut faults = Vec::new();
        let draft = AnswerDraft {
            documentation: level(&mut faults, "documentation", self.documentation),
            implementation: level(&mut faults, "implementation", self.implementation),
            is_relevant: self.is_relevant,
            reason: self.reason,
            target: level(&mut faults, "target", self.target),
            note: self.note,
            finding: self.finding,
        };
        check(faults)?;
        Ok(draft)
    }
}

/// The control with a code.
pub(super) async fn control(user: &ApiUser, code: &str) -> ApiResult<(ControlId, String)> {
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let control = catalogue.control_by_code(code).ok_or(ApiError::from(Error::NotFound { kind: "control" }))?;
    Ok((control.id, control.code.clone()))
}

/// The answers of an analysis.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/answers", operation_id = "listAnswers", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis.")), responses((status = 200, description = "One for each control, in the order of the control set.", body = Vec<AnswerBody>)))]
async fn list_answers(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let view = gap_analysis::get_analysis(&user.app, &user.ctx, AnalysisId(id)).await?;
    let answers: Vec<_> = view.rows().map(|(control, answer)| AnswerBody::new(&control.code, answer)).collect();
    Ok(Json(answers).into_response())
}

/// The answer to a control.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/answers/{code}", operation_id = "getAnswer", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), ("code" = String, Path, description = "The control's code, such as AD-03.")), responses((status = 200, description = "The answer.", body = AnswerBody)))]
async fn get_answer(user: ApiUser, Path((id, code)): Path<(Uuid, String)>) -> ApiResult {
    answer(&user, AnalysisId(id), control(&user, &code).await?).await
}

/// Answer a control.
#[utoipa::path(put, path = "/api/v1/analyses/{id}/answers/{code}", operation_id = "recordAnswer", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), ("code" = String, Path, description = "The control's code, such as AD-03."), IfMatchParam), request_body = AnswerInput, responses((status = 200, description = "As it became. The same answer sent again changes nothing.", body = AnswerBody)))]
async fn record_answer(
    user: ApiUser,
    Path((id, code)): Path<(Uuid, String)>,
    IfMatch(version): IfMatch,
    ApiJson(input): ApiJson<AnswerInput>,
) -> ApiResult {
    let control = control(&user, &code).await?;
    gap_analysis::record_answer(&user.app, &user.ctx, AnalysisId(id), control.0, version, input.draft()?).await?;
    answer(&user, AnalysisId(id), control).await
}

async fn answer(user: &ApiUser, id: AnalysisId, (control, code): (ControlId, String)) -> ApiResult {
    let (_, answer) = gap_analysis::get_answer(&user.app, &user.ctx, id, control).await?;
    current(answer.version, AnswerBody::new(&code, &answer))
}
