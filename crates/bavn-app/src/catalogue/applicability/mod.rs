//! Assessments of which frameworks apply (*anvendelighedsvurdering*), with their history.

mod decide;
mod draft;
mod guide;
mod read;
mod types;

pub use decide::{decide_assessment, save_assessment, start_assessment};
pub use draft::AssessmentDraft;
pub use guide::applicability_guide;
pub(super) use read::decisions;
pub use read::{count_overdue_assessments, get_assessment, list_assessments};
pub use types::{Assessment, AssessmentState};
