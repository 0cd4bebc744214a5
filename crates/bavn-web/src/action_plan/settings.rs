//! Making and changing a plan.

use crate::kit::{
    Faults, Layout, PageError, PageResult, Place, SecureForm, Tr, User, form_version, format, html, redirect,
};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use bavn_app::{
    Error, FieldFault,
    action_plan::{Plan, PlanDraft, create_plan, get_plan, list_plans, update_plan},
};
use bavn_core::{
    access::{Action, Resource},
    ids::PlanId,
};
use serde::Deserialize;
use time::Date;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PlanForm {
    title: String,
    note: String,
    starts_on: String,
    ends_on: String,
    is_current: String,
    version: String,
}

impl PlanForm {
    fn read(&self) -> Result<PlanDraft, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut date = |field: &str, text: &str| {
            let date = format::parse_iso_date(text.trim());
            if date.is_none() {
                let code = if text.trim().is_empty() { "required" } else { "not_a_date" };
                faults.push(FieldFault::new(field, code, text));
            }
            date
        };
        let (starts_on, ends_on) = (date("starts_on", &self.starts_on), date("ends_on", &self.ends_on));
        match (starts_on, ends_on) {
            (Some(starts_on), Some(ends_on)) => Ok(PlanDraft {
                title: self.title.clone(),
                note: self.note.clone(),
                starts_on,
                ends_on,
                is_current: self.is_current == "yes",
            }),
            _ => Err(faults),
        }
    }
}

#[derive(Template)]
#[template(path = "action_plan/settings.html")]
struct SettingsPage {
    layout: Layout,
    t: Tr,
    action: String,
    is_new: bool,
    is_current: bool,
    form: PlanForm,
    faults: Faults,
    others: Vec<(String, String, bool)>,
}

pub(super) async fn begin(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::PlanChange, Resource::Municipality)?;
    let today = user.ctx.today();
    let ends = Date::from_calendar_date(today.year() + 3, time::Month::December, 31).unwrap_or(today);
    let years = [("from", today.year().to_string()), ("to", ends.year().to_string())];
    let form = PlanForm {
        title: user.t.with("plan-title-draft", &years),
        starts_on: format::iso_date(today),
        ends_on: format::iso_date(ends),
        ..PlanForm::default()
    };
    page(&user, None, form, Faults::default()).await
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<PlanForm>) -> PageResult {
    let result = match form.read() {
        Ok(draft) => create_plan(&user.app, &user.ctx, draft).await.map(|_| ()),
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(()) => Ok(redirect("/handleplan", "created")),
        Err(Error::Invalid(faults)) => page(&user, None, form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn edit(user: User, Path(id): Path<String>) -> PageResult {
    let _ = user.ctx.authorize(Action::PlanChange, Resource::Municipality)?;
    let plan = get_plan(&user.app, &user.ctx, parse(&id)?).await?;
    let form = PlanForm {
        title: plan.title.clone(),
        note: plan.note.clone(),
        starts_on: format::iso_date(plan.starts_on),
        ends_on: format::iso_date(plan.ends_on),
        is_current: if plan.is_current { "yes".into() } else { String::new() },
        version: plan.version.to_string(),
    };
    page(&user, Some(&plan), form, Faults::default()).await
}

pub(super) async fn update(Path(id): Path<String>, SecureForm { user, form }: SecureForm<PlanForm>) -> PageResult {
    let id = parse(&id)?;
    let plan = get_plan(&user.app, &user.ctx, id).await?;
    let result = match form.read() {
        Ok(draft) => update_plan(&user.app, &user.ctx, id, form_version(&form.version)?, draft).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(()) => Ok(redirect("/handleplan", "saved")),
        Err(Error::Invalid(faults)) => page(&user, Some(&plan), form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}

fn parse(id: &str) -> PageResult<PlanId> {
    id.parse().map_err(|_| PageError::from(Error::NotFound { kind: "plan" }))
}

async fn page(user: &User, plan: Option<&Plan>, form: PlanForm, faults: Faults) -> PageResult<Response> {
    let _ = user.ctx.authorize(Action::PlanChange, Resource::Municipality)?;
    let t = user.t;
    let others = list_plans(&user.app, &user.ctx).await?;
    let others = others.into_iter().filter(|other| plan.is_none_or(|plan| plan.id != other.id));
    let heading = plan.map_or_else(|| t.get("plan-create"), |plan| t.s("plan-settings-of", "title", &plan.title));
    let heading = if faults.is_empty() { heading } else { t.s("plan-fault-title", "title", heading) };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SettingsPage {
        layout: user.layout(Place::ActionPlan, heading),
        t,
        action: plan.map_or_else(|| "/handleplan/ny".into(), |plan| format!("/handleplan/plan/{}/rediger", plan.id)),
        is_new: plan.is_none(),
        is_current: plan.is_some_and(|plan| plan.is_current),
        form,
        faults,
        others: others
            .map(|plan| (format!("/handleplan/plan/{}/rediger", plan.id), plan.title, plan.is_current))
            .collect(),
    };
    Ok((status, html(&page)?).into_response())
}
