//! One control into several own ones: what becomes of it is shown first.

use super::{
    own_control::{Fields, area_options, draft, version},
    succession::{Carried, carried, part_inputs},
};
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    Error,
    catalogue::{self, CatalogueView, ControlDraft, ControlView, SplitDraft},
};
use bavn_core::{
    access::{Action, Resource},
    ids::RequirementId,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "catalogue/split.html")]
struct SplitPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    code: String,
    lead: String,
    version: String,
    count: usize,
    /// How many parts may be chosen.
    counts: Vec<usize>,
    parts: Vec<Vec<Input>>,
    mappings: Vec<MappingRow>,
    carried: Carried,
}

struct MappingRow {
    name: String,
    title: String,
    chosen: String,
}

/// The prefixes of the fields of each part.
const PREFIXES: [&str; 4] = ["parts[0].", "parts[1].", "parts[2].", "parts[3]."];

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    dele: String,
}

/// How many parts: 2 to 4.
fn count_of(text: &str) -> usize {
    text.parse().unwrap_or(2).clamp(2, PREFIXES.len())
}

async fn page(user: &User, view: &CatalogueView, control: &ControlView, fields: &Fields, faults: Faults) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let count = count_of(fields.get("dele").map(String::as_str).unwrap_or_default());
    let areas = area_options(t, &view.areas);
    let part = |at: usize| {
        let defaults = [
            ("area", view.area_of(control).code.clone()),
            ("code", format!("{}.{}", control.code, at + 1)),
            ("title.da", control.title.da.clone()),
            ("statement.da", control.statement.da.clone()),
            ("weight", control.weight.to_string()),
            ("target", control.target.to_string()),
        ];
        part_inputs(t, at, fields, &defaults, &areas, &faults)
    };
    let mappings = control.mappings.iter().map(|mapping| {
        let requirement = &view.requirements[mapping.requirement];
        let name = format!("m.{}", requirement.id);
        MappingRow {
            title: format!(
                "{} {} {}",
                view.frameworks[requirement.framework].short_title.get(lang),
                requirement.reference,
                requirement.title.get(lang)
            ),
            chosen: fields.get(&name).cloned().unwrap_or_else(|| "all".to_owned()),
            name,
        }
    });
    let page = SplitPage {
        layout: user.layout(Place::Catalogue, t.s("split-title", "code", &control.code)),
        lead: format!("{} {}", control.code, control.title.get(lang)),
        version: fields.get("version").cloned().unwrap_or_else(|| control.version.to_string()),
        count,
        counts: (2..=PREFIXES.len()).collect(),
        parts: (0..count).map(part).collect(),
        mappings: mappings.collect(),
        carried: carried(user, view, &[control]).await?,
        code: control.code.clone(),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn show(user: User, Path(code): Path<String>, Query(wanted): Query<Wanted>) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = view.control_by_code(&code).ok_or(Error::NotFound { kind: "control" })?;
    page(&user, &view, control, &[("dele".to_owned(), wanted.dele)].into(), Faults::default()).await
}

pub(super) async fn send(Path(code): Path<String>, sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = view.control_by_code(&code).ok_or(Error::NotFound { kind: "control" })?;
    let mut faults = Vec::new();
    let count = count_of(fields.get("dele").map(String::as_str).unwrap_or_default());
    // What a part does not say itself it has from the whole: it can be edited afterwards.
    let parts = PREFIXES[..count].iter().map(|prefix| ControlDraft {
        purpose: control.purpose.clone(),
        levels: control.levels.clone(),
        evidence: control.evidence.clone(),
        finding: control.finding.clone(),
        ..draft(&fields, prefix, &mut faults)
    });
    let parts: Vec<ControlDraft> = parts.collect();
    let mut mappings: BTreeMap<RequirementId, Vec<usize>> = BTreeMap::new();
    for mapping in &control.mappings {
        let id = view.requirements[mapping.requirement].id;
        match fields.get(&format!("m.{id}")).map(String::as_str) {
            Some("none") => {
                mappings.insert(id, Vec::new());
            }
            Some(place) => {
                let place = place.parse().ok().filter(|place| (1..=count).contains(place));
                mappings.extend(place.map(|place| (id, vec![place - 1])));
            }
            None => {}
        }
    }
    let result = if faults.is_empty() {
        let draft = SplitDraft { parts, mappings };
        catalogue::split_control(&user.app, &user.ctx, control.id, version(&fields), draft).await
    } else {
        Err(Error::Invalid(faults))
    };
    match result {
        Ok(_) => Ok(redirect(&format!("/krav?omraade={}", view.area_of(control).code), "saved")),
        Err(Error::Invalid(faults)) => page(&user, &view, control, &fields, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}
