//! Forms and facts by tables of fields.

use crate::kit::{Faults, Input, PageResult, Tr, User, form_version, format};
use bavn_app::{FieldFault, measure::list_possible_owners, organisation, supplier};
use bavn_core::{
    ids::SupplierId,
    supplier::{Field, FieldKind, ValueFault},
};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A form as it came, field by field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Form(pub(super) Map<String, Value>);

impl Form {
    /// The text of a field; empty when it did not come.
    pub(super) fn text(&self, name: &str) -> String {
        self.0.get(name).map(Field::text).unwrap_or_default()
    }

    /// The texts of a field that may come several times.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::Array(texts)) => texts.iter().map(Field::text).collect(),
            _ => Vec::new(),
        }
    }

    /// The version that the change was made from.
    pub(super) fn version(&self) -> PageResult<i32> {
        form_version(&self.text("version"))
    }

    /// The same, made from another version.
    pub(super) fn at(mut self, version: i32) -> Self {
        self.0.insert("version".into(), version.to_string().into());
        self
    }

    /// A form that holds facts, for a page that begins with them.
    pub(super) fn of(map: &Map<String, Value>, version: i32) -> Self {
        let mut form: Map<String, Value> =
            map.iter().map(|(name, value)| (name.clone(), Field::text(value).into())).collect();
        form.insert("version".into(), version.to_string().into());
        Self(form)
    }

    /// The values of fields, or every text that is none.
    pub(super) fn read(&self, fields: &[Field]) -> Result<Map<String, Value>, Vec<FieldFault>> {
        let (mut map, mut faults) = (Map::new(), Vec::new());
        for field in fields {
            let text = self.text(field.key);
            match field.parse(&text) {
                Ok(value) => {
                    map.insert(field.key.to_owned(), value);
                }
                Err(fault) => faults.push(value_fault(field.key, &text, fault)),
            }
        }
        if faults.is_empty() { Ok(map) } else { Err(faults) }
    }
}

pub(super) fn value_fault(field: &str, text: &str, fault: ValueFault) -> FieldFault {
    match fault {
        ValueFault::Choice => FieldFault::new(field, "unknown_choice", text),
        ValueFault::Number => FieldFault::new(field, "whole_number", text),
        ValueFault::OutOfRange { min, max } => {
            FieldFault::new(field, "out_of_range", text).with("min", min).with("max", max)
        }
        ValueFault::Date => FieldFault::new(field, "not_a_date", text),
        ValueFault::Identifier => FieldFault::new(field, "unknown", text),
    }
}

/// What fields can be chosen among.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) people: Vec<(String, String)>,
    pub(super) units: Vec<(String, String)>,
    pub(super) suppliers: Vec<(String, String)>,
    pub(super) contracts: Vec<(String, String)>,
}

impl Choices {
    /// What the fields ask for; contracts of one supplier, or of all.
    pub(super) async fn load(user: &User, fields: &[Field], of: Option<SupplierId>) -> PageResult<Self> {
        let wants = |kind| fields.iter().any(|field| field.kind == kind);
        let (app, ctx) = (&user.app, &user.ctx);
        let mut choices = Self::default();
        let text = |id: String, name: String| (id, name);
        if wants(FieldKind::Person) {
            let found = list_possible_owners(app, ctx).await?;
            choices.people = found.into_iter().map(|(id, name)| text(id.to_string(), name)).collect();
        }
        if wants(FieldKind::Unit) {
            choices.units = crate::organisation::unit_options(&organisation::list_units(app, ctx).await?);
        }
        if wants(FieldKind::Supplier) {
            choices.suppliers = Self::suppliers(user).await?;
        }
        if wants(FieldKind::Contract) || of.is_some() {
            let found = supplier::contract_titles(app, ctx, of).await?;
            choices.contracts = found.into_iter().map(|(id, name)| text(id.to_string(), name)).collect();
        }
        Ok(choices)
    }

