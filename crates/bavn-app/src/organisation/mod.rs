//! The municipality, its units and people.

mod bulk;
mod entity;
mod municipality;
mod municipality_list;
mod people;
mod units;

pub use bulk::{ManyPerson, ManyUnit, create_organisation};
pub(crate) use entity::{person, unit};
pub use municipality::{
    Municipality, MunicipalityChange, create_municipality, find_municipality, get_municipality, update_municipality,
};
pub use municipality_list::{DanishMunicipality, danish_municipalities};
pub use people::{
    PeopleFilter, Person, PersonDraft, archive_person, create_person, get_person, list_people, update_person,
};
pub(crate) use units::named_unit_tree;
pub use units::{Unit, UnitDraft, archive_unit, create_unit, get_unit, list_units, unit_tree, update_unit};
