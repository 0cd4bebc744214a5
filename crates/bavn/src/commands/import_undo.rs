use crate::{
    cli::ImportUndo,
    config::Config,
    failure::Outcome,
    opening,
    output::{say, say_json},
};
use bavn_app::import_export::undo_import;
use serde_json::json;

/// `bavn import undo …`.
pub(super) async fn run(config: &Config, args: &ImportUndo) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let report = undo_import(&app, &ctx, args.id.into()).await?;
    app.db().clone().close().await?;
    if args.json {
        return say_json(&json!(report));
    }
    for one in &report.refusals {
        say(format!("row {}: {} {} is left as it is: {}", one.row, one.code, one.name, one.reason.replace('_', " ")))?;
    }
    say(format!("{} rows are as they were before, {} are left as they are.", report.undone, report.refused))
}
