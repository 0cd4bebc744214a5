use crate::kit::{PageResult, User};
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse as _,
};

/// The municipality's logo. As a picture only: the policy of its own answer lets it run and load nothing, and it is not shown as a page.
pub(super) async fn show(user: User) -> PageResult {
    let (file, content) = bavn_app::attachment::get_logo(&user.app).await?;
    let media_type =
        HeaderValue::from_str(&file.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"logo\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=60")),
    ];
    Ok((headers, content).into_response())
}
