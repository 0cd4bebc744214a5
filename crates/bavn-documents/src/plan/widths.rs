//! How wide the narrow columns of the PDF are.
//!
//! Typst finds the width of an `auto` column by setting every cell of it once more, which for a long plan takes longer than the rest of
//! the table; here it is a sum of known widths.

use serde_json::{Value, json};

use super::PlanDocument;
use super::rows;
use crate::charts::text_width;

/// The widest that a column grows before its text wraps, in points.
const WIDEST: f64 = 120.0;
/// How much wider semi-bold text may be, and a little for what rounding takes.
const STRONG: f64 = 1.05;
const SLACK: f64 = 0.6;

/// The columns of a table of text in `size` points, with `inset` points on both sides: its heads, and its cells at those places.
struct Narrow<'a> {
    size: f64,
    inset: f64,
    heads: Vec<&'a str>,
    rows: Vec<Vec<String>>,
}

impl Narrow<'_> {
    fn width(&self, column: usize) -> f64 {
        let head = self.heads.get(column).map_or(0.0, |head| text_width(head, self.size) * STRONG);
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| text_width(cell, self.size));
        (cells.fold(head, f64::max) + 2.0 * self.inset + SLACK).min(WIDEST)
    }
}

/// What the template reads as `widths`, in points.
pub(super) fn widths(plan: &PlanDocument) -> Value {
    let overview = Narrow {
        size: 7.6,
        inset: 3.0,
        heads: rows::overview_head(plan),
        rows: plan.measures.iter().map(|measure| rows::overview(plan, measure)).collect(),
    };
    let findings = Narrow {
        size: 8.0,
        inset: 4.0,
        heads: rows::finding_head(plan),
        rows: plan.findings.iter().map(|finding| rows::finding(plan, finding)).collect(),
    };
    json!({
        "overview": {
            "number": overview.width(0),
            "due": overview.width(4),
            "once": overview.width(5),
            "yearly": overview.width(6),
        },
        "details": details(plan),
        "findings": { "code": findings.width(0), "score": findings.width(2), "target": findings.width(3) },
    })
}

/// The labels of a measure's details stand in two columns, the first before the first value of each row.
fn details(plan: &PlanDocument) -> [f64; 2] {
    let mut widest = [0.0_f64; 2];
    if let Some(measure) = plan.measures.first() {
        for (place, (label, _)) in rows::details(plan, measure).into_iter().enumerate() {
            let column = &mut widest[place % 2];
            *column = column.max((text_width(label, 8.5) + SLACK).min(WIDEST));
        }
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_holds_its_longest_text_on_one_line_within_reason() {
        let rows = ["7", "350.000 kr.", "–"].map(|cell| vec![cell.to_owned(), "æ".repeat(200)]).to_vec();
        let table = Narrow { size: 8.0, inset: 3.0, heads: vec!["Udgift"], rows };
        assert!(table.width(0) > text_width("350.000 kr.", 8.0) + 6.0 && table.width(0) < 60.0, "{}", table.width(0));
        assert!((table.width(1) - WIDEST).abs() < 1e-9, "longer text wraps");
        assert!(table.width(2) < 7.0, "nothing takes its inset");
    }
}
