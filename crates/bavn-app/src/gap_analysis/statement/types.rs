use super::super::Analysis;
use crate::catalogue::{CatalogueView, ControlView, FrameworkView, RequirementView};
use bavn_core::{
    gap_analysis::{Level, StatementCounts, StatementRow, is_of_annex},
    ids::ControlId,
};
use std::sync::Arc;
use time::OffsetDateTime;

/// What a municipality says of every requirement of a framework.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The control set and the frameworks, for titles.
    pub catalogue: Arc<CatalogueView>,
    /// The framework, as a place in the catalogue's frameworks.
    pub(super) framework: usize,
    /// The analysis that the states come from.
    pub analysis: Option<Analysis>,
    /// The name of the unit that the analysis covers; `None` for the whole municipality.
    pub unit_name: Option<String>,
    /// The requirements that are stated, in order.
    pub lines: Vec<StatementLine>,
    /// How many say what.
    pub counts: StatementCounts,
    /// Raised by every change of what the municipality says itself; 0 when it has said nothing.
    pub revision: i32,
}

/// A requirement with what is said of it.
#[derive(Clone, Debug)]
pub struct StatementLine {
    /// The requirement, as a place in the catalogue's requirements.
    pub requirement: usize,
    /// The heading that it stands under, as a place in the catalogue's requirements.
    pub heading: Option<usize>,
    /// What is said.
    pub row: StatementRow,
    /// Who last said it, when the municipality has said anything.
    pub own: Option<OwnStatement>,
    /// The controls that answer it, each with its score in the analysis; of an older analysis also those that were in use then.
    pub controls: Vec<(ControlId, Option<Level>)>,
    /// The names of the evidence for the answers to these controls.
    pub evidence: Vec<String>,
    /// The paragraphs of laws in use that demand the same through the same controls, one of each law, at most three.
    pub laws: Vec<LawReference>,
}

impl StatementLine {
    /// The version of what the municipality has said; 0 when it has said nothing.
    #[must_use]
    pub fn version(&self) -> i32 {
        self.own.as_ref().map_or(0, |own| own.version)
    }
}

/// Who last said something of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnStatement {
    /// When.
    pub updated_at: OffsetDateTime,
    /// Who.
    pub updated_by: String,
    /// Raised by every change.
    pub version: i32,
}

/// A paragraph of a law that demands the same as a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LawReference {
    /// The paragraph, as a place in the catalogue's requirements.
    pub requirement: usize,
}

impl Statement {
    /// The framework.
    #[must_use]
    pub fn framework(&self) -> &FrameworkView {
        &self.catalogue.frameworks[self.framework]
    }

    /// Whether only an annex of controls is stated, as of ISO/IEC 27001.
    #[must_use]
    pub fn is_of_annex(&self) -> bool {
        self.lines.first().is_some_and(|line| is_of_annex(&self.requirement(line).reference))
    }

    /// The requirement of a line.
    #[must_use]
    pub fn requirement(&self, line: &StatementLine) -> &RequirementView {
        &self.catalogue.requirements[line.requirement]
    }

    /// The heading that a line stands under.
    #[must_use]
    pub fn heading(&self, line: &StatementLine) -> Option<&RequirementView> {
        line.heading.map(|place| &self.catalogue.requirements[place])
    }

    /// The line of a reference such as `A.5.1`.
    #[must_use]
    pub fn line(&self, reference: &str) -> Option<&StatementLine> {
        self.lines.iter().find(|line| self.requirement(line).reference == reference)
    }

    /// The controls that answer a line, each with its score.
    pub fn controls<'a>(
        &'a self,
        line: &'a StatementLine,
    ) -> impl Iterator<Item = (&'a ControlView, Option<Level>)> + 'a {
        line.controls.iter().filter_map(|(control, score)| Some((self.catalogue.control(*control)?, *score)))
    }

    /// The paragraphs of law of a line, each with its law.
    pub fn laws<'a>(
        &'a self,
        line: &'a StatementLine,
    ) -> impl Iterator<Item = (&'a FrameworkView, &'a RequirementView)> + 'a {
        line.laws.iter().map(|law| {
            let requirement = &self.catalogue.requirements[law.requirement];
            (&self.catalogue.frameworks[requirement.framework], requirement)
        })
    }

    /// When something was last said, and by whom.
    #[must_use]
    pub fn last_change(&self) -> Option<&OwnStatement> {
        self.lines.iter().filter_map(|line| line.own.as_ref()).max_by_key(|own| own.updated_at)
    }
}
