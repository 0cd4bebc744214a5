//! One's own account: password, language, sessions, tokens for the API.

mod api;
mod password;

use crate::kit::{
    Access, Faults, Input, Layout, PageError, PageResult, Place, Routes, SecureForm, Tr, User, format, html, redirect,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error,
    identity::{self, ApiToken, OwnSession, TokenDraft},
};
use bavn_core::ids::{ApiTokenId, SessionId};
use serde::Deserialize;
use uuid::Uuid;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/min-konto", Access::SignedIn, show)
        .get("/min-konto/adgangskode", Access::SignedIn, password::show)
        .post("/min-konto/adgangskode", Access::SignedIn, password::send)
        .post("/min-konto/log-andre-ud", Access::SignedIn, end_others)
        .post("/min-konto/session/{id}/log-ud", Access::SignedIn, end_session)
        .post("/min-konto/noegler", Access::SignedIn, create_token)
        .post("/min-konto/noegler/{id}/tilbagekald", Access::SignedIn, revoke_token)
        .merge(api::routes())
}

#[derive(Template)]
#[template(path = "own_account/own_account.html")]
struct OwnAccountPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    lead: String,
    sessions: Vec<SessionRow>,
    others: usize,
    address_days: i64,
    tokens: Vec<TokenRow>,
    new_secret: Option<String>,
    inputs: Vec<Input>,
}

struct SessionRow {
    id: SessionId,
    browser: String,
    address: String,
    since: String,
    last: String,
    is_here: bool,
}

struct TokenRow {
    id: ApiTokenId,
    name: String,
    prefix: String,
    is_read_only: bool,
    expires: String,
    is_expired: bool,
    last_used: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct TokenForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    days: String,
}

async fn show(user: User) -> PageResult {
    page(&user, &TokenForm { days: "90".into(), ..TokenForm::default() }, Faults::default(), None).await
}

async fn page(user: &User, form: &TokenForm, faults: Faults, new_secret: Option<String>) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let sessions = identity::list_own_sessions(&user.app, &user.ctx).await?;
    let tokens = identity::list_own_tokens(&user.app, &user.ctx).await?;
    let session_row = |session: OwnSession| SessionRow {
        is_here: session.id == user.session_id,
        id: session.id,
        browser: browser_name(&session.user_agent),
        address: session.address,
        since: format::moment(lang, session.created_at),
        last: format::moment(lang, session.last_seen_at),
    };
    let token_row = |token: ApiToken| TokenRow {
        id: token.id,
        name: token.name,
        prefix: token.prefix,
        is_read_only: token.is_read_only,
        expires: format::date(lang, format::date_of(token.expires_at)),
        is_expired: token.expires_at <= user.ctx.now(),
        last_used: token.last_used_at.map(|at| format::moment(lang, at)),
    };
    let mut roles: Vec<String> = user.ctx.actor().grants().iter().map(|grant| t.of("role", grant.role.key())).collect();
    roles.dedup();
    let scopes =
        vec![("read".to_owned(), t.get("account-scope-read")), ("write".to_owned(), t.get("account-scope-write"))];
    let days = [30, 90, 180, 366].map(|days: i64| (days.to_string(), t.n("account-days", days))).to_vec();
    let inputs = vec![
        Input::line("text", "name", t.get("account-token-name"), &form.name).max(80).required().check(&faults),
        Input::select("scope", t.get("account-token-scope"), &form.scope, scopes),
        Input::select("days", t.get("account-token-days"), &form.days, days).check(&faults),
    ];
    let page = OwnAccountPage {
        layout: user.layout(Place::OwnAccount, t.get("own-account")),
        t,
        lead: t.s2("account-lead", "name", user.ctx.actor().name(), "roles", roles.join(", ")),
        address_days: identity::ADDRESS_KEPT.whole_days(),
        others: sessions.len().saturating_sub(1),
        sessions: sessions.into_iter().map(session_row).collect(),
        tokens: tokens.into_iter().map(token_row).collect(),
        new_secret,
        inputs,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

#[derive(Deserialize)]
struct Nothing {}

async fn end_others(sent: SecureForm<Nothing>) -> PageResult {
    identity::end_other_sessions(&sent.user.app, &sent.user.ctx, Some(sent.user.session_id)).await?;
    Ok(redirect("/min-konto", "signed-out"))
}

async fn end_session(Path(id): Path<Uuid>, sent: SecureForm<Nothing>) -> PageResult {
    identity::end_session(&sent.user.app, &sent.user.ctx, SessionId(id)).await?;
    Ok(redirect("/min-konto", "signed-out"))
}

async fn create_token(sent: SecureForm<TokenForm>) -> PageResult {
    let (user, form) = (sent.user, sent.form);
    let draft = TokenDraft {
        name: form.name.clone(),
        is_read_only: form.scope != "write",
        days: form.days.trim().parse().unwrap_or(0),
    };
    match identity::create_token(&user.app, &user.ctx, draft).await {
        // The secret is on the answer itself: it is never shown again, and never in an address.
        Ok(token) => page(&user, &TokenForm::default(), Faults::default(), Some(token.secret)).await,
        Err(Error::Invalid(faults)) => page(&user, &form, Faults::new(user.t, &faults), None).await,
        Err(error) => Err(error.into()),
    }
}

async fn revoke_token(Path(id): Path<Uuid>, sent: SecureForm<Nothing>) -> Result<axum::response::Response, PageError> {
    identity::revoke_token(&sent.user.app, &sent.user.ctx, ApiTokenId(id)).await?;
    Ok(redirect("/min-konto", "revoked"))
}

/// The browser and the system out of what a browser calls itself; at most 60 characters of it when neither is known.
fn browser_name(user_agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => user_agent.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser_name;

    #[test]
    fn browsers_are_called_by_their_names() {
        assert_eq!(
            browser_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"),
            "Firefox, Windows"
        );
        assert_eq!(
            browser_name(
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"
            ),
            "Edge, Windows"
        );
        assert_eq!(browser_name("curl/8"), "curl/8");
    }
}
