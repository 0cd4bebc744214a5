//! The years before, for the reference municipality.

use super::Demo;
use crate::{
    App, Context, Result,
    catalogue::load_view,
    gap_analysis::{AnalysisDraft, AnswerChange, AnswerDraft, complete_analysis, create_analysis, record_answers},
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    gap_analysis::Level,
};
use bavn_db::audit::event;
use sea_orm::{EntityTrait as _, QueryOrder as _, QuerySelect as _};
use time::{Date, Duration, Month, macros::date};

/// The years of the analyses.
const YEARS: std::ops::RangeInclusive<i32> = 2020..=2024;
/// Records in the log when all is in.
const RECORDS: i64 = 100_000;
/// Records stored in one transaction.
const BATCH: i64 = 500;

/// Numbers that look random and are the same each time (xorshift, Marsaglia 2003).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound.max(1)
    }
}

/// A completed analysis over every control for each year, a little better each time.
pub(super) async fn load(app: &App, ctx: &Context, demo: &Demo) -> Result<()> {
    let catalogue = load_view(app).await?;
    let mut seeded = Seeded(0x0B4F_2026);
    let mut previous_id = None;
    for year in YEARS {
        let assessed_on = Date::from_calendar_date(year, Month::October, 12).unwrap_or(ctx.today());
        let ctx = demo.coordinator_on(ctx, assessed_on);
        let draft = AnalysisDraft { previous_id, ..AnalysisDraft::new(format!("Gap-analyse {year}"), assessed_on) };
        let id = create_analysis(app, &ctx, draft).await?;
        let levels = u64::try_from(year - 2017).unwrap_or(3) / 2 + 1;
        let mut changes = Vec::with_capacity(catalogue.controls.len());
        for control in &catalogue.controls {
            let mut level = || Level::from_i64(i64::try_from(seeded.below(levels)).unwrap_or(0)).ok();
            let edit = AnswerDraft {
                documentation: level(),
                implementation: level(),
                is_relevant: true,
                reason: String::new(),
                target: None,
                note: format!("Vurderet på møde i oktober {year}."),
                finding: String::new(),
            };
            changes.push(AnswerChange { control: control.id, version: None, edit: edit.into() });
        }
        record_answers(app, &ctx, id, &changes, "record").await?;
        complete_analysis(app, &ctx, id, 1).await?;
        previous_id = Some(id);
    }
    Ok(())
}

/// Sign-ins of the coordinator until the log has [`RECORDS`] records.
pub(super) async fn fill_log(app: &App, ctx: &Context, demo: &Demo) -> Result<()> {
    let last: Option<i64> = event::Entity::find()
        .select_only()
        .column(event::Column::Sequence)
        .order_by_desc(event::Column::Sequence)
        .into_tuple()
        .one(app.db().read())
        .await?;
    let mut missing = RECORDS - last.unwrap_or(0);
    let mut day = date!(2020 - 01 - 06);
    while missing > 0 {
        let ctx = demo.coordinator_on(ctx, day);
        let permit = ctx.authorize(Action::OwnAccountChange, Resource::Municipality)?;
        let account = ctx.actor().account_id().map(|id| id.0);
        let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
        for _ in 0..missing.min(BATCH) {
            tx.record(AuditEvent::new(&permit, "sign_in", "account", account));
        }
        tx.commit_recorded().await?;
        missing -= BATCH;
        day += Duration::days(12);
    }
    Ok(())
}
