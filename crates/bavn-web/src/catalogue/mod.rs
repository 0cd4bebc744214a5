//! The control set, the frameworks, and what the municipality weighs.

mod api;

use crate::kit::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().merge(api::routes())
}
