use super::bodies::{AnalysisSummaryBody, CountsBody, ScoreBody};
use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiQuery, ApiResult, ApiUser},
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::{
    Error,
    gap_analysis::{self, AnalysisView},
};
use bavn_core::{
    access::Action,
    gap_analysis::{AreaResult, Change, ChangeKind, FrameworkResult, Level, Mean},
    ids::AnalysisId,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::AnalysisRead);
    Routes::new()
        .api(read, routes!(get_evaluation))
        .api(read, routes!(get_comparison))
        .api(read, routes!(list_framework_results))
        .api(read, routes!(list_unit_results))
}

/// What an analysis gives, with everything that it was made of.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct EvaluationBody {
    /// The weighted mean of the areas that have a score.
    score: Option<ScoreBody>,
    /// The weighted mean of the areas' targets.
    target: Option<ScoreBody>,
    /// How many of how many controls are assessed.
    counts: CountsBody,
    /// The areas, in order.
    areas: Vec<AreaBody>,
}

/// What an area gives.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AreaBody {
    /// Its code.
    code: String,
    /// How much it counts in the total.
    weight: u8,
    /// The weighted mean of its controls that are relevant and assessed.
    score: Option<ScoreBody>,
    /// The weighted mean of the targets of its relevant controls.
    target: Option<ScoreBody>,
    /// How many of how many controls are assessed.
    counts: CountsBody,
    /// Its controls, in order.
    controls: Vec<ControlBody>,
}

/// What a control gives.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ControlBody {
    /// Its code.
    code: String,
    /// How much it counts in its area.
    weight: u8,
    /// The level of what is written and approved.
    documentation: Option<u8>,
    /// The level of what is done.
    implementation: Option<u8>,
    /// Whether it counts.
    is_relevant: bool,
    /// The lower of the two, when both are answered.
    score: Option<u8>,
    /// The level to reach.
    target: u8,
}

impl From<&AreaResult> for AreaBody {
    fn from(area: &AreaResult) -> Self {
        let controls = area.controls.iter().map(|control| ControlBody {
            code: control.code.clone(),
            weight: control.weight.get(),
            documentation: control.standing.documentation().map(Level::get),
            implementation: control.standing.implementation().map(Level::get),
            is_relevant: control.standing.is_relevant(),
            score: control.score.map(Level::get),
            target: control.target.get(),
        });
        Self {
            code: area.code.clone(),
            weight: area.weight.get(),
            score: area.score().map(Into::into),
            target: area.target().map(Into::into),
            counts: area.counts.into(),
            controls: controls.collect(),
        }
    }
}

/// What an analysis gives.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/evaluation", operation_id = "getEvaluation", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis.")), responses((status = 200, description = "Scores and targets with what they were made of.", body = EvaluationBody)))]
async fn get_evaluation(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let view = gap_analysis::get_analysis(&user.app, &user.ctx, AnalysisId(id)).await?;
    let evaluation = &view.evaluation;
    let body = EvaluationBody {
        score: evaluation.score().map(Into::into),
        target: evaluation.target().map(Into::into),
        counts: evaluation.counts.into(),
        areas: evaluation.areas.iter().map(Into::into).collect(),
    };
    Ok(Json(body).into_response())
}

/// Which analysis to compare with.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct With {
    /// The earlier analysis; the one it began with, or else the newest earlier one of the same scope, when not given.
    with: Option<Uuid>,
}

/// A score before and after.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ChangeBody {
    /// The earlier score.
    before: Option<ScoreBody>,
    /// The later score.
    after: Option<ScoreBody>,
}

impl From<Change> for ChangeBody {
    fn from(change: Change) -> Self {
        Self { before: change.before.map(Into::into), after: change.after.map(Into::into) }
    }
}

/// What happened to an area or a control.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ChangedBody {
    /// Its code.
    code: String,
    /// `raised`, `lowered`, `part_changed`, `newly_assessed`, `no_longer_assessed`, `made_relevant`, `made_not_relevant`, `added`,
    /// `removed` or `unchanged`.
    #[schema(value_type = String)]
    kind: ChangeKind,
    /// The score before and after.
    change: ChangeBody,
}

/// What changed since an earlier analysis.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ComparisonBody {
    /// The earlier analysis.
    earlier: Uuid,
    /// The later analysis.
    later: Uuid,
    /// The total score.
    total: ChangeBody,
    /// The total target.
    target: ChangeBody,
    /// The areas.
    areas: Vec<ChangedBody>,
    /// The controls.
    controls: Vec<ChangedBody>,
}

