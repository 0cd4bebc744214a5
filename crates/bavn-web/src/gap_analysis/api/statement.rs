use super::bodies::ScoreBody;
use crate::kit::{
    Access, Routes, Tr,
    api::{ApiJson, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, current},
};
use axum::extract::Path;
use bavn_app::{
    Error,
    gap_analysis::{Statement, StatementChange, StatementLine, get_statement, record_statement},
};
use bavn_core::{
    access::Action,
    gap_analysis::{ImplementationState, StatementCounts, StatementEntry, StatementFault},
    ids::AnalysisId,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::ApplicabilityRead), Access::May(Action::ApplicabilityChange));
    Routes::new()
        .api(read, routes!(get_all))
        .api(change, routes!(update_all))
        .api(read, routes!(get_row))
        .api(change, routes!(update_row))
}

/// A statement of applicability.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct StatementBody {
    /// The framework.
    framework: String,
    /// The analysis that the states come from.
    analysis_id: Option<Uuid>,
    /// Raised by every change of what the municipality says itself.
    revision: i32,
    /// How many rows say what.
    counts: StatementCountsBody,
    /// The requirements that are stated, in order.
    rows: Vec<StatementRowBody>,
}

/// How many rows of a statement of applicability say what.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
struct StatementCountsBody {
    /// All rows.
    requirements: usize,
    /// Those that are included.
    included: usize,
    /// Those that are left out.
    excluded: usize,
    /// Included ones that are implemented.
    implemented: usize,
    /// Included ones that are partly implemented.
    partly: usize,
    /// Included ones that are not begun.
    not_begun: usize,
    /// Included ones that are not assessed.
    not_assessed: usize,
    /// Those without a reason in the municipality's own words.
    without_own_reason: usize,
    /// Those that an auditor would ask about.
    faults: usize,
}

impl From<StatementCounts> for StatementCountsBody {
    fn from(counts: StatementCounts) -> Self {
        Self {
            requirements: counts.requirements,
            included: counts.included,
            excluded: counts.excluded,
            implemented: counts.implemented,
            partly: counts.partly,
            not_begun: counts.not_begun,
            not_assessed: counts.not_assessed,
            without_own_reason: counts.without_own_reason,
            faults: counts.faults,
        }
    }
}

/// What a statement of applicability says of a requirement.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct StatementRowBody {
    /// Its reference, such as `A.5.1`.
    reference: String,
    /// Whether it is followed.
    is_included: bool,
    /// Why, in the language of the request; may be empty.
    reason: String,
    /// `own` for the municipality's own words; `law` or `treatment` when it was drafted from data; `missing`.
    reason_kind: &'static str,
    /// `not_assessed`, `not_begun`, `partly` or `implemented`; nothing for one that is left out.
    state: Option<&'static str>,
    /// The level that counts in the analysis.
    level: Option<ScoreBody>,
    /// The level to reach.
    target: Option<ScoreBody>,
    /// What an auditor would ask about: `excluded_without_reason`, `no_reason` or `not_relevant_in_analysis`.
    fault: Option<&'static str>,
    /// The codes of the controls that answer it.
    controls: Vec<String>,
    /// The names of the evidence for these controls.
    evidence: Vec<String>,
    /// When the municipality last said something of it.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    updated_at: Option<time::OffsetDateTime>,
    /// Who did.
    updated_by: Option<String>,
    /// Raised by every change; 0 when the municipality has said nothing.
    version: i32,
}

fn row_body(t: Tr, statement: &Statement, line: &StatementLine) -> StatementRowBody {
    StatementRowBody {
        reference: statement.requirement(line).reference.clone(),
        is_included: line.row.is_included,
        reason: super::super::statement::reason_text(t, statement, line),
        reason_kind: line.row.reason.key(),
        state: line.row.state.map(ImplementationState::key),
        level: line.row.level.map(Into::into),
        target: line.row.target.map(Into::into),
        fault: line.row.fault.map(StatementFault::key),
        controls: statement.controls(line).map(|(control, _)| control.code.clone()).collect(),
        evidence: line.evidence.clone(),
        updated_at: line.own.as_ref().map(|own| own.updated_at),
        updated_by: line.own.as_ref().map(|own| own.updated_by.clone()),
        version: line.version(),
    }
}

/// With which analysis.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct StatementQuery {
    /// The analysis that the states come from; otherwise the newest one of the whole municipality.
    analysis: Option<Uuid>,
}

/// What is to be said of one requirement.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StatementInput {
    /// Whether it is followed.
    is_included: bool,
    /// Why, at most 2000 characters; needed for one that is left out.
    #[serde(default)]
    reason: String,
}

/// What is to be said of several requirements; of what is not named nothing changes. All are taken, or none.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StatementRowsInput {
    /// The rows, at most 5000.
    rows: Vec<StatementRowInput>,
}

