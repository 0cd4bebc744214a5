use super::{
    entity::{account, role_grant},
    own_account::check_new,
    sessions::end_all,
};
use crate::{
    App, Context, Error, FieldFault, Result,
    organisation::{person, unit},
};
use bavn_core::{
    access::{Action, Permit, Resource, Role},
    audit_log::AuditEvent,
    ids::{AccountId, GrantId, PersonId, UnitId},
    lang::Lang,
    text::fold,
};
use bavn_db::WriteTx;
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder,
};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// A role of an account, for the municipality or for a unit and all below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AccountGrant {
    /// The role.
    pub role: Role,
    /// The unit; `None` for the whole municipality.
    pub unit_id: Option<UnitId>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// The person behind it.
    pub person_id: PersonId,
    /// The person's name.
    pub name: String,
    /// What the person is employed as.
    pub title: String,
    /// The user name.
    pub username: String,
    /// Whether it can sign in.
    pub is_active: bool,
    /// A new password must be chosen at the next sign-in.
    pub must_change_password: bool,
    /// Locked after wrong passwords until then.
    #[serde(with = "time::serde::rfc3339::option")]
    pub locked_until: Option<OffsetDateTime>,
    /// Last sign-in.
    #[serde(with = "time::serde::rfc3339::option")]
    pub last_sign_in_at: Option<OffsetDateTime>,
    /// What it was given.
    pub grants: Vec<AccountGrant>,
    /// Raised by every change.
    pub version: i32,
}

/// What a new account is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountDraft {
    /// The person behind it.
    pub person_id: PersonId,
    /// The user name.
    pub username: String,
    /// The first password; it must be changed at the first sign-in unless `keep_password`.
    pub password: String,
    /// The password need not be changed: for set-up and demonstration.
    pub keep_password: bool,
    /// What it is given.
    pub grants: Vec<AccountGrant>,
}

/// Every account, by user name.
///
/// # Errors
/// [`Error::NotFound`] for those who may not know of them, or the database failed.
pub async fn list_accounts(app: &App, ctx: &Context) -> Result<Vec<Account>> {
    let _ = ctx.authorize_read(Action::AccountRead, Resource::Municipality, "accounts")?;
    let conn = app.db().read();
    let rows = account::Entity::find()
        .find_also_related(person::Entity)
        .order_by_asc(account::Column::Username)
        .all(conn)
        .await?;
    let mut grants: BTreeMap<uuid::Uuid, Vec<AccountGrant>> = BTreeMap::new();
    for row in role_grant::Entity::find().all(conn).await? {
        grants.entry(row.account_id).or_default().push(to_grant(row)?);
    }
    Ok(rows
        .into_iter()
        .map(|(row, person)| {
            let (name, title) = person.map(|person| (person.name, person.title)).unwrap_or_default();
            Account {
                id: row.id.into(),
                person_id: row.person_id.into(),
                name,
                title,
                username: row.username,
                is_active: row.is_active,
                must_change_password: row.must_change_password,
                locked_until: row.locked_until,
                last_sign_in_at: row.last_sign_in_at,
                grants: grants.remove(&row.id).unwrap_or_default(),
                version: row.version,
            }
        })
        .collect())
}

/// Creates an account for a person who has none.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_account(app: &App, ctx: &Context, draft: AccountDraft) -> Result<AccountId> {
    let permit = ctx.authorize(Action::AccountChange, Resource::Municipality)?;
    let username = fold(&draft.username);
    let mut faults = Vec::new();
    crate::check::text(&mut faults, "username", &username, 3, 80);
    if username.chars().any(char::is_whitespace) {
        faults.push(FieldFault::new("username", "spaces", &draft.username));
    }
    if let Err(Error::Invalid(found)) = check_new(app, &draft.password, &username).await {
        faults.extend(found.into_iter().map(|fault| FieldFault { field: "password".into(), ..fault }));
    }
    let hash = app.hasher().hash(&draft.password).await?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    if account::Entity::find().filter(account::Column::Username.eq(&username)).one(tx.conn()).await?.is_some() {
        faults.push(FieldFault::new("username", "taken", &draft.username));
    }
    if person::Entity::find_by_id(draft.person_id.0)
        .filter(person::Column::ArchivedAt.is_null())
        .one(tx.conn())
        .await?
        .is_none()
    {
        faults.push(FieldFault::new("person_id", "unknown", draft.person_id.to_string()));
    }
    if account::Entity::find().filter(account::Column::PersonId.eq(draft.person_id.0)).one(tx.conn()).await?.is_some() {
        faults.push(FieldFault::new("person_id", "has_account", draft.person_id.to_string()));
    }
    check_grants(tx.conn(), &draft.grants, &mut faults).await?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let id: AccountId = ctx.new_id()?;
    let row = account::Model {
        id: id.0,
        person_id: draft.person_id.0,
        username,
        password_hash: hash,
        must_change_password: !draft.keep_password,
        is_active: true,
        failed_count: 0,
        locked_until: None,
        lang: Lang::Da.tag().to_owned(),
        last_sign_in_at: None,
        created_at: ctx.now(),
        version: 1,
    };
    let after = json!({ "username": row.username, "person_id": row.person_id, "grants": draft.grants });
    account::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    store_grants(&tx, ctx, id, &draft.grants).await?;
    tx.commit(AuditEvent::new(&permit, "create", "account", Some(id.0)).after(after)).await?;
    Ok(id)
}

