use super::{
    super::{CHANGE, READ},
    body::read_map,
};
use crate::kit::{
    Routes,
    api::{ApiChange, ApiJson, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
    format::iso_date,
};
use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error,
    supplier::{self, SupplierRecord},
};
use bavn_core::{
    ids::{ContractId, SupplierId, SupplierRecordId},
    supplier::{RecordFacts, RecordKind},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(READ, routes!(list_records))
        .api(CHANGE, routes!(create_record))
        .api(READ, routes!(get_record))
        .api(CHANGE, routes!(update_record))
        .api(CHANGE, routes!(archive_record))
}

/// What is to be on file.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SupplierRecordInput {
    /// `agreement` (data-processing agreement), `statement` (audit statement) or `assessment`.
    #[schema(value_type = String, example = "statement")]
    kind: RecordKind,
    /// The contract it belongs to.
    contract: Option<Uuid>,
    /// What it says, by the names of its fields; the user guide lists them for each kind. Dates as `2026-10-12`.
    #[schema(value_type = Object)]
    facts: Map<String, Value>,
}

/// Something on file about a supplier.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct SupplierRecordBody {
    /// The identifier.
    id: Uuid,
    /// About whom.
    supplier: Uuid,
    /// The contract it belongs to.
    contract: Option<Uuid>,
    /// `agreement`, `statement` or `assessment`.
    kind: String,
    /// What it says, by the names of its fields.
    #[schema(value_type = Object)]
    facts: Map<String, Value>,
    /// When something is to be done about it next.
    #[schema(format = Date)]
    due_on: Option<String>,
    /// The score of an assessment: sum of the answers and how many there are, in lowest terms.
    score: Option<[u64; 2]>,
    /// Whether it is out of use.
    is_archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

/// What is on file about a supplier.
#[utoipa::path(get, path = "/api/v1/suppliers/{id}/records", operation_id = "listSupplierRecords", tag = "suppliers", params(("id" = Uuid, Path, description = "The supplier.")), responses((status = 200, description = "What is on file that the owner of the token may read.", body = Vec<SupplierRecordBody>)))]
async fn list_records(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let found = supplier::get_supplier(&user.app, &user.ctx, SupplierId(id)).await?;
    let records = supplier::list_supplier_records(&user.app, &user.ctx, found.id).await?;
    let bodies: Vec<SupplierRecordBody> = records.into_iter().map(body).collect();
    Ok(Json(bodies).into_response())
}

/// Put something on file about a supplier.
#[utoipa::path(post, path = "/api/v1/suppliers/{id}/records", operation_id = "createSupplierRecord", tag = "suppliers", params(("id" = Uuid, Path, description = "The supplier.")), request_body = SupplierRecordInput, responses((status = 201, description = "Created.", body = SupplierRecordBody)))]
async fn create_record(user: ApiUser, Path(id): Path<Uuid>, ApiJson(input): ApiJson<SupplierRecordInput>) -> ApiResult {
    let (contract, facts) = read(input)?;
    let id = supplier::create_supplier_record(&user.app, &user.ctx, SupplierId(id), contract, facts).await?;
    let body = body(supplier::get_supplier_record(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/supplier-records/{id}"), body.version, body)
}

/// Something on file about a supplier.
#[utoipa::path(get, path = "/api/v1/supplier-records/{id}", operation_id = "getSupplierRecord", tag = "suppliers", params(("id" = Uuid, Path, description = "What is on file.")), responses((status = 200, description = "What is on file.", body = SupplierRecordBody)))]
async fn get_record(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, SupplierRecordId(id)).await
}

/// Change something on file; its kind stays.
#[utoipa::path(put, path = "/api/v1/supplier-records/{id}", operation_id = "updateSupplierRecord", tag = "suppliers", params(("id" = Uuid, Path, description = "What is on file."), IfMatchParam), request_body = SupplierRecordInput, responses((status = 200, description = "As it became.", body = SupplierRecordBody)))]
async fn update_record(change: ApiChange<SupplierRecordInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let (contract, facts) = read(input)?;
    let id = SupplierRecordId(id);
    supplier::update_supplier_record(&user.app, &user.ctx, id, version, contract, facts).await?;
    answer(&user, id).await
}

/// Take something on file out of use; its history stays.
#[utoipa::path(delete, path = "/api/v1/supplier-records/{id}", operation_id = "archiveSupplierRecord", tag = "suppliers", params(("id" = Uuid, Path, description = "What is on file."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_record(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    supplier::archive_supplier_record(&user.app, &user.ctx, SupplierRecordId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn read(input: SupplierRecordInput) -> Result<(Option<ContractId>, RecordFacts), Error> {
    let map = read_map(RecordFacts::fields(input.kind), input.facts)?;
    let facts = RecordFacts::from_map(input.kind, map)
        .map_err(|error| Error::invalid("facts", "unknown_choice", error.to_string()))?;
    Ok((input.contract.map(ContractId), facts))
}

fn body(record: SupplierRecord) -> SupplierRecordBody {
    let score = match &record.facts {
        RecordFacts::Assessment(facts) => facts.score().map(|score| [*score.numer(), *score.denom()]),
        RecordFacts::Agreement(_) | RecordFacts::Statement(_) => None,
    };
    SupplierRecordBody {
        id: record.id.0,
        supplier: record.supplier.0,
        contract: record.contract.map(|id| id.0),
        kind: record.facts.kind().key().to_owned(),
        due_on: record.facts.due_on().map(iso_date),
        facts: record.facts.to_map(),
        score,
        is_archived: record.archived_at.is_some(),
        version: record.version,
    }
}

async fn answer(user: &ApiUser, id: SupplierRecordId) -> ApiResult {
    let body = body(supplier::get_supplier_record(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}
