use super::parts::{number, path};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    catalogue::get_catalogue,
    gap_analysis::{AnalysisSummary, list_analyses},
    page::{Page, PageRequest},
};
use bavn_core::access::{Action, Resource};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "gap_analysis/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    lead: String,
    page: Page<AnalysisSummary>,
    may_begin: bool,
}

#[derive(Template)]
#[template(path = "gap_analysis/empty.html")]
struct EmptyPage {
    layout: Layout,
    t: Tr,
    controls: usize,
    may_begin: bool,
}

impl ListPage {
    fn score(&self, row: &AnalysisSummary) -> String {
        number(self.t.lang(), row.score)
    }

    fn target(&self, row: &AnalysisSummary) -> String {
        number(self.t.lang(), row.target)
    }

    fn date(&self, row: &AnalysisSummary) -> String {
        format::date(self.t.lang(), row.analysis.assessed_on)
    }

    fn path(&self, row: &AnalysisSummary) -> String {
        path(row.analysis.id)
    }

    fn assessed(&self, row: &AnalysisSummary) -> String {
        self.t.s2("gap-of", "n", row.counts.assessed, "m", row.counts.relevant)
    }

    /// The newest analysis that can be answered.
    fn open(&self) -> Option<&AnalysisSummary> {
        self.page.rows.iter().find(|row| row.analysis.is_open())
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    side: Option<u64>,
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let page = list_analyses(app, ctx, PageRequest::new(wanted.side.unwrap_or(1), 50)).await?;
    let may_begin = ctx.may(Action::AnalysisChange, Resource::Any);
    let layout = |title: String| user.layout(Place::GapAnalysis, title);
    let Some(newest) = page.rows.first() else {
        let controls = get_catalogue(app, ctx).await?.controls.len();
        return html(&EmptyPage { layout: layout(t.get("menu-gap-analysis")), t, controls, may_begin });
    };
    let missing = newest.counts.relevant - newest.counts.assessed;
    let title = &newest.analysis.title;
    let heading = match (newest.analysis.is_open(), missing) {
        (true, 0) => t.s("gap-list-all-answered", "title", title),
        (true, missing) => t.s2("gap-list-missing", "n", missing, "title", title),
        (false, _) => t.s("gap-list-completed", "title", title),
    };
    let lead = t.with(
        "gap-list-lead",
        &[
            ("score", number(t.lang(), newest.score)),
            ("n", newest.counts.assessed.to_string()),
            ("m", newest.counts.relevant.to_string()),
        ],
    );
    html(&ListPage { layout: layout(heading.clone()), t, heading, lead, page, may_begin })
}
