//! Open analyses keep in step with the control set.

use super::{
    AnalysisState,
    entity::{analysis, analysis_area, answer},
};
use crate::{
    Context, Result,
    catalogue::{control, control_area},
};
use bavn_core::ids::{AnswerId, AreaId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

/// Rows in one statement, so that no statement has more parameters than SQLite takes.
const CHUNK: usize = 200;

/// Puts new controls into every open analysis, not assessed, inside the transaction that makes them.
pub(crate) async fn add_to_open(conn: &impl ConnectionTrait, ctx: &Context, controls: &[control::Model]) -> Result<()> {
    let open = open_analyses(conn).await?;
    add_areas(conn, &open, controls).await?;
    let mut rows = Vec::with_capacity(open.len() * controls.len());
    for analysis in open {
        for control in controls {
            rows.push(blank(ctx, analysis, control)?.into_active_model());
        }
    }
    for chunk in rows.chunks(CHUNK) {
        answer::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// The analyses that can still be answered.
pub(super) async fn open_analyses(conn: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let open = analysis::Entity::find().filter(analysis::Column::State.eq(AnalysisState::Open.key()));
    Ok(open.select_only().column(analysis::Column::Id).into_tuple().all(conn).await?)
}

/// Whether any analysis, open or completed, has a weight for an area.
pub(crate) async fn has_area(conn: &impl ConnectionTrait, area: AreaId) -> Result<bool> {
    let of = analysis_area::Entity::find().filter(analysis_area::Column::AreaId.eq(area.0));
    Ok(of.one(conn).await?.is_some())
}

/// Gives analyses the weights of the areas that the controls lie in, where they have none yet.
pub(super) async fn add_areas(
    conn: &impl ConnectionTrait,
    analyses: &[Uuid],
    controls: &[control::Model],
) -> Result<()> {
    let ids = controls.iter().map(|control| control.area_id);
    let areas = control_area::Entity::find().filter(control_area::Column::Id.is_in(ids)).all(conn).await?;
    let row = |analysis: &Uuid, area: &control_area::Model| {
        let row = analysis_area::Model { analysis_id: *analysis, area_id: area.id, weight: area.weight };
        row.into_active_model()
    };
    let rows: Vec<_> = analyses.iter().flat_map(|one| areas.iter().map(move |area| row(one, area))).collect();
    let mut keep = OnConflict::columns([analysis_area::Column::AnalysisId, analysis_area::Column::AreaId]);
    keep.do_nothing();
    for chunk in rows.chunks(CHUNK) {
        analysis_area::Entity::insert_many(chunk.to_vec())
            .on_conflict(keep.clone())
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// A row for a control that nobody has answered.
pub(super) fn blank(ctx: &Context, analysis: Uuid, control: &control::Model) -> Result<answer::Model> {
    Ok(answer::Model {
        id: ctx.new_id::<AnswerId>()?.0,
        analysis_id: analysis,
        control_id: control.id,
        weight: control.weight,
        target: control.target,
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
