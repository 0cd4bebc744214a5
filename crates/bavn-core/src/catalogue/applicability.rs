//! Applicability assessments (*anvendelighedsvurdering*): does a law or framework bind us, and which parts of it.
//!
//! The questions that lead through one lie in `content/applicability/*.toml`. They give a suggestion; the outcome is a person's decision.

use super::{ContentError, ContentProblem, toml_node};
use crate::lang::Localized;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// Whether a framework applies, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It does not apply.
    Not,
    /// It is not settled.
    Open,
    /// It does not bind, but is followed by choice.
    Voluntary,
    /// Parts of it bind.
    Partly,
    /// It binds.
    Binds,
}

impl Outcome {
    /// The words in content files and databases, in the order of [`Outcome::ALL`].
    pub const KEYS: [&'static str; 5] = ["not", "open", "voluntary", "partly", "binds"];
    /// All outcomes, the least first.
    pub const ALL: [Self; 5] = [Self::Not, Self::Open, Self::Voluntary, Self::Partly, Self::Binds];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        Self::KEYS[self as usize]
    }

    /// The outcome of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }

    /// Whether a framework with this outcome is worked with; `None` leaves it as it is by default.
    #[must_use]
    pub const fn is_on(self) -> Option<bool> {
        match self {
            Self::Not => Some(false),
            Self::Open => None,
            Self::Voluntary | Self::Partly | Self::Binds => Some(true),
        }
    }
}

/// How a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Yes.
    Yes,
    /// No.
    No,
    /// It must be looked into.
    Unsure,
}

impl Reply {
    /// The words in forms and databases, in the order of [`Reply::ALL`].
    pub const KEYS: [&'static str; 3] = ["yes", "no", "unsure"];
    /// All replies.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unsure];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        Self::KEYS[self as usize]
    }

    /// The reply of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reply| reply.key() == key)
    }
}

/// A question that a coordinator can answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuideQuestion {
    /// Its key in the guide.
    pub key: String,
    /// What is asked.
    pub text: Localized,
    /// Where to look, and what the law says.
    pub help: Localized,
    /// What a yes points to.
    pub yes: Outcome,
    /// What a no points to.
    pub no: Outcome,
}

/// A part of a framework that may apply or not by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuidePart {
    /// Its key in the guide.
    pub key: String,
    /// What it is.
    pub title: Localized,
}

/// What leads through the assessment of one framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApplicabilityGuide {
    /// The framework's key.
    pub framework: String,
    /// The questions, in order.
    pub questions: Vec<GuideQuestion>,
    /// The parts that can be chosen among.
    pub parts: Vec<GuidePart>,
}

/// What the replies point to: the strongest of what each answered question points to. A question that is unanswered or unsure points
/// to [`Outcome::Open`] as long as its yes or its no would say more than what is known. Without any question it is open.
///
/// The rule is monotone: a reply that points to more never gives a lesser suggestion.
#[must_use]
pub fn suggest(guide: &ApplicabilityGuide, replies: &BTreeMap<String, Reply>) -> Outcome {
    let known = |question: &GuideQuestion| match replies.get(&question.key) {
        Some(Reply::Yes) => Some(question.yes),
        Some(Reply::No) => Some(question.no),
        Some(Reply::Unsure) | None => None,
    };
    let strongest = guide.questions.iter().filter_map(known).max();
    let may_become = guide.questions.iter().filter(|question| known(question).is_none());
    let possible = may_become.map(|question| question.yes.max(question.no)).max();
    match (strongest, possible) {
        (None, _) => Outcome::Open,
        (Some(strongest), Some(possible)) if possible > strongest => strongest.max(Outcome::Open),
        (Some(strongest), _) => strongest,
    }
}

/// Reads one guide.
///
/// # Errors
/// [`ContentError`] with the file and the first key that is wrong; keys are used once each.
pub fn parse_applicability_file(file: &str, text: &str) -> Result<ApplicabilityGuide, ContentError> {
    let table = toml_node::parse(file, text)?;
    let mut root = toml_node::Node::root(file, &table);
    let framework = root.text("framework")?;
    let questions = root.tables("question", "key")?.into_iter().map(question).collect::<Result<Vec<_>, _>>()?;
    let parts = root.tables("part", "key")?.into_iter().map(part).collect::<Result<Vec<_>, _>>()?;
    if questions.is_empty() {
        return Err(root.error("question", ContentProblem::Missing));
    }
    once(&root, "question", questions.iter().map(|one| one.key.as_str()))?;
    once(&root, "part", parts.iter().map(|one| one.key.as_str()))?;
    root.finish()?;
    Ok(ApplicabilityGuide { framework, questions, parts })
}

