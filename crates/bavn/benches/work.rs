//! Benchmarks inside one process, run by `cargo xtask bench`. Each line printed is a row: what, goal, measured.

use bavn_app::{
    App, Context, Limits, demo,
    gap_analysis::{AnalysisState, AnalysisView, AnswerEdit, get_analysis, list_analyses, record_answer},
    page::PageRequest,
};
use bavn_core::{
    access::Actor,
    gap_analysis::{Level, evaluate, framework_view},
    ids::AnalysisId,
    lang::Lang,
};
use bavn_db::{Database, Location, OpenOptions, migration};
use std::{
    hint::black_box,
    io::Write as _,
    process::ExitCode,
    time::{Duration, Instant},
};
use time::OffsetDateTime;
use uuid::Uuid;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    match run(&wanted).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _nobody_to_tell = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(wanted: &[String]) -> Outcome {
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    let folder = tempfile::tempdir()?;
    let location = Location::in_folder(folder.path());
    let database = Database::connect(&location, &OpenOptions { create: true, ..OpenOptions::default() }).await?;
    migration::migrate(&database).await?;
    let app = App::new(database, Limits::default(), None);
    demo::load_demo(&app, &context(demo::OPERATOR), demo::Size::Small).await?;
    let analysis = open_analysis(&app).await?;
    if wants("recalculate") {
        recalculate(&get_analysis(&app, &context("bench"), analysis).await?)?;
    }
    if wants("answers") {
        answers(&app, analysis, 1).await?;
        answers(&app, analysis, 8).await?;
    }
    app.db().clone().close().await?;
    Ok(())
}

fn context(name: &str) -> Context {
    let now = OffsetDateTime::now_utc();
    Context::new(Actor::operator(name), now, now.date(), Lang::Da, Uuid::now_v7())
}

async fn open_analysis(app: &App) -> Outcome<AnalysisId> {
    let all = list_analyses(app, &context("bench"), PageRequest::default()).await?;
    let open = all.rows.iter().find(|summary| summary.analysis.state == AnalysisState::Open);
    Ok(open.ok_or("no analysis is open")?.analysis.id)
}

fn row(what: &str, goal: &str, measured: &str) -> Outcome {
    Ok(writeln!(std::io::stdout(), "{what}\t{goal}\t{measured}")?)
}

/// Every score of an analysis and of every framework, from the answers.
fn recalculate(view: &AnalysisView) -> Outcome {
    const TIMES: usize = 2_000;
    let frameworks = bavn_app::gap_analysis::framework_inputs(&view.catalogue, None, &view.direct);
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let started = Instant::now();
        let evaluation = evaluate(black_box(&view.inputs))?;
        black_box(framework_view(&frameworks, &evaluation)?);
        times.push(started.elapsed());
    }
    times.sort();
    let at = |share: usize| times.get(TIMES * share / 100).copied().unwrap_or_default().as_secs_f64() * 1e6;
    let what = format!("every score of an analysis: {} controls, {} frameworks", view.answers.len(), frameworks.len());
    row(&what, "1 ms", &format!("median {:.0} µs, p95 {:.0} µs", at(50), at(95)))
}

/// Answers one after the other by so many tasks at once, each other controls, each a change with its record, durable on return.
async fn answers(app: &App, analysis: AnalysisId, tasks: usize) -> Outcome {
    const LASTS: Duration = Duration::from_secs(5);
    let view = get_analysis(app, &context("bench"), analysis).await?;
    let all: Vec<_> = view.rows().map(|(control, answer)| (control.id, answer.version)).collect();
    let started = Instant::now();
    let mut people = tokio::task::JoinSet::new();
    for person in 0..tasks {
        let app = app.clone();
        let mut rows: Vec<_> = all.iter().skip(person).step_by(tasks).copied().collect();
        people.spawn(async move {
            let (mut saved, mut turn) = (0_u32, 0_i64);
            while started.elapsed() < LASTS {
                turn += 1;
                for (control, version) in &mut rows {
                    // Another pair of levels than the last, so that each answer is a change.
                    let edit = AnswerEdit::Levels {
                        documentation: Some(Level::from_i64(turn % 6)?),
                        implementation: Some(Level::from_i64((turn + 1) % 6)?),
                    };
                    let recorded = record_answer(&app, &context("bench"), analysis, *control, *version, edit).await?;
                    *version = recorded.version;
                    saved += u32::from(recorded.is_changed);
                }
            }
            Outcome::Ok(saved)
        });
    }
    let mut saved = 0;
    while let Some(done) = people.join_next().await {
        saved += done??;
    }
    let rate = f64::from(saved) / started.elapsed().as_secs_f64();
    let what = format!("answers saved by the operation, {tasks} at once, SQLite");
    row(&what, "500 a second", &format!("{rate:.0} a second"))
}
