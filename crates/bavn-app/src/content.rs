//! The content that comes with the program: `content/`, embedded in the binary.

use crate::{Error, Result};
use rust_embed::RustEmbed;
use std::borrow::Cow;

#[derive(RustEmbed)]
#[folder = "../../content"]
struct Content;

/// The names of all content files, such as `controls/05-adgangsstyring.toml`.
pub(crate) fn names() -> impl Iterator<Item = Cow<'static, str>> {
    Content::iter()
}

/// The text of a content file.
pub(crate) fn text(name: &str) -> Result<String> {
    let file = Content::get(name).ok_or_else(|| Error::Content(format!("{name} is missing")))?;
    String::from_utf8(file.data.into_owned()).map_err(|error| Error::Content(format!("{name}: {error}")))
}
