//! Answers of controls that become others.

use super::{
    AnalysisState,
    answer::from_row,
    entity::{analysis, answer, evidence},
    in_step::{add_areas, blank, open_analyses},
};
use crate::{
    Context, Result,
    catalogue::{control, control_succession},
};
use bavn_core::{
    catalogue::{CarriedAnswer, Level, merge_answers},
    ids::{AnalysisId, ControlId, EvidenceId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, HashMap, HashSet, hash_map::Entry};
use uuid::Uuid;

/// What is answered to some controls in an open analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAnswers {
    /// The analysis.
    pub analysis: AnalysisId,
    /// Its name.
    pub title: String,
    /// What is answered to each control.
    pub answers: Vec<OpenAnswer>,
}

/// What is answered to a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenAnswer {
    /// The control.
    pub control: ControlId,
    /// Whether it has a bearing.
    pub is_relevant: bool,
    /// The level of what is written and approved.
    pub documentation: Option<Level>,
    /// The level of what is done.
    pub implementation: Option<Level>,
}

/// Rows in one statement, so that no statement has more parameters than SQLite takes.
const CHUNK: usize = 200;
/// Most pieces of evidence for one answer.
const MOST_EVIDENCE: usize = 50;

/// What is answered to controls in the open analyses, newest first.
pub(crate) async fn open_answers(conn: &impl ConnectionTrait, controls: &[Uuid]) -> Result<Vec<OpenAnswers>> {
    let open = analysis::Entity::find().filter(analysis::Column::State.eq(AnalysisState::Open.key()));
    let open = open.order_by_desc(analysis::Column::AssessedOn).order_by_desc(analysis::Column::Id).all(conn).await?;
    let rows = answers_to(conn, &open.iter().map(|row| row.id).collect::<Vec<_>>(), controls).await?;
    let mut by_analysis: HashMap<Uuid, Vec<OpenAnswer>> = HashMap::new();
    for row in rows {
        let of = row.analysis_id;
        let answer = from_row(row)?;
        by_analysis.entry(of).or_default().push(OpenAnswer {
            control: answer.control,
            is_relevant: answer.is_relevant,
            documentation: answer.documentation,
            implementation: answer.implementation,
        });
    }
    let row = |row: analysis::Model| OpenAnswers {
        answers: by_analysis.remove(&row.id).unwrap_or_default(),
        analysis: row.id.into(),
        title: row.title,
    };
    Ok(open.into_iter().map(row).collect())
}

async fn answers_to(conn: &impl ConnectionTrait, analyses: &[Uuid], controls: &[Uuid]) -> Result<Vec<answer::Model>> {
    let rows = answer::Entity::find()
        .filter(answer::Column::AnalysisId.is_in(analyses.iter().copied()))
        .filter(answer::Column::ControlId.is_in(controls.iter().copied()));
    Ok(rows.all(conn).await?)
}

/// Carries the answers and the evidence of all open analyses from old controls to new ones, inside the transaction that makes these.
/// Returns how many analyses there are.
pub(crate) async fn carry_over(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    old: &[control::Model],
    new: &[control::Model],
) -> Result<usize> {
    let open = open_analyses(conn).await?;
    let codes = old.iter().map(|row| (row.id, row.code.clone())).collect();
    add_areas(conn, &open, new).await?;
    carry(conn, ctx, &open, &[Step { old: codes, new: new.to_vec() }]).await?;
    Ok(open.len())
}

/// Gives an analysis that is opened again the answers to what its controls became in the meantime.
pub(super) async fn catch_up(conn: &impl ConnectionTrait, ctx: &Context, analysis: Uuid) -> Result<()> {
    let steps = steps(conn).await?;
    let new: Vec<control::Model> = steps.iter().flat_map(|step| &step.new).cloned().collect();
    add_areas(conn, &[analysis], &new).await?;
    carry(conn, ctx, &[analysis], &steps).await
}

