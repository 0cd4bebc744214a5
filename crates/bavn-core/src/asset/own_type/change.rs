//! Making and changing own types.

use super::{OWN_LIMITS, OwnField, OwnKind, OwnType, field::key_for};
use crate::text::fold;
use std::collections::BTreeSet;

/// What a type is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTypeDraft {
    /// What its assets are called, one of them.
    pub name: String,
    /// What it is for.
    pub note: String,
    /// Its fields in the order of the page. A field that the type has and that is left out goes out of use.
    pub fields: Vec<OwnFieldDraft>,
}

/// What a field is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnFieldDraft {
    /// The key of a field that the type has; none for a new one.
    pub key: Option<String>,
    /// What people call it.
    pub label: String,
    /// What to know before filling it.
    pub help: String,
    /// What it holds.
    pub kind: OwnKind,
    /// Whether an asset must have it.
    pub is_required: bool,
    /// Whether it is out of use.
    pub is_archived: bool,
}

/// Something wrong with what a type is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeFault {
    /// The place of the field from 0; none for the type itself.
    pub field: Option<usize>,
    /// What of it: `name`, `note`, `fields`; of a field `key`, `label`, `help`, `kind`, `unit` or `options`.
    pub part: &'static str,
    /// What was given.
    pub value: String,
    /// What is wrong.
    pub problem: TypeProblem,
}

/// What is wrong with a type or a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeProblem {
    /// It must not be blank.
    Blank,
    /// It has too many characters.
    TooLong {
        /// The most allowed.
        max: usize,
    },
    /// It has characters that do not print.
    ControlCharacters,
    /// There are too many.
    TooMany {
        /// The most allowed.
        max: usize,
    },
    /// Another field in use has the same label.
    LabelTaken,
    /// The type has no field of that key, or it is named twice.
    NoSuchKey,
    /// A field cannot become one of that kind.
    KindFixed,
    /// A choice has at least two options.
    FewOptions,
    /// An option stands twice.
    SameOption,
}

impl TypeProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blank => "required",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacters => "control_characters",
            Self::TooMany { .. } => "too_many",
            Self::LabelTaken => "label_taken",
            Self::NoSuchKey => "no_such_key",
            Self::KindFixed => "kind_fixed",
            Self::FewOptions => "few_options",
            Self::SameOption => "same_option",
        }
    }
}

impl From<&OwnType> for OwnTypeDraft {
    fn from(kind: &OwnType) -> Self {
        let field = |field: &OwnField| OwnFieldDraft {
            key: Some(field.key.clone()),
            label: field.label.clone(),
            help: field.help.clone(),
            kind: field.kind.clone(),
            is_required: field.is_required,
            is_archived: field.is_archived,
        };
        Self { name: kind.name.clone(), note: kind.note.clone(), fields: kind.fields.iter().map(field).collect() }
    }
}

impl OwnTypeDraft {
    /// The type that comes of it, from the one that was there. Keys of fields stay; a new field gets one made from its label.
    ///
    /// # Errors
    /// Every fault.
    pub fn applied_to(&self, old: Option<&OwnType>) -> Result<OwnType, Vec<TypeFault>> {
        let mut faults = Vec::new();
        let mut kind = OwnType { name: one_line(&self.name), note: tidy(&self.note), fields: Vec::new() };
        check(&mut faults, None, "name", &kind.name, OWN_LIMITS.name, Shape::Line);
        check(&mut faults, None, "note", &kind.note, OWN_LIMITS.note, Shape::Lines);
        let none = OwnType::default();
        let old = old.unwrap_or(&none);
        let mut taken: BTreeSet<String> = old.fields.iter().map(|field| field.key.clone()).collect();
        let mut named: BTreeSet<&str> = BTreeSet::new();
        for (at, draft) in self.fields.iter().enumerate() {
            let mut fault = |part, value: &str, problem| {
                faults.push(TypeFault { field: Some(at), part, value: value.to_owned(), problem });
            };
            let was = draft.key.as_deref().and_then(|key| old.field(key));
            if let Some(key) = &draft.key
                && (was.is_none() || !named.insert(key))
            {
                fault("key", key, TypeProblem::NoSuchKey);
                continue;
            }
            if let Some(was) = was
                && !was.kind.may_become(&draft.kind)
            {
                fault("kind", draft.kind.key(), TypeProblem::KindFixed);
            }
            let field = draft.tidied(was.map(|was| was.key.clone()), &taken);
            check_field(&mut faults, at, &field);
            let folded = fold(&field.label);
            let is_taken = |other: &OwnField| !other.is_archived && fold(&other.label) == folded;
            if !field.is_archived && !folded.is_empty() && kind.fields.iter().any(is_taken) {
                let value = field.label.clone();
                faults.push(TypeFault { field: Some(at), part: "label", value, problem: TypeProblem::LabelTaken });
            }
            taken.insert(field.key.clone());
            kind.fields.push(field);
        }
        let left = old.fields.iter().filter(|field| !named.contains(field.key.as_str()));
        kind.fields.extend(left.map(|field| OwnField { is_archived: true, ..field.clone() }));
        for (count, max) in [(kind.in_use().count(), OWN_LIMITS.fields), (kind.fields.len(), OWN_LIMITS.all_fields)] {
            if count > max {
                let problem = TypeProblem::TooMany { max };
                faults.push(TypeFault { field: None, part: "fields", value: count.to_string(), problem });
                break;
            }
        }
        if faults.is_empty() { Ok(kind) } else { Err(faults) }
    }
}

