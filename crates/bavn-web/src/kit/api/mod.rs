//! The HTTP API: what a page can do, a program can do under `/api/v1`.
//!
//! A slice writes its API in `<slice>/api.rs`; `organisation/api.rs` is the example. In short:
//!
//! 1. A handler is an `async fn` with `#[utoipa::path(get, path = "/api/v1/units", operation_id = "listUnits", tag = "organisation",
//!    responses((status = 200, description = "…", body = Vec<UnitBody>)))]`. State the answers that are not faults; the problems that
//!    each operation can answer with, and the bearer token, are added to all of them by [`document()`].
//! 2. It takes [`ApiUser`] first: `user.app` and `user.ctx` are what operations want. A bearer token may do what its owner may, less all
//!    changes if it is read-only; for GET the session of the browser counts too.
//! 3. Bodies come as [`ApiJson<T>`] (`T: Deserialize + ToSchema`, `#[serde(deny_unknown_fields)]`), at most 1 MiB, and go as
//!    `axum::Json`. A file comes as the whole body, [`ApiFile`], with what is said about it in the query. Bodies have `Uuid`, `i64`, `String`, not types of the core; write `impl From<Unit> for UnitBody`.
//! 4. It returns [`ApiResult`]; every [`bavn_app::Error`] becomes a [`Problem`] (`application/problem+json`, RFC 9457) by `?`.
//! 5. What has a version is answered with [`current`], its version as ETag; what changes it takes an [`ApiChange<T>`], or
//!    [`IfMatch`] where there is no body, and says so with `params(…, IfMatchParam)`. Without the header: 428; changed since: 412 with the
//!    version it has now.
//! 6. Lists that come a page at a time take `ApiQuery<PageQuery>` and answer `ApiPage::respond(&uri, page, UnitBody::from)`, with `Link`
//!    headers; `uri: Uri` is an extractor. The type in the document is `body = ApiPage<PersonBody>`.
//! 7. What was created answers [`created`]: 201, `Location`, the version as ETag, and the new object.
//! 8. Enter each operation with who may use it: `Routes::new().api(Access::May(Action::OrganisationRead), routes!(list_units))`, with
//!    `use utoipa_axum::routes;`, and merge it in the `routes()` of the slice. Nothing else: the document and the access test follow.

mod change;
mod document;
mod extract;
mod page;
mod problem;
mod version;

pub use change::{ApiChange, current};
pub(super) use document::methods;
pub use document::{document, routes};
pub(super) use extract::asked_lang;
pub(crate) use extract::word;
pub use extract::{ApiFile, ApiJson, ApiQuery, ApiUser};
pub use page::{ApiPage, PageQuery};
pub(super) use problem::dress;
pub use problem::{ApiError, ApiResult, Problem, ProblemFault};
pub use version::{Etag, IfMatch, IfMatchParam, created};
