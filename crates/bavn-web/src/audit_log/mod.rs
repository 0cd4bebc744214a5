//! The audit log: who changed what, and that nobody changed the log.

mod api;
mod difference;

use crate::kit::{Access, Input, Layout, PageResult, Place, Routes, SecureForm, Tr, User, encode, format, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    audit_log::{self, LogEntry, LogFilter},
    page::PageRequest,
};
use bavn_core::{access::Action, lang::Lang};
use difference::Change;
use serde::Deserialize;

/// The kinds of objects that the log can be narrowed to.
pub const KINDS: [&str; 18] = [
    "account",
    "analysis",
    "answer",
    "api_token",
    "area",
    "attachment",
    "catalogue",
    "control",
    "database",
    "evidence",
    "measure",
    "municipality",
    "person",
    "plan",
    "report",
    "report_version",
    "session",
    "unit",
];

/// Records on a page.
const ROWS: u64 = 50;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    let read = Access::May(Action::AuditLogRead);
    Routes::new().get("/revisionslog", read, show).post("/revisionslog/efterproev", read, verify).merge(api::routes())
}

#[derive(Template)]
#[template(path = "audit_log/audit_log.html")]
struct AuditLogPage {
    layout: Layout,
    t: Tr,
    heading: String,
    verdict: Option<Verdict>,
    filter: Vec<Input>,
    rows: Vec<Row>,
    pages: Pages,
}

/// What a verification found.
struct Verdict {
    is_whole: bool,
    text: String,
    hash: Option<String>,
}

struct Row {
    sequence: i64,
    at: String,
    who: String,
    what: String,
    object: Option<String>,
    changes: Vec<Change>,
    hash: String,
}

struct Pages {
    text: String,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    fra: String,
    #[serde(default)]
    til: String,
    #[serde(default)]
    slags: String,
    #[serde(default)]
    objekt: String,
    #[serde(default)]
    hvem: String,
    #[serde(default)]
    side: String,
}

#[derive(Deserialize)]
struct Nothing {}

async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    page(&user, &wanted, None).await
}

async fn verify(sent: SecureForm<Nothing>) -> PageResult {
    let user = sent.user;
    let t = user.t;
    let verdict = match audit_log::check_log(&user.app, &user.ctx).await? {
        Ok(head) => Verdict {
            is_whole: true,
            text: t.n("log-whole", head.sequence),
            hash: Some(head.hash.iter().map(|byte| format!("{byte:02x}")).collect()),
        },
        Err(fault) => {
            tracing::error!(%fault, "the audit log is not whole");
            Verdict { is_whole: false, text: t.s("log-broken", "fault", fault), hash: None }
        }
    };
    page(&user, &Wanted::default(), Some(verdict)).await
}

async fn page(user: &User, wanted: &Wanted, verdict: Option<Verdict>) -> PageResult {
    let t = user.t;
    let filter = LogFilter {
        object_id: wanted.objekt.parse().ok(),
        object_kind: if KINDS.contains(&wanted.slags.as_str()) { wanted.slags.clone() } else { String::new() },
        actor_id: wanted.hvem.parse().ok(),
        from: format::parse_iso_date(&wanted.fra).map(format::start_of_day),
        to: format::parse_iso_date(&wanted.til).and_then(time::Date::next_day).map(format::start_of_day),
    };
    let found =
        audit_log::list_log(&user.app, &user.ctx, &filter, PageRequest::new(wanted.side.parse().unwrap_or(1), ROWS))
            .await?;
    let mut kinds = vec![(String::new(), t.get("log-all"))];
    kinds.extend(KINDS.iter().map(|kind| ((*kind).to_owned(), t.of("log-kind", kind))));
    let mut people = vec![(String::new(), t.get("log-everybody"))];
    people.extend(audit_log::list_actors(&user.app, &user.ctx).await?.into_iter().map(|actor| {
        let name = t.s2("log-person", "name", &actor.name, "username", &actor.username);
        (actor.account_id.to_string(), name)
    }));
    let (number, pages) = (found.request.number(), found.pages());
    let address = |page: u64| {
        format!(
            "/revisionslog?fra={}&til={}&slags={}&hvem={}&objekt={}&side={page}",
            encode(&wanted.fra),
            encode(&wanted.til),
            encode(&wanted.slags),
            encode(&wanted.hvem),
            encode(&wanted.objekt)
        )
    };
    html(&AuditLogPage {
        layout: user.layout(Place::AuditLog, t.get("menu-audit-log")),
        heading: t.n("log-heading", found.total),
        verdict,
        filter: vec![
            Input::select("slags", t.get("log-what"), &wanted.slags, kinds),
            Input::select("hvem", t.get("log-who"), &wanted.hvem, people),
            Input::line("date", "fra", t.get("log-from"), &wanted.fra),
            Input::line("date", "til", t.get("log-to"), &wanted.til),
        ],
        rows: found.rows.into_iter().map(|entry| row(t, entry)).collect(),
        pages: Pages {
            text: t.s2("page-of", "page", number, "pages", pages),
            previous: (number > 1).then(|| address(number - 1)),
            next: (number < pages).then(|| address(number + 1)),
        },
        t,
    })
}

fn row(t: Tr, entry: LogEntry) -> Row {
    let lang: Lang = t.lang();
    Row {
        sequence: entry.sequence,
        at: format::exact_moment(lang, entry.at),
        who: entry.actor_name,
        what: t.s2("log-line", "kind", t.of("log-kind", &entry.object_kind), "verb", t.of("log-verb", &entry.verb)),
        object: entry.object_id.map(|id| id.to_string()),
        changes: difference::changes(entry.before.as_deref(), entry.after.as_deref()),
        hash: entry.hash.chars().take(8).collect(),
    }
}
