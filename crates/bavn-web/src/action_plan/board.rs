//! The measures by state.

use super::{empty, head::Head, parts::current, row::Row};
use crate::kit::{Layout, PageResult, Place, Tr, User, html};
use askama::Template;
use bavn_app::action_plan::{MeasureFilter, MeasureSort};
use bavn_core::{
    access::{Action, Resource},
    measure::State,
};

#[derive(Template)]
#[template(path = "action_plan/board.html")]
struct BoardPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    /// State and tickets; whether each can be moved on by the reader.
    columns: Vec<(&'static str, Vec<(Row, bool)>)>,
    may_create: bool,
}

pub(super) async fn show(user: User) -> PageResult {
    let Some(view) = current(&user).await? else { return empty::page(&user) };
    let t = user.t;
    let column = |state: State| {
        let filter = MeasureFilter { state: Some(state), ..MeasureFilter::default() };
        let tickets = view.select(&filter, MeasureSort::Urgency).into_iter().map(|at| {
            let may = user.ctx.may(Action::MeasureProgress, view.measures[at].resource());
            (Row::of(t, &view, at), may)
        });
        (state.key(), tickets.collect::<Vec<_>>())
    };
    let columns: Vec<_> =
        State::ALL.into_iter().map(column).filter(|(key, tickets)| *key != "dropped" || !tickets.is_empty()).collect();
    let count =
        |key| columns.iter().filter(|(state, _)| *state == key).map(|(_, tickets)| tickets.len()).sum::<usize>();
    let heading = t.n("plan-board-heading", count("in_progress"));
    let late = view.schedule.measures.iter().filter(|slot| slot.is_late).count();
    let lead = t.s2("plan-board-lead", "n", late, "m", count("proposed"));
    html(&BoardPage {
        layout: user.layout(Place::ActionPlan, heading.clone()),
        t,
        head: Head::new(&view, "board", false),
        heading,
        lead,
        columns,
        may_create: user.ctx.may(Action::PlanChange, Resource::Any),
    })
}
