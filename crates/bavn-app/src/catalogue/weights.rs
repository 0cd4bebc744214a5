use super::{
    bump_revision,
    entity::{control, control_area},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    catalogue::{Level, Weight},
    ids::{AreaId, ControlId},
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

/// A new weight for an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaWeight {
    /// The area.
    pub id: AreaId,
    /// The version it was read at.
    pub version: i32,
    /// Its weight.
    pub weight: Weight,
}

/// A new weight and target for a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ControlWeight {
    /// The control.
    pub id: ControlId,
    /// The version it was read at.
    pub version: i32,
    /// Its weight.
    pub weight: Weight,
    /// Its target.
    pub target: Level,
}

/// Changes weights and targets of the municipality, all or none. Analyses already started keep theirs until they are told to take the new.
///
/// Returns how many were different from before.
///
/// # Errors
/// [`Error::Conflict`] if somebody else changed one of them, [`Error::NotFound`], [`Error::Forbidden`], or the database failed.
pub async fn update_weights(
    app: &App,
    ctx: &Context,
    areas: &[AreaWeight],
    controls: &[ControlWeight],
) -> Result<usize> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let mut changed = 0;
    let rows = control_area::Entity::find()
        .filter(control_area::Column::Id.is_in(areas.iter().map(|area| area.id.0)))
        .all(tx.conn())
        .await?;
    for wanted in areas {
        let row = rows.iter().find(|row| row.id == wanted.id.0).ok_or(Error::NotFound { kind: "area" })?;
        let weight = i16::from(wanted.weight.get());
        if row.weight == weight {
            continue;
        }
        if row.version != wanted.version {
            return Err(Error::Conflict { kind: "area", current: row.version });
        }
        changed += 1;
        let change = control_area::ActiveModel {
            id: Unchanged(row.id),
            weight: Set(weight),
            version: Set(row.version + 1),
            ..Default::default()
        };
        control_area::Entity::update(change).exec_without_returning(tx.conn()).await?;
        tx.record(
            AuditEvent::new(&permit, "update", "area", Some(row.id))
                .before(json!({ "code": row.code, "weight": row.weight }))
                .after(json!({ "code": row.code, "weight": weight })),
        );
    }
    let rows = control::Entity::find()
        .filter(control::Column::Id.is_in(controls.iter().map(|control| control.id.0)))
        .all(tx.conn())
        .await?;
    for wanted in controls {
        let row = rows.iter().find(|row| row.id == wanted.id.0).ok_or(Error::NotFound { kind: "control" })?;
        let (weight, target) = (i16::from(wanted.weight.get()), i16::from(wanted.target.get()));
        if (row.weight, row.target) == (weight, target) {
            continue;
        }
        if row.version != wanted.version {
            return Err(Error::Conflict { kind: "control", current: row.version });
        }
        changed += 1;
        let change = control::ActiveModel {
            id: Unchanged(row.id),
            weight: Set(weight),
            target: Set(target),
            version: Set(row.version + 1),
            ..Default::default()
        };
        control::Entity::update(change).exec_without_returning(tx.conn()).await?;
        let event = AuditEvent::new(&permit, "update", "control", Some(row.id));
        tx.record(
            event
                .before(json!({ "code": row.code, "weight": row.weight, "target": row.target }))
                .after(json!({ "code": row.code, "weight": weight, "target": target })),
        );
    }
    if changed > 0 {
        bump_revision(tx.conn()).await?;
    }
    tx.commit_recorded().await?;
    Ok(changed)
}
