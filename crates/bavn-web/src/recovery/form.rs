//! A scenario as it is typed.

use super::words::selector;
use crate::{
    asset::find_exact,
    kit::{PageResult, Tr, User, form_version},
};
use bavn_app::{
    Error, FieldFault,
    asset::{AssetFilter, AssetSort, asset_code, list_assets},
    page::PageRequest,
    supplier::{SupplierFilter, SupplierSort, code_of, list_suppliers},
};
use bavn_core::{
    continuity::task::{Unit, parse_duration, parts},
    recovery::scenario::{Failing, Fails, MAX_FAILURES, Missing, ScenarioFacts, Selector},
};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// The fields as they came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ScenarioForm {
    pub(super) version: String,
    pub(super) template: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) weekday: String,
    pub(super) minute: String,
    pub(super) horizon: String,
    pub(super) what: Vec<String>,
    pub(super) named: Vec<String>,
    pub(super) from: Vec<String>,
    pub(super) minutes: Vec<String>,
    pub(super) team: Vec<String>,
    pub(super) people: Vec<String>,
}

/// A line of what fails, as it is typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) what: String,
    pub(super) named: String,
    pub(super) from: String,
    pub(super) minutes: String,
}

/// A length of time as it is typed: `4 timer`.
pub(super) fn typed(t: Tr, minutes: u32) -> String {
    let (number, unit) = parts(minutes);
    let key = match unit {
        Unit::Minutes => "recovery-typed-minutes",
        Unit::Hours => "recovery-typed-hours",
        Unit::Days => "recovery-typed-days",
        Unit::Weeks => "recovery-typed-weeks",
    };
    t.n(key, number)
}

impl ScenarioForm {
    /// A form that holds a scenario.
    pub(super) fn of(t: Tr, facts: &ScenarioFacts, names: &HashMap<Uuid, String>, version: i32) -> Self {
        let mut form = Self {
            version: version.to_string(),
            template: facts.template.clone().unwrap_or_default(),
            name: facts.name.clone(),
            description: facts.description.clone(),
            weekday: facts.weekday.to_string(),
            minute: format!("{:02}:{:02}", facts.minute / 60, facts.minute % 60),
            horizon: typed(t, facts.horizon),
            ..Self::default()
        };
        for failing in &facts.failures {
            let named = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
            let (what, named) = match failing.what {
                Fails::Asset(id) => (String::new(), named(id.0)),
                Fails::Supplier(id) => (String::new(), named(id.0)),
                Fails::All(selector) => (selector.to_string(), String::new()),
            };
            form.what.push(what);
            form.named.push(named);
            form.from.push(if failing.from == 0 { String::new() } else { typed(t, failing.from) });
            form.minutes.push(failing.minutes.map(|minutes| typed(t, minutes)).unwrap_or_default());
        }
        for missing in &facts.missing {
            form.team.push(missing.team.to_string());
            form.people.push(missing.people.to_string());
        }
        form
    }

    /// The lines in which something stands.
    pub(super) fn lines(&self) -> Vec<Line> {
        let at = |list: &[String], place: usize| list.get(place).map(|text| text.trim().to_owned()).unwrap_or_default();
        let count = self.what.len().max(self.named.len()).min(MAX_FAILURES + 10);
        (0..count)
            .map(|place| Line {
                what: at(&self.what, place),
                named: at(&self.named, place),
                from: at(&self.from, place),
                minutes: at(&self.minutes, place),
            })
            .filter(|line| !line.what.is_empty() || !line.named.is_empty())
            .collect()
    }

    /// How many are missing of each team, as typed.
    pub(super) fn people_of(&self, team: &str) -> String {
        let place = self.team.iter().position(|one| one == team);
        place.and_then(|place| self.people.get(place).cloned()).unwrap_or_default()
    }

    /// The teams of which somebody is missing, and how many, as typed. Faults are named by the place in this list.
    pub(super) fn absences(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.team.iter().zip(&self.people).map(|(team, people)| (team.as_str(), people.trim()));
        all.filter(|(_, people)| !matches!(*people, "" | "0"))
    }

    pub(super) fn version(&self) -> PageResult<i32> {
        form_version(&self.version)
    }