    /// The suppliers in use.
    pub(super) async fn suppliers(user: &User) -> PageResult<Vec<(String, String)>> {
        let found = supplier::supplier_names(&user.app, &user.ctx).await?;
        Ok(found.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
    }

    fn of(&self, kind: FieldKind) -> &[(String, String)] {
        match kind {
            FieldKind::Person => &self.people,
            FieldKind::Unit => &self.units,
            FieldKind::Supplier => &self.suppliers,
            FieldKind::Contract => &self.contracts,
            _ => &[],
        }
    }

    /// The options of a kind, with an empty one first and the chosen one kept even when it is out of use.
    pub(super) fn options(&self, t: Tr, kind: FieldKind, chosen: &str) -> Vec<(String, String)> {
        let mut options = vec![(String::new(), t.get("supplier-none"))];
        options.extend(self.of(kind).iter().cloned());
        if !options.iter().any(|(id, _)| id == chosen) {
            options.push((chosen.to_owned(), t.get("supplier-out-of-use")));
        }
        options
    }
}

/// Fields whose label alone does not say enough.
const HINTS: [&str; 13] = [
    "cvr",
    "criticality",
    "reference",
    "parent",
    "notice_months",
    "response_hours",
    "restore_hours",
    "support",
    "data_access",
    "exit_plan",
    "oversight_months",
    "next_oversight_on",
    "own_assessment",
];

/// The word of a choice in the user's language.
pub(super) fn word(t: Tr, field: &str, word: &str) -> String {
    match field {
        "kind" => t.of("supplier-kind", word),
        "location" => t.of("supplier-location", word),
        "oversight_result" => t.of("supplier-oversight", word),
        "standard" => t.of("supplier-standard", word),
        "audit_type" => t.of("supplier-audit-type", word),
        "conclusion" => t.of("supplier-conclusion", word),
        _ => word.to_owned(),
    }
}

/// A grade of criticality in words.
pub(super) fn grade(t: Tr, grade: &str) -> String {
    t.of("supplier-grade", grade)
}

/// The fields of a form with what was typed and what is wrong.
pub(super) fn inputs(t: Tr, fields: &[Field], form: &Form, choices: &Choices, faults: &Faults) -> Vec<Input> {
    fields.iter().map(|field| input(t, *field, form.text(field.key), choices, faults)).collect()
}

fn input(t: Tr, field: Field, value: String, choices: &Choices, faults: &Faults) -> Input {
    let (key, label) = (field.key, t.of("supplier-field", field.key));
    let made = match field.kind {
        FieldKind::Line(max) => {
            let line = Input::line("text", key, label, value).max(u16::try_from(max).unwrap_or(u16::MAX));
            if max >= 100 { line.wide() } else { line }
        }
        FieldKind::Lines(max) => Input::area(3, key, label, value).max(u16::try_from(max).unwrap_or(u16::MAX)),
        FieldKind::Address => Input::line("text", key, label, value).wide().max(2_000),
        FieldKind::Choice(words) => {
            let options = words.iter().map(|one| ((*one).to_owned(), word(t, key, one))).collect();
            Input::select(key, label, value, options)
        }
        FieldKind::Grade => {
            let mut options = vec![(String::new(), t.get("supplier-not-graded"))];
            options.extend((0..=4).map(|one| (one.to_string(), grade(t, &one.to_string()))));
            Input::select(key, label, value, options)
        }
        FieldKind::Number(..) | FieldKind::Kroner => Input::line("text", key, label, value).short().max(20),
        FieldKind::Date => Input::line("date", key, label, value),
        FieldKind::Person | FieldKind::Unit | FieldKind::Supplier | FieldKind::Contract => {
            let options = choices.options(t, field.kind, &value);
            Input::select(key, label, value, options)
        }
    };
    let made = if HINTS.contains(&key) { made.hint(t.of("supplier-hint", key)) } else { made };
    let made = if matches!(key, "name" | "title") { made.required() } else { made };
    made.check(faults)
}

/// Names by identifier, for showing references.
pub(super) type Names = HashMap<String, String>;

/// The fields that are filled, as label and text, in the order of the table; those named last are left out.
pub(super) fn facts(
    t: Tr,
    fields: &[Field],
    map: &Map<String, Value>,
    names: &Names,
    but: &[&str],
) -> Vec<(String, String)> {
    fields
        .iter()
        .filter(|field| !but.contains(&field.key))
        .filter_map(|field| {
            let text = shown(t, *field, map.get(field.key)?, names);
            (!text.is_empty()).then(|| (t.of("supplier-field", field.key), text))
        })
        .collect()
}

/// A value in words; empty when nobody has said.
pub(super) fn shown(t: Tr, field: Field, value: &Value, names: &Names) -> String {
    let text = Field::text(value);
    if text.is_empty() {
        return text;
    }
    match field.kind {
        FieldKind::Choice(_) if text == "unknown" => String::new(),
        FieldKind::Choice(_) => word(t, field.key, &text),
        FieldKind::Grade => grade(t, &text),
        FieldKind::Kroner => value.as_i64().map(|kroner| format::kroner(t.lang(), kroner)).unwrap_or(text),
        FieldKind::Date => format::parse_iso_date(&text).map(|date| format::date(t.lang(), date)).unwrap_or(text),
        FieldKind::Person | FieldKind::Unit | FieldKind::Supplier | FieldKind::Contract => {
            names.get(&text).cloned().unwrap_or_default()
        }
        _ => text,
    }
}

/// A value that stands as text, in words: of a supplier, a contract or an agreement. References have their names already.
pub(crate) fn text_in_words(t: Tr, fields: &[Field], field: &str, text: &str) -> Option<String> {
    let field = *fields.iter().find(|one| one.key == field)?;
    let value = match field.kind {
        FieldKind::Kroner => Value::from(text.parse::<i64>().ok()?),
        FieldKind::Choice(_) | FieldKind::Grade | FieldKind::Date => Value::from(text),
        _ => return None,
    };
    Some(shown(t, field, &value, &Names::new()))
}
