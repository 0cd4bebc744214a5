//! Two assets become one: scenarios in which the one that goes fails are scenarios in which the one that stays fails. Plans that were computed
//! stay as they are.

use super::{
    Scenario,
    entity::{scenario, scenario_failure},
    scenario::{KIND, load},
};
use crate::{
    Context,
    asset::{Following, Merged},
};
use bavn_core::{access::Permit, audit_log::AuditEvent, ids::AssetId};
use bavn_db::WriteTx;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect as _, QueryTrait as _,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

/// Moves what is said of the asset that goes. Where both fail, what is said of the one that stays counts.
pub(crate) fn follow_merge<'a>(
    tx: &'a mut WriteTx,
    _ctx: &'a Context,
    permit: &'a Permit,
    merged: Merged,
) -> Following<'a> {
    Box::pin(async move {
        let Merged { keep, gone } = merged;
        let some = scenario::Entity::find().filter(scenario::Column::Id.in_subquery(fails_in(gone)));
        let before = load(tx.conn(), some).await?;
        if before.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = before.iter().map(|one| one.id.0).collect();
        scenario_failure::Entity::delete_many()
            .filter(scenario_failure::Column::AssetId.eq(gone.0))
            .filter(scenario_failure::Column::ScenarioId.in_subquery(fails_in(keep)))
            .exec(tx.conn())
            .await?;
        scenario_failure::Entity::update_many()
            .col_expr(scenario_failure::Column::AssetId, Expr::value(keep.0))
            .filter(scenario_failure::Column::AssetId.eq(gone.0))
            .exec(tx.conn())
            .await?;
        // There are never more than a thousand scenarios: one list holds them.
        scenario::Entity::update_many()
            .col_expr(scenario::Column::Version, Expr::col(scenario::Column::Version).add(1))
            .filter(scenario::Column::Id.is_in(ids.clone()))
            .exec(tx.conn())
            .await?;
        let after = load(tx.conn(), scenario::Entity::find().filter(scenario::Column::Id.is_in(ids))).await?;
        let pairs = before.iter().filter_map(|old| Some((old, after.iter().find(|new| new.id == old.id)?)));
        let events: Vec<AuditEvent> = pairs.map(|(old, new)| event(permit, old, new)).collect();
        events.into_iter().for_each(|event| tx.record(event));
        Ok(())
    })
}

fn event(permit: &Permit, before: &Scenario, after: &Scenario) -> AuditEvent {
    AuditEvent::new(permit, "update", KIND, Some(before.id.0)).before(before.to_json()).after(after.to_json())
}

/// The scenarios in which an asset is named, as part of another query.
fn fails_in(asset: AssetId) -> SelectStatement {
    let rows = scenario_failure::Entity::find().filter(scenario_failure::Column::AssetId.eq(asset.0));
    rows.select_only().column(scenario_failure::Column::ScenarioId).into_query()
}
