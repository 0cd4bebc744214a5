//! Operations on both engines.

mod action_plan;
mod audit_log;
mod backup;
mod catalogue;
mod gap_analysis;
mod identity;
mod organisation;
mod report;
