use super::entity::{saved_list, saved_list_default};
use crate::{App, Context, Error, FieldFault, Result, check};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    ids::{AccountId, SavedListId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _,
    QueryFilter,
};
use serde_json::json;

/// The list of assets, among the lists that views are kept of.
const LIST: &str = "assets";
const KIND: &str = "asset_view";
/// Views of one account, at most.
const MOST: u64 = 50;

/// A view of the list of assets that somebody keeps: filter and order under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetView {
    /// The identifier.
    pub id: SavedListId,
    /// The name.
    pub name: String,
    /// Filter and order, as in the address of the list.
    pub query: String,
    /// Whether everybody who may read assets sees it.
    pub is_shared: bool,
    /// Whether the actor made it.
    pub is_own: bool,
    /// Whether the actor sees it first.
    pub is_first: bool,
}

/// A view to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetViewDraft {
    /// The name, at most 100 characters; an own view of the same name is replaced.
    pub name: String,
    /// Filter and order, as in the address of the list, at most 2,000 characters.
    pub query: String,
    /// Whether everybody who may read assets is to see it.
    pub is_shared: bool,
    /// Whether the actor is to see it first.
    pub is_first: bool,
}

fn account(ctx: &Context) -> Option<AccountId> {
    ctx.actor().account_id()
}

/// Permission to change one's own views, by the account.
fn own(ctx: &Context) -> Result<(Permit, AccountId)> {
    let _ = ctx.authorize_read(Action::AssetRead, Resource::Any, KIND)?;
    let permit = ctx.authorize(Action::OwnAccountChange, Resource::Municipality)?;
    // Only accounts have views; the operator of the machine has none.
    Ok((permit, account(ctx).ok_or(Error::NotFound { kind: KIND })?))
}

/// The views of the actor and those that others share, in order of name; two statements.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn list_asset_views(app: &App, ctx: &Context) -> Result<Vec<AssetView>> {
    let _ = ctx.authorize_read(Action::AssetRead, Resource::Any, KIND)?;
    let Some(account) = account(ctx) else { return Ok(Vec::new()) };
    let conn = app.db().read();
    let seen =
        Condition::any().add(saved_list::Column::AccountId.eq(account.0)).add(saved_list::Column::IsShared.eq(true));
    let rows = saved_list::Entity::find().filter(saved_list::Column::List.eq(LIST)).filter(seen).all(conn).await?;
    let first = saved_list_default::Entity::find_by_id((account.0, LIST.to_owned())).one(conn).await?;
    let first = first.map(|row| row.saved_list_id);
    let mut views: Vec<AssetView> = rows
        .into_iter()
        .map(|row| AssetView {
            is_own: row.account_id == account.0,
            is_first: first == Some(row.id),
            id: row.id.into(),
            name: row.name,
            query: row.query,
            is_shared: row.is_shared,
        })
        .collect();
    views.sort_by(|one, other| bavn_core::text::danish_cmp(&one.name, &other.name).then(one.id.cmp(&other.id)));
    Ok(views)
}

/// Keeps a view; an own one of the same name is replaced. Sharing takes permission to change assets.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Closed`] when there are fifty, [`Error::Forbidden`], or the database failed.
pub async fn keep_asset_view(app: &App, ctx: &Context, draft: AssetViewDraft) -> Result<SavedListId> {
    let (permit, account) = own(ctx)?;
    if draft.is_shared {
        let _ = ctx.authorize(Action::AssetChange, Resource::Any)?;
    }
    let mut faults: Vec<FieldFault> = Vec::new();
    let name = draft.name.trim().to_owned();
    check::text(&mut faults, "name", &name, 1, 100);
    check::text(&mut faults, "query", &draft.query, 0, 2_000);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let mine = || {
        saved_list::Entity::find()
            .filter(saved_list::Column::AccountId.eq(account.0))
            .filter(saved_list::Column::List.eq(LIST))
    };
    let old = mine().filter(saved_list::Column::Name.eq(&name)).one(tx.conn()).await?;
    if old.is_none() && mine().count(tx.conn()).await? >= MOST {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    let id: SavedListId = match &old {
        Some(row) => row.id.into(),
        None => ctx.new_id()?,
    };
    let row = saved_list::Model {
        id: id.0,
        account_id: account.0,
        list: LIST.to_owned(),
        name: name.clone(),
        query: draft.query.clone(),
        is_shared: draft.is_shared,
        created_at: ctx.now(),
    };
    if old.is_some() {
        let row = saved_list::ActiveModel {
            id: Set(id.0),
            query: Set(draft.query.clone()),
            is_shared: Set(draft.is_shared),
            ..Default::default()
        };
        saved_list::Entity::update(row).exec_without_returning(tx.conn()).await?;
    } else {
        saved_list::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    if draft.is_first {
        put_first(tx.conn(), account, Some(id)).await?;
    } else if old.is_some() {
        saved_list_default::Entity::delete_many()
            .filter(saved_list_default::Column::AccountId.eq(account.0))
            .filter(saved_list_default::Column::SavedListId.eq(id.0))
            .exec(tx.conn())
            .await?;
    }
    let verb = if old.is_some() { "update" } else { "create" };
    let after = json!({ "name": name, "query": draft.query, "shared": draft.is_shared, "first": draft.is_first });
    tx.commit(AuditEvent::new(&permit, verb, KIND, Some(id.0)).after(after)).await?;
    Ok(id)
}

async fn put_first(conn: &impl ConnectionTrait, account: AccountId, id: Option<SavedListId>) -> Result<()> {
    saved_list_default::Entity::delete_by_id((account.0, LIST.to_owned())).exec(conn).await?;
    if let Some(id) = id {
        let row = saved_list_default::Model { account_id: account.0, list: LIST.to_owned(), saved_list_id: id.0 };
        saved_list_default::Entity::insert(row.into_active_model()).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// The view that the actor sees first, or none.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not see the view, [`Error::Forbidden`], or the database failed.
pub async fn set_first_asset_view(app: &App, ctx: &Context, id: Option<SavedListId>) -> Result<()> {
    let (permit, account) = own(ctx)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    if let Some(id) = id {
        let row = saved_list::Entity::find_by_id(id.0).one(tx.conn()).await?;
        let is_seen = row.is_some_and(|row| row.is_shared || row.account_id == account.0);
        if !is_seen {
            return Err(Error::NotFound { kind: KIND });
        }
    }
    put_first(tx.conn(), account, id).await?;
    let after = json!({ "first": id });
    tx.commit(AuditEvent::new(&permit, "update", KIND, id.map(|id| id.0)).after(after)).await?;
    Ok(())
}

/// Takes away a view: an own one, or a shared one by those who administer the register.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not see the view, [`Error::Forbidden`], or the database failed.
pub async fn remove_asset_view(app: &App, ctx: &Context, id: SavedListId) -> Result<()> {
    let (permit, account) = own(ctx)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = saved_list::Entity::find_by_id(id.0).one(tx.conn()).await?;
    let row = row.filter(|row| row.list == LIST && (row.is_shared || row.account_id == account.0));
    let row = row.ok_or(Error::NotFound { kind: KIND })?;
    if row.account_id != account.0 {
        let _ = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    }
    saved_list_default::Entity::delete_many()
        .filter(saved_list_default::Column::SavedListId.eq(id.0))
        .exec(tx.conn())
        .await?;
    saved_list::Entity::delete_by_id(id.0).exec(tx.conn()).await?;
    let before = json!({ "name": row.name, "query": row.query, "shared": row.is_shared });
    tx.commit(AuditEvent::new(&permit, "remove", KIND, Some(id.0)).before(before)).await?;
    Ok(())
}
