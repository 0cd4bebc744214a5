pub(crate) mod task {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "critical_task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i32,
        pub name: String,
        pub unit_id: Option<Uuid>,
        pub owner_id: Option<Uuid>,
        pub approver_id: Option<Uuid>,
        pub description: String,
        pub legal_duty: String,
        pub citizens: Option<i64>,
        pub peak_note: String,
        pub peak_months: i32,
        pub mtpd_minutes: Option<i64>,
        pub mtpd_reason: String,
        pub rto_minutes: Option<i64>,
        pub rto_reason: String,
        pub rpo_minutes: Option<i64>,
        pub rpo_reason: String,
        pub mbco_percent: Option<i16>,
        pub mbco_reason: String,
        pub fallback: String,
        pub fallback_minutes: Option<i64>,
        pub fallback_percent: Option<i16>,
        pub fallback_needs: String,
        pub fallback_tried_on: Option<TimeDate>,
        pub staff: String,
        pub staff_least: Option<i32>,
        pub places: String,
        pub supplies: String,
        pub state: String,
        pub approved_at: Option<TimeDateTimeWithTimeZone>,
        pub approved_by: String,
        pub review_on: Option<TimeDate>,
        pub search_text: String,
        pub created_at: TimeDateTimeWithTimeZone,
        pub updated_at: TimeDateTimeWithTimeZone,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod impact {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_impact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub dimension: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub horizon_minutes: i32,
        pub level: i16,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod need {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_need")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub task_id: Uuid,
        pub position: i32,
        pub asset_id: Option<Uuid>,
        pub supplier_id: Option<Uuid>,
        pub on_task_id: Option<Uuid>,
        pub effect: String,
        pub after_minutes: Option<i64>,
        pub alternative_group: Option<i16>,
        pub note: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod team {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_team")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub capacity: i32,
        pub duty: String,
        pub duty_days: i16,
        pub duty_from: i32,
        pub duty_until: i32,
        pub supplier_id: Option<Uuid>,
        pub note: String,
        pub created_at: TimeDateTimeWithTimeZone,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod step {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asset_id: Uuid,
        pub position: i32,
        pub name: String,
        pub optimistic_minutes: i64,
        pub likely_minutes: i64,
        pub pessimistic_minutes: i64,
        pub note: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod step_team {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_step_team")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub step_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub team_id: Uuid,
        pub amount: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod step_asset {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_step_asset")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub step_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub asset_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
