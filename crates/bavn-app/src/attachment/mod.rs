//! Files that were uploaded: evidence and logos. The same content is kept once, found by its SHA-256.

mod entity;

use crate::{App, Context, Error, Result};
use bavn_core::ids::AttachmentId;
use bavn_db::WriteTx;
use entity::blob::SelectSha256 as _;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use time::OffsetDateTime;

/// What an upload may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any document.
    Evidence,
    /// A picture for the letterhead: PNG, JPEG or SVG of at most 1 MB.
    Picture,
}

/// A stored file without its content.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Attachment {
    /// Its identifier.
    pub id: AttachmentId,
    /// Its name when it was uploaded.
    pub file_name: String,
    /// What its content was recognised as; never what the sender claimed.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// When it was uploaded.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// By whom.
    pub created_by: String,
}

/// Largest picture, bytes.
const PICTURE_BYTES: usize = 1024 * 1024;

/// Stores a file inside a transaction that commits with its own event.
pub(crate) async fn store(
    tx: &WriteTx,
    ctx: &Context,
    file_name: &str,
    content: &[u8],
    kind: Kind,
) -> Result<AttachmentId> {
    let file_name = clean_name(file_name);
    let media_type = recognise(&file_name, content);
    if kind == Kind::Picture {
        if content.len() > PICTURE_BYTES {
            return Err(Error::TooLarge { limit: PICTURE_BYTES });
        }
        if !matches!(media_type, "image/png" | "image/jpeg" | "image/svg+xml") {
            return Err(Error::invalid("logo", "picture", &file_name));
        }
    }
    if content.is_empty() {
        return Err(Error::invalid("file", "empty_file", &file_name));
    }
    let sha256 = hex::encode(Sha256::digest(content));
    if entity::blob::Entity::find_by_id(sha256.clone()).select_sha256(tx).await?.is_none() {
        let blob = entity::blob::Model { sha256: sha256.clone(), content: content.to_vec() };
        entity::blob::Entity::insert(blob.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    let id: AttachmentId = ctx.new_id()?;
    let row = entity::attachment::Model {
        id: id.0,
        sha256,
        file_name,
        media_type: media_type.to_owned(),
        size: i64::try_from(content.len()).unwrap_or(i64::MAX),
        created_at: ctx.now(),
        created_by: ctx.actor().name().to_owned(),
    };
    entity::attachment::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(id)
}

/// A stored file with its content. Whether the actor may read it is for the slice that it belongs to.
pub(crate) async fn read(app: &App, id: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    let conn = app.db().read();
    let row =
        entity::attachment::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: "attachment" })?;
    let blob = entity::blob::Entity::find_by_id(row.sha256.clone())
        .one(conn)
        .await?
        .ok_or(Error::NotFound { kind: "attachment" })?;
    if hex::encode(Sha256::digest(&blob.content)) != row.sha256 {
        return Err(Error::System { what: "attachment", message: format!("content of {id} does not give its hash") });
    }
    Ok((from_row(row), blob.content))
}

/// Several stored files without their content.
pub(crate) async fn find_many(app: &App, ids: &[AttachmentId]) -> Result<HashMap<AttachmentId, Attachment>> {
    let chosen = entity::attachment::Column::Id.is_in(ids.iter().map(|id| id.0));
    let rows = entity::attachment::Entity::find().filter(chosen).all(app.db().read()).await?;
    Ok(rows.into_iter().map(|row| (row.id.into(), from_row(row))).collect())
}

/// The municipality's logo, for documents and pages; everybody who is signed in may see it.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or the database failed.
pub async fn get_logo(app: &App) -> Result<(Attachment, Vec<u8>)> {
    let municipality = crate::organisation::get_municipality(app).await?;
    let id = municipality.logo_id.ok_or(Error::NotFound { kind: "logo" })?;
    read(app, id).await
}

pub(crate) fn from_row(row: entity::attachment::Model) -> Attachment {
    Attachment {
        id: row.id.into(),
        file_name: row.file_name,
        media_type: row.media_type,
        size: row.size,
        sha256: row.sha256,
        created_at: row.created_at,
        created_by: row.created_by,
    }
}

/// The last part of a path, without control characters, at most 150 characters.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|letter| !letter.is_control()).take(150).collect();
    if clean.trim().is_empty() { "fil".to_owned() } else { clean }
}

/// What a content is, by its first bytes; names decide only between harmless text formats.
fn recognise(name: &str, content: &[u8]) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let starts = |magic: &[u8]| content.starts_with(magic);
    if starts(b"%PDF-") {
        "application/pdf"
    } else if starts(b"\x89PNG\r\n\x1a\n") {
        "image/png"
    } else if starts(b"\xff\xd8\xff") {
        "image/jpeg"
    } else if starts(b"PK\x03\x04") {
        match ending.as_str() {
            "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            _ => "application/zip",
        }
    } else if std::str::from_utf8(content).is_ok() {
        match ending.as_str() {
            "svg" if content.windows(4).any(|window| window == b"<svg") => "image/svg+xml",
            "csv" => "text/csv",
            _ => "text/plain",
        }
    } else {
        "application/octet-stream"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_not_the_name() {
        assert_eq!(recognise("bevis.pdf", b"<script>alert(1)</script>"), "text/plain");
        assert_eq!(recognise("bevis.html", b"<html>"), "text/plain");
        assert_eq!(recognise("x", b"%PDF-1.7"), "application/pdf");
        assert_eq!(recognise("logo.svg", b"<?xml version='1.0'?><svg/>"), "image/svg+xml");
    }

    #[test]
    fn names_lose_paths_and_control_characters() {
        assert_eq!(clean_name("../../etc/pass\u{0}wd"), "passwd");
        assert_eq!(clean_name("C:\\x\\Årsplan.docx"), "Årsplan.docx");
        assert_eq!(clean_name("..\\"), "fil");
    }
}
