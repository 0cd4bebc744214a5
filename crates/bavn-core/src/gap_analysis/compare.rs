//! What changed from one analysis to the next.

use super::{ControlResult, Evaluation, Score, Standing};
use crate::ids::{AreaId, ControlId};
use serde::Serialize;
use std::collections::HashMap;

/// A score before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The earlier score.
    pub before: Option<Score>,
    /// The later score.
    pub after: Option<Score>,
}

impl Change {
    /// The difference in tenths between the two figures as they are shown, so that a reader's subtraction agrees.
    #[must_use]
    pub fn tenths(&self) -> Option<i64> {
        Some(self.after?.tenths() - self.before?.tenths())
    }

    /// What kind of change it is, judged by the exact scores.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        match (self.before, self.after) {
            (Some(before), Some(after)) if after > before => ChangeKind::Raised,
            (Some(before), Some(after)) if after < before => ChangeKind::Lowered,
            (Some(_), None) => ChangeKind::NoLongerAssessed,
            (None, Some(_)) => ChangeKind::NewlyAssessed,
            _ => ChangeKind::Unchanged,
        }
    }
}

/// What happened to a control, an area or the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The score is higher.
    Raised,
    /// The score is lower.
    Lowered,
    /// The score is the same, but documentation or implementation is not.
    PartChanged,
    /// It had no score and has one now.
    NewlyAssessed,
    /// It had a score and has none now.
    NoLongerAssessed,
    /// It was not relevant and is now.
    MadeRelevant,
    /// It was relevant and is not now.
    MadeNotRelevant,
    /// It was not in the earlier analysis.
    Added,
    /// It is not in the later analysis.
    Removed,
    /// Nothing changed.
    Unchanged,
}

/// What happened to one control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlChange {
    /// The control.
    pub id: ControlId,
    /// Its short code.
    pub code: String,
    /// Its area, in the later analysis when it is there.
    pub area: AreaId,
    /// What happened.
    pub kind: ChangeKind,
    /// The score before and after.
    pub change: Change,
    /// How the answer stood; `None` when the control was not in the earlier analysis.
    pub before: Option<Standing>,
    /// How the answer stands; `None` when the control is not in the later analysis.
    pub after: Option<Standing>,
}

/// What happened to one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaChange {
    /// The area.
    pub id: AreaId,
    /// Its short code.
    pub code: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The score before and after.
    pub change: Change,
    /// The target before and after.
    pub target: Change,
}

/// Two analyses side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The total score before and after.
    pub total: Change,
    /// The total target before and after.
    pub target: Change,
    /// The areas in the order of the later analysis, then those that are gone.
    pub areas: Vec<AreaChange>,
    /// The controls in the order of the later analysis, then those that are gone.
    pub controls: Vec<ControlChange>,
}

impl Comparison {
    /// How many controls changed in this way.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.controls.iter().filter(|control| control.kind == kind).count()
    }
}

/// What changed from the earlier analysis to the later one. Controls and areas are matched by identifier.
#[must_use]
pub fn compare(earlier: &Evaluation, later: &Evaluation) -> Comparison {
    Comparison {
        total: Change { before: earlier.score(), after: later.score() },
        target: Change { before: earlier.target(), after: later.target() },
        areas: compare_areas(earlier, later),
        controls: compare_controls(earlier, later),
    }
}

fn compare_areas(earlier: &Evaluation, later: &Evaluation) -> Vec<AreaChange> {
    let mut gone: HashMap<AreaId, usize> = earlier.areas.iter().enumerate().map(|(at, area)| (area.id, at)).collect();
    let mut changes = Vec::with_capacity(later.areas.len());
    for area in &later.areas {
        let old = gone.remove(&area.id).map(|at| &earlier.areas[at]);
        let change = Change { before: old.and_then(super::AreaResult::score), after: area.score() };
        changes.push(AreaChange {
            id: area.id,
            code: area.code.clone(),
            kind: if old.is_some() { change.kind() } else { ChangeKind::Added },
            change,
            target: Change { before: old.and_then(super::AreaResult::target), after: area.target() },
        });
    }
    for area in earlier.areas.iter().filter(|area| gone.contains_key(&area.id)) {
        changes.push(AreaChange {
            id: area.id,
            code: area.code.clone(),
            kind: ChangeKind::Removed,
            change: Change { before: area.score(), after: None },
            target: Change { before: area.target(), after: None },
        });
    }
    changes
}

fn compare_controls(earlier: &Evaluation, later: &Evaluation) -> Vec<ControlChange> {
    let mut gone: HashMap<ControlId, &ControlResult> =
        earlier.controls().map(|(_, control)| (control.id, control)).collect();
    let mut changes = Vec::with_capacity(gone.len());
    for (at, control) in later.controls() {
        let old = gone.remove(&control.id);
        changes.push(control_change(later.areas[at].id, old, Some(control), control));
    }
    for (at, control) in earlier.controls().filter(|(_, control)| gone.contains_key(&control.id)) {
        changes.push(control_change(earlier.areas[at].id, Some(control), None, control));
    }
    changes
}

fn control_change(
    area: AreaId,
    before: Option<&ControlResult>,
    after: Option<&ControlResult>,
    named: &ControlResult,
) -> ControlChange {
    let score = |control: Option<&ControlResult>| control.and_then(|control| control.score).map(Score::from);
    let change = Change { before: score(before), after: score(after) };
    let kind = match (before, after) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        (Some(before), Some(after)) => control_kind(&before.standing, &after.standing, change),
    };
    ControlChange {
        id: named.id,
        code: named.code.clone(),
        area,
        kind,
        change,
        before: before.map(|control| control.standing.clone()),
        after: after.map(|control| control.standing.clone()),
    }
}

fn control_kind(before: &Standing, after: &Standing, change: Change) -> ChangeKind {
    match (before.is_relevant(), after.is_relevant()) {
        (true, false) => ChangeKind::MadeNotRelevant,
        (false, true) => ChangeKind::MadeRelevant,
        (false, false) => ChangeKind::Unchanged,
        (true, true) => match change.kind() {
            ChangeKind::Unchanged if before != after => ChangeKind::PartChanged,
            kind => kind,
        },
    }
}
