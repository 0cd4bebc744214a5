use super::{ReportFigures, memo_data, plan_data};
use crate::{
    App, Context, Error, Result,
    action_plan::{PlanView, get_plan_view},
    gap_analysis::{AnalysisView, get_analysis},
};
use bavn_core::{
    ids::{AnalysisId, PlanId},
    lang::Lang,
    report::ReportKind,
};

/// The analysis and the plan behind a report, read for the actor.
pub(super) struct Sources {
    pub(super) analysis: Option<AnalysisView>,
    pub(super) plan: Option<PlanView>,
}

impl Sources {
    pub(super) async fn load(
        app: &App,
        ctx: &Context,
        analysis: Option<AnalysisId>,
        plan: Option<PlanId>,
    ) -> Result<Self> {
        let analysis = match analysis {
            Some(id) => Some(get_analysis(app, ctx, id).await?),
            None => None,
        };
        let plan = match plan {
            Some(id) => Some(get_plan_view(app, ctx, id).await?),
            None => None,
        };
        Ok(Self { analysis, plan })
    }

    pub(super) fn analysis(&self) -> Result<&AnalysisView> {
        self.analysis.as_ref().ok_or(Error::NotFound { kind: "analysis" })
    }

    pub(super) fn plan(&self) -> Result<&PlanView> {
        self.plan.as_ref().ok_or(Error::NotFound { kind: "plan" })
    }

    pub(super) async fn figures(
        &self,
        app: &App,
        ctx: &Context,
        kind: ReportKind,
        lang: Lang,
    ) -> Result<ReportFigures> {
        Ok(match kind {
            ReportKind::Memo => ReportFigures::Memo(
                memo_data::memo_figures(app, ctx, lang, self.analysis()?, self.plan.as_ref()).await?,
            ),
            ReportKind::Plan => ReportFigures::Plan(
                plan_data::plan_figures(app, ctx, lang, self.plan()?, self.analysis.as_ref()).await?,
            ),
        })
    }
}

/// The figures as they are now: those that a version kept now would freeze.
///
/// # Errors
/// [`Error::NotFound`] when the analysis or the plan behind the report is missing or the actor may not read it, or the database
/// failed.
pub async fn report_figures(
    app: &App,
    ctx: &Context,
    kind: ReportKind,
    lang: Lang,
    analysis: Option<AnalysisId>,
    plan: Option<PlanId>,
) -> Result<ReportFigures> {
    Sources::load(app, ctx, analysis, plan).await?.figures(app, ctx, kind, lang).await
}
