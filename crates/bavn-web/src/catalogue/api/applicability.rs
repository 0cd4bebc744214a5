use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiResult, ApiUser, IfMatchParam, created, current},
    format,
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    catalogue::{
        Assessment, AssessmentDraft, CatalogueView, decide_assessment, get_assessment, get_catalogue, list_assessments,
        save_assessment, start_assessment,
    },
};
use bavn_core::{
    access::Action,
    catalogue::{Outcome, Reply},
    ids::{ApplicabilityId, UnitId},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::ApplicabilityRead), Access::May(Action::ApplicabilityChange));
    Routes::new()
        .api(read, routes!(list_applicability))
        .api(read, routes!(get_applicability))
        .api(change, routes!(start_applicability))
        .api(change, routes!(update_applicability))
        .api(change, routes!(decide_applicability))
}

/// An assessment of whether a framework applies.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ApplicabilityBody {
    /// Its identifier.
    id: Uuid,
    /// The framework's key; empty when the framework is archived.
    framework: String,
    /// The unit it is for; none for the whole municipality.
    unit_id: Option<Uuid>,
    /// How far it has come: `draft`, `decided` or `superseded`.
    state: String,
    /// What it says.
    #[serde(flatten)]
    content: ApplicabilityContent,
    /// When it was begun.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    created_at: OffsetDateTime,
    /// Who began it.
    created_by: String,
    /// Whether it should have been looked at again.
    is_overdue: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

/// What an assessment says, all of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ApplicabilityContent {
    /// `binds`, `partly`, `voluntary`, `not` or `open`; a decision needs another than `open`.
    outcome: String,
    /// The replies to the guide's questions by their keys: `yes`, `no` or `unsure`.
    #[serde(default)]
    replies: BTreeMap<String, String>,
    /// The keys of the parts that apply.
    #[serde(default)]
    parts: Vec<String>,
    /// Why; a decision needs it.
    #[serde(default)]
    #[schema(max_length = 4000)]
    reason: String,
    /// Who decides; a decision needs it.
    #[serde(default)]
    #[schema(max_length = 120)]
    decided_by: String,
    /// When it is decided, such as 2026-10-12; a decision needs it.
    #[serde(default)]
    #[schema(format = Date)]
    decided_on: Option<String>,
    /// When to look at it again.
    #[serde(default)]
    #[schema(format = Date)]
    review_on: Option<String>,
}

/// What is to be assessed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewApplicability {
    /// The framework's key.
    framework: String,
    /// The unit it is for; none for the whole municipality.
    unit_id: Option<Uuid>,
}

impl ApplicabilityBody {
    fn new(user: &ApiUser, view: &CatalogueView, row: &Assessment) -> Self {
        let framework = view.frameworks.iter().find(|framework| framework.id == row.framework);
        let replies = row.replies.iter().map(|(key, reply)| (key.clone(), reply.key().to_owned()));
        Self {
            id: row.id.0,
            framework: framework.map(|framework| framework.key.clone()).unwrap_or_default(),
            unit_id: row.unit_id.map(|unit| unit.0),
            state: row.state.key().to_owned(),
            content: ApplicabilityContent {
                outcome: row.outcome.key().to_owned(),
                replies: replies.collect(),
                parts: row.parts.clone(),
                reason: row.reason.clone(),
                decided_by: row.decided_by.clone(),
                decided_on: row.decided_on.map(format::iso_date),
                review_on: row.review_on.map(format::iso_date),
            },
            created_at: row.created_at,
            created_by: row.created_by.clone(),
            is_overdue: row.is_overdue(user.ctx.today()),
            version: row.version,
        }
    }
}

