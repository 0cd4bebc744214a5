//! Sentences with places for figures.

/// A text with places cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A place is named that has no value.
    #[error("{{{name}}} at character {at} has no value")]
    UnknownPlaceholder {
        /// Its name.
        name: String,
        /// Where it begins, in characters from 1.
        at: usize,
    },
    /// A brace is opened and not closed.
    #[error("the brace at character {at} is not closed")]
    Unclosed {
        /// Where it is, in characters from 1.
        at: usize,
    },
}

/// Puts values into a text: `{total}` becomes the value named `total`.
///
/// # Errors
/// A name without a value, or a brace that is not closed.
///
/// ```
/// let text = bavn_core::report::fill("{total} af 5", &[("total", "1,6".to_owned())]);
/// assert_eq!(text.as_deref(), Ok("1,6 af 5"));
/// ```
pub fn fill(template: &str, values: &[(&str, String)]) -> Result<String, TemplateError> {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let at = || template.len() - after.len() - 1;
        let place = || template[..at()].chars().count() + 1;
        let (name, beyond) = after.split_once('}').ok_or_else(|| TemplateError::Unclosed { at: place() })?;
        let value = values.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
        filled.push_str(value.ok_or_else(|| TemplateError::UnknownPlaceholder { name: name.to_owned(), at: place() })?);
        rest = beyond;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_read_as_places() {
        assert_eq!(fill("a {x} b", &[("x", "{y}".into())]).as_deref(), Ok("a {y} b"));
    }

    #[test]
    fn what_has_no_value_is_named_with_its_place() {
        let unknown = fill("æ {måske}", &[]);
        assert_eq!(unknown, Err(TemplateError::UnknownPlaceholder { name: "måske".into(), at: 3 }));
        assert_eq!(fill("ø {", &[]), Err(TemplateError::Unclosed { at: 3 }));
    }
}
