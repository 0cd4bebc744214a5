use super::unit_options;
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error,
    organisation::{self, UnitDraft},
};
use bavn_core::{
    access::{Action, Resource},
    ids::UnitId,
    organisation::UnitKind,
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
pub(super) struct UnitForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    parent_id: String,
    #[serde(default)]
    version: String,
}

impl UnitForm {
    fn draft(&self) -> Result<UnitDraft, Error> {
        let kind = UnitKind::from_key(&self.kind).ok_or_else(|| Error::invalid("kind", "unknown", &self.kind))?;
        let parent_id = match self.parent_id.as_str() {
            "" => None,
            text => Some(text.parse().map_err(|_| Error::invalid("parent_id", "unknown", text))?),
        };
        Ok(UnitDraft { parent_id, kind, name: self.name.clone() })
    }
}

pub(super) async fn show_new(user: User) -> PageResult {
    // Whoever may not is told so before the form is filled.
    let _ = user.ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    page(
        &user,
        None,
        &UnitForm { kind: UnitKind::Administration.key().into(), ..UnitForm::default() },
        Faults::default(),
    )
    .await
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let unit = organisation::get_unit(&user.app, &user.ctx, UnitId(id)).await?;
    let form = UnitForm {
        name: unit.name,
        kind: unit.kind.key().into(),
        parent_id: unit.parent_id.map(|id| id.to_string()).unwrap_or_default(),
        version: unit.version.to_string(),
    };
    page(&user, Some(UnitId(id)), &form, Faults::default()).await
}

async fn page(user: &User, id: Option<UnitId>, form: &UnitForm, faults: Faults) -> PageResult {
    let t = user.t;
    let units = organisation::list_units(&user.app, &user.ctx).await?;
    let kinds = UnitKind::ALL.iter().map(|kind| (kind.key().to_owned(), t.of("unit-kind", kind.key()))).collect();
    let mut parents = vec![(String::new(), t.get("organisation-no-parent"))];
    parents.extend(
        unit_options(&units)
            .into_iter()
            .filter(|(key, _)| Some(key.as_str()) != id.map(|id| id.to_string()).as_deref()),
    );
    let parent_name = units.iter().find(|unit| unit.id.to_string() == form.parent_id).map(|unit| unit.name.clone());
    let page = FormPage {
        layout: user.layout(Place::Organisation, t.get("organisation-unit")),
        heading: if id.is_some() { form.name.clone() } else { t.get("organisation-add-unit") },
        lead: t.get("organisation-unit-lead"),
        action: id.map_or_else(|| "/organisation/enhed/ny".to_owned(), |id| format!("/organisation/enhed/{id}")),
        archive: id.map(|id| format!("/organisation/enhed/{id}/arkiver")),
        version: form.version.parse().unwrap_or(0),
        may_change: user.ctx.may(Action::OrganisationChange, Resource::Municipality),
        inputs: vec![
            Input::line("text", "name", t.get("organisation-name"), &form.name)
                .wide()
                .max(120)
                .required()
                .check(&faults),
            Input::select("kind", t.get("organisation-kind"), &form.kind, kinds).check(&faults),
            Input::select("parent_id", t.get("organisation-parent"), &form.parent_id, parents)
                .hint(t.get("organisation-parent-hint"))
                .check(&faults),
        ],
        facts: [
            (t.get("organisation-kind"), UnitKind::from_key(&form.kind).map(|kind| t.of("unit-kind", kind.key()))),
            (t.get("organisation-parent"), parent_name),
        ]
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect(),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn create(sent: SecureForm<UnitForm>) -> PageResult {
    let (user, form) = (sent.user, sent.form);
    let result = match form.draft() {
        Ok(draft) => organisation::create_unit(&user.app, &user.ctx, draft).await.map(|_| ()),
        Err(error) => Err(error),
    };
    answer(&user, None, &form, result, "created").await
}

pub(super) async fn update(Path(id): Path<Uuid>, sent: SecureForm<UnitForm>) -> PageResult {
    let (user, form) = (sent.user, sent.form);
    let result = match form.draft() {
        Ok(draft) => {
            organisation::update_unit(&user.app, &user.ctx, UnitId(id), form.version.parse().unwrap_or(0), draft).await
        }
        Err(error) => Err(error),
    };
    answer(&user, Some(UnitId(id)), &form, result, "saved").await
}

pub(super) async fn archive(Path(id): Path<Uuid>, sent: SecureForm<UnitForm>) -> PageResult {
    organisation::archive_unit(&sent.user.app, &sent.user.ctx, UnitId(id), sent.form.version.parse().unwrap_or(0))
        .await?;
    Ok(redirect("/organisation", "archived"))
}

async fn answer(
    user: &User,
    id: Option<UnitId>,
    form: &UnitForm,
    result: Result<(), Error>,
    notice: &str,
) -> PageResult {
    match result {
        Ok(()) => Ok(redirect("/organisation", notice)),
        Err(Error::Invalid(faults)) => page(user, id, form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}
