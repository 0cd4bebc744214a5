//! The audit log as it is stored.

use crate::{ChangeInfo, Database, DbError, OnKnownKey, execute_all, insert_statements};
use bavn_core::audit_log::{AuditEvent, ChainHead, ChainVerifier, GENESIS, Record};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Statement, sea_query::LockType,
};
use uuid::Uuid;

/// A stored record.
pub mod event {
    use sea_orm::entity::prelude::*;

    /// A row of `audit_event`: a [`bavn_core::audit_log::Record`] and its hash.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_event")]
    #[expect(missing_docs, reason = "the fields are those of Record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i64,
        pub at: TimeDateTimeWithTimeZone,
        pub actor_id: Option<Uuid>,
        pub actor_name: String,
        pub action: String,
        pub verb: String,
        pub object_kind: String,
        pub object_id: Option<Uuid>,
        pub unit_id: Option<Uuid>,
        #[sea_orm(column_type = "Text", nullable)]
        pub before: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub after: Option<String>,
        pub request_id: Uuid,
        pub hash: Vec<u8>,
    }

    /// No relations: the log stands alone.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod head {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i16,
        pub sequence: i64,
        pub hash: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const HEAD_ID: i16 = 1;

/// The end of the log, as a transaction that writes found it and as it made it since.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    chain: ChainHead,
    is_stored: bool,
}

/// Waits until the writer before has ended, and reads the end of the log.
///
/// On SQLite a transaction that writes has waited already when it begins. On PostgreSQL it waits here, for the row of the end of the log:
/// what it reads after that nobody else changes before it ends, so that a version that was checked is the one that is written over.
pub(crate) async fn queue(tx: &DatabaseTransaction) -> Result<End, DbError> {
    let mut find = head::Entity::find_by_id(HEAD_ID);
    if tx.get_database_backend() == DbBackend::Postgres {
        find = find.lock(LockType::Update);
    }
    let stored = find.one(tx).await?;
    Ok(End { is_stored: stored.is_some(), chain: chain_of(stored) })
}

fn chain_of(stored: Option<head::Model>) -> ChainHead {
    stored.map_or(ChainHead::EMPTY, |row| ChainHead {
        sequence: row.sequence,
        hash: row.hash.as_slice().try_into().unwrap_or(GENESIS),
    })
}

/// The number of the last event of the log, 0 for an empty one: it grows with everything that is changed.
///
/// # Errors
/// The database failed.
pub async fn sequence(conn: &impl ConnectionTrait) -> Result<i64, DbError> {
    Ok(head::Entity::find_by_id(HEAD_ID).one(conn).await?.map_or(0, |row| row.sequence))
}

/// Whether the log has an event after a number that is about something else than these kinds of object.
///
/// # Errors
/// The database failed.
pub async fn has_others_since(conn: &impl ConnectionTrait, number: i64, kinds: &[&str]) -> Result<bool, DbError> {
    let others = event::Entity::find()
        .filter(event::Column::Sequence.gt(number))
        .filter(event::Column::ObjectKind.is_not_in(kinds.iter().copied()))
        .order_by_asc(event::Column::Sequence)
        .select_only()
        .column(event::Column::Sequence);
    Ok(others.into_tuple::<i64>().one(conn).await?.is_some())
}

/// Who changes something, when and as part of what.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    pub(crate) actor_id: Option<Uuid>,
    pub(crate) actor_name: String,
    pub(crate) info: ChangeInfo,
}

/// Events as statements that write them after the end of the log, and the end that it then has.
#[derive(Debug)]
pub(crate) struct Events {
    chain: ChainHead,
    statements: Vec<Statement>,
}

/// Chains events to the end of the log, which [`queue`] has found or [`write()`] has left.
pub(crate) fn chained(
    backend: DbBackend,
    end: End,
    writer: &Writer,
    events: Vec<AuditEvent>,
) -> Result<Events, DbError> {
    let mut chain = end.chain;
    let mut row = |event: AuditEvent| {
        let record = Record {
            sequence: chain.sequence + 1,
            at: writer.info.at,
            actor_id: writer.actor_id,
            actor_name: writer.actor_name.clone(),
            action: event.action().key().to_owned(),
            verb: event.verb().to_owned(),
            object_kind: event.object_kind().to_owned(),
            object_id: event.object_id(),
            unit_id: event.unit().map(Uuid::from),
            request_id: writer.info.request_id,
            before: None,
            after: None,
        };
        let (before, after) = event.into_texts();
        let record = Record { before, after, ..record };
        let hash = record.hash(&chain.hash);
        chain = ChainHead { sequence: record.sequence, hash };
        to_row(record, hash)
    };
    let rows = events.into_iter().map(&mut row).collect();
    let statements = insert_statements::<event::Entity, _>(backend, rows, OnKnownKey::Refused)?;
    Ok(Events { chain, statements })
}

/// Writes chained events, and the end that the log then has.
pub(crate) async fn write(tx: &DatabaseTransaction, end: &mut End, events: Events) -> Result<(), DbError> {
    let Events { chain, statements } = events;
    execute_all(tx, statements).await?;
    let row = head::ActiveModel { id: Set(HEAD_ID), sequence: Set(chain.sequence), hash: Set(chain.hash.to_vec()) };
    if end.is_stored {
        head::Entity::update(row).exec_without_returning(tx).await?;
    } else {
        head::Entity::insert(row).exec_without_returning(tx).await?;
    }
    *end = End { chain, is_stored: true };
    Ok(())
}

fn to_row(record: Record, hash: [u8; 32]) -> event::Model {
    event::Model {
        sequence: record.sequence,
        at: record.at,
        actor_id: record.actor_id,
        actor_name: record.actor_name,
        action: record.action,
        verb: record.verb,
        object_kind: record.object_kind,
        object_id: record.object_id,
        unit_id: record.unit_id,
        before: record.before,
        after: record.after,
        request_id: record.request_id,
        hash: hash.to_vec(),
    }
}

fn to_record(row: event::Model) -> (Record, Vec<u8>) {
    let record = Record {
        sequence: row.sequence,
        at: row.at,
        actor_id: row.actor_id,
        actor_name: row.actor_name,
        action: row.action,
        verb: row.verb,
        object_kind: row.object_kind,
        object_id: row.object_id,
        unit_id: row.unit_id,
        before: row.before,
        after: row.after,
        request_id: row.request_id,
    };
    (record, row.hash)
}

/// Walks the whole log and checks every hash, in bounded memory.
///
/// # Errors
/// [`DbError::Audit`] with the first fault found, or the engine's refusal.
pub async fn verify(database: &Database) -> Result<ChainHead, DbError> {
    const PAGE: u64 = 2_000;
    let snapshot = database.snapshot().await?;
    let mut verifier = ChainVerifier::default();
    let mut last = 0;
    loop {
        let rows = event::Entity::find()
            .filter(event::Column::Sequence.gt(last))
            .order_by_asc(event::Column::Sequence)
            .limit(PAGE)
            .all(&snapshot)
            .await?;
        let Some(end) = rows.last() else { break };
        last = end.sequence;
        for row in rows {
            let (record, hash) = to_record(row);
            verifier.accept(&record, &hash)?;
        }
    }
    let stored = head(&snapshot).await?;
    snapshot.rollback().await?;
    Ok(verifier.finish(stored)?)
}

/// The end of the log, as it is stored.
pub(crate) async fn head(conn: &impl ConnectionTrait) -> Result<ChainHead, DbError> {
    Ok(chain_of(head::Entity::find_by_id(HEAD_ID).one(conn).await?))
}
