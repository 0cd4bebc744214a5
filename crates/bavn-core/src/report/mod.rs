//! Reports that go to people: the management memo (*ledelsesnotat*) and the plan document (*handleplan*).
//!
//! What the author writes is kept apart from the figures, which are calculated and frozen when a version is kept.

mod content;
mod draft;
mod excerpt;
mod fill;
mod kind;
mod memo_figures;
mod numbers;
mod plan_figures;
mod totals;

pub use content::{MemoContent, MemoFinding, MemoPhase, PlanContent};
pub use draft::{DraftInput, MemoTemplate, PhaseNames, PhaseTitles, draft_memo};
pub use excerpt::excerpt;
pub use fill::{TemplateError, fill};
pub use kind::ReportKind;
pub use memo_figures::{AreaFigure, MemoFigures, PreviousFigures};
pub use plan_figures::{
    FindingFigure, GroupFigure, HoursFigure, LiftFigure, MeasureFigure, PlanFigures, PointFigure, YearFigure,
};
pub use totals::{Budget, PhaseTotals, PlanTotals};

/// Dates in stored and sent reports: `2026-10-12`.
mod iso {
    time::serde::format_description!(pub(super) day, Date, "[year]-[month]-[day]");
}
