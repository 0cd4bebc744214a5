use super::*;
use crate::report::{AreaFigure, PhaseTotals, PreviousFigures};
use time::macros::date;

fn template(lang: Lang) -> MemoTemplate {
    toml::from_str(match lang {
        Lang::Da => include_str!("../../../../../content/templates/ledelsesnotat.da.toml"),
        Lang::En => include_str!("../../../../../content/templates/ledelsesnotat.en.toml"),
    })
    .unwrap()
}

fn figures() -> MemoFigures {
    let outside = Budget { measures: 14, once: 3_400_000, yearly: 1_300_000, hours: 9_000 };
    let inside = Budget { measures: 12, once: 1_800_000, yearly: 600_000, hours: 4_873 };
    let all = Budget { measures: 26, once: 5_200_000, yearly: 1_900_000, hours: 13_873 };
    MemoFigures {
        drawn_up_on: date!(2026 - 10 - 12),
        analysis: "Gap-analyse 2026".into(),
        assessed_on: date!(2026 - 09 - 30),
        unit: None,
        total: Some(16),
        target: Some(32),
        assessed: 71,
        relevant: 84,
        previous: Some(PreviousFigures {
            analysis: "Gap-analyse 2025".into(),
            assessed_on: date!(2025 - 05 - 27),
            total: 12,
        }),
        areas: vec![AreaFigure { code: "LO".into(), title: "Logning".into(), score: Some(7), target: Some(35) }],
        plan: Some(PlanTotals {
            title: "Handleplan".into(),
            last_year: 2029,
            all,
            inside,
            outside,
            phases: vec![PhaseTotals { phase: Phase::Months0To3, budget: inside }],
            reached_on: Some(date!(2028 - 11 - 30)),
            end: Some(34),
        }),
    }
}

fn draft(lang: Lang, figures: &MemoFigures) -> MemoContent {
    let findings = (1..=9)
        .map(|number| MemoFinding { heading: format!("Fund {number}"), text: "Der er intet. ".repeat(20) })
        .collect();
    let titles = ["Flerfaktorlogin", "Proces for hændelser", "Vagt", "Øvelse"].map(str::to_owned).to_vec();
    let phases = vec![
        PhaseTitles { phase: Phase::Months0To3, titles },
        PhaseTitles { phase: Phase::Months3To6, titles: Vec::new() },
        PhaseTitles { phase: Phase::Later, titles: vec!["Måling".into()] },
    ];
    let input = DraftInput { lang, municipality: "Kommune X", sender: "It", figures, findings, phases };
    draft_memo(&template(lang), &input).unwrap()
}

#[test]
fn a_draft_says_what_the_figures_say() {
    let draft = draft(Lang::Da, &figures());
    assert_eq!(draft.sender, "It, Kommune X");
    assert!(draft.background.contains("en modenhed på 1,6 af 5 mod 1,2 i 2025. Målet er 3,2."), "{}", draft.background);
    assert!(draft.background.ends_with("Foreløbig er 71 af 84 kontroller vurderet."));
    assert_eq!(
        draft.resources,
        "Planen har 26 åbne foranstaltninger. De koster 5,2 mio. kr. i engangsudgift, 1,9 mio. kr. om året i fuld drift og \
         cirka 13.900 timer frem til 2029. 12 kan holdes inden for rammen. De øvrige 14 kræver 3,4 mio. kr. i engangsudgift \
         og 1,3 mio. kr. om året."
    );
    assert!(draft.conclusion.starts_with("Følges planen, når kommunen målet i 4. kvartal 2028. Det indstilles"));
}

#[test]
fn findings_and_phases_are_kept_short() {
    let draft = draft(Lang::Da, &figures());
    assert_eq!(draft.findings.len(), FINDINGS);
    assert!(draft.findings.iter().all(|finding| finding.text.chars().count() <= FINDING));
    let phases: Vec<(&str, &str)> = draft.plan.iter().map(|step| (step.phase.as_str(), step.text.as_str())).collect();
    assert_eq!(
        phases,
        [("0-3 måneder", "Flerfaktorlogin; Proces for hændelser; Vagt samt 1 mere."), ("Senere", "Måling."),]
    );
}

#[test]
fn every_sentence_of_both_templates_has_its_values() {
    for lang in Lang::ALL {
        for (has_score, has_previous, has_plan, has_outside, is_reached) in
            [(true, true, true, true, true), (true, false, true, false, false), (false, false, false, false, false)]
        {
            let mut figures = figures();
            figures.total = figures.total.filter(|_| has_score);
            figures.previous = figures.previous.filter(|_| has_previous);
            figures.plan = figures.plan.filter(|_| has_plan);
            if let Some(plan) = &mut figures.plan {
                plan.reached_on = plan.reached_on.filter(|_| is_reached);
                if !has_outside {
                    plan.outside = Budget::default();
                }
            }
            let draft = draft(lang, &figures);
            let all = serde_json::to_string(&draft).unwrap();
            assert!(!all.contains(['–', '\u{fffd}']), "a value is missing: {all}");
        }
    }
}

#[test]
fn a_fault_in_a_template_is_found() {
    let mut template = template(Lang::Da);
    template.resources = "{penge}".into();
    let figures = figures();
    let input = DraftInput {
        lang: Lang::Da,
        municipality: "K",
        sender: "",
        figures: &figures,
        findings: vec![],
        phases: vec![],
    };
    assert!(
        matches!(draft_memo(&template, &input), Err(TemplateError::UnknownPlaceholder { name, .. }) if name == "penge")
    );
}