impl ApplicabilityContent {
    fn draft(self) -> Result<AssessmentDraft, Error> {
        let mut faults = Vec::new();
        let outcome = Outcome::from_key(&self.outcome);
        if outcome.is_none() {
            faults.push(FieldFault::new("outcome", "unknown", &self.outcome));
        }
        let mut replies = BTreeMap::new();
        for (key, word) in self.replies {
            match Reply::from_key(&word) {
                Some(reply) => {
                    replies.insert(key, reply);
                }
                None => faults.push(FieldFault::new(format!("replies.{key}"), "unknown", word)),
            }
        }
        let mut day = |field: &str, text: Option<String>| {
            let text = text?;
            let day = format::parse_iso_date(&text);
            if day.is_none() {
                faults.push(FieldFault::new(field, "gap_date", text));
            }
            day
        };
        let (decided_on, review_on) = (day("decided_on", self.decided_on), day("review_on", self.review_on));
        match outcome {
            Some(outcome) if faults.is_empty() => Ok(AssessmentDraft {
                outcome,
                replies,
                parts: self.parts,
                reason: self.reason,
                decided_by: self.decided_by,
                decided_on,
                review_on,
            }),
            _ => Err(Error::Invalid(faults)),
        }
    }
}

/// The assessments of which frameworks apply, drafts and history too.
#[utoipa::path(get, path = "/api/v1/applicability", operation_id = "listApplicability", tag = "catalogue", responses((status = 200, description = "The assessments, newest first.", body = Vec<ApplicabilityBody>)))]
async fn list_applicability(user: ApiUser) -> ApiResult {
    let rows = list_assessments(&user.app, &user.ctx).await?;
    let view = get_catalogue(&user.app, &user.ctx).await?;
    let bodies: Vec<_> = rows.iter().map(|row| ApplicabilityBody::new(&user, &view, row)).collect();
    Ok(Json(bodies).into_response())
}

/// An assessment of whether a framework applies.
#[utoipa::path(get, path = "/api/v1/applicability/{id}", operation_id = "getApplicability", tag = "catalogue", params(("id" = Uuid, Path, description = "The assessment.")), responses((status = 200, description = "The assessment.", body = ApplicabilityBody)))]
async fn get_applicability(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let body = body(&user, ApplicabilityId(id)).await?;
    current(body.version, body)
}

/// Begin an assessment, with what the last one said; one that is being written already is given instead.
#[utoipa::path(post, path = "/api/v1/applicability", operation_id = "startApplicability", tag = "catalogue", request_body = NewApplicability, responses((status = 201, description = "Begun.", body = ApplicabilityBody)))]
async fn start_applicability(user: ApiUser, ApiJson(new): ApiJson<NewApplicability>) -> ApiResult {
    let view = get_catalogue(&user.app, &user.ctx).await?;
    let Ok(framework) = view.framework(&new.framework) else {
        return Err(Error::invalid("framework", "unknown", new.framework).into());
    };
    let id = start_assessment(&user.app, &user.ctx, framework.id, new.unit_id.map(UnitId)).await?;
    let body = body(&user, id).await?;
    created(&format!("/api/v1/applicability/{}", body.id), body.version, body)
}

/// Save what an assessment says so far.
#[utoipa::path(put, path = "/api/v1/applicability/{id}", operation_id = "updateApplicability", tag = "catalogue", params(("id" = Uuid, Path, description = "The assessment, a draft."), IfMatchParam), request_body = ApplicabilityContent, responses((status = 200, description = "As it became.", body = ApplicabilityBody)))]
async fn update_applicability(change: ApiChange<ApplicabilityContent>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    save_assessment(&user.app, &user.ctx, ApplicabilityId(id), version, input.draft()?).await?;
    let body = body(&user, ApplicabilityId(id)).await?;
    current(body.version, body)
}

/// Decide: from now on the framework is worked with or not, as the outcome says.
#[utoipa::path(post, path = "/api/v1/applicability/{id}/decision", operation_id = "decideApplicability", tag = "catalogue", params(("id" = Uuid, Path, description = "The assessment, a draft."), IfMatchParam), request_body = ApplicabilityContent, responses((status = 200, description = "As it became.", body = ApplicabilityBody)))]
async fn decide_applicability(change: ApiChange<ApplicabilityContent>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    decide_assessment(&user.app, &user.ctx, ApplicabilityId(id), version, input.draft()?).await?;
    let body = body(&user, ApplicabilityId(id)).await?;
    current(body.version, body)
}

async fn body(user: &ApiUser, id: ApplicabilityId) -> ApiResult<ApplicabilityBody> {
    let row = get_assessment(&user.app, &user.ctx, id).await?;
    let view = get_catalogue(&user.app, &user.ctx).await?;
    Ok(ApplicabilityBody::new(user, &view, &row))
}
