//! The HTTP API: its document, its tokens, its problems, its versions.

use crate::server::Server;
use axum::http::{Method, StatusCode};
use bavn_testkit::engines;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

fn document() -> Value {
    serde_json::to_value(bavn_web::kit::api::document(&bavn_web::all_routes())).unwrap()
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                all.push((method.to_uppercase(), path.clone(), operation.clone()));
            }
        }
    }
    all
}

#[test]
fn every_route_stands_in_the_document_and_the_other_way_round() {
    let described: BTreeSet<_> = operations(&document()).into_iter().map(|(method, path, _)| (method, path)).collect();
    let routed: BTreeSet<_> = bavn_web::all_routes()
        .entries()
        .iter()
        .filter(|entry| entry.path.starts_with("/api/"))
        .map(|entry| (entry.method.to_string(), entry.path.to_string()))
        .collect();
    assert!(routed.len() > 15);
    assert_eq!(routed, described);
}

#[test]
fn the_operations_are_those_that_are_meant() {
    let list: Vec<String> = operations(&document())
        .into_iter()
        .map(|(method, path, operation)| format!("{method:6} {path} {}", operation["operationId"].as_str().unwrap()))
        .collect();
    insta::assert_snapshot!(list.join("\n"));
}

#[test]
fn the_document_is_complete() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let tags: BTreeSet<&str> =
        document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let place = format!("{method} {path}");
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        assert!(!id.is_empty() && !id.contains('_'), "{place} needs an operationId in camel case");
        assert!(names.insert(id), "{place}: the operationId is taken");
        assert!(operation["summary"].is_string(), "{place} needs a summary");
        for tag in operation["tags"].as_array().unwrap() {
            assert!(tags.contains(tag.as_str().unwrap()), "{place}: the tag {tag} is not described");
        }
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{place} says no success");
        assert!(
            responses.keys().any(|status| status.starts_with('4')) || path.ends_with("openapi.json"),
            "{place} says no problem"
        );
        for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            let is_said = operation["parameters"]
                .as_array()
                .is_some_and(|all| all.iter().any(|parameter| parameter["name"] == name && parameter["in"] == "path"));
            assert!(is_said, "{place}: the parameter {name} is not described");
        }
        assert!(
            path.ends_with("openapi.json") || operation["security"][0].get("bearer").is_some(),
            "{place} needs no token?"
        );
    }
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    fn walk(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(reference)) = map.get("$ref") {
                    found.insert(reference.clone());
                }
                map.values().for_each(|value| walk(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = BTreeSet::new();
    walk(&document, &mut found);
    assert!(found.contains("#/components/schemas/Problem"));
    for reference in found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    }
}

#[tokio::test]
async fn tokens_decide_who_asks() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let nobody = server.api(Method::GET, "/api/v1/units", None, None, None).await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
        assert_eq!(nobody.header("www-authenticate"), "Bearer realm=\"bavn\"");
        assert_eq!(nobody.header("content-type"), "application/problem+json");
        assert_eq!(nobody.json()["request_id"], nobody.header("x-request-id"));
        assert_eq!(
            server.api(Method::GET, "/api/v1/units", Some("bavn_wrong"), None, None).await.status,
            StatusCode::UNAUTHORIZED
        );

        let reading = server.token("coordinator", true).await;
        assert_eq!(server.api(Method::GET, "/api/v1/units", Some(&reading), None, None).await.status, StatusCode::OK);
        let unit = json!({ "kind": "administration", "name": "Teknik og Miljø" });
        let refused = server.api(Method::POST, "/api/v1/units", Some(&reading), None, Some(unit.clone())).await;
        assert_eq!((refused.status, refused.json()["code"].as_str().unwrap()), (StatusCode::FORBIDDEN, "BAVN-403"));

        // The browser's session reads; it never writes without a token.
        let browser = server.browser("coordinator").await;
        assert_eq!(server.get(Some(&browser), "/api/v1/units").await.status, StatusCode::OK);
        assert_eq!(server.post(Some(&browser), "/api/v1/units", true, "").await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_change_says_which_version_it_was_made_from() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let made = server
            .api(
                Method::POST,
                "/api/v1/units",
                Some(&token),
                None,
                Some(json!({ "kind": "administration", "name": "Teknik og Miljø" })),
            )
            .await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.body);
        let address = made.header("location").to_owned();
        let better = json!({ "kind": "administration", "name": "Teknik, Klima og Miljø" });

        let without = server.api(Method::PUT, &address, Some(&token), None, Some(better.clone())).await;
        assert_eq!(without.status, StatusCode::PRECONDITION_REQUIRED);
        let unreadable = server.api(Method::PUT, &address, Some(&token), Some("*"), Some(better.clone())).await;
        assert_eq!(unreadable.status, StatusCode::BAD_REQUEST);
        let changed = server.api(Method::PUT, &address, Some(&token), Some("\"1\""), Some(better.clone())).await;
        assert_eq!((changed.status, changed.header("etag")), (StatusCode::OK, "\"2\""));
        assert_eq!(changed.json()["name"], "Teknik, Klima og Miljø");
        let late = server.api(Method::PUT, &address, Some(&token), Some("\"1\""), Some(better)).await;
        assert_eq!((late.status, late.header("etag")), (StatusCode::PRECONDITION_FAILED, "\"2\""));
        assert_eq!(late.json()["current_version"], 2);
        assert_eq!(
            server.api(Method::DELETE, &address, Some(&token), Some("\"2\""), None).await.status,
            StatusCode::NO_CONTENT
        );
    }
}

