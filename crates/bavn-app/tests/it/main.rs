//! Operations on both engines.

mod gap_analysis;
