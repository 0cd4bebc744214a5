//! How far the municipality is with what NIS2 art. 21(2) asks of its assets: sign-in, logs, backups, support.

use super::{Grade, Kind, LifeCycle, Mfa};
use crate::measure::add_months;
use time::{Date, Month};

/// Something that every asset of some kinds should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Critical systems ask for more than one factor at sign-in (art. 21(2)(j)).
    Mfa,
    /// Logs are gathered centrally (art. 21(2)(b): handling incidents takes finding them).
    Logging,
    /// A backup was restored as a test within twelve months (art. 21(2)(c)).
    Restore,
    /// The maker still mends faults (art. 21(2)(e)).
    Support,
}

impl Question {
    /// Every question, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Mfa, Self::Logging, Self::Restore, Self::Support];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mfa => "mfa",
            Self::Logging => "logging",
            Self::Restore => "restore",
            Self::Support => "support",
        }
    }

    /// The question of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.key() == key)
    }

    /// Whether it is asked of a kind of asset.
    #[must_use]
    pub const fn concerns(self, kind: Kind) -> bool {
        match self {
            Self::Mfa => kind.has_sign_in(),
            Self::Logging => kind.writes_logs(),
            Self::Restore => kind.keeps_data(),
            Self::Support => kind.is_software(),
        }
    }
}

/// The answer for one asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// It is as it should be.
    Good,
    /// Some of it is.
    Partly,
    /// Nobody has said.
    Unknown,
    /// It is not.
    Bad,
}

/// What the answers are drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posture {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where it is in its life.
    pub life_cycle: LifeCycle,
    /// How badly the municipality needs it.
    pub criticality: Option<Grade>,
    /// Sign-in with more than one factor.
    pub mfa: Mfa,
    /// Logs gathered centrally.
    pub log_connected: Option<bool>,
    /// The last test of a restore.
    pub last_restore_test_on: Option<Date>,
    /// The last day of support.
    pub supported_until: Option<Date>,
}

/// Months before the end of support from which it is time to act.
const SUPPORT_MONTHS: u32 = 6;

/// The first day on which a test of a restore still counts: the same day a year before, 28 February for a leap day.
#[must_use]
pub fn restore_since(today: Date) -> Date {
    let year = today.year() - 1;
    let leap_day = || Date::from_calendar_date(year, Month::February, 28);
    today.replace_year(year).or_else(|_| leap_day()).unwrap_or(Date::MIN)
}

/// The last day of support that is near.
#[must_use]
pub fn support_soon(today: Date) -> Date {
    add_months(today, SUPPORT_MONTHS)
}

/// The answer to a question for an asset; `None` when the question does not concern it: it is of another kind, not in use, or for
/// [`Question::Mfa`] not critical (a grade of 3 or 4).
#[must_use]
pub fn answer(question: Question, of: &Posture, today: Date) -> Option<Answer> {
    let is_live = matches!(of.life_cycle, LifeCycle::InUse | LifeCycle::PhasingOut);
    if !is_live || !question.concerns(of.kind) {
        return None;
    }
    Some(match question {
        Question::Mfa => {
            of.criticality.filter(|grade| *grade >= Grade::CRITICAL)?;
            match of.mfa {
                Mfa::All => Answer::Good,
                Mfa::Partly => Answer::Partly,
                Mfa::Unknown => Answer::Unknown,
                Mfa::None => Answer::Bad,
            }
        }
        Question::Logging => match of.log_connected {
            Some(true) => Answer::Good,
            Some(false) => Answer::Bad,
            None => Answer::Unknown,
        },
        Question::Restore => match of.last_restore_test_on {
            Some(tested) if tested >= restore_since(today) => Answer::Good,
            Some(_) => Answer::Bad,
            None => Answer::Unknown,
        },
        Question::Support => match of.supported_until {
            Some(until) if until < today => Answer::Bad,
            Some(until) if until <= support_soon(today) => Answer::Partly,
            Some(_) => Answer::Good,
            None => Answer::Unknown,
        },
    })
}

/// How many assets give each answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// As it should be.
    pub good: usize,
    /// Some of it.
    pub partly: usize,
    /// Nobody has said.
    pub unknown: usize,
    /// Not as it should be.
    pub bad: usize,
}

impl Coverage {
    /// Counts one asset.
    pub const fn count(&mut self, answer: Answer) {
        match answer {
            Answer::Good => self.good += 1,
            Answer::Partly => self.partly += 1,
            Answer::Unknown => self.unknown += 1,
            Answer::Bad => self.bad += 1,
        }
    }

    /// All that are asked about.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.good + self.partly + self.unknown + self.bad
    }

    /// Whole percent that are as they should be, rounded down so that 100 means all; `None` when nothing is asked about.
    #[must_use]
    pub const fn percent(&self) -> Option<usize> {
        (self.good * 100).checked_div(self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 02);

    fn posture() -> Posture {
        Posture {
            kind: Kind::System,
            life_cycle: LifeCycle::InUse,
            criticality: Grade::from_i64(3).ok(),
            mfa: Mfa::Partly,
            log_connected: Some(true),
            last_restore_test_on: Some(date!(2025 - 11 - 02)),
            supported_until: Some(date!(2026 - 11 - 02)),
        }
    }

    #[test]
    fn the_answers_of_one_system() {
        let of = posture();
        assert_eq!(answer(Question::Mfa, &of, TODAY), Some(Answer::Partly));
        assert_eq!(answer(Question::Logging, &of, TODAY), Some(Answer::Good));
        assert_eq!(answer(Question::Restore, &of, TODAY), Some(Answer::Good));
        assert_eq!(answer(Question::Support, &of, TODAY), Some(Answer::Partly));
        assert_eq!(restore_since(date!(2028 - 02 - 29)), date!(2027 - 02 - 28));
        let later = date!(2026 - 11 - 03);
        assert_eq!(answer(Question::Restore, &of, later), Some(Answer::Bad));
        assert_eq!(answer(Question::Support, &of, later), Some(Answer::Bad));
    }

    #[test]
    fn what_is_not_asked() {
        let lesser = Posture { criticality: Grade::from_i64(2).ok(), ..posture() };
        assert_eq!(answer(Question::Mfa, &lesser, TODAY), None);
        let ended = Posture { life_cycle: LifeCycle::Ended, ..posture() };
        assert!(Question::ALL.iter().all(|question| answer(*question, &ended, TODAY).is_none()));
        let place = Posture { kind: Kind::Location, ..posture() };
        assert!(Question::ALL.iter().all(|question| answer(*question, &place, TODAY).is_none()));
    }

    #[test]
    fn a_hundred_percent_means_all() {
        let mut coverage = Coverage { good: 199, bad: 1, ..Coverage::default() };
        assert_eq!(coverage.percent(), Some(99));
        coverage.count(Answer::Good);
        assert_eq!((coverage.total(), Coverage::default().percent()), (201, None));
    }
}
