use super::{
    answer::AnswerForm,
    levels::{LevelCard, paper, parse, practice},
    parts::{Head, hundredths, number, parse_id},
};
use crate::kit::{Faults, Layout, PageError, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::{
    Error,
    catalogue::ControlView,
    gap_analysis::{
        AnalysisView, Answer, Evidence, PastAnswer, answer_history, get_analysis, list_archived_evidence, list_evidence,
    },
    measure::{self, list_lifts},
};
use bavn_core::{
    access::{Action, Resource},
    gap_analysis::{Change, Level, Standing, WhatIf},
    lang::Lang,
};

/// What a change of an answer would lift: the words before, the area and the total with where they are shown.
pub(super) struct Lift {
    pub(super) when: String,
    pub(super) area: String,
    pub(super) area_path: String,
    pub(super) total: String,
    pub(super) total_path: String,
}

/// What an answer means: its score and what would lift it.
pub(super) struct Consequence {
    pub(super) score: String,
    pub(super) why: String,
    pub(super) lifts: Vec<Lift>,
    pub(super) note: String,
    pub(super) version: i32,
    pub(super) saved: String,
    /// Whether it answers htmx, and so carries the new version beside it.
    pub(super) is_fragment: bool,
}

#[derive(Template)]
#[template(path = "gap_analysis/consequence.html")]
pub(super) struct ConsequenceFragment {
    pub(super) t: Tr,
    pub(super) c: Consequence,
}

/// A framework with the requirements that the control answers, each share apart.
struct MappingGroup {
    path: String,
    framework: String,
    references: String,
    coverage: &'static str,
}

struct PastRow {
    path: String,
    title: String,
    text: String,
}

struct EvidenceRow {
    evidence: Evidence,
    path: String,
    added: String,
    size: String,
    short_hash: String,
}

#[derive(Template)]
#[template(path = "gap_analysis/control.html")]
struct ControlPage {
    layout: Layout,
    t: Tr,
    head: Head,
    path: String,
    area: String,
    area_path: String,
    position: String,
    code: String,
    title: String,
    statement: String,
    purpose: String,
    practice: Vec<LevelCard>,
    paper: Vec<LevelCard>,
    targets: Vec<(String, bool)>,
    target: String,
    form: AnswerForm,
    faults: Faults,
    status: String,
    c: Consequence,
    mappings: Vec<MappingGroup>,
    past: Vec<PastRow>,
    /// Address, name and state of each measure that lifts the control, and to which level.
    measures: Vec<(String, String, &'static str, String)>,
    evidence: Vec<EvidenceRow>,
    archived: Vec<EvidenceRow>,
    archived_heading: String,
    evidence_heading: String,
    typical: Vec<String>,
    finding_draft: String,
    limit: String,
    is_open: bool,
    may_answer: bool,
    may_plan: bool,
}

/// An analysis and one of its controls.
pub(super) fn find<'view>(view: &'view AnalysisView, code: &str) -> PageResult<(&'view ControlView, &'view Answer)> {
    let missing = || PageError::Operation(Error::NotFound { kind: "control" });
    let control = view.catalogue.control_by_code(code).ok_or_else(missing)?;
    Ok((control, view.answer(control.id).ok_or_else(missing)?))
}

pub(super) async fn show(user: User, Path((id, code)): Path<(String, String)>) -> PageResult {
    let view = get_analysis(&user.app, &user.ctx, parse_id(&id)?).await?;
    let (_, answer) = find(&view, &code)?;
    let form = AnswerForm::from(answer);
    page(&user, &view, &code, form, Faults::default()).await
}

/// The page of one control, with what was typed and what is wrong with it.
pub(super) async fn page(user: &User, view: &AnalysisView, code: &str, form: AnswerForm, faults: Faults) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let lang = t.lang();
    let (control, answer) = find(view, code)?;
    let evidence = list_evidence(app, ctx, view.analysis.id, control.id).await?;
    let archived = list_archived_evidence(app, ctx, view.analysis.id, control.id).await?;
    let past = answer_history(app, ctx, &view.analysis, control.id).await?;
    let measures = list_lifts(app, ctx, control.id).await?;
    let head = Head::new(view, "answer");
    let area = view.catalogue.area_of(control);
    let siblings = &view.catalogue.controls[area.controls.clone()];
    let place = siblings.iter().position(|one| one.id == control.id).map_or(0, |place| place + 1);
    let title = control.title.get(lang).to_owned();
    let path = format!("{}/kontrol/{}", head.path, control.code);
    let status = answer.updated_at.map(|at| match format::date_of(at) == ctx.today() {
        true => t.s("gap-saved-at", "time", format::clock(lang, at)),
        false => t.s2("gap-answered-by", "who", &answer.updated_by, "date", format::date(lang, format::date_of(at))),
    });
    let page = ControlPage {
        layout: user.layout(Place::GapAnalysis, format!("{} {title}", control.code)),
        t,
        area: area.title.get(lang).to_owned(),
        area_path: format!("{}/omraade/{}", head.path, area.code),
        position: t.s2("gap-position", "n", place, "m", siblings.len()),
        code: control.code.clone(),
        statement: control.statement.get(lang).to_owned(),
        purpose: control.purpose.get(lang).to_owned(),
        practice: practice(t, control, parse(Some(&form.implementation)), answer.target),
        paper: paper(t, parse(Some(&form.documentation)), answer.target),
        targets: Level::ALL.iter().map(|level| (level.to_string(), form.target == level.to_string())).collect(),
        target: answer.target.to_string(),
        status: status.unwrap_or_default(),
        c: consequence(user, view, control, answer, false)?,
        mappings: mappings(t, view, control, &head),
        past: past.iter().map(|past| past_row(t, past, &control.code)).collect(),
        measures: measures.into_iter().map(|lift| measure_row(t, lift)).collect(),
        evidence_heading: t.n("gap-evidence-heading", evidence.len()),
        evidence: evidence.into_iter().map(|evidence| evidence_row(t, &head, evidence)).collect(),
        archived_heading: t.n("gap-evidence-archived", archived.len()),
        archived: archived.into_iter().map(|evidence| evidence_row(t, &head, evidence)).collect(),
        typical: control.evidence.iter().map(|text| text.get(lang).to_owned()).collect(),
        finding_draft: control.finding.get(lang).to_owned(),
        limit: format::bytes(lang, i64::try_from(app.limits().attachment_bytes).unwrap_or(i64::MAX)),
        is_open: view.analysis.is_open(),
        may_answer: view.analysis.is_open() && ctx.may(Action::AnswerRecord, view.analysis.resource()),
        may_plan: ctx.may(Action::PlanChange, Resource::Any),
        head,
        path,
        title,
        form,
        faults,
    };
    html(&page)
}

