//! Recovery teams (*genopretningshold*) and recovery steps (*genopretningstrin*) as people write them down.

mod fault;
mod step;

pub use fault::{check_step, check_team};
pub use step::{RecoveryStep, RecoveryTeam};
