//! What records do, on its way into the database.

use super::{
    entity::row,
    plan::Planned,
    things::{self, Change, Kind, Permits, Thing, asset_changes},
    types::RowAction,
};
use crate::{Context, Result, asset::Found};
use bavn_core::{audit_log::AuditEvent, ids::RegisterImportId};
use bavn_db::{OnKnownKey, WriteTx, insert_rows, insert_statements};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::json;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Carries what records do into the database, some hundreds at a time. Assets are weighed on a thread of their own while the database writes those
/// before them.
pub(super) struct Belt {
    import: RegisterImportId,
    kind: Kind,
    /// The place of the last row that is kept with the import.
    place: i32,
    /// The number of the next new asset, once it is known.
    next: Option<u32>,
    ahead: Option<JoinHandle<Result<Ready>>>,
}

/// What only needs to be sent to the database: statements, and events for the log.
struct Ready(Vec<Statement>, Vec<AuditEvent>);

impl Belt {
    pub(super) fn new(import: RegisterImportId, kind: Kind) -> Self {
        Self { import, kind, place: 0, next: None, ahead: None }
    }

    /// Takes what some records do. It stands in the database after the next call, or after [`Self::empty`].
    pub(super) async fn put(
        &mut self,
        tx: &mut WriteTx,
        ctx: &Context,
        permits: &Permits,
        planned: Vec<Planned>,
    ) -> Result<()> {
        let comes_back = planned.iter().any(|one| one.action == RowAction::Restore);
        if self.kind != Kind::Asset || comes_back {
            self.empty(tx).await?;
            self.next = None;
            let of = (self.import, self.kind);
            return store(tx, ctx, permits, of, planned, &mut self.place).await;
        }
        let (changes, kept) = split((self.import, self.kind), planned, &mut self.place);
        let found = Found::load(tx.conn(), ctx, &permits.assets, asset_changes(changes)?, self.next).await?;
        self.next = Some(found.next_after());
        let (ctx, permits, backend) = (ctx.clone(), permits.clone(), tx.conn().get_database_backend());
        let ready = tokio::task::spawn_blocking(move || {
            let (stored, mut statements, events) = found.weigh(&ctx, &permits.assets)?.statements(backend)?;
            let kept = with_things(kept, stored.into_iter().map(|asset| (asset.id.0, asset.version)));
            statements.extend(insert_statements::<row::Entity, _>(backend, kept, OnKnownKey::Refused)?);
            Ok(Ready(statements, events))
        });
        match self.ahead.replace(ready) {
            Some(before) => before.await??.write(tx).await,
            None => Ok(()),
        }
    }

    /// Waits until all that was taken stands in the database.
    pub(super) async fn empty(&mut self, tx: &mut WriteTx) -> Result<()> {
        match self.ahead.take() {
            Some(last) => last.await??.write(tx).await,
            None => Ok(()),
        }
    }
}

impl Ready {
    /// Writes it, chaining the events to the log meanwhile, so that memory does not grow with the file's rows.
    async fn write(self, tx: &mut WriteTx) -> Result<()> {
        let Self(statements, events) = self;
        events.into_iter().for_each(|event| tx.record(event));
        Ok(tx.write_with_log(statements).await?)
    }
}

/// Stores what some records do, one kind of them, and keeps it with the import; what was noted goes to the log by and by, so that memory does not
/// grow with the file's rows.
pub(super) async fn store(
    tx: &mut WriteTx,
    ctx: &Context,
    permits: &Permits,
    (import, kind): (RegisterImportId, Kind),
    planned: Vec<Planned>,
    place: &mut i32,
) -> Result<()> {
    let is_back = |one: &&Planned| one.action == RowAction::Restore;
    let back = planned.iter().filter(is_back).filter_map(|one| one.old.clone()).map(Change::Restore).collect();
    things::store(tx, ctx, permits, kind, back).await?;
    let (changes, kept) = split((import, kind), planned, place);
    let stored = things::store(tx, ctx, permits, kind, changes).await?;
    insert_rows::<row::Entity, _>(tx.conn(), with_things(kept, stored.into_iter()), OnKnownKey::Refused).await?;
    Ok(tx.flush().await?)
}

/// What is to be done, and what is to be kept of each with the import.
fn split(
    (import, kind): (RegisterImportId, Kind),
    planned: Vec<Planned>,
    place: &mut i32,
) -> (Vec<Change>, Vec<row::Model>) {
    let (mut changes, mut kept) = (Vec::new(), Vec::new());
    for one in planned {
        let before = one.old.as_ref().map(|thing| json!(thing.map).to_string());
        // Taking it into use again was a change of its own.
        let version = |thing: &Thing| thing.version + i32::from(one.action == RowAction::Restore);
        let change = match (one.action, one.map, one.old) {
            (RowAction::Archive | RowAction::Remove, _, Some(thing)) => Change::Archive(thing),
            (_, Some(map), Some(thing)) => Change::Update { id: thing.id, version: version(&thing), map },
            (_, Some(map), None) => Change::Create(map),
            (_, None, _) => continue,
        };
        changes.push(change);
        *place += 1;
        kept.push(row::Model {
            import_id: import.0,
            place: *place,
            row: i32::try_from(one.row).unwrap_or(i32::MAX),
            action: one.action.key().to_owned(),
            object_kind: kind.key().to_owned(),
            object_id: Uuid::nil(),
            before: before.unwrap_or_default(),
            written: if one.written.is_empty() { String::new() } else { json!(one.written).to_string() },
            version_after: 0,
        });
    }
    (changes, kept)
}

/// What is kept of each, with the thing that it was done to and the version that it has since.
fn with_things(mut kept: Vec<row::Model>, stored: impl Iterator<Item = (Uuid, i32)>) -> Vec<row::Model> {
    for (row, (id, version)) in kept.iter_mut().zip(stored) {
        row.object_id = id;
        row.version_after = version;
    }
    kept
}
