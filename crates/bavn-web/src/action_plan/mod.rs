//! The action plan: what is to be done, when, for how much, and what it lifts.

mod api;
mod board;
mod draft_form;
mod economy;
mod edit;
mod edit_page;
mod empty;
mod gantt;
mod head;
mod list;
mod parts;
mod progress;
mod projection;
mod row;
mod settings;
mod show;
mod standing;

use crate::kit::{Access, Routes};
use bavn_core::access::Action;

const READ: Access = Access::May(Action::PlanRead);
const CHANGE: Access = Access::May(Action::PlanChange);
const PROGRESS: Access = Access::May(Action::MeasureProgress);

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/handleplan", READ, list::show)
        .get("/handleplan/tavle", READ, board::show)
        .get("/handleplan/gantt", READ, gantt::show)
        .get("/handleplan/oekonomi", READ, economy::show)
        .get("/handleplan/fremskrivning", READ, projection::show)
        .get("/handleplan/ny", CHANGE, settings::begin)
        .post("/handleplan/ny", CHANGE, settings::create)
        .get("/handleplan/plan/{id}/rediger", CHANGE, settings::edit)
        .post("/handleplan/plan/{id}/rediger", CHANGE, settings::update)
        .get("/handleplan/foranstaltning/ny", CHANGE, edit::begin)
        .post("/handleplan/foranstaltning/ny", CHANGE, edit::create)
        .get("/handleplan/foranstaltning/{code}", READ, show::show)
        .get("/handleplan/foranstaltning/{code}/rediger", CHANGE, edit::edit)
        .post("/handleplan/foranstaltning/{code}/rediger", CHANGE, edit::update)
        .post("/handleplan/foranstaltning/{code}/status", PROGRESS, progress::record)
        .post("/handleplan/foranstaltning/{code}/arkiver", CHANGE, progress::archive)
        .merge(api::routes())
}
