use super::entity::{account, role_grant, session};
use crate::{
    App, Context, Error, Result,
    organisation::{self, person},
};
use bavn_core::{
    access::{Action, Actor, Grant, Reach, Resource, Role},
    audit_log::AuditEvent,
    identity::{AuthLevel, SessionTimes, SessionVerdict},
    ids::{AccountId, SessionId},
    lang::Lang,
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};

/// Somebody whose session counts.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who, with what they were given.
    pub actor: Actor,
    /// The session.
    pub session_id: SessionId,
    /// What a form must send back.
    pub csrf_token: String,
    /// How strongly they have shown who they are.
    pub auth_level: AuthLevel,
    /// The language they chose.
    pub lang: Lang,
    /// They were given a password by somebody else and must choose their own first.
    pub must_change_password: bool,
}

/// One of one's own sessions.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct OwnSession {
    /// The session.
    pub id: SessionId,
    /// When it began.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it was last used, to the minute.
    #[serde(with = "time::serde::rfc3339")]
    pub last_seen_at: OffsetDateTime,
    /// The browser, as it calls itself.
    pub user_agent: String,
    /// The network address.
    pub address: String,
}

/// The session behind a cookie, if it counts at `now`.
///
/// # Errors
/// The database failed.
pub async fn find_session(app: &App, token: &str, now: OffsetDateTime) -> Result<Option<SignedIn>> {
    let conn = app.db().read();
    let found = session::Entity::find()
        .find_also_related(account::Entity)
        .filter(session::Column::TokenHash.eq(hash(token)))
        .filter(session::Column::EndedAt.is_null())
        .one(conn)
        .await?;
    let Some((session, Some(account))) = found else { return Ok(None) };
    if !account.is_active {
        return Ok(None);
    }
    match SessionTimes::default().judge(session.created_at, session.last_seen_at, now) {
        SessionVerdict::Expired => return Ok(None),
        SessionVerdict::Live => {}
        SessionVerdict::LiveTouch => {
            let seen = session::ActiveModel {
                id: Unchanged(session.id),
                last_seen_at: Set(bavn_core::instant::to_micros(now)),
                ..Default::default()
            };
            session::Entity::update(seen).exec_without_returning(app.db().housekeeping()).await?;
        }
    }
    let actor = load_actor(conn, &account).await?;
    Ok(Some(SignedIn {
        actor,
        session_id: session.id.into(),
        csrf_token: session.csrf_token,
        auth_level: AuthLevel::from_number(session.auth_level),
        lang: account.lang.parse().unwrap_or_default(),
        must_change_password: account.must_change_password,
    }))
}

/// The actor of an account: its person's name and its grants, each unit with all below it.
pub(super) async fn load_actor(conn: &impl ConnectionTrait, account: &account::Model) -> Result<Actor> {
    let name: Option<String> = person::Entity::find_by_id(account.person_id)
        .select_only()
        .column(person::Column::Name)
        .into_tuple()
        .one(conn)
        .await?;
    let rows = role_grant::Entity::find().filter(role_grant::Column::AccountId.eq(account.id)).all(conn).await?;
    let tree = if rows.iter().any(|row| row.unit_id.is_some()) {
        organisation::unit_tree(conn).await?
    } else {
        Default::default()
    };
    let mut grants = Vec::with_capacity(rows.len());
    for row in rows {
        let role = Role::from_key(&row.role).ok_or(bavn_db::DbError::UnknownValue {
            table: "role_grant",
            column: "role",
            value: row.role,
        })?;
        let reach = row.unit_id.map_or(Reach::Municipality, |unit| Reach::Units(tree.with_descendants(unit.into())));
        grants.push(Grant { role, reach });
    }
    Ok(Actor::account(
        account.id.into(),
        account.person_id.into(),
        name.unwrap_or_else(|| account.username.clone()),
        grants,
    ))
}

