//! The texts in both languages against the code and templates that use them.

use bavn_core::lang::Lang;
use bavn_web::kit::raw_files;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use walkdir::WalkDir;

/// Keys and the placeholders of each.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (name, text) in raw_files(lang) {
        let resource =
            fluent_syntax::parser::parse(text.clone()).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut found = BTreeSet::new();
                    let pattern = message.value.unwrap_or_else(|| panic!("{name}: {} has no value", message.id.name));
                    placeholders(&pattern, &mut found);
                    assert!(
                        all.insert(message.id.name.clone(), found).is_none(),
                        "{name}: {} is defined twice",
                        message.id.name
                    );
                }
                Entry::Junk { content } => panic!("{name}: cannot be read: {content}"),
                _ => {}
            }
        }
    }
    all
}

fn placeholders(pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => of_inline(inline, found),
                Expression::Select { selector, variants } => {
                    of_inline(selector, found);
                    for variant in variants {
                        placeholders(&variant.value, found);
                    }
                }
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<String>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.clone());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| of_inline(argument, found))
        }
        _ => {}
    }
}

/// The source of the crate: code and templates, without tests.
fn sources() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    WalkDir::new(&root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| matches!(entry.path().extension().and_then(|ending| ending.to_str()), Some("rs" | "html")))
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            (entry.path().strip_prefix(&root).unwrap().display().to_string(), text)
        })
        .collect()
}

/// Every string in double quotes.
fn literals(text: &str) -> BTreeSet<&str> {
    text.split('"')
        .filter(|part| {
            !part.is_empty()
                && part.len() < 80
                && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
        })
        .collect()
}

/// The literal first arguments of a call such as `.get("…")`.
fn calls<'text>(text: &'text str, method: &str) -> Vec<&'text str> {
    let start = format!(".{method}(");
    text.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .collect()
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_placeholders() {
    let (da, en) = (messages(Lang::Da), messages(Lang::En));
    assert!(da.len() > 200);
    let only = |left: &BTreeMap<String, BTreeSet<String>>, right: &BTreeMap<String, BTreeSet<String>>| {
        left.keys().filter(|key| !right.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(
        (only(&da, &en), only(&en, &da)),
        (Vec::<String>::new(), Vec::<String>::new()),
        "only Danish, only English"
    );
    let differing: Vec<_> = da
        .iter()
        .filter(|(key, placeholders)| en[*key] != **placeholders)
        .map(|(key, placeholders)| (key, placeholders, &en[key]))
        .collect();
    assert!(differing.is_empty(), "placeholders differ: {differing:#?}");
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let known = messages(Lang::Da);
    let mut missing = BTreeSet::new();
    for (name, text) in sources() {
        // In code `.get("…")` is also asked of maps; keys of texts have a hyphen.
        for key in ["get", "n", "s", "s2", "s3", "with"].iter().flat_map(|method| calls(&text, method)) {
            let is_key = key.contains('-') && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
            let is_header = key.starts_with("x-") || key.starts_with("hx-") || key.starts_with("sec-");
            if is_key && !is_header && !known.contains_key(key) {
                missing.insert(format!("{name}: {key}"));
            }
        }
        for family in calls(&text, "of") {
            if !known.keys().any(|key| key.strip_prefix(family).is_some_and(|rest| rest.starts_with('-'))) {
                missing.insert(format!("{name}: {family}-… (a family)"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_text_is_used() {
    let sources = sources();
    let named: BTreeSet<&str> = sources.iter().flat_map(|(_, text)| literals(text)).collect();
    let families: BTreeSet<&str> = sources.iter().flat_map(|(_, text)| calls(text, "of")).chain(["fault"]).collect();
    let unused: Vec<_> = messages(Lang::Da)
        .into_keys()
        .filter(|key| !named.contains(key.as_str()))
        .filter(|key| !key.match_indices('-').any(|(place, _)| families.contains(&key[..place])))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

/// What operations can say must have words: faults of fields, reasons of being closed, what the log tells.
#[test]
fn what_operations_say_has_words() {
    let known = messages(Lang::Da);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../bavn-app/src");
    let mut missing = BTreeSet::new();
    let mut need = |key: String, place: &str| {
        let key = key.replace('_', "-");
        if !known.contains_key(&key) {
            missing.insert(format!("{place}: {key}"));
        }
    };
    for entry in WalkDir::new(&root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
    {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let place = entry.path().strip_prefix(&root).unwrap().display().to_string();
        for part in text.split("reason: \"").skip(1) {
            need(format!("closed-{}", part.split('"').next().unwrap()), &place);
        }
        for call in ["FieldFault::new(", "Error::invalid("] {
            for part in text.split(call).skip(1) {
                // The code is the second argument, when it is a literal.
                if let Some(code) = argument(part, 1) {
                    need(format!("fault-{code}"), &place);
                }
            }
        }
        for part in text.split("AuditEvent::new(").skip(1) {
            if let Some(verb) = argument(part, 1) {
                need(format!("log-verb-{verb}"), &place);
            }
            if let Some(kind) = argument(part, 2) {
                need(format!("log-kind-{kind}"), &place);
            }
        }
        for part in text.split("const KIND: &str = \"").skip(1) {
            need(format!("log-kind-{}", part.split('"').next().unwrap()), &place);
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// A literal argument of a call whose text begins after its parenthesis.
fn argument(text: &str, number: usize) -> Option<&str> {
    let (mut depth, mut in_text, mut current, mut start) = (0_i32, false, 0, 0);
    for (place, letter) in text.char_indices() {
        match letter {
            '"' => in_text = !in_text,
            '(' | '[' | '{' if !in_text => depth += 1,
            ')' | ']' | '}' if !in_text => depth -= 1,
            _ => {}
        }
        if !in_text && ((letter == ',' && depth == 0) || depth < 0) {
            if current == number {
                return text[start..place].trim().strip_prefix('"')?.strip_suffix('"');
            }
            if depth < 0 {
                return None;
            }
            current += 1;
            start = place + 1;
        }
    }
    None
}

#[test]
fn templates_hold_no_style_script_or_handler() {
    let mut found = BTreeSet::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| name.ends_with(".html")) {
        let small = text.to_lowercase();
        for forbidden in [
            " style=",
            "<style",
            "javascript:",
            " onclick=",
            " onchange=",
            " onsubmit=",
            " onload=",
            " onerror=",
            " oninput=",
            "hx-on",
        ] {
            if small.contains(forbidden) {
                found.insert(format!("{name}: {forbidden}"));
            }
        }
        if small.split("<script").skip(1).any(|rest| !rest.split('>').next().unwrap_or_default().contains("src=")) {
            found.insert(format!("{name}: a script without src"));
        }
        let forms = small
            .split("<form")
            .skip(1)
            .filter(|form| form.split('>').next().unwrap_or_default().contains("method=\"post\""));
        for form in forms {
            if !form.split("</form>").next().unwrap_or_default().contains("name=\"csrf\"")
                && !name.starts_with("sign_in/")
            {
                found.insert(format!("{name}: a form without csrf"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
