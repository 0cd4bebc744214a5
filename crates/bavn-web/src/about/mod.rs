//! The program itself: version and licences, help, and the accessibility statement.

use crate::{
    WebState,
    kit::{Access, Guest, Layout, PageError, PageResult, Place, Routes, Tr, User, html},
};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use bavn_app::catalogue;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/om", Access::SignedIn, about).get("/hjaelp", Access::Public, help).get(
        "/tilgaengelighed",
        Access::Public,
        accessibility,
    )
}

/// Whoever looks, signed in or not, with the menu of those who are.
struct Reader {
    t: Tr,
    layout: Layout,
}

impl FromRequestParts<WebState> for Reader {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Self::Rejection> {
        match User::from_request_parts(parts, state).await {
            Ok(user) => Ok(Self { t: user.t, layout: user.layout(Place::About, "") }),
            Err(PageError::SignIn { .. } | PageError::ChangePassword) => {
                let guest = Guest::from_request_parts(parts, state).await?;
                Ok(Self { t: guest.t, layout: guest.layout("") })
            }
            Err(error) => Err(error),
        }
    }
}

#[derive(Template)]
#[template(path = "about/about.html")]
struct AboutPage {
    layout: Layout,
    t: Tr,
    heading: String,
    frameworks: Vec<Credit>,
    parts: [(&'static str, &'static str, &'static str); 8],
}

/// Where content comes from and what may be done with it.
struct Credit {
    title: String,
    version: String,
    source: String,
    licence: String,
}

/// The parts of others that are inside the program: name, licence, what for. A test compares it with the vendored files.
const PARTS: [(&str, &str, &str); 8] = [
    ("Det Fælles Designsystem 11.2.0", "MIT", "style"),
    ("IBM Plex Sans", "OFL-1.1", "font"),
    ("Material Icons", "Apache-2.0", "icons"),
    ("htmx 2", "0BSD", "script"),
    ("Typst", "Apache-2.0", "documents"),
    ("SeaORM, SQLx", "MIT, Apache-2.0", "database"),
    ("SQLite", "Public domain", "database"),
    ("axum, Tokio, Askama, Fluent, utoipa", "MIT, Apache-2.0", "server"),
];

async fn about(user: User) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    html(&AboutPage {
        layout: user.layout(Place::About, t.get("menu-about")),
        t,
        heading: t.s("about-heading", "version", env!("CARGO_PKG_VERSION")),
        frameworks: view
            .frameworks
            .iter()
            .map(|framework| Credit {
                title: framework.title.get(lang).to_owned(),
                version: framework.version.clone(),
                source: framework.source.get(lang).to_owned(),
                licence: framework.licence.get(lang).to_owned(),
            })
            .collect(),
        parts: PARTS,
    })
}

#[derive(Template)]
#[template(path = "about/help.html")]
struct HelpPage {
    layout: Layout,
    t: Tr,
    codes: [&'static str; 16],
}

/// The codes that an error page or the API can show.
const CODES: [&str; 16] = [
    "BAVN-400", "BAVN-401", "BAVN-403", "BAVN-404", "BAVN-409", "BAVN-413", "BAVN-415", "BAVN-419", "BAVN-422",
    "BAVN-423", "BAVN-428", "BAVN-429", "BAVN-500", "BAVN-510", "BAVN-520", "BAVN-530",
];

async fn help(reader: Reader) -> PageResult {
    let t = reader.t;
    html(&HelpPage { layout: Layout { title: t.get("foot-help"), ..reader.layout }, t, codes: CODES })
}

#[derive(Template)]
#[template(path = "about/accessibility.html")]
struct AccessibilityPage {
    layout: Layout,
    t: Tr,
    municipality: String,
}

async fn accessibility(reader: Reader) -> PageResult {
    let t = reader.t;
    let municipality = if reader.layout.municipality.is_empty() {
        t.get("access-the-municipality")
    } else {
        reader.layout.municipality.clone()
    };
    html(&AccessibilityPage { layout: Layout { title: t.get("foot-accessibility"), ..reader.layout }, t, municipality })
}
