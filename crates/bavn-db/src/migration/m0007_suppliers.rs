use super::column::{at, at_null, id, reference, search_text, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Suppliers, whom they lean on, contracts with them, and what is kept on file about them: data-processing agreements, audit
/// statements and assessments.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::create(manager, tables()).await?;
        super::index(manager, "supplier_number", "supplier", &["number"], true).await?;
        super::index(manager, "supplier_external", "supplier", &["external_source", "external_id"], false).await?;
        super::index(manager, "supplier_contact_supplier", "supplier_contact", &["supplier_id"], false).await?;
        super::index(manager, "supplier_link_sub", "supplier_link", &["sub_supplier_id"], false).await?;
        super::index(manager, "contract_number", "contract", &["number"], true).await?;
        super::index(manager, "contract_supplier", "contract", &["supplier_id"], false).await?;
        super::index(manager, "contract_external", "contract", &["external_source", "external_id"], false).await?;
        super::index(manager, "supplier_record_supplier", "supplier_record", &["supplier_id"], false).await?;
        super::index(manager, "supplier_record_contract", "supplier_record", &["contract_id"], false).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut supplier = Table::create();
    supplier
        .table("supplier")
        .col(id())
        .col(integer("number"))
        .col(string("name"))
        .col(string_null("cvr"))
        .col(string("kind"))
        .col(string("country"))
        .col(text("website"))
        .col(small_integer_null("criticality"))
        .col(string("external_source"))
        .col(string("external_id"))
        .col(text("note"))
        .col(search_text())
        .col(at("created_at"))
        .col(at_null("archived_at"))
        .col(version());

    let mut contact = Table::create();
    contact
        .table("supplier_contact")
        .col(id())
        .col(uuid("supplier_id"))
        .col(small_integer("position"))
        .col(string("name"))
        .col(string("role"))
        .col(string("phone"))
        .col(string("email"))
        .col(boolean("is_out_of_hours"));
    reference(&mut contact, "supplier_id", "supplier");

    let mut link = Table::create();
    link.table("supplier_link")
        .col(uuid("supplier_id"))
        .col(uuid("sub_supplier_id"))
        .col(text("service"))
        .primary_key(Index::create().col("supplier_id").col("sub_supplier_id"));
    reference(&mut link, "supplier_id", "supplier");
    reference(&mut link, "sub_supplier_id", "supplier");

    let mut clause = Table::create();
    clause
        .table("contract_clause")
        .col(uuid("contract_id"))
        .col(string("clause"))
        .col(string("state"))
        .col(text("note"))
        .primary_key(Index::create().col("contract_id").col("clause"));
    reference(&mut clause, "contract_id", "contract");

    // What is on file differs by kind: the facts stand as JSON, what is searched and sorted by in columns.
    let mut record = Table::create();
    record
        .table("supplier_record")
        .col(id())
        .col(uuid("supplier_id"))
        .col(uuid_null("contract_id"))
        .col(string("kind"))
        .col(date_null("due_on"))
        .col(text("facts"))
        .col(at("created_at"))
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut record, "supplier_id", "supplier");
    reference(&mut record, "contract_id", "contract");

    vec![supplier.take(), contact.take(), link.take(), contract(), clause.take(), record.take()]
}

fn contract() -> TableCreateStatement {
    let mut contract = Table::create();
    contract
        .table("contract")
        .col(id())
        .col(integer("number"))
        .col(string("title"))
        .col(string("reference"))
        .col(uuid("supplier_id"))
        .col(uuid_null("parent_id"))
        .col(date_null("starts_on"))
        .col(date_null("ends_on"))
        .col(integer_null("notice_months"))
        .col(text("options"))
        .col(big_integer_null("yearly_value"))
        .col(big_integer_null("one_off_value"))
        .col(uuid_null("unit_id"))
        .col(uuid_null("owner_id"))
        .col(integer_null("response_hours"))
        .col(integer_null("restore_hours"))
        .col(text("support"))
        .col(text("data_access"))
        .col(text("exit_plan"))
        .col(date_null("exit_tested_on"))
        .col(string("external_source"))
        .col(string("external_id"))
        .col(text("note"))
        .col(search_text())
        .col(at("created_at"))
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut contract, "supplier_id", "supplier");
    reference(&mut contract, "parent_id", "contract");
    reference(&mut contract, "unit_id", "unit");
    reference(&mut contract, "owner_id", "person");
    contract.take()
}
