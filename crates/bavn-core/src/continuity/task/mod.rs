//! Critical tasks (*kritiske opgaver*) as people write them down: the business impact analysis (*konsekvensanalyse*, BIA).

mod duration;
mod fault;
mod field;
mod impact;
mod need;
mod record;
mod suggest;

pub use duration::{DurationFault, MAX_MINUTES, Unit, parse_duration, parts};
pub use fault::{LIMITS, Limits, Warning, check, missing, warnings};
pub use field::{FIELDS, Field, FieldKind, Page, ValueFault, field};
pub use impact::{DIMENSIONS, Dimension, HORIZONS, Impact, MAX_LEVEL, UNACCEPTABLE};
pub use need::{Circle, NeedEffect, NeedFault, NeedOn, TaskNeed, check_needs, find_circle, find_circle_through};
pub use record::{CriticalTask, TaskState};
pub use suggest::{Because, Suggestion, suggest};
