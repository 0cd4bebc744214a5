//! JSON and YAML made to harm: refused at once, with the reason.

use bavn_core::import_export::tree::{Finding, ReadError, TreeLimits, read_json, read_yaml, text_of};
use std::time::{Duration, Instant};

fn finding(read: Result<impl std::fmt::Debug, ReadError>) -> Finding {
    *read.unwrap_err().0
}

fn code(read: Result<impl std::fmt::Debug, ReadError>) -> &'static str {
    finding(read).problem.code()
}

const LIMITS: TreeLimits = TreeLimits::DEFAULT;

#[test]
fn alias_bomb_is_refused_at_once() {
    let started = Instant::now();
    let mut bomb = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..30 {
        let before = format!("*a{}", level - 1);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![before; 9].join(", ")));
    }
    assert_eq!(code(read_yaml(&bomb, &LIMITS)), "too_much_repeated");
    let long = format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(100_000), vec!["*a"; 10_000].join(", "));
    assert_eq!(code(read_yaml(&long, &LIMITS)), "too_much_repeated");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn alias_of_what_holds_it_is_refused() {
    assert_eq!(code(read_yaml("a: &a [*a]\n", &LIMITS)), "syntax");
    assert_eq!(code(read_yaml("a: *b\n", &LIMITS)), "syntax");
}

#[test]
fn deep_nesting_is_refused() {
    assert_eq!(code(read_json(&"[".repeat(1_000_000), &LIMITS)), "too_deep");
    assert_eq!(code(read_json(&"{\"a\":".repeat(1_000_000), &LIMITS)), "too_deep");
    assert_eq!(code(read_yaml(&"- ".repeat(10_000), &LIMITS)), "too_deep");
    assert_eq!(code(read_yaml(&"[".repeat(200), &LIMITS)), "too_deep");
    // Each alias adds the depth of what it names.
    let mut tower = format!("a0: &a0 {}{}\n", "[".repeat(60), "]".repeat(60));
    tower.push_str(&format!("a1: {}*a0{}\n", "[".repeat(60), "]".repeat(60)));
    assert_eq!(code(read_yaml(&tower, &LIMITS)), "too_deep");
}

#[test]
fn too_many_values_are_refused() {
    let few = TreeLimits { nodes: 1000, ..LIMITS };
    assert_eq!(code(read_json(&format!("[{}0]", "0,".repeat(1000)), &few)), "too_many_values");
    assert_eq!(code(read_yaml(&"- 0\n".repeat(1000), &few)), "too_many_values");
}

#[test]
fn encodings_other_than_utf_8_are_named() {
    let utf16: Vec<u8> = "\u{feff}urn: æ".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(finding(text_of(&utf16, &LIMITS)).to_string(), "expected text in UTF-8, found UTF-16");
    let cp1252 = b"a: b\nnavn: bl\xe5b\xe6r\n";
    assert_eq!(finding(text_of(cp1252, &LIMITS)).to_string(), "line 2: expected text in UTF-8, found the byte 0xE5");
    assert_eq!(text_of("\u{feff}a: b".as_bytes(), &LIMITS).unwrap(), "a: b");
    assert_eq!(code(text_of(b"a: \x00\x01", &LIMITS)), "control_character");
    assert_eq!(code(text_of(b" \n", &LIMITS)), "empty");
    assert_eq!(code(text_of(b"PK\x03\x04", &LIMITS)), "encoding");
    assert_eq!(code(text_of(&[b'a'; 11], &TreeLimits { bytes: 10, ..LIMITS })), "too_large");
}

#[test]
fn numbers_are_texts_until_asked_for() {
    let long = "9".repeat(300);
    let read = read_json(&format!("{{\"a\": {long}}}"), &LIMITS).unwrap();
    assert_eq!(read.root.get("a").unwrap().as_text(), Some(long.as_str()));
    assert_eq!(code(read_json(&"9".repeat(5000), &LIMITS)), "too_long_number");
    assert_eq!(code(read_json("1e999999", &LIMITS)), "syntax");
    assert_eq!(code(read_json("01", &LIMITS)), "syntax");
    assert_eq!(code(read_json("NaN", &LIMITS)), "syntax");
    let yaml = read_yaml(&format!("a: {long}\n"), &LIMITS).unwrap();
    assert_eq!(yaml.root.get("a").unwrap().as_text(), Some(long.as_str()));
}

#[test]
fn broken_documents_name_the_line() {
    for text in [
        "{\n\"a\": 1,\n}",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\": \"b\nc\"}",
        "[1]]",
        "",
        "\"\\ud800\"",
        "\"\\",
        "tru",
        "{\"a\"}",
    ] {
        assert_eq!(code(read_json(text, &LIMITS)), "syntax", "{text}");
    }
    assert_eq!(finding(read_json("{\n\"a\": 1,\n}", &LIMITS)).line, Some(3));
    assert_eq!(code(read_yaml("a: b\n---\nc: d\n", &LIMITS)), "several_documents");
    assert_eq!(code(read_yaml("# nothing\n", &LIMITS)), "empty");
    assert_eq!(finding(read_yaml("a: b\nc: [\n", &LIMITS)).problem.code(), "syntax");
    assert_eq!(code(read_yaml("? [a]\n: b\n", &LIMITS)), "wrong_kind");
}

#[test]
fn key_that_stands_twice_is_told_and_the_last_one_holds() {
    for read in [read_json("{\"a\": 1,\n\"a\": 2}", &LIMITS), read_yaml("a: 1\na: 2\n", &LIMITS)] {
        let read = read.unwrap();
        assert_eq!(read.root.get("a").unwrap().as_text(), Some("2"));
        assert_eq!(read.warnings[0].to_string(), "line 2: the key a stands twice, the last one holds");
    }
}

#[test]
fn merge_key_gives_what_is_not_there() {
    let read = read_yaml("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {'<<': text}\n", &LIMITS).unwrap();
    let b = read.root.get("b").unwrap();
    assert_eq!(b.get("x").unwrap().as_text(), Some("1"));
    assert_eq!(b.get("y").unwrap().as_text(), Some("3"));
    assert_eq!(read.root.get("c").unwrap().get("<<").unwrap().as_text(), Some("text"));
}