/// What an answer means now.
pub(super) fn consequence(
    user: &User,
    view: &AnalysisView,
    control: &ControlView,
    answer: &Answer,
    is_fragment: bool,
) -> PageResult<Consequence> {
    let t = user.t;
    let standing = answer.standing();
    let (score, why) = match &standing {
        Standing::Assessed { .. } => (
            t.s("gap-score-is", "score", standing.score().map(|score| score.to_string()).unwrap_or_default()),
            t.get("gap-lower-of-two"),
        ),
        Standing::NotRelevant { .. } => (t.get("gap-not-relevant-title"), String::new()),
        _ => (t.get("gap-not-assessed-title"), String::new()),
    };
    let mut lifts = Vec::new();
    let mut note = String::new();
    match standing {
        Standing::Assessed { documentation, implementation } => {
            for (key, paper, practice) in ways(documentation, implementation, answer.target) {
                if let Some(found) = view.what_if(control.id, paper, practice)? {
                    lifts.push(lift(t, view, control, key, answer.target, &found));
                }
            }
            if lifts.is_empty() {
                note = t.s("gap-target-reached", "target", answer.target);
            }
        }
        Standing::NotRelevant { .. } => note = t.get("gap-not-relevant-note"),
        Standing::Started { .. } | Standing::NotAssessed => note = t.get("gap-answer-both"),
    }
    let saved = answer.updated_at.filter(|_| is_fragment);
    let saved = saved.map(|at| t.s("gap-saved-at", "time", format::clock(t.lang(), at))).unwrap_or_default();
    Ok(Consequence { score, why, lifts, note, version: answer.version, saved, is_fragment })
}

/// The ways to lift a score: practice alone, paper alone, both to the target. Key of the words, paper, practice.
fn ways(paper: Level, practice: Level, target: Level) -> Vec<(&'static str, Level, Level)> {
    let mut ways = Vec::new();
    let score = paper.min(practice);
    if practice < target && paper.min(target) > score {
        ways.push(("practice", paper, target));
    }
    if paper < target && practice.min(target) > score {
        ways.push(("paper", target, practice));
    }
    if practice < target && paper < target {
        ways.push(("both", target, target));
    }
    ways
}

