pub(crate) mod asset {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i32,
        pub name: String,
        pub alias: String,
        pub kind: String,
        pub type_id: Option<Uuid>,
        pub description: String,
        pub owner_id: Option<Uuid>,
        pub unit_id: Option<Uuid>,
        pub responsible_id: Option<Uuid>,
        pub technical_contact_id: Option<Uuid>,
        pub supplier_id: Option<Uuid>,
        pub life_cycle: String,
        pub ends_on: Option<TimeDate>,
        pub cost_yearly: Option<i64>,
        pub criticality: Option<i16>,
        pub criticality_reason: String,
        pub confidentiality: Option<i16>,
        pub confidentiality_reason: String,
        pub integrity: Option<i16>,
        pub integrity_reason: String,
        pub availability: Option<i16>,
        pub availability_reason: String,
        pub personal_data: String,
        pub gdpr_basis: String,
        pub record_url: String,
        pub hosting: String,
        pub internet_facing: Option<bool>,
        pub exposed_services: String,
        pub mfa: String,
        pub sso: Option<bool>,
        pub backup_interval_hours: Option<i64>,
        pub offline_copy: Option<bool>,
        pub last_restore_test_on: Option<TimeDate>,
        pub restore_test_minutes: Option<i64>,
        pub supported_until: Option<TimeDate>,
        pub last_patched_on: Option<TimeDate>,
        pub log_connected: Option<bool>,
        pub log_retention_days: Option<i64>,
        pub log_last_seen_on: Option<TimeDate>,
        pub endpoint_protection: Option<bool>,
        pub encryption: Option<bool>,
        pub last_pentest_on: Option<TimeDate>,
        pub external_source: String,
        pub external_id: String,
        pub note: String,
        pub fields: String,
        pub search_text: String,
        pub merged_into_id: Option<Uuid>,
        pub created_at: TimeDateTimeWithTimeZone,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod dependency {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset_dependency")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        pub on_id: Uuid,
        pub kind: String,
        pub necessity: String,
        pub stops_after_hours: Option<i32>,
        pub alternative_group: Option<i16>,
        pub note: String,
        pub created_at: TimeDateTimeWithTimeZone,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod asset_type {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset_type")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub note: String,
        pub fields: String,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod asset_attachment {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset_attachment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        pub attachment_id: Uuid,
        pub title: String,
        pub added_at: TimeDateTimeWithTimeZone,
        pub added_by: String,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which contracts cover an asset.
pub(crate) mod contract_asset {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contract_asset")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub contract_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub asset_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A list that somebody keeps: a filter and an order under a name.
pub(crate) mod saved_list {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "saved_list")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub list: String,
        pub name: String,
        pub query: String,
        pub is_shared: bool,
        pub created_at: TimeDateTimeWithTimeZone,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which saved list somebody sees first.
pub(crate) mod saved_list_default {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "saved_list_default")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub list: String,
        pub saved_list_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How the coverage stood on a day.
pub(crate) mod coverage {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "asset_coverage")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub on_day: TimeDate,
        #[sea_orm(primary_key, auto_increment = false)]
        pub question: String,
        pub good: i32,
        pub partly: i32,
        pub unknown: i32,
        pub bad: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A supplier, as far as an asset names one.
pub(crate) mod supplier {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
