//! Accounts: who can sign in, and with which roles.

mod api;
mod edit;
mod list;
mod new;

use crate::kit::{Access, Input, Routes, Tr};
use bavn_app::{Error, FieldFault, identity::AccountGrant, organisation::Unit};
use bavn_core::access::{Action, Role};

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    let (read, change) = (Access::May(Action::AccountRead), Access::May(Action::AccountChange));
    Routes::new()
        .get("/brugere", read, list::show)
        .get("/brugere/ny", change, new::show)
        .post("/brugere/ny", change, new::send)
        .get("/brugere/{id}", change, edit::show)
        .post("/brugere/{id}", change, edit::send)
        .post("/brugere/{id}/adgangskode", change, edit::reset)
        .merge(api::routes())
}

/// A line of the table of roles: which role, and where it counts.
struct GrantRow {
    number: usize,
    role: String,
    unit: String,
}

/// The lines for the roles given, and three more to fill.
fn grant_rows(roles: &[String], units: &[String]) -> Vec<GrantRow> {
    let given = roles
        .iter()
        .enumerate()
        .filter(|(_, role)| !role.is_empty())
        .map(|(place, role)| (role.clone(), units.get(place).cloned().unwrap_or_default()));
    given
        .chain((0..3).map(|_| (String::new(), String::new())))
        .enumerate()
        .map(|(number, (role, unit))| GrantRow { number: number + 1, role, unit })
        .collect()
}

/// The roles that a form asks for.
fn read_grants(roles: &[String], units: &[String]) -> Result<Vec<AccountGrant>, Error> {
    let mut faults = Vec::new();
    let mut grants = Vec::new();
    for (place, key) in roles.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        let unit = units.get(place).map(String::as_str).unwrap_or_default();
        let unit_id = if unit.is_empty() { Ok(None) } else { unit.parse().map(Some) };
        match (Role::from_key(key), unit_id) {
            (Some(role), Ok(unit_id)) => grants.push(AccountGrant { role, unit_id }),
            (None, _) => faults.push(FieldFault::new("grants", "unknown", key)),
            (_, Err(_)) => faults.push(FieldFault::new("grants", "unknown", unit)),
        }
    }
    if faults.is_empty() { Ok(grants) } else { Err(Error::Invalid(faults)) }
}

fn role_options(t: Tr) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), t.get("accounts-no-role"))];
    options.extend(Role::ALL.iter().map(|role| (role.key().to_owned(), t.of("role", role.key()))));
    options
}

fn unit_options(t: Tr, units: &[Unit]) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), t.get("accounts-whole"))];
    options.extend(crate::organisation::unit_options(units));
    options
}

fn password_input(t: Tr, name: &'static str) -> Input {
    Input::line("password", name, t.get("accounts-first-password"), "")
        .max(200)
        .required()
        .autocomplete("new-password")
        .hint(t.get("accounts-first-password-hint"))
}