impl OwnFieldDraft {
    fn tidied(&self, key: Option<String>, taken: &BTreeSet<String>) -> OwnField {
        let label = one_line(&self.label);
        let options = self.kind.options().iter().map(|option| one_line(option));
        let options: Vec<String> = options.filter(|option| !option.is_empty()).collect();
        let kind = OwnKind::from_parts(self.kind.key(), &one_line(self.kind.unit()), &options).unwrap_or_default();
        OwnField {
            key: key.unwrap_or_else(|| key_for(&label, |key| taken.contains(key))),
            label,
            help: one_line(&self.help),
            kind,
            is_required: self.is_required,
            is_archived: self.is_archived,
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tidy(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One line that must not be blank.
    Line,
    /// One line.
    Maybe,
    /// Several lines.
    Lines,
}

fn check(faults: &mut Vec<TypeFault>, field: Option<usize>, part: &'static str, text: &str, max: usize, shape: Shape) {
    let mut fault = |problem| faults.push(TypeFault { field, part, value: text.to_owned(), problem });
    if text.is_empty() && shape == Shape::Line {
        fault(TypeProblem::Blank);
    }
    if text.chars().nth(max).is_some() {
        fault(TypeProblem::TooLong { max });
    }
    let is_odd = |letter: char| letter.is_control() && !(shape == Shape::Lines && matches!(letter, '\n' | '\t'));
    if text.chars().any(is_odd) {
        fault(TypeProblem::ControlCharacters);
    }
}

fn check_field(faults: &mut Vec<TypeFault>, at: usize, field: &OwnField) {
    check(faults, Some(at), "label", &field.label, OWN_LIMITS.name, Shape::Line);
    check(faults, Some(at), "help", &field.help, OWN_LIMITS.help, Shape::Maybe);
    check(faults, Some(at), "unit", field.kind.unit(), OWN_LIMITS.unit, Shape::Maybe);
    let OwnKind::Choice { options } = &field.kind else { return };
    for option in options {
        check(faults, Some(at), "options", option, OWN_LIMITS.option, Shape::Line);
    }
    let mut fault = |value: &str, problem| {
        faults.push(TypeFault { field: Some(at), part: "options", value: value.to_owned(), problem });
    };
    if options.len() < 2 {
        fault("", TypeProblem::FewOptions);
    }
    if options.len() > OWN_LIMITS.options {
        fault(&options.len().to_string(), TypeProblem::TooMany { max: OWN_LIMITS.options });
    }
    let mut seen = BTreeSet::new();
    if let Some(option) = options.iter().find(|option| !seen.insert(fold(option))) {
        fault(option, TypeProblem::SameOption);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn new(label: &str, kind: OwnKind) -> OwnFieldDraft {
        OwnFieldDraft { label: label.into(), kind, ..OwnFieldDraft::default() }
    }

    fn draft(fields: Vec<OwnFieldDraft>) -> OwnTypeDraft {
        OwnTypeDraft { name: "Nøgleboks".into(), note: String::new(), fields }
    }

    fn codes(result: Result<OwnType, Vec<TypeFault>>) -> Vec<(Option<usize>, &'static str, &'static str)> {
        let one = |fault: TypeFault| (fault.field, fault.part, fault.problem.code());
        result.unwrap_err().into_iter().map(one).collect()
    }

    #[test]
    fn a_key_is_made_once_and_stays() {
        let first = draft(vec![new(" Placering ", OwnKind::Line), new("Seneste kontrol", OwnKind::Date)]);
        let kind = first.applied_to(None).unwrap();
        let keys = |kind: &OwnType| kind.fields.iter().map(|field| field.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&kind), ["placering", "seneste_kontrol"]);
        // Renamed, moved, and the name used again for another field.
        let mut change = OwnTypeDraft::from(&kind);
        change.fields.swap(0, 1);
        change.fields[1].label = "Hvor den hænger".into();
        change.fields.push(new("Placering", OwnKind::Lines));
        let changed = change.applied_to(Some(&kind)).unwrap();
        assert_eq!(keys(&changed), ["seneste_kontrol", "placering", "placering_2"]);
        assert_eq!(changed.fields[1].label, "Hvor den hænger");
        // What is left out goes out of use, and nothing is lost.
        let left = draft(Vec::new()).applied_to(Some(&changed)).unwrap();
        assert_eq!((left.fields.len(), left.in_use().count()), (3, 0));
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let options = |options: &[&str]| OwnKind::Choice { options: options.iter().map(|one| (*one).into()).collect() };
        let fields = vec![
            new("", OwnKind::Line),
            new("Stand", options(&["God"])),
            new("STAND", options(&["God", "god", "  "])),
            OwnFieldDraft { key: Some("nix".into()), ..new("X", OwnKind::Line) },
            new("kW", OwnKind::Number { unit: "x".repeat(21) }),
        ];
        let wrong = OwnTypeDraft { name: " ".into(), note: "a\u{7}".into(), fields };
        assert_eq!(
            codes(wrong.applied_to(None)),
            [
                (None, "name", "required"),
                (None, "note", "control_characters"),
                (Some(0), "label", "required"),
                (Some(1), "options", "few_options"),
                (Some(2), "options", "same_option"),
                (Some(2), "label", "label_taken"),
                (Some(3), "key", "no_such_key"),
                (Some(4), "unit", "too_long"),
            ]
        );
        let many = draft((0..31).map(|at| new(&format!("Felt {at}"), OwnKind::Line)).collect());
        assert_eq!(codes(many.applied_to(None)), [(None, "fields", "too_many")]);
    }

    #[test]
    fn a_kind_stays_unless_text_of_several_lines_takes_all() {
        let kind = draft(vec![new("Effekt", OwnKind::Number { unit: "kW".into() })]).applied_to(None).unwrap();
        let to = |becomes: OwnKind| {
            let mut change = OwnTypeDraft::from(&kind);
            change.fields[0].kind = becomes;
            change.applied_to(Some(&kind))
        };
        assert!(to(OwnKind::Number { unit: "MW".into() }).is_ok() && to(OwnKind::Lines).is_ok());
        assert_eq!(codes(to(OwnKind::Date)), [(Some(0), "kind", "kind_fixed")]);
    }

    proptest! {
        #[test]
        fn whatever_is_done_keys_stay_unique_and_none_is_lost(
            labels in proptest::collection::vec("[a-zæøå ,]{1,6}", 1..12),
            order in proptest::collection::vec(0_usize..12, 0..12),
        ) {
            let first = draft(labels.iter().map(|label| new(label, OwnKind::Line)).collect());
            let Ok(kind) = first.applied_to(None) else { return Ok(()) };
            let whole = OwnTypeDraft::from(&kind);
            let mut seen = BTreeSet::new();
            let picked = order.into_iter().filter(|at| *at < kind.fields.len() && seen.insert(*at));
            let change = OwnTypeDraft { fields: picked.map(|at| whole.fields[at].clone()).collect(), ..whole.clone() };
            let changed = change.applied_to(Some(&kind)).unwrap();
            let keys = |kind: &OwnType| kind.fields.iter().map(|field| field.key.clone()).collect::<BTreeSet<_>>();
            prop_assert_eq!(keys(&changed), keys(&kind));
            prop_assert_eq!(changed.fields.len(), kind.fields.len());
            prop_assert_eq!(OwnTypeDraft::from(&kind).applied_to(Some(&kind)), Ok(kind));
        }
    }
}
