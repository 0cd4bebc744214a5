//! What an asset stands on: adding and taking away.

use super::show;
use crate::kit::{Faults, PageResult, SecureForm, User, form_version, redirect};
use axum::extract::Path;
use bavn_app::{
    Error, FieldFault,
    asset::{
        AssetFilter, AssetKeys, AssetSort, DependencyDraft, asset_code, create_dependency, find_assets, get_asset,
        list_assets, remove_dependency,
    },
    page::PageRequest,
};
use bavn_core::{
    access::Action,
    asset::{DependencyKind, Kind, KindGroup, Necessity},
    ids::{AssetId, DependencyId},
};
use serde::Deserialize;
use uuid::Uuid;

/// A dependency as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddForm {
    /// Number or name of what is needed.
    pub(super) on: String,
    pub(super) kind: String,
    pub(super) necessity: String,
    pub(super) hours: String,
    pub(super) alternative_group: String,
    pub(super) note: String,
}

/// The most assets offered while somebody types.
const OFFERED: u64 = 200;

/// What an asset may well stand on, or a contract cover, as `A-12 Name`: the most critical of infrastructure, solutions and supplies first.
pub(crate) async fn choices_on(user: &User, of: Option<AssetId>) -> PageResult<Vec<String>> {
    let filter = AssetFilter::default();
    let request = PageRequest::new(1, OFFERED);
    let found = list_assets(&user.app, &user.ctx, &filter, AssetSort::Criticality, request).await?;
    let is_likely = |kind: Kind| !matches!(kind.group(), KindGroup::Equipment);
    let rows = found.rows.into_iter().filter(|line| Some(line.id) != of && is_likely(line.posture.kind));
    Ok(rows.map(|line| format!("{} {}", asset_code(line.number), line.name)).collect())
}

/// The asset that a text names: by its number, by its whole name, or the only one with those words.
pub(crate) async fn find_on(user: &User, text: &str) -> PageResult<Result<AssetId, FieldFault>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Err(FieldFault::new("on", "required", "")));
    }
    match find_exact(user, text, false).await? {
        Some(id) => Ok(Ok(id)),
        None => find_by_words(user, text).await,
    }
}

/// The asset that a text begins with the number of, or is the whole name of. One out of use is found by its number alone, and only where
/// it `may_be_archived`.
pub(crate) async fn find_exact(user: &User, text: &str, may_be_archived: bool) -> PageResult<Option<AssetId>> {
    let first = text.split_whitespace().next().unwrap_or_default();
    let number = first.strip_prefix("A-").or_else(|| first.strip_prefix("a-"));
    let number = number.and_then(|number| number.parse::<u32>().ok());
    let keys = match number {
        Some(number) => AssetKeys::Numbers(vec![number]),
        None => AssetKeys::Names(vec![text.to_owned()]),
    };
    let mut found = find_assets(&user.app, &user.ctx, &keys).await?;
    found.retain(|asset| asset.archived_at.is_none() || (may_be_archived && number.is_some()));
    Ok(if let [one] = found.as_slice() { Some(one.id) } else { None })
}

/// The only asset in use with some words.
pub(crate) async fn find_by_words(user: &User, text: &str) -> PageResult<Result<AssetId, FieldFault>> {
    let filter = AssetFilter { words: text.chars().take(200).collect(), ..AssetFilter::default() };
    let page = list_assets(&user.app, &user.ctx, &filter, AssetSort::Name, PageRequest::new(1, 5)).await?;
    Ok(match page.rows.as_slice() {
        [one] => Ok(one.id),
        [] => Err(FieldFault::new("on", "no_such_asset", text)),
        several => {
            let names: Vec<String> =
                several.iter().map(|line| format!("{} {}", asset_code(line.number), line.name)).collect();
            Err(FieldFault::new("on", "several_assets", text).with("names", names.join(", ")))
        }
    })
}

impl AddForm {
    fn read(&self, asset: AssetId, on: Result<AssetId, FieldFault>) -> Result<DependencyDraft, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut whole = |field: &str, text: &str| {
            let text = text.trim();
            let number = if text.is_empty() { None } else { text.parse::<i64>().ok() };
            if number.is_none() && !text.is_empty() {
                faults.push(FieldFault::new(field, "whole_number", text));
            }
            number
        };
        let hours = whole("hours", &self.hours).filter(|_| self.necessity == "stops_after");
        let alternative_group = whole("alternative_group", &self.alternative_group);
        let kind = DependencyKind::from_key(&self.kind);
        if kind.is_none() {
            faults.push(FieldFault::new("kind", "unknown", &self.kind));
        }
        let necessity = Necessity::from_parts(&self.necessity, hours);
        if necessity.is_none() {
            let fault = FieldFault::new("hours", "hours_needed", &self.hours);
            faults.push(fault.with("max", Necessity::MAX_HOURS));
        }
        match (on, kind, necessity) {
            (Ok(on), Some(kind), Some(necessity)) if faults.is_empty() => {
                Ok(DependencyDraft { asset, on, kind, necessity, alternative_group, note: self.note.clone() })
            }
            (on, ..) => {
                faults.extend(on.err());
                Err(faults)
            }
        }
    }
}

pub(super) async fn add(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<AddForm>) -> PageResult {
    let asset = get_asset(&user.app, &user.ctx, AssetId(id)).await?;
    let _ = user.ctx.authorize(Action::AssetChange, asset.resource())?;
    let result = match form.read(asset.id, find_on(&user, &form.on).await?) {
        Ok(draft) => create_dependency(&user.app, &user.ctx, draft).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(_) => Ok(redirect(&format!("/aktiver/{id}#afhaengigheder"), "saved")),
        Err(Error::Invalid(faults)) => {
            // The field of the operation is the asset; the form says so in its own words.
            let own = |fault: FieldFault| match (fault.field.as_str(), fault.code) {
                ("on", "duplicate") => FieldFault { code: "depends_already", ..fault },
                ("on", "on_itself") => FieldFault { code: "asset_on_itself", ..fault },
                _ => fault,
            };
            let faults: Vec<FieldFault> = faults.into_iter().map(own).collect();
            show::page(&user, &asset, form, Faults::new(user.t, &faults)).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn remove(
    Path((id, dependency)): Path<(Uuid, Uuid)>,
    SecureForm { user, form }: SecureForm<show::VersionForm>,
) -> PageResult {
    let version = form_version(&form.version)?;
    remove_dependency(&user.app, &user.ctx, DependencyId(dependency), version).await?;
    Ok(redirect(&format!("/aktiver/{id}#afhaengigheder"), "deleted"))
}
