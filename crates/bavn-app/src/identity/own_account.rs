use super::{
    entity::account,
    sessions::{end_all, own},
};
use crate::{App, Context, Error, Result, organisation};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    identity::{PasswordFault, check_password},
    ids::SessionId,
    lang::Lang,
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    EntityTrait,
};
use serde_json::json;

/// Changes one's own password and ends all other sessions.
///
/// # Errors
/// [`Error::Invalid`] on the fields `current` and `new`, [`Error::Forbidden`], or the database failed.
pub async fn change_password(
    app: &App,
    ctx: &Context,
    session: Option<SessionId>,
    current: &str,
    new: &str,
) -> Result<()> {
    let permit = ctx.authorize(Action::OwnAccountChange, Resource::Municipality)?;
    let id = own(ctx)?;
    let row =
        account::Entity::find_by_id(id.0).one(app.db().read()).await?.ok_or(Error::NotFound { kind: "account" })?;
    if !app.hasher().verify(current, Some(&row.password_hash)).await? {
        return Err(Error::invalid("current", "wrong_password", ""));
    }
    if current == new {
        return Err(Error::invalid("new", "same_password", ""));
    }
    check_new(app, new, &row.username).await?;
    let hash = app.hasher().hash(new).await?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let change = account::ActiveModel {
        id: Unchanged(row.id),
        password_hash: Set(hash),
        must_change_password: Set(false),
        version: Set(row.version + 1),
        ..Default::default()
    };
    account::Entity::update(change).exec_without_returning(tx.conn()).await?;
    end_all(tx.conn(), id, session, ctx.now()).await?;
    tx.commit(AuditEvent::new(&permit, "change_password", "account", Some(id.0))).await?;
    Ok(())
}

/// Checks a new password against the rules, with the names that others know.
pub(super) async fn check_new(app: &App, password: &str, username: &str) -> Result<()> {
    let municipality =
        organisation::find_municipality(app).await?.map(|municipality| municipality.name).unwrap_or_default();
    check_password(password, &[username, &municipality]).map_err(|fault| {
        let code = match fault {
            PasswordFault::TooShort => "password_too_short",
            PasswordFault::TooLong => "password_too_long",
            PasswordFault::TooCommon => "password_too_common",
            PasswordFault::ContainsName => "password_contains_name",
        };
        Error::invalid("new", code, "")
    })
}

/// Changes the language of one's own account.
///
/// # Errors
/// [`Error::Forbidden`], or the database failed.
pub async fn set_language(app: &App, ctx: &Context, lang: Lang) -> Result<()> {
    let permit = ctx.authorize(Action::OwnAccountChange, Resource::Municipality)?;
    let id = own(ctx)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    account::Entity::update(account::ActiveModel {
        id: Unchanged(id.0),
        lang: Set(lang.tag().to_owned()),
        ..Default::default()
    })
    .exec_without_returning(tx.conn())
    .await?;
    tx.commit(AuditEvent::new(&permit, "set_language", "account", Some(id.0)).after(json!({ "lang": lang }))).await?;
    Ok(())
}
