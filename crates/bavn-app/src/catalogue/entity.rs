macro_rules! entity {
    ($name:ident, $table:literal, { $($(#[$attribute:meta])* $field:ident : $kind:ty),+ $(,)? }) => {
        pub(crate) mod $name {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model { $($(#[$attribute])* pub $field: $kind),+ }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

entity!(content_version, "content_version", {
    #[sea_orm(primary_key, auto_increment = false)]
    key: String,
    version: String,
    digest: String,
    loaded_at: TimeDateTimeWithTimeZone,
});

entity!(framework, "framework", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    key: String,
    position: i32,
    version: String,
    is_verified: bool,
    title_da: String,
    title_en: String,
    short_title_da: String,
    short_title_en: String,
    description_da: String,
    description_en: String,
    source_da: String,
    source_en: String,
    licence_da: String,
    licence_en: String,
    origin: String,
    library_id: Option<Uuid>,
    urn: Option<String>,
    kind: String,
    locale: String,
    url: String,
    binds_da: String,
    binds_en: String,
    credit_da: String,
    credit_en: String,
    is_applicability_only: bool,
    is_on_by_default: bool,
    implementation_groups: String,
    scale: String,
    archived_at: Option<TimeDateTimeWithTimeZone>,
});

entity!(requirement, "requirement", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    framework_id: Uuid,
    parent_id: Option<Uuid>,
    #[sea_orm(column_name = "ref")]
    reference: String,
    position: i32,
    is_assessable: bool,
    is_verified: bool,
    legal_ref_da: Option<String>,
    legal_ref_en: Option<String>,
    attributes: String,
    title_da: String,
    title_en: String,
    urn: Option<String>,
    body: String,
    archived_at: Option<TimeDateTimeWithTimeZone>,
});

entity!(library, "library", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    urn: String,
    kind: String,
    title: String,
    edition: String,
    locale: String,
    provider: String,
    copyright: String,
    digest: String,
    document: String,
    imported_at: TimeDateTimeWithTimeZone,
    imported_by: String,
    archived_at: Option<TimeDateTimeWithTimeZone>,
    version: i32,
});

entity!(requirement_link, "requirement_link", {
    #[sea_orm(primary_key, auto_increment = false)]
    library_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    set_urn: String,
    #[sea_orm(primary_key, auto_increment = false)]
    source_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    target_id: Uuid,
    relation: String,
    strength: String,
    rationale: String,
});

entity!(control_area, "control_area", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    code: String,
    position: i32,
    default_weight: i16,
    weight: i16,
    version: i32,
    title_da: String,
    title_en: String,
    purpose_da: String,
    purpose_en: String,
    origin: String,
});

entity!(control, "control", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    area_id: Uuid,
    code: String,
    position: i32,
    default_weight: i16,
    weight: i16,
    default_target: i16,
    target: i16,
    origin: String,
    body: String,
    archived_at: Option<TimeDateTimeWithTimeZone>,
    version: i32,
    title_da: String,
    title_en: String,
    statement_da: String,
    statement_en: String,
    is_put_away: bool,
});

entity!(control_mapping, "control_mapping", {
    #[sea_orm(primary_key, auto_increment = false)]
    control_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    requirement_id: Uuid,
    relation: String,
    coverage: String,
    rationale_da: String,
    rationale_en: String,
    origin: String,
    is_removed: bool,
});

entity!(control_succession, "control_succession", {
    #[sea_orm(primary_key, auto_increment = false)]
    control_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    successor_id: Uuid,
    kind: String,
    made_at: TimeDateTimeWithTimeZone,
    made_by: String,
});

entity!(setting, "setting", {
    #[sea_orm(primary_key, auto_increment = false)]
    key: String,
    value: String,
    version: i32,
});

entity!(applicability, "applicability", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    framework_id: Uuid,
    unit_id: Option<Uuid>,
    outcome: String,
    answers: String,
    parts: String,
    reason: String,
    decided_by: String,
    decided_on: Option<TimeDate>,
    review_on: Option<TimeDate>,
    state: String,
    created_at: TimeDateTimeWithTimeZone,
    created_by: String,
    version: i32,
});
