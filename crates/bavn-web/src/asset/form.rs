//! Making and changing an asset.

use super::{
    inputs::{Choices, Shown, choices, shown, value_fault},
    own_fields::{own_input, own_label, own_name, own_text},
    words::{field_name, field_text},
};
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse as _,
};
use bavn_app::{
    Error, FieldFault,
    asset::{Asset, asset_names, create_asset, get_asset, get_asset_type, update_asset},
};
use bavn_core::{
    access::{Action, Resource},
    asset::{AssetFacts, FIELDS, Field, FieldKind, Kind, OWN, OwnType, Section},
    ids::{AssetId, AssetTypeId},
};
use serde::Deserialize;
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
    own: Option<OwnSection>,
    /// Name and address of the form of each own type, where a type is still to be chosen.
    types: Vec<(String, String)>,
}

/// The fields of an own type.
struct OwnSection {
    heading: String,
    note: String,
    inputs: Vec<Input>,
    /// Label and value of fields out of use.
    archived: Vec<(String, String)>,
}

/// What a form page is about.
struct About {
    action: String,
    back: String,
    heading: String,
    version: i32,
    /// What somebody else has changed meanwhile.
    is_conflict: bool,
    /// Whether it is of something new, of which no type is chosen.
    offers_types: bool,
}

fn about_new(t: Tr) -> About {
    About {
        action: "/aktiver/ny".into(),
        back: "/aktiver".into(),
        heading: t.get("asset-new"),
        version: 0,
        is_conflict: false,
        offers_types: true,
    }
}

fn about(asset: &Asset) -> About {
    let back = format!("/aktiver/{}", asset.id);
    let heading = format!("{} {}", asset.code(), asset.facts.name);
    let action = format!("{back}/rediger");
    About { action, back, heading, version: asset.version, is_conflict: false, offers_types: false }
}

/// What is to be made.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    /// Of which own type.
    #[serde(rename = "type")]
    own: String,
}

pub(super) async fn begin(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetChange, Resource::Any)?;
    let id: Option<AssetTypeId> = wanted.own.parse().ok();
    let kind = if id.is_some() { Kind::Own } else { Kind::default() };
    let facts = AssetFacts { kind, type_id: id, ..AssetFacts::default() };
    page(&user, about_new(user.t), &texts(&facts), Faults::default()).await
}

pub(super) async fn edit(user: User, Path(id): Path<Uuid>) -> PageResult {
    let asset = get_asset(&user.app, &user.ctx, AssetId(id)).await?;
    let _ = user.ctx.authorize(Action::AssetChange, asset.resource())?;
    page(&user, about(&asset), &texts(&asset.facts), Faults::default()).await
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<Typed>) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetChange, Resource::Any)?;
    let typed = typed(&form);
    let own = own_type(&user, None, &typed).await?;
    let result = match read(AssetFacts::default(), &typed, own.as_ref()) {
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
    let own = own_type(&user, asset.facts.type_id, &typed).await?;
    let facts = match read(asset.facts.clone(), &typed, own.as_ref()) {
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
    for field in names.own_type(now.facts.type_id).into_iter().flat_map(OwnType::in_use) {
        let name = own_name(field);
        let Some(mine) = typed.get(&name) else { continue };
        let theirs = now.facts.own.get(&field.key).map_or("", String::as_str);
        if mine.trim() != theirs {
            let theirs = own_text(t, field, theirs);
            let theirs = if theirs.is_empty() { t.get("asset-not-said") } else { theirs };
            faults.push(FieldFault::new(name, "changed_meanwhile", theirs).with("field", &field.label));
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
    let own = facts.own.iter().map(|(key, value)| (format!("{OWN}{key}"), value.clone()));
    FIELDS.iter().map(|field| (field.key.to_owned(), text(field))).chain(own).collect()
}

/// The own type that was chosen, or that the asset has where the form does not ask.
async fn own_type(
    user: &User,
    kept: Option<AssetTypeId>,
    typed: &BTreeMap<String, String>,
) -> PageResult<Option<OwnType>> {
    let Some(id) = typed.get("type_id").map_or(kept, |id| id.parse().ok()) else { return Ok(None) };
    match get_asset_type(&user.app, &user.ctx, id).await {
        Ok(one) => Ok(Some(one.own)),
        // That there is none is told of with the other faults.
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
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
    let own = form.iter().filter(|(key, _)| key.starts_with(OWN));
    typed.extend(own.map(|(key, value)| (key.clone(), Field::text(value).replace("\r\n", "\n"))));
    typed
}

/// What was typed over the facts that were there; what the form does not have stays. Of a type that is left, the values go along that the other type
/// has a field of the same key for.
fn read(
    facts: AssetFacts,
    typed: &BTreeMap<String, String>,
    own: Option<&OwnType>,
) -> Result<AssetFacts, Vec<FieldFault>> {
    let (old_type, old_own) = (facts.type_id, facts.own.clone());
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
    let mut facts =
        AssetFacts::from_map(map).map_err(|error| vec![FieldFault::new("name", "unknown", error.to_string())])?;
    facts.own = if facts.type_id == old_type { old_own } else { BTreeMap::new() };
    for field in own.into_iter().flat_map(OwnType::in_use) {
        if let Some(text) = typed.get(&own_name(field)) {
            facts.own.insert(field.key.clone(), text.clone());
        }
    }
    Ok(facts)
}

/// The fields of the own type that is chosen.
fn own_section(t: Tr, choices: &Choices, typed: &BTreeMap<String, String>, faults: &Faults) -> Option<OwnSection> {
    let own = choices.names.own_type(typed.get("type_id")?.parse().ok())?;
    let archived = own.fields.iter().filter(|field| field.is_archived).filter_map(|field| {
        let value = typed.get(&own_name(field))?;
        Some((t.s("asset-type-archived-field", "field", own_label(field)), own_text(t, field, value)))
    });
    let section = OwnSection {
        heading: own.name.clone(),
        note: own.note.clone(),
        inputs: own.in_use().map(|field| own_input(t, field, typed, faults)).collect(),
        archived: archived.collect(),
    };
    (!section.inputs.is_empty() || !section.archived.is_empty()).then_some(section)
}

async fn page(user: &User, about: About, typed: &BTreeMap<String, String>, faults: Faults) -> PageResult {
    let t = user.t;
    let choices = choices(user, typed).await?;
    let sections = Section::ALL.map(|section| {
        let fields = FIELDS.iter().filter(|field| field.section == section);
        let shown: Vec<Shown> = fields.filter_map(|field| shown(t, field, typed, &choices, &faults)).collect();
        (section.key(), shown)
    });
    let own = own_section(t, &choices, typed, &faults);
    let chosen: Option<AssetTypeId> = typed.get("type_id").and_then(|id| id.parse().ok());
    let types = if about.offers_types { choices.names.types_to_choose(None) } else { Vec::new() };
    let heading = match choices.names.own_type(chosen) {
        Some(own) if about.offers_types => t.s("asset-new-of", "type", &own.name),
        _ => about.heading,
    };
    let page = FormPage {
        layout: user.layout(Place::Assets, heading.clone()),
        t,
        lead: t.get(if about.is_conflict { "asset-conflict" } else { "asset-form-lead" }),
        types: types
            .iter()
            .filter(|one| Some(one.id) != chosen)
            .map(|one| (one.own.name.clone(), format!("/aktiver/ny?type={}", one.id)))
            .collect(),
        own,
        heading,
        action: about.action,
        back: about.back,
        version: about.version,
        sections: sections.into(),
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}
