//! An import: what it would do, how far it is, what it did.

use super::columns::{ColumnRow, column_rows};
use crate::{
    asset,
    import_export::{expected_text, file_error_text},
    kit::{Access, Layout, PageResult, Place, Routes, SecureForm, Tr, User, format, html, redirect, see_other},
    supplier,
};
use askama::Template;
use axum::{extract::Path, http::HeaderValue};
use bavn_app::{
    Error,
    asset::{AssetType, list_asset_types},
    import_export::{
        BULK, ImportState, Preview, Progress, RegisterImport, RowAction, UndoReport, get_import, list_columns,
        preview_import, remove_import, start_import, undo_import,
    },
};
use bavn_core::{
    access::{Action, Resource},
    asset::{DependencyKind, OWN},
    ids::RegisterImportId,
    import_export::table::{Known, Register, Unknown},
    supplier::{AgreementFacts, ContractFacts, Facts as _, SupplierFacts},
};
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    let may = Access::May(Action::AssetAdminister);
    Routes::new()
        .get("/registre/import/{id}", Access::May(Action::AssetRead), show)
        .post("/registre/import/{id}/koer", may, run)
        .post("/registre/import/{id}/fortryd", may, undo)
        .post("/registre/import/{id}/slet", may, remove)
}

#[derive(Template)]
#[template(path = "import_export/register/show.html")]
pub(super) struct ShowPage {
    layout: Layout,
    t: Tr,
    id: RegisterImportId,
    version: i32,
    title: String,
    lead: String,
    errors: Vec<String>,
    /// The form of the columns, while the file waits.
    columns: Vec<ColumnRow>,
    /// Value and text of the fields that columns can be read into.
    fields: Vec<(String, String)>,
    /// The fields that rows can be recognised by.
    keys: Vec<(String, String)>,
    key: String,
    known: Known,
    unknown: Unknown,
    constants: String,
    /// The own types that every row can be of, and which one it is.
    own_types: Vec<String>,
    own_type: String,
    preview: Option<PreviewView>,
    /// The lists of Kitos, which have no columns.
    is_lists: bool,
    rows_done: Option<String>,
    counts: Vec<(String, String)>,
    can_undo: bool,
    undone: Option<UndoView>,
}

/// A preview in words.
struct PreviewView {
    counts: Vec<(String, String)>,
    /// The counts of each kind of thing, when there are several.
    kinds: Vec<(String, Vec<(String, String)>)>,
    faults: Vec<[String; 4]>,
    more_faults: usize,
    notices: Vec<[String; 4]>,
    more_notices: usize,
    unresolved: Vec<[String; 3]>,
    missing: String,
    rows: Vec<RowView>,
    more_rows: usize,
    faulty: usize,
    changes: usize,
}

struct RowView {
    row: u32,
    /// What it is; empty where all are the same.
    kind: String,
    name: String,
    action: String,
    /// By what it was found here; empty for what is new.
    found_by: String,
    changes: Vec<(String, String, String)>,
}

/// What was taken back, in words.
struct UndoView {
    text: String,
    refusals: Vec<[String; 4]>,
}

fn counts(t: Tr, counts: bavn_app::import_export::ImportCounts) -> Vec<(String, String)> {
    let all = [
        ("rows", counts.rows),
        ("created", counts.created),
        ("updated", counts.updated),
        ("restored", counts.restored),
        ("archived", counts.archived),
        ("removed", counts.removed),
        ("unchanged", counts.unchanged),
        ("skipped", counts.skipped),
        ("faulty", counts.faulty),
    ];
    let shown = all.into_iter().filter(|(key, count)| *count > 0 || *key == "rows");
    let whole = |count: usize| format::whole(t.lang(), i64::try_from(count).unwrap_or(i64::MAX));
    shown.map(|(key, count)| (t.of("import-count", key), whole(count))).collect()
}

