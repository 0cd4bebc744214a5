//! What falls if a supplier falls.

use super::{
    contract_load::visible,
    entity::{contract, contract_asset, supplier},
    load::{KIND, links},
};
use crate::{App, Context, Result, asset::Delivery};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::{Grade, Kind, KindGroup, graph::falls_with_all},
    ids::{AssetId, ContractId, SupplierId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Why an asset falls with a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FallReason {
    /// This supplier delivers it: the supplier that was asked about, or one that leans on it.
    Supplier(SupplierId, String),
    /// This contract covers it, and the actor may read it.
    Contract(ContractId, String),
    /// It stands on this asset, which falls; nothing when the actor may not read that.
    Asset(Option<(AssetId, String)>),
}

/// An asset that falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallen {
    /// Which asset.
    pub id: AssetId,
    /// Its number in the register.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its own grade.
    pub criticality: Option<Grade>,
    /// Why.
    pub reason: FallReason,
}

/// What falls if a supplier falls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concentration {
    /// The suppliers that lean on it, at every level, by name: their assets fall too.
    pub leaning: Vec<(SupplierId, String)>,
    /// What falls and the actor may read: what is delivered first, each part with the most critical at the top.
    pub fallen: Vec<Fallen>,
    /// What falls and the actor may not read.
    pub hidden: usize,
    /// Critical systems among all that falls.
    pub critical: usize,
}

/// Systems and shared solutions graded 3 or 4.
fn is_critical_system(kind: Kind, grade: Option<Grade>) -> bool {
    grade.is_some_and(|grade| grade >= Grade::CRITICAL)
        && matches!(kind.group(), KindGroup::System | KindGroup::SharedSolution)
}

/// What is delivered by whom, and what stands on it.
pub(super) struct Deliveries {
    standing: Delivery,
    /// Places of what each supplier delivers, with the contract where one says so.
    direct: HashMap<SupplierId, BTreeMap<usize, Option<ContractId>>>,
    /// The suppliers that lean on each supplier.
    leaning: HashMap<SupplierId, Vec<SupplierId>>,
}

impl Deliveries {
    /// Four statements.
    pub(super) async fn load(conn: &impl ConnectionTrait) -> Result<Self> {
        let standing = Delivery::load(conn).await?;
        let mut direct: HashMap<SupplierId, BTreeMap<usize, Option<ContractId>>> = HashMap::new();
        let rows = contract_asset::Entity::find()
            .inner_join(contract::Entity)
            .filter(contract::Column::ArchivedAt.is_null())
            .select_only()
            .columns([contract_asset::Column::AssetId, contract_asset::Column::ContractId])
            .column(contract::Column::SupplierId);
        for (asset, contract, supplier) in rows.into_tuple::<(Uuid, Uuid, Uuid)>().all(conn).await? {
            if let Some(place) = standing.place(asset.into()) {
                direct.entry(supplier.into()).or_default().insert(place, Some(contract.into()));
            }
        }
        for (place, line) in standing.lines.iter().enumerate() {
            if let Some(supplier) = line.supplier {
                direct.entry(supplier).or_default().insert(place, None);
            }
        }
        let mut leaning: HashMap<SupplierId, Vec<SupplierId>> = HashMap::new();
        for link in links(conn).await? {
            leaning.entry(link.sub).or_default().push(link.supplier);
        }
        Ok(Self { standing, direct, leaning })
    }

    /// A supplier and those that lean on it, at every level.
    fn falling(&self, id: SupplierId) -> Vec<SupplierId> {
        let mut found = vec![id];
        let mut seen = HashSet::from([id]);
        let mut at = 0;
        while let Some(one) = found.get(at).copied() {
            at += 1;
            let next = self.leaning.get(&one).into_iter().flatten().copied();
            found.extend(next.filter(|other| seen.insert(*other)));
        }
        found
    }

    /// What they deliver, by place.
    fn delivered(&self, suppliers: &[SupplierId]) -> BTreeMap<usize, (SupplierId, Option<ContractId>)> {
        let mut found = BTreeMap::new();
        for supplier in suppliers {
            for (place, contract) in self.direct.get(supplier).into_iter().flatten() {
                found.entry(*place).or_insert((*supplier, *contract));
            }
        }
        found
    }

    /// How many critical systems fall with a supplier.
    pub(super) fn critical(&self, id: SupplierId) -> u64 {
        let delivered: Vec<usize> = self.delivered(&self.falling(id)).into_keys().collect();
        if delivered.is_empty() {
            return 0;
        }
        let behind = falls_with_all(&self.standing.graph, &delivered);
        let all = delivered.into_iter().chain(behind).map(|place| &self.standing.lines[place]);
        all.filter(|line| is_critical_system(line.posture.kind, line.posture.criticality)).count() as u64
    }
}

