use super::{Asset, entity::asset_attachment, load::find};
use crate::{
    App, Context, Error, Result,
    attachment::{self, Attachment},
    check,
};
use bavn_core::{
    access::Action,
    audit_log::AuditEvent,
    ids::{AssetFileId, AssetId, AttachmentId},
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _, QueryFilter, QueryOrder,
};
use serde_json::json;
use time::OffsetDateTime;

/// A file that was attached to an asset: a drawing, a manual, a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile {
    /// The identifier.
    pub id: AssetFileId,
    /// Its name.
    pub title: String,
    /// The file without its content.
    pub file: Attachment,
    /// When it was attached.
    pub added_at: OffsetDateTime,
    /// By whom.
    pub added_by: String,
}

/// Files of one asset, at most.
const MOST: u64 = 100;
const KIND: &str = "asset_file";

/// The files of an asset, oldest first; two statements, or one when there are none.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn list_asset_files(app: &App, ctx: &Context, asset: &Asset) -> Result<Vec<AssetFile>> {
    let _ = ctx.authorize_read(Action::AssetRead, asset.resource(), "asset")?;
    let rows = asset_attachment::Entity::find()
        .filter(asset_attachment::Column::AssetId.eq(asset.id.0))
        .filter(asset_attachment::Column::ArchivedAt.is_null())
        .order_by_asc(asset_attachment::Column::Id)
        .all(app.db().read())
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<AttachmentId> = rows.iter().map(|row| row.attachment_id.into()).collect();
    let mut files = attachment::find_many(app, &ids).await?;
    let with_file = |row: asset_attachment::Model| {
        let file = files.remove(&row.attachment_id.into())?;
        Some(AssetFile { id: row.id.into(), title: row.title, file, added_at: row.added_at, added_by: row.added_by })
    };
    Ok(rows.into_iter().filter_map(with_file).collect())
}

/// Attaches a file to an asset in use. Without a title it is called as the file is.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`] when the asset is out of use or has a hundred files, [`Error::TooLarge`], [`Error::Invalid`] with every
/// fault, [`Error::Forbidden`], or the database failed.
pub async fn add_asset_file(
    app: &App,
    ctx: &Context,
    id: AssetId,
    title: &str,
    file: (&str, &[u8]),
) -> Result<AssetFileId> {
    let (name, content) = file;
    let asset = find(app.db().read(), id).await?;
    let _ = ctx.authorize_read(Action::AssetRead, asset.resource(), "asset")?;
    let permit = ctx.authorize(Action::AssetChange, asset.resource())?;
    let limit = app.limits().attachment_bytes;
    if content.len() > limit {
        return Err(Error::TooLarge { limit });
    }
    let mut title = title.trim().to_owned();
    if title.is_empty() {
        title = name.chars().filter(|letter| !letter.is_control()).take(200).collect();
    }
    let mut faults = Vec::new();
    check::text(&mut faults, "title", &title, 1, 200);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let asset = find(tx.conn(), id).await?;
    let _ = ctx.authorize(Action::AssetChange, asset.resource())?;
    if asset.archived_at.is_some() {
        return Err(Error::Closed { kind: "asset", reason: "archived" });
    }
    let own = asset_attachment::Entity::find().filter(asset_attachment::Column::AssetId.eq(id.0));
    if own.filter(asset_attachment::Column::ArchivedAt.is_null()).count(tx.conn()).await? >= MOST {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    let attachment = attachment::store(&tx, ctx, name, content, attachment::Kind::Evidence).await?;
    let file: AssetFileId = ctx.new_id()?;
    let row = asset_attachment::Model {
        id: file.0,
        asset_id: id.0,
        attachment_id: attachment.0,
        title: title.clone(),
        added_at: ctx.now(),
        added_by: ctx.actor().name().to_owned(),
        archived_at: None,
    };
    asset_attachment::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    let after = json!({ "file": file, "title": title, "attachment": attachment });
    tx.commit(AuditEvent::new(&permit, "add_file", "asset", Some(id.0)).after(after)).await?;
    Ok(file)
}

/// Takes a file of an asset out of use; the file and its place in the log stay.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], or the database failed.
pub async fn archive_asset_file(app: &App, ctx: &Context, file: AssetFileId) -> Result<AssetId> {
    let (_, asset) = find_file(app.db().read(), ctx, file).await?;
    let permit = ctx.authorize(Action::AssetChange, asset.resource())?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let (row, asset) = find_file(tx.conn(), ctx, file).await?;
    let _ = ctx.authorize(Action::AssetChange, asset.resource())?;
    let change = asset_attachment::ActiveModel {
        id: Unchanged(row.id),
        archived_at: Set(Some(ctx.now())),
        ..Default::default()
    };
    asset_attachment::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let before = json!({ "file": file, "title": row.title });
    tx.commit(AuditEvent::new(&permit, "remove_file", "asset", Some(asset.id.0)).before(before)).await?;
    Ok(asset.id)
}

/// A file of an asset, with its content; its hash is checked.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_asset_file(app: &App, ctx: &Context, file: AssetFileId) -> Result<(Attachment, Vec<u8>)> {
    let (row, _) = find_file(app.db().read(), ctx, file).await?;
    attachment::read(app, row.attachment_id.into()).await
}

/// A file in use and its asset, which the actor may read.
async fn find_file(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    file: AssetFileId,
) -> Result<(asset_attachment::Model, Asset)> {
    let row = asset_attachment::Entity::find_by_id(file.0)
        .filter(asset_attachment::Column::ArchivedAt.is_null())
        .one(conn)
        .await?
        .ok_or(Error::NotFound { kind: KIND })?;
    let asset = find(conn, row.asset_id.into()).await?;
    let _ = ctx.authorize_read(Action::AssetRead, asset.resource(), KIND)?;
    Ok((row, asset))
}
