use crate::{
    WebState, about, accounts, action_plan, asset, assets, audit_log, catalogue, continuity, gap_analysis,
    import_export,
    kit::{PageError, Routes, api, dress_errors, respond_frame},
    organisation, overview, own_account, recovery, report, sign_in, supplier,
};
use axum::{Router, extract::DefaultBodyLimit, middleware};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

/// Every route of the program.
#[must_use]
pub fn all_routes() -> Routes {
    Routes::new()
        .merge(api::routes())
        .merge(assets::routes())
        .merge(sign_in::routes())
        .merge(overview::routes())
        .merge(gap_analysis::routes())
        .merge(import_export::routes())
        .merge(organisation::routes())
        .merge(own_account::routes())
        .merge(accounts::routes())
        .merge(audit_log::routes())
        .merge(about::routes())
        .merge(catalogue::routes())
        .merge(action_plan::routes())
        .merge(asset::routes())
        .merge(continuity::routes())
        .merge(report::routes())
        .merge(supplier::routes())
        .merge(recovery::routes())
}

/// The whole server, ready to be served.
pub fn router(state: WebState) -> Router {
    // Room for the largest file and the form around it.
    let body = state.app.limits().attachment_bytes + 256 * 1024;
    all_routes()
        .into_router()
        .fallback(async || PageError::NoSuchPage)
        .layer(DefaultBodyLimit::max(body))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(state.clone(), dress_errors))
        .layer(middleware::from_fn_with_state(state.clone(), respond_frame))
        .layer(CompressionLayer::new())
        .with_state(state)
}
