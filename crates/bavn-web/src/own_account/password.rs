use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::http::StatusCode;
use bavn_app::{Error, FieldFault, identity};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "own_account/password.html")]
struct PasswordPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    inputs: [Input; 3],
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

pub(super) async fn show(user: User) -> PageResult {
    page(&user, Faults::default())
}

fn page(user: &User, faults: Faults) -> PageResult {
    let t = user.t;
    // What was typed is never sent back.
    let field = |name, label: &str, fill| {
        Input::line("password", name, t.of("account-password", label), "")
            .max(200)
            .required()
            .autocomplete(fill)
            .check(&faults)
    };
    let inputs = [
        field("current", "current", "current-password"),
        field("new", "new", "new-password").hint(t.get("account-password-hint")),
        field("again", "again", "new-password"),
    ];
    let page =
        PasswordPage { layout: user.layout(Place::OwnAccount, t.get("account-password-title")), t, inputs, faults };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn send(sent: SecureForm<PasswordForm>) -> PageResult {
    let (user, form) = (sent.user, sent.form);
    if form.new != form.again {
        return page(&user, Faults::new(user.t, &[FieldFault::new("again", "not_the_same", "")]));
    }
    match identity::change_password(&user.app, &user.ctx, Some(user.session_id), &form.current, &form.new).await {
        Ok(()) => Ok(redirect("/min-konto", "password")),
        Err(Error::Invalid(faults)) => page(&user, Faults::new(user.t, &faults)),
        Err(error) => Err(error.into()),
    }
}
