//! A recovery plan as the document crate wants it.

use super::{
    charts,
    plan::about,
    view::{Extent, OrderView, effect_text, help_text},
    words::{moment, selector, span},
};
use crate::kit::{Tr, format};
use bavn_app::recovery::{PlanState, RecoveryPlan};
use bavn_core::{lang::Lang, recovery::plan::PlanContent};
use bavn_documents::{
    Figure, Language, Letterhead,
    charts::{Theme, lanes_pages},
    plan::KeyFigure,
    recovery::{
        RecoveryCell, RecoveryColumn, RecoveryDocument, RecoveryGroup, RecoveryPart, RecoveryRow, RecoveryTable,
    },
    statement::StatementField,
};

/// Puts a recovery plan together as a document.
#[must_use]
pub fn recovery_document(lang: Lang, plan: &RecoveryPlan, letterhead: Letterhead) -> RecoveryDocument {
    let t = Tr::new(lang);
    let (line, content) = (&plan.line, &plan.content);
    let view = OrderView::new(t, content, |_, _| None, false, Extent::Whole);
    let day = format::date_of(line.computed_at);
    let date = format::date(lang, day);
    let title = line.title.clone();
    let field = |(label, value): (String, String)| StatementField { label, value };
    let mut fields = vec![
        field((t.get("recovery-number"), line.code())),
        field((t.get("recovery-scenario"), format!("S-{} {}", content.scenario.0, content.scenario.1))),
    ];
    fields.extend(about(t, line).into_iter().map(field));
    let signatures = match (&line.approved, line.state) {
        (Some((at, by)), PlanState::Approved) => vec![
            field((t.get("recovery-doc-approved-by"), by.clone())),
            field((t.get("recovery-doc-approved-on"), format::date(lang, format::date_of(*at)))),
        ],
        _ => ["recovery-doc-approved-by", "recovery-doc-approved-on", "recovery-doc-signature"]
            .map(|key| field((t.get(key), String::new())))
            .to_vec(),
    };
    let mut summary = vec![format!("{}. {}", view.heading, view.lead), view.quality.clone()];
    summary.push(line.note.clone());
    summary.retain(|part| !part.trim().is_empty());
    RecoveryDocument {
        letterhead,
        language: match lang {
            Lang::Da => Language::Danish,
            Lang::En => Language::English,
        },
        kind: t.get("recovery-doc-kind"),
        page_footer: t.s2("report-doc-plan-footer", "title", &title, "date", &date),
        page_of: t.get("report-doc-page-of"),
        about_sheet: t.get("statement-doc-about"),
        title,
        date: day,
        date_text: date,
        fields,
        summary: summary.join("\n\n"),
        key_figures: key_figures(t, content),
        signatures,
        parts: vec![
            fails(t, content),
            tasks(t, &view),
            order(t, content, &view),
            conflicts(t, &view),
            helps(t, content),
            teams(t, &view),
        ],
    }
}

fn key_figures(t: Tr, content: &PlanContent) -> Vec<KeyFigure> {
    let (stop, late) = (content.stopping().count(), content.late().count());
    [
        (t.s2("recovery-of", "n", stop, "all", content.all_tasks), "recovery-doc-stop"),
        (t.s2("recovery-of", "n", stop.saturating_sub(late), "all", stop), "recovery-doc-kept"),
        (content.steps.len().to_string(), "recovery-doc-steps"),
        (span(t, content.length), "recovery-doc-length"),
    ]
    .into_iter()
    .map(|(value, label)| KeyFigure { value, label: t.get(label) })
    .collect()
}

fn column(head: String, share: u32) -> RecoveryColumn {
    RecoveryColumn { head, share, is_number: false }
}

fn table(sheet: String, columns: Vec<RecoveryColumn>, rows: Vec<RecoveryRow>) -> RecoveryTable {
    let groups = vec![RecoveryGroup { title: String::new(), rows }];
    RecoveryTable { sheet, group_head: String::new(), columns, groups }
}

fn row(cells: Vec<RecoveryCell>) -> RecoveryRow {
    RecoveryRow { cells, is_strong: false }
}

fn fails(t: Tr, content: &PlanContent) -> RecoveryPart {
    let rows = content.fails.iter().map(|failed| {
        let what = match failed.selector.as_ref().and_then(|key| key.parse().ok()) {
            Some(one) => selector(t, one),
            None => failed.name.clone(),
        };
        row(vec![
            RecoveryCell::text(what),
            RecoveryCell::number(failed.hits.to_string(), i64::try_from(failed.hits).unwrap_or(i64::MAX)),
            RecoveryCell::text(super::words::after(t, failed.from)),
            RecoveryCell::text(
                failed.minutes.map_or_else(|| t.get("recovery-until-restored"), |minutes| span(t, minutes)),
            ),
        ])
    });
    let columns = vec![
        column(t.get("recovery-f-what"), 44),
        RecoveryColumn { is_number: true, ..column(t.get("recovery-doc-hits"), 12) },
        column(t.get("recovery-f-from"), 18),
        column(t.get("recovery-lasts"), 26),
    ];
    RecoveryPart {
        title: t.get("recovery-doc-scenario"),
        text: t.s2(
            "recovery-doc-scenario-about",
            "moment",
            moment(t, content.starts, 0),
            "horizon",
            span(t, content.horizon),
        ),
        table: Some(table(t.get("recovery-doc-sheet-scenario"), columns, rows.collect())),
        ..RecoveryPart::default()
    }
}

