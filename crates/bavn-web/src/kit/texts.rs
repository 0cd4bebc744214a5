//! Danish and English texts in Fluent files beside each slice.

use bavn_core::lang::Lang;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use std::{collections::BTreeSet, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "src"]
struct Files;

struct Bundles {
    da: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

static BUNDLES: LazyLock<Bundles> = LazyLock::new(|| Bundles { da: bundle(Lang::Da), en: bundle(Lang::En) });

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.tag().parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    for (_, text) in raw_files(lang) {
        // A file with a fault still gives the texts around it; a test finds the fault.
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, "a text is defined twice");
        }
    }
    bundle
}

/// The Fluent files of a language: name and content.
#[must_use]
pub fn raw_files(lang: Lang) -> Vec<(String, String)> {
    let ending = format!("/{}.ftl", lang.tag());
    Files::iter()
        .filter(|name| name.ends_with(&ending))
        .filter_map(|name| Some((name.to_string(), String::from_utf8(Files::get(&name)?.data.into_owned()).ok()?)))
        .collect()
}

/// Every key of a language.
#[must_use]
pub fn all_keys(lang: Lang) -> BTreeSet<String> {
    raw_files(lang)
        .iter()
        .flat_map(|(_, text)| {
            text.lines()
                .filter_map(|line| line.split_once(" ="))
                .filter(|(key, _)| !key.starts_with([' ', '#', '-', '.', '[']))
                .map(|(key, _)| key.to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A whole number that a text is about; templates pass references.
pub trait Count {
    /// The number; one that does not fit becomes the largest.
    fn count(self) -> i64;
}

macro_rules! counts {
    ($($kind:ty),+) => {$(
        impl Count for $kind {
            fn count(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }

        impl Count for &$kind {
            fn count(self) -> i64 {
                (*self).count()
            }
        }
    )+};
}

counts!(usize, u64, u32, i32, i64);

/// Gives texts in one language. Named `t` in templates.
///
/// - `t.get("key")`: a text;
/// - `t.n("key", count)`: a text about a number, `{ $n }`, with its plural;
/// - `t.s("key", "name", value)`: a text with one value; `t.s2` with two, `t.s3` with three;
/// - `t.of("role", key)`: one of a family of texts, `role-coordinator`; every member must exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tr {
    lang: Lang,
}

impl Tr {
    /// Texts in a language.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// A text.
    #[must_use]
    pub fn get(self, key: &str) -> String {
        self.text(key, None)
    }

    /// A text about a number of things.
    #[must_use]
    pub fn n(self, key: &str, n: impl Count) -> String {
        let mut args = FluentArgs::new();
        args.set("n", FluentValue::from(n.count()));
        self.text(key, Some(&args))
    }

    /// A text with one value.
    #[must_use]
    pub fn s(self, key: &str, name: &str, value: impl ToString) -> String {
        self.with(key, &[(name, value.to_string())])
    }

    /// A text with two values.
    #[must_use]
    pub fn s2(self, key: &str, first: &str, value: impl ToString, second: &str, other: impl ToString) -> String {
        self.with(key, &[(first, value.to_string()), (second, other.to_string())])
    }

    /// A text with three values.
    #[must_use]
    pub fn s3(self, key: &str, first: (&str, &str), second: (&str, &str), third: (&str, &str)) -> String {
        self.with(key, &[first, second, third].map(|(name, value)| (name, value.to_owned())))
    }

    /// A text with values; one that is a whole number chooses plurals.
    #[must_use]
    pub fn with(self, key: &str, values: &[(&str, String)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            let value = value.parse::<i64>().map_or_else(|_| FluentValue::from(value.clone()), FluentValue::from);
            args.set(*name, value);
        }
        self.text(key, Some(&args))
    }

    /// One of a family of texts: `family-member`, with `_` and `.` in the member as `-`.
    #[must_use]
    pub fn of(self, family: &str, member: impl AsRef<str>) -> String {
        self.get(&format!("{family}-{}", member.as_ref().replace(['_', '.'], "-")))
    }

    fn text(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = match self.lang {
            Lang::Da => &BUNDLES.da,
            Lang::En => &BUNDLES.en,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, lang = self.lang.tag(), "a text is missing");
            return format!("[{key}]");
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a text lacks a value");
        }
        text
    }
}
