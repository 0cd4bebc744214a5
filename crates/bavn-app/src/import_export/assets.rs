use super::{
    ListFormat,
    lists::{list, text, write},
};
use crate::{
    App, Context, Result,
    asset::{Asset, AssetFilter, AssetSort, Names, asset_code, asset_names, list_dependencies, select_assets},
};
use bavn_core::{
    asset::{FIELDS, Field, Necessity, OwnField, OwnKind},
    ids::AssetTypeId,
    import_export::ListCell,
    lang::Lang,
    text::danish_cmp,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The words of a list of assets or dependencies, in one language.
pub struct AssetTexts<'a> {
    /// The language.
    pub lang: Lang,
    /// What the list of assets is called.
    pub assets: String,
    /// What the list of dependencies is called.
    pub dependencies: String,
    /// The number of an asset.
    pub number: String,
    /// The headings of dependencies: the asset, what it needs, in what way, what happens, hours, alternative group and note.
    pub dependency: [String; 7],
    /// The name of a field.
    pub field: &'a (dyn Fn(&Field) -> String + Send + Sync),
    /// The value of a field in words.
    pub value: &'a (dyn Fn(&Names, &Field, &Value) -> String + Send + Sync),
    /// The value of an own field in words.
    pub own: &'a (dyn Fn(&OwnField, &str) -> String + Send + Sync),
    /// A word of a dependency: its kind or its necessity.
    pub word: &'a (dyn Fn(&str) -> String + Send + Sync),
}

impl std::fmt::Debug for AssetTexts<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("AssetTexts").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// Assets as a list: one row for each that a filter lets through, a column for each field. Of assets of own types there is a column for each own field
/// too, with the name of the type before it unless the filter is for that type alone.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn export_asset_list(
    app: &App,
    ctx: &Context,
    filter: &AssetFilter,
    sort: AssetSort,
    format: ListFormat,
    texts: &AssetTexts<'_>,
) -> Result<Vec<u8>> {
    let assets = select_assets(app, ctx, filter, sort).await?;
    let people = assets.iter().flat_map(|asset| {
        let facts = &asset.facts;
        [facts.owner, facts.responsible, facts.technical_contact].into_iter().flatten()
    });
    let suppliers = assets.iter().filter_map(|asset| asset.facts.supplier);
    let names = asset_names(app, ctx, people, suppliers).await?;
    let own = own_columns(&names, &assets, filter.type_id);
    let rows = assets.iter().map(|asset| {
        let map = asset.facts.to_map();
        let cell = |field: &Field| match map.get(field.key) {
            Some(Value::Number(number)) => number.as_i64().map_or_else(|| text(""), ListCell::Number),
            // Dates stay as 2026-10-12, so that they sort and can be read in again.
            Some(Value::String(date)) if matches!(field.kind, bavn_core::asset::FieldKind::Date) => text(date),
            Some(value) => text(&(texts.value)(&names, field, value)),
            None => text(""),
        };
        let own = own.iter().map(|column| column.cell(asset, texts));
        std::iter::once(text(&asset.code())).chain(FIELDS.iter().map(cell)).chain(own).collect()
    });
    let rows = rows.collect();
    let labels: Vec<String> = FIELDS.iter().map(texts.field).collect();
    let mut heads = vec![(&texts.number, 8)];
    heads.extend(labels.iter().map(|label| (label, 22)));
    heads.extend(own.iter().map(|column| (&column.heading, 22)));
    write(ctx, format, list(&texts.assets, texts.lang, &heads, rows))
}

/// An own field as a column.
struct OwnColumn<'a> {
    own: AssetTypeId,
    field: &'a OwnField,
    heading: String,
}

impl OwnColumn<'_> {
    fn cell(&self, asset: &Asset, texts: &AssetTexts<'_>) -> ListCell {
        let value = asset.facts.own.get(&self.field.key).filter(|_| asset.facts.type_id == Some(self.own));
        let Some(value) = value else { return text("") };
        match &self.field.kind {
            OwnKind::Number { .. } => value.parse().map_or_else(|_| text(value), ListCell::Number),
            // Days stay as 2026-10-12, so that they sort and can be read in again.
            OwnKind::Date => text(value),
            _ => text(&(texts.own)(self.field, value)),
        }
    }
}

/// The own fields of the types that some assets are of, in Danish order of the types: those in use, and those out of use that have a value.
fn own_columns<'a>(names: &'a Names, assets: &[Asset], only: Option<AssetTypeId>) -> Vec<OwnColumn<'a>> {
    let mut filled: BTreeMap<AssetTypeId, BTreeSet<&str>> = only.map(|id| (id, BTreeSet::new())).into_iter().collect();
    for asset in assets {
        if let Some(id) = asset.facts.type_id {
            filled.entry(id).or_default().extend(asset.facts.own.keys().map(String::as_str));
        }
    }
    let mut types: Vec<_> = filled.keys().filter_map(|id| names.types.get(id)).collect();
    types.sort_by(|one, other| danish_cmp(&one.own.name, &other.own.name).then(one.id.cmp(&other.id)));
    let mut columns = Vec::new();
    for one in types {
        let has = |field: &&OwnField| {
            !field.is_archived || filled.get(&one.id).is_some_and(|keys| keys.contains(field.key.as_str()))
        };
        columns.extend(one.own.fields.iter().filter(has).map(|field| OwnColumn {
            own: one.id,
            heading: match only {
                Some(_) => field.label.clone(),
                None => format!("{}: {}", one.own.name, field.label),
            },
            field,
        }));
    }
    columns
}

/// Dependencies as a list: one row for each that the actor may read both ends of.
///
/// # Errors
/// As [`export_asset_list`].
pub async fn export_dependency_list(
    app: &App,
    ctx: &Context,
    format: ListFormat,
    texts: &AssetTexts<'_>,
) -> Result<Vec<u8>> {
    let (lines, links) = list_dependencies(app, ctx).await?;
    let names: HashMap<_, String> =
        lines.iter().map(|line| (line.id, format!("{} {}", asset_code(line.number), line.name))).collect();
    let name = |id| names.get(id).map_or("", String::as_str);
    let rows = links.iter().map(|link| {
        let dependency = &link.dependency;
        let hours = match dependency.necessity {
            Necessity::StopsAfter(hours) => ListCell::Number(hours.into()),
            Necessity::StopsAtOnce | Necessity::Degraded => text(""),
        };
        let group = dependency.alternative_group.map_or_else(|| text(""), |group| ListCell::Number(group.into()));
        vec![
            text(name(&dependency.asset)),
            text(name(&dependency.on)),
            text(&(texts.word)(dependency.kind.key())),
            text(&(texts.word)(dependency.necessity.key())),
            hours,
            group,
            text(&link.note),
        ]
    });
    let rows = rows.collect();
    let heads: Vec<(&String, u8)> = texts.dependency.iter().zip([36, 36, 18, 24, 12, 12, 40]).collect();
    write(ctx, format, list(&texts.dependencies, texts.lang, &heads, rows))
}
