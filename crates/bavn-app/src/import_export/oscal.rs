use super::{export::stored, oscal_facts};
use crate::{
    App, Context, Error, Result,
    action_plan::get_plan_view,
    catalogue::get_catalogue,
    gap_analysis::{AnalysisView, get_analysis, list_analysis_evidence},
    organisation::get_municipality,
};
use bavn_core::{
    ids::{AnalysisId, PlanId},
    import_export::oscal_export::{
        Header, OscalTexts, assessment_results, control_set_catalog, framework_catalog, mapping_collection,
        plan_of_action, scope_profile,
    },
};
use serde_json::Value;

/// The documents of OSCAL that Bavn writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OscalKind {
    /// The control set, or a framework.
    Catalog,
    /// The scope of an analysis.
    Profile,
    /// The answers of an analysis.
    AssessmentResults,
    /// An action plan.
    PlanOfAction,
    /// The mappings of controls to requirements.
    MappingCollection,
}

impl OscalKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Catalog, Self::Profile, Self::AssessmentResults, Self::PlanOfAction, Self::MappingCollection];

    /// The word for it on the command line and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Profile => "profile",
            Self::AssessmentResults => "assessment-results",
            Self::PlanOfAction => "poam",
            Self::MappingCollection => "mapping-collection",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The control set as an OSCAL catalog, or the framework with a key.
///
/// # Errors
/// [`Error::NotFound`] when there is no such framework or the actor may not read the control set, or the database failed.
pub async fn export_oscal_catalog(
    app: &App,
    ctx: &Context,
    framework: Option<&str>,
    texts: &OscalTexts,
) -> Result<Vec<u8>> {
    let catalogue = get_catalogue(app, ctx).await?;
    let header = header(app, ctx).await?;
    let set = oscal_facts::set_facts(&catalogue, texts.lang);
    match framework {
        None => written(&control_set_catalog(&header, texts, &set)),
        Some(key) => {
            let found = set.frameworks.iter().find(|framework| framework.key == key);
            written(&framework_catalog(&header, texts, found.ok_or(Error::NotFound { kind: "framework" })?))
        }
    }
}

/// The mappings of controls to requirements as an OSCAL mapping collection: all, or those to one framework.
///
/// # Errors
/// [`Error::NotFound`] when there is no such framework or nothing is mapped to it, or the actor may not read the control set; or the
/// database failed.
pub async fn export_oscal_mappings(
    app: &App,
    ctx: &Context,
    framework: Option<&str>,
    texts: &OscalTexts,
) -> Result<Vec<u8>> {
    let catalogue = get_catalogue(app, ctx).await?;
    let header = header(app, ctx).await?;
    let set = oscal_facts::set_facts(&catalogue, texts.lang);
    written(&mapping_collection(&header, texts, &set, framework).ok_or(Error::NotFound { kind: "mapping" })?)
}

/// The scope of an analysis as an OSCAL profile.
///
/// `scope` says in words what it covers.
///
/// # Errors
/// [`Error::NotFound`] when there is none or the actor may not read it, or the database failed.
pub async fn export_oscal_profile(
    app: &App,
    ctx: &Context,
    id: AnalysisId,
    texts: &OscalTexts,
    scope: impl FnOnce(&AnalysisView) -> String,
) -> Result<Vec<u8>> {
    let view = get_analysis(app, ctx, id).await?;
    let header = header(app, ctx).await?;
    let facts = oscal_facts::result_facts(&view, texts.lang, scope(&view), &Default::default(), stored);
    written(&scope_profile(&header, texts, &facts))
}

/// An analysis with its answers and evidence as OSCAL assessment results.
///
/// `scope` says in words what it covers.
///
/// # Errors
/// [`Error::NotFound`] when there is none or the actor may not read it, or the database failed.
pub async fn export_oscal_results(
    app: &App,
    ctx: &Context,
    id: AnalysisId,
    texts: &OscalTexts,
    scope: impl FnOnce(&AnalysisView) -> String,
) -> Result<Vec<u8>> {
    let view = get_analysis(app, ctx, id).await?;
    let evidence = list_analysis_evidence(app, ctx, id).await?;
    let header = header(app, ctx).await?;
    let facts = oscal_facts::result_facts(&view, texts.lang, scope(&view), &evidence, stored);
    written(&assessment_results(&header, texts, &facts))
}

/// An action plan, as far as the actor may read it, as an OSCAL plan of action and milestones.
///
/// # Errors
/// [`Error::NotFound`] when there is none, the actor may not read it, or it has no measures, which OSCAL has no way to say; or the
/// database failed.
pub async fn export_oscal_plan(app: &App, ctx: &Context, id: PlanId, texts: &OscalTexts) -> Result<Vec<u8>> {
    let view = get_plan_view(app, ctx, id).await?;
    let catalogue = crate::catalogue::load_view(app).await?;
    let header = header(app, ctx).await?;
    let facts = oscal_facts::plan_facts(&view, &catalogue, texts.lang);
    written(&plan_of_action(&header, texts, &facts).ok_or(Error::NotFound { kind: "measure" })?)
}

async fn header(app: &App, ctx: &Context) -> Result<Header> {
    let municipality = get_municipality(app).await?;
    Ok(Header { municipality: municipality.id.0, name: municipality.name, cvr: municipality.cvr, at: ctx.now() })
}

fn written(document: &Value) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(document)
        .map_err(|error| Error::System { what: "export", message: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}
