//! Checks that many forms share.

use crate::{Error, FieldFault, Result};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QuerySelect as _, Select};
use std::collections::HashSet;
use uuid::Uuid;

/// Values in one `IN` list, well below what SQLite takes.
pub(crate) const IN_LIST: usize = 5_000;

/// Those of some identifiers that are among the rows of a query: one statement for each five thousand.
pub(crate) async fn known<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    wanted: HashSet<Uuid>,
    among: Select<E>,
    id: E::Column,
) -> Result<HashSet<Uuid>> {
    let wanted: Vec<Uuid> = wanted.into_iter().collect();
    let mut found = HashSet::with_capacity(wanted.len());
    for chunk in wanted.chunks(IN_LIST) {
        let rows = among.clone().filter(id.is_in(chunk.iter().copied()));
        found.extend(rows.select_only().column(id).into_tuple::<Uuid>().all(conn).await?);
    }
    Ok(found)
}

/// A result of many things of which there was one, with faults named by field alone: `assets[0].steps[2].name` as `steps[2].name`.
pub(crate) fn by_field<T>(stored: Result<T>) -> Result<T> {
    stored.map_err(|error| match error {
        Error::Invalid(mut faults) => {
            for fault in &mut faults {
                if let Some((_, field)) = fault.field.split_once("].") {
                    fault.field = field.to_owned();
                }
            }
            Error::Invalid(faults)
        }
        error => error,
    })
}

/// Notes a fault if a text has fewer or more characters than allowed, or control characters other than line breaks and tabs.
pub(crate) fn text(faults: &mut Vec<FieldFault>, field: &str, value: &str, min: usize, max: usize) {
    let length = value.chars().count();
    if length == 0 && min > 0 {
        faults.push(FieldFault::new(field, "required", value));
    } else if length < min {
        faults.push(FieldFault::new(field, "too_short", value).with("min", min));
    } else if length > max {
        faults.push(FieldFault::new(field, "too_long", value).with("max", max));
    }
    if value.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        faults.push(FieldFault::new(field, "control_characters", value));
    }
}

/// Notes a fault if a text is not shaped like a mail address: one `@` with something on both sides and no spaces.
pub(crate) fn email(faults: &mut Vec<FieldFault>, field: &str, value: &str) {
    let is_address = value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.') && !host.ends_with('.')
    });
    if !value.is_empty() && (!is_address || value.chars().any(char::is_whitespace) || value.len() > 254) {
        faults.push(FieldFault::new(field, "email", value));
    }
}
