use super::{
    Facts, Fault, Field, FieldFault, FieldKind, Rule,
    field::{LINE, LINES, day, of},
};
use crate::ids::{ContractId, PersonId, SupplierId, UnitId};
use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// The most months of notice.
pub const LATEST: i64 = 120;
/// The most hours in an agreed response or restore time: a year.
const HOURS: i64 = 8_784;

/// What is written down about a contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContractFacts {
    /// What it is about.
    pub title: String,
    /// Its number in the municipality's own archive.
    pub reference: String,
    /// With whom.
    pub supplier: Option<SupplierId>,
    /// The contract that this one stands under, such as a framework agreement.
    pub parent: Option<ContractId>,
    /// Its first day.
    #[serde(with = "day::option")]
    pub starts_on: Option<Date>,
    /// Its last day.
    #[serde(with = "day::option")]
    pub ends_on: Option<Date>,
    /// Months of notice.
    pub notice_months: Option<u32>,
    /// Options to prolong it.
    pub options: String,
    /// Whole kroner in a year.
    pub yearly_value: Option<i64>,
    /// Whole kroner once.
    pub one_off_value: Option<i64>,
    /// The administration it belongs to; none for the whole municipality.
    pub unit: Option<UnitId>,
    /// The person who answers for it.
    pub owner: Option<PersonId>,
    /// Hours until the supplier answers a critical fault.
    pub response_hours: Option<u32>,
    /// Hours until the supplier has it running again.
    pub restore_hours: Option<u32>,
    /// What support there is in an outage.
    pub support: String,
    /// How the municipality gets at its data.
    pub data_access: String,
    /// How the municipality gets out.
    pub exit_plan: String,
    /// When that was last tried.
    #[serde(with = "day::option")]
    pub exit_tested_on: Option<Date>,
    /// Where it was taken in from, such as `kitos`; empty when it was typed here.
    pub external_source: String,
    /// Its identifier there.
    pub external_id: String,
    /// Anything else.
    pub note: String,
}

impl Facts for ContractFacts {
    const FIELDS: &'static [Field] = &[
        of("title", FieldKind::Line(LINE)),
        of("reference", FieldKind::Line(100)),
        of("supplier", FieldKind::Supplier),
        of("parent", FieldKind::Contract),
        of("unit", FieldKind::Unit),
        of("owner", FieldKind::Person),
        of("starts_on", FieldKind::Date),
        of("ends_on", FieldKind::Date),
        of("notice_months", FieldKind::Number(0, LATEST)),
        of("options", FieldKind::Lines(LINES)),
        of("yearly_value", FieldKind::Kroner),
        of("one_off_value", FieldKind::Kroner),
        of("response_hours", FieldKind::Number(0, HOURS)),
        of("restore_hours", FieldKind::Number(0, HOURS)),
        of("support", FieldKind::Lines(LINES)),
        of("data_access", FieldKind::Lines(LINES)),
        of("exit_plan", FieldKind::Lines(LINES)),
        of("exit_tested_on", FieldKind::Date),
        of("note", FieldKind::Lines(LINES)),
        of("external_source", FieldKind::Line(LINE)),
        of("external_id", FieldKind::Line(LINE)),
    ];

    fn own_faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut add = |field: &'static str, fault| faults.push(FieldFault::new(field, fault));
        if self.title.trim().is_empty() {
            add("title", Fault::Blank);
        }
        if self.supplier.is_none() {
            add("supplier", Fault::Blank);
        }
        if let (Some(start), Some(end)) = (self.starts_on, self.ends_on)
            && end < start
        {
            add("ends_on", Fault::BeforeStart);
        }
        if !self.external_source.is_empty() && self.external_id.is_empty() {
            add("external_id", Fault::Rule(Rule::NeededWithSource));
        }
        faults
    }
}

impl ContractFacts {
    /// The facts with texts trimmed.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for text in [
            &mut self.title,
            &mut self.reference,
            &mut self.options,
            &mut self.support,
            &mut self.data_access,
            &mut self.exit_plan,
            &mut self.external_source,
            &mut self.external_id,
            &mut self.note,
        ] {
            *text = text.trim().replace("\r\n", "\n");
        }
        self
    }

    /// The last day on which it can be given notice to end on its last day.
    #[must_use]
    pub fn notice_by(&self) -> Option<Date> {
        notice_by(self.ends_on?, self.notice_months?)
    }
}

/// The day so many months before another: the last on which notice can be given. A day that the month lacks is its last one:
/// three months before 31 May is 28 (29) February. `None` before the calendar begins.
#[must_use]
pub fn notice_by(ends_on: Date, months: u32) -> Option<Date> {
    let count = i64::from(ends_on.year()) * 12 + i64::from(u8::from(ends_on.month())) - 1 - i64::from(months);
    let year = i32::try_from(count.div_euclid(12)).ok()?;
    let month = Month::try_from(u8::try_from(count.rem_euclid(12) + 1).ok()?).ok()?;
    Date::from_calendar_date(year, month, ends_on.day().min(month.length(year))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn notice_is_counted_back_in_months() {
        assert_eq!(notice_by(date!(2027 - 05 - 31), 3), Some(date!(2027 - 02 - 28)));
        assert_eq!(notice_by(date!(2027 - 12 - 31), 6), Some(date!(2027 - 06 - 30)));
        assert_eq!(notice_by(date!(2027 - 01 - 15), 1), Some(date!(2026 - 12 - 15)));
        assert_eq!(notice_by(date!(2027 - 01 - 15), 0), Some(date!(2027 - 01 - 15)));
    }

    #[test]
    fn a_contract_has_a_title_a_supplier_and_ends_after_it_begins() {
        let facts = ContractFacts {
            starts_on: Some(date!(2026 - 01 - 01)),
            ends_on: Some(date!(2025 - 12 - 31)),
            yearly_value: Some(-1),
            ..Default::default()
        };
        let codes: Vec<_> = facts.faults().iter().map(|fault| fault.fault.code()).collect();
        assert_eq!(codes, ["out_of_range", "required", "required", "before_start"]);
    }
}
