//! The official schemas, as rules to walk. Only what these two files use of JSON Schema draft 7 is understood.

use crate::import_export::tree::{Node, TreeLimits, Value, read_json};
use regex::Regex;
use std::{collections::HashMap, sync::OnceLock};

/// A version of the schemas that files are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaVersion {
    /// 1.1.3, for everything older too.
    V1_1_3,
    /// 1.2.1, which knows mapping collections.
    V1_2_1,
}

/// What a value must be. Everything that is stated must hold.
#[derive(Debug, Default)]
pub(super) struct Rule {
    /// Another rule that stands for this one.
    pub(super) reference: Option<usize>,
    pub(super) kind: Option<Kind>,
    pub(super) required: Vec<String>,
    /// In the order of the schema.
    pub(super) properties: Vec<(String, usize)>,
    pub(super) is_closed: bool,
    pub(super) items: Option<usize>,
    pub(super) min_items: usize,
    pub(super) pattern: Option<Regex>,
    pub(super) format: Option<Text>,
    pub(super) allowed: Vec<String>,
    pub(super) any_of: Vec<usize>,
    pub(super) all_of: Vec<usize>,
    pub(super) minimum: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    String,
    Boolean,
    Integer,
    Number,
}

/// Texts with rules of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Uri,
    UriReference,
    Email,
}

/// A schema: its rules, and the rule of each model.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) rules: Vec<Rule>,
    pub(super) models: HashMap<String, usize>,
}

impl SchemaVersion {
    pub(super) fn schema(self) -> &'static Schema {
        static OLD: OnceLock<Schema> = OnceLock::new();
        static NEW: OnceLock<Schema> = OnceLock::new();
        match self {
            Self::V1_1_3 => {
                OLD.get_or_init(|| compile(include_str!("../../../../../content/schemas/oscal/1.1.3.json")))
            }
            Self::V1_2_1 => {
                NEW.get_or_init(|| compile(include_str!("../../../../../content/schemas/oscal/1.2.1.json")))
            }
        }
    }
}

/// A schema that is not readable gives no models, and so refuses every file; the tests hold that ours are readable.
fn compile(text: &str) -> Schema {
    let mut compiler = Compiler { rules: Vec::new(), names: HashMap::new() };
    let mut models = HashMap::new();
    if let Ok(read) = read_json(text, &TreeLimits::default()) {
        if let Some(definitions) = read.root.get("definitions") {
            for (at, (name, _)) in definitions.entries().iter().enumerate() {
                compiler.names.insert(format!("#/definitions/{name}"), at);
                compiler.rules.push(Rule::default());
            }
            for (at, (_, node)) in definitions.entries().iter().enumerate() {
                compiler.rules[at] = compiler.rule(node);
            }
        }
        for variant in read.root.get("oneOf").map_or(&[][..], Node::items) {
            for (name, node) in variant.get("properties").map_or(&[][..], Node::entries) {
                let rule = compiler.add(node);
                if name != "$schema" {
                    models.insert(name.clone(), rule);
                }
            }
        }
    }
    Schema { rules: compiler.rules, models }
}

struct Compiler {
    rules: Vec<Rule>,
    names: HashMap<String, usize>,
}

impl Compiler {
    fn add(&mut self, node: &Node) -> usize {
        let rule = self.rule(node);
        self.rules.push(rule);
        self.rules.len() - 1
    }

    fn rule(&mut self, node: &Node) -> Rule {
        let text = |name: &str| node.get(name).and_then(Node::as_text);
        // Beside a reference nothing else counts.
        if let Some(name) = text("$ref") {
            return Rule { reference: self.names.get(name).copied(), ..Rule::default() };
        }
        let number = |name: &str| text(name).and_then(|text| text.parse().ok());
        let list = |name: &str| node.get(name).map_or(&[][..], Node::items);
        let texts = |name: &str| list(name).iter().filter_map(Node::as_text).map(str::to_owned).collect();
        Rule {
            reference: None,
            kind: text("type").and_then(kind),
            required: texts("required"),
            properties: node
                .get("properties")
                .map_or(&[][..], Node::entries)
                .iter()
                .map(|(name, node)| (name.clone(), self.add(node)))
                .collect(),
            is_closed: text("additionalProperties") == Some("false"),
            items: node.get("items").filter(|node| matches!(node.value, Value::Map(_))).map(|node| self.add(node)),
            min_items: number("minItems").and_then(|count| usize::try_from(count).ok()).unwrap_or(0),
            pattern: text("pattern").and_then(|pattern| Regex::new(pattern).ok()),
            format: match text("format") {
                Some("uri") => Some(Text::Uri),
                Some("uri-reference") => Some(Text::UriReference),
                Some("email") => Some(Text::Email),
                // `date-time` never stands without a pattern that says more.
                _ => None,
            },
            allowed: texts("enum"),
            any_of: list("anyOf").iter().map(|node| self.add(node)).collect(),
            all_of: list("allOf").iter().map(|node| self.add(node)).collect(),
            minimum: number("minimum"),
        }
    }
}

fn kind(name: &str) -> Option<Kind> {
    match name {
        "object" => Some(Kind::Object),
        "array" => Some(Kind::Array),
        "string" => Some(Kind::String),
        "boolean" => Some(Kind::Boolean),
        "integer" => Some(Kind::Integer),
        "number" => Some(Kind::Number),
        _ => None,
    }
}

impl Kind {
    /// Its name in the schema.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }
}

impl Schema {
    /// The rule itself, behind its references.
    pub(super) fn rule(&self, mut at: usize) -> Option<&Rule> {
        // No reference goes through more rules than there are.
        for _ in 0..=self.rules.len() {
            let rule = self.rules.get(at)?;
            match rule.reference {
                Some(next) => at = next,
                None => return Some(rule),
            }
        }
        None
    }
}
