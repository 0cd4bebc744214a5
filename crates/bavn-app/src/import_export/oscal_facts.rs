//! What OSCAL documents are made of, gathered from views.

use crate::{
    action_plan::{PlanView, measure_code},
    catalogue::{CatalogueView, ControlView, FrameworkView},
    gap_analysis::{AnalysisView, Answer, Evidence},
};
use bavn_core::{
    ids::ControlId,
    import_export::{
        self as files,
        oscal_export::{
            ControlAnswer, EvidenceFacts, MeasureFacts, PlanFacts, ResultFacts, SetArea, SetControl, SetFacts,
            SetFramework, SetMapping, SetRequirement,
        },
    },
    lang::{Lang, Localized},
};
use std::collections::HashMap;

/// The control set and the frameworks in a language.
pub(super) fn set_facts(view: &CatalogueView, lang: Lang) -> SetFacts {
    let areas = view.areas.iter().map(|area| SetArea {
        code: area.code.clone(),
        title: area.title.get(lang).to_owned(),
        purpose: area.purpose.get(lang).to_owned(),
        weight: area.weight,
        controls: view.controls[area.controls.clone()].iter().map(|control| set_control(view, control, lang)).collect(),
    });
    SetFacts {
        revision: view.revision,
        areas: areas.collect(),
        frameworks: view.frameworks.iter().map(|framework| set_framework(view, framework, lang)).collect(),
    }
}

fn set_control(view: &CatalogueView, control: &ControlView, lang: Lang) -> SetControl {
    let mappings = control.mappings.iter().map(|mapping| {
        let framework = view.requirements[mapping.requirement].framework;
        SetMapping {
            framework,
            requirement: mapping.requirement - view.frameworks[framework].requirements.start,
            relation: mapping.relation,
            coverage: mapping.coverage,
            rationale: mapping.rationale.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default(),
            is_own: mapping.origin == "own",
        }
    });
    SetControl {
        code: control.code.clone(),
        title: control.title.get(lang).to_owned(),
        statement: control.statement.get(lang).to_owned(),
        purpose: control.purpose.get(lang).to_owned(),
        levels: std::array::from_fn(|level| control.levels[level].get(lang).to_owned()),
        evidence: control.evidence.iter().map(|text| text.get(lang).to_owned()).collect(),
        weight: control.weight,
        target: control.target,
        is_own: control.origin == "own",
        mappings: mappings.collect(),
    }
}

fn set_framework(view: &CatalogueView, framework: &FrameworkView, lang: Lang) -> SetFramework {
    let maybe = |text: &Option<Localized>| text.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default();
    let first = framework.requirements.start;
    let requirements = view.requirements[framework.requirements.clone()].iter().map(|requirement| SetRequirement {
        reference: requirement.reference.clone(),
        parent: requirement.parent.and_then(|parent| parent.checked_sub(first)),
        is_assessable: requirement.is_assessable,
        title: requirement.title.get(lang).to_owned(),
        text: maybe(&requirement.body.text),
        guidance: maybe(&requirement.body.guidance),
        evidence: maybe(&requirement.body.evidence),
        legal_ref: maybe(&requirement.legal_ref),
        groups: requirement.body.groups.clone(),
    });
    SetFramework {
        key: framework.key.clone(),
        title: framework.title.get(lang).to_owned(),
        version: framework.version.clone(),
        description: framework.description.get(lang).to_owned(),
        source: framework.source.get(lang).to_owned(),
        licence: framework.licence.get(lang).to_owned(),
        credit: maybe(&framework.credit),
        url: framework.url.clone(),
        requirements: requirements.collect(),
    }
}

/// An analysis with its answers in a language.
pub(super) fn result_facts(
    view: &AnalysisView,
    lang: Lang,
    scope: String,
    evidence: &HashMap<ControlId, Vec<Evidence>>,
    answer_of: impl Fn(&Answer) -> files::Answer,
) -> ResultFacts {
    let analysis = &view.analysis;
    let decimal = |score: Option<bavn_core::gap_analysis::Score>| {
        // A decimal point in every language: other programs read it.
        score.map(|score| score.one_decimal().text(Lang::En))
    };
    let pieces = |control: ControlId| {
        evidence.get(&control).into_iter().flatten().map(|piece| EvidenceFacts {
            id: piece.id.0,
            title: piece.title.clone(),
            url: piece.url.clone(),
            file: piece
                .file
                .as_ref()
                .map(|file| (file.file_name.clone(), file.media_type.clone(), file.sha256.clone())),
            dated_on: piece.dated_on,
        })
    };
    let controls = view.rows().map(|(control, answer)| ControlAnswer {
        code: control.code.clone(),
        title: control.title.get(lang).to_owned(),
        statement: control.statement.get(lang).to_owned(),
        purpose: control.purpose.get(lang).to_owned(),
        weight: answer.weight,
        target: answer.target,
        answer: answer_of(answer),
        updated_at: answer.updated_at,
        evidence: pieces(control.id).collect(),
    });
    ResultFacts {
        id: analysis.id.0,
        title: analysis.title.clone(),
        version: analysis.version,
        scope,
        assessor: analysis.assessor.clone(),
        method: analysis.method.clone(),
        assessed_on: analysis.assessed_on,
        completed_at: analysis.completed_at,
        unit: analysis.unit_id.map(|unit| unit.0).zip(view.unit_name.clone()),
        score: decimal(view.evaluation.score()),
        target: decimal(view.evaluation.target()),
        controls: controls.collect(),
    }
}

/// A plan with the measures shown, in a language.
pub(super) fn plan_facts(view: &PlanView, catalogue: &CatalogueView, lang: Lang) -> PlanFacts {
    let measures = view.measures.iter().zip(&view.schedule.measures).map(|(measure, times)| {
        let facts = &measure.facts;
        let lifts = facts.effects.iter().filter_map(|(control, level)| {
            let control = catalogue.control(*control)?;
            let text = |text: &Localized| text.get(lang).to_owned();
            Some((control.code.clone(), text(&control.title), text(&control.purpose), *level))
        });
        MeasureFacts {
            code: measure_code(facts.number),
            measure: facts.clone(),
            description: measure.description.clone(),
            times: times.clone(),
            owner: facts.owner.and_then(|owner| view.person_names.get(&owner).cloned()),
            unit: facts.unit.and_then(|unit| view.unit_names.get(&unit).cloned()),
            lifts: lifts.collect(),
        }
    });
    let plan = &view.plan;
    PlanFacts {
        id: plan.id.0,
        title: plan.title.clone(),
        note: plan.note.clone(),
        version: plan.version,
        starts_on: plan.starts_on,
        ends_on: plan.ends_on,
        measures: measures.collect(),
    }
}
