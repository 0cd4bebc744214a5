use super::Analysis;
use bavn_core::{
    gap_analysis::{Counts, Score},
    ids::AnalysisId,
};
use std::{collections::HashMap, sync::RwLock};

/// What an analysis comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    pub(super) score: Option<Score>,
    pub(super) target: Option<Score>,
    pub(super) counts: Counts,
}

/// The figures of completed analyses, so that a list does not read every old answer again.
///
/// An answer of a completed analysis cannot change; reopening it raises its version, and new content or weights raise the revision of
/// the catalogue. Both are read from the database with every list, so that another node's change is seen at once.
#[derive(Debug, Default)]
pub(crate) struct KeptFigures(RwLock<HashMap<AnalysisId, (i32, i64, Figures)>>);

/// Analyses kept at most; a municipality makes a few a year.
const MOST: usize = 1_000;

impl KeptFigures {
    pub(super) fn get(&self, analysis: &Analysis, revision: i64) -> Option<Figures> {
        if analysis.is_open() {
            return None;
        }
        let kept = self.0.read().ok()?;
        let (version, at, figures) = kept.get(&analysis.id)?;
        (*version == analysis.version && *at == revision).then_some(*figures)
    }

    pub(super) fn put(&self, analysis: &Analysis, revision: i64, figures: Figures) {
        if analysis.is_open() {
            return;
        }
        if let Ok(mut kept) = self.0.write() {
            if kept.len() >= MOST {
                kept.clear();
            }
            kept.insert(analysis.id, (analysis.version, revision, figures));
        }
    }
}
