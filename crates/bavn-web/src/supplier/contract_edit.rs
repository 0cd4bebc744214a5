//! Making and changing a contract.

use super::form::{Choices, Form, inputs};
use crate::kit::{
    Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, changed_meanwhile, conflicted, html, redirect,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    Error,
    supplier::{self, ContractDraft, contract_clauses},
};
use bavn_core::{
    access::{Action, Resource},
    ids::ContractId,
    supplier::{ClauseState, ContractFacts, Facts as _},
};
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "supplier/contract_edit.html")]
struct EditPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    action: String,
    back: String,
    version: String,
    inputs: Vec<Input>,
    clauses: Vec<ClauseRow>,
}

struct ClauseRow {
    key: String,
    title: String,
    text: String,
    state: String,
    note: String,
    fault: String,
}

impl EditPage {
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn states(&self) -> &'static [&'static str] {
        ClauseState::KEYS
    }
}

/// What a new contract begins with.
#[derive(Debug, Default, Deserialize)]
pub(super) struct From {
    #[serde(default)]
    leverandoer: String,
}

pub(super) async fn begin(user: User, Query(from): Query<From>) -> PageResult {
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Any)?;
    let facts = ContractFacts { supplier: from.leverandoer.parse().ok(), ..ContractFacts::default() };
    page(&user, None, &Form::of(&facts.to_map(), 0), Faults::default()).await
}

pub(super) async fn edit(user: User, Path(id): Path<Uuid>) -> PageResult {
    let found = supplier::get_contract(&user.app, &user.ctx, ContractId(id)).await?;
    let _ = user.ctx.authorize(Action::SupplierChange, found.resource())?;
    let mut form = Form::of(&found.facts.to_map(), found.version);
    for (key, (state, note)) in &found.clauses {
        form.0.insert(format!("clause_{key}"), state.key().into());
        form.0.insert(format!("clause_note_{key}"), note.clone().into());
    }
    page(&user, Some(found.id), &form, Faults::default()).await
}

async fn page(user: &User, id: Option<ContractId>, form: &Form, faults: Faults) -> PageResult {
    let t = user.t;
    let mut choices = Choices::load(user, ContractFacts::FIELDS, None).await?;
    let own = id.map(|id| id.to_string());
    choices.contracts.retain(|(id, _)| Some(id) != own.as_ref());
    let back = id.map_or_else(|| "/kontrakter".to_owned(), |id| format!("/kontrakter/{id}"));
    let clauses = contract_clauses()?.iter().map(|clause| ClauseRow {
        title: clause.title.get(t.lang()).to_owned(),
        text: clause.text.get(t.lang()).to_owned(),
        state: form.text(&format!("clause_{}", clause.key)),
        note: form.text(&format!("clause_note_{}", clause.key)),
        fault: faults.at(&format!("clause_{}", clause.key)).unwrap_or_default().to_owned(),
        key: clause.key.clone(),
    });
    let page = EditPage {
        layout: user.layout(Place::Suppliers, t.get("contract-all")),
        heading: id.map_or_else(|| t.get("contract-new"), |_| form.text("title")),
        action: id.map_or_else(|| "/kontrakter/ny".to_owned(), |_| format!("{back}/rediger")),
        back,
        version: form.text("version"),
        inputs: inputs(t, ContractFacts::FIELDS, form, &choices, &faults),
        clauses: clauses.collect(),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn read(form: &Form) -> Result<ContractDraft, Error> {
    let map = form.read(ContractFacts::FIELDS).map_err(Error::Invalid)?;
    let facts = ContractFacts::from_map(map).map_err(|error| Error::invalid("title", "unknown", error.to_string()))?;
    let mut clauses = BTreeMap::new();
    for clause in contract_clauses()? {
        let name = format!("clause_{}", clause.key);
        let text = form.text(&name);
        let state = if text.is_empty() {
            ClauseState::Unknown
        } else {
            ClauseState::from_key(&text).ok_or_else(|| Error::invalid(&name, "unknown_choice", &text))?
        };
        clauses.insert(clause.key.clone(), (state, form.text(&format!("clause_note_{}", clause.key))));
    }
    Ok(ContractDraft { facts, clauses, ..ContractDraft::default() })
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<Form>) -> PageResult {
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Any)?;
    let made = match read(&form) {
        Ok(draft) => supplier::create_contract(&user.app, &user.ctx, draft).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => Ok(redirect(&format!("/kontrakter/{id}"), "created")),
        Err(Error::Invalid(faults)) => page(&user, None, &form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn update(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<Form>) -> PageResult {
    let id = ContractId(id);
    let found = supplier::get_contract(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::SupplierChange, found.resource())?;
    let version = form.version()?;
    let saved = match read(&form) {
        Ok(mut draft) => {
            // What stands under keys that this program does not know stays.
            for (key, clause) in found.clauses {
                draft.clauses.entry(key).or_insert(clause);
            }
            // What it covers has a form of its own.
            draft.assets = found.assets;
            supplier::update_contract(&user.app, &user.ctx, id, version, draft).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(redirect(&format!("/kontrakter/{id}"), "saved")),
        Err(Error::Invalid(faults)) => page(&user, Some(id), &form, Faults::new(user.t, &faults)).await,
        Err(Error::Conflict { current, .. }) => {
            let faults = Faults::new(user.t, &[changed_meanwhile("title")]);
            conflicted(page(&user, Some(id), &form.at(current), faults).await)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<Form>) -> PageResult {
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Any)?;
    supplier::archive_contract(&user.app, &user.ctx, ContractId(id), form.version()?).await?;
    Ok(redirect("/kontrakter", "archived"))
}
