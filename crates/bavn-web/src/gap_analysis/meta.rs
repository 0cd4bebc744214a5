use super::parts::{parse_id, path};
use crate::kit::{Faults, Layout, PageError, PageResult, Place, SecureForm, Tr, User, format, html, redirect};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    Error, FieldFault,
    catalogue::get_catalogue,
    gap_analysis::{AnalysisDraft, AnalysisSummary, create_analysis, get_analysis, list_analyses, update_analysis},
    organisation::{Unit, list_units},
    page::PageRequest,
};
use bavn_core::{
    access::{Action, Resource},
    ids::{AnalysisId, UnitId},
};
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct MetaForm {
    #[serde(default)]
    title: String,
    #[serde(default)]
    unit_id: String,
    #[serde(default)]
    scope_note: String,
    #[serde(default)]
    assessed_on: String,
    #[serde(default)]
    assessor: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    previous_id: String,
    #[serde(default)]
    version: String,
}

#[derive(Template)]
#[template(path = "gap_analysis/meta.html")]
struct MetaPage {
    layout: Layout,
    t: Tr,
    action: String,
    back: String,
    is_new: bool,
    lead: String,
    form: MetaForm,
    faults: Faults,
    units: Vec<Unit>,
    may_whole: bool,
    earlier: Vec<AnalysisSummary>,
}

impl MetaPage {
    fn is_unit(&self, unit: &Unit) -> bool {
        self.form.unit_id == unit.id.to_string()
    }

    fn is_previous(&self, row: &AnalysisSummary) -> bool {
        self.form.previous_id == row.analysis.id.to_string()
    }

    fn answers(&self, row: &AnalysisSummary) -> String {
        self.t.s2("gap-new-from", "title", &row.analysis.title, "n", row.counts.assessed)
    }
}

/// The units in which the actor may begin or describe an analysis.
async fn choices(user: &User) -> PageResult<(Vec<Unit>, bool)> {
    let mut units = list_units(&user.app, &user.ctx).await?;
    units.retain(|unit| user.ctx.may(Action::AnalysisChange, Resource::Unit(unit.id)));
    Ok((units, user.ctx.may(Action::AnalysisChange, Resource::Municipality)))
}

