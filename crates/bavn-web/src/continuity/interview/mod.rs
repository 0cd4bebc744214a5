//! The guided impact analysis: seven short pages, each saved by itself.

mod shown;
mod typed;

use super::{
    needs::{NeedForm, NeedRow, need_rows, things},
    words::{dimension_name, field_name, field_text, length, said, term},
};
use crate::kit::{
    Faults, Layout, PageError, PageResult, Place, SecureForm, Tr, User, form_version, html, redirect, see_other,
};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use bavn_app::{
    Error, FieldFault,
    continuity::{Task, TaskChange, change_task, create_task, get_task, task_names},
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{CriticalTask, FIELDS, HORIZONS, Page, TaskState, Unit, missing, warnings},
    ids::CriticalTaskId,
};
use serde_json::Value;
use shown::{Asked, Shown, asked, shown, terms_of};
use std::collections::BTreeMap;
use typed::{cell_of, read, texts, typed};
pub(super) use typed::{length_of, split};
use uuid::Uuid;

/// What was sent, by field.
pub(super) type Sent = BTreeMap<String, Value>;
/// What was typed, by field, as text.
type Typed = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "continuity/interview.html")]
struct InterviewPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    lead: String,
    action: String,
    /// The page of the task; none while it is new.
    task: Option<String>,
    version: i32,
    page: Page,
    /// Words that are explained.
    terms: Vec<(String, String)>,
    fields: Vec<Shown>,
    asked: Vec<Asked>,
    needs: Vec<NeedRow>,
    need: NeedForm,
    things: Vec<String>,
    warnings: Vec<String>,
    missing: Vec<String>,
    may_submit: bool,
}

impl InterviewPage {
    const fn pages(&self) -> [Page; 7] {
        Page::ALL
    }

    const fn units(&self) -> [Unit; 4] {
        Unit::ALL
    }

    fn is_at(&self, page: &Page) -> bool {
        self.page == *page
    }

    /// The page after this one, or before it.
    fn beside(&self, forward: bool) -> Option<usize> {
        let number = self.page.number();
        Page::from_number(if forward { number + 1 } else { number.saturating_sub(1) }).map(Page::number)
    }
}

/// What a page of the interview is about.
pub(super) struct About<'a> {
    pub(super) task: Option<&'a Task>,
    pub(super) page: Page,
    pub(super) version: i32,
    pub(super) is_conflict: bool,
}

fn page_of(side: &str) -> PageResult<Page> {
    side.parse().ok().and_then(Page::from_number).ok_or(PageError::NoSuchPage)
}

pub(super) async fn begin(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::ContinuityChange, Resource::Any)?;
    // Who begins is most often who answers for it.
    let facts = CriticalTask { owner: user.ctx.actor().person_id(), ..CriticalTask::default() };
    let about = About { task: None, page: Page::Task, version: 0, is_conflict: false };
    page(&user, about, &texts(&facts), NeedForm::default(), Faults::default()).await
}

