//! The quick form: every control on one page.

use super::{
    levels::{LevelCard, paper, practice},
    parts::{badge, without_score},
};
use crate::kit::{Tr, format};
use askama::Template;
use bavn_app::{catalogue::ControlView, gap_analysis::Answer};
use bavn_core::gap_analysis::Level;

/// How one row stands: its score, and what somebody else answered meanwhile.
#[derive(Clone, Debug, Template)]
#[template(path = "gap_analysis/quick_state.html")]
pub(super) struct RowState {
    pub(super) t: Tr,
    pub(super) form_path: String,
    pub(super) code: String,
    pub(super) version: i32,
    /// The score's square, or the words for not having one.
    pub(super) score: String,
    pub(super) has_score: bool,
    /// What somebody else answered meanwhile, and what was chosen here.
    pub(super) conflict: Option<(String, String)>,
    /// Whether it answers htmx, and so carries the new version beside it.
    pub(super) is_fragment: bool,
}

impl RowState {
    pub(super) fn new(t: Tr, form_path: &str, code: &str, answer: &Answer) -> Self {
        let standing = answer.standing();
        let score = standing.score();
        Self {
            t,
            form_path: form_path.to_owned(),
            code: code.to_owned(),
            version: answer.version,
            has_score: score.is_some(),
            score: if score.is_some() { badge(t, score) } else { without_score(t, &standing) },
            conflict: None,
            is_fragment: false,
        }
    }

    /// The same with both versions of the answer.
    pub(super) fn with_conflict(mut self, answer: &Answer, mine: (Option<Level>, Option<Level>)) -> Self {
        let t = self.t;
        let number = |level: Option<Level>| level.map_or_else(|| "–".to_owned(), |level| level.to_string());
        let theirs = t.with(
            "gap-row-theirs",
            &[
                ("who", answer.updated_by.clone()),
                ("time", answer.updated_at.map(|at| format::clock(t.lang(), at)).unwrap_or_default()),
                ("practice", number(answer.implementation)),
                ("paper", number(answer.documentation)),
            ],
        );
        let own = t.s2("gap-row-mine", "practice", number(mine.1), "paper", number(mine.0));
        self.conflict = Some((theirs, own));
        self
    }
}

/// One control with its two scales.
pub(super) struct QuickRow {
    pub(super) code: String,
    pub(super) path: String,
    pub(super) title: String,
    pub(super) is_relevant: bool,
    pub(super) practice: Vec<LevelCard>,
    pub(super) paper: Vec<LevelCard>,
    /// The levels as they were when the page was made, so that a row nobody touched is left alone.
    pub(super) was: String,
    pub(super) state: String,
    pub(super) version: i32,
}

impl QuickRow {
    /// A row; `typed` stands in place of the stored levels (documentation, implementation) after a conflict.
    pub(super) fn new(
        t: Tr,
        analysis_path: &str,
        control: &ControlView,
        answer: &Answer,
        typed: Option<(Option<Level>, Option<Level>)>,
    ) -> Result<Self, askama::Error> {
        let form_path = format!("{analysis_path}/skema");
        let state = RowState::new(t, &form_path, &control.code, answer);
        let state = match typed {
            Some(mine) => state.with_conflict(answer, mine),
            None => state,
        };
        let (documentation, implementation) = typed.unwrap_or((answer.documentation, answer.implementation));
        Ok(Self {
            code: control.code.clone(),
            path: format!("{analysis_path}/kontrol/{}", control.code),
            title: control.title.get(t.lang()).to_owned(),
            is_relevant: answer.is_relevant,
            practice: practice(t, control, implementation, answer.target),
            paper: paper(t, documentation, answer.target),
            was: was(answer.documentation, answer.implementation),
            state: state.render()?,
            version: answer.version,
        })
    }
}

/// Two levels as one word.
pub(super) fn was(documentation: Option<Level>, implementation: Option<Level>) -> String {
    let number = |level: Option<Level>| level.map(|level| level.to_string()).unwrap_or_default();
    format!("{}/{}", number(documentation), number(implementation))
}
