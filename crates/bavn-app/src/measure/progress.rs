use super::{
    check::in_words,
    load::{find, find_version},
    store,
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::Action,
    audit_log::AuditEvent,
    ids::MeasureId,
    measure::{self, State},
};
use time::Date;

/// How far a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The state.
    pub state: State,
    /// How much is done, percent.
    pub progress: i64,
    /// When it was finished; only for a measure that is done.
    pub completed_on: Option<Date>,
}

/// Reports how far a measure is: by those who plan it, and by system owners on measures of their own units.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn record_progress(app: &App, ctx: &Context, id: MeasureId, version: i32, progress: Progress) -> Result<()> {
    let found = find(app.db().read(), id).await?.ok_or(Error::NotFound { kind: "measure" })?;
    let _ = ctx.authorize_read(Action::PlanRead, found.resource(), "measure")?;
    let permit = ctx.authorize(Action::MeasureProgress, found.resource())?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find_version(tx.conn(), ctx, id, version).await?;
    let typed = measure::MeasureDraft {
        id: Some(id),
        title: old.facts.title.clone(),
        description: String::new(),
        start_on: None,
        due_on: None,
        cost_once: 0,
        cost_yearly: 0,
        old_state: Some(old.facts.state),
        state: progress.state,
        progress: progress.progress,
        completed_on: progress.completed_on,
        hours: Vec::new(),
        depends_on: Vec::new(),
        effects: Vec::new(),
    };
    let faults: Vec<_> = measure::check(&typed).into_iter().map(|fault| in_words(&typed, fault)).collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let mut measure = old.clone();
    measure.facts.state = progress.state;
    measure.facts.progress = u8::try_from(progress.progress).unwrap_or(0);
    measure.facts.completed_on = progress.completed_on;
    measure.version += 1;
    store::replace(tx.conn(), &measure).await?;
    let event = AuditEvent::new(&permit, "record", "measure", Some(id.0));
    tx.commit(event.before(old.to_json()).after(measure.to_json())).await?;
    Ok(())
}
