//! New content of the program for other programs.

use crate::kit::{
    Access, Routes,
    api::{ApiResult, ApiUser, IfMatch, IfMatchParam, current},
};
use bavn_app::catalogue::{self, ContentDiff};
use bavn_core::access::Action;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let may = Access::May(Action::ContentUpdate);
    Routes::new().api(may, routes!(get_content_update)).api(may, routes!(take_content_update))
}

/// What the program's content changes, or changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct UpdateBody {
    /// Whether the program brings other content than the one in use.
    waits: bool,
    /// The version of the program that the content in use came with.
    from: String,
    /// The version of this program.
    to: String,
    /// Frameworks, requirements, areas and controls that come, change or go: `item`, `key`, `change` (`new`, `changed`, `gone`), `title`
    /// and the texts with `field`, `old` and `new`.
    items: serde_json::Value,
    /// Mappings that come, change or go: `control`, `requirement`, `change`, `old` and `new`.
    mappings: serde_json::Value,
    /// Weights and targets that change: `code`, `field`, `old`, `new`, and `own` where the municipality's own stays.
    weights: serde_json::Value,
    /// What is the municipality's own and stays in place of ours: `key` and `reason`.
    conflicts: serde_json::Value,
}

fn body(waits: bool, diff: &ContentDiff) -> UpdateBody {
    UpdateBody {
        waits,
        from: diff.from.clone(),
        to: diff.to.clone(),
        items: serde_json::json!(diff.items),
        mappings: serde_json::json!(diff.mappings),
        weights: serde_json::json!(diff.weights),
        conflicts: serde_json::json!(diff.conflicts),
    }
}

fn version(revision: i64) -> i32 {
    i32::try_from(revision).unwrap_or(i32::MAX)
}

/// What the program's content would change; the ETag is the revision of the catalogue.
#[utoipa::path(get, path = "/api/v1/content-update", operation_id = "getContentUpdate", tag = "catalogue", responses((status = 200, description = "The difference; empty when nothing waits.", body = UpdateBody)))]
async fn get_content_update(user: ApiUser) -> ApiResult {
    let found = catalogue::get_content_update(&user.app, &user.ctx).await?;
    let diff = found.clone().unwrap_or_default();
    current(version(diff.revision), body(found.is_some(), &diff))
}

/// Take the program's content, in one transaction. What is the municipality's own stays.
#[utoipa::path(post, path = "/api/v1/content-update", operation_id = "takeContentUpdate", tag = "catalogue", params(IfMatchParam), responses((status = 200, description = "What was changed; empty when nothing waited.", body = UpdateBody)))]
async fn take_content_update(user: ApiUser, IfMatch(revision): IfMatch) -> ApiResult {
    let taken = catalogue::take_content_update(&user.app, &user.ctx, Some(revision.into())).await?;
    let diff = taken.unwrap_or_default();
    current(version(diff.revision), body(false, &diff))
}
