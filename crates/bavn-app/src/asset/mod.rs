//! Assets: systems, equipment, data, places and supplies, and what they depend on.

mod change;
mod check;
mod demand;
mod dependency;
mod entity;
mod history;
mod list;
mod load;
mod names;
mod standing;
mod store;
mod types;

pub use change::{archive_asset, create_asset, restore_asset, update_asset};
pub use demand::{AssetDemand, asset_demands};
pub use dependency::{
    DependencyChange, DependencyDraft, Link, Neighbours, create_dependency, get_dependency, list_dependencies,
    list_neighbours, put_dependencies, remove_dependency, store_dependencies, update_dependency,
};
pub use history::{AssetEvent, asset_history};
pub use list::{AssetFilter, AssetLine, AssetSort, AssetState, count_assets, list_assets, select_assets};
pub(crate) use load::find_by;
pub use load::{AssetKeys, find_assets, get_asset};
pub use names::{Names, asset_names, list_possible_suppliers};
pub(crate) use standing::{Standing, raise_versions, standing, standing_suppliers};
pub use store::{AssetChange, put_assets, store_assets};
pub use types::{Asset, asset_code};
