//! Tables into the registers through the API: the body is the file.

use crate::kit::{
    Access, Routes,
    api::{ApiFile, ApiPage, ApiQuery, ApiResult, ApiUser, PageQuery},
};
use axum::{Json, extract::Path, http::Uri, response::IntoResponse as _};
use bavn_app::import_export::{get_import, import_table, list_imports, undo_import};
use bavn_core::{
    access::Action,
    ids::RegisterImportId,
    import_export::table::{Known, Register, Unknown},
};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, may) = (Access::May(Action::AssetRead), Access::May(Action::AssetAdminister));
    Routes::new()
        .api(read, routes!(list_register_imports))
        .api(may, routes!(create_register_import))
        .api(read, routes!(get_register_import))
        .api(may, routes!(undo_register_import))
}

/// The tables that were taken into the registers, newest first.
#[utoipa::path(get, path = "/api/v1/register-imports", operation_id = "listRegisterImports", tag = "registers", params(PageQuery), responses((status = 200, description = "A page of imports with their mappings and counts; see docs/formats.md.", body = serde_json::Value)))]
async fn list_register_imports(user: ApiUser, uri: Uri, ApiQuery(query): ApiQuery<PageQuery>) -> ApiResult {
    let page = list_imports(&user.app, &user.ctx, query.into()).await?;
    Ok(ApiPage::respond(&uri, page, |import| json!(import)))
}

/// An import of a table.
#[utoipa::path(get, path = "/api/v1/register-imports/{id}", operation_id = "getRegisterImport", tag = "registers", params(("id" = Uuid, Path, description = "The import.")), responses((status = 200, description = "The import with its mapping and counts; see docs/formats.md.", body = serde_json::Value)))]
async fn get_register_import(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    Ok(Json(get_import(&user.app, &user.ctx, RegisterImportId(id)).await?).into_response())
}

/// How a table is taken in.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TableInput {
    /// The register: `assets`, `suppliers` or `contracts`.
    #[serde(default = "assets")]
    register: String,
    /// The file's name.
    #[serde(default = "unnamed")]
    name: String,
    /// The field by which rows are recognised, such as `external_id`, `name`, `cvr` or `number`; the suggested one without it.
    key: Option<String>,
    /// What is done with rows that are here: `update`, `fill` or `skip`.
    #[param(value_type = Option<String>)]
    known: Option<Known>,
    /// What is done with rows that are not here: `create` or `skip`.
    #[param(value_type = Option<String>)]
    unknown: Option<Unknown>,
    /// Store the rows without faults although others have some.
    #[serde(default)]
    skip_faulty: bool,
    /// Read and compare, store nothing.
    #[serde(default)]
    dry_run: bool,
}

fn assets() -> String {
    "assets".to_owned()
}

fn unnamed() -> String {
    "file".to_owned()
}

/// Take a table (CSV or XLSX of any layout) into a register. Nothing is stored while rows have faults, unless they are to be skipped; `import` says.
#[utoipa::path(post, path = "/api/v1/register-imports", operation_id = "createRegisterImport", tag = "registers", params(TableInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, description = "What rows do, the faults by row and column, and the import when something was stored; see docs/formats.md.", body = serde_json::Value)))]
async fn create_register_import(
    user: ApiUser,
    ApiQuery(input): ApiQuery<TableInput>,
    ApiFile(bytes): ApiFile,
) -> ApiResult {
    let register = Register::from_key(&input.register)
        .ok_or_else(|| bavn_app::Error::invalid("register", "unknown", &input.register))?;
    let (key, known, unknown) = (input.key, input.known, input.unknown);
    let change = |mapping: &mut bavn_core::import_export::table::Mapping| {
        mapping.key = key.unwrap_or_else(|| mapping.key.clone());
        mapping.known = known.unwrap_or(mapping.known);
        mapping.unknown = unknown.unwrap_or(mapping.unknown);
    };
    let how = (input.dry_run, input.skip_faulty);
    let (preview, import) = import_table(&user.app, &user.ctx, register, (&input.name, bytes), change, how).await?;
    let report = json!({
        "counts": preview.counts,
        "rows": preview.rows,
        "faults": preview.read.faults,
        "fault_count": preview.read.fault_count,
        "notices": preview.read.notices,
        "notice_count": preview.read.notice_count,
        "missing_columns": preview.read.missing,
        "unresolved": preview.unresolved,
        "import": import,
    });
    Ok(Json(report).into_response())
}

/// Take an import back: what it changed becomes what it was, what it made is taken out of use. What was changed since is left as it is.
#[utoipa::path(post, path = "/api/v1/register-imports/{id}/undo", operation_id = "undoRegisterImport", tag = "registers", params(("id" = Uuid, Path, description = "The import.")), responses((status = 200, description = "How many rows were taken back, and which were not and why.", body = serde_json::Value)))]
async fn undo_register_import(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    Ok(Json(undo_import(&user.app, &user.ctx, RegisterImportId(id)).await?).into_response())
}
