use super::{
    entity::{person, unit},
    people, units,
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{PersonId, UnitId},
    organisation::{UnitKind, UnitNode, UnitTree},
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel as _};
use serde_json::json;

/// A unit among many; the unit above is named by its place among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManyUnit {
    /// The place of the unit above, which stands before this one; `None` for an administration.
    pub parent: Option<usize>,
    /// What sort of unit.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
}

/// A person among many; the unit is named by its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManyPerson {
    /// The place of the unit.
    pub unit: Option<usize>,
    /// The name.
    pub name: String,
    /// What the person is employed as.
    pub title: String,
    /// Mail address; empty for none.
    pub email: String,
}

/// Rows in one statement, so that no statement has more parameters than SQLite takes.
const CHUNK: usize = 1000;

/// Creates many units and people at once, all or none, each with its record in the log. The identifiers come back in the order given.
///
/// # Errors
/// [`Error::Invalid`] with every fault, named `units[PLACE].field` and `people[PLACE].field`, [`Error::Forbidden`], or the database
/// failed.
pub async fn create_organisation(
    app: &App,
    ctx: &Context,
    new_units: Vec<ManyUnit>,
    new_people: Vec<ManyPerson>,
) -> Result<(Vec<UnitId>, Vec<PersonId>)> {
    let permit = ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let mut faults = Vec::new();
    let unit_rows = check_units(tx.conn(), ctx, new_units, &mut faults).await?;
    let unit_ids: Vec<UnitId> = unit_rows.iter().map(|row| row.id.into()).collect();
    let mut people_rows = Vec::with_capacity(new_people.len());
    for (place, new) in new_people.into_iter().enumerate() {
        let unit_id = new.unit.and_then(|unit| unit_ids.get(unit).copied());
        if new.unit.is_some() && unit_id.is_none() {
            faults.push(FieldFault::new(format!("people[{place}].unit_id"), "unknown", ""));
        }
        let draft =
            super::PersonDraft { unit_id, name: new.name, title: new.title, email: new.email, phone: String::new() };
        let (draft, found) = people::check_texts(draft);
        faults.extend(found.into_iter().map(|fault| at(&format!("people[{place}]"), fault)));
        people_rows.push(people::to_row(ctx.new_id()?, 1, draft));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    for row in &unit_rows {
        let after = json!(units::from_row(row.clone())?);
        tx.record(AuditEvent::new(&permit, "create", "unit", Some(row.id)).after(after));
    }
    for row in &people_rows {
        let after = json!(people::from_row(row.clone()));
        tx.record(AuditEvent::new(&permit, "create", "person", Some(row.id)).after(after));
    }
    let person_ids = people_rows.iter().map(|row| row.id.into()).collect();
    for chunk in unit_rows.chunks(CHUNK) {
        let rows = chunk.iter().cloned().map(unit::Model::into_active_model);
        unit::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    for chunk in people_rows.chunks(CHUNK) {
        let rows = chunk.iter().cloned().map(person::Model::into_active_model);
        person::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    tx.commit_recorded().await?;
    Ok((unit_ids, person_ids))
}

/// The rows of the units, in the order given.
async fn check_units(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    new: Vec<ManyUnit>,
    faults: &mut Vec<FieldFault>,
) -> Result<Vec<unit::Model>> {
    let mut nodes: Vec<UnitNode> = unit::Entity::find()
        .all(conn)
        .await?
        .into_iter()
        .map(|row| UnitNode { id: row.id.into(), parent: row.parent_id.map(Into::into) })
        .collect();
    let mut rows: Vec<unit::Model> = Vec::with_capacity(new.len());
    for (place, wanted) in new.into_iter().enumerate() {
        let parent_id = wanted.parent.and_then(|parent| rows.get(parent)).map(|row| UnitId::from(row.id));
        let id: UnitId = ctx.new_id()?;
        let draft = super::UnitDraft { parent_id, kind: wanted.kind, name: wanted.name };
        match units::check(draft.clone(), id, &UnitTree::new(nodes.iter().cloned())) {
            Ok(checked) => rows.push(units::to_row(id, checked)),
            Err(Error::Invalid(found)) => {
                faults.extend(found.into_iter().map(|fault| at(&format!("units[{place}]"), fault)));
                rows.push(units::to_row(id, draft));
            }
            Err(error) => return Err(error),
        }
        nodes.push(UnitNode { id, parent: parent_id });
    }
    Ok(rows)
}

fn at(prefix: &str, fault: FieldFault) -> FieldFault {
    FieldFault { field: format!("{prefix}.{}", fault.field), ..fault }
}
