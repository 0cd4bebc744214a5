//! Suppliers (*leverandører*): whom the municipality buys from, whom they lean on in turn, the contracts, and what is kept on file
//! about them: data-processing agreements, audit statements and assessments.

mod calendar;
mod chain;
mod contract;
mod facts;
mod fault;
mod field;
mod kind;
mod record;

pub use calendar::{CalendarEvent, to_calendar};
pub use chain::{LinkFault, SupplierLink, check_links, sub_suppliers};
pub use contract::{ContractFacts, LATEST, notice_by};
pub use facts::{CONTACTS, Contact, SUBS, SupplierFacts, check_contacts, has_check_digit};
pub use fault::{Fault, FieldFault, Rule};
pub use field::{Facts, Field, FieldKind, ValueFault};
pub use kind::{
    AuditStandard, AuditType, ClauseState, Conclusion, DataLocation, OversightResult, RecordKind, SupplierKind,
};
pub use record::{AgreementFacts, AssessmentFacts, RecordFacts, StatementFacts};
