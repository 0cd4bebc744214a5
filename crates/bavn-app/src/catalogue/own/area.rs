use super::{
    OWN,
    draft::{both, code},
};
use crate::{
    App, Context, Error, FieldFault, Result,
    catalogue::{
        bump_revision,
        entity::{control, control_area},
    },
    gap_analysis::has_area,
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    catalogue::Weight,
    ids::AreaId,
    lang::Localized,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Unchanged, ColumnTrait as _, EntityTrait, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::{Value, json};

/// What an own area is to be. Danish is needed in the title; English may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaDraft {
    /// Its code, at most 20 characters; no other area may have it. It cannot be changed later: addresses carry it.
    pub code: String,
    /// Its name, at most 120 characters.
    pub title: Localized,
    /// What it is for, at most 1000 characters.
    pub purpose: Localized,
    /// How much it counts in the total.
    pub weight: Weight,
}

/// Most areas of a control set, ours and own.
const MOST: usize = 60;

/// Adds an area of the municipality's own, after the others. An analysis has it as soon as it has a control there.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Closed`] when there are 60 already, [`Error::Forbidden`], or the database failed.
pub async fn create_area(app: &App, ctx: &Context, draft: AreaDraft) -> Result<AreaId> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let mut faults = Vec::new();
    let draft = checked(draft, &mut faults);
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let rows = control_area::Entity::find().all(tx.conn()).await?;
    if rows.iter().any(|row| row.code.to_uppercase() == draft.code.to_uppercase()) {
        faults.push(FieldFault::new("code", "taken", &draft.code));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    if rows.len() >= MOST {
        return Err(Error::Closed { kind: "area", reason: "too_many" });
    }
    let id: AreaId = ctx.new_id()?;
    // Own areas come after ours, also after those that come later.
    let position = rows.iter().map(|row| row.position).max().unwrap_or(0).max(1000).saturating_add(1);
    let weight = i16::from(draft.weight.get());
    let row = control_area::Model {
        id: id.0,
        code: draft.code,
        position,
        default_weight: weight,
        weight,
        version: 1,
        title_da: draft.title.da,
        title_en: draft.title.en,
        purpose_da: draft.purpose.da,
        purpose_en: draft.purpose.en,
        origin: OWN.to_owned(),
    };
    let after = logged(&row);
    control_area::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    bump_revision(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", "area", Some(id.0)).after(after)).await?;
    Ok(id)
}

/// Changes an area of the municipality's own; its code stays.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is one of ours, [`Error::Invalid`] with every fault,
/// [`Error::Forbidden`], or the database failed.
pub async fn update_area(app: &App, ctx: &Context, id: AreaId, version: i32, draft: AreaDraft) -> Result<()> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = control_area::Entity::find_by_id(id.0).one(tx.conn()).await?.ok_or(Error::NotFound { kind: "area" })?;
    if row.origin != OWN {
        return Err(Error::Closed { kind: "area", reason: "not_own" });
    }
    let mut faults = Vec::new();
    let draft = checked(AreaDraft { code: row.code.clone(), ..draft }, &mut faults);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    if row.version != version {
        return Err(Error::Conflict { kind: "area", current: row.version });
    }
    let before = logged(&row);
    let weight = i16::from(draft.weight.get());
    let row = control_area::Model {
        default_weight: weight,
        weight,
        version: version + 1,
        title_da: draft.title.da,
        title_en: draft.title.en,
        purpose_da: draft.purpose.da,
        purpose_en: draft.purpose.en,
        ..row
    };
    let after = logged(&row);
    let mut active = row.into_active_model().reset_all();
    active.id = Unchanged(id.0);
    control_area::Entity::update(active).exec_without_returning(tx.conn()).await?;
    bump_revision(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "update", "area", Some(id.0)).before(before).after(after)).await?;
    Ok(())
}

/// Takes an area of the municipality's own away. It must hold no control, in use or archived, and no analysis may have it: analyses keep
/// their areas.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is one of ours, holds controls or stands in an analysis,
/// [`Error::Forbidden`], or the database failed.
pub async fn remove_area(app: &App, ctx: &Context, id: AreaId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = control_area::Entity::find_by_id(id.0).one(tx.conn()).await?.ok_or(Error::NotFound { kind: "area" })?;
    if row.origin != OWN {
        return Err(Error::Closed { kind: "area", reason: "not_own" });
    }
    if row.version != version {
        return Err(Error::Conflict { kind: "area", current: row.version });
    }
    let has_control = control::Entity::find().filter(control::Column::AreaId.eq(id.0)).one(tx.conn()).await?.is_some();
    if has_control || has_area(tx.conn(), id).await? {
        return Err(Error::Closed { kind: "area", reason: "area_in_use" });
    }
    control_area::Entity::delete_by_id(id.0).exec(tx.conn()).await?;
    bump_revision(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "remove", "area", Some(id.0)).before(logged(&row))).await?;
    Ok(())
}

fn checked(mut draft: AreaDraft, faults: &mut Vec<FieldFault>) -> AreaDraft {
    draft.code = draft.code.trim().to_owned();
    code(faults, "code", &draft.code);
    both(faults, "title", &mut draft.title, 1, 120);
    both(faults, "purpose", &mut draft.purpose, 0, 1000);
    draft
}

fn logged(row: &control_area::Model) -> Value {
    json!({
        "code": row.code,
        "title": { "da": row.title_da, "en": row.title_en },
        "purpose": { "da": row.purpose_da, "en": row.purpose_en },
        "weight": row.weight,
        "version": row.version,
    })
}
