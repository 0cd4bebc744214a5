pub(crate) mod scenario {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "scenario")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i32,
        pub name: String,
        pub description: String,
        pub template_key: Option<String>,
        pub starts_weekday: i16,
        pub starts_minute: i32,
        pub horizon_minutes: i32,
        pub created_at: TimeDateTimeWithTimeZone,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod scenario_failure {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "scenario_failure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub scenario_id: Uuid,
        pub position: i32,
        pub asset_id: Option<Uuid>,
        pub supplier_id: Option<Uuid>,
        pub selector: Option<String>,
        pub from_minute: i32,
        pub minutes: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod scenario_team {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "scenario_team")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub scenario_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub team_id: Uuid,
        pub missing: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod recovery_plan {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i32,
        pub scenario_id: Uuid,
        pub title: String,
        pub input: String,
        pub result: String,
        pub summary: String,
        pub seed: i64,
        pub computed_at: TimeDateTimeWithTimeZone,
        pub computed_by: String,
        pub state: String,
        pub approved_at: Option<TimeDateTimeWithTimeZone>,
        pub approved_by: String,
        pub note: String,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
