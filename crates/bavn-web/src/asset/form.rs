//! Making and changing an asset.

use super::words::{choice, field_name, field_text, grade_text};
use crate::{
    kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect},
    organisation::unit_options,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    asset::{Asset, asset_names, create_asset, get_asset, list_possible_suppliers, update_asset},
    organisation::list_units,
};
use bavn_core::{
    access::{Action, Resource},
    asset::{AssetFacts, FIELDS, Field, FieldKind, Grade, Section, ValueFault},
    ids::AssetId,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What was typed, by field.
pub(super) type Typed = BTreeMap<String, Value>;

/// A field as it is shown.
enum Shown {
    /// A field of one value.
    One(Box<Input>),
    /// Boxes to tick: the field's name and label, then word, text and whether it is ticked; and what is wrong.
    Many(&'static str, String, Vec<(&'static str, String, bool)>, Option<String>),
}

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
    let version = super::show::version(form.get("version").and_then(Value::as_str).unwrap_or_default())?;
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

/// A text that is no value of its field, as a fault of the form.
pub(super) fn value_fault(field: &Field, text: &str, fault: ValueFault) -> FieldFault {
    match fault {
        ValueFault::Number => FieldFault::new(field.key, "whole_number", text),
        ValueFault::OutOfRange { min, max } => {
            FieldFault::new(field.key, "out_of_range", text).with("min", min).with("max", max)
        }
        ValueFault::Date => FieldFault::new(field.key, "not_a_date", text),
        ValueFault::Choice | ValueFault::YesNo | ValueFault::Identifier => FieldFault::new(field.key, "unknown", text),
    }
}

/// What may be chosen where the choice is among things of the register.
struct Choices {
    units: Vec<(String, String)>,
    people: Vec<(String, String)>,
    types: Vec<(String, String)>,
    suppliers: Vec<(String, String)>,
}

async fn choices(user: &User, typed: &BTreeMap<String, String>) -> PageResult<Choices> {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let none = || vec![(String::new(), t.get("asset-none"))];
    let mut units = none();
    units.extend(unit_options(&list_units(app, ctx).await?));
    let wanted = ["owner", "responsible", "technical_contact"];
    let chosen = wanted.iter().filter_map(|field| typed.get(*field)?.parse().ok());
    let supplier = typed.get("supplier").and_then(|id| id.parse().ok());
    let names = asset_names(app, ctx, chosen, supplier).await?;
    let mut people = none();
    let listed = bavn_app::measure::list_possible_owners(app, ctx).await?;
    people.extend(listed.into_iter().map(|(id, name)| (id.to_string(), name)));
    // Somebody out of use, or past the end of the list, stays chosen until another is.
    for (id, name) in &names.people {
        let id = id.to_string();
        if people.iter().all(|(other, _)| *other != id) {
            people.push((id, name.clone()));
        }
    }
    let mut types = none();
    types.extend(names.types.iter().map(|(id, name)| (id.to_string(), name.clone())));
    let mut suppliers = none();
    let listed = list_possible_suppliers(app, ctx).await?;
    suppliers.extend(listed.into_iter().map(|(id, name)| (id.to_string(), name)));
    for (id, name) in &names.suppliers {
        let id = id.to_string();
        if suppliers.iter().all(|(other, _)| *other != id) {
            suppliers.push((id, name.clone()));
        }
    }
    Ok(Choices { units, people, types, suppliers })
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

fn shown(
    t: Tr,
    field: &'static Field,
    typed: &BTreeMap<String, String>,
    choices: &Choices,
    faults: &Faults,
) -> Option<Shown> {
    let value = typed.get(field.key).cloned().unwrap_or_default();
    let label = field_name(t, field);
    let select = |options: Vec<(String, String)>| Input::select(field.key, label.clone(), value.clone(), options);
    let pair = |key: &str, text: &str| (key.to_owned(), t.get(text));
    let input = match field.kind {
        FieldKind::Choices(words) => {
            let ticked = |word: &str| value.split_whitespace().any(|one| one == word);
            let boxes = words.iter().map(|word| (*word, choice(t, field.key, word), ticked(word)));
            let fault = faults.at(field.key).map(str::to_owned);
            return Some(Shown::Many(field.key, label, boxes.collect(), fault));
        }
        // There is nothing to choose among.
        FieldKind::Type if choices.types.len() == 1 => return None,
        FieldKind::Supplier if choices.suppliers.len() == 1 => return None,
        FieldKind::Line(max) => {
            let input = Input::line("text", field.key, label, value).wide();
            let input = input.max(u16::try_from(max).unwrap_or(u16::MAX));
            if field.key == "name" { input.required() } else { input }
        }
        FieldKind::Lines(max) => Input::area(2, field.key, label, value).max(u16::try_from(max).unwrap_or(u16::MAX)),
        FieldKind::Choice(words) => {
            select(words.iter().map(|word| ((*word).to_owned(), choice(t, field.key, word))).collect())
        }
        FieldKind::Grade => {
            let mut options = vec![pair("", "asset-not-said")];
            options.extend(Grade::ALL.iter().map(|grade| (grade.to_string(), grade_text(t, grade))));
            select(options)
        }
        FieldKind::YesNo => {
            select(vec![pair("", "asset-not-said"), pair("true", "asset-yes"), pair("false", "asset-no")])
        }
        FieldKind::Number(..) => Input::line("text", field.key, label, value).short().max(20),
        FieldKind::Date => Input::line("date", field.key, label, value),
        FieldKind::Person => select(choices.people.clone()),
        FieldKind::Unit => select(choices.units.clone()),
        FieldKind::Supplier => select(choices.suppliers.clone()),
        FieldKind::Type => select(choices.types.clone()),
    };
    Some(Shown::One(Box::new(input.check(faults))))
}
