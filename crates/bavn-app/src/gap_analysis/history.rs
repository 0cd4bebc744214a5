use super::{
    Analysis, Answer,
    answer::from_row,
    entity::{analysis, answer},
    types,
};
use crate::{App, Context, Result};
use bavn_core::{access::Action, ids::ControlId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// How a control was answered in an earlier analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastAnswer {
    /// The analysis.
    pub analysis: Analysis,
    /// The answer.
    pub answer: Answer,
}

/// Most earlier answers shown.
const MOST: u64 = 20;

/// How a control was answered in the earlier analyses of the same scope, newest first, at most 20.
///
/// # Errors
/// [`crate::Error::NotFound`] when the actor may not read the analysis, or the database failed.
pub async fn answer_history(
    app: &App,
    ctx: &Context,
    analysis: &Analysis,
    control: ControlId,
) -> Result<Vec<PastAnswer>> {
    let _ = ctx.authorize_read(Action::AnalysisRead, analysis.resource(), "analysis")?;
    let same_scope = match analysis.unit_id {
        Some(unit) => analysis::Column::UnitId.eq(unit.0),
        None => analysis::Column::UnitId.is_null(),
    };
    let rows = answer::Entity::find()
        .filter(answer::Column::ControlId.eq(control.0))
        .filter(answer::Column::AnalysisId.ne(analysis.id.0))
        .find_also_related(analysis::Entity)
        .filter(same_scope)
        .filter(analysis::Column::AssessedOn.lte(analysis.assessed_on))
        .filter(analysis::Column::CreatedAt.lte(analysis.created_at))
        .order_by_desc(analysis::Column::AssessedOn)
        .order_by_desc(analysis::Column::CreatedAt)
        .limit(MOST)
        .all(app.db().read())
        .await?;
    let mut past = Vec::with_capacity(rows.len());
    for (row, earlier) in rows {
        if let Some(earlier) = earlier {
            past.push(PastAnswer { analysis: types::from_row(earlier)?, answer: from_row(row)? });
        }
    }
    Ok(past)
}
