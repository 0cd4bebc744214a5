//! Lists of critical tasks taken in through the API: the body is the file.

use super::tasks::{task_fault_text, task_words};
use crate::kit::{
    Access, Routes, Tr,
    api::{ApiFile, ApiQuery, ApiResult, ApiUser},
};
use axum::{Json, response::IntoResponse as _};
use bavn_app::import_export::{TaskAction, TaskImport, import_tasks};
use bavn_core::access::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::May(Action::ContinuityAdminister), routes!(import_critical_tasks))
}

/// What a list of critical tasks does, or did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TaskImportBody {
    /// Rows that make a task.
    created: usize,
    /// Rows that change one.
    updated: usize,
    /// Rows that are as they are here.
    unchanged: usize,
    /// Tasks that stand on something else afterwards.
    needs_changed: usize,
    /// Headings that are no column; what stands under them is left out.
    unknown_columns: Vec<String>,
    /// Every fault; with any, nothing is stored.
    faults: Vec<TaskImportFault>,
    /// Whether it was stored.
    is_stored: bool,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TaskImportFault {
    /// The sheet; blank for separated values.
    sheet: String,
    /// The cell, such as `D7`; only its row, such as `7`, where the column is not in the file.
    cell: String,
    /// The field of a task, as the API names it.
    field: String,
    /// What is wrong, such as `required` or `too_long`.
    code: &'static str,
    /// The value that was given, shortened.
    value: String,
    /// What was expected, in words.
    expected: String,
}

impl TaskImportBody {
    /// An import with its faults worded.
    #[must_use]
    pub fn new(t: Tr, import: TaskImport) -> Self {
        Self {
            created: import.count(TaskAction::Create),
            updated: import.count(TaskAction::Update),
            unchanged: import.count(TaskAction::Same),
            needs_changed: import.needs_changed(),
            faults: import
                .faults
                .into_iter()
                .map(|one| TaskImportFault {
                    expected: task_fault_text(t, &one.fault),
                    sheet: one.sheet,
                    cell: one.cell,
                    field: one.fault.field,
                    code: one.fault.code,
                    value: one.fault.value,
                })
                .collect(),
            unknown_columns: import.unknown,
            is_stored: import.is_stored,
        }
    }
}

/// How a list is taken in.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TasksInput {
    /// Read and compare, store nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Take in a list of critical tasks and of what they stand on (CSV, or XLSX with up to two sheets), as `docs/formats.md` describes it: all of
/// it, or nothing while a cell has a fault; `is_stored` says.
#[utoipa::path(post, path = "/api/v1/critical-task-imports", operation_id = "importCriticalTasks", tag = "continuity", params(TasksInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, description = "What becomes of the rows, and the faults by sheet and cell.", body = TaskImportBody)))]
async fn import_critical_tasks(
    user: ApiUser,
    ApiQuery(input): ApiQuery<TasksInput>,
    ApiFile(bytes): ApiFile,
) -> ApiResult {
    let import = import_tasks(&user.app, &user.ctx, &bytes, &task_words(), input.dry_run).await?;
    Ok(Json(TaskImportBody::new(Tr::new(user.ctx.lang()), import)).into_response())
}
