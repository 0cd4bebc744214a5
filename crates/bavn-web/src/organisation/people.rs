use super::unit_options;
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error,
    organisation::{self, PersonDraft},
};
use bavn_core::{
    access::{Action, Resource},
    ids::PersonId,
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "organisation/form.html")]
struct FormPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    lead: String,
    action: String,
    archive: Option<String>,
    version: i32,
    may_change: bool,
    inputs: Vec<Input>,
    facts: Vec<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct PersonForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    unit_id: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    version: String,
}

impl PersonForm {
    fn draft(&self) -> Result<PersonDraft, Error> {
        let unit_id = match self.unit_id.as_str() {
            "" => None,
            text => Some(text.parse().map_err(|_| Error::invalid("unit_id", "unknown", text))?),
        };
        Ok(PersonDraft {
            unit_id,
            name: self.name.clone(),
            title: self.title.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
        })
    }
}

pub(super) async fn show_new(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    page(&user, None, &PersonForm::default(), Faults::default()).await
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let person = organisation::get_person(&user.app, &user.ctx, PersonId(id)).await?;
    let form = PersonForm {
        name: person.name,
        title: person.title,
        unit_id: person.unit_id.map(|id| id.to_string()).unwrap_or_default(),
        email: person.email.unwrap_or_default(),
        phone: person.phone.unwrap_or_default(),
        version: person.version.to_string(),
    };
    page(&user, Some(PersonId(id)), &form, Faults::default()).await
}

async fn page(user: &User, id: Option<PersonId>, form: &PersonForm, faults: Faults) -> PageResult {
    let t = user.t;
    let units = organisation::list_units(&user.app, &user.ctx).await?;
    let mut choices = vec![(String::new(), t.get("organisation-no-unit"))];
    choices.extend(unit_options(&units));
    let unit_name =
        units.iter().find(|unit| unit.id.to_string() == form.unit_id).map(|unit| unit.name.clone()).unwrap_or_default();
    let facts = [
        (t.get("organisation-title"), &form.title),
        (t.get("organisation-unit"), &unit_name),
        (t.get("organisation-email"), &form.email),
        (t.get("organisation-phone"), &form.phone),
    ];
    let page = FormPage {
        layout: user.layout(Place::Organisation, t.get("organisation-person")),
        heading: if id.is_some() { form.name.clone() } else { t.get("organisation-add-person") },
        lead: t.get("organisation-person-lead"),
        action: id.map_or_else(|| "/organisation/person/ny".to_owned(), |id| format!("/organisation/person/{id}")),
        archive: id.map(|id| format!("/organisation/person/{id}/arkiver")),
        version: form.version.parse().unwrap_or(0),
        may_change: user.ctx.may(Action::OrganisationChange, Resource::Municipality),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label, value.clone()))
            .collect(),
        inputs: vec![
            Input::line("text", "name", t.get("organisation-name"), &form.name)
                .wide()
                .max(120)
                .required()
                .check(&faults),
            Input::line("text", "title", t.get("organisation-title"), &form.title).wide().max(120).check(&faults),
            Input::select("unit_id", t.get("organisation-unit"), &form.unit_id, choices).check(&faults),
            Input::line("text", "email", t.get("organisation-email"), &form.email).wide().max(254).check(&faults),
            Input::line("tel", "phone", t.get("organisation-phone"), &form.phone).max(40).check(&faults),
        ],
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn create(sent: SecureForm<PersonForm>) -> PageResult {
    let (user, form) = (sent.user, sent.form);
    let result = match form.draft() {
        Ok(draft) => organisation::create_person(&user.app, &user.ctx, draft).await.map(|_| ()),
        Err(error) => Err(error),
    };
    answer(&user, None, &form, result, "created").await
}

pub(super) async fn update(Path(id): Path<Uuid>, sent: SecureForm<PersonForm>) -> PageResult {
    let (user, form) = (sent.user, sent.form);
    let result = match form.draft() {
        Ok(draft) => {
            organisation::update_person(&user.app, &user.ctx, PersonId(id), form.version.parse().unwrap_or(0), draft)
                .await
        }
        Err(error) => Err(error),
    };
    answer(&user, Some(PersonId(id)), &form, result, "saved").await
}

pub(super) async fn archive(Path(id): Path<Uuid>, sent: SecureForm<PersonForm>) -> PageResult {
    organisation::archive_person(&sent.user.app, &sent.user.ctx, PersonId(id), sent.form.version.parse().unwrap_or(0))
        .await?;
    Ok(redirect("/organisation", "archived"))
}

async fn answer(
    user: &User,
    id: Option<PersonId>,
    form: &PersonForm,
    result: Result<(), Error>,
    notice: &str,
) -> PageResult {
    match result {
        Ok(()) => Ok(redirect("/organisation", notice)),
        Err(Error::Invalid(faults)) => page(user, id, form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}
