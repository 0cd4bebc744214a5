use super::{
    MeasureDraft,
    check::{Place, check},
    load::load_plan_measures,
    store,
};
use crate::{App, Context, Result, action_plan};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{MeasureId, PlanId},
};

/// Puts a measure into a plan, with the next number.
///
/// # Errors
/// [`crate::Error::NotFound`] when there is no such plan, [`crate::Error::Invalid`] with every fault (a circle of dependencies
/// is named by its measures), [`crate::Error::Closed`] when the plan is full, [`crate::Error::Forbidden`], or the database
/// failed.
pub async fn create_measure(app: &App, ctx: &Context, plan: PlanId, draft: MeasureDraft) -> Result<MeasureId> {
    let permit = ctx.authorize(Action::PlanChange, Resource::of(draft.unit))?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let plan = action_plan::find(tx.conn(), plan).await?;
    let measures = load_plan_measures(tx.conn(), plan.id).await?;
    let id: MeasureId = ctx.new_id()?;
    let number = store::next_number(tx.conn(), plan.id).await?;
    let place = Place { plan: &plan, id, number, old: None, measures: &measures };
    let measure = check(app, ctx, tx.conn(), &place, draft).await?;
    store::insert(tx.conn(), &measure, ctx.now()).await?;
    tx.commit(AuditEvent::new(&permit, "create", "measure", Some(id.0)).after(measure.to_json())).await?;
    Ok(id)
}
