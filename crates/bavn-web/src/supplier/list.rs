use super::form::grade;
use crate::kit::{Input, Layout, PageResult, Place, Tr, User, encode, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    page::PageRequest,
    supplier::{self, SupplierFilter, SupplierSort, code_of},
};
use bavn_core::{
    access::{Action, Resource},
    asset::Grade,
    supplier::SupplierKind,
};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    slags: String,
    #[serde(default)]
    kritikalitet: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    side: String,
    /// `1` for those out of use instead.
    #[serde(default)]
    arkiverede: String,
}

impl Wanted {
    /// What is asked for, and in which order.
    pub(crate) fn read(&self) -> (SupplierFilter, SupplierSort) {
        let filter = SupplierFilter {
            words: self.q.chars().take(200).collect(),
            kind: SupplierKind::from_key(&self.slags),
            criticality: self.kritikalitet.parse::<i64>().ok().and_then(|grade| Grade::from_i64(grade).ok()),
            archived: self.arkiverede == "1",
        };
        (filter, SupplierSort::from_key(&self.sort).unwrap_or_default())
    }
}

#[derive(Template)]
#[template(path = "supplier/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    may_create: bool,
    may_import: bool,
    filter: Vec<Input>,
    sort: String,
    rows: Vec<Row>,
    is_filtered: bool,
    is_archived: bool,
    pages: Pages,
    files: [(&'static str, String); 2],
    total: u64,
}

struct Row {
    path: String,
    name: String,
    code: String,
    cvr: String,
    kind: String,
    criticality: String,
    contracts: u64,
    subs: u64,
    systems: u64,
}

/// The pages before and after.
pub(super) struct Pages {
    pub(super) text: String,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
}

impl Pages {
    pub(super) fn new(t: Tr, number: u64, pages: u64, address: impl Fn(u64) -> String) -> Self {
        Self {
            text: t.s2("page-of", "page", number, "pages", pages),
            previous: (number > 1).then(|| address(number - 1)),
            next: (number < pages).then(|| address(number + 1)),
        }
    }
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let t = user.t;
    let (filter, sort) = wanted.read();
    let request = PageRequest::new(wanted.side.parse().unwrap_or(1), 50);
    let found = supplier::list_suppliers(&user.app, &user.ctx, &filter, sort, request).await?;
    let address = |ending: &str, page: u64| {
        format!(
            "/leverandoerer{ending}?q={}&slags={}&kritikalitet={}&sort={}&arkiverede={}&side={page}",
            encode(&wanted.q),
            encode(&wanted.slags),
            encode(&wanted.kritikalitet),
            sort.key(),
            encode(&wanted.arkiverede)
        )
    };
    let all = || vec![(String::new(), t.get("supplier-all"))];
    let mut kinds = all();
    kinds.extend(SupplierKind::KEYS.iter().map(|kind| ((*kind).to_owned(), t.of("supplier-kind", kind))));
    let mut grades = all();
    grades.extend(
        (0..=4).rev().map(|one| (one.to_string(), t.s("supplier-at-least", "grade", grade(t, &one.to_string())))),
    );
    let mut sorts = Vec::new();
    sorts.extend(SupplierSort::ALL.map(|sort| (sort.key().to_owned(), t.of("supplier-sort", sort.key()))));
    html(&ListPage {
        layout: user.layout(Place::Suppliers, t.get("menu-suppliers")),
        heading: t.n("supplier-heading", found.total),
        may_create: user.ctx.may(Action::SupplierChange, Resource::Municipality),
        may_import: user.ctx.may(Action::AssetAdminister, Resource::Any),
        filter: vec![
            Input::line("search", "q", t.get("supplier-search"), &wanted.q).max(200),
            Input::select("slags", t.get("supplier-field-kind"), &wanted.slags, kinds),
            Input::select("kritikalitet", t.get("supplier-field-criticality"), &wanted.kritikalitet, grades),
            Input::select("sort", t.get("supplier-sort"), sort.key(), sorts),
        ],
        sort: sort.key().to_owned(),
        is_filtered: filter != SupplierFilter::default(),
        is_archived: filter.archived,
        pages: Pages::new(t, found.request.number(), found.pages(), |page| address("", page)),
        files: ["csv", "xlsx"].map(|ending| (ending, address(&format!("/eksport/{ending}"), 1))),
        total: found.total,
        rows: found
            .rows
            .into_iter()
            .map(|row| Row {
                path: format!("/leverandoerer/{}", row.id),
                name: row.name,
                code: code_of('L', row.number),
                cvr: row.cvr,
                kind: t.of("supplier-kind", row.kind.key()),
                criticality: row.criticality.map(|one| grade(t, &one.to_string())).unwrap_or_default(),
                contracts: row.contracts,
                subs: row.subs,
                systems: row.critical_systems,
            })
            .collect(),
        t,
    })
}
