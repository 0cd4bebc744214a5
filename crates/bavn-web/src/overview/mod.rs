//! The start page: what waits for me, where do we stand, what is late. It combines slices, so it is composed here.

mod standing;
mod tasks;

use crate::kit::{Access, Layout, PageResult, Place, Routes, Tr, User, format, html};
use askama::Template;
use bavn_app::{action_plan, gap_analysis};
use bavn_core::{
    access::{Action, Resource},
    gap_analysis::Score,
};
use standing::{AreaRow, Standing};
use tasks::Task;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/", Access::SignedIn, show)
}

#[derive(Template)]
#[template(path = "overview/overview.html")]
struct OverviewPage {
    layout: Layout,
    t: Tr,
    heading: String,
    lead: Option<String>,
    waiting: Vec<Task>,
    standing: Option<Standing>,
    may_read_analyses: bool,
    may_start_analysis: bool,
    late: Vec<Task>,
    late_count: usize,
    areas: Vec<AreaRow>,
}

/// Late measures listed on the page; the plan lists them all.
const LATE_SHOWN: usize = 5;

/// Earlier analyses drawn before the latest.
const EARLIER_SHOWN: u64 = 7;

async fn show(user: User) -> PageResult {
    let User { app, ctx, t, .. } = &user;
    let t = *t;
    let may = |action| ctx.may(action, Resource::Any);
    let analysis = gap_analysis::latest_analysis(app, ctx).await?;
    let earlier = match &analysis {
        Some(view) => gap_analysis::earlier_analyses(app, ctx, view, EARLIER_SHOWN).await?,
        None => Vec::new(),
    };
    let plan = match may(Action::PlanRead) {
        true => action_plan::find_current_plan_view(app, ctx).await?,
        false => None,
    };
    let projection = match (&analysis, &plan) {
        (Some(view), Some(plan)) => match view.evaluation.target() {
            Some(target) => Some(plan.projection(&view.inputs, target)?),
            None => None,
        },
        _ => None,
    };
    let waiting = tasks::waiting(&user, analysis.as_ref(), plan.as_ref(), projection.as_ref()).await?;
    let late: Vec<Task> = plan.as_ref().map(|plan| tasks::late(t, plan)).unwrap_or_default();
    let greeting = match format::hour_of(ctx.now()) {
        5..9 => t.get("overview-morning"),
        9..12 => t.get("overview-forenoon"),
        12..18 => t.get("overview-afternoon"),
        _ => t.get("overview-evening"),
    };
    html(&OverviewPage {
        layout: user.layout(Place::Overview, t.get("menu-overview")),
        t,
        heading: format!("{greeting} {}", t.n("overview-heading", waiting.len())),
        lead: analysis.as_ref().and_then(|view| standing::lead(t, view, projection.as_ref())),
        areas: analysis.as_ref().map(|view| standing::areas(&user, view, plan.as_ref())).unwrap_or_default(),
        standing: analysis
            .as_ref()
            .and_then(|view| standing::standing(&user, view, &earlier, plan.as_ref(), projection.as_ref())),
        may_read_analyses: may(Action::AnalysisRead),
        may_start_analysis: may(Action::AnalysisChange),
        late_count: late.len(),
        late: late.into_iter().take(LATE_SHOWN).collect(),
        waiting,
    })
}

fn shown(t: Tr, score: Score) -> String {
    score.one_decimal().text(t.lang())
}
