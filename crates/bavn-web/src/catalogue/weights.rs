use crate::kit::{Faults, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::http::StatusCode;
use bavn_app::{
    FieldFault,
    catalogue::{self, AreaWeight, CatalogueView, ControlWeight},
};
use bavn_core::{
    access::{Action, Resource},
    catalogue::{Level, Weight},
};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "catalogue/weights.html")]
struct WeightsPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    areas: Vec<Area>,
}

struct Area {
    code: String,
    title: String,
    weight: String,
    version: String,
    default_weight: String,
    controls: Vec<Control>,
}

struct Control {
    code: String,
    title: String,
    weight: String,
    target: String,
    version: String,
    default: String,
}

/// Fields `w.AD`, `w.AD-03`, `t.AD-03` and the versions `v.AD`, `v.AD-03`.
type Fields = BTreeMap<String, String>;

pub(super) async fn show(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    page(&user, &view, &Fields::new(), Faults::default())
}

fn page(user: &User, view: &CatalogueView, fields: &Fields, faults: Faults) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let typed = |name: String, stored: String| fields.get(&name).cloned().unwrap_or(stored);
    let areas = view.areas.iter().map(|area| Area {
        title: area.title.get(lang).to_owned(),
        weight: typed(format!("w.{}", area.code), area.weight.to_string()),
        version: typed(format!("v.{}", area.code), area.version.to_string()),
        default_weight: area.default_weight.to_string(),
        controls: view.controls[area.controls.clone()]
            .iter()
            .map(|control| Control {
                title: control.title.get(lang).to_owned(),
                weight: typed(format!("w.{}", control.code), control.weight.to_string()),
                target: typed(format!("t.{}", control.code), control.target.to_string()),
                version: typed(format!("v.{}", control.code), control.version.to_string()),
                default: t.s2("catalogue-default", "weight", control.default_weight, "target", control.default_target),
                code: control.code.clone(),
            })
            .collect(),
        code: area.code.clone(),
    });
    let page = WeightsPage {
        layout: user.layout(Place::Catalogue, t.get("catalogue-weigh")),
        t,
        areas: areas.collect(),
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn send(sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let mut faults = Vec::new();
    let (mut areas, mut controls) = (Vec::new(), Vec::new());
    for area in &view.areas {
        if let (Some(version), Some(weight)) = (version(&fields, &area.code), weight(&fields, &area.code, &mut faults))
        {
            areas.push(AreaWeight { id: area.id, version, weight });
        }
    }
    for control in &view.controls {
        let target = target(&fields, &control.code, &mut faults);
        if let (Some(version), Some(weight), Some(target)) =
            (version(&fields, &control.code), weight(&fields, &control.code, &mut faults), target)
        {
            controls.push(ControlWeight { id: control.id, version, weight, target });
        }
    }
    if !faults.is_empty() {
        return page(&user, &view, &fields, Faults::new(user.t, &faults));
    }
    let changed = catalogue::update_weights(&user.app, &user.ctx, &areas, &controls).await?;
    Ok(redirect("/krav/vaegte", if changed > 0 { "saved" } else { "unchanged" }))
}

fn version(fields: &Fields, code: &str) -> Option<i32> {
    fields.get(&format!("v.{code}"))?.parse().ok()
}

fn weight(fields: &Fields, code: &str, faults: &mut Vec<FieldFault>) -> Option<Weight> {
    number(fields, &format!("w.{code}"), (i64::from(Weight::MIN.get()), i64::from(Weight::MAX.get())), faults)
        .and_then(|number| Weight::from_i64(number).ok())
}

fn target(fields: &Fields, code: &str, faults: &mut Vec<FieldFault>) -> Option<Level> {
    number(fields, &format!("t.{code}"), (0, 5), faults).and_then(|number| Level::from_i64(number).ok())
}

fn number(fields: &Fields, name: &str, (min, max): (i64, i64), faults: &mut Vec<FieldFault>) -> Option<i64> {
    let text = fields.get(name)?;
    let number = text.trim().parse().ok().filter(|number| (min..=max).contains(number));
    if number.is_none() {
        faults.push(FieldFault::new(name, "out_of_range", text).with("min", min).with("max", max));
    }
    number
}
