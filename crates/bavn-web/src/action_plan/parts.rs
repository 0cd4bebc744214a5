//! What the pages of the plan have in common.

use crate::kit::{PageError, PageResult, User};
use bavn_app::{
    Error,
    action_plan::{PlanView, find_current_plan_view, get_plan_view, measure_code, number_of_code},
    measure::get_measure,
};
use bavn_core::{gap_analysis::Score, ids::MeasureId, lang::Lang};

/// The plan that is worked by; nothing before there is one.
pub(super) async fn current(user: &User) -> PageResult<Option<PlanView>> {
    Ok(find_current_plan_view(&user.app, &user.ctx).await?)
}

/// The plan and the place in it of the measure that an address names: `F-07`, `7` or an identifier.
pub(super) async fn find(user: &User, code: &str) -> PageResult<(PlanView, usize)> {
    let none = || PageError::from(Error::NotFound { kind: "measure" });
    let (view, id) = if let Some(number) = number_of_code(code) {
        let view = current(user).await?.ok_or_else(none)?;
        let id = view.by_number(number).ok_or_else(none)?.facts.id;
        (view, id)
    } else {
        let id: MeasureId = code.parse().map_err(|_| none())?;
        let plan = get_measure(&user.app, &user.ctx, id).await?.plan_id;
        (get_plan_view(&user.app, &user.ctx, plan).await?, id)
    };
    let place = view.place_of(id).ok_or_else(none)?;
    Ok((view, place))
}

/// The address of a measure: by number in the plan that is worked by, by identifier in others.
pub(super) fn path(view: &PlanView, at: usize) -> String {
    let facts = &view.facts[at];
    if view.plan.is_current {
        format!("/handleplan/foranstaltning/{}", measure_code(facts.number))
    } else {
        format!("/handleplan/foranstaltning/{}", facts.id)
    }
}

/// `F-07 Netværk i zoner`.
pub(super) fn name(view: &PlanView, at: usize) -> String {
    let facts = &view.facts[at];
    format!("{} {}", measure_code(facts.number), facts.title)
}

/// A score with one decimal, or a dash.
pub(super) fn number(lang: Lang, score: Option<Score>) -> String {
    score.map_or_else(|| "–".to_owned(), |score| score.one_decimal().text(lang))
}
