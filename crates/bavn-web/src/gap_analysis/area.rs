use super::parts::{Head, badge, decimals, heading, number, parse_id, without_score};
use crate::kit::{Layout, PageError, PageResult, Place, Tr, User, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::{Error, gap_analysis::get_analysis};
use bavn_core::access::Action;

struct TermRow {
    path: String,
    code: String,
    title: String,
    practice: String,
    paper: String,
    score: String,
    target: String,
    weight: String,
    product: String,
}

#[derive(Template)]
#[template(path = "gap_analysis/area.html")]
struct AreaPage {
    layout: Layout,
    t: Tr,
    head: Head,
    area: String,
    heading: String,
    lead: String,
    sum_title: String,
    rows: Vec<TermRow>,
    weight_sum: String,
    weighted_sum: String,
    sum: String,
    code: String,
    missing: usize,
    may_answer: bool,
}

pub(super) async fn show(user: User, Path((id, code)): Path<(String, String)>) -> PageResult {
    let t = user.t;
    let lang = t.lang();
    let view = get_analysis(&user.app, &user.ctx, parse_id(&id)?).await?;
    let missing_area = || PageError::Operation(Error::NotFound { kind: "area" });
    let (area, result) = view.area_by_code(&code).ok_or_else(missing_area)?;
    let head = Head::new(&view, "overview");
    let title = area.title.get(lang).to_owned();
    let heading = heading(t, &title, result.score(), result.target());
    let rows = result.controls.iter().map(|control| {
        let standing = &control.standing;
        let titles = view.catalogue.control(control.id);
        TermRow {
            path: format!("{}/kontrol/{}", head.path, control.code),
            code: control.code.clone(),
            title: titles.map(|control| control.title.get(lang).to_owned()).unwrap_or_default(),
            practice: badge(t, standing.implementation()),
            paper: badge(t, standing.documentation()),
            score: if control.score.is_some() { badge(t, control.score) } else { without_score(t, standing) },
            target: control.target.to_string(),
            weight: control.weight.to_string(),
            product: match control.score {
                Some(score) => (u32::from(control.weight.get()) * u32::from(score.get())).to_string(),
                None => t.get("gap-not-counted"),
            },
        }
    });
    let sum = result.score.as_ref().map(|mean| {
        t.with(
            "gap-area-sum",
            &[
                ("sum", decimals(lang, mean.weighted_sum)),
                ("weights", mean.weight_sum.to_string()),
                ("exact", decimals(lang, mean.value.fraction())),
                ("shown", number(lang, Some(mean.value))),
            ],
        )
    });
    let counts = result.counts;
    let page = AreaPage {
        layout: user.layout(Place::GapAnalysis, heading.clone()),
        t,
        lead: t.with(
            "gap-area-lead",
            &[
                ("n", counts.assessed.to_string()),
                ("m", counts.relevant.to_string()),
                ("weight", result.weight.to_string()),
            ],
        ),
        sum_title: match result.score() {
            Some(score) => t.s("gap-sum-title", "shown", number(lang, Some(score))),
            None => t.get("gap-controls"),
        },
        rows: rows.collect(),
        weight_sum: result.score.as_ref().map(|mean| mean.weight_sum.to_string()).unwrap_or_default(),
        weighted_sum: result.score.as_ref().map(|mean| decimals(lang, mean.weighted_sum)).unwrap_or_default(),
        sum: sum.unwrap_or_default(),
        code: area.code.clone(),
        missing: counts.relevant - counts.assessed,
        may_answer: view.analysis.is_open() && user.ctx.may(Action::AnswerRecord, view.analysis.resource()),
        area: title,
        heading,
        head,
    };
    html(&page)
}
