use super::Problem;
use crate::kit::{Access, RouteEntry, Routes};
use axum::{
    http::{HeaderValue, Method, header},
    response::{IntoResponse as _, Response},
};
use std::sync::LazyLock;
use utoipa::{
    PartialSchema as _, ToSchema as _,
    openapi::{
        Components, Content, InfoBuilder, License, OpenApi, OpenApiBuilder, Paths, Ref, RefOr, Response as Answer,
        ResponseBuilder, SecurityRequirement, Tag,
        path::{Operation, PathItem},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
        tag::TagBuilder,
    },
};
use utoipa_axum::routes;

const BEARER: &str = "bearer";

/// What each tag is about.
const TAGS: [(&str, &str); 13] = [
    ("organisation", "The municipality, its units and people."),
    ("accounts", "Accounts, roles and API tokens."),
    ("catalogue", "The control set, the frameworks and the municipality's weights."),
    ("gap-analysis", "Gap analyses, answers, scores, import and export."),
    ("action-plan", "Plans and measures."),
    ("registers", "Tables taken into the registers."),
    ("assets", "Assets: systems, equipment, data, places and supplies, and what they stand on."),
    ("continuity", "Critical tasks with their impact analysis, recovery teams, recovery steps and conflicts."),
    ("suppliers", "Suppliers, contracts, agreements, statements and assessments, and what falls due."),
    ("recovery", "Scenarios, what falls in them, recovery orders and recovery plans."),
    ("reports", "Management memos and plan documents."),
    ("audit-log", "The hash-chained log of every change."),
    ("api", "The API itself."),
];

/// The routes of the API itself.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().api(Access::Public, routes!(get_openapi))
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    document(&crate::all_routes()).to_json().unwrap_or_else(|error| {
        tracing::error!(%error, "the API document cannot be written");
        "{}".to_owned()
    })
});

/// This document.
///
/// OpenAPI 3.1, for people and for generators of clients.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "getOpenapi", tag = "api", responses((status = 200, description = "The document.", body = serde_json::Value)))]
async fn get_openapi() -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], DOCUMENT.as_str()).into_response()
}

/// The OpenAPI document of the routes: what the slices wrote, and on each operation the problems it can answer with and the token it needs.
#[must_use]
pub fn document(routes: &Routes) -> OpenApi {
    let (mut paths, schemas) = routes.api_parts();
    for (path, item) in &mut paths.paths {
        for (method, operation) in operations(item) {
            let entry = routes.entries().iter().find(|entry| entry.path == *path && entry.method == method);
            complete(operation, &method, path, entry);
        }
    }
    let mut components = Components::new();
    components.schemas.extend(schemas);
    let mut inner = Vec::new();
    Problem::schemas(&mut inner);
    components.schemas.extend(inner);
    components.schemas.insert(Problem::name().into_owned(), Problem::schema());
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "A token from /min-konto. It does what its owner may do; with the scope \"read\" it changes nothing.",
        ))
        .build();
    components.security_schemes.insert(BEARER.into(), RefOr::T(SecurityScheme::Http(scheme)));
    let info = InfoBuilder::new()
        .title("Bavn")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("What the pages of Bavn can do, for other programs. Times are UTC (RFC 3339), dates ISO 8601, money whole kroner, effort hours."))
        .license(Some(License::new("MPL-2.0")))
        .build();
    let tags: Vec<Tag> = TAGS
        .iter()
        .map(|(name, description)| TagBuilder::new().name(*name).description(Some(*description)).build())
        .collect();
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components)).tags(Some(tags)).build()
}

/// The operations of an address, each with its method.
fn operations(item: &mut PathItem) -> Vec<(Method, &mut Operation)> {
    [
        (Method::GET, &mut item.get),
        (Method::PUT, &mut item.put),
        (Method::POST, &mut item.post),
        (Method::DELETE, &mut item.delete),
        (Method::PATCH, &mut item.patch),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
    .collect()
}

/// The methods under which an address answers.
pub(in crate::kit) fn methods(paths: &Paths) -> Vec<(String, Method)> {
    let mut found = Vec::new();
    for (path, item) in &paths.paths {
        for (method, operation) in [
            (Method::GET, &item.get),
            (Method::PUT, &item.put),
            (Method::POST, &item.post),
            (Method::DELETE, &item.delete),
            (Method::PATCH, &item.patch),
        ] {
            if operation.is_some() {
                found.push((path.clone(), method));
            }
        }
    }
    found
}

fn complete(operation: &mut Operation, method: &Method, path: &str, entry: Option<&RouteEntry>) {
    let is_public = entry.is_some_and(|entry| entry.access == Access::Public);
    if !is_public {
        operation.security = Some(vec![SecurityRequirement::new(BEARER, Vec::<String>::new())]);
        answer(operation, "401", "No token that counts.");
    }
    if !is_public || path.contains('{') {
        answer(operation, "404", "There is none, or the owner of the token may not know that there is.");
    }
    if operation.parameters.as_ref().is_some_and(|all| !all.is_empty()) {
        answer(operation, "400", "An address, query or header that cannot be read.");
    }
    if !method.is_safe() {
        answer(operation, "403", "The owner of the token may not do this.");
        answer(operation, "409", "It is closed for changes.");
        answer(operation, "422", "Fields with faults; all of them are listed.");
        if operation.request_body.is_some() {
            answer(operation, "400", "A body that is not JSON of this shape.");
            answer(operation, "413", "The body is larger than the limit.");
            answer(operation, "415", "The body is not sent as the expected media type.");
        }
    }
    if operation.parameters.as_ref().is_some_and(|all| {
        all.iter().any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == "If-Match"))
    }) {
        answer(
            operation,
            "412",
            "Somebody else changed it since; the version it has now is in `ETag` and `current_version`.",
        );
        answer(operation, "428", "The header If-Match is missing.");
    }
    answer(operation, "500", "Something failed inside; give the request_id to support.");
}

fn answer(operation: &mut Operation, status: &str, description: &str) {
    if operation.responses.responses.contains_key(status) {
        return;
    }
    let content = Content::new(Some(RefOr::<utoipa::openapi::Schema>::Ref(Ref::from_schema_name(Problem::name()))));
    let problem: Answer =
        ResponseBuilder::new().description(description).content("application/problem+json", content).build();
    operation.responses.responses.insert(status.to_owned(), RefOr::T(problem));
}
