//! The register as a list.

use super::{
    views::{self, ViewRow},
    words::{grade_text, kind_text},
};
use crate::{
    kit::{Layout, PageResult, Place, Tr, User, encode, format, html, see_other},
    organisation::unit_options,
};
use askama::Template;
use axum::extract::{Query, RawQuery};
use bavn_app::{
    asset::{
        AssetFilter, AssetLine, AssetSort, AssetState, Names, asset_code, asset_names, count_assets, list_asset_views,
        list_assets,
    },
    organisation::list_units,
    page::PageRequest,
};
use bavn_core::{
    access::{Action, Resource},
    asset::{Grade, Kind, KindGroup, LifeCycle},
};
use serde::Deserialize;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    q: String,
    vis: String,
    slags: String,
    kritikalitet: String,
    enhed: String,
    liv: String,
    ejer: String,
    leverandoer: String,
    sort: String,
    side: Option<u64>,
    /// Everything: not the view that is seen first.
    alle: String,
}

impl Wanted {
    /// The filter; a kind, a group of kinds or an own type stands in the same field, a group with `g-` and a type with `t-` before it.
    pub(crate) fn filter(&self) -> AssetFilter {
        AssetFilter {
            words: self.q.chars().take(200).collect(),
            kind: Kind::from_key(&self.slags),
            type_id: self.slags.strip_prefix("t-").and_then(|id| id.parse().ok()),
            group: self.slags.strip_prefix("g-").and_then(KindGroup::from_key),
            criticality: self.kritikalitet.parse().ok().and_then(|grade| Grade::from_i64(grade).ok()),
            unit: self.enhed.parse().ok(),
            owner: self.ejer.parse().ok(),
            supplier: self.leverandoer.parse().ok(),
            life_cycle: LifeCycle::from_key(&self.liv),
            state: AssetState::from_key(&self.vis),
        }
    }

    pub(crate) fn sort(&self) -> AssetSort {
        AssetSort::from_key(&self.sort).unwrap_or_default()
    }

    fn fields(&self) -> [(&'static str, &str); 10] {
        [
            ("q", self.q.as_str()),
            ("vis", &self.vis),
            ("slags", &self.slags),
            ("kritikalitet", &self.kritikalitet),
            ("enhed", &self.enhed),
            ("liv", &self.liv),
            ("ejer", &self.ejer),
            ("leverandoer", &self.leverandoer),
            ("sort", &self.sort),
            ("side", ""),
        ]
    }

    /// Filter and order as a query, without the page.
    pub(super) fn query(&self) -> String {
        self.address("", "side", "").trim_start_matches('?').to_owned()
    }

    /// The same list with one thing different, at an address.
    fn address(&self, base: &str, name: &str, value: &str) -> String {
        let pairs: Vec<String> = self
            .fields()
            .into_iter()
            .map(|(key, kept)| (key, if key == name { value } else { kept }))
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={}", encode(value)))
            .collect();
        if pairs.is_empty() && base == "/aktiver" {
            // Without a query the view that is seen first would come.
            "/aktiver?alle=1".to_owned()
        } else if pairs.is_empty() {
            base.to_owned()
        } else {
            format!("{base}?{}", pairs.join("&"))
        }
    }

    fn is_narrowed(&self) -> bool {
        self.filter() != AssetFilter::default()
    }
}

/// An asset in words.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) kind: String,
    pub(super) criticality: String,
    pub(super) is_critical: bool,
    pub(super) owner: String,
    pub(super) unit: String,
    pub(super) supplier: String,
    pub(super) life: &'static str,
    pub(super) support: String,
}

