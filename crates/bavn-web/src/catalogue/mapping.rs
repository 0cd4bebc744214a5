//! Which requirements a control answers: said, changed, taken away and brought back.

use super::own_control::{Fields, version};
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    Error, FieldFault,
    catalogue::{self, CatalogueView, ControlView, FrameworkView, MappingDraft, RequirementView},
};
use bavn_core::{
    access::{Action, Resource},
    catalogue::{Coverage, Relation},
    lang::{Lang, Localized},
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "catalogue/mapping.html")]
struct MappingPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    code: String,
    lead: String,
    version: String,
    /// The frameworks among which to choose; empty once one is chosen.
    choose: Option<Input>,
    framework: String,
    /// The requirement, when it is one that the control answers already.
    fixed: Option<(String, String)>,
    inputs: Vec<Input>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    ramme: String,
    #[serde(default)]
    krav: String,
}

fn page(
    user: &User,
    view: &CatalogueView,
    control: &ControlView,
    wanted: &Wanted,
    fields: Option<&Fields>,
    faults: Faults,
) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let usable = |framework: &&FrameworkView| !framework.applicability_only && !framework.requirements.is_empty();
    let framework = view.frameworks.iter().filter(usable).find(|framework| framework.key == wanted.ramme);
    let choices = view.frameworks.iter().filter(usable);
    let choices = choices.map(|one| (one.key.clone(), one.title.get(lang).to_owned())).collect();
    let mut page = MappingPage {
        layout: user.layout(Place::Catalogue, t.s("mapping-title", "code", &control.code)),
        lead: format!("{} {}", control.code, control.title.get(lang)),
        code: control.code.clone(),
        version: fields.map_or_else(|| control.version.to_string(), |fields| version(fields).to_string()),
        choose: framework.is_none().then(|| Input::select("ramme", t.get("applicability-framework"), "", choices)),
        framework: framework.map(|framework| framework.key.clone()).unwrap_or_default(),
        fixed: None,
        inputs: Vec::new(),
        t,
        faults,
    };
    if let Some(framework) = framework {
        let all = &view.requirements[framework.requirements.clone()];
        let chosen = all.iter().find(|one| one.is_assessable && one.reference == wanted.krav);
        let stored = chosen.and_then(|one| {
            control.mappings.iter().find(|mapping| view.requirements[mapping.requirement].id == one.id)
        });
        page.fixed = stored.zip(chosen).map(|(_, one)| (one.reference.clone(), shown(one, lang)));
        let typed = |name: &str, stored: &str| {
            fields.and_then(|fields| fields.get(name)).cloned().unwrap_or_else(|| stored.to_owned())
        };
        if page.fixed.is_none() {
            let answered: Vec<usize> = control.mappings.iter().map(|mapping| mapping.requirement).collect();
            let start = framework.requirements.start;
            let free =
                all.iter().enumerate().filter(|(at, one)| one.is_assessable && !answered.contains(&(start + at)));
            let mut options = vec![(String::new(), t.get("mapping-choose"))];
            options.extend(free.map(|(_, one)| (one.reference.clone(), shown(one, lang))));
            let input = Input::select("krav", t.get("catalogue-requirement"), typed("krav", &wanted.krav), options);
            page.inputs.push(input.required().check(&page.faults));
        }
        let words = |family: &str, keys: [&str; 4]| keys.map(|key| (key.to_owned(), t.of(family, key))).to_vec();
        let relation = typed("relation", stored.map_or("intersects", |mapping| mapping.relation.key()));
        let coverage = typed("coverage", stored.map_or("half", |mapping| mapping.coverage.key()));
        let rationale = stored.and_then(|mapping| mapping.rationale.clone()).unwrap_or_default();
        page.inputs.extend([
            Input::select("relation", t.get("mapping-relation"), relation, words("relation", Relation::KEYS))
                .hint(t.get("mapping-relation-hint"))
                .check(&page.faults),
            Input::select("coverage", t.get("mapping-coverage"), coverage, words("coverage", Coverage::KEYS))
                .hint(t.get("mapping-coverage-hint"))
                .check(&page.faults),
            Input::area(3, "rationale.da", t.get("catalogue-why"), typed("rationale.da", &rationale.da))
                .hint(t.get("mapping-why-hint"))
                .check(&page.faults),
            Input::area(3, "rationale.en", t.get("mapping-why-en"), typed("rationale.en", &rationale.en))
                .check(&page.faults),
        ]);
    }
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Reference and title, short enough for a list.
fn shown(requirement: &RequirementView, lang: Lang) -> String {
    let text = format!("{} {}", requirement.reference, requirement.title.get(lang));
    if text.chars().count() <= 110 { text } else { text.chars().take(109).chain(['…']).collect() }
}

pub(super) async fn show(user: User, Path(code): Path<String>, Query(wanted): Query<Wanted>) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = view.control_by_code(&code).ok_or(Error::NotFound { kind: "control" })?;
    page(&user, &view, control, &wanted, None, Faults::default())
}

pub(super) async fn send(Path(code): Path<String>, sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = view.control_by_code(&code).ok_or(Error::NotFound { kind: "control" })?;
    let get = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let wanted = Wanted { ramme: get("ramme"), krav: get("krav") };
    let framework = view.frameworks.iter().find(|framework| framework.key == wanted.ramme);
    let framework = framework.ok_or(Error::NotFound { kind: "framework" })?;
    let all = &view.requirements[framework.requirements.clone()];
    let requirement = all.iter().find(|one| one.is_assessable && one.reference == wanted.krav);
    let version = version(&fields);
    let back = format!("/krav/kontrol/{}", control.code);
    let (app, ctx) = (&user.app, &user.ctx);
    let result = match (requirement, get("do").as_str()) {
        (None, _) => Err(Error::invalid("krav", "required", &wanted.krav)),
        (Some(one), "remove") => catalogue::remove_mapping(app, ctx, control.id, one.id, version).await,
        (Some(one), "restore") => catalogue::restore_mapping(app, ctx, control.id, one.id, version).await,
        (Some(one), _) => match draft(&fields) {
            Ok(draft) => catalogue::save_mapping(app, ctx, control.id, one.id, version, draft).await,
            Err(error) => Err(error),
        },
    };
    match result {
        Ok(_) => Ok(redirect(&back, "saved")),
        Err(Error::Invalid(faults)) => {
            page(&user, &view, control, &wanted, Some(&fields), Faults::new(user.t, &faults))
        }
        Err(error) => Err(error.into()),
    }
}

fn draft(fields: &Fields) -> Result<MappingDraft, Error> {
    let get = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let mut faults = Vec::new();
    let (relation, coverage) = (Relation::from_key(get("relation")), Coverage::from_key(get("coverage")));
    if relation.is_none() {
        faults.push(FieldFault::new("relation", "unknown", get("relation")));
    }
    if coverage.is_none() {
        faults.push(FieldFault::new("coverage", "unknown", get("coverage")));
    }
    let rationale = Localized { da: get("rationale.da").to_owned(), en: get("rationale.en").to_owned() };
    match (relation, coverage) {
        (Some(relation), Some(coverage)) => Ok(MappingDraft { relation, coverage, rationale }),
        _ => Err(Error::Invalid(faults)),
    }
}
