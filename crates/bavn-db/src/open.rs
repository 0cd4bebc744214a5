use crate::{DbError, Location, dialect, migration, private_file, statement_count};
use bavn_core::access::Permit;
use sea_orm::{ConnectOptions, DatabaseConnection, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use std::{sync::Arc, time::Duration};

/// A database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, a file.
    Sqlite,
    /// PostgreSQL, a server.
    Postgres,
}

/// How to open a database.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// Connections for reading; with PostgreSQL for everything.
    pub connections: u32,
    /// Make the SQLite file if there is none, for its owner alone, and its folder.
    pub create: bool,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { connections: 8, create: false }
    }
}

/// An open database of one municipality. Cheap to clone.
///
/// SQLite has one connection that writes, so that writers queue in the program and not in the engine, and several that read a snapshot
/// beside it (write-ahead log). PostgreSQL has one pool for both.
#[derive(Clone, Debug)]
pub struct Database(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    read: DatabaseConnection,
    write: DatabaseConnection,
    location: Location,
}

impl Database {
    /// Opens a database as it is, without looking at its version.
    ///
    /// # Errors
    /// The engine's refusal, or a folder that cannot be made.
    pub async fn connect(location: &Location, options: &OpenOptions) -> Result<Self, DbError> {
        let (mut read, mut write) = match location {
            Location::Sqlite(path) => {
                if options.create {
                    if let Some(folder) = path.parent() {
                        private_file::create_folder(folder)
                            .map_err(|source| DbError::File { path: folder.to_owned(), source })?;
                    }
                    private_file::create_file(path).map_err(|source| DbError::File { path: path.clone(), source })?;
                }
                if !options.create && !path.exists() {
                    return Err(DbError::File { path: path.clone(), source: std::io::ErrorKind::NotFound.into() });
                }
                let write = sea_orm::Database::connect(dialect::sqlite_options(path, 1, options.create, false)).await?;
                let read =
                    sea_orm::Database::connect(dialect::sqlite_options(path, options.connections.max(1), false, true))
                        .await?;
                (read, write)
            }
            Location::Postgres(address) => {
                let mut connect = ConnectOptions::new(address.clone());
                connect
                    .max_connections(options.connections.max(2))
                    .acquire_timeout(Duration::from_secs(10))
                    .sqlx_logging(false)
                    .test_before_acquire(false);
                let pool = sea_orm::Database::connect(connect).await?;
                (pool.clone(), pool)
            }
        };
        read.set_metric_callback(statement_count::note);
        write.set_metric_callback(statement_count::note);
        Ok(Self(Arc::new(Inner { read, write, location: location.clone() })))
    }

    /// Opens a database whose version is this program's.
    ///
    /// # Errors
    /// [`DbError::NewerDatabase`] or [`DbError::OlderDatabase`] if the version differs; otherwise as [`Self::connect`].
    pub async fn open(location: &Location, options: &OpenOptions) -> Result<Self, DbError> {
        let database = Self::connect(location, options).await?;
        match migration::status(&database).await? {
            migration::Status::Current => Ok(database),
            migration::Status::Waiting(waiting) => Err(DbError::OlderDatabase { waiting }),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.0.location
    }

    /// Its engine.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.0.location.engine()
    }

    /// For reading. Nothing may be written through it; on SQLite nothing can.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.0.read
    }

    /// For bookkeeping that nobody decided and no log need hold: when a session was last used, when a token was. Nothing else.
    #[must_use]
    pub fn housekeeping(&self) -> &DatabaseConnection {
        &self.0.write
    }

    /// For migrations and restoring only.
    pub(crate) fn raw_write(&self) -> &DatabaseConnection {
        &self.0.write
    }

    /// A snapshot to read from: everything read through it is from one moment.
    ///
    /// # Errors
    /// The engine's refusal.
    #[expect(clippy::disallowed_methods, reason = "the one place that begins a reading transaction")]
    pub async fn snapshot(&self) -> Result<sea_orm::DatabaseTransaction, DbError> {
        let options = TransactionOptions {
            isolation_level: Some(sea_orm::IsolationLevel::RepeatableRead),
            access_mode: Some(sea_orm::AccessMode::ReadOnly),
            ..Default::default()
        };
        Ok(match self.engine() {
            Engine::Postgres => self.0.read.begin_with_options(options).await?,
            Engine::Sqlite => self.0.read.begin().await?,
        })
    }

    /// Begins a transaction that writes, as soon as no other one runs; on SQLite an immediate one, so that it never fails half-way for
    /// another writer.
    ///
    /// # Errors
    /// The engine's refusal.
    #[expect(clippy::disallowed_methods, reason = "the one place that begins a writing transaction")]
    pub async fn write_tx(&self, permit: &Permit, info: crate::ChangeInfo) -> Result<crate::WriteTx, DbError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let inner = self.0.write.begin_with_options(options).await?;
        let end = crate::audit::queue(&inner).await?;
        Ok(crate::WriteTx::new(inner, end, permit.actor(), info))
    }

    /// Begins the transaction that a backup is restored in: nobody works on the database yet, and the log comes with it.
    ///
    /// # Errors
    /// The engine's refusal.
    #[expect(clippy::disallowed_methods, reason = "restoring is not a change: the log is restored with the data")]
    pub(crate) async fn begin_restoring(&self) -> Result<sea_orm::DatabaseTransaction, DbError> {
        Ok(self.0.write.begin().await?)
    }

    /// Closes every connection; with SQLite the write-ahead log is emptied into the file.
    ///
    /// # Errors
    /// The engine's refusal.
    pub async fn close(self) -> Result<(), DbError> {
        self.0.read.close_by_ref().await?;
        self.0.write.close_by_ref().await?;
        Ok(())
    }
}
