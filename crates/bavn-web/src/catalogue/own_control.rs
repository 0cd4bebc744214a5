//! Own controls: new, changed, archived.

use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, html, redirect};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    Error, FieldFault,
    catalogue::{self, AreaView, CatalogueView, ControlDraft, ControlView},
};
use bavn_core::{
    access::{Action, Resource},
    catalogue::{Level, Weight},
    lang::Localized,
};
use std::collections::BTreeMap;

/// What a form of a control or area sends, by the names of its fields.
pub(super) type Fields = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "catalogue/own_control.html")]
struct FormPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    lead: String,
    action: String,
    back: String,
    version: String,
    /// The address that archives it; none for a new one.
    archive: Option<String>,
    first: Vec<Input>,
    levels: Vec<Input>,
    english: Vec<Input>,
}

const LEVELS: [[&str; 2]; 6] = [
    ["levels[0].da", "levels[0].en"],
    ["levels[1].da", "levels[1].en"],
    ["levels[2].da", "levels[2].en"],
    ["levels[3].da", "levels[3].en"],
    ["levels[4].da", "levels[4].en"],
    ["levels[5].da", "levels[5].en"],
];

/// The fields of an own control as it is stored.
fn fields_of(view: &CatalogueView, control: &ControlView) -> Fields {
    let lines = |get: fn(&Localized) -> &str| control.evidence.iter().map(get).collect::<Vec<_>>().join("\n");
    let mut fields: Fields = [
        ("area", view.area_of(control).code.as_str()),
        ("code", &control.code),
        ("title.da", &control.title.da),
        ("title.en", &control.title.en),
        ("statement.da", &control.statement.da),
        ("statement.en", &control.statement.en),
        ("purpose.da", &control.purpose.da),
        ("purpose.en", &control.purpose.en),
        ("finding.da", &control.finding.da),
        ("finding.en", &control.finding.en),
        ("weight", &control.weight.to_string()),
        ("target", &control.target.to_string()),
        ("evidence.da", &lines(|text| &text.da)),
        ("evidence.en", lines(|text| &text.en).trim()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for (names, text) in LEVELS.iter().zip(&control.levels) {
        fields.insert(names[0].to_owned(), text.da.clone());
        fields.insert(names[1].to_owned(), text.en.clone());
    }
    fields
}

/// Reads the fields of a control; `prefix` stands before their names.
pub(super) fn draft(fields: &Fields, prefix: &str, faults: &mut Vec<FieldFault>) -> ControlDraft {
    let get = |name: &str| fields.get(&format!("{prefix}{name}")).map(String::as_str).unwrap_or_default();
    let both =
        |name: &str| Localized { da: get(&format!("{name}.da")).to_owned(), en: get(&format!("{name}.en")).to_owned() };
    let english: Vec<&str> = get("evidence.en").lines().map(str::trim).collect();
    let evidence = get("evidence.da")
        .lines()
        .map(str::trim)
        .enumerate()
        .map(|(at, da)| Localized { da: da.to_owned(), en: english.get(at).copied().unwrap_or_default().to_owned() });
    ControlDraft {
        area: get("area").to_owned(),
        code: get("code").to_owned(),
        title: both("title"),
        statement: both("statement"),
        purpose: both("purpose"),
        levels: LEVELS.map(|[da, en]| Localized { da: get(da).to_owned(), en: get(en).to_owned() }),
        evidence: evidence.filter(|text| !text.da.is_empty()).collect(),
        finding: both("finding"),
        weight: weight(faults, &format!("{prefix}weight"), get("weight")),
        target: target(faults, &format!("{prefix}target"), get("target")),
    }
}

/// A weight of 1 to 5; a fault is noted.
pub(super) fn weight(faults: &mut Vec<FieldFault>, field: &str, text: &str) -> Weight {
    text.trim().parse().ok().and_then(|number| Weight::from_i64(number).ok()).unwrap_or_else(|| {
        faults.push(FieldFault::new(field, "out_of_range", text).with("min", Weight::MIN).with("max", Weight::MAX));
        Weight::MIN
    })
}

fn target(faults: &mut Vec<FieldFault>, field: &str, text: &str) -> Level {
    text.trim().parse().ok().and_then(|number| Level::from_i64(number).ok()).unwrap_or_else(|| {
        faults.push(FieldFault::new(field, "out_of_range", text).with("min", Level::MIN).with("max", Level::MAX));
        Level::MAX
    })
}

/// The areas among which to choose.
pub(super) fn area_options(t: Tr, areas: &[AreaView]) -> Vec<(String, String)> {
    areas.iter().map(|area| (area.code.clone(), format!("{} {}", area.code, area.title.get(t.lang())))).collect()
}

/// Whose page it is: nobody's yet, or a control's.
#[derive(Clone, Copy)]
enum Of<'a> {
    New,
    Control(&'a ControlView),
}

fn page(user: &User, view: &CatalogueView, of: Of<'_>, fields: &Fields, faults: Faults) -> PageResult {
    let t = user.t;
    let get = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let line = |name: &'static str, key: &str, max: u16| {
        Input::line("text", name, t.get(key), get(name)).max(max).wide().check(&faults)
    };
    let area = |rows: u8, name: &'static str, label: String| Input::area(rows, name, label, get(name)).check(&faults);
    let number = |name: &'static str, key: &str| {
        Input::line("number", name, t.get(key), get(name)).short().required().check(&faults)
    };
    let first = vec![
        Input::select("area", t.get("catalogue-area"), get("area"), area_options(t, &view.areas)).check(&faults),
        Input::line("text", "code", t.get("own-code"), get("code"))
            .max(20)
            .short()
            .required()
            .hint(t.get("own-code-hint"))
            .check(&faults),
        line("title.da", "own-title", 200).required(),
        area(3, "statement.da", t.get("own-statement")).required().hint(t.get("own-statement-hint")),
        number("weight", "catalogue-weight-range"),
        number("target", "catalogue-target-range"),
        area(3, "purpose.da", t.get("own-purpose")),
        area(4, "evidence.da", t.get("catalogue-evidence")).hint(t.get("own-evidence-hint")),
        area(3, "finding.da", t.get("own-finding")).hint(t.get("own-finding-hint")),
    ];
    let level = |at: usize, lang: usize| area(2, LEVELS[at][lang], t.s("own-level", "level", at));
    let english = [
        line("title.en", "own-title", 200),
        area(3, "statement.en", t.get("own-statement")),
        area(3, "purpose.en", t.get("own-purpose")),
        area(4, "evidence.en", t.get("catalogue-evidence")),
        area(3, "finding.en", t.get("own-finding")),
    ];
    let (title, lead, action, back) = match of {
        Of::New => (t.get("own-new"), t.get("own-new-lead"), "/krav/ny".to_owned(), "/krav".to_owned()),
        Of::Control(control) => {
            let back = format!("/krav/kontrol/{}", control.code);
            (t.s("own-edit-title", "code", &control.code), t.get("own-edit-lead"), format!("{back}/rediger"), back)
        }
    };
    let page = FormPage {
        layout: user.layout(Place::Catalogue, title),
        lead,
        action,
        archive: matches!(of, Of::Control(_)).then(|| format!("{back}/arkiver")),
        back,
        version: match of {
            Of::New => String::new(),
            Of::Control(control) => fields.get("version").cloned().unwrap_or_else(|| control.version.to_string()),
        },
        first,
        levels: (0..6).map(|at| level(at, 0)).collect(),
        english: english.into_iter().chain((0..6).map(|at| level(at, 1))).collect(),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    omraade: String,
}

pub(super) async fn show_new(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let fields = [("area", wanted.omraade.as_str()), ("weight", "3"), ("target", "3")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    page(&user, &view, Of::New, &fields, Faults::default())
}

pub(super) async fn send_new(sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let mut faults = Vec::new();
    let draft = draft(&fields, "", &mut faults);
    let code = draft.code.trim().to_owned();
    let result = if faults.is_empty() {
        catalogue::create_control(&user.app, &user.ctx, draft).await
    } else {
        let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
        Err(Error::Invalid(faults))
    };
    match result {
        Ok(_) => Ok(redirect(&format!("/krav/kontrol/{code}"), "created")),
        Err(Error::Invalid(faults)) => {
            let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
            page(&user, &view, Of::New, &fields, Faults::new(user.t, &faults))
        }
        Err(error) => Err(error.into()),
    }
}

/// An own control of the municipality.
fn own<'a>(view: &'a CatalogueView, code: &str) -> Result<&'a ControlView, Error> {
    let control = view.control_by_code(code).ok_or(Error::NotFound { kind: "control" })?;
    if control.origin == "own" { Ok(control) } else { Err(Error::Closed { kind: "control", reason: "not_own" }) }
}

