//! One asset.

use super::{
    dependency::{AddForm, choices_on},
    files::FileRow,
    own_fields::{own_change, own_text},
    words::{field_name, field_text, grade_text, kind_text, necessity},
};
use crate::kit::{Faults, Layout, PageResult, Place, SecureForm, Tr, User, form_version, format, html, redirect};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use bavn_app::{
    asset::{
        Asset, AssetDemand, AssetEvent, Link, Names, Neighbours, archive_asset, asset_demands, asset_history,
        asset_names, get_asset, list_asset_files, list_neighbours, restore_asset,
    },
    supplier::{Contract, code_of, contracts_covering},
};
use bavn_core::{
    access::{Action, Resource},
    asset::{
        Answer, DependencyKind, FIELDS, Field, FieldKind, Grade, Necessity, OWN, OwnField, OwnKind, Posture, Question,
        Section, answer,
    },
    ids::{AssetId, PersonId, SupplierId},
};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

/// Changes shown on the page.
const EVENTS: u64 = 20;

/// A dependency in words.
struct LinkRow {
    id: String,
    version: i32,
    name: String,
    path: String,
    kind: &'static str,
    necessity: String,
    group: Option<u8>,
    criticality: String,
    note: String,
}

/// A question and its answer for this asset.
struct QuestionRow {
    question: &'static str,
    answer: &'static str,
    is_bad: bool,
    /// The form of a measure against it.
    measure: Option<String>,
}

/// A grade asked by what stands on the asset.
struct DemandRow {
    text: String,
    /// Name and address of what asks, and of where the demand begins when that is another.
    because: Option<(String, String)>,
    root: Option<(String, String)>,
}

/// A section of fields.
struct SectionRow {
    key: &'static str,
    /// Label, lines of the value, and an address.
    fields: Vec<(String, Vec<String>, Option<String>)>,
}

/// The fields of an own type.
struct OwnRow {
    heading: String,
    /// Label, lines of the value, and an address.
    fields: Vec<(String, Vec<String>, Option<String>)>,
}

/// A change.
struct EventRow {
    at: String,
    actor: String,
    verb: String,
    fields: Vec<String>,
}

#[derive(Template)]
#[template(path = "asset/show.html")]
struct ShowPage {
    layout: Layout,
    t: Tr,
    heading: String,
    lead: String,
    path: String,
    code: String,
    version: i32,
    faults: Faults,
    is_archived: bool,
    merged_into: Option<String>,
    may_change: bool,
    may_restore: bool,
    questions: Vec<QuestionRow>,
    sections: Vec<SectionRow>,
    own: Option<OwnRow>,
    demands: Vec<DemandRow>,
    needs: Vec<LinkRow>,
    needed_by: Vec<LinkRow>,
    hidden: usize,
    form: AddForm,
    on_choices: Vec<String>,
    files: Vec<FileRow>,
    /// The largest file that can be attached.
    file_limit: String,
    events: Vec<EventRow>,
    history: Option<String>,
    /// Address and name.
    supplier: Option<(String, String)>,
    contracts: Vec<ContractRow>,
}

/// A contract that covers the asset.
struct ContractRow {
    path: String,
    name: String,
    supplier: (String, String),
    ends: String,
}

impl ShowPage {
    const fn kinds(&self) -> &'static [DependencyKind] {
        DependencyKind::ALL
    }

    const fn necessities(&self) -> [&'static str; 3] {
        Necessity::KEYS
    }
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let asset = get_asset(&user.app, &user.ctx, AssetId(id)).await?;
    page(&user, &asset, AddForm::default(), Faults::default()).await
}

