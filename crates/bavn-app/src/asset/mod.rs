//! Assets: systems, equipment, data, places and supplies, and what they depend on.

mod bulk;
mod change;
mod check;
mod delivery;
mod demand;
mod dependency;
mod entity;
mod files;
mod follow;
mod history;
mod kept;
mod list;
mod load;
mod merge;
mod names;
mod own_type;
mod saved;
mod solutions;
mod standing;
mod store;
mod trend;
mod types;

pub(crate) use bulk::plan_on;
pub use bulk::{BulkLine, BulkPick, BulkPicked, BulkPlan, pick_assets, plan_bulk};
pub use change::{archive_asset, create_asset, restore_asset, update_asset};
pub(crate) use delivery::Delivery;
pub use demand::{AssetDemand, asset_demands};
pub use dependency::{
    DependencyChange, DependencyDraft, Link, Neighbours, create_dependency, get_dependency, list_dependencies,
    list_neighbours, put_dependencies, remove_dependency, store_dependencies, update_dependency,
};
pub(crate) use dependency::{all_links, find_links};
pub use files::{AssetFile, add_asset_file, archive_asset_file, get_asset_file, list_asset_files};
pub(crate) use follow::{Follow, Following, Merged};
pub use history::{AssetEvent, asset_history};
pub(crate) use kept::KeptRegister;
pub use list::{AssetFilter, AssetLine, AssetSort, AssetState, count_assets, list_assets, select_assets};
pub(crate) use load::find_by;
pub use load::{AssetKeys, find_assets, get_asset};
pub use merge::{Merge, find_pair, list_duplicates, merge_assets};
pub use names::{Names, asset_names, list_needable_assets, list_possible_suppliers};
pub(crate) use names::{known_assets, named_assets};
pub(crate) use own_type::all_types;
pub use own_type::{
    AssetType, archive_asset_type, create_asset_type, get_asset_type, list_asset_types, restore_asset_type,
    update_asset_type,
};
pub use saved::{
    AssetView, AssetViewDraft, keep_asset_view, list_asset_views, remove_asset_view, set_first_asset_view,
};
pub use solutions::{SolutionState, add_shared_solutions, list_shared_solutions, shared_solutions};
pub(crate) use standing::{Standing, raise_versions, standing, standing_suppliers};
pub(crate) use store::Found;
pub use store::{AssetChange, put_assets, store_assets};
pub use trend::{CoverageDay, keep_coverage, keep_days, list_coverage};
pub use types::{Asset, asset_code};