/// What falls if a supplier falls: what it delivers or its contracts cover, the same for suppliers that lean on it, and all that stands on
/// those, alternatives counted.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read none, or the database failed.
pub async fn supplier_concentration(app: &App, ctx: &Context, id: SupplierId) -> Result<Concentration> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let all = Deliveries::load(conn).await?;
    let falling = all.falling(id);
    let delivered = all.delivered(&falling);
    let places: Vec<usize> = delivered.keys().copied().collect();
    let behind = falls_with_all(&all.standing.graph, &places);
    let lines = &all.standing.lines;
    let may_read = |place: usize| ctx.may(Action::AssetRead, Resource::owned(lines[place].unit, lines[place].owner));
    let names = names(conn, &permit, &falling, &delivered).await?;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let fallen_places: HashSet<usize> = places.iter().chain(&behind).copied().collect();
    let fallen = |place: usize, reason: FallReason| Fallen {
        id: lines[place].id,
        number: lines[place].number,
        name: lines[place].name.clone(),
        kind: lines[place].posture.kind,
        criticality: lines[place].posture.criticality,
        reason,
    };
    let mut first: Vec<Fallen> = Vec::new();
    for (place, (supplier, contract)) in &delivered {
        // Who may not read the contract is told the supplier, who can be read by all that read any.
        let reason = match contract.filter(|contract| names.contains_key(&contract.0)) {
            Some(contract) => FallReason::Contract(contract, name(contract.0)),
            None => FallReason::Supplier(*supplier, name(supplier.0)),
        };
        first.push(fallen(*place, reason));
    }
    let mut then: Vec<Fallen> = Vec::new();
    for place in &behind {
        let mut needs = all.standing.graph.needs(*place).filter(|edge| edge.necessity.stops());
        let on = needs.find(|edge| fallen_places.contains(&edge.on)).map(|edge| edge.on);
        let on = on.filter(|on| may_read(*on)).map(|on| (lines[on].id, lines[on].name.clone()));
        then.push(fallen(*place, FallReason::Asset(on)));
    }
    let critical = first.iter().chain(&then).filter(|one| is_critical_system(one.kind, one.criticality)).count();
    let readable: HashSet<AssetId> =
        fallen_places.iter().filter(|place| may_read(**place)).map(|place| lines[*place].id).collect();
    let hidden = fallen_places.len() - readable.len();
    for part in [&mut first, &mut then] {
        part.retain(|one| readable.contains(&one.id));
        part.sort_by(|one, other| other.criticality.cmp(&one.criticality).then(one.number.cmp(&other.number)));
    }
    first.append(&mut then);
    let mut leaning: Vec<(SupplierId, String)> =
        falling.into_iter().filter(|other| *other != id).map(|other| (other, name(other.0))).collect();
    leaning.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(Concentration { leaning, fallen: first, hidden, critical })
}

/// The names of suppliers and the titles of contracts that somebody may read; two statements.
async fn names(
    conn: &impl ConnectionTrait,
    permit: &Permit,
    suppliers: &[SupplierId],
    delivered: &BTreeMap<usize, (SupplierId, Option<ContractId>)>,
) -> Result<HashMap<Uuid, String>> {
    let mut names = HashMap::new();
    let wanted: Vec<Uuid> = suppliers.iter().map(|id| id.0).collect();
    for chunk in wanted.chunks(super::put::CHUNK) {
        let rows = supplier::Entity::find().filter(supplier::Column::Id.is_in(chunk.iter().copied()));
        let rows = rows.select_only().columns([supplier::Column::Id, supplier::Column::Name]);
        names.extend(rows.into_tuple::<(Uuid, String)>().all(conn).await?);
    }
    let wanted: BTreeSet<Uuid> = delivered.values().filter_map(|(_, contract)| *contract).map(|id| id.0).collect();
    let wanted: Vec<Uuid> = wanted.into_iter().collect();
    for chunk in wanted.chunks(super::put::CHUNK) {
        let rows = contract::Entity::find().filter(visible(permit));
        let rows = rows.filter(contract::Column::Id.is_in(chunk.iter().copied()));
        let rows = rows.select_only().columns([contract::Column::Id, contract::Column::Title]);
        names.extend(rows.into_tuple::<(Uuid, String)>().all(conn).await?);
    }
    Ok(names)
}
