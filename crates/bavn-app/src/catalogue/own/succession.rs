//! One control into several own ones, and several into one.

use super::{
    ControlDraft,
    control::{Known, put_away, save},
    draft::logged,
};
use crate::{
    App, Context, Error, FieldFault, Result,
    catalogue::{
        bump_revision,
        entity::{control, control_mapping, control_succession},
    },
    gap_analysis::{self, OpenAnswers},
    measure::{self, LiftingMeasure},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    catalogue::{Coverage, Relation, merge_mappings, split_mapping},
    ids::{ControlId, RequirementId},
};
use bavn_db::{DbError, WriteTx};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What a control is to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitDraft {
    /// The parts, 2 to 6.
    pub parts: Vec<ControlDraft>,
    /// The parts, as places in `parts`, that each mapping goes to; one that is not named goes to all, one with no place to none.
    pub mappings: BTreeMap<RequirementId, Vec<usize>>,
}

/// What splitting or merging carries over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuccessionPreview {
    /// The open analyses, with what is answered to the controls there.
    pub analyses: Vec<OpenAnswers>,
    /// The measures that lift one of the controls.
    pub measures: Vec<LiftingMeasure>,
}

/// Fewest and most parts of a split, and controls of a merge.
const PARTS: (usize, usize) = (2, 6);
/// Rows in one statement, so that no statement has more parameters than SQLite takes.
const CHUNK: usize = 200;

/// What splitting or merging controls will carry over; nothing is changed.
///
/// # Errors
/// [`Error::Forbidden`], or the database failed.
pub async fn preview_succession(app: &App, ctx: &Context, controls: &[ControlId]) -> Result<SuccessionPreview> {
    let _ = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let ids: Vec<Uuid> = controls.iter().map(|id| id.0).collect();
    let conn = app.db().read();
    Ok(SuccessionPreview {
        analyses: gap_analysis::open_answers(conn, &ids).await?,
        measures: measure::lifting(conn, &ids).await?,
    })
}

/// Makes several own controls of one, ours or own. The old one is put away for good; open analyses have its answer, with evidence, on
/// each part, and completed ones keep what they have.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn split_control(
    app: &App,
    ctx: &Context,
    id: ControlId,
    version: i32,
    draft: SplitDraft,
) -> Result<Vec<ControlId>> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let mut faults = Vec::new();
    check_count(&mut faults, "parts", draft.parts.len());
    let check = |(at, part): (usize, ControlDraft)| part.check(&format!("parts[{at}]."), &mut faults);
    let parts: Vec<ControlDraft> = draft.parts.into_iter().enumerate().map(check).collect();
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let known = Known::load(tx.conn()).await?;
    let old = version_of(&known, id, version)?.clone();
    let new = new_rows(ctx, &known, parts, true, &mut faults)?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let mut mappings = Vec::new();
    for row in mappings_of(tx.conn(), &[id.0]).await? {
        let all: Vec<usize> = (0..new.len()).collect();
        let places = draft.mappings.get(&row.requirement_id.into()).unwrap_or(&all);
        let (relation, coverage) = words(&row)?;
        let count = u8::try_from(places.len()).unwrap_or(u8::MAX);
        let (relation, coverage) = split_mapping(relation, coverage, count);
        for part in places.iter().filter_map(|place| new.get(*place)) {
            mappings.push(carried(&row, part.id, relation, coverage));
        }
    }
    let ids = new.iter().map(|row| row.id.into()).collect();
    succeed(tx, ctx, &permit, "split", vec![old], new, mappings).await?;
    Ok(ids)
}

/// Makes one own control of several, ours or own. The old ones are put away for good; open analyses have the lower documentation and
/// the lower implementation of the relevant ones, the notes joined and all evidence; completed ones keep what they have.
///
/// # Errors
/// As [`split_control`].
pub async fn merge_controls(
    app: &App,
    ctx: &Context,
    controls: &[(ControlId, i32)],
    draft: ControlDraft,
) -> Result<ControlId> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let mut faults = Vec::new();
    check_count(&mut faults, "controls", controls.len());
    let draft = draft.check("", &mut faults);
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let known = Known::load(tx.conn()).await?;
    let mut old: Vec<control::Model> = Vec::new();
    for (id, version) in controls {
        let row = version_of(&known, *id, *version)?;
        if old.iter().any(|one| one.id == row.id) {
            faults.push(FieldFault::new("controls", "duplicate", &row.code));
        }
        old.push(row.clone());
    }
    let new = new_rows(ctx, &known, vec![draft], false, &mut faults)?;
    let [row] = new.as_slice() else { return Err(Error::Invalid(faults)) };
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let id = row.id;
    let mut by_requirement: BTreeMap<Uuid, Vec<control_mapping::Model>> = BTreeMap::new();
    let ids: Vec<Uuid> = old.iter().map(|row| row.id).collect();
    for row in mappings_of(tx.conn(), &ids).await? {
        by_requirement.entry(row.requirement_id).or_default().push(row);
    }
    let mut mappings = Vec::new();
    for rows in by_requirement.values() {
        let words = rows.iter().map(words).collect::<Result<Vec<_>>>()?;
        if let (Some((relation, coverage)), Some(first)) = (merge_mappings(&words), rows.first()) {
            mappings.push(carried(first, id, relation, coverage));
        }
    }
    succeed(tx, ctx, &permit, "merge", old, new, mappings).await?;
    Ok(id.into())
}

