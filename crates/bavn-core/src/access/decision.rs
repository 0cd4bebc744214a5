use super::{Action, Actor, Identity, Reach};
use crate::ids::{PersonId, UnitId};

/// What an action is done to, as far as it matters for who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// Something of the municipality as a whole.
    Municipality,
    /// Something that belongs to a unit.
    Unit(UnitId),
    /// Something that belongs to a unit, or to the municipality, and that one person answers for: who holds a role that allows the
    /// action anywhere reaches what they answer for themselves.
    Owned {
        /// The unit; none for the municipality.
        unit: Option<UnitId>,
        /// The person who answers for it.
        owner: PersonId,
    },
    /// Anything at all: is there any reach in which the actor may? For menus and lists, which then filter.
    Any,
}

impl Resource {
    /// The resource of something that belongs to a unit, or to the municipality if to none.
    #[must_use]
    pub fn of(unit: Option<UnitId>) -> Self {
        unit.map_or(Self::Municipality, Self::Unit)
    }

    /// The resource of something that somebody may answer for.
    #[must_use]
    pub fn owned(unit: Option<UnitId>, owner: Option<PersonId>) -> Self {
        owner.map_or_else(|| Self::of(unit), |owner| Self::Owned { unit, owner })
    }
}

/// Proof that an actor was found to be allowed an action. Only [`authorize`] makes one.
#[derive(Clone, Debug)]
#[must_use]
pub struct Permit {
    action: Action,
    resource: Resource,
    actor: Actor,
}

impl Permit {
    /// What was allowed.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }

    /// On what.
    #[must_use]
    pub const fn resource(&self) -> Resource {
        self.resource
    }

    /// To whom.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The units in which the actor may do this; `None` for everywhere.
    #[must_use]
    pub fn units(&self) -> Option<Vec<UnitId>> {
        let mut units = Vec::new();
        if matches!(self.actor.identity(), Identity::Operator { .. }) {
            return None;
        }
        for grant in self.actor.grants().iter().filter(|grant| self.action.roles().contains(&grant.role)) {
            match &grant.reach {
                Reach::Municipality => return None,
                Reach::Units(reach) => units.extend(reach.iter().copied()),
            }
        }
        units.sort_unstable();
        units.dedup();
        Some(units)
    }
}

/// The actor may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is not permitted", action.key())]
pub struct Denied {
    /// What was refused.
    pub action: Action,
}

/// Weighs an actor's roles against an action and a resource.
///
/// An operator may everything; nobody else may [`Action::InstallationOperate`]. A role given for units reaches what belongs to
/// those units, and not what belongs to the municipality as a whole.
///
/// # Errors
/// [`Denied`] if no grant reaches.
pub fn authorize(actor: &Actor, action: Action, resource: Resource) -> Result<Permit, Denied> {
    let is_allowed = match actor.identity() {
        Identity::Operator { .. } => true,
        Identity::Anonymous => false,
        Identity::Account { .. } => {
            !(action.is_change() && actor.is_read_only())
                && actor
                    .grants()
                    .iter()
                    .any(|grant| action.roles().contains(&grant.role) && reaches(actor, &grant.reach, resource, action))
        }
    };
    if is_allowed { Ok(Permit { action, resource, actor: actor.clone() }) } else { Err(Denied { action }) }
}

