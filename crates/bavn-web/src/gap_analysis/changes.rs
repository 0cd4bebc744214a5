use super::parts::{Head, badge, difference, number, parse_id, subject};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::{Path, Query};
use bavn_app::{
    gap_analysis::{AnalysisSummary, AnalysisView, comparison_of, get_analysis, list_analyses},
    page::PageRequest,
};
use bavn_core::gap_analysis::{ChangeKind, Comparison, ControlChange, Standing};
use serde::Deserialize;

struct AreaRow {
    path: String,
    title: String,
    before: String,
    after: String,
    difference: String,
}

struct ControlRow {
    path: String,
    code: String,
    title: String,
    before: String,
    after: String,
    kind: &'static str,
}

/// A kind of change to look at: its key, how many there are, whether it is chosen.
struct Chip {
    key: &'static str,
    count: usize,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "gap_analysis/changes.html")]
struct ChangesPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    others: Vec<AnalysisSummary>,
    with: String,
    found: bool,
    before_head: String,
    after_head: String,
    areas: Vec<AreaRow>,
    total: AreaRow,
    chips: Vec<Chip>,
    controls: Vec<ControlRow>,
}

impl ChangesPage {
    fn other(&self, row: &AnalysisSummary) -> String {
        format!("{}, {}", row.analysis.title, format::date(self.t.lang(), row.analysis.assessed_on))
    }

    fn shows_all(&self) -> bool {
        !self.chips.iter().any(|chip| chip.is_chosen)
    }

    fn is_with(&self, row: &AnalysisSummary) -> bool {
        self.with == row.analysis.id.to_string()
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    med: String,
    #[serde(default)]
    vis: String,
}

const fn key(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Raised => "raised",
        ChangeKind::Lowered => "lowered",
        ChangeKind::PartChanged => "part-changed",
        ChangeKind::NewlyAssessed => "newly-assessed",
        ChangeKind::NoLongerAssessed => "no-longer-assessed",
        ChangeKind::MadeRelevant => "made-relevant",
        ChangeKind::MadeNotRelevant => "made-not-relevant",
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Unchanged => "unchanged",
    }
}

/// The kinds in the order in which they are shown: what went wrong first.
const KINDS: [ChangeKind; 9] = [
    ChangeKind::Lowered,
    ChangeKind::NoLongerAssessed,
    ChangeKind::MadeNotRelevant,
    ChangeKind::Raised,
    ChangeKind::NewlyAssessed,
    ChangeKind::MadeRelevant,
    ChangeKind::PartChanged,
    ChangeKind::Added,
    ChangeKind::Removed,
];

pub(super) async fn show(user: User, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let lang = t.lang();
    let view = get_analysis(app, ctx, parse_id(&id)?).await?;
    let with = if wanted.med.is_empty() { None } else { Some(parse_id(&wanted.med)?) };
    let found = comparison_of(app, ctx, &view, with).await?;
    let mut others = list_analyses(app, ctx, PageRequest::default()).await?.rows;
    others.retain(|row| row.analysis.id != view.analysis.id);
    let head = Head::new(&view, "changes");
    let Some((earlier, comparison)) = found else {
        let heading = t.get("gap-changes-none");
        return html(&ChangesPage {
            layout: user.layout(Place::GapAnalysis, heading.clone()),
            t,
            head,
            heading,
            lead: t.get("gap-changes-none-lead"),
            others,
            with: String::new(),
            found: false,
            before_head: String::new(),
            after_head: String::new(),
            areas: Vec::new(),
            total: AreaRow {
                path: String::new(),
                title: String::new(),
                before: String::new(),
                after: String::new(),
                difference: String::new(),
            },
            chips: Vec::new(),
            controls: Vec::new(),
        });
    };
    let heading = heading(t, &view, &comparison);
    let chips: Vec<Chip> = KINDS
        .into_iter()
        .map(|kind| Chip { key: key(kind), count: comparison.count(kind), is_chosen: wanted.vis == key(kind) })
        .filter(|chip| chip.count > 0)
        .collect();
    let chosen = chips.iter().find(|chip| chip.is_chosen).map(|chip| chip.key);
    let lead = t.with(
        "gap-changes-lead",
        &[
            ("raised", comparison.count(ChangeKind::Raised).to_string()),
            ("lowered", comparison.count(ChangeKind::Lowered).to_string()),
            ("new", comparison.count(ChangeKind::NewlyAssessed).to_string()),
            ("title", earlier.analysis.title.clone()),
        ],
    );
    let page = ChangesPage {
        layout: user.layout(Place::GapAnalysis, heading.clone()),
        t,
        lead,
        with: earlier.analysis.id.to_string(),
        found: true,
        before_head: format::short_date(lang, earlier.analysis.assessed_on),
        after_head: format::short_date(lang, view.analysis.assessed_on),
        areas: area_rows(t, &head, &view, &comparison),
        total: AreaRow {
            path: head.path.clone(),
            title: t.get("gap-total"),
            before: number(lang, comparison.total.before),
            after: number(lang, comparison.total.after),
            difference: difference(lang, &comparison.total),
        },
        controls: control_rows(t, &head, &view, &comparison, chosen),
        chips,
        others,
        heading,
        head,
    };
    html(&page)
}

