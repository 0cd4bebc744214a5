//! What the municipality makes of the control set itself: own areas, controls and mappings, and ours that it takes away.

mod area;
mod control;
mod draft;
mod mapping;
mod succession;

pub use area::{AreaDraft, create_area, remove_area, update_area};
pub use control::{archive_control, create_control, update_control};
pub use draft::ControlDraft;
pub use mapping::{MappingDraft, RemovedMapping, remove_mapping, removed_mappings, restore_mapping, save_mapping};
pub use succession::{SplitDraft, SuccessionPreview, merge_controls, preview_succession, split_control};

/// Where what the municipality made comes from.
const OWN: &str = "own";
