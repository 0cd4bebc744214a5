use super::column::{at, at_null, id, reference, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Reports that go to people, with their versions.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "report_version_number", "report_version", &["report_id", "number"], true).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut report = Table::create();
    report
        .table("report")
        .col(id())
        .col(string("kind"))
        .col(string("title"))
        .col(string("lang"))
        .col(uuid_null("analysis_id"))
        .col(uuid_null("plan_id"))
        .col(text("draft"))
        .col(at("created_at"))
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut report, "analysis_id", "analysis");
    reference(&mut report, "plan_id", "action_plan");

    let mut edition = Table::create();
    edition
        .table("report_version")
        .col(id())
        .col(uuid("report_id"))
        .col(integer("number"))
        .col(text("content"))
        .col(text("remark"))
        .col(at("created_at"))
        .col(string("created_by"))
        .col(at_null("approved_at"))
        .col(string_null("approved_by"));
    reference(&mut edition, "report_id", "report");

    vec![report.take(), edition.take()]
}
