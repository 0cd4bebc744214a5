use crate::{Error, Result, content};
use bavn_core::lang::Localized;
use serde::Deserialize;
use std::sync::OnceLock;

const FILE: &str = "registers/contract_clauses.toml";

/// A security requirement that a contract can hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its key, which contracts answer by.
    pub key: String,
    /// What it is, in a few words.
    pub title: Localized,
    /// What the contract should say.
    pub text: Localized,
    /// Where it comes from in law, as references.
    pub law: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseFile {
    clause: Vec<Clause>,
}

static CLAUSES: OnceLock<Vec<Clause>> = OnceLock::new();

/// The security requirements that contracts are held against, in order.
///
/// # Errors
/// [`Error::Content`]; a test of the program keeps this from happening.
pub fn contract_clauses() -> Result<&'static [Clause]> {
    if let Some(clauses) = CLAUSES.get() {
        return Ok(clauses);
    }
    let file: ClauseFile =
        toml::from_str(&content::text(FILE)?).map_err(|error| Error::Content(format!("{FILE}: {error}")))?;
    Ok(CLAUSES.get_or_init(|| file.clause))
}

const QUESTIONS_FILE: &str = "registers/supplier_questions.toml";

/// A question of the questionnaire behind an assessment of a supplier, answered 0 to 5.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its key, which assessments answer by.
    pub key: String,
    /// What is true of a supplier that gets the highest answer.
    pub text: Localized,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    question: Vec<Question>,
}

static QUESTIONS: OnceLock<Vec<Question>> = OnceLock::new();

/// The questions that suppliers are assessed by, in order.
///
/// # Errors
/// [`Error::Content`]; a test of the program keeps this from happening.
pub fn supplier_questions() -> Result<&'static [Question]> {
    if let Some(questions) = QUESTIONS.get() {
        return Ok(questions);
    }
    let file: QuestionFile = toml::from_str(&content::text(QUESTIONS_FILE)?)
        .map_err(|error| Error::Content(format!("{QUESTIONS_FILE}: {error}")))?;
    Ok(QUESTIONS.get_or_init(|| file.question))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_clause_has_its_own_key_and_both_texts() {
        let clauses = contract_clauses().unwrap();
        let keys: BTreeSet<&str> = clauses.iter().map(|clause| clause.key.as_str()).collect();
        assert_eq!((keys.len(), clauses.len()), (clauses.len(), 16));
        for clause in clauses {
            let texts = [&clause.title.da, &clause.title.en, &clause.text.da, &clause.text.en];
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{}", clause.key);
            assert!(clause.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{}", clause.key);
        }
    }

    #[test]
    fn every_point_of_the_regulation_and_of_the_processor_article_is_there() {
        let law: BTreeSet<&str> =
            contract_clauses().unwrap().iter().flat_map(|clause| &clause.law).map(String::as_str).collect();
        for letter in 'a'..='h' {
            assert!(law.contains(format!("2024/2690 5.1.4({letter})").as_str()), "5.1.4({letter})");
            assert!(law.contains(format!("GDPR 28(3)({letter})").as_str()), "28(3)({letter})");
        }
    }

    #[test]
    fn every_question_has_its_own_key_and_both_texts() {
        let questions = supplier_questions().unwrap();
        let keys: BTreeSet<&str> = questions.iter().map(|question| question.key.as_str()).collect();
        assert_eq!((keys.len(), questions.len()), (10, 10));
        assert!(questions.iter().all(|question| !question.text.da.is_empty() && !question.text.en.is_empty()));
    }
}
