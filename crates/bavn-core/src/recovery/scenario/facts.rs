use super::Selector;
use crate::{
    ids::{AssetId, RecoveryTeamId, SupplierId},
    text::{TextFault, text_faults},
};
use std::collections::BTreeSet;

/// The most lines of what fails in a scenario.
pub const MAX_FAILURES: usize = 200;
/// The longest that a scenario is followed: 90 days.
pub const MAX_HORIZON_MINUTES: u32 = 90 * 1_440;
/// The shortest: an hour.
const MIN_HORIZON_MINUTES: u32 = 60;

/// What fails by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fails {
    /// One asset.
    Asset(AssetId),
    /// A supplier, with all that it delivers.
    Supplier(SupplierId),
    /// All that a selector chooses.
    All(Selector),
}

/// Something that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// What.
    pub what: Fails,
    /// Minutes after the beginning.
    pub from: u32,
    /// For how many minutes; `None` until it is restored by its recovery steps.
    pub minutes: Option<u32>,
}

/// People who are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Of which team.
    pub team: RecoveryTeamId,
    /// How many.
    pub people: u32,
}

/// What a scenario is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioFacts {
    /// The name.
    pub name: String,
    /// What happens, in words.
    pub description: String,
    /// The ready-made scenario that it was copied from.
    pub template: Option<String>,
    /// On which weekday it begins, 0 Monday to 6 Sunday.
    pub weekday: u8,
    /// At which minute of that day, 0 to 1439.
    pub minute: u16,
    /// For how many minutes it is followed, at most [`MAX_HORIZON_MINUTES`].
    pub horizon: u32,
    /// What fails.
    pub failures: Vec<Failing>,
    /// Who is missing, the whole time.
    pub missing: Vec<Missing>,
}

impl Default for ScenarioFacts {
    /// Nothing fails, from a Monday at eight, followed for fourteen days.
    fn default() -> Self {
        Self {
            name: String::new(),
            description: String::new(),
            template: None,
            weekday: 0,
            minute: 480,
            horizon: 20_160,
            failures: Vec::new(),
            missing: Vec::new(),
        }
    }
}

/// What is wrong with a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioFault {
    /// It has no name.
    NoName,
    /// A text is longer than so many characters.
    TooLong {
        /// Which: `name` or `description`.
        field: &'static str,
        /// How many it may have.
        most: usize,
    },
    /// A text has characters that cannot be shown.
    ControlCharacters(&'static str),
    /// The weekday is not 0 to 6.
    Weekday,
    /// The minute is not 0 to 1439.
    Minute,
    /// It is followed for too short or too long.
    Horizon {
        /// The least minutes.
        least: u32,
        /// The most minutes.
        most: u32,
    },
    /// Nothing fails and nobody is missing.
    NothingHappens,
    /// There are more lines than so many.
    TooMany(usize),
    /// A line begins after the end of the scenario.
    BeginsAfterTheEnd(usize),
    /// A line lasts for no time at all.
    LastsNoTime(usize),
    /// A line says the same as one before it.
    Twice(usize),
    /// A team stands twice among those missing, or nobody is missing of it.
    Team(usize),
}

impl ScenarioFacts {
    /// The same without spaces around its texts, and line breaks alike.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.name = self.name.trim().to_owned();
        self.description = self.description.trim().replace("\r\n", "\n");
        self
    }

    /// Everything that is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<ScenarioFault> {
        let mut faults = Vec::new();
        if self.name.is_empty() {
            faults.push(ScenarioFault::NoName);
        }
        let texts = [("name", &self.name, 200, false), ("description", &self.description, 10_000, true)];
        for (field, text, most, has_lines) in texts {
            faults.extend(text_faults(text, most, has_lines).map(|fault| match fault {
                TextFault::TooLong { max } => ScenarioFault::TooLong { field, most: max },
                TextFault::ControlCharacters => ScenarioFault::ControlCharacters(field),
            }));
        }
        if self.weekday > 6 {
            faults.push(ScenarioFault::Weekday);
        }
        if self.minute >= 1_440 {
            faults.push(ScenarioFault::Minute);
        }
        if !(MIN_HORIZON_MINUTES..=MAX_HORIZON_MINUTES).contains(&self.horizon) {
            faults.push(ScenarioFault::Horizon { least: MIN_HORIZON_MINUTES, most: MAX_HORIZON_MINUTES });
        }
        if self.failures.is_empty() && self.missing.is_empty() {
            faults.push(ScenarioFault::NothingHappens);
        }
        if self.failures.len() > MAX_FAILURES || self.missing.len() > MAX_FAILURES {
            faults.push(ScenarioFault::TooMany(MAX_FAILURES));
        }
        let mut seen = BTreeSet::new();
        for (at, failing) in self.failures.iter().enumerate() {
            if failing.from >= self.horizon {
                faults.push(ScenarioFault::BeginsAfterTheEnd(at));
            }
            if failing.minutes == Some(0) {
                faults.push(ScenarioFault::LastsNoTime(at));
            }
            if !seen.insert((failing.what, failing.from)) {
                faults.push(ScenarioFault::Twice(at));
            }
        }
        let mut teams = BTreeSet::new();
        for (at, missing) in self.missing.iter().enumerate() {
            if !teams.insert(missing.team) || missing.people == 0 {
                faults.push(ScenarioFault::Team(at));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::Kind;

    fn power(from: u32, minutes: Option<u32>) -> Failing {
        Failing { what: Fails::All(Selector::Kind(Kind::Power)), from, minutes }
    }

    #[test]
    fn a_scenario_that_holds_has_no_faults() {
        let facts = ScenarioFacts {
            name: "Strøm".into(),
            failures: vec![power(0, Some(120)), power(600, None)],
            ..ScenarioFacts::default()
        };
        assert_eq!(facts.faults(), []);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let facts = ScenarioFacts {
            weekday: 7,
            minute: 1_440,
            horizon: 100,
            failures: vec![power(100, None), power(0, Some(0)), power(0, Some(60))],
            ..ScenarioFacts::default()
        };
        let expected = [
            ScenarioFault::NoName,
            ScenarioFault::Weekday,
            ScenarioFault::Minute,
            ScenarioFault::BeginsAfterTheEnd(0),
            ScenarioFault::LastsNoTime(1),
            ScenarioFault::Twice(2),
        ];
        assert_eq!(facts.faults(), expected);
        let nothing = ScenarioFacts { name: "x".into(), horizon: 10, ..ScenarioFacts::default() };
        let horizon = ScenarioFault::Horizon { least: 60, most: MAX_HORIZON_MINUTES };
        assert_eq!(nothing.faults(), [horizon, ScenarioFault::NothingHappens]);
    }
}
