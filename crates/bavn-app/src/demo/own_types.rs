use super::{Demo, files};
use crate::{App, Context, Error, Result, asset::create_asset_type};
use bavn_core::asset::{OwnFieldDraft, OwnKind, OwnTypeDraft};
use serde::Deserialize;

const FILE: &str = "demo/asset_types.toml";

/// `demo/asset_types.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypesFile {
    #[serde(rename = "type")]
    types: Vec<TypeTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeTable {
    key: String,
    name: String,
    note: String,
    #[serde(rename = "field")]
    fields: Vec<FieldTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldTable {
    label: String,
    #[serde(default)]
    help: String,
    kind: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    options: Vec<String>,
    #[serde(default)]
    required: bool,
}

/// The own types of assets.
pub(super) async fn load(app: &App, ctx: &Context, demo: &mut Demo) -> Result<()> {
    let file: TypesFile = files::read(FILE)?;
    let ctx = demo.coordinator_on(ctx, ctx.today());
    for table in file.types {
        let field = |field: FieldTable| -> Result<OwnFieldDraft> {
            let wrong = || Error::Content(format!("{FILE}: {}: {}", table.key, field.kind));
            let kind = OwnKind::from_parts(&field.kind, &field.unit, &field.options).ok_or_else(wrong)?;
            let (label, help) = (field.label, field.help);
            Ok(OwnFieldDraft { label, help, kind, is_required: field.required, ..OwnFieldDraft::default() })
        };
        let fields = table.fields.into_iter().map(field).collect::<Result<Vec<_>>>()?;
        let draft = OwnTypeDraft { name: table.name, note: table.note, fields };
        let id = create_asset_type(app, &ctx, &draft).await?;
        demo.asset_types.insert(table.key, id);
    }
    Ok(())
}
