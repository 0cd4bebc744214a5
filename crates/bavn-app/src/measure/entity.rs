pub(crate) mod measure {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "measure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub plan_id: Uuid,
        pub number: i32,
        pub title: String,
        pub description: String,
        pub owner_id: Option<Uuid>,
        pub unit_id: Option<Uuid>,
        pub phase: String,
        pub starts_on: Option<TimeDate>,
        pub due_on: Option<TimeDate>,
        pub cost_once: i64,
        pub cost_yearly: i64,
        pub within_budget: bool,
        pub sourcing: String,
        pub state: String,
        pub progress: i16,
        pub completed_on: Option<TimeDate>,
        pub search_text: String,
        pub created_at: TimeDateTimeWithTimeZone,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod measure_hours {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "measure_hours")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub measure_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: String,
        pub hours: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod measure_dependency {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "measure_dependency")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub measure_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub depends_on_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod measure_effect {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "measure_effect")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub measure_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub control_id: Uuid,
        pub level: i16,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
