use super::{Demo, files};
use crate::{
    App, Context, Error, Result,
    catalogue::{ControlDraft, MappingDraft, create_control, load_view, save_mapping},
};
use bavn_core::{
    catalogue::{Coverage, Level, Relation, Weight},
    lang::Localized,
};
use serde::Deserialize;

const FILE: &str = "demo/own_controls.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    #[serde(rename = "control")]
    controls: Vec<ControlTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ControlTable {
    area: String,
    said_on: String,
    code: String,
    weight: Weight,
    target: Level,
    title: Localized,
    statement: Localized,
    purpose: Localized,
    levels: [Localized; 6],
    evidence: Vec<Localized>,
    finding: Localized,
    mappings: Vec<MappingTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingTable {
    framework: String,
    #[serde(rename = "ref")]
    reference: String,
    relation: Relation,
    coverage: Coverage,
    rationale: Localized,
}

/// The controls that the municipality has added, each on its day, with what they answer.
pub(super) async fn load(app: &App, ctx: &Context, demo: &Demo) -> Result<()> {
    let file: OwnFile = files::read(FILE)?;
    let catalogue = load_view(app).await?;
    for table in file.controls {
        let ctx = demo.coordinator_on(ctx, files::date(FILE, &table.said_on)?);
        let draft = ControlDraft {
            area: table.area,
            code: table.code,
            title: table.title,
            statement: table.statement,
            purpose: table.purpose,
            levels: table.levels,
            evidence: table.evidence,
            finding: table.finding,
            weight: table.weight,
            target: table.target,
        };
        let control = create_control(app, &ctx, draft).await?;
        for (version, mapping) in (1..).zip(table.mappings) {
            let framework = catalogue.frameworks.iter().find(|framework| framework.key == mapping.framework);
            let within = framework.map(|framework| &catalogue.requirements[framework.requirements.clone()]);
            let requirement = within.and_then(|all| all.iter().find(|one| one.reference == mapping.reference));
            let requirement = requirement.ok_or_else(|| {
                Error::Content(format!("{FILE}: there is no requirement {} {}", mapping.framework, mapping.reference))
            })?;
            let draft =
                MappingDraft { relation: mapping.relation, coverage: mapping.coverage, rationale: mapping.rationale };
            save_mapping(app, &ctx, control, requirement.id, version, draft).await?;
        }
    }
    Ok(())
}
