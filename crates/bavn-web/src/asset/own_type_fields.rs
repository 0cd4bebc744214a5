//! The fields of an own type on pages: adding, changing, moving, and taking out of use.

use super::own_types::{path, reload, status};
use crate::kit::{
    Access, Faults, Input, Layout, PageError, PageResult, Place, Routes, SecureForm, Tr, User, form_version, html,
    redirect,
};
use askama::Template;
use axum::{extract::Path, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    asset::{AssetType, get_asset_type, update_asset_type},
};
use bavn_core::{
    access::{Action, Resource},
    asset::{OWN_KINDS, OWN_LIMITS, OwnField, OwnFieldDraft, OwnKind, OwnTypeDraft},
    ids::AssetTypeId,
};
use serde::Deserialize;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let may = Access::May(Action::AssetAdminister);
    Routes::new()
        .get("/aktiver/typer/{id}/felt", may, begin)
        .post("/aktiver/typer/{id}/felt", may, create)
        .get("/aktiver/typer/{id}/felt/{key}", may, edit)
        .post("/aktiver/typer/{id}/felt/{key}", may, update)
        .post("/aktiver/typer/{id}/felt/{key}/goer", may, act)
}

/// A field, as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FieldForm {
    version: String,
    label: String,
    help: String,
    kind: String,
    unit: String,
    /// One a line.
    options: String,
    required: String,
}

impl FieldForm {
    fn of(field: &OwnField) -> Self {
        Self {
            version: String::new(),
            label: field.label.clone(),
            help: field.help.clone(),
            kind: field.kind.key().to_owned(),
            unit: field.kind.unit().to_owned(),
            options: field.kind.options().join("\n"),
            required: if field.is_required { "1".to_owned() } else { String::new() },
        }
    }

    fn draft(&self, old: Option<&OwnField>) -> Result<OwnFieldDraft, Vec<FieldFault>> {
        let options: Vec<String> = self.options.lines().map(str::to_owned).collect();
        let kind = OwnKind::from_parts(&self.kind, &self.unit, &options)
            .ok_or_else(|| vec![FieldFault::new("kind", "unknown", &self.kind)])?;
        Ok(OwnFieldDraft {
            key: old.map(|field| field.key.clone()),
            label: self.label.clone(),
            help: self.help.clone(),
            kind,
            is_required: !self.required.is_empty(),
            is_archived: old.is_some_and(|field| field.is_archived),
        })
    }
}

#[derive(Template)]
#[template(path = "asset/own_type_field.html")]
struct FieldPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    is_conflict: bool,
    heading: String,
    /// The name and address of the type.
    own: (String, String),
    action: String,
    version: i32,
    inputs: Vec<Input>,
    is_required: bool,
    /// The field's key, of one that is there.
    key: Option<String>,
}

fn page(
    user: &User,
    one: &AssetType,
    old: Option<&OwnField>,
    form: &FieldForm,
    faults: Faults,
    is_conflict: bool,
) -> PageResult {
    let t = user.t;
    let size = |max: usize| u16::try_from(max).unwrap_or(u16::MAX);
    let heading = old.map_or_else(|| t.get("asset-type-field-new"), |field| field.label.clone());
    let may = |key: &&&str| old.is_none_or(|field| field.kind.key() == **key || **key == "lines");
    let kinds = OWN_KINDS.iter().filter(may).map(|key| ((*key).to_owned(), t.of("asset-type-kind", key)));
    let kind = if form.kind.is_empty() { "line" } else { &form.kind };
    let mut inputs =
        vec![
            Input::line("text", "label", t.get("asset-type-field-label"), form.label.as_str())
                .wide()
                .max(size(OWN_LIMITS.name))
                .required(),
            Input::line("text", "help", t.get("asset-type-field-help"), form.help.as_str())
                .hint(t.get("asset-type-field-help-hint"))
                .wide()
                .max(size(OWN_LIMITS.help)),
            Input::select("kind", t.get("asset-type-field-kind"), kind, kinds.collect())
                .hint(t.get(if old.is_none() { "asset-type-field-kind-hint" } else { "asset-type-field-kind-fixed" })),
        ];
    if old.is_none_or(|field| matches!(field.kind, OwnKind::Number { .. })) {
        let unit = Input::line("text", "unit", t.get("asset-type-field-unit"), form.unit.as_str());
        inputs.push(unit.hint(t.get("asset-type-field-unit-hint")).short().max(size(OWN_LIMITS.unit)));
    }
    if old.is_none_or(|field| matches!(field.kind, OwnKind::Choice { .. })) {
        let options = Input::area(4, "options", t.get("asset-type-field-options"), form.options.as_str());
        inputs.push(options.hint(t.s("asset-type-field-options-hint", "max", OWN_LIMITS.options)).max(10_000));
    }
    let base = path(one.id);
    let page = FieldPage {
        layout: user.layout(Place::Assets, heading.clone()),
        t,
        is_conflict,
        heading,
        action: old.map_or_else(|| format!("{base}/felt"), |field| format!("{base}/felt/{}", field.key)),
        own: (one.own.name.clone(), base),
        version: one.version,
        inputs: inputs.into_iter().map(|input| input.check(&faults)).collect(),
        is_required: !form.required.is_empty(),
        key: old.map(|field| field.key.clone()),
        faults,
    };
    Ok((status(&page.faults, is_conflict), html(&page)?).into_response())
}