fn place(letter: &str, row: u32) -> String {
    if letter.is_empty() { row.to_string() } else { format!("{letter}{row}") }
}

fn preview_view(t: Tr, preview: Preview, types: &[AssetType]) -> PreviewView {
    let changes = preview.counts.changes();
    let fault = |fault: &bavn_core::import_export::RowFault| {
        let value = if fault.value.is_empty() { t.get("file-blank") } else { fault.value.clone() };
        let cell = place(&fault.column.letter, fault.row);
        [cell, fault.column.name.clone(), value, expected_text(t, &fault.expected)]
    };
    let notice = |notice: &bavn_core::import_export::table::Notice| {
        let cell = place(&notice.column.letter, notice.row);
        [cell, notice.column.name.clone(), notice.value.clone(), t.of("import-notice", notice.kind.key())]
    };
    let has_kinds = !preview.kinds.is_empty();
    let row = |row: bavn_app::import_export::PreviewRow| RowView {
        row: row.row,
        kind: if has_kinds { t.of("import-kind", row.kind.replace('_', "-")) } else { String::new() },
        name: row.name,
        action: t.of("import-action", row.action.key()),
        found_by: row.found_by.map_or_else(String::new, |field| t.s("import-found-by", "field", field_text(t, field))),
        changes: in_order(row.kind, row.changes)
            .into_iter()
            .filter(|(field, ..)| field != "external_source")
            .map(|(field, before, after)| {
                let said = |text: &str| short(&in_words(t, row.kind, &field, text));
                // Something new was nothing before.
                let before = if row.action == RowAction::Create { String::new() } else { said(&before) };
                (own_or_usual(t, types, &field), before, said(&after))
            })
            .collect(),
    };
    PreviewView {
        counts: counts(t, preview.counts),
        kinds: preview
            .kinds
            .iter()
            .map(|(kind, of)| (t.of("import-kind", kind.replace('_', "-")), counts(t, *of)))
            .collect(),
        faults: preview.read.faults.iter().take(200).map(fault).collect(),
        more_faults: preview.read.fault_count.saturating_sub(200.min(preview.read.faults.len())),
        notices: preview.read.notices.iter().take(50).map(notice).collect(),
        more_notices: preview.read.notice_count.saturating_sub(50.min(preview.read.notices.len())),
        unresolved: preview
            .unresolved
            .iter()
            .take(50)
            .map(|one| [field_text(t, one.field), one.name.clone(), one.rows.to_string()])
            .collect(),
        missing: preview.read.missing.join(", "),
        more_rows: changes.saturating_sub(preview.rows.len()),
        rows: preview.rows.into_iter().map(row).collect(),
        faulty: preview.counts.faulty,
        changes,
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= 120 {
        return text.to_owned();
    }
    text.chars().take(119).chain(['…']).collect()
}

/// Changes in the order in which pages show the fields; others after them.
fn in_order(kind: &str, mut changes: Vec<(String, String, String)>) -> Vec<(String, String, String)> {
    let keys: Vec<&str> = match kind {
        "asset" => bavn_core::asset::FIELDS.iter().map(|field| field.key).collect(),
        "supplier" => SupplierFacts::FIELDS.iter().map(|field| field.key).collect(),
        "contract" => ContractFacts::FIELDS.iter().map(|field| field.key).collect(),
        _ => AgreementFacts::FIELDS.iter().map(|field| field.key).collect(),
    };
    changes.sort_by_key(|(field, ..)| keys.iter().position(|key| key == field).unwrap_or(keys.len()));
    changes
}

/// A value as people say it: words of choices, dates, grades and amounts.
fn in_words(t: Tr, kind: &str, field: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let said = match (kind, field) {
        ("asset", _) => asset::text_in_words(t, field, text),
        ("supplier", _) => supplier::text_in_words(t, SupplierFacts::FIELDS, field, text),
        ("contract", _) => supplier::text_in_words(t, ContractFacts::FIELDS, field, text),
        ("supplier_record", _) => supplier::text_in_words(t, AgreementFacts::FIELDS, field, text),
        ("dependency", "kind") => DependencyKind::from_key(text).map(|kind| t.of("asset-link", kind.key())),
        ("dependency", "necessity") => Some(t.of("asset-necessity", text)),
        _ => None,
    };
    said.unwrap_or_else(|| text.to_owned())
}

/// What a field is called; an own field by its key.
pub(super) fn field_text(t: Tr, field: &str) -> String {
    field.strip_prefix(OWN).map_or_else(|| t.of("import-field", field), str::to_owned)
}

/// What a field is called; an own field by its label.
fn own_or_usual(t: Tr, types: &[AssetType], field: &str) -> String {
    let of = |key: &str| types.iter().find_map(|one| one.own.field(key)).map(|field| field.label.clone());
    field.strip_prefix(OWN).and_then(of).unwrap_or_else(|| field_text(t, field))
}

/// What an import is called: its file, or for a change of many the fields.
pub(super) fn title(t: Tr, import: &RegisterImport) -> String {
    if import.source != BULK {
        return import.file_name.clone();
    }
    let fields: Vec<String> = import
        .mapping
        .constants
        .keys()
        .map(|field| field.strip_prefix(OWN).map_or_else(|| t.of("asset-f", field), str::to_owned))
        .collect();
    t.s("bulk-title", "fields", fields.join(", "))
}

/// The page of an import as it is.
pub(super) async fn page(user: &User, import: RegisterImport, mut errors: Vec<String>) -> PageResult<ShowPage> {
    let t = user.t;
    let register = import.register;
    let progress = Progress::of(import.id);
    let may_import = user.ctx.may(Action::AssetAdminister, Resource::Any);
    let is_waiting = may_import && import.state == ImportState::Waiting && progress.is_none();
    let (mut columns, mut preview) = (Vec::new(), None);
    let mut types: Vec<AssetType> = Vec::new();
    if is_waiting {
        if register == Register::Assets && !import.is_lists() {
            types = list_asset_types(&user.app, &user.ctx).await?.into_iter().map(|(one, _)| one).collect();
        }
        columns = column_rows(list_columns(&user.app, &user.ctx, import.id).await?, &import.mapping);
        if errors.is_empty() && (import.is_lists() || import.mapping.faults().is_empty()) {
            match preview_import(&user.app, &user.ctx, import.id).await {
                Ok(found) => preview = Some(preview_view(t, found, &types)),
                Err(Error::File(error)) => errors.push(file_error_text(t, &error)),
                Err(error) => return Err(error.into()),
            }
        } else if errors.is_empty() {
            errors.push(t.get("import-not-matched"));
        }
        if !import.problem.is_empty() {
            errors.push(t.s("import-stopped", "problem", &import.problem));
        }
    }
    let state = if progress.is_some() { ImportState::Running } else { import.state };
    let field = |key: &str| (key.to_owned(), field_text(t, key));
    let constants =
        import.mapping.constants.iter().filter(|(field, _)| !matches!(field.as_str(), "external_source" | "own_type"));
    let constants: Vec<String> = constants.map(|(key, value)| format!("{}: {value}", field_text(t, key))).collect();
    let title = title(t, &import);
    let is_bulk = import.source == BULK;
    let window = if is_bulk { title.clone() } else { t.s("import-title-of", "file", &title) };
    Ok(ShowPage {
        layout: user.layout(Place::Assets, window),
        t,
        id: import.id,
        version: import.version,
        lead: t.with(
            if is_bulk { "bulk-lead-of" } else { "import-lead-of" },
            &[
                ("state", t.of("import-state", state.key())),
                ("when", format::moment(t.lang(), import.finished_at.unwrap_or(import.created_at))),
                ("who", import.created_by.clone()),
                (
                    "register",
                    if import.is_lists() {
                        t.get("import-register-kitos")
                    } else {
                        t.of("import-register", register.key())
                    },
                ),
                ("size", format::bytes(t.lang(), import.size)),
            ],
        ),
        errors,
        columns,
        fields: register.fields().iter().map(|one| field(one.key)).collect(),
        keys: keys(register).map(|key| key_text(t, register, key)).collect(),
        key: import.mapping.key.clone(),
        known: import.mapping.known,
        unknown: import.mapping.unknown,
        constants: constants.join(", "),
        own_types: types.iter().filter(|one| one.archived_at.is_none()).map(|one| one.own.name.clone()).collect(),
        own_type: import.mapping.constants.get("own_type").cloned().unwrap_or_default(),
        preview,
        is_lists: is_waiting && import.is_lists(),
        rows_done: progress.map(|progress| format::whole(t.lang(), i64::try_from(progress.rows).unwrap_or(i64::MAX))),
        counts: if import.finished_at.is_some() { counts(t, import.counts) } else { Vec::new() },
        can_undo: may_import && import.state == ImportState::Done && import.counts.changes() > 0,
        undone: None,
        title,
    })
}

/// A field that rows can be recognised by, with what stands in for it where it is empty.
fn key_text(t: Tr, register: Register, key: &str) -> (String, String) {
    let text = field_text(t, key);
    let text = match register.instead_of(key) {
        Some(other) => t.s2("import-key-or", "field", text, "other", field_text(t, other).to_lowercase()),
        None => text,
    };
    (key.to_owned(), text)
}

fn keys(register: Register) -> impl Iterator<Item = &'static str> {
    register.keys().iter().copied()
}

