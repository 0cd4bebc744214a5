//! Benchmarks of recovery orders, run by `cargo xtask bench recovery`. Each line printed is a row of cells between tabs.
//!
//! `solve SECONDS FILE…`: projects in Patterson's format, each for so many seconds of processor time: name, makespan, bound, `proved` or
//! nothing, seconds of processor time until the best was found, and in all. `scale`: what, goal, measured.

use bavn_core::{
    continuity::{
        AssetFacts, Duty, Effect, Event, Facts, Failed, Need, StepFacts, TaskFacts, TeamFacts, Thing, conflicts,
        improvements, order, outages, simulate,
    },
    recovery::{self, Limits, Objective, Problem, explain, read_rcp, solve, verify},
};
use std::{error::Error, hint::black_box, io::Write as _, ops::ControlFlow, path::Path};
use time::macros::date;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.split_first() {
        Some((what, rest)) if what == "solve" => {
            let (seconds, files) = rest.split_first().ok_or("solve SECONDS FILE…")?;
            let seconds: f64 = seconds.parse()?;
            files.iter().try_for_each(|file| project(Path::new(file), seconds))
        }
        Some((what, _)) if what == "scale" => scale(),
        _ => Err("solve SECONDS FILE…, or scale".into()),
    }
}

fn say(line: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Seconds of processor time that this program has had.
fn spent() -> Outcome<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat")?;
    let nanoseconds: f64 = told.split_whitespace().next().ok_or("an empty schedstat")?.parse()?;
    Ok(nanoseconds / 1e9)
}

