use super::{
    Facts, Fault, Field, FieldFault, FieldKind, Rule, SupplierKind,
    field::{LINE, LINES, of},
};
use crate::{asset::Grade, text::text_faults};
use serde::{Deserialize, Serialize};

/// The most people to reach at one supplier.
pub const CONTACTS: usize = 30;
/// The most suppliers directly behind one supplier.
pub const SUBS: usize = 100;

/// What is written down about a supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SupplierFacts {
    /// The name.
    pub name: String,
    /// The Danish company registration number, eight digits; empty for none.
    pub cvr: String,
    /// What sort of supplier.
    pub kind: SupplierKind,
    /// The country it is registered in.
    pub country: String,
    /// Its website.
    pub website: String,
    /// How badly the municipality needs it.
    pub criticality: Option<Grade>,
    /// Where it was taken in from, such as `kitos`; empty when it was typed here.
    pub external_source: String,
    /// Its identifier there.
    pub external_id: String,
    /// Anything else.
    pub note: String,
}

/// Somebody to reach at a supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// The name, or what answers: `Driftsvagt`.
    pub name: String,
    /// What they can be asked about.
    pub role: String,
    /// Telephone number.
    pub phone: String,
    /// Mail address.
    pub email: String,
    /// Whether they answer outside working hours too.
    pub is_out_of_hours: bool,
}

impl Facts for SupplierFacts {
    const FIELDS: &'static [Field] = &[
        of("name", FieldKind::Line(LINE)),
        of("cvr", FieldKind::Line(20)),
        of("kind", FieldKind::Choice(SupplierKind::KEYS)),
        of("country", FieldKind::Line(60)),
        of("website", FieldKind::Address),
        of("criticality", FieldKind::Grade),
        of("note", FieldKind::Lines(LINES)),
        of("external_source", FieldKind::Line(LINE)),
        of("external_id", FieldKind::Line(LINE)),
    ];

    fn own_faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut add = |field: &'static str, fault| faults.push(FieldFault::new(field, fault));
        if self.name.trim().is_empty() {
            add("name", Fault::Blank);
        }
        if !self.cvr.is_empty() && (self.cvr.len() != 8 || !self.cvr.bytes().all(|byte| byte.is_ascii_digit())) {
            add("cvr", Fault::Rule(Rule::Cvr));
        }
        if !self.external_source.is_empty() && self.external_id.is_empty() {
            add("external_id", Fault::Rule(Rule::NeededWithSource));
        }
        faults
    }
}

impl SupplierFacts {
    /// The facts with texts trimmed and a CVR number written `DK 12 34 56 78` brought to its eight digits.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for text in [
            &mut self.name,
            &mut self.country,
            &mut self.website,
            &mut self.external_source,
            &mut self.external_id,
            &mut self.note,
        ] {
            *text = text.trim().replace("\r\n", "\n");
        }
        let cvr = self.cvr.trim();
        let cvr = cvr.strip_prefix("DK").unwrap_or(cvr);
        self.cvr = cvr.chars().filter(|letter| !letter.is_whitespace()).collect();
        self
    }
}

/// Whether eight digits fulfil modulus 11, as CVR numbers mostly do. A number that does not may still be right: a hint, never a fault.
#[must_use]
pub fn has_check_digit(cvr: &str) -> bool {
    cvr.parse::<crate::organisation::Cvr>().is_ok()
}

/// Everything that is wrong with the people to reach.
#[must_use]
pub fn check_contacts(contacts: &[Contact]) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    if contacts.len() > CONTACTS {
        faults.push(FieldFault::new("contacts", Fault::TooMany { max: CONTACTS }));
    }
    for (at, contact) in contacts.iter().enumerate().take(CONTACTS) {
        let mut add = |field: &str, fault| faults.push(FieldFault::new(format!("contacts[{at}].{field}"), fault));
        if contact.name.trim().is_empty() {
            add("name", Fault::Blank);
        }
        text_faults(&contact.name, LINE, false).for_each(|fault| add("name", fault.into()));
        text_faults(&contact.role, LINE, false).for_each(|fault| add("role", fault.into()));
        text_faults(&contact.phone, 40, false).for_each(|fault| add("phone", fault.into()));
        text_faults(&contact.email, 254, false).for_each(|fault| add("email", fault.into()));
        let is_address = contact.email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !contact.email.contains(char::is_whitespace)
        });
        if !contact.email.is_empty() && !is_address {
            add("email", Fault::Rule(Rule::Email));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cvr_number_has_eight_digits_and_the_check_digit_is_a_hint() {
        let of = |cvr: &str| SupplierFacts { name: "Nordkyst".into(), cvr: cvr.into(), ..Default::default() }.tidy();
        assert_eq!(of("DK 10 15 08 17").cvr, "10150817");
        assert!(of("10150818").faults().is_empty() && !has_check_digit("10150818") && has_check_digit("10150817"));
        assert_eq!(of("1015081").faults(), [FieldFault::new("cvr", Fault::Rule(Rule::Cvr))]);
        assert!(of("").faults().is_empty());
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let facts = SupplierFacts {
            website: "javascript:alert(1)".into(),
            note: "a\u{7}".into(),
            external_source: "kitos".into(),
            ..Default::default()
        };
        let found = facts.faults();
        let codes: Vec<_> = found.iter().map(|fault| (&*fault.field, fault.fault.code())).collect();
        let expected = [
            ("website", "link"),
            ("note", "control_characters"),
            ("name", "required"),
            ("external_id", "needed_with_source"),
        ];
        assert_eq!(codes, expected);
        let contacts = [Contact { email: "vagt@".into(), ..Default::default() }];
        let codes: Vec<_> = check_contacts(&contacts).iter().map(|fault| fault.fault.code()).collect();
        assert_eq!(codes, ["required", "email"]);
    }
}
