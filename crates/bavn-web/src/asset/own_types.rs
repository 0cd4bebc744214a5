//! Own types on pages: the list, making one, and one with its fields.

use super::{own_type_fields, show::VersionForm};
use crate::kit::{
    Access, Faults, Input, Layout, PageResult, Place, Routes, SecureForm, Tr, User, form_version, html, redirect,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error,
    asset::{
        AssetType, archive_asset_type, create_asset_type, get_asset_type, list_asset_types, restore_asset_type,
        update_asset_type,
    },
};
use bavn_core::{
    access::{Action, Resource},
    asset::{OWN_LIMITS, OwnField, OwnKind, OwnTypeDraft},
    ids::AssetTypeId,
};
use serde::Deserialize;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, may) = (Access::May(Action::AssetRead), Access::May(Action::AssetAdminister));
    Routes::new()
        .get("/aktiver/typer", read, list)
        .get("/aktiver/typer/ny", may, begin)
        .post("/aktiver/typer/ny", may, create)
        .get("/aktiver/typer/{id}", read, show)
        .post("/aktiver/typer/{id}", may, update)
        .post("/aktiver/typer/{id}/arkiver", may, archive)
        .post("/aktiver/typer/{id}/genindfoer", may, restore)
        .merge(own_type_fields::routes())
}

fn may_administer(user: &User) -> bool {
    user.ctx.may(Action::AssetAdminister, Resource::Any)
}

/// A type in words.
struct TypeRow {
    name: String,
    note: String,
    path: String,
    fields: usize,
    assets: u64,
    /// The list of its assets.
    list: String,
    is_archived: bool,
}

#[derive(Template)]
#[template(path = "asset/own_types.html")]
struct TypesPage {
    layout: Layout,
    t: Tr,
    heading: String,
    may_change: bool,
    rows: Vec<TypeRow>,
}

async fn list(user: User) -> PageResult {
    let t = user.t;
    let types = list_asset_types(&user.app, &user.ctx).await?;
    let row = |(one, assets): &(AssetType, u64)| TypeRow {
        name: one.own.name.clone(),
        note: one.own.note.clone(),
        path: path(one.id),
        fields: one.own.in_use().count(),
        assets: *assets,
        list: format!("/aktiver?slags=t-{}", one.id),
        is_archived: one.archived_at.is_some(),
    };
    let (in_use, archived): (Vec<_>, Vec<_>) = types.iter().map(row).partition(|row| !row.is_archived);
    let page = TypesPage {
        layout: user.layout(Place::Assets, t.get("asset-types")),
        t,
        heading: t.n("asset-types-heading", in_use.len()),
        may_change: may_administer(&user),
        rows: in_use.into_iter().chain(archived).collect(),
    };
    html(&page)
}

pub(super) fn path(id: AssetTypeId) -> String {
    format!("/aktiver/typer/{id}")
}

/// Name and note, as they are typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NameForm {
    version: String,
    name: String,
    note: String,
}

#[derive(Template)]
#[template(path = "asset/own_type_new.html")]
struct NewPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    inputs: [Input; 2],
}

fn name_inputs(t: Tr, form: &NameForm, faults: &Faults) -> [Input; 2] {
    let size = |max: usize| u16::try_from(max).unwrap_or(u16::MAX);
    let name = Input::line("text", "name", t.get("asset-type-name"), form.name.as_str());
    let note = Input::area(3, "note", t.get("asset-type-note"), form.note.as_str());
    [
        name.hint(t.get("asset-type-name-hint")).wide().max(size(OWN_LIMITS.name)).required().check(faults),
        note.hint(t.get("asset-type-note-hint")).max(size(OWN_LIMITS.note)).check(faults),
    ]
}

async fn begin(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    new_page(&user, &NameForm::default(), Faults::default())
}

fn new_page(user: &User, form: &NameForm, faults: Faults) -> PageResult {
    let t = user.t;
    let page = NewPage {
        layout: user.layout(Place::Assets, t.get("asset-type-new")),
        t,
        inputs: name_inputs(t, form, &faults),
        faults,
    };
    Ok((status(&page.faults, false), html(&page)?).into_response())
}

pub(super) fn status(faults: &Faults, is_conflict: bool) -> StatusCode {
    match (is_conflict, faults.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::OK,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

async fn create(SecureForm { user, form }: SecureForm<NameForm>) -> PageResult {
    let draft = OwnTypeDraft { name: form.name.clone(), note: form.note.clone(), fields: Vec::new() };
    match create_asset_type(&user.app, &user.ctx, &draft).await {
        Ok(id) => Ok(redirect(&path(id), "created")),
        Err(Error::Invalid(faults)) => new_page(&user, &form, Faults::new(user.t, &faults)),
        Err(error) => Err(error.into()),
    }
}

/// A field in words.
struct FieldRow {
    label: String,
    help: String,
    kind: String,
    path: String,
    is_required: bool,
    is_archived: bool,
    is_first: bool,
    is_last: bool,
}

#[derive(Template)]
#[template(path = "asset/own_type.html")]
struct TypePage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    is_conflict: bool,
    name: String,
    note: Vec<String>,
    path: String,
    version: i32,
    may_change: bool,
    is_archived: bool,
    assets: u64,
    list: String,
    new: String,
    fields: Vec<FieldRow>,
    inputs: [Input; 2],
}

async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let one = get_asset_type(&user.app, &user.ctx, AssetTypeId(id)).await?;
    page(&user, &one, None, Faults::default(), false).await
}

