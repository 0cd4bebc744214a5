//! A server with a small municipality, driven without a network.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use bavn_app::identity::{SignIn, TokenDraft, create_token, sign_in};
use bavn_testkit::{Actors, Engine, TestApp, clock, context, test_app};
use bavn_web::{Clock, WebConfig, WebState, router};
use tower::ServiceExt as _;

/// A server on a test database.
pub struct Server {
    pub test: TestApp,
    pub actors: Actors,
    pub router: Router,
}

/// A session of a browser.
#[derive(Clone)]
pub struct Browser {
    pub cookie: String,
    pub csrf: String,
}

/// What was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Server {
    pub async fn new(engine: Engine) -> Self {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let router =
            router(WebState::new(test.app.clone(), WebConfig { clock: Clock::Fixed(clock()), ..WebConfig::default() }));
        Self { test, actors, router }
    }

    pub async fn browser(&self, name: &str) -> Browser {
        let given = SignIn { username: name, password: Actors::PASSWORD, user_agent: "test", address: "127.0.0.1" };
        let session = sign_in(&self.test.app, &context(bavn_core::access::Actor::anonymous()), given).await.unwrap();
        let found = bavn_app::identity::find_session(&self.test.app, &session.token, clock()).await.unwrap().unwrap();
        Browser { cookie: format!("bavn_session={}", session.token), csrf: found.csrf_token }
    }

    pub async fn token(&self, name: &str, is_read_only: bool) -> String {
        create_token(&self.test.app, &self.actors.ctx(name), TokenDraft { name: "test".into(), is_read_only, days: 1 })
            .await
            .unwrap()
            .secret
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        send_to(&self.router, request).await
    }

    pub async fn get(&self, browser: Option<&Browser>, path: &str) -> Answer {
        let mut request = Request::get(path);
        if let Some(browser) = browser {
            request = request.header(header::COOKIE, &browser.cookie);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form; `csrf` decides whether the token of the session goes with it.
    pub async fn post(&self, browser: Option<&Browser>, path: &str, csrf: bool, fields: &str) -> Answer {
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let mut body = fields.to_owned();
        if let Some(browser) = browser {
            request = request.header(header::COOKIE, &browser.cookie);
            if csrf {
                body = format!("csrf={}&{body}", browser.csrf);
            }
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Asks the API.
    pub async fn api(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        version: Option<&str>,
        body: Option<serde_json::Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(version) = version {
            request = request.header(header::IF_MATCH, version);
        }
        let body = match body {
            Some(value) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(value.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }
}

pub async fn send_to(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 32 * 1024 * 1024).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}
