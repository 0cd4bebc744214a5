use super::import::read;
use crate::{
    cli::ImportTable,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::{
    Error,
    import_export::{Preview, RegisterImport, import_table},
};
use bavn_core::import_export::{
    RowFault,
    table::{Mapping, Register, TableLimits},
};
use bavn_web::{import_export::expected_text, kit::Tr};
use serde_json::json;

/// `bavn import assets|suppliers|contracts …`.
pub(super) async fn run(config: &Config, register: Register, args: &ImportTable) -> Outcome {
    let limit = usize::try_from(TableLimits::default().file_bytes).unwrap_or(usize::MAX);
    let bytes = read(&args.file, limit)?;
    let mapping = args.mapping.as_ref().map(|path| read(path, 1_000_000).map(|bytes| (path, bytes))).transpose()?;
    let mapping = mapping
        .map(|(path, bytes)| {
            let read: Result<Mapping, serde_json::Error> = serde_json::from_slice(&bytes);
            read.map_err(|error| Failure::usage(format!("{}: {error}", path.display())))
        })
        .transpose()?;
    let app = opening::open(config).await?;
    let ctx = opening::operator_in("command line", args.lang.into());
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let key = args.key.clone();
    let change = |suggested: &mut Mapping| {
        if let Some(mapping) = mapping {
            *suggested = mapping;
        }
        if let Some(key) = key {
            suggested.key = key;
        }
    };
    let how = (args.dry_run, args.skip_faulty);
    let done = import_table(&app, &ctx, register, (&name, bytes), change, how).await;
    let (preview, import) = done.map_err(|error| {
        let is_usage = matches!(error, Error::Invalid(_));
        let failure = Failure::from(error).about(&args.file);
        if is_usage { Failure::usage(failure.to_string()) } else { failure }
    })?;
    app.db().clone().close().await?;
    tell(args, &preview, import.as_ref())?;
    match preview.read.fault_count {
        count if count > 0 && import.is_none() => {
            Err(Failure::input(format!("{}: {count} faults, nothing was stored.", args.file.display())))
        }
        _ => Ok(()),
    }
}

fn tell(args: &ImportTable, preview: &Preview, import: Option<&RegisterImport>) -> Outcome {
    let t = Tr::new(args.lang.into());
    let counts = import.map_or(preview.counts, |import| import.counts);
    let cell = |fault: &RowFault| format!("{}{}", fault.column.letter, fault.row);
    if args.json {
        let fault = |fault: &RowFault| {
            json!({
                "sheet": fault.sheet,
                "row": fault.row,
                "column": fault.column.name,
                "cell": cell(fault),
                "value": fault.value,
                "expected": expected_text(t, &fault.expected),
            })
        };
        return say_json(&json!({
            "file": args.file.display().to_string(),
            "import": import.map(|import| import.id),
            "counts": counts,
            "rows": preview.rows,
            "faults": preview.read.faults.iter().map(fault).collect::<Vec<_>>(),
            "fault_count": preview.read.fault_count,
            "notices": preview.read.notices,
            "missing_columns": preview.read.missing,
            "unresolved": preview.unresolved,
            "is_stored": import.is_some(),
        }));
    }
    for fault in &preview.read.faults {
        let place = format!("{}, {}", cell(fault), fault.column.name);
        say(format!("{place}: \"{}\". {}", fault.value, expected_text(t, &fault.expected)))?;
    }
    for notice in &preview.read.notices {
        let place = format!("{}{}", notice.column.letter, notice.row);
        say(format!("{place}: note: {}", t.of("import-notice", notice.kind.key())))?;
    }
    for one in &preview.unresolved {
        let field = t.of("import-field", one.field);
        say(format!("note: {field} \"{}\" is not here, kept in the note ({} rows)", one.name, one.rows))?;
    }
    say(format!(
        "{} rows: {} new, {} changed, {} taken into use again, {} unchanged, {} skipped, {} with faults",
        counts.rows, counts.created, counts.updated, counts.restored, counts.unchanged, counts.skipped, counts.faulty
    ))?;
    if args.dry_run {
        return say("Nothing was stored: this was a dry run.");
    }
    match import {
        Some(import) => say(format!("Stored as import {}.", import.id)),
        None => Ok(()),
    }
}
