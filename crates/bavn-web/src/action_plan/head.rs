//! The tabs above the pages of a plan.

use bavn_app::action_plan::PlanView;

/// What stands above the page.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) edit: Option<String>,
    pub(super) oscal: String,
    tab: &'static str,
}

impl Head {
    pub(super) fn new(view: &PlanView, tab: &'static str, may_change: bool) -> Self {
        let edit = may_change.then(|| format!("/handleplan/plan/{}/rediger", view.plan.id));
        let oscal = format!("/handleplan/plan/{}/oscal", view.plan.id);
        Self { title: view.plan.title.clone(), edit, oscal, tab }
    }

    /// Key and address of each tab.
    pub(super) const fn tabs(&self) -> [(&'static str, &'static str); 5] {
        [
            ("list", "/handleplan"),
            ("board", "/handleplan/tavle"),
            ("gantt", "/handleplan/gantt"),
            ("economy", "/handleplan/oekonomi"),
            ("projection", "/handleplan/fremskrivning"),
        ]
    }

    pub(super) fn is_at(&self, key: &str) -> bool {
        self.tab == key
    }
}
