use super::{
    KIND, Report, ReportVersion,
    entity::{edition, report},
    types,
};
use crate::{
    App, Context, Error, Result,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Resource},
    ids::ReportId,
    report::ReportKind,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait as _, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A kept version without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromQueryResult)]
pub struct VersionSummary {
    /// The report.
    pub report_id: Uuid,
    /// Its number, from 1.
    pub number: i32,
    /// Why it was kept; may be empty.
    pub remark: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// By whom.
    pub created_by: String,
    /// When it was approved.
    #[serde(with = "time::serde::rfc3339::option")]
    pub approved_at: Option<OffsetDateTime>,
    /// By whom.
    pub approved_by: Option<String>,
}

/// A report with its newest version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportSummary {
    /// The report.
    pub report: Report,
    /// Its newest version, if one was kept.
    pub latest: Option<VersionSummary>,
}

/// The reports in use, newest first, a page at a time; of one kind only if told.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_reports(
    app: &App,
    ctx: &Context,
    kind: Option<ReportKind>,
    page: PageRequest,
) -> Result<Page<ReportSummary>> {
    let _ = ctx.authorize_read(Action::ReportRead, Resource::Municipality, KIND)?;
    let conn = app.db().read();
    let mut query = report::Entity::find().filter(report::Column::ArchivedAt.is_null());
    if let Some(kind) = kind {
        query = query.filter(report::Column::Kind.eq(kind.key()));
    }
    let total = query.clone().count(conn).await?;
    let query = query.order_by_desc(report::Column::CreatedAt).order_by_desc(report::Column::Id);
    let found = query.offset(page.offset()).limit(page.size()).all(conn).await?;
    let ids: Vec<Uuid> = found.iter().map(|row| row.id).collect();
    let mut latest: HashMap<Uuid, VersionSummary> = HashMap::new();
    for version in versions(conn, &ids).await? {
        latest.entry(version.report_id).or_insert(version);
    }
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        let latest = latest.remove(&row.id);
        rows.push(ReportSummary { report: types::from_row(row)?, latest });
    }
    Ok(Page { rows, total, request: page })
}

/// Newest first.
async fn versions(conn: &impl ConnectionTrait, reports: &[Uuid]) -> Result<Vec<VersionSummary>> {
    use edition::Column::{ApprovedAt, ApprovedBy, CreatedAt, CreatedBy, Number, Remark, ReportId};
    let query = edition::Entity::find()
        .select_only()
        .columns([ReportId, Number, Remark, CreatedAt, CreatedBy, ApprovedAt, ApprovedBy])
        .filter(ReportId.is_in(reports.iter().copied()))
        .order_by_desc(Number);
    Ok(query.into_model::<VersionSummary>().all(conn).await?)
}

/// A report with its draft; archived ones too.
///
/// # Errors
/// [`Error::NotFound`] when there is none or the actor may not read it, or the database failed.
pub async fn get_report(app: &App, ctx: &Context, id: ReportId) -> Result<Report> {
    let _ = ctx.authorize_read(Action::ReportRead, Resource::Municipality, KIND)?;
    let row = report::Entity::find_by_id(id.0).one(app.db().read()).await?;
    types::from_row(row.ok_or(Error::NotFound { kind: KIND })?)
}

/// The versions of a report, newest first.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_versions(app: &App, ctx: &Context, id: ReportId) -> Result<Vec<VersionSummary>> {
    let _ = ctx.authorize_read(Action::ReportRead, Resource::Municipality, KIND)?;
    versions(app.db().read(), &[id.0]).await
}

/// A kept version.
///
/// # Errors
/// [`Error::NotFound`] when there is none or the actor may not read it, or the database failed.
pub async fn get_version(app: &App, ctx: &Context, id: ReportId, number: i32) -> Result<ReportVersion> {
    let _ = ctx.authorize_read(Action::ReportRead, Resource::Municipality, KIND)?;
    let query = edition::Entity::find().filter(edition::Column::ReportId.eq(id.0));
    let row = query.filter(edition::Column::Number.eq(number)).one(app.db().read()).await?;
    types::version_from_row(row.ok_or(Error::NotFound { kind: KIND })?)
}

/// The newest report of a kind, with its newest version if one was kept.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn latest_report(app: &App, ctx: &Context, kind: ReportKind) -> Result<Option<ReportSummary>> {
    let _ = ctx.authorize_read(Action::ReportRead, Resource::Municipality, KIND)?;
    let conn = app.db().read();
    let row = report::Entity::find()
        .filter(report::Column::Kind.eq(kind.key()))
        .filter(report::Column::ArchivedAt.is_null())
        .order_by_desc(report::Column::CreatedAt)
        .order_by_desc(report::Column::Id)
        .one(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let latest = versions(conn, &[row.id]).await?.into_iter().next();
    Ok(Some(ReportSummary { report: types::from_row(row)?, latest }))
}
