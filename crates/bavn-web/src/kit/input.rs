use super::Faults;
use askama::Template;
use std::borrow::Cow;

/// What sort of field it is.
#[derive(Clone, Debug)]
enum Kind {
    /// One line: `text`, `email`, `password`, `date`, `number`, `color`, `search`.
    Line(&'static str),
    /// Several lines: how many are shown.
    Area(u8),
    /// A choice: value and text of each option.
    Select(Vec<(String, String)>),
    /// A file: what may be chosen.
    File(&'static str),
}

/// A field of a form with its label, hint and fault, as dkfds has it. Show it with `{{ field|safe }}`: it escapes what it holds.
#[derive(Clone, Debug, Template)]
#[template(path = "kit/input.html")]
pub struct Input {
    kind: Kind,
    name: Cow<'static, str>,
    label: String,
    value: String,
    hint: Option<String>,
    fault: Option<String>,
    width: &'static str,
    max: Option<u16>,
    is_required: bool,
    autocomplete: Option<&'static str>,
}

impl Input {
    fn new(kind: Kind, name: Cow<'static, str>, label: String, value: String) -> Self {
        Self {
            kind,
            name,
            label,
            value,
            hint: None,
            fault: None,
            width: "",
            max: None,
            is_required: false,
            autocomplete: None,
        }
    }

    /// A field of one line of a type of HTML, such as `text`.
    #[must_use]
    pub fn line(
        line: &'static str,
        name: impl Into<Cow<'static, str>>,
        label: String,
        value: impl Into<String>,
    ) -> Self {
        Self::new(Kind::Line(line), name.into(), label, value.into())
    }

    /// A field of several lines.
    #[must_use]
    pub fn area(rows: u8, name: impl Into<Cow<'static, str>>, label: String, value: impl Into<String>) -> Self {
        Self::new(Kind::Area(rows), name.into(), label, value.into())
    }

    /// A choice among options: value and text of each.
    #[must_use]
    pub fn select(
        name: impl Into<Cow<'static, str>>,
        label: String,
        value: impl Into<String>,
        options: Vec<(String, String)>,
    ) -> Self {
        Self::new(Kind::Select(options), name.into(), label, value.into())
    }

    /// A file; `accept` says which, as in HTML.
    #[must_use]
    pub fn file(name: impl Into<Cow<'static, str>>, label: String, accept: &'static str) -> Self {
        Self::new(Kind::File(accept), name.into(), label, String::new())
    }

    /// What to know before filling it.
    #[must_use]
    pub fn hint(mut self, text: String) -> Self {
        self.hint = Some(text);
        self
    }

    /// It must be filled.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// It may be left blank after all.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.is_required = false;
        self
    }

    /// As wide as the text allows.
    #[must_use]
    pub const fn wide(mut self) -> Self {
        self.width = "b-wide";
        self
    }

    /// Narrow, for a number or code.
    #[must_use]
    pub const fn short(mut self) -> Self {
        self.width = "b-short";
        self
    }

    /// At most so many characters.
    #[must_use]
    pub const fn max(mut self, characters: u16) -> Self {
        self.max = Some(characters);
        self
    }

    /// What the browser may fill in.
    #[must_use]
    pub const fn autocomplete(mut self, fill: &'static str) -> Self {
        self.autocomplete = Some(fill);
        self
    }

    /// With what is wrong with it.
    #[must_use]
    pub fn check(mut self, faults: &Faults) -> Self {
        self.fault = faults.at(&self.name).map(str::to_owned);
        self
    }

    /// The attributes that all sorts share; nothing in them comes from outside: names are the program's, or keys of own fields, letters and digits.
    fn attributes(&self) -> String {
        let parts = [("hint", self.hint.is_some()), ("error", self.fault.is_some())];
        let ids: Vec<String> =
            parts.iter().filter(|(_, is_there)| *is_there).map(|(part, _)| format!("{part}-{}", self.name)).collect();
        let mut text = String::new();
        if !ids.is_empty() {
            text.push_str(&format!(" aria-describedby=\"{}\"", ids.join(" ")));
        }
        if self.fault.is_some() {
            text.push_str(" aria-invalid=\"true\"");
        }
        if self.is_required {
            text.push_str(" required");
        }
        if let Some(max) = self.max {
            text.push_str(&format!(" maxlength=\"{max}\""));
        }
        if let Some(fill) = self.autocomplete {
            text.push_str(&format!(" autocomplete=\"{fill}\""));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_holds_is_escaped() {
        let shown = Input::line("text", "name", "Navn".into(), "\"><script>").hint("<b>".into()).to_string();
        assert!(!shown.contains("<script>") && !shown.contains("<b>"), "{shown}");
        assert!(shown.contains("aria-describedby=\"hint-name\""), "{shown}");
    }
}
