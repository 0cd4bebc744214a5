//! Two assets become one: what tasks need, how the asset comes back, and what waits for it, become those of the one that stays.

use super::{
    Step, Task,
    entity::{need, step, step_asset, task},
    load::{IN_LIST, KIND, with_parts},
    step::steps_of,
};
use crate::{
    Context, Result,
    asset::{Following, Merged, known_assets, raise_versions},
};
use bavn_core::{
    access::Permit,
    audit_log::AuditEvent,
    continuity::{
        task::{NeedOn, TaskNeed},
        team::RecoveryStep,
    },
    ids::AssetId,
};
use bavn_db::WriteTx;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect, QueryTrait as _,
    sea_query::Expr,
};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Moves what is said of the asset that goes. An approval holds: what was approved is said of the same thing.
pub(crate) fn follow_merge<'a>(
    tx: &'a mut WriteTx,
    ctx: &'a Context,
    permit: &'a Permit,
    merged: Merged,
) -> Following<'a> {
    Box::pin(async move {
        move_needs(tx, ctx, permit, merged).await?;
        move_steps(tx, permit, merged).await
    })
}

/// What tasks need. Where a task needs both, what it says of the one that stays counts.
async fn move_needs(tx: &mut WriteTx, ctx: &Context, permit: &Permit, Merged { keep, gone }: Merged) -> Result<()> {
    let of = |asset: AssetId| {
        need::Entity::find()
            .filter(need::Column::AssetId.eq(asset.0))
            .select_only()
            .column(need::Column::TaskId)
            .distinct()
    };
    let ids: Vec<Uuid> = of(gone).into_tuple().all(tx.conn()).await?;
    if ids.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let some = task::Entity::find().filter(task::Column::Id.is_in(chunk.iter().copied()));
        rows.extend(some.all(tx.conn()).await?);
    }
    let tasks = with_parts(tx.conn(), rows).await?;
    need::Entity::delete_many()
        .filter(need::Column::AssetId.eq(gone.0))
        .filter(need::Column::TaskId.in_subquery(of(keep).into_query()))
        .exec(tx.conn())
        .await?;
    need::Entity::update_many()
        .col_expr(need::Column::AssetId, Expr::value(keep.0))
        .filter(need::Column::AssetId.eq(gone.0))
        .exec(tx.conn())
        .await?;
    for chunk in ids.chunks(IN_LIST) {
        task::Entity::update_many()
            .col_expr(task::Column::Version, Expr::col(task::Column::Version).add(1))
            .col_expr(task::Column::UpdatedAt, Expr::value(ctx.now()))
            .filter(task::Column::Id.is_in(chunk.iter().copied()))
            .exec(tx.conn())
            .await?;
    }
    for before in tasks {
        let needs = needs_after(&before.needs, keep, gone);
        let after = Task { needs, version: before.version + 1, updated_at: ctx.now(), ..before.clone() };
        let event = AuditEvent::new(permit, "needs", KIND, Some(before.id.0));
        tx.record(event.before(before.to_json()).after(after.to_json()));
    }
    Ok(())
}

fn needs_after(needs: &[TaskNeed], keep: AssetId, gone: AssetId) -> Vec<TaskNeed> {
    let has = needs.iter().any(|need| need.on == NeedOn::Asset(keep));
    let is_gone = |need: &TaskNeed| need.on == NeedOn::Asset(gone);
    let left = needs.iter().filter(|need| !(has && is_gone(need))).cloned();
    left.map(|need| if is_gone(&need) { TaskNeed { on: NeedOn::Asset(keep), ..need } } else { need }).collect()
}

/// How the asset comes back, unless the one that stays has steps of its own, and what waits for it.
async fn move_steps(tx: &mut WriteTx, permit: &Permit, Merged { keep, gone }: Merged) -> Result<()> {
    let waiting = step::Entity::find()
        .filter(step::Column::Id.in_subquery(waits_for(gone)))
        .select_only()
        .column(step::Column::AssetId)
        .distinct();
    let waiting: Vec<Uuid> = waiting.into_tuple().all(tx.conn()).await?;
    let around: BTreeSet<AssetId> = waiting.into_iter().map(AssetId).chain([keep, gone]).collect();
    let around: Vec<AssetId> = around.into_iter().collect();
    let before = steps_of(tx.conn(), &around).await?;
    if before.is_empty() {
        return Ok(());
    }
    let has_own = before.iter().any(|step| step.asset == keep);
    write_steps(tx.conn(), keep, gone, has_own).await?;
    let after = steps_of(tx.conn(), &around).await?;
    let of = |steps: &[Step], asset: AssetId| -> Vec<RecoveryStep> {
        steps.iter().filter(|step| step.asset == asset).map(|step| step.facts.clone()).collect()
    };
    let named = known_assets(tx.conn(), &around.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
    let mut raised = Vec::new();
    for asset in around {
        let (before, after) = (of(&before, asset), of(&after, asset));
        if before == after {
            continue;
        }
        let (number, name) = named.get(&asset.0).cloned().unwrap_or_default();
        let told =
            |steps: &[RecoveryStep]| json!({ "id": asset, "number": number, "name": name, "recovery_steps": steps });
        let event = AuditEvent::new(permit, "recovery_steps", "asset", Some(asset.0));
        tx.record(event.before(told(&before)).after(told(&after)));
        if asset != keep && asset != gone {
            raised.push(asset);
        }
    }
    raise_versions(tx.conn(), &raised).await
}

/// The steps that wait for an asset, as part of another query.
fn waits_for(asset: AssetId) -> sea_orm::sea_query::SelectStatement {
    let rows = step_asset::Entity::find().filter(step_asset::Column::AssetId.eq(asset.0));
    rows.select_only().column(step_asset::Column::StepId).into_query()
}

async fn write_steps(conn: &impl ConnectionTrait, keep: AssetId, gone: AssetId, has_own: bool) -> Result<()> {
    if !has_own {
        step::Entity::update_many()
            .col_expr(step::Column::AssetId, Expr::value(keep.0))
            .filter(step::Column::AssetId.eq(gone.0))
            .exec(conn)
            .await?;
    }
    let own = step::Entity::find().filter(step::Column::AssetId.eq(keep.0));
    let own = own.select_only().column(step::Column::Id).into_query();
    // What waits for both waits once; what is of the one that stays does not wait for itself.
    for steps in [waits_for(keep), own] {
        step_asset::Entity::delete_many()
            .filter(step_asset::Column::AssetId.eq(gone.0))
            .filter(step_asset::Column::StepId.in_subquery(steps))
            .exec(conn)
            .await?;
    }
    step_asset::Entity::update_many()
        .col_expr(step_asset::Column::AssetId, Expr::value(keep.0))
        .filter(step_asset::Column::AssetId.eq(gone.0))
        .exec(conn)
        .await?;
    let own = step::Entity::find().filter(step::Column::AssetId.eq(keep.0));
    let own = own.select_only().column(step::Column::Id).into_query();
    step_asset::Entity::delete_many()
        .filter(step_asset::Column::AssetId.eq(keep.0))
        .filter(step_asset::Column::StepId.in_subquery(own))
        .exec(conn)
        .await?;
    Ok(())
}
