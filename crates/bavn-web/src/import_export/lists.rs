//! The control set and frameworks as lists and files.

use super::{
    oscal::{JSON, download_framework},
    texts::crosswalk_texts,
};
use crate::kit::{Access, PageError, PageResult, Routes, Tr, User, file};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use bavn_app::import_export::{
    ListFormat, ListTexts, export_control_list, export_control_set, export_crosswalk, export_framework_list,
};
use bavn_core::{access::Action, ids::AnalysisId, lang::Lang};
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    let catalogue = Access::May(Action::CatalogueRead);
    Routes::new()
        .get("/krav/eksport/{format}", catalogue, download_controls)
        .get("/krav/sammenlign/eksport/{format}", catalogue, download_crosswalk)
        .get("/krav/ramme/{key}/eksport/{format}", catalogue, download_requirements)
        .get("/gap-analyse/{id}/ramme/{key}/eksport/{format}", Access::May(Action::AnalysisRead), download_levels)
}

fn list_texts(lang: Lang) -> ListTexts {
    let t = Tr::new(lang);
    ListTexts {
        lang,
        control_set: t.get("list-control-set"),
        area: t.get("list-area"),
        area_title: t.get("list-area-title"),
        code: t.get("list-code"),
        title: t.get("list-title"),
        statement: t.get("list-statement"),
        target: t.get("list-target"),
        weight: t.get("list-weight"),
        origin: t.get("list-origin"),
        own: t.get("list-own"),
        requirements: t.get("list-requirements"),
        legal_ref: t.get("list-legal-ref"),
        controls: t.get("list-controls"),
        level: t.get("list-level"),
        relevant: t.get("list-relevant"),
        assessed: t.get("list-assessed"),
    }
}

fn format_of(ending: &str) -> Result<ListFormat, PageError> {
    ListFormat::from_ending(ending).ok_or(PageError::NoSuchPage)
}

fn list(name: &str, format: ListFormat, content: Vec<u8>) -> Response {
    file(&format!("{name}.{}", format.ending()), format.media_type(), content)
}

async fn download_controls(user: User, Path(ending): Path<String>) -> PageResult {
    if ending == "json" {
        let content = export_control_set(&user.app, &user.ctx).await?;
        return Ok(file(&format!("bavn-control-set-{}.json", user.ctx.today()), JSON, content));
    }
    let format = format_of(&ending)?;
    let content = export_control_list(&user.app, &user.ctx, format, &list_texts(user.t.lang())).await?;
    Ok(list("bavn-controls", format, content))
}

async fn download_requirements(user: User, Path((key, ending)): Path<(String, String)>) -> PageResult {
    if ending == "oscal" {
        return download_framework(&user, &key).await;
    }
    let format = format_of(&ending)?;
    let texts = list_texts(user.t.lang());
    let content = export_framework_list(&user.app, &user.ctx, &key, None, format, &texts).await?;
    Ok(list(&key, format, content))
}

async fn download_levels(user: User, Path((id, key, ending)): Path<(AnalysisId, String, String)>) -> PageResult {
    let format = format_of(&ending)?;
    let texts = list_texts(user.t.lang());
    let content = export_framework_list(&user.app, &user.ctx, &key, Some(id), format, &texts).await?;
    Ok(list(&format!("{key}-{}", user.ctx.today()), format, content))
}

/// Which two frameworks, and whether as a matrix.
#[derive(Debug, Deserialize)]
struct Beside {
    #[serde(default)]
    fra: String,
    #[serde(default)]
    til: String,
    #[serde(default)]
    vis: String,
}

async fn download_crosswalk(user: User, Path(ending): Path<String>, Query(beside): Query<Beside>) -> PageResult {
    let format = format_of(&ending)?;
    let (is_matrix, keys) = (beside.vis == "matrix", (beside.fra.as_str(), beside.til.as_str()));
    let texts = crosswalk_texts(user.t.lang());
    let content = export_crosswalk(&user.app, &user.ctx, keys, is_matrix, format, &texts).await?;
    let what = if is_matrix { "matrix" } else { "crosswalk" };
    Ok(list(&format!("{what}-{}-{}", beside.fra, beside.til), format, content))
}
