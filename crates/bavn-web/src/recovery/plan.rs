//! Recovery plans: orders that were kept.

use super::{
    view::{Extent, OrderView},
    words::{after, span},
};
use crate::kit::{
    Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, changed_meanwhile, conflicted, form_version,
    format, html, redirect,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    App, Context, Error,
    recovery::{self, Effort, PlanState, RecoveryPlan, RecoveryPlanLine},
};
use bavn_core::{
    access::{Action, Resource},
    ids::RecoveryPlanId,
    recovery::plan::{Difference, difference},
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "recovery/plan.html")]
struct PlanPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    code: String,
    title: String,
    path: String,
    scenario: (String, String),
    version: i32,
    about: Vec<(String, String)>,
    note: Vec<String>,
    is_archived: bool,
    may_change: bool,
    may_archive: bool,
    may_approve: bool,
    formats: Vec<&'static str>,
    inputs: Vec<Input>,
    newer: Option<Newer>,
    order: OrderView,
    history: Option<String>,
}

/// What a computation of today says otherwise.
struct Newer {
    heading: String,
    tasks: Vec<ChangeRow>,
    steps: Vec<ChangeRow>,
}

struct ChangeRow {
    name: String,
    before: String,
    now: String,
    is_worse: bool,
}

/// What is asked of a plan's page.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    sammenlign: String,
    /// `alle` for every step.
    #[serde(default)]
    trin: String,
}

/// A plan as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PlanForm {
    version: String,
    title: String,
    note: String,
}

impl PlanForm {
    fn version(&self) -> PageResult<i32> {
        form_version(&self.version)
    }
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>, Query(wanted): Query<Wanted>) -> PageResult {
    let plan = recovery::get_recovery_plan(&user.app, &user.ctx, RecoveryPlanId(id)).await?;
    let newer =
        if wanted.sammenlign == "ja" { Some(newer(user.t, &since(&user.app, &user.ctx, &plan).await?)) } else { None };
    page(&user, plan, newer, Extent::asked(&wanted.trin), None, Faults::default())
}

