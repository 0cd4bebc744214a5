//! The order in which it comes back.

use super::{
    show::Head,
    view::{Extent, OrderView},
};
use crate::kit::{Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::extract::{Path, Query};
use bavn_app::recovery::{self, Effort};
use bavn_core::{
    access::{Action, Resource},
    ids::ScenarioId,
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "recovery/order.html")]
struct OrderPage {
    layout: Layout,
    t: Tr,
    head: Head,
    path: String,
    title: String,
    may_keep: bool,
    plans: Vec<(String, String)>,
    order: OrderView,
}

/// What is asked of an order's page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    /// `alle` for every step.
    trin: String,
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>, Query(wanted): Query<Wanted>) -> PageResult {
    let (t, app, ctx) = (user.t, &user.app, &user.ctx);
    let id = ScenarioId(id);
    let found = recovery::recovery_order(app, ctx, id, Effort::Quick).await?;
    let may_plan = ctx.may(Action::PlanChange, Resource::Any);
    let task = |at: usize, _: &_| found.tasks.get(at).copied().flatten().map(|id| format!("/konsekvensanalyse/{id}"));
    let order = OrderView::new(t, &found.content, task, may_plan, Extent::asked(&wanted.trin));
    // Plans hold every name: they are for those who may read all.
    let plans = if ctx.may(Action::RecoveryRead, Resource::Municipality) {
        recovery::list_recovery_plans(app, ctx, Some(id)).await?
    } else {
        Vec::new()
    };
    let is_open = found.scenario.archived_at.is_none();
    html(&OrderPage {
        layout: user.layout(Place::Recovery, order.heading.clone()),
        head: Head::new(&found.scenario, "order"),
        path: format!("/genopretning/scenarier/{id}"),
        title: found.scenario.facts.name.clone(),
        may_keep: is_open && !found.content.steps.is_empty() && ctx.may(Action::RecoveryChange, Resource::Municipality),
        plans: plans
            .iter()
            .take(5)
            .map(|line| (format!("/genopretning/planer/{}", line.id), format!("{} {}", line.code(), line.title)))
            .collect(),
        order,
        t,
    })
}

/// A plan to be kept.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeepForm {
    title: String,
    note: String,
}

pub(super) async fn keep(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<KeepForm>) -> PageResult {
    let seed = Effort::Quick.seed();
    let made = recovery::create_recovery_plan(&user.app, &user.ctx, ScenarioId(id), &form.title, &form.note, seed);
    Ok(redirect(&format!("/genopretning/planer/{}", made.await?), "created"))
}
