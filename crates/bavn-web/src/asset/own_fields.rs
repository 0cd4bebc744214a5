//! Own fields in words and in forms.

use crate::kit::{Faults, Input, Tr, format};
use bavn_app::asset::Names;
use bavn_core::{
    asset::{OWN, OWN_LIMITS, OwnField, OwnKind},
    ids::AssetTypeId,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The name of an own field in a form: `own.` and its key.
pub(crate) fn own_name(field: &OwnField) -> String {
    format!("{OWN}{}", field.key)
}

/// The label of a field, with its unit.
pub(crate) fn own_label(field: &OwnField) -> String {
    match field.kind.unit() {
        "" => field.label.clone(),
        unit => format!("{} ({unit})", field.label),
    }
}

/// A value in words; blank for a blank one.
pub(crate) fn own_text(t: Tr, field: &OwnField, value: &str) -> String {
    match (&field.kind, value) {
        (_, "") => String::new(),
        (OwnKind::Date, date) => {
            format::parse_iso_date(date).map_or_else(|| date.to_owned(), |date| format::date(t.lang(), date))
        }
        (OwnKind::YesNo, "true") => t.get("asset-yes"),
        (OwnKind::YesNo, "false") => t.get("asset-no"),
        (OwnKind::Number { unit }, number) => {
            let number = number.parse().map_or_else(|_| number.to_owned(), |number| format::whole(t.lang(), number));
            if unit.is_empty() { number } else { format!("{number} {unit}") }
        }
        (_, value) => value.to_owned(),
    }
}

/// The field of the history and its value in words: own fields are known by their type, or by another that has the key still.
pub(crate) fn own_change(t: Tr, names: &Names, kind: Option<AssetTypeId>, key: &str) -> OwnChange {
    let of_type = names.own_type(kind).and_then(|own| own.field(key));
    let field = of_type.or_else(|| names.types.values().find_map(|one| one.own.field(key)));
    OwnChange { t, key: key.to_owned(), field: field.cloned() }
}

/// An own field in the history.
pub(crate) struct OwnChange {
    t: Tr,
    key: String,
    field: Option<OwnField>,
}

impl OwnChange {
    /// What it is called; its key where no type has it any more.
    pub(crate) fn label(&self) -> String {
        self.field.as_ref().map_or_else(|| self.key.clone(), |field| field.label.clone())
    }

    /// A value in words.
    pub(crate) fn text(&self, value: &Value) -> String {
        let value = value.as_str().unwrap_or_default();
        let text = self.field.as_ref().map_or_else(|| value.to_owned(), |field| own_text(self.t, field, value));
        if text.is_empty() { self.t.get("asset-not-said") } else { text.chars().take(120).collect() }
    }
}

/// A field to fill, with what was typed into it.
pub(crate) fn own_input(t: Tr, field: &OwnField, typed: &BTreeMap<String, String>, faults: &Faults) -> Input {
    let name = own_name(field);
    let value = typed.get(&name).cloned().unwrap_or_default();
    let label = own_label(field);
    let not_said = || vec![(String::new(), t.get("asset-not-said"))];
    let size = |max: usize| u16::try_from(max).unwrap_or(u16::MAX);
    let input = match &field.kind {
        OwnKind::Line => Input::line("text", name, label, value).wide().max(size(OWN_LIMITS.line)),
        OwnKind::Lines => Input::area(3, name, label, value).max(size(OWN_LIMITS.lines)),
        OwnKind::Number { .. } => Input::line("text", name, label, value).short().max(20),
        OwnKind::Date => Input::line("date", name, label, value),
        OwnKind::YesNo => {
            let mut options = not_said();
            options.extend([("true", "asset-yes"), ("false", "asset-no")].map(|(key, text)| (key.into(), t.get(text))));
            Input::select(name, label, value, options)
        }
        OwnKind::Choice { options } => {
            let mut all = not_said();
            all.extend(options.iter().map(|option| (option.clone(), option.clone())));
            // An option that was taken away since stays chosen until another is.
            if all.iter().all(|(option, _)| *option != value) {
                all.push((value.clone(), value.clone()));
            }
            Input::select(name, label, value, all)
        }
        OwnKind::Url => Input::line("url", name, label, value).wide().max(size(OWN_LIMITS.lines)),
    };
    let input = if field.help.is_empty() { input } else { input.hint(field.help.clone()) };
    let input = if field.is_required { input.required() } else { input };
    input.check(faults)
}
