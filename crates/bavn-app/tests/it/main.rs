//! Operations on both engines.

mod action_plan;
mod gap_analysis;
