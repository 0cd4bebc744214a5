use super::password;
use crate::{
    cli::AccountCommand,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::say,
};
use bavn_app::identity::{list_accounts, reset_password};
use bavn_core::text::fold;

/// `bavn account …`.
pub async fn run(config: &Config, command: AccountCommand) -> Outcome {
    let AccountCommand::ResetPassword { username, password_stdin } = command;
    let app = opening::open(config).await?;
    let ctx = opening::operator("account reset-password");
    let wanted = fold(&username);
    let accounts = list_accounts(&app, &ctx).await?;
    let Some(account) = accounts.iter().find(|account| account.username == wanted) else {
        return Err(Failure::failed(format!(
            "there is no account with the user name {username:?}.\nExpected one of those under Brugere; nothing was changed."
        )));
    };
    let password = password::read(password_stdin)?;
    reset_password(&app, &ctx, account.id, &password).await?;
    let is_active = account.is_active;
    app.db().clone().close().await?;
    say(format!(
        "{wanted} has a new password, is unlocked and signed out everywhere; it must be changed at the next sign-in."
    ))?;
    if !is_active {
        say("The account is closed: an administrator must open it under Brugere before it can sign in.")?;
    }
    Ok(())
}
