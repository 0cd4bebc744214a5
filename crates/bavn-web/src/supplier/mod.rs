//! Suppliers, contracts, and what is on file about them.

mod api;
mod contract_edit;
mod contract_list;
mod contract_show;
mod dues;
mod edit;
mod form;
mod list;
mod record;
mod show;

pub(crate) use contract_list::Wanted as WantedContracts;
pub(crate) use form::text_in_words;
pub(crate) use list::Wanted as WantedSuppliers;

use crate::kit::{Access, Routes};
use bavn_core::access::Action;

const READ: Access = Access::May(Action::SupplierRead);
const CHANGE: Access = Access::May(Action::SupplierChange);

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/leverandoerer", READ, list::show)
        .get("/leverandoerer/ny", CHANGE, edit::begin)
        .post("/leverandoerer/ny", CHANGE, edit::create)
        .get("/leverandoerer/frister", READ, dues::show)
        .get("/leverandoerer/frister.ics", READ, dues::calendar)
        .get("/leverandoerer/dokumentation/{id}", READ, record::show)
        .post("/leverandoerer/dokumentation/{id}", CHANGE, record::update)
        .post("/leverandoerer/dokumentation/{id}/arkiver", CHANGE, record::archive)
        .get("/leverandoerer/{id}", READ, show::show)
        .get("/leverandoerer/{id}/rediger", CHANGE, edit::edit)
        .post("/leverandoerer/{id}/rediger", CHANGE, edit::update)
        .post("/leverandoerer/{id}/arkiver", CHANGE, edit::archive)
        .get("/leverandoerer/{id}/dokumentation/{kind}/ny", CHANGE, record::begin)
        .post("/leverandoerer/{id}/dokumentation/{kind}/ny", CHANGE, record::create)
        .get("/kontrakter", READ, contract_list::show)
        .get("/kontrakter/ny", CHANGE, contract_edit::begin)
        .post("/kontrakter/ny", CHANGE, contract_edit::create)
        .get("/kontrakter/{id}", READ, contract_show::show)
        .get("/kontrakter/{id}/rediger", CHANGE, contract_edit::edit)
        .post("/kontrakter/{id}/rediger", CHANGE, contract_edit::update)
        .post("/kontrakter/{id}/aktiver", CHANGE, contract_show::cover)
        .post("/kontrakter/{id}/aktiver/{asset}/fjern", CHANGE, contract_show::uncover)
        .post("/kontrakter/{id}/arkiver", CHANGE, contract_edit::archive)
        .merge(api::routes())
}
