//! Critical tasks, recovery teams, recovery steps and conflicts through the API.

mod conflicts;
mod steps;
mod tasks;
mod teams;

use crate::kit::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().merge(tasks::routes()).merge(teams::routes()).merge(steps::routes()).merge(conflicts::routes())
}
