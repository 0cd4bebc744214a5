//! An order for the command line.

use super::{
    api::OrderBody,
    view::{Extent, OrderView},
};
use crate::kit::Tr;
use bavn_app::recovery::RecoveryOrder;
use bavn_core::lang::Lang;
use serde_json::Value;

/// An order as JSON: what `GET /api/v1/scenarios/{id}/recovery-order` answers.
#[must_use]
pub fn order_json(lang: Lang, order: &RecoveryOrder) -> Value {
    serde_json::to_value(OrderBody::new(Tr::new(lang), &order.content)).unwrap_or_default()
}

/// An order as text: what it comes to, the steps by wave, the tasks, what helps, and the conflicts.
#[must_use]
pub fn order_text(lang: Lang, order: &RecoveryOrder) -> String {
    let t = Tr::new(lang);
    let view = OrderView::new(t, &order.content, |_, _| None, false, Extent::Whole);
    let mut lines = vec![view.heading, view.lead, view.quality];
    lines.retain(|line| !line.is_empty());
    for wave in view.waves {
        lines.push(format!("\n{}", wave.heading));
        for step in wave.rows {
            let mark = if step.is_critical { "*" } else { " " };
            let name = if step.name.is_empty() { step.asset } else { format!("{}: {}", step.asset, step.name) };
            lines.push(format!(" {mark} {}\t{}\t{name}\t{}\t{}", step.from, step.until, step.who, step.why));
        }
    }
    lines.push(format!("\n{}", t.get("recovery-tasks-heading")));
    for task in view.tasks {
        let verdict = if task.by.is_empty() { task.verdict } else { format!("{}, {}", task.verdict, task.by) };
        lines.push(format!("   {}\t{}\t{verdict}\t{}", task.name, task.back, task.chance_rto));
    }
    if !view.helps.is_empty() {
        lines.push(format!("\n{}", t.get("recovery-helps")));
        lines.extend(view.helps.into_iter().map(|line| format!("   {}\t{}", line.text, line.effect)));
    }
    lines.push(format!("\n{}", t.n("recovery-conflicts", view.conflicts.len() + view.stuck.len())));
    lines.extend(view.stuck.into_iter().chain(view.conflicts).map(|line| format!("   {}", line.text)));
    lines.join("\n")
}
