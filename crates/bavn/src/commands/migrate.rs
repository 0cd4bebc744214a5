use crate::{config::Config, failure::Outcome, opening, output::say};
use bavn_db::{Database, OpenOptions};

/// `bavn migrate`.
pub async fn run(config: &Config) -> Outcome {
    let location = config.location()?;
    let database = Database::connect(location, &OpenOptions::default()).await?;
    let done = opening::migrate(config, &database).await?;
    database.close().await?;
    say(match done {
        0 => format!("{location}: already at this version."),
        done => format!("{location}: {done} migrations done."),
    })
}
