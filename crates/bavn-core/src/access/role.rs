use serde::{Deserialize, Serialize};

/// What an account is in the work with information security.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation: organisation, accounts, log. Does not answer analyses or approve.
    Administrator,
    /// Information-security coordinator: runs the work with analyses, plan and reports.
    Coordinator,
    /// Head of IT: answers, plans and writes reports; technical requirements, money and hours.
    HeadOfIt,
    /// Answers for own systems and own administration.
    SystemOwner,
    /// Member of the management body: reads and approves.
    Director,
    /// Reads what is meant for everyone.
    Employee,
    /// Reads everything with its evidence and history, changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::Administrator,
        Self::Coordinator,
        Self::HeadOfIt,
        Self::SystemOwner,
        Self::Director,
        Self::Employee,
        Self::Auditor,
    ];

    /// The key it is stored and sent under.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Coordinator => "coordinator",
            Self::HeadOfIt => "head_of_it",
            Self::SystemOwner => "system_owner",
            Self::Director => "director",
            Self::Employee => "employee",
            Self::Auditor => "auditor",
        }
    }

    /// The role stored under a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}
