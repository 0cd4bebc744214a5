use super::column::reference;
use sea_orm_migration::{prelude::*, schema::*};

/// Which saved list somebody sees first, and how the coverage of assets stood on each day.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut first = Table::create();
    first
        .table("saved_list_default")
        .col(uuid("account_id"))
        .col(string("list"))
        .col(uuid("saved_list_id"))
        .primary_key(Index::create().col("account_id").col("list"));
    reference(&mut first, "account_id", "account");
    reference(&mut first, "saved_list_id", "saved_list");

    let mut day = Table::create();
    day.table("asset_coverage")
        .col(date("on_day"))
        .col(string("question"))
        .col(integer("good"))
        .col(integer("partly"))
        .col(integer("unknown"))
        .col(integer("bad"))
        .primary_key(Index::create().col("on_day").col("question"));

    vec![first.take(), day.take()]
}
