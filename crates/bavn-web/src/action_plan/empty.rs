//! Before there is a plan.

use crate::kit::{Layout, PageResult, Place, Tr, User, html};
use askama::Template;
use axum::response::Response;
use bavn_core::access::{Action, Resource};

#[derive(Template)]
#[template(path = "action_plan/empty.html")]
struct EmptyPage {
    layout: Layout,
    t: Tr,
    may_create: bool,
}

/// What a plan is, with an example and the way to begin.
pub(super) fn page(user: &User) -> PageResult<Response> {
    let may_create = user.ctx.may(Action::PlanChange, Resource::Municipality);
    let layout = user.layout(Place::ActionPlan, user.t.get("plan-empty-heading"));
    html(&EmptyPage { layout, t: user.t, may_create })
}