fn lift(t: Tr, view: &AnalysisView, control: &ControlView, key: &str, target: Level, found: &WhatIf) -> Lift {
    let lang = t.lang();
    let head = super::parts::path(view.analysis.id);
    let move_of = |key: &str, who: String, change: &Change| {
        let (before, after) = figures(lang, change);
        t.with(key, &[("who", who), ("before", before), ("after", after)])
    };
    let inside = view.unit_name.clone().unwrap_or_else(|| t.get("gap-municipality-inside"));
    Lift {
        when: t.s(
            match key {
                "practice" => "gap-lift-practice",
                "paper" => "gap-lift-paper",
                _ => "gap-lift-both",
            },
            "target",
            target,
        ),
        area: move_of("gap-lift-area", String::new(), &found.area),
        area_path: format!("{head}/omraade/{}", view.catalogue.area_of(control).code),
        total: move_of("gap-lift-total", inside, &found.total),
        total_path: head,
    }
}

/// The score before and after; with two decimals when one would show them alike.
fn figures(lang: Lang, change: &Change) -> (String, String) {
    match (change.before, change.after) {
        (Some(before), Some(after)) if before != after && before.tenths() == after.tenths() => {
            (hundredths(lang, before.fraction()), hundredths(lang, after.fraction()))
        }
        (before, after) => (number(lang, before), number(lang, after)),
    }
}

fn mappings(t: Tr, view: &AnalysisView, control: &ControlView, head: &Head) -> Vec<MappingGroup> {
    let mut groups: Vec<MappingGroup> = Vec::new();
    for mapping in &control.mappings {
        let requirement = &view.catalogue.requirements[mapping.requirement];
        let framework = &view.catalogue.frameworks[requirement.framework];
        let path = format!("{}/ramme/{}", head.path, framework.key);
        let coverage = mapping.coverage.key();
        match groups.iter_mut().find(|group| group.path == path && group.coverage == coverage) {
            Some(group) => {
                group.references.push_str(", ");
                group.references.push_str(&requirement.reference);
            }
            None => groups.push(MappingGroup {
                path,
                framework: framework.short_title.get(t.lang()).to_owned(),
                references: requirement.reference.clone(),
                coverage,
            }),
        }
    }
    groups
}

fn measure_row(t: Tr, lift: measure::Lift) -> (String, String, &'static str, String) {
    (
        format!("/handleplan/foranstaltning/{}", lift.measure),
        lift.title,
        lift.state.key(),
        t.s("gap-measure-lifts-to", "level", lift.level),
    )
}

fn past_row(t: Tr, past: &PastAnswer, code: &str) -> PastRow {
    let text = match past.answer.standing() {
        Standing::Assessed { documentation, implementation } => {
            t.s2("gap-parts", "practice", implementation, "paper", documentation)
        }
        other => super::parts::without_score(t, &other),
    };
    PastRow {
        path: format!("{}/kontrol/{code}", super::parts::path(past.analysis.id)),
        title: past.analysis.title.clone(),
        text,
    }
}

fn evidence_row(t: Tr, head: &Head, evidence: Evidence) -> EvidenceRow {
    let lang = t.lang();
    let path = match (&evidence.url, &evidence.file) {
        (Some(url), _) => url.clone(),
        (None, _) => format!("{}/bevis/{}", head.path, evidence.id),
    };
    let size = match &evidence.file {
        Some(file) => format::bytes(lang, file.size),
        None => t.get("gap-evidence-is-link"),
    };
    let short_hash = evidence.file.as_ref().map(|file| format!("{}…{}", &file.sha256[..8], &file.sha256[56..]));
    EvidenceRow {
        path,
        added: format::date(lang, format::date_of(evidence.archived_at.unwrap_or(evidence.added_at))),
        size,
        short_hash: short_hash.unwrap_or_default(),
        evidence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lifts_the_score_is_offered() {
        let level = |value| Level::from_i64(value).unwrap();
        let keys = |paper, practice, target| -> Vec<_> {
            ways(level(paper), level(practice), level(target)).into_iter().map(|(key, ..)| key).collect()
        };
        assert_eq!(keys(2, 1, 3), ["practice", "both"]);
        assert_eq!(keys(1, 3, 3), ["paper"]);
        assert_eq!(keys(1, 1, 3), ["both"]);
        assert!(keys(3, 4, 3).is_empty());
    }
}
