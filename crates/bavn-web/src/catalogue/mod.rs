//! The control set, the frameworks, and what the municipality weighs.

mod api;
mod applicability;
mod applicability_form;
mod content_update;
mod control;
mod crosswalk;
mod framework;
mod list;
mod mapping;
mod merge;
mod own_area;
mod own_control;
mod split;
mod succession;
mod weights;

use crate::kit::{Access, Routes, Tr};
use bavn_app::catalogue::{CatalogueView, FrameworkView};
use bavn_core::{access::Action, lang::Lang};

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    let (read, change) = (Access::May(Action::CatalogueRead), Access::May(Action::CatalogueChange));
    Routes::new()
        .get("/krav", read, list::show)
        .get("/krav/kontrol/{code}", read, control::show)
        .get("/krav/ny", change, own_control::show_new)
        .post("/krav/ny", change, own_control::send_new)
        .get("/krav/kontrol/{code}/rediger", change, own_control::show_edit)
        .post("/krav/kontrol/{code}/rediger", change, own_control::send_edit)
        .post("/krav/kontrol/{code}/arkiver", change, own_control::archive)
        .get("/krav/kontrol/{code}/kortlaegning", change, mapping::show)
        .post("/krav/kontrol/{code}/kortlaegning", change, mapping::send)
        .get("/krav/kontrol/{code}/opdel", change, split::show)
        .post("/krav/kontrol/{code}/opdel", change, split::send)
        .get("/krav/saml", change, merge::show)
        .post("/krav/saml", change, merge::send)
        .get("/krav/omraade/nyt", change, own_area::show_new)
        .post("/krav/omraade/nyt", change, own_area::send_new)
        .get("/krav/omraade/{code}", change, own_area::show)
        .post("/krav/omraade/{code}", change, own_area::send)
        .post("/krav/omraade/{code}/fjern", change, own_area::remove)
        .get("/krav/ramme/{key}", read, framework::show)
        .get(crosswalk::PATH, read, crosswalk::show)
        .get(applicability::PATH, Access::May(Action::ApplicabilityRead), applicability::list)
        .post(applicability::PATH, Access::May(Action::ApplicabilityChange), applicability::start)
        .get("/krav/anvendelighed/{id}", Access::May(Action::ApplicabilityRead), applicability::show)
        .post("/krav/anvendelighed/{id}", Access::May(Action::ApplicabilityChange), applicability::send)
        .get("/krav/vaegte", change, weights::show)
        .post("/krav/vaegte", change, weights::send)
        .merge(content_update::routes())
        .merge(api::routes())
}

/// What to know of a text before trusting its wording; empty where it was compared with its source, or is the municipality's own.
pub(crate) fn caution(t: Tr, framework: &FrameworkView, is_verified: bool) -> String {
    match framework.origin.as_str() {
        "own" => String::new(),
        _ if is_verified => String::new(),
        "library" => t.get("catalogue-as-imported"),
        _ => t.get("catalogue-not-verified"),
    }
}

/// A framework among which to choose.
struct Chip {
    href: String,
    text: String,
    is_current: bool,
}

/// The control set and each framework, with how many rows each has.
fn chips(view: &CatalogueView, lang: Lang, own: String, current: Option<&str>) -> Vec<Chip> {
    let mut chips = vec![Chip {
        href: "/krav".into(),
        text: format!("{own} {}", view.controls.len()),
        is_current: current.is_none(),
    }];
    chips.extend(view.frameworks.iter().map(|framework| {
        let count = view.requirements[framework.requirements.clone()]
            .iter()
            .filter(|requirement| requirement.is_assessable)
            .count();
        Chip {
            href: format!("/krav/ramme/{}", framework.key),
            text: if framework.applicability_only {
                framework.short_title.get(lang).to_owned()
            } else {
                format!("{} {count}", framework.short_title.get(lang))
            },
            is_current: current == Some(framework.key.as_str()),
        }
    }));
    chips
}
