use super::{
    entity::{account, session},
    sessions::{hash, load_actor, new_secret},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Actor, Resource},
    audit_log::AuditEvent,
    identity::{AuthLevel, lock_after_failure},
    ids::SessionId,
    lang::Lang,
    text::fold,
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter,
};
use serde_json::json;

/// What somebody gives to sign in.
#[derive(Clone, Debug)]
pub struct SignIn<'request> {
    /// The user name; upper and lower case alike.
    pub username: &'request str,
    /// The password.
    pub password: &'request str,
    /// The browser, as it calls itself.
    pub user_agent: &'request str,
    /// The network address.
    pub address: &'request str,
}

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The session.
    pub id: SessionId,
    /// The secret for the cookie; only its hash is stored.
    pub token: String,
    /// The language of the account.
    pub lang: Lang,
    /// A new password must be chosen first.
    pub must_change_password: bool,
}

/// Signs somebody in with user name and password, and begins a session with a new secret.
///
/// Where sign-in with more factors or through another identity provider goes in: they end here too, with a higher [`AuthLevel`].
///
/// # Errors
/// [`Error::WrongPassword`] without telling which of the two is wrong, [`Error::TooManyTries`] while the account is locked, or the
/// database failed.
pub async fn sign_in(app: &App, ctx: &Context, given: SignIn<'_>) -> Result<NewSession> {
    let username = fold(given.username);
    let account = account::Entity::find().filter(account::Column::Username.eq(username)).one(app.db().read()).await?;
    if let Some(until) = account.as_ref().and_then(|account| account.locked_until)
        && until > ctx.now()
    {
        return Err(Error::TooManyTries { seconds: (until - ctx.now()).whole_seconds().max(1) });
    }
    let hash_to_try =
        account.as_ref().filter(|account| account.is_active).map(|account| account.password_hash.as_str());
    let is_right = given.password.len() <= 1024 && app.hasher().verify(given.password, hash_to_try).await?;
    match account {
        Some(account) if is_right => {
            begin(app, ctx, account, AuthLevel::Password, given.user_agent, given.address).await
        }
        Some(account) => {
            note_failure(app, ctx, &account).await?;
            Err(Error::WrongPassword)
        }
        None => {
            note_unknown(app, ctx).await?;
            Err(Error::WrongPassword)
        }
    }
}

async fn begin(
    app: &App,
    ctx: &Context,
    account: account::Model,
    level: AuthLevel,
    user_agent: &str,
    address: &str,
) -> Result<NewSession> {
    let actor = load_actor(app.db().read(), &account).await?;
    // Somebody without a role has nothing to sign in to.
    let permit = ctx
        .with_actor(actor)
        .authorize(Action::OwnAccountChange, Resource::Municipality)
        .map_err(|_| Error::WrongPassword)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let token = new_secret()?;
    let id: SessionId = ctx.new_id()?;
    let row = session::Model {
        id: id.0,
        account_id: account.id,
        token_hash: hash(&token),
        csrf_token: new_secret()?,
        auth_level: level.number(),
        created_at: ctx.now(),
        last_seen_at: ctx.now(),
        ended_at: None,
        user_agent: user_agent.chars().take(200).collect(),
        address: address.chars().take(60).collect(),
    };
    session::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    let seen = account::ActiveModel {
        id: Unchanged(account.id),
        failed_count: Set(0),
        locked_until: Set(None),
        last_sign_in_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    account::Entity::update(seen).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "sign_in", "account", Some(account.id))).await?;
    Ok(NewSession {
        id,
        token,
        lang: account.lang.parse().unwrap_or_default(),
        must_change_password: account.must_change_password,
    })
}

async fn note_failure(app: &App, ctx: &Context, account: &account::Model) -> Result<()> {
    let permit = ctx.with_actor(Actor::operator("sign-in")).authorize(Action::AccountChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    // Read again inside the transaction: two wrong tries at once count as two.
    let Some(current) = account::Entity::find_by_id(account.id).one(tx.conn()).await? else { return Ok(()) };
    let failures = current.failed_count.saturating_add(1);
    let locked_until = lock_after_failure(u32::try_from(failures).unwrap_or(u32::MAX)).map(|wait| ctx.now() + wait);
    let row = account::ActiveModel {
        id: Unchanged(account.id),
        failed_count: Set(failures),
        locked_until: Set(locked_until),
        ..Default::default()
    };
    account::Entity::update(row).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "sign_in_failed", "account", Some(account.id))).await?;
    Ok(())
}

/// Notes that somebody tried a user name that there is none of. What was typed is not kept: it is often a password in the wrong field.
async fn note_unknown(app: &App, ctx: &Context) -> Result<()> {
    let permit = ctx.with_actor(Actor::operator("sign-in")).authorize(Action::AccountChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let event = AuditEvent::new(&permit, "sign_in_failed", "account", None);
    tx.commit(event.after(json!({ "is_known": false }))).await?;
    Ok(())
}

/// Ends the session.
///
/// # Errors
/// [`Error::NotFound`] if it has ended already, or the database failed.
pub async fn sign_out(app: &App, ctx: &Context, session: SessionId) -> Result<()> {
    super::end_session(app, ctx, session).await
}
