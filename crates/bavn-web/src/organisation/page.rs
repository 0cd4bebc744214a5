use super::unit_options;
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureMultipart, Tr, User, html, redirect};
use askama::Template;
use axum::{extract::Query, http::StatusCode};
use bavn_app::{
    Error,
    organisation::{self, MunicipalityChange, PeopleFilter, Unit},
    page::PageRequest,
};
use bavn_core::{
    access::{Action, Resource},
    ids::UnitId,
};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt::Write as _};

/// People on a page.
const ROWS: u64 = 25;

#[derive(Template)]
#[template(path = "organisation/organisation.html")]
struct OrganisationPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    may_change: bool,
    version: i32,
    has_logo: bool,
    inputs: Vec<Input>,
    letterhead: Vec<Input>,
    facts: Vec<(String, String)>,
    tree: String,
    has_units: bool,
    filter: [Input; 2],
    people: Vec<PersonRow>,
    total: u64,
    pages: Pages,
}

struct PersonRow {
    id: String,
    name: String,
    title: String,
    unit: String,
    email: String,
}

/// The pages before and after.
struct Pages {
    text: String,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    ord: String,
    #[serde(default)]
    enhed: String,
    #[serde(default)]
    side: String,
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let municipality = organisation::get_municipality(&user.app).await?;
    let fields: BTreeMap<String, String> = [
        ("name", municipality.name),
        ("code", municipality.code.unwrap_or_default()),
        ("cvr", municipality.cvr.unwrap_or_default()),
        ("address", municipality.address),
        ("sender", municipality.sender),
        ("primary_colour", municipality.primary_colour),
        ("accent_colour", municipality.accent_colour),
        ("lang", municipality.lang.tag().to_owned()),
        ("version", municipality.version.to_string()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    page(&user, &wanted, &fields, Faults::default()).await
}

async fn page(user: &User, wanted: &Wanted, fields: &BTreeMap<String, String>, faults: Faults) -> PageResult {
    let t = user.t;
    let units = organisation::list_units(&user.app, &user.ctx).await?;
    let filter =
        PeopleFilter { words: wanted.ord.chars().take(100).collect(), unit_id: wanted.enhed.parse::<UnitId>().ok() };
    let people = organisation::list_people(
        &user.app,
        &user.ctx,
        &filter,
        PageRequest::new(wanted.side.parse().unwrap_or(1), ROWS),
    )
    .await?;
    let municipality = organisation::get_municipality(&user.app).await?;
    let value = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let mut codes = vec![(String::new(), t.get("organisation-code-none"))];
    codes.extend(
        organisation::danish_municipalities()?
            .iter()
            .map(|one| (one.code.clone(), format!("{} {}", one.code, one.name))),
    );
    if !codes.iter().any(|(code, _)| *code == value("code")) {
        codes.push((value("code"), value("code")));
    }
    let languages = [("da", "Dansk"), ("en", "English")].map(|(tag, name)| (tag.to_owned(), name.to_owned())).to_vec();
    let line = |name: &'static str, label: String| Input::line("text", name, label, value(name)).check(&faults);
    let inputs = vec![
        line("name", t.get("organisation-name")).wide().max(100).required(),
        Input::select("code", t.get("organisation-code"), value("code"), codes).check(&faults),
        line("cvr", t.get("organisation-cvr")).max(12),
        line("sender", t.get("organisation-sender")).wide().max(100).hint(t.get("organisation-sender-hint")),
        Input::area(3, "address", t.get("organisation-address"), value("address")).max(300).check(&faults),
    ];
    let letterhead = vec![
        Input::file("logo", t.get("organisation-logo"), ".png,.jpg,.jpeg,.svg")
            .hint(t.get("organisation-logo-hint"))
            .check(&faults),
        Input::line("color", "primary_colour", t.get("organisation-primary"), value("primary_colour")).check(&faults),
        Input::line("color", "accent_colour", t.get("organisation-accent"), value("accent_colour")).check(&faults),
        Input::select("lang", t.get("organisation-lang"), value("lang"), languages).check(&faults),
    ];
    let facts = [
        ("organisation-name", "name"),
        ("organisation-code", "code"),
        ("organisation-cvr", "cvr"),
        ("organisation-sender", "sender"),
        ("organisation-address", "address"),
    ];
    let administrations = units.iter().filter(|unit| unit.parent_id.is_none()).count();
    let mut unit_choices = vec![(String::new(), t.get("organisation-all-units"))];
    unit_choices.extend(unit_options(&units));
    let unit_name = |id: Option<UnitId>| {
        units.iter().find(|unit| Some(unit.id) == id).map(|unit| unit.name.clone()).unwrap_or_default()
    };
    let page = OrganisationPage {
        layout: user.layout(Place::Organisation, t.get("menu-organisation")),
        heading: t.with(
            "organisation-heading",
            &[("name", municipality.name), ("administrations", administrations.to_string())],
        ),
        may_change: user.ctx.may(Action::OrganisationChange, Resource::Municipality),
        version: value("version").parse().unwrap_or(municipality.version),
        has_logo: municipality.logo_id.is_some(),
        inputs,
        letterhead,
        facts: facts
            .iter()
            .map(|(label, name)| (t.of("organisation", label.trim_start_matches("organisation-")), value(name)))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
        has_units: !units.is_empty(),
        tree: tree_html(&units, None),
        filter: [
            Input::line("search", "ord", t.get("organisation-search"), &wanted.ord),
            Input::select("enhed", t.get("organisation-unit"), &wanted.enhed, unit_choices),
        ],
        pages: Pages::new(t, wanted, people.request.number(), people.pages()),
        total: people.total,
        people: people
            .rows
            .into_iter()
            .map(|person| PersonRow {
                id: person.id.to_string(),
                name: person.name,
                title: person.title,
                unit: unit_name(person.unit_id),
                email: person.email.unwrap_or_default(),
            })
            .collect(),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

impl Pages {
    fn new(t: Tr, wanted: &Wanted, number: u64, pages: u64) -> Self {
        let address = |page: u64| {
            format!(
                "/organisation?ord={}&enhed={}&side={page}#personer",
                crate::kit::encode(&wanted.ord),
                crate::kit::encode(&wanted.enhed)
            )
        };
        Self {
            text: t.s2("page-of", "page", number, "pages", pages),
            previous: (number > 1).then(|| address(number - 1)),
            next: (number < pages).then(|| address(number + 1)),
        }
    }
}

/// The units below one as nested lists with links.
fn tree_html(units: &[Unit], parent: Option<UnitId>) -> String {
    let mut list = String::new();
    for unit in units.iter().filter(|unit| unit.parent_id == parent) {
        let name =
            askama::filters::escape(&unit.name, askama::filters::Html).map(|safe| safe.to_string()).unwrap_or_default();
        let _ = write!(
            list,
            "<li><a href=\"/organisation/enhed/{}\">{name}</a>{}</li>",
            unit.id,
            tree_html(units, Some(unit.id))
        );
    }
    if list.is_empty() { list } else { format!("<ul>{list}</ul>") }
}

pub(super) async fn send(sent: SecureMultipart) -> PageResult {
    let (user, fields) = (sent.user, sent.fields);
    let value = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let version = value("version").parse().unwrap_or(0);
    let change = MunicipalityChange {
        name: value("name"),
        code: value("code"),
        cvr: value("cvr"),
        address: value("address").replace("\r\n", "\n"),
        sender: value("sender"),
        primary_colour: value("primary_colour"),
        accent_colour: value("accent_colour"),
        logo: sent.files.get("logo").map(|file| (file.file_name.clone(), file.content.clone())),
        lang: value("lang").parse().unwrap_or_default(),
    };
    match organisation::update_municipality(&user.app, &user.ctx, version, change).await {
        Ok(()) => Ok(redirect("/organisation", "saved")),
        Err(Error::Invalid(faults)) => page(&user, &Wanted::default(), &fields, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}
