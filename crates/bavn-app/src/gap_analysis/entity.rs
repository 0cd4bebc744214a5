pub(super) mod analysis {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "analysis")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub title: String,
        pub unit_id: Option<Uuid>,
        pub scope_note: String,
        pub assessed_on: TimeDate,
        pub assessor: String,
        pub method: String,
        pub state: String,
        pub previous_id: Option<Uuid>,
        pub completed_at: Option<TimeDateTimeWithTimeZone>,
        pub created_at: TimeDateTimeWithTimeZone,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::organisation::unit::Entity",
            from = "Column::UnitId",
            to = "crate::organisation::unit::Column::Id"
        )]
        Unit,
    }

    impl Related<crate::organisation::unit::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Unit.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod analysis_area {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "analysis_area")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub analysis_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub area_id: Uuid,
        pub weight: i16,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod answer {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub analysis_id: Uuid,
        pub control_id: Uuid,
        pub weight: i16,
        pub target: i16,
        pub is_relevant: bool,
        pub documentation: Option<i16>,
        pub implementation: Option<i16>,
        pub reason: String,
        pub note: String,
        pub finding: String,
        pub updated_at: Option<TimeDateTimeWithTimeZone>,
        pub updated_by: String,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::analysis::Entity",
            from = "Column::AnalysisId",
            to = "super::analysis::Column::Id"
        )]
        Analysis,
    }

    impl Related<super::analysis::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Analysis.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod evidence {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub answer_id: Uuid,
        pub attachment_id: Option<Uuid>,
        pub url: Option<String>,
        pub title: String,
        pub dated_on: Option<TimeDate>,
        pub added_at: TimeDateTimeWithTimeZone,
        pub added_by: String,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::answer::Entity", from = "Column::AnswerId", to = "super::answer::Column::Id")]
        Answer,
    }

    impl Related<super::answer::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Answer.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod requirement_answer {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "requirement_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub analysis_id: Uuid,
        pub requirement_id: Uuid,
        pub is_relevant: bool,
        pub value: Option<i16>,
        pub choices: String,
        pub reason: String,
        pub note: String,
        pub updated_at: TimeDateTimeWithTimeZone,
        pub updated_by: String,
        pub archived_at: Option<TimeDateTimeWithTimeZone>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod applicability_statement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "applicability_statement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub requirement_id: Uuid,
        pub is_included: bool,
        pub reason: String,
        pub updated_at: TimeDateTimeWithTimeZone,
        pub updated_by: String,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
