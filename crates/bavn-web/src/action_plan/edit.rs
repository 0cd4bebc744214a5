//! Making and changing a measure.

use super::{
    draft_form::DraftForm,
    edit_page::{About, page},
    empty,
    parts::{current, find, name, path},
    standing::latest,
};
use crate::kit::{Faults, PageError, PageResult, SecureForm, User, form_version, redirect};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use bavn_app::{
    Error, FieldFault,
    action_plan::PlanView,
    asset::get_asset,
    catalogue::get_catalogue,
    measure::{MeasureDraft, create_measure, draft_from_control, update_measure},
};
use bavn_core::{
    access::{Action, Resource},
    asset::Question,
};
use serde::Deserialize;

/// What a new measure begins with.
#[derive(Debug, Default, Deserialize)]
pub(super) struct From {
    /// The code of a control that it is to lift.
    #[serde(default)]
    kontrol: String,
    /// What it is about, as the register of assets asks: `mfa`, `logging`, `restore` or `support`.
    #[serde(default)]
    emne: String,
    /// The asset that it is about.
    #[serde(default)]
    aktiv: String,
    /// What it is to be called, from a page where something was found.
    #[serde(default)]
    titel: String,
    /// What it is about, from that page.
    #[serde(default)]
    beskrivelse: String,
}

pub(super) async fn begin(user: User, Query(from): Query<From>) -> PageResult {
    let _ = user.ctx.authorize(Action::PlanChange, Resource::Any)?;
    let Some(view) = current(&user).await? else { return empty::page(&user) };
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let (draft, heading) = match catalogue.control_by_code(&from.kontrol) {
        Some(control) => {
            let analysis = latest(&user).await?;
            let finding =
                analysis.as_ref().and_then(|one| one.answer(control.id)).map(|answer| answer.finding.as_str());
            let draft = draft_from_control(&catalogue, control, finding, user.t.lang());
            (draft, user.t.s("plan-new-for-control", "code", &control.code))
        }
        None => {
            let (title, description) = (from.titel.chars().take(200), from.beskrivelse.chars().take(10_000));
            let draft =
                MeasureDraft { title: title.collect(), description: description.collect(), ..MeasureDraft::default() };
            (draft, user.t.get("plan-new-measure"))
        }
    };
    let mut form = DraftForm::of(&draft, &catalogue);
    if let Some(title) = title_about(&user, &from).await? {
        form.title = title;
    }
    page(&user, about_new(&view, heading), form, Faults::default()).await
}

/// The title of a measure about something that assets lack.
async fn title_about(user: &User, from: &From) -> PageResult<Option<String>> {
    let Some(question) = Question::from_key(&from.emne) else { return Ok(None) };
    let Ok(id) = from.aktiv.parse() else { return Ok(Some(user.t.of("asset-measure", question.key()))) };
    let asset = get_asset(&user.app, &user.ctx, id).await?;
    Ok(Some(user.t.s(&format!("asset-measure-one-{}", question.key()), "name", asset.facts.name)))
}

fn about_new(view: &PlanView, heading: String) -> About<'_> {
    let action = "/handleplan/foranstaltning/ny".to_owned();
    About { view, id: None, action, back: "/handleplan".into(), heading }
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<DraftForm>) -> PageResult {
    let Some(view) = current(&user).await? else {
        return Err(PageError::from(Error::NotFound { kind: "plan" }));
    };
    let about = || about_new(&view, user.t.get("plan-new-measure"));
    if !form.add.is_empty() {
        let _ = user.ctx.authorize(Action::PlanChange, Resource::Any)?;
        return page(&user, about(), form, Faults::default()).await;
    }
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let draft = match form.read(&catalogue) {
        Ok(draft) => draft,
        Err(faults) => return page(&user, about(), form, Faults::new(user.t, &faults)).await,
    };
    match create_measure(&user.app, &user.ctx, view.plan.id, draft.clone()).await {
        Ok(id) => Ok(redirect(&format!("/handleplan/foranstaltning/{id}"), "created")),
        Err(error) => refused(&user, about(), form, &draft, error).await,
    }
}

pub(super) async fn edit(user: User, Path(code): Path<String>) -> PageResult {
    let (view, at) = find(&user, &code).await?;
    let _ = user.ctx.authorize(Action::PlanChange, view.measures[at].resource())?;
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let form = DraftForm::of_measure(&view.measures[at], &catalogue);
    page(&user, about(&view, at), form, Faults::default()).await
}

fn about(view: &PlanView, at: usize) -> About<'_> {
    let back = path(view, at);
    About { view, id: Some(view.facts[at].id), action: format!("{back}/rediger"), heading: name(view, at), back }
}

pub(super) async fn update(Path(code): Path<String>, SecureForm { user, form }: SecureForm<DraftForm>) -> PageResult {
    let (view, at) = find(&user, &code).await?;
    let _ = user.ctx.authorize(Action::PlanChange, view.measures[at].resource())?;
    if !form.add.is_empty() {
        return page(&user, about(&view, at), form, Faults::default()).await;
    }
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let draft = match form.read(&catalogue) {
        Ok(draft) => draft,
        Err(faults) => return page(&user, about(&view, at), form, Faults::new(user.t, &faults)).await,
    };
    let version = form_version(&form.version)?;
    match update_measure(&user.app, &user.ctx, view.facts[at].id, version, draft.clone()).await {
        Ok(()) => Ok(redirect(&path(&view, at), "saved")),
        Err(error) => refused(&user, about(&view, at), form, &draft, error).await,
    }
}

/// The form again with what was typed and what is wrong with it.
async fn refused(
    user: &User,
    about: About<'_>,
    form: DraftForm,
    draft: &MeasureDraft,
    error: Error,
) -> PageResult<Response> {
    let Error::Invalid(faults) = error else { return Err(error.into()) };
    let at_field = |fault: FieldFault| FieldFault { field: form.field_of(draft, &fault.field), ..fault };
    let faults: Vec<FieldFault> = faults.into_iter().map(at_field).collect();
    let faults = Faults::new(user.t, &faults);
    page(user, about, form, faults).await
}