pub(super) async fn show_edit(user: User, Path(code): Path<String>) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = own(&view, &code)?;
    page(&user, &view, Of::Control(control), &fields_of(&view, control), Faults::default())
}

pub(super) async fn send_edit(Path(code): Path<String>, sent: SecureForm<Fields>) -> PageResult {
    let (user, fields) = (sent.user, sent.form);
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = own(&view, &code)?;
    let mut faults = Vec::new();
    let draft = draft(&fields, "", &mut faults);
    let next = draft.code.trim().to_owned();
    let result = if faults.is_empty() {
        catalogue::update_control(&user.app, &user.ctx, control.id, version(&fields), draft).await
    } else {
        Err(Error::Invalid(faults))
    };
    match result {
        Ok(()) => Ok(redirect(&format!("/krav/kontrol/{next}"), "saved")),
        Err(Error::Invalid(faults)) => page(&user, &view, Of::Control(control), &fields, Faults::new(user.t, &faults)),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn archive(Path(code): Path<String>, sent: SecureForm<Fields>) -> PageResult {
    let user = sent.user;
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = own(&view, &code)?;
    catalogue::archive_control(&user.app, &user.ctx, control.id, version(&sent.form)).await?;
    Ok(redirect("/krav", "archived"))
}

/// The version that a form was made from; 0 when it has none, which no object has.
pub(super) fn version(fields: &Fields) -> i32 {
    fields.get("version").and_then(|text| text.parse().ok()).unwrap_or_default()
}
