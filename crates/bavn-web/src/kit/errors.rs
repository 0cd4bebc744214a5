use super::{Layout, Tr};
use crate::WebState;
use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use bavn_app::Error;
use bavn_core::lang::Lang;
use std::sync::Arc;

/// The result of a page.
pub type PageResult<T = Response> = Result<T, PageError>;

/// Why a page is not shown.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The operation did not do it.
    #[error(transparent)]
    Operation(#[from] Error),
    /// Nobody is signed in; after signing in, go on to `next`.
    #[error("not signed in")]
    SignIn {
        /// Where they wanted to go.
        next: String,
        /// Whether htmx asks: it must not get the sign-in page in place of a fragment.
        is_fragment: bool,
    },
    /// A new password must be chosen first.
    #[error("a new password must be chosen")]
    ChangePassword,
    /// The form does not carry the token of the session: it is too old, or another site sent it.
    #[error("the form's token is not the session's")]
    Csrf,
    /// The form cannot be read.
    #[error("the form cannot be read: {0}")]
    Form(String),
    /// There is no such page.
    #[error("no such page")]
    NoSuchPage,
    /// A template failed.
    #[error(transparent)]
    Template(#[from] askama::Error),
}

impl From<bavn_core::access::Denied> for PageError {
    fn from(denied: bavn_core::access::Denied) -> Self {
        Self::Operation(denied.into())
    }
}

/// What the error page says, put on the answer for [`dress`] to show in the language of whoever asked.
#[derive(Clone, Debug)]
struct Fault(Arc<PageError>);

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            Self::Operation(error) => status_of(error),
            Self::SignIn { .. } | Self::ChangePassword => StatusCode::SEE_OTHER,
            Self::Csrf => StatusCode::FORBIDDEN,
            Self::Form(_) => StatusCode::BAD_REQUEST,
            Self::NoSuchPage => StatusCode::NOT_FOUND,
            Self::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Operation(error) => error.code(),
            Self::SignIn { .. } | Self::ChangePassword => "BAVN-303",
            Self::Csrf => "BAVN-419",
            Self::Form(_) => "BAVN-400",
            Self::NoSuchPage => "BAVN-404",
            Self::Template(_) => "BAVN-500",
        }
    }

    /// The end of the keys `error-title-…` and `error-text-…`.
    fn text_key(&self) -> &'static str {
        match self {
            Self::Operation(error) => text_key_of(error),
            Self::Csrf => "csrf",
            Self::Form(_) => "form",
            Self::NoSuchPage => "not-found",
            Self::Template(_) | Self::SignIn { .. } | Self::ChangePassword => "internal",
        }
    }

    /// What more there is to say in plain words: the faults of the fields, why it is closed.
    fn details(&self, t: Tr) -> Vec<String> {
        match self {
            Self::Operation(Error::Invalid(faults)) => {
                faults.iter().map(|fault| super::form::fault_text(t, fault)).collect()
            }
            Self::Operation(Error::Closed { reason, .. }) => vec![t.of("closed", reason)],
            Self::Operation(Error::TooLarge { limit }) => vec![t.s(
                "error-limit",
                "limit",
                super::format::bytes(t.lang(), i64::try_from(*limit).unwrap_or(i64::MAX)),
            )],
            _ => Vec::new(),
        }
    }
}

/// The status that an operation's error is answered with.
pub(super) const fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::NotFound { .. } => StatusCode::NOT_FOUND,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::Conflict { .. } | Error::Closed { .. } => StatusCode::CONFLICT,
        Error::Invalid(_) | Error::Document(_) | Error::File(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Error::WrongPassword => StatusCode::UNAUTHORIZED,
        Error::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Database(_) | Error::Content(_) | Error::System { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The end of the keys `error-title-…` and `error-text-…` of an operation's error.
pub(super) const fn text_key_of(error: &Error) -> &'static str {
    match error {
        Error::NotFound { .. } => "not-found",
        Error::Forbidden(_) => "forbidden",
        Error::Conflict { .. } => "conflict",
        Error::Closed { .. } => "closed",
        Error::Invalid(_) => "invalid",
        Error::TooLarge { .. } => "too-large",
        Error::WrongPassword => "wrong-password",
        Error::TooManyTries { .. } => "too-many-tries",
        Error::Document(_) => "document",
        Error::File(_) => "file",
        Error::Database(_) | Error::Content(_) | Error::System { .. } => "internal",
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match &self {
            Self::SignIn { is_fragment: true, .. } => return (StatusCode::UNAUTHORIZED, "BAVN-401\n").into_response(),
            Self::SignIn { next, .. } => {
                let target =
                    if next == "/" { "/log-ind".to_owned() } else { format!("/log-ind?next={}", encode(next)) };
                return super::see_other(&target);
            }
            Self::ChangePassword => return super::see_other("/min-konto/adgangskode"),
            _ => {}
        }
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = ?self, "a request failed");
        }
        let mut response = status.into_response();
        response.extensions_mut().insert(Fault(Arc::new(self)));
        response
    }
}

#[derive(Template)]
#[template(path = "kit/error.html")]
struct ErrorPage {
    layout: Layout,
    t: Tr,
    title: String,
    text: String,
    details: Vec<String>,
    code: &'static str,
    request_id: String,
}

/// Puts the words of the error page on an answer that carries a fault.
pub(crate) async fn dress(State(_): State<WebState>, request: Request, next: Next) -> Response {
    let id = request.extensions().get::<super::respond::RequestId>().map(|id| id.0.to_string()).unwrap_or_default();
    let from_cookie = super::cookie_value(request.headers(), "bavn_lang").and_then(|tag| tag.parse().ok());
    if request.uri().path().starts_with("/api/") {
        let lang = super::api::asked_lang(&request).or(from_cookie).unwrap_or_default();
        return super::api::dress(Tr::new(lang), id, next.run(request).await).await;
    }
    let lang = from_cookie.unwrap_or(Lang::Da);
    let response = next.run(request).await;
    let fault = match response.extensions().get::<Fault>() {
        Some(fault) => Arc::clone(&fault.0),
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => Arc::new(PageError::NoSuchPage),
        None if response.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Arc::new(PageError::Operation(Error::TooLarge { limit: 0 }))
        }
        None => return response,
    };
    let t = Tr::new(lang);
    let page = ErrorPage {
        title: t.of("error-title", fault.text_key()),
        text: t.of("error-text", fault.text_key()),
        details: fault.details(t),
        layout: Layout { title: t.of("error-title", fault.text_key()), ..Layout::bare(lang) },
        t,
        code: fault.code(),
        request_id: id,
    };
    let body = page.render().unwrap_or_else(|error| {
        tracing::error!(%error, code = fault.code(), "the error page cannot be rendered");
        fault.code().to_owned()
    });
    let mut dressed = (fault.status(), Html(body)).into_response();
    if let PageError::Operation(Error::TooManyTries { seconds }) = fault.as_ref()
        && let Ok(value) = HeaderValue::from_str(&seconds.to_string())
    {
        dressed.headers_mut().insert(header::RETRY_AFTER, value);
    }
    dressed
}

/// Percent-encodes a value for a query.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