async fn show(user: User, Path(id): Path<RegisterImportId>) -> PageResult {
    let import = get_import(&user.app, &user.ctx, id).await?;
    let page = page(&user, import, Vec::new()).await?;
    let is_running = page.rows_done.is_some();
    let mut response = html(&page)?;
    if is_running {
        // Without script: the browser asks again.
        response.headers_mut().insert("refresh", HeaderValue::from_static("2"));
    }
    Ok(response)
}

#[derive(Debug, Deserialize)]
struct RunForm {
    #[serde(default)]
    skip: Option<String>,
}

async fn run(Path(id): Path<RegisterImportId>, sent: SecureForm<RunForm>) -> PageResult {
    let SecureForm { user, form } = sent;
    start_import(&user.app, &user.ctx, id, form.skip.is_some()).await?;
    // A small file is done before anybody can look.
    Progress::wait(id, std::time::Duration::from_secs(1)).await;
    Ok(see_other(&format!("/registre/import/{id}")))
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn undo(Path(id): Path<RegisterImportId>, sent: SecureForm<Nothing>) -> PageResult {
    let SecureForm { user, .. } = sent;
    let report = undo_import(&user.app, &user.ctx, id).await?;
    let import = get_import(&user.app, &user.ctx, id).await?;
    let undone = Some(undo_view(user.t, &report));
    html(&ShowPage { undone, ..page(&user, import, Vec::new()).await? })
}

fn undo_view(t: Tr, report: &UndoReport) -> UndoView {
    let refusal = |one: &bavn_app::import_export::UndoRefusal| {
        [one.row.to_string(), one.code.clone(), one.name.clone(), t.of("import-refused", one.reason)]
    };
    UndoView {
        text: t
            .with("import-undone", &[("undone", report.undone.to_string()), ("refused", report.refused.to_string())]),
        refusals: report.refusals.iter().map(refusal).collect(),
    }
}

async fn remove(Path(id): Path<RegisterImportId>, sent: SecureForm<Nothing>) -> PageResult {
    let SecureForm { user, .. } = sent;
    remove_import(&user.app, &user.ctx, id).await?;
    Ok(redirect("/registre/import", "deleted"))
}
