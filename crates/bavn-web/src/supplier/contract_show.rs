use super::form::{Names, facts, grade};
use crate::{
    asset::{choices_on, find_on},
    kit::{
        Faults, Layout, PageResult, Place, SecureForm, Tr, User, changed_meanwhile, conflicted, form_version, format,
        html, redirect,
    },
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error, organisation,
    supplier::{self, code_of, contract_clauses},
};
use bavn_core::{
    access::{Action, Resource},
    ids::{AssetId, ContractId, SupplierId},
    supplier::{ClauseState, ContractFacts, Facts as _},
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "supplier/contract_show.html")]
struct ShowPage {
    layout: Layout,
    t: Tr,
    heading: String,
    code: String,
    path: String,
    version: i32,
    is_archived: bool,
    may_change: bool,
    supplier: (String, String),
    notice: String,
    facts: Vec<(String, String)>,
    outage: Vec<(String, String)>,
    clauses: Vec<ClauseRow>,
    counts: Vec<(&'static str, usize)>,
    history: Option<String>,
    faults: Faults,
    assets: Vec<AssetRow>,
    hidden: usize,
    /// What was typed to be covered, and what is offered.
    on: String,
    on_choices: Vec<String>,
}

/// An asset that the contract covers.
struct AssetRow {
    id: String,
    path: String,
    name: String,
    kind: String,
    criticality: String,
}

struct ClauseRow {
    title: String,
    text: String,
    law: String,
    state: &'static str,
    pill: &'static str,
    note: String,
}

/// Fields that stand in the section on outages and getting out.
const OUTAGE: [&str; 6] = ["response_hours", "restore_hours", "support", "data_access", "exit_plan", "exit_tested_on"];

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    page(&user, ContractId(id), String::new(), Faults::default()).await
}

/// What a contract is to cover, as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CoverForm {
    version: String,
    on: String,
}

pub(super) async fn cover(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<CoverForm>) -> PageResult {
    let id = ContractId(id);
    let version = form_version(&form.version)?;
    let done = match find_on(&user, &form.on).await? {
        Ok(asset) => supplier::cover_asset(&user.app, &user.ctx, id, version, asset, true).await,
        Err(fault) => Err(Error::Invalid(vec![fault])),
    };
    match done {
        Ok(()) => Ok(redirect(&format!("/kontrakter/{id}"), "saved")),
        Err(Error::Invalid(faults)) => page(&user, id, form.on, Faults::new(user.t, &faults)).await,
        Err(Error::Conflict { .. }) => {
            conflicted(page(&user, id, form.on, Faults::new(user.t, &[changed_meanwhile("on")])).await)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn uncover(
    Path((id, asset)): Path<(Uuid, Uuid)>,
    SecureForm { user, form }: SecureForm<CoverForm>,
) -> PageResult {
    let version = form_version(&form.version)?;
    supplier::cover_asset(&user.app, &user.ctx, ContractId(id), version, AssetId(asset), false).await?;
    Ok(redirect(&format!("/kontrakter/{id}"), "saved"))
}

async fn page(user: &User, id: ContractId, on: String, faults: Faults) -> PageResult {
    let (t, app, ctx) = (user.t, &user.app, &user.ctx);
    let found = supplier::get_contract(app, ctx, id).await?;
    let supplier_id = found.facts.supplier.unwrap_or(SupplierId(Uuid::nil()));
    let supplier = supplier::get_supplier(app, ctx, supplier_id).await?;
    let mut names = Names::new();
    for (id, name) in supplier::people_names(app, ctx, found.facts.owner).await? {
        names.insert(id.to_string(), name);
    }
    for unit in organisation::list_units(app, ctx).await? {
        names.insert(unit.id.to_string(), unit.name);
    }
    if let Some(parent) = found.facts.parent {
        // A contract above may belong to a unit that this one may not read: then its name is left out.
        if let Ok(parent) = supplier::get_contract(app, ctx, parent).await {
            names.insert(parent.id.to_string(), format!("{} {}", code_of('K', parent.number), parent.facts.title));
        }
    }
    let map = found.facts.to_map();
    let all = ContractFacts::FIELDS;
    let (outage, rest): (Vec<_>, Vec<_>) = all.iter().copied().partition(|field| OUTAGE.contains(&field.key));
    let mut clauses = Vec::new();
    for clause in contract_clauses()? {
        let (state, note) = found.clauses.get(&clause.key).cloned().unwrap_or_default();
        clauses.push(ClauseRow {
            title: clause.title.get(t.lang()).to_owned(),
            text: clause.text.get(t.lang()).to_owned(),
            law: clause.law.join(", "),
            state: state.key(),
            pill: match state {
                ClauseState::In => "done",
                ClauseState::Missing => "late",
                ClauseState::NotRelevant => "dropped",
                ClauseState::Unknown => "proposed",
            },
            note,
        });
    }
    let counts = ClauseState::ALL
        .iter()
        .map(|state| (state.key(), clauses.iter().filter(|row| row.state == state.key()).count()))
        .collect();
    let may_log = ctx.may(Action::AuditLogRead, Resource::Municipality);
    let may_change = found.archived_at.is_none() && ctx.may(Action::SupplierChange, found.resource());
    let (covered, hidden) = supplier::list_covered(app, ctx, &found).await?;
    let row = |asset: bavn_app::asset::Asset| AssetRow {
        path: format!("/aktiver/{}", asset.id),
        id: asset.id.to_string(),
        name: format!("{} {}", asset.code(), asset.facts.name),
        kind: t.of("asset-kind", asset.facts.kind.key()),
        criticality: asset.facts.criticality.map(|one| grade(t, &one.to_string())).unwrap_or_default(),
    };
    let is_refused = !faults.is_empty();
    let page = ShowPage {
        layout: user.layout(Place::Suppliers, found.facts.title.clone()),
        heading: found.facts.title.clone(),
        code: code_of('K', found.number),
        path: format!("/kontrakter/{id}"),
        version: found.version,
        is_archived: found.archived_at.is_some(),
        may_change,
        supplier: (format!("/leverandoerer/{}", supplier.id), supplier.facts.name),
        notice: found.facts.notice_by().map(|day| format::date(t.lang(), day)).unwrap_or_default(),
        facts: facts(t, &rest, &map, &names, &["title", "supplier"]),
        outage: facts(t, &outage, &map, &names, &[]),
        clauses,
        counts,
        history: may_log.then(|| format!("/revisionslog?objekt={id}")),
        faults,
        assets: covered.into_iter().map(row).collect(),
        hidden,
        on,
        on_choices: if may_change { choices_on(user, None).await? } else { Vec::new() },
        t,
    };
    let mut response = html(&page)?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}
