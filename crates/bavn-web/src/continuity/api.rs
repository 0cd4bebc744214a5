//! Critical tasks, recovery teams, recovery steps and conflicts through the API.

use super::fields::{NeedBody, TaskFields};
use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiPage, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current, word},
};
use axum::{
    extract::Path,
    http::{StatusCode, Uri},
    response::IntoResponse as _,
};
use bavn_app::{
    Error, FieldFault,
    continuity::{
        self, AssetSteps, LoadedFacts, Task, TaskChange, TaskFilter, TaskShow, TaskSort, Team, ThingId, asset_steps,
        change_task, create_task, get_task, get_team, list_tasks, list_teams, load_facts, put_asset_steps,
    },
    page::PageRequest,
};
use bavn_core::{
    access::Action,
    continuity::{
        Conflict, Thing, conflicts,
        team::{RecoveryStep, RecoveryTeam},
    },
    ids::{AssetId, CriticalTaskId, PersonId, RecoveryTeamId, SupplierId, UnitId},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::ContinuityRead), Access::May(Action::ContinuityChange));
    let administer = Access::May(Action::ContinuityAdminister);
    Routes::new()
        .api(read, routes!(list))
        .api(change, routes!(create))
        .api(read, routes!(get))
        .api(change, routes!(update))
        .api(change, routes!(archive))
        .api(change, routes!(restore))
        .api(read, routes!(needs))
        .api(change, routes!(put_needs))
        .api(change, routes!(submit))
        .api(read, routes!(approve))
        .api(read, routes!(send_back))
        .api(read, routes!(teams))
        .api(administer, routes!(create_team))
        .api(read, routes!(team))
        .api(administer, routes!(update_team))
        .api(administer, routes!(archive_team))
        .api(read, routes!(steps))
        .api(change, routes!(put_steps))
        .api(read, routes!(list_conflicts))
}

/// A critical task.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct TaskBody {
    /// Its identifier.
    id: Uuid,
    /// Its number as people write it.
    #[schema(example = "O-12")]
    code: String,
    /// What is written down about it.
    #[serde(flatten)]
    fields: TaskFields,
    /// How far its impact analysis is: `draft`, `submitted` or `approved`.
    state: &'static str,
    /// Who approved it last.
    approved_by: Option<String>,
    /// Whether it is out of use.
    archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl TaskBody {
    fn of(task: &Task) -> Self {
        Self {
            id: task.id.0,
            code: task.code(),
            fields: TaskFields::of(&task.facts),
            state: task.state.key(),
            approved_by: task.approved.as_ref().map(|(_, by)| by.clone()),
            archived: task.archived_at.is_some(),
            version: task.version,
        }
    }
}

/// What a critical task needs, in order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NeedsBody {
    /// The needs, at most 100.
    needs: Vec<NeedBody>,
}

/// When an approved analysis is to be looked at again.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ApprovalInput {
    /// A date after today.
    #[schema(format = Date, example = "2027-10-12")]
    review_on: String,
}

/// Which tasks.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<u64>,
    /// Words in number, name, duty or the beginning of the description.
    words: Option<String>,
    /// In this unit or below it.
    unit: Option<Uuid>,
    /// Answered for by this person.
    owner: Option<Uuid>,
    /// In this state: `draft`, `submitted`, `approved`, `review_due`, `no_owner`, `no_fallback` or `archived`.
    state: Option<String>,
    /// The order: `name` (unless told), `number`, `mtpd`, `rto`, `citizens` or `review`.
    sort: Option<String>,
}

/// The critical tasks.
#[utoipa::path(get, path = "/api/v1/critical-tasks", operation_id = "listCriticalTasks", tag = "continuity", params(Wanted), responses((status = 200, description = "The tasks that the owner of the token may read.", body = ApiPage<TaskBody>)))]
async fn list(user: ApiUser, ApiQuery(wanted): ApiQuery<Wanted>, uri: Uri) -> ApiResult {
    let filter = TaskFilter {
        show: word("state", wanted.state.as_ref(), TaskShow::from_key)?,
        words: wanted.words.unwrap_or_default().chars().take(200).collect(),
        unit: wanted.unit.map(UnitId),
        owner: wanted.owner.map(PersonId),
    };
    let sort = word("sort", wanted.sort.as_ref(), TaskSort::from_key)?.unwrap_or_default();
    let request = PageRequest::new(wanted.page.unwrap_or(1), wanted.size.unwrap_or(50));
    let page = list_tasks(&user.app, &user.ctx, &filter, sort, request).await?;
    Ok(ApiPage::respond(&uri, page, |task: Task| TaskBody::of(&task)))
}

