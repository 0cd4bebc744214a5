//! The audit log for other programs.

use crate::kit::{
    Access, Routes,
    api::{ApiPage, ApiQuery, ApiResult, ApiUser},
    format,
};
use axum::{Json, http::Uri, response::IntoResponse as _};
use bavn_app::{
    Error,
    audit_log::{LogEntry, LogFilter, check_log, list_log},
    page::PageRequest,
};
use bavn_core::access::Action;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

/// The routes of the API of this slice.
pub(super) fn routes() -> Routes {
    let read = Access::May(Action::AuditLogRead);
    Routes::new().api(read, routes!(list_records)).api(read, routes!(verify))
}

/// Which records.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LogQuery {
    /// From this date, in Danish time.
    #[param(example = "2026-11-01")]
    from: Option<String>,
    /// To this date, which is included.
    #[param(example = "2026-11-30")]
    to: Option<String>,
    /// Of this kind of object, such as `measure`.
    kind: Option<String>,
    /// Of this object.
    object_id: Option<Uuid>,
    /// By this account.
    actor_id: Option<Uuid>,
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<u64>,
}

impl LogQuery {
    fn filter(&self) -> Result<LogFilter, Error> {
        let date = |field: &str, text: &Option<String>| -> Result<Option<Date>, Error> {
            let Some(text) = text else { return Ok(None) };
            format::parse_iso_date(text).map(Some).ok_or_else(|| Error::invalid(field, "not_a_date", text))
        };
        let kind = self.kind.clone().unwrap_or_default();
        if !kind.is_empty() && !super::KINDS.contains(&kind.as_str()) {
            return Err(Error::invalid("kind", "unknown", kind));
        }
        Ok(LogFilter {
            object_id: self.object_id,
            object_kind: kind,
            actor_id: self.actor_id,
            from: date("from", &self.from)?.map(format::start_of_day),
            to: date("to", &self.to)?.and_then(Date::next_day).map(format::start_of_day),
        })
    }
}

/// A record of the log.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct RecordBody {
    /// Its place, from 1.
    sequence: i64,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    at: OffsetDateTime,
    /// Who, as they were called then.
    actor_name: String,
    /// The account; none for the installation itself.
    actor_id: Option<Uuid>,
    /// The permission used.
    action: String,
    /// What was done.
    verb: String,
    /// To what kind of object.
    object_kind: String,
    /// To which.
    object_id: Option<Uuid>,
    /// As it was.
    #[schema(value_type = Object)]
    before: Option<serde_json::Value>,
    /// As it became.
    #[schema(value_type = Object)]
    after: Option<serde_json::Value>,
    /// The request it was part of.
    request_id: Uuid,
    /// The hash of the record, which the next one carries, in hexadecimal.
    hash: String,
}

impl From<LogEntry> for RecordBody {
    fn from(entry: LogEntry) -> Self {
        // What is stored is JSON; were it not, the text itself is shown rather than nothing.
        let value = |text: Option<String>| {
            text.map(|text| serde_json::from_str(&text).unwrap_or(serde_json::Value::String(text)))
        };
        Self {
            sequence: entry.sequence,
            at: entry.at,
            actor_name: entry.actor_name,
            actor_id: entry.actor_id,
            action: entry.action,
            verb: entry.verb,
            object_kind: entry.object_kind,
            object_id: entry.object_id,
            before: value(entry.before),
            after: value(entry.after),
            request_id: entry.request_id,
            hash: entry.hash,
        }
    }
}

/// What a verification found.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct VerificationBody {
    /// Whether every hash holds and nothing is missing.
    is_whole: bool,
    /// How many records there are, when it is whole.
    records: Option<i64>,
    /// The hash of the last record, in hexadecimal, when it is whole.
    hash: Option<String>,
    /// The first fault found, when it is not.
    fault: Option<String>,
}

/// Records of the audit log, a page at a time.
#[utoipa::path(get, path = "/api/v1/audit-log", operation_id = "listAuditLog", tag = "audit-log", params(LogQuery), responses((status = 200, description = "A page of records, newest first.", body = ApiPage<RecordBody>), (status = 422, description = "A date or a kind that is none.", content_type = "application/problem+json", body = crate::kit::api::Problem)))]
async fn list_records(user: ApiUser, uri: Uri, ApiQuery(query): ApiQuery<LogQuery>) -> ApiResult {
    let request = PageRequest::new(query.page.unwrap_or(1), query.size.unwrap_or(50));
    let page = list_log(&user.app, &user.ctx, &query.filter()?, request).await?;
    Ok(ApiPage::respond(&uri, page, RecordBody::from))
}

/// Check every hash of the audit log.
#[utoipa::path(get, path = "/api/v1/audit-log/verification", operation_id = "verifyAuditLog", tag = "audit-log", responses((status = 200, description = "What was found.", body = VerificationBody)))]
async fn verify(user: ApiUser) -> ApiResult {
    let body = match check_log(&user.app, &user.ctx).await? {
        Ok(head) => VerificationBody {
            is_whole: true,
            records: Some(head.sequence),
            hash: Some(head.hash.iter().map(|byte| format!("{byte:02x}")).collect()),
            fault: None,
        },
        Err(fault) => {
            tracing::error!(%fault, "the audit log is not whole");
            VerificationBody { is_whole: false, records: None, hash: None, fault: Some(fault.to_string()) }
        }
    };
    Ok(Json(body).into_response())
}
