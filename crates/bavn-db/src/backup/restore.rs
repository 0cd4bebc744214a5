use super::{
    BackupFault, Manifest, StoredTable,
    archive::Reader,
    cell::{Column, columns},
    tables::{TABLES, TableSpec},
};
use crate::{Database, DbError, Location, OpenOptions, audit, migration, private_file};
use sea_orm::{
    ConnectionTrait, Value,
    sea_query::{Alias, Expr, Func, Query},
};
use serde_json::{Map, Value as Json};
use std::{
    collections::{HashMap, HashSet},
    io::{BufRead as _, BufReader},
    path::Path,
};

/// Parameters in one statement: SQLite takes 32,766.
const PARAMETERS: usize = 30_000;

/// What a backup says that it holds; its format and version are checked, its entries are not.
///
/// # Errors
/// [`DbError::Backup`].
pub fn read_manifest(path: &Path) -> Result<Manifest, DbError> {
    Ok(open(path)?.manifest()?)
}

/// Restores a backup into a temporary database and takes it away again: proof that the file can be used.
///
/// # Errors
/// As [`restore`].
pub async fn try_restore(path: &Path) -> Result<Manifest, DbError> {
    let folder = tempfile::tempdir().map_err(|source| DbError::File { path: "temporary folder".into(), source })?;
    restore(path, &Location::in_folder(folder.path())).await
}

/// Restores a backup into an empty place, all or nothing, and brings it up to this version. Every entry's hash is checked before
/// anything is written; the audit log and the number of rows are checked before it counts.
///
/// # Errors
/// [`DbError::Backup`] when the file is damaged, changed, of a newer program, or the place is not empty; [`DbError::Audit`]; or the
/// engine's refusal. Then the place is as empty as before.
pub async fn restore(path: &Path, location: &Location) -> Result<Manifest, DbError> {
    let mut archive = open(path)?;
    let manifest = archive.manifest()?;
    archive.verify(&manifest)?;
    match location {
        Location::Sqlite(target) => restore_sqlite(&mut archive, &manifest, target).await?,
        Location::Postgres(_) => restore_postgres(&mut archive, &manifest, location).await?,
    }
    Ok(manifest)
}

fn open(path: &Path) -> Result<Reader, DbError> {
    Reader::open(path).map_err(|fault| match fault {
        BackupFault::File(source) => DbError::File { path: path.to_owned(), source },
        other => other.into(),
    })
}

/// Fills a file beside the place and moves it there when it is whole.
async fn restore_sqlite(archive: &mut Reader, manifest: &Manifest, target: &Path) -> Result<(), DbError> {
    if target.exists() {
        return Err(BackupFault::NotEmpty { location: target.display().to_string() }.into());
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = |source| DbError::File { path: target.to_owned(), source };
    private_file::create_folder(folder).map_err(file)?;
    let beside = tempfile::Builder::new().prefix(".restoring-").tempdir_in(folder).map_err(file)?;
    let path = beside.path().join(Location::FILE_NAME);
    let database =
        Database::connect(&Location::Sqlite(path.clone()), &OpenOptions { connections: 1, create: true }).await?;
    let filled = fill(archive, manifest, &database).await;
    database.close().await?;
    filled?;
    // Linking fails where renaming would take the place of a database that came meanwhile; not every file system has links.
    match std::fs::hard_link(&path, target) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => std::fs::rename(&path, target).map_err(file),
        linked => linked.map_err(file),
    }
}

async fn restore_postgres(archive: &mut Reader, manifest: &Manifest, location: &Location) -> Result<(), DbError> {
    let database = Database::connect(location, &OpenOptions { connections: 2, create: false }).await?;
    if !is_empty(&database).await? {
        database.close().await?;
        return Err(BackupFault::NotEmpty { location: location.to_string() }.into());
    }
    let filled = fill(archive, manifest, &database).await;
    if filled.is_err() {
        clear(&database).await?;
    }
    database.close().await?;
    filled
}

