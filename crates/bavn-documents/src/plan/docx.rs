//! The plan as a Word document.

use super::{PlanDocument, limits, rows};
use crate::word::{Body, Filling, Run, Side, Style, Table, fill};
use crate::{DocumentError, FigureTable, Templates};

/// Width between the margins of our own template, in twentieths of a point.
const WIDTH: u32 = 9752;
/// The same in millimetres, upright and on its side.
const UPRIGHT: f64 = 172.0;
const LANDSCAPE: f64 = 240.0;

/// Renders the plan as DOCX on the municipality's template, or ours.
///
/// # Errors
/// As [`super::plan_pdf`].
pub fn plan_docx(plan: &PlanDocument, templates: &Templates) -> Result<Vec<u8>, DocumentError> {
    limits::check(plan)?;
    let filling = Filling {
        letterhead: &plan.letterhead,
        language: plan.language,
        title: &plan.title,
        author: &plan.letterhead.municipality,
        date: plan.date,
        date_text: &plan.date_text,
        reference: &plan.reference,
        page_footer: &plan.page_footer,
        page_of: &plan.labels.page_of,
        half_points: 20,
        is_landscape: false,
    };
    fill(templates, &filling, |body| write(body, plan))
}

fn write(body: &mut Body<'_>, plan: &PlanDocument) -> Result<(), DocumentError> {
    let labels = &plan.labels;
    body.paragraph(Some(Style::Kind), &[Run::plain(&labels.kind)]);
    body.heading(Style::Heading1, &plan.title, false);
    for (label, value) in
        [(&labels.period, &plan.period), (&labels.date, &plan.date_text), (&labels.reference, &plan.reference)]
    {
        if !value.trim().is_empty() {
            body.paragraph(Some(Style::Field), &[Run::plain(label), Run::plain("\t"), Run::plain(value)]);
        }
    }
    if !plan.summary.trim().is_empty() {
        body.heading(Style::Heading2, &labels.summary, false);
        body.text(None, &plan.summary);
    }
    if !plan.key_figures.is_empty() {
        for figures in plan.key_figures.chunks(4) {
            let count = figures.len();
            body.table(&Table {
                head: figures.iter().map(|figure| figure.value.as_str()).collect(),
                rows: vec![figures.iter().map(|figure| figure.label.clone()).collect()],
                strong: Vec::new(),
                total: None,
                widths: vec![1; count],
                sides: vec![Side::Left; count],
                width: WIDTH,
            });
        }
    }
    if let Some(projection) = &plan.projection {
        body.heading(Style::Heading2, &labels.projection, false);
        body.figure(projection, UPRIGHT)?;
        behind(body, plan, projection.table.as_ref());
    }
    if !plan.gantt.is_empty() {
        body.end_section(false);
        for (index, page) in plan.gantt.iter().enumerate() {
            if index == 0 {
                body.heading(Style::Heading2, &labels.schedule, false);
            }
            body.figure(page, LANDSCAPE)?;
        }
        body.end_section(true);
    }
    measures(body, plan);
    economy(body, plan)?;
    if !plan.findings.is_empty() {
        body.heading(Style::Heading2, &labels.findings, true);
        body.table(&Table {
            head: rows::finding_head(plan),
            rows: plan.findings.iter().map(|finding| rows::finding(plan, finding)).collect(),
            strong: Vec::new(),
            total: None,
            widths: vec![8, 24, 8, 6, 54],
            sides: vec![Side::Left, Side::Left, Side::Right, Side::Right, Side::Left],
            width: WIDTH,
        });
    }
    Ok(())
}

fn measures(body: &mut Body<'_>, plan: &PlanDocument) {
    if plan.measures.is_empty() {
        return;
    }
    body.heading(Style::Heading2, &plan.labels.measures, false);
    body.table(&Table {
        head: rows::overview_head(plan),
        rows: plan.measures.iter().map(|measure| rows::overview(plan, measure)).collect(),
        strong: Vec::new(),
        total: None,
        widths: vec![5, 21, 14, 9, 12, 15, 13, 13],
        sides: vec![Side::Right, Side::Left, Side::Left, Side::Left, Side::Left, Side::Right, Side::Right, Side::Left],
        width: WIDTH,
    });
    body.heading(Style::Heading2, &plan.labels.measure_details, false);
    for measure in &plan.measures {
        body.heading(Style::Heading3, &format!("{}. {}", measure.number, measure.title), false);
        body.text(None, &measure.description);
        let details: Vec<String> =
            rows::details(plan, measure).into_iter().map(|(label, value)| format!("{label}: {value}")).collect();
        body.paragraph(Some(Style::Note), &[Run::plain(&details.join(" · "))]);
        if !measure.lifts.is_empty() {
            let lifts = format!("{}: {}", plan.labels.lifts, measure.lifts.join(" · "));
            body.paragraph(Some(Style::Note), &[Run::plain(&lifts)]);
        }
    }
}

fn economy(body: &mut Body<'_>, plan: &PlanDocument) -> Result<(), DocumentError> {
    if plan.economy.is_empty() {
        return Ok(());
    }
    body.heading(Style::Heading2, &plan.labels.economy, true);
    for table in &plan.economy {
        body.heading(Style::Heading3, &table.title, false);
        if let Some(figure) = &table.figure {
            body.figure(figure, UPRIGHT * 0.8)?;
        }
        let count = table.columns.len();
        body.table(&Table {
            head: std::iter::once(table.row_head.as_str()).chain(table.columns.iter().map(String::as_str)).collect(),
            rows: table.rows.iter().map(|row| rows::amounts(plan, table, row)).collect(),
            strong: Vec::new(),
            total: table.total.as_ref().map(|row| rows::amounts(plan, table, row)),
            widths: std::iter::once(5).chain(std::iter::repeat_n(2, count)).collect(),
            sides: std::iter::once(Side::Left).chain(std::iter::repeat_n(Side::Right, count)).collect(),
            width: WIDTH,
        });
    }
    Ok(())
}

/// The table behind a figure.
fn behind(body: &mut Body<'_>, plan: &PlanDocument, table: Option<&FigureTable>) {
    if let Some(table) = table {
        body.paragraph(Some(Style::Caption), &[Run::plain(&plan.labels.figure_table)]);
        body.table(&crate::memo::figures(table));
    }
}
