//! The steps by which a database becomes what this program expects; one series for both engines.

mod m0001_foundation;
mod m0002_catalogue;
mod m0003_gap_analysis;
mod m0004_action_plan;
mod m0005_report;
mod m0006_frameworks;
mod m0007_suppliers;
mod m0008_assets;
mod m0009_register_imports;
mod m0010_continuity;
mod m0011_asset_views;
mod m0012_recovery;

use crate::{Database, DbError, Engine};
use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::prelude::*;

/// The series of migrations.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_foundation::Migration),
            Box::new(m0002_catalogue::Migration),
            Box::new(m0003_gap_analysis::Migration),
            Box::new(m0004_action_plan::Migration),
            Box::new(m0005_report::Migration),
            Box::new(m0006_frameworks::Migration),
            Box::new(m0007_suppliers::Migration),
            Box::new(m0008_assets::Migration),
            Box::new(m0009_register_imports::Migration),
            Box::new(m0010_continuity::Migration),
            Box::new(m0011_asset_views::Migration),
            Box::new(m0012_recovery::Migration),
        ]
    }
}

/// How a database stands to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is what this program expects.
    Current,
    /// So many migrations wait.
    Waiting(usize),
}

/// The names of all migrations this program knows, in order.
#[must_use]
pub fn known() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}

/// Compares a database with this program.
///
/// # Errors
/// [`DbError::NewerDatabase`] if it holds a migration that this program does not know.
pub async fn status(database: &Database) -> Result<Status, DbError> {
    let connection = database.read();
    let applied = applied(connection).await?;
    let known = known();
    if let Some(unknown) = applied.iter().find(|name| !known.contains(name)) {
        return Err(DbError::NewerDatabase {
            found: unknown.clone(),
            known: known.last().cloned().unwrap_or_default(),
        });
    }
    let waiting = known.iter().filter(|name| !applied.contains(name)).count();
    Ok(if waiting == 0 { Status::Current } else { Status::Waiting(waiting) })
}

/// The names of the migrations that a database has.
///
/// # Errors
/// The engine's refusal.
pub async fn applied(connection: &impl ConnectionTrait) -> Result<Vec<String>, DbError> {
    let backend = connection.get_database_backend();
    let exists = match crate::dialect::engine(backend) {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'",
        Engine::Postgres => {
            "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'seaql_migrations'"
        }
    };
    if connection.query_one_raw(Statement::from_string(backend, exists)).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = connection
        .query_all_raw(Statement::from_string(backend, "SELECT version FROM seaql_migrations ORDER BY version"))
        .await?;
    Ok(rows.iter().map(|row| row.try_get("", "version")).collect::<Result<_, _>>()?)
}

/// Runs the migrations that wait. Two nodes that start together do it one after the other.
///
/// # Errors
/// [`DbError::NewerDatabase`], or the engine's refusal.
pub async fn migrate(database: &Database) -> Result<usize, DbError> {
    let Status::Waiting(waiting) = status(database).await? else { return Ok(0) };
    let connection = database.raw_write();
    match database.engine() {
        Engine::Sqlite => Migrator::up(connection, None).await?,
        Engine::Postgres => {
            // A session lock holds on one connection only, so it is taken and given back inside a transaction of its own.
            let guard = lock(database).await?;
            let result = Migrator::up(connection, None).await;
            guard.rollback().await?;
            result?;
        }
    }
    Ok(waiting)
}

#[expect(clippy::disallowed_methods, reason = "a lock, not a change")]
async fn lock(database: &Database) -> Result<sea_orm::DatabaseTransaction, DbError> {
    use sea_orm::TransactionTrait;
    let guard = database.raw_write().begin().await?;
    let backend = guard.get_database_backend();
    guard.execute_raw(Statement::from_string(backend, "SELECT pg_advisory_xact_lock(4207849484)")).await?;
    Ok(guard)
}

/// Runs the first `steps` migrations on an empty database: for restoring a backup of an older version.
///
/// # Errors
/// The engine's refusal.
pub async fn migrate_steps(database: &Database, steps: u32) -> Result<(), DbError> {
    Migrator::up(database.raw_write(), Some(steps)).await?;
    Ok(())
}

/// Columns that several tables have.
mod column {
    use sea_orm_migration::{prelude::*, schema};

    pub(super) fn id() -> ColumnDef {
        schema::uuid("id").primary_key().take()
    }

    pub(super) fn version() -> ColumnDef {
        schema::integer("version").default(1).take()
    }

    pub(super) fn search_text() -> ColumnDef {
        schema::text("search_text").default("").take()
    }

    pub(super) fn at(name: &'static str) -> ColumnDef {
        schema::timestamp_with_time_zone(name).take()
    }

    pub(super) fn at_null(name: &'static str) -> ColumnDef {
        schema::timestamp_with_time_zone_null(name).take()
    }

    pub(super) fn text(name: &'static str) -> ColumnDef {
        schema::text(name).default("").take()
    }

    /// The Danish and the English text of the same thing.
    pub(super) fn both(table: &mut TableCreateStatement, names: &[(&'static str, &'static str)]) {
        for (danish, english) in names {
            table.col(schema::text(*danish)).col(schema::text(*english));
        }
    }

    pub(super) fn reference(table: &mut TableCreateStatement, from: &'static str, to: &'static str) {
        table.foreign_key(ForeignKey::create().from_col(from).to(to, "id").on_delete(ForeignKeyAction::Restrict));
    }
}

async fn create(manager: &SchemaManager<'_>, tables: Vec<TableCreateStatement>) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    Ok(())
}

async fn index(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
    unique: bool,
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    manager.create_index(index.take()).await
}
