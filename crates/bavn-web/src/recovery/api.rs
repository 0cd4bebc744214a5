//! Scenarios, what falls in them, recovery orders and recovery plans in the API.

mod order_body;
mod orders;
mod plans;
mod scenarios;

pub(super) use order_body::OrderBody;

use crate::kit::Routes;

pub(super) fn routes() -> Routes {
    scenarios::routes().merge(orders::routes()).merge(plans::routes())
}
