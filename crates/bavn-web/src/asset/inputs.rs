//! The fields of an asset in forms: of one asset, and of many at once.

use super::words::{choice, field_name, grade_text};
use crate::{
    kit::{Faults, Input, PageResult, Tr, User},
    organisation::unit_options,
};
use bavn_app::{
    FieldFault,
    asset::{Names, asset_names, list_possible_suppliers},
    organisation::list_units,
};
use bavn_core::asset::{Field, FieldKind, Grade, ValueFault};
use std::collections::BTreeMap;

/// A field as it is shown.
pub(crate) enum Shown {
    /// A field of one value.
    One(Box<Input>),
    /// Boxes to tick: the field's name and label, then word, text and whether it is ticked; and what is wrong.
    Many(&'static str, String, Vec<(&'static str, String, bool)>, Option<String>),
}

/// A text that is no value of its field, as a fault of the form.
pub(crate) fn value_fault(field: &Field, text: &str, fault: ValueFault) -> FieldFault {
    match fault {
        ValueFault::Number => FieldFault::new(field.key, "whole_number", text),
        ValueFault::OutOfRange { min, max } => {
            FieldFault::new(field.key, "out_of_range", text).with("min", min).with("max", max)
        }
        ValueFault::Date => FieldFault::new(field.key, "not_a_date", text),
        ValueFault::Choice | ValueFault::YesNo | ValueFault::Identifier => FieldFault::new(field.key, "unknown", text),
    }
}

/// What may be chosen where the choice is among things of the register.
pub(crate) struct Choices {
    units: Vec<(String, String)>,
    people: Vec<(String, String)>,
    types: Vec<(String, String)>,
    suppliers: Vec<(String, String)>,
    /// What is chosen already, in words.
    pub(crate) names: Names,
}

/// What may be chosen, with what is chosen already.
pub(crate) async fn choices(user: &User, typed: &BTreeMap<String, String>) -> PageResult<Choices> {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let none = || vec![(String::new(), t.get("asset-none"))];
    let mut units = none();
    units.extend(unit_options(&list_units(app, ctx).await?));
    let wanted = ["owner", "responsible", "technical_contact"];
    let chosen = wanted.iter().filter_map(|field| typed.get(*field)?.parse().ok());
    let supplier = typed.get("supplier").and_then(|id| id.parse().ok());
    let names = asset_names(app, ctx, chosen, supplier).await?;
    let mut people = none();
    let listed = bavn_app::measure::list_possible_owners(app, ctx).await?;
    people.extend(listed.into_iter().map(|(id, name)| (id.to_string(), name)));
    // Somebody out of use, or past the end of the list, stays chosen until another is.
    for (id, name) in &names.people {
        let id = id.to_string();
        if people.iter().all(|(other, _)| *other != id) {
            people.push((id, name.clone()));
        }
    }
    let mut types = none();
    let chosen = typed.get("type_id").and_then(|id| id.parse().ok());
    types.extend(names.types_to_choose(chosen).into_iter().map(|one| (one.id.to_string(), one.own.name.clone())));
    let mut suppliers = none();
    let listed = list_possible_suppliers(app, ctx).await?;
    suppliers.extend(listed.into_iter().map(|(id, name)| (id.to_string(), name)));
    for (id, name) in &names.suppliers {
        let id = id.to_string();
        if suppliers.iter().all(|(other, _)| *other != id) {
            suppliers.push((id, name.clone()));
        }
    }
    Ok(Choices { units, people, types, suppliers, names })
}

/// A field with what was typed into it; nothing when there is nothing to choose among.
pub(crate) fn shown(
    t: Tr,
    field: &'static Field,
    typed: &BTreeMap<String, String>,
    choices: &Choices,
    faults: &Faults,
) -> Option<Shown> {
    let value = typed.get(field.key).cloned().unwrap_or_default();
    let label = field_name(t, field);
    let select = |options: Vec<(String, String)>| Input::select(field.key, label.clone(), value.clone(), options);
    let pair = |key: &str, text: &str| (key.to_owned(), t.get(text));
    let input = match field.kind {
        FieldKind::Choices(words) => {
            let ticked = |word: &str| value.split_whitespace().any(|one| one == word);
            let boxes = words.iter().map(|word| (*word, choice(t, field.key, word), ticked(word)));
            let fault = faults.at(field.key).map(str::to_owned);
            return Some(Shown::Many(field.key, label, boxes.collect(), fault));
        }
        // There is nothing to choose among.
        FieldKind::Type if choices.types.len() == 1 => return None,
        FieldKind::Supplier if choices.suppliers.len() == 1 => return None,
        FieldKind::Line(max) => {
            let input = Input::line("text", field.key, label, value).wide();
            let input = input.max(u16::try_from(max).unwrap_or(u16::MAX));
            if field.key == "name" { input.required() } else { input }
        }
        FieldKind::Lines(max) => Input::area(2, field.key, label, value).max(u16::try_from(max).unwrap_or(u16::MAX)),
        FieldKind::Choice(words) => {
            select(words.iter().map(|word| ((*word).to_owned(), choice(t, field.key, word))).collect())
        }
        FieldKind::Grade => {
            let mut options = vec![pair("", "asset-not-said")];
            options.extend(Grade::ALL.iter().map(|grade| (grade.to_string(), grade_text(t, grade))));
            select(options)
        }
        FieldKind::YesNo => {
            select(vec![pair("", "asset-not-said"), pair("true", "asset-yes"), pair("false", "asset-no")])
        }
        FieldKind::Number(..) => Input::line("text", field.key, label, value).short().max(20),
        FieldKind::Date => Input::line("date", field.key, label, value),
        FieldKind::Person => select(choices.people.clone()),
        FieldKind::Unit => select(choices.units.clone()),
        FieldKind::Supplier => select(choices.suppliers.clone()),
        FieldKind::Type => select(choices.types.clone()).hint(t.get("asset-type-hint")),
    };
    Some(Shown::One(Box::new(input.check(faults))))
}
