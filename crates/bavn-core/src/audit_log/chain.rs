use sha2::{Digest, Sha256};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

/// The hash before the first record.
pub const GENESIS: [u8; 32] = [0; 32];

/// A record as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Place in the log, from 1 without gaps.
    pub sequence: i64,
    /// When, UTC, whole microseconds.
    pub at: OffsetDateTime,
    /// The account that did it, if one did.
    pub actor_id: Option<Uuid>,
    /// The name of who did it, as it was then.
    pub actor_name: String,
    /// The permission used, [`crate::access::Action::key`].
    pub action: String,
    /// What was done.
    pub verb: String,
    /// To what kind of object.
    pub object_kind: String,
    /// To which object.
    pub object_id: Option<Uuid>,
    /// The unit it belongs to.
    pub unit_id: Option<Uuid>,
    /// The object as it was, as JSON text.
    pub before: Option<String>,
    /// The object as it became, as JSON text.
    pub after: Option<String>,
    /// The request it was part of.
    pub request_id: Uuid,
}

impl Record {
    /// The hash of this record standing after one with the hash `previous`.
    ///
    /// SHA-256 over `previous` and each field in the order of the struct; a field is its length in bytes as eight bytes, big-endian, and its
    /// UTF-8 text; an absent field is the length `u64::MAX` and nothing. So no two different records give the same bytes.
    #[must_use]
    pub fn hash(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(previous);
        let mut field = |text: Option<&str>| match text {
            Some(text) => {
                hasher.update((text.len() as u64).to_be_bytes());
                hasher.update(text.as_bytes());
            }
            None => hasher.update(u64::MAX.to_be_bytes()),
        };
        let uuid = |id: Option<Uuid>| id.map(|id| id.to_string());
        field(Some(&self.sequence.to_string()));
        field(self.at.format(&Rfc3339).ok().as_deref());
        field(uuid(self.actor_id).as_deref());
        field(Some(&self.actor_name));
        field(Some(&self.action));
        field(Some(&self.verb));
        field(Some(&self.object_kind));
        field(uuid(self.object_id).as_deref());
        field(uuid(self.unit_id).as_deref());
        field(self.before.as_deref());
        field(self.after.as_deref());
        field(Some(&self.request_id.to_string()));
        hasher.finalize().into()
    }
}

/// The end of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// The number of the last record; 0 for an empty log.
    pub sequence: i64,
    /// Its hash; [`GENESIS`] for an empty log.
    pub hash: [u8; 32],
}

impl ChainHead {
    /// The head of an empty log.
    pub const EMPTY: Self = Self { sequence: 0, hash: GENESIS };
}

/// What is wrong with the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// A number is missing or out of order: a record was removed, moved or added.
    #[error("record {expected} is missing; record {found} stands in its place")]
    Gap {
        /// The number that should stand here.
        expected: i64,
        /// The number that does.
        found: i64,
    },
    /// A record does not give its hash: it was altered.
    #[error("record {sequence} does not give the hash that was stored with it")]
    Altered {
        /// The record.
        sequence: i64,
    },
    /// The log ends elsewhere than the stored head says: records were cut off or added.
    #[error("the log ends at record {found}, but the stored end is record {expected}")]
    WrongEnd {
        /// Where the head says it ends.
        expected: i64,
        /// Where it ends.
        found: i64,
    },
}

/// Walks the log from its beginning, a record at a time.
#[derive(Clone, Debug)]
pub struct ChainVerifier {
    head: ChainHead,
}

impl Default for ChainVerifier {
    fn default() -> Self {
        Self { head: ChainHead::EMPTY }
    }
}

impl ChainVerifier {
    /// Takes the next record and the hash stored with it.
    ///
    /// # Errors
    /// What is wrong with it. The walk should stop there: what follows stands on it.
    pub fn accept(&mut self, record: &Record, stored_hash: &[u8]) -> Result<(), ChainFault> {
        let expected = self.head.sequence + 1;
        if record.sequence != expected {
            return Err(ChainFault::Gap { expected, found: record.sequence });
        }
        let hash = record.hash(&self.head.hash);
        if hash.as_slice() != stored_hash {
            return Err(ChainFault::Altered { sequence: expected });
        }
        self.head = ChainHead { sequence: expected, hash };
        Ok(())
    }

    /// Compares the end that was reached with the stored head.
    ///
    /// # Errors
    /// [`ChainFault::WrongEnd`] if they differ.
    pub fn finish(self, stored: ChainHead) -> Result<ChainHead, ChainFault> {
        if self.head == stored {
            Ok(self.head)
        } else {
            Err(ChainFault::WrongEnd { expected: stored.sequence, found: self.head.sequence })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::datetime;

    fn record(sequence: i64, after: &str) -> Record {
        Record {
            sequence,
            at: datetime!(2026-11-01 08:00 UTC),
            actor_id: Some(Uuid::from_u128(7)),
            actor_name: "Informationssikkerhedskoordinator".into(),
            action: "measure.progress".into(),
            verb: "update".into(),
            object_kind: "measure".into(),
            object_id: Some(Uuid::from_u128(9)),
            unit_id: None,
            before: None,
            after: Some(after.into()),
            request_id: Uuid::from_u128(1),
        }
    }

    fn chain(texts: &[String]) -> (Vec<(Record, [u8; 32])>, ChainHead) {
        let mut head = ChainHead::EMPTY;
        let mut records = Vec::new();
        for text in texts {
            let record = record(head.sequence + 1, text);
            let hash = record.hash(&head.hash);
            head = ChainHead { sequence: record.sequence, hash };
            records.push((record, hash));
        }
        (records, head)
    }

    fn verify(records: &[(Record, [u8; 32])], head: ChainHead) -> Result<ChainHead, ChainFault> {
        let mut verifier = ChainVerifier::default();
        for (record, hash) in records {
            verifier.accept(record, hash)?;
        }
        verifier.finish(head)
    }

    proptest! {
        #[test]
        fn any_single_change_is_found(texts in prop::collection::vec(".{0,20}", 1..12), place in any::<prop::sample::Index>(), kind in 0..4) {
            let (mut records, head) = chain(&texts);
            prop_assert_eq!(verify(&records, head), Ok(head));
            let place = place.index(records.len());
            match kind {
                0 => records[place].0.after = Some("noget andet, som ikke stod der".into()),
                1 => { records.remove(place); }
                2 => records[place].0.actor_name.push('x'),
                _ => records.push((record(head.sequence + 1, "ekstra"), GENESIS)),
            }
            prop_assert!(verify(&records, head).is_err());
        }
    }

    #[test]
    fn a_field_cannot_run_into_the_next() {
        let mut one = record(1, "x");
        let mut other = record(1, "x");
        one.verb = "ab".into();
        one.object_kind = "c".into();
        other.verb = "a".into();
        other.object_kind = "bc".into();
        assert_ne!(one.hash(&GENESIS), other.hash(&GENESIS));
    }
}
