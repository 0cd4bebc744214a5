use super::answers::control;
use crate::kit::{
    Access, Routes,
    api::{ApiFile, ApiJson, ApiQuery, ApiResult, ApiUser},
    file, format,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    gap_analysis::{self, Evidence, EvidenceDraft, EvidenceSource},
};
use bavn_core::{
    access::Action,
    ids::{AnalysisId, EvidenceId},
};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, answer) = (Access::May(Action::AnalysisRead), Access::May(Action::AnswerRecord));
    Routes::new()
        .api(read, routes!(list_evidence))
        .api(answer, routes!(add_evidence))
        .api(answer, routes!(add_evidence_file))
        .api(answer, routes!(archive_evidence))
        .api(read, routes!(get_evidence_file))
}

/// What an answer can be shown by.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct EvidenceBody {
    /// Its identifier.
    id: Uuid,
    /// Its name.
    title: String,
    /// The address, when it is a link.
    url: Option<String>,
    /// The file, when it is one.
    file: Option<FileBody>,
    /// The date that it shows.
    #[schema(format = Date)]
    dated_on: Option<String>,
    /// When it was added.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    added_at: OffsetDateTime,
    /// By whom.
    added_by: String,
}

/// A file without its content.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FileBody {
    /// Its name.
    name: String,
    /// What its content was recognised as.
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of the content, in hexadecimal.
    sha256: String,
}

impl From<Evidence> for EvidenceBody {
    fn from(evidence: Evidence) -> Self {
        Self {
            id: evidence.id.0,
            title: evidence.title,
            url: evidence.url,
            file: evidence.file.map(|file| FileBody {
                name: file.file_name,
                media_type: file.media_type,
                size: file.size,
                sha256: file.sha256,
            }),
            dated_on: evidence.dated_on.map(|date| date.to_string()),
            added_at: evidence.added_at,
            added_by: evidence.added_by,
        }
    }
}

/// A link to add as evidence.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkInput {
    /// An address that begins with `https://` or `http://`.
    #[schema(max_length = 2000)]
    url: String,
    /// Its name; the address when empty.
    #[serde(default)]
    #[schema(max_length = 200)]
    title: String,
    /// The date that it shows.
    #[schema(format = Date)]
    dated_on: Option<String>,
}

/// The evidence for an answer.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/answers/{code}/evidence", operation_id = "listEvidence", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), ("code" = String, Path, description = "The control's code.")), responses((status = 200, description = "The evidence, oldest first.", body = Vec<EvidenceBody>)))]
async fn list_evidence(user: ApiUser, Path((id, code)): Path<(Uuid, String)>) -> ApiResult {
    let (control, _) = control(&user, &code).await?;
    let found = gap_analysis::list_evidence(&user.app, &user.ctx, AnalysisId(id), control).await?;
    Ok(Json(found.into_iter().map(EvidenceBody::from).collect::<Vec<_>>()).into_response())
}

/// Add a link as evidence.
#[utoipa::path(post, path = "/api/v1/analyses/{id}/answers/{code}/evidence", operation_id = "addEvidence", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), ("code" = String, Path, description = "The control's code.")), request_body = LinkInput, responses((status = 201, description = "Added; the evidence for the answer, oldest first.", body = Vec<EvidenceBody>)))]
async fn add_evidence(
    user: ApiUser,
    Path((id, code)): Path<(Uuid, String)>,
    ApiJson(input): ApiJson<LinkInput>,
) -> ApiResult {
    let draft = EvidenceDraft {
        title: input.title,
        dated_on: dated_on(input.dated_on.as_deref())?,
        source: EvidenceSource::Link(input.url),
    };
    add(&user, id, &code, draft).await
}

/// What is said about a file that is sent as evidence.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FileInput {
    /// The file's name, with its ending.
    #[param(max_length = 200)]
    name: String,
    /// What to call it; the file's name when empty.
    #[serde(default)]
    #[param(max_length = 200)]
    title: String,
    /// The date that it shows.
    #[param(format = Date)]
    dated_on: Option<String>,
}

/// Add a file as evidence: the body is the file.
#[utoipa::path(post, path = "/api/v1/analyses/{id}/answers/{code}/evidence-files", operation_id = "addEvidenceFile", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), ("code" = String, Path, description = "The control's code."), FileInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, description = "Added; the evidence for the answer, oldest first.", body = Vec<EvidenceBody>)))]
async fn add_evidence_file(
    user: ApiUser,
    Path((id, code)): Path<(Uuid, String)>,
    ApiQuery(input): ApiQuery<FileInput>,
    ApiFile(content): ApiFile,
) -> ApiResult {
    let draft = EvidenceDraft {
        title: input.title,
        dated_on: dated_on(input.dated_on.as_deref())?,
        source: EvidenceSource::File { name: input.name, content },
    };
    add(&user, id, &code, draft).await
}

fn dated_on(text: Option<&str>) -> Result<Option<Date>, Error> {
    text.map(|text| format::parse_iso_date(text).ok_or_else(|| Error::invalid("dated_on", "gap_date", text)))
        .transpose()
}

async fn add(user: &ApiUser, id: Uuid, code: &str, draft: EvidenceDraft) -> ApiResult {
    let (control, code) = control(user, code).await?;
    gap_analysis::add_evidence(&user.app, &user.ctx, AnalysisId(id), control, draft).await?;
    let found = gap_analysis::list_evidence(&user.app, &user.ctx, AnalysisId(id), control).await?;
    let address = format!("/api/v1/analyses/{id}/answers/{code}/evidence");
    let location = HeaderValue::from_str(&address).unwrap_or(HeaderValue::from_static("/"));
    let body = found.into_iter().map(EvidenceBody::from).collect::<Vec<_>>();
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(body)).into_response())
}

/// Take evidence out of use; its history stays.
#[utoipa::path(delete, path = "/api/v1/evidence/{id}", operation_id = "archiveEvidence", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The evidence.")), responses((status = 204, description = "Out of use.")))]
async fn archive_evidence(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    gap_analysis::archive_evidence(&user.app, &user.ctx, EvidenceId(id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The file of a piece of evidence.
#[utoipa::path(get, path = "/api/v1/evidence/{id}/file", operation_id = "getEvidenceFile", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The evidence.")), responses((status = 200, description = "The file; its hash was checked.", body = Vec<u8>, content_type = "application/octet-stream")))]
async fn get_evidence_file(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let (attachment, content) = gap_analysis::get_evidence_file(&user.app, &user.ctx, EvidenceId(id)).await?;
    Ok(file(&attachment.file_name, &attachment.media_type, content))
}
