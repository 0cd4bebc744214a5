//! The plan as PDF.

use serde_json::{Value, json};

use super::{PlanDocument, limits, rows, widths::widths};
use crate::typesetting::{File, Layout, Memory, Template, data};
use crate::{DocumentError, Rendered, Templates};

/// Renders the plan as A4 pages, PDF/A-2a and PDF/UA-1, the time plan on landscape pages.
///
/// # Errors
/// [`DocumentError::Template`] for a broken template of the municipality's own, [`DocumentError::Limit`] and
/// [`DocumentError::Image`] for input no document takes.
pub fn plan_pdf(plan: &PlanDocument, templates: &Templates) -> Result<Rendered, DocumentError> {
    limits::check(plan)?;
    let source = templates.plan_typ.as_deref();
    let template = Template {
        name: "plan.typ",
        source: source.unwrap_or(Templates::default_plan_typ()),
        is_override: source.is_some(),
    };
    crate::limits::template("plan.typ", template.source.len())?;
    let mut files = Vec::new();
    let content = content(plan, &mut files);
    let memory = Memory::of_book();
    let layout = Layout::new(&memory, template, &content, files, plan.date)?;
    layout.pdf(&memory, &format!("bavn-plan/{}/{}/{}", plan.letterhead.municipality, plan.reference, plan.title), 0)
}

fn content(plan: &PlanDocument, files: &mut Vec<File>) -> Value {
    let labels = &plan.labels;
    let fields: Vec<Value> =
        [(&labels.period, &plan.period), (&labels.date, &plan.date_text), (&labels.reference, &plan.reference)]
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(label, value)| json!({ "label": label, "value": value }))
            .collect();
    let key_figures: Vec<Value> =
        plan.key_figures.iter().map(|figure| json!({ "value": figure.value, "label": figure.label })).collect();
    let measures: Vec<Value> = plan
        .measures
        .iter()
        .map(|measure| {
            let details: Vec<Value> = rows::details(plan, measure)
                .into_iter()
                .map(|(label, value)| json!({ "label": label, "value": value }))
                .collect();
            json!({
                "number": measure.number,
                "title": measure.title,
                "description": data::text(&measure.description),
                "details": details,
                "overview": rows::overview(plan, measure),
                "is_late": measure.is_late,
                "lifts": measure.lifts,
            })
        })
        .collect();
    let gantt: Vec<Value> = (0_u32..)
        .zip(&plan.gantt)
        .map(|(page, figure)| data::figure(figure, &format!("gantt-{page}"), files))
        .collect();
    let economy: Vec<Value> = (0_u32..)
        .zip(&plan.economy)
        .map(|(index, table)| {
            let head: Vec<&String> = std::iter::once(&table.row_head).chain(&table.columns).collect();
            json!({
                "title": table.title,
                "head": head,
                "rows": table.rows.iter().map(|row| rows::amounts(plan, table, row)).collect::<Vec<_>>(),
                "total": table.total.as_ref().map(|row| rows::amounts(plan, table, row)),
                "figure": table.figure.as_ref().map(|figure| data::figure(figure, &format!("economy-{index}"), files)),
            })
        })
        .collect();
    json!({
        "letterhead": data::letterhead(&plan.letterhead, files),
        "language": data::language(plan.language),
        "labels": {
            "kind": labels.kind,
            "summary": labels.summary,
            "projection": labels.projection,
            "schedule": labels.schedule,
            "measures": labels.measures,
            "measure_details": labels.measure_details,
            "economy": labels.economy,
            "findings": labels.findings,
            "lifts": labels.lifts,
            "page_of": labels.page_of,
            "figure_table": labels.figure_table,
        },
        "title": plan.title,
        "date": data::date(plan.date),
        "fields": fields,
        "reference": plan.reference,
        "summary": data::text(&plan.summary),
        "key_figures": key_figures,
        "projection": plan.projection.as_ref().map(|figure| data::figure(figure, "projection", files)),
        "gantt": gantt,
        "overview_head": rows::overview_head(plan),
        "measures": measures,
        "widths": widths(plan),
        "economy": economy,
        "finding_head": rows::finding_head(plan),
        "findings": plan.findings.iter().map(|finding| rows::finding(plan, finding)).collect::<Vec<_>>(),
        "page_footer": plan.page_footer,
    })
}
