//! The start page: what waits for me, where do we stand, what is late.

use crate::kit::{Access, Layout, PageResult, Place, Routes, Tr, User, html};
use askama::Template;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/", Access::SignedIn, show)
}

#[derive(Template)]
#[template(path = "overview/overview.html")]
struct OverviewPage {
    layout: Layout,
    t: Tr,
}

async fn show(user: User) -> PageResult {
    html(&OverviewPage { layout: user.layout(Place::Overview, user.t.get("menu-overview")), t: user.t })
}
