//! Assets: the register, one asset, what it depends on, and how far the municipality is with what is asked of them.

mod api;
mod api_types;
mod coverage;
mod dependency;
mod duplicates;
mod fields;
mod files;
mod form;
mod inputs;
mod list;
mod map;
mod own_fields;
mod own_type_fields;
mod own_types;
mod show;
mod solutions;
mod trend;
mod views;
mod words;

use crate::kit::{Access, Routes};
use bavn_core::access::Action;

pub(crate) use dependency::{choices_on, find_by_words, find_exact, find_on};
pub(crate) use inputs::{Choices, Shown, choices, shown, value_fault};
pub(crate) use list::Wanted;
pub(crate) use own_fields::{own_change, own_input, own_label, own_name, own_text};
#[cfg(test)]
pub(crate) use words::choice as choice_word;
pub(crate) use words::text_in_words;
pub use words::{field_name, field_text};

const READ: Access = Access::May(Action::AssetRead);
const CHANGE: Access = Access::May(Action::AssetChange);

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/aktiver", READ, list::show)
        .get("/aktiver/daekning", READ, coverage::show)
        .get("/aktiver/kort", READ, map::show)
        .get("/aktiver/ny", CHANGE, form::begin)
        .post("/aktiver/ny", CHANGE, form::create)
        .get("/aktiver/{id}", READ, show::show)
        .get("/aktiver/{id}/rediger", CHANGE, form::edit)
        .post("/aktiver/{id}/rediger", CHANGE, form::update)
        .post("/aktiver/{id}/arkiver", CHANGE, show::archive)
        .post("/aktiver/{id}/genindfoer", CHANGE, show::restore)
        .post("/aktiver/{id}/afhaengighed", CHANGE, dependency::add)
        .post("/aktiver/{id}/afhaengighed/{dependency}/fjern", CHANGE, dependency::remove)
        .merge(solutions::routes())
        .merge(duplicates::routes())
        .merge(views::routes())
        .merge(files::routes())
        .merge(own_types::routes())
        .merge(api_types::routes())
        .merge(api::routes())
}
