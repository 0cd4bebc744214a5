use super::column::{at, at_null, id, reference, search_text, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Critical tasks with their impact over time and what they need, the teams that restore, and the steps by which assets come back.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "critical_task_number", "critical_task", &["number"], true).await?;
        super::index(manager, "critical_task_owner", "critical_task", &["owner_id"], false).await?;
        super::index(manager, "critical_task_unit", "critical_task", &["unit_id"], false).await?;
        super::index(manager, "task_need_task", "task_need", &["task_id"], false).await?;
        super::index(manager, "task_need_asset", "task_need", &["asset_id"], false).await?;
        super::index(manager, "task_need_supplier", "task_need", &["supplier_id"], false).await?;
        super::index(manager, "task_need_on_task", "task_need", &["on_task_id"], false).await?;
        super::index(manager, "recovery_team_supplier", "recovery_team", &["supplier_id"], false).await?;
        super::index(manager, "recovery_step_asset_position", "recovery_step", &["asset_id", "position"], false)
            .await?;
        super::index(manager, "recovery_step_team_team", "recovery_step_team", &["team_id"], false).await?;
        super::index(manager, "recovery_step_asset_asset", "recovery_step_asset", &["asset_id"], false).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut tables = vec![task()];
    tables.extend(task_parts());
    tables.extend(recovery());
    tables
}

fn task() -> TableCreateStatement {
    let mut task = Table::create();
    task.table("critical_task")
        .col(id())
        .col(integer("number"))
        .col(string("name"))
        .col(uuid_null("unit_id"))
        .col(uuid_null("owner_id"))
        .col(uuid_null("approver_id"))
        .col(text("description"))
        .col(text("legal_duty"))
        .col(big_integer_null("citizens"))
        .col(text("peak_note"))
        .col(integer("peak_months"))
        .col(big_integer_null("mtpd_minutes"))
        .col(text("mtpd_reason"))
        .col(big_integer_null("rto_minutes"))
        .col(text("rto_reason"))
        .col(big_integer_null("rpo_minutes"))
        .col(text("rpo_reason"))
        .col(small_integer_null("mbco_percent"))
        .col(text("mbco_reason"))
        .col(text("fallback"))
        .col(big_integer_null("fallback_minutes"))
        .col(small_integer_null("fallback_percent"))
        .col(text("fallback_needs"))
        .col(date_null("fallback_tried_on"))
        .col(text("staff"))
        .col(integer_null("staff_least"))
        .col(text("places"))
        .col(text("supplies"))
        .col(string("state"))
        .col(at_null("approved_at"))
        .col(text("approved_by"))
        .col(date_null("review_on"))
        .col(search_text())
        .col(at("created_at"))
        .col(at("updated_at"))
        .col(at_null("archived_at"))
        .col(version());
    for column in ["owner_id", "approver_id"] {
        reference(&mut task, column, "person");
    }
    reference(&mut task, "unit_id", "unit");
    task.take()
}

fn task_parts() -> [TableCreateStatement; 2] {
    let mut impact = Table::create();
    impact
        .table("task_impact")
        .col(uuid("task_id"))
        .col(string("dimension"))
        .col(integer("horizon_minutes"))
        .col(small_integer("level"))
        .primary_key(Index::create().col("task_id").col("dimension").col("horizon_minutes"));
    reference(&mut impact, "task_id", "critical_task");

    let mut need = Table::create();
    need.table("task_need")
        .col(id())
        .col(uuid("task_id"))
        .col(integer("position"))
        .col(uuid_null("asset_id"))
        .col(uuid_null("supplier_id"))
        .col(uuid_null("on_task_id"))
        .col(string("effect"))
        .col(big_integer_null("after_minutes"))
        .col(small_integer_null("alternative_group"))
        .col(text("note"));
    reference(&mut need, "task_id", "critical_task");
    reference(&mut need, "asset_id", "asset");
    reference(&mut need, "supplier_id", "supplier");
    reference(&mut need, "on_task_id", "critical_task");
    [impact.take(), need.take()]
}

fn recovery() -> [TableCreateStatement; 4] {
    let mut team = Table::create();
    team.table("recovery_team")
        .col(id())
        .col(string("name"))
        .col(integer("capacity"))
        .col(string("duty"))
        .col(small_integer("duty_days"))
        .col(integer("duty_from"))
        .col(integer("duty_until"))
        .col(uuid_null("supplier_id"))
        .col(text("note"))
        .col(at("created_at"))
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut team, "supplier_id", "supplier");

    let mut step = Table::create();
    step.table("recovery_step")
        .col(id())
        .col(uuid("asset_id"))
        .col(integer("position"))
        .col(string("name"))
        .col(big_integer("optimistic_minutes"))
        .col(big_integer("likely_minutes"))
        .col(big_integer("pessimistic_minutes"))
        .col(text("note"));
    reference(&mut step, "asset_id", "asset");

    let mut by = Table::create();
    by.table("recovery_step_team")
        .col(uuid("step_id"))
        .col(uuid("team_id"))
        .col(integer("amount"))
        .primary_key(Index::create().col("step_id").col("team_id"));
    reference(&mut by, "step_id", "recovery_step");
    reference(&mut by, "team_id", "recovery_team");

    let mut after = Table::create();
    after
        .table("recovery_step_asset")
        .col(uuid("step_id"))
        .col(uuid("asset_id"))
        .primary_key(Index::create().col("step_id").col("asset_id"));
    reference(&mut after, "step_id", "recovery_step");
    reference(&mut after, "asset_id", "asset");
    [team.take(), step.take(), by.take(), after.take()]
}
