//! Conflicts and what helps, in names.

use super::{kept::Found, order::name_of};
use bavn_core::{
    continuity::{Conflict, Facts, Improvement, Minute, Order, Remedy, StuckWhy, Thing},
    recovery::plan::{ConflictLine, Helps, Places, Value},
};
use std::collections::HashSet;

fn name(facts: &Facts, thing: Thing) -> Value {
    Value::Name(name_of(facts, thing))
}

fn line(kind: &str, values: Vec<(&str, Value)>) -> ConflictLine {
    ConflictLine {
        kind: kind.to_owned(),
        values: values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
    }
}

fn minutes(minutes: Minute) -> Value {
    Value::Minutes(minutes)
}

/// Conflicts in names, those about some tasks first; those about other tasks are left out.
pub(super) fn conflict_lines(facts: &Facts, conflicts: &[Conflict], touched: &HashSet<usize>) -> Vec<ConflictLine> {
    conflicts
        .iter()
        .filter(|conflict| is_about(conflict, touched))
        .map(|conflict| conflict_line(facts, conflict))
        .collect()
}

/// Whether a conflict is about one of some tasks, or about no task in particular.
fn is_about(conflict: &Conflict, touched: &HashSet<usize>) -> bool {
    match conflict {
        Conflict::RtoBeyondMtpd { task, .. }
        | Conflict::RestoreBeyondRto { task, .. }
        | Conflict::RpoBeyondBackup { task, .. }
        | Conflict::NeedsLater { task, .. }
        | Conflict::NobodyRestores { task, .. }
        | Conflict::NeverTested { task, .. } => touched.contains(task),
        _ => true,
    }
}

fn conflict_line(facts: &Facts, conflict: &Conflict) -> ConflictLine {
    let (task, asset) = (|at: usize| name(facts, Thing::Task(at)), |at: usize| name(facts, Thing::Asset(at)));
    match conflict {
        Conflict::RtoBeyondMtpd { task: at, rto, mtpd } => {
            line("rto_beyond_mtpd", vec![("task", task(*at)), ("rto", minutes(*rto)), ("mtpd", minutes(*mtpd))])
        }
        Conflict::RestoreBeyondRto { task: at, asset: on, allowed, takes, .. } => line(
            "restore_beyond_rto",
            vec![
                ("task", task(*at)),
                ("asset", asset(*on)),
                ("allowed", minutes(*allowed)),
                ("takes", minutes(*takes)),
            ],
        ),
        Conflict::RpoBeyondBackup { task: at, asset: on, rpo, interval, .. } => line(
            "rpo_beyond_backup",
            vec![("task", task(*at)), ("asset", asset(*on)), ("rpo", minutes(*rpo)), ("interval", minutes(*interval))],
        ),
        Conflict::NeedsLater { task: at, on, allowed, rto } => line(
            "needs_later",
            vec![("task", task(*at)), ("on", task(*on)), ("allowed", minutes(*allowed)), ("rto", minutes(*rto))],
        ),
        Conflict::Ring(opened) => {
            let without: Vec<String> = opened.without.iter().map(|thing| name_of(facts, *thing)).collect();
            line("ring", vec![("thing", name(facts, opened.thing)), ("without", Value::Name(without.join(", ")))])
        }
        Conflict::NobodyRestores { asset: at, why, task: of } => {
            let kind = match why {
                StuckWhy::NotOurs => "nobody_not_ours",
                StuckWhy::NoSteps | StuckWhy::WaitsFor(_) => "nobody_no_steps",
                StuckWhy::TooFew { .. } => "nobody_too_few",
                StuckWhy::NoHours { .. } => "nobody_no_hours",
            };
            line(kind, vec![("asset", asset(*at)), ("task", task(*of))])
        }
        Conflict::NeverTested { asset: at, task: of } => {
            line("never_tested", vec![("asset", asset(*at)), ("task", task(*of))])
        }
        Conflict::TestedLongAgo { asset: at, on } => {
            line("tested_long_ago", vec![("asset", asset(*at)), ("day", Value::Day(on.to_string()))])
        }
        Conflict::TestTookLonger { asset: at, planned, measured } => line(
            "test_took_longer",
            vec![("asset", asset(*at)), ("planned", minutes(*planned)), ("measured", minutes(*measured))],
        ),
    }
}

/// What would help in names, the most helpful first. `mends` are the tasks of the plan that each makes keep their promises.
pub(super) fn help_lines(facts: &Facts, order: &Order, found: &[Found], places: &Places) -> Vec<Helps> {
    let line = |found: &Found| {
        let Improvement { remedy, after, mean_before, mean_after, .. } = found.improvement;
        let (kind, values) = remedy_line(facts, remedy);
        Helps {
            kind: kind.to_owned(),
            values: values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            lateness: after,
            mean: [mean_before, mean_after],
            mends: found.mends.iter().filter_map(|task| places.task(*task)).collect(),
            shorter: found.length.map_or(0, |length| order.length.saturating_sub(length)),
        }
    };
    found.iter().map(line).collect()
}

fn remedy_line(facts: &Facts, remedy: Remedy) -> (&'static str, Vec<(&'static str, Value)>) {
    let asset = |at: usize| name(facts, Thing::Asset(at));
    let team = |at: usize| Value::Name(facts.teams.get(at).map(|team| team.name.clone()).unwrap_or_default());
    match remedy {
        Remedy::MorePeople { team: at, people } => {
            ("more_people", vec![("team", team(at)), ("n", Value::Count(people.into()))])
        }
        Remedy::RoundTheClock { team: at } => ("round_the_clock", vec![("team", team(at))]),
        Remedy::ShorterStep { asset: at, step } => {
            let known = facts.assets.get(at).and_then(|asset| asset.steps.get(step));
            let (named, to, from) =
                known.map_or((String::new(), 0, 0), |step| (step.name.clone(), step.optimistic, step.likely));
            let values =
                vec![("step", Value::Name(named)), ("asset", asset(at)), ("to", minutes(to)), ("from", minutes(from))];
            ("shorter_step", values)
        }
        Remedy::TestedRestore { asset: at } => ("tested_restore", vec![("asset", asset(at))]),
        Remedy::Alternative { asset: at } => ("alternative", vec![("asset", asset(at))]),
        Remedy::LongerFallback { task, minutes: time } => {
            ("longer_fallback", vec![("task", name(facts, Thing::Task(task))), ("time", minutes(time))])
        }
    }
}
