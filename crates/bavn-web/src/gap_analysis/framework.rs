use super::parts::{Head, badge, heading, number, parse_id};
use crate::kit::{Layout, PageError, PageResult, Place, Tr, User, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::{Error, gap_analysis::get_analysis};

/// A control that answers a requirement.
struct LinkView {
    path: String,
    code: String,
    title: String,
    badge: String,
    coverage: &'static str,
}

struct RequirementRow {
    reference: String,
    title: String,
    is_heading: bool,
    level: String,
    target: String,
    links: Vec<LinkView>,
}

#[derive(Template)]
#[template(path = "gap_analysis/framework.html")]
struct FrameworkPage {
    layout: Layout,
    t: Tr,
    head: Head,
    framework: String,
    address: String,
    heading: String,
    lead: String,
    rows: Vec<RequirementRow>,
}

pub(super) async fn show(user: User, Path((id, key)): Path<(String, String)>) -> PageResult {
    let t = user.t;
    let lang = t.lang();
    let view = get_analysis(&user.app, &user.ctx, parse_id(&id)?).await?;
    let missing = || PageError::Operation(Error::NotFound { kind: "framework" });
    let framework = view.catalogue.frameworks.iter().find(|framework| framework.key == key).ok_or_else(missing)?;
    let result = view.frameworks()?.into_iter().find(|result| result.key == key).ok_or_else(missing)?;
    let head = Head::new(&view, "overview");
    let rows = view.catalogue.requirements[framework.requirements.clone()].iter().zip(&result.requirements);
    let rows = rows.map(|(requirement, result)| RequirementRow {
        reference: requirement.reference.clone(),
        title: requirement.title.get(lang).to_owned(),
        is_heading: !requirement.is_assessable,
        level: number(lang, result.level.as_ref().map(|mean| mean.value)),
        target: number(lang, result.target.as_ref().map(|mean| mean.value)),
        links: requirement
            .answered_by
            .iter()
            .filter_map(|(control, mapping)| {
                let control = &view.catalogue.controls[*control];
                let answer = view.answer(control.id)?;
                Some(LinkView {
                    path: format!("{}/kontrol/{}", head.path, control.code),
                    code: control.code.clone(),
                    title: control.title.get(lang).to_owned(),
                    badge: badge(t, answer.standing().score()),
                    coverage: control.mappings[*mapping].coverage.key(),
                })
            })
            .collect(),
    });
    let title = framework.short_title.get(lang).to_owned();
    let target = result.target.as_ref().map(|mean| mean.value);
    let heading = heading(t, &title, result.score(), target);
    let page = FrameworkPage {
        layout: user.layout(Place::GapAnalysis, heading.clone()),
        t,
        lead: t.s2("gap-framework-lead", "n", result.counts.with_level, "m", result.counts.requirements),
        rows: rows.collect(),
        framework: title,
        address: format!("{}/ramme/{key}", head.path),
        heading,
        head,
    };
    html(&page)
}
