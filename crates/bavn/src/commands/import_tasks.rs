use super::import::read;
use crate::{
    cli::ImportTasks,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::import_export::{TaskAction, import_tasks};
use bavn_web::{
    import_export::{TaskImportBody, task_fault_text, task_words},
    kit::Tr,
};
use serde::Serialize;

/// What is told as JSON.
#[derive(Serialize)]
struct Told {
    file: String,
    #[serde(flatten)]
    import: TaskImportBody,
}

/// `bavn import tasks …`.
pub(super) async fn run(config: &Config, args: &ImportTasks) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator_in("command line", args.lang.into());
    let bytes = read(&args.file, app.limits().import_bytes)?;
    let import = import_tasks(&app, &ctx, &bytes, &task_words(), args.dry_run).await;
    let import = import.map_err(|error| Failure::from(error).about(&args.file))?;
    app.db().clone().close().await?;
    let t = Tr::new(args.lang.into());
    let faults = import.faults.len();
    if args.json {
        say_json(&Told { file: args.file.display().to_string(), import: TaskImportBody::new(t, import) })?;
    } else {
        for one in &import.faults {
            let place = if one.sheet.is_empty() { one.cell.clone() } else { format!("{} {}", one.sheet, one.cell) };
            say(format!("{place}: {}", task_fault_text(t, &one.fault)))?;
        }
        for heading in &import.unknown {
            say(format!("note: the column \"{heading}\" is not known and was left out"))?;
        }
        let count = |action| import.count(action);
        let [new, changed, same] = [TaskAction::Create, TaskAction::Update, TaskAction::Same].map(count);
        say(format!("{} rows: {new} new, {changed} changed, {same} unchanged", import.rows.len()))?;
        if !import.needs.is_empty() {
            let (changed, all) = (import.needs_changed(), import.needs.len());
            say(format!("{all} tasks with what they stand on: {changed} changed"))?;
        }
        if args.dry_run {
            say("Nothing was stored: this was a dry run.")?;
        }
    }
    if faults == 0 {
        Ok(())
    } else {
        Err(Failure::input(format!("{}: {faults} faults, nothing was stored.", args.file.display())))
    }
}
