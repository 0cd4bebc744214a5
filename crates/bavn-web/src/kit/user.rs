use super::{Layout, PageError, Place, Tr, format};
use crate::WebState;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use bavn_app::{App, Context, identity};
use bavn_core::{access::Actor, ids::SessionId, lang::Lang};
use uuid::Uuid;

/// The name of the session cookie; with `__Host-` before it when people reach the server encrypted.
pub const COOKIE: &str = "bavn_session";
const LANG_COOKIE: &str = "bavn_lang";

/// Somebody who is signed in, and what their request needs.
#[derive(Clone, Debug)]
pub struct User {
    /// What operations work on.
    pub app: App,
    /// Who asks, when, in which language.
    pub ctx: Context,
    /// Texts in their language.
    pub t: Tr,
    /// What a form must send back.
    pub csrf: String,
    /// Their session.
    pub session_id: SessionId,
    /// Whether htmx asks for a fragment.
    pub is_fragment: bool,
    layout: Layout,
}

impl User {
    /// The frame of a page that stands at a place in the menu.
    #[must_use]
    pub fn layout(&self, place: Place, title: impl Into<String>) -> Layout {
        Layout { place: Some(place), title: title.into(), ..self.layout.clone() }
    }
}

/// Anyone, signed in or not: for the sign-in page and the pages that everyone may read.
#[derive(Clone, Debug)]
pub struct Guest {
    /// What operations work on.
    pub app: App,
    /// An anonymous context.
    pub ctx: Context,
    /// Texts in the language asked for.
    pub t: Tr,
    layout: Layout,
}

impl Guest {
    /// The frame of a page outside the menu.
    #[must_use]
    pub fn layout(&self, title: impl Into<String>) -> Layout {
        Layout { title: title.into(), ..self.layout.clone() }
    }
}

/// The value of a cookie.
#[must_use]
pub fn cookie_value<'headers>(headers: &'headers HeaderMap, name: &str) -> Option<&'headers str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then_some(value)
        })
}

/// The header that sets the session cookie, or clears it when there is no token.
#[must_use]
pub fn session_cookie(is_https: bool, token: Option<&str>) -> String {
    let (prefix, secure) = if is_https { ("__Host-", "; Secure") } else { ("", "") };
    match token {
        Some(token) => format!("{prefix}{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"),
        None => format!("{prefix}{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}"),
    }
}

pub(super) fn session_token(headers: &HeaderMap, is_https: bool) -> Option<&str> {
    if is_https { cookie_value(headers, "__Host-bavn_session") } else { cookie_value(headers, COOKIE) }
}

/// The language asked for: in the address, else in a cookie, else Danish. What the browser prefers says little about a Danish
/// municipality: many of its machines are set up in English.
fn lang_of(parts: &Parts) -> Lang {
    let from_query = parts
        .uri
        .query()
        .and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")))
        .and_then(|tag| tag.parse().ok());
    let from_cookie = || cookie_value(&parts.headers, LANG_COOKIE).and_then(|tag| tag.parse().ok());
    from_query.or_else(from_cookie).unwrap_or_default()
}

pub(crate) fn request_id(parts: &Parts) -> Uuid {
    parts.extensions.get::<super::respond::RequestId>().map_or_else(Uuid::nil, |id| id.0)
}

impl FromRequestParts<WebState> for User {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Self::Rejection> {
        let now = state.now();
        let found = match session_token(&parts.headers, state.is_https()) {
            Some(token) => identity::find_session(&state.app, token, now).await?,
            None => None,
        };
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let Some(signed_in) = found else {
            return Err(PageError::SignIn { next: path, is_fragment: parts.headers.contains_key("hx-request") });
        };
        if signed_in.must_change_password
            && !parts.uri.path().starts_with("/min-konto")
            && parts.uri.path() != "/log-ud"
        {
            return Err(PageError::ChangePassword);
        }
        let lang = parts
            .uri
            .query()
            .and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")))
            .and_then(|tag| tag.parse().ok())
            .unwrap_or(signed_in.lang);
        let ctx = Context::new(signed_in.actor, now, format::date_of(now), lang, request_id(parts));
        let municipality = bavn_app::organisation::find_municipality(&state.app).await?;
        let t = Tr::new(lang);
        let layout = Layout {
            lang,
            t,
            title: String::new(),
            place: None,
            municipality: municipality.map(|municipality| municipality.name).unwrap_or_default(),
            user_name: Some(ctx.actor().name().to_owned()),
            csrf: signed_in.csrf_token.clone(),
            address: format!("{}{}", state.config.public_url, parts.uri.path()),
            path,
            today: ctx.today(),
            menu: super::layout::menu(&ctx),
            notice: super::layout::notice(parts.uri.query()),
        };
        Ok(Self {
            app: state.app.clone(),
            t,
            csrf: signed_in.csrf_token,
            session_id: signed_in.session_id,
            is_fragment: parts.headers.contains_key("hx-request"),
            ctx,
            layout,
        })
    }
}

impl FromRequestParts<WebState> for Guest {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Self::Rejection> {
        let now = state.now();
        let lang = lang_of(parts);
        let municipality = bavn_app::organisation::find_municipality(&state.app).await?;
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self {
            app: state.app.clone(),
            ctx: Context::new(Actor::anonymous(), now, format::date_of(now), lang, request_id(parts)),
            t: Tr::new(lang),
            layout: Layout {
                municipality: municipality.map(|municipality| municipality.name).unwrap_or_default(),
                address: format!("{}{}", state.config.public_url, parts.uri.path()),
                today: format::date_of(now),
                path,
                ..Layout::bare(lang)
            },
        })
    }
}
