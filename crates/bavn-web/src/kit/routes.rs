use crate::WebState;
use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, on},
};
use bavn_core::access::Action;
use std::borrow::Cow;
use utoipa::openapi::{Paths, RefOr, Schema};
use utoipa_axum::router::UtoipaMethodRouter;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone, signed in or not.
    Public,
    /// Everyone who has signed in.
    SignedIn,
    /// Those who may do this somewhere; the operation behind decides about the very thing.
    May(Action),
}

/// A route and who may use it.
#[derive(Clone, Debug)]
pub struct RouteEntry {
    /// The method.
    pub method: Method,
    /// The path, with parameters in braces.
    pub path: Cow<'static, str>,
    /// Who may.
    pub access: Access,
}

/// The routes of a slice, each entered together with who may use it.
///
/// The entry does not enforce anything: operations do. It is what the access test holds them to.
#[derive(Default)]
pub struct Routes {
    router: Router<WebState>,
    entries: Vec<RouteEntry>,
    paths: Paths,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl Routes {
    /// No routes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page or file to read.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, WebState>,
        T: 'static,
    {
        self.add(Method::GET, MethodFilter::GET, path, access, handler)
    }

    /// A form that is sent.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, WebState>,
        T: 'static,
    {
        self.add(Method::POST, MethodFilter::POST, path, access, handler)
    }

    fn add<H, T>(mut self, method: Method, filter: MethodFilter, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, WebState>,
        T: 'static,
    {
        self.router = self.router.route(path, on(filter, handler));
        self.entries.push(RouteEntry { method, path: path.into(), access });
        self
    }

    /// An operation of the API, made with `utoipa_axum::routes!`: its route, who may use it, and what it says in the document.
    #[must_use]
    pub fn api(mut self, access: Access, (schemas, paths, router): UtoipaMethodRouter<WebState>) -> Self {
        for (path, method) in super::api::methods(&paths) {
            self.router = self.router.route(&path, router.clone());
            self.entries.push(RouteEntry { method, path: path.into(), access });
        }
        self.join(paths, schemas);
        self
    }

    /// What the operations of the API say in the document: addresses and schemas.
    pub(super) fn api_parts(&self) -> (Paths, Vec<(String, RefOr<Schema>)>) {
        (self.paths.clone(), self.schemas.clone())
    }

    fn join(&mut self, paths: Paths, schemas: Vec<(String, RefOr<Schema>)>) {
        for (path, item) in paths.paths {
            match self.paths.paths.get_mut(&path) {
                Some(there) => there.merge_operations(item),
                None => {
                    self.paths.paths.insert(path, item);
                }
            }
        }
        self.schemas.extend(schemas);
    }

    /// These routes and those of another slice.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.entries.extend(other.entries);
        self.join(other.paths, other.schemas);
        self
    }

    /// Every route and who may use it.
    #[must_use]
    pub fn entries(&self) -> &[RouteEntry] {
        &self.entries
    }

    /// The router.
    pub fn into_router(self) -> Router<WebState> {
        self.router
    }
}