fn project(file: &Path, seconds: f64) -> Outcome {
    let problem = read_rcp(&std::fs::read(file)?)?;
    let begun = spent()?;
    let (mut last, mut found) = (None, 0.0);
    let outcome = solve(&problem, Objective::Makespan, &Limits::endless(1), &mut |progress| {
        let Ok(now) = spent() else { return ControlFlow::Break(()) };
        if last != progress.makespan {
            (last, found) = (progress.makespan, now - begun);
        }
        if now - begun >= seconds { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    let took = spent()? - begun;
    if let Some(fault) = verify(&problem, &outcome.schedule).first() {
        return Err(format!("{}: {fault}", file.display()).into());
    }
    let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let proved = if outcome.is_optimal() { "proved" } else { "" };
    let (makespan, bound) = (outcome.makespan, outcome.makespan_bound);
    say(&format!("{name}\t{makespan}\t{bound}\t{proved}\t{found:.3}\t{took:.3}"))
}

/// The median of several times, in milliseconds of processor time.
fn median(times: usize, mut work: impl FnMut() -> Outcome) -> Outcome<f64> {
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let begun = spent()?;
        work()?;
        taken.push((spent()? - begun) * 1e3);
    }
    taken.sort_by(f64::total_cmp);
    Ok(taken[times / 2])
}

fn scale() -> Outcome {
    let problem = large(2_000, 10);
    let first = median(5, || {
        let outcome =
            solve(&problem, Objective::Lateness, &Limits { seed: 0, work: 1 }, &mut |_| ControlFlow::Continue(()))?;
        black_box(outcome);
        Ok(())
    })?;
    say(&format!("2,000 steps, 10 teams, 300 tasks: the first order\t200 ms\t{first:.0} ms"))?;
    let outcome =
        solve(&problem, Objective::Lateness, &Limits { seed: 0, work: 1 }, &mut |_| ControlFlow::Continue(()))?;
    let explained = median(5, || {
        black_box(explain(&problem, &outcome.schedule)?);
        Ok(())
    })?;
    say(&format!("… explained\t\t{explained:.1} ms"))?;
    let (facts, event) = municipality(100);
    let ordered = order(&facts, &event, &Limits { seed: 1, work: 20_000_000 }, &mut |_| ControlFlow::Continue(()))?;
    let steps = ordered.steps.len();
    let simulated = median(5, || {
        black_box(simulate(&facts, &event, &ordered, 1_000, 1)?);
        Ok(())
    })?;
    say(&format!("1,000 runs of a simulation, {steps} steps\t100 ms\t{simulated:.0} ms"))?;
    let improved = median(1, || {
        black_box(improvements(&facts, &event, &ordered, &Limits { seed: 1, work: 30_000_000 })?);
        Ok(())
    })?;
    say(&format!("what helps most, {steps} steps\t2 s\t{improved:.0} ms"))?;
    for tasks in [300, 600, 1_200] {
        let (facts, event) = municipality(tasks);
        let fallen = median(5, || {
            black_box(outages(&facts, &event)?);
            Ok(())
        })?;
        let contradicted = median(5, || {
            black_box(conflicts(&facts, date!(2026 - 01 - 01))?);
            Ok(())
        })?;
        let ordered = median(3, || {
            black_box(order(&facts, &event, &Limits { seed: 1, work: 0 }, &mut |_| ControlFlow::Continue(()))?);
            Ok(())
        })?;
        let what = format!("{tasks} tasks, {} assets, {} steps", facts.assets.len(), 3 * facts.assets.len());
        let told = format!("outages {fallen:.1} ms, conflicts {contradicted:.1} ms, first order {ordered:.0} ms");
        say(&format!("{what}\tin proportion\t{told}"))?;
    }
    Ok(())
}

/// Random numbers that are the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// A layered problem, as it comes from a register of systems.
fn large(steps: usize, teams: usize) -> Problem {
    let mut random = Random(7);
    let team = recovery::Team { capacity: 3, absences: vec![] };
    let mut problem = Problem { teams: vec![team; teams], ..Problem::default() };
    for at in 0..steps {
        let need = recovery::Need { team: random.below(teams), amount: 1 + random.below(2) as u32 };
        let after = (0..random.below(3).min(at)).map(|_| vec![at - 1 - random.below(at.min(60))]).collect();
        let duration = 15 * (1 + random.below(24) as u32);
        problem.steps.push(recovery::Step { duration, needs: vec![need], after, ..recovery::Step::default() });
        if at % 7 == 3 {
            let due = 240 * (1 + random.below(40) as u32);
            let dues = [(due, 1 + random.below(5) as u32), (2 * due, 20)];
            let dues = dues.map(|(at, weight)| recovery::Due { at, weight }).to_vec();
            problem.tasks.push(recovery::Task { needs: vec![vec![at]], dues });
        }
    }
    problem
}

/// A municipality of so many tasks, and as many assets with three steps each, all of which fail; twelve teams, half of them by day.
fn municipality(tasks: usize) -> (Facts, Event) {
    let mut random = Random(3);
    let by_day = Duty::Hours { days: 0b001_1111, from: 420, until: 960 };
    let team = |at: usize| TeamFacts {
        key: at.to_string(),
        name: at.to_string(),
        capacity: 2 + at as u32 % 3,
        duty: if at.is_multiple_of(2) { Duty::Always } else { by_day },
    };
    let need = |any_of: Vec<usize>, minutes: u32| Need {
        any_of: any_of.into_iter().map(Thing::Asset).collect(),
        effect: Effect::StopsAfter(minutes),
    };
    let mut facts = Facts { teams: (0..12).map(team).collect(), ..Facts::default() };
    for at in 0..tasks {
        let mut asset =
            AssetFacts { key: at.to_string(), name: at.to_string(), restorable: true, ..AssetFacts::default() };
        for _ in 0..random.below(3).min(at) {
            let ways = (0..=random.below(4) / 3).map(|_| at - 1 - random.below(at.min(50)));
            asset.needs.push(need(ways.collect(), 0));
        }
        for position in 0..3 {
            let likely = 15 * (1 + random.below(12) as u32);
            let teams = vec![(random.below(12), 1 + random.below(2) as u32)];
            let (optimistic, pessimistic) = (likely / 2, likely * 2);
            let name = position.to_string();
            asset.steps.push(StepFacts {
                name,
                position,
                optimistic,
                likely,
                pessimistic,
                teams,
                after_assets: vec![],
            });
        }
        facts.assets.push(asset);
    }
    for at in 0..tasks {
        let rto = Some(240 * (1 + random.below(60) as u32));
        let needs =
            (0..=random.below(3)).map(|_| need(vec![random.below(tasks)], 60 * random.below(5) as u32)).collect();
        let weight = 1 + random.below(12) as u32;
        let (key, name) = (at.to_string(), at.to_string());
        facts.tasks.push(TaskFacts {
            key,
            name,
            needs,
            rto,
            mtpd: rto.map(|rto| 3 * rto),
            weight,
            ..TaskFacts::default()
        });
    }
    let failures = (0..tasks).map(|asset| Failed { asset, from: 0, minutes: None }).collect();
    (facts, Event { starts: 480, horizon: 20_160, failures, missing: vec![] })
}
