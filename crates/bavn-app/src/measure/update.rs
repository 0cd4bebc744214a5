use super::{
    MeasureDraft,
    check::{Place, check},
    load::{find_version, load_plan_measures},
    store,
};
use crate::{App, Context, Result, action_plan};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::MeasureId,
};

/// Changes a measure. Moving it to another unit takes permission in both.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Conflict`], [`crate::Error::Invalid`] with every fault (a circle of dependencies
/// is named by its measures), [`crate::Error::Forbidden`], or the database failed.
pub async fn update_measure(app: &App, ctx: &Context, id: MeasureId, version: i32, draft: MeasureDraft) -> Result<()> {
    let permit = ctx.authorize(Action::PlanChange, Resource::of(draft.unit))?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find_version(tx.conn(), ctx, id, version).await?;
    let _ = ctx.authorize(Action::PlanChange, old.resource())?;
    let plan = action_plan::find(tx.conn(), old.plan_id).await?;
    let measures = load_plan_measures(tx.conn(), plan.id).await?;
    let place = Place { plan: &plan, id, number: old.facts.number, old: Some(&old), measures: &measures };
    let measure = check(app, ctx, tx.conn(), &place, draft).await?;
    store::replace(tx.conn(), &measure).await?;
    let event = AuditEvent::new(&permit, "update", "measure", Some(id.0));
    tx.commit(event.before(old.to_json()).after(measure.to_json())).await?;
    Ok(())
}
