use super::{Demo, files};
use crate::{
    App, Context, Error, Result,
    catalogue::{AssessmentDraft, decide_assessment, load_view, start_assessment},
};
use bavn_core::catalogue::{Outcome, Reply};
use serde::Deserialize;

const FILE: &str = "demo/applicability.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicabilityFile {
    #[serde(rename = "assessment")]
    assessments: Vec<AssessmentTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AssessmentTable {
    framework: String,
    outcome: Outcome,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    #[serde(default)]
    unsure: Vec<String>,
    #[serde(default)]
    parts: Vec<String>,
    reason: String,
    decided_by: String,
    decided_on: String,
    review_on: String,
}

/// What was decided on which frameworks apply, each on its day.
pub(super) async fn load(app: &App, ctx: &Context, demo: &Demo) -> Result<()> {
    let file: ApplicabilityFile = files::read(FILE)?;
    let catalogue = load_view(app).await?;
    for table in file.assessments {
        let framework = catalogue.frameworks.iter().find(|framework| framework.key == table.framework);
        let framework =
            framework.ok_or_else(|| Error::Content(format!("{FILE}: there is no framework {}", table.framework)))?;
        let decided_on = files::date(FILE, &table.decided_on)?;
        let ctx = demo.coordinator_on(ctx, decided_on);
        let id = start_assessment(app, &ctx, framework.id, None).await?;
        let replies = [(table.yes, Reply::Yes), (table.no, Reply::No), (table.unsure, Reply::Unsure)];
        let draft = AssessmentDraft {
            outcome: table.outcome,
            replies: replies
                .into_iter()
                .flat_map(|(keys, reply)| keys.into_iter().map(move |key| (key, reply)))
                .collect(),
            parts: table.parts,
            reason: table.reason,
            decided_by: table.decided_by,
            decided_on: Some(decided_on),
            review_on: Some(files::date(FILE, &table.review_on)?),
        };
        decide_assessment(app, &ctx, id, 1, draft).await?;
    }
    Ok(())
}
