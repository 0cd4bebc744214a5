//! What is known of a municipality's tasks, of what they stand on, and of who can bring it back.

use super::duty::Duty;
use super::task::{DIMENSIONS, HORIZONS, MAX_LEVEL};
use super::{Effect, Minute};
use serde::{Deserialize, Serialize};
use time::Date;

time::serde::format_description!(day, Date, "[year]-[month]-[day]");

/// Levels of harm, 0 to [`MAX_LEVEL`], by dimension and then by point in time ([`HORIZONS`]): what [`super::task::Impact::known`] gives.
pub type Harm = [[u8; HORIZONS.len()]; DIMENSIONS];

/// Everything that the calculations of continuity are made from.
///
/// Teams, assets and tasks are named by their place in these lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The recovery teams (*genopretningshold*).
    pub teams: Vec<TeamFacts>,
    /// The assets, and what else things stand on: suppliers, utilities, places.
    pub assets: Vec<AssetFacts>,
    /// The critical tasks (*kritiske opgaver*).
    pub tasks: Vec<TaskFacts>,
}

/// People of one kind who recover things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamFacts {
    /// What tells it from others, the same from one computation to the next: its id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How many of them can work at the same time.
    pub capacity: u32,
    /// When they are at work.
    pub duty: Duty,
}

/// Something that others need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetFacts {
    /// What tells it from others, the same from one computation to the next: its id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it needs itself; all of them.
    pub needs: Vec<Need>,
    /// How it is brought back.
    pub steps: Vec<StepFacts>,
    /// Every how many minutes its data are copied; `None` when it has no data or nothing is known. The oldest copy that is out of an
    /// attacker's reach counts where there is one.
    pub backup_interval: Option<Minute>,
    /// When its restoration was last tried.
    pub restore_tested: Option<Tested>,
    /// Whether somebody here can bring it back. A place, a utility or a supplier comes back by itself.
    pub restorable: bool,
}

/// A test of a restoration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    /// The day.
    #[serde(with = "day")]
    pub on: Date,
    /// How long it took, if that was measured.
    pub minutes: Option<Minute>,
}

/// What can be needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// The asset at this place in [`Facts::assets`].
    Asset(usize),
    /// The task at this place in [`Facts::tasks`].
    Task(usize),
}

/// A need: at least one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What meets it; any one suffices. Not empty.
    pub any_of: Vec<Thing>,
    /// What happens when none of them is up. For a task [`Effect::StopsAfter`] carries the minutes of its fallback where that helps.
    pub effect: Effect,
}

/// A piece of work that brings an asset back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFacts {
    /// Its name.
    pub name: String,
    /// Steps with a lower position come first, those with an equal one go on at the same time.
    pub position: u32,
    /// How long it takes when all goes well.
    pub optimistic: Minute,
    /// How long it usually takes: the order is made with this.
    pub likely: Minute,
    /// How long it takes when much goes wrong.
    pub pessimistic: Minute,
    /// Whom it takes: teams and how many of each.
    pub teams: Vec<(usize, u32)>,
    /// Other assets that must be back first, beyond what the asset needs.
    pub after_assets: Vec<usize>,
}

/// A critical task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskFacts {
    /// What tells it from others, the same from one computation to the next: its id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it needs; all of them.
    pub needs: Vec<Need>,
    /// The longest that it may be down (MTPD, *længste acceptable nedetid*).
    pub mtpd: Option<Minute>,
    /// Within what it should be back (RTO, *måltid for genopretning*).
    pub rto: Option<Minute>,
    /// How many minutes of data it may lose (RPO, *største acceptable datatab*).
    pub rpo: Option<Minute>,
    /// How long its fallback (*nødprocedure*) carries. Told in conflicts; what it bridges stands in [`Need::effect`].
    pub fallback: Option<Minute>,
    /// The harm when it is down.
    pub impact: Harm,
    /// How many citizens it concerns, if known.
    pub citizens: Option<u64>,
    /// What a minute past its RTO costs, at least 1: see [`weight()`].
    pub weight: u32,
}

/// What a minute past its RTO costs a task: the sum over all dimensions of the level of harm at the first point in time at or after its RTO
/// (or its MTPD, where it has no RTO), at least 1. Past its MTPD a minute costs four times as much.
#[must_use]
pub fn weight(impact: &Harm, rto: Option<Minute>, mtpd: Option<Minute>) -> u32 {
    let promised = rto.or(mtpd).unwrap_or(0);
    let at = HORIZONS.iter().position(|&horizon| horizon >= promised).unwrap_or(HORIZONS.len() - 1);
    impact.iter().map(|levels| u32::from(levels[at].min(MAX_LEVEL))).sum::<u32>().max(1)
}

impl Facts {
    /// What a thing needs; nothing for one that is not there.
    #[must_use]
    pub fn needs(&self, thing: Thing) -> &[Need] {
        match thing {
            Thing::Asset(at) => self.assets.get(at).map_or(&[], |asset| &asset.needs),
            Thing::Task(at) => self.tasks.get(at).map_or(&[], |task| &task.needs),
        }
    }

    /// The place of a thing in a list of all assets and then all tasks.
    pub(super) fn place(&self, thing: Thing) -> usize {
        match thing {
            Thing::Asset(at) => at,
            Thing::Task(at) => self.assets.len() + at,
        }
    }

    /// The thing at a place in a list of all assets and then all tasks.
    pub(super) fn thing(&self, place: usize) -> Thing {
        place.checked_sub(self.assets.len()).map_or(Thing::Asset(place), Thing::Task)
    }

    /// How many assets and tasks there are.
    pub(super) fn count(&self) -> usize {
        self.assets.len() + self.tasks.len()
    }

    /// Every thing.
    pub(super) fn things(&self) -> impl Iterator<Item = Thing> + use<> {
        (0..self.assets.len()).map(Thing::Asset).chain((0..self.tasks.len()).map(Thing::Task))
    }
}
