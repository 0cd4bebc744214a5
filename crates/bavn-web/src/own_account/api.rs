//! One's own account for other programs.

use crate::kit::{
    Access, Routes,
    api::{ApiJson, ApiResult, ApiUser},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    identity::{self, ApiToken, OwnSession, TokenDraft},
};
use bavn_core::ids::{ApiTokenId, SessionId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

/// The routes of the API of this slice.
pub(super) fn routes() -> Routes {
    let own = Access::SignedIn;
    Routes::new()
        .api(own, routes!(list_sessions))
        .api(own, routes!(end_sessions))
        .api(own, routes!(end_session))
        .api(own, routes!(list_tokens))
        .api(own, routes!(create_token))
        .api(own, routes!(revoke_token))
        .api(own, routes!(set_language))
        .api(own, routes!(change_password))
}

/// One of one's own sessions.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SessionBody {
    /// Its identifier.
    id: Uuid,
    /// When it began.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    created_at: OffsetDateTime,
    /// When it was last used, to the minute.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    last_seen_at: OffsetDateTime,
    /// The browser, as it calls itself.
    user_agent: String,
    /// The network address.
    address: String,
}

impl From<OwnSession> for SessionBody {
    fn from(session: OwnSession) -> Self {
        Self {
            id: session.id.0,
            created_at: session.created_at,
            last_seen_at: session.last_seen_at,
            user_agent: session.user_agent,
            address: session.address,
        }
    }
}

/// One of one's own tokens; its secret is not kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct TokenBody {
    /// Its identifier.
    id: Uuid,
    /// What it is for.
    name: String,
    /// The first characters of the secret, to recognise it by.
    prefix: String,
    /// Whether it can only read.
    is_read_only: bool,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    created_at: OffsetDateTime,
    /// When it stops counting.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: OffsetDateTime,
    /// When it was last used, to the hour.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<OffsetDateTime>,
}

impl From<ApiToken> for TokenBody {
    fn from(token: ApiToken) -> Self {
        Self {
            id: token.id.0,
            name: token.name,
            prefix: token.prefix,
            is_read_only: token.is_read_only,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
        }
    }
}

/// What a new token is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TokenInput {
    /// What it is for, at most 80 characters.
    #[schema(max_length = 80)]
    name: String,
    /// Whether it can only read.
    is_read_only: bool,
    /// How many days it counts.
    #[schema(minimum = 1, maximum = 366)]
    days: i64,
}

/// A token that was just made.
#[derive(Clone, Serialize, ToSchema)]
struct NewTokenBody {
    /// Its identifier.
    id: Uuid,
    /// The secret, to send as `Authorization: Bearer …`. It is shown this once.
    secret: String,
}

/// The language of one's own account.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LanguageInput {
    /// `da` or `en`.
    lang: String,
}

/// A new password of one's own.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordInput {
    /// The password as it is.
    current: String,
    /// What it is to be, at least 12 characters.
    #[schema(min_length = 12)]
    new: String,
}

/// One's own sessions that have not ended.
#[utoipa::path(get, path = "/api/v1/account/sessions", operation_id = "listOwnSessions", tag = "accounts", responses((status = 200, description = "The sessions, the last used first.", body = Vec<SessionBody>)))]
async fn list_sessions(user: ApiUser) -> ApiResult {
    let sessions = identity::list_own_sessions(&user.app, &user.ctx).await?;
    Ok(Json(sessions.into_iter().map(SessionBody::from).collect::<Vec<_>>()).into_response())
}

/// End all of one's own sessions. Tokens go on counting.
#[utoipa::path(delete, path = "/api/v1/account/sessions", operation_id = "endOwnSessions", tag = "accounts", responses((status = 204, description = "Signed out everywhere.")))]
async fn end_sessions(user: ApiUser) -> ApiResult {
    identity::end_other_sessions(&user.app, &user.ctx, None).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// End one of one's own sessions.
#[utoipa::path(delete, path = "/api/v1/account/sessions/{id}", operation_id = "endOwnSession", tag = "accounts", params(("id" = Uuid, Path, description = "The session.")), responses((status = 204, description = "Signed out there.")))]
async fn end_session(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    identity::end_session(&user.app, &user.ctx, SessionId(id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// One's own tokens that were not revoked.
#[utoipa::path(get, path = "/api/v1/account/tokens", operation_id = "listOwnTokens", tag = "accounts", responses((status = 200, description = "The tokens, newest first.", body = Vec<TokenBody>)))]
async fn list_tokens(user: ApiUser) -> ApiResult {
    let tokens = identity::list_own_tokens(&user.app, &user.ctx).await?;
    Ok(Json(tokens.into_iter().map(TokenBody::from).collect::<Vec<_>>()).into_response())
}

/// Make a token.
#[utoipa::path(post, path = "/api/v1/account/tokens", operation_id = "createOwnToken", tag = "accounts", request_body = TokenInput, responses((status = 201, description = "Made; the secret is shown this once.", body = NewTokenBody)))]
async fn create_token(user: ApiUser, ApiJson(input): ApiJson<TokenInput>) -> ApiResult {
    let draft = TokenDraft { name: input.name, is_read_only: input.is_read_only, days: input.days };
    let token = identity::create_token(&user.app, &user.ctx, draft).await?;
    let location = HeaderValue::from_static("/api/v1/account/tokens");
    let body = NewTokenBody { id: token.id.0, secret: token.secret };
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(body)).into_response())
}

/// Make one of one's own tokens stop counting.
#[utoipa::path(delete, path = "/api/v1/account/tokens/{id}", operation_id = "revokeOwnToken", tag = "accounts", params(("id" = Uuid, Path, description = "The token.")), responses((status = 204, description = "Revoked.")))]
async fn revoke_token(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    identity::revoke_token(&user.app, &user.ctx, ApiTokenId(id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Choose the language of one's own account.
#[utoipa::path(put, path = "/api/v1/account/language", operation_id = "setOwnLanguage", tag = "accounts", request_body = LanguageInput, responses((status = 204, description = "Chosen.")))]
async fn set_language(user: ApiUser, ApiJson(input): ApiJson<LanguageInput>) -> ApiResult {
    let lang = input.lang.parse().map_err(|_| Error::invalid("lang", "unknown", &input.lang))?;
    identity::set_language(&user.app, &user.ctx, lang).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Change one's own password and end all sessions.
#[utoipa::path(put, path = "/api/v1/account/password", operation_id = "changeOwnPassword", tag = "accounts", request_body = PasswordInput, responses((status = 204, description = "Changed; signed out everywhere.")))]
async fn change_password(user: ApiUser, ApiJson(input): ApiJson<PasswordInput>) -> ApiResult {
    identity::change_password(&user.app, &user.ctx, None, &input.current, &input.new).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
