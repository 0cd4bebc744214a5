use super::ApiError;
use crate::{
    WebState,
    kit::{format, user},
};
use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::{HeaderMap, Uri, header, request::Parts},
};
use bavn_app::{App, Context, Error, identity};
use bavn_core::lang::Lang;
use serde::de::DeserializeOwned;

/// Largest body, bytes.
const BODY: usize = 1024 * 1024;

/// Who asks through the API.
#[derive(Clone, Debug)]
pub struct ApiUser {
    /// What operations work on.
    pub app: App,
    /// Who asks, when, in which language.
    pub ctx: Context,
}

/// The word of a parameter, or a fault that names it.
///
/// # Errors
/// [`Error::Invalid`] when it is no such word.
pub(crate) fn word<T>(
    name: &'static str,
    text: Option<&String>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Error> {
    text.map(|text| read(text).ok_or_else(|| Error::invalid(name, "unknown", text))).transpose()
}

/// The language asked for: in the address, else in `Accept-Language`.
fn lang_of(uri: &Uri, headers: &HeaderMap) -> Option<Lang> {
    let from_query = uri
        .query()
        .and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")))
        .and_then(|tag| tag.parse().ok());
    let from_header =
        || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?.split([',', ';', '-']).next()?.trim().parse().ok();
    from_query.or_else(from_header)
}

/// The language of a request, before anybody knows who asks.
pub(in crate::kit) fn asked_lang(request: &Request) -> Option<Lang> {
    lang_of(request.uri(), request.headers())
}

impl FromRequestParts<WebState> for ApiUser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Self::Rejection> {
        let now = state.now();
        let given = parts.headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
        let (actor, lang) = match given {
            Some(value) => {
                let (scheme, token) = value.split_once(' ').unwrap_or_default();
                if !scheme.eq_ignore_ascii_case("bearer") {
                    return Err(ApiError::Unauthenticated);
                }
                identity::find_token_actor(&state.app, token.trim(), now).await?.ok_or(ApiError::Unauthenticated)?
            }
            // A browser that is signed in may look; a change needs a token, so that no form of another site can send it.
            None if parts.method.is_safe() => {
                let token = user::session_token(&parts.headers, state.is_https()).ok_or(ApiError::Unauthenticated)?;
                let session = identity::find_session(&state.app, token, now)
                    .await?
                    .filter(|session| !session.must_change_password);
                session.map(|session| (session.actor, session.lang)).ok_or(ApiError::Unauthenticated)?
            }
            None => return Err(ApiError::Unauthenticated),
        };
        let lang = lang_of(&parts.uri, &parts.headers).unwrap_or(lang);
        Ok(Self {
            app: state.app.clone(),
            ctx: Context::new(actor, now, format::date_of(now), lang, user::request_id(parts)),
        })
    }
}

/// A body of JSON, at most 1 MiB.
#[derive(Clone, Debug)]
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned> FromRequest<WebState> for ApiJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &WebState) -> Result<Self, Self::Rejection> {
        let media_type =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !media_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
            return Err(ApiError::MediaType);
        }
        let bytes = to_bytes(request.into_body(), BODY).await.map_err(|_| Error::TooLarge { limit: BODY })?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| ApiError::Body(error.to_string()))
    }
}

/// A body that is a file, of any media type, at most as large as an attachment may be.
#[derive(Clone, Debug)]
pub struct ApiFile(pub Vec<u8>);

impl FromRequest<WebState> for ApiFile {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Self::Rejection> {
        let limit = state.app.limits().attachment_bytes;
        let bytes = to_bytes(request.into_body(), limit).await.map_err(|_| Error::TooLarge { limit })?;
        if bytes.is_empty() {
            return Err(ApiError::NoFile);
        }
        Ok(Self(bytes.into()))
    }
}

/// The query of the address.
#[derive(Clone, Copy, Debug)]
pub struct ApiQuery<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<WebState> for ApiQuery<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &WebState) -> Result<Self, Self::Rejection> {
        Query::try_from_uri(&parts.uri)
            .map(|Query(value)| Self(value))
            .map_err(|error| ApiError::Query(error.body_text()))
    }
}
