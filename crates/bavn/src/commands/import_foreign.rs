use super::import::read;
use crate::{
    cli::{ImportForeign, ImportGap, ImportOscal},
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::import_export::{ForeignFile, ForeignFormat, ForeignReport, import_foreign};
use bavn_core::import_export::tree::TreeLimits;

/// `bavn import library …`.
pub(super) async fn library(config: &Config, args: &ImportForeign) -> Outcome {
    run(config, ForeignFormat::Library, args).await
}

/// `bavn import oscal …` of what is not assessment results.
pub(super) async fn oscal(config: &Config, args: &ImportOscal) -> Outcome {
    run(config, ForeignFormat::Oscal, &args.foreign).await
}

/// Whose properties Bavn's own assessment results have.
const OWN: &str = "https://bavn.example/ns/oscal";

/// A single file of assessment results that Bavn wrote is answers: it is read into an analysis.
pub(super) fn results(args: &ImportOscal) -> Outcome<Option<ImportGap>> {
    let [file] = args.foreign.files.as_slice() else { return Ok(None) };
    let bytes = read(file, TreeLimits::DEFAULT.bytes)?;
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    let is_results = holds("\"assessment-results\"") && holds(OWN);
    Ok(is_results.then(|| ImportGap {
        file: file.clone(),
        analysis: args.analysis,
        skip_faulty: args.skip_faulty,
        dry_run: args.foreign.dry_run,
        json: args.foreign.json,
        lang: args.lang,
    }))
}

async fn run(config: &Config, format: ForeignFormat, args: &ImportForeign) -> Outcome {
    let mut files = Vec::with_capacity(args.files.len());
    for path in &args.files {
        let bytes = read(path, TreeLimits::DEFAULT.bytes)?;
        files.push(ForeignFile { name: path.display().to_string(), bytes });
    }
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let report = import_foreign(&app, &ctx, format, files, args.dry_run).await?;
    app.db().clone().close().await?;
    tell(args, &report)
}

fn tell(args: &ImportForeign, report: &ForeignReport) -> Outcome {
    if args.json {
        match report.files.as_slice() {
            [only] => say_json(only)?,
            several => say_json(&several)?,
        }
    } else {
        in_words(args, report)?;
    }
    if !report.has_errors() {
        return Ok(());
    }
    let count: usize = report.files.iter().map(|file| file.errors.len()).sum();
    let several = if report.files.len() > 1 { " of any of the files" } else { "" };
    Err(Failure::input(format!("{count} faults, nothing{several} was stored.")))
}

fn in_words(args: &ImportForeign, report: &ForeignReport) -> Outcome {
    for file in &report.files {
        for error in &file.errors {
            say(format!("{}: {error}", file.file))?;
        }
        for warning in &file.warnings {
            say(format!("{}: note: {warning}", file.file))?;
        }
    }
    for change in &report.changes {
        let from = change.stored_edition.as_ref().map(|edition| format!(" (now {edition})")).unwrap_or_default();
        say(format!("{} {}{from}", change.title, change.edition))?;
        for framework in &change.frameworks {
            say(format!(
                "  {}: {} new, {} changed, {} missing, {} unchanged, {} ignored",
                framework.key,
                framework.new.len(),
                framework.changed.len(),
                framework.missing.len(),
                framework.unchanged,
                framework.ignored
            ))?;
        }
        if change.links + change.ignored_links > 0 {
            say(format!("  mappings: {} with both ends here, {} ignored", change.links, change.ignored_links))?;
        }
    }
    if report.has_errors() {
        return Ok(());
    }
    say(match (report.is_stored, args.dry_run) {
        (true, _) => "Stored.",
        (false, true) => "Nothing was stored: this was a dry run.",
        (false, false) => "Nothing was stored: everything was here already.",
    })
}
