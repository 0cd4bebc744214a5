use super::{GrantRow, grant_rows, password_input, read_grants, role_options, unit_options};
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error,
    identity::{self, Account},
    organisation,
};
use bavn_core::{
    access::{Action, Resource},
    ids::AccountId,
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "accounts/edit.html")]
struct EditPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    id: AccountId,
    username: String,
    lead: String,
    version: i32,
    is_active: bool,
    rows: Vec<GrantRow>,
    roles: Vec<(String, String)>,
    units: Vec<(String, String)>,
    password: Input,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct EditForm {
    #[serde(default)]
    version: String,
    is_active: Option<String>,
    #[serde(default)]
    grant_role: Vec<String>,
    #[serde(default)]
    grant_unit: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ResetForm {
    #[serde(default)]
    new: String,
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let _ = user.ctx.authorize(Action::AccountChange, Resource::Municipality)?;
    let account = find(&user, id).await?;
    let form = form_of(&account);
    page(&user, account, &form, Faults::default()).await
}

async fn find(user: &User, id: Uuid) -> Result<Account, Error> {
    let accounts = identity::list_accounts(&user.app, &user.ctx).await?;
    accounts.into_iter().find(|account| account.id.0 == id).ok_or(Error::NotFound { kind: "account" })
}

fn form_of(account: &Account) -> EditForm {
    EditForm {
        version: account.version.to_string(),
        is_active: account.is_active.then(|| "1".to_owned()),
        grant_role: account.grants.iter().map(|grant| grant.role.key().to_owned()).collect(),
        grant_unit: account
            .grants
            .iter()
            .map(|grant| grant.unit_id.map(|unit| unit.to_string()).unwrap_or_default())
            .collect(),
    }
}

async fn page(user: &User, account: Account, form: &EditForm, faults: Faults) -> PageResult {
    let t = user.t;
    let units = organisation::list_units(&user.app, &user.ctx).await?;
    let page = EditPage {
        layout: user.layout(Place::Accounts, account.username.clone()),
        id: account.id,
        lead: if account.title.is_empty() { account.name } else { format!("{}, {}", account.name, account.title) },
        username: account.username,
        version: form.version.parse().unwrap_or(account.version),
        is_active: form.is_active.is_some(),
        rows: grant_rows(&form.grant_role, &form.grant_unit),
        roles: role_options(t),
        units: unit_options(t, &units),
        password: password_input(t, "new").check(&faults),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn send(Path(id): Path<Uuid>, sent: SecureForm<EditForm>) -> PageResult {
    let (user, form) = (sent.user, sent.form);
    let result = match read_grants(&form.grant_role, &form.grant_unit) {
        Ok(grants) => {
            identity::update_account(
                &user.app,
                &user.ctx,
                AccountId(id),
                form.version.parse().unwrap_or(0),
                form.is_active.is_some(),
                &grants,
            )
            .await
        }
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => Ok(redirect("/brugere", "saved")),
        Err(Error::Invalid(faults)) => page(&user, find(&user, id).await?, &form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn reset(Path(id): Path<Uuid>, sent: SecureForm<ResetForm>) -> PageResult {
    let user = sent.user;
    match identity::reset_password(&user.app, &user.ctx, AccountId(id), &sent.form.new).await {
        Ok(()) => Ok(redirect("/brugere", "saved")),
        Err(Error::Invalid(faults)) => {
            let account = find(&user, id).await?;
            let form = form_of(&account);
            page(&user, account, &form, Faults::new(user.t, &faults)).await
        }
        Err(error) => Err(error.into()),
    }
}
