use super::super::{Tr, errors};
use axum::{
    Json,
    body::to_bytes,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bavn_app::Error;
use bavn_documents::{DocumentError, SectionKey};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};
use utoipa::ToSchema;

/// The result of an API operation.
pub type ApiResult<T = Response> = Result<T, ApiError>;

/// Why an API operation was not done.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The operation did not do it.
    #[error(transparent)]
    Operation(#[from] Error),
    /// No token that counts was given.
    #[error("no bearer token that counts: send Authorization: Bearer with a token from /min-konto")]
    Unauthenticated,
    /// A change was asked for without saying of which version.
    #[error("send If-Match with the ETag of the object as it was read")]
    VersionMissing,
    /// The version in `If-Match` is not one.
    #[error("If-Match {0:?} is not an ETag of this API: expected a number in quotes, such as \"7\"")]
    VersionUnreadable(String),
    /// The body is not JSON of the expected shape.
    #[error("the body cannot be read: {0}")]
    Body(String),
    /// The body is not said to be JSON.
    #[error("the body must be sent as application/json")]
    MediaType,
    /// A file was to be sent, and the body is empty.
    #[error("the body is empty: send the file itself as the body")]
    NoFile,
    /// The query of the address cannot be read.
    #[error("the query cannot be read: {0}")]
    Query(String),
}

impl From<bavn_core::access::Denied> for ApiError {
    fn from(denied: bavn_core::access::Denied) -> Self {
        Self::Operation(denied.into())
    }
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::Operation(Error::Conflict { .. }) => StatusCode::PRECONDITION_FAILED,
            Self::Operation(error) => errors::status_of(error),
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::VersionMissing => StatusCode::PRECONDITION_REQUIRED,
            Self::VersionUnreadable(_) | Self::Body(_) | Self::NoFile | Self::Query(_) => StatusCode::BAD_REQUEST,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::Operation(error) => error.code(),
            Self::Unauthenticated => "BAVN-401",
            Self::VersionMissing => "BAVN-428",
            Self::MediaType => "BAVN-415",
            Self::VersionUnreadable(_) | Self::Body(_) | Self::NoFile | Self::Query(_) => "BAVN-400",
        }
    }

    /// The end of the key `error-title-…`.
    fn text_key(&self) -> &'static str {
        match self {
            Self::Operation(error) => errors::text_key_of(error),
            Self::Unauthenticated => "unauthenticated",
            Self::VersionMissing => "version-missing",
            Self::VersionUnreadable(_) | Self::Body(_) | Self::NoFile | Self::MediaType | Self::Query(_) => "form",
        }
    }

    fn faults(&self) -> Vec<ProblemFault> {
        let faults = match self {
            Self::Operation(Error::Invalid(faults)) => faults.as_slice(),
            Self::Operation(Error::Document(DocumentError::TooLong { over_by_lines, longest })) => {
                return longest.iter().map(|(section, length)| too_long(*section, *length, *over_by_lines)).collect();
            }
            _ => return Vec::new(),
        };
        faults
            .iter()
            .map(|fault| ProblemFault {
                field: fault.field.clone(),
                code: fault.code.to_owned(),
                value: fault.value.clone(),
                params: fault.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            })
            .collect()
    }
}

/// A section that a memo must be shortened in, under the name its field has in the body.
fn too_long(section: SectionKey, length: u32, lines: u32) -> ProblemFault {
    let field = if section == SectionKey::Heading { "title" } else { section.as_str() };
    let params = [("characters", length), ("lines_over", lines)];
    ProblemFault {
        field: field.to_owned(),
        code: "too_long_for_page".to_owned(),
        value: String::new(),
        params: params.map(|(name, value)| (name.to_owned(), value.to_string())).into(),
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = ?self, "a request failed");
        }
        let mut response = status.into_response();
        response.extensions_mut().insert(Fault(Arc::new(self)));
        response
    }
}

/// Put on the answer for [`dress`] to word, with the identifier of the request.
#[derive(Clone, Debug)]
struct Fault(Arc<ApiError>);

/// Why it was not done, as RFC 9457 has it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem: an address that is stable, such as `/hjaelp#BAVN-422`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem, in words.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What is wrong this time.
    pub detail: String,
    /// The stable code, such as `BAVN-422`.
    pub code: String,
    /// The request, to read out to support.
    pub request_id: String,
    /// The version that the object has now, when somebody else changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_version: Option<i32>,
    /// What is wrong with each field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<ProblemFault>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemFault {
    /// The field, as it is named in the body.
    pub field: String,
    /// What is wrong, such as `required` or `too_long`.
    pub code: String,
    /// The value that was given, shortened.
    pub value: String,
    /// What was expected, such as `max`.
    pub params: BTreeMap<String, String>,
}

/// Puts a problem in the place of every answer of the API that is a refusal and not yet one.
pub(in crate::kit) async fn dress(t: Tr, request_id: String, response: Response) -> Response {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let fault = response.extensions().get::<Fault>().map(|fault| Arc::clone(&fault.0));
    let problem = match &fault {
        Some(error) => Problem {
            kind: format!("/hjaelp#{}", error.code()),
            title: t.of("error-title", error.text_key()),
            status: status.as_u16(),
            // What failed inside is for the log, not for whoever asks.
            detail: if status.is_server_error() { t.get("error-text-internal") } else { error.to_string() },
            code: error.code().to_owned(),
            request_id,
            current_version: match error.as_ref() {
                ApiError::Operation(Error::Conflict { current, .. }) => Some(*current),
                _ => None,
            },
            faults: error.faults(),
        },
        None => {
            // Of the framework: an unknown address, a method that is not, a body that is too large.
            let (parts, body) = response.into_parts();
            let detail = to_bytes(body, 4096)
                .await
                .ok()
                .and_then(|bytes| String::from_utf8(bytes.to_vec()).ok())
                .unwrap_or_default();
            let code = format!("BAVN-{}", status.as_u16());
            let title = match status {
                StatusCode::NOT_FOUND => t.get("error-title-not-found"),
                StatusCode::METHOD_NOT_ALLOWED => t.get("error-title-method"),
                StatusCode::PAYLOAD_TOO_LARGE => t.get("error-title-too-large"),
                status if status.is_server_error() => t.get("error-title-internal"),
                _ => t.get("error-title-form"),
            };
            let detail = if status.is_server_error() { t.get("error-text-internal") } else { detail.trim().to_owned() };
            let problem = Problem {
                kind: format!("/hjaelp#{code}"),
                title,
                status: status.as_u16(),
                detail,
                code,
                request_id,
                current_version: None,
                faults: Vec::new(),
            };
            let mut answer = finish(status, &problem);
            if let Some(allow) = parts.headers.get(header::ALLOW) {
                answer.headers_mut().insert(header::ALLOW, allow.clone());
            }
            return answer;
        }
    };
    let mut answer = finish(status, &problem);
    let headers = answer.headers_mut();
    match fault.as_deref() {
        Some(ApiError::Unauthenticated) => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"bavn\""));
        }
        Some(ApiError::Operation(Error::TooManyTries { seconds })) => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        Some(ApiError::Operation(Error::Conflict { current, .. })) => {
            if let Ok(value) = HeaderValue::from_str(&format!("\"{current}\"")) {
                headers.insert(header::ETAG, value);
            }
        }
        _ => {}
    }
    answer
}

fn finish(status: StatusCode, problem: &Problem) -> Response {
    let mut answer = (status, Json(problem)).into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    answer
}
