use super::Plan;
use crate::{
    Context, Result,
    catalogue::{bump_revision, framework, library, requirement, requirement_link},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Iterable as _, QueryFilter,
    sea_query::{Expr, OnConflict},
};

/// Rows in one statement, so that no statement has more parameters than SQLite takes.
const CHUNK: usize = 200;

/// Writes a plan, inside the transaction that it was made in.
pub(crate) async fn store(conn: &impl ConnectionTrait, ctx: &Context, plan: Plan) -> Result<()> {
    let libraries: Vec<_> = plan.libraries.iter().map(|row| row.id).chain(plan.relinked).collect();
    upsert::<library::Entity, _>(conn, plan.libraries, library::Column::Id).await?;
    upsert::<framework::Entity, _>(conn, plan.frameworks, framework::Column::Id).await?;
    upsert::<requirement::Entity, _>(conn, plan.freed, requirement::Column::Id).await?;
    upsert::<requirement::Entity, _>(conn, plan.requirements, requirement::Column::Id).await?;
    for chunk in plan.archived.chunks(CHUNK) {
        requirement::Entity::update_many()
            .col_expr(requirement::Column::ArchivedAt, Expr::value(ctx.now()))
            .filter(requirement::Column::Id.is_in(chunk.iter().copied()))
            .exec(conn)
            .await?;
    }
    if !plan.archived_frameworks.is_empty() {
        framework::Entity::update_many()
            .col_expr(framework::Column::ArchivedAt, Expr::value(ctx.now()))
            .filter(framework::Column::Id.is_in(plan.archived_frameworks))
            .exec(conn)
            .await?;
    }
    requirement_link::Entity::delete_many()
        .filter(requirement_link::Column::LibraryId.is_in(libraries))
        .exec(conn)
        .await?;
    for chunk in plan.links.chunks(CHUNK) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        requirement_link::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    bump_revision(conn).await
}

/// Writes rows anew, or over those with the same identifier.
async fn upsert<E, M>(conn: &impl ConnectionTrait, rows: Vec<M>, id: E::Column) -> Result<()>
where
    E: EntityTrait<Model = M>,
    M: IntoActiveModel<E::ActiveModel> + Clone,
    E::ActiveModel: sea_orm::ActiveModelTrait<Entity = E>,
{
    use sea_orm::IdenStatic as _;
    let mut replace = OnConflict::column(id);
    replace.update_columns(E::Column::iter().filter(|column| column.as_str() != "id"));
    for chunk in rows.chunks(CHUNK) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        E::insert_many(rows).on_conflict(replace.clone()).exec_without_returning(conn).await?;
    }
    Ok(())
}
