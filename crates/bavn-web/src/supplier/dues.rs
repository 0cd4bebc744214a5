use crate::{
    WebState,
    kit::{Layout, PageResult, Place, Tr, User, file, format, html},
};
use askama::Template;
use axum::{extract::State, response::Response};
use bavn_app::supplier::{Due, list_dues};
use bavn_core::supplier::{CalendarEvent, to_calendar};

#[derive(Template)]
#[template(path = "supplier/dues.html")]
struct DuesPage {
    layout: Layout,
    t: Tr,
    heading: String,
    rows: Vec<Row>,
    is_cut: bool,
}

struct Row {
    on: String,
    is_late: bool,
    kind: &'static str,
    title: String,
    path: String,
    supplier: String,
    supplier_path: String,
}

/// Rows on the page; the calendar has all.
const ROWS: usize = 200;

fn path(due: &Due) -> String {
    match (due.record, due.contract) {
        (Some(record), _) => format!("/leverandoerer/dokumentation/{record}"),
        (None, Some(contract)) => format!("/kontrakter/{contract}"),
        (None, None) => format!("/leverandoerer/{}", due.supplier),
    }
}

pub(super) async fn show(user: User) -> PageResult {
    let t = user.t;
    let today = user.ctx.today();
    let dues = list_dues(&user.app, &user.ctx).await?;
    let late = dues.iter().filter(|due| due.on < today).count();
    html(&DuesPage {
        layout: user.layout(Place::Suppliers, t.get("due-title")),
        heading: t.n("due-heading", late),
        is_cut: dues.len() > ROWS,
        rows: dues
            .into_iter()
            .take(ROWS)
            .map(|due| Row {
                on: format::short_date(t.lang(), due.on),
                is_late: due.on < today,
                kind: due.kind.key(),
                path: path(&due),
                title: due.title,
                supplier: due.supplier_name,
                supplier_path: format!("/leverandoerer/{}", due.supplier),
            })
            .collect(),
        t,
    })
}

/// The due dates as a file for a calendar. It is fetched by somebody signed in: an address that opened it without a sign-in could be
/// passed on, and would show the contracts to whoever had it.
pub(super) async fn calendar(State(state): State<WebState>, user: User) -> PageResult<Response> {
    let t = user.t;
    let base = state.config.public_url.trim_end_matches('/');
    let events: Vec<CalendarEvent> = list_dues(&user.app, &user.ctx)
        .await?
        .iter()
        .map(|due| {
            let id = due.record.map(|id| id.0).or(due.contract.map(|id| id.0)).unwrap_or(due.supplier.0);
            let kind = t.of("due", due.kind.key());
            CalendarEvent {
                uid: format!("{id}-{}@bavn", due.kind.key().replace('_', "-")),
                on: due.on,
                summary: format!("{kind}: {}", due.title),
                description: due.supplier_name.clone(),
                url: format!("{base}{}", path(due)),
            }
        })
        .collect();
    let text = to_calendar(&t.get("due-title"), &events, user.ctx.now());
    Ok(file("leverandoerfrister.ics", "text/calendar; charset=utf-8", text.into_bytes()))
}
