use super::PlanView;
use bavn_core::{
    ids::{ControlId, PersonId, UnitId},
    measure::{Phase, State},
    text::danish_cmp,
};
use std::cmp::Reverse;

/// Which measures to list; what is not set lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeasureFilter {
    /// Words in number, title or description.
    pub words: String,
    /// In this state.
    pub state: Option<State>,
    /// In this phase.
    pub phase: Option<Phase>,
    /// In this unit or below it.
    pub unit: Option<UnitId>,
    /// Answered for by this person.
    pub owner: Option<PersonId>,
    /// Lifting this control.
    pub control: Option<ControlId>,
    /// Only those that are expected to finish late.
    pub late: bool,
}

/// The order of a list of measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeasureSort {
    /// Late ones first, those with the longest slip at the top; then by expected last day.
    #[default]
    Urgency,
    /// By number.
    Number,
    /// By title, in Danish order.
    Title,
    /// By planned last day.
    Due,
    /// The dearest first, one-off and one year's running cost together.
    Cost,
    /// By state, then number.
    State,
}

impl MeasureSort {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Urgency, Self::Number, Self::Title, Self::Due, Self::Cost, Self::State];

    /// The word for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Number => "number",
            Self::Title => "title",
            Self::Due => "due",
            Self::Cost => "cost",
            Self::State => "state",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

impl PlanView {
    /// The places of the measures that a filter lets through, in order.
    #[must_use]
    pub fn select(&self, filter: &MeasureFilter, sort: MeasureSort) -> Vec<usize> {
        let units = filter.unit.map(|unit| self.units.with_descendants(unit));
        let passes = |&at: &usize| {
            let (measure, slot) = (&self.measures[at], &self.schedule.measures[at]);
            let facts = &measure.facts;
            filter.state.is_none_or(|state| facts.state == state)
                && filter.phase.is_none_or(|phase| facts.phase == phase)
                && units.as_ref().is_none_or(|units| facts.unit.is_some_and(|unit| units.contains(&unit)))
                && filter.owner.is_none_or(|owner| facts.owner == Some(owner))
                && filter.control.is_none_or(|control| facts.effects.iter().any(|(id, _)| *id == control))
                && (!filter.late || slot.is_late)
                && measure.contains_words(&filter.words)
        };
        let mut found: Vec<usize> = (0..self.measures.len()).filter(passes).collect();
        // Places are in order of number and the sort is stable.
        let (facts, slots) = (&self.facts, &self.schedule.measures);
        match sort {
            MeasureSort::Urgency => found.sort_by_key(|&at| {
                let slot = &slots[at];
                let late = slot.is_late.then_some(slot.slip_days);
                (!slot.state.is_open(), Reverse(late), slot.expected_finish)
            }),
            MeasureSort::Number => {}
            MeasureSort::Title => found.sort_by(|&one, &other| danish_cmp(&facts[one].title, &facts[other].title)),
            MeasureSort::Due => found.sort_by_key(|&at| slots[at].planned_finish),
            MeasureSort::Cost => found.sort_by_key(|&at| Reverse(facts[at].cost_once + facts[at].cost_yearly)),
            MeasureSort::State => found.sort_by_key(|&at| facts[at].state),
        }
        found
    }
}
