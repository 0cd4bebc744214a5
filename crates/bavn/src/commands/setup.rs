use crate::{
    cli::SetupArgs,
    config::Config,
    failure::{Failure, Outcome},
    municipalities, opening,
    output::say,
};
use bavn_app::{
    identity::{FirstAdministrator, set_up},
    organisation::{MunicipalityChange, find_municipality},
};
use bavn_core::lang::Lang;

/// `bavn setup`.
pub async fn run(config: &Config, args: SetupArgs) -> Outcome {
    let listed = municipalities::find(&args.municipality)?;
    let app = opening::open_and_migrate(config, true).await?;
    if let Some(municipality) = find_municipality(&app).await? {
        return Err(Failure::failed(format!(
            "the database is already set up for {}.\nStart it with `bavn serve`; more people are added in the pages.",
            municipality.name
        )));
    }
    let password = if args.password_stdin { read_line()? } else { ask()? };
    let municipality = MunicipalityChange {
        name: listed.full_name(),
        code: listed.code,
        cvr: String::new(),
        address: String::new(),
        sender: args.sender,
        primary_colour: "#12293d".to_owned(),
        accent_colour: "#c2410c".to_owned(),
        logo: None,
        lang: Lang::Da,
    };
    let name = municipality.name.clone();
    let first = FirstAdministrator { name: args.admin_name, username: args.username.clone(), password };
    set_up(&app, &opening::operator("setup"), municipality, first).await?;
    app.db().clone().close().await?;
    say(format!("{name} is set up. Start it with `bavn serve` and sign in as {}.", args.username))
}

fn read_line() -> Outcome<String> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.map_err(|error| Failure::failed(format!("cannot read standard input: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn ask() -> Outcome<String> {
    let prompt = |text: &str| {
        rpassword::prompt_password(text).map_err(|error| {
            Failure::failed(format!("cannot ask for a password: {error}\nGive it with --password-stdin."))
        })
    };
    let password = prompt("Password (at least 12 characters): ")?;
    if prompt("Once more: ")? == password {
        Ok(password)
    } else {
        Err(Failure::failed("the two passwords are not alike. Nothing was stored."))
    }
}