async fn begin(user: User, Path(id): Path<Uuid>) -> PageResult {
    let one = get_asset_type(&user.app, &user.ctx, AssetTypeId(id)).await?;
    let _ = user.ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    page(&user, &one, None, &FieldForm::default(), Faults::default(), false)
}

/// The field of an address.
fn field_of<'a>(one: &'a AssetType, key: &str) -> PageResult<&'a OwnField> {
    one.own.field(key).ok_or(PageError::Operation(Error::NotFound { kind: "asset_type" }))
}

async fn edit(user: User, Path((id, key)): Path<(Uuid, String)>) -> PageResult {
    let one = get_asset_type(&user.app, &user.ctx, AssetTypeId(id)).await?;
    let _ = user.ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let field = field_of(&one, &key)?;
    page(&user, &one, Some(field), &FieldForm::of(field), Faults::default(), false)
}

async fn create(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<FieldForm>) -> PageResult {
    save(&user, AssetTypeId(id), None, &form).await
}

async fn update(Path((id, key)): Path<(Uuid, String)>, SecureForm { user, form }: SecureForm<FieldForm>) -> PageResult {
    save(&user, AssetTypeId(id), Some(&key), &form).await
}

/// Stores a field; what was typed stays in the form when it cannot be, or when somebody has changed the type meanwhile.
async fn save(user: &User, id: AssetTypeId, key: Option<&str>, form: &FieldForm) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let version = form_version(&form.version)?;
    let one = get_asset_type(&user.app, &user.ctx, id).await?;
    let old = key.map(|key| field_of(&one, key)).transpose()?;
    let draft = match form.draft(old) {
        Ok(draft) => draft,
        Err(faults) => return page(user, &one, old, form, Faults::new(user.t, &faults), false),
    };
    let mut change = OwnTypeDraft::from(&one.own);
    let at = match change.fields.iter().position(|field| field.key.as_deref() == key && key.is_some()) {
        Some(at) => {
            change.fields[at] = draft;
            at
        }
        None => {
            change.fields.push(draft);
            change.fields.len() - 1
        }
    };
    match update_asset_type(&user.app, &user.ctx, id, version, &change).await {
        Ok(()) => Ok(redirect(&format!("{}#felter", path(id)), "saved")),
        Err(Error::Invalid(mut faults)) => {
            let own = format!("fields[{at}].");
            for fault in &mut faults {
                if let Some(part) = fault.field.strip_prefix(&own) {
                    fault.field = part.to_owned();
                }
            }
            page(user, &one, old, form, Faults::new(user.t, &faults), false)
        }
        Err(Error::Conflict { .. }) => {
            let one = get_asset_type(&user.app, &user.ctx, id).await?;
            let old = key.map(|key| field_of(&one, key)).transpose()?;
            page(user, &one, old, form, Faults::default(), true)
        }
        Err(error) => Err(error.into()),
    }
}

/// Something to do to a field.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActForm {
    version: String,
    /// `op`, `ned`, `arkiver` or `genindfoer`.
    handling: String,
}

async fn act(Path((id, key)): Path<(Uuid, String)>, SecureForm { user, form }: SecureForm<ActForm>) -> PageResult {
    let _ = user.ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let id = AssetTypeId(id);
    let version = form_version(&form.version)?;
    let one = get_asset_type(&user.app, &user.ctx, id).await?;
    let mut change = OwnTypeDraft::from(&one.own);
    let at = one.own.fields.iter().position(|field| field.key == key);
    let at = at.ok_or(PageError::Operation(Error::NotFound { kind: "asset_type" }))?;
    let in_use = |at: &usize| !one.own.fields[*at].is_archived;
    match form.handling.as_str() {
        "op" => {
            if let Some(other) = (0..at).rev().find(in_use) {
                change.fields.swap(at, other);
            }
        }
        "ned" => {
            if let Some(other) = (at + 1..change.fields.len()).find(in_use) {
                change.fields.swap(at, other);
            }
        }
        "arkiver" => change.fields[at].is_archived = true,
        "genindfoer" => change.fields[at].is_archived = false,
        other => return Err(PageError::Form(format!("{other} is nothing to do to a field"))),
    }
    match update_asset_type(&user.app, &user.ctx, id, version, &change).await {
        Ok(()) => Ok(redirect(&format!("{}#felter", path(id)), "saved")),
        Err(Error::Conflict { .. }) => reload(&user, id, Faults::default(), true).await,
        Err(Error::Invalid(mut faults)) => {
            for fault in &mut faults {
                fault.field = "felter".to_owned();
            }
            reload(&user, id, Faults::new(user.t, &faults), false).await
        }
        Err(error) => Err(error.into()),
    }
}
