use super::{export::find_analysis, import_foreign};
use crate::{
    cli::{ImportCommand, ImportControlSet, ImportGap},
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::{
    Error,
    import_export::{ImportReport, TakeReason, import_analysis, import_control_set},
};
use bavn_core::{import_export::table::Register, lang::Lang};
use bavn_web::{
    import_export::{expected_text, template_texts},
    kit::Tr,
};
use serde_json::json;
use std::{io::Read as _, path::Path};

/// `bavn import …`.
pub async fn run(config: &Config, command: &ImportCommand) -> Outcome {
    match command {
        ImportCommand::Gap(args) => gap(config, args).await,
        ImportCommand::Library(args) => import_foreign::library(config, args).await,
        ImportCommand::Oscal(args) => match import_foreign::results(args)? {
            Some(results) => gap(config, &results).await,
            None => import_foreign::oscal(config, args).await,
        },
        ImportCommand::ControlSet(args) => control_set(config, args).await,
        ImportCommand::Assets(args) => super::import_table::run(config, Register::Assets, args).await,
        ImportCommand::Tasks(args) => super::import_tasks::run(config, args).await,
        ImportCommand::Suppliers(args) => super::import_table::run(config, Register::Suppliers, args).await,
        ImportCommand::Contracts(args) => super::import_table::run(config, Register::Contracts, args).await,
        ImportCommand::Kitos(args) => super::import_kitos::run(config, args).await,
        ImportCommand::Undo(args) => super::import_undo::run(config, args).await,
        ImportCommand::Framework(args) => super::import_framework::run(config, args).await,
    }
}

async fn control_set(config: &Config, args: &ImportControlSet) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let bytes = read(&args.file, app.limits().import_bytes)?;
    let report = import_control_set(&app, &ctx, bytes, args.dry_run).await.map_err(|error| {
        let is_faulty = matches!(error, Error::Invalid(_));
        let failure = Failure::from(error).about(&args.file);
        if is_faulty { Failure::input(failure.to_string()) } else { failure }
    })?;
    app.db().clone().close().await?;
    if args.json {
        return say_json(&json!(report));
    }
    for conflict in &report.conflicts {
        let place = conflict.requirement.as_ref().map(|(key, reference)| format!(", {key} {reference}"));
        say(format!(
            "{}{}: {}; left as it is here.",
            conflict.control,
            place.unwrap_or_default(),
            why(conflict.reason)
        ))?;
    }
    let verb = if report.is_stored { "stored" } else { "would store" };
    let (controls, mappings) = (report.new_controls.len(), report.new_mappings.len());
    let verb = if controls + mappings == 0 { "nothing new:" } else { verb };
    say(format!(
        "{verb} {controls} controls and {mappings} mappings; {} here already, {} differ.",
        report.unchanged,
        report.conflicts.len()
    ))
}

const fn why(reason: TakeReason) -> &'static str {
    match reason {
        TakeReason::Differs => "says something else here",
        TakeReason::Archived => "is archived here",
        TakeReason::UnknownArea => "its area does not exist here",
        TakeReason::UnknownControl => "does not exist here",
        TakeReason::UnknownRequirement => "the requirement does not exist here",
        TakeReason::Removed => "the mapping was taken away here",
    }
}

async fn gap(config: &Config, args: &ImportGap) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let bytes = read(&args.file, app.limits().import_bytes)?;
    let id = find_analysis(&app, &ctx, args.analysis).await?;
    let texts = [template_texts(Lang::Da), template_texts(Lang::En)];
    let report = import_analysis(&app, &ctx, id, bytes, texts, args.skip_faulty, args.dry_run)
        .await
        .map_err(|error| Failure::from(error).about(&args.file))?;
    app.db().clone().close().await?;
    tell(args, &report)
}

/// Reads a file, but not more of it than one byte beyond the limit: the reader of the format then says that it is too large.
pub(super) fn read(path: &Path, limit: usize) -> Outcome<Vec<u8>> {
    let wrong = |error: std::io::Error| Failure::file(path, "read", &error);
    let file = std::fs::File::open(path).map_err(wrong)?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(wrong)?;
    Ok(bytes)
}

fn tell(args: &ImportGap, report: &ImportReport) -> Outcome {
    let t = Tr::new(args.lang.into());
    let stored = if report.is_stored { report.changed } else { 0 };
    if args.json {
        let faults: Vec<_> = report
            .faults
            .iter()
            .map(|fault| {
                json!({
                    "sheet": fault.sheet,
                    "row": fault.row,
                    "column": fault.column.name,
                    "cell": format!("{}{}", fault.column.letter, fault.row),
                    "value": fault.value,
                    "expected": expected_text(t, &fault.expected),
                })
            })
            .collect();
        say_json(&json!({
            "rows_read": report.rows_read,
            "stored": stored,
            "would_store": report.changed,
            "unchanged": report.unchanged,
            "faulty_rows": report.faulty_rows,
            "fault_count": report.fault_count,
            "changed_controls": report.changed_controls,
            "faults": faults,
        }))?;
    } else {
        for fault in &report.faults {
            let place = format!("{}, row {}, {}", fault.sheet, fault.row, fault.column.name);
            say(format!("{place}: \"{}\". {}", fault.value, expected_text(t, &fault.expected)))?;
        }
        let rows = report.rows_read;
        let verb = if args.dry_run { format!("would store {}", report.changed) } else { format!("stored {stored}") };
        say(format!("{rows} rows read, {verb}, {} unchanged, {} faults.", report.unchanged, report.fault_count))?;
    }
    if report.fault_count == 0 || (args.skip_faulty && report.is_stored) {
        return Ok(());
    }
    let next = if args.skip_faulty { "" } else { "\nCorrect them, or leave those rows out with --skip-faulty." };
    let what = format!("{}: {} faults, nothing was stored.{next}", args.file.display(), report.fault_count);
    Err(Failure::input(what))
}
