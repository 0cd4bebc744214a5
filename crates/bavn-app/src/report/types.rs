use super::entity::{edition, report};
use crate::Result;
use bavn_core::{
    ids::{AnalysisId, PlanId, ReportId, ReportVersionId},
    lang::Lang,
    report::{MemoContent, MemoFigures, PlanContent, PlanFigures, ReportKind},
};
use bavn_db::DbError;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

/// What the author wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "text", rename_all = "snake_case")]
pub enum ReportContent {
    /// A memo.
    Memo(MemoContent),
    /// A plan document.
    Plan(PlanContent),
}

impl ReportContent {
    /// What sort of report it is for.
    #[must_use]
    pub const fn kind(&self) -> ReportKind {
        match self {
            Self::Memo(_) => ReportKind::Memo,
            Self::Plan(_) => ReportKind::Plan,
        }
    }

    /// The date written on it.
    #[must_use]
    pub const fn date(&self) -> Option<Date> {
        match self {
            Self::Memo(memo) => memo.date,
            Self::Plan(plan) => plan.date,
        }
    }

    /// With a date, if it had none.
    #[must_use]
    pub fn dated(mut self, today: Date) -> Self {
        let date = match &mut self {
            Self::Memo(memo) => &mut memo.date,
            Self::Plan(plan) => &mut plan.date,
        };
        date.get_or_insert(today);
        self
    }
}

/// The figures that go with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "figures", rename_all = "snake_case")]
pub enum ReportFigures {
    /// Of a memo.
    Memo(MemoFigures),
    /// Of a plan document.
    Plan(PlanFigures),
}

impl ReportFigures {
    /// When they were drawn up.
    #[must_use]
    pub const fn drawn_up_on(&self) -> Date {
        match self {
            Self::Memo(memo) => memo.drawn_up_on,
            Self::Plan(plan) => plan.drawn_up_on,
        }
    }
}

/// A report with its draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Its identifier.
    pub id: ReportId,
    /// What sort it is.
    pub kind: ReportKind,
    /// What it is called in lists.
    pub title: String,
    /// The language it is written in.
    pub lang: Lang,
    /// The analysis behind the figures.
    pub analysis_id: Option<AnalysisId>,
    /// The plan behind the figures.
    pub plan_id: Option<PlanId>,
    /// The draft.
    pub draft: ReportContent,
    /// When it was begun.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Whether it is out of use.
    pub is_archived: bool,
    /// Raised by every change of the draft.
    pub version: i32,
}

/// A kept version: it never changes, except that it can be approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportVersion {
    /// Its identifier.
    pub id: ReportVersionId,
    /// The report.
    pub report_id: ReportId,
    /// Its number in the report, from 1.
    pub number: i32,
    /// The text.
    pub content: ReportContent,
    /// The figures.
    pub figures: ReportFigures,
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

/// What a version stores.
#[derive(Serialize, Deserialize)]
pub(super) struct Frozen {
    pub(super) content: ReportContent,
    pub(super) figures: ReportFigures,
}

pub(super) fn from_row(row: report::Model) -> Result<Report> {
    let unknown = |column, value: &str| DbError::UnknownValue { table: "report", column, value: value.to_owned() };
    Ok(Report {
        id: row.id.into(),
        kind: ReportKind::from_key(&row.kind).ok_or_else(|| unknown("kind", &row.kind))?,
        lang: row.lang.parse().map_err(|_| unknown("lang", &row.lang))?,
        analysis_id: row.analysis_id.map(Into::into),
        plan_id: row.plan_id.map(Into::into),
        draft: serde_json::from_str(&row.draft).map_err(|error| unknown("draft", &error.to_string()))?,
        title: row.title,
        created_at: row.created_at,
        is_archived: row.archived_at.is_some(),
        version: row.version,
    })
}

pub(super) fn version_from_row(row: edition::Model) -> Result<ReportVersion> {
    let frozen: Frozen = serde_json::from_str(&row.content).map_err(|error| DbError::UnknownValue {
        table: "report_version",
        column: "content",
        value: error.to_string(),
    })?;
    Ok(ReportVersion {
        id: row.id.into(),
        report_id: row.report_id.into(),
        number: row.number,
        content: frozen.content,
        figures: frozen.figures,
        remark: row.remark,
        created_at: row.created_at,
        created_by: row.created_by,
        approved_at: row.approved_at,
        approved_by: row.approved_by,
    })
}
