//! A recovery plan (*genopretningsplan*): an order with the names of everything in it, so that it can be kept, printed and compared when
//! the registers have changed.

mod content;
mod difference;

pub use content::{
    About, ConflictLine, Failed, Helps, Places, PlanContent, PlannedAsset, PlannedStep, PlannedTask, PlannedTeam,
    StuckLine, TaskAbout, Value,
};
pub use difference::{Difference, Moved, TaskChange, difference};
