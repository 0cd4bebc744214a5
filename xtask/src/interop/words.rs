//! Findings in the words of the checker that the expectations were made with.

use bavn_core::import_export::tree::{Finding, Problem};

/// One text for each fault that the checker tells: unknown fields of one object are one.
pub fn told(findings: &[Finding]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let mut last_unknown = None;
    for finding in findings {
        let is_unknown = matches!(finding.problem, Problem::UnknownField { .. });
        if is_unknown && last_unknown.as_ref() == Some(&finding.path) {
            continue;
        }
        last_unknown = is_unknown.then(|| finding.path.clone());
        let value = &finding.value;
        let text = match &finding.problem {
            Problem::WrongKind { expected } => format!("{value} is not of type \"{expected}\""),
            Problem::Pattern { pattern } => format!("\"{value}\" does not match \"{pattern}\""),
            other => other.to_string(),
        };
        told.push(format!("{}: {text}", finding.path));
    }
    told
}
