use super::column::{at, at_null, id, reference, search_text, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Assets, what they depend on, own types, and lists that people keep.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "asset_number", "asset", &["number"], true).await?;
        super::index(manager, "asset_external", "asset", &["external_source", "external_id"], false).await?;
        super::index(manager, "asset_owner", "asset", &["owner_id"], false).await?;
        super::index(manager, "asset_unit", "asset", &["unit_id"], false).await?;
        super::index(manager, "asset_supplier", "asset", &["supplier_id"], false).await?;
        super::index(manager, "asset_kind", "asset", &["kind", "criticality"], false).await?;
        let pair = &["asset_id", "on_id", "kind"];
        super::index(manager, "asset_dependency_pair", "asset_dependency", pair, true).await?;
        super::index(manager, "asset_dependency_on", "asset_dependency", &["on_id"], false).await?;
        super::index(manager, "asset_attachment_asset", "asset_attachment", &["asset_id"], false).await?;
        super::index(manager, "contract_asset_asset", "contract_asset", &["asset_id"], false).await?;
        super::index(manager, "saved_list_account", "saved_list", &["account_id", "list"], false).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut kind = Table::create();
    kind.table("asset_type")
        .col(id())
        .col(string("name"))
        .col(text("note"))
        .col(text("fields"))
        .col(at_null("archived_at"))
        .col(version());

    let mut dependency = Table::create();
    dependency
        .table("asset_dependency")
        .col(id())
        .col(uuid("asset_id"))
        .col(uuid("on_id"))
        .col(string("kind"))
        .col(string("necessity"))
        .col(integer_null("stops_after_hours"))
        .col(small_integer_null("alternative_group"))
        .col(text("note"))
        .col(at("created_at"))
        .col(version());
    reference(&mut dependency, "asset_id", "asset");
    reference(&mut dependency, "on_id", "asset");

    let mut attachment = Table::create();
    attachment
        .table("asset_attachment")
        .col(id())
        .col(uuid("asset_id"))
        .col(uuid("attachment_id"))
        .col(string("title"))
        .col(at("added_at"))
        .col(string("added_by"))
        .col(at_null("archived_at"));
    reference(&mut attachment, "asset_id", "asset");
    reference(&mut attachment, "attachment_id", "attachment");

    let mut contract = Table::create();
    contract
        .table("contract_asset")
        .col(uuid("contract_id"))
        .col(uuid("asset_id"))
        .primary_key(Index::create().col("contract_id").col("asset_id"));
    reference(&mut contract, "contract_id", "contract");
    reference(&mut contract, "asset_id", "asset");

    let mut saved = Table::create();
    saved
        .table("saved_list")
        .col(id())
        .col(uuid("account_id"))
        .col(string("list"))
        .col(string("name"))
        .col(text("query"))
        .col(boolean("is_shared"))
        .col(at("created_at"));
    reference(&mut saved, "account_id", "account");

    vec![kind.take(), asset(), dependency.take(), attachment.take(), contract.take(), saved.take()]
}

fn asset() -> TableCreateStatement {
    let mut asset = Table::create();
    asset
        .table("asset")
        .col(id())
        .col(integer("number"))
        .col(string("name"))
        .col(text("alias"))
        .col(string("kind"))
        .col(uuid_null("type_id"))
        .col(text("description"))
        .col(uuid_null("owner_id"))
        .col(uuid_null("unit_id"))
        .col(uuid_null("responsible_id"))
        .col(uuid_null("technical_contact_id"))
        .col(uuid_null("supplier_id"))
        .col(string("life_cycle"))
        .col(date_null("ends_on"))
        .col(big_integer_null("cost_yearly"));
    for grade in ["criticality", "confidentiality", "integrity", "availability"] {
        asset.col(small_integer_null(grade)).col(text_of(grade));
    }
    asset
        .col(text("personal_data"))
        .col(text("gdpr_basis"))
        .col(text("record_url"))
        .col(string("hosting"))
        .col(boolean_null("internet_facing"))
        .col(text("exposed_services"))
        .col(string("mfa"))
        .col(boolean_null("sso"))
        .col(big_integer_null("backup_interval_hours"))
        .col(boolean_null("offline_copy"))
        .col(date_null("last_restore_test_on"))
        .col(big_integer_null("restore_test_minutes"))
        .col(date_null("supported_until"))
        .col(date_null("last_patched_on"))
        .col(boolean_null("log_connected"))
        .col(big_integer_null("log_retention_days"))
        .col(date_null("log_last_seen_on"))
        .col(boolean_null("endpoint_protection"))
        .col(boolean_null("encryption"))
        .col(date_null("last_pentest_on"))
        .col(string("external_source"))
        .col(string("external_id"))
        .col(text("note"))
        .col(text("fields"))
        .col(search_text())
        .col(uuid_null("merged_into_id"))
        .col(at("created_at"))
        .col(at_null("archived_at"))
        .col(version());
    for column in ["owner_id", "responsible_id", "technical_contact_id"] {
        reference(&mut asset, column, "person");
    }
    reference(&mut asset, "type_id", "asset_type");
    reference(&mut asset, "unit_id", "unit");
    reference(&mut asset, "supplier_id", "supplier");
    reference(&mut asset, "merged_into_id", "asset");
    asset.take()
}

/// The column with the reason for a grade.
fn text_of(grade: &str) -> ColumnDef {
    ColumnDef::new(format!("{grade}_reason")).text().not_null().default("").take()
}