    /// What the form says, or everything in it that says nothing.
    pub(super) async fn read(&self, user: &User) -> PageResult<Result<ScenarioFacts, Vec<FieldFault>>> {
        let mut faults = Vec::new();
        let mut failures = Vec::new();
        for (at, line) in self.lines().into_iter().enumerate() {
            let field = |name: &str| format!("failures[{at}].{name}");
            let what = if line.named.is_empty() {
                line.what
                    .parse::<Selector>()
                    .map(Fails::All)
                    .map_err(|_| FieldFault::new(field("what"), "unknown_choice", &line.what))
            } else if line.what.is_empty() {
                named(user, &line.named).await?.map_err(|fault| FieldFault { field: field("what"), ..fault })
            } else {
                Err(FieldFault::new(field("what"), "what_or_named", &line.named))
            };
            let from = if line.from.is_empty() { Ok(0) } else { time(field("from"), &line.from) };
            let minutes =
                if line.minutes.is_empty() { Ok(None) } else { time(field("minutes"), &line.minutes).map(Some) };
            match (what, from, minutes) {
                (Ok(what), Ok(from), Ok(minutes)) => failures.push(Failing { what, from, minutes }),
                (what, from, minutes) => {
                    faults.extend(what.err().into_iter().chain(from.err()).chain(minutes.err()));
                }
            }
        }
        let mut missing = Vec::new();
        for (at, (team, people)) in self.absences().enumerate() {
            let team = team.parse().map_err(|_| FieldFault::new(format!("missing[{at}].team"), "unknown", team));
            let people =
                people.parse().map_err(|_| FieldFault::new(format!("missing[{at}].team"), "whole_number", people));
            match (team, people) {
                (Ok(team), Ok(people)) => missing.push(Missing { team, people }),
                (team, people) => faults.extend(team.err().into_iter().chain(people.err())),
            }
        }
        let minute = clock(&self.minute);
        if minute.is_none() {
            faults.push(FieldFault::new("minute", "not_a_time", &self.minute));
        }
        let weekday = self.weekday.parse().map_err(|_| FieldFault::new("weekday", "unknown_choice", &self.weekday));
        let horizon = time("horizon".into(), &self.horizon);
        if let (Ok(weekday), Ok(horizon), Some(minute), true) = (&weekday, &horizon, minute, faults.is_empty()) {
            return Ok(Ok(ScenarioFacts {
                name: self.name.clone(),
                description: self.description.clone(),
                template: (!self.template.is_empty()).then(|| self.template.chars().take(100).collect()),
                weekday: *weekday,
                minute,
                horizon: *horizon,
                failures,
                missing,
            }));
        }
        faults.extend(weekday.err().into_iter().chain(horizon.err()));
        Ok(Err(faults))
    }
}

/// Minutes from `4 timer`. Only nothing needs no unit: another number alone could be anything.
fn time(field: String, text: &str) -> Result<u32, FieldFault> {
    let has_unit = text.chars().any(char::is_alphabetic);
    match parse_duration(text) {
        Ok(minutes) if has_unit || minutes == 0 => Ok(minutes),
        _ => Err(FieldFault::new(field, "not_a_duration", text)),
    }
}

/// The minute of the day from `02:30` or `2.30`.
fn clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once([':', '.'])?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The asset or supplier that a text names: by its number (`A-12`, `L-3`), its whole name, or the only one with those words.
async fn named(user: &User, text: &str) -> PageResult<Result<Fails, FieldFault>> {
    let (app, ctx) = (&user.app, &user.ctx);
    let first = text.split_whitespace().next().unwrap_or_default().to_uppercase();
    let request = PageRequest::new(1, 5);
    let words: String = text.chars().take(200).collect();
    if let Some(number) = first.strip_prefix("L-").and_then(|number| number.parse::<u32>().ok()) {
        // A scenario may name what went out of use since: those come second.
        for archived in [false, true] {
            let filter = SupplierFilter { words: code_of('L', number), archived, ..SupplierFilter::default() };
            let found = list_suppliers(app, ctx, &filter, SupplierSort::Number, request).await?;
            if let Some(one) = found.rows.into_iter().find(|row| row.number == number) {
                return Ok(Ok(Fails::Supplier(one.id)));
            }
        }
        return Ok(Err(FieldFault::new("", "nothing_named_so", text)));
    }
    if let Some(id) = find_exact(user, text, true).await? {
        return Ok(Ok(Fails::Asset(id)));
    }
    let filter = AssetFilter { words: words.clone(), ..AssetFilter::default() };
    let assets = list_assets(app, ctx, &filter, AssetSort::Name, request).await?.rows;
    let filter = SupplierFilter { words, ..SupplierFilter::default() };
    let suppliers = list_suppliers(app, ctx, &filter, SupplierSort::Name, request).await?.rows;
    Ok(match (assets.as_slice(), suppliers.as_slice()) {
        ([one], []) => Ok(Fails::Asset(one.id)),
        ([], [one]) => Ok(Fails::Supplier(one.id)),
        ([], []) => Err(FieldFault::new("", "nothing_named_so", text)),
        _ => {
            let mut names: Vec<String> =
                assets.iter().map(|line| format!("{} {}", asset_code(line.number), line.name)).collect();
            names.extend(suppliers.iter().map(|line| format!("{} {}", code_of('L', line.number), line.name)));
            Err(FieldFault::new("", "several_assets", text).with("names", names.join(", ")))
        }
    })
}

/// Everything that a line can choose, as value and text.
pub(super) fn selectors(t: Tr) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), t.get("recovery-select-none"))];
    options.extend(Selector::all().into_iter().map(|one| (one.to_string(), selector(t, one))));
    options
}

/// The faults of an operation, or another error.
pub(super) fn faults_of(error: Error) -> PageResult<Vec<FieldFault>> {
    match error {
        Error::Invalid(faults) => Ok(faults),
        other => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_teams_of_which_somebody_is_missing_count() {
        let texts = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        let form = ScenarioForm {
            team: texts(["drift", "net", "vagt"]),
            people: texts(["", " 0", " 2 "]),
            ..ScenarioForm::default()
        };
        assert_eq!(form.absences().collect::<Vec<_>>(), [("vagt", "2")]);
    }

    #[test]
    fn a_number_alone_is_no_length_of_time() {
        let read = |text: &str| time("horizon".into(), text).map_err(|fault| fault.code);
        assert_eq!((read("0"), read("90 min"), read("1 time")), (Ok(0), Ok(90), Ok(60)));
        assert_eq!((read("15"), read("4 måneder")), (Err("not_a_duration"), Err("not_a_duration")));
    }
}
