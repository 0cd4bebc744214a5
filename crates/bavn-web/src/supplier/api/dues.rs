use super::super::READ;
use crate::kit::{
    Routes,
    api::{ApiResult, ApiUser},
    format::iso_date,
};
use axum::{Json, response::IntoResponse as _};
use bavn_app::supplier::list_dues;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new().api(READ, routes!(list_supplier_dues))
}

/// Something that falls due about a supplier.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct DueBody {
    /// The day.
    #[schema(format = Date)]
    on: String,
    /// `notice` (last day to give notice), `contract_ends`, `oversight`, `statement` or `assessment`.
    kind: String,
    /// What it is about.
    title: String,
    /// About whom.
    supplier: Uuid,
    /// The supplier's name.
    supplier_name: String,
    /// Which contract.
    contract: Option<Uuid>,
    /// Which agreement, statement or assessment.
    record: Option<Uuid>,
}

/// What falls due about suppliers, the first day at the top.
#[utoipa::path(get, path = "/api/v1/supplier-due-dates", operation_id = "listSupplierDueDates", tag = "suppliers", responses((status = 200, description = "What falls due that the owner of the token may read.", body = Vec<DueBody>)))]
async fn list_supplier_dues(user: ApiUser) -> ApiResult {
    let dues = list_dues(&user.app, &user.ctx).await?;
    let bodies: Vec<DueBody> = dues
        .into_iter()
        .map(|due| DueBody {
            on: iso_date(due.on),
            kind: due.kind.key().to_owned(),
            title: due.title,
            supplier: due.supplier.0,
            supplier_name: due.supplier_name,
            contract: due.contract.map(|id| id.0),
            record: due.record.map(|id| id.0),
        })
        .collect();
    Ok(Json(bodies).into_response())
}
