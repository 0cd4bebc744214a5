//! The imports, and a new one.

use super::show::title;
use crate::{
    import_export::file_error_text,
    kit::{Access, Faults, Layout, PageResult, Place, Routes, SecureMultipart, Tr, User, format, html, see_other},
};
use askama::Template;
use axum::{extract::Query, http::StatusCode};
use bavn_app::{
    Error,
    import_export::{RegisterImport, list_imports, upload_table},
    page::PageRequest,
};
use bavn_core::{
    access::{Action, Resource},
    import_export::table::Register,
};
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new().get("/registre/import", Access::May(Action::AssetRead), show).post(
        "/registre/import",
        Access::May(Action::AssetAdminister),
        send,
    )
}

#[derive(Template)]
#[template(path = "import_export/register/list.html")]
pub(super) struct ListPage {
    layout: Layout,
    t: Tr,
    /// What is wrong with what was sent, and the field that it was sent in.
    error: Option<(String, &'static str)>,
    may_import: bool,
    limit: String,
    chosen: Register,
    kitos: KitosForm,
    faults: Faults,
    imports: Vec<Line>,
}

impl ListPage {
    fn is_at(&self, field: &str) -> bool {
        self.error.as_ref().is_some_and(|(_, at)| *at == field)
    }
}

/// An import in words.
struct Line {
    href: String,
    file: String,
    register: String,
    when: String,
    who: String,
    state: String,
    changes: String,
}

fn line(t: Tr, import: RegisterImport) -> Line {
    let counts = import.counts;
    let is_run = import.finished_at.is_some();
    Line {
        href: format!("/registre/import/{}", import.id),
        file: title(t, &import),
        register: if import.is_lists() {
            t.get("import-register-kitos")
        } else {
            t.of("import-register", import.register.key())
        },
        when: format::moment(t.lang(), import.finished_at.unwrap_or(import.created_at)),
        who: import.created_by,
        state: t.of("import-state", import.state.key()),
        changes: if is_run {
            t.with(
                "import-counts",
                &[
                    ("created", counts.created.to_string()),
                    ("updated", (counts.updated + counts.restored).to_string()),
                    ("unchanged", counts.unchanged.to_string()),
                ],
            )
        } else {
            String::new()
        },
    }
}

/// What was typed to reach Kitos. The token is never shown again.
#[derive(Clone, Deserialize)]
#[serde(default)]
pub(super) struct KitosForm {
    pub(super) url: String,
    pub(super) organisation: String,
    pub(super) token: String,
    pub(super) since: String,
}

impl Default for KitosForm {
    fn default() -> Self {
        let empty = String::new;
        Self { url: "https://kitos.dk".to_owned(), organisation: empty(), token: empty(), since: empty() }
    }
}

pub(super) async fn page(
    user: &User,
    chosen: Register,
    error: Option<(String, &'static str)>,
    (kitos, faults): (KitosForm, Faults),
) -> PageResult<ListPage> {
    let t = user.t;
    let imports = list_imports(&user.app, &user.ctx, PageRequest::default()).await?;
    let limit = i64::try_from(user.app.limits().attachment_bytes).unwrap_or(i64::MAX);
    Ok(ListPage {
        layout: user.layout(Place::Assets, t.get("import-title")),
        t,
        error,
        may_import: user.ctx.may(Action::AssetAdminister, Resource::Any),
        limit: format::bytes(t.lang(), limit),
        chosen,
        kitos,
        faults,
        imports: imports.rows.into_iter().map(|import| line(t, import)).collect(),
    })
}

/// Which register is chosen already.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    register: String,
}

async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    html(&page(&user, chosen(&wanted.register), None, <_>::default()).await?)
}

fn chosen(register: &str) -> Register {
    Register::from_key(register).unwrap_or(Register::Assets)
}

async fn send(sent: SecureMultipart) -> PageResult {
    let SecureMultipart { user, fields, mut files } = sent;
    let t = user.t;
    let register = chosen(fields.get("register").map(String::as_str).unwrap_or_default());
    let Some(upload) = files.remove("file") else {
        return failed(&user, register, (t.get("file-error-none"), "file"), KitosForm::default()).await;
    };
    match upload_table(&user.app, &user.ctx, register, &upload.file_name, upload.content).await {
        Ok(import) => Ok(see_other(&format!("/registre/import/{}", import.id))),
        Err(Error::File(error)) => {
            failed(&user, register, (file_error_text(t, &error), "file"), KitosForm::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The page with what is wrong, and the field that it was sent in.
pub(super) async fn failed(
    user: &User,
    register: Register,
    error: (String, &'static str),
    kitos: KitosForm,
) -> PageResult {
    let mut response = html(&page(user, register, Some(error), (kitos, Faults::default())).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
