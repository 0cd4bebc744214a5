//! How many SQL statements a piece of work has run: for tests and for the log of slow requests.

use std::{cell::Cell, future::Future};

tokio::task_local! {
    static COUNT: Cell<u32>;
}

pub(crate) fn note(_: &sea_orm::metric::Info<'_>) {
    // Outside a counted piece of work there is nothing to add to.
    let _ = COUNT.try_with(|count| count.set(count.get() + 1));
}

/// Runs a piece of work and counts its statements.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, u32) {
    COUNT
        .scope(Cell::new(0), async {
            let result = work.await;
            (result, COUNT.with(Cell::get))
        })
        .await
}