impl Row {
    pub(super) fn of(t: Tr, names: &Names, line: &AssetLine) -> Self {
        let grade = line.posture.criticality;
        Self {
            id: line.id.to_string(),
            code: asset_code(line.number),
            name: line.name.clone(),
            path: format!("/aktiver/{}", line.id),
            kind: kind_text(t, names, line.posture.kind, line.type_id),
            criticality: grade.map(|grade| grade_text(t, grade)).unwrap_or_default(),
            is_critical: grade.is_some_and(|grade| grade >= Grade::CRITICAL),
            owner: names.person(line.owner).to_owned(),
            unit: names.unit(line.unit).to_owned(),
            supplier: names.supplier(line.supplier).to_owned(),
            life: line.posture.life_cycle.key(),
            support: line.posture.supported_until.map(|date| format::short_date(t.lang(), date)).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "asset/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    lead: String,
    wanted: Wanted,
    /// Key, address, count and whether it is chosen.
    chips: Vec<(&'static str, String, u64, bool)>,
    units: Vec<(String, String)>,
    /// Own types: the word for the address, and the name.
    types: Vec<(String, String)>,
    rows: Vec<Row>,
    total: u64,
    shows: String,
    page: (u64, u64),
    is_empty_register: bool,
    may_create: bool,
    /// What is made from here: of the own type that the list is narrowed to, when it is in use.
    new: (String, String),
    may_import: bool,
    files: [(&'static str, String); 2],
    views: Vec<ViewRow>,
    /// Filter and order as a query.
    query: String,
    /// The view that this is, if it is one.
    view: Option<String>,
}

impl ListPage {
    const fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    const fn groups(&self) -> [KindGroup; 3] {
        [KindGroup::Infrastructure, KindGroup::Equipment, KindGroup::Utility]
    }

    const fn lives(&self) -> &'static [LifeCycle] {
        LifeCycle::ALL
    }

    fn grades(&self) -> Vec<(String, String)> {
        Grade::ALL.iter().rev().map(|grade| (grade.to_string(), grade_text(self.t, grade))).collect()
    }

    fn is_sorted(&self, key: &str) -> bool {
        self.wanted.sort().key() == key
    }

    /// The filter as hidden fields: name and value.
    fn kept(&self) -> Vec<(&'static str, &str)> {
        self.wanted.fields().into_iter().filter(|(name, value)| *name != "side" && !value.is_empty()).collect()
    }

    fn sort_address(&self, key: &str) -> String {
        self.wanted.address("/aktiver", "sort", key)
    }

    fn page_address(&self, page: u64) -> String {
        self.wanted.address("/aktiver", "side", &page.to_string())
    }
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>, RawQuery(raw): RawQuery) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let views = list_asset_views(app, ctx).await?;
    let first = views.iter().find(|view| view.is_first).filter(|view| !view.query.is_empty());
    if let Some(view) = first.filter(|_| raw.as_deref().unwrap_or_default().is_empty()) {
        return Ok(see_other(&views::address(&view.query)));
    }
    let request = PageRequest::new(wanted.side.unwrap_or(1), 50);
    let found = list_assets(app, ctx, &wanted.filter(), wanted.sort(), request).await?;
    let (in_use, counts) = count_assets(app, ctx).await?;
    let people = found.rows.iter().filter_map(|line| line.owner);
    let names = asset_names(app, ctx, people, found.rows.iter().filter_map(|line| line.supplier)).await?;
    let units = list_units(app, ctx).await?;
    let may_import = ctx.may(Action::AssetAdminister, Resource::Any);
    let heading = t.n("asset-heading", i64::try_from(in_use).unwrap_or(i64::MAX));
    let first = request.offset() + 1;
    let last = request.offset() + u64::try_from(found.rows.len()).unwrap_or(0);
    let shown = [("first", first.to_string()), ("last", last.to_string()), ("total", found.total.to_string())];
    let page = ListPage {
        layout: user.layout(Place::Assets, heading.clone()),
        t,
        heading,
        lead: t.get("asset-lead"),
        chips: chips(&wanted, in_use, &counts),
        units: unit_options(&units),
        types: names
            .types_to_choose(wanted.filter().type_id)
            .iter()
            .map(|one| (format!("t-{}", one.id), one.own.name.clone()))
            .collect(),
        rows: found.rows.iter().map(|line| Row::of(t, &names, line)).collect(),
        total: found.total,
        shows: t.with("asset-shows", &shown),
        page: (request.number(), found.pages()),
        is_empty_register: in_use == 0 && !wanted.is_narrowed(),
        new: new_here(t, &names, &wanted),
        may_create: ctx.may(Action::AssetChange, Resource::Any),
        may_import,
        files: ["csv", "xlsx"]
            .map(|ending| (ending, wanted.address(&format!("/aktiver/eksport/{ending}"), "side", ""))),
        view: views.iter().find(|view| view.query == wanted.query()).map(|view| view.name.clone()),
        views: views.iter().map(|view| ViewRow::of(view, may_import)).collect(),
        query: wanted.query(),
        wanted,
    };
    html(&page)
}

/// The words and the address for making something here.
fn new_here(t: Tr, names: &Names, wanted: &Wanted) -> (String, String) {
    let one = wanted.filter().type_id.and_then(|id| names.types.get(&id)).filter(|one| one.archived_at.is_none());
    match one {
        Some(one) => (t.s("asset-new-of", "type", &one.own.name), format!("/aktiver/ny?type={}", one.id)),
        None => (t.get("asset-new"), "/aktiver/ny".to_owned()),
    }
}

fn chips(wanted: &Wanted, in_use: u64, counts: &[(AssetState, u64)]) -> Vec<(&'static str, String, u64, bool)> {
    let chip = |key: &'static str, count| {
        let vis = if key == "all" { "" } else { key };
        (key, wanted.address("/aktiver", "vis", vis), count, wanted.vis == vis)
    };
    let states = counts.iter().map(|(state, count)| chip(state.key(), *count));
    std::iter::once(chip("all", in_use))
        .chain(states)
        .filter(|(key, _, count, chosen)| *count > 0 || *chosen || *key == "all")
        .collect()
}
