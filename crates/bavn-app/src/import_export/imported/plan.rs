use super::{FrameworkDiff, Incoming, LibraryDiff, pairs, requirements};
use crate::{
    Context, Result,
    catalogue::{framework, library, requirement, requirement_link},
};
use bavn_core::import_export::library::AdoptedFramework;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Everything that is to be written, and what it changes.
pub(crate) struct Plan {
    pub(super) libraries: Vec<library::Model>,
    pub(super) frameworks: Vec<framework::Model>,
    /// Rows whose reference must be given up before others take it.
    pub(super) freed: Vec<requirement::Model>,
    /// New and changed rows, parents first.
    pub(super) requirements: Vec<requirement::Model>,
    pub(super) archived: Vec<Uuid>,
    pub(super) archived_frameworks: Vec<Uuid>,
    pub(super) links: Vec<requirement_link::Model>,
    /// Libraries that were here, whose links are written anew.
    pub(super) relinked: Vec<Uuid>,
    pub(crate) diffs: Vec<LibraryDiff>,
}

impl Plan {
    /// Whether there is anything to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.libraries.is_empty()
    }
}

/// The URNs of all requirements in use.
pub(crate) async fn known_urns(conn: &impl ConnectionTrait) -> Result<HashMap<String, Uuid>> {
    let rows: Vec<(String, Uuid)> = requirement::Entity::find()
        .select_only()
        .column(requirement::Column::Urn)
        .column(requirement::Column::Id)
        .filter(requirement::Column::Urn.is_not_null())
        .filter(requirement::Column::ArchivedAt.is_null())
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Works out what taking in these files changes. Nothing is written.
pub(crate) async fn plan(conn: &impl ConnectionTrait, ctx: &Context, incoming: &[Incoming]) -> Result<Plan> {
    let urns: BTreeSet<&str> = incoming.iter().map(|one| one.urn.as_str()).collect();
    let mut stored: HashMap<String, library::Model> = library::Entity::find()
        .filter(library::Column::Urn.is_in(urns))
        .all(conn)
        .await?
        .into_iter()
        .map(|row| (row.urn.clone(), row))
        .collect();
    let frameworks = framework::Entity::find().all(conn).await?;
    let mut known = Known::new(frameworks);
    let wanted: HashSet<&str> =
        incoming.iter().flat_map(|one| &one.frameworks).map(|framework| framework.urn.as_str()).collect();
    let ids: Vec<Uuid> =
        known.by_urn.iter().filter(|(urn, _)| wanted.contains(urn.as_str())).map(|(_, row)| row.id).collect();
    let mut rows: HashMap<Uuid, Vec<requirement::Model>> = HashMap::new();
    for row in requirement::Entity::find().filter(requirement::Column::FrameworkId.is_in(ids)).all(conn).await? {
        rows.entry(row.framework_id).or_default().push(row);
    }
    let mut plan = Plan {
        libraries: Vec::new(),
        frameworks: Vec::new(),
        freed: Vec::new(),
        requirements: Vec::new(),
        archived: Vec::new(),
        archived_frameworks: Vec::new(),
        links: Vec::new(),
        relinked: Vec::new(),
        diffs: Vec::new(),
    };
    let mut links = known_urns(conn).await?;
    for one in incoming {
        library_plan(ctx, one, stored.remove(&one.urn), &mut known, &mut rows, &mut links, &mut plan)?;
    }
    for (place, one) in incoming.iter().enumerate() {
        links_plan(one, place, &links, &mut plan);
    }
    if !plan.frameworks.is_empty() {
        for own in pairs::relinked(conn, incoming, &links).await? {
            plan.relinked.push(own.library_id);
            plan.links.extend(own.links);
            plan.diffs.push(own.diff);
        }
    }
    // Lowest first: a parent is there before what lies under it. Sorting keeps the order of equals.
    plan.archived.sort();
    Ok(plan)
}

struct Known {
    by_urn: BTreeMap<String, framework::Model>,
    keys: HashSet<String>,
    next_position: i32,
}

impl Known {
    fn new(rows: Vec<framework::Model>) -> Self {
        let keys = rows.iter().map(|row| row.key.clone()).collect();
        // Frameworks of others come after ours.
        let next_position = rows.iter().map(|row| row.position).max().unwrap_or(0).max(1000) + 1;
        let by_urn = rows.into_iter().filter_map(|row| Some((row.urn.clone()?, row))).collect();
        Self { by_urn, keys, next_position }
    }

    fn key(&mut self, urn: &str) -> String {
        let last = urn.rsplit(':').next().unwrap_or_default();
        let mut key: String = last
            .chars()
            .map(|found| if found.is_ascii_alphanumeric() || found == '.' { found.to_ascii_lowercase() } else { '-' })
            .take(60)
            .collect();
        if key.trim_matches(['-', '.']).is_empty() {
            key = String::from("ramme");
        }
        let mut unique = key.clone();
        let mut number = 2_usize;
        while !self.keys.insert(unique.clone()) {
            unique = format!("{key}-{number}");
            number += 1;
        }
        unique
    }
}

fn library_plan(
    ctx: &Context,
    one: &Incoming,
    stored: Option<library::Model>,
    known: &mut Known,
    rows: &mut HashMap<Uuid, Vec<requirement::Model>>,
    links: &mut HashMap<String, Uuid>,
    plan: &mut Plan,
) -> Result<()> {
    let mut diff = LibraryDiff {
        urn: one.urn.clone(),
        title: one.title.clone(),
        stored_edition: stored.as_ref().map(|row| row.edition.clone()),
        edition: one.edition.clone(),
        is_same: one.pairs.is_empty()
            && stored.as_ref().is_some_and(|row| row.digest == one.digest && row.archived_at.is_none()),
        ..LibraryDiff::default()
    };
    let id = match &stored {
        Some(row) => row.id,
        None => ctx.new_id()?,
    };
    for framework in &one.frameworks {
        let known_row = known.by_urn.get(&framework.urn).cloned();
        let row = framework_row(ctx, one, id, framework, known_row.as_ref(), known)?;
        let own = rows.remove(&row.id).unwrap_or_default();
        let changes = requirements::changes(ctx, row.id, framework, own)?;
        for (urn, id) in &changes.ids {
            links.insert(urn.clone(), *id);
        }
        for urn in &changes.gone {
            links.remove(urn);
        }
        diff.frameworks.push(FrameworkDiff {
            id: row.id,
            key: row.key.clone(),
            title: framework.title.get(ctx.lang()).to_owned(),
            is_new: known_row.is_none(),
            new: changes.new,
            changed: changes.changed,
            missing: changes.missing,
            unchanged: changes.unchanged,
            ignored: framework.left_out,
        });
        known.by_urn.insert(framework.urn.clone(), row.clone());
        plan.frameworks.push(row);
        plan.freed.extend(changes.freed);
        plan.requirements.extend(changes.rows);
        plan.archived.extend(changes.archived);
    }
    let here: HashSet<&str> = one.frameworks.iter().map(|framework| framework.urn.as_str()).collect();
    for row in known.by_urn.values().filter(|row| row.library_id == Some(id) && row.archived_at.is_none()) {
        if row.urn.as_deref().is_some_and(|urn| !here.contains(urn)) {
            diff.missing_frameworks.push(if ctx.lang() == bavn_core::lang::Lang::Da {
                row.title_da.clone()
            } else {
                row.title_en.clone()
            });
            plan.archived_frameworks.push(row.id);
        }
    }
    plan.diffs.push(diff);
    plan.libraries.push(library::Model {
        id,
        urn: one.urn.clone(),
        kind: one.kind.to_owned(),
        title: one.title.clone(),
        edition: one.edition.clone(),
        locale: one.locale.clone(),
        provider: one.provider.clone(),
        copyright: one.copyright.clone(),
        digest: one.digest.clone(),
        document: one.document.clone(),
        imported_at: ctx.now(),
        imported_by: ctx.actor().name().to_owned(),
        archived_at: None,
        version: stored.map_or(1, |row| row.version + 1),
    });
    Ok(())
}

fn framework_row(
    ctx: &Context,
    one: &Incoming,
    library_id: Uuid,
    wanted: &AdoptedFramework,
    row: Option<&framework::Model>,
    known: &mut Known,
) -> Result<framework::Model> {
    let (id, key, position) = match row {
        Some(row) => (row.id, row.key.clone(), row.position),
        None => {
            known.next_position += 1;
            (ctx.new_id()?, known.key(&wanted.urn), known.next_position - 1)
        }
    };
    Ok(framework::Model {
        id,
        key,
        position,
        version: one.edition.clone(),
        is_verified: false,
        title_da: wanted.title.da.clone(),
        title_en: wanted.title.en.clone(),
        short_title_da: wanted.short_title.clone(),
        short_title_en: wanted.short_title.clone(),
        description_da: wanted.description.da.clone(),
        description_en: wanted.description.en.clone(),
        source_da: one.provider.clone(),
        source_en: one.provider.clone(),
        licence_da: one.copyright.clone(),
        licence_en: one.copyright.clone(),
        origin: if one.kind == "own" { "own" } else { "library" }.to_owned(),
        library_id: Some(library_id),
        urn: Some(wanted.urn.clone()),
        kind: row.map_or_else(|| "standard".to_owned(), |row| row.kind.clone()),
        locale: one.locale.clone(),
        url: String::new(),
        binds_da: String::new(),
        binds_en: String::new(),
        credit_da: one.copyright.clone(),
        credit_en: one.copyright.clone(),
        is_applicability_only: false,
        is_on_by_default: row.is_none_or(|row| row.is_on_by_default),
        implementation_groups: json!(wanted.groups).to_string(),
        scale: json!(wanted.scale).to_string(),
        archived_at: None,
    })
}

fn links_plan(one: &Incoming, place: usize, known: &HashMap<String, Uuid>, plan: &mut Plan) {
    let Some(library_id) = plan.libraries.get(place).map(|row| row.id) else { return };
    let links = pairs::links(library_id, &one.pairs, known);
    if let Some(diff) = plan.diffs.get_mut(place) {
        diff.links = links.len();
        diff.ignored_links = one.pairs.len() - links.len();
    }
    plan.links.extend(links);
}
