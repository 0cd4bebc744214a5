//! The action plan through its operations, on each engine.

mod rights;
mod rules;
mod views;

use bavn_app::{
    App, Context,
    action_plan::{PlanDraft, create_plan},
    measure::MeasureDraft,
};
use bavn_core::{ids::PlanId, measure::Phase};
use time::macros::date;

pub async fn plan(app: &App, ctx: &Context) -> PlanId {
    let draft = PlanDraft {
        title: "Handleplan 2026-2029".into(),
        note: String::new(),
        starts_on: date!(2026 - 09 - 01),
        ends_on: date!(2029 - 12 - 31),
        is_current: true,
    };
    create_plan(app, ctx, draft).await.unwrap()
}

pub fn draft(title: &str) -> MeasureDraft {
    MeasureDraft { title: title.into(), phase: Some(Phase::Months3To6), ..MeasureDraft::default() }
}
