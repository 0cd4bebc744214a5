//! New content of the program: what it changes, and taking it.

use super::own_control::Fields;
use crate::kit::{Access, Layout, PageResult, Place, Routes, SecureForm, Tr, User, html, redirect};
use askama::Template;
use bavn_app::catalogue::{self, ChangeKind, ContentDiff, ItemChange};
use bavn_core::{access::Action, lang::Localized};

/// The routes of the page.
pub(super) fn routes() -> Routes {
    let may = Access::May(Action::ContentUpdate);
    Routes::new().get("/krav/opdatering", may, show).post("/krav/opdatering", may, send)
}

#[derive(Template)]
#[template(path = "catalogue/content_update.html")]
struct UpdatePage {
    layout: Layout,
    t: Tr,
    heading: String,
    lead: String,
    revision: Option<i64>,
    groups: Vec<Group>,
    mappings: Vec<(String, String)>,
    weights: Vec<String>,
    conflicts: Vec<(String, String)>,
}

/// Things of one kind to which the same happens.
struct Group {
    heading: String,
    rows: Vec<Row>,
}

struct Row {
    key: String,
    title: String,
    texts: Vec<(String, String, String)>,
}

async fn show(user: User) -> PageResult {
    let t = user.t;
    let diff = catalogue::get_content_update(&user.app, &user.ctx).await?;
    let heading = match &diff {
        None => t.get("update-none"),
        Some(diff) if diff.is_empty() => t.get("update-nothing-seen"),
        Some(_) => t.get("update-heading"),
    };
    let lead = match &diff {
        None => t.get("update-none-lead"),
        Some(diff) => t.s2("update-lead", "from", &diff.from, "to", &diff.to),
    };
    let diff_or_none = diff.clone().unwrap_or_default();
    html(&UpdatePage {
        layout: user.layout(Place::Catalogue, t.get("update-title")),
        t,
        heading,
        lead,
        revision: diff.map(|diff| diff.revision),
        groups: groups(t, &diff_or_none.items),
        mappings: mappings(t, &diff_or_none),
        weights: weights(t, &diff_or_none),
        conflicts: diff_or_none
            .conflicts
            .iter()
            .map(|one| (one.key.clone(), t.of("update-conflict", one.reason.key())))
            .collect(),
    })
}

fn groups(t: Tr, items: &[ItemChange]) -> Vec<Group> {
    let lang = t.lang();
    let shown = |text: &Localized| if text.get(lang).is_empty() { "–".to_owned() } else { text.get(lang).to_owned() };
    let row = |one: &ItemChange| Row {
        key: one.key.clone(),
        title: one.title.get(lang).to_owned(),
        // Only what is other in the language of the reader; when it is the other language alone, that is told.
        texts: one
            .texts
            .iter()
            .map(|text| {
                let field = field(t, &text.field);
                match text.old.get(lang) == text.new.get(lang) {
                    false => (field, shown(&text.old), shown(&text.new)),
                    true => (t.s("update-other-language", "field", field), String::new(), String::new()),
                }
            })
            .collect(),
    };
    let mut groups: Vec<Group> = Vec::new();
    for chunk in items.chunk_by(|one, other| (one.item, one.change) == (other.item, other.change)) {
        let Some(first) = chunk.first() else { continue };
        let what = t.of("update-item", first.item.key());
        let heading = t.s2(heading_key(first.change), "what", what, "n", chunk.len());
        groups.push(Group { heading, rows: chunk.iter().map(row).collect() });
    }
    groups
}

const fn heading_key(change: ChangeKind) -> &'static str {
    match change {
        ChangeKind::New => "update-new",
        ChangeKind::Changed => "update-changed",
        ChangeKind::Gone => "update-gone",
    }
}

/// The name of a field, such as `level_3`.
fn field(t: Tr, name: &str) -> String {
    match name.strip_prefix("level_") {
        Some(level) => t.s("own-level", "level", level),
        None => t.of("update-field", name),
    }
}

fn mappings(t: Tr, diff: &ContentDiff) -> Vec<(String, String)> {
    let words = |pair: &Option<(String, String)>| match pair {
        Some((relation, coverage)) => format!("{}, {}", t.of("relation", relation), t.of("coverage", coverage)),
        None => "–".to_owned(),
    };
    let row = |one: &catalogue::MappingChange| {
        let (framework, reference) = &one.requirement;
        let what = match one.change {
            ChangeKind::New => t.s("update-mapping-new", "new", words(&one.new)),
            ChangeKind::Changed if one.old == one.new => t.get("update-mapping-why"),
            ChangeKind::Changed => t.s2("update-mapping-changed", "old", words(&one.old), "new", words(&one.new)),
            ChangeKind::Gone => t.s("update-mapping-gone", "old", words(&one.old)),
        };
        (format!("{} → {framework} {reference}", one.control), what)
    };
    diff.mappings.iter().map(row).collect()
}

fn weights(t: Tr, diff: &ContentDiff) -> Vec<String> {
    let line = |one: &catalogue::WeightChange| {
        let field = t.of("update-field", one.field);
        let values =
            [("code", one.code.clone()), ("field", field), ("old", one.old.to_string()), ("new", one.new.to_string())];
        match one.own {
            Some(own) => {
                let mut values = values.to_vec();
                values.push(("own", own.to_string()));
                t.with("update-weight-kept", &values)
            }
            None => t.with("update-weight", &values),
        }
    };
    diff.weights.iter().map(line).collect()
}

async fn send(sent: SecureForm<Fields>) -> PageResult {
    let user = sent.user;
    // A form without a revision is of no difference that was shown.
    let revision = sent.form.get("revision").and_then(|text| text.parse().ok()).unwrap_or(-1);
    let taken = catalogue::take_content_update(&user.app, &user.ctx, Some(revision)).await?;
    Ok(redirect("/krav/opdatering", if taken.is_some() { "updated" } else { "unchanged" }))
}
