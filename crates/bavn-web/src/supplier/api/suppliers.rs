use super::{
    super::{CHANGE, READ},
    body::{SupplierFactsBody, read_facts, write_facts},
};
use crate::kit::{
    Routes,
    api::{ApiChange, ApiJson, ApiPage, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{
    Json,
    extract::Path,
    http::{StatusCode, Uri},
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    page::PageRequest,
    supplier::{self, FallReason, SubSupplier, Supplier, SupplierDraft, SupplierFilter, SupplierLine, SupplierSort},
};
use bavn_core::{
    asset::Grade,
    ids::SupplierId,
    supplier::{Contact, SupplierKind},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(READ, routes!(list_suppliers))
        .api(CHANGE, routes!(create_supplier))
        .api(READ, routes!(get_supplier))
        .api(READ, routes!(get_supplier_concentration))
        .api(CHANGE, routes!(update_supplier))
        .api(CHANGE, routes!(archive_supplier))
}

/// Somebody to reach at a supplier.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SupplierContact {
    /// The name, or what answers.
    name: String,
    /// What they can be asked about.
    role: String,
    /// Telephone number.
    phone: String,
    /// Mail address.
    email: String,
    /// Whether they answer outside working hours too.
    is_out_of_hours: bool,
}

/// A supplier that another one leans on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SubSupplierBody {
    /// Which supplier.
    supplier: Uuid,
    /// What it delivers.
    #[serde(default)]
    service: String,
}

/// What a supplier is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SupplierInput {
    /// What is written down about it.
    facts: SupplierFactsBody,
    /// Whom to reach there, in order.
    #[serde(default)]
    contacts: Vec<SupplierContact>,
    /// The suppliers that it leans on itself; circles are refused.
    #[serde(default)]
    sub_suppliers: Vec<SubSupplierBody>,
}

/// A supplier.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct SupplierBody {
    /// The identifier.
    id: Uuid,
    /// Its number in the register.
    number: u32,
    /// What is written down about it.
    facts: SupplierFactsBody,
    /// Whom to reach there, in order.
    contacts: Vec<SupplierContact>,
    /// The suppliers that it leans on itself.
    sub_suppliers: Vec<SubSupplierBody>,
    /// Whether it is out of use.
    is_archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

/// A supplier in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct SupplierLineBody {
    /// The identifier.
    id: Uuid,
    /// Its number in the register.
    number: u32,
    /// The name.
    name: String,
    /// The Danish company registration number; empty for none.
    cvr: String,
    /// What sort of supplier.
    kind: String,
    /// How badly the municipality needs it, 0 to 4.
    criticality: Option<u8>,
    /// Contracts in use with it that the owner of the token may read.
    contracts: u64,
    /// Suppliers that it leans on itself.
    sub_suppliers: u64,
    /// Critical systems that fall if it falls: those it delivers, and those that stand on what it delivers.
    critical_systems: u64,
    /// Raised by every change.
    version: i32,
}

/// Which suppliers.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WantedSuppliers {
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<u64>,
    /// Words in number, name or registration number.
    words: Option<String>,
    /// Of this kind: `company`, `public` or `shared_municipal`.
    kind: Option<String>,
    /// Graded at least so, 0 to 4.
    #[param(minimum = 0, maximum = 4)]
    criticality: Option<i64>,
    /// Those out of use, instead of those in use.
    archived: Option<bool>,
    /// The order: `name` (unless told), `number`, `criticality` or `systems`.
    sort: Option<String>,
}

/// The suppliers.
#[utoipa::path(get, path = "/api/v1/suppliers", operation_id = "listSuppliers", tag = "suppliers", params(WantedSuppliers), responses((status = 200, description = "The suppliers.", body = ApiPage<SupplierLineBody>)))]
async fn list_suppliers(user: ApiUser, ApiQuery(wanted): ApiQuery<WantedSuppliers>, uri: Uri) -> ApiResult {
    let kind = match &wanted.kind {
        Some(key) => Some(SupplierKind::from_key(key).ok_or_else(|| Error::invalid("kind", "unknown", key))?),
        None => None,
    };
    let sort = match &wanted.sort {
        Some(key) => SupplierSort::from_key(key).ok_or_else(|| Error::invalid("sort", "unknown", key))?,
        None => SupplierSort::Name,
    };
    let criticality = match wanted.criticality {
        Some(grade) => Some(
            Grade::from_i64(grade).map_err(|_| Error::invalid("criticality", "unknown_choice", grade.to_string()))?,
        ),
        None => None,
    };
    let filter = SupplierFilter {
        words: wanted.words.unwrap_or_default().chars().take(200).collect(),
        kind,
        criticality,
        archived: wanted.archived.unwrap_or(false),
    };
    let request = PageRequest::new(wanted.page.unwrap_or(1), wanted.size.unwrap_or(50));
    let page = supplier::list_suppliers(&user.app, &user.ctx, &filter, sort, request).await?;
    Ok(ApiPage::respond(&uri, page, |line: SupplierLine| SupplierLineBody {
        id: line.id.0,
        number: line.number,
        name: line.name,
        cvr: line.cvr,
        kind: line.kind.key().to_owned(),
        criticality: line.criticality.map(Grade::get),
        contracts: line.contracts,
        sub_suppliers: line.subs,
        critical_systems: line.critical_systems,
        version: line.version,
    }))
}

