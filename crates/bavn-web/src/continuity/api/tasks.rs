//! Critical tasks and what they need.

use super::super::fields::{NeedBody, TaskFields};
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
    Error,
    continuity::{Task, TaskChange, TaskFilter, TaskShow, TaskSort, change_task, create_task, get_task, list_tasks},
    page::PageRequest,
};
use bavn_core::{
    access::Action,
    ids::{CriticalTaskId, PersonId, UnitId},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::ContinuityRead), Access::May(Action::ContinuityChange));
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
