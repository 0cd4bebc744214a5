//! A value of a column, the same in a backup whichever engine it came from.

use crate::{DbError, dialect};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use serde_json::{Value as Json, json};
use time::{Date, OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339, macros::format_description};
use uuid::Uuid;

const DATE: &[time::format_description::BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Small,
    Int,
    Big,
    Text,
    Uuid,
    Instant,
    Date,
    Bytes,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
}

/// The columns of a table, in order.
pub(super) async fn columns(conn: &impl ConnectionTrait, table: &str) -> Result<Vec<Column>, DbError> {
    let backend = conn.get_database_backend();
    let rows = conn
        .query_all_raw(Statement::from_sql_and_values(backend, dialect::columns_sql(backend), [table.into()]))
        .await?;
    rows.iter()
        .map(|row| {
            let (name, kind): (String, String) = (row.try_get("", "name")?, row.try_get("", "kind")?);
            let found = kind_of(&kind);
            let kind = found.ok_or(DbError::UnknownValue { table: "columns", column: "type", value: kind })?;
            Ok(Column { name, kind })
        })
        .collect()
}

/// The kind behind a type, as either engine writes it.
fn kind_of(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    Some(match name.split('(').next().unwrap_or_default() {
        "boolean" => Kind::Bool,
        "smallint" => Kind::Small,
        "integer" => Kind::Int,
        "bigint" => Kind::Big,
        "text" | "varchar" | "character varying" => Kind::Text,
        "uuid" | "uuid_text" => Kind::Uuid,
        "timestamp with time zone" | "timestamp_with_timezone_text" => Kind::Instant,
        "date" | "date_text" => Kind::Date,
        "bytea" | "blob" => Kind::Bytes,
        _ => return None,
    })
}

impl Column {
    /// The value of this column in a row, as JSON.
    pub(super) fn read(&self, row: &QueryResult) -> Result<Json, DbError> {
        let name = self.name.as_str();
        Ok(match self.kind {
            Kind::Bool => json!(row.try_get::<Option<bool>>("", name)?),
            Kind::Small => json!(row.try_get::<Option<i16>>("", name)?),
            Kind::Int => json!(row.try_get::<Option<i32>>("", name)?),
            Kind::Big => json!(row.try_get::<Option<i64>>("", name)?),
            Kind::Text => json!(row.try_get::<Option<String>>("", name)?),
            Kind::Uuid => json!(row.try_get::<Option<Uuid>>("", name)?),
            Kind::Instant => match row.try_get::<Option<OffsetDateTime>>("", name)? {
                Some(at) => {
                    let text = at.to_offset(UtcOffset::UTC).format(&Rfc3339);
                    json!(text.map_err(|error| self.unknown(error.to_string()))?)
                }
                None => Json::Null,
            },
            Kind::Date => match row.try_get::<Option<Date>>("", name)? {
                Some(date) => json!(date.format(DATE).map_err(|error| self.unknown(error.to_string()))?),
                None => Json::Null,
            },
            Kind::Bytes => json!(row.try_get::<Option<Vec<u8>>>("", name)?.map(|bytes| STANDARD.encode(bytes))),
        })
    }

    fn unknown(&self, value: String) -> DbError {
        DbError::UnknownValue { table: "backup", column: "time", value: format!("{}: {value}", self.name) }
    }

    /// The value to store for a value of a backup; the fault says what was expected.
    pub(super) fn value(&self, json: &Json) -> Result<Value, &'static str> {
        let text = || json.as_str().ok_or("expected a text");
        let number = || json.as_i64().ok_or("expected a whole number");
        let is_null = json.is_null();
        Ok(match self.kind {
            Kind::Bool if is_null => Value::Bool(None),
            Kind::Bool => Value::Bool(Some(json.as_bool().ok_or("expected true or false")?)),
            Kind::Small if is_null => Value::SmallInt(None),
            Kind::Small => Value::SmallInt(Some(i16::try_from(number()?).map_err(|_| "expected -32768 to 32767")?)),
            Kind::Int if is_null => Value::Int(None),
            Kind::Int => Value::Int(Some(i32::try_from(number()?).map_err(|_| "expected a number of 32 bits")?)),
            Kind::Big if is_null => Value::BigInt(None),
            Kind::Big => Value::BigInt(Some(number()?)),
            Kind::Text if is_null => Value::String(None),
            Kind::Text => Value::String(Some(text()?.to_owned())),
            Kind::Uuid if is_null => Value::Uuid(None),
            Kind::Uuid => Value::Uuid(Some(Uuid::parse_str(text()?).map_err(|_| "expected a UUID")?)),
            Kind::Instant if is_null => Value::TimeDateTimeWithTimeZone(None),
            Kind::Instant => {
                let at = OffsetDateTime::parse(text()?, &Rfc3339).map_err(|_| "expected a moment, RFC 3339")?;
                Value::TimeDateTimeWithTimeZone(Some(at))
            }
            Kind::Date if is_null => Value::TimeDate(None),
            Kind::Date => Value::TimeDate(Some(Date::parse(text()?, DATE).map_err(|_| "expected a date, 2026-12-31")?)),
            Kind::Bytes if is_null => Value::Bytes(None),
            Kind::Bytes => Value::Bytes(Some(STANDARD.decode(text()?).map_err(|_| "expected Base64")?)),
        })
    }
}
