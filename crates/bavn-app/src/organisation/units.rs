use super::entity::{person, unit};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::UnitId,
    organisation::{UnitKind, UnitNode, UnitTree},
    text::fold,
};
use bavn_db::dialect;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _,
    QueryFilter, QueryOrder, QuerySelect as _,
};
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// An organisational unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Its identifier.
    pub id: UnitId,
    /// The unit above; `None` for an administration.
    pub parent_id: Option<UnitId>,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Whether it is out of use.
    pub is_archived: bool,
    /// Raised by every change.
    pub version: i32,
}

/// What a unit is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDraft {
    /// The unit above; `None` for an administration.
    pub parent_id: Option<UnitId>,
    /// What sort of unit.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
}

/// Every unit in use, in Danish order of names.
///
/// # Errors
/// [`Error::NotFound`] for those who may not read the organisation, or the database failed.
pub async fn list_units(app: &App, ctx: &Context) -> Result<Vec<Unit>> {
    let _ = ctx.authorize_read(Action::OrganisationRead, Resource::Municipality, "organisation")?;
    let rows = unit::Entity::find()
        .filter(unit::Column::ArchivedAt.is_null())
        .order_by_asc(dialect::danish_order("name"))
        .all(app.db().read())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// A unit, in use or not.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_unit(app: &App, ctx: &Context, id: UnitId) -> Result<Unit> {
    let _ = ctx.authorize_read(Action::OrganisationRead, Resource::Municipality, "unit")?;
    unit::Entity::find_by_id(id.0)
        .one(app.db().read())
        .await?
        .map(from_row)
        .transpose()?
        .ok_or(Error::NotFound { kind: "unit" })
}

/// How all units hang together, archived ones too.
///
/// # Errors
/// The database failed.
pub async fn unit_tree(conn: &impl ConnectionTrait) -> Result<UnitTree> {
    let columns = unit::Entity::find().select_only().columns([unit::Column::Id, unit::Column::ParentId]);
    let rows: Vec<(Uuid, Option<Uuid>)> = columns.into_tuple().all(conn).await?;
    Ok(UnitTree::new(rows.into_iter().map(|(id, parent)| UnitNode { id: id.into(), parent: parent.map(Into::into) })))
}

/// The same with what the units are called, in one statement.
///
/// # Errors
/// The database failed.
pub(crate) async fn named_unit_tree(conn: &impl ConnectionTrait) -> Result<(UnitTree, HashMap<UnitId, String>)> {
    let columns = [unit::Column::Id, unit::Column::ParentId, unit::Column::Name];
    let query = unit::Entity::find().select_only().columns(columns);
    let rows: Vec<(Uuid, Option<Uuid>, String)> = query.into_tuple().all(conn).await?;
    let node =
        |(id, parent, _): &(Uuid, Option<Uuid>, String)| UnitNode { id: (*id).into(), parent: parent.map(Into::into) };
    let tree = UnitTree::new(rows.iter().map(node));
    Ok((tree, rows.into_iter().map(|(id, _, name)| (id.into(), name)).collect()))
}

/// Creates a unit.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_unit(app: &App, ctx: &Context, draft: UnitDraft) -> Result<UnitId> {
    let permit = ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let id: UnitId = ctx.new_id()?;
    let draft = check(draft, id, &unit_tree(tx.conn()).await?)?;
    let row = to_row(id, draft);
    let after = json!(from_row(row.clone())?);
    unit::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", "unit", Some(id.0)).after(after)).await?;
    Ok(id)
}

/// Changes a unit's name, kind or place.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn update_unit(app: &App, ctx: &Context, id: UnitId, version: i32, draft: UnitDraft) -> Result<()> {
    let permit = ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find(tx.conn(), id, version).await?;
    let draft = check(draft, id, &unit_tree(tx.conn()).await?)?;
    let before = json!(from_row(row.clone())?);
    let row = unit::Model {
        parent_id: draft.parent_id.map(|id| id.0),
        kind: draft.kind.key().to_owned(),
        search_text: fold(&draft.name),
        name: draft.name,
        version: version + 1,
        ..row
    };
    let after = json!(from_row(row.clone())?);
    save(tx.conn(), row).await?;
    tx.commit(AuditEvent::new(&permit, "update", "unit", Some(id.0)).before(before).after(after)).await?;
    Ok(())
}

