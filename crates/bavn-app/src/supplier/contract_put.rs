use super::{
    Contract, ContractDraft,
    check::{in_words, placed},
    code_of,
    contract_load::{KIND, load},
    entity::{contract, contract_asset, contract_clause, supplier},
    put::CHUNK,
};
use crate::{
    App, Context, Error, FieldFault, Result,
    asset::{AssetKeys, find_by},
    organisation::{person, unit},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    ids::{AssetId, ContractId},
    supplier::{ClauseState, Facts as _},
    text::fold,
};
use bavn_db::WriteTx;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _,
    sea_query::OnConflict,
};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// The most contracts in the register, those out of use counted too.
const MOST: i32 = 50_000;
/// The most levels of contracts under contracts.
const DEPTH: usize = 8;
/// The most assets that one contract covers.
const ASSETS: usize = 2_000;

/// A contract to be stored: a new one, or a change of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutContract {
    /// Which one, and the version that the change was made from; `None` for a new one.
    pub old: Option<(ContractId, i32)>,
    /// What it is to be.
    pub draft: ContractDraft,
}

/// Creates a contract.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_contract(app: &App, ctx: &Context, draft: ContractDraft) -> Result<ContractId> {
    let permit = ctx.authorize(Action::SupplierChange, Resource::owned(draft.facts.unit, draft.facts.owner))?;
    let found = put(app, ctx, &permit, vec![PutContract { old: None, draft }], false).await?;
    found.first().copied().ok_or(Error::NotFound { kind: KIND })
}

/// Changes a contract. Moving it to another unit takes permission in both.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn update_contract(
    app: &App,
    ctx: &Context,
    id: ContractId,
    version: i32,
    draft: ContractDraft,
) -> Result<()> {
    let old = load(app.db().read(), contract::Entity::find_by_id(id.0)).await?.pop();
    let old = old.ok_or(Error::NotFound { kind: KIND })?;
    let _ = ctx.authorize_read(Action::SupplierRead, old.resource(), KIND)?;
    let _ = ctx.authorize(Action::SupplierChange, old.resource())?;
    let permit = ctx.authorize(Action::SupplierChange, Resource::owned(draft.facts.unit, draft.facts.owner))?;
    put(app, ctx, &permit, vec![PutContract { old: Some((id, version)), draft }], false).await.map(|_| ())
}

/// Creates and changes many contracts at once, all or none, each with its record in the log. The identifiers come back in the order
/// given.
///
/// # Errors
/// As [`update_contract`], the faults named `contracts[PLACE].field`.
pub async fn put_contracts(app: &App, ctx: &Context, puts: Vec<PutContract>) -> Result<Vec<ContractId>> {
    let permit = ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
    put(app, ctx, &permit, puts, true).await
}

async fn put(
    app: &App,
    ctx: &Context,
    permit: &Permit,
    puts: Vec<PutContract>,
    is_many: bool,
) -> Result<Vec<ContractId>> {
    let mut tx = app.db().write_tx(permit, ctx.change()).await?;
    let ids = write_contracts(&mut tx, permit, ctx, puts, is_many).await?;
    tx.commit_recorded().await?;
    Ok(ids)
}

/// The same inside a transaction of choice; the permit is one to change contracts, of the municipality when there are many.
pub(crate) async fn write_contracts(
    tx: &mut WriteTx,
    permit: &Permit,
    ctx: &Context,
    puts: Vec<PutContract>,
    is_many: bool,
) -> Result<Vec<ContractId>> {
    let before = load_old(tx.conn(), &puts).await?;
    let mut next = next_number(tx.conn(), puts.len()).await?;
    let mut contracts = Vec::with_capacity(puts.len());
    for put in puts {
        let old = match put.old {
            Some((id, version)) => {
                let old = before.get(&id).ok_or(Error::NotFound { kind: KIND })?;
                if old.version != version {
                    return Err(Error::Conflict { kind: KIND, current: old.version });
                }
                // It may have been moved since it was looked at.
                let _ = ctx.authorize(Action::SupplierChange, old.resource())?;
                Some(old)
            }
            None => None,
        };
        let number = old.map_or(next, |old| old.number);
        next += u32::from(old.is_none());
        let mut clauses = put.draft.clauses;
        clauses.retain(|_, (state, note)| *state != ClauseState::Unknown || !note.trim().is_empty());
        contracts.push(Contract {
            id: old.map_or_else(|| ctx.new_id(), |old| Ok(old.id))?,
            number,
            facts: put.draft.facts.tidy(),
            clauses,
            assets: put.draft.assets,
            archived_at: None,
            version: old.map_or(1, |old| old.version + 1),
        });
    }
    let mut faults = faults(tx.conn(), &contracts, &before, is_many).await?;
    faults.extend(asset_faults(tx.conn(), ctx, &contracts, &before, is_many).await?);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    store(tx.conn(), ctx, &contracts).await?;
    for one in &contracts {
        let old = before.get(&one.id);
        let verb = if old.is_some() { "update" } else { "create" };
        let event = AuditEvent::new(permit, verb, KIND, Some(one.id.0)).after(one.to_json());
        tx.record(event.before(old.map(Contract::to_json)));
    }
    Ok(contracts.iter().map(|one| one.id).collect())
}

