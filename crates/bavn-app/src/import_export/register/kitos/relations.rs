//! What systems take from each other.

use super::{
    super::{
        entity::{import, row},
        plan::{KITOS, Planned},
        things::{Kind, link_thing},
        types::{ImportState, RowAction},
    },
    Work,
};
use crate::{
    Result,
    asset::{Link, all_links},
};
use bavn_core::import_export::kitos::KitosRecords;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect as _, QueryTrait as _};
use serde_json::{Map, Value as Json, json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// From one asset to another.
type Pair = (Uuid, Uuid);

impl Work<'_> {
    /// Relations become dependencies where there is none yet between the two; those that are here stay as they are, and what somebody here took
    /// away stays away. What came from Kitos, is as it came and is not there any more, is taken away.
    pub(super) async fn dependencies(
        &mut self,
        records: &KitosRecords,
        assets: &HashMap<Uuid, (Uuid, String)>,
    ) -> Result<()> {
        let links = all_links(self.tx.conn()).await?;
        let here: HashSet<Pair> = links.iter().map(pair_of).collect();
        let given = Given::load(self.tx.conn()).await?;
        let mut wanted: HashSet<Pair> = HashSet::new();
        let mut planned = Vec::new();
        for (at, one) in records.dependencies.iter().enumerate() {
            let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let ends = assets.get(&one.from).zip(assets.get(&one.to)).filter(|((from, _), (to, _))| from != to);
            let mut made = Planned::left(row, RowAction::Skip, None);
            if let Some(((from, from_name), (to, to_name))) = ends {
                let pair = (*from, *to);
                let is_new = wanted.insert(pair);
                if here.contains(&pair) {
                    made.action = RowAction::Unchanged;
                } else if is_new && !given.stands(pair) {
                    let mut map = ends_of(pair);
                    made.written = map.clone();
                    map.insert("name".to_owned(), name(from_name, to_name).into());
                    map.insert("note".to_owned(), one.note.clone().into());
                    made.map = Some(map);
                    made.action = RowAction::Create;
                }
            }
            planned.push(made);
        }
        let listed: HashSet<Uuid> =
            records.assets.iter().filter_map(|one| assets.get(&one.id)).map(|(id, _)| *id).collect();
        let names: HashMap<Uuid, &str> = assets.values().map(|(id, name)| (*id, name.as_str())).collect();
        for link in &links {
            let pair = pair_of(link);
            // What Kitos did not send this time, it says nothing of.
            let (true, Some(from), Some(to)) = (listed.contains(&pair.0), names.get(&pair.0), names.get(&pair.1))
            else {
                continue;
            };
            if !wanted.contains(&pair) && given.is_as_it_came(link) {
                let thing = link_thing(link, name(from, to));
                let mut made = Planned::left(0, RowAction::Remove, Some(thing));
                made.written = ends_of(pair);
                planned.push(made);
            }
        }
        self.tell(Kind::Dependency, &planned, |_| None);
        self.store_all(Kind::Dependency, planned).await
    }
}

fn pair_of(link: &Link) -> Pair {
    (link.dependency.asset.0, link.dependency.on.0)
}

fn name(from: &str, to: &str) -> String {
    format!("{from} → {to}")
}

fn ends_of((asset, on): Pair) -> Map<String, Json> {
    Map::from_iter([("asset".to_owned(), json!(asset)), ("on".to_owned(), json!(on))])
}

/// The dependencies that Kitos gave, by the imports that were not taken back.
#[derive(Default)]
struct Given {
    /// The version that each had then.
    versions: HashMap<Uuid, i32>,
    /// How often imports made a pair, less how often they took it away.
    balance: HashMap<Pair, i64>,
}

impl Given {
    async fn load(conn: &impl ConnectionTrait) -> Result<Self> {
        let done = import::Entity::find()
            .filter(import::Column::Source.eq(KITOS))
            .filter(import::Column::State.eq(ImportState::Done.key()))
            .select_only()
            .column(import::Column::Id)
            .into_query();
        let rows = row::Entity::find()
            .filter(row::Column::ObjectKind.eq(Kind::Dependency.key()))
            .filter(row::Column::ImportId.in_subquery(done));
        let mut given = Self::default();
        for row in rows.all(conn).await? {
            let is_made = row.action == RowAction::Create.key();
            if is_made {
                given.versions.insert(row.object_id, row.version_after);
            }
            let ends: Option<HashMap<String, Uuid>> = serde_json::from_str(&row.written).ok();
            if let Some(ends) = ends
                && let (Some(asset), Some(on)) = (ends.get("asset"), ends.get("on"))
            {
                *given.balance.entry((*asset, *on)).or_default() += if is_made { 1 } else { -1 };
            }
        }
        Ok(given)
    }

    /// Whether Kitos gave a pair and did not take it away: where it is not here, somebody here took it away.
    fn stands(&self, pair: Pair) -> bool {
        self.balance.get(&pair).is_some_and(|balance| *balance > 0)
    }

    fn is_as_it_came(&self, link: &Link) -> bool {
        self.versions.get(&link.dependency.id.0) == Some(&link.version)
    }
}
