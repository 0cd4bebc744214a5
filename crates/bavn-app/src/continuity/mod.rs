//! Continuity: critical tasks with their impact analysis, recovery teams, recovery steps, and the facts that calculations are made from.

mod change;
mod check;
mod entity;
mod facts;
mod follow;
mod heat;
mod history;
mod list;
mod load;
mod names;
mod scale;
mod step;
mod store;
mod team;
mod types;

pub use change::{change_task, create_task, may_change_task};
pub use check::{need_faults, task_faults};
pub use facts::{AllFacts, LoadedFacts, ThingId, load_facts};
pub(crate) use facts::{KeptFacts, all_facts};
pub(crate) use follow::follow_merge;
pub use heat::{Levels, TaskHeat, task_heat};
pub use history::{TaskEvent, task_history};
pub use list::{TaskFilter, TaskShow, TaskSort, count_tasks, list_tasks, select_tasks};
pub use load::{TaskKeys, find_tasks, get_task};
pub use names::{TaskNames, list_task_titles, task_names};
pub use scale::{ImpactScale, ScaleDimension, ScaleHorizon, ScaleTerm, impact_scale};
pub use step::{AssetSteps, StepChange, asset_steps, put_asset_steps, put_steps, store_steps};
pub use store::{TaskChange, put_tasks, store_tasks};
pub(crate) use team::known_teams;
pub use team::{archive_team, create_team, get_team, list_teams, put_teams, update_team};
pub use types::{Step, Task, Team, task_code};
