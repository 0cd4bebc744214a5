pub(crate) mod attachment {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attachment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub sha256: String,
        pub file_name: String,
        pub media_type: String,
        pub size: i64,
        pub created_at: TimeDateTimeWithTimeZone,
        pub created_by: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod blob {
    use sea_orm::{QuerySelect, entity::prelude::*};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attachment_blob")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub sha256: String,
        pub content: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    /// Looks whether a content is there without reading it.
    pub(crate) trait SelectSha256 {
        async fn select_sha256(self, tx: &bavn_db::WriteTx) -> Result<Option<String>, DbErr>;
    }

    impl SelectSha256 for Select<Entity> {
        async fn select_sha256(self, tx: &bavn_db::WriteTx) -> Result<Option<String>, DbErr> {
            self.select_only().column(Column::Sha256).into_tuple().one(tx.conn()).await
        }
    }
}
