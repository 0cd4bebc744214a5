//! The organisation for other programs; the example of [`crate::kit::api`].

mod municipality;
mod people;
mod units;

use crate::kit::Routes;

/// The routes of the API of this slice.
pub(super) fn routes() -> Routes {
    Routes::new().merge(municipality::routes()).merge(units::routes()).merge(people::routes())
}
