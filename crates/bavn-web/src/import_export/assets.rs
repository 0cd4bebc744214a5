//! Assets and dependencies as lists.

use crate::{
    asset::{Wanted, field_name, field_text, own_text},
    kit::{Access, PageError, PageResult, Routes, Tr, User, file},
};
use axum::extract::{Path, Query};
use bavn_app::{
    App, Context, Result,
    asset::{AssetFilter, AssetSort, Names},
    import_export::{AssetTexts, ListFormat, export_asset_list, export_dependency_list},
};
use bavn_core::{
    access::Action,
    asset::{DependencyKind, Field, FieldKind, OwnField},
    lang::Lang,
};
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

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
    let field = |field: &_| field_name(t, field);
    // The same few words stand in thousands of cells.
    let words: Mutex<HashMap<(&str, String), String>> = Mutex::default();
    let value = |names: &_, field: &Field, value: &Value| match field.kind {
        FieldKind::Choice(_) | FieldKind::YesNo => {
            let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
            let word = words.entry((field.key, value.to_string()));
            word.or_insert_with(|| field_text(t, names, field, value)).clone()
        }
        _ => field_text(t, names, field, value),
    };
    let own = |field: &_, value: &_| own_text(t, field, value);
    export_asset_list(app, ctx, filter, sort, format, &texts(t, (&field, &value, &own), &|word| link_word(t, word)))
        .await
}

/// Dependencies as a file, in a language.
///
/// # Errors
/// As [`export_dependency_list`].
pub async fn dependency_list(app: &App, ctx: &Context, lang: Lang, format: ListFormat) -> Result<Vec<u8>> {
    let t = Tr::new(lang);
    let (field, value) =
        (|field: &_| field_name(t, field), |names: &_, field: &_, value: &_| field_text(t, names, field, value));
    let own = |field: &_, value: &_| own_text(t, field, value);
    export_dependency_list(app, ctx, format, &texts(t, (&field, &value, &own), &|word| link_word(t, word))).await
}

fn link_word(t: Tr, word: &str) -> String {
    if DependencyKind::from_key(word).is_some() { t.of("asset-link", word) } else { t.of("asset-necessity", word) }
}

/// The name of a field, its value in words, and the value of an own field in words.
type FieldWords<'a> = (
    &'a (dyn Fn(&Field) -> String + Send + Sync),
    &'a (dyn Fn(&Names, &Field, &serde_json::Value) -> String + Send + Sync),
    &'a (dyn Fn(&OwnField, &str) -> String + Send + Sync),
);

fn texts<'a>(
    t: Tr,
    (field, value, own): FieldWords<'a>,
    word: &'a (dyn Fn(&str) -> String + Send + Sync),
) -> AssetTexts<'a> {
    AssetTexts {
        lang: t.lang(),
        assets: t.get("asset-list"),
        dependencies: t.get("asset-dependencies"),
        number: t.get("list-asset-number"),
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
        own,
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

#[cfg(test)]
mod tests {
    use super::*;
    use bavn_core::{
        asset::FIELDS,
        import_export::table::{ImportWords, Register},
    };

    /// What a list says in either language is what an import reads: its headings, and the words in its cells.
    #[test]
    fn what_is_written_is_read() {
        let words = ImportWords::shipped().unwrap();
        for lang in Lang::ALL {
            let t = Tr::new(lang);
            assert_eq!(words.field_of(Register::Assets, &t.get("list-asset-number")), Some("number"));
            for field in FIELDS.iter().filter(|field| !matches!(field.key, "type_id" | "external_source")) {
                let heading = field_name(t, field);
                assert_eq!(words.field_of(Register::Assets, &heading), Some(field.key), "{heading}");
                let (FieldKind::Choice(keys) | FieldKind::Choices(keys)) = field.kind else { continue };
                for key in keys.iter().filter(|key| **key != "own" || field.key != "kind") {
                    let word = crate::asset::choice_word(t, field.key, key);
                    assert_eq!(words.choice(field.key, &word), Some(*key), "{heading}: {word}");
                }
            }
            for grade in 0..=4 {
                assert_eq!(words.grade(&t.of("asset-grade", grade.to_string())), Some(grade));
            }
        }
    }
}
