//! Continuity: critical tasks with their guided impact analysis, the heat map, conflicts, recovery teams and recovery steps.

mod api;
mod conflicts;
mod fields;
mod heat;
mod interview;
mod list;
mod needs;
mod show;
mod steps;
mod teams;
mod words;

use crate::kit::{Access, Routes};
use bavn_core::access::Action;

pub(crate) use list::Wanted;
pub(crate) use words::{dimension_heading, said};
pub use words::{field_name, field_text, length};

const READ: Access = Access::May(Action::ContinuityRead);
const CHANGE: Access = Access::May(Action::ContinuityChange);
const ADMINISTER: Access = Access::May(Action::ContinuityAdminister);

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/konsekvensanalyse", READ, list::show)
        .get("/konsekvensanalyse/ny", CHANGE, interview::begin)
        .post("/konsekvensanalyse/ny", CHANGE, interview::create)
        .get("/konsekvensanalyse/varmekort", READ, heat::show)
        .get("/konsekvensanalyse/konflikter", READ, conflicts::show)
        .get("/konsekvensanalyse/{id}", READ, show::show)
        .get("/konsekvensanalyse/{id}/interview/{side}", CHANGE, interview::edit)
        .post("/konsekvensanalyse/{id}/interview/{side}", CHANGE, interview::update)
        .post("/konsekvensanalyse/{id}/behov", CHANGE, needs::add)
        .post("/konsekvensanalyse/{id}/behov/{place}/fjern", CHANGE, needs::remove)
        .post("/konsekvensanalyse/{id}/indsend", CHANGE, show::submit)
        // The manager that a task names may approve it, when the role may change analyses there: the operation weighs that.
        .post("/konsekvensanalyse/{id}/godkend", READ, show::approve)
        .post("/konsekvensanalyse/{id}/send-tilbage", READ, show::send_back)
        .post("/konsekvensanalyse/{id}/arkiver", CHANGE, show::archive)
        .post("/konsekvensanalyse/{id}/genindfoer", CHANGE, show::restore)
        .get("/genopretning/hold", READ, teams::show)
        .get("/genopretning/hold/ny", ADMINISTER, teams::begin)
        .post("/genopretning/hold/ny", ADMINISTER, teams::create)
        .get("/genopretning/hold/{id}/rediger", ADMINISTER, teams::edit)
        .post("/genopretning/hold/{id}/rediger", ADMINISTER, teams::update)
        .post("/genopretning/hold/{id}/arkiver", ADMINISTER, teams::archive)
        .get("/aktiver/{id}/genopretning", READ, steps::show)
        .post("/aktiver/{id}/genopretning", CHANGE, steps::put)
        .post("/aktiver/{id}/genopretning/{place}/fjern", CHANGE, steps::remove)
        .merge(api::routes())
}
