use super::draft::DraftBody;
use bavn_app::{
    Error,
    report::{Report, ReportSummary, ReportVersion, VersionSummary},
};
use bavn_core::{lang::Lang, report::ReportKind};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A report with its draft.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ReportBody {
    /// Its identifier.
    id: Uuid,
    /// `memo` or `plan`.
    kind: String,
    /// What it is called in lists.
    title: String,
    /// The language it is written in, `da` or `en`.
    lang: String,
    /// The analysis behind the figures.
    analysis_id: Option<Uuid>,
    /// The plan behind the figures.
    plan_id: Option<Uuid>,
    /// The draft.
    draft: DraftBody,
    /// When it was begun.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    created_at: OffsetDateTime,
    /// Whether it is out of use.
    is_archived: bool,
    /// Raised by every change of the draft; also the ETag.
    version: i32,
}

impl From<Report> for ReportBody {
    fn from(report: Report) -> Self {
        Self {
            id: report.id.0,
            kind: report.kind.key().to_owned(),
            title: report.title,
            lang: report.lang.tag().to_owned(),
            analysis_id: report.analysis_id.map(|id| id.0),
            plan_id: report.plan_id.map(|id| id.0),
            draft: report.draft.into(),
            created_at: report.created_at,
            is_archived: report.is_archived,
            version: report.version,
        }
    }
}

/// A report with its newest version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ReportSummaryBody {
    /// The report.
    #[serde(flatten)]
    report: ReportBody,
    /// Its newest version; none when none was kept.
    latest: Option<VersionBody>,
}

impl From<ReportSummary> for ReportSummaryBody {
    fn from(summary: ReportSummary) -> Self {
        Self { report: summary.report.into(), latest: summary.latest.map(VersionBody::from) }
    }
}

/// Which reports to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ReportQuery {
    /// Only `memo` or only `plan`.
    pub(super) kind: Option<String>,
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    pub(super) page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub(super) size: Option<u64>,
}

/// What a new report is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReportInput {
    /// `memo` or `plan`.
    pub(super) kind: String,
    /// The analysis behind the figures; the latest when left out.
    pub(super) analysis_id: Option<Uuid>,
    /// The plan behind the figures; the current one when left out.
    pub(super) plan_id: Option<Uuid>,
    /// The language to write it in, `da` or `en`.
    pub(super) lang: String,
}

/// A kept version without its text and figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct VersionBody {
    /// Its number, from 1.
    number: i32,
    /// Why it was kept.
    remark: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    created_at: OffsetDateTime,
    /// By whom.
    created_by: String,
    /// When the management body approved it.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    approved_at: Option<OffsetDateTime>,
    /// Who approved it.
    approved_by: Option<String>,
}

impl From<VersionSummary> for VersionBody {
    fn from(version: VersionSummary) -> Self {
        Self {
            number: version.number,
            remark: version.remark,
            created_at: version.created_at,
            created_by: version.created_by,
            approved_at: version.approved_at,
            approved_by: version.approved_by,
        }
    }
}

/// A kept version: text and figures as they were.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct FullVersionBody {
    /// When, by whom and why.
    #[serde(flatten)]
    summary: VersionBody,
    /// The text.
    content: DraftBody,
    /// The figures that were frozen with it: `kind`, and `figures` with the fields of that kind.
    #[schema(value_type = Object)]
    figures: serde_json::Value,
}

impl From<ReportVersion> for FullVersionBody {
    fn from(version: ReportVersion) -> Self {
        Self {
            figures: serde_json::json!(version.figures),
            content: version.content.into(),
            summary: VersionBody {
                number: version.number,
                remark: version.remark,
                created_at: version.created_at,
                created_by: version.created_by,
                approved_at: version.approved_at,
                approved_by: version.approved_by,
            },
        }
    }
}

/// Why a version is kept.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct KeepInput {
    /// May be empty; at most 500 characters.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub(super) remark: String,
}

pub(super) fn kind_of(key: &str) -> Result<ReportKind, Error> {
    ReportKind::from_key(key).ok_or_else(|| Error::invalid("kind", "unknown", key))
}

pub(super) fn lang_of(tag: &str) -> Result<Lang, Error> {
    tag.parse().map_err(|_| Error::invalid("lang", "unknown", tag))
}
