use super::column::{at, at_null, both, id, reference, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Frameworks, requirements, the control set and its mappings.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "framework_key", "framework", &["key"], true).await?;
        super::index(manager, "requirement_ref", "requirement", &["framework_id", "ref"], true).await?;
        super::index(manager, "control_area_code", "control_area", &["code"], true).await?;
        super::index(manager, "control_code", "control", &["code"], true).await?;
        super::index(manager, "control_area_id", "control", &["area_id"], false).await?;
        super::index(manager, "control_mapping_requirement", "control_mapping", &["requirement_id"], false).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut content = Table::create();
    content
        .table("content_version")
        .col(string("key").primary_key())
        .col(string("version"))
        .col(string("digest"))
        .col(at("loaded_at"));

    let mut framework = Table::create();
    framework
        .table("framework")
        .col(id())
        .col(string("key"))
        .col(integer("position"))
        .col(string("version"))
        .col(boolean("is_verified"));
    both(
        &mut framework,
        &[
            ("title_da", "title_en"),
            ("short_title_da", "short_title_en"),
            ("description_da", "description_en"),
            ("source_da", "source_en"),
            ("licence_da", "licence_en"),
        ],
    );

    let mut requirement = Table::create();
    requirement
        .table("requirement")
        .col(id())
        .col(uuid("framework_id"))
        .col(uuid_null("parent_id"))
        .col(string("ref"))
        .col(integer("position"))
        .col(boolean("is_assessable"))
        .col(boolean("is_verified"))
        .col(text_null("legal_ref_da"))
        .col(text_null("legal_ref_en"))
        .col(text("attributes"));
    both(&mut requirement, &[("title_da", "title_en")]);
    reference(&mut requirement, "framework_id", "framework");
    reference(&mut requirement, "parent_id", "requirement");

    let mut area = Table::create();
    area.table("control_area")
        .col(id())
        .col(string("code"))
        .col(integer("position"))
        .col(small_integer("default_weight"))
        .col(small_integer("weight"))
        .col(version());
    both(&mut area, &[("title_da", "title_en"), ("purpose_da", "purpose_en")]);

    let mut control = Table::create();
    control
        .table("control")
        .col(id())
        .col(uuid("area_id"))
        .col(string("code"))
        .col(integer("position"))
        .col(small_integer("default_weight"))
        .col(small_integer("weight"))
        .col(small_integer("default_target"))
        .col(small_integer("target"))
        .col(string("origin"))
        .col(text("body"))
        .col(at_null("archived_at"))
        .col(version());
    both(&mut control, &[("title_da", "title_en"), ("statement_da", "statement_en")]);
    reference(&mut control, "area_id", "control_area");

    let mut mapping = Table::create();
    mapping
        .table("control_mapping")
        .col(uuid("control_id"))
        .col(uuid("requirement_id"))
        .col(string("relation"))
        .col(string("coverage"))
        .col(text("rationale_da"))
        .col(text("rationale_en"))
        .primary_key(Index::create().col("control_id").col("requirement_id"));
    reference(&mut mapping, "control_id", "control");
    reference(&mut mapping, "requirement_id", "requirement");

    vec![content.take(), framework.take(), requirement.take(), area.take(), control.take(), mapping.take()]
}
