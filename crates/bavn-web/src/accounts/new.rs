use super::{GrantRow, grant_rows, password_input, read_grants, role_options, unit_options};
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{extract::Query, http::StatusCode};
use bavn_app::{
    Error, FieldFault,
    identity::{self, AccountDraft},
    organisation::{self, PeopleFilter},
    page::PageRequest,
};
use bavn_core::access::{Action, Resource};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "accounts/new.html")]
struct NewPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    search: Input,
    inputs: Vec<Input>,
    password: Input,
    rows: Vec<GrantRow>,
    roles: Vec<(String, String)>,
    units: Vec<(String, String)>,
    has_people: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    ord: String,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct NewForm {
    #[serde(default)]
    person_id: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    grant_role: Vec<String>,
    #[serde(default)]
    grant_unit: Vec<String>,
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let _ = user.ctx.authorize(Action::AccountChange, Resource::Municipality)?;
    page(&user, &wanted.ord, &NewForm::default(), Faults::default()).await
}

async fn page(user: &User, words: &str, form: &NewForm, faults: Faults) -> PageResult {
    let t = user.t;
    let accounts = identity::list_accounts(&user.app, &user.ctx).await?;
    let filter = PeopleFilter { words: words.chars().take(100).collect(), unit_id: None };
    let people =
        organisation::list_people(&user.app, &user.ctx, &filter, PageRequest::new(1, PageRequest::MAX_SIZE)).await?;
    let units = organisation::list_units(&user.app, &user.ctx).await?;
    let without: Vec<_> = people
        .rows
        .into_iter()
        .filter(|person| !accounts.iter().any(|account| account.person_id == person.id))
        .collect();
    let mut choices = vec![(String::new(), t.get("accounts-choose-person"))];
    choices.extend(without.iter().map(|person| {
        (
            person.id.to_string(),
            if person.title.is_empty() { person.name.clone() } else { format!("{}, {}", person.name, person.title) },
        )
    }));
    let page = NewPage {
        layout: user.layout(Place::Accounts, t.get("accounts-create")),
        search: Input::line("search", "ord", t.get("accounts-find-person"), words),
        inputs: vec![
            Input::select("person_id", t.get("accounts-person"), &form.person_id, choices).required().check(&faults),
            Input::line("text", "username", t.get("accounts-username"), &form.username)
                .max(80)
                .required()
                .autocomplete("off")
                .hint(t.get("accounts-username-hint"))
                .check(&faults),
        ],
        password: password_input(t, "password").check(&faults),
        rows: grant_rows(&form.grant_role, &form.grant_unit),
        roles: role_options(t),
        units: unit_options(t, &units),
        has_people: !without.is_empty(),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn send(sent: SecureForm<NewForm>) -> PageResult {
    let (user, form) = (sent.user, sent.form);
    let draft = || -> Result<AccountDraft, Error> {
        let person_id =
            form.person_id.parse().map_err(|_| Error::Invalid(vec![FieldFault::new("person_id", "required", "")]))?;
        let grants = read_grants(&form.grant_role, &form.grant_unit)?;
        Ok(AccountDraft {
            person_id,
            username: form.username.clone(),
            password: form.password.clone(),
            keep_password: false,
            grants,
        })
    };
    let result = match draft() {
        Ok(draft) => identity::create_account(&user.app, &user.ctx, draft).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(_) => Ok(redirect("/brugere", "created")),
        Err(Error::Invalid(faults)) => page(&user, "", &form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}
