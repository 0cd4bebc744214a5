//! The statement of applicability of a framework (*anvendelighedserklæring*), ISO/IEC 27001:2022 clause 6.1.3 d.

mod laws;
mod read;
mod record;
mod types;

pub use read::get_statement;
pub use record::{RecordedStatement, StatementChange, record_statement};
pub use types::{LawReference, OwnStatement, Statement, StatementLine};

const KIND: &str = "applicability_statement";
