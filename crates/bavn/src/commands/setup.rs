use super::password;
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
    let password = password::read(args.password_stdin)?;
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
