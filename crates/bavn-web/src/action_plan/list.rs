//! The measures as a list.

use super::{
    empty,
    head::Head,
    parts::{current, number},
    row::{Row, Slip, slips, unit_name},
    standing::{latest, projected},
};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    action_plan::{MeasureFilter, MeasureSort, PlanView},
    page::PageRequest,
};
use bavn_core::{
    access::{Action, Resource},
    measure::{Phase, State},
};
use serde::Deserialize;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    vis: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    phase: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    side: Option<u64>,
}

impl Wanted {
    fn filter(&self, user: &User) -> MeasureFilter {
        MeasureFilter {
            words: self.q.chars().take(200).collect(),
            state: State::from_key(&self.vis),
            phase: Phase::from_key(&self.phase),
            unit: self.unit.parse().ok(),
            owner: if self.vis == "mine" { user.ctx.actor().person_id() } else { self.owner.parse().ok() },
            control: None,
            late: self.vis == "late",
        }
    }

    /// The same list with one thing different.
    fn address(&self, name: &str, value: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("vis", &self.vis),
            ("unit", &self.unit),
            ("phase", &self.phase),
            ("owner", &self.owner),
            ("sort", &self.sort),
            ("side", ""),
        ];
        let pairs: Vec<String> = fields
            .into_iter()
            .map(|(key, kept)| (key, if key == name { value } else { kept }))
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={}", crate::kit::encode(value)))
            .collect();
        if pairs.is_empty() { "/handleplan".into() } else { format!("/handleplan?{}", pairs.join("&")) }
    }
}

#[derive(Template)]
#[template(path = "action_plan/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    slips: Vec<Slip>,
    wanted: Wanted,
    /// Key, address, count and whether it is chosen.
    chips: Vec<(&'static str, String, usize, bool)>,
    units: Vec<(String, String)>,
    owners: Vec<(String, String)>,
    rows: Vec<Row>,
    total: usize,
    first: usize,
    sums: [String; 3],
    page: (u64, u64),
    is_empty_plan: bool,
    may_create: bool,
}

impl ListPage {
    const fn phases(&self) -> [Phase; 5] {
        Phase::ALL
    }

    fn shows(&self) -> String {
        let last = self.first + self.rows.len().saturating_sub(1);
        let values = [("first", self.first), ("last", last), ("total", self.total)];
        self.t.with("plan-shows", &values.map(|(name, value)| (name, value.to_string())))
    }

    fn is_sorted(&self, key: &str) -> bool {
        self.wanted.sort == key
    }

    fn sort_address(&self, key: &str) -> String {
        self.wanted.address("sort", key)
    }

    fn page_address(&self, page: u64) -> String {
        self.wanted.address("side", &page.to_string())
    }
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let Some(view) = current(&user).await? else { return empty::page(&user) };
    let t = user.t;
    let sort = MeasureSort::from_key(&wanted.sort).unwrap_or_default();
    let found = view.select(&wanted.filter(&user), sort);
    let request = PageRequest::new(wanted.side.unwrap_or(1), 50);
    let skip = usize::try_from(request.offset()).unwrap_or(usize::MAX).min(found.len());
    let shown = &found[skip..found.len().min(skip + 50)];
    let pages = u64::try_from(found.len().div_ceil(50)).unwrap_or(1).max(1);
    let may_change = user.ctx.may(Action::PlanChange, Resource::Any);
    let heading = heading(t, &view);
    let page = ListPage {
        layout: user.layout(Place::ActionPlan, heading.clone()),
        t,
        head: Head::new(&view, "list", user.ctx.may(Action::PlanChange, Resource::Municipality)),
        lead: lead(&user, &view).await?,
        heading,
        slips: slips(t, &view),
        chips: chips(&user, &view, &wanted),
        units: units(t, &view),
        owners: owners(&view),
        rows: shown.iter().map(|&at| Row::of(t, &view, at)).collect(),
        total: found.len(),
        first: skip + 1,
        sums: sums(t, &view, &found),
        page: (request.number(), pages),
        is_empty_plan: view.measures.is_empty(),
        may_create: may_change,
        wanted,
    };
    html(&page)
}

