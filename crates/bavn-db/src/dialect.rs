//! Where the engines differ.

use crate::Engine;
use sea_orm::{
    ConnectOptions, DbBackend, ExprTrait,
    sea_query::{Expr, SimpleExpr},
};
use std::{path::Path, time::Duration};

/// The name of the collation that sorts in Danish order, on both engines.
pub const DANISH: &str = "da";

/// The engine behind a connection.
#[must_use]
pub fn engine(backend: DbBackend) -> Engine {
    if backend == DbBackend::Postgres { Engine::Postgres } else { Engine::Sqlite }
}

/// An expression that sorts a column in Danish order.
///
/// `column` is a column of ours, never a user's text. Not for indexes: the plain `sqlite3` tool does not know the collation.
#[must_use]
pub fn danish_order(column: &'static str) -> SimpleExpr {
    debug_assert!(
        column.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.' || byte == b'"')
    );
    Expr::cust(format!("{column} COLLATE \"{DANISH}\""))
}

/// A condition that a `search_text` column contains every word of a search.
///
/// `column` holds text folded by [`bavn_core::text::fold`].
#[must_use]
pub fn contains_words<C: sea_orm::ColumnTrait>(column: C, words: &str) -> sea_orm::Condition {
    words.split_whitespace().take(8).fold(sea_orm::Condition::all(), |all, word| {
        let pattern = sea_orm::sea_query::LikeExpr::new(bavn_core::text::like_pattern(word)).escape('\\');
        all.add(Expr::col((column.entity_name(), column)).like(pattern))
    })
}

/// Names and types of a table's columns in order, as `name` and `kind`; the table is the one parameter.
pub(crate) fn columns_sql(backend: DbBackend) -> &'static str {
    match engine(backend) {
        Engine::Sqlite => "SELECT name, type AS kind FROM pragma_table_info(?) ORDER BY cid",
        Engine::Postgres => {
            "SELECT column_name::text AS name, data_type::text AS kind FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
    }
}

pub(crate) fn sqlite_options(path: &Path, connections: u32, create: bool, read_only: bool) -> ConnectOptions {
    let mode = if create { "rwc" } else { "rw" };
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode={mode}", path.display()));
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
        .test_before_acquire(false);
    options.idle_timeout(None::<Duration>).max_lifetime(None::<Duration>);
    options.map_sqlx_sqlite_opts(move |options| {
        options
            .pragma("journal_mode", "WAL")
            // FULL: a commit that returned survives a power cut, at one fsync each.
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            .pragma("busy_timeout", "10000")
            // In KiB. The one connection that writes holds the changed pages of a large transaction; what does not fit is written out and read back.
            .pragma("cache_size", if read_only { "-8000" } else { "-32000" })
            .pragma("temp_store", "MEMORY")
            // Prepared statements that insert hundreds of rows are large, and there may be many of them.
            .statement_cache_capacity(if read_only { 100 } else { 40 })
            .pragma("query_only", if read_only { "ON" } else { "OFF" })
            .collation(DANISH, bavn_core::text::danish_cmp)
    });
    options
}
