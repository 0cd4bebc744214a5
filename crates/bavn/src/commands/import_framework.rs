use super::import::read;
use crate::{
    cli::ImportFramework,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::{
    Error,
    import_export::{FrameworkFile, FrameworkReport, import_framework},
};
use bavn_core::lang::Lang;
use bavn_web::{
    import_export::{expected_text, framework_sheet_texts},
    kit::Tr,
};
use serde_json::json;

/// `bavn import framework …`.
pub(super) async fn run(config: &Config, args: &ImportFramework) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator_in("command line", args.lang.into());
    let bytes = read(&args.file, app.limits().import_bytes)?;
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = FrameworkFile { name, bytes, key: args.key.clone(), title: args.title.clone() };
    let texts = vec![framework_sheet_texts(Lang::Da), framework_sheet_texts(Lang::En)];
    let report = import_framework(&app, &ctx, file, texts, args.dry_run).await.map_err(|error| {
        let is_faulty = matches!(error, Error::Invalid(_));
        let failure = Failure::from(error).about(&args.file);
        if is_faulty { Failure::usage(failure.to_string()) } else { failure }
    })?;
    app.db().clone().close().await?;
    tell(args, &report)?;
    match report.fault_count {
        0 => Ok(()),
        count => Err(Failure::input(format!("{}: {count} faults, nothing was stored.", args.file.display()))),
    }
}

fn tell(args: &ImportFramework, report: &FrameworkReport) -> Outcome {
    let t = Tr::new(args.lang.into());
    if args.json {
        let fault = |fault: &bavn_core::import_export::RowFault| {
            json!({
                "sheet": fault.sheet,
                "row": fault.row,
                "column": fault.column.name,
                "cell": format!("{}{}", fault.column.letter, fault.row),
                "value": fault.value,
                "expected": expected_text(t, &fault.expected),
            })
        };
        return say_json(&json!({
            "file": args.file.display().to_string(),
            "key": args.key,
            "frameworks": report.changes.iter().flat_map(|change| &change.frameworks).collect::<Vec<_>>(),
            "new_mappings": report.new_mappings,
            "changed_mappings": report.changed_mappings,
            "is_stored": report.is_stored,
            "fault_count": report.fault_count,
            "faults": report.faults.iter().map(fault).collect::<Vec<_>>(),
        }));
    }
    for fault in &report.faults {
        let place = format!("{}, row {}, {}", fault.sheet, fault.row, fault.column.name);
        say(format!("{place}: \"{}\". {}", fault.value, expected_text(t, &fault.expected)))?;
    }
    if report.fault_count > 0 {
        return Ok(());
    }
    for one in report.changes.iter().flat_map(|change| &change.frameworks) {
        let (new, changed, missing) = (one.new.len(), one.changed.len(), one.missing.len());
        say(format!("{}: {new} new, {changed} changed, {missing} missing, {} unchanged", one.key, one.unchanged))?;
    }
    say(format!("mappings: {} new, {} changed", report.new_mappings, report.changed_mappings))?;
    say(match (report.is_stored, args.dry_run) {
        (true, _) => "Stored.",
        (false, true) => "Nothing was stored: this was a dry run.",
        (false, false) => "Nothing was stored: everything was here already.",
    })
}
