use crate::{App, Context, Result, organisation::person};
use bavn_core::{
    access::{Action, Resource},
    ids::PersonId,
};
use bavn_db::dialect;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The most people to choose an owner among.
const MOST: u64 = 2_000;

/// The people who can answer for a measure, with their names, in Danish order; the first two thousand.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may not read the organisation, or the database failed.
pub async fn list_possible_owners(app: &App, ctx: &Context) -> Result<Vec<(PersonId, String)>> {
    let _ = ctx.authorize_read(Action::OrganisationRead, Resource::Municipality, "organisation")?;
    let rows = person::Entity::find()
        .filter(person::Column::ArchivedAt.is_null())
        .order_by_asc(dialect::danish_order("name"))
        .order_by_asc(person::Column::Id)
        .limit(MOST)
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::Name);
    let rows = rows.into_tuple::<(Uuid, String)>().all(app.db().read()).await?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}
