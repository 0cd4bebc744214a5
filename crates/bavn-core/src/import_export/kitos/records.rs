use serde::Serialize;
use time::Date;
use uuid::Uuid;

/// A municipality's own use of a system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KitosAsset {
    /// The identifier of the use; the key.
    pub id: Uuid,
    /// The identifier that the municipality gave it; may be empty.
    pub local_id: String,
    /// The system's name.
    pub name: String,
    /// What it is called in the municipality; may be empty.
    pub alias: String,
    /// What the catalogue says of it; may be empty.
    pub description: String,
    /// The municipality's notes; may be empty.
    pub note: String,
    /// The name of the person in the role of owner; may be empty.
    pub owner: String,
    /// The name of the person in the role of responsible; may be empty.
    pub responsible: String,
    /// The name of the responsible unit; may be empty.
    pub unit: String,
    /// The name of the level of criticality, in the municipality's own words; may be empty.
    pub criticality: String,
    /// Whether it is critical to the business or to society, when somebody said.
    pub is_critical: Option<bool>,
    /// The stable word of where it runs.
    pub hosting: &'static str,
    /// The stable word of where it is in its life.
    pub life_cycle: &'static str,
    /// The last day of its use.
    pub ends_on: Option<Date>,
    /// The stable words of the personal data in it.
    pub personal_data: Vec<&'static str>,
    /// Why personal data is processed; may be empty.
    pub purpose: String,
    /// Where the record of processing stands; may be empty.
    pub record_url: String,
    /// The numbers of the task areas (KLE), sorted.
    pub kle: Vec<String>,
    /// The supplier's identifier.
    pub supplier: Option<Uuid>,
}

/// A supplier, as contracts, systems and registrations name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KitosSupplier {
    /// The organisation's identifier; the key.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its CVR number; may be empty.
    pub cvr: String,
    /// The name of a person there; may be empty.
    pub contact_name: String,
    /// Their telephone; may be empty.
    pub contact_phone: String,
    /// Their e-mail address; may be empty.
    pub contact_email: String,
}

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KitosContract {
    /// Its identifier; the key.
    pub id: Uuid,
    /// The number that the municipality gave it; may be empty.
    pub number: String,
    /// Its name.
    pub title: String,
    /// The supplier's identifier.
    pub supplier: Option<Uuid>,
    /// The contract above it.
    pub parent: Option<Uuid>,
    /// The first day.
    pub starts_on: Option<Date>,
    /// The last day.
    pub ends_on: Option<Date>,
    /// Months of notice.
    pub notice_months: Option<u16>,
    /// The external payments for operation, whole kroner.
    pub yearly_value: Option<i64>,
    /// The external payments for acquisition, whole kroner.
    pub one_off_value: Option<i64>,
    /// Notes; may be empty.
    pub note: String,
    /// The name of the responsible unit; may be empty.
    pub unit: String,
    /// The uses of systems that it covers.
    pub assets: Vec<Uuid>,
}

/// A data-processing registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KitosAgreement {
    /// Its identifier; the key.
    pub id: Uuid,
    /// Its name.
    pub title: String,
    /// Whether the agreement is concluded, when somebody said.
    pub is_concluded: Option<bool>,
    /// The day on which it was concluded.
    pub concluded_on: Option<Date>,
    /// The processors.
    pub processors: Vec<Uuid>,
    /// The sub-processors.
    pub sub_processors: Vec<Uuid>,
    /// The contract that it belongs to.
    pub contract: Option<Uuid>,
    /// The uses of systems that it covers.
    pub assets: Vec<Uuid>,
    /// Months between oversights.
    pub oversight_months: Option<u16>,
    /// The day of the next oversight.
    pub oversight_due: Option<Date>,
    /// The day of the last oversight.
    pub overseen_on: Option<Date>,
    /// What was remarked then; may be empty.
    pub oversight_remark: String,
}

/// That one use of a system has a relation to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KitosDependency {
    /// The identifier of the relation; the key.
    pub id: Uuid,
    /// The use that has it.
    pub from: Uuid,
    /// The use that it points to.
    pub to: Uuid,
    /// What it is; may be empty.
    pub note: String,
}

/// What kind of record is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KitosEntity {
    /// A use of a system.
    Usage,
    /// A contract.
    Contract,
    /// A data-processing registration.
    Agreement,
}

/// That a record was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct KitosDeletion {
    /// What it was.
    pub entity: KitosEntity,
    /// Its identifier.
    pub id: Uuid,
}

/// Everything that was read, each list in the order of identifiers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KitosRecords {
    /// Uses of systems.
    pub assets: Vec<KitosAsset>,
    /// Suppliers.
    pub suppliers: Vec<KitosSupplier>,
    /// Contracts.
    pub contracts: Vec<KitosContract>,
    /// Data-processing registrations.
    pub agreements: Vec<KitosAgreement>,
    /// Relations.
    pub dependencies: Vec<KitosDependency>,
    /// Deletions.
    pub deletions: Vec<KitosDeletion>,
}
