//! Tables into the registers through the API: the body is the file.

use crate::kit::{
    Access, Routes,
    api::{ApiFile, ApiPage, ApiQuery, ApiResult, ApiUser, PageQuery},
    format::parse_iso_date,
};
use axum::{Json, extract::Path, http::Uri, response::IntoResponse as _};
use bavn_app::import_export::{
    KitosPlace, fetch_kitos, get_import, import_kitos, import_table, list_imports, undo_import,
};
use bavn_core::{
    access::Action,
    ids::RegisterImportId,
    import_export::{
        kitos::KitosFiles,
        table::{Known, Register, Unknown},
    },
};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, may) = (Access::May(Action::AssetRead), Access::May(Action::AssetAdminister));
    Routes::new()
        .api(read, routes!(list_register_imports))
        .api(may, routes!(create_register_import))
        .api(may, routes!(create_kitos_import))
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
    /// The field by which rows are recognised, such as `external_id`, `name`, `cvr` or `number`. Without it, as without `known` and `unknown`, what was
    /// used last for the same headings counts, on the page too, or else what is suggested.
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

/// What comes from Kitos: where it is and who asks, or its lists.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct KitosInput {
    /// The address of Kitos, `https://…`; without it the lists count.
    url: Option<String>,
    /// The token of a user of its interface; it is used once and not kept.
    #[schema(format = Password)]
    token: String,
    /// The municipality's identifier in Kitos.
    organisation: String,
    /// Only what was changed or deleted since this day.
    #[schema(format = Date)]
    since: Option<String>,
    /// `it-systems` as Kitos sends them.
    systems: Vec<serde_json::Value>,
    /// `it-system-usages`.
    usages: Vec<serde_json::Value>,
    /// `it-contracts`.
    contracts: Vec<serde_json::Value>,
    /// `data-processing-registrations`.
    registrations: Vec<serde_json::Value>,
    /// `deleted-entities`.
    deleted: Vec<serde_json::Value>,
    /// Read and compare, store nothing.
    dry_run: bool,
}

/// Take suppliers, systems, contracts, data-processing agreements and relations from Kitos. What was changed here is not overwritten; what was
/// deleted there is taken out of use.
#[utoipa::path(post, path = "/api/v1/register-imports/kitos", operation_id = "createKitosImport", tag = "registers", request_body = KitosInput, responses((status = 200, description = "What is done, in all and by kind, the differences, and the import when something was stored; see docs/formats.md.", body = serde_json::Value)))]
async fn create_kitos_import(user: ApiUser, ApiFile(bytes): ApiFile) -> ApiResult {
    let input: KitosInput = serde_json::from_slice(&bytes)
        .map_err(|error| bavn_app::Error::invalid("body", "unknown", error.to_string()))?;
    let (from, files) = match input.url {
        Some(url) => {
            let since = match &input.since {
                Some(text) => {
                    Some(parse_iso_date(text).ok_or_else(|| bavn_app::Error::invalid("since", "not_a_date", text))?)
                }
                None => None,
            };
            let place = KitosPlace { url: url.clone(), token: input.token, organisation: input.organisation, since };
            (url, fetch_kitos(&user.app, &user.ctx, place).await?)
        }
        None => {
            let list = |list: &[serde_json::Value]| json!(list).to_string().into_bytes();
            let files = KitosFiles {
                systems: list(&input.systems),
                usages: list(&input.usages),
                contracts: list(&input.contracts),
                registrations: list(&input.registrations),
                deleted: list(&input.deleted),
            };
            ("API".to_owned(), files)
        }
    };
    let (found, import) = import_kitos(&user.app, &user.ctx, &from, files, input.dry_run).await?;
    let kinds: serde_json::Map<String, serde_json::Value> =
        found.kinds.iter().map(|(kind, counts)| ((*kind).to_owned(), json!(counts))).collect();
    let report = json!({
        "counts": found.counts,
        "kinds": kinds,
        "rows": found.rows,
        "unresolved": found.unresolved,
        "import": import,
    });
    Ok(Json(report).into_response())
}
