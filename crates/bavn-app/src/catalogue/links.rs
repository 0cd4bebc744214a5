use super::{
    CatalogueView,
    entity::{library, requirement_link},
};
use crate::Result;
use bavn_core::catalogue::Relation;
use bavn_db::DbError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// What an imported mapping set says of two requirements.
#[derive(Clone, Debug)]
pub struct LinkView {
    /// The first requirement, as a place in [`CatalogueView::requirements`].
    pub source: usize,
    /// The second requirement, as a place in [`CatalogueView::requirements`].
    pub target: usize,
    /// How the first stands to the second.
    pub relation: Relation,
    /// How strong the link is, as its maker wrote; may be empty.
    pub strength: String,
    /// Why, as its maker wrote; may be empty.
    pub rationale: String,
    /// The name of the file that it came in.
    pub library: Arc<str>,
}

/// The links between requirements in use, by the places of both frameworks.
pub(super) async fn read(
    conn: &impl ConnectionTrait,
    view: &CatalogueView,
) -> Result<HashMap<(usize, usize), Vec<LinkView>>> {
    // The documents of libraries are large: only their names are read.
    let titles: Vec<(Uuid, String)> = library::Entity::find()
        .select_only()
        .column(library::Column::Id)
        .column(library::Column::Title)
        .filter(library::Column::ArchivedAt.is_null())
        .into_tuple()
        .all(conn)
        .await?;
    let titles: HashMap<Uuid, Arc<str>> = titles.into_iter().map(|(id, title)| (id, title.into())).collect();
    let rows = requirement_link::Entity::find()
        .order_by_asc(requirement_link::Column::LibraryId)
        .order_by_asc(requirement_link::Column::SetUrn)
        .all(conn)
        .await?;
    let mut links: HashMap<(usize, usize), Vec<LinkView>> = HashMap::new();
    for row in rows {
        let ends = view.place_of(row.source_id.into()).zip(view.place_of(row.target_id.into()));
        let (Some((source, target)), Some(library)) = (ends, titles.get(&row.library_id)) else {
            continue; // an end, or the library, is archived
        };
        let relation = Relation::from_key(&row.relation).ok_or_else(|| DbError::UnknownValue {
            table: "requirement_link",
            column: "relation",
            value: row.relation,
        })?;
        let frameworks = (view.requirements[source].framework, view.requirements[target].framework);
        links.entry(frameworks).or_default().push(LinkView {
            source,
            target,
            relation,
            strength: row.strength,
            rationale: row.rationale,
            library: Arc::clone(library),
        });
    }
    for own in links.values_mut() {
        own.sort_by_key(|link| (link.source, link.target));
    }
    Ok(links)
}
