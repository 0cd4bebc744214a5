//! Inserting many rows of many columns.

use crate::{DbError, Engine, dialect};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IdenStatic as _, IntoActiveModel, Iterable as _,
    PrimaryKeyToColumn as _, Statement, Value,
};

/// Rows in one statement.
const ROWS: usize = 500;

/// The most parameters of a statement: SQLite's limit is the lower one.
const PARAMETERS: usize = 32_766;

/// What becomes of a row whose primary key is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnKnownKey {
    /// It is an error.
    Refused,
    /// The new row is written over it.
    Replaced,
}

/// Inserts rows, several hundred with each statement, as [`insert_statements`] makes them.
///
/// # Errors
/// The engine's refusal.
pub async fn insert_rows<E, A>(
    conn: &impl ConnectionTrait,
    rows: Vec<E::Model>,
    known: OnKnownKey,
) -> Result<(), DbError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E>,
{
    execute_all(conn, insert_statements::<E, A>(conn.get_database_backend(), rows, known)?).await
}

/// Sends statements, one after the other.
///
/// # Errors
/// The engine's refusal.
pub async fn execute_all(conn: &impl ConnectionTrait, statements: Vec<Statement>) -> Result<(), DbError> {
    for statement in statements {
        conn.execute_raw(statement).await?;
    }
    Ok(())
}

/// The statements that insert rows, several hundred with each: to be made beside those that the database works on.
///
/// A column that is the same in all rows of a statement is sent once with it: in registers most columns of most rows are empty, and each
/// parameter costs.
///
/// # Errors
/// [`DbError::Engine`] if a row lacks a column, which a model does not.
pub fn insert_statements<E, A>(
    backend: DbBackend,
    rows: Vec<E::Model>,
    known: OnKnownKey,
) -> Result<Vec<Statement>, DbError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E>,
{
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let most = ROWS.min(PARAMETERS / columns.len().max(1));
    let mut statements = Vec::with_capacity(rows.len().div_ceil(most.max(1)));
    let mut rows = rows.into_iter();
    loop {
        let chunk = rows.by_ref().take(most).map(|row| values(row.into_active_model(), &columns));
        let chunk = chunk.collect::<Result<Vec<_>, _>>()?;
        let Some(first) = chunk.first() else { return Ok(statements) };
        // There is always a column to list the rows by.
        let differs = |at: usize| at == 0 || chunk.iter().skip(1).any(|row| row.get(at) != first.get(at));
        let varies: Vec<bool> = (0..columns.len()).map(differs).collect();
        let text = text::<E>(&columns, &varies, chunk.len(), dialect::engine(backend), known);
        statements.push(Statement::from_sql_and_values(backend, text, parameters(chunk, &varies)));
    }
}

/// The values of a row in the order of the columns.
fn values<A: ActiveModelTrait>(
    mut row: A,
    columns: &[<A::Entity as EntityTrait>::Column],
) -> Result<Vec<Value>, DbErr> {
    let value = |column: &<A::Entity as EntityTrait>::Column| {
        row.take(*column).into_value().ok_or_else(|| DbErr::AttrNotSet(column.as_str().to_owned()))
    };
    columns.iter().map(value).collect()
}

/// First those that stand once, then those of each row.
fn parameters(rows: Vec<Vec<Value>>, varies: &[bool]) -> Vec<Value> {
    let (mut once, mut each) = (Vec::new(), Vec::new());
    each.reserve(varies.iter().filter(|varies| **varies).count() * rows.len());
    for (at, row) in rows.into_iter().enumerate() {
        for (value, varies) in row.into_iter().zip(varies) {
            if *varies {
                each.push(value);
            } else if at == 0 {
                once.push(value);
            }
        }
    }
    once.append(&mut each);
    once
}

