use super::{
    dependency::all_links,
    list::linked_lines,
    load::{AssetKeys, find, find_by},
};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    asset::{
        Grade,
        graph::{Aspect, Edge, Graph, inherit},
    },
    ids::AssetId,
};
use std::collections::HashMap;

/// The grade asked of an asset in one aspect, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetDemand {
    /// What is graded.
    pub aspect: Aspect,
    /// The asset's own grade.
    pub own: Option<Grade>,
    /// The grade asked of it: its own, or the higher one of what stands on it.
    pub grade: Option<Grade>,
    /// Whether something that stands on it asks for more than its own grade.
    pub is_inherited: bool,
    /// The asset standing on it that asks; `None` when the actor may not read it.
    pub because: Option<(AssetId, String)>,
    /// The asset in which the demand begins; `None` when the actor may not read it.
    pub root: Option<(AssetId, String)>,
}

/// What is asked of an asset by itself and by all that stands on it, whoever may read that; names that the actor may not read are left out.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database failed.
pub async fn asset_demands(app: &App, ctx: &Context, id: AssetId) -> Result<Vec<AssetDemand>> {
    let asset = find(app.db().read(), id).await?;
    let permit = ctx.authorize_read(Action::AssetRead, asset.resource(), "asset")?;
    let (lines, links) = (linked_lines(app).await?, all_links(app.db().read()).await?);
    let place: HashMap<AssetId, usize> = lines.iter().enumerate().map(|(at, line)| (line.id, at)).collect();
    let edges = links.iter().filter_map(|link| {
        let dependency = &link.dependency;
        Some(Edge {
            from: *place.get(&dependency.asset)?,
            on: *place.get(&dependency.on)?,
            kind: dependency.kind,
            necessity: dependency.necessity,
            group: dependency.alternative_group,
        })
    });
    let graph = Graph::new(lines.len(), edges);
    let own = [asset.facts.criticality, asset.facts.confidentiality, asset.facts.integrity, asset.facts.availability];
    let here = place.get(&id).copied();
    let mut found = Vec::with_capacity(4);
    let mut reasons = Vec::new();
    for (at, aspect) in Aspect::ALL.into_iter().enumerate() {
        let grades: Vec<Option<Grade>> = lines.iter().map(|line| line.grades[at]).collect();
        let demand = here.map(|here| inherit(&graph, aspect, &grades)[here]).unwrap_or_default();
        let (because, root) = (demand.because.map(|at| lines[at].id), demand.root.map(|at| lines[at].id));
        reasons.extend(because.into_iter().chain(root));
        found.push((aspect, own[at], demand.grade.max(own[at]), because, root));
    }
    let read = ctx.authorize_read(permit.action(), Resource::Any, "asset")?;
    let seen = find_by(app.db().read(), &read, &AssetKeys::Ids(reasons)).await?;
    let named = |id: Option<AssetId>| {
        let asset = seen.iter().find(|asset| Some(asset.id) == id)?;
        Some((asset.id, asset.facts.name.clone()))
    };
    let demand = |(aspect, own, grade, because, root): (
        Aspect,
        Option<Grade>,
        Option<Grade>,
        Option<AssetId>,
        Option<AssetId>,
    )| AssetDemand {
        aspect,
        own,
        grade,
        is_inherited: because.is_some(),
        because: named(because),
        root: named(root),
    };
    Ok(found.into_iter().map(demand).collect())
}
