//! What may be stored as a recovery team or a recovery step.

use super::{RecoveryStep, RecoveryTeam};
use crate::{
    continuity::{
        Fault, FieldFault, Rule,
        task::{LIMITS, MAX_MINUTES},
    },
    ids::{AssetId, RecoveryTeamId},
    text::text_faults,
};
use std::collections::{HashMap, HashSet};

/// The most people in a team.
const MOST: i64 = 1_000;

fn text(faults: &mut Vec<FieldFault>, field: &'static str, text: &str, longest: usize, has_lines: bool) {
    faults.extend(text_faults(text, longest, has_lines).map(|fault| FieldFault::new(field, fault.into())));
}

/// Everything that is wrong with a team; empty when it can be stored.
#[must_use]
pub fn check_team(team: &RecoveryTeam) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    if team.name.trim().is_empty() {
        faults.push(FieldFault::new("name", Fault::Blank));
    }
    text(&mut faults, "name", &team.name, 200, false);
    text(&mut faults, "note", &team.note, 1_000, true);
    let mut within = |field: &'static str, value: i64, min, max| {
        if !(min..=max).contains(&value) {
            faults.push(FieldFault::new(field, Fault::OutOfRange { min, max }));
        }
    };
    within("capacity", team.capacity, 1, MOST);
    if team.has_hours {
        within("duty_from", team.duty_from, 0, 1_439);
        within("duty_until", team.duty_until, 0, 1_440);
        if !(1..=0b111_1111).contains(&team.duty_days) {
            faults.push(FieldFault::new("duty_days", Fault::Rule(Rule::NoDay)));
        }
    }
    faults
}

/// Everything that is wrong with a step of an asset; empty when it can be stored. `capacity` is that of each team in use.
#[must_use]
pub fn check_step(asset: AssetId, step: &RecoveryStep, capacity: &HashMap<RecoveryTeamId, i64>) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    if step.name.trim().is_empty() {
        faults.push(FieldFault::new("name", Fault::Blank));
    }
    text(&mut faults, "name", &step.name, 200, false);
    text(&mut faults, "note", &step.note, 1_000, true);
    let mut add = |field: &'static str, fault| faults.push(FieldFault::new(field, fault));
    if !(1..=99).contains(&step.position) {
        add("position", Fault::OutOfRange { min: 1, max: 99 });
    }
    let times = [
        ("optimistic_minutes", step.optimistic_minutes),
        ("likely_minutes", step.likely_minutes),
        ("pessimistic_minutes", step.pessimistic_minutes),
    ];
    for (field, minutes) in times {
        if minutes < 0 {
            add(field, Fault::Rule(Rule::NegativeTime));
        } else if minutes > i64::from(MAX_MINUTES) {
            add(field, Fault::Rule(Rule::TimeTooLong));
        }
    }
    if !times.is_sorted_by_key(|(_, minutes)| *minutes) {
        add("likely_minutes", Fault::Rule(Rule::NotBetween));
    }
    if step.teams.len() > LIMITS.step_teams {
        add("teams", Fault::TooMany { max: LIMITS.step_teams });
    }
    let mut seen = HashSet::new();
    for (team, amount) in &step.teams {
        match capacity.get(team) {
            None => add("teams", Fault::Rule(Rule::NoSuchTeam)),
            Some(_) if *amount < 1 => add("teams", Fault::OutOfRange { min: 1, max: MOST }),
            Some(capacity) if amount > capacity => {
                add("teams", Fault::Rule(Rule::MoreThanTheTeam { capacity: *capacity }))
            }
            Some(_) => {}
        }
        if !seen.insert(*team) {
            add("teams", Fault::Duplicate);
        }
    }
    if step.after_assets.len() > LIMITS.step_assets {
        add("after_assets", Fault::TooMany { max: LIMITS.step_assets });
    }
    let mut seen = HashSet::new();
    for after in &step.after_assets {
        if *after == asset {
            add("after_assets", Fault::Rule(Rule::WaitsForItself));
        }
        if !seen.insert(*after) {
            add("after_assets", Fault::Duplicate);
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;
    use uuid::Uuid;

    fn codes(faults: Vec<FieldFault>) -> Vec<(&'static str, &'static str)> {
        let told = |fault: FieldFault| match fault.field {
            Cow::Borrowed(field) => (field, fault.fault.code()),
            Cow::Owned(field) => panic!("{field} is in no list"),
        };
        faults.into_iter().map(told).collect()
    }

    #[test]
    fn a_team() {
        let team = RecoveryTeam { name: "Serverdrift".into(), ..RecoveryTeam::default() };
        assert_eq!(codes(check_team(&team)), []);
        let wrong = RecoveryTeam {
            name: " ".into(),
            capacity: 0,
            has_hours: true,
            duty_days: 0,
            duty_from: 1_440,
            duty_until: 480,
            ..RecoveryTeam::default()
        };
        let expected = [
            ("name", "required"),
            ("capacity", "out_of_range"),
            ("duty_from", "out_of_range"),
            ("duty_days", "no_day"),
        ];
        assert_eq!(codes(check_team(&wrong)), expected);
        assert_eq!(codes(check_team(&RecoveryTeam { has_hours: false, duty_days: 0, ..team })), []);
    }

    #[test]
    fn a_step() {
        let (asset, team) = (AssetId(Uuid::from_u128(1)), RecoveryTeamId(Uuid::from_u128(2)));
        let capacity = HashMap::from([(team, 2)]);
        let step = RecoveryStep {
            name: "Genskab fra backup".into(),
            position: 1,
            optimistic_minutes: 60,
            likely_minutes: 120,
            pessimistic_minutes: 480,
            teams: vec![(team, 2)],
            ..RecoveryStep::default()
        };
        assert_eq!(codes(check_step(asset, &step, &capacity)), []);
        let nobody = RecoveryTeamId(Uuid::from_u128(3));
        let wrong = RecoveryStep {
            position: 0,
            optimistic_minutes: -5,
            likely_minutes: 900,
            teams: vec![(team, 3), (team, 0), (nobody, 1)],
            after_assets: vec![asset, asset],
            ..step
        };
        let expected = [
            ("position", "out_of_range"),
            ("optimistic_minutes", "negative_time"),
            ("likely_minutes", "not_between"),
            ("teams", "more_than_the_team"),
            ("teams", "out_of_range"),
            ("teams", "duplicate"),
            ("teams", "no_such_team"),
            ("after_assets", "waits_for_itself"),
            ("after_assets", "waits_for_itself"),
            ("after_assets", "duplicate"),
        ];
        assert_eq!(codes(check_step(asset, &wrong, &capacity)), expected);
    }
}
