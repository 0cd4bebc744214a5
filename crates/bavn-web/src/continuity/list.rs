//! The critical tasks as a list.

use super::words::length_or_none;
use crate::{
    kit::{Layout, PageResult, Place, Tr, User, encode, format, html},
    organisation::unit_options,
};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    continuity::{Task, TaskFilter, TaskNames, TaskShow, TaskSort, count_tasks, list_tasks, task_names},
    organisation::list_units,
    page::PageRequest,
};
use bavn_core::access::{Action, Resource};
use serde::Deserialize;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    q: String,
    vis: String,
    enhed: String,
    ejer: String,
    sort: String,
    side: Option<u64>,
}

impl Wanted {
    pub(crate) fn filter(&self) -> TaskFilter {
        TaskFilter {
            words: self.q.chars().take(200).collect(),
            unit: self.enhed.parse().ok(),
            owner: self.ejer.parse().ok(),
            show: TaskShow::from_key(&self.vis),
        }
    }

    pub(crate) fn sort(&self) -> TaskSort {
        TaskSort::from_key(&self.sort).unwrap_or_default()
    }

    /// The same list with one thing different, at an address.
    fn address(&self, base: &str, name: &str, value: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("vis", &self.vis),
            ("enhed", &self.enhed),
            ("ejer", &self.ejer),
            ("sort", &self.sort),
            ("side", ""),
        ];
        let pairs: Vec<String> = fields
            .into_iter()
            .map(|(key, kept)| (key, if key == name { value } else { kept }))
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={}", encode(value)))
            .collect();
        if pairs.is_empty() { base.to_owned() } else { format!("{base}?{}", pairs.join("&")) }
    }
}

/// A task in words.
struct Row {
    code: String,
    name: String,
    path: String,
    state: &'static str,
    unit: String,
    owner: String,
    citizens: String,
    mtpd: String,
    rto: String,
    review: String,
    is_due: bool,
}

impl Row {
    fn of(user: &User, names: &TaskNames, task: &Task) -> Self {
        let (t, facts) = (user.t, &task.facts);
        Self {
            code: task.code(),
            name: facts.name.clone(),
            path: format!("/konsekvensanalyse/{}", task.id),
            state: task.state.key(),
            unit: names.unit(facts.unit).to_owned(),
            owner: names.person(facts.owner).to_owned(),
            citizens: facts.citizens.map(|number| format::whole(t.lang(), number)).unwrap_or_default(),
            mtpd: length_or_none(t, facts.mtpd_minutes),
            rto: length_or_none(t, facts.rto_minutes),
            review: facts.review_on.map(|date| format::short_date(t.lang(), date)).unwrap_or_default(),
            is_due: facts.review_on.is_some_and(|date| date < user.ctx.today()),
        }
    }
}

#[derive(Template)]
#[template(path = "continuity/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    wanted: Wanted,
    /// Key, address, count and whether it is chosen.
    chips: Vec<(&'static str, String, u64, bool)>,
    units: Vec<(String, String)>,
    rows: Vec<Row>,
    shows: String,
    page: (u64, u64),
    is_empty_register: bool,
    may_create: bool,
    may_import: bool,
    files: [(&'static str, String); 2],
}

impl ListPage {
    fn is_sorted(&self, key: &str) -> bool {
        self.wanted.sort().key() == key
    }

    fn sort_address(&self, key: &str) -> String {
        self.wanted.address("/konsekvensanalyse", "sort", key)
    }

    fn page_address(&self, page: u64) -> String {
        self.wanted.address("/konsekvensanalyse", "side", &page.to_string())
    }
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let request = PageRequest::new(wanted.side.unwrap_or(1), 50);
    let found = list_tasks(app, ctx, &wanted.filter(), wanted.sort(), request).await?;
    let (in_use, counts) = count_tasks(app, ctx).await?;
    let names = task_names(app, ctx, &found.rows).await?;
    let units = list_units(app, ctx).await?;
    let heading = t.n("bia-heading", i64::try_from(in_use).unwrap_or(i64::MAX));
    let first = request.offset() + 1;
    let last = request.offset() + u64::try_from(found.rows.len()).unwrap_or(0);
    let shown = [("first", first.to_string()), ("last", last.to_string()), ("total", found.total.to_string())];
    let page = ListPage {
        layout: user.layout(Place::Continuity, heading.clone()),
        t,
        heading,
        chips: chips(&wanted, in_use, &counts),
        units: unit_options(&units),
        rows: found.rows.iter().map(|task| Row::of(&user, &names, task)).collect(),
        shows: t.with("bia-shows", &shown),
        page: (request.number(), found.pages()),
        is_empty_register: in_use == 0 && wanted.filter() == TaskFilter::default(),
        may_create: ctx.may(Action::ContinuityChange, Resource::Any),
        may_import: ctx.may(Action::ContinuityAdminister, Resource::Any),
        files: ["csv", "xlsx"]
            .map(|ending| (ending, wanted.address(&format!("/konsekvensanalyse/eksport/{ending}"), "side", ""))),
        wanted,
    };
    html(&page)
}

fn chips(wanted: &Wanted, in_use: u64, counts: &[(TaskShow, u64)]) -> Vec<(&'static str, String, u64, bool)> {
    let chip = |key: &'static str, count| {
        let vis = if key == "all" { "" } else { key };
        (key, wanted.address("/konsekvensanalyse", "vis", vis), count, wanted.vis == vis)
    };
    let states = counts.iter().map(|(show, count)| chip(show.key(), *count));
    std::iter::once(chip("all", in_use))
        .chain(states)
        .filter(|(key, _, count, chosen)| *count > 0 || *chosen || *key == "all")
        .collect()
}
