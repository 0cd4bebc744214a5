use super::{
    Asset,
    check::{Known, own_faults, tidy},
    entity::asset,
    load::{AssetKeys, find_by},
    types::{resource, to_row},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::AssetFacts,
    audit_log::AuditEvent,
    ids::AssetId,
};
use bavn_db::{OnKnownKey, WriteTx, execute_all, insert_statements};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryOrder, QuerySelect, Statement};
use std::collections::HashMap;

/// Something to do to one asset among many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetChange {
    /// Put it into the register, with the next number.
    Create(AssetFacts),
    /// Write this over what was there.
    Update {
        /// The asset.
        id: AssetId,
        /// What it is to be.
        facts: AssetFacts,
    },
    /// Take it out of use.
    Archive {
        /// The asset.
        id: AssetId,
    },
    /// Take it into use again.
    Restore {
        /// The asset.
        id: AssetId,
    },
    /// Take it out of use because it is the same thing as another.
    Merge {
        /// The asset.
        id: AssetId,
        /// The other, which stays.
        into: AssetId,
    },
}

impl AssetChange {
    const fn id(&self) -> Option<AssetId> {
        match self {
            Self::Create(_) => None,
            Self::Update { id, .. } | Self::Archive { id } | Self::Restore { id } | Self::Merge { id, .. } => Some(*id),
        }
    }
}

/// The most assets in a register, those out of use counted too.
const MOST: usize = 1_000_000;

/// Does many things to assets inside a transaction, all or none, each with its record in the log, in a number of statements that grows
/// with five hundreds of rows, not with rows. The assets come back as they became, in the order given; one asset may be named once.
///
/// The permit must be for [`Action::AssetChange`] or [`Action::AssetAdminister`]; every asset is weighed again, as it was and as it becomes.
///
/// # Errors
/// [`Error::Invalid`] with every fault, named `assets[PLACE].field`; [`Error::NotFound`], [`Error::Closed`], [`Error::Forbidden`], or the
/// database failed.
pub async fn store_assets(
    tx: &mut WriteTx,
    ctx: &Context,
    permit: &Permit,
    changes: Vec<AssetChange>,
) -> Result<Vec<Asset>> {
    let found = Found::load(tx.conn(), ctx, permit, changes, None).await?;
    found.weigh(ctx, permit)?.write(tx).await
}

/// Changes with what stands in the database that they are weighed against.
pub(crate) struct Found {
    changes: Vec<AssetChange>,
    old: HashMap<AssetId, Asset>,
    known: Known,
    next: u32,
}

impl Found {
    /// Looks up what some changes need. `next` is the number of the next new asset, where it is known already.
    pub(crate) async fn load(
        conn: &impl ConnectionTrait,
        ctx: &Context,
        permit: &Permit,
        changes: Vec<AssetChange>,
        next: Option<u32>,
    ) -> Result<Self> {
        let ids: Vec<AssetId> = changes.iter().filter_map(AssetChange::id).collect();
        let all = ctx.authorize(permit.action(), permit.resource())?;
        let old = find_by(conn, &all, &AssetKeys::Ids(ids)).await?.into_iter().map(|asset| (asset.id, asset)).collect();
        let known = Known::load(conn, &changes.iter().filter_map(facts_of).collect::<Vec<_>>()).await?;
        let next = match next {
            Some(next) => next,
            None => next_number(conn).await?,
        };
        Ok(Self { changes, old, known, next })
    }

    /// The number of the next new asset once these are stored.
    pub(crate) fn next_after(&self) -> u32 {
        let new = self.changes.iter().filter(|change| change.id().is_none()).count();
        self.next.saturating_add(u32::try_from(new).unwrap_or(u32::MAX))
    }

    /// Weighs the changes: what they become, ready to be written. No statement is sent, so that it may be done beside what is.
    ///
    /// # Errors
    /// As [`store_assets`], but for the database.
    pub(crate) fn weigh(self, ctx: &Context, permit: &Permit) -> Result<Weighed> {
        let Self { changes, old, known, mut next } = self;
        let mut changes: Vec<AssetChange> = changes.into_iter().map(tidied).collect();
        let mut faults = Vec::new();
        for (at, change) in changes.iter_mut().enumerate() {
            let before = change.id().and_then(|id| old.get(&id));
            let Some(facts) = facts_in(change) else { continue };
            let own = match known.own_values(facts, before) {
                Ok(own) => {
                    facts.own = own;
                    Vec::new()
                }
                Err(faults) => faults,
            };
            let found = own_faults(facts).into_iter().chain(known.faults(facts, before)).chain(own);
            faults.extend(found.map(|fault| fault.at(format_args!("assets[{at}]"))));
        }
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        let mut weighed = Weighed::default();
        for change in changes {
            let before = match change.id() {
                Some(id) => Some(old.get(&id).ok_or(Error::NotFound { kind: "asset" })?),
                None => None,
            };
            let (verb, asset) = apply(ctx, change, before, &mut next)?;
            let _ = ctx.authorize(Action::AssetChange, resource(&asset.facts))?;
            let mut event = AuditEvent::new(permit, verb, "asset", Some(asset.id.0)).after_text(asset.to_log()?);
            if let Some(before) = before {
                let _ = ctx.authorize(Action::AssetChange, before.resource())?;
                event = event.before_text(before.to_log()?);
                weighed.changed.push(to_row(&asset)?);
            } else {
                weighed.created.push(to_row(&asset)?);
            }
            weighed.events.push(event);
            weighed.stored.push(asset);
        }
        Ok(weighed)
    }
}

