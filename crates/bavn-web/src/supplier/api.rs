//! Suppliers, contracts, what is on file and what falls due, in the API.

mod body;
mod contracts;
mod dues;
mod records;
mod suppliers;

use crate::kit::Routes;

pub(super) fn routes() -> Routes {
    suppliers::routes().merge(contracts::routes()).merge(records::routes()).merge(dues::routes())
}
