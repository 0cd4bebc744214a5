use super::{
    super::{CHANGE, READ},
    body::{ContractFactsBody, read_facts, write_facts},
};
use crate::kit::{
    Routes,
    api::{ApiChange, ApiJson, ApiPage, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
    format::{iso_date, parse_iso_date},
};
use axum::{
    extract::Path,
    http::{StatusCode, Uri},
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    page::PageRequest,
    supplier::{self, Contract, ContractDraft, ContractFilter, ContractLine, ContractSort},
};
use bavn_core::{
    ids::{AssetId, ContractId, PersonId, SupplierId, UnitId},
    supplier::ClauseState,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(READ, routes!(list_contracts))
        .api(CHANGE, routes!(create_contract))
        .api(READ, routes!(get_contract))
        .api(CHANGE, routes!(update_contract))
        .api(CHANGE, routes!(archive_contract))
}

/// How a contract stands to one security requirement.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ContractClause {
    /// `unknown`, `in`, `missing` or `not_relevant`.
    #[schema(value_type = String, example = "in")]
    state: ClauseState,
    /// A note.
    #[serde(default)]
    #[schema(max_length = 2_000)]
    note: String,
}

/// What a contract is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ContractInput {
    /// What is written down about it.
    facts: ContractFactsBody,
    /// How it stands to security requirements, by their keys, such as `incidents`.
    #[serde(default)]
    clauses: BTreeMap<String, ContractClause>,
    /// The assets that it covers; left out in a change, they stay.
    #[schema(max_items = 2_000)]
    assets: Option<BTreeSet<Uuid>>,
}

/// A contract.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ContractBody {
    /// The identifier.
    id: Uuid,
    /// Its number in the register.
    number: u32,
    /// What is written down about it.
    facts: ContractFactsBody,
    /// The last day on which notice can be given to end it on its last day.
    #[schema(format = Date)]
    notice_by: Option<String>,
    /// How it stands to security requirements, by their keys.
    clauses: BTreeMap<String, ContractClause>,
    /// The assets that it covers.
    assets: Vec<Uuid>,
    /// Whether it is out of use.
    is_archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

/// A contract in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ContractLineBody {
    /// The identifier.
    id: Uuid,
    /// Its number in the register.
    number: u32,
    /// What it is about.
    title: String,
    /// With whom.
    supplier: Uuid,
    /// The supplier's name.
    supplier_name: String,
    /// The unit it belongs to.
    unit: Option<Uuid>,
    /// The person who answers for it.
    owner: Option<Uuid>,
    /// Its last day.
    #[schema(format = Date)]
    ends_on: Option<String>,
    /// The last day on which notice can be given for that.
    #[schema(format = Date)]
    notice_by: Option<String>,
    /// Whole kroner in a year.
    yearly_value: Option<i64>,
    /// Security requirements that are missing in it.
    missing: u64,
    /// Raised by every change.
    version: i32,
}

/// Which contracts.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WantedContracts {
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<u64>,
    /// Words in number, title or reference, or in the supplier's number, name or registration number.
    words: Option<String>,
    /// With this supplier.
    supplier: Option<Uuid>,
    /// In this unit or below it.
    unit: Option<Uuid>,
    /// Answered for by this person.
    owner: Option<Uuid>,
    /// With a last day no later than this.
    #[param(format = Date)]
    ends_by: Option<String>,
    /// Those out of use, instead of those in use.
    archived: Option<bool>,
    /// The order: `title` (unless told), `number`, `ends` or `value`.
    sort: Option<String>,
}