/// Write a critical task down.
#[utoipa::path(post, path = "/api/v1/critical-tasks", operation_id = "createCriticalTask", tag = "continuity", request_body = TaskFields, responses((status = 201, description = "Created.", body = TaskBody)))]
async fn create(user: ApiUser, ApiJson(input): ApiJson<TaskFields>) -> ApiResult {
    let id = create_task(&user.app, &user.ctx, input.read()?, Vec::new()).await?;
    let body = TaskBody::of(&get_task(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/critical-tasks/{id}"), body.version, body)
}

/// A critical task, also one out of use.
#[utoipa::path(get, path = "/api/v1/critical-tasks/{id}", operation_id = "getCriticalTask", tag = "continuity", params(("id" = Uuid, Path, description = "The task.")), responses((status = 200, description = "The task.", body = TaskBody)))]
async fn get(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, CriticalTaskId(id)).await
}

async fn answer(user: &ApiUser, id: CriticalTaskId) -> ApiResult {
    let body = TaskBody::of(&get_task(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}

/// Change a critical task: everything that is written down about it. Its approval ends.
#[utoipa::path(put, path = "/api/v1/critical-tasks/{id}", operation_id = "updateCriticalTask", tag = "continuity", params(("id" = Uuid, Path, description = "The task."), IfMatchParam), request_body = TaskFields, responses((status = 200, description = "As it became.", body = TaskBody)))]
async fn update(change: ApiChange<TaskFields>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = CriticalTaskId(id);
    change_task(&user.app, &user.ctx, version, TaskChange::Update { id, facts: input.read()? }).await?;
    answer(&user, id).await
}

/// Take a critical task out of use; its number and history stay.
#[utoipa::path(delete, path = "/api/v1/critical-tasks/{id}", operation_id = "archiveCriticalTask", tag = "continuity", params(("id" = Uuid, Path, description = "The task."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    change_task(&user.app, &user.ctx, version, TaskChange::Archive { id: CriticalTaskId(id) }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take a critical task into use again.
#[utoipa::path(post, path = "/api/v1/critical-tasks/{id}/restore", operation_id = "restoreCriticalTask", tag = "continuity", params(("id" = Uuid, Path, description = "The task."), IfMatchParam), responses((status = 200, description = "As it became.", body = TaskBody)))]
async fn restore(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    let id = CriticalTaskId(id);
    change_task(&user.app, &user.ctx, version, TaskChange::Restore { id }).await?;
    answer(&user, id).await
}

/// What a critical task needs.
#[utoipa::path(get, path = "/api/v1/critical-tasks/{id}/needs", operation_id = "listTaskNeeds", tag = "continuity", params(("id" = Uuid, Path, description = "The task.")), responses((status = 200, description = "Its needs; the ETag is the task's.", body = NeedsBody)))]
async fn needs(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let task = get_task(&user.app, &user.ctx, CriticalTaskId(id)).await?;
    current(task.version, NeedsBody { needs: task.needs.iter().map(NeedBody::of).collect() })
}

/// Give a critical task these needs instead of those it has. Its approval ends.
#[utoipa::path(put, path = "/api/v1/critical-tasks/{id}/needs", operation_id = "putTaskNeeds", tag = "continuity", params(("id" = Uuid, Path, description = "The task."), IfMatchParam), request_body = NeedsBody, responses((status = 200, description = "As they became.", body = NeedsBody)))]
async fn put_needs(change: ApiChange<NeedsBody>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = CriticalTaskId(id);
    let (mut needs, mut faults) = (Vec::new(), Vec::new());
    for (at, need) in input.needs.into_iter().enumerate() {
        match need.read(at) {
            Ok(need) => needs.push(need),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults).into());
    }
    change_task(&user.app, &user.ctx, version, TaskChange::Needs { id, needs }).await?;
    let task = get_task(&user.app, &user.ctx, id).await?;
    current(task.version, NeedsBody { needs: task.needs.iter().map(NeedBody::of).collect() })
}

/// Send the impact analysis of a critical task to its manager.
#[utoipa::path(post, path = "/api/v1/critical-tasks/{id}/submission", operation_id = "submitCriticalTask", tag = "continuity", params(("id" = Uuid, Path, description = "The task."), IfMatchParam), responses((status = 200, description = "As it became.", body = TaskBody)))]
async fn submit(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    let id = CriticalTaskId(id);
    change_task(&user.app, &user.ctx, version, TaskChange::Submit { id }).await?;
    answer(&user, id).await
}

/// Approve the impact analysis of a critical task: for a director, or the manager that the task names, when the role may change analyses.
#[utoipa::path(post, path = "/api/v1/critical-tasks/{id}/approval", operation_id = "approveCriticalTask", tag = "continuity", params(("id" = Uuid, Path, description = "The task."), IfMatchParam), request_body = ApprovalInput, responses((status = 200, description = "As it became.", body = TaskBody)))]
async fn approve(change: ApiChange<ApprovalInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = CriticalTaskId(id);
    let review_on = crate::kit::format::parse_iso_date(&input.review_on).filter(|date| *date > user.ctx.today());
    if review_on.is_none() {
        return Err(Error::invalid("review_on", "review_in_the_future", &input.review_on).into());
    }
    change_task(&user.app, &user.ctx, version, TaskChange::Approve { id, review_on }).await?;
    answer(&user, id).await
}

/// Send an impact analysis that waits for approval back as a draft: for those who may approve or change it.
#[utoipa::path(post, path = "/api/v1/critical-tasks/{id}/return", operation_id = "returnCriticalTask", tag = "continuity", params(("id" = Uuid, Path, description = "The task."), IfMatchParam), responses((status = 200, description = "As it became.", body = TaskBody)))]
async fn send_back(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    let id = CriticalTaskId(id);
    change_task(&user.app, &user.ctx, version, TaskChange::Return { id }).await?;
    answer(&user, id).await
}

/// What is written down about a recovery team.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TeamFields {
    /// The name.
    #[schema(max_length = 200)]
    name: String,
    /// How many people it can put to work at the same time.
    #[schema(minimum = 1, maximum = 1000)]
    capacity: i64,
    /// Whether it works at certain hours only.
    #[serde(default)]
    has_hours: bool,
    /// The days on which it works, one bit each: Monday is 1, Sunday 64.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 127)]
    duty_days: i64,
    /// When its day begins, in minutes of the day.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1439)]
    duty_from: i64,
    /// When its day ends, in minutes of the day; at or before its beginning it is on the day after.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1440)]
    duty_until: i64,
    /// The supplier whose people they are.
    #[serde(default)]
    supplier: Option<Uuid>,
    /// Anything else.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: String,
}

impl TeamFields {
    fn read(self) -> RecoveryTeam {
        RecoveryTeam {
            name: self.name,
            capacity: self.capacity,
            has_hours: self.has_hours,
            duty_days: self.duty_days,
            duty_from: self.duty_from,
            duty_until: self.duty_until,
            supplier: self.supplier.map(SupplierId),
            note: self.note,
        }
    }
}

/// A recovery team.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct TeamBody {
    /// Its identifier.
    id: Uuid,
    /// What is written down about it.
    #[serde(flatten)]
    fields: TeamFields,
    /// Whether it is out of use.
    archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl TeamBody {
    fn of(team: &Team) -> Self {
        let facts = team.facts.clone();
        let fields = TeamFields {
            name: facts.name,
            capacity: facts.capacity,
            has_hours: facts.has_hours,
            duty_days: facts.duty_days,
            duty_from: facts.duty_from,
            duty_until: facts.duty_until,
            supplier: facts.supplier.map(|id| id.0),
            note: facts.note,
        };
        Self { id: team.id.0, fields, archived: team.archived_at.is_some(), version: team.version }
    }
}

/// The recovery teams.
#[utoipa::path(get, path = "/api/v1/recovery-teams", operation_id = "listRecoveryTeams", tag = "continuity", responses((status = 200, description = "The teams in use.", body = Vec<TeamBody>)))]
async fn teams(user: ApiUser) -> ApiResult {
    let teams = list_teams(&user.app, &user.ctx, false).await?;
    Ok(axum::Json(teams.iter().map(TeamBody::of).collect::<Vec<_>>()).into_response())
}

/// Make a recovery team.
#[utoipa::path(post, path = "/api/v1/recovery-teams", operation_id = "createRecoveryTeam", tag = "continuity", request_body = TeamFields, responses((status = 201, description = "Created.", body = TeamBody)))]
async fn create_team(user: ApiUser, ApiJson(input): ApiJson<TeamFields>) -> ApiResult {
    let id = continuity::create_team(&user.app, &user.ctx, input.read()).await?;
    let body = TeamBody::of(&get_team(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/recovery-teams/{id}"), body.version, body)
}

/// A recovery team, also one out of use.
#[utoipa::path(get, path = "/api/v1/recovery-teams/{id}", operation_id = "getRecoveryTeam", tag = "continuity", params(("id" = Uuid, Path, description = "The team.")), responses((status = 200, description = "The team.", body = TeamBody)))]
async fn team(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let body = TeamBody::of(&get_team(&user.app, &user.ctx, RecoveryTeamId(id)).await?);
    current(body.version, body)
}

/// Change a recovery team.
#[utoipa::path(put, path = "/api/v1/recovery-teams/{id}", operation_id = "updateRecoveryTeam", tag = "continuity", params(("id" = Uuid, Path, description = "The team."), IfMatchParam), request_body = TeamFields, responses((status = 200, description = "As it became.", body = TeamBody)))]
async fn update_team(change: ApiChange<TeamFields>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = RecoveryTeamId(id);
    continuity::update_team(&user.app, &user.ctx, id, version, input.read()).await?;
    let body = TeamBody::of(&get_team(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}

/// Take a recovery team out of use.
#[utoipa::path(delete, path = "/api/v1/recovery-teams/{id}", operation_id = "archiveRecoveryTeam", tag = "continuity", params(("id" = Uuid, Path, description = "The team."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_team(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    continuity::archive_team(&user.app, &user.ctx, RecoveryTeamId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// How many people of a team a step takes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepTeam {
    /// The team.
    team: Uuid,
    /// How many.
    #[schema(minimum = 1, maximum = 1000)]
    amount: i64,
}

/// A step by which an asset comes back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepBody {
    /// What is done.
    #[schema(max_length = 200)]
    name: String,
    /// Its place in the order; steps with the same place run at the same time.
    #[schema(minimum = 1, maximum = 99)]
    position: i64,
    /// How long it takes when all goes well.
    #[schema(minimum = 0, maximum = 525_600)]
    optimistic_minutes: i64,
    /// How long it usually takes.
    #[schema(minimum = 0, maximum = 525_600)]
    likely_minutes: i64,
    /// How long it takes when much goes wrong.
    #[schema(minimum = 0, maximum = 525_600)]
    pessimistic_minutes: i64,
    /// Whom it takes.
    #[serde(default)]
    teams: Vec<StepTeam>,
    /// Other assets that must be back before it begins, beside those that the asset needs.
    #[serde(default)]
    after_assets: Vec<Uuid>,
    /// Anything else.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: String,
}

impl StepBody {
    fn of(step: &RecoveryStep) -> Self {
        let teams = step.teams.iter().map(|(team, amount)| StepTeam { team: team.0, amount: *amount });
        Self {
            name: step.name.clone(),
            position: step.position,
            optimistic_minutes: step.optimistic_minutes,
            likely_minutes: step.likely_minutes,
            pessimistic_minutes: step.pessimistic_minutes,
            teams: teams.collect(),
            after_assets: step.after_assets.iter().map(|id| id.0).collect(),
            note: step.note.clone(),
        }
    }

    fn read(self) -> RecoveryStep {
        RecoveryStep {
            name: self.name,
            position: self.position,
            optimistic_minutes: self.optimistic_minutes,
            likely_minutes: self.likely_minutes,
            pessimistic_minutes: self.pessimistic_minutes,
            teams: self.teams.iter().map(|one| (RecoveryTeamId(one.team), one.amount)).collect(),
            after_assets: self.after_assets.into_iter().map(AssetId).collect(),
            note: self.note,
        }
    }
}

/// The recovery steps of an asset, in order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepsBody {
    /// The steps, at most 50.
    steps: Vec<StepBody>,
}

impl StepsBody {
    fn of(found: &AssetSteps) -> Self {
        Self { steps: found.steps.iter().map(|step| StepBody::of(&step.facts)).collect() }
    }
}

/// The recovery steps of an asset.
#[utoipa::path(get, path = "/api/v1/assets/{id}/recovery-steps", operation_id = "listRecoverySteps", tag = "continuity", params(("id" = Uuid, Path, description = "The asset.")), responses((status = 200, description = "Its steps; the ETag is the asset's.", body = StepsBody)))]
async fn steps(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let found = asset_steps(&user.app, &user.ctx, AssetId(id)).await?;
    current(found.asset.version, StepsBody::of(&found))
}

/// Give an asset these recovery steps instead of those it has.
#[utoipa::path(put, path = "/api/v1/assets/{id}/recovery-steps", operation_id = "putRecoverySteps", tag = "continuity", params(("id" = Uuid, Path, description = "The asset."), IfMatchParam), request_body = StepsBody, responses((status = 200, description = "As they became.", body = StepsBody)))]
async fn put_steps(change: ApiChange<StepsBody>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = AssetId(id);
    let steps = input.steps.into_iter().map(StepBody::read).collect();
    put_asset_steps(&user.app, &user.ctx, id, version, steps).await?;
    let found = asset_steps(&user.app, &user.ctx, id).await?;
    current(found.asset.version, StepsBody::of(&found))
}

/// Something that cannot be kept, whatever is scheduled.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ConflictBody {
    /// Which: `rto-beyond-mtpd`, `restore-beyond-rto`, `rpo-beyond-backup`, `needs-later`, `ring`, `nobody-restores`, `never-tested`,
    /// `tested-long-ago` or `test-took-longer`.
    #[schema(example = "restore-beyond-rto")]
    kind: &'static str,
    /// The critical tasks that it is about.
    tasks: Vec<Uuid>,
    /// The assets that it is about.
    assets: Vec<Uuid>,
    /// The suppliers that it is about.
    suppliers: Vec<Uuid>,
    /// What is allowed, in minutes.
    allowed_minutes: Option<u32>,
    /// What it is instead, in minutes.
    takes_minutes: Option<u32>,
}

impl ConflictBody {
    fn of(loaded: &LoadedFacts, conflict: &Conflict) -> Self {
        let (allowed_minutes, takes_minutes) = match conflict {
            Conflict::RtoBeyondMtpd { rto, mtpd, .. } => (Some(*mtpd), Some(*rto)),
            Conflict::RestoreBeyondRto { allowed, takes, .. } => (Some(*allowed), Some(*takes)),
            Conflict::RpoBeyondBackup { rpo, interval, .. } => (Some(*rpo), Some(*interval)),
            Conflict::NeedsLater { allowed, rto, .. } => (Some(*allowed), Some(*rto)),
            Conflict::TestTookLonger { planned, measured, .. } => (Some(*planned), Some(*measured)),
            _ => (None, None),
        };
        let (mut tasks, mut assets, mut suppliers) = (Vec::new(), Vec::new(), Vec::new());
        for thing in super::conflicts::things(conflict) {
            match thing {
                Thing::Task(at) => tasks.extend(loaded.tasks.get(at).map(|task| task.id.0)),
                Thing::Asset(at) => match loaded.things.get(at) {
                    Some(ThingId::Asset(id)) => assets.push(id.0),
                    Some(ThingId::Supplier(id)) => suppliers.push(id.0),
                    None => {}
                },
            }
        }
        let kind = super::conflicts::kind(conflict);
        Self { kind, tasks, assets, suppliers, allowed_minutes, takes_minutes }
    }
}

/// What cannot be kept, whatever is scheduled.
#[utoipa::path(get, path = "/api/v1/continuity-conflicts", operation_id = "listContinuityConflicts", tag = "continuity", responses((status = 200, description = "Those of which the owner of the token may read everything.", body = Vec<ConflictBody>)))]
async fn list_conflicts(user: ApiUser) -> ApiResult {
    let loaded = load_facts(&user.app, &user.ctx).await?;
    let found = conflicts(&loaded.facts, user.ctx.today())
        .map_err(|error| Error::Invalid(vec![FieldFault::new("facts", "conflict_facts", error.to_string())]))?;
    let shown = found.iter().filter(|conflict| {
        super::conflicts::things(conflict).iter().all(|thing| super::conflicts::reads(&loaded, *thing))
    });
    Ok(axum::Json(shown.map(|conflict| ConflictBody::of(&loaded, conflict)).collect::<Vec<_>>()).into_response())
}
