//! Scenarios, what falls in them, the order in which it comes back, and recovery plans.

mod api;
mod charts;
mod course;
mod document;
mod edit;
mod form;
mod keys;
mod list;
mod order;
mod plan;
mod show;
mod told;
mod view;
mod words;

pub use document::recovery_document;
pub use told::{order_json, order_text};

use crate::kit::{Access, Routes};
use bavn_core::access::Action;

const READ: Access = Access::May(Action::RecoveryRead);
const CHANGE: Access = Access::May(Action::RecoveryChange);
const APPROVE: Access = Access::May(Action::RecoveryApprove);

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/genopretning", READ, list::show)
        .get("/genopretning/scenarier/ny", CHANGE, edit::begin)
        .post("/genopretning/scenarier/ny", CHANGE, edit::create)
        .get("/genopretning/scenarier/{id}", READ, show::show)
        .get("/genopretning/scenarier/{id}/rediger", CHANGE, edit::edit)
        .post("/genopretning/scenarier/{id}/rediger", CHANGE, edit::update)
        .post("/genopretning/scenarier/{id}/arkiver", CHANGE, edit::archive)
        .get("/genopretning/scenarier/{id}/forloeb", READ, course::show)
        .get("/genopretning/scenarier/{id}/raekkefoelge", READ, order::show)
        .post("/genopretning/scenarier/{id}/plan", CHANGE, order::keep)
        .get("/genopretning/planer/{id}", READ, plan::show)
        .post("/genopretning/planer/{id}/rediger", CHANGE, plan::update)
        .post("/genopretning/planer/{id}/godkend", APPROVE, plan::approve)
        .post("/genopretning/planer/{id}/arkiver", CHANGE, plan::archive)
        .merge(api::routes())
}
