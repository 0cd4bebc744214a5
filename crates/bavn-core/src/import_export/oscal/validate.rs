//! Holds a document against a schema; every fault with its line, its path and what was expected.

use super::schema::{Kind, Rule, Schema, SchemaVersion, Text};
use crate::import_export::tree::{Finding, Node, Problem, Scalar, Value, to_json};

/// How scalars without quotes are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalars {
    /// As what they look like, as JSON has them.
    Strict,
    /// As texts where the model wants a text: YAML with `value: true`, and XML, which has nothing but texts.
    AsWanted,
}

/// How many steps one document may take: nested alternatives multiply.
const STEPS: usize = 20_000_000;

/// Holds the value of a model, such as that under `catalog`, against a schema. Scalars that are wanted as texts become texts.
///
/// Gives every fault, the required fields of a value first, then its fields in the order of the schema, then those that it may not
/// have.
#[must_use]
pub fn validate(node: &mut Node, model: &str, version: SchemaVersion, scalars: Scalars) -> Vec<Finding> {
    let schema = version.schema();
    let Some(&rule) = schema.models.get(model) else {
        let mut allowed: Vec<String> = schema.models.keys().cloned().collect();
        allowed.sort();
        return vec![Finding::new(Problem::NotOneOf { allowed }).found(model)];
    };
    let mut walker = Walker { schema, scalars, steps: 0, path: vec![model.to_owned()] };
    let mut faults = Vec::new();
    walker.walk(node, rule, &mut faults);
    if walker.steps > STEPS {
        return vec![Finding::new(Problem::TooManyValues { max: STEPS })];
    }
    faults
}

struct Walker {
    schema: &'static Schema,
    scalars: Scalars,
    steps: usize,
    path: Vec<String>,
}

impl Walker {
    fn walk(&mut self, node: &mut Node, rule: usize, faults: &mut Vec<Finding>) {
        self.steps += 1;
        if self.steps > STEPS {
            return;
        }
        let Some(rule) = self.schema.rule(rule) else { return };
        if !self.fits_kind(node, rule) {
            let expected = rule.kind.map_or("", Kind::name).to_owned();
            faults.push(self.fault(node, Problem::WrongKind { expected }));
            return;
        }
        match &mut node.value {
            Value::Scalar(_) => self.scalar(node, rule, faults),
            Value::List(items) => {
                let count = items.len();
                if let Some(inner) = rule.items {
                    for (at, item) in items.iter_mut().enumerate() {
                        self.path.push(at.to_string());
                        self.walk(item, inner, faults);
                        self.path.pop();
                    }
                }
                if count < rule.min_items {
                    faults.push(self.fault(node, Problem::WrongCount { expected: rule.min_items, found: count }));
                }
            }
            Value::Map(_) => self.map(node, rule, faults),
        }
        for &inner in &rule.all_of {
            self.walk(node, inner, faults);
        }
        self.any(node, rule, faults);
    }