fn heading(t: Tr, view: &PlanView) -> String {
    let slots = &view.schedule.measures;
    let open = slots.iter().filter(|slot| slot.state.is_open()).count();
    let late = slots.iter().filter(|slot| slot.is_late).count();
    match (view.measures.len(), open, late) {
        (0, ..) => t.get("plan-no-measures"),
        (all, 0, _) => t.n("plan-all-done", all),
        (_, open, 0) => t.n("plan-none-late", open),
        (_, open, late) => t.s2("plan-some-late", "n", late, "m", open),
    }
}

async fn lead(user: &User, view: &PlanView) -> PageResult<String> {
    let t = user.t;
    if view.measures.is_empty() {
        return Ok(t.get("plan-no-measures-lead"));
    }
    let total = &view.economy.total;
    let cost = [("once", format::kroner(t.lang(), total.once)), ("yearly", format::kroner(t.lang(), total.yearly))];
    let cost = t.with("plan-lead-cost", &cost);
    let Some(analysis) = latest(user).await? else { return Ok(cost) };
    let Some(projection) = projected(view, &analysis)? else { return Ok(cost) };
    let (from, to) = (number(t.lang(), projection.start), number(t.lang(), projection.end()));
    let lift = [
        ("from", from),
        ("to", to),
        ("date", format::date(t.lang(), projection.to)),
        ("once", format::kroner(t.lang(), total.once)),
        ("yearly", format::kroner(t.lang(), total.yearly)),
    ];
    Ok(t.with("plan-lead-lift", &lift))
}

fn chips(user: &User, view: &PlanView, wanted: &Wanted) -> Vec<(&'static str, String, usize, bool)> {
    let keys = ["all", "late", "mine", "proposed", "approved", "in_progress", "done", "dropped"];
    let chip = |key: &'static str| {
        let vis = if key == "all" { "" } else { key };
        let only = Wanted { vis: vis.into(), ..Wanted::default() };
        let has_person = key != "mine" || user.ctx.actor().person_id().is_some();
        let count = if has_person { view.select(&only.filter(user), MeasureSort::Number).len() } else { 0 };
        (key, wanted.address("vis", vis), count, wanted.vis == vis)
    };
    keys.into_iter().map(chip).filter(|(key, _, count, chosen)| *count > 0 || *chosen || *key == "all").collect()
}

fn units(t: Tr, view: &PlanView) -> Vec<(String, String)> {
    let mut units: Vec<(String, String)> = (0..view.measures.len())
        .filter_map(|at| Some((view.facts[at].unit?.to_string(), unit_name(t, view, at))))
        .collect();
    let above = view.facts.iter().filter_map(|facts| view.units.administration_of(facts.unit?));
    units.extend(above.filter_map(|id| Some((id.to_string(), view.unit_names.get(&id)?.clone()))));
    sorted(units)
}

fn owners(view: &PlanView) -> Vec<(String, String)> {
    let owners = view.facts.iter().filter_map(|facts| facts.owner);
    sorted(owners.filter_map(|id| Some((id.to_string(), view.person_names.get(&id)?.clone()))).collect())
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort_by(|one, other| bavn_core::text::danish_cmp(&one.1, &other.1).then_with(|| one.0.cmp(&other.0)));
    pairs.dedup();
    pairs
}

/// One-off, yearly and hours of the measures found that are not dropped.
fn sums(t: Tr, view: &PlanView, found: &[usize]) -> [String; 3] {
    let counted = || found.iter().map(|&at| &view.facts[at]).filter(|facts| facts.state != State::Dropped);
    let hours = counted().flat_map(|facts| &facts.hours).map(|(_, hours)| i64::from(*hours)).sum();
    [counted().map(|facts| facts.cost_once).sum(), counted().map(|facts| facts.cost_yearly).sum(), hours]
        .map(|sum| format::whole(t.lang(), sum))
}
