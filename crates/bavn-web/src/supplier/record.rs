//! What is on file about a supplier: data-processing agreements, audit statements and assessments.

use super::form::{Choices, Form, Names, facts, inputs, word};
use crate::kit::{
    Faults, Input, Layout, PageError, PageResult, Place, SecureForm, Tr, User, changed_meanwhile, conflicted, html,
    redirect,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error,
    supplier::{self, Supplier, SupplierRecord, supplier_questions},
};
use bavn_core::{
    access::{Action, Resource},
    ids::{ContractId, SupplierId, SupplierRecordId},
    lang::Lang,
    supplier::{FieldKind, RecordFacts, RecordKind},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "supplier/record.html")]
struct RecordPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    kind: &'static str,
    heading: String,
    supplier: (String, String),
    action: String,
    archive: Option<String>,
    version: String,
    may_change: bool,
    inputs: Vec<Input>,
    questions: Vec<QuestionRow>,
    score: Option<String>,
    follow_up: Option<String>,
    facts: Vec<(String, String)>,
    history: Option<String>,
}

struct QuestionRow {
    key: String,
    text: String,
    answer: String,
    fault: String,
}

impl RecordPage {
    #[expect(clippy::unused_self, reason = "templates call methods")]
    fn answers(&self) -> [&'static str; 6] {
        ["0", "1", "2", "3", "4", "5"]
    }
}

/// What it says in a few words, for lists.
pub(super) fn summary(t: Tr, facts: &RecordFacts) -> String {
    match facts {
        RecordFacts::Agreement(facts) => word(t, "oversight_result", facts.oversight_result.key()),
        RecordFacts::Statement(facts) => {
            format!("{}: {}", word(t, "standard", facts.standard.key()), word(t, "conclusion", facts.conclusion.key()))
        }
        RecordFacts::Assessment(facts) => {
            facts.score().map(|score| t.s("record-score", "score", tenths(t.lang(), score.into()))).unwrap_or_default()
        }
    }
}

/// A score with one decimal, rounded half up.
pub(super) fn tenths(lang: Lang, (sum, count): (u64, u64)) -> String {
    let tenths = (sum * 20 + count) / (count * 2);
    let point = if lang == Lang::Da { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

fn kind_of(key: &str) -> PageResult<RecordKind> {
    RecordKind::from_key(key).ok_or(PageError::NoSuchPage)
}

pub(super) async fn begin(user: User, Path((id, kind)): Path<(Uuid, String)>) -> PageResult {
    let kind = kind_of(&kind)?;
    let of = supplier::get_supplier(&user.app, &user.ctx, SupplierId(id)).await?;
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Any)?;
    page(&user, &of, kind, None, &Form::of(&RecordFacts::empty(kind).to_map(), 0), Faults::default()).await
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let found = supplier::get_supplier_record(&user.app, &user.ctx, SupplierRecordId(id)).await?;
    let of = supplier::get_supplier(&user.app, &user.ctx, found.supplier).await?;
    let mut form = Form::of(&found.facts.to_map(), found.version);
    form.0.insert("contract".to_owned(), found.contract.map(|id| id.to_string()).into());
    if let RecordFacts::Assessment(facts) = &found.facts {
        for (key, answer) in &facts.answers {
            form.0.insert(format!("answer_{key}"), answer.to_string().into());
        }
    }
    let kind = found.facts.kind();
    page(&user, &of, kind, Some(&found), &form, Faults::default()).await
}

async fn page(
    user: &User,
    of: &Supplier,
    kind: RecordKind,
    found: Option<&SupplierRecord>,
    form: &Form,
    faults: Faults,
) -> PageResult {
    let t = user.t;
    let fields = RecordFacts::fields(kind);
    let choices = Choices::load(user, fields, Some(of.id)).await?;
    let is_archived = found.is_some_and(|found| found.archived_at.is_some());
    // What was decided for a contract is changed by those who may change it; a new one may become any contract's.
    let resource = match found.map(|found| found.contract) {
        None => Resource::Any,
        Some(None) => Resource::Municipality,
        Some(Some(contract)) => supplier::get_contract(&user.app, &user.ctx, contract).await?.resource(),
    };
    let may_change = !is_archived && user.ctx.may(Action::SupplierChange, resource);
    let contract = form.text("contract");
    let mut all = inputs(t, fields, form, &choices, &faults);
    let options = choices.options(t, FieldKind::Contract, &contract);
    all.insert(1, Input::select("contract", t.get("contract-one"), &contract, options).check(&faults));
    let mut names = Names::new();
    names.extend(choices.people.iter().cloned());
    let mut known = found.map(|found| facts(t, fields, &found.facts.to_map(), &names, &["title"])).unwrap_or_default();
    if let Some((_, title)) = choices.contracts.iter().find(|(id, _)| *id == contract) {
        known.insert(0, (t.get("contract-one"), title.clone()));
    }
    let mut questions = Vec::new();
    if kind == RecordKind::Assessment {
        questions.extend(supplier_questions()?.iter().map(|question| {
            let name = format!("answer_{}", question.key);
            QuestionRow {
                text: question.text.get(t.lang()).to_owned(),
                answer: form.text(&name),
                fault: faults.at(&name).unwrap_or_default().to_owned(),
                key: question.key.clone(),
            }
        }));
    }
    let score = match found.map(|found| &found.facts) {
        Some(RecordFacts::Assessment(facts)) => facts.score().map(|score| tenths(t.lang(), score.into())),
        _ => None,
    };
    let follow_up = match found.map(|found| &found.facts) {
        Some(RecordFacts::Assessment(facts)) if !facts.follow_up.is_empty() => {
            let may = user.ctx.may(Action::PlanChange, Resource::Any);
            let title = t.s("record-follow-up-title", "supplier", &of.facts.name);
            may.then(|| {
                format!(
                    "/handleplan/foranstaltning/ny?titel={}&beskrivelse={}",
                    crate::kit::encode(&title),
                    crate::kit::encode(&facts.follow_up.chars().take(1_000).collect::<String>())
                )
            })
        }
        _ => None,
    };
    let path = found.map(|found| format!("/leverandoerer/dokumentation/{}", found.id));
    let may_log = user.ctx.may(Action::AuditLogRead, Resource::Municipality);
    let page = RecordPage {
        layout: user.layout(Place::Suppliers, t.of("record-heading", kind.key())),
        kind: kind.key(),
        heading: found.map_or_else(|| t.of("record-new", kind.key()), |found| found.facts.title().to_owned()),
        supplier: (format!("/leverandoerer/{}", of.id), of.facts.name.clone()),
        action: path.clone().unwrap_or_else(|| format!("/leverandoerer/{}/dokumentation/{}/ny", of.id, kind.key())),
        archive: path.map(|path| format!("{path}/arkiver")),
        version: form.text("version"),
        may_change,
        inputs: all,
        questions,
        score,
        follow_up,
        facts: known,
        history: found.filter(|_| may_log).map(|found| format!("/revisionslog?objekt={}", found.id)),
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn read(kind: RecordKind, form: &Form) -> Result<(Option<ContractId>, RecordFacts), Error> {
    let mut map = form.read(RecordFacts::fields(kind)).map_err(Error::Invalid)?;
    if kind == RecordKind::Assessment {
        let mut answers = serde_json::Map::new();
        for question in supplier_questions()? {
            let name = format!("answer_{}", question.key);
            let text = form.text(&name);
            if text.is_empty() {
                continue;
            }
            let answer: u8 = text.parse().map_err(|_| Error::invalid(&name, "unknown_choice", &text))?;
            answers.insert(question.key.clone(), answer.into());
        }
        map.insert("answers".to_owned(), answers.into());
    }
    let facts =
        RecordFacts::from_map(kind, map).map_err(|error| Error::invalid("title", "unknown", error.to_string()))?;
    let contract = match form.text("contract").as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Error::invalid("contract", "unknown", text))?),
    };
    Ok((contract, facts))
}

