use super::export::write;
use crate::{
    cli::{RecoveryPlanArgs, ReportArgs, ReportCommand, StatementArgs},
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::say,
};
use bavn_app::report::FileFormat;
use bavn_core::report::ReportKind;
use bavn_web::report::{StatementCover, render_recovery_plan, render_statement_to, render_to};
use std::path::Path;

/// `bavn report …`.
pub async fn run(config: &Config, command: &ReportCommand) -> Outcome {
    match command {
        ReportCommand::Ledelsesnotat(args) => {
            let formats = [FileFormat::Pdf, FileFormat::Docx, FileFormat::Html];
            report(config, ReportKind::Memo, args, formats).await
        }
        ReportCommand::Handleplan(args) => {
            let formats = [FileFormat::Pdf, FileFormat::Docx, FileFormat::Xlsx];
            report(config, ReportKind::Plan, args, formats).await
        }
        ReportCommand::Anvendelighedserklaering(args) => statement(config, args).await,
        ReportCommand::Genopretningsplan(args) => recovery_plan(config, args).await,
    }
}

async fn report(config: &Config, kind: ReportKind, args: &ReportArgs, formats: [FileFormat; 3]) -> Outcome {
    let format = format_of(&args.out, formats)?;
    let app = opening::open(config).await?;
    let ctx = opening::operator_in("command line", args.lang.into());
    let bytes = render_to(&app, &ctx, kind, format).await?;
    app.db().clone().close().await?;
    put(&args.out, &bytes)
}

async fn statement(config: &Config, args: &StatementArgs) -> Outcome {
    let format = format_of(&args.out, [FileFormat::Pdf, FileFormat::Docx, FileFormat::Xlsx])?;
    let app = opening::open(config).await?;
    let ctx = opening::operator_in("command line", args.lang.into());
    let cover =
        StatementCover { version: args.issue.clone(), approved_by: args.approved_by.clone(), date: ctx.today() };
    let analysis = args.analysis.map(Into::into);
    let file = render_statement_to(&app, &ctx, &args.framework, analysis, &cover, format).await?;
    app.db().clone().close().await?;
    put(&args.out, &file.bytes)
}

async fn recovery_plan(config: &Config, args: &RecoveryPlanArgs) -> Outcome {
    let format = format_of(&args.out, [FileFormat::Pdf, FileFormat::Docx, FileFormat::Xlsx])?;
    let app = opening::open(config).await?;
    let ctx = opening::operator_in("command line", args.lang.into());
    let plan = super::scenario::plan(&app, &ctx, args.scenario.as_deref()).await?;
    let file = render_recovery_plan(&app, &ctx, &plan, format).await?;
    app.db().clone().close().await?;
    put(&args.out, &file.bytes)
}

/// The format that the name of a file chooses.
fn format_of(out: &Path, formats: [FileFormat; 3]) -> Outcome<FileFormat> {
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    FileFormat::from_extension(ending).filter(|format| formats.contains(format)).ok_or_else(|| {
        let expected = formats.map(|format| format!(".{}", format.extension())).join(", ");
        Failure::usage(format!("{}: expected a name that ends in one of {expected}.", out.display()))
    })
}

fn put(out: &Path, bytes: &[u8]) -> Outcome {
    write(out, bytes)?;
    say(format!("{}: {} bytes written.", out.display(), bytes.len()))
}
