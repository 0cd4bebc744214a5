//! YAML over the events of `saphyr-parser`: scalars keep their text, aliases are copied within a budget.

use super::{Finding, Node, Problem, Read, ReadError, Scalar, TreeLimits, Value};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// Reads one YAML document.
///
/// # Errors
/// What breaks the format or a limit, with its line.
pub fn read_yaml(text: &str, limits: &TreeLimits) -> Result<Read, ReadError> {
    let mut reader = Reader {
        limits,
        nodes: 0,
        copied_nodes: 0,
        copied_bytes: 0,
        anchors: HashMap::new(),
        open: Vec::new(),
        root: None,
        warnings: Vec::new(),
    };
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let line = u32::try_from(error.marker().line()).unwrap_or(u32::MAX);
            Finding::new(Problem::Syntax { detail: error.info().to_owned() }).at_line(line).into_error()
        })?;
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                return Err(Finding::new(Problem::SeveralDocuments).at_line(line_of(span)).into_error());
            }
        }
        reader.take(event, line_of(span))?;
    }
    let root = reader.root.ok_or_else(|| Finding::new(Problem::Empty).into_error())?;
    Ok(Read { root, warnings: reader.warnings })
}

fn line_of(span: Span) -> u32 {
    u32::try_from(span.start.line()).unwrap_or(u32::MAX)
}

struct Reader<'a> {
    limits: &'a TreeLimits,
    nodes: usize,
    copied_nodes: usize,
    copied_bytes: usize,
    anchors: HashMap<usize, Node>,
    open: Vec<Open>,
    root: Option<Node>,
    warnings: Vec<Finding>,
}

/// A list or mapping that is not yet closed.
struct Open {
    anchor: usize,
    line: u32,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Map { entries: Vec<(String, Node)>, key: Option<(String, bool)> },
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), ReadError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.count(line)?;
                let is_text = tag.as_ref().is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
                let scalar = Scalar { text: text.into_owned(), is_plain: style == ScalarStyle::Plain && !is_text };
                self.put(Node { line, value: Value::Scalar(scalar) }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.start(Open { anchor, line, kind: Kind::List(Vec::new()) }),
            Event::MappingStart(anchor, _) => {
                self.start(Open { anchor, line, kind: Kind::Map { entries: Vec::new(), key: None } })
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else { return Ok(()) };
                let value = match open.kind {
                    Kind::List(items) => Value::List(items),
                    Kind::Map { entries, .. } => self.map(entries),
                };
                self.put(Node { line: open.line, value }, open.anchor)
            }
            Event::Alias(anchor) => {
                let node = self.copy(anchor, line)?;
                self.put(node, 0)
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Ok(())
            }
        }
    }

    fn start(&mut self, open: Open) -> Result<(), ReadError> {
        self.count(open.line)?;
        if self.open.len() >= self.limits.depth {
            return Err(Finding::new(Problem::TooDeep { max: self.limits.depth }).at_line(open.line).into_error());
        }
        self.open.push(open);
        Ok(())
    }

    fn put(&mut self, node: Node, anchor: usize) -> Result<(), ReadError> {
        if anchor > 0 {
            self.spend(&node)?;
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(Kind::List(items)) => items.push(node),
            Some(Kind::Map { entries, key }) => match key.take() {
                Some((name, is_merge)) => {
                    // The merge key of YAML 1.1: what is here already wins, in whichever order.
                    if is_merge && !matches!(node.value, Value::Scalar(_)) {
                        entries.push((String::from("<<"), node));
                    } else {
                        entries.push((name, node));
                    }
                }
                None => match node.value {
                    Value::Scalar(scalar) => {
                        let is_merge = scalar.is_plain && scalar.text == "<<";
                        *key = Some((scalar.text, is_merge));
                    }
                    Value::List(_) | Value::Map(_) => {
                        let problem = Problem::WrongKind { expected: String::from("a text as the key") };
                        return Err(Finding::new(problem).at_line(node.line).into_error());
                    }
                },
            },
        }
        Ok(())
    }

    /// Each name once, the last one holding; merged mappings give what is not there.
    fn map(&mut self, entries: Vec<(String, Node)>) -> Value {
        let mut places: HashMap<String, usize> = HashMap::with_capacity(entries.len());
        let mut unique: Vec<(String, Node)> = Vec::with_capacity(entries.len());
        let mut merged = Vec::new();
        for (name, node) in entries {
            if name == "<<" && !matches!(node.value, Value::Scalar(_)) {
                merged.push(node);
            } else if let Some(&place) = places.get(&name) {
                if self.warnings.len() < self.limits.findings {
                    let problem = Problem::DuplicateKey { key: name.chars().take(200).collect() };
                    self.warnings.push(Finding::new(problem).at_line(node.line));
                }
                unique[place].1 = node;
            } else {
                places.insert(name.clone(), unique.len());
                unique.push((name, node));
            }
        }
        for node in merged {
            let maps = match node.value {
                Value::List(items) => items,
                Value::Map(_) | Value::Scalar(_) => vec![node],
            };
            for (name, node) in maps.into_iter().flat_map(into_entries) {
                if !places.contains_key(&name) {
                    places.insert(name.clone(), unique.len());
                    unique.push((name, node));
                }
            }
        }
        Value::Map(unique)
    }

    fn copy(&mut self, anchor: usize, line: u32) -> Result<Node, ReadError> {
        let Some(node) = self.anchors.remove(&anchor) else {
            let problem = Problem::Syntax { detail: String::from("an alias within what it names") };
            return Err(Finding::new(problem).at_line(line).into_error());
        };
        let spent = self.spend(&node).map_err(|error| error.or_line(line));
        let copy = node.clone();
        self.anchors.insert(anchor, node);
        let (nodes, _) = spent?;
        self.nodes = self.nodes.saturating_add(nodes);
        if self.open.len() + depth_of(&copy) > self.limits.depth {
            return Err(Finding::new(Problem::TooDeep { max: self.limits.depth }).at_line(line).into_error());
        }
        Ok(copy)
    }

    /// Pays for a copy before it is made.
    fn spend(&mut self, node: &Node) -> Result<(usize, usize), ReadError> {
        let (nodes, bytes) = node.size();
        self.copied_nodes = self.copied_nodes.saturating_add(nodes);
        self.copied_bytes = self.copied_bytes.saturating_add(bytes);
        let fault = |max| Err(Finding::new(Problem::TooMuchRepeated { max }).at_line(node.line).into_error());
        if self.copied_nodes > self.limits.nodes {
            return fault(self.limits.nodes);
        }
        if self.copied_bytes > self.limits.repeated_bytes {
            return fault(self.limits.repeated_bytes);
        }
        Ok((nodes, bytes))
    }

    fn count(&mut self, line: u32) -> Result<(), ReadError> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(Finding::new(Problem::TooManyValues { max: self.limits.nodes }).at_line(line).into_error());
        }
        Ok(())
    }
}

fn into_entries(node: Node) -> Vec<(String, Node)> {
    match node.value {
        Value::Map(entries) => entries,
        Value::List(_) | Value::Scalar(_) => Vec::new(),
    }
}

fn depth_of(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(_) => 0,
        Value::List(items) => 1 + items.iter().map(depth_of).max().unwrap_or(0),
        Value::Map(entries) => 1 + entries.iter().map(|(_, node)| depth_of(node)).max().unwrap_or(0),
    }
}
