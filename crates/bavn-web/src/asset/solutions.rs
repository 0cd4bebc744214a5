//! Solutions that municipalities share, to tick into the register.

use crate::kit::{
    Access, Layout, PageResult, Place, Routes, SecureForm, Tr, User,
    api::{ApiJson, ApiResult, ApiUser},
    html, redirect,
};
use askama::Template;
use axum::response::IntoResponse as _;
use bavn_app::asset::{SolutionState, add_shared_solutions, list_shared_solutions};
use bavn_core::{
    access::{Action, Resource},
    asset::SolutionGroup,
    lang::Lang,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, may) = (Access::May(Action::AssetRead), Access::May(Action::AssetAdminister));
    Routes::new()
        .get("/aktiver/faelles", read, show)
        .post("/aktiver/faelles", may, add)
        .api(read, routes!(list))
        .api(may, routes!(create))
}

/// A shared solution in words.
struct Row {
    key: &'static str,
    name: &'static str,
    about: &'static str,
    provider: &'static str,
    kind: &'static str,
    /// Whether the register has it.
    is_here: bool,
    /// The address of the asset, when the register has it and the reader may read it.
    asset: Option<String>,
}

#[derive(Template)]
#[template(path = "asset/solutions.html")]
struct SolutionsPage {
    layout: Layout,
    t: Tr,
    heading: String,
    may_add: bool,
    waiting: usize,
    groups: Vec<(&'static str, Vec<Row>)>,
}

async fn show(user: User) -> PageResult {
    let t = user.t;
    let states = list_shared_solutions(&user.app, &user.ctx).await?;
    let waiting = states.iter().filter(|state| !state.is_here).count();
    let row = |state: &SolutionState| Row {
        key: &state.solution.key,
        name: &state.solution.name,
        about: state.solution.about.get(t.lang()),
        provider: &state.solution.provider,
        kind: state.solution.kind.key(),
        is_here: state.is_here,
        asset: state.asset.map(|id| format!("/aktiver/{id}")),
    };
    let groups = SolutionGroup::ALL.map(|group| {
        (group.key(), states.iter().filter(|state| state.solution.group == group).map(row).collect::<Vec<_>>())
    });
    let page = SolutionsPage {
        layout: user.layout(Place::Assets, t.get("asset-solutions")),
        t,
        heading: t.s2("asset-solutions-heading", "here", states.len() - waiting, "all", states.len()),
        may_add: user.ctx.may(Action::AssetAdminister, Resource::Any),
        waiting,
        groups: groups.into(),
    };
    html(&page)
}

#[derive(Debug, Deserialize)]
struct Ticked {
    #[serde(default)]
    key: BTreeSet<String>,
}

async fn add(SecureForm { user, form }: SecureForm<Ticked>) -> PageResult {
    let made = add_shared_solutions(&user.app, &user.ctx, &form.key, user.t.lang()).await?;
    Ok(redirect("/aktiver/faelles", if made.is_empty() { "unchanged" } else { "created" }))
}

/// A shared solution.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SolutionBody {
    /// Its key.
    #[schema(example = "aula")]
    key: String,
    /// Its name.
    name: String,
    /// What sort of thing it is, as in assets.
    kind: &'static str,
    /// Where it comes from: `k98`, `state` or `joint`.
    group: &'static str,
    /// Who provides it.
    provider: String,
    /// What it is for, in Danish.
    about_da: String,
    /// What it is for, in English.
    about_en: String,
    /// Whether an asset in use is recognised as it.
    is_here: bool,
    /// The asset, if you may read it.
    asset: Option<Uuid>,
}

/// The solutions that municipalities share, each with the asset that it is recognised as.
#[utoipa::path(get, path = "/api/v1/shared-solutions", operation_id = "listSharedSolutions", tag = "assets", responses((status = 200, description = "All of them.", body = Vec<SolutionBody>)))]
async fn list(user: ApiUser) -> ApiResult {
    let states = list_shared_solutions(&user.app, &user.ctx).await?;
    let body = |state: &SolutionState| SolutionBody {
        key: state.solution.key.clone(),
        name: state.solution.name.clone(),
        kind: state.solution.kind.key(),
        group: state.solution.group.key(),
        provider: state.solution.provider.clone(),
        about_da: state.solution.about.get(Lang::Da).to_owned(),
        about_en: state.solution.about.get(Lang::En).to_owned(),
        is_here: state.is_here,
        asset: state.asset.map(|id| id.0),
    };
    Ok(axum::Json(states.iter().map(body).collect::<Vec<_>>()).into_response())
}

/// Which shared solutions to put into the register.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SolutionInput {
    /// Their keys; those that the register has are left out.
    #[schema(example = json!(["aula", "mitid"]))]
    keys: BTreeSet<String>,
}

/// The assets that were made.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct MadeBody {
    /// Their identifiers.
    assets: Vec<Uuid>,
}

/// Put shared solutions into the register of assets.
#[utoipa::path(post, path = "/api/v1/shared-solutions", operation_id = "addSharedSolutions", tag = "assets", request_body = SolutionInput, responses((status = 200, description = "The assets that were made.", body = MadeBody)))]
async fn create(user: ApiUser, ApiJson(input): ApiJson<SolutionInput>) -> ApiResult {
    let made = add_shared_solutions(&user.app, &user.ctx, &input.keys, Lang::Da).await?;
    Ok(axum::Json(MadeBody { assets: made.iter().map(|asset| asset.id.0).collect() }).into_response())
}
