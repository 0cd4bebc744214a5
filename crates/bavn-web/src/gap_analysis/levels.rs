//! The six levels as something to choose.

use crate::kit::Tr;
use bavn_app::catalogue::ControlView;
use bavn_core::gap_analysis::Level;

/// One level to choose.
#[derive(Clone, Debug)]
pub(super) struct LevelCard {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) is_chosen: bool,
    pub(super) is_target: bool,
}

/// What is done: the control's own words for each level.
pub(super) fn practice(t: Tr, control: &ControlView, chosen: Option<Level>, target: Level) -> Vec<LevelCard> {
    cards(chosen, target, |level| control.levels[usize::from(level.get())].get(t.lang()).to_owned())
}

/// What is written: the same words for every control.
pub(super) fn paper(t: Tr, chosen: Option<Level>, target: Level) -> Vec<LevelCard> {
    cards(chosen, target, |level| t.of("gap-paper", level.to_string()))
}

fn cards(chosen: Option<Level>, target: Level, text: impl Fn(Level) -> String) -> Vec<LevelCard> {
    let card = |level: Level| LevelCard {
        value: level.to_string(),
        text: text(level),
        is_chosen: chosen == Some(level),
        is_target: level == target,
    };
    Level::ALL.into_iter().map(card).collect()
}

/// The level in a field; nothing when it is empty or no level.
pub(super) fn parse(text: Option<&str>) -> Option<Level> {
    Level::from_i64(text?.trim().parse().ok()?).ok()
}
