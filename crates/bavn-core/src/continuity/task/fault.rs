//! What may be stored as a critical task, what is missing before its manager can approve it, and what looks odd.

use super::{CriticalTask, Dimension, FIELDS, FieldKind, HORIZONS, MAX_LEVEL, MAX_MINUTES, suggest};
use crate::{
    continuity::{Fault, FieldFault, Rule},
    text::text_faults,
};
use serde_json::Value;

/// The bounds of what is typed, beyond those of each field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The first and last year of a date.
    pub years: (i32, i32),
    /// Needs of one task.
    pub needs: usize,
    /// Recovery steps of one asset.
    pub steps: usize,
    /// Teams that one recovery step takes.
    pub step_teams: usize,
    /// Assets that one recovery step waits for.
    pub step_assets: usize,
}

/// The bounds that Bavn uses.
pub const LIMITS: Limits = Limits { years: (1970, 2100), needs: 100, steps: 50, step_teams: 10, step_assets: 50 };

/// Everything that is wrong with what is to be stored; empty when it can be.
#[must_use]
pub fn check(task: &CriticalTask) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    let mut add = |field: &'static str, fault| faults.push(FieldFault::new(field, fault));
    if task.name.trim().is_empty() {
        add("name", Fault::Blank);
    }
    let map = task.to_map();
    for field in &FIELDS {
        match (field.kind, map.get(field.key)) {
            (FieldKind::Line(max), Some(Value::String(text))) => {
                text_faults(text, max, false).for_each(|fault| add(field.key, fault.into()));
            }
            (FieldKind::Lines(max), Some(Value::String(text))) => {
                text_faults(text, max, true).for_each(|fault| add(field.key, fault.into()));
            }
            (FieldKind::Number(min, max), Some(Value::Number(number))) if !is_within(number, min, max) => {
                add(field.key, Fault::OutOfRange { min, max });
            }
            (FieldKind::Percent, Some(Value::Number(number))) if !is_within(number, 0, 100) => {
                add(field.key, Fault::OutOfRange { min: 0, max: 100 });
            }
            (FieldKind::Duration, Some(Value::Number(minutes))) => match minutes.as_i64() {
                Some(minutes) if minutes < 0 => add(field.key, Fault::Rule(Rule::NegativeTime)),
                Some(minutes) if minutes <= i64::from(MAX_MINUTES) => {}
                _ => add(field.key, Fault::Rule(Rule::TimeTooLong)),
            },
            (FieldKind::Date, Some(Value::String(date))) => {
                let (min, max) = LIMITS.years;
                let year = date.get(..4).and_then(|year| year.parse::<i32>().ok());
                if !year.is_some_and(|year| (min..=max).contains(&year)) {
                    add(field.key, Fault::YearOutOfRange { min, max });
                }
            }
            _ => {}
        }
    }
    if task.peak_months.iter().any(|month| !(1..=12).contains(month)) {
        add("peak_months", Fault::Rule(Rule::NoSuchMonth));
    }
    if task.approver.is_some() && task.approver == task.owner {
        add("approver", Fault::Rule(Rule::ApproverIsOwner));
    }
    if task.impact.cells().any(|(_, _, level)| level > MAX_LEVEL) {
        add("impact", Fault::OutOfRange { min: 0, max: MAX_LEVEL.into() });
    }
    for dimension in Dimension::ALL {
        if let Some(horizon) = task.impact.falls(*dimension) {
            add("impact", Fault::Rule(Rule::LevelFalls { dimension: *dimension, horizon: HORIZONS[horizon] }));
        }
    }
    faults
}

fn is_within(number: &serde_json::Number, min: i64, max: i64) -> bool {
    number.as_i64().is_some_and(|number| (min..=max).contains(&number))
}

/// The fields that nobody has filled and that a manager needs to approve the analysis: owner, administration, some impact, MTPD and RTO. Not
/// every task has data to lose, so the RPO may be left out.
#[must_use]
pub fn missing(task: &CriticalTask) -> Vec<&'static str> {
    let said = [
        ("unit", task.unit.is_some()),
        ("owner", task.owner.is_some()),
        ("impact", task.impact.answered() > 0),
        ("mtpd_minutes", task.mtpd_minutes.is_some()),
        ("rto_minutes", task.rto_minutes.is_some()),
    ];
    said.into_iter().filter(|(_, is_said)| !is_said).map(|(field, _)| field).collect()
}

/// Something that may be stored, and that whoever wrote it should look at once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Warning {
    /// It is to be back later than it may be away.
    RtoOverMtpd,
    /// The longest acceptable outage is longer than the impact over time allows.
    MtpdOverImpact,
    /// There is a fallback, and nobody has said for how long it carries.
    FallbackWithoutTime,
    /// The fallback carries shorter than it takes to be back.
    FallbackUnderRto,
    /// The fallback does less than the least acceptable share.
    FallbackUnderMbco,
    /// The fallback was never tried.
    FallbackNeverTried,
}

