//! What a report may hold.

use super::ReportContent;
use crate::{Error, FieldFault, Result, check::text};
use bavn_core::report::{MemoContent, PlanContent};

/// Longest line, longest text, most findings, most phases.
const LINE: usize = 200;
const TEXT: usize = 5_000;
const FINDINGS: usize = 20;
const PHASES: usize = 8;

pub(super) fn checked(content: ReportContent) -> Result<ReportContent> {
    let mut faults = Vec::new();
    let content = match content {
        ReportContent::Memo(memo) => ReportContent::Memo(memo_checked(memo, &mut faults)),
        ReportContent::Plan(plan) => ReportContent::Plan(plan_checked(plan, &mut faults)),
    };
    if faults.is_empty() { Ok(content) } else { Err(Error::Invalid(faults)) }
}

fn memo_checked(memo: MemoContent, faults: &mut Vec<FieldFault>) -> MemoContent {
    let memo = memo.tidied();
    for (field, value, least) in [
        ("title", &memo.title, 1),
        ("subject", &memo.subject, 1),
        ("sender", &memo.sender, 1),
        ("recipient", &memo.recipient, 0),
        ("reference", &memo.reference, 0),
        ("signature", &memo.signature, 0),
    ] {
        text(faults, field, value, least, LINE);
    }
    for (field, value) in
        [("background", &memo.background), ("resources", &memo.resources), ("conclusion", &memo.conclusion)]
    {
        text(faults, field, value, 0, TEXT);
    }
    for (field, given, most) in [("findings", memo.findings.len(), FINDINGS), ("plan", memo.plan.len(), PHASES)] {
        if given > most {
            faults.push(FieldFault::new(field, "too_many", given.to_string()).with("max", most));
        }
    }
    for (at, finding) in memo.findings.iter().enumerate() {
        text(faults, &format!("findings[{at}].heading"), &finding.heading, 0, LINE);
        text(faults, &format!("findings[{at}].text"), &finding.text, 0, TEXT);
    }
    for (at, phase) in memo.plan.iter().enumerate() {
        text(faults, &format!("plan[{at}].phase"), &phase.phase, 1, LINE);
        text(faults, &format!("plan[{at}].text"), &phase.text, 0, TEXT);
    }
    memo
}

fn plan_checked(mut plan: PlanContent, faults: &mut Vec<FieldFault>) -> PlanContent {
    for value in [&mut plan.title, &mut plan.reference, &mut plan.summary] {
        *value = value.trim().replace("\r\n", "\n");
    }
    text(faults, "title", &plan.title, 1, LINE);
    text(faults, "reference", &plan.reference, 0, LINE);
    text(faults, "summary", &plan.summary, 0, TEXT);
    plan
}
