//! The action plan (*handleplan*): when measures are finished, what they cost, what they lift, and what slips.

mod economy;
mod gantt;
mod graph;
mod hours;
mod money;
mod projection;
mod quarter;
mod schedule;

pub use economy::{Economy, GroupTotals, MeasureCost, YearTotals, economy};
pub use gantt::{GanttRow, gantt};
pub use graph::PlanError;
pub use hours::{QuarterHours, hours_per_quarter};
pub use money::{Years, YearsError};
pub use projection::{EffectInput, OpenEffect, Projection, Step, effects, project};
pub use quarter::Quarter;
pub use schedule::{Delay, Schedule, Scheduled, schedule};
