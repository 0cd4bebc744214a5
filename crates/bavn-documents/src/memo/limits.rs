//! Limits on a memo.

use super::Memo;
use crate::{DocumentError, limits};

pub(super) fn check(memo: &Memo) -> Result<(), DocumentError> {
    limits::letterhead(&memo.letterhead)?;
    for (field, value) in [
        ("title", &memo.title),
        ("subject", &memo.subject),
        ("sender", &memo.sender),
        ("date_text", &memo.date_text),
        ("reference", &memo.reference),
        ("page_footer", &memo.page_footer),
    ] {
        limits::line(field, value)?;
    }
    for (field, list, most) in [("recipients", &memo.recipients, 50), ("signature", &memo.signature, 6)] {
        limits::count(field, list.len(), most)?;
        list.iter().try_for_each(|value| limits::line(field, value))?;
    }
    limits::text("background", &memo.background)?;
    limits::count("findings", memo.findings.len(), 50)?;
    for (index, finding) in memo.findings.iter().enumerate() {
        limits::line(&format!("findings[{index}].heading"), &finding.heading)?;
        limits::text(&format!("findings[{index}].text"), &finding.text)?;
    }
    limits::count("plan", memo.plan.len(), 12)?;
    for (index, step) in memo.plan.iter().enumerate() {
        limits::line(&format!("plan[{index}].phase"), &step.phase)?;
        limits::text(&format!("plan[{index}].text"), &step.text)?;
    }
    limits::text("resources.text", &memo.resources.text)?;
    if let Some(table) = &memo.resources.table {
        limits::table("resources.table", table)?;
    }
    limits::text("conclusion", &memo.conclusion)?;
    memo.figure.as_ref().map_or(Ok(()), |figure| limits::figure("figure", figure))
}
