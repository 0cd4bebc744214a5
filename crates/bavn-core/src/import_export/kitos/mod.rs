//! Systems, contracts and data-processing registrations of Kitos (REST API v2), as JSON from the interface or from files.
//!
//! Only the identifier of a record must be there: older installations lack fields, newer ones have more. Words of lists come as texts or as
//! numbers; both are read.

mod choice;
mod convert;
mod read;
mod records;
mod shapes;

pub use read::{KitosFault, KitosFiles, read_kitos};
pub use records::{
    KitosAgreement, KitosAsset, KitosContract, KitosDeletion, KitosDependency, KitosEntity, KitosRecords, KitosSupplier,
};