async fn new_page(user: &User, form: MetaForm, faults: Faults) -> PageResult<MetaPage> {
    let (units, may_whole) = choices(user).await?;
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let earlier = list_analyses(&user.app, &user.ctx, PageRequest::default()).await?.rows;
    let t = user.t;
    Ok(MetaPage {
        layout: user.layout(Place::GapAnalysis, t.get("gap-new-heading")),
        t,
        action: "/gap-analyse/ny".into(),
        back: "/gap-analyse".into(),
        is_new: true,
        lead: t.s2("gap-new-lead", "n", catalogue.controls.len(), "m", catalogue.areas.len()),
        form,
        faults,
        units,
        may_whole,
        earlier,
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    enhed: String,
}

pub(super) async fn begin(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    if !user.ctx.may(Action::AnalysisChange, Resource::Any) {
        let _ = user.ctx.authorize(Action::AnalysisChange, Resource::Any)?;
    }
    let today = user.ctx.today();
    let form = MetaForm {
        title: user.t.s("gap-new-title", "year", today.year()),
        assessed_on: format::iso_date(today),
        unit_id: wanted.enhed,
        assessor: user.ctx.actor().name().to_owned(),
        ..MetaForm::default()
    };
    let mut page = new_page(&user, form, Faults::default()).await?;
    // The newest analysis of the same scope is the natural one to begin from.
    let unit: Option<UnitId> = page.form.unit_id.parse().ok();
    let previous = page.earlier.iter().find(|row| row.analysis.unit_id == unit).map(|row| row.analysis.id.to_string());
    page.form.previous_id = previous.unwrap_or_default();
    html(&page)
}

/// Reads a form; what cannot be read is a fault like the others.
fn read(form: &MetaForm) -> Result<AnalysisDraft, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut id = |field: &str, text: &str| -> Option<uuid::Uuid> {
        if text.is_empty() {
            return None;
        }
        let found = text.parse().ok();
        if found.is_none() {
            faults.push(FieldFault::new(field, "unknown", text));
        }
        found
    };
    let unit_id = id("unit_id", &form.unit_id).map(UnitId);
    let previous_id = id("previous_id", &form.previous_id).map(AnalysisId);
    let assessed_on = format::parse_iso_date(&form.assessed_on);
    if assessed_on.is_none() {
        let code = if form.assessed_on.is_empty() { "required" } else { "gap_date" };
        faults.push(FieldFault::new("assessed_on", code, &form.assessed_on));
    }
    let draft = AnalysisDraft {
        title: form.title.clone(),
        unit_id,
        scope_note: form.scope_note.clone(),
        assessed_on: assessed_on.unwrap_or(time::macros::date!(2000 - 01 - 01)),
        assessor: form.assessor.clone(),
        method: form.method.clone(),
        previous_id,
    };
    if faults.is_empty() { Ok(draft) } else { Err(faults) }
}

fn with_faults(page: &MetaPage) -> PageResult {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

pub(super) async fn create(sent: SecureForm<MetaForm>) -> PageResult {
    let SecureForm { user, form } = sent;
    let faults = match read(&form) {
        Ok(draft) => match create_analysis(&user.app, &user.ctx, draft).await {
            Ok(id) => return Ok(redirect(&format!("{}/skema", path(id)), "created")),
            Err(Error::Invalid(faults)) => faults,
            Err(error) => return Err(error.into()),
        },
        Err(faults) => {
            let _ = user.ctx.authorize(Action::AnalysisChange, Resource::Any)?;
            faults
        }
    };
    with_faults(&new_page(&user, form, Faults::new(user.t, &faults)).await?)
}

async fn edit_page(user: &User, id: AnalysisId, form: Option<MetaForm>, faults: Faults) -> PageResult<MetaPage> {
    let view = get_analysis(&user.app, &user.ctx, id).await?;
    let analysis = &view.analysis;
    let _ = user.ctx.authorize(Action::AnalysisChange, analysis.resource())?;
    if !analysis.is_open() {
        return Err(PageError::Operation(Error::Closed { kind: "analysis", reason: "completed" }));
    }
    let (units, may_whole) = choices(user).await?;
    let form = form.unwrap_or_else(|| MetaForm {
        title: analysis.title.clone(),
        unit_id: analysis.unit_id.map(|unit| unit.to_string()).unwrap_or_default(),
        scope_note: analysis.scope_note.clone(),
        assessed_on: format::iso_date(analysis.assessed_on),
        assessor: analysis.assessor.clone(),
        method: analysis.method.clone(),
        previous_id: String::new(),
        version: analysis.version.to_string(),
    });
    let title = user.t.s("gap-edit-heading", "title", &analysis.title);
    Ok(MetaPage {
        layout: user.layout(Place::GapAnalysis, title.clone()),
        t: user.t,
        action: format!("{}/rediger", path(id)),
        back: path(id),
        is_new: false,
        lead: user.t.get("gap-edit-lead"),
        form,
        faults,
        units,
        may_whole,
        earlier: Vec::new(),
    })
}

pub(super) async fn edit(user: User, Path(id): Path<String>) -> PageResult {
    html(&edit_page(&user, parse_id(&id)?, None, Faults::default()).await?)
}

pub(super) async fn update(Path(id): Path<String>, sent: SecureForm<MetaForm>) -> PageResult {
    let SecureForm { user, form } = sent;
    let id = parse_id(&id)?;
    let version = form.version.parse().map_err(|_| PageError::Form("version".into()))?;
    let faults = match read(&form) {
        Ok(draft) => match update_analysis(&user.app, &user.ctx, id, version, draft).await {
            Ok(()) => return Ok(redirect(&path(id), "saved")),
            Err(Error::Invalid(faults)) => faults,
            Err(error) => return Err(error.into()),
        },
        Err(faults) => faults,
    };
    with_faults(&edit_page(&user, id, Some(form), Faults::new(user.t, &faults)).await?)
}
