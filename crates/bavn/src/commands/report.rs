use super::export::write;
use crate::{
    cli::ReportCommand,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::say,
};
use bavn_app::report::FileFormat;
use bavn_core::report::ReportKind;
use bavn_web::report::render_to;

/// `bavn report …`.
pub async fn run(config: &Config, command: &ReportCommand) -> Outcome {
    let (kind, args, endings) = match command {
        ReportCommand::Ledelsesnotat(args) => {
            (ReportKind::Memo, args, [FileFormat::Pdf, FileFormat::Docx, FileFormat::Html])
        }
        ReportCommand::Handleplan(args) => {
            (ReportKind::Plan, args, [FileFormat::Pdf, FileFormat::Docx, FileFormat::Xlsx])
        }
    };
    let ending = args.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = FileFormat::from_extension(ending).filter(|format| endings.contains(format)).ok_or_else(|| {
        let expected = endings.map(|format| format!(".{}", format.extension())).join(", ");
        Failure::usage(format!("{}: expected a name that ends in one of {expected}.", args.out.display()))
    })?;
    let app = opening::open(config).await?;
    let ctx = opening::operator_in("command line", args.lang.into());
    let bytes = render_to(&app, &ctx, kind, format).await?;
    app.db().clone().close().await?;
    write(&args.out, &bytes)?;
    say(format!("{}: {} bytes written.", args.out.display(), bytes.len()))
}
