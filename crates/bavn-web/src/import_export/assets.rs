//! Assets and dependencies as lists.

use crate::{
    asset::{Wanted, field_name, field_text},
    kit::{Access, PageError, PageResult, Routes, Tr, User, file},
};
use axum::extract::{Path, Query};
use bavn_app::{
    App, Context, Result,
    asset::{AssetFilter, AssetSort},
    import_export::{AssetTexts, ListFormat, export_asset_list, export_dependency_list},
};
use bavn_core::{access::Action, asset::DependencyKind, lang::Lang};

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::AssetRead);
    Routes::new().get("/aktiver/eksport/{format}", read, download_assets).get(
        "/aktiver/eksport/afhaengigheder/{format}",
        read,
        download_dependencies,
    )
}

/// Assets as a file, in a language.
///
/// # Errors
/// As [`export_asset_list`].
pub async fn asset_list(
    app: &App,
    ctx: &Context,
    lang: Lang,
    filter: &AssetFilter,
    sort: AssetSort,
    format: ListFormat,
) -> Result<Vec<u8>> {
    let t = Tr::new(lang);
    let (field, value) =
        (|field: &_| field_name(t, field), |names: &_, field: &_, value: &_| field_text(t, names, field, value));
    export_asset_list(app, ctx, filter, sort, format, &texts(t, &field, &value, &|word| link_word(t, word))).await
}

/// Dependencies as a file, in a language.
///
/// # Errors
/// As [`export_dependency_list`].
pub async fn dependency_list(app: &App, ctx: &Context, lang: Lang, format: ListFormat) -> Result<Vec<u8>> {
    let t = Tr::new(lang);
    let (field, value) =
        (|field: &_| field_name(t, field), |names: &_, field: &_, value: &_| field_text(t, names, field, value));
    export_dependency_list(app, ctx, format, &texts(t, &field, &value, &|word| link_word(t, word))).await
}

fn link_word(t: Tr, word: &str) -> String {
    if DependencyKind::from_key(word).is_some() { t.of("asset-link", word) } else { t.of("asset-necessity", word) }
}

fn texts<'a>(
    t: Tr,
    field: &'a (dyn Fn(&bavn_core::asset::Field) -> String + Send + Sync),
    value: &'a (dyn Fn(&bavn_app::asset::Names, &bavn_core::asset::Field, &serde_json::Value) -> String + Send + Sync),
    word: &'a (dyn Fn(&str) -> String + Send + Sync),
) -> AssetTexts<'a> {
    AssetTexts {
        lang: t.lang(),
        assets: t.get("asset-list"),
        dependencies: t.get("asset-dependencies"),
        number: t.get("list-number"),
        dependency: [
            t.get("list-asset"),
            t.get("asset-link-on"),
            t.get("asset-link-kind"),
            t.get("asset-link-necessity"),
            t.get("asset-link-hours"),
            t.get("asset-link-group"),
            t.get("asset-f-note"),
        ],
        field,
        value,
        word,
    }
}

fn format_of(ending: &str) -> PageResult<ListFormat> {
    ListFormat::from_ending(ending).ok_or(PageError::NoSuchPage)
}

async fn download_assets(user: User, Path(ending): Path<String>, Query(wanted): Query<Wanted>) -> PageResult {
    let format = format_of(&ending)?;
    let (filter, sort) = (wanted.filter(), wanted.sort());
    let content = asset_list(&user.app, &user.ctx, user.t.lang(), &filter, sort, format).await?;
    let name = format!("bavn-assets-{}.{}", user.ctx.today(), format.ending());
    Ok(file(&name, format.media_type(), content))
}

async fn download_dependencies(user: User, Path(ending): Path<String>) -> PageResult {
    let format = format_of(&ending)?;
    let content = dependency_list(&user.app, &user.ctx, user.t.lang(), format).await?;
    let name = format!("bavn-dependencies-{}.{}", user.ctx.today(), format.ending());
    Ok(file(&name, format.media_type(), content))
}
