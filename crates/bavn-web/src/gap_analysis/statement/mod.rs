//! The statement of applicability of a framework: to read, to say something in it row by row, and to take it away as a document.

mod edit;
mod page;
mod words;

pub use words::reason_text;

use crate::kit::{Access, Routes};
use bavn_core::access::Action;

pub(super) const READ: Access = Access::May(Action::ApplicabilityRead);
pub(super) const CHANGE: Access = Access::May(Action::ApplicabilityChange);

/// The routes of the pages.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/krav/ramme/{key}/anvendelighedserklaering", READ, page::show)
        .get("/krav/ramme/{key}/anvendelighedserklaering/krav/{reference}", READ, edit::show)
        .post("/krav/ramme/{key}/anvendelighedserklaering/krav/{reference}", CHANGE, edit::send)
}
