//! Who does the work.

use serde::{Deserialize, Serialize};

/// Whether a measure is carried out by the municipality itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sourcing {
    /// By its own staff.
    Internal,
    /// By others.
    External,
    /// By both.
    Mixed,
}

impl Sourcing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Internal, Self::External, Self::Mixed];

    /// The stable word for databases and files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::External => "external",
            Self::Mixed => "mixed",
        }
    }

    /// The sourcing of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sourcing| sourcing.key() == key)
    }
}

/// A role whose hours a measure takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffortRole {
    /// Information security: coordinator and specialists.
    InformationSecurity,
    /// IT operations.
    ItOperations,
    /// Development and digitalisation.
    Development,
    /// Project management.
    ProjectManagement,
    /// System owners.
    SystemOwner,
    /// Directors and heads.
    Management,
    /// The data protection officer (*databeskyttelsesrådgiver*).
    Dpo,
    /// Procurement and contracts.
    Procurement,
    /// Personnel (*HR*).
    HumanResources,
    /// Communication.
    Communication,
    /// Contingency and emergency planning (*beredskab*).
    Contingency,
    /// Buildings and facilities.
    Facilities,
    /// All other employees.
    Employees,
    /// Consultants from outside.
    ExternalConsultant,
}

impl EffortRole {
    /// The roles in the order in which they are shown.
    pub const ALL: [Self; 14] = [
        Self::InformationSecurity,
        Self::ItOperations,
        Self::Development,
        Self::ProjectManagement,
        Self::SystemOwner,
        Self::Management,
        Self::Dpo,
        Self::Procurement,
        Self::HumanResources,
        Self::Communication,
        Self::Contingency,
        Self::Facilities,
        Self::Employees,
        Self::ExternalConsultant,
    ];

    /// The stable word for databases and files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::InformationSecurity => "information_security",
            Self::ItOperations => "it_operations",
            Self::Development => "development",
            Self::ProjectManagement => "project_management",
            Self::SystemOwner => "system_owner",
            Self::Management => "management",
            Self::Dpo => "dpo",
            Self::Procurement => "procurement",
            Self::HumanResources => "human_resources",
            Self::Communication => "communication",
            Self::Contingency => "contingency",
            Self::Facilities => "facilities",
            Self::Employees => "employees",
            Self::ExternalConsultant => "external_consultant",
        }
    }

    /// The role of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree_with_json() {
        for role in EffortRole::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.key());
            assert_eq!(EffortRole::from_key(role.key()), Some(role));
        }
        for sourcing in Sourcing::ALL {
            assert_eq!(serde_json::to_value(sourcing).unwrap(), sourcing.key());
            assert_eq!(Sourcing::from_key(sourcing.key()), Some(sourcing));
        }
    }
}