impl Warning {
    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::RtoOverMtpd => "rto_over_mtpd",
            Self::MtpdOverImpact => "mtpd_over_impact",
            Self::FallbackWithoutTime => "fallback_without_time",
            Self::FallbackUnderRto => "fallback_under_rto",
            Self::FallbackUnderMbco => "fallback_under_mbco",
            Self::FallbackNeverTried => "fallback_never_tried",
        }
    }

    /// The field that it is about.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::RtoOverMtpd => "rto_minutes",
            Self::MtpdOverImpact => "mtpd_minutes",
            Self::FallbackWithoutTime | Self::FallbackUnderRto => "fallback_minutes",
            Self::FallbackUnderMbco => "fallback_percent",
            Self::FallbackNeverTried => "fallback_tried_on",
        }
    }
}

/// What looks odd in a task that may be stored.
#[must_use]
pub fn warnings(task: &CriticalTask) -> Vec<Warning> {
    let over = |one: Option<i64>, other: Option<i64>| matches!((one, other), (Some(one), Some(other)) if one > other);
    let has_fallback = !task.fallback.trim().is_empty();
    let bound = suggest(task).mtpd.map(|(minutes, _)| i64::from(minutes));
    let found = [
        (Warning::RtoOverMtpd, over(task.rto_minutes, task.mtpd_minutes)),
        (Warning::MtpdOverImpact, over(task.mtpd_minutes, bound)),
        (Warning::FallbackWithoutTime, has_fallback && task.fallback_minutes.is_none()),
        (Warning::FallbackUnderRto, has_fallback && over(task.rto_minutes, task.fallback_minutes)),
        (Warning::FallbackUnderMbco, has_fallback && over(task.mbco_percent, task.fallback_percent)),
        (Warning::FallbackNeverTried, has_fallback && task.fallback_tried_on.is_none()),
    ];
    found.into_iter().filter(|(_, is_so)| *is_so).map(|(warning, _)| warning).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;
    use std::borrow::Cow;
    use time::macros::date;

    fn codes(task: &CriticalTask) -> Vec<(&'static str, &'static str)> {
        let told = |fault: FieldFault| match fault.field {
            Cow::Borrowed(field) => (field, fault.fault.code()),
            Cow::Owned(field) => panic!("{field} is in no list"),
        };
        check(task).into_iter().map(told).collect()
    }

    fn named() -> CriticalTask {
        CriticalTask { name: "Hjemmepleje".into(), ..CriticalTask::default() }
    }

    #[test]
    fn a_name_is_enough_to_begin_with() {
        assert_eq!(codes(&named()), []);
        assert_eq!(codes(&CriticalTask::default()), [("name", "required")]);
        assert_eq!(missing(&named()), ["unit", "owner", "impact", "mtpd_minutes", "rto_minutes"]);
        assert_eq!(warnings(&named()), []);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let boss = Some(PersonId(uuid::Uuid::from_u128(1)));
        let mut task = CriticalTask {
            name: "a\u{7}".into(),
            owner: boss,
            approver: boss,
            citizens: Some(-1),
            peak_months: [0, 13].into(),
            mtpd_minutes: Some(-60),
            rto_minutes: Some(600_000),
            mbco_percent: Some(101),
            review_on: Some(date!(1969 - 12 - 31)),
            ..named()
        };
        task.impact.set(Dimension::Law, 1, Some(3));
        task.impact.set(Dimension::Law, 2, Some(1));
        task.impact.set(Dimension::Trust, 5, Some(5));
        let expected = [
            ("name", "control_characters"),
            ("citizens", "out_of_range"),
            ("mtpd_minutes", "negative_time"),
            ("rto_minutes", "time_too_long"),
            ("mbco_percent", "out_of_range"),
            ("review_on", "year_out_of_range"),
            ("peak_months", "no_such_month"),
            ("approver", "approver_is_owner"),
            ("impact", "out_of_range"),
            ("impact", "level_falls"),
        ];
        assert_eq!(codes(&task), expected);
    }

    #[test]
    fn what_looks_odd_may_be_stored() {
        let mut task = CriticalTask {
            mtpd_minutes: Some(1_440),
            rto_minutes: Some(2_880),
            mbco_percent: Some(50),
            fallback: "På papir".into(),
            fallback_minutes: Some(480),
            fallback_percent: Some(40),
            ..named()
        };
        task.impact.set(Dimension::LifeHealth, 1, Some(3));
        assert_eq!(codes(&task), []);
        assert_eq!(
            warnings(&task),
            [
                Warning::RtoOverMtpd,
                Warning::MtpdOverImpact,
                Warning::FallbackUnderRto,
                Warning::FallbackUnderMbco,
                Warning::FallbackNeverTried
            ]
        );
        assert_eq!(warnings(&CriticalTask { fallback_minutes: None, ..task })[2], Warning::FallbackWithoutTime);
    }
}
