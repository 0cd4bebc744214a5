//! Licence expressions: `MIT OR (Apache-2.0 AND Unicode-3.0)`, also with the old `/` for OR.

/// Whether the expression can be satisfied with the licences allowed. A licence `WITH` an exception is allowed by its own name.
pub fn is_allowed(expression: &str, allowed: &[String]) -> Result<bool, String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut tokens: Vec<&str> = spaced.split_whitespace().rev().collect();
    let verdict = alternatives(&mut tokens, allowed)?;
    tokens.pop().map_or(Ok(verdict), |token| Err(format!("`{token}` is one too many")))
}

fn alternatives(tokens: &mut Vec<&str>, allowed: &[String]) -> Result<bool, String> {
    let mut verdict = all_of(tokens, allowed)?;
    while tokens.last() == Some(&"OR") {
        tokens.pop();
        verdict |= all_of(tokens, allowed)?;
    }
    Ok(verdict)
}

fn all_of(tokens: &mut Vec<&str>, allowed: &[String]) -> Result<bool, String> {
    let mut verdict = one(tokens, allowed)?;
    while tokens.last() == Some(&"AND") {
        tokens.pop();
        verdict &= one(tokens, allowed)?;
    }
    Ok(verdict)
}

fn one(tokens: &mut Vec<&str>, allowed: &[String]) -> Result<bool, String> {
    match tokens.pop() {
        None => Err("it ends too early".into()),
        Some("(") => {
            let verdict = alternatives(tokens, allowed)?;
            if tokens.pop() == Some(")") { Ok(verdict) } else { Err("a bracket is not closed".into()) }
        }
        Some(word @ (")" | "OR" | "AND" | "WITH")) => Err(format!("`{word}` stands in the wrong place")),
        Some(licence) => {
            if tokens.last() != Some(&"WITH") {
                return Ok(allowed.iter().any(|name| name == licence));
            }
            tokens.pop();
            let exception = tokens.pop().ok_or("WITH names no exception")?;
            let whole = format!("{licence} WITH {exception}");
            Ok(allowed.contains(&whole))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_understood() {
        let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned(), "Apache-2.0 WITH LLVM-exception".to_owned()];
        for (expression, verdict) in [
            ("MIT", Ok(true)),
            ("GPL-3.0 OR MIT", Ok(true)),
            ("GPL-3.0/MIT", Ok(true)),
            ("GPL-3.0 AND MIT", Ok(false)),
            ("(MIT OR GPL-3.0) AND Unicode-3.0", Ok(true)),
            ("MIT AND (GPL-3.0 OR BSD)", Ok(false)),
            ("Apache-2.0 WITH LLVM-exception", Ok(true)),
            ("Apache-2.0", Ok(false)),
        ] {
            assert_eq!(is_allowed(expression, &allowed), verdict, "{expression}");
        }
        for broken in ["", "MIT OR", "(MIT", "MIT)", "MIT MIT", "AND MIT", "MIT WITH"] {
            assert!(is_allowed(broken, &allowed).is_err(), "{broken}");
        }
    }
}
