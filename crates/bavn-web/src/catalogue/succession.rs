//! What splitting and merging share: the fields of what comes, and what is told before it is done.

use super::own_control::Fields;
use crate::kit::{Faults, Input, PageResult, Tr, User};
use bavn_app::{
    catalogue::{CatalogueView, ControlView, preview_succession},
    gap_analysis::OpenAnswer,
};
use bavn_core::{
    catalogue::{CarriedAnswer, Level, merge_answers},
    ids::ControlId,
};

/// What happens, in words.
pub(super) struct Carried {
    pub(super) lines: Vec<String>,
    pub(super) analyses: Vec<String>,
    pub(super) measures: Vec<String>,
}

/// What is carried over from controls to what they become.
pub(super) async fn carried(user: &User, view: &CatalogueView, controls: &[&ControlView]) -> PageResult<Carried> {
    let t = user.t;
    let ids: Vec<ControlId> = controls.iter().map(|control| control.id).collect();
    let mut preview = preview_succession(&user.app, &user.ctx, &ids).await?;
    for analysis in &mut preview.analyses {
        analysis.answers.sort_by_key(|answer| ids.iter().position(|id| *id == answer.control));
    }
    let is_merge = controls.len() > 1;
    let pair = |documentation: Option<Level>, implementation: Option<Level>| {
        let shown = |level: Option<Level>| level.map_or_else(|| "–".to_owned(), |level| level.to_string());
        format!("{}/{}", shown(documentation), shown(implementation))
    };
    let analyses = preview.analyses.iter().map(|analysis| {
        let parts = analysis.answers.iter().filter_map(|answer| {
            let code = &view.control(answer.control)?.code;
            Some(match answer.is_relevant {
                true => format!("{code} {}", pair(answer.documentation, answer.implementation)),
                false => t.s("carried-not-relevant", "code", code),
            })
        });
        let parts: Vec<String> = parts.collect();
        if !is_merge {
            return t.s2("carried-analysis-split", "title", &analysis.title, "answers", parts.join(", "));
        }
        let answers: Vec<(&str, CarriedAnswer)> = analysis.answers.iter().map(|answer| ("", levels(answer))).collect();
        let merged = merge_answers(&answers);
        let after = pair(merged.documentation, merged.implementation);
        t.s3("carried-analysis-merge", ("title", &analysis.title), ("answers", &parts.join(", ")), ("after", &after))
    });
    let measures = preview.measures.iter().map(|measure| {
        let code = format!("F-{:02}", measure.number);
        let key = if measure.lifts_all { "carried-measure" } else { "carried-measure-not" };
        t.s2(key, "code", code, "title", &measure.title)
    });
    let (answers, mappings) = if is_merge {
        (t.get("carried-merge"), t.get("carried-merge-mappings"))
    } else {
        (t.get("carried-split"), t.get("carried-split-mappings"))
    };
    Ok(Carried {
        lines: vec![
            t.get("carried-archived"),
            answers,
            mappings,
            t.get("carried-completed"),
            t.get("carried-for-good"),
        ],
        analyses: analyses.collect(),
        measures: measures.collect(),
    })
}

/// What the rule needs to know of an answer for its levels.
fn levels(answer: &OpenAnswer) -> CarriedAnswer {
    CarriedAnswer {
        is_relevant: answer.is_relevant,
        documentation: answer.documentation,
        implementation: answer.implementation,
        reason: String::new(),
        note: String::new(),
        finding: String::new(),
    }
}

/// The names of the fields of each part, in the order in which they are shown.
const NAMES: [[&str; 6]; 4] = [
    [
        "parts[0].area",
        "parts[0].code",
        "parts[0].title.da",
        "parts[0].statement.da",
        "parts[0].weight",
        "parts[0].target",
    ],
    [
        "parts[1].area",
        "parts[1].code",
        "parts[1].title.da",
        "parts[1].statement.da",
        "parts[1].weight",
        "parts[1].target",
    ],
    [
        "parts[2].area",
        "parts[2].code",
        "parts[2].title.da",
        "parts[2].statement.da",
        "parts[2].weight",
        "parts[2].target",
    ],
    [
        "parts[3].area",
        "parts[3].code",
        "parts[3].title.da",
        "parts[3].statement.da",
        "parts[3].weight",
        "parts[3].target",
    ],
];

/// The fields of one part, with what is suggested.
pub(super) fn part_inputs(
    t: Tr,
    at: usize,
    fields: &Fields,
    defaults: &[(&str, String); 6],
    areas: &[(String, String)],
    faults: &Faults,
) -> Vec<Input> {
    short_inputs(t, NAMES[at], fields, defaults, areas, faults)
}

/// Area, code, title, statement, weight and target under the names given.
pub(super) fn short_inputs(
    t: Tr,
    names: [&'static str; 6],
    fields: &Fields,
    defaults: &[(&str, String); 6],
    areas: &[(String, String)],
    faults: &Faults,
) -> Vec<Input> {
    let get = |at: usize| fields.get(names[at]).cloned().unwrap_or_else(|| defaults[at].1.clone());
    let number = |at: usize, key: &str| Input::line("number", names[at], t.get(key), get(at)).short().required();
    [
        Input::select(names[0], t.get("catalogue-area"), get(0), areas.to_vec()),
        Input::line("text", names[1], t.get("own-code"), get(1)).max(20).short().required(),
        Input::line("text", names[2], t.get("own-title"), get(2)).max(200).wide().required(),
        Input::area(4, names[3], t.get("own-statement"), get(3)).required(),
        number(4, "catalogue-weight-range"),
        number(5, "catalogue-target-range"),
    ]
    .map(|input| input.check(faults))
    .to_vec()
}