async fn load_old(conn: &impl ConnectionTrait, puts: &[PutContract]) -> Result<HashMap<ContractId, Contract>> {
    let ids: Vec<Uuid> = puts.iter().filter_map(|put| put.old.map(|(id, _)| id.0)).collect();
    let mut found = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let query = contract::Entity::find()
            .filter(contract::Column::Id.is_in(chunk.iter().copied()))
            .filter(contract::Column::ArchivedAt.is_null());
        found.extend(load(conn, query).await?.into_iter().map(|one| (one.id, one)));
    }
    Ok(found)
}

async fn next_number(conn: &impl ConnectionTrait, count: usize) -> Result<u32> {
    let highest: Option<i32> = contract::Entity::find()
        .order_by_desc(contract::Column::Number)
        .select_only()
        .column(contract::Column::Number)
        .into_tuple()
        .one(conn)
        .await?;
    let highest = highest.unwrap_or(0);
    if i32::try_from(count).ok().and_then(|count| highest.checked_add(count)).is_none_or(|last| last > MOST) {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    u32::try_from(highest + 1).map_err(|_| Error::Closed { kind: KIND, reason: "too_many" })
}

/// What contracts may refer to.
struct Known {
    suppliers: HashSet<Uuid>,
    units: HashSet<Uuid>,
    people: HashSet<Uuid>,
    /// The contract above each contract.
    parents: HashMap<ContractId, Option<ContractId>>,
}

async fn known(conn: &impl ConnectionTrait, contracts: &[Contract]) -> Result<Known> {
    let wanted: HashSet<Uuid> = contracts.iter().filter_map(|one| one.facts.supplier).map(|id| id.0).collect();
    let rows = supplier::Entity::find().filter(supplier::Column::ArchivedAt.is_null());
    let rows: Vec<Uuid> = rows.select_only().column(supplier::Column::Id).into_tuple().all(conn).await?;
    let suppliers = rows.into_iter().filter(|id| wanted.contains(id)).collect();
    let wanted: HashSet<Uuid> = contracts.iter().filter_map(|one| one.facts.unit).map(|id| id.0).collect();
    let rows = unit::Entity::find().filter(unit::Column::ArchivedAt.is_null());
    let rows: Vec<Uuid> = rows.select_only().column(unit::Column::Id).into_tuple().all(conn).await?;
    let units = rows.into_iter().filter(|id| wanted.contains(id)).collect();
    let wanted: Vec<Uuid> =
        contracts.iter().filter_map(|one| one.facts.owner).map(|id| id.0).collect::<HashSet<_>>().into_iter().collect();
    let mut people = HashSet::new();
    for chunk in wanted.chunks(CHUNK) {
        let rows = person::Entity::find()
            .filter(person::Column::ArchivedAt.is_null())
            .filter(person::Column::Id.is_in(chunk.iter().copied()));
        people.extend(rows.select_only().column(person::Column::Id).into_tuple::<Uuid>().all(conn).await?);
    }
    let rows = contract::Entity::find().filter(contract::Column::ArchivedAt.is_null());
    let rows: Vec<(Uuid, Option<Uuid>)> = rows
        .select_only()
        .column(contract::Column::Id)
        .column(contract::Column::ParentId)
        .into_tuple()
        .all(conn)
        .await?;
    let mut parents: HashMap<ContractId, Option<ContractId>> =
        rows.into_iter().map(|(id, parent)| (id.into(), parent.map(Into::into))).collect();
    parents.extend(contracts.iter().map(|one| (one.id, one.facts.parent)));
    Ok(Known { suppliers, units, people, parents })
}

async fn faults(
    conn: &impl ConnectionTrait,
    contracts: &[Contract],
    before: &HashMap<ContractId, Contract>,
    is_many: bool,
) -> Result<Vec<FieldFault>> {
    let known = known(conn, contracts).await?;
    let mut faults = Vec::new();
    for (at, one) in contracts.iter().enumerate() {
        let place = is_many.then(|| format!("contracts[{at}]"));
        let place = place.as_deref();
        let facts = &one.facts;
        faults.extend(in_words(facts.faults(), &facts.to_map(), place));
        let old = before.get(&one.id).map(|old| &old.facts);
        let mut missing = |field: &str, id: Option<Uuid>, old: Option<Uuid>, known: bool| {
            if let Some(id) = id.filter(|id| !known && Some(*id) != old) {
                faults.push(FieldFault::new(placed(place, field), "unknown", id.to_string()));
            }
        };
        let id = facts.supplier.map(|id| id.0);
        missing(
            "supplier",
            id,
            old.and_then(|old| old.supplier).map(|id| id.0),
            id.is_none_or(|id| known.suppliers.contains(&id)),
        );
        let id = facts.unit.map(|id| id.0);
        missing("unit", id, old.and_then(|old| old.unit).map(|id| id.0), id.is_none_or(|id| known.units.contains(&id)));
        let id = facts.owner.map(|id| id.0);
        missing(
            "owner",
            id,
            old.and_then(|old| old.owner).map(|id| id.0),
            id.is_none_or(|id| known.people.contains(&id)),
        );
        let id = facts.parent.map(|id| id.0);
        missing(
            "parent",
            id,
            old.and_then(|old| old.parent).map(|id| id.0),
            facts.parent.is_none_or(|id| known.parents.contains_key(&id)),
        );
        if is_below_itself(&known.parents, one.id) {
            faults.push(FieldFault::new(placed(place, "parent"), "contract_circle", "").with("max", DEPTH));
        }
        for (key, (_, note)) in &one.clauses {
            crate::check::text(&mut faults, &placed(place, &format!("clause_{key}")), note, 0, 2_000);
            if key.len() > 60 {
                faults.push(FieldFault::new(placed(place, "clauses"), "unknown", key));
            }
        }
    }
    Ok(faults)
}

/// Assets that a contract is newly to cover and that are not here, are out of use or may not be read.
async fn asset_faults(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    contracts: &[Contract],
    before: &HashMap<ContractId, Contract>,
    is_many: bool,
) -> Result<Vec<FieldFault>> {
    let is_new = |one: &Contract, asset: &AssetId| before.get(&one.id).is_none_or(|old| !old.assets.contains(asset));
    let new = |one: &Contract| one.assets.iter().filter(|asset| is_new(one, asset)).copied().collect::<Vec<_>>();
    let wanted: BTreeSet<AssetId> = contracts.iter().flat_map(new).collect();
    let mut known: HashSet<AssetId> = HashSet::new();
    if !wanted.is_empty() {
        let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
        let found = find_by(conn, &permit, &AssetKeys::Ids(wanted.into_iter().collect())).await?;
        known.extend(found.into_iter().filter(|asset| asset.archived_at.is_none()).map(|asset| asset.id));
    }
    let mut faults = Vec::new();
    for (at, one) in contracts.iter().enumerate() {
        let place = is_many.then(|| format!("contracts[{at}]"));
        let field = placed(place.as_deref(), "assets");
        if one.assets.len() > ASSETS {
            faults.push(FieldFault::new(&field, "too_many", "").with("max", ASSETS));
        }
        let unknown = new(one).into_iter().filter(|asset| !known.contains(asset));
        faults.extend(unknown.map(|asset| FieldFault::new(&field, "unknown", asset.to_string())));
    }
    Ok(faults)
}

/// Whether the contracts above one lead back to it, or are too many.
fn is_below_itself(parents: &HashMap<ContractId, Option<ContractId>>, id: ContractId) -> bool {
    let mut current = id;
    for _ in 0..DEPTH {
        match parents.get(&current).copied().flatten() {
            Some(parent) if parent == id => return true,
            Some(parent) => current = parent,
            None => return false,
        }
    }
    true
}

async fn store(conn: &impl ConnectionTrait, ctx: &Context, contracts: &[Contract]) -> Result<()> {
    use contract::Column;
    let mut changed = OnConflict::column(Column::Id);
    changed.update_columns([
        Column::Title,
        Column::Reference,
        Column::SupplierId,
        Column::ParentId,
        Column::StartsOn,
        Column::EndsOn,
        Column::NoticeMonths,
        Column::Options,
        Column::YearlyValue,
        Column::OneOffValue,
        Column::UnitId,
        Column::OwnerId,
        Column::ResponseHours,
        Column::RestoreHours,
        Column::Support,
        Column::DataAccess,
        Column::ExitPlan,
        Column::ExitTestedOn,
        Column::ExternalSource,
        Column::ExternalId,
        Column::Note,
        Column::SearchText,
        Column::Version,
    ]);
    let (mut clauses, mut assets) = (Vec::new(), Vec::new());
    for one in contracts {
        assets.extend(
            one.assets
                .iter()
                .map(|asset| contract_asset::ActiveModel { contract_id: Set(one.id.0), asset_id: Set(asset.0) }),
        );
        clauses.extend(one.clauses.iter().map(|(key, (state, note))| contract_clause::ActiveModel {
            contract_id: Set(one.id.0),
            clause: Set(key.clone()),
            state: Set(state.key().to_owned()),
            note: Set(note.trim().to_owned()),
        }));
    }
    for chunk in contracts.chunks(CHUNK) {
        let rows = chunk.iter().map(|one| row(ctx, one)).collect::<Result<Vec<_>>>()?;
        contract::Entity::insert_many(rows).on_conflict(changed.clone()).exec_without_returning(conn).await?;
        contract_clause::Entity::delete_many()
            .filter(contract_clause::Column::ContractId.is_in(chunk.iter().map(|one| one.id.0)))
            .exec(conn)
            .await?;
        contract_asset::Entity::delete_many()
            .filter(contract_asset::Column::ContractId.is_in(chunk.iter().map(|one| one.id.0)))
            .exec(conn)
            .await?;
    }
    for chunk in assets.chunks(CHUNK) {
        contract_asset::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    for chunk in clauses.chunks(CHUNK) {
        contract_clause::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    Ok(())
}

fn row(ctx: &Context, one: &Contract) -> Result<contract::ActiveModel> {
    let facts = &one.facts;
    let too_many = || Error::Closed { kind: KIND, reason: "too_many" };
    let small = |value: Option<u32>| value.and_then(|value| i32::try_from(value).ok());
    let supplier = facts.supplier.ok_or_else(|| Error::invalid("supplier", "required", ""))?;
    let search =
        fold(&format!("{} {} {} {}", code_of('K', one.number), facts.title, facts.reference, facts.external_id));
    Ok(contract::ActiveModel {
        id: Set(one.id.0),
        number: Set(i32::try_from(one.number).map_err(|_| too_many())?),
        title: Set(facts.title.clone()),
        reference: Set(facts.reference.clone()),
        supplier_id: Set(supplier.0),
        parent_id: Set(facts.parent.map(|id| id.0)),
        starts_on: Set(facts.starts_on),
        ends_on: Set(facts.ends_on),
        notice_months: Set(small(facts.notice_months)),
        options: Set(facts.options.clone()),
        yearly_value: Set(facts.yearly_value),
        one_off_value: Set(facts.one_off_value),
        unit_id: Set(facts.unit.map(|id| id.0)),
        owner_id: Set(facts.owner.map(|id| id.0)),
        response_hours: Set(small(facts.response_hours)),
        restore_hours: Set(small(facts.restore_hours)),
        support: Set(facts.support.clone()),
        data_access: Set(facts.data_access.clone()),
        exit_plan: Set(facts.exit_plan.clone()),
        exit_tested_on: Set(facts.exit_tested_on),
        external_source: Set(facts.external_source.clone()),
        external_id: Set(facts.external_id.clone()),
        note: Set(facts.note.clone()),
        search_text: Set(search),
        created_at: Set(ctx.now()),
        archived_at: Set(None),
        version: Set(one.version),
    })
}
