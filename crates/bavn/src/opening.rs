//! Opening the database for a command.

use crate::{
    config::Config,
    failure::{Failure, Outcome},
};
use bavn_app::{App, Context, catalogue};
use bavn_core::{access::Actor, lang::Lang};
use bavn_db::{
    Database, DbError, Location, OpenOptions, backup,
    migration::{self, Status},
};
use bavn_web::kit::format::date_of;
use time::OffsetDateTime;
use uuid::Uuid;

/// The program itself at work, now; `name` is what the log says.
pub fn operator(name: &str) -> Context {
    operator_in(name, Lang::Da)
}

/// The same, in a language.
pub fn operator_in(name: &str, lang: Lang) -> Context {
    let now = OffsetDateTime::now_utc();
    Context::new(Actor::operator(name), now, date_of(now), lang, Uuid::now_v7())
}

/// Opens a database of this version.
///
/// # Errors
/// There is none, or it has another version.
pub async fn open(config: &Config) -> Outcome<App> {
    let location = config.location()?;
    let database = Database::open(location, &OpenOptions::default()).await.map_err(explain(location))?;
    Ok(App::new(database, config.limits.clone(), config.template_folder.clone())
        .with_kitos(crate::commands::fetch_kitos))
}

/// Opens a database and brings it up to this version after a backup. An empty one gets the content that comes with the program; another
/// keeps its own until somebody takes the new.
///
/// # Errors
/// There is none, it is newer than the program, or the backup or a migration failed.
pub async fn open_and_migrate(config: &Config, create: bool) -> Outcome<App> {
    let location = config.location()?;
    let options = OpenOptions { create, ..OpenOptions::default() };
    let database = Database::connect(location, &options).await.map_err(explain(location))?;
    migrate(config, &database).await?;
    let app = App::new(database, config.limits.clone(), config.template_folder.clone())
        .with_kitos(crate::commands::fetch_kitos);
    catalogue::begin_content(&app, &operator("program")).await?;
    if catalogue::get_catalogue(&app, &operator("program")).await?.update_waits {
        tracing::warn!("the program brings new content; see /krav/opdatering or run `bavn catalogue update --dry-run`");
    }
    Ok(app)
}

/// Brings a database up to this version, after a backup beside it unless it is new.
///
/// # Errors
/// It is newer than the program, or the backup or a migration failed.
pub async fn migrate(config: &Config, database: &Database) -> Outcome<usize> {
    let Status::Waiting(waiting) = migration::status(database).await? else { return Ok(0) };
    if let Some(last) = migration::applied(database.read()).await?.last() {
        let now = OffsetDateTime::now_utc();
        let name =
            format!("before-migration-{}-{}.zip", now.unix_timestamp(), last.chars().take(5).collect::<String>());
        let path = config.backup_folder.join(name);
        backup::write(database, &path, now).await.map_err(|error| Failure::from(error).about(&path))?;
        tracing::warn!(backup = %path.display(), waiting, "the database is older than the program; a backup was made before migrating");
    }
    Ok(migration::migrate(database).await?)
}

/// Says which database it was.
fn explain(location: &Location) -> impl FnOnce(DbError) -> Failure + '_ {
    move |error| match error {
        DbError::Engine(_) => {
            Failure::failed(format!("{location}: {error}\nCheck the address and that the server runs."))
        }
        error => error.into(),
    }
}