/// Put a supplier into the register.
#[utoipa::path(post, path = "/api/v1/suppliers", operation_id = "createSupplier", tag = "suppliers", request_body = SupplierInput, responses((status = 201, description = "Created.", body = SupplierBody)))]
async fn create_supplier(user: ApiUser, ApiJson(input): ApiJson<SupplierInput>) -> ApiResult {
    let id = supplier::create_supplier(&user.app, &user.ctx, read(input)?).await?;
    let body = body(supplier::get_supplier(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/suppliers/{id}"), body.version, body)
}

/// A supplier.
#[utoipa::path(get, path = "/api/v1/suppliers/{id}", operation_id = "getSupplier", tag = "suppliers", params(("id" = Uuid, Path, description = "The supplier.")), responses((status = 200, description = "The supplier.", body = SupplierBody)))]
async fn get_supplier(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, SupplierId(id)).await
}

/// Change a supplier.
#[utoipa::path(put, path = "/api/v1/suppliers/{id}", operation_id = "updateSupplier", tag = "suppliers", params(("id" = Uuid, Path, description = "The supplier."), IfMatchParam), request_body = SupplierInput, responses((status = 200, description = "As it became.", body = SupplierBody)))]
async fn update_supplier(change: ApiChange<SupplierInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    supplier::update_supplier(&user.app, &user.ctx, SupplierId(id), version, read(input)?).await?;
    answer(&user, SupplierId(id)).await
}

/// Take a supplier out of use; its history and number stay.
#[utoipa::path(delete, path = "/api/v1/suppliers/{id}", operation_id = "archiveSupplier", tag = "suppliers", params(("id" = Uuid, Path, description = "The supplier."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_supplier(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    supplier::archive_supplier(&user.app, &user.ctx, SupplierId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn read(input: SupplierInput) -> Result<SupplierDraft, Error> {
    let contact = |one: SupplierContact| Contact {
        name: one.name,
        role: one.role,
        phone: one.phone,
        email: one.email,
        is_out_of_hours: one.is_out_of_hours,
    };
    let sub = |one: SubSupplierBody| SubSupplier { supplier: SupplierId(one.supplier), service: one.service };
    Ok(SupplierDraft {
        facts: read_facts(input.facts)?,
        contacts: input.contacts.into_iter().map(contact).collect(),
        subs: input.sub_suppliers.into_iter().map(sub).collect(),
    })
}

fn body(supplier: Supplier) -> SupplierBody {
    SupplierBody {
        id: supplier.id.0,
        number: supplier.number,
        facts: write_facts(&supplier.facts),
        contacts: supplier
            .contacts
            .into_iter()
            .map(|one| SupplierContact {
                name: one.name,
                role: one.role,
                phone: one.phone,
                email: one.email,
                is_out_of_hours: one.is_out_of_hours,
            })
            .collect(),
        sub_suppliers: supplier
            .subs
            .into_iter()
            .map(|one| SubSupplierBody { supplier: one.supplier.0, service: one.service })
            .collect(),
        is_archived: supplier.archived_at.is_some(),
        version: supplier.version,
    }
}

async fn answer(user: &ApiUser, id: SupplierId) -> ApiResult {
    let body = body(supplier::get_supplier(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}

/// An asset that falls with a supplier.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct FallenBody {
    /// The asset.
    id: Uuid,
    /// Its number in the register.
    number: u32,
    /// Its name.
    name: String,
    /// Its kind.
    kind: String,
    /// Its own grade, 0 to 4.
    criticality: Option<u8>,
    /// Why: `supplier` delivers it, `contract` covers it, or it stands on `asset`.
    reason: &'static str,
    /// The supplier, contract or asset that it hangs on; none when the owner of the token may not read it.
    on: Option<Uuid>,
    /// What that is called.
    on_name: String,
}

/// What falls if a supplier falls.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ConcentrationBody {
    /// Suppliers that lean on it, at every level: what they deliver falls too.
    leaning: Vec<Uuid>,
    /// What falls and the owner of the token may read: what is delivered first, then what stands on it.
    fallen: Vec<FallenBody>,
    /// How many more fall that the owner of the token may not read.
    hidden: usize,
    /// Critical systems among all that falls.
    critical_systems: usize,
}

/// What falls if a supplier falls, alternatives counted.
#[utoipa::path(get, path = "/api/v1/suppliers/{id}/concentration", operation_id = "getSupplierConcentration", tag = "suppliers", params(("id" = Uuid, Path, description = "The supplier.")), responses((status = 200, description = "What falls.", body = ConcentrationBody)))]
async fn get_supplier_concentration(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let found = supplier::get_supplier(&user.app, &user.ctx, SupplierId(id)).await?;
    let found = supplier::supplier_concentration(&user.app, &user.ctx, found.id).await?;
    let fallen = |one: supplier::Fallen| {
        let (reason, on) = match one.reason {
            FallReason::Supplier(id, name) => ("supplier", Some((id.0, name))),
            FallReason::Contract(id, title) => ("contract", Some((id.0, title))),
            FallReason::Asset(on) => ("asset", on.map(|(id, name)| (id.0, name))),
        };
        let (on, on_name) = on.map_or((None, String::new()), |(id, name)| (Some(id), name));
        FallenBody {
            id: one.id.0,
            number: one.number,
            name: one.name,
            kind: one.kind.key().to_owned(),
            criticality: one.criticality.map(Grade::get),
            reason,
            on,
            on_name,
        }
    };
    let body = ConcentrationBody {
        leaning: found.leaning.iter().map(|(id, _)| id.0).collect(),
        hidden: found.hidden,
        critical_systems: found.critical,
        fallen: found.fallen.into_iter().map(fallen).collect(),
    };
    Ok(Json(body).into_response())
}
