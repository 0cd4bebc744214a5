//! Kitos, REST API v2: the lists that an import needs, page by page.

use bavn_core::import_export::kitos::KitosFiles;
use serde_json::Value;
use std::{fmt, time::Duration};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

/// The most that the interface gives at once.
const PAGE_SIZE: usize = 250;

/// What a conversation may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long one request may take.
    pub request: Duration,
    /// Bytes of one answer.
    pub answer_bytes: u64,
    /// Pages of one list: 400 are 100,000 records.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { request: Duration::from_secs(60), answer_bytes: 20_000_000, pages: 400 }
    }
}

/// Why Kitos did not answer as hoped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KitosError {
    /// The address is not one of HTTPS, or has more than a host and a path. HTTP is for the own machine only.
    #[error("{url} is not an address of HTTPS (or of HTTP on this machine)")]
    Address {
        /// The address.
        url: String,
    },
    /// The token is empty or has blanks or signs that no token has.
    #[error("the token cannot be sent")]
    Token,
    /// The token is wrong or has run out; it lives 24 hours.
    #[error("Kitos refuses the token at {path}: get a new one, it lives 24 hours")]
    Refused {
        /// The path that was asked for.
        path: String,
    },
    /// Another answer than 200.
    #[error("Kitos answers {status} at {path}")]
    Status {
        /// The path.
        path: String,
        /// The status.
        status: u16,
    },
    /// The answer is no list of records in JSON: a page for people, perhaps, that stands before the interface.
    #[error("{path} gives no list: {detail}")]
    NotAList {
        /// The path.
        path: String,
        /// What the reader met.
        detail: String,
    },
    /// No answer, a broken one, one that took too long or was too large.
    #[error("{path}: {detail}")]
    Failed {
        /// The path.
        path: String,
        /// What went wrong.
        detail: String,
    },
    /// A list has more pages than allowed.
    #[error("{path} has more than {max} pages")]
    TooMany {
        /// The path.
        path: String,
        /// The most allowed.
        max: usize,
    },
}

/// A client with a token.
pub struct KitosClient {
    agent: ureq::Agent,
    base: String,
    token: String,
    organisation: Uuid,
    limits: Limits,
}

impl fmt::Debug for KitosClient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The token is not shown.
        out.debug_struct("KitosClient").field("base", &self.base).field("organisation", &self.organisation).finish()
    }
}

impl KitosClient {
    /// A client for one organisation at an address such as `https://kitos.dk`.
    ///
    /// # Errors
    /// [`KitosError::Address`] or [`KitosError::Token`].
    pub fn new(url: &str, token: &str, organisation: Uuid, limits: Limits) -> Result<Self, KitosError> {
        let base = url.trim().trim_end_matches('/').to_owned();
        if !is_safe(&base) {
            return Err(KitosError::Address { url: url.to_owned() });
        }
        let token = token.trim();
        if token.is_empty() || token.len() > 10_000 || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(KitosError::Token);
        }
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(limits.request))
            .http_status_as_error(false)
            // The token goes nowhere else.
            .max_redirects(0)
            .user_agent("Bavn")
            .build();
        Ok(Self { agent: ureq::Agent::new_with_config(config), base, token: token.to_owned(), organisation, limits })
    }

    /// Reads all lists; with `since`, what was changed or deleted from then on. `progress` is told each list and how many records came so far.
    ///
    /// # Errors
    /// [`KitosError`] at the first answer that is not as hoped: half of what is there is not enough.
    pub fn fetch(
        &self,
        since: Option<OffsetDateTime>,
        progress: &mut dyn FnMut(&str, usize),
    ) -> Result<KitosFiles, KitosError> {
        let organisation = self.organisation.to_string();
        let moment = since.and_then(|since| since.format(&Rfc3339).ok());
        let all = vec![("organizationUuid", organisation.clone())];
        let mut own = all.clone();
        let catalogue = [("usedInOrganizationUuid", organisation)];
        let mut deleted = Vec::new();
        if let Some(moment) = &moment {
            own.push(("changedSinceGtEq", moment.clone()));
            deleted.push(("deletedSinceUTC", moment.clone()));
        }
        Ok(KitosFiles {
            // All of them: a use that was changed may be of a system that was not.
            systems: self.list("/api/v2/it-systems", &catalogue, progress)?,
            usages: self.list("/api/v2/it-system-usages", &own, progress)?,
            // All of them: a system that was changed may stand in a contract that was not.
            contracts: self.list("/api/v2/it-contracts", &all, progress)?,
            registrations: self.list("/api/v2/data-processing-registrations", &own, progress)?,
            deleted: self.list("/api/v2/delta-feed/deleted-entities", &deleted, progress)?,
        })
    }

    /// A whole list: there is no count and no link to the next page, so pages are read until one is not full.
    fn list(
        &self,
        path: &str,
        query: &[(&str, String)],
        progress: &mut dyn FnMut(&str, usize),
    ) -> Result<Vec<u8>, KitosError> {
        let failed = |detail: String| KitosError::Failed { path: path.to_owned(), detail };
        let mut records: Vec<Value> = Vec::new();
        for page in 0..self.limits.pages {
            let bytes = self.page(path, query, page)?;
            let no_list = |error: serde_json::Error| {
                let detail = error.to_string();
                KitosError::NotAList { path: path.to_owned(), detail }
            };
            let read: Vec<Value> = serde_json::from_slice(&bytes).map_err(no_list)?;
            let count = read.len();
            records.extend(read);
            progress(path, records.len());
            if count < PAGE_SIZE {
                return serde_json::to_vec(&records).map_err(|error| failed(error.to_string()));
            }
        }
        Err(KitosError::TooMany { path: path.to_owned(), max: self.limits.pages })
    }

    fn page(&self, path: &str, query: &[(&str, String)], page: usize) -> Result<Vec<u8>, KitosError> {
        let failed = |error: ureq::Error| KitosError::Failed { path: path.to_owned(), detail: error.to_string() };
        let request = self
            .agent
            .get(format!("{}{path}", self.base))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Accept", "application/json")
            .query("page", page.to_string())
            .query("pageSize", PAGE_SIZE.to_string())
            .query_pairs(query.iter().map(|(name, value)| (*name, value.as_str())));
        let mut response = request.call().map_err(failed)?;
        match response.status().as_u16() {
            200 => response.body_mut().with_config().limit(self.limits.answer_bytes).read_to_vec().map_err(failed),
            401 | 403 => Err(KitosError::Refused { path: path.to_owned() }),
            status => Err(KitosError::Status { path: path.to_owned(), status }),
        }
    }
}

/// Whether a token may be sent there.
fn is_safe(base: &str) -> bool {
    let (host, is_local_only) = match (base.strip_prefix("https://"), base.strip_prefix("http://")) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        _ => return false,
    };
    let plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '.' | '-' | ':' | '/' | '[' | ']' | '_');
    let authority = host.split('/').next().unwrap_or_default();
    let name = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let is_own = matches!(name, "localhost" | "127.0.0.1" | "::1");
    !name.is_empty() && host.chars().all(plain) && (!is_local_only || is_own)
}
