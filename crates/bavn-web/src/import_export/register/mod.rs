//! Tables into the registers: upload, columns, preview, run, undo.

mod api;
mod columns;
mod kitos;
mod list;
mod show;

use crate::kit::Routes;

/// The routes of the pages and the API.
pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(show::routes())
        .merge(columns::routes())
        .merge(kitos::routes())
        .merge(api::routes())
}
