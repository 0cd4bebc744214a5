use super::column::{at, at_null, id, reference, search_text, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Action plans and measures.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "measure_number", "measure", &["plan_id", "number"], true).await?;
        super::index(manager, "measure_owner", "measure", &["owner_id"], false).await?;
        super::index(manager, "measure_dependency_on", "measure_dependency", &["depends_on_id"], false).await?;
        super::index(manager, "measure_effect_control", "measure_effect", &["control_id"], false).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut plan = Table::create();
    plan.table("action_plan")
        .col(id())
        .col(string("title"))
        .col(text("note"))
        .col(date("starts_on"))
        .col(date("ends_on"))
        .col(boolean("is_current"))
        .col(at("created_at"))
        .col(version());

    let mut measure = Table::create();
    measure
        .table("measure")
        .col(id())
        .col(uuid("plan_id"))
        .col(integer("number"))
        .col(string("title"))
        .col(text("description"))
        .col(uuid_null("owner_id"))
        .col(uuid_null("unit_id"))
        .col(string("phase"))
        .col(date_null("starts_on"))
        .col(date_null("due_on"))
        .col(big_integer("cost_once"))
        .col(big_integer("cost_yearly"))
        .col(boolean("within_budget"))
        .col(string("sourcing"))
        .col(string("state"))
        .col(small_integer("progress"))
        .col(date_null("completed_on"))
        .col(search_text())
        .col(at("created_at"))
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut measure, "plan_id", "action_plan");
    reference(&mut measure, "owner_id", "person");
    reference(&mut measure, "unit_id", "unit");

    let mut hours = Table::create();
    hours
        .table("measure_hours")
        .col(uuid("measure_id"))
        .col(string("role"))
        .col(integer("hours"))
        .primary_key(Index::create().col("measure_id").col("role"));
    reference(&mut hours, "measure_id", "measure");

    let mut dependency = Table::create();
    dependency
        .table("measure_dependency")
        .col(uuid("measure_id"))
        .col(uuid("depends_on_id"))
        .primary_key(Index::create().col("measure_id").col("depends_on_id"));
    reference(&mut dependency, "measure_id", "measure");
    reference(&mut dependency, "depends_on_id", "measure");

    let mut effect = Table::create();
    effect
        .table("measure_effect")
        .col(uuid("measure_id"))
        .col(uuid("control_id"))
        .col(small_integer("level"))
        .primary_key(Index::create().col("measure_id").col("control_id"));
    reference(&mut effect, "measure_id", "measure");
    reference(&mut effect, "control_id", "control");

    vec![plan.take(), measure.take(), hours.take(), dependency.take(), effect.take()]
}
