//! The municipality, its units and people.

mod api;

use crate::kit::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().merge(api::routes())
}
