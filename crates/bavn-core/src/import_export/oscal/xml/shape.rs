//! XML elements into the fields of the JSON form: the schema says which name is a list and which a text.

use super::{
    element::{Child, Element},
    markup,
};
use crate::import_export::{
    oscal::schema::{Kind, Rule, Schema, SchemaVersion},
    tree::{Finding, Node, Problem, ReadError, Value},
};

/// Fields for the text of an element that also has attributes, such as the digits of a hash.
const TEXTS: [&str; 5] = ["prose", "value", "number", "identifier", "id"];

/// The JSON form of a document.
pub(super) fn tree(root: Element) -> Result<Node, ReadError> {
    let schema = SchemaVersion::V1_2_1.schema();
    let Some(&rule) = schema.models.get(&root.name) else {
        let mut allowed: Vec<String> = schema.models.keys().cloned().collect();
        allowed.sort();
        return Err(Finding::new(Problem::NotOneOf { allowed }).at_line(root.line).found(&root.name).into_error());
    };
    let line = root.line;
    let name = root.name.clone();
    let node = Shaper { schema }.object(&root, &[rule]);
    Ok(Node { line, value: Value::Map(vec![(name, node)]) })
}

struct Shaper {
    schema: &'static Schema,
}

impl Shaper {
    /// An element with fields. Its alternatives are taken together: what is allowed is for the schema to say, later.
    fn object(&self, element: &Element, rules: &[usize]) -> Node {
        let mut entries: Vec<(String, Node)> = element
            .attributes
            .iter()
            .map(|(name, value)| (name.clone(), Node::text(element.line, value.as_str())))
            .collect();
        let mut loose: Vec<&Child> = Vec::new();
        for child in &element.children {
            let Child::Element(inner) = child else {
                loose.push(child);
                continue;
            };
            match self.field(rules, &inner.name) {
                Some((name, field)) => self.put(&mut entries, &name, inner, field),
                None if markup::is_block(&inner.name) || self.field(rules, "prose").is_some() => loose.push(child),
                // Not known: kept under its name, so that the schema can name it.
                None => entries.push((inner.name.clone(), Node::text(inner.line, markup::line(&inner.children)))),
            }
        }
        let text = markup::blocks(loose.into_iter());
        if !text.is_empty() {
            let free = TEXTS
                .into_iter()
                .find(|name| self.field(rules, name).is_some() && !entries.iter().any(|(known, _)| known == name));
            entries.push((free.unwrap_or("prose").to_owned(), Node::text(element.line, text)));
        }
        Node { line: element.line, value: Value::Map(entries) }
    }

    fn put(&self, entries: &mut Vec<(String, Node)>, name: &str, element: &Element, rules: Vec<usize>) {
        let items: Vec<usize> = rules.iter().flat_map(|&rule| self.items(rule)).collect();
        if items.is_empty() {
            let node = self.value(element, &rules);
            match entries.iter_mut().find(|(known, _)| known == name) {
                // Twice where the model has it once: a list, which the schema refuses.
                Some((_, known)) => {
                    let first = std::mem::replace(known, Node { line: element.line, value: Value::List(Vec::new()) });
                    known.value = Value::List(vec![first, node]);
                }
                None => entries.push((name.to_owned(), node)),
            }
            return;
        }
        let node = self.value(element, &items);
        match entries.iter_mut().find(|(known, _)| known == name) {
            Some((_, Node { value: Value::List(known), .. })) => known.push(node),
            _ => entries.push((name.to_owned(), Node { line: element.line, value: Value::List(vec![node]) })),
        }
    }

    fn value(&self, element: &Element, rules: &[usize]) -> Node {
        if rules.iter().any(|&rule| self.is_object(rule)) {
            return self.object(element, rules);
        }
        let has_blocks = element.elements().any(|inner| markup::is_block(&inner.name));
        let text = if has_blocks { markup::blocks(element.children.iter()) } else { markup::line(&element.children) };
        Node::text(element.line, text)
    }

    /// The field that an element fills, and the rules of its value.
    fn field(&self, rules: &[usize], element: &str) -> Option<(String, Vec<usize>)> {
        let names = [
            element.to_owned(),
            format!("{element}s"),
            format!("{element}es"),
            element.strip_suffix('y').map(|stem| format!("{stem}ies")).unwrap_or_default(),
            match element {
                "map" => String::from("maps"),
                "mapping" => String::from("mappings"),
                _ => String::new(),
            },
        ];
        names.into_iter().filter(|name| !name.is_empty()).find_map(|name| {
            let found: Vec<usize> = rules.iter().flat_map(|&rule| self.property(rule, &name, 0)).collect();
            (!found.is_empty()).then_some((name, found))
        })
    }

    fn property(&self, rule: usize, name: &str, depth: usize) -> Vec<usize> {
        let Some(rule) = self.schema.rule(rule).filter(|_| depth < 4) else { return Vec::new() };
        let own = rule.properties.iter().filter(|(known, _)| known == name).map(|(_, inner)| *inner);
        own.chain(self.below(rule).flat_map(|inner| self.property(inner, name, depth + 1))).collect()
    }

    fn items(&self, rule: usize) -> Vec<usize> {
        let Some(rule) = self.schema.rule(rule) else { return Vec::new() };
        let nested = self.below(rule).filter_map(|inner| self.schema.rule(inner)?.items);
        rule.items.into_iter().chain(nested).collect()
    }

    fn is_object(&self, rule: usize) -> bool {
        self.schema
            .rule(rule)
            .is_some_and(|rule| rule.kind == Some(Kind::Object) || self.below(rule).any(|inner| self.is_object(inner)))
    }

    #[allow(clippy::unused_self, reason = "reads as a question to the schema")]
    fn below<'a>(&self, rule: &'a Rule) -> impl Iterator<Item = usize> + 'a {
        rule.any_of.iter().chain(&rule.all_of).copied()
    }
}
