use super::{Demo, files};
use crate::{
    App, Context, Result,
    gap_analysis::{StatementChange, record_statement},
};
use bavn_core::gap_analysis::StatementEntry;
use serde::Deserialize;

const FILE: &str = "demo/statement.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementFile {
    framework: String,
    said_on: String,
    #[serde(rename = "row")]
    rows: Vec<RowTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowTable {
    #[serde(rename = "ref")]
    reference: String,
    is_included: bool,
    reason: String,
}

/// What the statement of applicability says in the municipality's own words.
pub(super) async fn load(app: &App, ctx: &Context, demo: &Demo) -> Result<()> {
    let file: StatementFile = files::read(FILE)?;
    let ctx = demo.coordinator_on(ctx, files::date(FILE, &file.said_on)?);
    let changes: Vec<StatementChange> = file
        .rows
        .into_iter()
        .map(|row| StatementChange {
            reference: row.reference,
            version: Some(0),
            entry: StatementEntry { is_included: row.is_included, reason: row.reason },
        })
        .collect();
    record_statement(app, &ctx, &file.framework, None, &changes).await?;
    Ok(())
}
