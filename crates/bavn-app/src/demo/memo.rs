use super::{Demo, files};
use crate::{
    App, Context, Error, Result,
    report::{NewReport, ReportContent, create_report, keep_version, update_draft},
};
use bavn_core::{
    lang::Lang,
    report::{MemoContent, ReportKind},
};

const FILE: &str = "demo/memo.toml";

/// The memo that goes with the newest analysis and the plan, kept as its first version.
pub(super) async fn load(app: &App, ctx: &Context, demo: &Demo) -> Result<()> {
    let memo: MemoContent = files::read(FILE)?;
    let analysis = demo.analyses.get("gap-2026").copied();
    let analysis = analysis.ok_or_else(|| Error::Content(format!("{FILE}: there is no analysis gap-2026")))?;
    let ctx = demo.coordinator_on(ctx, ctx.today());
    let new = NewReport { kind: ReportKind::Memo, analysis: Some(analysis), plan: demo.plan, lang: Lang::Da };
    let id = create_report(app, &ctx, new).await?;
    let report = update_draft(app, &ctx, id, 1, ReportContent::Memo(memo)).await?;
    keep_version(app, &ctx, id, report.version, "").await?;
    Ok(())
}
