use super::{
    BackupFault, FORMAT, Manifest, StoredTable,
    archive::Writer,
    cell::{Column, columns},
    tables::{TABLES, TableSpec},
};
use crate::{Database, DbError, audit, migration};
use sea_orm::{
    ConnectionTrait, ExprTrait as _, QueryResult, Value,
    sea_query::{Alias, Expr, Order, Query, SelectStatement},
};
use serde_json::Map;
use std::path::Path;
use time::OffsetDateTime;

/// Writes a backup of everything as it is at one moment, while others work, in bounded memory. The file is there when it is whole.
///
/// `made_at` is when, UTC.
///
/// # Errors
/// [`DbError::Backup`] when the file cannot be written, or the engine's refusal.
pub async fn write(database: &Database, path: &Path, made_at: OffsetDateTime) -> Result<Manifest, DbError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = |source| DbError::File { path: path.to_owned(), source };
    // Readable by its owner alone: it holds password hashes.
    let temporary = tempfile::NamedTempFile::new_in(folder).map_err(file)?;
    let snapshot = database.snapshot().await?;
    let migrations = migration::applied(&snapshot).await?;
    let audit_head = audit::head(&snapshot).await?;
    let mut writer = Writer::new(temporary.reopen().map_err(file)?);
    let mut tables = Vec::new();
    for table in &TABLES {
        let columns = columns(&snapshot, table.name).await?;
        // A database of an older version lacks the tables of later ones.
        if !columns.is_empty() {
            tables.push(write_table(&snapshot, &mut writer, table, &columns).await?);
        }
    }
    snapshot.rollback().await?;
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at,
        migrations,
        audit_head: audit_head.into(),
        tables,
    };
    writer.finish(&manifest)?;
    temporary.persist(path).map_err(|error| file(error.error))?;
    Ok(manifest)
}

async fn write_table(
    conn: &impl ConnectionTrait,
    writer: &mut Writer,
    table: &TableSpec,
    columns: &[Column],
) -> Result<StoredTable, DbError> {
    let entry = format!("tables/{}.ndjson", table.name);
    writer.begin(&entry)?;
    let mut rows = 0;
    let mut last: Option<Vec<Value>> = None;
    loop {
        let found = conn.query_all(&page(table, columns, last.as_deref())).await?;
        for row in &found {
            let mut object = Map::new();
            for column in columns {
                object.insert(column.name.clone(), column.read(row)?);
            }
            let mut line = serde_json::to_vec(&object).map_err(|error| BackupFault::File(error.into()))?;
            line.push(b'\n');
            writer.write(&line)?;
        }
        rows += found.len() as u64;
        match found.last() {
            Some(row) if found.len() as u64 == table.page => last = Some(key_of(table, columns, row)?),
            _ => break,
        }
    }
    let (bytes, sha256) = writer.end();
    Ok(StoredTable { name: table.name.to_owned(), entry, rows, bytes, sha256 })
}

/// The rows after a key, so that reading goes as fast at the end as at the beginning.
fn page(table: &TableSpec, columns: &[Column], last: Option<&[Value]>) -> SelectStatement {
    let mut query = Query::select();
    query.columns(columns.iter().map(|column| Alias::new(&column.name))).from(table.name).limit(table.page);
    if let Some(last) = last {
        let key = Expr::tuple(table.key.iter().map(|column| Expr::col(*column)));
        query.and_where(key.gt(Expr::tuple(last.iter().map(|value| Expr::val(value.clone())))));
    }
    for column in table.key {
        query.order_by(*column, Order::Asc);
    }
    query
}

fn key_of(table: &TableSpec, columns: &[Column], row: &QueryResult) -> Result<Vec<Value>, DbError> {
    let mut key = Vec::with_capacity(table.key.len());
    for name in table.key {
        let column = columns.iter().find(|column| column.name == *name);
        let column = column.ok_or(DbError::UnknownValue { table: table.name, column: "key", value: (*name).into() })?;
        let value = column.value(&column.read(row)?);
        key.push(value.map_err(|what| DbError::UnknownValue {
            table: table.name,
            column: "key",
            value: what.into(),
        })?);
    }
    Ok(key)
}
