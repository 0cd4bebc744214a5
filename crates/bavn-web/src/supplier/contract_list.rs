use super::{form::Choices, list::Pages};
use crate::kit::{Input, Layout, PageResult, Place, Tr, User, encode, format, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    organisation,
    page::PageRequest,
    supplier::{self, ContractFilter, ContractSort, code_of},
};
use bavn_core::access::{Action, Resource};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    leverandoer: String,
    #[serde(default)]
    enhed: String,
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
    pub(crate) fn read(&self) -> (ContractFilter, ContractSort) {
        let filter = ContractFilter {
            words: self.q.chars().take(200).collect(),
            supplier: self.leverandoer.parse().ok(),
            unit: self.enhed.parse().ok(),
            archived: self.arkiverede == "1",
            ..ContractFilter::default()
        };
        (filter, ContractSort::from_key(&self.sort).unwrap_or_default())
    }
}

#[derive(Template)]
#[template(path = "supplier/contract_list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    may_create: bool,
    may_import: bool,
    filter: Vec<Input>,
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
    supplier: String,
    supplier_path: String,
    unit: String,
    owner: String,
    ends: String,
    notice: String,
    is_late: bool,
    value: String,
    missing: u64,
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let (t, app, ctx) = (user.t, &user.app, &user.ctx);
    let (filter, sort) = wanted.read();
    let request = PageRequest::new(wanted.side.parse().unwrap_or(1), 50);
    let found = supplier::list_contracts(app, ctx, &filter, sort, request).await?;
    let units = crate::organisation::unit_options(&organisation::list_units(app, ctx).await?);
    let people = supplier::people_names(app, ctx, found.rows.iter().filter_map(|row| row.owner)).await?;
    let address = |ending: &str, page: u64| {
        format!(
            "/kontrakter{ending}?q={}&leverandoer={}&enhed={}&sort={}&arkiverede={}&side={page}",
            encode(&wanted.q),
            encode(&wanted.leverandoer),
            encode(&wanted.enhed),
            sort.key(),
            encode(&wanted.arkiverede)
        )
    };
    let all = || vec![(String::new(), t.get("supplier-all"))];
    let mut suppliers = all();
    suppliers.extend(Choices::suppliers(&user).await?);
    let mut unit_choices = all();
    unit_choices.extend(units.iter().cloned());
    let sorts = ContractSort::ALL.map(|sort| (sort.key().to_owned(), t.of("contract-sort", sort.key()))).to_vec();
    let date = |date: Option<time::Date>| date.map(|date| format::short_date(t.lang(), date)).unwrap_or_default();
    html(&ListPage {
        layout: user.layout(Place::Suppliers, t.get("contract-all")),
        heading: t.n("contract-heading", found.total),
        may_create: ctx.may(Action::SupplierChange, Resource::Any),
        may_import: user.ctx.may(Action::AssetAdminister, Resource::Any),
        filter: vec![
            Input::line("search", "q", t.get("contract-search"), &wanted.q).max(200),
            Input::select("leverandoer", t.get("supplier-field-supplier"), &wanted.leverandoer, suppliers),
            Input::select("enhed", t.get("supplier-field-unit"), &wanted.enhed, unit_choices),
            Input::select("sort", t.get("supplier-sort"), sort.key(), sorts),
        ],
        is_filtered: filter != ContractFilter::default(),
        is_archived: filter.archived,
        pages: Pages::new(t, found.request.number(), found.pages(), |page| address("", page)),
        files: ["csv", "xlsx"].map(|ending| (ending, address(&format!("/eksport/{ending}"), 1))),
        total: found.total,
        rows: found
            .rows
            .into_iter()
            .map(|row| {
                let unit = row.unit.map(|unit| unit.to_string());
                let unit = units.iter().find(|(id, _)| Some(id) == unit.as_ref());
                let owner = people.iter().find(|(id, _)| Some(*id) == row.owner);
                Row {
                    path: format!("/kontrakter/{}", row.id),
                    name: format!("{} {}", code_of('K', row.number), row.title),
                    supplier_path: format!("/leverandoerer/{}", row.supplier),
                    supplier: row.supplier_name,
                    unit: unit
                        .map(|(_, name)| name.trim_start_matches(['\u{2013}', ' ']).to_owned())
                        .unwrap_or_default(),
                    owner: owner.map(|(_, name)| name.clone()).unwrap_or_default(),
                    ends: date(row.ends_on),
                    notice: date(row.notice_by),
                    is_late: row.ends_on.is_some_and(|day| day < ctx.today()),
                    value: row.yearly_value.map(|kroner| format::whole(t.lang(), kroner)).unwrap_or_default(),
                    missing: row.missing,
                }
            })
            .collect(),
        t,
    })
}
