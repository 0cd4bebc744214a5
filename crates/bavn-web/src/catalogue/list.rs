use super::{Chip, chips};
use crate::kit::{Input, Layout, PageResult, Place, Tr, User, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::catalogue;
use bavn_core::{
    access::{Action, Resource},
    text::fold,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "catalogue/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    lead: String,
    may_weigh: bool,
    may_see_applicability: bool,
    update_waits: bool,
    chips: Vec<Chip>,
    filter: Vec<Input>,
    rows: Vec<Row>,
    /// The area that is chosen, when it is an own one that one may change.
    own_area: Option<String>,
}

struct Row {
    code: String,
    title: String,
    area: String,
    target: u8,
    weight: u8,
    requirements: usize,
    is_own: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    ord: String,
    #[serde(default)]
    omraade: String,
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let words: Vec<String> = fold(&wanted.ord).split_whitespace().map(str::to_owned).collect();
    let rows = view
        .controls
        .iter()
        .filter(|control| wanted.omraade.is_empty() || view.area_of(control).code == wanted.omraade)
        .filter(|control| {
            let text = fold(&format!("{} {} {}", control.code, control.title.get(lang), control.statement.get(lang)));
            words.iter().all(|word| text.contains(word.as_str()))
        })
        .map(|control| Row {
            code: control.code.clone(),
            title: control.title.get(lang).to_owned(),
            area: view.area_of(control).title.get(lang).to_owned(),
            target: control.target.get(),
            weight: control.weight.get(),
            requirements: control.mappings.len(),
            is_own: control.origin == "own",
        })
        .collect();
    let mut areas = vec![(String::new(), t.get("catalogue-all"))];
    areas.extend(view.areas.iter().map(|area| (area.code.clone(), area.title.get(lang).to_owned())));
    let assessable: Vec<_> = view.requirements.iter().filter(|requirement| requirement.is_assessable).collect();
    let open = assessable.iter().filter(|requirement| requirement.answered_by.is_empty()).count();
    let may_weigh = user.ctx.may(Action::CatalogueChange, Resource::Municipality);
    let own_area = view.areas.iter().find(|area| area.code == wanted.omraade && area.origin == "own");
    html(&ListPage {
        layout: user.layout(Place::Catalogue, t.get("menu-catalogue")),
        heading: t.s2("catalogue-heading", "controls", view.controls.len(), "requirements", assessable.len()),
        lead: if open == 0 { t.get("catalogue-all-answered") } else { t.n("catalogue-not-answered", open) },
        may_weigh,
        own_area: own_area.filter(|_| may_weigh).map(|area| area.code.clone()),
        may_see_applicability: user.ctx.may(Action::ApplicabilityRead, Resource::Any),
        update_waits: view.update_waits && user.ctx.may(Action::ContentUpdate, Resource::Municipality),
        chips: chips(&view, lang, t.get("catalogue-own"), None),
        filter: vec![
            Input::line("search", "ord", t.get("organisation-search"), &wanted.ord),
            Input::select("omraade", t.get("catalogue-area"), &wanted.omraade, areas),
        ],
        rows,
        t,
    })
}
