use super::{Analysis, Answer, RequirementAnswer, framework_inputs};
use crate::{
    Result,
    catalogue::{AreaView, CatalogueView, ControlView, MappingView, RequirementView},
};
use bavn_core::{
    gap_analysis::{
        AreaInput, AreaResult, ControlInput, Evaluation, FrameworkResult, Level, Weight, WhatIf, WhatIfError, evaluate,
        framework_view, what_if,
    },
    ids::{AreaId, ControlId, RequirementId},
};
use std::{collections::HashMap, sync::Arc};

/// An analysis with its answers and what they give.
#[derive(Clone, Debug)]
pub struct AnalysisView {
    /// The analysis.
    pub analysis: Analysis,
    /// The name of the unit it covers; `None` for the whole municipality.
    pub unit_name: Option<String>,
    /// The answers by control.
    pub answers: HashMap<ControlId, Answer>,
    /// What was answered to requirements themselves.
    pub direct: HashMap<RequirementId, RequirementAnswer>,
    /// What the calculation was given, in the order of the control set.
    pub inputs: Vec<AreaInput>,
    /// What it gave.
    pub evaluation: Evaluation,
    /// The control set, for titles and texts.
    pub catalogue: Arc<CatalogueView>,
}

impl AnalysisView {
    pub(super) fn new(
        analysis: Analysis,
        unit_name: Option<String>,
        weights: &HashMap<AreaId, Weight>,
        answers: Vec<Answer>,
        direct: HashMap<RequirementId, RequirementAnswer>,
        catalogue: Arc<CatalogueView>,
    ) -> Result<Self> {
        let inputs = inputs(weights, &answers, &catalogue, analysis.is_open());
        let evaluation = evaluate(&inputs)?;
        let counts = |answer: &Answer| !analysis.is_open() || catalogue.is_live(answer.control);
        let answers = answers.into_iter().filter(counts).map(|answer| (answer.control, answer)).collect();
        Ok(Self { analysis, unit_name, answers, direct, inputs, evaluation, catalogue })
    }

    /// The answer to a control.
    #[must_use]
    pub fn answer(&self, control: ControlId) -> Option<&Answer> {
        self.answers.get(&control)
    }

    /// An area of the control set with its result, by code such as `AD`; upper and lower case alike.
    #[must_use]
    pub fn area_by_code(&self, code: &str) -> Option<(&AreaView, &AreaResult)> {
        let area = self.catalogue.areas.iter().find(|area| area.code.eq_ignore_ascii_case(code))?;
        Some((area, self.area_result(area.id)?))
    }

    /// The result of an area.
    #[must_use]
    pub fn area_result(&self, area: AreaId) -> Option<&AreaResult> {
        self.evaluation.areas.iter().find(|result| result.id == area)
    }

    /// The controls of the analysis with their answers, in the order of the control set. A completed analysis has those that were in
    /// use when it was completed.
    pub fn rows(&self) -> impl Iterator<Item = (&ControlView, &Answer)> {
        let areas = 0..self.catalogue.areas.len();
        let controls = areas.flat_map(|area| controls_of(&self.catalogue, area, self.analysis.is_open()));
        controls.filter_map(|control| Some((control, self.answers.get(&control.id)?)))
    }

    /// The controls that answer a requirement, each with its mapping, in the order of the rule's links. A completed analysis has those
    /// that were in use when it was completed, too.
    pub fn answering<'a>(
        &'a self,
        requirement: &'a RequirementView,
    ) -> impl Iterator<Item = (&'a ControlView, &'a MappingView)> {
        let pair = |all: &'a [ControlView], (control, mapping): &(usize, usize)| {
            let control = &all[*control];
            (control, &control.mappings[*mapping])
        };
        let live = requirement.answered_by.iter().map(move |place| pair(&self.catalogue.controls, place));
        let before = if self.analysis.is_open() { &[][..] } else { requirement.answered_before.as_slice() };
        live.chain(before.iter().map(move |place| pair(&self.catalogue.retired, place)))
    }

    /// The analysis seen through each framework that is in use where it was made.
    ///
    /// # Errors
    /// A mean does not fit in 128 bits.
    pub fn frameworks(&self) -> Result<Vec<FrameworkResult>> {
        Ok(framework_view(&framework_inputs(&self.catalogue, self.analysis.unit_id, &self.direct), &self.evaluation)?)
    }

    /// What the area and the total would be if a control were answered so; `None` when it is not in the analysis.
    ///
    /// # Errors
    /// A score does not fit in 128 bits.
    pub fn what_if(&self, control: ControlId, documentation: Level, implementation: Level) -> Result<Option<WhatIf>> {
        match what_if(&self.inputs, control, documentation, implementation) {
            Ok(change) => Ok(Some(change)),
            Err(WhatIfError::UnknownControl(_)) => Ok(None),
            Err(WhatIfError::Evaluation(error)) => Err(error.into()),
        }
    }
}

/// The answers as the calculation wants them: areas and controls in the order of the control set, without areas that have no
/// answers.
pub(super) fn inputs(
    weights: &HashMap<AreaId, Weight>,
    answers: &[Answer],
    catalogue: &CatalogueView,
    is_open: bool,
) -> Vec<AreaInput> {
    let by_control: HashMap<ControlId, &Answer> = answers.iter().map(|answer| (answer.control, answer)).collect();
    let area_input = |(place, area): (usize, &AreaView)| {
        let controls: Vec<_> = controls_of(catalogue, place, is_open)
            .into_iter()
            .filter_map(|control| {
                let answer = by_control.get(&control.id)?;
                Some(ControlInput {
                    id: control.id,
                    code: control.code.clone(),
                    weight: answer.weight,
                    target: answer.target,
                    standing: answer.standing(),
                })
            })
            .collect();
        let weight = weights.get(&area.id).copied().unwrap_or(area.weight);
        (!controls.is_empty()).then(|| AreaInput { id: area.id, code: area.code.clone(), weight, controls })
    };
    catalogue.areas.iter().enumerate().filter_map(area_input).collect()
}

/// The controls of an area that an analysis may have answers to, in order: those in use, and of a completed one those that were.
fn controls_of(catalogue: &CatalogueView, area: usize, is_open: bool) -> Vec<&ControlView> {
    let live = catalogue.controls[catalogue.areas[area].controls.clone()].iter();
    let retired = catalogue.retired.iter().filter(|control| !is_open && control.area == area);
    let mut controls: Vec<&ControlView> = live.chain(retired).collect();
    controls.sort_by(|one, other| (one.position, &one.code).cmp(&(other.position, &other.code)));
    controls
}
