use super::TextBody;
use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiResult, ApiUser},
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::{
    Error,
    catalogue::{self, FrameworkView},
};
use bavn_core::access::Action;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::CatalogueRead);
    Routes::new().api(read, routes!(list_frameworks)).api(read, routes!(get_framework))
}

/// A framework in short.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FrameworkSummary {
    /// Its key, such as `nis2`.
    key: String,
    /// Its version.
    version: String,
    /// Whether its content was compared with a source that is trusted.
    is_verified: bool,
    /// Its name.
    title: TextBody,
    /// What it is and whom it binds.
    description: TextBody,
    /// Where it is published.
    source: TextBody,
    /// What may be done with its text.
    licence: TextBody,
}

impl From<&FrameworkView> for FrameworkSummary {
    fn from(framework: &FrameworkView) -> Self {
        Self {
            key: framework.key.clone(),
            version: framework.version.clone(),
            is_verified: framework.is_verified,
            title: (&framework.title).into(),
            description: (&framework.description).into(),
            source: (&framework.source).into(),
            licence: (&framework.licence).into(),
        }
    }
}

/// A framework with its requirements.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FrameworkBody {
    /// The framework in short.
    #[serde(flatten)]
    summary: FrameworkSummary,
    /// Its requirements, in order.
    requirements: Vec<RequirementBody>,
}

/// A requirement.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct RequirementBody {
    /// Its reference, such as `21(2)(j)`.
    reference: String,
    /// The reference of the requirement above.
    parent: Option<String>,
    /// What it demands, in short.
    title: TextBody,
    /// Whether it is a demand of its own; headings are not.
    is_assessable: bool,
    /// Whether its wording was compared with a source that is trusted.
    is_verified: bool,
    /// The paragraph of Danish law.
    legal_ref: Option<TextBody>,
    /// The codes of the controls that answer it.
    controls: Vec<String>,
}

/// The frameworks.
#[utoipa::path(get, path = "/api/v1/frameworks", operation_id = "listFrameworks", tag = "catalogue", responses((status = 200, description = "The frameworks, in order.", body = Vec<FrameworkSummary>)))]
async fn list_frameworks(user: ApiUser) -> ApiResult {
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    Ok(Json(view.frameworks.iter().map(FrameworkSummary::from).collect::<Vec<_>>()).into_response())
}

/// A framework with its requirements and the controls that answer them.
#[utoipa::path(get, path = "/api/v1/frameworks/{key}", operation_id = "getFramework", tag = "catalogue", params(("key" = String, Path, description = "Its key, such as nis2.")), responses((status = 200, description = "The framework.", body = FrameworkBody)))]
async fn get_framework(user: ApiUser, Path(key): Path<String>) -> ApiResult {
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let framework = view
        .frameworks
        .iter()
        .find(|framework| framework.key == key)
        .ok_or(ApiError::from(Error::NotFound { kind: "framework" }))?;
    let requirements = view.requirements[framework.requirements.clone()].iter().map(|requirement| RequirementBody {
        reference: requirement.reference.clone(),
        parent: requirement.parent.map(|place| view.requirements[place].reference.clone()),
        title: (&requirement.title).into(),
        is_assessable: requirement.is_assessable,
        is_verified: requirement.is_verified,
        legal_ref: requirement.legal_ref.as_ref().map(TextBody::from),
        controls: requirement.answered_by.iter().map(|(control, _)| view.controls[*control].code.clone()).collect(),
    });
    Ok(Json(FrameworkBody { summary: framework.into(), requirements: requirements.collect() }).into_response())
}
