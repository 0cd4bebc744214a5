use super::column::{at, at_null, id, reference, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Frameworks that are loaded from outside, direct answers to requirements, applicability assessments, statements of applicability,
/// own areas and mappings, and controls that became others or that the municipality put away.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        for (table, columns) in added() {
            for column in columns {
                // One column a statement: SQLite takes no more.
                manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
            }
        }
        super::index(manager, "library_urn", "library", &["urn"], true).await?;
        super::index(manager, "framework_urn", "framework", &["urn"], true).await?;
        super::index(manager, "requirement_urn", "requirement", &["framework_id", "urn"], false).await?;
        super::index(manager, "requirement_link_target", "requirement_link", &["target_id"], false).await?;
        super::index(
            manager,
            "requirement_answer_analysis",
            "requirement_answer",
            &["analysis_id", "requirement_id"],
            true,
        )
        .await?;
        super::index(manager, "applicability_framework", "applicability", &["framework_id"], false).await
    }
}

/// Columns that tables of earlier migrations get.
fn added() -> Vec<(&'static str, Vec<ColumnDef>)> {
    let words = |name: &'static str, default: &'static str| string(name).default(default).take();
    vec![
        (
            "framework",
            vec![
                words("origin", "bavn"),
                uuid_null("library_id"),
                string_null("urn"),
                words("kind", "standard"),
                words("locale", "da"),
                text("url"),
                text("binds_da"),
                text("binds_en"),
                text("credit_da"),
                text("credit_en"),
                boolean("is_applicability_only").default(false).take(),
                boolean("is_on_by_default").default(true).take(),
                schema_text("implementation_groups", "[]"),
                schema_text("scale", "null"),
                at_null("archived_at"),
            ],
        ),
        ("requirement", vec![string_null("urn"), schema_text("body", "{}"), at_null("archived_at")]),
        ("control_mapping", vec![words("origin", "bavn"), boolean("is_removed").default(false).take()]),
        ("control_area", vec![words("origin", "bavn")]),
        ("control", vec![boolean("is_put_away").default(false).take()]),
    ]
}

fn schema_text(name: &'static str, default: &'static str) -> ColumnDef {
    sea_orm_migration::schema::text(name).default(default).take()
}

fn tables() -> Vec<TableCreateStatement> {
    let mut library = Table::create();
    library
        .table("library")
        .col(id())
        .col(string("urn"))
        .col(string("kind"))
        .col(string("title"))
        .col(string("edition"))
        .col(string("locale"))
        .col(text("provider"))
        .col(text("copyright"))
        .col(string("digest"))
        .col(text("document"))
        .col(at("imported_at"))
        .col(string("imported_by"))
        .col(at_null("archived_at"))
        .col(version());

    let mut link = Table::create();
    link.table("requirement_link")
        .col(uuid("library_id"))
        .col(string("set_urn"))
        .col(uuid("source_id"))
        .col(uuid("target_id"))
        .col(string("relation"))
        .col(text("strength"))
        .col(text("rationale"))
        .primary_key(Index::create().col("library_id").col("set_urn").col("source_id").col("target_id"));
    reference(&mut link, "library_id", "library");
    reference(&mut link, "source_id", "requirement");
    reference(&mut link, "target_id", "requirement");

    let mut answer = Table::create();
    answer
        .table("requirement_answer")
        .col(id())
        .col(uuid("analysis_id"))
        .col(uuid("requirement_id"))
        .col(boolean("is_relevant"))
        .col(small_integer_null("value"))
        .col(text("choices"))
        .col(text("reason"))
        .col(text("note"))
        .col(at("updated_at"))
        .col(string("updated_by"))
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut answer, "analysis_id", "analysis");
    reference(&mut answer, "requirement_id", "requirement");

    let mut applicability = Table::create();
    applicability
        .table("applicability")
        .col(id())
        .col(uuid("framework_id"))
        .col(uuid_null("unit_id"))
        .col(string("outcome"))
        .col(text("answers"))
        .col(text("parts"))
        .col(text("reason"))
        .col(string("decided_by"))
        .col(date_null("decided_on"))
        .col(date_null("review_on"))
        .col(string("state"))
        .col(at("created_at"))
        .col(string("created_by"))
        .col(version());
    reference(&mut applicability, "framework_id", "framework");
    reference(&mut applicability, "unit_id", "unit");

    let mut statement = Table::create();
    statement
        .table("applicability_statement")
        .col(uuid("requirement_id").primary_key())
        .col(boolean("is_included"))
        .col(text("reason"))
        .col(at("updated_at"))
        .col(string("updated_by"))
        .col(version());
    reference(&mut statement, "requirement_id", "requirement");

    let mut succession = Table::create();
    succession
        .table("control_succession")
        .col(uuid("control_id"))
        .col(uuid("successor_id"))
        .col(string("kind"))
        .col(at("made_at"))
        .col(string("made_by"))
        .primary_key(Index::create().col("control_id").col("successor_id"));
    reference(&mut succession, "control_id", "control");
    reference(&mut succession, "successor_id", "control");

    vec![library.take(), link.take(), answer.take(), applicability.take(), statement.take(), succession.take()]
}
