use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A word of a list, sent as a text or as its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice(String);

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(match Value::deserialize(from)? {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        }))
    }
}

impl Choice {
    /// The word: a number is looked up in the list in its order.
    pub(super) fn word<'a>(&'a self, list: &[&'a str]) -> &'a str {
        match self.0.parse::<usize>() {
            Ok(at) => list.get(at).copied().unwrap_or_default(),
            Err(_) => list.iter().find(|word| word.eq_ignore_ascii_case(&self.0)).copied().unwrap_or_default(),
        }
    }
}

/// `YesNoDontKnowChoice` and its relatives: the first three are the same in all.
pub(super) const YES_NO: [&str; 4] = ["No", "Yes", "DontKnow", "Undecided"];
/// `HostingChoice`.
pub(super) const HOSTING: [&str; 4] = ["Undecided", "OnPremise", "External", "Hybrid"];
/// `LifeCycleStatusChoice`.
pub(super) const LIFE_CYCLE: [&str; 6] = ["Undecided", "NotInUse", "PhasingIn", "Operational", "PhasingOut", "Pilot"];
/// `DataSensitivityLevelChoice`.
pub(super) const SENSITIVITY: [&str; 4] = ["None", "PersonData", "SensitiveData", "LegalData"];
/// `GDPRPersonalDataChoice`.
pub(super) const PERSONAL: [&str; 3] = ["CprNumber", "SocialProblems", "OtherPrivateMatters"];
/// `OversightIntervalChoice`.
pub(super) const OVERSIGHT: [&str; 6] =
    ["BiYearly", "Yearly", "EveryOtherYear", "Other", "Undecided", "EveryThirdYear"];
/// `YesNoIrrelevantChoice`.
pub(super) const CONCLUDED: [&str; 4] = ["No", "Yes", "Irrelevant", "Undecided"];
/// `TrackedEntityTypeChoice`.
pub(super) const TRACKED: [&str; 6] =
    ["ItSystem", "ItSystemUsage", "ItInterface", "ItContract", "DataProcessingRegistration", "OrganizationUnit"];
