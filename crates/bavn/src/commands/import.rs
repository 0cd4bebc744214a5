use super::export::find_analysis;
use crate::{
    cli::{ImportCommand, ImportGap},
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::import_export::{ImportReport, import_analysis};
use bavn_core::lang::Lang;
use bavn_web::{
    import_export::{expected_text, template_texts},
    kit::Tr,
};
use serde_json::json;
use std::{io::Read as _, path::Path};

/// `bavn import …`.
pub async fn run(config: &Config, command: &ImportCommand) -> Outcome {
    let ImportCommand::Gap(args) = command;
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
fn read(path: &Path, limit: usize) -> Outcome<Vec<u8>> {
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
