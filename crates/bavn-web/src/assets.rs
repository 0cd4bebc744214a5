//! Style sheets, scripts, fonts and pictures, embedded in the binary.

use crate::kit::{Access, PageError, Routes};
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Assets;

/// The address of an asset, with the beginning of its hash: it may be kept for a year, and a changed file has another address.
#[must_use]
pub fn address(name: &str) -> String {
    match Assets::get(name) {
        Some(file) => format!("/assets/{name}?v={}", hex::encode(&file.metadata.sha256_hash()[..6])),
        None => {
            tracing::error!(name, "an asset is missing");
            format!("/assets/{name}")
        }
    }
}

/// The routes of the assets.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/assets/{*name}", Access::Public, serve)
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, PageError> {
    let file = Assets::get(&name).ok_or(PageError::NoSuchPage)?;
    let tag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    if headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::CACHE_CONTROL, kept)]).into_response());
    }
    let media_type = mime_guess::from_path(&name).first_or_octet_stream();
    let media_type =
        HeaderValue::from_str(media_type.as_ref()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""));
    Ok((
        [(header::CONTENT_TYPE, media_type), (header::ETAG, tag), (header::CACHE_CONTROL, kept)],
        file.data.into_owned(),
    )
        .into_response())
}
