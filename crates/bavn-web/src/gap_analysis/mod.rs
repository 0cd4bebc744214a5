//! Gap analyses: where do we stand, and how do we know.

mod administrations;
mod answer;
mod api;
mod area;
mod changes;
mod control;
mod evidence;
mod explain;
mod framework;
mod levels;
mod lifecycle;
mod list;
mod meta;
mod parts;
mod questions;
mod quick;
mod quick_page;
mod quick_send;
mod requirement;
mod show;
mod statement;

pub use statement::reason_text;

use crate::kit::{Access, Routes};
use bavn_core::access::Action;

const READ: Access = Access::May(Action::AnalysisRead);
const CHANGE: Access = Access::May(Action::AnalysisChange);
const ANSWER: Access = Access::May(Action::AnswerRecord);

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .merge(api::routes())
        .merge(statement::routes())
        .get("/gap-analyse", READ, list::show)
        .get("/gap-analyse/ny", CHANGE, meta::begin)
        .post("/gap-analyse/ny", CHANGE, meta::create)
        .get("/gap-analyse/{id}", READ, show::show)
        .get("/gap-analyse/{id}/rediger", CHANGE, meta::edit)
        .post("/gap-analyse/{id}/rediger", CHANGE, meta::update)
        .post("/gap-analyse/{id}/afslut", CHANGE, lifecycle::complete)
        .post("/gap-analyse/{id}/genaabn", CHANGE, lifecycle::reopen)
        .post("/gap-analyse/{id}/vaegte", CHANGE, lifecycle::take_weights)
        .get("/gap-analyse/{id}/omraade/{code}", READ, area::show)
        .get("/gap-analyse/{id}/ramme/{key}", READ, framework::show)
        .get("/gap-analyse/{id}/ramme/{key}/krav/{reference}", READ, requirement::show)
        .post("/gap-analyse/{id}/ramme/{key}/krav/{reference}", ANSWER, requirement::send)
        .get("/gap-analyse/{id}/aendringer", READ, changes::show)
        .get("/gap-analyse/{id}/forvaltninger", READ, administrations::show)
        .get("/gap-analyse/{id}/skema", READ, quick_page::show)
        .post("/gap-analyse/{id}/skema", ANSWER, quick_send::send)
        .get("/gap-analyse/{id}/kontrol/{code}", READ, control::show)
        .post("/gap-analyse/{id}/kontrol/{code}", ANSWER, answer::send)
        .post("/gap-analyse/{id}/kontrol/{code}/bevis", ANSWER, evidence::add)
        .post("/gap-analyse/{id}/kontrol/{code}/bevis/{evidence}/fjern", ANSWER, evidence::archive)
        .get("/gap-analyse/{id}/bevis/{evidence}", READ, evidence::download)
}
