//! The page with the form of a measure.

use super::{
    draft_form::{DraftForm, hours_field},
    parts::number,
    standing::{latest, lifted, score_of},
};
use crate::kit::{Faults, Layout, PageResult, Place, Tr, User, html};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use bavn_app::{
    action_plan::{PlanView, measure_code},
    catalogue::{CatalogueView, get_catalogue},
    gap_analysis::AnalysisView,
    measure::list_possible_owners,
    organisation::list_units,
};
use bavn_core::{
    access::{Action, Resource},
    gap_analysis::Level,
    ids::MeasureId,
    measure::{EffortRole, Phase, Sourcing, State},
};
use std::sync::Arc;

/// One row of the table of controls.
struct EffectField {
    code: String,
    level: String,
    /// Where the control stands now, its target, and what the measure does.
    now: Option<u8>,
    consequence: String,
}

#[derive(Template)]
#[template(path = "action_plan/form.html")]
struct FormPage {
    layout: Layout,
    t: Tr,
    lead: String,
    action: String,
    back: String,
    is_new: bool,
    form: DraftForm,
    faults: Faults,
    units: Vec<(String, String)>,
    may_whole: bool,
    owners: Vec<(String, String)>,
    others: Vec<(String, String)>,
    states: Vec<&'static str>,
    hours: Vec<(&'static str, String, String)>,
    effects: Vec<EffectField>,
    catalogue: Arc<CatalogueView>,
}

impl FormPage {
    const fn phases(&self) -> [Phase; 5] {
        Phase::ALL
    }

    const fn sourcings(&self) -> [Sourcing; 3] {
        Sourcing::ALL
    }

    const fn levels(&self) -> [&'static str; 5] {
        ["1", "2", "3", "4", "5"]
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.at(field)
    }

    fn row_fault(&self, list: &str, at: &usize) -> Option<&str> {
        self.faults.at(&format!("{list}-{at}"))
    }
}

/// What a form page is about.
pub(super) struct About<'a> {
    pub(super) view: &'a PlanView,
    /// The measure, unless it is new.
    pub(super) id: Option<MeasureId>,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) heading: String,
}

pub(super) async fn page(user: &User, about: About<'_>, mut form: DraftForm, faults: Faults) -> PageResult<Response> {
    let t = user.t;
    form.make_room();
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let analysis = latest(user).await?;
    let (units, may_whole) = units(user, about.view, &form).await?;
    let owners = owners(user, about.view, &form).await?;
    let state = about.id.and_then(|id| about.view.measure(id)).map(|(measure, _)| measure.facts.state);
    let states = State::ALL.into_iter().filter(|next| state.is_none_or(|state| state.can_become(*next)));
    let hours = EffortRole::ALL.into_iter().zip(&form.hours);
    let effects =
        form.effects().map(|(_, code, level)| effect(t, &catalogue, analysis.as_ref(), code, level)).collect();
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = FormPage {
        layout: user.layout(Place::ActionPlan, title(t, &about.heading, &faults)),
        t,
        lead: lead(user, &catalogue, analysis.as_ref(), &form)?,
        is_new: about.id.is_none(),
        units,
        may_whole,
        owners,
        others: others(about.view, about.id),
        states: states.map(State::key).collect(),
        hours: hours.map(|(role, value)| (role.key(), hours_field(role), value.clone())).collect(),
        effects,
        action: about.action,
        back: about.back,
        form,
        faults,
        catalogue,
    };
    Ok((status, html(&page)?).into_response())
}

/// The heading; a browser's title begins with the fault, so that it is heard first.
fn title(t: Tr, heading: &str, faults: &Faults) -> String {
    if faults.is_empty() { heading.to_owned() } else { t.s("plan-fault-title", "title", heading) }
}

/// The units in which the actor may plan, and whether that is the whole municipality.
async fn units(user: &User, view: &PlanView, form: &DraftForm) -> PageResult<(Vec<(String, String)>, bool)> {
    let mut units: Vec<(String, String)> = list_units(&user.app, &user.ctx)
        .await?
        .into_iter()
        .filter(|unit| user.ctx.may(Action::PlanChange, Resource::Unit(unit.id)))
        .map(|unit| (unit.id.to_string(), unit.name))
        .collect();
    // A unit out of use stays chosen until another is.
    if let Ok(id) = form.unit.parse()
        && units.iter().all(|(unit, _)| *unit != form.unit)
        && let Some(name) = view.unit_names.get(&id)
    {
        units.push((form.unit.clone(), name.clone()));
    }
    Ok((units, user.ctx.may(Action::PlanChange, Resource::Municipality)))
}

/// Who can answer for a measure; somebody out of use stays chosen until another is.
async fn owners(user: &User, view: &PlanView, form: &DraftForm) -> PageResult<Vec<(String, String)>> {
    let people = list_possible_owners(&user.app, &user.ctx).await?;
    let mut owners: Vec<(String, String)> = people.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    if let Ok(id) = form.owner.parse()
        && owners.iter().all(|(owner, _)| *owner != form.owner)
        && let Some(name) = view.person_names.get(&id)
    {
        owners.push((form.owner.clone(), name.clone()));
    }
    Ok(owners)
}

fn others(view: &PlanView, id: Option<MeasureId>) -> Vec<(String, String)> {
    let others = view.facts.iter().filter(|facts| Some(facts.id) != id);
    others.map(|facts| (facts.id.to_string(), format!("{} {}", measure_code(facts.number), facts.title))).collect()
}

fn effect(t: Tr, catalogue: &CatalogueView, analysis: Option<&AnalysisView>, code: &str, level: &str) -> EffectField {
    let control = catalogue.control_by_code(code);
    let now = control.and_then(|control| score_of(analysis?, control.id));
    let level = if level.is_empty() {
        control.map_or_else(String::new, |one| one.target.to_string())
    } else {
        level.to_owned()
    };
    let consequence = match (control, now) {
        (None, _) => String::new(),
        (Some(control), None) => t.s2("plan-effect-unknown", "level", &level, "target", control.target),
        (Some(control), Some(now)) if level.parse().is_ok_and(|level: u8| level <= now.get()) => {
            t.s2("plan-effect-reached", "now", now, "target", control.target)
        }
        (Some(control), Some(now)) => t.with(
            "plan-effect",
            &[("now", now.to_string()), ("level", level.clone()), ("target", control.target.to_string())],
        ),
    };
    EffectField { code: code.to_owned(), level, now: now.map(Level::get), consequence }
}

/// What the municipality gains, from the effects that are chosen.
fn lead(
    user: &User,
    catalogue: &CatalogueView,
    analysis: Option<&AnalysisView>,
    form: &DraftForm,
) -> PageResult<String> {
    let t = user.t;
    let chosen: Vec<_> = form
        .effects()
        .filter_map(|(_, code, level)| {
            let control = catalogue.control_by_code(code)?;
            let level = level.parse::<i64>().ok().and_then(|level| Level::from_i64(level).ok());
            Some((control.id, level.unwrap_or(control.target)))
        })
        .collect();
    let lift = match analysis {
        Some(analysis) if !chosen.is_empty() => lifted(analysis, &chosen, user.ctx.today())?,
        _ => None,
    };
    let lift = lift.filter(|(from, to)| from != to);
    Ok(lift.map_or_else(
        || t.get("plan-form-lead"),
        |(from, to)| {
            let (from, to) = (number(t.lang(), Some(from)), number(t.lang(), Some(to)));
            if from == to {
                t.s("plan-lifts-total-little", "from", from)
            } else {
                t.s2("plan-lifts-total", "from", from, "to", to)
            }
        },
    ))
}
