use super::{
    load::{find, find_version},
    store,
};
use crate::{App, Context, Error, Result};
use bavn_core::{access::Action, audit_log::AuditEvent, ids::MeasureId};

/// Takes a measure out of the plan, keeping its history and its number. Measures that wait for it wait no longer.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Forbidden`], or the database failed.
pub async fn archive_measure(app: &App, ctx: &Context, id: MeasureId, version: i32) -> Result<()> {
    let found = find(app.db().read(), id).await?.ok_or(Error::NotFound { kind: "measure" })?;
    let _ = ctx.authorize_read(Action::PlanRead, found.resource(), "measure")?;
    let permit = ctx.authorize(Action::PlanChange, found.resource())?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find_version(tx.conn(), ctx, id, version).await?;
    store::archive(tx.conn(), &old, ctx.now()).await?;
    tx.commit(AuditEvent::new(&permit, "archive", "measure", Some(id.0)).before(old.to_json())).await?;
    Ok(())
}
