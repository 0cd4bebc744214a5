use bavn_app::{App, Limits, catalogue};
use bavn_db::{Database, Location, OpenOptions, migration};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

pub use bavn_db::Engine;

/// The variable that names a PostgreSQL server for tests, such as `postgres://bavn@localhost/postgres?host=/run/socket`.
const VARIABLE: &str = "BAVN_TEST_POSTGRES";

/// The engines to test on: SQLite always, PostgreSQL when a server is named.
#[must_use]
pub fn engines() -> Vec<Engine> {
    if std::env::var_os(VARIABLE).is_some() { vec![Engine::Sqlite, Engine::Postgres] } else { vec![Engine::Sqlite] }
}

/// Bavn on an empty municipality's database with the catalogue loaded; gone when dropped.
#[derive(Debug)]
pub struct TestApp {
    /// What operations work on.
    pub app: App,
    /// Where the database is.
    pub location: Location,
    _folder: Option<TempDir>,
}

impl TestApp {
    /// Changes the database past every operation, to make it look like what the operations of this version do not make.
    ///
    /// # Panics
    /// If a statement fails: the test cannot go on.
    #[expect(clippy::unwrap_used, reason = "a test that cannot have its database stops here")]
    pub async fn execute(&self, statements: &[&str]) {
        let conn = self.app.db().housekeeping();
        for statement in statements {
            conn.execute_raw(Statement::from_string(conn.get_database_backend(), *statement)).await.unwrap();
        }
    }
}

/// A place for a database where there is none yet; gone when dropped.
#[derive(Debug)]
pub struct EmptyPlace {
    /// Where.
    pub location: Location,
    _folder: Option<TempDir>,
}

/// A new empty place on an engine.
///
/// # Panics
/// If it cannot be made: the test cannot go on.
#[expect(clippy::unwrap_used, reason = "a test that cannot have its place stops here")]
pub async fn empty_place(engine: Engine) -> EmptyPlace {
    match engine {
        Engine::Sqlite => {
            let folder = tempfile::tempdir().unwrap();
            EmptyPlace { location: Location::in_folder(folder.path()), _folder: Some(folder) }
        }
        Engine::Postgres => {
            let server = std::env::var(VARIABLE).unwrap();
            let name = format!("empty_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            execute(&server, &format!("CREATE DATABASE {name}")).await;
            EmptyPlace { location: Location::Postgres(in_database(&server, &name)), _folder: None }
        }
    }
}

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static SQLITE_TEMPLATE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(1);

/// A new test database on an engine.
///
/// # Panics
/// If the database cannot be made: the test cannot go on.
#[expect(clippy::unwrap_used, reason = "a test that cannot have its database stops here")]
pub async fn test_app(engine: Engine) -> TestApp {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    match engine {
        Engine::Sqlite => {
            let (_, template) = SQLITE_TEMPLATE
                .get_or_init(async || {
                    let folder = tempfile::tempdir().unwrap();
                    let location = Location::in_folder(folder.path());
                    prepare(&location, true).await;
                    let Location::Sqlite(path) = location else { unreachable!() };
                    (folder, path)
                })
                .await;
            let folder = tempfile::tempdir().unwrap();
            let location = Location::in_folder(folder.path());
            let Location::Sqlite(path) = &location else { unreachable!() };
            std::fs::copy(template, path).unwrap();
            open(location, Some(folder)).await
        }
        Engine::Postgres => {
            let server = std::env::var(VARIABLE).unwrap();
            let template = TEMPLATE
                .get_or_init(async || {
                    let name = format!("template_{}", std::process::id());
                    execute(&server, &format!("CREATE DATABASE {name}")).await;
                    prepare(&Location::Postgres(in_database(&server, &name)), false).await;
                    name
                })
                .await;
            let name = format!("test_{}_{number}", std::process::id());
            execute(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
            open(Location::Postgres(in_database(&server, &name)), None).await
        }
    }
}

#[expect(clippy::unwrap_used, reason = "a test that cannot have its database stops here")]
async fn open(location: Location, folder: Option<TempDir>) -> TestApp {
    let db = Database::open(&location, &OpenOptions { connections: 4, create: false }).await.unwrap();
    TestApp { app: App::new(db, Limits::default(), None), location, _folder: folder }
}

#[expect(clippy::unwrap_used, reason = "a test that cannot have its database stops here")]
async fn prepare(location: &Location, create: bool) {
    let db = Database::connect(location, &OpenOptions { connections: 2, create }).await.unwrap();
    migration::migrate(&db).await.unwrap();
    let app = App::new(db.clone(), Limits::default(), None);
    catalogue::load_content(&app, &crate::operator()).await.unwrap();
    drop(app);
    db.close().await.unwrap();
}

#[expect(clippy::unwrap_used, reason = "a test that cannot have its database stops here")]
async fn execute(server: &str, sql: &str) {
    let connection = sea_orm::Database::connect(server).await.unwrap();
    connection.execute_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    connection.close().await.unwrap();
}

/// The same server, another database.
fn in_database(server: &str, name: &str) -> String {
    let (before, query) = server.split_once('?').unwrap_or((server, ""));
    let base = before.rsplit_once('/').map_or(before, |(base, _)| base);
    format!("{base}/{name}?{query}")
}
