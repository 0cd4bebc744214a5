use super::PageResult;
use crate::WebState;
use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use tracing::Instrument as _;
use uuid::Uuid;

/// The request's identifier, which a user can read out to support.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestId(pub(crate) Uuid);

/// A page from its template.
///
/// # Errors
/// The template failed, which none does.
pub fn html(template: &impl Template) -> PageResult<Response> {
    let page = template.render().inspect_err(|error| {
        tracing::error!(%error, template = std::any::type_name_of_val(template), "a template cannot be rendered");
    })?;
    Ok(Html(page).into_response())
}

/// Sends the browser elsewhere after a form was taken: 303, so that reloading does not send the form again.
#[must_use]
pub fn see_other(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/")))])
        .into_response()
}

/// As [`see_other`], with a notice to show there, such as `saved`.
#[must_use]
pub fn redirect(path: &str, notice: &str) -> Response {
    let (path, fragment) =
        path.split_once('#').map_or((path, String::new()), |(path, fragment)| (path, format!("#{fragment}")));
    let separator = if path.contains('?') { '&' } else { '?' };
    see_other(&format!("{path}{separator}besked={notice}{fragment}"))
}

/// A file to keep, never to be shown inside the site.
#[must_use]
pub fn file(name: &str, media_type: &str, content: Vec<u8>) -> Response {
    let ascii: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_') { letter } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    (
        [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream")),
            ),
            (
                header::CONTENT_DISPOSITION,
                HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment")),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ],
        content,
    )
        .into_response()
}

/// Gives each request an identifier, logs it, and puts the headers of security on every answer.
pub(crate) async fn frame(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let mut random = [0; 10];
    if let Err(error) = getrandom::fill(&mut random) {
        tracing::error!(%error, "no randomness for a request identifier");
    }
    let id = bavn_core::ids::uuid_v7(state.now(), random);
    request.extensions_mut().insert(RequestId(id));
    let started = std::time::Instant::now();
    let span = tracing::info_span!("request", id = %id, method = %request.method(), path = request.uri().path());
    let is_asset = request.uri().path().starts_with("/assets/");
    let is_allowed = is_same_site(&state, &request);
    let (mut response, statements) = bavn_app::counted(async {
        if is_allowed {
            next.run(request).await
        } else {
            (StatusCode::FORBIDDEN, "BAVN-403: the request came from another site\n").into_response()
        }
    })
    .instrument(span.clone())
    .await;
    let took = started.elapsed();
    span.in_scope(|| {
        tracing::info!(
            status = response.status().as_u16(),
            milliseconds = took.as_millis(),
            // A page takes a few milliseconds: who compares pages wants finer ones.
            microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            statements,
            "answered"
        )
    });
    let headers = response.headers_mut();
    for (name, value) in SECURITY {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if state.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if !is_asset && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// No inline script or style, nothing from another host, no framing.
const SECURITY: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

/// Refuses a change that a page of another site sends, before anything looks at it. The token in each form is the second guard.
fn is_same_site(state: &WebState, request: &Request) -> bool {
    if request.method().is_safe() || request.headers().contains_key(header::AUTHORIZATION) {
        return true;
    }
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            origin == state.config.public_url
                || header("host")
                    .is_some_and(|host| origin.split_once("://").is_some_and(|(_, authority)| authority == host))
        }
        (None, None) => true,
    }
}
