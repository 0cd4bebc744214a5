//! Headers, cookies, sessions, rate limits.

use crate::server::{Answer, Server, send_to};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use bavn_testkit::{Actors, Engine, clock, engines};
use bavn_web::{Clock, WebConfig, WebState, router};
use time::Duration;

const HEADERS: [&str; 6] = [
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "x-request-id",
];

/// The same database at another moment, or with other settings.
fn at(server: &Server, config: WebConfig) -> Router {
    router(WebState::new(server.test.app.clone(), config))
}

async fn sign_in(router: &Router, password: &str) -> Answer {
    let body = format!("username=coordinator&password={}", password.replace(' ', "+").replace('å', "%C3%A5"));
    send_to(
        router,
        Request::post("/log-ind")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap(),
    )
    .await
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_security() {
    let server = Server::new(Engine::Sqlite).await;
    let browser = server.browser("coordinator").await;
    let addresses = [
        "/",
        "/log-ind",
        "/krav",
        "/min-konto",
        "/nowhere",
        "/api/v1/units",
        "/api/v1/nowhere",
        "/assets/bavn.css",
        "/revisionslog",
        "/hjaelp",
    ];
    for address in addresses {
        let answer = server.get(Some(&browser), address).await;
        for name in HEADERS {
            assert!(!answer.header(name).is_empty(), "{address} lacks {name}");
        }
        let policy = answer.header("content-security-policy");
        assert!(
            !policy.contains("unsafe")
                && policy.contains("default-src 'none'")
                && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        let is_kept = answer.header("cache-control").contains("public");
        assert_eq!(is_kept, address.starts_with("/assets/"), "{address}: {}", answer.header("cache-control"));
    }
}

#[tokio::test]
async fn the_cookie_cannot_be_read_by_scripts_and_is_new_at_each_sign_in() {
    let server = Server::new(Engine::Sqlite).await;
    let first = sign_in(&server.router, Actors::PASSWORD).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let cookie = first.header("set-cookie").to_owned();
    assert!(
        cookie.starts_with("bavn_session=")
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax")
            && !cookie.contains("Secure"),
        "{cookie}"
    );
    let second = sign_in(&server.router, Actors::PASSWORD).await;
    assert_ne!(second.header("set-cookie"), cookie);

    let encrypted = at(
        &server,
        WebConfig { public_url: "https://bavn.example".into(), clock: Clock::Fixed(clock()), ..WebConfig::default() },
    );
    let answer = sign_in(&encrypted, Actors::PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-bavn_session=") && cookie.contains("Secure") && cookie.contains("Path=/"),
        "{cookie}"
    );
    assert!(!answer.header("strict-transport-security").is_empty());
}

#[tokio::test]
async fn signing_out_ends_the_session_at_the_server() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        assert_eq!(server.get(Some(&browser), "/krav").await.status, StatusCode::OK);
        let gone = server.post(Some(&browser), "/log-ud", true, "").await;
        assert!(gone.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(server.get(Some(&browser), "/krav").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_session_ends_after_an_hour_without_use_and_twelve_in_all() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let ask = async |minutes: i64| {
            let later = at(
                &server,
                WebConfig { clock: Clock::Fixed(clock() + Duration::minutes(minutes)), ..WebConfig::default() },
            );
            send_to(&later, Request::get("/krav").header(header::COOKIE, &browser.cookie).body(Body::empty()).unwrap())
                .await
                .status
        };
        for minutes in (50..=700).step_by(50) {
            assert_eq!(ask(minutes).await, StatusCode::OK, "after {minutes} minutes");
        }
        assert_eq!(ask(719).await, StatusCode::OK);
        assert_eq!(ask(720).await, StatusCode::SEE_OTHER, "twelve hours in all");
        let other = server.browser("director").await;
        let idle =
            at(&server, WebConfig { clock: Clock::Fixed(clock() + Duration::minutes(60)), ..WebConfig::default() });
        let answer =
            send_to(&idle, Request::get("/krav").header(header::COOKIE, &other.cookie).body(Body::empty()).unwrap())
                .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "an hour without use");
    }
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down() {
    let server = Server::new(Engine::Sqlite).await;
    for _ in 0..5 {
        assert_eq!(sign_in(&server.router, "forkert adgangskode").await.status, StatusCode::UNAUTHORIZED);
    }
    // The account is locked: even the right password waits.
    assert_eq!(sign_in(&server.router, Actors::PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    let later = at(&server, WebConfig { clock: Clock::Fixed(clock() + Duration::minutes(2)), ..WebConfig::default() });
    assert_eq!(sign_in(&later, Actors::PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_page_of_another_site_changes_nothing() {
    let server = Server::new(Engine::Sqlite).await;
    let browser = server.browser("coordinator").await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://ond.example")] {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/log-ud")
            .header(header::HOST, "127.0.0.1:8080")
            .header(name, value)
            .header(header::COOKIE, &browser.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("csrf={}", browser.csrf)))
            .unwrap();
        assert_eq!(server.send(request).await.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert_eq!(server.get(Some(&browser), "/krav").await.status, StatusCode::OK);
}

#[tokio::test]
async fn somebody_with_a_given_password_must_choose_their_own_first() {
    let server = Server::new(Engine::Sqlite).await;
    let (account, _) = server.actors.accounts["employee"];
    let ctx = server.actors.ctx("administrator");
    bavn_app::identity::reset_password(&server.test.app, &ctx, account, "tre blå cykler i regnen").await.unwrap();
    let body = "username=employee&password=tre+bl%C3%A5+cykler+i+regnen";
    let request = Request::post("/log-ind")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    let answer = server.send(request).await;
    assert_eq!(answer.header("location"), "/min-konto/adgangskode");
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let krav = server.send(Request::get("/krav").header(header::COOKIE, &cookie).body(Body::empty()).unwrap()).await;
    assert_eq!(krav.header("location"), "/min-konto/adgangskode");
    let api = server
        .send(Request::get("/api/v1/controls").header(header::COOKIE, &cookie).body(Body::empty()).unwrap())
        .await;
    assert_eq!(api.status, StatusCode::UNAUTHORIZED);
}
