use super::form::{Names, facts};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::{
    organisation,
    supplier::{self, code_of, contract_clauses},
};
use bavn_core::{
    access::{Action, Resource},
    ids::{ContractId, SupplierId},
    supplier::{ClauseState, ContractFacts, Facts as _},
};
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
    let (t, app, ctx) = (user.t, &user.app, &user.ctx);
    let found = supplier::get_contract(app, ctx, ContractId(id)).await?;
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
    html(&ShowPage {
        layout: user.layout(Place::Suppliers, found.facts.title.clone()),
        heading: found.facts.title.clone(),
        code: code_of('K', found.number),
        path: format!("/kontrakter/{id}"),
        version: found.version,
        is_archived: found.archived_at.is_some(),
        may_change: found.archived_at.is_none() && ctx.may(Action::SupplierChange, found.resource()),
        supplier: (format!("/leverandoerer/{}", supplier.id), supplier.facts.name),
        notice: found.facts.notice_by().map(|day| format::date(t.lang(), day)).unwrap_or_default(),
        facts: facts(t, &rest, &map, &names, &["title", "supplier"]),
        outage: facts(t, &outage, &map, &names, &[]),
        clauses,
        counts,
        history: may_log.then(|| format!("/revisionslog?objekt={id}")),
        t,
    })
}
