use super::page::{Row, Wanted, path_of, row};
use crate::kit::{Faults, Layout, PageError, PageResult, Place, SecureForm, Tr, User, format, html, redirect};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use bavn_app::{
    Error, FieldFault,
    gap_analysis::{Statement, StatementChange, StatementLine, get_statement, record_statement},
};
use bavn_core::gap_analysis::{StatementEntry, StatementReason};
use serde::Deserialize;

/// What the form holds, in a page of its own and in a row alike.
struct Fields {
    row: Row,
    /// Ends the identifiers of the fields, where several forms stand in one page.
    suffix: String,
    version: i32,
    is_included: bool,
    reason: String,
    /// What data would say; empty when it says nothing.
    draft: String,
    /// What somebody else has said meanwhile; empty when nobody has.
    theirs: String,
    csrf: String,
    faults: Faults,
    back: String,
}

#[derive(Template)]
#[template(path = "gap_analysis/statement/form.html")]
struct FormPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    framework: String,
    form: Fields,
    law: String,
}

#[derive(Template)]
#[template(path = "gap_analysis/statement/form_row.html")]
struct FormRow {
    t: Tr,
    form: Fields,
}

#[derive(Template)]
#[template(path = "gap_analysis/statement/row_alone.html")]
struct RowAlone {
    t: Tr,
    row: Row,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    version: String,
    #[serde(default)]
    is_included: String,
    #[serde(default)]
    reason: String,
}

/// Why a form is shown again.
enum Again {
    Faults(Vec<FieldFault>),
    Conflict,
}

pub(super) async fn show(
    user: User,
    Path((key, reference)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> PageResult {
    let statement = get_statement(&user.app, &user.ctx, &key, wanted.analysis()?).await?;
    let line = find(&statement, &reference)?;
    if user.is_fragment && wanted.vis == "raekke" {
        return html(&RowAlone { t: user.t, row: row(&user, &statement, line, &path_of(&key), &wanted.end()) });
    }
    form(&user, &statement, line, &key, &wanted, None)
}

fn find<'a>(statement: &'a Statement, reference: &str) -> PageResult<&'a StatementLine> {
    statement.line(reference).ok_or_else(|| PageError::Operation(Error::NotFound { kind: "requirement" }))
}

fn form(
    user: &User,
    statement: &Statement,
    line: &StatementLine,
    key: &str,
    wanted: &Wanted,
    again: Option<(Sent, Again)>,
) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let path = path_of(key);
    let row = row(user, statement, line, &path, &wanted.end());
    let own = match &line.row.reason {
        StatementReason::Own(text) => text.clone(),
        _ => String::new(),
    };
    let layout = user.layout(Place::Catalogue, format!("{} {}", row.reference, row.title));
    let status = match &again {
        None => StatusCode::OK,
        Some((_, Again::Faults(_))) => StatusCode::UNPROCESSABLE_ENTITY,
        Some((_, Again::Conflict)) => StatusCode::CONFLICT,
    };
    let theirs = match (&again, &line.own) {
        (Some((_, Again::Conflict)), Some(by)) => t.with(
            "statement-theirs",
            &[
                ("who", by.updated_by.clone()),
                ("when", format::moment(lang, by.updated_at)),
                ("included", t.of("statement-is", if line.row.is_included { "included" } else { "excluded" })),
                ("reason", own.clone()),
            ],
        ),
        _ => String::new(),
    };
    let (is_included, reason, faults) = match again {
        Some((sent, why)) => {
            let faults = if let Again::Faults(faults) = why { faults } else { Vec::new() };
            (sent.is_included != "no", sent.reason, Faults::new(t, &faults))
        }
        None => (line.row.is_included, own, Faults::default()),
    };
    let fields = Fields {
        suffix: if user.is_fragment { format!("-{}", row.anchor) } else { String::new() },
        version: line.version(),
        is_included,
        reason,
        draft: if row.is_drafted { row.reason.clone() } else { String::new() },
        theirs,
        csrf: layout.csrf.clone(),
        faults: faults.clone(),
        back: format!("{path}{}#{}", wanted.end(), row.anchor),
        row,
    };
    let mut response = if user.is_fragment {
        html(&FormRow { t, form: fields })?
    } else {
        let law = statement.requirement(line).legal_ref.as_ref().map(|text| text.get(lang).to_owned());
        let framework = t.s("statement-title", "name", statement.framework().short_title.get(lang));
        html(&FormPage { layout, t, faults, framework, form: fields, law: law.unwrap_or_default() })?
    };
    *response.status_mut() = status;
    Ok(response)
}

pub(super) async fn send(
    Path((key, reference)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
    sent: SecureForm<Sent>,
) -> PageResult<Response> {
    let SecureForm { user, form: sent } = sent;
    let version = sent.version.parse().map_err(|_| PageError::Form("version".into()))?;
    let entry = StatementEntry { is_included: sent.is_included != "no", reason: sent.reason.clone() };
    let change = StatementChange { reference: reference.clone(), version: Some(version), entry };
    let again = match record_statement(&user.app, &user.ctx, &key, None, &[change]).await {
        Ok(_) => None,
        Err(Error::Invalid(faults)) => Some(Again::Faults(plain(faults, &reference))),
        Err(Error::Conflict { .. }) => Some(Again::Conflict),
        Err(error) => return Err(error.into()),
    };
    if again.is_none() && !user.is_fragment {
        let anchor = reference.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        return Ok(redirect(&format!("{}{}#r-{}", path_of(&key), wanted.end(), anchor.collect::<String>()), "saved"));
    }
    let statement = get_statement(&user.app, &user.ctx, &key, wanted.analysis()?).await?;
    let line = find(&statement, &reference)?;
    match again {
        None => html(&RowAlone { t: user.t, row: row(&user, &statement, line, &path_of(&key), &wanted.end()) }),
        Some(why) => form(&user, &statement, line, &key, &wanted, Some((sent, why))),
    }
}

/// Faults of the one row of the form, by the names of its fields.
fn plain(faults: Vec<FieldFault>, reference: &str) -> Vec<FieldFault> {
    let start = format!("{reference}.");
    let plain = |fault: FieldFault| {
        let field = fault.field.strip_prefix(&start).unwrap_or(&fault.field).to_owned();
        FieldFault { field, ..fault }
    };
    faults.into_iter().map(plain).collect()
}