/// That no key is used twice in a list.
fn once<'a>(root: &toml_node::Node<'_>, list: &str, keys: impl Iterator<Item = &'a str>) -> Result<(), ContentError> {
    let mut seen = HashSet::new();
    for key in keys {
        if !seen.insert(key) {
            return Err(root.error(&format!("{list}[{key}].key"), ContentProblem::UsedTwice));
        }
    }
    Ok(())
}

fn question(mut node: toml_node::Node<'_>) -> Result<GuideQuestion, ContentError> {
    let question = GuideQuestion {
        key: node.text("key")?,
        text: node.localized("text")?,
        help: node.localized("help")?,
        yes: node.word("yes", &Outcome::KEYS, Outcome::from_key)?,
        no: node.word("no", &Outcome::KEYS, Outcome::from_key)?,
    };
    node.finish()?;
    Ok(question)
}

fn part(mut node: toml_node::Node<'_>) -> Result<GuidePart, ContentError> {
    let part = GuidePart { key: node.text("key")?, title: node.localized("title")? };
    node.finish()?;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text() -> Localized {
        Localized { da: "t".into(), en: "t".into() }
    }

    fn guide(pairs: &[(Outcome, Outcome)]) -> ApplicabilityGuide {
        let questions = pairs.iter().enumerate().map(|(index, (yes, no))| GuideQuestion {
            key: index.to_string(),
            text: text(),
            help: text(),
            yes: *yes,
            no: *no,
        });
        ApplicabilityGuide { framework: "f".into(), questions: questions.collect(), parts: Vec::new() }
    }

    fn replies(given: &[Option<Reply>]) -> BTreeMap<String, Reply> {
        given.iter().enumerate().filter_map(|(index, reply)| Some((index.to_string(), (*reply)?))).collect()
    }

    #[test]
    fn the_strongest_answer_counts_and_doubt_keeps_it_open() {
        use Outcome::{Binds, Not, Open, Partly};
        let two = guide(&[(Binds, Not), (Partly, Not)]);
        let ask = |first, second| suggest(&two, &replies(&[first, second]));
        assert_eq!(ask(None, None), Open);
        assert_eq!(ask(Some(Reply::No), Some(Reply::No)), Not);
        assert_eq!(ask(Some(Reply::Yes), None), Binds, "nothing can add to it");
        assert_eq!(ask(Some(Reply::No), Some(Reply::Unsure)), Open, "the second may still say partly");
        assert_eq!(ask(Some(Reply::Unsure), Some(Reply::Yes)), Partly);
        assert_eq!(ask(Some(Reply::No), Some(Reply::Yes)), Partly);
        assert_eq!(suggest(&guide(&[]), &BTreeMap::new()), Open);
    }

    #[test]
    fn a_file_is_read_and_a_key_used_twice_is_refused() {
        let good = "framework = \"nis2\"\n[[question]]\nkey = \"a\"\ntext = { da = \"t\", en = \"t\" }\nhelp = { da = \"t\", en = \"t\" }\nyes = \"binds\"\nno = \"open\"\n[[part]]\nkey = \"b\"\ntitle = { da = \"t\", en = \"t\" }\n";
        let guide = parse_applicability_file("nis2.toml", good).unwrap();
        assert_eq!((guide.questions[0].yes, guide.parts.len()), (Outcome::Binds, 1));
        let twice = format!("{good}[[part]]\nkey = \"b\"\ntitle = {{ da = \"t\", en = \"t\" }}\n");
        let error = parse_applicability_file("nis2.toml", &twice).unwrap_err();
        assert_eq!((error.key.as_str(), error.problem), ("part[b].key", ContentProblem::UsedTwice));
        let error = parse_applicability_file("nis2.toml", &good.replace("\"open\"", "\"perhaps\"")).unwrap_err();
        assert_eq!(error.key, "question[a].no");
        assert!(parse_applicability_file("nis2.toml", "framework = \"nis2\"").is_err());
    }

    proptest! {
        #[test]
        fn a_stronger_reply_never_gives_less(
            pairs in prop::collection::vec((0_usize..5, 0_usize..5), 1..6),
            given in prop::collection::vec(0_usize..2, 6),
            changed in 0_usize..6,
        ) {
            let pairs: Vec<_> = pairs.into_iter().map(|(yes, no)| (Outcome::ALL[yes], Outcome::ALL[no])).collect();
            let guide = guide(&pairs);
            let mut given: Vec<Option<Reply>> = given.iter().take(pairs.len()).map(|index| Some(Reply::ALL[*index])).collect();
            let changed = changed % pairs.len();
            let (yes, no) = pairs[changed];
            let before = suggest(&guide, &replies(&given));
            let stronger = if yes > no { Reply::Yes } else { Reply::No };
            given[changed] = Some(stronger);
            prop_assert!(suggest(&guide, &replies(&given)) >= before);
        }
    }
}
