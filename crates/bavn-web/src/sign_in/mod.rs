//! Signing in and out, and the language of those who have not.

use crate::{
    WebState,
    kit::{
        Access, ClientAddress, Guest, Layout, PageError, PageResult, Routes, SecureForm, Tr, html, see_other,
        session_cookie,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bavn_app::{
    Error,
    identity::{self, SignIn},
};
use bavn_core::lang::Lang;
use serde::Deserialize;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/log-ind", Access::Public, show)
        .post("/log-ind", Access::Public, send)
        .post("/log-ud", Access::SignedIn, leave)
        .post("/sprog", Access::Public, change_language)
}

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
struct SignInPage {
    layout: Layout,
    t: Tr,
    next: String,
    username: String,
    fault: Option<String>,
    demo_sign_ins: Vec<(String, String)>,
    demo_password: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Wanted {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct SignInForm {
    username: String,
    password: String,
    #[serde(default)]
    next: String,
}

fn page(state: &WebState, guest: &Guest, next: &str, username: String, fault: Option<String>) -> SignInPage {
    SignInPage {
        layout: guest.layout(guest.t.get("sign-in-title")),
        t: guest.t,
        next: inside(next).to_owned(),
        username,
        fault,
        demo_sign_ins: state.config.demo_sign_ins.clone(),
        demo_password: state.config.demo_password.clone(),
    }
}

async fn show(State(state): State<WebState>, guest: Guest, Query(wanted): Query<Wanted>) -> PageResult {
    html(&page(&state, &guest, &wanted.next, String::new(), None))
}

async fn send(
    State(state): State<WebState>,
    guest: Guest,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> PageResult {
    let failed = |fault: String, status| -> PageResult {
        let mut response = html(&page(&state, &guest, &form.next, form.username.clone(), Some(fault)))?;
        *response.status_mut() = status;
        Ok(response)
    };
    if let Err(seconds) = state.sign_in_limiter.note(address, state.now()) {
        return failed(guest.t.n("sign-in-wait", seconds), StatusCode::TOO_MANY_REQUESTS);
    }
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let given =
        SignIn { username: &form.username, password: &form.password, user_agent, address: &address.to_string() };
    match identity::sign_in(&state.app, &guest.ctx, given).await {
        Ok(session) => {
            let next = if session.must_change_password { "/min-konto/adgangskode" } else { inside(&form.next) };
            Ok(with_cookie(see_other(next), &session_cookie(state.is_https(), Some(&session.token))))
        }
        Err(Error::WrongPassword) => failed(guest.t.get("sign-in-wrong"), StatusCode::UNAUTHORIZED),
        Err(Error::TooManyTries { seconds }) => {
            failed(guest.t.n("sign-in-wait", seconds), StatusCode::TOO_MANY_REQUESTS)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
struct Nothing {}

async fn leave(State(state): State<WebState>, sent: SecureForm<Nothing>) -> PageResult {
    match identity::sign_out(&state.app, &sent.user.ctx, sent.user.session_id).await {
        Ok(()) | Err(Error::NotFound { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(with_cookie(see_other("/log-ind"), &session_cookie(state.is_https(), None)))
}

#[derive(Deserialize)]
struct LanguageForm {
    lang: Lang,
    #[serde(default)]
    next: String,
    #[serde(default)]
    csrf: String,
}

async fn change_language(
    State(state): State<WebState>,
    user: Result<crate::kit::User, PageError>,
    Form(form): Form<LanguageForm>,
) -> PageResult {
    // Somebody signed in keeps the choice on the account; the token guards it. A guest only gets a cookie.
    if let Ok(user) = user
        && user.csrf == form.csrf
    {
        identity::set_language(&state.app, &user.ctx, form.lang).await?;
    }
    let secure = if state.is_https() { "; Secure" } else { "" };
    Ok(with_cookie(
        see_other(inside(&form.next)),
        &format!("bavn_lang={}; Path=/; Max-Age=31536000; SameSite=Lax{secure}", form.lang),
    ))
}

/// An address inside this site, or the start page: never another host.
fn inside(next: &str) -> &str {
    let is_inside = next.starts_with('/')
        && !next.starts_with("//")
        && !next.starts_with("/\\")
        && !next.chars().any(char::is_control)
        && next.len() < 500;
    if is_inside { next } else { "/" }
}

fn with_cookie(response: Response, cookie: &str) -> Response {
    match HeaderValue::from_str(cookie) {
        Ok(value) => ([(header::SET_COOKIE, value)], response).into_response(),
        Err(_) => response,
    }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn next_never_leaves_the_site() {
        assert_eq!(inside("/handleplan?vis=gantt"), "/handleplan?vis=gantt");
        for outside in
            ["https://ond.example", "//ond.example", "/\\ond.example", "", "javascript:x", "/x\r\nset-cookie: y"]
        {
            assert_eq!(inside(outside), "/");
        }
    }
}
