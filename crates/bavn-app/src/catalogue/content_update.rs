//! New content of the program: told first, taken when somebody says so.

use super::{
    content::{shipped_catalogue, shipped_digests},
    content_diff::{ContentDiff, compare},
    entity::content_version,
    load::{LoadReport, load_content, store_content},
    view::load_view,
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait as _};
use serde_json::json;

/// Gives a database that has no content yet that of the program. One that has some keeps it, until [`take_content_update`].
///
/// # Errors
/// As [`load_content`].
pub async fn begin_content(app: &App, ctx: &Context) -> Result<Option<LoadReport>> {
    let _ = ctx.authorize(Action::InstallationOperate, Resource::Municipality)?;
    if content_version::Entity::find().count(app.db().read()).await? > 0 {
        return Ok(None);
    }
    load_content(app, ctx).await.map(Some)
}

/// Whether the content of the program is another than the stored one.
pub(super) async fn update_waits(conn: &impl ConnectionTrait) -> Result<bool> {
    let stored = content_version::Entity::find().all(conn).await?;
    let digests = shipped_digests()?;
    let is_same = |row: &content_version::Model| digests.get(&row.key) == Some(&row.digest);
    let is_current = stored.len() == digests.len() && stored.iter().all(is_same);
    Ok(!stored.is_empty() && !is_current)
}

/// What the content of the program would change; `None` when it is the one in use.
///
/// # Errors
/// [`Error::NotFound`] for those who may not take it, [`Error::Content`], or the database failed.
pub async fn get_content_update(app: &App, ctx: &Context) -> Result<Option<ContentDiff>> {
    let _ = ctx.authorize_read(Action::ContentUpdate, Resource::Municipality, "catalogue")?;
    let snapshot = app.db().snapshot().await?;
    let found = if update_waits(&snapshot).await? { Some(diff(&snapshot).await?) } else { None };
    snapshot.rollback().await?;
    let revision = load_view(app).await?.revision;
    Ok(found.map(|diff| ContentDiff { revision, ..diff }))
}

async fn diff(conn: &impl ConnectionTrait) -> Result<ContentDiff> {
    let (catalogue, _) = shipped_catalogue()?;
    let stored = content_version::Entity::find().all(conn).await?;
    let from = stored.into_iter().max_by_key(|row| row.loaded_at).map(|row| row.version).unwrap_or_default();
    let to = env!("CARGO_PKG_VERSION").to_owned();
    Ok(ContentDiff { from, to, ..compare(conn, &catalogue).await? })
}

/// Takes the content of the program, in one transaction. What is the municipality's own stays: controls, areas, mappings, weights,
/// targets, and what it put away.
///
/// `revision` is that of the difference that was shown; `None` takes it whatever changed since. Returns what changed; `None` when the
/// content is in use already.
///
/// # Errors
/// [`Error::Conflict`] when the catalogue was changed since, [`Error::Content`], [`Error::Forbidden`], or the database failed.
pub async fn take_content_update(app: &App, ctx: &Context, revision: Option<i64>) -> Result<Option<ContentDiff>> {
    let permit = ctx.authorize(Action::ContentUpdate, Resource::Municipality)?;
    let (catalogue, digests) = shipped_catalogue()?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    if !update_waits(tx.conn()).await? {
        tx.roll_back().await?;
        return Ok(None);
    }
    let current = super::view::read_revision(tx.conn()).await?;
    if revision.is_some_and(|revision| revision != current) {
        return Err(Error::Conflict { kind: "catalogue", current: i32::try_from(current).unwrap_or(i32::MAX) });
    }
    let found = ContentDiff { revision: current, ..diff(tx.conn()).await? };
    store_content(tx.conn(), ctx, &catalogue, &digests).await?;
    let after = json!({
        "from": found.from,
        "to": found.to,
        "items": found.items.iter().map(|one| json!([one.item, one.change, one.key])).collect::<Vec<_>>(),
        "mappings": found.mappings.len(),
        "weights": found.weights,
        "conflicts": found.conflicts,
    });
    tx.commit(AuditEvent::new(&permit, "load", "catalogue", None).after(after)).await?;
    Ok(Some(found))
}