pub(super) async fn page(user: &User, asset: &Asset, form: AddForm, faults: Faults) -> PageResult<Response> {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let around = list_neighbours(app, ctx, asset.id).await?;
    let events = asset_history(app, ctx, asset, EVENTS).await?;
    let facts = &asset.facts;
    let people = [facts.owner, facts.responsible, facts.technical_contact].into_iter().flatten();
    let people = people.chain(events.iter().flat_map(people_of));
    let names = asset_names(app, ctx, people, facts.supplier).await?;
    let may_change = ctx.may(Action::AssetChange, asset.resource()) && asset.archived_at.is_none();
    let is_out = asset.archived_at.is_some() && asset.merged_into.is_none();
    let may_log = ctx.may(Action::AuditLogRead, Resource::Municipality);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ShowPage {
        layout: user.layout(Place::Assets, facts.name.clone()),
        t,
        heading: facts.name.clone(),
        lead: lead(t, &names, asset, &around),
        path: format!("/aktiver/{}", asset.id),
        code: asset.code(),
        version: asset.version,
        is_archived: asset.archived_at.is_some(),
        merged_into: asset.merged_into.map(|id| format!("/aktiver/{id}")),
        may_change,
        may_restore: is_out && ctx.may(Action::AssetChange, asset.resource()),
        questions: questions(user, asset),
        sections: Section::ALL.map(|section| section_row(t, &names, asset, section)).into(),
        own: own_row(t, &names, asset),
        demands: asset_demands(app, ctx, asset.id).await?.iter().filter_map(|one| demand_row(t, one)).collect(),
        needs: around.needs.iter().map(|(link, other)| link_row(t, link, other)).collect(),
        needed_by: around.needed_by.iter().map(|(link, other)| link_row(t, link, other)).collect(),
        hidden: around.hidden,
        on_choices: if may_change { choices_on(user, Some(asset.id)).await? } else { Vec::new() },
        form,
        files: list_asset_files(app, ctx, asset).await?.iter().map(|file| FileRow::of(t, asset.id, file)).collect(),
        file_limit: format::bytes(t.lang(), i64::try_from(app.limits().attachment_bytes).unwrap_or(i64::MAX)),
        events: events.iter().map(|event| event_row(t, &names, asset, event)).collect(),
        history: may_log.then(|| format!("/revisionslog?objekt={}", asset.id)),
        supplier: facts
            .supplier
            .and_then(|id| Some((format!("/leverandoerer/{id}"), names.suppliers.get(&id)?.clone()))),
        contracts: contracts(user, asset.id).await?,
        faults,
    };
    Ok((status, html(&page)?).into_response())
}

/// The contracts that cover an asset, as far as the reader may know.
async fn contracts(user: &User, id: AssetId) -> PageResult<Vec<ContractRow>> {
    if !user.ctx.may(Action::SupplierRead, Resource::Any) {
        return Ok(Vec::new());
    }
    let found = contracts_covering(&user.app, &user.ctx, id).await?;
    let row = |(contract, supplier, name): (Contract, SupplierId, String)| ContractRow {
        path: format!("/kontrakter/{}", contract.id),
        name: format!("{} {}", code_of('K', contract.number), contract.facts.title),
        supplier: (format!("/leverandoerer/{supplier}"), name),
        ends: contract.facts.ends_on.map(|day| format::short_date(user.t.lang(), day)).unwrap_or_default(),
    };
    Ok(found.into_iter().map(row).collect())
}

fn lead(t: Tr, names: &Names, asset: &Asset, around: &Neighbours) -> String {
    let facts = &asset.facts;
    let mut parts = vec![kind_text(t, names, facts.kind, facts.type_id)];
    if let Some(grade) = facts.criticality {
        parts.push(t.s("asset-lead-criticality", "grade", grade_text(t, grade)));
    }
    if facts.unit.is_some() {
        parts.push(names.unit(facts.unit).to_owned());
    }
    parts.push(t.n("asset-lead-needed-by", around.needed_by.len()));
    parts.join(" · ")
}

fn posture(asset: &Asset) -> Posture {
    let facts = &asset.facts;
    Posture {
        kind: facts.kind,
        life_cycle: facts.life_cycle,
        criticality: facts.criticality,
        mfa: facts.mfa,
        log_connected: facts.log_connected,
        last_restore_test_on: facts.last_restore_test_on,
        supported_until: facts.supported_until,
    }
}

fn questions(user: &User, asset: &Asset) -> Vec<QuestionRow> {
    let may_plan = user.ctx.may(Action::PlanChange, Resource::Any);
    let rows = Question::ALL.into_iter().filter_map(|question| {
        let answer = answer(question, &posture(asset), user.ctx.today())?;
        let is_good = answer == Answer::Good;
        let measure = (may_plan && !is_good).then(|| super::coverage::measure_address(question, Some(asset.id)));
        let is_bad = matches!(answer, Answer::Bad | Answer::Unknown);
        Some(QuestionRow { question: question.key(), answer: super::coverage::answer_key(answer), is_bad, measure })
    });
    rows.collect()
}

fn section_row(t: Tr, names: &Names, asset: &Asset, section: Section) -> SectionRow {
    let map = asset.facts.to_map();
    // What NIS2 asks about is shown also when nobody has said; the rest only when there is something.
    let shows_empty = matches!(section, Section::Protection | Section::Backup | Section::Logging | Section::People);
    let fields = FIELDS.iter().filter(|field| field.section == section && field.key != "name");
    let fields = fields.filter_map(|field| {
        let value = field_text(t, names, field, map.get(field.key).unwrap_or(&Value::Null));
        let lines: Vec<String> = value.lines().map(str::to_owned).collect();
        match (lines.is_empty(), shows_empty) {
            (true, false) => None,
            (true, true) => Some((field_name(t, field), vec![t.get("asset-not-said")], None)),
            (false, _) => {
                let address = (field.key == "record_url").then(|| value.clone());
                Some((field_name(t, field), lines, address))
            }
        }
    });
    SectionRow { key: section.key(), fields: fields.collect() }
}

