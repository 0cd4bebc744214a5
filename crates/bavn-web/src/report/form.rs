//! What comes in from the pages where reports are written.

use crate::kit::format::parse_iso_date;
use bavn_app::{Error, Result, report::ReportContent};
use bavn_core::report::{MemoContent, MemoFinding, MemoPhase, PlanContent, ReportKind};
use serde::Deserialize;

/// The fields of both kinds of report; a page sends those of its own.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReportForm {
    pub(super) version: String,
    #[serde(rename = "do")]
    pub(super) button: String,
    pub(super) remark: String,
    title: String,
    subject: String,
    sender: String,
    recipient: String,
    date: String,
    reference: String,
    background: String,
    heading: Vec<String>,
    text: Vec<String>,
    phase: Vec<String>,
    phase_text: Vec<String>,
    resources: String,
    conclusion: String,
    signature: String,
    summary: String,
    part: Vec<String>,
}

impl ReportForm {
    /// The version that the sender saw.
    pub(super) fn version(&self) -> i32 {
        self.version.parse().unwrap_or(0)
    }

    /// What was written. A date that is no date is a fault.
    pub(super) fn content(&self, kind: ReportKind) -> Result<ReportContent> {
        let date = match self.date.trim() {
            "" => None,
            text => Some(parse_iso_date(text).ok_or_else(|| Error::invalid("date", "not_a_date", text))?),
        };
        Ok(match kind {
            ReportKind::Memo => ReportContent::Memo(MemoContent {
                title: self.title.clone(),
                subject: self.subject.clone(),
                sender: self.sender.clone(),
                recipient: self.recipient.clone(),
                date,
                reference: self.reference.clone(),
                background: self.background.clone(),
                findings: pairs(&self.heading, &self.text)
                    .map(|(heading, text)| MemoFinding { heading, text })
                    .collect(),
                plan: pairs(&self.phase, &self.phase_text).map(|(phase, text)| MemoPhase { phase, text }).collect(),
                resources: self.resources.clone(),
                conclusion: self.conclusion.clone(),
                signature: self.signature.clone(),
            }),
            ReportKind::Plan => {
                let has = |part: &str| self.part.iter().any(|given| given == part);
                ReportContent::Plan(PlanContent {
                    title: self.title.clone(),
                    date,
                    reference: self.reference.clone(),
                    summary: self.summary.clone(),
                    has_gantt: has("gantt"),
                    has_economy: has("economy"),
                    has_findings: has("findings"),
                })
            }
        })
    }
}

fn pairs(first: &[String], second: &[String]) -> impl Iterator<Item = (String, String)> {
    first.iter().cloned().zip(second.iter().cloned())
}