/// Changes that were found good, as rows and events.
#[derive(Default)]
pub(crate) struct Weighed {
    stored: Vec<Asset>,
    created: Vec<asset::Model>,
    changed: Vec<asset::Model>,
    events: Vec<AuditEvent>,
}

impl Weighed {
    /// Writes them; the assets come back as they became, in the order given.
    async fn write(self, tx: &mut WriteTx) -> Result<Vec<Asset>> {
        let (stored, statements, events) = self.statements(tx.conn().get_database_backend())?;
        events.into_iter().for_each(|event| tx.record(event));
        execute_all(tx.conn(), statements).await?;
        Ok(stored)
    }

    /// The assets as they become, in the order given, with the statements that write them and the events for the log.
    pub(crate) fn statements(self, backend: DbBackend) -> Result<(Vec<Asset>, Vec<Statement>, Vec<AuditEvent>)> {
        let mut statements = insert_statements::<asset::Entity, _>(backend, self.created, OnKnownKey::Refused)?;
        statements.extend(insert_statements::<asset::Entity, _>(backend, self.changed, OnKnownKey::Replaced)?);
        Ok((self.stored, statements, self.events))
    }
}

/// The same in a transaction of its own: for a change of many, by those who administer the register.
///
/// # Errors
/// As [`store_assets`].
pub async fn put_assets(app: &App, ctx: &Context, changes: Vec<AssetChange>) -> Result<Vec<Asset>> {
    let permit = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let stored = store_assets(&mut tx, ctx, &permit, changes).await?;
    tx.commit_recorded().await?;
    Ok(stored)
}

fn tidied(change: AssetChange) -> AssetChange {
    match change {
        AssetChange::Create(facts) => AssetChange::Create(tidy(facts)),
        AssetChange::Update { id, facts } => AssetChange::Update { id, facts: tidy(facts) },
        other => other,
    }
}

const fn facts_of(change: &AssetChange) -> Option<&AssetFacts> {
    match change {
        AssetChange::Create(facts) | AssetChange::Update { facts, .. } => Some(facts),
        AssetChange::Archive { .. } | AssetChange::Restore { .. } | AssetChange::Merge { .. } => None,
    }
}

const fn facts_in(change: &mut AssetChange) -> Option<&mut AssetFacts> {
    match change {
        AssetChange::Create(facts) | AssetChange::Update { facts, .. } => Some(facts),
        AssetChange::Archive { .. } | AssetChange::Restore { .. } | AssetChange::Merge { .. } => None,
    }
}

/// What an asset becomes, and the verb of the log.
fn apply(ctx: &Context, change: AssetChange, before: Option<&Asset>, next: &mut u32) -> Result<(&'static str, Asset)> {
    let closed = |reason| Error::Closed { kind: "asset", reason };
    let becomes = |old: &Asset| Asset { version: old.version + 1, ..old.clone() };
    match (change, before) {
        (AssetChange::Create(facts), _) => {
            if usize::try_from(*next).is_ok_and(|next| next > MOST) {
                return Err(Error::Closed { kind: "asset_register", reason: "too_many" });
            }
            let number = *next;
            *next += 1;
            let (id, created_at) = (ctx.new_id()?, ctx.now());
            let asset = Asset { id, number, facts, merged_into: None, created_at, archived_at: None, version: 1 };
            Ok(("create", asset))
        }
        (AssetChange::Update { facts, .. }, Some(old)) if old.archived_at.is_none() => {
            Ok(("update", Asset { facts, ..becomes(old) }))
        }
        (AssetChange::Archive { .. }, Some(old)) if old.archived_at.is_none() => {
            Ok(("archive", Asset { archived_at: Some(ctx.now()), ..becomes(old) }))
        }
        (AssetChange::Merge { into, .. }, Some(old)) if old.archived_at.is_none() => {
            Ok(("merge", Asset { archived_at: Some(ctx.now()), merged_into: Some(into), ..becomes(old) }))
        }
        (AssetChange::Restore { .. }, Some(old)) if old.archived_at.is_some() && old.merged_into.is_none() => {
            Ok(("restore", Asset { archived_at: None, ..becomes(old) }))
        }
        (AssetChange::Restore { .. }, Some(old)) => {
            Err(closed(if old.merged_into.is_some() { "merged" } else { "in_use" }))
        }
        (AssetChange::Update { .. } | AssetChange::Archive { .. } | AssetChange::Merge { .. }, Some(_)) => {
            Err(closed("archived"))
        }
        (_, None) => Err(Error::NotFound { kind: "asset" }),
    }
}

/// The number after the highest.
async fn next_number(conn: &impl ConnectionTrait) -> Result<u32> {
    let highest: Option<i32> = asset::Entity::find()
        .order_by_desc(asset::Column::Number)
        .select_only()
        .column(asset::Column::Number)
        .into_tuple()
        .one(conn)
        .await?;
    u32::try_from(highest.unwrap_or(0) + 1).map_err(|_| Error::Closed { kind: "asset_register", reason: "too_many" })
}
