//! The catalogue: frameworks with their requirements, the common control set (*fælles kravramme*), and the mappings between.
//!
//! The content itself lies in `content/`; here are its types, the readers of its files and the rules that it must obey.

mod applicability;
mod area;
mod assemble;
mod coverage;
mod crosswalk;
mod crosswalk_matrix;
mod error;
mod exception;
mod fault;
mod framework;
mod level;
mod mapping_file;
mod question;
mod questionnaire;
mod relation;
mod scale;
mod succession;
mod toml_node;

pub use applicability::{
    ApplicabilityGuide, GuidePart, GuideQuestion, Outcome, Reply, parse_applicability_file, suggest,
};
pub use area::{Area, AreaFile, Control, Mapping, parse_area_file};
pub use assemble::Catalogue;
pub use coverage::{Uncovered, uncovered, unused_exceptions};
pub use crosswalk::{Answer, CrosswalkPair, DirectLink, Through, crosswalk};
pub use crosswalk_matrix::{CrosswalkCell, crosswalk_matrix};
pub use error::{ContentError, ContentProblem};
pub use exception::{Exception, parse_exceptions_file};
pub use fault::{CatalogueFault, FaultPlace};
pub use framework::{Framework, FrameworkFile, FrameworkKind, Requirement, parse_framework_file};
pub use level::{Level, LevelError, Weight, WeightError};
pub use mapping_file::{MappingFile, parse_mapping_file};
pub use question::{Choice, Dependence, Question, QuestionKind, Verdict};
pub use questionnaire::{
    MAX_REPLY, QuestionnaireResult, Replies, ReplyFault, asked, questionnaire_result, reply_faults,
};
pub use relation::{Coverage, Relation};
pub use scale::{ImplementationGroup, Scale};
pub use succession::{CarriedAnswer, merge_answers, merge_mappings, split_mapping};
