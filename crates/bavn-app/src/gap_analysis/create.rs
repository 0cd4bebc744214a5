use super::{
    AnalysisDraft, AnalysisState,
    carry::{follow, steps},
    direct::copy_direct_answers,
    entity::{analysis, analysis_area, answer},
    load::KIND,
    types,
};
use crate::{App, Context, Error, Result, catalogue::load_view, organisation::unit};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{AnalysisId, AnswerId, UnitId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// Begins an analysis: every control of the control set, with the municipality's weights and targets, and with the previous
/// analysis' answers when one is named. Evidence is not carried over: it shows what was, at its date.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_analysis(app: &App, ctx: &Context, draft: AnalysisDraft) -> Result<AnalysisId> {
    let permit = ctx.authorize(Action::AnalysisChange, Resource::of(draft.unit_id))?;
    let draft = draft.check()?;
    let catalogue = load_view(app).await?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    check_unit(tx.conn(), draft.unit_id).await?;
    let mut previous = previous_answers(tx.conn(), ctx, draft.previous_id).await?;
    let carried = previous.values().filter(|row| row.documentation.is_some() || row.implementation.is_some()).count();
    let id: AnalysisId = ctx.new_id()?;
    let row = analysis::Model {
        id: id.0,
        title: draft.title,
        unit_id: draft.unit_id.map(|unit| unit.0),
        scope_note: draft.scope_note,
        assessed_on: draft.assessed_on,
        assessor: draft.assessor,
        method: draft.method,
        state: AnalysisState::Open.key().to_owned(),
        previous_id: draft.previous_id.map(|previous| previous.0),
        completed_at: None,
        created_at: ctx.now(),
        version: 1,
    };
    let mut after = json!(types::from_row(row.clone())?);
    after["answers_carried_over"] = json!(carried);
    analysis::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    let areas = catalogue.areas.iter().map(|area| {
        let weight = i16::from(area.weight.get());
        analysis_area::Model { analysis_id: id.0, area_id: area.id.0, weight }.into_active_model()
    });
    analysis_area::Entity::insert_many(areas).exec_without_returning(tx.conn()).await?;
    let mut answers = Vec::with_capacity(catalogue.controls.len());
    for control in &catalogue.controls {
        let mut row = empty_answer(ctx, id, control)?;
        if let Some(old) = previous.remove(&control.id.0) {
            row = answer::Model {
                is_relevant: old.is_relevant,
                documentation: old.documentation,
                implementation: old.implementation,
                reason: old.reason,
                note: old.note,
                finding: old.finding,
                ..row
            };
        }
        answers.push(row.into_active_model());
    }
    answer::Entity::insert_many(answers).exec_without_returning(tx.conn()).await?;
    if let Some(previous) = draft.previous_id {
        copy_direct_answers(tx.conn(), ctx, previous, id).await?;
    }
    tx.commit(AuditEvent::new(&permit, "create", KIND, Some(id.0)).after(after)).await?;
    Ok(id)
}

/// A row for a control that nobody has answered.
pub(super) fn empty_answer(
    ctx: &Context,
    analysis: AnalysisId,
    control: &crate::catalogue::ControlView,
) -> Result<answer::Model> {
    Ok(answer::Model {
        id: ctx.new_id::<AnswerId>()?.0,
        analysis_id: analysis.0,
        control_id: control.id.0,
        weight: i16::from(control.weight.get()),
        target: i16::from(control.target.get()),
        is_relevant: true,
        documentation: None,
        implementation: None,
        reason: String::new(),
        note: String::new(),
        finding: String::new(),
        updated_at: None,
        updated_by: String::new(),
        version: 1,
    })
}

/// That the unit is there and in use.
pub(super) async fn check_unit(conn: &impl ConnectionTrait, id: Option<UnitId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    let found = unit::Entity::find_by_id(id.0).filter(unit::Column::ArchivedAt.is_null()).one(conn).await?;
    if found.is_some() { Ok(()) } else { Err(Error::invalid("unit_id", "unknown", id.to_string())) }
}

async fn previous_answers(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    id: Option<AnalysisId>,
) -> Result<HashMap<Uuid, answer::Model>> {
    let Some(id) = id else { return Ok(HashMap::new()) };
    let unknown = || Error::invalid("previous_id", "unknown", id.to_string());
    let row = analysis::Entity::find_by_id(id.0).one(conn).await?.ok_or_else(unknown)?;
    if !ctx.may(Action::AnalysisRead, types::from_row(row)?.resource()) {
        return Err(unknown());
    }
    let rows = answer::Entity::find().filter(answer::Column::AnalysisId.eq(id.0)).all(conn).await?;
    let mut answers = rows.into_iter().map(|row| (row.control_id, row)).collect();
    // What was answered to a control that has become others since is carried to these.
    follow(ctx, id.0, &mut answers, &steps(conn).await?)?;
    Ok(answers)
}
