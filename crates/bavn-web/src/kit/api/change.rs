use super::{ApiJson, ApiResult, ApiUser, Etag, IfMatch};
use crate::WebState;
use axum::{
    Json,
    extract::{FromRequest, FromRequestParts as _, Path, Request},
    response::{IntoResponse as _, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// A change through the API of something with a version: who asks, of what, made from which version, and what it is to be.
///
/// The operation says so in the document with `params(("id" = Uuid, Path, …), IfMatchParam), request_body = …`.
#[derive(Clone, Debug)]
pub struct ApiChange<T> {
    /// Who asks.
    pub user: ApiUser,
    /// The identifier in the address.
    pub id: Uuid,
    /// The version in `If-Match`.
    pub version: i32,
    /// The body.
    pub input: T,
}

impl<T: DeserializeOwned> FromRequest<WebState> for ApiChange<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let user = ApiUser::from_request_parts(&mut parts, state).await.map_err(|error| error.into_response())?;
        let Path(id) = Path::from_request_parts(&mut parts, state).await.map_err(|error| error.into_response())?;
        let IfMatch(version) =
            IfMatch::from_request_parts(&mut parts, state).await.map_err(|error| error.into_response())?;
        let ApiJson(input) = ApiJson::from_request(Request::from_parts(parts, body), state)
            .await
            .map_err(|error| error.into_response())?;
        Ok(Self { user, id, version, input })
    }
}

/// Answers something as it is now, with its version as the header `ETag`.
///
/// # Errors
/// None; the type fits handlers.
pub fn current(version: i32, body: impl Serialize) -> ApiResult {
    Ok((Etag(version), Json(body)).into_response())
}
