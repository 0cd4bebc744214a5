use super::column::{at, at_null, id, reference, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Scenarios with what fails and who is missing, and recovery plans as they were computed.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "scenario_number", "scenario", &["number"], true).await?;
        super::index(manager, "scenario_failure_scenario", "scenario_failure", &["scenario_id"], false).await?;
        super::index(manager, "scenario_failure_asset", "scenario_failure", &["asset_id"], false).await?;
        super::index(manager, "scenario_failure_supplier", "scenario_failure", &["supplier_id"], false).await?;
        super::index(manager, "scenario_team_team", "scenario_team", &["team_id"], false).await?;
        super::index(manager, "recovery_plan_number", "recovery_plan", &["number"], true).await?;
        super::index(manager, "recovery_plan_scenario", "recovery_plan", &["scenario_id"], false).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut scenario = Table::create();
    scenario
        .table("scenario")
        .col(id())
        .col(integer("number"))
        .col(string("name"))
        .col(text("description"))
        .col(string_null("template_key"))
        .col(small_integer("starts_weekday"))
        .col(integer("starts_minute"))
        .col(integer("horizon_minutes"))
        .col(at("created_at"))
        .col(at_null("archived_at"))
        .col(version());

    // What fails is one of an asset, a supplier and a selector.
    let mut failure = Table::create();
    failure
        .table("scenario_failure")
        .col(id())
        .col(uuid("scenario_id"))
        .col(integer("position"))
        .col(uuid_null("asset_id"))
        .col(uuid_null("supplier_id"))
        .col(string_null("selector"))
        .col(integer("from_minute"))
        .col(integer_null("minutes"));
    reference(&mut failure, "scenario_id", "scenario");
    reference(&mut failure, "asset_id", "asset");
    reference(&mut failure, "supplier_id", "supplier");

    let mut team = Table::create();
    team.table("scenario_team")
        .col(uuid("scenario_id"))
        .col(uuid("team_id"))
        .col(integer("missing"))
        .primary_key(Index::create().col("scenario_id").col("team_id"));
    reference(&mut team, "scenario_id", "scenario");
    reference(&mut team, "team_id", "recovery_team");

    // A plan is frozen: what went in and what came out stand as JSON and do not change when the registers do.
    let mut plan = Table::create();
    plan.table("recovery_plan")
        .col(id())
        .col(integer("number"))
        .col(uuid("scenario_id"))
        .col(string("title"))
        .col(text("input"))
        .col(text("result"))
        .col(text("summary"))
        .col(big_integer("seed"))
        .col(at("computed_at"))
        .col(text("computed_by"))
        .col(string("state"))
        .col(at_null("approved_at"))
        .col(text("approved_by"))
        .col(text("note"))
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut plan, "scenario_id", "scenario");
    vec![scenario.take(), failure.take(), team.take(), plan.take()]
}
