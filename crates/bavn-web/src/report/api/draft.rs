use crate::kit::format;
use bavn_app::{Error, FieldFault, report::ReportContent};
use bavn_core::report::{MemoContent, MemoFinding, MemoPhase, PlanContent};
use serde::{Deserialize, Serialize};
use time::Date;
use utoipa::ToSchema;

/// What the author of a report wrote.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "text", rename_all = "snake_case")]
pub(super) enum DraftBody {
    /// Of a memo.
    Memo(MemoText),
    /// Of a plan document; the rest of it is calculated.
    Plan(PlanText),
}

/// The text of a memo. Paragraphs are parted by an empty line; no other mark-up is read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MemoText {
    /// The heading of the page, at most 200 characters.
    #[schema(max_length = 200)]
    title: String,
    /// What it is about.
    #[schema(max_length = 200)]
    subject: String,
    /// Who sends it.
    #[schema(max_length = 200)]
    sender: String,
    /// Who gets it.
    #[serde(default)]
    recipient: String,
    /// The date written on it; none for the day on which it is made or kept.
    #[schema(format = Date)]
    date: Option<String>,
    /// Case or journal number.
    #[serde(default)]
    reference: String,
    /// Why the reader gets it, at most 5,000 characters.
    #[schema(max_length = 5000)]
    background: String,
    /// What was found, most important first; at most 20.
    #[serde(default)]
    findings: Vec<FindingText>,
    /// What is recommended, phase by phase; at most 8.
    #[serde(default)]
    plan: Vec<PhaseText>,
    /// What it costs, and what fits within existing budgets.
    resources: String,
    /// What the reader is asked to decide.
    conclusion: String,
    /// Who signs; lines one under another.
    #[serde(default)]
    signature: String,
}

/// One finding of a memo.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FindingText {
    /// The finding in a few words.
    heading: String,
    /// What it means.
    text: String,
}

/// One phase of the plan in a memo.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhaseText {
    /// The phase.
    phase: String,
    /// What is done in it.
    text: String,
}

/// What the author decides about a plan document.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanText {
    /// The title on the first page, at most 200 characters.
    #[schema(max_length = 200)]
    title: String,
    /// The date written on it; none for the day on which it is made or kept.
    #[schema(format = Date)]
    date: Option<String>,
    /// Case or journal number.
    #[serde(default)]
    reference: String,
    /// A summary for those who read no further.
    #[serde(default)]
    summary: String,
    /// Whether the Gantt charts are in it.
    has_gantt: bool,
    /// Whether money and hours are in it.
    has_economy: bool,
    /// Whether the annex of findings is in it.
    has_findings: bool,
}

impl From<ReportContent> for DraftBody {
    fn from(content: ReportContent) -> Self {
        match content {
            ReportContent::Memo(memo) => {
                let finding = |finding: MemoFinding| FindingText { heading: finding.heading, text: finding.text };
                let phase = |phase: MemoPhase| PhaseText { phase: phase.phase, text: phase.text };
                Self::Memo(MemoText {
                    title: memo.title,
                    subject: memo.subject,
                    sender: memo.sender,
                    recipient: memo.recipient,
                    date: memo.date.map(format::iso_date),
                    reference: memo.reference,
                    background: memo.background,
                    findings: memo.findings.into_iter().map(finding).collect(),
                    plan: memo.plan.into_iter().map(phase).collect(),
                    resources: memo.resources,
                    conclusion: memo.conclusion,
                    signature: memo.signature,
                })
            }
            ReportContent::Plan(plan) => Self::Plan(PlanText {
                title: plan.title,
                date: plan.date.map(format::iso_date),
                reference: plan.reference,
                summary: plan.summary,
                has_gantt: plan.has_gantt,
                has_economy: plan.has_economy,
                has_findings: plan.has_findings,
            }),
        }
    }
}

impl TryFrom<DraftBody> for ReportContent {
    type Error = Error;

    fn try_from(body: DraftBody) -> Result<Self, Error> {
        Ok(match body {
            DraftBody::Memo(memo) => {
                let finding = |finding: FindingText| MemoFinding { heading: finding.heading, text: finding.text };
                let phase = |phase: PhaseText| MemoPhase { phase: phase.phase, text: phase.text };
                Self::Memo(MemoContent {
                    date: date(memo.date)?,
                    title: memo.title,
                    subject: memo.subject,
                    sender: memo.sender,
                    recipient: memo.recipient,
                    reference: memo.reference,
                    background: memo.background,
                    findings: memo.findings.into_iter().map(finding).collect(),
                    plan: memo.plan.into_iter().map(phase).collect(),
                    resources: memo.resources,
                    conclusion: memo.conclusion,
                    signature: memo.signature,
                })
            }
            DraftBody::Plan(plan) => Self::Plan(PlanContent {
                date: date(plan.date)?,
                title: plan.title,
                reference: plan.reference,
                summary: plan.summary,
                has_gantt: plan.has_gantt,
                has_economy: plan.has_economy,
                has_findings: plan.has_findings,
            }),
        })
    }
}

fn date(text: Option<String>) -> Result<Option<Date>, Error> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || Error::Invalid(vec![FieldFault::new("date", "not_a_date", &text)]);
    format::parse_iso_date(&text).map(Some).ok_or_else(wrong)
}
