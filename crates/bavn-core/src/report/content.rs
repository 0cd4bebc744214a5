//! What the author of a report writes.

use super::iso::day;
use serde::{Deserialize, Serialize};
use time::Date;

/// The text of a memo as its author wrote it. Paragraphs are parted by an empty line; no other mark-up is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemoContent {
    /// The heading of the page.
    pub title: String,
    /// What it is about (*emne*).
    pub subject: String,
    /// Who sends it (*afsender*).
    pub sender: String,
    /// Who gets it (*til*); may be empty.
    #[serde(default)]
    pub recipient: String,
    /// The date written on it; `None` is the day on which it is made or kept.
    #[serde(default, with = "day::option")]
    pub date: Option<Date>,
    /// Case or journal number; may be empty.
    #[serde(default)]
    pub reference: String,
    /// Why the reader gets it.
    pub background: String,
    /// What was found, most important first.
    #[serde(default, alias = "finding")]
    pub findings: Vec<MemoFinding>,
    /// What is recommended, phase by phase.
    #[serde(default)]
    pub plan: Vec<MemoPhase>,
    /// What it costs, and what fits within existing budgets.
    pub resources: String,
    /// What the reader is asked to decide (*indstilling*).
    pub conclusion: String,
    /// Who signs; lines one under another.
    #[serde(default)]
    pub signature: String,
}

/// One finding of a memo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemoFinding {
    /// The finding in a few words.
    pub heading: String,
    /// What it means.
    pub text: String,
}

/// One phase of the plan in a memo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemoPhase {
    /// The phase, such as "0-3 måneder".
    pub phase: String,
    /// What is done in it.
    pub text: String,
}

impl MemoContent {
    /// Without findings and phases that say nothing, and without spaces around the texts.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        let single = [&mut self.title, &mut self.subject, &mut self.sender, &mut self.recipient, &mut self.reference];
        let long = [&mut self.background, &mut self.resources, &mut self.conclusion, &mut self.signature];
        let inner = self.findings.iter_mut().flat_map(|finding| [&mut finding.heading, &mut finding.text]);
        let phases = self.plan.iter_mut().flat_map(|phase| [&mut phase.phase, &mut phase.text]);
        for text in single.into_iter().chain(long).chain(inner).chain(phases) {
            *text = text.trim().replace("\r\n", "\n");
        }
        self.findings.retain(|finding| !(finding.heading.is_empty() && finding.text.is_empty()));
        self.plan.retain(|phase| !phase.text.is_empty());
        self
    }
}

/// What the author decides about a plan document; the rest of it is calculated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanContent {
    /// The title on the first page.
    pub title: String,
    /// The date written on it; `None` is the day on which it is made or kept.
    #[serde(default, with = "day::option")]
    pub date: Option<Date>,
    /// Case or journal number; may be empty.
    #[serde(default)]
    pub reference: String,
    /// A summary for those who read no further.
    #[serde(default)]
    pub summary: String,
    /// Whether the Gantt charts are in it.
    pub has_gantt: bool,
    /// Whether money and hours are in it.
    pub has_economy: bool,
    /// Whether the annex of findings is in it.
    pub has_findings: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_rows_and_outer_spaces_go() {
        let content = MemoContent {
            subject: "  Emne ".into(),
            findings: vec![MemoFinding::default(), MemoFinding { heading: "Åbne".into(), text: String::new() }],
            plan: vec![MemoPhase { phase: "0-3 måneder".into(), text: " ".into() }],
            background: "a\r\n\r\nb".into(),
            ..MemoContent::default()
        };
        let tidied = content.tidied();
        assert_eq!((tidied.subject.as_str(), tidied.background.as_str()), ("Emne", "a\n\nb"));
        assert_eq!((tidied.findings.len(), tidied.plan.len()), (1, 0));
    }

    #[test]
    fn it_is_read_back_as_it_was_written() {
        let date = Some(time::macros::date!(2026 - 10 - 12));
        let content = MemoContent { subject: "Æ".into(), date, ..MemoContent::default() };
        let json = serde_json::to_string(&content).unwrap();
        assert!(json.contains(r#""date":"2026-10-12""#), "{json}");
        assert_eq!(serde_json::from_str::<MemoContent>(&json).unwrap(), content);
        assert!(serde_json::from_str::<MemoContent>(r#"{"titel":""}"#).is_err());
    }
}
