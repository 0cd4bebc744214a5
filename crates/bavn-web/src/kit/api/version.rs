use super::{ApiError, ApiResult};
use crate::WebState;
use axum::{
    Json,
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, IntoResponseParts, Response, ResponseParts},
};
use serde::Serialize;
use std::convert::Infallible;
use utoipa::IntoParams;

/// The version of what is answered, as the header `ETag`.
#[derive(Clone, Copy, Debug)]
pub struct Etag(pub i32);

impl IntoResponseParts for Etag {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        if let Ok(value) = HeaderValue::from_str(&format!("\"{}\"", self.0)) {
            parts.headers_mut().insert(header::ETAG, value);
        }
        Ok(parts)
    }
}

/// The version that a change was made from, out of the header `If-Match`.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub i32);

impl FromRequestParts<WebState> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &WebState) -> Result<Self, Self::Rejection> {
        let given = parts.headers.get(header::IF_MATCH).ok_or(ApiError::VersionMissing)?.to_str().unwrap_or_default();
        let number = given.trim().strip_prefix("W/").unwrap_or(given.trim()).trim_matches('"');
        number.parse().map(Self).map_err(|_| ApiError::VersionUnreadable(given.chars().take(80).collect()))
    }
}

/// The header `If-Match`, for the document.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IfMatchParam {
    /// The ETag of the object as it was read.
    #[param(rename = "If-Match", example = "\"7\"")]
    pub if_match: String,
}

/// The answer to something that was created: 201 with its address, its version and itself.
///
/// # Errors
/// None; the type fits handlers.
pub fn created(address: &str, version: i32, body: impl Serialize) -> ApiResult<Response> {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    Ok((StatusCode::CREATED, Etag(version), [(header::LOCATION, location)], Json(body)).into_response())
}