/// One's own sessions that have not ended, the last used first.
///
/// # Errors
/// [`Error::Forbidden`] for somebody who is not signed in, or the database failed.
pub async fn list_own_sessions(app: &App, ctx: &Context) -> Result<Vec<OwnSession>> {
    let _ = ctx.authorize(Action::OwnAccountRead, Resource::Municipality)?;
    let account = own(ctx)?;
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::LastSeenAt.gt(ctx.now() - SessionTimes::default().idle))
        .order_by_desc(session::Column::LastSeenAt)
        .limit(50)
        .all(app.db().read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| OwnSession {
            id: row.id.into(),
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            user_agent: row.user_agent,
            address: row.address,
        })
        .collect())
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], or the database failed.
pub async fn end_session(app: &App, ctx: &Context, id: SessionId) -> Result<()> {
    let permit = ctx.authorize(Action::OwnAccountChange, Resource::Municipality)?;
    let account = own(ctx)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = session::Entity::find_by_id(id.0)
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::EndedAt.is_null())
        .one(tx.conn())
        .await?;
    let row = row.ok_or(Error::NotFound { kind: "session" })?;
    session::Entity::update(session::ActiveModel {
        id: Unchanged(row.id),
        ended_at: Set(Some(ctx.now())),
        ..Default::default()
    })
    .exec_without_returning(tx.conn())
    .await?;
    tx.commit(AuditEvent::new(&permit, "sign_out", "session", Some(id.0))).await?;
    Ok(())
}

/// Ends all of one's own sessions but one.
///
/// # Errors
/// [`Error::Forbidden`], or the database failed.
pub async fn end_other_sessions(app: &App, ctx: &Context, keep: Option<SessionId>) -> Result<()> {
    let permit = ctx.authorize(Action::OwnAccountChange, Resource::Municipality)?;
    let account = own(ctx)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    end_all(tx.conn(), account, keep, ctx.now()).await?;
    tx.commit(AuditEvent::new(&permit, "sign_out_others", "account", Some(account.0))).await?;
    Ok(())
}

/// Ends the sessions of an account inside a transaction.
pub(super) async fn end_all(
    conn: &impl ConnectionTrait,
    account: AccountId,
    keep: Option<SessionId>,
    at: OffsetDateTime,
) -> Result<()> {
    let mut update = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, sea_orm::sea_query::Expr::value(at))
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::EndedAt.is_null());
    if let Some(keep) = keep {
        update = update.filter(session::Column::Id.ne(keep.0));
    }
    update.exec(conn).await?;
    Ok(())
}

/// For how long the network address of a session that has ended is kept.
pub const ADDRESS_KEPT: Duration = Duration::days(90);

/// Forgets the network addresses of sessions that ended more than [`ADDRESS_KEPT`] ago, or were last used then, and returns of how many.
/// The rule decides, nobody does: the log need not hold it.
///
/// # Errors
/// The database failed.
pub async fn forget_addresses(app: &App, now: OffsetDateTime) -> Result<u64> {
    let limit = bavn_core::instant::to_micros(now - ADDRESS_KEPT);
    let is_over = Condition::any()
        .add(session::Column::EndedAt.lt(limit))
        .add(Condition::all().add(session::Column::EndedAt.is_null()).add(session::Column::LastSeenAt.lt(limit)));
    let done = session::Entity::update_many()
        .col_expr(session::Column::Address, sea_orm::sea_query::Expr::value(""))
        .filter(session::Column::Address.ne(""))
        .filter(is_over)
        .exec(app.db().housekeeping())
        .await?;
    Ok(done.rows_affected)
}

pub(super) fn own(ctx: &Context) -> Result<AccountId> {
    ctx.actor().account_id().ok_or(Error::NotFound { kind: "account" })
}

/// What of a secret is stored.
pub(super) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// A secret of 256 random bits, in URL-safe Base64.
pub(super) fn new_secret() -> Result<String> {
    use base64::Engine as _;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}
