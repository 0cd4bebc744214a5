//! Operations on both engines.

mod action_plan;
mod backup;
mod gap_analysis;
