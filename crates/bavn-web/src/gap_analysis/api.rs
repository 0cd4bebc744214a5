//! Gap analyses for other programs.

mod analyses;
mod answers;
mod bodies;
mod direct;
mod evidence;
mod results;
mod statement;

use crate::kit::Routes;

/// The routes of the API of this slice.
pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(analyses::routes())
        .merge(answers::routes())
        .merge(direct::routes())
        .merge(evidence::routes())
        .merge(results::routes())
        .merge(statement::routes())
}
