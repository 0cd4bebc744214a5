//! Mappings: those of a file, and those of files that were here before one of their frameworks was.

use super::{Incoming, IncomingPair, LibraryDiff};
use crate::{
    Result,
    catalogue::{library, requirement_link},
};
use bavn_core::{
    catalogue::Relation,
    import_export::library::{Library, urn_key},
};
use bavn_db::DbError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The mappings of a library that say that there is a relation.
pub(crate) fn pairs_of(library: &Library) -> Vec<IncomingPair> {
    let mut pairs = Vec::new();
    for set in &library.objects.requirement_mapping_sets {
        for pair in &set.requirement_mappings {
            let relation = match pair.relationship.as_str() {
                "equal" => Relation::Equal,
                "subset" => Relation::SubsetOf,
                "superset" => Relation::SupersetOf,
                "intersect" => Relation::Intersects,
                _ => continue,
            };
            pairs.push(IncomingPair {
                set_urn: urn_key(&set.urn),
                source: urn_key(&pair.source_requirement_urn),
                target: urn_key(&pair.target_requirement_urn),
                relation,
                strength: match &pair.strength_of_relationship {
                    Some(Value::String(text)) => text.clone(),
                    Some(Value::Null) | None => String::new(),
                    Some(other) => other.to_string(),
                },
                rationale: pair.rationale.clone().unwrap_or_default(),
            });
        }
    }
    pairs
}

/// The mappings that both ends are known of, each once.
pub(super) fn links(
    library_id: Uuid,
    pairs: &[IncomingPair],
    known: &HashMap<String, Uuid>,
) -> Vec<requirement_link::Model> {
    let mut seen = HashSet::new();
    let mut links = Vec::new();
    for pair in pairs {
        if let (Some(&source_id), Some(&target_id)) = (known.get(&pair.source), known.get(&pair.target))
            && seen.insert((pair.set_urn.as_str(), source_id, target_id))
        {
            links.push(requirement_link::Model {
                library_id,
                set_urn: pair.set_urn.clone(),
                source_id,
                target_id,
                relation: pair.relation.key().to_owned(),
                strength: pair.strength.clone(),
                rationale: pair.rationale.clone(),
            });
        }
    }
    links
}

/// The links of a library that is here already, as they are with the frameworks that come.
pub(super) struct Relinked {
    pub(super) library_id: Uuid,
    pub(super) links: Vec<requirement_link::Model>,
    pub(super) diff: LibraryDiff,
}

/// The libraries that are here and not among those that come, whose mappings have other ends by `known` than are stored.
pub(super) async fn relinked(
    conn: &impl ConnectionTrait,
    incoming: &[Incoming],
    known: &HashMap<String, Uuid>,
) -> Result<Vec<Relinked>> {
    let counts: Vec<(Uuid, i64)> = requirement_link::Entity::find()
        .select_only()
        .column(requirement_link::Column::LibraryId)
        .column_as(requirement_link::Column::SourceId.count(), "links")
        .group_by(requirement_link::Column::LibraryId)
        .into_tuple()
        .all(conn)
        .await?;
    let counts: HashMap<Uuid, i64> = counts.into_iter().collect();
    let rows = library::Entity::find()
        .filter(library::Column::ArchivedAt.is_null())
        .filter(library::Column::Urn.is_not_in(incoming.iter().map(|one| one.urn.as_str())))
        // As the document is written: without blanks, and left out when there are none.
        .filter(library::Column::Document.contains("\"requirement_mapping_sets\":[{"))
        .order_by_asc(library::Column::Urn)
        .all(conn)
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let stored: Library = serde_json::from_str(&row.document).map_err(|_| DbError::UnknownValue {
            table: "library",
            column: "document",
            value: row.urn.clone(),
        })?;
        let pairs = pairs_of(&stored);
        let links = links(row.id, &pairs, known);
        if i64::try_from(links.len()).ok() == Some(counts.get(&row.id).copied().unwrap_or(0)) {
            continue;
        }
        let diff = LibraryDiff {
            urn: row.urn,
            title: row.title,
            stored_edition: Some(row.edition.clone()),
            edition: row.edition,
            links: links.len(),
            ignored_links: pairs.len() - links.len(),
            ..LibraryDiff::default()
        };
        found.push(Relinked { library_id: row.id, links, diff });
    }
    Ok(found)
}
