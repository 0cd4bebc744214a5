use super::column::{at, at_null, id, reference, search_text, text, version};
use sea_orm_migration::{prelude::*, schema::*};

/// Organisation, identity, access, audit log, attachments.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == sea_orm::DbBackend::Postgres {
            manager
                .get_connection()
                .execute_unprepared("CREATE COLLATION IF NOT EXISTS da (provider = icu, locale = 'da-DK')")
                .await?;
        }
        super::create(manager, tables()).await?;
        super::index(manager, "unit_parent", "unit", &["parent_id"], false).await?;
        super::index(manager, "person_unit", "person", &["unit_id"], false).await?;
        super::index(manager, "account_username", "account", &["username"], true).await?;
        super::index(manager, "account_person", "account", &["person_id"], true).await?;
        super::index(manager, "role_grant_account", "role_grant", &["account_id"], false).await?;
        super::index(manager, "session_token", "session", &["token_hash"], true).await?;
        super::index(manager, "session_account", "session", &["account_id"], false).await?;
        super::index(manager, "api_token_hash", "api_token", &["token_hash"], true).await?;
        super::index(manager, "api_token_account", "api_token", &["account_id"], false).await?;
        super::index(manager, "audit_event_object", "audit_event", &["object_id", "sequence"], false).await?;
        super::index(manager, "audit_event_actor", "audit_event", &["actor_id", "sequence"], false).await?;
        super::index(manager, "audit_event_kind", "audit_event", &["object_kind", "sequence"], false).await?;
        super::index(manager, "attachment_sha256", "attachment", &["sha256"], false).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    let mut municipality = Table::create();
    municipality
        .table("municipality")
        .col(id())
        .col(string("name"))
        .col(string_null("code"))
        .col(string_null("cvr"))
        .col(text("address"))
        .col(text("sender"))
        .col(string("primary_colour"))
        .col(string("accent_colour"))
        .col(uuid_null("logo_id"))
        .col(string("lang"))
        .col(version());

    let mut unit = Table::create();
    unit.table("unit")
        .col(id())
        .col(uuid_null("parent_id"))
        .col(string("kind"))
        .col(string("name"))
        .col(search_text())
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut unit, "parent_id", "unit");

    let mut person = Table::create();
    person
        .table("person")
        .col(id())
        .col(uuid_null("unit_id"))
        .col(string("name"))
        .col(text("title"))
        .col(string_null("email"))
        .col(string_null("phone"))
        .col(search_text())
        .col(at_null("archived_at"))
        .col(version());
    reference(&mut person, "unit_id", "unit");

    let mut account = Table::create();
    account
        .table("account")
        .col(id())
        .col(uuid("person_id"))
        .col(string("username"))
        .col(string("password_hash"))
        .col(boolean("must_change_password"))
        .col(boolean("is_active"))
        .col(integer("failed_count").default(0))
        .col(at_null("locked_until"))
        .col(string("lang"))
        .col(at_null("last_sign_in_at"))
        .col(at("created_at"))
        .col(version());
    reference(&mut account, "person_id", "person");

    let mut grant = Table::create();
    grant.table("role_grant").col(id()).col(uuid("account_id")).col(string("role")).col(uuid_null("unit_id"));
    reference(&mut grant, "account_id", "account");
    reference(&mut grant, "unit_id", "unit");

    let mut session = Table::create();
    session
        .table("session")
        .col(id())
        .col(uuid("account_id"))
        .col(binary("token_hash"))
        .col(string("csrf_token"))
        .col(small_integer("auth_level"))
        .col(at("created_at"))
        .col(at("last_seen_at"))
        .col(at_null("ended_at"))
        .col(text("user_agent"))
        .col(text("address"));
    reference(&mut session, "account_id", "account");

    let mut token = Table::create();
    token
        .table("api_token")
        .col(id())
        .col(uuid("account_id"))
        .col(string("name"))
        .col(string("prefix"))
        .col(binary("token_hash"))
        .col(boolean("is_read_only"))
        .col(at("created_at"))
        .col(at("expires_at"))
        .col(at_null("last_used_at"))
        .col(at_null("revoked_at"));
    reference(&mut token, "account_id", "account");

    let mut audit = Table::create();
    audit
        .table("audit_event")
        .col(big_integer("sequence").primary_key())
        .col(at("at"))
        .col(uuid_null("actor_id"))
        .col(string("actor_name"))
        .col(string("action"))
        .col(string("verb"))
        .col(string("object_kind"))
        .col(uuid_null("object_id"))
        .col(uuid_null("unit_id"))
        .col(text_null("before"))
        .col(text_null("after"))
        .col(uuid("request_id"))
        .col(binary("hash"));

    let mut head = Table::create();
    head.table("audit_head").col(small_integer("id").primary_key()).col(big_integer("sequence")).col(binary("hash"));

    let mut blob = Table::create();
    blob.table("attachment_blob").col(string("sha256").primary_key()).col(binary("content"));

    let mut attachment = Table::create();
    attachment
        .table("attachment")
        .col(id())
        .col(string("sha256"))
        .col(string("file_name"))
        .col(string("media_type"))
        .col(big_integer("size"))
        .col(at("created_at"))
        .col(string("created_by"))
        .foreign_key(
            ForeignKey::create()
                .from_col("sha256")
                .to("attachment_blob", "sha256")
                .on_delete(ForeignKeyAction::Restrict),
        );

    let mut setting = Table::create();
    setting.table("setting").col(string("key").primary_key()).col(text("value")).col(version());

    vec![
        municipality.take(),
        unit.take(),
        person.take(),
        account.take(),
        grant.take(),
        session.take(),
        token.take(),
        audit.take(),
        head.take(),
        blob.take(),
        attachment.take(),
        setting.take(),
    ]
}