fn order(t: Tr, content: &PlanContent, view: &OrderView) -> RecoveryPart {
    let chart = charts::order(t, content);
    let theme = Theme { width: 640.0, text: 10.0 };
    let figures = lanes_pages(&chart, &theme, 48).into_iter().map(|svg| Figure {
        svg,
        title: chart.naming.title.clone(),
        alt: chart.naming.description.clone(),
        table: None,
    });
    let groups = view.waves.iter().map(|wave| RecoveryGroup {
        title: wave.heading.clone(),
        rows: wave
            .rows
            .iter()
            .map(|step| {
                let [takes, from, until] = step.minutes;
                let name =
                    if step.name.is_empty() { step.asset.clone() } else { format!("{}: {}", step.asset, step.name) };
                RecoveryRow {
                    cells: vec![
                        RecoveryCell::text(name),
                        RecoveryCell::text(&step.who),
                        RecoveryCell::number(&step.takes, takes),
                        RecoveryCell::number(&step.from, from),
                        RecoveryCell::number(&step.until, until),
                        RecoveryCell::text(&step.why),
                    ],
                    is_strong: step.is_critical,
                }
            })
            .collect(),
    });
    let columns = vec![
        column(t.get("recovery-step"), 30),
        column(t.get("recovery-who"), 17),
        column(t.get("recovery-takes"), 10),
        column(t.get("recovery-begins-at"), 12),
        column(t.get("recovery-done-at"), 12),
        column(t.get("recovery-why"), 40),
    ];
    let table = RecoveryTable {
        sheet: t.get("recovery-doc-sheet-order"),
        group_head: t.get("recovery-doc-wave"),
        columns,
        groups: groups.collect(),
    };
    RecoveryPart {
        title: t.get("recovery-doc-order"),
        starts_page: false,
        text: t.get("recovery-doc-order-about"),
        figures: figures.collect(),
        table: Some(table),
    }
}

fn tasks(t: Tr, view: &OrderView) -> RecoveryPart {
    let rows = view.tasks.iter().map(|task| {
        let verdict = if task.by.is_empty() { task.verdict.clone() } else { format!("{}, {}", task.verdict, task.by) };
        let cells =
            [&task.name, &task.unit, &task.stops, &task.back, &task.rto, &task.mtpd, &verdict, &task.chance_rto];
        RecoveryRow { cells: cells.into_iter().map(RecoveryCell::text).collect(), is_strong: task.is_late }
    });
    let columns = vec![
        column(t.get("recovery-task"), 32),
        column(t.get("recovery-unit"), 22),
        column(t.get("recovery-stops"), 15),
        column(t.get("recovery-back"), 16),
        column(t.get("recovery-rto"), 12),
        column(t.get("recovery-mtpd"), 12),
        column(t.get("recovery-promise"), 24),
        RecoveryColumn { is_number: true, ..column(t.get("recovery-chance-rto"), 13) },
    ];
    RecoveryPart {
        title: t.get("recovery-tasks-heading"),
        starts_page: false,
        text: t.n("recovery-tasks-about", view.runs),
        table: Some(table(t.get("recovery-doc-sheet-tasks"), columns, rows.collect())),
        ..RecoveryPart::default()
    }
}

fn conflicts(t: Tr, view: &OrderView) -> RecoveryPart {
    let lines = view.stuck.iter().chain(&view.conflicts);
    let rows: Vec<RecoveryRow> = lines.map(|line| row(vec![RecoveryCell::text(&line.text)])).collect();
    RecoveryPart {
        title: t.n("recovery-conflicts", view.conflicts.len() + view.stuck.len()),
        starts_page: false,
        text: t.get("recovery-conflicts-about"),
        table: Some(table(
            t.get("recovery-doc-sheet-conflicts"),
            vec![column(t.get("recovery-doc-conflict"), 60)],
            rows,
        )),
        ..RecoveryPart::default()
    }
}

fn helps(t: Tr, content: &PlanContent) -> RecoveryPart {
    let rows = content.helps.iter().map(|helps| {
        row(vec![RecoveryCell::text(help_text(t, helps)), RecoveryCell::text(effect_text(t, content, helps))])
    });
    let columns = vec![column(t.get("recovery-helps-what"), 45), column(t.get("recovery-helps-effect"), 60)];
    RecoveryPart {
        title: t.get("recovery-helps"),
        text: t.get("recovery-helps-about"),
        table: Some(table(t.get("recovery-doc-sheet-helps"), columns, rows.collect())),
        ..RecoveryPart::default()
    }
}

fn teams(t: Tr, view: &OrderView) -> RecoveryPart {
    let rows = view.teams.iter().map(|team| {
        let cells = [&team.name, &team.people, &team.duty, &team.load];
        row(cells.into_iter().map(RecoveryCell::text).collect())
    });
    let columns = vec![
        column(t.get("recovery-team"), 35),
        column(t.get("recovery-team-size"), 20),
        column(t.get("recovery-duty"), 35),
        column(t.get("recovery-load"), 20),
    ];
    RecoveryPart {
        title: t.get("recovery-teams"),
        table: Some(table(t.get("recovery-doc-sheet-teams"), columns, rows.collect())),
        ..RecoveryPart::default()
    }
}
