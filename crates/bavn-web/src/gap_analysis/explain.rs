//! A requirement's level in words: what it was made of, and how far the answers leave it open.

use super::parts::number;
use crate::kit::Tr;
use bavn_app::{catalogue::RequirementView, gap_analysis::AnalysisView};
use bavn_core::gap_analysis::{Direct, RequirementResult, Standing};

/// One to four sentences; empty for a heading.
pub(super) fn explanation(
    t: Tr,
    view: &AnalysisView,
    requirement: &RequirementView,
    result: &RequirementResult,
) -> String {
    if !result.is_assessable {
        return String::new();
    }
    let mut sentences = Vec::new();
    match result.direct {
        Some(Direct::NotRelevant) => sentences.push(t.get("why-not-relevant")),
        Some(Direct::Level(level)) => {
            let derived = result.derived.as_ref().map(|mean| mean.value);
            let direct = number(t.lang(), Some(level));
            sentences.push(match derived {
                Some(_) => t.s2("why-direct", "level", direct, "derived", number(t.lang(), derived)),
                None => t.s("why-direct-only", "level", direct),
            });
        }
        None => {}
    }
    let (assessed, waiting) = parts(t, view, requirement);
    if result.direct.is_none() {
        match result.derived.as_ref().map(|mean| mean.value) {
            Some(level) => {
                let level = number(t.lang(), Some(level));
                sentences.push(t.s2("why-derived", "level", level, "parts", join(t, &assessed)));
            }
            None if result.relevant > 0 => sentences.push(t.get("why-not-assessed")),
            None => sentences.push(t.get("why-not-covered")),
        }
        if !waiting.is_empty() && result.derived.is_some() {
            sentences.push(t.s("why-waiting", "parts", join(t, &waiting)));
        }
        if result.relevant > 0 && result.covered < 4 {
            sentences.push(t.n("why-uncovered", usize::from(4 - result.covered)));
        }
        let bounds = result.bounds;
        if result.derived.is_some() && bounds.lower.tenths() != bounds.upper.tenths() {
            let lang = t.lang();
            sentences.push(t.s2(
                "why-bounds",
                "lower",
                number(lang, Some(bounds.lower)),
                "upper",
                number(lang, Some(bounds.upper)),
            ));
        }
    }
    sentences.join(" ")
}

/// What each assessed control covers and stands at, and those that are not assessed.
fn parts(t: Tr, view: &AnalysisView, requirement: &RequirementView) -> (Vec<String>, Vec<String>) {
    let (mut assessed, mut waiting) = (Vec::new(), Vec::new());
    for (control, mapping) in view.answering(requirement) {
        let Some(standing) = view.answer(control.id).map(|answer| answer.standing()) else { continue };
        let coverage = t.of("why-covers", mapping.coverage.key());
        match standing {
            Standing::NotRelevant { .. } => {}
            standing => match standing.score() {
                Some(score) => {
                    let score = score.to_string();
                    assessed.push(t.s3(
                        "why-part",
                        ("code", &control.code),
                        ("coverage", &coverage),
                        ("score", &score),
                    ));
                }
                None => waiting.push(control.code.clone()),
            },
        }
    }
    (assessed, waiting)
}

/// `a`, `a og b`, `a, b og c`.
fn join(t: Tr, parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => t.s2("why-and", "first", first.join(", "), "last", last),
    }
}
