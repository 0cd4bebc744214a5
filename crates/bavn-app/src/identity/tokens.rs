use super::{
    entity::{account, api_token},
    sessions::{hash, load_actor, new_secret, own},
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Actor, Resource},
    audit_log::AuditEvent,
    ids::ApiTokenId,
    lang::Lang,
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _, QueryFilter, QueryOrder,
};
use serde_json::json;
use time::{Duration, OffsetDateTime};

/// A token with which another program uses the HTTP API as its owner.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ApiToken {
    /// The token.
    pub id: ApiTokenId,
    /// What it is for.
    pub name: String,
    /// The first characters, to recognise it by.
    pub prefix: String,
    /// It can only read.
    pub is_read_only: bool,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it stops counting.
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
    /// When it was last used, to the hour.
    #[serde(with = "time::serde::rfc3339::option")]
    pub last_used_at: Option<OffsetDateTime>,
}

/// What a new token is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenDraft {
    /// What it is for.
    pub name: String,
    /// It can only read.
    pub is_read_only: bool,
    /// How many days it counts, 1 to 366.
    pub days: i64,
}

/// A token that was just made: the only time its secret is shown.
#[derive(Clone, Debug)]
pub struct NewApiToken {
    /// The token.
    pub id: ApiTokenId,
    /// The secret to send as `Authorization: Bearer …`.
    pub secret: String,
}

const PREFIX: &str = "bavn_";
const MOST: u64 = 20;

/// One's own tokens that were not revoked.
///
/// # Errors
/// [`Error::Forbidden`], or the database failed.
pub async fn list_own_tokens(app: &App, ctx: &Context) -> Result<Vec<ApiToken>> {
    let _ = ctx.authorize(Action::OwnAccountRead, Resource::Municipality)?;
    let account = own(ctx)?;
    let rows = api_token::Entity::find()
        .filter(api_token::Column::AccountId.eq(account.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .order_by_desc(api_token::Column::CreatedAt)
        .all(app.db().read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ApiToken {
            id: row.id.into(),
            name: row.name,
            prefix: row.prefix,
            is_read_only: row.is_read_only,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
        })
        .collect())
}

/// Makes a token.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Closed`] with reason `too_many` beyond twenty, [`Error::Forbidden`], or the database failed.
pub async fn create_token(app: &App, ctx: &Context, draft: TokenDraft) -> Result<NewApiToken> {
    let permit = ctx.authorize(Action::OwnAccountChange, Resource::Municipality)?;
    let account = own(ctx)?;
    let mut faults = Vec::new();
    crate::check::text(&mut faults, "name", draft.name.trim(), 1, 80);
    if !(1..=366).contains(&draft.days) {
        faults.push(FieldFault::new("days", "out_of_range", draft.days.to_string()).with("min", 1).with("max", 366));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let count = api_token::Entity::find()
        .filter(api_token::Column::AccountId.eq(account.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .count(tx.conn())
        .await?;
    if count >= MOST {
        return Err(Error::Closed { kind: "api_token", reason: "too_many" });
    }
    let secret = format!("{PREFIX}{}", new_secret()?);
    let id: ApiTokenId = ctx.new_id()?;
    let row = api_token::Model {
        id: id.0,
        account_id: account.0,
        name: draft.name.trim().to_owned(),
        prefix: secret.chars().take(PREFIX.len() + 6).collect(),
        token_hash: hash(&secret),
        is_read_only: draft.is_read_only,
        created_at: ctx.now(),
        expires_at: ctx.now() + Duration::days(draft.days),
        last_used_at: None,
        revoked_at: None,
    };
    let after = json!({ "name": row.name, "prefix": row.prefix, "is_read_only": row.is_read_only, "days": draft.days });
    api_token::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", "api_token", Some(id.0)).after(after)).await?;
    Ok(NewApiToken { id, secret })
}

/// Makes one of one's own tokens stop counting.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], or the database failed.
pub async fn revoke_token(app: &App, ctx: &Context, id: ApiTokenId) -> Result<()> {
    let permit = ctx.authorize(Action::OwnAccountChange, Resource::Municipality)?;
    let account = own(ctx)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = api_token::Entity::find_by_id(id.0)
        .filter(api_token::Column::AccountId.eq(account.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .one(tx.conn())
        .await?;
    let row = row.ok_or(Error::NotFound { kind: "api_token" })?;
    api_token::Entity::update(api_token::ActiveModel {
        id: Unchanged(row.id),
        revoked_at: Set(Some(ctx.now())),
        ..Default::default()
    })
    .exec_without_returning(tx.conn())
    .await?;
    tx.commit(AuditEvent::new(&permit, "revoke", "api_token", Some(id.0))).await?;
    Ok(())
}

/// Who a token stands for at `now`, and the language of the account.
///
/// # Errors
/// The database failed.
pub async fn find_token_actor(app: &App, secret: &str, now: OffsetDateTime) -> Result<Option<(Actor, Lang)>> {
    if !secret.starts_with(PREFIX) {
        return Ok(None);
    }
    let conn = app.db().read();
    let row = api_token::Entity::find()
        .filter(api_token::Column::TokenHash.eq(hash(secret)))
        .filter(api_token::Column::RevokedAt.is_null())
        .one(conn)
        .await?;
    let Some(row) = row.filter(|row| row.expires_at > now) else { return Ok(None) };
    let Some(account) = account::Entity::find_by_id(row.account_id)
        .one(conn)
        .await?
        .filter(|account| account.is_active && !account.must_change_password)
    else {
        return Ok(None);
    };
    if row.last_used_at.is_none_or(|at| now - at >= Duration::hours(1)) {
        let used = api_token::ActiveModel {
            id: Unchanged(row.id),
            last_used_at: Set(Some(bavn_core::instant::to_micros(now))),
            ..Default::default()
        };
        api_token::Entity::update(used).exec_without_returning(app.db().housekeeping()).await?;
    }
    let lang = account.lang.parse().unwrap_or_default();
    let actor = load_actor(conn, &account).await?;
    Ok(Some((if row.is_read_only { actor.read_only() } else { actor }, lang)))
}