fn text<E: EntityTrait>(
    columns: &[E::Column],
    varies: &[bool],
    rows: usize,
    engine: Engine,
    known: OnKnownKey,
) -> String {
    let quoted = |column: &E::Column| format!("\"{}\"", column.as_str());
    let list = |names: Vec<String>| names.join(", ");
    let mut parameter = 0;
    let mut mark = || {
        parameter += 1;
        match engine {
            Engine::Sqlite => "?".to_owned(),
            Engine::Postgres => format!("${parameter}"),
        }
    };
    // Both engines call the columns of a list of values so.
    let mut place = 0;
    let mut selected = |varies: &bool| {
        place += usize::from(*varies);
        if *varies { format!("column{place}") } else { mark() }
    };
    let selected = list(varies.iter().map(&mut selected).collect());
    let row = |_| format!("({})", list((0..place).map(|_| mark()).collect()));
    let given = list((0..rows).map(row).collect());
    let names = list(columns.iter().map(quoted).collect());
    let table = E::default();
    let table = table.table_name();
    // Without a condition SQLite takes the ON of what follows for that of a join.
    let insert =
        format!("INSERT INTO \"{table}\" ({names}) SELECT {selected} FROM (VALUES {given}) AS given WHERE true");
    if known == OnKnownKey::Refused {
        return insert;
    }
    let is_key = |column: &&E::Column| E::PrimaryKey::from_column(**column).is_some();
    let keys = list(columns.iter().filter(is_key).map(quoted).collect());
    let over = columns.iter().filter(|column| !is_key(column)).map(quoted);
    let over = list(over.map(|column| format!("{column} = excluded.{column}")).collect());
    // Where all of a row is its key, the row that is there is the same.
    let becomes = if over.is_empty() { "DO NOTHING".to_owned() } else { format!("DO UPDATE SET {over}") };
    format!("{insert} ON CONFLICT ({keys}) {becomes}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::event;
    use time::macros::datetime;
    use uuid::Uuid;

    fn rows(count: i64) -> Vec<event::Model> {
        let row = |sequence| event::Model {
            sequence,
            at: datetime!(2026-11-01 08:00 UTC),
            actor_id: None,
            actor_name: "Koordinator".to_owned(),
            action: "asset.change".to_owned(),
            verb: "create".to_owned(),
            object_kind: "asset".to_owned(),
            object_id: Some(Uuid::from_u128(sequence.unsigned_abs().into())),
            unit_id: None,
            before: None,
            after: Some(format!("{{\"number\":{sequence}}}")),
            request_id: Uuid::nil(),
            hash: vec![0; 32],
        };
        (1..=count).map(row).collect()
    }

    fn made(backend: DbBackend, count: i64, known: OnKnownKey) -> Vec<(String, usize)> {
        let made = insert_statements::<event::Entity, _>(backend, rows(count), known).unwrap();
        made.into_iter().map(|one| (one.sql, one.values.map_or(0, |values| values.0.len()))).collect()
    }

    #[test]
    fn what_is_the_same_in_all_rows_is_sent_once() {
        // Of thirteen columns the number, the thing and what it became differ.
        let sqlite = made(DbBackend::Sqlite, 1_200, OnKnownKey::Refused);
        assert_eq!(sqlite.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1_510, 1_510, 610]);
        assert_eq!(sqlite[0].0, sqlite[1].0);
        let (text, count) = &made(DbBackend::Sqlite, 2, OnKnownKey::Refused)[0];
        assert_eq!(*count, 16);
        assert!(
            text.ends_with(
                "SELECT column1, ?, ?, ?, ?, ?, ?, column2, ?, ?, column3, ?, ? FROM (VALUES (?, ?, ?), (?, ?, ?)) AS given WHERE true"
            ),
            "{text}"
        );
        let (text, _) = &made(DbBackend::Postgres, 2, OnKnownKey::Replaced)[0];
        assert!(text.contains("(VALUES ($11, $12, $13), ($14, $15, $16)) AS given"), "{text}");
        assert!(text.contains("ON CONFLICT (\"sequence\") DO UPDATE SET \"at\" = excluded.\"at\","), "{text}");
        assert!(!text.contains("\"sequence\" = excluded"), "{text}");
        assert!(made(DbBackend::Sqlite, 0, OnKnownKey::Refused).is_empty());
    }
}
