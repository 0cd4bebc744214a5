//! The municipality, its administrations and units, and the people in them.

mod cvr;
mod unit;

pub use cvr::{Cvr, CvrFault};
pub use unit::{UnitKind, UnitNode, UnitTree, UnitTreeFault};
