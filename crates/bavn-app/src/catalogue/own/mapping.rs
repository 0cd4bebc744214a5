use super::{OWN, control::Known, draft::both};
use crate::{
    App, Context, Error, Result,
    catalogue::{
        bump_revision,
        entity::{control, control_mapping, framework, requirement},
    },
};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    catalogue::{Coverage, Relation},
    ids::{ControlId, RequirementId},
    lang::Localized,
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder,
};
use serde_json::{Value, json};

/// How a control is to answer a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingDraft {
    /// How the control stands to the requirement.
    pub relation: Relation,
    /// How much of the requirement it covers.
    pub coverage: Coverage,
    /// Why, at most 1000 characters; may be empty.
    pub rationale: Localized,
}

/// A mapping that the municipality took away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedMapping {
    /// The requirement.
    pub requirement: RequirementId,
    /// How the control stands to it.
    pub relation: String,
    /// How much of it the control covers.
    pub coverage: String,
}

/// Most mappings of one control.
const MOST: usize = 500;

/// The mappings that the municipality took away from a control.
///
/// # Errors
/// [`Error::NotFound`] for those who may not read the control set, or the database failed.
pub async fn removed_mappings(app: &App, ctx: &Context, control: ControlId) -> Result<Vec<RemovedMapping>> {
    let _ = ctx.authorize_read(Action::CatalogueRead, Resource::Municipality, "catalogue")?;
    let rows = control_mapping::Entity::find()
        .filter(control_mapping::Column::ControlId.eq(control.0))
        .filter(control_mapping::Column::IsRemoved.eq(true))
        .order_by_asc(control_mapping::Column::RequirementId)
        .all(app.db().read())
        .await?;
    let mapping = |row: control_mapping::Model| RemovedMapping {
        requirement: row.requirement_id.into(),
        relation: row.relation,
        coverage: row.coverage,
    };
    Ok(rows.into_iter().map(mapping).collect())
}

/// Says how a control, ours or own, answers a requirement: a new mapping, or another word for one that is there. It is the
/// municipality's own from then on, and no content of ours changes it.
///
/// `version` is that of the control; the new one is returned.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when the control has 500 already, [`Error::Invalid`] with every fault,
/// [`Error::Forbidden`], or the database failed.
pub async fn save_mapping(
    app: &App,
    ctx: &Context,
    control: ControlId,
    requirement: RequirementId,
    version: i32,
    mut draft: MappingDraft,
) -> Result<i32> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let mut faults = Vec::new();
    both(&mut faults, "rationale", &mut draft.rationale, 0, 1000);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    change(app, ctx, &permit, "map", (control, requirement, version), |stored, count| {
        if stored.is_none() && count >= MOST {
            return Err(Error::Closed { kind: "mapping", reason: "too_many" });
        }
        let wanted = control_mapping::Model {
            control_id: control.0,
            requirement_id: requirement.0,
            relation: draft.relation.key().to_owned(),
            coverage: draft.coverage.key().to_owned(),
            rationale_da: draft.rationale.da.clone(),
            rationale_en: draft.rationale.en.clone(),
            origin: OWN.to_owned(),
            is_removed: false,
        };
        let as_stored = stored.map(|row| control_mapping::Model { origin: row.origin.clone(), ..wanted.clone() });
        Ok(if as_stored.as_ref() == stored && stored.is_some() { Next::Same } else { Next::Put(wanted) })
    })
    .await
}

/// Takes a mapping away, one of ours or an own one. No content brings it back by itself; [`restore_mapping`] does.
///
/// # Errors
/// As [`save_mapping`].
pub async fn remove_mapping(
    app: &App,
    ctx: &Context,
    control: ControlId,
    requirement: RequirementId,
    version: i32,
) -> Result<i32> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    change(app, ctx, &permit, "unmap", (control, requirement, version), |stored, _| match stored {
        // The row stays: ours does not come in its place, and it can be brought back.
        Some(row) => Ok(Next::Put(control_mapping::Model { is_removed: true, ..row.clone() })),
        None => Err(Error::NotFound { kind: "mapping" }),
    })
    .await
}

/// Brings a mapping back that was taken away.
///
/// # Errors
/// As [`save_mapping`].
pub async fn restore_mapping(
    app: &App,
    ctx: &Context,
    control: ControlId,
    requirement: RequirementId,
    version: i32,
) -> Result<i32> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    change(app, ctx, &permit, "map", (control, requirement, version), |stored, _| match stored {
        Some(row) if row.is_removed => Ok(Next::Put(control_mapping::Model { is_removed: false, ..row.clone() })),
        Some(_) => Ok(Next::Same),
        None => Err(Error::NotFound { kind: "mapping" }),
    })
    .await
}

/// What becomes of a mapping.
enum Next {
    Same,
    Put(control_mapping::Model),
}

/// Puts the next of a mapping in its place, with the control's version one up.
async fn change(
    app: &App,
    ctx: &Context,
    permit: &Permit,
    verb: &'static str,
    (control, requirement, version): (ControlId, RequirementId, i32),
    next: impl FnOnce(Option<&control_mapping::Model>, usize) -> Result<Next>,
) -> Result<i32> {
    let tx = app.db().write_tx(permit, ctx.change()).await?;
    let known = Known::load(tx.conn()).await?;
    let row = known.live(control)?;
    let (reference, key) = find_requirement(tx.conn(), requirement).await?;
    if row.version != version {
        return Err(Error::Conflict { kind: "control", current: row.version });
    }
    let all = control_mapping::Entity::find().filter(control_mapping::Column::ControlId.eq(control.0));
    let all = all.all(tx.conn()).await?;
    let stored = all.iter().find(|row| row.requirement_id == requirement.0);
    let count = all.iter().filter(|row| !row.is_removed).count();
    let Next::Put(wanted) = next(stored, count)? else { return Ok(version) };
    let told = |row: &control_mapping::Model| logged(row, &key, &reference);
    let event = AuditEvent::new(permit, verb, "control", Some(control.0))
        .before(stored.map_or(Value::Null, &told))
        .after(told(&wanted));
    let is_new = stored.is_none();
    let mut active = wanted.into_active_model().reset_all();
    if is_new {
        control_mapping::Entity::insert(active).exec_without_returning(tx.conn()).await?;
    } else {
        active.control_id = Unchanged(control.0);
        active.requirement_id = Unchanged(requirement.0);
        control_mapping::Entity::update(active).exec_without_returning(tx.conn()).await?;
    }
    let raised = control::ActiveModel { id: Unchanged(control.0), version: Set(version + 1), ..Default::default() };
    control::Entity::update(raised).exec_without_returning(tx.conn()).await?;
    bump_revision(tx.conn()).await?;
    tx.commit(event).await?;
    Ok(version + 1)
}

async fn find_requirement(conn: &impl ConnectionTrait, id: RequirementId) -> Result<(String, String)> {
    let found =
        requirement::Entity::find_by_id(id.0).filter(requirement::Column::ArchivedAt.is_null()).one(conn).await?;
    let found = found.filter(|row| row.is_assessable).ok_or(Error::NotFound { kind: "requirement" })?;
    let framework = framework::Entity::find_by_id(found.framework_id).one(conn).await?;
    Ok((found.reference, framework.map(|row| row.key).unwrap_or_default()))
}

fn logged(row: &control_mapping::Model, framework: &str, reference: &str) -> Value {
    json!({
        "framework": framework,
        "reference": reference,
        "relation": row.relation,
        "coverage": row.coverage,
        "rationale": { "da": row.rationale_da, "en": row.rationale_en },
        "origin": row.origin,
        "is_removed": row.is_removed,
    })
}
