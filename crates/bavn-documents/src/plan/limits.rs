//! Limits on a plan document.

use super::PlanDocument;
use crate::{DocumentError, limits};

pub(super) fn check(plan: &PlanDocument) -> Result<(), DocumentError> {
    limits::letterhead(&plan.letterhead)?;
    for (field, value) in [
        ("title", &plan.title),
        ("period", &plan.period),
        ("date_text", &plan.date_text),
        ("reference", &plan.reference),
        ("page_footer", &plan.page_footer),
    ] {
        limits::line(field, value)?;
    }
    limits::text("summary", &plan.summary)?;
    limits::count("key_figures", plan.key_figures.len(), 12)?;
    limits::count("gantt", plan.gantt.len(), 80)?;
    limits::count("measures", plan.measures.len(), 2_000)?;
    limits::count("economy", plan.economy.len(), 20)?;
    limits::count("findings", plan.findings.len(), 2_000)?;
    if let Some(figure) = &plan.projection {
        limits::figure("projection", figure)?;
    }
    for (index, figure) in plan.gantt.iter().enumerate() {
        limits::figure(&format!("gantt[{index}]"), figure)?;
    }
    for (index, measure) in plan.measures.iter().enumerate() {
        let at = |name: &str| format!("measures[{index}].{name}");
        for (name, value) in [
            ("title", &measure.title),
            ("owner", &measure.owner),
            ("unit", &measure.unit),
            ("phase", &measure.phase),
            ("state", &measure.state),
        ] {
            limits::line(&at(name), value)?;
        }
        limits::text(&at("description"), &measure.description)?;
        limits::count(&at("lifts"), measure.lifts.len(), 200)?;
        measure.lifts.iter().try_for_each(|lift| limits::line(&at("lifts"), lift))?;
    }
    for (index, table) in plan.economy.iter().enumerate() {
        let at = |name: &str| format!("economy[{index}].{name}");
        limits::line(&at("title"), &table.title)?;
        limits::count(&at("columns"), table.columns.len(), 40)?;
        limits::count(&at("rows"), table.rows.len(), 500)?;
        table.columns.iter().try_for_each(|column| limits::line(&at("columns"), column))?;
        for row in table.rows.iter().chain(&table.total) {
            limits::line(&at("label"), &row.label)?;
            limits::count(&at("values"), row.values.len(), u64::try_from(table.columns.len()).unwrap_or(40))?;
        }
        if let Some(figure) = &table.figure {
            limits::figure(&at("figure"), figure)?;
        }
    }
    for (index, finding) in plan.findings.iter().enumerate() {
        limits::line(&format!("findings[{index}].code"), &finding.code)?;
        limits::line(&format!("findings[{index}].control"), &finding.control)?;
        limits::text(&format!("findings[{index}].finding"), &finding.finding)?;
    }
    Ok(())
}
