use super::{
    super::entity::applicability_statement,
    KIND,
    read::{place_of, rows_of, stated},
};
use crate::{
    App, Context, Error, FieldFault, Result,
    catalogue::{framework, load_view},
    check,
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    gap_analysis::StatementEntry,
    ids::RequirementId,
};
use sea_orm::{
    EntityTrait, IntoActiveModel as _, QuerySelect as _,
    sea_query::{LockType, OnConflict},
};
use serde_json::{Value, json};
use std::collections::HashSet;

/// What is to be said of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementChange {
    /// Its reference, such as `A.5.1`.
    pub reference: String,
    /// The version it was read at, 0 when nothing was said; `None` takes the place of whatever is stored.
    pub version: Option<i32>,
    /// Whether it is included, and why: at most 2000 characters, needed for one that is left out.
    pub entry: StatementEntry,
}

/// What became of several changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedStatement {
    /// The requirements of which something new is said.
    pub changed: Vec<RequirementId>,
    /// Those of which the same was said before.
    pub unchanged: Vec<RequirementId>,
}

/// Most changes at once.
const MOST: usize = 5000;
/// Rows in one statement: 6 columns each, below SQLite's limit on parameters.
const CHUNK: usize = 1000;

/// Says something of one or many requirements of a framework, all or none, each with a record of its own in the log. What was said
/// before is not stored again. `revision` is that of the statement that was read, where the whole of it is changed.
///
/// # Errors
/// [`Error::NotFound`] when there is no such framework, [`Error::Conflict`] with the version, or the revision, as it is now,
/// [`Error::Invalid`] with every fault, named `REFERENCE.field`, [`Error::Forbidden`], or the database failed. Nothing is stored then.
pub async fn record_statement(
    app: &App,
    ctx: &Context,
    framework: &str,
    revision: Option<i32>,
    changes: &[StatementChange],
) -> Result<RecordedStatement> {
    let permit = ctx.authorize(Action::ApplicabilityChange, Resource::Municipality)?;
    let catalogue = load_view(app).await?;
    let view = &catalogue.frameworks[place_of(&catalogue, framework)?];
    let places = stated(&catalogue, view);
    let known = |reference: &str| {
        let mut own = places.iter().map(|place| &catalogue.requirements[*place]);
        own.find(|requirement| requirement.reference == reference)
    };
    let checked = checked(changes, |reference| known(reference).map(|requirement| requirement.id))?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    if app.db().engine() == bavn_db::Engine::Postgres {
        // What was never said has no row to hold: the framework is held instead. On SQLite there is only one writer.
        framework::Entity::find_by_id(view.id.0).lock(LockType::Update).one(tx.conn()).await?;
    }
    let stored = rows_of(tx.conn(), view.id).await?;
    let current: i32 = stored.values().map(|row| row.version).sum();
    if revision.is_some_and(|revision| revision != current) {
        return Err(Error::Conflict { kind: KIND, current });
    }
    let mut outcome = RecordedStatement::default();
    let mut rows = Vec::new();
    for (id, change) in checked {
        let row = stored.get(&id);
        let said = row.map(|row| (row.is_included, row.reason.as_str()));
        // To say nothing new of what is included anyway is to say nothing.
        if said.unwrap_or((true, "")) == (change.entry.is_included, change.entry.reason.as_str()) {
            outcome.unchanged.push(id);
            continue;
        }
        let current = row.map_or(0, |row| row.version);
        if change.version.is_some_and(|version| version != current) {
            return Err(Error::Conflict { kind: KIND, current });
        }
        let next = applicability_statement::Model {
            requirement_id: id.0,
            is_included: change.entry.is_included,
            reason: change.entry.reason,
            updated_at: ctx.now(),
            updated_by: ctx.actor().name().to_owned(),
            version: current + 1,
        };
        let event = AuditEvent::new(&permit, "update", KIND, Some(id.0));
        let before = row.map(|row| logged(framework, &change.reference, row));
        tx.record(event.before(json!(before)).after(logged(framework, &change.reference, &next)));
        outcome.changed.push(id);
        rows.push(next);
    }
    for chunk in rows.chunks(CHUNK) {
        let replace = OnConflict::column(applicability_statement::Column::RequirementId)
            .update_columns([
                applicability_statement::Column::IsIncluded,
                applicability_statement::Column::Reason,
                applicability_statement::Column::UpdatedAt,
                applicability_statement::Column::UpdatedBy,
                applicability_statement::Column::Version,
            ])
            .to_owned();
        let chunk = chunk.iter().map(|row| row.clone().into_active_model());
        applicability_statement::Entity::insert_many(chunk)
            .on_conflict(replace)
            .exec_without_returning(tx.conn())
            .await?;
    }
    tx.commit_recorded().await?;
    Ok(outcome)
}

/// The changes with their texts trimmed and their requirements found, or every fault.
fn checked(
    changes: &[StatementChange],
    known: impl Fn(&str) -> Option<RequirementId>,
) -> Result<Vec<(RequirementId, StatementChange)>> {
    if changes.len() > MOST {
        let fault = FieldFault::new("rows", "too_many", changes.len().to_string()).with("max", MOST);
        return Err(Error::Invalid(vec![fault]));
    }
    let (mut faults, mut seen, mut checked) = (Vec::new(), HashSet::new(), Vec::with_capacity(changes.len()));
    for change in changes {
        let mut change = change.clone();
        let field = |name: &str| format!("{}.{name}", change.reference);
        change.entry.reason = change.entry.reason.trim().replace("\r\n", "\n");
        let least = usize::from(!change.entry.is_included);
        check::text(&mut faults, &field("reason"), &change.entry.reason, least, 2000);
        match known(&change.reference) {
            None => faults.push(FieldFault::new(field("reference"), "unknown", &change.reference)),
            Some(id) if !seen.insert(id) => {
                faults.push(FieldFault::new(field("reference"), "duplicate", &change.reference));
            }
            Some(id) => checked.push((id, change)),
        }
    }
    if faults.is_empty() { Ok(checked) } else { Err(Error::Invalid(faults)) }
}

fn logged(framework: &str, reference: &str, row: &applicability_statement::Model) -> Value {
    json!({
        "framework": framework,
        "requirement": reference,
        "is_included": row.is_included,
        "reason": row.reason,
        "version": row.version,
    })
}
