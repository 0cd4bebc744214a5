//! The frameworks, the common control set and the mappings between, as the municipality has them.
//!
//! Content comes with the program (`content/`), is loaded into the database by version and never edited there; what the municipality
//! decides for itself, weights and targets, stands beside it and survives our updates.

mod applicability;
mod content;
mod content_diff;
mod content_update;
mod crosswalk;
mod entity;
mod links;
mod load;
mod own;
mod view;
mod weights;

pub use applicability::{
    Assessment, AssessmentDraft, AssessmentState, applicability_guide, count_overdue_assessments, decide_assessment,
    get_assessment, list_assessments, save_assessment, start_assessment,
};
pub use content::shipped_catalogue;
pub use content_diff::{
    ChangeKind, ConflictReason, ContentConflict, ContentDiff, ItemChange, ItemKind, MappingChange, TextChange,
    WeightChange,
};
pub use content_update::{begin_content, get_content_update, take_content_update};
pub use crosswalk::{Chapters, Crosswalk};
pub(crate) use entity::{
    control, control_area, control_mapping, control_succession, framework, library, requirement, requirement_link,
};
pub use links::LinkView;
pub use load::{LoadReport, load_content};
pub use own::{
    AreaDraft, ControlDraft, MappingDraft, RemovedMapping, SplitDraft, SuccessionPreview, archive_control, create_area,
    create_control, merge_controls, preview_succession, remove_area, remove_mapping, removed_mappings, restore_mapping,
    save_mapping, split_control, update_area, update_control,
};
pub use view::{
    AreaView, CatalogueView, ControlView, FrameworkView, MappingView, RequirementBody, RequirementView, get_catalogue,
};
pub(crate) use view::{Body, CatalogueCache, bump_revision, load_view};
pub use weights::{AreaWeight, ControlWeight, update_weights};
