//! What the pages of a gap analysis share.

use crate::kit::{PageError, Tr};
use bavn_app::{Error, gap_analysis::AnalysisView};
use bavn_core::{
    gap_analysis::{Change, Fraction, Level, OneDecimal, Score, Standing},
    ids::AnalysisId,
    lang::Lang,
};
use std::fmt::Write as _;

/// The head of every page of one analysis: where it is and its tabs.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) tab: &'static str,
}

impl Head {
    pub(super) fn new(view: &AnalysisView, tab: &'static str) -> Self {
        Self { path: path(view.analysis.id), title: view.analysis.title.clone(), tab }
    }

    /// Key and address of each tab.
    pub(super) fn tabs(&self) -> Vec<(&'static str, String)> {
        let tabs = [
            ("overview", ""),
            ("answer", "/skema"),
            ("changes", "/aendringer"),
            ("administrations", "/forvaltninger"),
            ("export", "/eksport"),
        ];
        tabs.into_iter().map(|(key, end)| (key, format!("{}{end}", self.path))).collect()
    }

    pub(super) fn is_at(&self, tab: &str) -> bool {
        self.tab == tab
    }
}

/// The address of an analysis.
pub(super) fn path(id: AnalysisId) -> String {
    format!("/gap-analyse/{id}")
}

/// The analysis named in an address; an address that names none is one without a page.
pub(super) fn parse_id(text: &str) -> Result<AnalysisId, PageError> {
    text.parse().map_err(|_| PageError::Operation(Error::NotFound { kind: "analysis" }))
}

/// A score as it is shown, or a dash.
pub(super) fn number(lang: Lang, score: Option<Score>) -> String {
    score.map_or_else(|| "–".to_owned(), |score| score.one_decimal().text(lang))
}

/// A difference with its sign: `+0,4`, `−0,2`, `0,0`, or a dash.
pub(super) fn difference(lang: Lang, change: &Change) -> String {
    change.tenths().map_or_else(|| "–".to_owned(), |tenths| signed(lang, tenths))
}

pub(super) fn signed(lang: Lang, tenths: i64) -> String {
    let size = OneDecimal { tenths: tenths.abs() }.text(lang);
    match tenths {
        1.. => format!("+{size}"),
        0 => size,
        _ => format!("\u{2212}{size}"),
    }
}

/// A fraction from 0 upwards with at most three decimals, rounded half up, without zeros at the end.
pub(super) fn decimals(lang: Lang, value: Fraction) -> String {
    let thousandths = (value.numer() * 2000 + value.denom()).div_euclid(value.denom() * 2);
    let mark = if lang == Lang::Da { ',' } else { '.' };
    let text = format!("{}{mark}{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches(mark).to_owned()
}

/// A fraction from 0 upwards with two decimals, rounded half up: `0,09`.
pub(super) fn hundredths(lang: Lang, value: Fraction) -> String {
    let hundredths = (value.numer() * 200 + value.denom()).div_euclid(value.denom() * 2);
    let mark = if lang == Lang::Da { ',' } else { '.' };
    format!("{}{mark}{:02}", hundredths / 100, hundredths % 100)
}

/// The bar of a score against its target, as a picture without words: the figures stand beside it.
pub(super) fn bar(score: Option<Score>, target: Option<Score>) -> String {
    let mut svg = String::from(
        r#"<svg class="b-bar" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="b-bar-track" x="0" y="4" width="100" height="12"/>"#,
    );
    if let Some(score) = score.filter(|score| score.tenths() > 0) {
        let tenths = score.tenths();
        let shade = ((tenths + 9) / 10).clamp(2, 5);
        let _ = write!(svg, r#"<rect class="b-m{shade}" x="0" y="4" width="{}" height="12"/>"#, tenths * 2);
    }
    if let Some(target) = target {
        let _ = write!(svg, r#"<path class="b-bar-target" d="M{} 0V20"/>"#, target.tenths() * 2);
    }
    svg.push_str("</svg>");
    svg
}

/// A level in its square, or a dash that is read as "not assessed".
pub(super) fn badge(t: Tr, level: Option<Level>) -> String {
    match level {
        Some(level) => format!(r#"<span class="b-lv b-lv-{level}">{level}</span>"#),
        None => format!(
            r#"<span class="b-lv b-lv-none"><span aria-hidden="true">–</span><span class="sr-only">{}</span></span>"#,
            t.get("gap-not-assessed")
        ),
    }
}

/// How an answer stands, in words, when it has no score.
pub(super) fn without_score(t: Tr, standing: &Standing) -> String {
    use bavn_core::gap_analysis::Part;
    match standing {
        Standing::NotAssessed => t.get("gap-not-assessed"),
        Standing::NotRelevant { .. } => t.get("gap-not-relevant"),
        Standing::Started { part: Part::Documentation, .. } => t.get("gap-lacks-practice"),
        Standing::Started { part: Part::Implementation, .. } => t.get("gap-lacks-paper"),
        Standing::Assessed { .. } => String::new(),
    }
}

/// Who an analysis is about: the municipality or the unit.
pub(super) fn subject(t: Tr, view: &AnalysisView) -> String {
    view.unit_name.clone().unwrap_or_else(|| t.get("gap-municipality"))
}

/// What a score says against its target, as the heading of a page.
pub(super) fn heading(t: Tr, who: &str, score: Option<Score>, target: Option<Score>) -> String {
    let lang = t.lang();
    let figures = [("who", who.to_owned()), ("score", number(lang, score)), ("target", number(lang, target))];
    match (score, target) {
        (None, _) => t.s("gap-heading-none", "who", who),
        (Some(score), Some(target)) if score >= target => t.with("gap-heading-reached", &figures),
        (Some(_), Some(_)) => t.with("gap-heading-below", &figures),
        (Some(_), None) => t.with("gap-heading-bare", &figures),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_written_out() {
        assert_eq!(decimals(Lang::Da, Fraction::new(19, 15)), "1,267");
        assert_eq!(decimals(Lang::Da, Fraction::new(876, 10)), "87,6");
        assert_eq!(decimals(Lang::En, Fraction::from_integer(19)), "19");
        assert_eq!(decimals(Lang::Da, Fraction::from_integer(10)), "10");
    }

    #[test]
    fn signs_are_shown() {
        assert_eq!(
            (signed(Lang::Da, 4), signed(Lang::Da, -2), signed(Lang::En, 0)),
            ("+0,4".into(), "−0,2".into(), "0.0".into())
        );
    }
}
