//! Which column is read into which field.

use super::show::{field_text, page};
use crate::kit::{Access, PageResult, Routes, SecureForm, Tr, html, see_other};
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error, FieldFault,
    import_export::{ColumnSample, get_import, set_mapping},
};
use bavn_core::{
    access::Action,
    ids::RegisterImportId,
    import_export::table::{ColumnUse, Known, Mapping, Unknown},
};
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new().post("/registre/import/{id}/felter", Access::May(Action::AssetAdminister), save)
}

/// A column in the form.
pub(super) struct ColumnRow {
    pub(super) letters: String,
    pub(super) heading: String,
    pub(super) values: String,
    pub(super) field: String,
}

/// The columns of a file with the fields that they are read into.
pub(super) fn column_rows(samples: Vec<ColumnSample>, mapping: &Mapping) -> Vec<ColumnRow> {
    let field = |heading: &str| {
        let column = mapping.columns.iter().find(|column| column.heading == heading);
        column.and_then(|column| column.field.clone()).unwrap_or_default()
    };
    samples
        .into_iter()
        .map(|sample| ColumnRow {
            field: field(&sample.heading),
            values: sample.values.join(" · "),
            letters: sample.letters,
            heading: sample.heading,
        })
        .collect()
}

#[derive(Debug, Deserialize)]
struct ColumnsForm {
    version: String,
    #[serde(default)]
    heading: Vec<String>,
    #[serde(default)]
    field: Vec<String>,
    key: String,
    known: String,
    unknown: String,
    /// The own type that every row is of, where the form asks.
    own_type: Option<String>,
}

async fn save(Path(id): Path<RegisterImportId>, sent: SecureForm<ColumnsForm>) -> PageResult {
    let SecureForm { user, form } = sent;
    let import = get_import(&user.app, &user.ctx, id).await?;
    let columns = form.heading.into_iter().zip(form.field);
    let mut constants = import.mapping.constants.clone();
    if let Some(own) = form.own_type {
        constants.remove("own_type");
        if !own.is_empty() {
            constants.insert("own_type".to_owned(), own);
        }
    }
    let mapping = Mapping {
        columns: columns
            .map(|(heading, field)| ColumnUse { heading, field: Some(field).filter(|field| !field.is_empty()) })
            .collect(),
        constants,
        key: form.key,
        known: Known::ALL.into_iter().find(|one| one.key() == form.known).unwrap_or_default(),
        unknown: Unknown::ALL.into_iter().find(|one| one.key() == form.unknown).unwrap_or_default(),
        ..import.mapping.clone()
    };
    let version = form.version.parse().unwrap_or_default();
    match set_mapping(&user.app, &user.ctx, id, version, mapping.clone()).await {
        Ok(_) => Ok(see_other(&format!("/registre/import/{id}"))),
        Err(Error::Invalid(faults)) => {
            let errors = faults.iter().map(|fault| fault_text(user.t, fault)).collect();
            let typed = bavn_app::import_export::RegisterImport { mapping, ..import };
            let mut response = html(&page(&user, typed, errors).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// What is wrong with a mapping, in words.
fn fault_text(t: Tr, fault: &FieldFault) -> String {
    let given = |name: &str| {
        fault.params.iter().find(|(param, _)| *param == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    match fault.code {
        "read_twice" => t.with(
            "import-fault-read-twice",
            &[("field", field_text(t, &fault.value)), ("first", given("first")), ("second", given("second"))],
        ),
        "not_read" => t.s("import-fault-not-read", "field", field_text(t, &fault.value)),
        "no_name" => t.get("import-fault-no-name"),
        _ => t.s("import-fault-unknown", "field", &fault.value),
    }
}
