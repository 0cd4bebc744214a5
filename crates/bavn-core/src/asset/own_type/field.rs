use serde::{Deserialize, Serialize};

/// What a field of an own type holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OwnKind {
    /// One line of text.
    #[default]
    Line,
    /// Several lines of text.
    Lines,
    /// A whole number.
    Number {
        /// What is counted, such as `kW`; empty for nothing in particular.
        unit: String,
    },
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// One of some options.
    Choice {
        /// The options, in the order in which they are offered.
        options: Vec<String>,
    },
    /// An address on the web.
    Url,
}

/// The stable words of [`OwnKind`], in the order in which they are offered.
pub const OWN_KINDS: [&str; 7] = ["line", "lines", "number", "date", "yes_no", "choice", "url"];

impl OwnKind {
    /// The stable word.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Lines => "lines",
            Self::Number { .. } => "number",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Choice { .. } => "choice",
            Self::Url => "url",
        }
    }

    /// The kind of a stable word, with the unit of a number and the options of a choice; the other kinds have neither.
    #[must_use]
    pub fn from_parts(key: &str, unit: &str, options: &[String]) -> Option<Self> {
        Some(match key {
            "line" => Self::Line,
            "lines" => Self::Lines,
            "number" => Self::Number { unit: unit.to_owned() },
            "date" => Self::Date,
            "yes_no" => Self::YesNo,
            "choice" => Self::Choice { options: options.to_vec() },
            "url" => Self::Url,
            _ => return None,
        })
    }

    /// The unit of a number; empty for the others.
    #[must_use]
    pub fn unit(&self) -> &str {
        if let Self::Number { unit } = self { unit } else { "" }
    }

    /// The options of a choice; none for the others.
    #[must_use]
    pub fn options(&self) -> &[String] {
        if let Self::Choice { options } = self { options } else { &[] }
    }

    /// Whether a field of this kind may become one of another: values that are stored stay readable. Units and options may change; text of several
    /// lines takes whatever was there.
    #[must_use]
    pub fn may_become(&self, other: &Self) -> bool {
        self.key() == other.key() || matches!(other, Self::Lines)
    }
}

/// A field of an own type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnField {
    /// Its name in files and in the API: made from the first label, one of its kind in the type, never changed.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What to know before filling it.
    #[serde(default)]
    pub help: String,
    /// What it holds.
    #[serde(flatten)]
    pub kind: OwnKind,
    /// Whether an asset must have it.
    #[serde(default)]
    pub is_required: bool,
    /// Whether it is out of use: values stay, new ones are not asked for.
    #[serde(default)]
    pub is_archived: bool,
}

/// Characters in a key.
const KEY: usize = 40;

/// A key for a label that none of the taken keys is: small letters a to z, digits and `_`.
pub(super) fn key_for(label: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut key = String::new();
    for letter in crate::text::fold(label).chars() {
        match letter {
            'æ' => key.push_str("ae"),
            'ø' => key.push_str("oe"),
            'å' => key.push_str("aa"),
            'a'..='z' | '0'..='9' => key.push(letter),
            _ if key.ends_with('_') || key.is_empty() => {}
            _ => key.push('_'),
        }
        if key.len() >= KEY {
            break;
        }
    }
    let key = match key.trim_end_matches('_') {
        "" => "felt",
        key => key,
    };
    if !is_taken(key) {
        return key.to_owned();
    }
    let mut number = 2_usize;
    loop {
        let numbered = format!("{key}_{number}");
        if !is_taken(&numbered) {
            return numbered;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree_with_json() {
        for key in OWN_KINDS {
            let kind = OwnKind::from_parts(key, "kW", &["a".to_owned()]).unwrap();
            assert_eq!(kind.key(), key);
            assert_eq!(serde_json::to_value(&kind).unwrap()["kind"], key);
            let field = OwnField { key: "x".into(), label: "X".into(), kind, ..OwnField::default() };
            let text = serde_json::to_string(&field).unwrap();
            assert_eq!(serde_json::from_str::<OwnField>(&text).unwrap(), field, "{text}");
        }
        assert_eq!(OwnKind::from_parts("toaster", "", &[]), None);
    }

    #[test]
    fn keys_come_from_labels_and_are_one_of_their_kind() {
        let taken = ["placering", "placering_2"];
        let key = |label: &str| key_for(label, |key| taken.contains(&key));
        assert_eq!(key("Brændstof, timer"), "braendstof_timer");
        assert_eq!(key("Placering"), "placering_3");
        assert_eq!(key("  – "), "felt");
        assert_eq!(key("Seneste kontrol (år)"), "seneste_kontrol_aar");
        assert!(key(&"å".repeat(100)).len() <= KEY + 1);
    }
}