fn check_count(faults: &mut Vec<FieldFault>, field: &str, count: usize) {
    if !(PARTS.0..=PARTS.1).contains(&count) {
        let fault = FieldFault::new(field, "out_of_range", count.to_string());
        faults.push(fault.with("min", PARTS.0).with("max", PARTS.1));
    }
}

fn version_of(known: &Known, id: ControlId, version: i32) -> Result<&control::Model> {
    let row = known.live(id)?;
    if row.version == version { Ok(row) } else { Err(Error::Conflict { kind: "control", current: row.version }) }
}

/// The rows of the new controls; with faults noted there may be fewer.
fn new_rows(
    ctx: &Context,
    known: &Known,
    drafts: Vec<ControlDraft>,
    are_parts: bool,
    faults: &mut Vec<FieldFault>,
) -> Result<Vec<control::Model>> {
    let mut rows: Vec<control::Model> = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.into_iter().enumerate() {
        let prefix = if are_parts { format!("parts[{at}].") } else { String::new() };
        if rows.iter().any(|row| row.code.to_uppercase() == draft.code.to_uppercase()) {
            faults.push(FieldFault::new(format!("{prefix}code"), "taken", &draft.code));
        }
        let offset = i32::try_from(at).unwrap_or_default();
        if let Some(row) = known.new_row(ctx, &prefix, draft, faults)? {
            rows.push(control::Model { position: row.position.saturating_add(offset), ..row });
        }
    }
    Ok(rows)
}

/// The mappings that count.
async fn mappings_of(conn: &impl ConnectionTrait, controls: &[Uuid]) -> Result<Vec<control_mapping::Model>> {
    let rows = control_mapping::Entity::find()
        .filter(control_mapping::Column::ControlId.is_in(controls.iter().copied()))
        .filter(control_mapping::Column::IsRemoved.eq(false));
    Ok(rows.all(conn).await?)
}

fn words(row: &control_mapping::Model) -> Result<(Relation, Coverage)> {
    let unknown =
        |column, value: &str| DbError::UnknownValue { table: "control_mapping", column, value: value.to_owned() };
    let relation = Relation::from_key(&row.relation).ok_or_else(|| unknown("relation", &row.relation))?;
    let coverage = Coverage::from_key(&row.coverage).ok_or_else(|| unknown("coverage", &row.coverage))?;
    Ok((relation, coverage))
}

fn carried(row: &control_mapping::Model, to: Uuid, relation: Relation, coverage: Coverage) -> control_mapping::Model {
    control_mapping::Model {
        control_id: to,
        relation: relation.key().to_owned(),
        coverage: coverage.key().to_owned(),
        origin: super::OWN.to_owned(),
        ..row.clone()
    }
}

async fn succeed(
    mut tx: WriteTx,
    ctx: &Context,
    permit: &Permit,
    verb: &'static str,
    old: Vec<control::Model>,
    new: Vec<control::Model>,
    mappings: Vec<control_mapping::Model>,
) -> Result<()> {
    let rows = new.iter().map(|row| row.clone().into_active_model());
    control::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    let pair = |old: &control::Model, new: &control::Model| control_succession::Model {
        control_id: old.id,
        successor_id: new.id,
        kind: verb.to_owned(),
        made_at: ctx.now(),
        made_by: ctx.actor().name().to_owned(),
    };
    let pairs = old.iter().flat_map(|old| new.iter().map(move |new| pair(old, new).into_active_model()));
    control_succession::Entity::insert_many(pairs).exec_without_returning(tx.conn()).await?;
    for chunk in mappings.chunks(CHUNK) {
        let rows = chunk.iter().map(|row| row.clone().into_active_model());
        control_mapping::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    let analyses = gap_analysis::carry_over(tx.conn(), ctx, &old, &new).await?;
    let ids = |rows: &[control::Model]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let measures = measure::carry_effects(tx.conn(), &ids(&old), &ids(&new)).await?;
    let codes = |rows: &[control::Model]| rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>();
    let became = codes(&new);
    for row in &new {
        tx.record(AuditEvent::new(permit, "create", "control", Some(row.id)).after(logged(row)));
    }
    let mut counts: HashMap<Uuid, usize> = HashMap::new();
    for mapping in &mappings {
        *counts.entry(mapping.requirement_id).or_default() += 1;
    }
    for row in old {
        let (id, before) = (row.id, logged(&row));
        save(tx.conn(), put_away(ctx, row)).await?;
        let after = json!({
            "became": became,
            "requirements": counts.len(),
            "open_analyses": analyses,
            "measures": measures,
        });
        tx.record(AuditEvent::new(permit, verb, "control", Some(id)).before(before).after(after));
    }
    bump_revision(tx.conn()).await?;
    tx.commit_recorded().await?;
    Ok(())
}
