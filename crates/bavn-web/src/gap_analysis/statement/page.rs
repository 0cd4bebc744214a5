use super::{
    super::parts::{number, parse_id},
    reason_text,
};
use crate::kit::{Input, Layout, PageResult, Place, Tr, User, encode, format, html};
use askama::Template;
use axum::extract::{Path, Query};
use bavn_app::gap_analysis::{Statement, StatementLine, get_statement};
use bavn_core::{
    access::{Action, Resource},
    gap_analysis::{ImplementationState, StatementFault},
    ids::AnalysisId,
    text::fold,
};
use serde::Deserialize;

/// A row of the statement as it is shown.
pub(super) struct Row {
    /// Its identifier in the page.
    pub(super) anchor: String,
    pub(super) path: String,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) is_included: bool,
    pub(super) reason: String,
    pub(super) is_drafted: bool,
    /// Why an auditor would ask; empty when not.
    pub(super) fault: &'static str,
    /// Its state; empty for one that is left out.
    pub(super) state: &'static str,
    pub(super) level: String,
    pub(super) target: String,
    pub(super) controls: Vec<(String, String)>,
    pub(super) evidence: Vec<String>,
    pub(super) may_change: bool,
    /// Whether it came in place and should get the focus.
    pub(super) is_fragment: bool,
}

struct Group {
    title: String,
    rows: Vec<Row>,
}

struct Chip {
    href: String,
    text: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "gap_analysis/statement/page.html")]
struct StatementPage {
    layout: Layout,
    t: Tr,
    key: String,
    framework: String,
    path: String,
    heading: String,
    lead: String,
    source: String,
    source_path: String,
    last_change: String,
    faults: usize,
    chips: Vec<Chip>,
    filter: Vec<Input>,
    vis: String,
    analyse: String,
    groups: Vec<Group>,
    fields: Vec<Input>,
}

/// Which rows: a kind, words; and with the states of which analysis.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    pub(super) vis: String,
    #[serde(default)]
    ord: String,
    #[serde(default)]
    pub(super) analyse: String,
}

impl Wanted {
    /// The analysis that is named.
    pub(super) fn analysis(&self) -> PageResult<Option<AnalysisId>> {
        if self.analyse.is_empty() { Ok(None) } else { parse_id(&self.analyse).map(Some) }
    }

    /// The end of addresses that keep the analysis.
    pub(super) fn end(&self) -> String {
        if self.analyse.is_empty() { String::new() } else { format!("?analyse={}", encode(&self.analyse)) }
    }
}

/// The kinds of rows that can be asked for; each has a text `statement-filter-…`.
const KINDS: [&str; 5] = ["alle", "undtaget", "uden-begrundelse", "ikke-gennemfoert", "spoergsmaal"];

fn is_of_kind(kind: &str, line: &StatementLine) -> bool {
    match kind {
        "undtaget" => !line.row.is_included,
        "uden-begrundelse" => !line.row.reason.is_own(),
        "ikke-gennemfoert" => line.row.state.is_some_and(|state| state != ImplementationState::Implemented),
        "spoergsmaal" => line.row.fault.is_some(),
        _ => true,
    }
}

/// Where the statement of a framework is.
pub(super) fn path_of(key: &str) -> String {
    format!("/krav/ramme/{}/anvendelighedserklaering", encode(key))
}

