use super::{
    explain::explanation,
    parts::{Head, badge, bar, heading, number, parse_id},
};
use crate::kit::{Input, Layout, PageError, PageResult, Place, Tr, User, encode, html};
use askama::Template;
use axum::extract::{Path, Query};
use bavn_app::{
    Error,
    catalogue::{FrameworkView, RequirementView},
    gap_analysis::{AnalysisView, get_analysis},
};
use bavn_core::{
    access::{Action, Resource},
    gap_analysis::{FrameworkResult, RequirementResult, RequirementState},
    text::fold,
};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A requirement or a heading.
struct RequirementRow {
    path: String,
    reference: String,
    title: String,
    depth: usize,
    is_heading: bool,
    bar: String,
    level: String,
    target: String,
    state: &'static str,
    is_direct: bool,
    why: String,
    controls: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "gap_analysis/framework.html")]
struct FrameworkPage {
    layout: Layout,
    t: Tr,
    head: Head,
    framework: String,
    heading: String,
    lead: String,
    path: String,
    filter: Vec<Input>,
    /// Where the statement of applicability with the states of this analysis is; empty for those who may not read it.
    statement: String,
    rows: Vec<RequirementRow>,
}

/// What is asked for: a state, an implementation group, words.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    tilstand: String,
    #[serde(default)]
    gruppe: String,
    #[serde(default)]
    ord: String,
}

impl Wanted {
    fn is_any(&self) -> bool {
        !(self.tilstand.is_empty() && self.gruppe.is_empty() && self.ord.trim().is_empty())
    }

    fn takes(&self, requirement: &RequirementView, result: &RequirementResult, text: &str) -> bool {
        let words = fold(&self.ord);
        result.is_assessable
            && (self.tilstand.is_empty() || result.state().key() == self.tilstand)
            && (self.gruppe.is_empty() || requirement.body.groups.contains(&self.gruppe))
            && words.split_whitespace().all(|word| text.contains(word))
    }
}

/// A framework of an analysis with its result.
pub(super) fn found<'view>(
    view: &'view AnalysisView,
    key: &str,
) -> PageResult<(&'view FrameworkView, FrameworkResult)> {
    let missing = || PageError::Operation(Error::NotFound { kind: "framework" });
    let framework = view.catalogue.frameworks.iter().find(|framework| framework.key == key).ok_or_else(missing)?;
    let result = view.frameworks()?.into_iter().find(|result| result.key == key).ok_or_else(missing)?;
    Ok((framework, result))
}

pub(super) async fn show(
    user: User,
    Path((id, key)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> PageResult {
    let t = user.t;
    let lang = t.lang();
    let view = get_analysis(&user.app, &user.ctx, parse_id(&id)?).await?;
    let (framework, result) = found(&view, &key)?;
    let head = Head::new(&view, "overview");
    let path = format!("{}/ramme/{key}", head.path);
    let all = &view.catalogue.requirements[framework.requirements.clone()];
    let shown = shown(&wanted, all, &result, framework.requirements.start, lang);
    let rows = shown
        .into_iter()
        .map(|index| row(t, &view, &head, &path, all, framework.requirements.start, index, &result.requirements[index]))
        .collect();
    let title = framework.short_title.get(lang).to_owned();
    let target = result.target.as_ref().map(|mean| mean.value);
    let heading = heading(t, &title, result.score(), target);
    html(&FrameworkPage {
        layout: user.layout(Place::GapAnalysis, heading.clone()),
        t,
        lead: t.s2("gap-framework-lead", "n", result.counts.with_level, "m", result.counts.requirements),
        filter: filter(t, framework, &wanted),
        statement: if user.ctx.may(Action::ApplicabilityRead, Resource::Municipality) {
            format!("/krav/ramme/{key}/anvendelighedserklaering?analyse={id}")
        } else {
            String::new()
        },
        rows,
        path,
        framework: title,
        heading,
        head,
    })
}

/// The places of the rows that are wanted, with the headings above them.
fn shown(
    wanted: &Wanted,
    all: &[RequirementView],
    result: &FrameworkResult,
    start: usize,
    lang: bavn_core::lang::Lang,
) -> Vec<usize> {
    if !wanted.is_any() {
        return (0..all.len()).collect();
    }
    let mut places = BTreeSet::new();
    for (index, (requirement, result)) in all.iter().zip(&result.requirements).enumerate() {
        let text = fold(&format!("{} {}", requirement.reference, requirement.title.get(lang)));
        if wanted.takes(requirement, result, &text) {
            places.insert(index);
            let mut above = requirement.parent;
            while let Some(parent) = above {
                places.insert(parent - start);
                above = view_parent(all, start, parent);
            }
        }
    }
    places.into_iter().collect()
}

fn view_parent(all: &[RequirementView], start: usize, place: usize) -> Option<usize> {
    all.get(place.checked_sub(start)?)?.parent
}

fn filter(t: Tr, framework: &FrameworkView, wanted: &Wanted) -> Vec<Input> {
    let mut states = vec![(String::new(), t.get("gap-all-states"))];
    states.extend(
        RequirementState::ALL.iter().map(|state| (state.key().to_owned(), t.of("requirement-state", state.key()))),
    );
    let mut inputs = vec![
        Input::select("tilstand", t.get("gap-state"), &wanted.tilstand, states),
        Input::line("search", "ord", t.get("gap-words"), &wanted.ord),
    ];
    if !framework.groups.is_empty() {
        let mut groups = vec![(String::new(), t.get("gap-all-groups"))];
        groups.extend(
            framework
                .groups
                .iter()
                .map(|group| (group.key.clone(), format!("{} {}", group.key, group.title.get(t.lang())))),
        );
        inputs.insert(1, Input::select("gruppe", t.get("gap-group"), &wanted.gruppe, groups));
    }
    inputs
}

#[expect(clippy::too_many_arguments, reason = "one row of one page, with what it is drawn from")]
fn row(
    t: Tr,
    view: &AnalysisView,
    head: &Head,
    path: &str,
    all: &[RequirementView],
    start: usize,
    index: usize,
    result: &RequirementResult,
) -> RequirementRow {
    let lang = t.lang();
    let requirement = &all[index];
    let mut depth = 0;
    let mut above = requirement.parent;
    while let Some(parent) = above {
        depth += 1;
        above = view_parent(all, start, parent);
    }
    let controls = view.answering(requirement).filter_map(|(control, _)| {
        let answer = view.answer(control.id)?;
        let path = format!("{}/kontrol/{}", head.path, control.code);
        Some((path, control.code.clone(), badge(t, answer.standing().score())))
    });
    RequirementRow {
        path: format!("{path}/krav/{}", encode(&requirement.reference)),
        reference: requirement.reference.clone(),
        title: requirement.title.get(lang).to_owned(),
        depth: depth.min(5),
        is_heading: !requirement.is_assessable,
        bar: bar(result.shown(), result.target()),
        level: number(lang, result.shown()),
        target: number(lang, result.target()),
        state: result.state().key(),
        is_direct: result.direct.is_some(),
        why: explanation(t, view, requirement, result),
        controls: controls.collect(),
    }
}
