//! Gap analyses: scope, answers, evidence, and what they give; and the statement of applicability that rests on them.

mod administrations;
mod answer;
mod carry;
mod compare;
mod create;
mod direct;
mod draft;
mod entity;
mod evidence;
mod frameworks;
mod history;
mod in_step;
mod kept_figures;
mod latest;
mod lifecycle;
mod list;
mod load;
mod record;
mod record_many;
mod statement;
mod types;
mod view;
mod weights;

pub use administrations::{UnitStanding, list_administrations};
pub use answer::{Answer, AnswerDraft, AnswerEdit};
pub use carry::{OpenAnswer, OpenAnswers};
pub(crate) use carry::{carry_over, open_answers};
pub use compare::{AnalysisComparison, compare_with_previous, comparison_of};
pub use create::create_analysis;
pub use direct::{DirectEdit, RequirementAnswer, answer_scale, record_requirement_answer, record_requirement_replies};
pub use draft::AnalysisDraft;
pub use evidence::{
    Evidence, EvidenceDraft, EvidenceSource, add_evidence, archive_evidence, count_evidence, get_evidence_file,
    list_analysis_evidence, list_archived_evidence, list_evidence,
};
pub use frameworks::framework_inputs;
pub use history::{PastAnswer, answer_history};
pub(crate) use in_step::{add_to_open, has_area};
pub(crate) use kept_figures::KeptFigures;
pub use latest::{earlier_analyses, latest_analysis, latest_summary};
pub use lifecycle::{complete_analysis, reopen_analysis, update_analysis};
pub use list::{AnalysisSummary, list_analyses};
pub use load::get_analysis;
pub use record::{RecordedAnswer, get_answer, record_answer};
pub use record_many::{AnswerChange, RecordedAnswers, record_answers};
pub use statement::{
    LawReference, OwnStatement, RecordedStatement, Statement, StatementChange, StatementLine, get_statement,
    record_statement,
};
pub use types::{Analysis, AnalysisState};
pub use view::AnalysisView;
pub use weights::take_weights;
