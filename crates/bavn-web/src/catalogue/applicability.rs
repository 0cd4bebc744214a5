use super::applicability_form::{self, Fields};
use crate::kit::{Layout, PageResult, Place, SecureForm, Tr, User, format, html, see_other};
use askama::Template;
use axum::response::Response;
use bavn_app::{
    Error,
    catalogue::{
        Assessment, AssessmentState, CatalogueView, FrameworkView, get_catalogue, list_assessments, start_assessment,
    },
    organisation::{Unit, list_units},
};
use bavn_core::{
    access::{Action, Resource},
    ids::UnitId,
};
use serde::Deserialize;
use std::collections::HashMap;

/// Where the assessments are.
pub(super) const PATH: &str = "/krav/anvendelighed";

#[derive(Template)]
#[template(path = "catalogue/applicability.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    may_start: bool,
    may_whole: bool,
    frameworks: Vec<FrameworkRow>,
    units: Vec<(String, String)>,
    history: Vec<Line>,
}

/// A framework with what is in force for it.
struct FrameworkRow {
    key: String,
    title: String,
    binds: String,
    is_in_use: bool,
    lines: Vec<Line>,
}

/// An assessment on a line.
struct Line {
    href: String,
    framework: String,
    scope: String,
    outcome: &'static str,
    is_draft: bool,
    decided: String,
    review: String,
    is_overdue: bool,
}

pub(super) async fn list(user: User) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let assessments = list_assessments(&user.app, &user.ctx).await?;
    let view = get_catalogue(&user.app, &user.ctx).await?;
    let units = list_units(&user.app, &user.ctx).await?;
    let names: HashMap<UnitId, &str> = units.iter().map(|unit| (unit.id, unit.name.as_str())).collect();
    let line = |assessment: &Assessment| line(&user, &view, &names, assessment);
    let frameworks: Vec<FrameworkRow> = view
        .frameworks
        .iter()
        .map(|framework| FrameworkRow {
            key: framework.key.clone(),
            title: framework.title.get(lang).to_owned(),
            binds: framework.binds.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default(),
            is_in_use: view.is_in_use(framework, None),
            lines: assessments
                .iter()
                .filter(|row| row.framework == framework.id && row.state != AssessmentState::Superseded)
                .map(line)
                .collect(),
        })
        .collect();
    let decided = frameworks.iter().filter(|row| row.lines.iter().any(|line| !line.is_draft)).count();
    html(&ListPage {
        layout: user.layout(Place::Catalogue, t.get("applicability-title")),
        heading: t.s2("applicability-heading", "decided", decided, "all", frameworks.len()),
        may_start: user.ctx.may(Action::ApplicabilityChange, Resource::Any),
        may_whole: user.ctx.may(Action::ApplicabilityChange, Resource::Municipality),
        units: choices(&user, &units),
        history: assessments.iter().filter(|row| row.state == AssessmentState::Superseded).map(line).collect(),
        frameworks,
        t,
    })
}

/// The units for which the person may assess.
fn choices(user: &User, units: &[Unit]) -> Vec<(String, String)> {
    let own = units.iter().filter(|unit| user.ctx.may(Action::ApplicabilityChange, Resource::Unit(unit.id)));
    own.map(|unit| (unit.id.to_string(), unit.name.clone())).collect()
}

pub(super) fn scope(t: Tr, names: &HashMap<UnitId, &str>, unit: Option<UnitId>) -> String {
    match unit {
        None => t.get("applicability-whole"),
        Some(unit) => names.get(&unit).map_or_else(|| t.get("applicability-gone-unit"), |name| (*name).to_owned()),
    }
}

fn line(user: &User, view: &CatalogueView, names: &HashMap<UnitId, &str>, row: &Assessment) -> Line {
    let (t, lang) = (user.t, user.t.lang());
    let framework = view.frameworks.iter().find(|framework| framework.id == row.framework);
    let date = |date: Option<time::Date>| date.map(|date| format::short_date(lang, date)).unwrap_or_default();
    let decided = match row.decided_on {
        Some(_) => t.s2("applicability-by", "who", &row.decided_by, "when", date(row.decided_on)),
        None => String::new(),
    };
    Line {
        href: format!("{PATH}/{}", row.id),
        framework: framework.map(|framework| framework.short_title.get(lang).to_owned()).unwrap_or_default(),
        scope: scope(t, names, row.unit_id),
        outcome: row.outcome.key(),
        is_draft: row.state == AssessmentState::Draft,
        decided,
        review: date(row.review_on),
        is_overdue: row.is_overdue(user.ctx.today()),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Start {
    framework: String,
    #[serde(default)]
    unit_id: String,
}

pub(super) async fn start(sent: SecureForm<Start>) -> PageResult<Response> {
    let SecureForm { user, form } = sent;
    let view = get_catalogue(&user.app, &user.ctx).await?;
    let framework = find(&view, &form.framework)?.id;
    let unit = match form.unit_id.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::invalid("unit_id", "unknown", id))?),
    };
    let id = start_assessment(&user.app, &user.ctx, framework, unit).await?;
    Ok(see_other(&format!("{PATH}/{id}")))
}

fn find<'a>(view: &'a CatalogueView, key: &str) -> Result<&'a FrameworkView, Error> {
    view.frameworks.iter().find(|framework| framework.key == key).ok_or(Error::NotFound { kind: "framework" })
}

pub(super) async fn show(user: User, axum::extract::Path(id): axum::extract::Path<String>) -> PageResult {
    applicability_form::show(&user, &id, None).await
}

pub(super) async fn send(
    axum::extract::Path(id): axum::extract::Path<String>,
    sent: SecureForm<Fields>,
) -> PageResult<Response> {
    applicability_form::send(sent.user, &id, sent.form).await
}