/// The contracts.
#[utoipa::path(get, path = "/api/v1/contracts", operation_id = "listContracts", tag = "suppliers", params(WantedContracts), responses((status = 200, description = "The contracts that the owner of the token may read.", body = ApiPage<ContractLineBody>)))]
async fn list_contracts(user: ApiUser, ApiQuery(wanted): ApiQuery<WantedContracts>, uri: Uri) -> ApiResult {
    let sort = match &wanted.sort {
        Some(key) => ContractSort::from_key(key).ok_or_else(|| Error::invalid("sort", "unknown", key))?,
        None => ContractSort::Title,
    };
    let ends_by = match &wanted.ends_by {
        Some(text) => Some(parse_iso_date(text).ok_or_else(|| Error::invalid("ends_by", "not_a_date", text))?),
        None => None,
    };
    let filter = ContractFilter {
        words: wanted.words.unwrap_or_default().chars().take(200).collect(),
        supplier: wanted.supplier.map(SupplierId),
        unit: wanted.unit.map(UnitId),
        owner: wanted.owner.map(PersonId),
        ends_by,
        archived: wanted.archived.unwrap_or(false),
    };
    let request = PageRequest::new(wanted.page.unwrap_or(1), wanted.size.unwrap_or(50));
    let page = supplier::list_contracts(&user.app, &user.ctx, &filter, sort, request).await?;
    Ok(ApiPage::respond(&uri, page, |line: ContractLine| ContractLineBody {
        id: line.id.0,
        number: line.number,
        title: line.title,
        supplier: line.supplier.0,
        supplier_name: line.supplier_name,
        unit: line.unit.map(|id| id.0),
        owner: line.owner.map(|id| id.0),
        ends_on: line.ends_on.map(iso_date),
        notice_by: line.notice_by.map(iso_date),
        yearly_value: line.yearly_value,
        missing: line.missing,
        version: line.version,
    }))
}

/// Put a contract into the register.
#[utoipa::path(post, path = "/api/v1/contracts", operation_id = "createContract", tag = "suppliers", request_body = ContractInput, responses((status = 201, description = "Created.", body = ContractBody)))]
async fn create_contract(user: ApiUser, ApiJson(input): ApiJson<ContractInput>) -> ApiResult {
    let id = supplier::create_contract(&user.app, &user.ctx, read(input, BTreeSet::new())?).await?;
    let body = body(supplier::get_contract(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/contracts/{id}"), body.version, body)
}

/// A contract.
#[utoipa::path(get, path = "/api/v1/contracts/{id}", operation_id = "getContract", tag = "suppliers", params(("id" = Uuid, Path, description = "The contract.")), responses((status = 200, description = "The contract.", body = ContractBody)))]
async fn get_contract(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, ContractId(id)).await
}

/// Change a contract.
#[utoipa::path(put, path = "/api/v1/contracts/{id}", operation_id = "updateContract", tag = "suppliers", params(("id" = Uuid, Path, description = "The contract."), IfMatchParam), request_body = ContractInput, responses((status = 200, description = "As it became.", body = ContractBody)))]
async fn update_contract(change: ApiChange<ContractInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let old = supplier::get_contract(&user.app, &user.ctx, ContractId(id)).await?;
    supplier::update_contract(&user.app, &user.ctx, old.id, version, read(input, old.assets)?).await?;
    answer(&user, ContractId(id)).await
}

/// Take a contract out of use; its history and number stay.
#[utoipa::path(delete, path = "/api/v1/contracts/{id}", operation_id = "archiveContract", tag = "suppliers", params(("id" = Uuid, Path, description = "The contract."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_contract(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    supplier::archive_contract(&user.app, &user.ctx, ContractId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn read(input: ContractInput, covered: BTreeSet<AssetId>) -> Result<ContractDraft, Error> {
    let clauses = input.clauses.into_iter().map(|(key, one)| (key, (one.state, one.note))).collect();
    let assets = input.assets.map_or(covered, |assets| assets.into_iter().map(AssetId).collect());
    Ok(ContractDraft { facts: read_facts(input.facts)?, clauses, assets })
}

fn body(contract: Contract) -> ContractBody {
    ContractBody {
        id: contract.id.0,
        number: contract.number,
        notice_by: contract.facts.notice_by().map(iso_date),
        facts: write_facts(&contract.facts),
        clauses: contract
            .clauses
            .into_iter()
            .map(|(key, (state, note))| (key, ContractClause { state, note }))
            .collect(),
        assets: contract.assets.iter().map(|id| id.0).collect(),
        is_archived: contract.archived_at.is_some(),
        version: contract.version,
    }
}

async fn answer(user: &ApiUser, id: ContractId) -> ApiResult {
    let body = body(supplier::get_contract(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}
