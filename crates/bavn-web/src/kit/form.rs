use super::{PageError, PageResult, Tr, User};
use crate::WebState;
use axum::{
    Form,
    extract::{FromRequest, FromRequestParts as _, Multipart, Request, multipart::MultipartRejection},
    http::StatusCode,
};
use bavn_app::{Error, FieldFault};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use subtle::ConstantTimeEq as _;

/// A form with the token of the session, and who sent it.
///
/// The token stands in the field `csrf` or in the header `x-csrf-token`.
#[derive(Debug)]
pub struct SecureForm<T> {
    /// Who sent it.
    pub user: User,
    /// What it holds.
    pub form: T,
}

impl<T: DeserializeOwned> FromRequest<WebState> for SecureForm<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let user = User::from_request_parts(&mut parts, state).await?;
        let from_header = parts.headers.get("x-csrf-token").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let request = Request::from_parts(parts, body);
        let Form(fields): Form<Vec<(String, String)>> =
            Form::from_request(request, state).await.map_err(|error| PageError::Form(error.to_string()))?;
        let from_field = fields.iter().find(|(name, _)| name == "csrf").map(|(_, value)| value.as_str());
        check_token(from_header.as_deref().or(from_field), &user.csrf)?;
        Ok(Self { user, form: read_fields(&fields)? })
    }
}

/// Reads a form whose fields may come several times (check boxes) into a struct: `Vec` fields take all, others the last.
fn read_fields<T: DeserializeOwned>(fields: &[(String, String)]) -> Result<T, PageError> {
    let mut grouped: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in fields {
        grouped.entry(name).or_default().push(value);
    }
    let object: serde_json::Map<String, serde_json::Value> = grouped
        .into_iter()
        .map(|(name, values)| {
            // Fields that end in [] are lists.
            let value = match name.strip_suffix("[]") {
                Some(_) => serde_json::json!(values),
                None => serde_json::json!(values.last()),
            };
            (name.trim_end_matches("[]").to_owned(), value)
        })
        .collect();
    serde_json::from_value(serde_json::Value::Object(object)).map_err(|error| PageError::Form(error.to_string()))
}

/// A file that was uploaded.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its name, as the browser gave it.
    pub file_name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// A form with files and the token of the session, and who sent it.
#[derive(Debug)]
pub struct SecureMultipart {
    /// Who sent it.
    pub user: User,
    /// Its text fields.
    pub fields: BTreeMap<String, String>,
    /// Its files that are not empty, by field.
    pub files: BTreeMap<String, Upload>,
}

/// Longest text field of a form with files, bytes.
const FIELD_BYTES: usize = 64 * 1024;

impl FromRequest<WebState> for SecureMultipart {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let user = User::from_request_parts(&mut parts, state).await?;
        let from_header = parts.headers.get("x-csrf-token").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let request = Request::from_parts(parts, body);
        let mut multipart = Multipart::from_request(request, state)
            .await
            .map_err(|error: MultipartRejection| PageError::Form(error.to_string()))?;
        let limit = state.app.limits().attachment_bytes;
        let (mut fields, mut files) = (BTreeMap::new(), BTreeMap::new());
        let broken = |error: axum::extract::multipart::MultipartError| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                PageError::Operation(Error::TooLarge { limit })
            } else {
                PageError::Form(error.to_string())
            }
        };
        while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
            if fields.len() + files.len() >= 100 {
                return Err(PageError::Form("more than 100 fields".into()));
            }
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let most = if file_name.is_some() { limit } else { FIELD_BYTES };
            let mut content = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(broken)? {
                if content.len() + chunk.len() > most {
                    return Err(PageError::Operation(Error::TooLarge { limit: most }));
                }
                content.extend_from_slice(&chunk);
            }
            match file_name {
                Some(file_name) if !file_name.is_empty() => {
                    files.insert(name, Upload { file_name, content });
                }
                Some(_) => {}
                None => {
                    fields
                        .insert(name, String::from_utf8(content).map_err(|error| PageError::Form(error.to_string()))?);
                }
            }
        }
        check_token(from_header.as_deref().or(fields.get("csrf").map(String::as_str)), &user.csrf)?;
        Ok(Self { user, fields, files })
    }
}

fn check_token(given: Option<&str>, expected: &str) -> Result<(), PageError> {
    let is_same = given.is_some_and(|given| bool::from(given.as_bytes().ct_eq(expected.as_bytes())));
    if is_same && !expected.is_empty() { Ok(()) } else { Err(PageError::Csrf) }
}

/// The version that a form was read at.
///
/// # Errors
/// [`PageError::Form`] when it is missing or no number.
pub(crate) fn form_version(text: &str) -> PageResult<i32> {
    text.parse().map_err(|_| PageError::Form("the version is missing".into()))
}

/// That somebody else has saved since a form was read, told at one of its fields.
pub(crate) fn changed_meanwhile(field: &str) -> FieldFault {
    FieldFault::new(field, "form_changed_meanwhile", "")
}

/// The page of a form that tells so: 409.
///
/// # Errors
/// As the page.
pub(crate) fn conflicted(page: PageResult) -> PageResult {
    let mut response = page?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// The faults of a form in words, to show in a summary and at each field.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    list: Vec<(String, String)>,
}

impl Faults {
    /// The faults in words.
    #[must_use]
    pub fn new(t: Tr, faults: &[FieldFault]) -> Self {
        Self { list: faults.iter().map(|fault| (fault.field.clone(), fault_text(t, fault))).collect() }
    }

    /// A fault of a field that is in words already.
    #[must_use]
    pub fn said(field: &str, text: String) -> Self {
        Self { list: vec![(field.to_owned(), text)] }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Field and text of each.
    #[must_use]
    pub fn list(&self) -> &[(String, String)] {
        &self.list
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn at(&self, field: &str) -> Option<&str> {
        self.list.iter().find(|(name, _)| name == field).map(|(_, text)| text.as_str())
    }
}

/// A fault in words: `fault-…` with the value given and what was expected.
pub(crate) fn fault_text(t: Tr, fault: &FieldFault) -> String {
    let mut values: Vec<(&str, String)> = fault.params.iter().map(|(name, value)| (*name, value.clone())).collect();
    values.push(("value", fault.value.clone()));
    t.with(&format!("fault-{}", fault.code.replace('_', "-")), &values)
}
