use crate::{
    cli::RecoverArgs,
    failure::{Failure, Outcome},
    output::{say, say_json},
};
use bavn_core::recovery::{Fault, Limits, MAX_RCP_BYTES, Objective, Problem, Schedule, read_rcp, solve, verify};
use serde_json::json;
use std::{
    fs::File,
    io::Read as _,
    ops::ControlFlow,
    path::Path,
    time::{Duration, Instant},
};

/// `bavn recover --rcp FILE`.
pub fn run(args: &RecoverArgs) -> Outcome {
    let problem = read(&args.rcp)?;
    let (begun, time) = (Instant::now(), Duration::from_secs_f64(args.seconds));
    let outcome = solve(&problem, Objective::Makespan, &Limits::endless(args.seed), &mut |_| {
        if begun.elapsed() >= time { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let outcome = outcome.map_err(|error| Failure::input(error.to_string()).about(&args.rcp))?;
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
