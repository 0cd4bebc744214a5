//! The sentences of drafts, from the content that comes with the program.

use crate::{Error, Result, content};
use bavn_core::{lang::Lang, report::MemoTemplate};

pub(super) fn memo(lang: Lang) -> Result<MemoTemplate> {
    let name = format!("templates/ledelsesnotat.{lang}.toml");
    toml::from_str(&content::text(&name)?).map_err(|error| Error::Content(format!("{name}: {error}")))
}
