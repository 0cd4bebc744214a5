use crate::{
    cli::{BackupArgs, RestoreArgs},
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_db::{Database, OpenOptions, backup};
use serde_json::json;
use time::OffsetDateTime;

/// `bavn backup`.
pub async fn run(config: &Config, args: &BackupArgs) -> Outcome {
    let database = Database::connect(config.location()?, &OpenOptions::default()).await?;
    let written = backup::write(&database, &args.file, OffsetDateTime::now_utc()).await;
    database.close().await?;
    let manifest = written?;
    if !args.no_test {
        backup::try_restore(&args.file).await.map_err(|error| {
            Failure::failed(format!("{}: written, but it cannot be restored: {error}", args.file.display()))
        })?;
    }
    if args.json {
        return say_json(&json!({ "file": args.file, "tested": !args.no_test, "manifest": manifest }));
    }
    let tested = if args.no_test { "Not tested" } else { "Restored on trial, and it holds" };
    say(format!("{}: {} rows in {} tables. {tested}.", args.file.display(), manifest.rows(), manifest.tables.len()))
}

/// `bavn restore`.
pub async fn restore(config: &Config, args: &RestoreArgs) -> Outcome {
    let location = config.location()?;
    let manifest =
        backup::restore(&args.file, location).await.map_err(|error| Failure::from(error).about(&args.file))?;
    // The log goes on where the backup ended, with who put it here.
    let app = opening::open(config).await?;
    bavn_app::audit_log::record_restore(&app, &opening::operator("restore"), &manifest).await?;
    app.db().clone().close().await?;
    if args.json {
        return say_json(&json!({ "location": location.to_string(), "manifest": manifest }));
    }
    let made_at = bavn_web::kit::format::moment(bavn_core::lang::Lang::En, manifest.made_at);
    say(format!("{location}: {} rows restored as they were {made_at}.", manifest.rows()))
}
