//! Several controls into one: chosen, shown, done.

use super::{
    own_control::{Fields, area_options, draft},
    succession::{Carried, carried, short_inputs},
};
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{extract::Query, http::StatusCode};
use bavn_app::{
    Error, FieldFault,
    catalogue::{self, CatalogueView, ControlDraft, ControlView},
};
use bavn_core::access::{Action, Resource};

#[derive(Template)]
#[template(path = "catalogue/merge.html")]
struct MergePage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    lead: String,
    /// The controls among which to choose, by area; empty once they are chosen.
    areas: Vec<(String, Vec<Choice>)>,
    /// The controls that are chosen: code, title and version.
    chosen: Vec<(String, String, String)>,
    inputs: Vec<Input>,
    carried: Option<Carried>,
}

struct Choice {
    code: String,
    title: String,
    is_chosen: bool,
}

const NAMES: [&str; 6] = ["area", "code", "title.da", "statement.da", "weight", "target"];

async fn page(user: &User, view: &CatalogueView, codes: &[String], fields: &Fields, faults: Faults) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let controls: Vec<&ControlView> = codes.iter().filter_map(|code| view.control_by_code(code)).collect();
    let is_chosen = (2..=6).contains(&controls.len());
    let mut page = MergePage {
        layout: user.layout(Place::Catalogue, t.get("merge-title")),
        lead: t.get(if is_chosen { "merge-lead" } else { "merge-choose" }),
        areas: Vec::new(),
        chosen: Vec::new(),
        inputs: Vec::new(),
        carried: None,
        t,
        faults,
    };
    match (controls.first(), is_chosen) {
        (Some(first), true) => {
            let joined = |get: fn(&ControlView) -> &str| controls.iter().map(|one| get(one)).collect::<Vec<_>>();
            let highest = |get: fn(&ControlView) -> u8| controls.iter().map(|one| get(one)).max().unwrap_or(3);
            let defaults = [
                ("area", view.area_of(first).code.clone()),
                ("code", format!("{}.S", first.code)),
                ("title.da", joined(|one| &one.title.da).join(" + ").chars().take(200).collect()),
                ("statement.da", joined(|one| &one.statement.da).join(" ").chars().take(2000).collect()),
                ("weight", highest(|one| one.weight.get()).to_string()),
                ("target", highest(|one| one.target.get()).to_string()),
            ];
            page.inputs = short_inputs(t, NAMES, fields, &defaults, &area_options(t, &view.areas), &page.faults);
            let version = |one: &ControlView| {
                fields.get(&format!("v.{}", one.code)).cloned().unwrap_or_else(|| one.version.to_string())
            };
            let row = |one: &&ControlView| (one.code.clone(), one.title.get(lang).to_owned(), version(one));
            page.chosen = controls.iter().map(row).collect();
            page.carried = Some(carried(user, view, &controls).await?);
        }
        _ => {
            let choice = |control: &ControlView| Choice {
                code: control.code.clone(),
                title: control.title.get(lang).to_owned(),
                is_chosen: controls.iter().any(|one| one.id == control.id),
            };
            let area = |area: &catalogue::AreaView| {
                let choices = view.controls[area.controls.clone()].iter().map(choice).collect();
                (area.title.get(lang).to_owned(), choices)
            };
            page.areas = view.areas.iter().filter(|area| !area.controls.is_empty()).map(area).collect();
        }
    }
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn show(user: User, Query(wanted): Query<Vec<(String, String)>>) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let codes = wanted.into_iter().filter(|(name, _)| name == "kode").map(|(_, code)| code).take(100);
    page(&user, &view, &codes.collect::<Vec<_>>(), &Fields::new(), Faults::default()).await
}

pub(super) async fn send(sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let versions = fields.iter().filter_map(|(name, value)| Some((name.strip_prefix("v.")?, value.parse().ok()?)));
    let mut chosen: Vec<(&ControlView, i32)> = Vec::new();
    for (code, version) in versions {
        // One that is gone since was changed by somebody else.
        let control = view.control_by_code(code).ok_or(Error::NotFound { kind: "control" })?;
        chosen.push((control, version));
    }
    let codes: Vec<String> = chosen.iter().map(|(control, _)| control.code.clone()).collect();
    let mut faults: Vec<FieldFault> = Vec::new();
    let new = draft(&fields, "", &mut faults);
    // What is not said here it has from the first: it can be edited afterwards.
    let new = match chosen.first() {
        Some((first, _)) => ControlDraft {
            purpose: first.purpose.clone(),
            levels: first.levels.clone(),
            evidence: chosen.iter().flat_map(|(one, _)| one.evidence.iter().cloned()).take(20).collect(),
            finding: first.finding.clone(),
            ..new
        },
        None => new,
    };
    let code = new.code.trim().to_owned();
    let named: Vec<_> = chosen.iter().map(|(control, version)| (control.id, *version)).collect();
    let result = if faults.is_empty() {
        catalogue::merge_controls(&user.app, &user.ctx, &named, new).await
    } else {
        Err(Error::Invalid(faults))
    };
    match result {
        Ok(_) => Ok(redirect(&format!("/krav/kontrol/{code}"), "saved")),
        Err(Error::Invalid(faults)) => page(&user, &view, &codes, &fields, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}
