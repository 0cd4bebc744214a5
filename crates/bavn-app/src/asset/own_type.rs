//! Own types of assets: reading, making and changing them.

use super::{
    entity::{asset, asset_type},
    load::visible,
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::{OWN_LIMITS, OwnField, OwnType, OwnTypeDraft, TypeFault, TypeProblem},
    audit_log::AuditEvent,
    ids::AssetTypeId,
    text::{danish_cmp, fold},
};
use bavn_db::{DbError, WriteTx};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QuerySelect,
    sea_query::ExprTrait as _,
};
use serde_json::{Value, json};
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

const KIND: &str = "asset_type";

/// An own type as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetType {
    /// The identifier.
    pub id: AssetTypeId,
    /// Its name, note and fields.
    pub own: OwnType,
    /// When it was taken out of use; `None` while it is in use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

impl AssetType {
    fn to_json(&self) -> Value {
        let own = &self.own;
        json!({
            "id": self.id, "name": own.name, "note": own.note, "fields": own.fields, "archived": self.archived_at.is_some(),
            "version": self.version,
        })
    }
}

pub(super) fn from_row(row: asset_type::Model) -> Result<AssetType> {
    let fields: Vec<OwnField> = if row.fields.is_empty() {
        Vec::new()
    } else {
        let unknown = |_| DbError::UnknownValue { table: KIND, column: "fields", value: row.fields.clone() };
        serde_json::from_str(&row.fields).map_err(unknown)?
    };
    Ok(AssetType {
        id: row.id.into(),
        own: OwnType { name: row.name, note: row.note, fields },
        archived_at: row.archived_at,
        version: row.version,
    })
}

fn to_row(one: &AssetType) -> asset_type::Model {
    asset_type::Model {
        id: one.id.0,
        name: one.own.name.clone(),
        note: one.own.note.clone(),
        fields: json!(one.own.fields).to_string(),
        archived_at: one.archived_at,
        version: one.version,
    }
}

/// Every own type, in Danish order; one statement.
pub(crate) async fn all_types(conn: &impl ConnectionTrait) -> Result<Vec<AssetType>> {
    let rows = asset_type::Entity::find().all(conn).await?;
    let mut types = rows.into_iter().map(from_row).collect::<Result<Vec<_>>>()?;
    types.sort_by(|one, other| danish_cmp(&one.own.name, &other.own.name).then(one.id.cmp(&other.id)));
    Ok(types)
}

/// Every own type, those out of use too, in Danish order, each with the number of assets in use that the actor may read; two statements.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn list_asset_types(app: &App, ctx: &Context) -> Result<Vec<(AssetType, u64)>> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let types = all_types(conn).await?;
    let rows = asset::Entity::find()
        .filter(visible(&permit))
        .filter(asset::Column::ArchivedAt.is_null())
        .filter(asset::Column::TypeId.is_not_null())
        .select_only()
        .column(asset::Column::TypeId)
        .expr_as(asset::Column::Id.count().cast_as("bigint"), "assets")
        .group_by(asset::Column::TypeId);
    let counts: Vec<(Uuid, i64)> = rows.into_tuple().all(conn).await?;
    let counts: HashMap<Uuid, i64> = counts.into_iter().collect();
    let count = |id: AssetTypeId| counts.get(&id.0).and_then(|count| u64::try_from(*count).ok()).unwrap_or(0);
    Ok(types.into_iter().map(|one| (one.clone(), count(one.id))).collect())
}

/// An own type, also one out of use.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_asset_type(app: &App, ctx: &Context, id: AssetTypeId) -> Result<AssetType> {
    let _ = ctx.authorize_read(Action::AssetRead, Resource::Any, KIND)?;
    find(app.db().read(), id).await
}

async fn find(conn: &impl ConnectionTrait, id: AssetTypeId) -> Result<AssetType> {
    from_row(asset_type::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })?)
}

