//! Short ways to make what the rules are given.

use bavn_core::{
    gap_analysis::{AreaInput, ControlInput, Level, Standing, Weight},
    ids::{AreaId, ControlId, MeasureId, RequirementId},
    measure::{Measure, Phase, Sourcing, State},
};
use uuid::Uuid;

pub(crate) fn level(value: u8) -> Level {
    Level::try_from(value).unwrap()
}

pub(crate) fn weight(value: u8) -> Weight {
    Weight::try_from(value).unwrap()
}

pub(crate) fn control_id(number: u128) -> ControlId {
    ControlId(Uuid::from_u128(number))
}

pub(crate) fn area_id(number: u128) -> AreaId {
    AreaId(Uuid::from_u128(number))
}

pub(crate) fn measure_id(number: u32) -> MeasureId {
    MeasureId(Uuid::from_u128(number.into()))
}

pub(crate) fn requirement_id(number: u128) -> RequirementId {
    RequirementId(Uuid::from_u128(number))
}

pub(crate) fn assessed(documentation: u8, implementation: u8) -> Standing {
    Standing::Assessed { documentation: level(documentation), implementation: level(implementation) }
}

pub(crate) fn not_relevant() -> Standing {
    Standing::NotRelevant { reason: "Not used here".to_owned() }
}

pub(crate) fn control(number: u128, weight_: u8, target: u8, standing: Standing) -> ControlInput {
    let code = format!("C-{number:02}");
    ControlInput { id: control_id(number), code, weight: weight(weight_), target: level(target), standing }
}

pub(crate) fn area(number: u128, weight_: u8, controls: Vec<ControlInput>) -> AreaInput {
    AreaInput { id: area_id(number), code: format!("A{number}"), weight: weight(weight_), controls }
}

/// An approved measure without dates, money, hours, dependencies or effects, in the first phase.
pub(crate) fn measure(number: u32) -> Measure {
    Measure {
        id: measure_id(number),
        number,
        title: format!("Measure {number}"),
        owner: None,
        unit: None,
        phase: Phase::Months0To3,
        start_on: None,
        due_on: None,
        cost_once: 0,
        cost_yearly: 0,
        within_budget: false,
        sourcing: Sourcing::Internal,
        state: State::Approved,
        progress: 0,
        completed_on: None,
        hours: Vec::new(),
        depends_on: Vec::new(),
        effects: Vec::new(),
    }
}