/// Gives an account other roles, or switches it on or off. An account that is switched off is signed out at once.
///
/// # Errors
/// [`Error::Closed`] with reason `last_administrator` if nobody could run the installation afterwards; [`Error::NotFound`],
/// [`Error::Conflict`], [`Error::Invalid`], [`Error::Forbidden`], or the database failed.
pub async fn update_account(
    app: &App,
    ctx: &Context,
    id: AccountId,
    version: i32,
    is_active: bool,
    grants: &[AccountGrant],
) -> Result<()> {
    let permit = ctx.authorize(Action::AccountChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = account::Entity::find_by_id(id.0).one(tx.conn()).await?.ok_or(Error::NotFound { kind: "account" })?;
    if row.version != version {
        return Err(Error::Conflict { kind: "account", current: row.version });
    }
    let mut faults = Vec::new();
    check_grants(tx.conn(), grants, &mut faults).await?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let old: Vec<AccountGrant> = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(id.0))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(to_grant)
        .collect::<Result<_>>()?;
    role_grant::Entity::delete_many().filter(role_grant::Column::AccountId.eq(id.0)).exec(tx.conn()).await?;
    store_grants(&tx, ctx, id, grants).await?;
    account::Entity::update(account::ActiveModel {
        id: Unchanged(id.0),
        is_active: Set(is_active),
        version: Set(version + 1),
        ..Default::default()
    })
    .exec_without_returning(tx.conn())
    .await?;
    if !has_administrator(tx.conn()).await? {
        return Err(Error::Closed { kind: "account", reason: "last_administrator" });
    }
    if !is_active {
        end_all(tx.conn(), id, None, ctx.now()).await?;
    }
    let event = AuditEvent::new(&permit, "update", "account", Some(id.0))
        .before(json!({ "is_active": row.is_active, "grants": old }))
        .after(json!({ "is_active": is_active, "grants": grants }));
    tx.commit(event).await?;
    Ok(())
}

/// Gives an account a new first password, unlocks it and signs it out everywhere.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Invalid`] on the field `new`, [`Error::Forbidden`], or the database failed.
pub async fn reset_password(app: &App, ctx: &Context, id: AccountId, new: &str) -> Result<()> {
    let permit: Permit = ctx.authorize(Action::AccountChange, Resource::Municipality)?;
    let row =
        account::Entity::find_by_id(id.0).one(app.db().read()).await?.ok_or(Error::NotFound { kind: "account" })?;
    check_new(app, new, &row.username).await?;
    let hash = app.hasher().hash(new).await?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let change = account::ActiveModel {
        id: Unchanged(id.0),
        password_hash: Set(hash),
        must_change_password: Set(true),
        failed_count: Set(0),
        locked_until: Set(None),
        version: Set(row.version + 1),
        ..Default::default()
    };
    account::Entity::update(change).exec_without_returning(tx.conn()).await?;
    end_all(tx.conn(), id, None, ctx.now()).await?;
    tx.commit(AuditEvent::new(&permit, "reset_password", "account", Some(id.0))).await?;
    Ok(())
}

async fn has_administrator(conn: &impl ConnectionTrait) -> Result<bool> {
    let administrators = role_grant::Entity::find()
        .filter(role_grant::Column::Role.eq(Role::Administrator.key()))
        .filter(role_grant::Column::UnitId.is_null())
        .all(conn)
        .await?;
    let ids: Vec<_> = administrators.into_iter().map(|row| row.account_id).collect();
    Ok(account::Entity::find()
        .filter(account::Column::Id.is_in(ids))
        .filter(account::Column::IsActive.eq(true))
        .one(conn)
        .await?
        .is_some())
}

pub(super) async fn check_grants(
    conn: &impl ConnectionTrait,
    grants: &[AccountGrant],
    faults: &mut Vec<FieldFault>,
) -> Result<()> {
    if grants.is_empty() {
        faults.push(FieldFault::new("grants", "required", ""));
    }
    let wanted: Vec<uuid::Uuid> = grants.iter().filter_map(|grant| grant.unit_id).map(|unit| unit.0).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let known = unit::Entity::find().filter(unit::Column::Id.is_in(wanted.iter().copied())).all(conn).await?;
    for id in wanted {
        if !known.iter().any(|unit| unit.id == id) {
            faults.push(FieldFault::new("grants", "unknown", id.to_string()));
        }
    }
    Ok(())
}

async fn store_grants(tx: &WriteTx, ctx: &Context, account: AccountId, grants: &[AccountGrant]) -> Result<()> {
    store_grants_of(tx, ctx, &[(account, grants)]).await
}

/// Stores the grants of several accounts.
pub(super) async fn store_grants_of(
    tx: &WriteTx,
    ctx: &Context,
    accounts: &[(AccountId, &[AccountGrant])],
) -> Result<()> {
    let mut rows = Vec::new();
    for (account, grants) in accounts {
        let mut grants = grants.to_vec();
        grants.sort_unstable();
        grants.dedup();
        for grant in grants {
            let id: GrantId = ctx.new_id()?;
            rows.push(
                role_grant::Model {
                    id: id.0,
                    account_id: account.0,
                    role: grant.role.key().to_owned(),
                    unit_id: grant.unit_id.map(|unit| unit.0),
                }
                .into_active_model(),
            );
        }
    }
    if !rows.is_empty() {
        role_grant::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

fn to_grant(row: role_grant::Model) -> Result<AccountGrant> {
    let role = Role::from_key(&row.role).ok_or(bavn_db::DbError::UnknownValue {
        table: "role_grant",
        column: "role",
        value: row.role,
    })?;
    Ok(AccountGrant { role, unit_id: row.unit_id.map(Into::into) })
}
