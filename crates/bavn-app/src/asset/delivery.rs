//! What stands on what, for those who ask what falls with something outside the register of assets.

use super::{
    dependency::all_links,
    list::{AssetLine, delivered_lines},
};
use crate::Result;
use bavn_core::{
    asset::graph::{Edge, Graph},
    ids::AssetId,
};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// The assets in use that stand on something, on which something stands, or that somebody delivers; whoever asks.
pub(crate) struct Delivery {
    /// The assets; their places are those of the graph.
    pub(crate) lines: Vec<AssetLine>,
    pub(crate) graph: Graph,
    places: HashMap<AssetId, usize>,
}

impl Delivery {
    /// Two statements.
    pub(crate) async fn load(conn: &impl ConnectionTrait) -> Result<Self> {
        let lines = delivered_lines(conn).await?;
        let places: HashMap<AssetId, usize> = lines.iter().enumerate().map(|(at, line)| (line.id, at)).collect();
        let links = all_links(conn).await?;
        let edges = links.iter().filter_map(|link| {
            let dependency = &link.dependency;
            Some(Edge {
                from: *places.get(&dependency.asset)?,
                on: *places.get(&dependency.on)?,
                kind: dependency.kind,
                necessity: dependency.necessity,
                group: dependency.alternative_group,
            })
        });
        let graph = Graph::new(lines.len(), edges);
        Ok(Self { lines, graph, places })
    }

    /// The place of an asset; nothing when it is out of use.
    pub(crate) fn place(&self, id: AssetId) -> Option<usize> {
        self.places.get(&id).copied()
    }
}
