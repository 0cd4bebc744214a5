use super::Role;
use crate::ids::{AccountId, PersonId, UnitId};
use std::collections::BTreeSet;

/// How far a role reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole municipality.
    Municipality,
    /// These units; whoever builds the actor has put in the units below as well.
    Units(BTreeSet<UnitId>),
}

/// A role and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where it counts.
    pub reach: Reach,
}

/// Who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A person with an account.
    Account {
        /// The account.
        account: AccountId,
        /// The person behind it.
        person: PersonId,
        /// The name to write in the log.
        name: String,
    },
    /// Somebody with access to the machine, at the command line, or the program itself.
    Operator {
        /// What to write in the log, such as `command line` or `demo`.
        name: String,
    },
    /// Nobody has signed in.
    Anonymous,
}

/// Who asks, and what they have been given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    identity: Identity,
    grants: Vec<Grant>,
    is_read_only: bool,
}

impl Actor {
    /// A person who signed in.
    #[must_use]
    pub const fn account(account: AccountId, person: PersonId, name: String, grants: Vec<Grant>) -> Self {
        Self { identity: Identity::Account { account, person, name }, grants, is_read_only: false }
    }

    /// Somebody with access to the machine, who may do everything.
    #[must_use]
    pub fn operator(name: impl Into<String>) -> Self {
        Self { identity: Identity::Operator { name: name.into() }, grants: Vec::new(), is_read_only: false }
    }

    /// Nobody: may do nothing.
    #[must_use]
    pub const fn anonymous() -> Self {
        Self { identity: Identity::Anonymous, grants: Vec::new(), is_read_only: true }
    }

    /// The same actor, but unable to change anything: a token with the scope `read`.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.is_read_only = true;
        self
    }

    /// Who it is.
    #[must_use]
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The account, if somebody signed in.
    #[must_use]
    pub const fn account_id(&self) -> Option<AccountId> {
        match &self.identity {
            Identity::Account { account, .. } => Some(*account),
            Identity::Operator { .. } | Identity::Anonymous => None,
        }
    }

    /// The person, if somebody signed in.
    #[must_use]
    pub const fn person_id(&self) -> Option<PersonId> {
        match &self.identity {
            Identity::Account { person, .. } => Some(*person),
            Identity::Operator { .. } | Identity::Anonymous => None,
        }
    }

    /// The name written in the audit log.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.identity {
            Identity::Account { name, .. } | Identity::Operator { name } => name,
            Identity::Anonymous => "",
        }
    }

    /// What the actor was given.
    #[must_use]
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Whether the actor is barred from every change.
    #[must_use]
    pub const fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// Whether the actor has a role anywhere.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}
