//! What all pages share: texts, formats, the page frame, forms, errors, routes.

pub mod api;
mod client;
mod errors;
mod form;
pub mod format;
mod input;
mod layout;
mod limiter;
mod respond;
mod routes;
mod texts;
mod user;

pub use client::ClientAddress;
pub use errors::{PageError, PageResult};
pub(crate) use errors::{dress as dress_errors, encode};
pub use form::{Faults, SecureForm, SecureMultipart, Upload};
pub(crate) use form::{changed_meanwhile, conflicted, form_version};
pub use input::Input;
pub use layout::{Layout, Place};
pub use limiter::RateLimiter;
pub(crate) use respond::frame as respond_frame;
pub use respond::{file, html, redirect, see_other};
pub use routes::{Access, RouteEntry, Routes};
pub use texts::{Tr, all_keys, raw_files};
pub use user::{COOKIE, Guest, User, cookie_value, session_cookie};