pub(super) async fn edit(user: User, Path((id, side)): Path<(Uuid, String)>) -> PageResult {
    let at = page_of(&side)?;
    let task = get_task(&user.app, &user.ctx, CriticalTaskId(id)).await?;
    let _ = user.ctx.authorize(Action::ContinuityChange, task.resource())?;
    let about = About { task: Some(&task), page: at, version: task.version, is_conflict: false };
    page(&user, about, &texts(&task.facts), NeedForm::default(), Faults::default()).await
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<Sent>) -> PageResult {
    let _ = user.ctx.authorize(Action::ContinuityChange, Resource::Any)?;
    let typed = typed(&form, Page::Task);
    let result = match read(CriticalTask::default(), &typed) {
        Ok(facts) => create_task(&user.app, &user.ctx, facts, Vec::new()).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(id) => Ok(after(&form, id, Page::Task)),
        Err(Error::Invalid(faults)) => {
            let about = About { task: None, page: Page::Task, version: 0, is_conflict: false };
            page(&user, about, &typed, NeedForm::default(), Faults::new(user.t, &said(user.t, faults))).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn update(
    Path((id, side)): Path<(Uuid, String)>,
    SecureForm { user, form }: SecureForm<Sent>,
) -> PageResult {
    let (at, id) = (page_of(&side)?, CriticalTaskId(id));
    let task = get_task(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::ContinuityChange, task.resource())?;
    let version = version(&form)?;
    let typed = typed(&form, at);
    let result = match read(task.facts.clone(), &typed) {
        // What is as it was needs no saving: an approval stays.
        Ok(facts) if facts == task.facts => Ok(()),
        Ok(facts) => change_task(&user.app, &user.ctx, version, TaskChange::Update { id, facts }).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(()) => Ok(after(&form, id, at)),
        Err(Error::Invalid(faults)) => {
            let about = About { task: Some(&task), page: at, version, is_conflict: false };
            page(&user, about, &typed, NeedForm::default(), Faults::new(user.t, &said(user.t, faults))).await
        }
        Err(Error::Conflict { .. }) => conflict(&user, id, at, &typed).await,
        Err(error) => Err(error.into()),
    }
}

/// The version that a form was read at.
pub(super) fn version(form: &Sent) -> PageResult<i32> {
    let text = form.get("version").and_then(Value::as_str).unwrap_or_default();
    form_version(text)
}

/// Where to go after a page was saved: on, back, or to the page of the task.
fn after(form: &Sent, id: CriticalTaskId, at: Page) -> Response {
    let go = form.get("go").and_then(Value::as_str).unwrap_or_default();
    let to = match go {
        "back" => Page::from_number(at.number().saturating_sub(1)),
        "close" => None,
        _ => Page::from_number(at.number() + 1),
    };
    match to {
        Some(page) => see_other(&format!("/konsekvensanalyse/{id}/interview/{}", page.number())),
        None => redirect(&format!("/konsekvensanalyse/{id}"), "saved"),
    }
}

/// The page with what was typed, and at each field that differs what somebody else has stored: nothing is written over, nothing typed is
/// lost.
async fn conflict(user: &User, id: CriticalTaskId, at: Page, typed: &Typed) -> PageResult {
    let t = user.t;
    let now = get_task(&user.app, &user.ctx, id).await?;
    let names = task_names(&user.app, &user.ctx, std::slice::from_ref(&now)).await?;
    let (stored, map) = (texts(&now.facts), now.facts.to_map());
    let mut faults = Vec::new();
    let mut note = |key: &str, name: String, theirs: String| {
        let theirs = if theirs.is_empty() { t.get("asset-not-said") } else { theirs };
        faults.push(FieldFault::new(key, "changed_meanwhile", theirs).with("field", name));
    };
    for field in FIELDS.iter().filter(|field| field.page == at) {
        let mine = field.parse(typed.get(field.key).map_or("", String::as_str)).ok();
        let theirs = map.get(field.key).unwrap_or(&Value::Null);
        if mine.as_ref() != Some(theirs) {
            note(field.key, field_name(t, field), field_text(t, &names, field, theirs));
        }
    }
    if at == Page::Impact {
        for (key, mine) in typed.iter().filter(|(key, mine)| stored.get(*key) != Some(*mine)) {
            let _ = mine;
            let Some((dimension, horizon)) = cell_of(key) else { continue };
            let name = format!("{}, {}", dimension_name(t.lang(), dimension), length(t, HORIZONS[horizon]));
            note(key, name, stored.get(key).cloned().unwrap_or_default());
        }
    }
    let about = About { task: Some(&now), page: at, version: now.version, is_conflict: true };
    let mut response = page(user, about, typed, NeedForm::default(), Faults::new(t, &faults)).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

pub(super) async fn page(user: &User, about: About<'_>, typed: &Typed, need: NeedForm, faults: Faults) -> PageResult {
    let t = user.t;
    let shown = shown(user, &about, typed, &faults).await?;
    let path = about.task.map(|task| format!("/konsekvensanalyse/{}", task.id));
    let action = path
        .as_ref()
        .map_or_else(|| "/konsekvensanalyse/ny".to_owned(), |path| format!("{path}/interview/{}", about.page.number()));
    let (mut needs, mut offered) = (Vec::new(), Vec::new());
    if let (Some(task), Page::Needs) = (about.task, about.page) {
        let names = task_names(&user.app, &user.ctx, std::slice::from_ref(task)).await?;
        needs = need_rows(t, &names, task);
        offered = things(user, task).await?;
    }
    let (mut odd, mut lacks) = (Vec::new(), Vec::new());
    if let (Some(task), Page::Review) = (about.task, about.page) {
        odd = warnings(&task.facts).into_iter().map(|warning| t.of("bia-warning", warning.key())).collect();
        lacks = missing(&task.facts).into_iter().map(|field| t.of("bia-f", field)).collect();
    }
    let name = about.task.map_or_else(|| t.get("bia-new"), |task| task.facts.name.clone());
    let title = t.of("bia-page", about.page.key());
    let page = InterviewPage {
        layout: user.layout(Place::Continuity, format!("{title} – {name}")),
        t,
        heading: t.s3("bia-step", ("n", &about.page.number().to_string()), ("all", "7"), ("title", &title)),
        lead: if about.is_conflict { t.get("asset-conflict") } else { t.of("bia-page-lead", about.page.key()) },
        action,
        version: about.version,
        page: about.page,
        terms: terms_of(about.page).iter().filter_map(|key| term(t, key)).collect(),
        fields: shown,
        asked: if about.page == Page::Impact { asked(t, typed)? } else { Vec::new() },
        needs,
        need,
        things: offered,
        warnings: odd,
        may_submit: lacks.is_empty() && about.task.is_some_and(|task| task.state == TaskState::Draft),
        missing: lacks,
        task: path,
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}
