//! The municipality, its units and people.

mod api;
mod logo;
mod page;
mod people;
mod units;

use crate::kit::{Access, Routes};
use bavn_app::organisation::Unit;
use bavn_core::{access::Action, ids::UnitId};

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    let (read, change) = (Access::May(Action::OrganisationRead), Access::May(Action::OrganisationChange));
    Routes::new()
        .get("/organisation", read, page::show)
        .post("/organisation", change, page::send)
        .get("/organisation/enhed/ny", change, units::show_new)
        .post("/organisation/enhed/ny", change, units::create)
        .get("/organisation/enhed/{id}", read, units::show)
        .post("/organisation/enhed/{id}", change, units::update)
        .post("/organisation/enhed/{id}/arkiver", change, units::archive)
        .get("/organisation/person/ny", change, people::show_new)
        .post("/organisation/person/ny", change, people::create)
        .get("/organisation/person/{id}", read, people::show)
        .post("/organisation/person/{id}", change, people::update)
        .post("/organisation/person/{id}/arkiver", change, people::archive)
        .get("/logo", Access::SignedIn, logo::show)
        .merge(api::routes())
}

/// The units as options of a choice, those below others marked by their depth.
pub(crate) fn unit_options(units: &[Unit]) -> Vec<(String, String)> {
    tree(units)
        .into_iter()
        .map(|(unit, depth)| (unit.id.to_string(), format!("{}{}", "\u{2013} ".repeat(depth), unit.name)))
        .collect()
}

/// The units in the order of their tree, each with its depth from 0.
fn tree(units: &[Unit]) -> Vec<(&Unit, usize)> {
    fn walk<'units>(
        units: &'units [Unit],
        parent: Option<UnitId>,
        depth: usize,
        found: &mut Vec<(&'units Unit, usize)>,
    ) {
        for unit in units.iter().filter(|unit| unit.parent_id == parent) {
            found.push((unit, depth));
            walk(units, Some(unit.id), depth + 1, found);
        }
    }
    let mut found = Vec::with_capacity(units.len());
    walk(units, None, 0, &mut found);
    found
}