/// What is to be said of one of several requirements.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StatementRowInput {
    /// Its reference, such as `A.5.1`.
    reference: String,
    /// Whether it is followed.
    is_included: bool,
    /// Why, at most 2000 characters; needed for one that is left out.
    #[serde(default)]
    reason: String,
}

async fn whole(user: &ApiUser, key: &str, analysis: Option<Uuid>) -> ApiResult {
    let statement = get_statement(&user.app, &user.ctx, key, analysis.map(AnalysisId)).await?;
    let t = Tr::new(user.ctx.lang());
    let body = StatementBody {
        framework: key.to_owned(),
        analysis_id: statement.analysis.as_ref().map(|analysis| analysis.id.0),
        revision: statement.revision,
        counts: statement.counts.into(),
        rows: statement.lines.iter().map(|line| row_body(t, &statement, line)).collect(),
    };
    current(statement.revision, body)
}

async fn one(user: &ApiUser, key: &str, reference: &str, analysis: Option<Uuid>) -> ApiResult {
    let statement = get_statement(&user.app, &user.ctx, key, analysis.map(AnalysisId)).await?;
    let line = statement.line(reference).ok_or(Error::NotFound { kind: "requirement" })?;
    current(line.version(), row_body(Tr::new(user.ctx.lang()), &statement, line))
}

/// The statement of applicability of a framework (ISO/IEC 27001:2022 clause 6.1.3 d).
///
/// Of a framework with an annex of controls only the annex is stated. Reasons that nobody wrote are drafted from data and say so.
#[utoipa::path(get, path = "/api/v1/frameworks/{key}/statement", operation_id = "getStatement", tag = "gap-analysis", params(("key" = String, Path, description = "The framework, such as iso27001."), StatementQuery), responses((status = 200, description = "The statement; the ETag is its revision.", body = StatementBody)))]
async fn get_all(user: ApiUser, Path(key): Path<String>, ApiQuery(query): ApiQuery<StatementQuery>) -> ApiResult {
    whole(&user, &key, query.analysis).await
}

/// Say something of several requirements at once.
#[utoipa::path(put, path = "/api/v1/frameworks/{key}/statement", operation_id = "updateStatement", tag = "gap-analysis", params(("key" = String, Path, description = "The framework, such as iso27001."), IfMatchParam), request_body = StatementRowsInput, responses((status = 200, description = "The statement as it became. The same rows sent again change nothing.", body = StatementBody)))]
async fn update_all(
    user: ApiUser,
    Path(key): Path<String>,
    IfMatch(revision): IfMatch,
    ApiJson(input): ApiJson<StatementRowsInput>,
) -> ApiResult {
    let change = |row: StatementRowInput| StatementChange {
        reference: row.reference,
        version: None,
        entry: StatementEntry { is_included: row.is_included, reason: row.reason },
    };
    let changes: Vec<StatementChange> = input.rows.into_iter().map(change).collect();
    record_statement(&user.app, &user.ctx, &key, Some(revision), &changes).await?;
    whole(&user, &key, None).await
}

/// What a statement of applicability says of one requirement.
#[utoipa::path(get, path = "/api/v1/frameworks/{key}/statement/{reference}", operation_id = "getStatementRow", tag = "gap-analysis", params(("key" = String, Path, description = "The framework, such as iso27001."), ("reference" = String, Path, description = "The requirement, such as A.5.1."), StatementQuery), responses((status = 200, description = "The row; the ETag is its version, 0 when the municipality has said nothing.", body = StatementRowBody)))]
async fn get_row(
    user: ApiUser,
    Path((key, reference)): Path<(String, String)>,
    ApiQuery(query): ApiQuery<StatementQuery>,
) -> ApiResult {
    one(&user, &key, &reference, query.analysis).await
}

/// Say something of one requirement.
#[utoipa::path(put, path = "/api/v1/frameworks/{key}/statement/{reference}", operation_id = "updateStatementRow", tag = "gap-analysis", params(("key" = String, Path, description = "The framework, such as iso27001."), ("reference" = String, Path, description = "The requirement, such as A.5.1."), IfMatchParam), request_body = StatementInput, responses((status = 200, description = "The row as it became. The same sent again changes nothing.", body = StatementRowBody)))]
async fn update_row(
    user: ApiUser,
    Path((key, reference)): Path<(String, String)>,
    IfMatch(version): IfMatch,
    ApiJson(input): ApiJson<StatementInput>,
) -> ApiResult {
    let entry = StatementEntry { is_included: input.is_included, reason: input.reason };
    let change = StatementChange { reference: reference.clone(), version: Some(version), entry };
    record_statement(&user.app, &user.ctx, &key, None, &[change]).await?;
    one(&user, &key, &reference, None).await
}
