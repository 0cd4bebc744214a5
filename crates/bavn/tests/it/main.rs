//! The built program, from outside.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops here")]

mod account;
mod frameworks;
mod kill;
mod program;
mod recover;
mod statement;
