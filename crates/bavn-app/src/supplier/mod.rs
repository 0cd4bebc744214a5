//! Suppliers, the contracts with them, and what is on file about them.

mod archive;
mod bulk;
mod chain;
mod check;
mod clauses;
mod concentration;
mod contract_list;
mod contract_load;
mod contract_put;
mod covers;
mod dues;
mod entity;
mod list;
mod load;
mod names;
mod put;
mod record;
mod types;

pub(crate) use bulk::{
    Keys, contract_keys, contract_parents, contracts_with_contracts, find_contracts, find_suppliers, supplier_keys,
    suppliers_with_contracts, write_contract_use, write_supplier_use,
};
pub(crate) use contract_put::write_contracts;
pub(crate) use put::write_suppliers;
pub(crate) use record::{find_records, write_records};

pub use archive::{archive_contract, archive_supplier, archive_supplier_record};
pub use chain::{ChainLine, SupplierChain, get_supplier_chain};
pub use clauses::{Clause, Question, contract_clauses, supplier_questions};
pub use concentration::{Concentration, FallReason, Fallen, supplier_concentration};
pub use contract_list::{ContractFilter, ContractLine, ContractSort, list_contracts, select_contracts};
pub use contract_load::{get_contract, load_contracts};
pub use contract_put::{PutContract, create_contract, put_contracts, update_contract};
pub use covers::{contracts_covering, cover_asset, list_covered};
pub use dues::{Due, DueKind, list_dues};
pub(crate) use entity::supplier as supplier_entity;
pub use list::{SupplierFilter, SupplierLine, SupplierSort, list_suppliers, select_suppliers};
pub use load::{get_supplier, load_suppliers};
pub(crate) use names::known_suppliers;
pub use names::{contract_titles, people_names, supplier_names};
pub use put::{PutSupplier, create_supplier, put_suppliers, update_supplier};
pub use record::{create_supplier_record, get_supplier_record, list_supplier_records, update_supplier_record};
pub use types::{Contract, ContractDraft, SubSupplier, Supplier, SupplierDraft, SupplierRecord, code_of};