/// What changed since an earlier analysis.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/comparison", operation_id = "getComparison", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The later analysis."), With), responses((status = 200, description = "What changed; 404 when there is no earlier analysis.", body = ComparisonBody)))]
async fn get_comparison(user: ApiUser, Path(id): Path<Uuid>, ApiQuery(query): ApiQuery<With>) -> ApiResult {
    let with = query.with.map(AnalysisId);
    let found = gap_analysis::compare_with_previous(&user.app, &user.ctx, AnalysisId(id), with).await?;
    let found = found.ok_or(ApiError::from(Error::NotFound { kind: "analysis" }))?;
    let comparison = found.comparison;
    let areas = comparison.areas.into_iter();
    let controls = comparison.controls.into_iter();
    let body = ComparisonBody {
        earlier: found.earlier.analysis.id.0,
        later: found.later.analysis.id.0,
        total: comparison.total.into(),
        target: comparison.target.into(),
        areas: areas.map(|area| ChangedBody { code: area.code, kind: area.kind, change: area.change.into() }).collect(),
        controls: controls
            .map(|control| ChangedBody { code: control.code, kind: control.kind, change: control.change.into() })
            .collect(),
    };
    Ok(Json(body).into_response())
}

/// An analysis seen through a framework. A level says how mature the work behind a requirement is, not that it is met.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FrameworkBody {
    /// The framework's key.
    key: String,
    /// The plain mean of the requirements that have a level.
    score: Option<ScoreBody>,
    /// The plain mean of the requirements' derived targets.
    target: Option<ScoreBody>,
    /// How many requirements are demands of their own.
    requirements: usize,
    /// How many of them have a level.
    with_level: usize,
    /// The levels of the requirements.
    levels: Vec<RequirementBody>,
}

/// A requirement's derived level.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct RequirementBody {
    /// Its reference in the framework.
    reference: String,
    /// The level that counts: the direct answer, or else what is derived.
    level: Option<ScoreBody>,
    /// The mean of the assessed controls' scores, weighted by how much they cover.
    derived: Option<ScoreBody>,
    /// The least level that the answers leave room for.
    lower: ScoreBody,
    /// The greatest level that the answers leave room for.
    upper: ScoreBody,
    /// How many quarters of the requirement relevant controls cover at most, 0 to 4.
    covered_quarters: u8,
    /// `on_target`, `below_target`, `not_assessed`, `not_covered` or `not_relevant`.
    state: &'static str,
    /// The same mean of the targets.
    target: Option<ScoreBody>,
    /// How many relevant controls answer it.
    relevant: usize,
    /// How many of those are assessed.
    assessed: usize,
}

fn framework(result: FrameworkResult) -> FrameworkBody {
    let value = |mean: &Option<Mean>| mean.as_ref().map(|mean| ScoreBody::from(mean.value));
    let levels = result.requirements.iter().filter(|requirement| requirement.is_assessable);
    FrameworkBody {
        score: value(&result.score),
        target: value(&result.target),
        requirements: result.counts.requirements,
        with_level: result.counts.with_level,
        levels: levels
            .map(|requirement| RequirementBody {
                reference: requirement.reference.clone(),
                level: requirement.level().map(ScoreBody::from),
                derived: value(&requirement.derived),
                lower: requirement.bounds.lower.into(),
                upper: requirement.bounds.upper.into(),
                covered_quarters: requirement.covered,
                state: requirement.state().key(),
                target: value(&requirement.target),
                relevant: requirement.relevant,
                assessed: requirement.assessed,
            })
            .collect(),
        key: result.key,
    }
}

/// An analysis seen through each framework.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/frameworks", operation_id = "listFrameworkResults", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis.")), responses((status = 200, description = "One for each framework.", body = Vec<FrameworkBody>)))]
async fn list_framework_results(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let view: AnalysisView = gap_analysis::get_analysis(&user.app, &user.ctx, AnalysisId(id)).await?;
    Ok(Json(view.frameworks()?.into_iter().map(framework).collect::<Vec<_>>()).into_response())
}

/// A unit and its newest analysis.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct UnitResultBody {
    /// The unit.
    unit_id: Uuid,
    /// Its name.
    name: String,
    /// Its newest analysis; none when it has none.
    latest: Option<AnalysisSummaryBody>,
}

/// Each administration, and each other unit that has an analysis, with its newest one.
#[utoipa::path(get, path = "/api/v1/unit-results", operation_id = "listUnitResults", tag = "gap-analysis", responses((status = 200, description = "The units, by name.", body = Vec<UnitResultBody>)))]
async fn list_unit_results(user: ApiUser) -> ApiResult {
    let units = gap_analysis::list_administrations(&user.app, &user.ctx).await?;
    let bodies = units.into_iter().map(|unit| UnitResultBody {
        unit_id: unit.unit.0,
        name: unit.name,
        latest: unit.latest.map(Into::into),
    });
    Ok(Json(bodies.collect::<Vec<_>>()).into_response())
}