/// One split or merge.
pub(super) struct Step {
    /// The old controls with their codes.
    old: Vec<(Uuid, String)>,
    new: Vec<control::Model>,
}

/// All splits and merges, the earliest first.
pub(super) async fn steps(conn: &impl ConnectionTrait) -> Result<Vec<Step>> {
    let rows = control_succession::Entity::find().order_by_asc(control_succession::Column::MadeAt).all(conn).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: HashSet<Uuid> = rows.iter().flat_map(|row| [row.control_id, row.successor_id]).collect();
    let controls = control::Entity::find().filter(control::Column::Id.is_in(ids)).all(conn).await?;
    let controls: HashMap<Uuid, control::Model> = controls.into_iter().map(|row| (row.id, row)).collect();
    let mut steps: Vec<Step> = Vec::new();
    for row in rows {
        let (Some(old), Some(new)) = (controls.get(&row.control_id), controls.get(&row.successor_id)) else { continue };
        // A split has one old control, a merge one new: either makes it the same step.
        let is_same = |step: &&mut Step| {
            step.old.iter().any(|(id, _)| *id == old.id) || step.new.iter().any(|one| one.id == new.id)
        };
        match steps.iter_mut().find(is_same) {
            Some(step) => {
                if step.old.iter().all(|(id, _)| *id != old.id) {
                    step.old.push((old.id, old.code.clone()));
                }
                if step.new.iter().all(|one| one.id != new.id) {
                    step.new.push(new.clone());
                }
            }
            None => steps.push(Step { old: vec![(old.id, old.code.clone())], new: vec![new.clone()] }),
        }
    }
    for step in &mut steps {
        step.old.sort_by(|one, other| one.1.cmp(&other.1));
    }
    Ok(steps)
}

/// The answers that each step gives, in order; `known` has them all in the end. Those that are there already stay.
pub(super) fn follow(
    ctx: &Context,
    analysis: Uuid,
    known: &mut HashMap<Uuid, answer::Model>,
    steps: &[Step],
) -> Result<Vec<(answer::Model, Vec<Uuid>)>> {
    let mut made = Vec::new();
    let mut waiting: Vec<&Step> = steps.iter().collect();
    // A later step may stand on an earlier one made in the same moment: as long as one goes on, the others are tried again.
    loop {
        let before = waiting.len();
        let mut left = Vec::new();
        for step in waiting {
            let from: Vec<(&str, &answer::Model)> =
                step.old.iter().filter_map(|(id, code)| Some((code.as_str(), known.get(id)?))).collect();
            if from.is_empty() {
                left.push(step);
                continue;
            }
            let carried = merged(&from, step.old.len())?;
            let last = from.iter().map(|(_, row)| *row).max_by_key(|row| row.updated_at);
            let (at, by) = last.map(|row| (row.updated_at, row.updated_by.clone())).unwrap_or_default();
            let sources: Vec<Uuid> = from.iter().map(|(_, row)| row.id).collect();
            for control in step.new.iter().filter(|control| !known.contains_key(&control.id)).collect::<Vec<_>>() {
                let row = answer::Model {
                    updated_at: at,
                    updated_by: by.clone(),
                    ..put(blank(ctx, analysis, control)?, carried.clone())
                };
                made.push((row, sources.clone()));
            }
            for (row, _) in &made {
                known.entry(row.control_id).or_insert_with(|| row.clone());
            }
        }
        if left.is_empty() || left.len() == before {
            return Ok(made);
        }
        waiting = left;
    }
}

