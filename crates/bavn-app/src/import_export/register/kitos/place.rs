//! Where Kitos is, and why it does not answer.

use super::super::job::authorize;
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::import_export::kitos::KitosFiles;
use time::Date;
use uuid::Uuid;

/// Where Kitos is, and who asks. The token is used for one conversation and kept nowhere.
pub struct KitosPlace {
    /// Its address, `https://…`.
    pub url: String,
    /// The token of a user of the interface.
    pub token: String,
    /// The municipality's identifier in Kitos.
    pub organisation: String,
    /// Only what was changed or deleted since; everything without.
    pub since: Option<Date>,
}

impl std::fmt::Debug for KitosPlace {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The token is not shown.
        out.debug_struct("KitosPlace").field("url", &self.url).field("since", &self.since).finish_non_exhaustive()
    }
}

/// Why Kitos did not answer as hoped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KitosRefusal {
    /// The address cannot be used.
    Address,
    /// The token has signs that no token has.
    Token,
    /// The token is wrong or has run out, at this path.
    Refused(String),
    /// Another answer than hoped, at this path.
    Status(String, u16),
    /// Something else than a list, such as a page for people, at this path.
    NotAList(String),
    /// No answer, none in time, a broken one, or too much, at this path.
    Failed(String),
}

/// How Kitos is asked: the program that runs gives the way, since operations know no network.
pub type KitosFetch = fn(&KitosPlace) -> std::result::Result<KitosFiles, KitosRefusal>;

/// Asks Kitos for its lists, over HTTPS only.
///
/// # Errors
/// [`Error::Invalid`] when the address, the token or the organisation cannot be used, or Kitos does not answer as hoped;
/// [`Error::Forbidden`].
pub async fn fetch_kitos(app: &App, ctx: &Context, place: KitosPlace) -> Result<KitosFiles> {
    let _ = authorize(ctx)?;
    let mut faults = Vec::new();
    if !place.url.trim().starts_with("https://") {
        faults.push(FieldFault::new("url", "kitos_address", &place.url));
    }
    if Uuid::parse_str(place.organisation.trim()).is_err() {
        faults.push(FieldFault::new("organisation", "kitos_organisation", &place.organisation));
    }
    if place.token.trim().is_empty() {
        faults.push(FieldFault::new("token", "required", ""));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let refused = |refusal: KitosRefusal, url: &str| {
        let fault = match refusal {
            KitosRefusal::Address => FieldFault::new("url", "kitos_address", url),
            KitosRefusal::Token => FieldFault::new("token", "kitos_token", ""),
            KitosRefusal::Refused(path) => FieldFault::new("token", "kitos_refused", "").with("path", path),
            KitosRefusal::Status(path, status) => {
                FieldFault::new("url", "kitos_status", status.to_string()).with("path", path)
            }
            KitosRefusal::NotAList(path) => FieldFault::new("url", "kitos_not_a_list", "").with("path", path),
            KitosRefusal::Failed(path) => FieldFault::new("url", "kitos_failed", "").with("path", path),
        };
        Error::Invalid(vec![fault])
    };
    let url = place.url.clone();
    let Some(fetch) = app.kitos() else { return Err(refused(KitosRefusal::Failed(url.clone()), &url)) };
    // The client waits for answers: not on a thread that serves others.
    tokio::task::spawn_blocking(move || fetch(&place)).await?.map_err(|refusal| refused(refusal, &url))
}
