//! Measures: what closes a gap, with owner, dates, money, hours, what they wait for and what they lift.

mod archive;
mod bulk;
mod check;
mod create;
mod draft;
mod entity;
mod lifting;
mod load;
mod owners;
mod progress;
mod store;
mod types;
mod update;

pub use archive::archive_measure;
pub use bulk::{ManyMeasure, create_measures};
pub use create::create_measure;
pub use draft::{MeasureDraft, draft_from_control};
pub use lifting::{Lift, LiftingMeasure, list_lifts};
pub(crate) use lifting::{carry_effects, lifting};
pub use load::get_measure;
pub(crate) use load::load_plan_measures;
pub use owners::list_possible_owners;
pub use progress::{Progress, record_progress};
pub use types::Measure;
pub use update::update_measure;
