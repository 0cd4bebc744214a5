//! What taking a file in would do.

use super::{
    differences::differences,
    job::{authorize, content, file_error, get_import, limits, open},
    plan::{Planned, Planner},
    run::stream,
    things::Kind,
    types::{ImportCounts, RowAction, Unresolved},
};
use crate::{App, Context, Result};
use bavn_core::{
    ids::RegisterImportId,
    import_export::table::{Mapping, Read, TableFile, TableLimits, TableRow},
};
use serde::Serialize;
use serde_json::Value;
use std::{borrow::Cow, sync::Arc};

/// Rows whose differences are shown.
const SHOWN: usize = 100;

/// A row and what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewRow {
    /// The row, from 1.
    pub row: u32,
    /// What it is: `asset`, `supplier`, `contract`, `supplier_record` or `dependency`.
    pub kind: &'static str,
    /// What it does.
    pub action: RowAction,
    /// The field by which it was found here, such as `cvr` or `name`; none for what is new.
    pub found_by: Option<&'static str>,
    /// The name.
    pub name: String,
    /// The fields that differ: field, as it is, as it becomes; names for what is named.
    pub changes: Vec<(String, String, String)>,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnSample {
    /// Its letters.
    pub letters: String,
    /// Its heading.
    pub heading: String,
    /// The first filled values, at most three.
    pub values: Vec<String>,
}

/// The columns of a file that waits, each with its first values.
///
/// # Errors
/// As [`preview_import`].
pub async fn list_columns(app: &App, ctx: &Context, id: RegisterImportId) -> Result<Vec<ColumnSample>> {
    let import = get_import(app, ctx, id).await?;
    let _ = authorize(ctx)?;
    if import.is_lists() {
        return Ok(Vec::new());
    }
    let file = open(app, content(app.db().read(), id).await?).await?;
    let limits = limits(app);
    tokio::task::spawn_blocking(move || columns(&file, import.mapping.sheet.as_deref(), &limits)).await?
}

fn columns(file: &TableFile, sheet: Option<&str>, limits: &TableLimits) -> Result<Vec<ColumnSample>> {
    let sheet = file.sheet(sheet, limits).map_err(file_error)?.name.clone();
    let rows = file.first_rows(&sheet, 30, limits).map_err(file_error)?;
    let Some(header) = TableFile::header_row(&rows) else { return Ok(Vec::new()) };
    let filled = header.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    let sample = |at: usize| {
        let below = rows.iter().filter(|row| row.number > header.number).map(|row| row.cell(at));
        let filled = below.filter(|cell| !cell.is_blank()).take(3);
        filled.map(|cell| cell.shown().chars().take(60).collect()).collect()
    };
    Ok(filled
        .map(|(at, cell)| ColumnSample { letters: TableRow::letters(at), heading: cell.shown(), values: sample(at) })
        .collect())
}

/// What taking a file in would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// How many rows do what.
    pub counts: ImportCounts,
    /// How many rows of each kind do what, when there are several: what Kitos sends.
    pub kinds: Vec<(&'static str, ImportCounts)>,
    /// The first rows that change something.
    pub rows: Vec<PreviewRow>,
    /// What is wrong with rows, and what was made harmless.
    pub read: Read,
    /// Names that are nobody's here.
    pub unresolved: Vec<Unresolved>,
}

/// What taking in a file that waits would do, by its mapping.
///
/// # Errors
/// [`crate::Error::File`] when it cannot be read to its end, [`crate::Error::NotFound`], [`crate::Error::Closed`] when it was run, or the database failed.
pub async fn preview_import(app: &App, ctx: &Context, id: RegisterImportId) -> Result<Preview> {
    let import = get_import(app, ctx, id).await?;
    let bytes = content(app.db().read(), id).await?;
    if import.is_lists() {
        return super::kitos::preview_lists(app, ctx, &import.file_name, &bytes).await;
    }
    preview(app, ctx, Arc::new(open(app, bytes).await?), &import.mapping, &import.source).await
}

pub(super) async fn preview(
    app: &App,
    ctx: &Context,
    file: Arc<TableFile>,
    mapping: &Mapping,
    source: &str,
) -> Result<Preview> {
    let permits = authorize(ctx)?;
    let conn = app.db().read();
    let mut planner = Planner::load(conn, Kind::of(mapping.register), mapping, source).await?;
    let mut found = Preview::default();
    let mut records = stream(file, mapping.clone(), limits(app));
    while let Some(chunk) = records.next().await {
        let planned = planner.plan(conn, &permits, chunk).await?;
        found.note(&planner, &planned);
    }
    found.end(&planner, records.finish().await?, &limits(app));
    Ok(found)
}

impl Preview {
    /// Takes note of what some records do.
    pub(super) fn note(&mut self, planner: &Planner<'_>, planned: &[Planned]) {
        let kind = planner.kind;
        for one in planned {
            one.action.count(&mut self.counts);
            let Some(map) = one.map.as_ref().filter(|_| self.rows.len() < SHOWN) else { continue };
            let empty = || Cow::Owned(kind.empty());
            let before = one.old.as_ref().map_or_else(empty, |thing| Cow::Borrowed(&thing.map));
            let changes = differences(&before, map, |id| planner.name_of(id));
            let name = map.get(kind.name_field()).and_then(Value::as_str).unwrap_or_default().to_owned();
            let (action, found_by) = (one.action, one.found_by);
            self.rows.push(PreviewRow { row: one.row, kind: kind.key(), action, found_by, name, changes });
        }
    }

    /// Takes note of what was wrong, once all was read.
    pub(super) fn end(&mut self, planner: &Planner<'_>, read: Read, limits: &TableLimits) {
        self.read = read;
        planner.tell(&mut self.read, limits);
        self.counts.rows = self.read.rows;
        self.counts.faulty = self.read.faulty_rows;
        self.unresolved = planner.unresolved();
    }
}
