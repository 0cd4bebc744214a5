use super::{
    dependency::all_links,
    entity::{asset, supplier},
};
use crate::Result;
use bavn_core::{
    asset::{Dependency, Hosting, Kind, LifeCycle},
    ids::{AssetId, PersonId, SupplierId, UnitId},
};
use bavn_db::DbError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use time::Date;
use uuid::Uuid;

/// An asset in use as continuity is computed from it.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) id: AssetId,
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) owner: Option<PersonId>,
    pub(crate) unit: Option<UnitId>,
    pub(crate) supplier: Option<SupplierId>,
    pub(crate) hosting: Hosting,
    pub(crate) life_cycle: LifeCycle,
    pub(crate) backup_interval_hours: Option<i64>,
    pub(crate) last_restore_test_on: Option<Date>,
    pub(crate) restore_test_minutes: Option<i64>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    number: i32,
    name: String,
    kind: String,
    owner_id: Option<Uuid>,
    unit_id: Option<Uuid>,
    supplier_id: Option<Uuid>,
    hosting: String,
    life_cycle: String,
    backup_interval_hours: Option<i64>,
    last_restore_test_on: Option<Date>,
    restore_test_minutes: Option<i64>,
}

/// Every asset in use and every dependency, whoever asks, in order of number: two statements.
pub(crate) async fn standing(conn: &impl ConnectionTrait) -> Result<(Vec<Standing>, Vec<Dependency>)> {
    use asset::Column;
    let columns = [
        Column::Id,
        Column::Number,
        Column::Name,
        Column::Kind,
        Column::OwnerId,
        Column::UnitId,
        Column::SupplierId,
        Column::Hosting,
        Column::LifeCycle,
        Column::BackupIntervalHours,
        Column::LastRestoreTestOn,
        Column::RestoreTestMinutes,
    ];
    let rows = asset::Entity::find().filter(Column::ArchivedAt.is_null()).order_by_asc(Column::Number);
    let rows = rows.select_only().columns(columns).into_model::<Row>().all(conn).await?;
    let unknown = |column, value: &str| DbError::UnknownValue { table: "asset", column, value: value.to_owned() };
    let read = |row: Row| -> Result<Standing> {
        Ok(Standing {
            id: row.id.into(),
            number: u32::try_from(row.number).map_err(|_| unknown("number", &row.number.to_string()))?,
            kind: Kind::from_key(&row.kind).ok_or_else(|| unknown("kind", &row.kind))?,
            owner: row.owner_id.map(Into::into),
            unit: row.unit_id.map(Into::into),
            supplier: row.supplier_id.map(Into::into),
            hosting: Hosting::from_key(&row.hosting).ok_or_else(|| unknown("hosting", &row.hosting))?,
            life_cycle: LifeCycle::from_key(&row.life_cycle).ok_or_else(|| unknown("life_cycle", &row.life_cycle))?,
            backup_interval_hours: row.backup_interval_hours,
            last_restore_test_on: row.last_restore_test_on,
            restore_test_minutes: row.restore_test_minutes,
            name: row.name,
        })
    };
    let assets = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    let links = all_links(conn).await?.into_iter().map(|link| link.dependency).collect();
    Ok((assets, links))
}

/// Every supplier in use with its name, whoever asks, in the order of their identifiers: one statement.
pub(crate) async fn standing_suppliers(conn: &impl ConnectionTrait) -> Result<Vec<(SupplierId, String)>> {
    let rows = supplier::Entity::find()
        .filter(supplier::Column::ArchivedAt.is_null())
        .order_by_asc(supplier::Column::Id)
        .select_only()
        .column(supplier::Column::Id)
        .column(supplier::Column::Name);
    let rows: Vec<(Uuid, String)> = rows.into_tuple().all(conn).await?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// Raises the version of an asset of which something that is kept elsewhere was changed: one statement.
pub(crate) async fn raise_versions(conn: &impl ConnectionTrait, ids: &[AssetId]) -> Result<()> {
    use sea_orm::sea_query::{Expr, ExprTrait as _};
    for chunk in ids.chunks(super::check::IN_LIST) {
        let next = Expr::col(asset::Column::Version).add(1);
        let some = asset::Column::Id.is_in(chunk.iter().map(|id| id.0));
        asset::Entity::update_many().col_expr(asset::Column::Version, next).filter(some).exec(conn).await?;
    }
    Ok(())
}
