use super::{
    super::{
        AnalysisView, Evidence,
        entity::applicability_statement,
        frameworks::framework_input,
        {get_analysis, latest_analysis, list_analysis_evidence},
    },
    KIND, OwnStatement, Statement, StatementLine,
    laws::laws_behind,
};
use crate::{
    App, Context, Error, Result,
    catalogue::{CatalogueView, ControlView, FrameworkView, MappingView, RequirementView, load_view, requirement},
};
use bavn_core::{
    access::{Action, Resource},
    gap_analysis::{
        FrameworkResult, RequirementResult, StatementCounts, StatementEntry, StatementInput, StatementRow,
        framework_view, is_of_annex,
    },
    ids::{AnalysisId, ControlId, FrameworkId, RequirementId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect as _, QueryTrait as _};
use std::collections::{HashMap, HashSet};

/// The statement of applicability of a framework, with the states of an analysis: the one that is named, or else the newest one of the
/// whole municipality. Without any analysis nothing has a state.
///
/// # Errors
/// [`Error::NotFound`] when there is no such framework, it has no requirements, there is no such analysis, or the actor may not read
/// it for the whole municipality; or the database failed.
pub async fn get_statement(
    app: &App,
    ctx: &Context,
    framework: &str,
    analysis: Option<AnalysisId>,
) -> Result<Statement> {
    let _ = ctx.authorize_read(Action::ApplicabilityRead, Resource::Municipality, KIND)?;
    let view = match analysis {
        Some(id) => Some(get_analysis(app, ctx, id).await?),
        None => latest_analysis(app, ctx).await?,
    };
    let evidence = match &view {
        Some(view) => list_analysis_evidence(app, ctx, view.analysis.id).await?,
        None => HashMap::new(),
    };
    let catalogue = match &view {
        Some(view) => view.catalogue.clone(),
        None => load_view(app).await?,
    };
    let place = place_of(&catalogue, framework)?;
    let rows = rows_of(app.db().read(), catalogue.frameworks[place].id).await?;
    let result = view.as_ref().map(|view| result_of(view, &catalogue.frameworks[place])).transpose()?;
    let lines: Vec<StatementLine> = stated(&catalogue, &catalogue.frameworks[place])
        .into_iter()
        .map(|requirement| {
            let offset = requirement - catalogue.frameworks[place].requirements.start;
            let result = result.as_ref().and_then(|result| result.requirements.get(offset));
            line(&catalogue, requirement, view.as_ref(), result, &rows, &evidence)
        })
        .collect();
    Ok(Statement {
        framework: place,
        counts: StatementCounts::of(lines.iter().map(|line| &line.row)),
        revision: lines.iter().map(StatementLine::version).sum(),
        lines,
        unit_name: view.as_ref().and_then(|view| view.unit_name.clone()),
        analysis: view.map(|view| view.analysis),
        catalogue,
    })
}

/// A framework that something can be stated of, by its place.
pub(super) fn place_of(catalogue: &CatalogueView, key: &str) -> Result<usize> {
    let place = catalogue.frameworks.iter().position(|framework| framework.key == key);
    let place = place.filter(|place| !stated(catalogue, &catalogue.frameworks[*place]).is_empty());
    place.ok_or(Error::NotFound { kind: "framework" })
}

/// The places of the requirements that are stated: all demands, or where there is an annex of controls, those of the annex.
pub(super) fn stated(catalogue: &CatalogueView, framework: &FrameworkView) -> Vec<usize> {
    let own = framework.requirements.clone();
    let assessable: Vec<usize> = own.filter(|place| catalogue.requirements[*place].is_assessable).collect();
    let annex = assessable.iter().copied().filter(|place| is_of_annex(&catalogue.requirements[*place].reference));
    let annex: Vec<usize> = annex.collect();
    if annex.is_empty() { assessable } else { annex }
}

/// What was said of the requirements of a framework.
pub(super) async fn rows_of(
    conn: &impl ConnectionTrait,
    framework: FrameworkId,
) -> Result<HashMap<RequirementId, applicability_statement::Model>> {
    let own = requirement::Entity::find()
        .select_only()
        .column(requirement::Column::Id)
        .filter(requirement::Column::FrameworkId.eq(framework.0))
        .filter(requirement::Column::ArchivedAt.is_null())
        .into_query();
    let rows = applicability_statement::Entity::find()
        .filter(applicability_statement::Column::RequirementId.in_subquery(own))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.requirement_id.into(), row)).collect())
}

fn result_of(view: &AnalysisView, framework: &FrameworkView) -> Result<FrameworkResult> {
    let input = framework_input(&view.catalogue, framework, &view.direct);
    let result = framework_view(&[input], &view.evaluation)?.pop();
    result.ok_or(Error::NotFound { kind: "framework" })
}

fn line(
    catalogue: &CatalogueView,
    place: usize,
    view: Option<&AnalysisView>,
    result: Option<&RequirementResult>,
    rows: &HashMap<RequirementId, applicability_statement::Model>,
    evidence: &HashMap<ControlId, Vec<Evidence>>,
) -> StatementLine {
    let requirement = &catalogue.requirements[place];
    let controls = answering(catalogue, requirement, view);
    let laws = laws_behind(catalogue, requirement, &controls);
    let score = |control: &ControlView| view?.answer(control.id)?.standing().score();
    let mut seen = HashSet::new();
    let shown = controls.iter().filter_map(|(control, _)| evidence.get(&control.id)).flatten();
    let shown = shown.filter(|piece| seen.insert(piece.title.as_str())).map(|piece| piece.title.clone()).collect();
    let own = rows.get(&requirement.id);
    let entry = own.map(|row| StatementEntry { is_included: row.is_included, reason: row.reason.clone() });
    let row = StatementRow::of(StatementInput {
        entry: entry.as_ref(),
        result,
        is_demanded: !laws.is_empty(),
        is_treated: !controls.is_empty(),
    });
    StatementLine {
        requirement: place,
        heading: heading_of(catalogue, place),
        row,
        own: own.map(|row| OwnStatement {
            updated_at: row.updated_at,
            updated_by: row.updated_by.clone(),
            version: row.version,
        }),
        controls: controls.into_iter().map(|(control, _)| (control.id, score(control))).collect(),
        evidence: shown,
        laws,
    }
}

/// The controls that answer a requirement: those that are relevant in the analysis, also ones that have gone out of use since; without an
/// analysis those in use.
fn answering<'a>(
    catalogue: &'a CatalogueView,
    requirement: &'a RequirementView,
    view: Option<&AnalysisView>,
) -> Vec<(&'a ControlView, &'a MappingView)> {
    let live = requirement.answered_by.iter().map(|(control, mapping)| (&catalogue.controls[*control], *mapping));
    let before = requirement.answered_before.iter();
    let before = before.map(|(control, mapping)| (&catalogue.retired[*control], *mapping));
    let counts = |control: &ControlView| match view {
        Some(view) => view.answer(control.id).is_some_and(|answer| answer.standing().is_relevant()),
        None => catalogue.is_live(control.id),
    };
    let counted = live.chain(before).filter(|(control, _)| counts(control));
    counted.map(|(control, mapping)| (control, &control.mappings[mapping])).collect()
}

/// The nearest heading above a requirement.
fn heading_of(catalogue: &CatalogueView, place: usize) -> Option<usize> {
    let mut above = catalogue.requirements[place].parent;
    while let Some(parent) = above {
        if !catalogue.requirements[parent].is_assessable {
            return Some(parent);
        }
        above = catalogue.requirements[parent].parent;
    }
    None
}