fn page(
    user: &User,
    plan: RecoveryPlan,
    newer: Option<Newer>,
    extent: Extent,
    typed: Option<PlanForm>,
    faults: Faults,
) -> PageResult {
    let (t, ctx) = (user.t, &user.ctx);
    let RecoveryPlan { line, content } = plan;
    let order = OrderView::new(
        t,
        &content,
        |_, task| (!task.key.is_empty()).then(|| format!("/konsekvensanalyse/{}", task.key)),
        ctx.may(Action::PlanChange, Resource::Any),
        extent,
    );
    let is_draft = line.state == PlanState::Draft;
    let is_archived = line.archived_at.is_some();
    let may_archive = !is_archived && ctx.may(Action::RecoveryChange, Resource::Municipality);
    let may_log = ctx.may(Action::AuditLogRead, Resource::Municipality);
    let typed =
        typed.unwrap_or_else(|| PlanForm { title: line.title.clone(), note: line.note.clone(), ..PlanForm::default() });
    let page = PlanPage {
        layout: user.layout(Place::Recovery, format!("{} {}", line.code(), line.title)),
        code: line.code(),
        path: format!("/genopretning/planer/{}", line.id),
        scenario: (
            format!("/genopretning/scenarier/{}", line.scenario),
            format!("S-{} {}", content.scenario.0, content.scenario.1),
        ),
        version: line.version,
        about: about(t, &line),
        note: line.note.lines().map(str::to_owned).collect(),
        is_archived,
        may_change: may_archive && is_draft,
        may_archive,
        may_approve: !is_archived && is_draft && ctx.may(Action::RecoveryApprove, Resource::Municipality),
        formats: vec!["pdf", "docx", "xlsx"],
        inputs: vec![
            Input::line("text", "title", t.get("recovery-plan-title"), typed.title)
                .wide()
                .max(200)
                .required()
                .check(&faults),
            Input::area(3, "note", t.get("recovery-plan-note"), typed.note).max(4_000).check(&faults),
        ],
        newer,
        order,
        history: may_log.then(|| format!("/revisionslog?objekt={}", line.id)),
        title: line.title,
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// What identifies a plan: label and value.
pub(super) fn about(t: Tr, line: &RecoveryPlanLine) -> Vec<(String, String)> {
    let mut about = vec![
        (t.get("recovery-computed"), format::moment(t.lang(), line.computed_at)),
        (t.get("recovery-computed-by"), line.computed_by.clone()),
    ];
    about.push((
        t.get("recovery-plan-state"),
        match &line.approved {
            Some((at, by)) => {
                t.s2("recovery-approved-by", "name", by, "date", format::date(t.lang(), format::date_of(*at)))
            }
            None => t.get("recovery-state-draft"),
        },
    ));
    about
}

/// What is otherwise when the order of a plan is computed from the registers of today.
pub(super) async fn since(app: &App, ctx: &Context, plan: &RecoveryPlan) -> Result<Difference, Error> {
    let effort = Effort::Thorough { seed: plan.content.seed };
    let now = recovery::recovery_order(app, ctx, plan.line.scenario, effort).await?;
    Ok(difference(&plan.content, &now.content))
}

fn newer(t: Tr, told: &Difference) -> Newer {
    let heading = if told.is_empty() {
        t.get("recovery-no-difference")
    } else {
        t.with(
            "recovery-difference",
            &[
                ("before", told.late[0].to_string()),
                ("now", told.late[1].to_string()),
                ("length", span(t, told.length[0])),
                ("other", span(t, told.length[1])),
            ],
        )
    };
    let time = |minute: Option<u32>| minute.map_or_else(|| t.get("recovery-not-there"), |minute| after(t, minute));
    let task = |change: &bavn_core::recovery::plan::TaskChange| {
        let told = |at: usize| match change.is_met[at] {
            None => t.get("recovery-not-there"),
            Some(is_met) => {
                let verdict = t.get(if is_met { "recovery-kept" } else { "recovery-not-kept" });
                change.back[at].map_or_else(
                    || verdict.clone(),
                    |minute| format!("{}, {}", after(t, minute), verdict.to_lowercase()),
                )
            }
        };
        let is_worse = change.is_met[1] == Some(false) && change.is_met[0] != Some(false);
        ChangeRow { name: change.name.clone(), before: told(0), now: told(1), is_worse }
    };
    let step = |moved: &bavn_core::recovery::plan::Moved| ChangeRow {
        name: moved.name.clone(),
        before: time(moved.start[0]),
        now: time(moved.start[1]),
        is_worse: false,
    };
    Newer { heading, tasks: told.tasks.iter().map(task).collect(), steps: told.steps.iter().map(step).collect() }
}

pub(super) async fn update(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<PlanForm>) -> PageResult {
    let (id, version) = (RecoveryPlanId(id), form.version()?);
    match recovery::update_recovery_plan(&user.app, &user.ctx, id, version, &form.title, &form.note).await {
        Ok(()) => Ok(redirect(&format!("/genopretning/planer/{id}"), "saved")),
        Err(Error::Invalid(faults)) => {
            let plan = recovery::get_recovery_plan(&user.app, &user.ctx, id).await?;
            page(&user, plan, None, Extent::Page, Some(form), Faults::new(user.t, &faults))
        }
        Err(Error::Conflict { kind, current }) => {
            let plan = recovery::get_recovery_plan(&user.app, &user.ctx, id).await?;
            // One that was approved or taken out of use meanwhile has no form any more.
            if plan.line.state != PlanState::Draft || plan.line.archived_at.is_some() {
                return Err(Error::Conflict { kind, current }.into());
            }
            let faults = Faults::new(user.t, &[changed_meanwhile("title")]);
            conflicted(page(&user, plan, None, Extent::Page, Some(form), faults))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn approve(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<PlanForm>) -> PageResult {
    recovery::approve_recovery_plan(&user.app, &user.ctx, RecoveryPlanId(id), form.version()?).await?;
    Ok(redirect(&format!("/genopretning/planer/{id}"), "approved"))
}

pub(super) async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<PlanForm>) -> PageResult {
    recovery::archive_recovery_plan(&user.app, &user.ctx, RecoveryPlanId(id), form.version()?).await?;
    Ok(redirect("/genopretning", "archived"))
}
