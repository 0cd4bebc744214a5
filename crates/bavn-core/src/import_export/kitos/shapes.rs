//! The records as they are sent, as far as they are used. Facts of the interface: Kitos REST API v2.

use super::choice::Choice;
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

/// A value that may be missing or `null`.
fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// Shapes whose every field may be missing or `null`.
macro_rules! shapes {
    ($($name:ident { $($field:ident $key:literal : $kind:ty,)* })*) => { $(
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(default)]
        pub(super) struct $name {
            $(#[serde(rename = $key, deserialize_with = "or_default")] pub(super) $field: $kind,)*
        }
    )* };
}

shapes! {
    Named { uuid "uuid": Option<Uuid>, name "name": String, }
    Organization { uuid "uuid": Option<Uuid>, name "name": String, cvr "cvr": String, }
    RoleAssignment { user "user": Named, role "role": Named, }
    System {
        uuid "uuid": Option<Uuid>, name "name": String, description "description": String,
        kle "kle": Vec<Named>, business_type "businessType": Named, rights_holder "rightsHolder": Organization,
    }
    Usage {
        uuid "uuid": Option<Uuid>, system "systemContext": Named, general "general": UsageGeneral,
        roles "roles": Vec<RoleAssignment>, organization "organizationUsage": OrganizationUsage,
        kle "localKLEDeviations": KleDeviations, gdpr "gdpr": Gdpr, relations "outgoingSystemRelations": Vec<Relation>,
    }
    UsageGeneral {
        local_id "localSystemId": String, call_name "localCallName": String, notes "notes": String,
        validity "validity": UsageValidity, main_contract "mainContract": Named,
        socially_critical "isSociallyCritical": Choice, business_critical "isBusinessCritical": Choice,
        criticality "systemUsageCriticalityLevel": Named, hosted_at "hostedAt": Choice, purpose "purpose": String,
        ai "containsAITechnology": Choice,
    }
    UsageValidity { life_cycle "lifeCycleStatus": Choice, valid_to "validTo": String, }
    OrganizationUsage { responsible "responsibleOrganizationUnit": Named, }
    KleDeviations { removed "removedKLE": Vec<Named>, added "addedKLE": Vec<Named>, }
    Gdpr {
        purpose "processingPurpose": String, levels "dataSensitivityLevels": Vec<Choice>,
        specific "specificPersonalData": Vec<Choice>, documentation "directoryDocumentation": Link,
    }
    Link { url "url": String, }
    Relation { uuid "uuid": Option<Uuid>, to "toSystemUsage": Named, description "description": String, }
    Contract {
        uuid "uuid": Option<Uuid>, name "name": String, parent "parentContract": Named, general "general": ContractGeneral,
        supplier "supplier": ContractSupplier, usages "systemUsages": Vec<Named>, termination "termination": Termination,
        payments "payments": Payments, responsible "responsible": ContractResponsible,
    }
    ContractGeneral {
        contract_id "contractId": String, notes "notes": String, validity "validity": Period, criticality "criticality": Named,
    }
    ContractResponsible { unit "organizationUnit": Named, }
    Period { from "validFrom": String, to "validTo": String, }
    ContractSupplier {
        organization "organization": Organization, contact "contactPerson": String, phone "contactPhoneNumber": String,
        email "contactEmail": String,
    }
    Termination { terms "terms": Terms, }
    Terms { months "noticePeriodMonths": Named, }
    Payments { external "external": Vec<Payment>, }
    Payment { acquisition "acquisition": Option<serde_json::Number>, operation "operation": Option<serde_json::Number>, }
    Registration {
        uuid "uuid": Option<Uuid>, name "name": String, general "general": RegistrationGeneral,
        usages "systemUsages": Vec<Named>, oversight "oversight": Oversight,
    }
    RegistrationGeneral {
        concluded "isAgreementConcluded": Choice, concluded_at "agreementConcludedAt": String,
        processors "dataProcessors": Vec<Organization>, sub_processors "subDataProcessors": Vec<SubProcessor>,
        main_contract "mainContract": Named,
    }
    SubProcessor { organization "dataProcessorOrganization": Organization, }
    Oversight {
        interval "oversightInterval": Choice, next "oversightScheduledInspectionDate": String, dates "oversightDates": Vec<OversightDate>,
    }
    OversightDate { completed_at "completedAt": String, remark "remark": String, }
    Tracked { entity "entityUuid": Option<Uuid>, kind "entityType": Choice, }
}