/// The answer to what controls became; one that the analysis does not have counts as not answered.
fn merged(from: &[(&str, &answer::Model)], count: usize) -> Result<CarriedAnswer> {
    let mut parts = Vec::with_capacity(count);
    for (code, row) in from {
        let answer = from_row((*row).clone())?;
        let carried = CarriedAnswer {
            is_relevant: answer.is_relevant,
            documentation: answer.documentation,
            implementation: answer.implementation,
            reason: answer.reason,
            note: answer.note,
            finding: answer.finding,
        };
        parts.push((*code, carried));
    }
    let nothing = CarriedAnswer {
        is_relevant: true,
        documentation: None,
        implementation: None,
        reason: String::new(),
        note: String::new(),
        finding: String::new(),
    };
    match (count, parts.pop()) {
        (1, Some((_, only))) => Ok(only),
        (_, last) => {
            parts.extend(last);
            while parts.len() < count {
                parts.push(("", nothing.clone()));
            }
            Ok(merge_answers(&parts))
        }
    }
}

fn put(row: answer::Model, carried: CarriedAnswer) -> answer::Model {
    let number = |level: Option<Level>| level.map(|level| i16::from(level.get()));
    answer::Model {
        is_relevant: carried.is_relevant,
        documentation: number(carried.documentation),
        implementation: number(carried.implementation),
        reason: carried.reason,
        note: carried.note,
        finding: carried.finding,
        ..row
    }
}

async fn carry(conn: &impl ConnectionTrait, ctx: &Context, analyses: &[Uuid], steps: &[Step]) -> Result<()> {
    let ids: HashSet<Uuid> = steps
        .iter()
        .flat_map(|step| step.old.iter().map(|(id, _)| *id).chain(step.new.iter().map(|row| row.id)))
        .collect();
    let rows = answers_to(conn, analyses, &ids.into_iter().collect::<Vec<_>>()).await?;
    let mut known: BTreeMap<Uuid, HashMap<Uuid, answer::Model>> =
        analyses.iter().map(|id| (*id, HashMap::new())).collect();
    for row in rows {
        known.entry(row.analysis_id).or_default().insert(row.control_id, row);
    }
    let mut made = Vec::new();
    for (analysis, answers) in &mut known {
        made.extend(follow(ctx, *analysis, answers, steps)?);
        // An analysis without any of the old controls has the new ones, not answered.
        for control in steps.iter().flat_map(|step| &step.new).filter(|control| control.archived_at.is_none()) {
            if let Entry::Vacant(place) = answers.entry(control.id) {
                made.push((place.insert(blank(ctx, *analysis, control)?).clone(), Vec::new()));
            }
        }
    }
    for chunk in made.chunks(CHUNK) {
        let rows = chunk.iter().map(|(row, _)| row.clone().into_active_model());
        answer::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    copy_evidence(conn, ctx, &made).await
}

/// The evidence of the answers that each new answer was made of, in the order in which it was added.
async fn copy_evidence(conn: &impl ConnectionTrait, ctx: &Context, made: &[(answer::Model, Vec<Uuid>)]) -> Result<()> {
    let sources: HashSet<Uuid> = made.iter().flat_map(|(_, sources)| sources.iter().copied()).collect();
    let mut by_answer: HashMap<Uuid, Vec<evidence::Model>> = HashMap::new();
    let rows = evidence::Entity::find()
        .filter(evidence::Column::AnswerId.is_in(sources))
        .filter(evidence::Column::ArchivedAt.is_null())
        .order_by_asc(evidence::Column::Id);
    for row in rows.all(conn).await? {
        by_answer.entry(row.answer_id).or_default().push(row);
    }
    let mut copies = Vec::new();
    for (row, sources) in made {
        let mut own: Vec<evidence::Model> = Vec::new();
        for source in sources.iter().filter_map(|source| by_answer.get(source)).flatten().take(MOST_EVIDENCE) {
            let id = ctx.new_id::<EvidenceId>()?.0;
            own.push(evidence::Model { id, answer_id: row.id, ..source.clone() });
        }
        copies.extend(own.iter().cloned().map(sea_orm::IntoActiveModel::into_active_model));
        // What is made of this answer in turn has its evidence too.
        by_answer.entry(row.id).or_default().extend(own);
    }
    for chunk in copies.chunks(CHUNK) {
        evidence::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    Ok(())
}
