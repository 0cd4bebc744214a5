//! Reports that go to people: the management memo and the plan document, drafted from data, kept as versions with the figures
//! frozen.

mod check;
mod create;
mod draft;
mod entity;
mod figures;
mod keep;
mod list;
mod memo_data;
mod plan_data;
mod render;
mod stationery;
mod template;
mod types;

pub use create::{NewReport, archive_report, create_report};
pub use draft::{draft_content, update_draft};
pub use figures::report_figures;
pub use keep::{approve_version, keep_version};
pub use list::{ReportSummary, VersionSummary, get_report, get_version, latest_report, list_reports, list_versions};
pub use render::{
    DocumentFile, FileFormat, Fit, fit_memo, render_memo, render_plan, render_recovery, render_statement,
};
pub use stationery::{Stationery, load_stationery};
pub use types::{Report, ReportContent, ReportFigures, ReportVersion};

const KIND: &str = "report";
