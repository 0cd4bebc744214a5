//! The tamper-evident log: who did what, when, with what before and after.
//!
//! Each record carries the SHA-256 hash of the record before it, so that a record that is altered, removed or moved breaks the
//! chain from there on. The end of the chain is guarded by its number and hash, which `bavn audit verify` prints; whoever keeps
//! them elsewhere can also prove that nothing was cut off the end.

mod chain;
mod event;

pub use chain::{ChainFault, ChainHead, ChainVerifier, GENESIS, Record};
pub use event::AuditEvent;
