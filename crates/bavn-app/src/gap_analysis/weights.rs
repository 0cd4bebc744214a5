use super::{
    create::empty_answer,
    entity::{analysis_area, answer},
    load::{find_readable, find_version},
    types,
};
use crate::{App, Context, Result, catalogue::load_view};
use bavn_core::{access::Action, audit_log::AuditEvent, ids::AnalysisId};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Gives an open analysis the municipality's present weights and targets, and the controls that have come since it was begun.
///
/// Targets that were set in the analysis itself are replaced too. Returns how many areas and controls were different.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Conflict`], [`crate::Error::Closed`] when it is completed,
/// [`crate::Error::Forbidden`], or the database failed.
pub async fn take_weights(app: &App, ctx: &Context, id: AnalysisId, version: i32) -> Result<usize> {
    let (analysis, _) = find_readable(app, ctx, id).await?;
    let permit = ctx.authorize(Action::AnalysisChange, analysis.resource())?;
    let catalogue = load_view(app).await?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    types::from_row(find_version(tx.conn(), id, version).await?)?.check_open()?;
    let (mut before, mut after) = (serde_json::Map::new(), serde_json::Map::new());

    let stored =
        analysis_area::Entity::find().filter(analysis_area::Column::AnalysisId.eq(id.0)).all(tx.conn()).await?;
    let stored: HashMap<_, _> = stored.into_iter().map(|row| (row.area_id, row.weight)).collect();
    let mut areas = Vec::new();
    for area in &catalogue.areas {
        let weight = i16::from(area.weight.get());
        let old = stored.get(&area.id.0).copied();
        if old != Some(weight) {
            before.insert(area.code.clone(), json!(old));
            after.insert(area.code.clone(), json!(weight));
            areas.push(analysis_area::Model { analysis_id: id.0, area_id: area.id.0, weight }.into_active_model());
        }
    }

    let stored = answer::Entity::find().filter(answer::Column::AnalysisId.eq(id.0)).all(tx.conn()).await?;
    let stored: HashMap<_, _> = stored.into_iter().map(|row| (row.control_id, row)).collect();
    let (mut changed, mut added) = (Vec::new(), Vec::new());
    for control in &catalogue.controls {
        let wanted = (i16::from(control.weight.get()), i16::from(control.target.get()));
        let old = stored.get(&control.id.0).map(|row| (row.weight, row.target));
        if old == Some(wanted) {
            continue;
        }
        let pair = |(weight, target): (i16, i16)| json!({ "weight": weight, "target": target });
        before.insert(control.code.clone(), old.map_or(Value::Null, pair));
        after.insert(control.code.clone(), pair(wanted));
        match old {
            Some(_) => changed.push(control.id.0),
            None => added.push(empty_answer(ctx, id, control)?.into_active_model()),
        }
    }

    let count = after.len();
    if count == 0 {
        return Ok(0);
    }
    if !areas.is_empty() {
        let mut replace = OnConflict::columns([analysis_area::Column::AnalysisId, analysis_area::Column::AreaId]);
        replace.update_column(analysis_area::Column::Weight);
        analysis_area::Entity::insert_many(areas).on_conflict(replace).exec_without_returning(tx.conn()).await?;
    }
    if !added.is_empty() {
        answer::Entity::insert_many(added).exec_without_returning(tx.conn()).await?;
    }
    if !changed.is_empty() {
        answer::Entity::update_many()
            .col_expr(
                answer::Column::Weight,
                Expr::cust("(SELECT weight FROM control WHERE control.id = answer.control_id)"),
            )
            .col_expr(
                answer::Column::Target,
                Expr::cust("(SELECT target FROM control WHERE control.id = answer.control_id)"),
            )
            .col_expr(answer::Column::Version, Expr::cust("version + 1"))
            .filter(answer::Column::AnalysisId.eq(id.0))
            .filter(answer::Column::ControlId.is_in(changed))
            .exec(tx.conn())
            .await?;
    }
    let event = AuditEvent::new(&permit, "take_weights", "analysis", Some(id.0));
    tx.commit(event.before(Value::Object(before)).after(Value::Object(after))).await?;
    Ok(count)
}