fn reaches(actor: &Actor, reach: &Reach, resource: Resource, action: Action) -> bool {
    match (reach, resource) {
        (Reach::Municipality, _) => true,
        (Reach::Units(_), Resource::Owned { unit, owner }) => {
            actor.person_id() == Some(owner) || reaches(actor, reach, Resource::of(unit), action)
        }
        (Reach::Units(units), Resource::Unit(unit)) => units.contains(&unit),
        (Reach::Units(units), Resource::Any) => !units.is_empty(),
        // What is common to all is readable with a role in any part: the control set, the organisation, one's own account.
        (Reach::Units(_), Resource::Municipality) => {
            matches!(
                action,
                Action::OwnAccountRead | Action::OwnAccountChange | Action::CatalogueRead | Action::OrganisationRead
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::{Grant, Role},
        ids::{AccountId, PersonId},
    };
    use std::{collections::BTreeSet, fmt::Write as _};
    use uuid::Uuid;

    fn actor(role: Role, reach: Reach) -> Actor {
        Actor::account(AccountId(Uuid::nil()), PersonId(Uuid::nil()), "Test".into(), vec![Grant { role, reach }])
    }

    fn unit(number: u128) -> UnitId {
        UnitId(Uuid::from_u128(number))
    }

    /// The role × action matrix as it stands; a change of policy shows as a difference in the expected-output file.
    #[test]
    fn role_action_matrix() {
        let mut matrix =
            String::from("W = whole municipality, U = own units when the role is limited to units, . = not\n\n");
        let width = Action::ALL.iter().map(|action| action.key().len()).max().unwrap_or(0);
        let _ = write!(matrix, "{:width$}", "");
        for role in Role::ALL {
            let _ = write!(matrix, "  {}", role.key());
        }
        matrix.push('\n');
        for action in Action::ALL {
            let _ = write!(matrix, "{:width$}", action.key());
            for role in Role::ALL {
                let whole = authorize(&actor(role, Reach::Municipality), *action, Resource::Municipality).is_ok();
                let own =
                    authorize(&actor(role, Reach::Units(BTreeSet::from([unit(1)]))), *action, Resource::Unit(unit(1)))
                        .is_ok();
                let cell = format!("{}{}", if whole { 'W' } else { '.' }, if own { 'U' } else { '.' });
                let _ = write!(matrix, "  {cell:len$}", len = role.key().len());
            }
            matrix.truncate(matrix.trim_end().len());
            matrix.push('\n');
        }
        insta::assert_snapshot!(matrix);
    }

    #[test]
    fn a_role_for_units_reaches_those_units_only() {
        let owner = actor(Role::SystemOwner, Reach::Units(BTreeSet::from([unit(1), unit(2)])));
        assert!(authorize(&owner, Action::AnswerRecord, Resource::Unit(unit(2))).is_ok());
        assert!(authorize(&owner, Action::AnswerRecord, Resource::Unit(unit(3))).is_err());
        assert!(authorize(&owner, Action::AnswerRecord, Resource::Municipality).is_err());
        assert!(authorize(&owner, Action::AnalysisRead, Resource::Any).is_ok());
        assert!(authorize(&owner, Action::CatalogueRead, Resource::Municipality).is_ok());
    }

    #[test]
    fn a_role_for_units_reaches_what_the_person_answers_for() {
        let owner = actor(Role::SystemOwner, Reach::Units(BTreeSet::from([unit(1)])));
        let (own, others) = (PersonId(Uuid::nil()), PersonId(Uuid::from_u128(9)));
        let may = |unit, person| authorize(&owner, Action::AnswerRecord, Resource::owned(unit, person)).is_ok();
        assert!(may(Some(unit(2)), Some(own)) && may(None, Some(own)));
        assert!(may(Some(unit(1)), Some(others)) && may(Some(unit(1)), None));
        assert!(!may(Some(unit(2)), Some(others)) && !may(None, None));
        let employee = actor(Role::Employee, Reach::Units(BTreeSet::from([unit(1)])));
        assert!(authorize(&employee, Action::AnswerRecord, Resource::owned(None, Some(own))).is_err());
    }

    #[test]
    fn a_read_only_token_changes_nothing() {
        let token = actor(Role::Coordinator, Reach::Municipality).read_only();
        assert!(authorize(&token, Action::AnalysisRead, Resource::Municipality).is_ok());
        for action in Action::ALL.iter().filter(|action| action.is_change()) {
            assert!(authorize(&token, *action, Resource::Municipality).is_err(), "{}", action.key());
        }
    }

    #[test]
    fn an_auditor_changes_only_the_own_account() {
        let auditor = actor(Role::Auditor, Reach::Municipality);
        let changes: Vec<_> = Action::ALL
            .iter()
            .filter(|action| action.is_change() && authorize(&auditor, **action, Resource::Municipality).is_ok())
            .collect();
        assert_eq!(changes, [&Action::OwnAccountChange]);
    }

    #[test]
    fn nobody_may_nothing() {
        for action in Action::ALL {
            assert!(authorize(&Actor::anonymous(), *action, Resource::Any).is_err());
        }
    }
}
