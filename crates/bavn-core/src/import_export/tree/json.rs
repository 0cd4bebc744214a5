//! JSON with lines: a small recursive reader, since the usual ones forget where a value stood.

use super::{Finding, Node, Problem, Read, ReadError, Scalar, TreeLimits, Value};
use std::collections::HashMap;

/// Reads one JSON document (RFC 8259).
///
/// # Errors
/// What breaks the format or a limit, with its line.
pub fn read_json(text: &str, limits: &TreeLimits) -> Result<Read, ReadError> {
    let mut reader = Reader { text, at: 0, line: 1, nodes: 0, limits, warnings: Vec::new() };
    let root = reader.value(0)?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.syntax("expected the end of the file"));
    }
    Ok(Read { root, warnings: reader.warnings })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    nodes: usize,
    limits: &'a TreeLimits,
    warnings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Result<Node, ReadError> {
        self.space();
        let line = self.line;
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(self.fault(Problem::TooManyValues { max: self.limits.nodes }));
        }
        if depth > self.limits.depth {
            return Err(self.fault(Problem::TooDeep { max: self.limits.depth }));
        }
        let value = match self.peek() {
            Some(b'{') => self.map(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Scalar(Scalar { text: self.string()?, is_plain: false }),
            Some(_) => Value::Scalar(Scalar { text: self.word()?.to_owned(), is_plain: true }),
            None => return Err(self.syntax("expected a value, found the end of the file")),
        };
        Ok(Node { line, value })
    }

    fn map(&mut self, depth: usize) -> Result<Value, ReadError> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        let mut places = HashMap::new();
        self.at += 1;
        self.space();
        if self.eat(b'}') {
            return Ok(Value::Map(entries));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.syntax("expected a name in quotes"));
            }
            let name = self.string()?;
            self.space();
            if !self.eat(b':') {
                return Err(self.syntax("expected a colon"));
            }
            let node = self.value(depth + 1)?;
            if let Some(&place) = places.get(&name) {
                self.warn(&name, node.line);
                let entry: &mut (String, Node) = &mut entries[place];
                entry.1 = node;
            } else {
                places.insert(name.clone(), entries.len());
                entries.push((name, node));
            }
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Value::Map(entries));
                }
                _ => return Err(self.syntax("expected a comma or }")),
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, ReadError> {
        let mut items = Vec::new();
        self.at += 1;
        self.space();
        if self.eat(b']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::List(items));
                }
                _ => return Err(self.syntax("expected a comma or ]")),
            }
        }
    }

    /// From quote to quote; escapes are left to `serde_json`.
    fn string(&mut self) -> Result<String, ReadError> {
        let start = self.at;
        let mut is_escaped = false;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    is_escaped = true;
                    at += 2;
                }
                Some(byte) if *byte >= 0x20 => at += 1,
                Some(_) => return Err(self.syntax("expected no line break or tab within quotes")),
                None => return Err(self.syntax("expected a closing quote")),
            }
        }
        self.at = at + 1;
        if is_escaped {
            serde_json::from_str(&self.text[start..=at]).map_err(|error| self.syntax(&format!("text: {error}")))
        } else {
            Ok(self.text[start + 1..at].to_owned())
        }
    }

    /// `true`, `false`, `null` or a number.
    fn word(&mut self) -> Result<&'a str, ReadError> {
        let rest = &self.text[self.at..];
        let length =
            rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')).count();
        let word = &rest[..length];
        if !matches!(word, "true" | "false" | "null") {
            if length > self.limits.number_length {
                return Err(self.fault(Problem::TooLongNumber { max: self.limits.number_length }));
            }
            if serde_json::from_str::<serde_json::Number>(word).is_err() {
                let found: String = rest.chars().take(20).collect();
                return Err(self.syntax(&format!("expected a value, found {found:?}")));
            }
        }
        self.at += length;
        Ok(word)
    }

    fn space(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at).filter(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            self.line += u32::from(*byte == b'\n');
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn warn(&mut self, name: &str, line: u32) {
        if self.warnings.len() < self.limits.findings {
            let problem = Problem::DuplicateKey { key: name.chars().take(200).collect() };
            self.warnings.push(Finding::new(problem).at_line(line));
        }
    }

    fn fault(&self, problem: Problem) -> ReadError {
        Finding::new(problem).at_line(self.line).into_error()
    }

    fn syntax(&self, detail: &str) -> ReadError {
        self.fault(Problem::Syntax { detail: detail.to_owned() })
    }
}
