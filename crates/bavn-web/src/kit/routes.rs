use crate::WebState;
use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, on},
};
use bavn_core::access::Action;

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
    pub path: &'static str,
    /// Who may.
    pub access: Access,
}

/// The routes of a slice, each entered together with who may use it.
///
/// The entry does not enforce anything: operations do. It is what the access test holds them to.
#[derive(Debug, Default)]
pub struct Routes {
    router: Router<WebState>,
    entries: Vec<RouteEntry>,
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

    /// Any method, for the API.
    #[must_use]
    pub fn add<H, T>(
        mut self,
        method: Method,
        filter: MethodFilter,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self
    where
        H: Handler<T, WebState>,
        T: 'static,
    {
        self.router = self.router.route(path, on(filter, handler));
        self.entries.push(RouteEntry { method, path, access });
        self
    }

    /// Enters routes whose router is built elsewhere.
    #[must_use]
    pub fn with_router(mut self, router: Router<WebState>, entries: impl IntoIterator<Item = RouteEntry>) -> Self {
        self.router = self.router.merge(router);
        self.entries.extend(entries);
        self
    }

    /// These routes and those of another slice.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.entries.extend(other.entries);
        self
    }

    /// Every route and who may use it.
    #[must_use]
    pub fn entries(&self) -> &[RouteEntry] {
        &self.entries
    }

    /// The router.
    #[must_use]
    pub fn into_router(self) -> Router<WebState> {
        self.router
    }
}