fn demand_row(t: Tr, demand: &AssetDemand) -> Option<DemandRow> {
    let grade = demand.grade.filter(|_| demand.is_inherited)?;
    let own = demand.own.map_or_else(|| t.get("asset-not-said"), |own| grade_text(t, own));
    let field = t.of("asset-f", demand.aspect.key());
    let text = t.with("asset-demand", &[("field", field), ("grade", grade_text(t, grade)), ("own", own)]);
    let link =
        |one: &Option<(AssetId, String)>| one.as_ref().map(|(id, name)| (name.clone(), format!("/aktiver/{id}")));
    let because = link(&demand.because);
    let root = link(&demand.root).filter(|root| because.as_ref() != Some(root));
    Some(DemandRow { text, because, root })
}

fn link_row(t: Tr, link: &Link, other: &Asset) -> LinkRow {
    let dependency = &link.dependency;
    LinkRow {
        id: dependency.id.to_string(),
        version: link.version,
        name: other.facts.name.clone(),
        path: format!("/aktiver/{}", other.id),
        kind: dependency.kind.key(),
        necessity: necessity(t, dependency.necessity),
        group: dependency.alternative_group,
        criticality: other.facts.criticality.map(|grade: Grade| grade_text(t, grade)).unwrap_or_default(),
        note: link.note.clone(),
    }
}

/// The people that a change names.
fn people_of(event: &AssetEvent) -> Vec<PersonId> {
    let of_person = |key: &str| FIELDS.iter().any(|field| field.key == key && field.kind == FieldKind::Person);
    let values = event.fields.iter().filter(|(key, ..)| of_person(key)).flat_map(|(_, was, is)| [was, is]);
    values.filter_map(|value| value.as_str()?.parse().ok()).collect()
}

/// The fields of the own type: those in use also when nobody has said, those out of use when somebody has.
fn own_row(t: Tr, names: &Names, asset: &Asset) -> Option<OwnRow> {
    let own = names.own_type(asset.facts.type_id)?;
    let row = |field: &OwnField| {
        let value = asset.facts.own.get(&field.key).map_or("", String::as_str);
        let text = own_text(t, field, value);
        let lines =
            if text.is_empty() { vec![t.get("asset-not-said")] } else { text.lines().map(str::to_owned).collect() };
        let is_address = matches!(field.kind, OwnKind::Url) && !value.is_empty();
        let label = field.label.clone();
        let label = if field.is_archived { t.s("asset-type-archived-field", "field", label) } else { label };
        (label, lines, is_address.then(|| value.to_owned()))
    };
    let fields: Vec<_> = own.shown(&asset.facts.own).map(row).collect();
    (!fields.is_empty()).then(|| OwnRow { heading: own.name.clone(), fields })
}

fn event_row(t: Tr, names: &Names, asset: &Asset, event: &AssetEvent) -> EventRow {
    let value = |field: &'static Field, value: &Value| {
        let text = field_text(t, names, field, value);
        if text.is_empty() { t.get("asset-not-said") } else { text.chars().take(120).collect() }
    };
    let fields = event.fields.iter().filter_map(|(key, was, is)| {
        if let Some(key) = key.strip_prefix(OWN) {
            let own = own_change(t, names, asset.facts.type_id, key);
            let parts = [("field", own.label()), ("was", own.text(was)), ("is", own.text(is))];
            return Some(t.with("asset-event-field", &parts));
        }
        let field = bavn_core::asset::field(key)?;
        let parts = [("field", field_name(t, field)), ("was", value(field, was)), ("is", value(field, is))];
        Some(t.with("asset-event-field", &parts))
    });
    EventRow {
        at: format::moment(t.lang(), event.at),
        actor: event.actor.clone(),
        verb: t.of("log-verb", event.verb.replace('_', "-")),
        fields: fields.collect(),
    }
}

/// A form that holds nothing but the version.
#[derive(Debug, Deserialize)]
pub(super) struct VersionForm {
    #[serde(default)]
    pub(super) version: String,
}

pub(super) async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    archive_asset(&user.app, &user.ctx, AssetId(id), form_version(&form.version)?).await?;
    Ok(redirect(&format!("/aktiver/{id}"), "archived"))
}

pub(super) async fn restore(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    restore_asset(&user.app, &user.ctx, AssetId(id), form_version(&form.version)?).await?;
    Ok(redirect(&format!("/aktiver/{id}"), "saved"))
}
