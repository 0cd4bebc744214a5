//! The database: opening it, reading, and writing with an audit event.
//!
//! One code base for SQLite and PostgreSQL. Differences between the engines stand in [`dialect`] and nowhere else. Every write goes
//! through [`Database::write_tx`], which wants a [`Permit`](bavn_core::access::Permit) and whose [`WriteTx::commit`] wants an
//! [`AuditEvent`](bavn_core::audit_log::AuditEvent).

pub mod audit;
pub mod backup;
pub mod dialect;
mod error;
mod insert;
mod location;
pub mod migration;
mod open;
mod private_file;
pub mod statement_count;
mod write_tx;

pub use error::DbError;
pub use insert::{OnKnownKey, execute_all, insert_rows, insert_statements};
pub use location::Location;
pub use open::{Database, Engine, OpenOptions};
pub use write_tx::{ChangeInfo, WriteTx};
