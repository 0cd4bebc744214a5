use super::{
    parts::{Head, number, parse_id},
    quick::QuickRow,
};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::{Path, Query};
use bavn_app::{
    catalogue::ControlView,
    gap_analysis::{AnalysisView, Answer, count_evidence, get_analysis},
};
use bavn_core::{access::Action, gap_analysis::Level, ids::ControlId, text::fold};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// Which controls to show.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    /// `mangler`, `under` or `uden-bevis`; anything else is all.
    #[serde(default)]
    pub(super) vis: String,
    /// The code of an area.
    #[serde(default)]
    pub(super) omraade: String,
    /// Words in code, title or statement.
    #[serde(default)]
    pub(super) q: String,
}

impl Wanted {
    /// The query of an address that shows the same with another filter.
    fn query(&self, vis: &str) -> String {
        use crate::kit::encode;
        let fields = [("vis", vis), ("omraade", &self.omraade), ("q", &self.q)];
        let used = fields.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<_> = used.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        format!("?{}", query.join("&"))
    }

    pub(super) fn own_query(&self) -> String {
        self.query(&self.vis)
    }
}

struct Chip {
    query: String,
    key: &'static str,
    count: usize,
    is_chosen: bool,
}

struct Section {
    code: String,
    title: String,
    summary: String,
    rows: Vec<QuickRow>,
}

#[derive(Template)]
#[template(path = "gap_analysis/quick.html")]
struct QuickPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    chips: Vec<Chip>,
    areas: Vec<(String, String, bool)>,
    wanted: Wanted,
    action: String,
    sections: Vec<Section>,
    status: String,
    conflicts: usize,
    is_open: bool,
    may_answer: bool,
}

/// What was chosen in rows that somebody else changed meanwhile: documentation and implementation.
pub(super) type Typed = BTreeMap<ControlId, (Option<Level>, Option<Level>)>;

pub(super) async fn show(user: User, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> PageResult {
    let view = get_analysis(&user.app, &user.ctx, parse_id(&id)?).await?;
    page(&user, &view, wanted, &Typed::new()).await
}

pub(super) async fn page(user: &User, view: &AnalysisView, wanted: Wanted, typed: &Typed) -> PageResult {
    let t = user.t;
    let lang = t.lang();
    let evidence = count_evidence(&user.app, &user.ctx, view.analysis.id).await?;
    let head = Head::new(view, "answer");
    let chips =
        [("alle", ""), ("mangler", "mangler"), ("under", "under"), ("uden-bevis", "uden-bevis")].map(|(key, vis)| {
            Chip {
                query: wanted.query(vis),
                key,
                count: view.rows().filter(|(_, answer)| is_wanted(vis, answer, &evidence)).count(),
                is_chosen: wanted.vis == vis,
            }
        });
    let words: Vec<String> = wanted.q.split_whitespace().take(8).map(fold).collect();
    let mut sections: Vec<Section> = Vec::new();
    for (control, answer) in view.rows() {
        let area = view.catalogue.area_of(control);
        let is_in_area = wanted.omraade.is_empty() || area.code.eq_ignore_ascii_case(&wanted.omraade);
        let is_shown = is_in_area && is_wanted(&wanted.vis, answer, &evidence) && has_words(t, control, &words);
        let mine = typed.get(&control.id).copied();
        if !is_shown && mine.is_none() {
            continue;
        }
        if sections.last().is_none_or(|section| section.code != area.code) {
            sections.push(section(t, view, control));
        }
        if let Some(section) = sections.last_mut() {
            section.rows.push(QuickRow::new(t, &head.path, control, answer, mine)?);
        }
    }
    let counts = view.evaluation.counts;
    let missing = counts.relevant - counts.assessed;
    let heading = if missing == 0 { t.n("gap-quick-done", counts.relevant) } else { t.n("gap-quick-missing", missing) };
    let newest = view.answers.values().filter_map(|answer| answer.updated_at).max();
    let status = newest.filter(|at| format::date_of(*at) == user.ctx.today());
    let page = QuickPage {
        layout: user.layout(Place::GapAnalysis, heading.clone()),
        t,
        lead: t.s2("gap-lead-assessed", "n", counts.assessed, "m", counts.relevant),
        chips: chips.into(),
        areas: view
            .catalogue
            .areas
            .iter()
            .map(|area| {
                let is_chosen = area.code.eq_ignore_ascii_case(&wanted.omraade);
                (area.code.clone(), area.title.get(lang).to_owned(), is_chosen)
            })
            .collect(),
        action: format!("{}/skema{}", head.path, wanted.own_query()),
        status: status.map(|at| t.s("gap-saved-at", "time", format::clock(lang, at))).unwrap_or_default(),
        conflicts: typed.len(),
        is_open: view.analysis.is_open(),
        may_answer: view.analysis.is_open() && user.ctx.may(Action::AnswerRecord, view.analysis.resource()),
        heading,
        head,
        wanted,
        sections,
    };
    html(&page)
}

fn section(t: Tr, view: &AnalysisView, control: &ControlView) -> Section {
    let area = view.catalogue.area_of(control);
    let result = view.area_result(area.id);
    let summary = result.map(|result| {
        t.with(
            "gap-quick-area",
            &[
                ("n", result.counts.assessed.to_string()),
                ("m", result.counts.relevant.to_string()),
                ("score", number(t.lang(), result.score())),
                ("target", number(t.lang(), result.target())),
            ],
        )
    });
    Section {
        code: area.code.clone(),
        title: area.title.get(t.lang()).to_owned(),
        summary: summary.unwrap_or_default(),
        rows: Vec::new(),
    }
}

fn is_wanted(vis: &str, answer: &Answer, evidence: &HashMap<ControlId, u64>) -> bool {
    let standing = answer.standing();
    match vis {
        "mangler" => standing.is_relevant() && !standing.is_assessed(),
        "under" => standing.score().is_some_and(|score| score < answer.target),
        "uden-bevis" => standing.is_assessed() && !evidence.contains_key(&answer.control),
        _ => true,
    }
}

fn has_words(t: Tr, control: &ControlView, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let lang = t.lang();
    let text = fold(&format!("{} {} {}", control.code, control.title.get(lang), control.statement.get(lang)));
    words.iter().all(|word| text.contains(word))
}
