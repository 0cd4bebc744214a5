//! Views of the list of assets that people keep.

use super::Wanted;
use crate::kit::{
    Access, PageError, PageResult, Routes, SecureForm,
    api::{ApiJson, ApiResult, ApiUser},
    redirect,
};
use axum::{
    extract::{Path, Query},
    http::{StatusCode, Uri},
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    asset::{AssetView, AssetViewDraft, keep_asset_view, list_asset_views, remove_asset_view, set_first_asset_view},
};
use bavn_core::{access::Action, ids::SavedListId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::AssetRead);
    Routes::new()
        .post("/aktiver/visning", read, keep)
        .post("/aktiver/visning/{id}/slet", read, remove)
        .post("/aktiver/visning/{id}/foerst", read, first)
        .post("/aktiver/visning/foerst", read, none_first)
        .api(read, routes!(list))
        .api(read, routes!(create))
        .api(read, routes!(delete))
        .api(read, routes!(set_first))
}

/// A view in words.
pub(super) struct ViewRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) is_shared: bool,
    pub(super) is_first: bool,
    pub(super) may_remove: bool,
}

impl ViewRow {
    pub(super) fn of(view: &AssetView, may_administer: bool) -> Self {
        Self {
            id: view.id.to_string(),
            name: view.name.clone(),
            address: address(&view.query),
            is_shared: view.is_shared,
            is_first: view.is_first,
            may_remove: view.is_own || (view.is_shared && may_administer),
        }
    }
}

/// The address of a view. A view of everything says so, or the one that is seen first would come instead.
pub(super) fn address(query: &str) -> String {
    if query.is_empty() { "/aktiver?alle=1".to_owned() } else { format!("/aktiver?{query}") }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct KeepForm {
    name: String,
    shared: String,
    first: String,
    query: String,
}

/// What of a query the list knows, in its own order.
fn known(query: &str) -> PageResult<String> {
    let broken = || PageError::Form("the view cannot be read".into());
    if query.len() > 2_000 {
        return Err(broken());
    }
    read(query).map(|wanted| wanted.query()).ok_or_else(broken)
}

/// The filter and order of a query; nothing when it is none.
pub(super) fn read(query: &str) -> Option<Wanted> {
    let uri: Uri = format!("/aktiver?{query}").parse().ok()?;
    Some(Query::<Wanted>::try_from_uri(&uri).ok()?.0)
}

async fn keep(SecureForm { user, form }: SecureForm<KeepForm>) -> PageResult {
    let query = known(&form.query)?;
    let draft = AssetViewDraft {
        name: form.name,
        query: query.clone(),
        is_shared: !form.shared.is_empty(),
        is_first: !form.first.is_empty(),
    };
    match keep_asset_view(&user.app, &user.ctx, draft).await {
        Ok(_) => Ok(redirect(&address(&query), "saved")),
        // The only field is the name: the list says what is wrong with it.
        Err(Error::Invalid(_)) => Ok(redirect(&format!("{}#visninger", address(&query)), "view-name")),
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Deserialize)]
struct Nothing {}

fn id(text: &str) -> PageResult<SavedListId> {
    text.parse().map_err(|_| PageError::Operation(Error::NotFound { kind: "asset_view" }))
}

async fn remove(Path(text): Path<String>, SecureForm { user, .. }: SecureForm<Nothing>) -> PageResult {
    remove_asset_view(&user.app, &user.ctx, id(&text)?).await?;
    Ok(redirect("/aktiver?alle=1", "deleted"))
}

async fn first(Path(text): Path<String>, SecureForm { user, .. }: SecureForm<Nothing>) -> PageResult {
    set_first_asset_view(&user.app, &user.ctx, Some(id(&text)?)).await?;
    Ok(redirect("/aktiver", "saved"))
}

async fn none_first(SecureForm { user, .. }: SecureForm<Nothing>) -> PageResult {
    set_first_asset_view(&user.app, &user.ctx, None).await?;
    Ok(redirect("/aktiver", "saved"))
}

/// A view of the list of assets.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ViewBody {
    /// Its identifier.
    id: Uuid,
    /// Its name.
    name: String,
    /// Filter and order, as in the address of the page `/aktiver`.
    query: String,
    /// Whether everybody who may read assets sees it.
    shared: bool,
    /// Whether the owner of the token made it.
    own: bool,
    /// Whether the owner of the token sees it first.
    first: bool,
}

impl From<AssetView> for ViewBody {
    fn from(view: AssetView) -> Self {
        Self {
            id: view.id.0,
            name: view.name,
            query: view.query,
            shared: view.is_shared,
            own: view.is_own,
            first: view.is_first,
        }
    }
}

/// The views of the owner of the token, and those that others share.
#[utoipa::path(get, path = "/api/v1/asset-views", operation_id = "listAssetViews", tag = "assets", responses((status = 200, description = "In order of name.", body = Vec<ViewBody>)))]
async fn list(user: ApiUser) -> ApiResult {
    let views = list_asset_views(&user.app, &user.ctx).await?;
    Ok(axum::Json(views.into_iter().map(ViewBody::from).collect::<Vec<_>>()).into_response())
}

/// A view to keep.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ViewInput {
    /// Its name; an own view of the same name is replaced.
    #[schema(max_length = 100)]
    name: String,
    /// Filter and order, as in the address of the page `/aktiver`.
    #[serde(default)]
    #[schema(max_length = 2000, example = "vis=mfa&sort=criticality")]
    query: String,
    /// Whether everybody who may read assets is to see it.
    #[serde(default)]
    shared: bool,
    /// Whether the owner of the token is to see it first.
    #[serde(default)]
    first: bool,
}

/// Keep a view of the list of assets.
#[utoipa::path(post, path = "/api/v1/asset-views", operation_id = "keepAssetView", tag = "assets", request_body = ViewInput, responses((status = 200, description = "All the views.", body = Vec<ViewBody>)))]
async fn create(user: ApiUser, ApiJson(input): ApiJson<ViewInput>) -> ApiResult {
    let wanted = read(&input.query).ok_or_else(|| Error::invalid("query", "unknown", &input.query))?;
    let draft =
        AssetViewDraft { name: input.name, query: wanted.query(), is_shared: input.shared, is_first: input.first };
    keep_asset_view(&user.app, &user.ctx, draft).await?;
    list(user).await
}

/// Which view is seen first.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstViewInput {
    /// The view; without one the whole list is seen first.
    #[serde(default)]
    view: Option<Uuid>,
}

/// Choose the view that the owner of the token sees first, or none.
#[utoipa::path(put, path = "/api/v1/asset-views/first", operation_id = "setFirstAssetView", tag = "assets", request_body = FirstViewInput, responses((status = 200, description = "All the views.", body = Vec<ViewBody>)))]
async fn set_first(user: ApiUser, ApiJson(input): ApiJson<FirstViewInput>) -> ApiResult {
    set_first_asset_view(&user.app, &user.ctx, input.view.map(SavedListId)).await?;
    list(user).await
}

/// Take a view away.
#[utoipa::path(delete, path = "/api/v1/asset-views/{id}", operation_id = "removeAssetView", tag = "assets", params(("id" = Uuid, Path, description = "The view.")), responses((status = 204, description = "Away.")))]
async fn delete(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    remove_asset_view(&user.app, &user.ctx, SavedListId(id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
