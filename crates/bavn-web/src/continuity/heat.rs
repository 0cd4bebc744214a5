//! How bad it gets, task by task, as time goes by.

use super::words::{dimension_name, horizon_names};
use crate::{
    kit::{Layout, PageResult, Place, Tr, User, html},
    organisation::unit_options,
};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    continuity::{Levels, task_code, task_heat, task_names},
    organisation::list_units,
};
use bavn_core::continuity::task::Dimension;
use serde::Deserialize;
use std::cmp::Reverse;

/// The most tasks on one page.
const MOST: usize = 500;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    dimension: String,
    enhed: String,
}

/// A task and its levels by horizon.
struct Row {
    name: String,
    code: String,
    path: String,
    unit: String,
    levels: Levels,
}

#[derive(Template)]
#[template(path = "continuity/heat.html")]
struct HeatPage {
    layout: Layout,
    t: Tr,
    lead: String,
    wanted: Wanted,
    units: Vec<(String, String)>,
    dimensions: Vec<(&'static str, String)>,
    horizons: Vec<String>,
    rows: Vec<Row>,
    unsaid: usize,
    more: usize,
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let dimension = Dimension::from_key(&wanted.dimension);
    let mut tasks = task_heat(app, ctx, wanted.enhed.parse().ok(), dimension).await?;
    let all = tasks.len();
    tasks.retain(|task| task.levels.iter().any(Option::is_some));
    let unsaid = all - tasks.len();
    // What is worst soonest stands first; the sort is stable, so equals stay in order of name.
    tasks.sort_by_key(|task| Reverse(task.levels));
    let more = tasks.len().saturating_sub(MOST);
    tasks.truncate(MOST);
    // Of names only those of the units are shown.
    let names = task_names(app, ctx, &[]).await?;
    let rows = tasks.into_iter().map(|task| Row {
        name: task.name,
        code: task_code(task.number),
        path: format!("/konsekvensanalyse/{}", task.id),
        unit: names.unit(task.unit).to_owned(),
        levels: task.levels,
    });
    let page = HeatPage {
        layout: user.layout(Place::Continuity, t.get("bia-heat")),
        t,
        lead: match dimension {
            Some(dimension) => t.s("bia-heat-lead-one", "dimension", dimension_name(t.lang(), dimension)),
            None => t.get("bia-heat-lead"),
        },
        units: unit_options(&list_units(app, ctx).await?),
        dimensions: Dimension::ALL.iter().map(|one| (one.key(), dimension_name(t.lang(), *one))).collect(),
        horizons: horizon_names(t),
        rows: rows.collect(),
        unsaid,
        more,
        wanted,
    };
    html(&page)
}
