use crate::{
    cli::RecoverArgs,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::recovery::{self, Effort};
use bavn_core::recovery::{Fault, Limits, MAX_RCP_BYTES, Objective, Problem, Schedule, read_rcp, solve, verify};
use bavn_web::recovery::{order_json, order_text};
use serde_json::json;
use std::{
    fs::File,
    io::Read as _,
    ops::ControlFlow,
    path::Path,
    time::{Duration, Instant},
};

/// `bavn recover --rcp FILE` and `bavn recover --scenario NUMBER|NAME`.
pub async fn run(config: &Config, args: &RecoverArgs) -> Outcome {
    match (&args.rcp, &args.scenario) {
        (Some(file), _) => project(file, args),
        (None, Some(named)) => scenario(config, named, args).await,
        (None, None) => Err(Failure::usage("a scenario or a project is expected: --scenario or --rcp")),
    }
}

/// Units of work in a second.
const WORK: f64 = 100_000_000.0;

async fn scenario(config: &Config, named: &str, args: &RecoverArgs) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator_in("command line", args.lang.into());
    let found = super::scenario::scenario(&app, &ctx, named).await?;
    // At most 86,400 seconds were let in: the product is far below the largest number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let work = (args.seconds * WORK) as u64;
    let order = recovery::recovery_order(&app, &ctx, found.id, Effort::Work { seed: args.seed, work }).await?;
    app.db().clone().close().await?;
    if args.json {
        return say_json(&order_json(ctx.lang(), &order));
    }
    say(order_text(ctx.lang(), &order))
}

fn project(file: &Path, args: &RecoverArgs) -> Outcome {
    let problem = read(file)?;
    let (begun, time) = (Instant::now(), Duration::from_secs_f64(args.seconds));
    let outcome = solve(&problem, Objective::Makespan, &Limits::endless(args.seed), &mut |_| {
        if begun.elapsed() >= time { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let outcome = outcome.map_err(|error| Failure::input(error.to_string()).about(file))?;
    check(&problem, &outcome.schedule)?;
    let start: Vec<u32> = outcome.schedule.starts.iter().map(|start| start.unwrap_or(0)).collect();
    if args.json {
        return say_json(&json!({
            "makespan": outcome.makespan,
            "lower_bound": outcome.makespan_bound,
            "start": start,
            "proved": outcome.is_optimal(),
        }));
    }
    for (number, (start, step)) in (1..).zip(start.iter().zip(&problem.steps)) {
        say(format!("{number}\t{start}\t{}", start + step.duration))?;
    }
    let known = if outcome.is_optimal() { "none is shorter".to_owned() } else { none_below(outcome.makespan_bound) };
    say(format!("Makespan {}; {known}.", outcome.makespan))
}

fn none_below(bound: u32) -> String {
    format!("none is shorter than {bound}")
}

fn read(file: &Path) -> Outcome<Problem> {
    let opened = File::open(file).map_err(|error| Failure::file(file, "read", &error))?;
    let mut bytes = Vec::new();
    // One byte more than is allowed is enough to see that it is too long.
    let read = opened.take(MAX_RCP_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::file(file, "read", &error))?;
    read_rcp(&bytes).map_err(|error| Failure::input(error.to_string()).about(file))
}

/// No schedule leaves the program that breaks a rule of its problem.
fn check(problem: &Problem, schedule: &Schedule) -> Outcome {
    let faults: Vec<String> = verify(problem, schedule).iter().map(Fault::to_string).collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::failed(format!("the schedule found breaks a rule, please report it:\n{}", faults.join("\n"))))
}
