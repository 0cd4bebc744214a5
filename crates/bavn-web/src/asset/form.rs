//! Making and changing an asset.

use super::{
    inputs::{Shown, choices, shown, value_fault},
    words::{field_name, field_text},
};
use crate::kit::{Faults, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    asset::{Asset, asset_names, create_asset, get_asset, update_asset},
};
use bavn_core::{
    access::{Action, Resource},
    asset::{AssetFacts, FIELDS, Field, FieldKind, Section},
    ids::AssetId,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What was typed, by field.
pub(super) type Typed = BTreeMap<String, Value>;

#[derive(Template)]
#[template(path = "asset/form.html")]
struct FormPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    lead: String,
    action: String,
    back: String,
    version: i32,
    sections: Vec<(&'static str, Vec<Shown>)>,
}

/// What a form page is about.
struct About {
    action: String,
    back: String,
    heading: String,
    version: i32,
    /// What somebody else has changed meanwhile.
    is_conflict: bool,
}

fn about_new(t: Tr) -> About {
    About {
        action: "/aktiver/ny".into(),
        back: "/aktiver".into(),
        heading: t.get("asset-new"),
        version: 0,
        is_conflict: false,
    }
}

fn about(asset: &Asset) -> About {
    let back = format!("/aktiver/{}", asset.id);
    let heading = format!("{} {}", asset.code(), asset.facts.name);
    About { action: format!("{back}/rediger"), back, heading, version: asset.version, is_conflict: false }
}

pub(super) async fn begin(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetChange, Resource::Any)?;
    page(&user, about_new(user.t), &texts(&AssetFacts::default()), Faults::default()).await
}

pub(super) async fn edit(user: User, Path(id): Path<Uuid>) -> PageResult {
    let asset = get_asset(&user.app, &user.ctx, AssetId(id)).await?;
    let _ = user.ctx.authorize(Action::AssetChange, asset.resource())?;
    page(&user, about(&asset), &texts(&asset.facts), Faults::default()).await
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<Typed>) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetChange, Resource::Any)?;
    let typed = typed(&form);
    let result = match read(AssetFacts::default(), &typed) {
        Ok(facts) => create_asset(&user.app, &user.ctx, facts).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(id) => Ok(redirect(&format!("/aktiver/{id}"), "created")),
        Err(Error::Invalid(faults)) => page(&user, about_new(user.t), &typed, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn update(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<Typed>) -> PageResult {
    let id = AssetId(id);
    let asset = get_asset(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::AssetChange, asset.resource())?;
    let version = crate::kit::form_version(form.get("version").and_then(Value::as_str).unwrap_or_default())?;
    let typed = typed(&form);
    let facts = match read(asset.facts.clone(), &typed) {
        Ok(facts) => facts,
        Err(faults) => {
            let about = About { version, ..about(&asset) };
            return page(&user, about, &typed, Faults::new(user.t, &faults)).await;
        }
    };
    match update_asset(&user.app, &user.ctx, id, version, facts).await {
        Ok(()) => Ok(redirect(&format!("/aktiver/{id}"), "saved")),
        Err(Error::Invalid(faults)) => {
            let about = About { version, ..about(&asset) };
            page(&user, about, &typed, Faults::new(user.t, &faults)).await
        }
        Err(Error::Conflict { .. }) => conflict(&user, id, &typed).await,
        Err(error) => Err(error.into()),
    }
}

/// The form with what was typed, and at each field that differs what somebody else has stored: nothing is written over, nothing typed is
/// lost.
async fn conflict(user: &User, id: AssetId, typed: &BTreeMap<String, String>) -> PageResult {
    let t = user.t;
    let now = get_asset(&user.app, &user.ctx, id).await?;
    let people = [now.facts.owner, now.facts.responsible, now.facts.technical_contact];
    let names = asset_names(&user.app, &user.ctx, people.into_iter().flatten(), now.facts.supplier).await?;
    let (stored, map) = (texts(&now.facts), now.facts.to_map());
    let mut faults = Vec::new();
    for field in &FIELDS {
        let Some(mine) = typed.get(field.key) else { continue };
        if stored.get(field.key) != Some(mine) {
            let theirs = field_text(t, &names, field, map.get(field.key).unwrap_or(&Value::Null));
            let theirs = if theirs.is_empty() { t.get("asset-not-said") } else { theirs };
            faults.push(FieldFault::new(field.key, "changed_meanwhile", theirs).with("field", field_name(t, field)));
        }
    }
    let about = About { is_conflict: true, ..about(&now) };
    let mut response = page(user, about, typed, Faults::new(t, &faults)).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// The facts as they stand in a form.
fn texts(facts: &AssetFacts) -> BTreeMap<String, String> {
    let map = facts.to_map();
    let text = |field: &Field| map.get(field.key).map(Field::text).unwrap_or_default();
    FIELDS.iter().map(|field| (field.key.to_owned(), text(field))).collect()
}

/// What was typed as texts: boxes that are ticked become words with spaces between.
fn typed(form: &Typed) -> BTreeMap<String, String> {
    let mut typed: BTreeMap<String, String> = BTreeMap::new();
    for field in &FIELDS {
        match (form.get(field.key), field.kind) {
            (Some(value), _) => {
                typed.insert(field.key.to_owned(), Field::text(value).replace("\r\n", "\n"));
            }
            // No box ticked sends nothing; a form that has the fields at all says so by its name.
            (None, FieldKind::Choices(_)) if form.contains_key("name") => {
                typed.insert(field.key.to_owned(), String::new());
            }
            (None, _) => {}
        }
    }
    typed
}

/// What was typed over the facts that were there; what the form does not have stays.
fn read(facts: AssetFacts, typed: &BTreeMap<String, String>) -> Result<AssetFacts, Vec<FieldFault>> {
    let (mut map, mut faults): (Map<String, Value>, _) = (facts.to_map(), Vec::new());
    for field in &FIELDS {
        let Some(text) = typed.get(field.key) else { continue };
        match field.parse(text) {
            Ok(value) => {
                map.insert(field.key.to_owned(), value);
            }
            Err(fault) => faults.push(value_fault(field, text, fault)),
        }
    }
    if !typed.contains_key("name") {
        faults.push(FieldFault::new("name", "required", ""));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    AssetFacts::from_map(map).map_err(|error| vec![FieldFault::new("name", "unknown", error.to_string())])
}

async fn page(user: &User, about: About, typed: &BTreeMap<String, String>, faults: Faults) -> PageResult {
    let t = user.t;
    let choices = choices(user, typed).await?;
    let sections = Section::ALL.map(|section| {
        let fields = FIELDS.iter().filter(|field| field.section == section);
        let shown: Vec<Shown> = fields.filter_map(|field| shown(t, field, typed, &choices, &faults)).collect();
        (section.key(), shown)
    });
    let page = FormPage {
        layout: user.layout(Place::Assets, about.heading.clone()),
        t,
        lead: t.get(if about.is_conflict { "asset-conflict" } else { "asset-form-lead" }),
        heading: about.heading,
        action: about.action,
        back: about.back,
        version: about.version,
        sections: sections.into(),
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}
