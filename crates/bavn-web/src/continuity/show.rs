//! One critical task.

use super::{
    needs::{NeedRow, VersionForm, need_rows},
    words::{dimension_name, field_name, field_text, horizon_names, said},
};
use crate::kit::{Faults, Layout, PageResult, Place, SecureForm, Tr, User, form_version, format, html, redirect};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    continuity::{
        Task, TaskChange, TaskEvent, TaskNames, change_task, get_task, may_change_task, task_history, task_names,
    },
};
use bavn_core::{
    access::Action,
    continuity::task::{Dimension, FIELDS, Page, TaskState, field, warnings},
    ids::CriticalTaskId,
    measure::add_months,
};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

/// Changes shown on the page.
const EVENTS: u64 = 20;

/// A page of the interview as it was answered.
struct SectionRow {
    key: &'static str,
    number: usize,
    /// Label and lines of the value.
    fields: Vec<(String, Vec<String>)>,
}

/// A change.
struct EventRow {
    at: String,
    actor: String,
    verb: String,
    fields: String,
}

/// Something that may be done with the task as it stands.
#[derive(Default)]
struct May {
    change: bool,
    submit: bool,
    approve: bool,
    send_back: bool,
    restore: bool,
}

#[derive(Template)]
#[template(path = "continuity/show.html")]
struct ShowPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    lead: String,
    code: String,
    path: String,
    version: i32,
    state: &'static str,
    is_archived: bool,
    approved: Option<String>,
    review_on: String,
    may: May,
    sections: Vec<SectionRow>,
    horizons: Vec<String>,
    /// Dimension, and level by horizon.
    impact: Vec<(String, Vec<Option<u8>>)>,
    needs: Vec<NeedRow>,
    warnings: Vec<String>,
    events: Vec<EventRow>,
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let task = get_task(&user.app, &user.ctx, CriticalTaskId(id)).await?;
    page(&user, &task, Faults::default()).await
}

async fn page(user: &User, task: &Task, faults: Faults) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let names = task_names(app, ctx, std::slice::from_ref(task)).await?;
    let events = task_history(app, ctx, task.id, EVENTS).await?;
    let facts = &task.facts;
    let unit = names.unit(facts.unit);
    let lead = if unit.is_empty() { t.get("bia-of-all") } else { unit.to_owned() };
    let levels = Dimension::ALL.iter().map(|one| (dimension_name(t.lang(), *one), facts.impact.of(*one).to_vec()));
    let page = ShowPage {
        layout: user.layout(Place::Continuity, facts.name.clone()),
        t,
        heading: facts.name.clone(),
        lead,
        code: task.code(),
        path: format!("/konsekvensanalyse/{}", task.id),
        version: task.version,
        state: task.state.key(),
        is_archived: task.archived_at.is_some(),
        approved: task.approved.as_ref().map(|(at, by)| {
            let at = format::date(t.lang(), format::date_of(*at));
            t.s2("bia-approved-by", "at", at, "by", by)
        }),
        review_on: format::iso_date(add_months(ctx.today(), 12)),
        may: may(user, task),
        sections: sections(t, &names, task),
        horizons: horizon_names(t),
        impact: if facts.impact.answered() == 0 { Vec::new() } else { levels.collect() },
        needs: need_rows(t, &names, task),
        warnings: warnings(facts).into_iter().map(|warning| t.of("bia-warning", warning.key())).collect(),
        events: events.iter().map(|event| event_row(t, event)).collect(),
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}

fn may(user: &User, task: &Task) -> May {
    let id = task.id;
    let is = |change: TaskChange| may_change_task(&user.ctx, task, &change);
    if task.archived_at.is_some() {
        return May { restore: is(TaskChange::Restore { id }), ..May::default() };
    }
    let is_submitted = task.state == TaskState::Submitted;
    May {
        change: user.ctx.may(Action::ContinuityChange, task.resource()),
        submit: task.state == TaskState::Draft && is(TaskChange::Submit { id }),
        approve: is_submitted && is(TaskChange::Approve { id, review_on: None }),
        send_back: is_submitted && is(TaskChange::Return { id }),
        restore: false,
    }
}

fn sections(t: Tr, names: &TaskNames, task: &Task) -> Vec<SectionRow> {
    let map = task.facts.to_map();
    let section = |page: Page| {
        let fields = FIELDS.iter().filter(|field| field.page == page && field.key != "name");
        let fields = fields.map(|field| {
            let value = field_text(t, names, field, map.get(field.key).unwrap_or(&Value::Null));
            let lines: Vec<String> = value.lines().map(str::to_owned).collect();
            (field_name(t, field), if lines.is_empty() { vec![t.get("asset-not-said")] } else { lines })
        });
        SectionRow { key: page.key(), number: page.number(), fields: fields.collect() }
    };
    let pages = Page::ALL.into_iter().filter(|page| !matches!(page, Page::Impact | Page::Needs));
    pages.map(section).collect()
}

fn event_row(t: Tr, event: &TaskEvent) -> EventRow {
    let name = |key: &String| field(key).map_or_else(|| t.get("bia-f-impact"), |field| field_name(t, field));
    EventRow {
        at: format::moment(t.lang(), event.at),
        actor: event.actor.clone(),
        verb: t.of("log-verb", &event.verb),
        fields: event.fields.iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

/// Does something to a task, and shows what is missing for it on the task's page.
async fn act(user: &User, version: i32, change: TaskChange, id: CriticalTaskId, notice: &str) -> PageResult {
    match change_task(&user.app, &user.ctx, version, change).await {
        Ok(()) => Ok(redirect(&format!("/konsekvensanalyse/{id}"), notice)),
        Err(Error::Invalid(faults)) => {
            let task = get_task(&user.app, &user.ctx, id).await?;
            page(user, &task, Faults::new(user.t, &said(user.t, faults))).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn submit(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    let id = CriticalTaskId(id);
    act(&user, form.version()?, TaskChange::Submit { id }, id, "saved").await
}

/// An approval as it was sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ApproveForm {
    version: String,
    review_on: String,
}

pub(super) async fn approve(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<ApproveForm>) -> PageResult {
    let id = CriticalTaskId(id);
    let version = form_version(&form.version)?;
    let review_on = format::parse_iso_date(form.review_on.trim());
    let Some(review_on) = review_on.filter(|date| *date > user.ctx.today()) else {
        let task = get_task(&user.app, &user.ctx, id).await?;
        let fault = FieldFault::new("review_on", "review_in_the_future", &form.review_on);
        return page(&user, &task, Faults::new(user.t, &[fault])).await;
    };
    act(&user, version, TaskChange::Approve { id, review_on: Some(review_on) }, id, "approved").await
}

pub(super) async fn send_back(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    let id = CriticalTaskId(id);
    act(&user, form.version()?, TaskChange::Return { id }, id, "saved").await
}

pub(super) async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    let id = CriticalTaskId(id);
    act(&user, form.version()?, TaskChange::Archive { id }, id, "archived").await
}

pub(super) async fn restore(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    let id = CriticalTaskId(id);
    act(&user, form.version()?, TaskChange::Restore { id }, id, "saved").await
}