pub(super) async fn show(user: User, Path(key): Path<String>, Query(wanted): Query<Wanted>) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let statement = get_statement(&user.app, &user.ctx, &key, wanted.analysis()?).await?;
    let framework = statement.framework().short_title.get(lang).to_owned();
    let path = path_of(&key);
    let counts = statement.counts;
    let heading = t.s3(
        "statement-heading",
        ("name", &framework),
        ("n", &counts.included.to_string()),
        ("m", &counts.requirements.to_string()),
    );
    let figures = [
        ("implemented", counts.implemented),
        ("partly", counts.partly),
        ("not_begun", counts.not_begun),
        ("not_assessed", counts.not_assessed),
        ("excluded", counts.excluded),
    ];
    let figures: Vec<(&str, String)> = figures.into_iter().map(|(name, count)| (name, count.to_string())).collect();
    let date = |at| format::date(lang, format::date_of(at));
    let page = StatementPage {
        layout: user.layout(Place::Catalogue, t.s("statement-title", "name", &framework)),
        lead: t.with("statement-lead", &figures),
        source: match &statement.analysis {
            Some(analysis) => {
                t.s2("statement-source", "title", &analysis.title, "date", format::date(lang, analysis.assessed_on))
            }
            None => t.get("statement-no-analysis"),
        },
        source_path: statement
            .analysis
            .as_ref()
            .map(|one| format!("/gap-analyse/{}/ramme/{key}", one.id))
            .unwrap_or_default(),
        last_change: statement
            .last_change()
            .map(|own| t.s2("statement-last-change", "when", date(own.updated_at), "who", &own.updated_by))
            .unwrap_or_default(),
        faults: counts.faults,
        chips: chips(t, &statement, &path, &wanted),
        filter: vec![Input::line("search", "ord", t.get("gap-words"), &wanted.ord)],
        groups: groups(&user, &statement, &wanted, &path),
        fields: vec![
            Input::line("text", "version", t.get("statement-version"), "").max(40).short(),
            Input::line("text", "godkendt", t.get("statement-approver"), "")
                .max(120)
                .hint(t.get("statement-approver-hint")),
            Input::line("date", "dato", t.get("statement-date"), format::iso_date(user.ctx.today())).short(),
        ],
        vis: wanted.vis.clone(),
        analyse: wanted.analyse.clone(),
        framework,
        heading,
        path,
        key,
        t,
    };
    html(&page)
}

fn chips(t: Tr, statement: &Statement, path: &str, wanted: &Wanted) -> Vec<Chip> {
    let chip = |kind: &'static str| {
        let count = statement.lines.iter().filter(|line| is_of_kind(kind, line)).count();
        let analysis =
            if wanted.analyse.is_empty() { String::new() } else { format!("&analyse={}", encode(&wanted.analyse)) };
        Chip {
            href: format!("{path}?vis={kind}{analysis}"),
            text: format!("{} {count}", t.of("statement-filter", kind)),
            is_current: wanted.vis == kind || (wanted.vis.is_empty() && kind == "alle"),
        }
    };
    KINDS.into_iter().map(chip).collect()
}

fn groups(user: &User, statement: &Statement, wanted: &Wanted, path: &str) -> Vec<Group> {
    let (t, lang) = (user.t, user.t.lang());
    let words = fold(&wanted.ord);
    let mut groups: Vec<(Option<usize>, Group)> = Vec::new();
    for line in statement.lines.iter().filter(|line| is_of_kind(&wanted.vis, line)) {
        let row = row(user, statement, line, path, &wanted.end());
        let text = fold(&format!("{} {} {}", row.reference, row.title, row.reason));
        if !words.split_whitespace().all(|word| text.contains(word)) {
            continue;
        }
        match groups.last_mut().filter(|(heading, _)| *heading == line.heading) {
            Some((_, group)) => group.rows.push(row),
            None => {
                let heading = statement.heading(line);
                let title = heading.map(|heading| format!("{} {}", heading.reference, heading.title.get(lang)));
                let title = title.unwrap_or_else(|| t.get("statement-no-theme"));
                groups.push((line.heading, Group { title, rows: vec![row] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A line as it is shown; `end` is the end of its address.
pub(super) fn row(user: &User, statement: &Statement, line: &StatementLine, path: &str, end: &str) -> Row {
    let (t, lang) = (user.t, user.t.lang());
    let requirement = statement.requirement(line);
    let analysis = statement.analysis.as_ref().map(|analysis| analysis.id);
    let control = |code: &str| match analysis {
        Some(id) => format!("/gap-analyse/{id}/kontrol/{code}"),
        None => format!("/krav/kontrol/{code}"),
    };
    let anchor = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    Row {
        anchor: format!("r-{}", requirement.reference.chars().map(anchor).collect::<String>()),
        path: format!("{path}/krav/{}{end}", encode(&requirement.reference)),
        reference: requirement.reference.clone(),
        title: requirement.title.get(lang).to_owned(),
        is_included: line.row.is_included,
        reason: reason_text(t, statement, line),
        is_drafted: line.row.reason.is_drafted(),
        fault: line.row.fault.map_or("", StatementFault::key),
        state: line.row.state.map_or("", ImplementationState::key),
        level: number(lang, line.row.level),
        target: number(lang, line.row.target),
        controls: statement.controls(line).map(|(one, _)| (control(&one.code), one.code.clone())).collect(),
        evidence: line.evidence.clone(),
        may_change: user.ctx.may(Action::ApplicabilityChange, Resource::Municipality),
        is_fragment: user.is_fragment,
    }
}
