//! Own areas: new and changed.

use super::own_control::{Fields, version, weight};
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error,
    catalogue::{self, AreaDraft, AreaView, CatalogueView},
};
use bavn_core::{
    access::{Action, Resource},
    lang::Localized,
};

#[derive(Template)]
#[template(path = "catalogue/own_area.html")]
struct FormPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    action: String,
    version: String,
    inputs: Vec<Input>,
    may_remove: bool,
}

/// An area that is changed, and the catalogue that it stands in.
#[derive(Clone, Copy)]
struct Own<'a> {
    view: &'a CatalogueView,
    area: &'a AreaView,
}

impl Own<'_> {
    /// Whether no control stands in it, out of use or not.
    fn is_empty(self) -> bool {
        let is_own = |place: usize| self.view.areas.get(place).is_some_and(|area| area.id == self.area.id);
        self.area.controls.is_empty() && !self.view.retired.iter().any(|control| is_own(control.area))
    }
}

fn page(user: &User, own: Option<Own<'_>>, fields: &Fields, faults: Faults) -> PageResult {
    let area = own.map(|own| own.area);
    let t = user.t;
    let get = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let mut inputs = Vec::new();
    if area.is_none() {
        let code = Input::line("text", "code", t.get("own-code"), get("code")).max(20).short().required();
        inputs.push(code.hint(t.get("own-area-code-hint")).check(&faults));
    }
    let line = |name: &'static str, key: &str| Input::line("text", name, t.get(key), get(name)).max(120).wide();
    inputs.extend([
        line("title.da", "own-title").required().check(&faults),
        Input::area(3, "purpose.da", t.get("own-area-purpose"), get("purpose.da")).check(&faults),
        Input::line("number", "weight", t.get("own-area-weight"), get("weight")).short().required().check(&faults),
        line("title.en", "own-title-en").check(&faults),
        Input::area(3, "purpose.en", t.get("own-area-purpose-en"), get("purpose.en")).check(&faults),
    ]);
    let page = FormPage {
        layout: user.layout(
            Place::Catalogue,
            area.map_or_else(|| t.get("own-area-new"), |area| t.s("own-edit-title", "code", &area.code)),
        ),
        action: area.map_or_else(|| "/krav/omraade/nyt".to_owned(), |area| format!("/krav/omraade/{}", area.code)),
        version: area.map(|area| area.version.to_string()).unwrap_or_default(),
        may_remove: own.is_some_and(Own::is_empty),
        inputs,
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn show_new(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    page(&user, None, &[("weight".to_owned(), "3".to_owned())].into(), Faults::default())
}

fn draft(fields: &Fields) -> Result<AreaDraft, Error> {
    let get = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let mut faults = Vec::new();
    let weight = weight(&mut faults, "weight", &get("weight"));
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let both = |name: &str| Localized { da: get(&format!("{name}.da")), en: get(&format!("{name}.en")) };
    Ok(AreaDraft { code: get("code"), title: both("title"), purpose: both("purpose"), weight })
}

pub(super) async fn send_new(sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let result = match draft(&fields) {
        Ok(draft) => catalogue::create_area(&user.app, &user.ctx, draft).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(_) => Ok(redirect(&format!("/krav/ny?omraade={}", get(&fields, "code").trim()), "created")),
        Err(Error::Invalid(faults)) => page(&user, None, &fields, Faults::new(user.t, &faults)),
        Err(error) => Err(error.into()),
    }
}

fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

fn own<'a>(view: &'a CatalogueView, code: &str) -> Result<&'a AreaView, Error> {
    let area = view.areas.iter().find(|area| area.code.eq_ignore_ascii_case(code));
    let area = area.ok_or(Error::NotFound { kind: "area" })?;
    if area.origin == "own" { Ok(area) } else { Err(Error::Closed { kind: "area", reason: "not_own" }) }
}

pub(super) async fn show(user: User, Path(code): Path<String>) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let area = own(&view, &code)?;
    let fields = [
        ("title.da", &area.title.da),
        ("title.en", &area.title.en),
        ("purpose.da", &area.purpose.da),
        ("purpose.en", &area.purpose.en),
        ("weight", &area.weight.to_string()),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.clone())).into();
    page(&user, Some(Own { view: &view, area }), &fields, Faults::default())
}

pub(super) async fn send(Path(code): Path<String>, sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let area = own(&view, &code)?;
    let result = match draft(&fields) {
        Ok(draft) => catalogue::update_area(&user.app, &user.ctx, area.id, version(&fields), draft).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => Ok(redirect(&format!("/krav?omraade={}", area.code), "saved")),
        Err(Error::Invalid(faults)) => {
            page(&user, Some(Own { view: &view, area }), &fields, Faults::new(user.t, &faults))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn remove(Path(code): Path<String>, sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    catalogue::remove_area(&user.app, &user.ctx, own(&view, &code)?.id, version(&fields)).await?;
    Ok(redirect("/krav", "deleted"))
}
