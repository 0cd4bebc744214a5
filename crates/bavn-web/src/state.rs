use crate::kit::RateLimiter;
use bavn_app::App;
use std::sync::Arc;
use time::OffsetDateTime;

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A fixed moment, for tests.
    Fixed(OffsetDateTime),
}

impl Clock {
    /// The time now, UTC.
    #[must_use]
    pub fn now(self) -> OffsetDateTime {
        match self {
            Self::System => OffsetDateTime::now_utc(),
            Self::Fixed(at) => at,
        }
    }
}

/// How the pages are served.
#[derive(Clone, Debug)]
pub struct WebConfig {
    /// The address people use, such as `https://bavn.kommune.example`; with `https` cookies are sent encrypted only.
    pub public_url: String,
    /// The name of a header in which a proxy that is trusted gives the client's address, such as `x-forwarded-for`.
    pub client_address_header: Option<String>,
    /// Sign-ins to offer on the sign-in page: user name and role key, for the demonstration only.
    pub demo_sign_ins: Vec<(String, String)>,
    /// The password of the demonstration sign-ins.
    pub demo_password: Option<String>,
    /// Where the time comes from.
    pub clock: Clock,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".into(),
            client_address_header: None,
            demo_sign_ins: Vec::new(),
            demo_password: None,
            clock: Clock::System,
        }
    }
}

/// What every handler is given. Cheap to clone.
#[derive(Clone, Debug)]
pub struct WebState {
    /// What operations work on.
    pub app: App,
    /// How the pages are served.
    pub config: Arc<WebConfig>,
    /// Bounds sign-in tries from one address.
    pub sign_in_limiter: Arc<RateLimiter>,
}

impl WebState {
    /// The state of a server.
    #[must_use]
    pub fn new(app: App, config: WebConfig) -> Self {
        Self { app, config: Arc::new(config), sign_in_limiter: Arc::new(RateLimiter::new(30, 60)) }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.config.clock.now()
    }

    /// Whether people reach the server encrypted.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.config.public_url.starts_with("https://")
    }
}