/// Takes a unit out of use. Its history stays.
///
/// # Errors
/// [`Error::Closed`] with reason `in_use` while it has units or people in use; otherwise as [`update_unit`].
pub async fn archive_unit(app: &App, ctx: &Context, id: UnitId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find(tx.conn(), id, version).await?;
    let children = unit::Entity::find()
        .filter(unit::Column::ParentId.eq(id.0))
        .filter(unit::Column::ArchivedAt.is_null())
        .count(tx.conn())
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::UnitId.eq(id.0))
        .filter(person::Column::ArchivedAt.is_null())
        .count(tx.conn())
        .await?;
    if children + people > 0 {
        return Err(Error::Closed { kind: "unit", reason: "in_use" });
    }
    let before = json!(from_row(row.clone())?);
    save(tx.conn(), unit::Model { archived_at: Some(ctx.now()), version: version + 1, ..row }).await?;
    tx.commit(AuditEvent::new(&permit, "archive", "unit", Some(id.0)).before(before)).await?;
    Ok(())
}

async fn find(conn: &impl ConnectionTrait, id: UnitId, version: i32) -> Result<unit::Model> {
    let row = unit::Entity::find_by_id(id.0)
        .filter(unit::Column::ArchivedAt.is_null())
        .one(conn)
        .await?
        .ok_or(Error::NotFound { kind: "unit" })?;
    if row.version == version { Ok(row) } else { Err(Error::Conflict { kind: "unit", current: row.version }) }
}

async fn save(conn: &impl ConnectionTrait, row: unit::Model) -> Result<()> {
    let id = row.id;
    let mut active = row.into_active_model().reset_all();
    active.id = sea_orm::ActiveValue::Unchanged(id);
    unit::Entity::update(active).exec_without_returning(conn).await?;
    Ok(())
}

pub(super) fn check(mut draft: UnitDraft, id: UnitId, tree: &UnitTree) -> Result<UnitDraft> {
    let mut faults = Vec::new();
    draft.name = draft.name.trim().to_owned();
    crate::check::text(&mut faults, "name", &draft.name, 1, 120);
    match (draft.kind, draft.parent_id) {
        (UnitKind::Administration, Some(parent)) => {
            faults.push(FieldFault::new("parent_id", "administration_has_no_parent", parent.to_string()))
        }
        (UnitKind::Department | UnitKind::Institution, None) => {
            faults.push(FieldFault::new("parent_id", "required", ""))
        }
        _ => {}
    }
    if let Err(fault) = tree.check_move(id, draft.parent_id) {
        use bavn_core::organisation::UnitTreeFault as Fault;
        let code = match fault {
            Fault::UnknownParent => "unknown",
            Fault::BelowItself => "below_itself",
            Fault::TooDeep => "too_deep",
        };
        faults.push(FieldFault::new("parent_id", code, draft.parent_id.map(|id| id.to_string()).unwrap_or_default()));
    }
    if faults.is_empty() { Ok(draft) } else { Err(Error::Invalid(faults)) }
}

/// The row of a new unit.
pub(super) fn to_row(id: UnitId, draft: UnitDraft) -> unit::Model {
    unit::Model {
        id: id.0,
        parent_id: draft.parent_id.map(|id| id.0),
        kind: draft.kind.key().to_owned(),
        search_text: fold(&draft.name),
        name: draft.name,
        archived_at: None,
        version: 1,
    }
}

pub(super) fn from_row(row: unit::Model) -> Result<Unit> {
    let kind = UnitKind::from_key(&row.kind).ok_or(bavn_db::DbError::UnknownValue {
        table: "unit",
        column: "kind",
        value: row.kind,
    })?;
    Ok(Unit {
        id: row.id.into(),
        parent_id: row.parent_id.map(Into::into),
        kind,
        name: row.name,
        is_archived: row.archived_at.is_some(),
        version: row.version,
    })
}