/// Makes an own type.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Closed`] when there are a hundred, [`Error::Forbidden`], or the database failed.
pub async fn create_asset_type(app: &App, ctx: &Context, draft: &OwnTypeDraft) -> Result<AssetTypeId> {
    let permit = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let own = applied(draft, None)?;
    check_name(tx.conn(), &own, None).await?;
    let one = AssetType { id: ctx.new_id()?, own, archived_at: None, version: 1 };
    asset_type::Entity::insert(to_row(&one).into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", KIND, Some(one.id.0)).after(one.to_json())).await?;
    Ok(one.id)
}

/// Changes an own type: its name, note, and fields. The assets keep their values.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Closed`] if it is out of use, [`Error::Forbidden`], or the
/// database failed.
pub async fn update_asset_type(
    app: &App,
    ctx: &Context,
    id: AssetTypeId,
    version: i32,
    draft: &OwnTypeDraft,
) -> Result<()> {
    let (permit, tx, old) = begin(app, ctx, id, version).await?;
    if old.archived_at.is_some() {
        return Err(Error::Closed { kind: KIND, reason: "archived" });
    }
    let own = applied(draft, Some(&old.own))?;
    check_name(tx.conn(), &own, Some(id)).await?;
    let one = AssetType { own, version: version + 1, ..old.clone() };
    write(&permit, tx, "update", &old, one).await
}

/// Takes an own type out of use: its assets stay as they are, and there can be no new ones.
///
/// # Errors
/// As [`update_asset_type`].
pub async fn archive_asset_type(app: &App, ctx: &Context, id: AssetTypeId, version: i32) -> Result<()> {
    let (permit, tx, old) = begin(app, ctx, id, version).await?;
    if old.archived_at.is_some() {
        return Err(Error::Closed { kind: KIND, reason: "archived" });
    }
    let one = AssetType { archived_at: Some(ctx.now()), version: version + 1, ..old.clone() };
    write(&permit, tx, "archive", &old, one).await
}

/// Takes an own type into use again.
///
/// # Errors
/// As [`update_asset_type`]; [`Error::Closed`] if it is in use, [`Error::Invalid`] if another in use has its name.
pub async fn restore_asset_type(app: &App, ctx: &Context, id: AssetTypeId, version: i32) -> Result<()> {
    let (permit, tx, old) = begin(app, ctx, id, version).await?;
    if old.archived_at.is_none() {
        return Err(Error::Closed { kind: KIND, reason: "in_use" });
    }
    check_name(tx.conn(), &old.own, Some(id)).await?;
    let one = AssetType { archived_at: None, version: version + 1, ..old.clone() };
    write(&permit, tx, "restore", &old, one).await
}

async fn begin(app: &App, ctx: &Context, id: AssetTypeId, version: i32) -> Result<(Permit, WriteTx, AssetType)> {
    let _ = ctx.authorize_read(Action::AssetRead, Resource::Any, KIND)?;
    let permit = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find(tx.conn(), id).await?;
    if old.version != version {
        return Err(Error::Conflict { kind: KIND, current: old.version });
    }
    Ok((permit, tx, old))
}

async fn write(permit: &Permit, tx: WriteTx, verb: &'static str, old: &AssetType, one: AssetType) -> Result<()> {
    let row = asset_type::ActiveModel::from(to_row(&one)).reset_all();
    asset_type::Entity::update(row).exec_without_returning(tx.conn()).await?;
    let event = AuditEvent::new(permit, verb, KIND, Some(one.id.0)).before(old.to_json()).after(one.to_json());
    tx.commit(event).await?;
    Ok(())
}

/// The type that comes of a draft, or its faults by place: `fields[2].label`.
fn applied(draft: &OwnTypeDraft, old: Option<&OwnType>) -> Result<OwnType> {
    let in_words = |fault: TypeFault| {
        let field = fault.field.map_or_else(|| fault.part.to_owned(), |at| format!("fields[{at}].{}", fault.part));
        let told = FieldFault::new(field, fault.problem.code(), fault.value);
        match fault.problem {
            TypeProblem::TooLong { max } | TypeProblem::TooMany { max } => told.with("max", max),
            _ => told,
        }
    };
    draft.applied_to(old).map_err(|faults| Error::Invalid(faults.into_iter().map(in_words).collect()))
}

/// Whether the name is that of no other type in use, and there is room for one more.
async fn check_name(conn: &impl ConnectionTrait, own: &OwnType, id: Option<AssetTypeId>) -> Result<()> {
    let others = asset_type::Entity::find()
        .filter(asset_type::Column::ArchivedAt.is_null())
        .select_only()
        .column(asset_type::Column::Id)
        .column(asset_type::Column::Name);
    let mut others: Vec<(Uuid, String)> = others.into_tuple().all(conn).await?;
    others.retain(|(other, _)| Some(*other) != id.map(|id| id.0));
    if others.len() >= OWN_LIMITS.types {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    let name = fold(&own.name);
    match others.iter().find(|(_, other)| fold(other) == name) {
        Some((_, other)) => Err(Error::invalid("name", "taken", other)),
        None => Ok(()),
    }
}
