use super::form::{Names, facts, grade};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::{
    asset::asset_code,
    supplier::{self, FallReason, SupplierRecord, code_of},
};
use bavn_core::{
    access::{Action, Resource},
    asset::Grade,
    ids::SupplierId,
    supplier::{Facts as _, RecordKind, SupplierFacts, has_check_digit},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "supplier/show.html")]
struct ShowPage {
    layout: Layout,
    t: Tr,
    heading: String,
    code: String,
    id: String,
    path: String,
    version: i32,
    is_archived: bool,
    may_change: bool,
    has_odd_cvr: bool,
    facts: Vec<(String, String)>,
    note: Vec<String>,
    website: Option<String>,
    contacts: Vec<Contact>,
    behind: Vec<Link>,
    before: Vec<Link>,
    contracts: Vec<ContractRow>,
    records: Vec<Kind>,
    concentration: ConcentrationView,
    history: Option<String>,
}

struct Contact {
    name: String,
    role: String,
    phone: String,
    email: String,
    is_out_of_hours: bool,
}

struct Link {
    path: String,
    name: String,
    level: usize,
    service: String,
}

struct ContractRow {
    path: String,
    name: String,
    ends: String,
    notice: String,
    value: String,
}

/// What falls if the supplier falls, in words.
struct ConcentrationView {
    lead: String,
    leaning: Vec<(String, String)>,
    rows: Vec<FallRow>,
    hidden: usize,
    more: usize,
}

struct FallRow {
    path: String,
    name: String,
    kind: String,
    criticality: String,
    is_critical: bool,
    /// What is said before the name of what it hangs on.
    why: &'static str,
    on: Option<(String, String)>,
}

/// Rows of what falls that are shown.
const FALLEN: usize = 100;

fn concentration_view(t: Tr, found: supplier::Concentration) -> ConcentrationView {
    let all = found.fallen.len() + found.hidden;
    let more = found.fallen.len().saturating_sub(FALLEN);
    let row = |one: supplier::Fallen| {
        let (why, on) = match one.reason {
            FallReason::Supplier(id, name) => ("supplier", Some((format!("/leverandoerer/{id}"), name))),
            FallReason::Contract(id, title) => ("contract", Some((format!("/kontrakter/{id}"), title))),
            FallReason::Asset(on) => ("asset", on.map(|(id, name)| (format!("/aktiver/{id}"), name))),
        };
        FallRow {
            path: format!("/aktiver/{}", one.id),
            name: format!("{} {}", asset_code(one.number), one.name),
            kind: t.of("asset-kind", one.kind.key()),
            is_critical: one.criticality.is_some_and(|grade| grade >= Grade::CRITICAL),
            criticality: one.criticality.map(|one| grade(t, &one.to_string())).unwrap_or_default(),
            why,
            on,
        }
    };
    let link = |(id, name): (SupplierId, String)| (format!("/leverandoerer/{id}"), name);
    ConcentrationView {
        lead: format!("{} {}", t.n("fall-lead", all), t.n("fall-lead-critical", found.critical)),
        leaning: found.leaning.into_iter().map(link).collect(),
        rows: found.fallen.into_iter().take(FALLEN).map(row).collect(),
        hidden: found.hidden,
        more,
    }
}

/// What is on file of one kind.
struct Kind {
    key: &'static str,
    rows: Vec<RecordRow>,
}

struct RecordRow {
    path: String,
    title: String,
    says: String,
    due: String,
    is_late: bool,
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let (t, app, ctx) = (user.t, &user.app, &user.ctx);
    let found = supplier::get_supplier(app, ctx, SupplierId(id)).await?;
    let chain = supplier::get_supplier_chain(app, ctx, found.id).await?;
    let contracts = supplier::load_contracts(app, ctx, Some(found.id)).await?;
    let records = supplier::list_supplier_records(app, ctx, found.id).await?;
    let falls = supplier::supplier_concentration(app, ctx, found.id).await?;
    let date = |date: Option<time::Date>| date.map(|date| format::short_date(t.lang(), date)).unwrap_or_default();
    let link = |line: supplier::ChainLine| Link {
        path: format!("/leverandoerer/{}", line.id),
        name: line.name,
        level: line.level,
        service: line.service,
    };
    let row = |record: &SupplierRecord| RecordRow {
        path: format!("/leverandoerer/dokumentation/{}", record.id),
        title: record.facts.title().to_owned(),
        says: super::record::summary(t, &record.facts),
        due: date(record.facts.due_on()),
        is_late: record.facts.due_on().is_some_and(|day| day < ctx.today()),
    };
    let kinds = RecordKind::ALL.iter().map(|kind| Kind {
        key: kind.key(),
        rows: records.iter().filter(|record| record.facts.kind() == *kind).map(row).collect(),
    });
    let may_log = ctx.may(Action::AuditLogRead, Resource::Municipality);
    let facts_of = found.facts.to_map();
    html(&ShowPage {
        layout: user.layout(Place::Suppliers, found.facts.name.clone()),
        heading: found.facts.name.clone(),
        code: code_of('L', found.number),
        id: id.to_string(),
        path: format!("/leverandoerer/{id}"),
        version: found.version,
        is_archived: found.archived_at.is_some(),
        may_change: found.archived_at.is_none() && ctx.may(Action::SupplierChange, Resource::Municipality),
        has_odd_cvr: !found.facts.cvr.is_empty() && !has_check_digit(&found.facts.cvr),
        facts: facts(t, SupplierFacts::FIELDS, &facts_of, &Names::new(), &["name", "note", "website"]),
        note: found.facts.note.lines().map(str::to_owned).collect(),
        website: (!found.facts.website.is_empty()).then(|| found.facts.website.clone()),
        contacts: found
            .contacts
            .into_iter()
            .map(|one| Contact {
                name: one.name,
                role: one.role,
                phone: one.phone,
                email: one.email,
                is_out_of_hours: one.is_out_of_hours,
            })
            .collect(),
        behind: chain.behind.into_iter().map(link).collect(),
        before: chain.before.into_iter().map(link).collect(),
        contracts: contracts
            .into_iter()
            .map(|one| ContractRow {
                path: format!("/kontrakter/{}", one.id),
                name: format!("{} {}", code_of('K', one.number), one.facts.title),
                ends: date(one.facts.ends_on),
                notice: date(one.facts.notice_by()),
                value: one.facts.yearly_value.map(|kroner| format::whole(t.lang(), kroner)).unwrap_or_default(),
            })
            .collect(),
        records: kinds.collect(),
        concentration: concentration_view(t, falls),
        history: may_log.then(|| format!("/revisionslog?objekt={id}")),
        t,
    })
}
