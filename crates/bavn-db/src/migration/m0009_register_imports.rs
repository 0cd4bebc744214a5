use super::column::{at, at_null, id, reference, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Tables taken into the registers: the jobs, their files while they wait, what each row changed, and how files were read last.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "register_import_created", "register_import", &["created_at"], false).await?;
        super::index(manager, "register_import_row_object", "register_import_row", &["object_id"], false).await?;
        super::index(manager, "import_mapping_headings", "import_mapping", &["register", "headings"], true).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut import = Table::create();
    import
        .table("register_import")
        .col(id())
        .col(string("register"))
        .col(string("source"))
        .col(string("file_name"))
        .col(string("sha256"))
        .col(big_integer("size"))
        .col(text("mapping"))
        .col(string("state"))
        .col(text("counts"))
        .col(text("problem"))
        .col(at("created_at"))
        .col(string("created_by"))
        .col(at_null("finished_at"))
        .col(at_null("undone_at"))
        .col(version());

    let mut file = Table::create();
    file.table("register_import_file").col(uuid("import_id").primary_key()).col(blob("content"));
    reference(&mut file, "import_id", "register_import");

    let mut row = Table::create();
    row.table("register_import_row")
        .col(uuid("import_id"))
        .col(integer("place"))
        .col(integer("row"))
        .col(string("action"))
        .col(string("object_kind"))
        .col(uuid("object_id"))
        .col(text("before"))
        .col(text("written"))
        .col(integer("version_after"))
        .primary_key(Index::create().col("import_id").col("place"));
    reference(&mut row, "import_id", "register_import");

    let mut mapping = Table::create();
    mapping
        .table("import_mapping")
        .col(id())
        .col(string("register"))
        .col(string("headings"))
        .col(text("mapping"))
        .col(at("updated_at"))
        .col(string("updated_by"));

    vec![import.take(), file.take(), row.take(), mapping.take()]
}
