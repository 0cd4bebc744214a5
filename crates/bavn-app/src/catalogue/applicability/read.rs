use super::{super::entity::applicability, Assessment, AssessmentState, types::from_row};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Resource},
    catalogue::Outcome,
    ids::{ApplicabilityId, FrameworkId, UnitId},
};
use bavn_db::DbError;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait as _, QueryFilter, QueryOrder,
};
use std::collections::HashMap;

pub(super) const KIND: &str = "applicability";

/// The assessments that the actor may read, drafts and history too, newest first.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_assessments(app: &App, ctx: &Context) -> Result<Vec<Assessment>> {
    let permit = ctx.authorize_read(Action::ApplicabilityRead, Resource::Any, KIND)?;
    let mut query = applicability::Entity::find();
    if let Some(units) = permit.units() {
        let own = applicability::Column::UnitId.is_in(units.into_iter().map(|unit| unit.0));
        query = query.filter(own.or(applicability::Column::UnitId.is_null()));
    }
    let query = query.order_by_desc(applicability::Column::CreatedAt).order_by_asc(applicability::Column::State);
    query.all(app.db().read()).await?.into_iter().map(from_row).collect()
}

/// An assessment.
///
/// # Errors
/// [`Error::NotFound`] when there is none or the actor may not read it, or the database failed.
pub async fn get_assessment(app: &App, ctx: &Context, id: ApplicabilityId) -> Result<Assessment> {
    let assessment = from_row(find(app.db().read(), id).await?)?;
    // What is said of the whole municipality is for everyone who may read any.
    let resource = if assessment.unit_id.is_some() { assessment.resource() } else { Resource::Any };
    let _ = ctx.authorize_read(Action::ApplicabilityRead, resource, KIND)?;
    Ok(assessment)
}

/// How many decisions in force should have been looked at again.
///
/// # Errors
/// The database failed; those who may not change any get zero.
pub async fn count_overdue_assessments(app: &App, ctx: &Context) -> Result<u64> {
    if ctx.authorize(Action::ApplicabilityChange, Resource::Municipality).is_err() {
        return Ok(0);
    }
    let overdue = applicability::Entity::find()
        .filter(applicability::Column::State.eq(AssessmentState::Decided.key()))
        .filter(applicability::Column::ReviewOn.lt(ctx.today()));
    Ok(overdue.count(app.db().read()).await?)
}

pub(super) async fn find(conn: &impl ConnectionTrait, id: ApplicabilityId) -> Result<applicability::Model> {
    applicability::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })
}

/// The outcomes in force, by framework and unit.
pub(in super::super) async fn decisions(
    conn: &impl ConnectionTrait,
) -> Result<HashMap<(FrameworkId, Option<UnitId>), Outcome>> {
    let in_force = applicability::Column::State.eq(AssessmentState::Decided.key());
    let rows = applicability::Entity::find().filter(in_force).all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let outcome = Outcome::from_key(&row.outcome).ok_or_else(|| DbError::UnknownValue {
                table: "applicability",
                column: "outcome",
                value: row.outcome,
            })?;
            Ok(((row.framework_id.into(), row.unit_id.map(UnitId)), outcome))
        })
        .collect()
}