fn heading(t: Tr, view: &AnalysisView, comparison: &Comparison) -> String {
    let lang = t.lang();
    let figures = [
        ("who", subject(t, view)),
        ("before", number(lang, comparison.total.before)),
        ("after", number(lang, comparison.total.after)),
    ];
    match comparison.total.tenths() {
        Some(1..) => t.with("gap-changes-raised", &figures),
        Some(0) => t.with("gap-changes-same", &figures),
        Some(_) => t.with("gap-changes-lowered", &figures),
        None => t.with("gap-changes-other", &figures),
    }
}

/// The areas, the one that was lifted most first.
fn area_rows(t: Tr, head: &Head, view: &AnalysisView, comparison: &Comparison) -> Vec<AreaRow> {
    let lang = t.lang();
    let mut areas: Vec<_> = comparison.areas.iter().collect();
    areas.sort_by_key(|area| std::cmp::Reverse(area.change.tenths().unwrap_or(i64::MIN)));
    let row = |change: &bavn_core::gap_analysis::AreaChange| {
        let area = view.catalogue.areas.iter().find(|area| area.id == change.id)?;
        Some(AreaRow {
            path: format!("{}/omraade/{}", head.path, area.code),
            title: area.title.get(lang).to_owned(),
            before: number(lang, change.change.before),
            after: number(lang, change.change.after),
            difference: difference(lang, &change.change),
        })
    };
    areas.into_iter().filter_map(row).collect()
}

fn control_rows(
    t: Tr,
    head: &Head,
    view: &AnalysisView,
    comparison: &Comparison,
    chosen: Option<&'static str>,
) -> Vec<ControlRow> {
    let shown = |change: &&ControlChange| {
        change.kind != ChangeKind::Unchanged && chosen.is_none_or(|chosen| chosen == key(change.kind))
    };
    let mut controls: Vec<_> = comparison.controls.iter().filter(shown).collect();
    controls.sort_by_key(|change| KINDS.iter().position(|kind| *kind == change.kind));
    let standing = |standing: Option<&Standing>| match standing {
        Some(Standing::NotRelevant { .. }) => t.get("gap-not-relevant"),
        Some(standing @ Standing::Assessed { documentation, implementation }) => {
            let parts = t.s2("gap-parts", "practice", implementation, "paper", documentation);
            format!("{} <small class=\"b-soft b-nowrap\">{parts}</small>", badge(t, standing.score()))
        }
        _ => badge(t, None),
    };
    let row = |change: &ControlChange| {
        let control = view.catalogue.control(change.id);
        ControlRow {
            path: format!("{}/kontrol/{}", head.path, change.code),
            code: change.code.clone(),
            title: control.map(|control| control.title.get(t.lang()).to_owned()).unwrap_or_default(),
            before: standing(change.before.as_ref()),
            after: standing(change.after.as_ref()),
            kind: key(change.kind),
        }
    };
    controls.into_iter().map(row).collect()
}