/// What a field holds, in words.
fn kind_words(t: Tr, kind: &OwnKind) -> String {
    let word = t.of("asset-type-kind", kind.key());
    match kind {
        OwnKind::Number { unit } if !unit.is_empty() => format!("{word} ({unit})"),
        OwnKind::Choice { options } => {
            let some: Vec<&str> = options.iter().take(6).map(String::as_str).collect();
            let more = if options.len() > some.len() { ", …" } else { "" };
            format!("{word}: {}{more}", some.join(", "))
        }
        _ => word,
    }
}

/// The page of a type, with what is wrong with what was wanted.
pub(super) async fn reload(user: &User, id: AssetTypeId, faults: Faults, is_conflict: bool) -> PageResult {
    let one = get_asset_type(&user.app, &user.ctx, id).await?;
    page(user, &one, None, faults, is_conflict).await
}

async fn page(user: &User, one: &AssetType, form: Option<&NameForm>, faults: Faults, is_conflict: bool) -> PageResult {
    let t = user.t;
    let own = &one.own;
    let types = list_asset_types(&user.app, &user.ctx).await?;
    let assets = types.iter().find(|(other, _)| other.id == one.id).map_or(0, |(_, assets)| *assets);
    let stored = NameForm { version: String::new(), name: own.name.clone(), note: own.note.clone() };
    let (in_use, archived): (Vec<&OwnField>, Vec<&OwnField>) = own.fields.iter().partition(|field| !field.is_archived);
    let last = in_use.len();
    let row = |(at, field): (usize, &&OwnField)| FieldRow {
        label: field.label.clone(),
        help: field.help.clone(),
        kind: kind_words(t, &field.kind),
        path: format!("{}/felt/{}", path(one.id), field.key),
        is_required: field.is_required,
        is_archived: field.is_archived,
        is_first: at == 0,
        is_last: at + 1 == last,
    };
    let fields = in_use.iter().chain(&archived).enumerate().map(row).collect();
    let is_archived = one.archived_at.is_some();
    let page = TypePage {
        layout: user.layout(Place::Assets, own.name.clone()),
        t,
        is_conflict,
        name: own.name.clone(),
        note: own.note.lines().map(str::to_owned).collect(),
        path: path(one.id),
        version: one.version,
        may_change: may_administer(user),
        is_archived,
        assets,
        list: format!("/aktiver?slags=t-{}", one.id),
        new: format!("/aktiver/ny?type={}", one.id),
        fields,
        inputs: name_inputs(t, form.unwrap_or(&stored), &faults),
        faults,
    };
    Ok((status(&page.faults, is_conflict), html(&page)?).into_response())
}

async fn update(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<NameForm>) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let id = AssetTypeId(id);
    let version = form_version(&form.version)?;
    let one = get_asset_type(&user.app, &user.ctx, id).await?;
    let draft = OwnTypeDraft { name: form.name.clone(), note: form.note.clone(), ..OwnTypeDraft::from(&one.own) };
    match update_asset_type(&user.app, &user.ctx, id, version, &draft).await {
        Ok(()) => Ok(redirect(&path(id), "saved")),
        Err(Error::Invalid(faults)) => page(&user, &one, Some(&form), Faults::new(user.t, &faults), false).await,
        Err(Error::Conflict { .. }) => {
            let one = get_asset_type(&user.app, &user.ctx, id).await?;
            page(&user, &one, Some(&form), Faults::default(), true).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    let id = AssetTypeId(id);
    match archive_asset_type(&user.app, &user.ctx, id, form_version(&form.version)?).await {
        Ok(()) => Ok(redirect(&path(id), "archived")),
        Err(Error::Conflict { .. }) => reload(&user, id, Faults::default(), true).await,
        Err(error) => Err(error.into()),
    }
}

async fn restore(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    let id = AssetTypeId(id);
    match restore_asset_type(&user.app, &user.ctx, id, form_version(&form.version)?).await {
        Ok(()) => Ok(redirect(&path(id), "saved")),
        Err(Error::Conflict { .. }) => reload(&user, id, Faults::default(), true).await,
        Err(Error::Invalid(faults)) => reload(&user, id, Faults::new(user.t, &faults), false).await,
        Err(error) => Err(error.into()),
    }
}