pub(super) async fn create(
    Path((id, kind)): Path<(Uuid, String)>,
    SecureForm { user, form }: SecureForm<Form>,
) -> PageResult {
    let kind = kind_of(&kind)?;
    let of = supplier::get_supplier(&user.app, &user.ctx, SupplierId(id)).await?;
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Any)?;
    let made = match read(kind, &form) {
        Ok((contract, facts)) => {
            supplier::create_supplier_record(&user.app, &user.ctx, of.id, contract, facts).await.map(|_| ())
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(()) => Ok(redirect(&format!("/leverandoerer/{}", of.id), "created")),
        Err(Error::Invalid(faults)) => page(&user, &of, kind, None, &form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn update(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<Form>) -> PageResult {
    let id = SupplierRecordId(id);
    let found = supplier::get_supplier_record(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Any)?;
    let version = form.version()?;
    let kind = found.facts.kind();
    let saved = match read(kind, &form) {
        Ok((contract, facts)) => {
            supplier::update_supplier_record(&user.app, &user.ctx, id, version, contract, facts).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(redirect(&format!("/leverandoerer/dokumentation/{id}"), "saved")),
        Err(Error::Invalid(faults)) => {
            let of = supplier::get_supplier(&user.app, &user.ctx, found.supplier).await?;
            page(&user, &of, kind, Some(&found), &form, Faults::new(user.t, &faults)).await
        }
        Err(Error::Conflict { current, .. }) => {
            let of = supplier::get_supplier(&user.app, &user.ctx, found.supplier).await?;
            let faults = Faults::new(user.t, &[changed_meanwhile("title")]);
            conflicted(page(&user, &of, kind, Some(&found), &form.at(current), faults).await)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<Form>) -> PageResult {
    let id = SupplierRecordId(id);
    let found = supplier::get_supplier_record(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::SupplierChange, Resource::Any)?;
    supplier::archive_supplier_record(&user.app, &user.ctx, id, form.version()?).await?;
    Ok(redirect(&format!("/leverandoerer/{}", found.supplier), "archived"))
}
