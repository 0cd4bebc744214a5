use super::column::{at, at_null, id, reference, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Gap analyses, answers and evidence.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "analysis_assessed_on", "analysis", &["assessed_on"], false).await?;
        super::index(manager, "answer_control", "answer", &["analysis_id", "control_id"], true).await?;
        super::index(manager, "evidence_answer", "evidence", &["answer_id"], false).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut analysis = Table::create();
    analysis
        .table("analysis")
        .col(id())
        .col(string("title"))
        .col(uuid_null("unit_id"))
        .col(text("scope_note"))
        .col(date("assessed_on"))
        .col(string("assessor"))
        .col(text("method"))
        .col(string("state"))
        .col(uuid_null("previous_id"))
        .col(at_null("completed_at"))
        .col(at("created_at"))
        .col(version());
    reference(&mut analysis, "unit_id", "unit");
    reference(&mut analysis, "previous_id", "analysis");

    let mut area = Table::create();
    area.table("analysis_area")
        .col(uuid("analysis_id"))
        .col(uuid("area_id"))
        .col(small_integer("weight"))
        .primary_key(Index::create().col("analysis_id").col("area_id"));
    reference(&mut area, "analysis_id", "analysis");
    reference(&mut area, "area_id", "control_area");

    let mut answer = Table::create();
    answer
        .table("answer")
        .col(id())
        .col(uuid("analysis_id"))
        .col(uuid("control_id"))
        .col(small_integer("weight"))
        .col(small_integer("target"))
        .col(boolean("is_relevant"))
        .col(small_integer_null("documentation"))
        .col(small_integer_null("implementation"))
        .col(text("reason"))
        .col(text("note"))
        .col(text("finding"))
        .col(at_null("updated_at"))
        .col(text("updated_by"))
        .col(version());
    reference(&mut answer, "analysis_id", "analysis");
    reference(&mut answer, "control_id", "control");

    let mut evidence = Table::create();
    evidence
        .table("evidence")
        .col(id())
        .col(uuid("answer_id"))
        .col(uuid_null("attachment_id"))
        .col(text_null("url"))
        .col(string("title"))
        .col(date_null("dated_on"))
        .col(at("added_at"))
        .col(string("added_by"))
        .col(at_null("archived_at"));
    reference(&mut evidence, "answer_id", "answer");
    reference(&mut evidence, "attachment_id", "attachment");

    vec![analysis.take(), area.take(), answer.take(), evidence.take()]
}
