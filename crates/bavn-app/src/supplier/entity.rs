pub(crate) mod supplier {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i32,
        pub name: String,
        pub cvr: Option<String>,
        pub kind: String,
        pub country: String,
        pub website: String,
        pub criticality: Option<i16>,
        pub external_source: String,
        pub external_id: String,
        pub note: String,
        pub search_text: String,
        pub created_at: TimeDateTimeWithTimeZone,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod supplier_contact {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplier_contact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub supplier_id: Uuid,
        pub position: i16,
        pub name: String,
        pub role: String,
        pub phone: String,
        pub email: String,
        pub is_out_of_hours: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod supplier_link {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplier_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub supplier_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sub_supplier_id: Uuid,
        pub service: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod contract {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contract")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i32,
        pub title: String,
        pub reference: String,
        pub supplier_id: Uuid,
        pub parent_id: Option<Uuid>,
        pub starts_on: Option<TimeDate>,
        pub ends_on: Option<TimeDate>,
        pub notice_months: Option<i32>,
        pub options: String,
        pub yearly_value: Option<i64>,
        pub one_off_value: Option<i64>,
        pub unit_id: Option<Uuid>,
        pub owner_id: Option<Uuid>,
        pub response_hours: Option<i32>,
        pub restore_hours: Option<i32>,
        pub support: String,
        pub data_access: String,
        pub exit_plan: String,
        pub exit_tested_on: Option<TimeDate>,
        pub external_source: String,
        pub external_id: String,
        pub note: String,
        pub search_text: String,
        pub created_at: TimeDateTimeWithTimeZone,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod contract_clause {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contract_clause")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub contract_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub clause: String,
        pub state: String,
        pub note: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a contract covers.
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
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::contract::Entity",
            from = "Column::ContractId",
            to = "super::contract::Column::Id"
        )]
        Contract,
    }

    impl Related<super::contract::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Contract.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod supplier_record {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supplier_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub supplier_id: Uuid,
        pub contract_id: Option<Uuid>,
        pub kind: String,
        pub due_on: Option<TimeDate>,
        pub facts: String,
        pub created_at: TimeDateTimeWithTimeZone,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
