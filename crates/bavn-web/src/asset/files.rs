//! Files that are attached to assets.

use crate::kit::{
    Access, Faults, PageError, PageResult, Routes, SecureForm, SecureMultipart, Tr, User,
    api::{ApiFile, ApiQuery, ApiResult, ApiUser},
    file, format, redirect,
};
use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    asset::{AssetFile, add_asset_file, archive_asset_file, get_asset, get_asset_file, list_asset_files},
};
use bavn_core::{
    access::Action,
    ids::{AssetFileId, AssetId},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::AssetRead), Access::May(Action::AssetChange));
    Routes::new()
        .post("/aktiver/{id}/fil", change, add)
        .get("/aktiver/{id}/fil/{file}", read, download)
        .post("/aktiver/{id}/fil/{file}/fjern", change, archive)
        .api(read, routes!(list))
        .api(change, routes!(create))
        .api(read, routes!(get))
        .api(change, routes!(remove))
}

/// A file in words.
pub(super) struct FileRow {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) added: String,
    pub(super) by: String,
    pub(super) size: String,
}

impl FileRow {
    pub(super) fn of(t: Tr, asset: AssetId, file: &AssetFile) -> Self {
        Self {
            path: format!("/aktiver/{asset}/fil/{}", file.id),
            title: file.title.clone(),
            added: format::moment(t.lang(), file.added_at),
            by: file.added_by.clone(),
            size: format::bytes(t.lang(), file.file.size),
        }
    }
}

async fn add(Path(id): Path<Uuid>, sent: SecureMultipart) -> PageResult {
    let SecureMultipart { user, mut fields, mut files } = sent;
    let id = AssetId(id);
    let title = fields.remove("title").unwrap_or_default();
    let outcome = match files.remove("file") {
        Some(upload) => {
            add_asset_file(&user.app, &user.ctx, id, &title, (&upload.file_name, &upload.content)).await.map(drop)
        }
        None => Err(Error::Invalid(vec![FieldFault::new("file", "file_missing", "")])),
    };
    match outcome {
        Ok(()) => Ok(redirect(&format!("/aktiver/{id}#filer"), "saved")),
        Err(Error::Invalid(faults)) => {
            let asset = get_asset(&user.app, &user.ctx, id).await?;
            super::show::page(&user, &asset, super::dependency::AddForm::default(), Faults::new(user.t, &faults)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn parse(text: &str) -> PageResult<AssetFileId> {
    text.parse().map_err(|_| PageError::Operation(Error::NotFound { kind: "asset_file" }))
}

async fn download(user: User, Path((_, id)): Path<(String, String)>) -> PageResult {
    let (attachment, content) = get_asset_file(&user.app, &user.ctx, parse(&id)?).await?;
    Ok(file(&attachment.file_name, &attachment.media_type, content))
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn archive(Path((_, id)): Path<(String, String)>, SecureForm { user, .. }: SecureForm<Nothing>) -> PageResult {
    let asset = archive_asset_file(&user.app, &user.ctx, parse(&id)?).await?;
    Ok(redirect(&format!("/aktiver/{asset}#filer"), "archived"))
}

/// A file that is attached to an asset.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AssetFileBody {
    /// Its identifier.
    id: Uuid,
    /// What it is called.
    title: String,
    /// Its name when it was sent.
    name: String,
    /// What its content was recognised as.
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of the content, in hexadecimal.
    sha256: String,
    /// When it was attached.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    added_at: OffsetDateTime,
    /// By whom.
    added_by: String,
}

impl From<AssetFile> for AssetFileBody {
    fn from(file: AssetFile) -> Self {
        Self {
            id: file.id.0,
            title: file.title,
            name: file.file.file_name,
            media_type: file.file.media_type,
            size: file.file.size,
            sha256: file.file.sha256,
            added_at: file.added_at,
            added_by: file.added_by,
        }
    }
}

/// The files of an asset.
#[utoipa::path(get, path = "/api/v1/assets/{id}/files", operation_id = "listAssetFiles", tag = "assets", params(("id" = Uuid, Path, description = "The asset.")), responses((status = 200, description = "The files, oldest first.", body = Vec<AssetFileBody>)))]
async fn list(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let asset = get_asset(&user.app, &user.ctx, AssetId(id)).await?;
    let files = list_asset_files(&user.app, &user.ctx, &asset).await?;
    Ok(Json(files.into_iter().map(AssetFileBody::from).collect::<Vec<_>>()).into_response())
}

/// What is said about a file that is sent.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AssetFileInput {
    /// The file's name, with its ending.
    #[param(max_length = 200)]
    name: String,
    /// What to call it; the file's name when empty.
    #[serde(default)]
    #[param(max_length = 200)]
    title: String,
}

/// Attach a file to an asset: the body is the file.
#[utoipa::path(post, path = "/api/v1/assets/{id}/files", operation_id = "addAssetFile", tag = "assets", params(("id" = Uuid, Path, description = "The asset."), AssetFileInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, description = "Attached; the files of the asset, oldest first.", body = Vec<AssetFileBody>)))]
async fn create(
    user: ApiUser,
    Path(id): Path<Uuid>,
    ApiQuery(input): ApiQuery<AssetFileInput>,
    ApiFile(content): ApiFile,
) -> ApiResult {
    let id = AssetId(id);
    add_asset_file(&user.app, &user.ctx, id, &input.title, (&input.name, &content)).await?;
    let asset = get_asset(&user.app, &user.ctx, id).await?;
    let files = list_asset_files(&user.app, &user.ctx, &asset).await?;
    let body = files.into_iter().map(AssetFileBody::from).collect::<Vec<_>>();
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// A file of an asset.
#[utoipa::path(get, path = "/api/v1/asset-files/{id}", operation_id = "getAssetFile", tag = "assets", params(("id" = Uuid, Path, description = "The file.")), responses((status = 200, description = "The file; its hash was checked.", body = Vec<u8>, content_type = "application/octet-stream")))]
async fn get(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let (attachment, content) = get_asset_file(&user.app, &user.ctx, AssetFileId(id)).await?;
    Ok(file(&attachment.file_name, &attachment.media_type, content))
}

/// Take a file of an asset out of use; its history stays.
#[utoipa::path(delete, path = "/api/v1/asset-files/{id}", operation_id = "archiveAssetFile", tag = "assets", params(("id" = Uuid, Path, description = "The file.")), responses((status = 204, description = "Out of use.")))]
async fn remove(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    archive_asset_file(&user.app, &user.ctx, AssetFileId(id)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
