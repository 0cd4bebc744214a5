use super::serve;
use crate::{
    cli::{DemoArgs, Size},
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::say,
};
use bavn_app::{App, demo};
use bavn_db::{Database, Location, OpenOptions, migration};
use bavn_web::WebConfig;
use std::{net::Ipv4Addr, path::PathBuf};

/// `bavn demo`.
pub async fn run(config: &Config, args: &DemoArgs) -> Outcome {
    // Kept until the end: the folder goes away with it.
    let mut temporary = None;
    let path = match config.find_location() {
        Some(Location::Sqlite(path)) => path.clone(),
        Some(Location::Postgres(_)) => {
            return Err(Failure::usage(
                "the demonstration uses SQLite.\nGive --data DIR, or nothing for a temporary folder.",
            ));
        }
        None if args.load_only => {
            return Err(Failure::usage("--load-only needs a folder to leave the database in.\nGive --data DIR."));
        }
        None => {
            let folder = tempfile::Builder::new().prefix("bavn-demo-").tempdir();
            let folder = folder.map_err(|error| Failure::failed(format!("cannot make a temporary folder: {error}")))?;
            let path = folder.path().join(Location::FILE_NAME);
            temporary = Some(folder);
            path
        }
    };
    let listener =
        if args.load_only { None } else { Some(serve::listen(Ipv4Addr::LOCALHOST.into(), args.port).await?) };
    clear(&path).await?;
    let app = load(config, path.clone(), args.size).await?;
    let Some(listener) = listener else {
        app.db().clone().close().await?;
        return say(format!("The demonstration is in {}. Serve it with `bavn serve --data DIR`.", path.display()));
    };
    let address = serve::address_of(&listener)?;
    let sign_ins = demo::sign_ins()?;
    say(format!(
        "Bavn is ready at {address}\n\nSign in with one of these; the password is \"{}\" for all:",
        demo::PASSWORD
    ))?;
    for (username, role) in &sign_ins {
        say(format!("  {username:<16} {}", role.key().replace('_', " ")))?;
    }
    say("\nThe municipality is invented. Stop with Ctrl-C.")?;
    let web = WebConfig {
        public_url: address,
        demo_sign_ins: sign_ins.into_iter().map(|(username, role)| (username, role.key().to_owned())).collect(),
        demo_password: Some(demo::PASSWORD.to_owned()),
        ..WebConfig::default()
    };
    let served = serve::serve(listener, app, web).await;
    drop(temporary);
    served
}

async fn load(config: &Config, path: PathBuf, size: Size) -> Outcome<App> {
    let options = OpenOptions { create: true, ..OpenOptions::default() };
    let database = Database::connect(&Location::Sqlite(path), &options).await?;
    migration::migrate(&database).await?;
    let app = App::new(database, config.limits.clone(), config.template_folder.clone()).with_kitos(super::fetch_kitos);
    let size = match size {
        Size::S => demo::Size::Small,
        Size::M => demo::Size::Reference,
        Size::LongPlan => demo::Size::LongPlan,
    };
    demo::load_demo(&app, &opening::operator(demo::OPERATOR), size).await?;
    Ok(app)
}

/// Takes an earlier demonstration away; anything else stays and is an error.
async fn clear(path: &std::path::Path) -> Outcome {
    if !path.exists() {
        return Ok(());
    }
    let database = Database::connect(&Location::Sqlite(path.to_owned()), &OpenOptions::default()).await?;
    let is_demo = demo::is_demo(&database).await;
    database.close().await?;
    if !is_demo.unwrap_or(false) {
        return Err(Failure::failed(format!(
            "{}: this is not a demonstration, and it is not overwritten.\nChoose another folder with --data DIR.",
            path.display()
        )));
    }
    for ending in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{ending}", path.display()));
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::file(&file, "removed", &error));
            }
            _ => {}
        }
    }
    Ok(())
}