/// Whether there is nothing of the names that we use: what is there may be somebody else's.
async fn is_empty(database: &Database) -> Result<bool, DbError> {
    for name in TABLES.iter().map(|table| table.name).chain(super::LEFT_OUT) {
        if !columns(database.read(), name).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes away every table of ours, after a restoring that failed in a place that was empty.
async fn clear(database: &Database) -> Result<(), DbError> {
    let tables = TABLES.iter().rev().map(|table| table.name).chain(super::LEFT_OUT);
    let names: Vec<String> = tables.map(|name| format!("\"{name}\"")).collect();
    database.raw_write().execute_unprepared(&format!("DROP TABLE IF EXISTS {} CASCADE", names.join(", "))).await?;
    Ok(())
}

async fn fill(archive: &mut Reader, manifest: &Manifest, database: &Database) -> Result<(), DbError> {
    migration::migrate_steps(database, u32::try_from(manifest.migrations.len()).unwrap_or(u32::MAX)).await?;
    let tx = database.begin_restoring().await?;
    let known: HashSet<&str> = TABLES.iter().map(|table| table.name).collect();
    if let Some(table) = manifest.tables.iter().find(|table| !known.contains(table.name.as_str())) {
        let detail = "this program has no such table".to_owned();
        return Err(BackupFault::Altered { entry: table.entry.clone(), detail }.into());
    }
    for spec in &TABLES {
        let columns = columns(&tx, spec.name).await?;
        match manifest.tables.iter().find(|table| table.name == spec.name) {
            Some(table) => fill_table(&tx, archive, spec, table, &columns).await?,
            None if columns.is_empty() => {}
            None => return Err(BackupFault::Differs { what: format!("the list of tables ({})", spec.name) }.into()),
        }
    }
    for table in &manifest.tables {
        let mut query = Query::select();
        query.expr_as(Func::count(Expr::cust("*")), "rows").from(Alias::new(&table.name));
        let row = tx.query_one(&query).await?;
        let rows: i64 = row.map(|row| row.try_get("", "rows")).transpose()?.unwrap_or_default();
        if u64::try_from(rows) != Ok(table.rows) {
            return Err(BackupFault::Differs { what: format!("the number of rows in {}", table.name) }.into());
        }
    }
    tx.commit().await?;
    let head = audit::verify(database).await?;
    if super::StoredHead::from(head) != manifest.audit_head {
        return Err(BackupFault::Differs { what: "the end of the audit log".to_owned() }.into());
    }
    migration::migrate(database).await?;
    Ok(())
}

async fn fill_table(
    conn: &impl ConnectionTrait,
    archive: &mut Reader,
    spec: &TableSpec,
    table: &StoredTable,
    columns: &[Column],
) -> Result<(), DbError> {
    let mut reader = BufReader::new(archive.entry(table)?);
    let rows_at_once = usize::try_from(spec.page).unwrap_or(1).min(PARAMETERS / columns.len().max(1)).max(1);
    let (mut waiting, mut line, mut number) = (Vec::new(), Vec::new(), 0);
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(BackupFault::from)? == 0 {
            break;
        }
        number += 1;
        waiting.push(row(&table.entry, number, &line, columns)?);
        // A table whose rows refer to each other is ordered first; they are few.
        if spec.parent.is_none() && waiting.len() == rows_at_once {
            insert(conn, spec, columns, std::mem::take(&mut waiting)).await?;
        }
    }
    if let Some(parent) = spec.parent {
        waiting = parents_first(columns, parent, waiting);
    }
    while !waiting.is_empty() {
        let rest = waiting.split_off(rows_at_once.min(waiting.len()));
        insert(conn, spec, columns, std::mem::replace(&mut waiting, rest)).await?;
    }
    Ok(())
}

fn row(entry: &str, line: u64, bytes: &[u8], columns: &[Column]) -> Result<Vec<Value>, BackupFault> {
    let fault = |column: &str, detail: String| BackupFault::Row {
        entry: entry.to_owned(),
        line,
        column: column.to_owned(),
        detail,
    };
    let object: Map<String, Json> = serde_json::from_slice(bytes).map_err(|error| fault("", error.to_string()))?;
    columns
        .iter()
        .map(|column| {
            let json = object.get(&column.name).ok_or_else(|| fault(&column.name, "it is missing".to_owned()))?;
            column.value(json).map_err(|expected| fault(&column.name, expected.to_owned()))
        })
        .collect()
}

async fn insert(
    conn: &impl ConnectionTrait,
    spec: &TableSpec,
    columns: &[Column],
    rows: Vec<Vec<Value>>,
) -> Result<(), DbError> {
    let mut query = Query::insert();
    query.into_table(spec.name).columns(columns.iter().map(|column| Alias::new(&column.name)));
    for row in rows {
        let values = query.values(row.into_iter().map(Expr::val));
        values.map_err(|error| BackupFault::Differs { what: format!("a row of {} ({error})", spec.name) })?;
    }
    conn.execute(&query).await?;
    Ok(())
}

/// Rows in an order in which each comes after the one it refers to.
fn parents_first(columns: &[Column], parent: &str, rows: Vec<Vec<Value>>) -> Vec<Vec<Value>> {
    let place = |name: &str| columns.iter().position(|column| column.name == name);
    let (Some(id), Some(parent)) = (place("id"), place(parent)) else { return rows };
    let uuid = |value: &Value| if let Value::Uuid(found) = value { *found } else { None };
    let parents: HashMap<_, _> = rows.iter().filter_map(|row| Some((uuid(&row[id])?, uuid(&row[parent])))).collect();
    let depth = |row: &Vec<Value>| {
        let (mut at, mut depth) = (uuid(&row[parent]), 0);
        while let Some(above) = at.filter(|_| depth <= parents.len()) {
            at = parents.get(&above).copied().flatten();
            depth += 1;
        }
        depth
    };
    let mut rows: Vec<_> = rows.into_iter().map(|row| (depth(&row), row)).collect();
    rows.sort_by_key(|(depth, _)| *depth);
    rows.into_iter().map(|(_, row)| row).collect()
}
