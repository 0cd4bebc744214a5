//! Documents of OSCAL to keep.

use super::scope_text;
use crate::kit::{Access, PageError, PageResult, Routes, Tr, User, file};
use axum::{extract::Path, response::Response};
use bavn_app::{
    App, Context, Result,
    gap_analysis::AnalysisView,
    import_export::{
        OscalKind, export_oscal_catalog, export_oscal_mappings, export_oscal_plan, export_oscal_profile,
        export_oscal_results,
    },
};
use bavn_core::{
    access::Action,
    ids::{AnalysisId, PlanId},
    import_export::oscal_export::OscalTexts,
    lang::Lang,
};

/// The media type of the documents.
pub(super) const JSON: &str = "application/json";

/// The files of the control set, frameworks and plans.
pub(super) fn routes() -> Routes {
    let (catalogue, plan) = (Access::May(Action::CatalogueRead), Access::May(Action::PlanRead));
    Routes::new().get("/krav/eksport/oscal/{kind}", catalogue, download_catalogue).get(
        "/handleplan/plan/{id}/oscal",
        plan,
        download_plan,
    )
}

/// The words of documents in a language.
#[must_use]
pub fn oscal_texts(lang: Lang) -> OscalTexts {
    let t = Tr::new(lang);
    OscalTexts {
        lang,
        control_set: t.get("oscal-control-set"),
        scope: t.get("oscal-scope"),
        results: t.get("oscal-results"),
        basis: t.get("oscal-basis"),
        plan: t.get("oscal-plan"),
        mappings: t.get("oscal-mappings"),
        mappings_what: t.get("oscal-mappings-what"),
        creator: t.get("oscal-creator"),
        owner: t.get("oscal-owner"),
        source: t.get("oscal-source"),
        licence: t.get("oscal-licence"),
        legal_ref: t.get("oscal-legal-ref"),
        levels: t.get("oscal-levels"),
        evidence: t.get("oscal-evidence"),
        method: t.get("oscal-method"),
        documentation: t.get("oscal-documentation"),
        implementation: t.get("oscal-implementation"),
        score: t.get("oscal-score"),
        target: t.get("oscal-target"),
        assessed: t.get("oscal-assessed"),
        started: t.get("oscal-started"),
        not_assessed: t.get("oscal-not-assessed"),
        not_relevant: t.get("oscal-not-relevant"),
        gap: t.get("oscal-gap"),
        lifts: t.get("oscal-lifts"),
        lifts_none: t.get("oscal-lifts-none"),
        not_described: t.get("oscal-not-described"),
        planned: t.get("oscal-planned"),
        finished_by: t.get("oscal-finished-by"),
    }
}

/// An analysis as one of its two documents; `None` for a kind that is not of an analysis.
pub(super) async fn of_analysis(
    app: &App,
    ctx: &Context,
    lang: Lang,
    id: AnalysisId,
    kind: OscalKind,
) -> Result<Option<Vec<u8>>> {
    let (texts, t) = (oscal_texts(lang), Tr::new(lang));
    let scope = |view: &AnalysisView| scope_text(t, view);
    match kind {
        OscalKind::AssessmentResults => export_oscal_results(app, ctx, id, &texts, scope).await.map(Some),
        OscalKind::Profile => export_oscal_profile(app, ctx, id, &texts, scope).await.map(Some),
        _ => Ok(None),
    }
}

pub(super) async fn download_analysis(user: &User, id: AnalysisId, kind: OscalKind) -> PageResult {
    let content = of_analysis(&user.app, &user.ctx, user.t.lang(), id, kind).await?.ok_or(PageError::NoSuchPage)?;
    Ok(kept(&format!("oscal-{}-{}.json", kind.key(), user.ctx.today()), content))
}

async fn download_catalogue(user: User, Path(kind): Path<String>) -> PageResult {
    let texts = oscal_texts(user.t.lang());
    let content = match OscalKind::from_key(&kind) {
        Some(OscalKind::Catalog) => export_oscal_catalog(&user.app, &user.ctx, None, &texts).await?,
        Some(OscalKind::MappingCollection) => export_oscal_mappings(&user.app, &user.ctx, None, &texts).await?,
        _ => return Err(PageError::NoSuchPage),
    };
    Ok(kept(&format!("bavn-{kind}.json"), content))
}

pub(super) async fn download_framework(user: &User, key: &str) -> PageResult {
    let content = export_oscal_catalog(&user.app, &user.ctx, Some(key), &oscal_texts(user.t.lang())).await?;
    Ok(kept(&format!("bavn-catalog-{key}.json"), content))
}

async fn download_plan(user: User, Path(id): Path<PlanId>) -> PageResult {
    let content = export_oscal_plan(&user.app, &user.ctx, id, &oscal_texts(user.t.lang())).await?;
    Ok(kept(&format!("oscal-poam-{}.json", user.ctx.today()), content))
}

pub(super) fn kept(name: &str, content: Vec<u8>) -> Response {
    file(name, JSON, content)
}