    /// One of the alternatives must hold; if none does, the faults of the one that comes nearest are told.
    fn any(&mut self, node: &mut Node, rule: &Rule, faults: &mut Vec<Finding>) {
        let mut best: Option<Vec<Finding>> = None;
        for &inner in &rule.any_of {
            let mut found = Vec::new();
            self.walk(node, inner, &mut found);
            if found.is_empty() {
                return;
            }
            if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                best = Some(found);
            }
        }
        faults.extend(best.unwrap_or_default());
    }

    fn map(&mut self, node: &mut Node, rule: &Rule, faults: &mut Vec<Finding>) {
        for name in rule.required.iter().filter(|name| node.get(name).is_none()) {
            faults.push(self.at(node, Problem::MissingField { name: name.clone() }));
        }
        for (name, inner) in &rule.properties {
            if let Some(value) = node.get_mut(name) {
                self.path.push(name.clone());
                self.walk(value, *inner, faults);
                self.path.pop();
            }
        }
        if rule.is_closed {
            for (name, value) in node.entries() {
                if !rule.properties.iter().any(|(known, _)| known == name) {
                    faults.push(self.at(value, Problem::UnknownField { name: name.clone() }));
                }
            }
        }
    }

    fn fits_kind(&self, node: &mut Node, rule: &Rule) -> bool {
        let Some(kind) = rule.kind else { return true };
        match (&mut node.value, kind) {
            (Value::Map(_), Kind::Object) | (Value::List(_), Kind::Array) => true,
            (Value::Scalar(scalar), Kind::String) => {
                if self.scalars == Scalars::AsWanted && !scalar.is_null() {
                    scalar.is_plain = false;
                }
                !looks_typed(scalar)
            }
            (Value::Scalar(scalar), Kind::Boolean) => self.plain(scalar).as_bool().is_some(),
            (Value::Scalar(scalar), Kind::Integer) => self.plain(scalar).as_integer().is_some(),
            (Value::Scalar(scalar), Kind::Number) => self.plain(scalar).as_number().is_some(),
            // In YAML and XML a value without anything in it.
            (Value::Scalar(scalar), Kind::Object) if self.scalars == Scalars::AsWanted && scalar.is_null() => {
                node.value = Value::Map(Vec::new());
                true
            }
            _ => false,
        }
    }

    /// XML has its numbers and truth values as texts.
    fn plain<'a>(&self, scalar: &'a mut Scalar) -> &'a Scalar {
        if self.scalars == Scalars::AsWanted {
            scalar.is_plain = true;
        }
        scalar
    }

    fn scalar(&self, node: &Node, rule: &Rule, faults: &mut Vec<Finding>) {
        let Value::Scalar(scalar) = &node.value else { return };
        let text = scalar.text.as_str();
        if !rule.allowed.is_empty() && !rule.allowed.iter().any(|allowed| allowed == text) {
            faults.push(self.fault(node, Problem::NotOneOf { allowed: rule.allowed.clone() }));
        }
        if let Some(pattern) = rule.pattern.as_ref().filter(|pattern| !pattern.is_match(text)) {
            faults.push(self.fault(node, Problem::Pattern { pattern: pattern.as_str().to_owned() }));
        }
        if let Some(format) = rule.format.filter(|format| !format.holds(text)) {
            faults.push(self.fault(node, Problem::WrongKind { expected: format.name().to_owned() }));
        }
        if let (Some(min), Some(number)) = (rule.minimum, scalar.as_integer())
            && number < min
        {
            faults.push(self.fault(node, Problem::OutOfRange { min, max: i64::MAX }));
        }
    }

    fn at(&self, node: &Node, problem: Problem) -> Finding {
        Finding::new(problem).at_line(node.line).at(self.path.join("/"))
    }

    fn fault(&self, node: &Node, problem: Problem) -> Finding {
        let found = match &node.value {
            Value::Scalar(scalar) => scalar.text.clone(),
            Value::List(items) if items.is_empty() => String::from("[]"),
            Value::List(_) | Value::Map(_) => to_json(node).to_string(),
        };
        self.at(node, problem).found(&found)
    }
}

fn looks_typed(scalar: &Scalar) -> bool {
    scalar.is_plain && (scalar.is_null() || scalar.as_bool().is_some() || scalar.as_number().is_some())
}

impl Text {
    const fn name(self) -> &'static str {
        match self {
            Self::Uri => "uri",
            Self::UriReference => "uri-reference",
            Self::Email => "email",
        }
    }

    fn holds(self, text: &str) -> bool {
        match self {
            Self::Uri => is_uri_reference(text) && text.contains(':'),
            Self::UriReference => is_uri_reference(text),
            Self::Email => !text.contains(char::is_whitespace) && text.contains('@'),
        }
    }
}

/// The characters of RFC 3986, and each `%` before two hexadecimal digits.
fn is_uri_reference(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)),
        b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~' => true,
        _ => false,
    })
}
