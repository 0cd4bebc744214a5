//! Checks that many forms share.

use crate::FieldFault;

/// Notes a fault if a text has fewer or more characters than allowed, or control characters other than line breaks and tabs.
pub(crate) fn text(faults: &mut Vec<FieldFault>, field: &str, value: &str, min: usize, max: usize) {
    let length = value.chars().count();
    if length == 0 && min > 0 {
        faults.push(FieldFault::new(field, "required", value));
    } else if length < min {
        faults.push(FieldFault::new(field, "too_short", value).with("min", min));
    } else if length > max {
        faults.push(FieldFault::new(field, "too_long", value).with("max", max));
    }
    if value.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        faults.push(FieldFault::new(field, "control_characters", value));
    }
}

/// Notes a fault if a text is not shaped like a mail address: one `@` with something on both sides and no spaces.
pub(crate) fn email(faults: &mut Vec<FieldFault>, field: &str, value: &str) {
    let is_address = value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.') && !host.ends_with('.')
    });
    if !value.is_empty() && (!is_address || value.chars().any(char::is_whitespace) || value.len() > 254) {
        faults.push(FieldFault::new(field, "email", value));
    }
}