#[tokio::test]
async fn problems_name_every_fault() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let faulty = server
            .api(
                Method::POST,
                "/api/v1/people",
                Some(&token),
                None,
                Some(json!({ "name": "", "email": "ingen snabel-a" })),
            )
            .await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields: Vec<_> = faulty.json()["faults"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| (fault["field"].clone(), fault["code"].clone()))
            .collect();
        assert_eq!(fields, [(json!("name"), json!("required")), (json!("email"), json!("email"))]);
        let unknown = server
            .api(Method::POST, "/api/v1/people", Some(&token), None, Some(json!({ "name": "A", "nickname": "B" })))
            .await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
        assert!(unknown.json()["detail"].as_str().unwrap().contains("nickname"));
        let large = server
            .api(Method::POST, "/api/v1/people", Some(&token), None, Some(json!({ "name": "x".repeat(1_100_000) })))
            .await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
        let nowhere = server.api(Method::GET, "/api/v1/nowhere", Some(&token), None, None).await;
        assert_eq!(
            (nowhere.status, nowhere.header("content-type")),
            (StatusCode::NOT_FOUND, "application/problem+json")
        );
        let method = server.api(Method::PATCH, "/api/v1/units", Some(&token), None, None).await;
        assert_eq!(
            (method.status, method.header("content-type")),
            (StatusCode::METHOD_NOT_ALLOWED, "application/problem+json")
        );
        let broken = server.api(Method::GET, "/api/v1/people/nobody", Some(&token), None, None).await;
        assert_eq!(
            (broken.status, broken.header("content-type")),
            (StatusCode::BAD_REQUEST, "application/problem+json")
        );
    }
}

#[tokio::test]
async fn lists_come_a_page_at_a_time() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("auditor", true).await;
        let page = server.api(Method::GET, "/api/v1/people?size=3&page=2", Some(&token), None, None).await;
        let body = page.json();
        assert_eq!(
            (body["items"].as_array().unwrap().len(), &body["total"], &body["page"], &body["pages"]),
            (3, &json!(8), &json!(2), &json!(3))
        );
        assert!(page.header("link").contains("</api/v1/people?size=3&page=3>; rel=\"next\""));
        assert_eq!(
            server.api(Method::GET, "/api/v1/people?size=three", Some(&token), None, None).await.status,
            StatusCode::BAD_REQUEST
        );
    }
}

#[tokio::test]
async fn the_catalogue_can_be_read_and_weighed() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let areas = server.api(Method::GET, "/api/v1/areas", Some(&token), None, None).await.json();
        assert_eq!(areas.as_array().unwrap().len(), 17);
        let code = areas[0]["controls"][0].as_str().unwrap();
        let control =
            server.api(Method::GET, &format!("/api/v1/controls/{code}"), Some(&token), None, None).await.json();
        assert_eq!(control["levels"].as_array().unwrap().len(), 6);
        assert!(!control["mappings"].as_array().unwrap().is_empty());
        let weights =
            json!({ "controls": [{ "code": code, "version": control["version"], "weight": 5, "target": 9 }] });
        assert_eq!(
            server.api(Method::PUT, "/api/v1/weights", Some(&token), None, Some(weights)).await.json()["faults"][0]["field"],
            "controls[0].target"
        );
        let weights =
            json!({ "controls": [{ "code": code, "version": control["version"], "weight": 1, "target": 5 }] });
        assert_eq!(
            server.api(Method::PUT, "/api/v1/weights", Some(&token), None, Some(weights)).await.json()["changed"],
            1
        );
        let again = server.api(Method::GET, &format!("/api/v1/controls/{code}"), Some(&token), None, None).await.json();
        assert_eq!((&again["weight"], &again["target"]), (&json!(1), &json!(5)));
        for framework in
            server.api(Method::GET, "/api/v1/frameworks", Some(&token), None, None).await.json().as_array().unwrap()
        {
            let key = framework["key"].as_str().unwrap();
            let whole =
                server.api(Method::GET, &format!("/api/v1/frameworks/{key}"), Some(&token), None, None).await.json();
            // Some have nothing but whom they bind.
            let count = whole["requirements"].as_array().unwrap().len();
            assert!(count > 5 || count == 0, "{key}");
        }
    }
}
