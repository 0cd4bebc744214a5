//! The action plan for other programs.

mod body;
mod figures;
mod figures_body;
mod input;
mod measures;
mod plans;

use crate::kit::Routes;

/// The routes of the API of this slice.
pub(super) fn routes() -> Routes {
    Routes::new().merge(plans::routes()).merge(measures::routes()).merge(figures::routes())
}
