use super::{
    Step, Task, Team,
    entity::{impact, need, step, step_asset, step_team, task, team},
    types::{join, join_steps, team_from_row},
};
use crate::{
    App, Context, Result,
    asset::{Standing, standing, standing_suppliers},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::{Dependency, Hosting, Kind, KindGroup, Necessity},
    continuity::{
        AssetFacts, Conflict, Duty, Effect, Facts, FactsError, Minute, Need, StepFacts, TaskFacts, TeamFacts, Tested,
        Thing, conflicts,
        task::{NeedEffect, NeedOn},
        weight,
    },
    ids::{AssetId, CriticalTaskId, PersonId, RecoveryStepId, RecoveryTeamId, SupplierId, UnitId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Deref,
    sync::{Arc, Mutex, PoisonError, RwLock},
};
use time::Date;

/// What an entry of [`Facts::assets`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThingId {
    /// An asset of the register.
    Asset(AssetId),
    /// A supplier.
    Supplier(SupplierId),
}

/// The facts that calculations of continuity are made from, with what each place in them is.
///
/// They hold everything in use, whoever asks: a system falls for all.
#[derive(Debug)]
pub struct AllFacts {
    /// The facts.
    pub facts: Facts,
    /// The team at each place.
    pub teams: Vec<RecoveryTeamId>,
    /// The asset or supplier at each place.
    pub things: Vec<ThingId>,
    /// The number in the register at each place; none for a supplier.
    pub numbers: Vec<Option<u32>>,
    /// The kind of asset at each place; none for a supplier.
    pub kinds: Vec<Option<Kind>>,
    /// The unit that the asset at each place belongs to.
    pub units: Vec<Option<UnitId>>,
    /// The steps of the asset at each place, in the order of [`AssetFacts::steps`].
    pub steps: Vec<Vec<RecoveryStepId>>,
    /// The task at each place, as it is stored.
    pub tasks: Vec<Task>,
    /// The assets in use and what they stand on, as they were read.
    pub(crate) register: (Vec<Standing>, Vec<Dependency>),
    /// The suppliers in use with their names, as they were read.
    pub(crate) suppliers: Vec<(SupplierId, String)>,
    /// The conflicts that were found in them last, and on which day.
    conflicts: Mutex<Option<(Date, Arc<Vec<Conflict>>)>>,
}

impl AllFacts {
    /// What cannot be kept whatever is scheduled, as it is on a day; found once.
    ///
    /// # Errors
    /// As [`conflicts`].
    pub fn conflicts(&self, today: Date) -> Result<Arc<Vec<Conflict>>, FactsError> {
        let kept = || self.conflicts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = kept().as_ref().filter(|(day, _)| *day == today) {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(conflicts(&self.facts, today)?);
        *kept() = Some((today, Arc::clone(&found)));
        Ok(found)
    }
}

/// All facts, with what the actor may read beside them, so that pages leave out the names of the rest.
#[derive(Clone, Debug)]
pub struct LoadedFacts {
    /// The facts, whoever asks.
    pub all: Arc<AllFacts>,
    /// Whether the actor may read the asset or supplier at each place.
    pub reads_thing: Vec<bool>,
    /// Whether the actor may read the task at each place.
    pub reads_task: Vec<bool>,
}

impl Deref for LoadedFacts {
    type Target = AllFacts;

    fn deref(&self) -> &AllFacts {
        &self.all
    }
}

/// The facts that were read last. They hold as long as nothing was written in the log that they might be made from, which is asked with each
/// reading, so that another program's change is seen at once.
#[derive(Debug, Default)]
pub(crate) struct KeptFacts(RwLock<Option<(i64, Arc<AllFacts>)>>);

/// What events of the log may be about that no fact is made from: what people do all day besides. Of any other event it is taken that it
/// changed something.
const UNRELATED: [&str; 14] = [
    "account",
    "analysis",
    "answer",
    "api_token",
    "area",
    "catalogue",
    "control",
    "evidence",
    "library",
    "measure",
    "plan",
    "report",
    "report_version",
    "session",
];

impl AllFacts {
    /// The place of an asset among the things.
    #[must_use]
    pub fn asset(&self, id: AssetId) -> Option<usize> {
        self.things.iter().position(|thing| *thing == ThingId::Asset(id))
    }

    /// The place of a supplier among the things.
    #[must_use]
    pub fn supplier(&self, id: SupplierId) -> Option<usize> {
        self.things.iter().position(|thing| *thing == ThingId::Supplier(id))
    }

    /// The place of a task.
    #[must_use]
    pub fn task(&self, id: CriticalTaskId) -> Option<usize> {
        self.tasks.iter().position(|task| task.id == id)
    }
}

/// Everything that calculations of continuity are made from: eleven statements, whatever there is, or two when nothing of it was
/// changed since it was read last.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no critical tasks, or the database failed.
pub async fn load_facts(app: &App, ctx: &Context) -> Result<LoadedFacts> {
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, "critical_task")?;
    let all = all_facts(app).await?;
    let reads = Reads::new(ctx, permit);
    let assets = all.register.0.iter().map(|asset| reads.asset(asset));
    let reads_thing = assets.chain(std::iter::repeat_n(reads.suppliers, all.suppliers.len())).collect();
    let reads_task = all.tasks.iter().map(|task| reads.task(task)).collect();
    Ok(LoadedFacts { all, reads_thing, reads_task })
}

/// The facts, whoever asks, from where they are kept or from the database.
pub(crate) async fn all_facts(app: &App) -> Result<Arc<AllFacts>> {
    let conn = app.db().read();
    // Asked before the rest is read: what is changed meanwhile is read again next time.
    let sequence = bavn_db::audit::sequence(conn).await?;
    if let Some(all) = kept_at(app, sequence).await? {
        return Ok(all);
    }
    let (assets, dependencies) = standing(conn).await?;
    let suppliers = standing_suppliers(conn).await?;
    let (tasks, teams, steps) = (all_tasks(conn).await?, all_teams(conn).await?, all_steps(conn).await?);
    let all = Arc::new(Loader { assets, dependencies, suppliers, tasks, teams, steps }.facts());
    keep(app, sequence, &all);
    Ok(all)
}

/// The facts when they are kept and still hold; they are not read for it.
pub(super) async fn kept_facts(app: &App) -> Result<Option<Arc<AllFacts>>> {
    let sequence = bavn_db::audit::sequence(app.db().read()).await?;
    kept_at(app, sequence).await
}

/// The kept facts, if they hold at a number of the log.
async fn kept_at(app: &App, sequence: i64) -> Result<Option<Arc<AllFacts>>> {
    let kept = app.kept_facts().0.read().ok().and_then(|kept| kept.clone());
    let Some((of, all)) = kept else { return Ok(None) };
    if of < sequence {
        if bavn_db::audit::has_others_since(app.db().read(), of, &UNRELATED).await? {
            return Ok(None);
        }
        keep(app, sequence, &all);
    }
    Ok(Some(all))
}

/// Notes that facts hold at a number of the log, unless later ones are kept.
fn keep(app: &App, sequence: i64, all: &Arc<AllFacts>) {
    if let Ok(mut kept) = app.kept_facts().0.write()
        && kept.as_ref().is_none_or(|(of, _)| *of < sequence)
    {
        *kept = Some((sequence, Arc::clone(all)));
    }
}

/// Every task in use with impact and needs, whoever asks, in order of number: three statements.
pub(super) async fn all_tasks(conn: &impl ConnectionTrait) -> Result<Vec<Task>> {
    let rows = task::Entity::find().filter(task::Column::ArchivedAt.is_null()).order_by_asc(task::Column::Number);
    let impacts = impact::Entity::find();
    let needs = need::Entity::find().order_by_asc(need::Column::Position).order_by_asc(need::Column::Id);
    join(rows.all(conn).await?, impacts.all(conn).await?, needs.all(conn).await?)
}

/// Every team in use, in order of its identifier: one statement.
pub(super) async fn all_teams(conn: &impl ConnectionTrait) -> Result<Vec<Team>> {
    let rows = team::Entity::find().filter(team::Column::ArchivedAt.is_null()).order_by_asc(team::Column::Id);
    rows.all(conn).await?.into_iter().map(team_from_row).collect()
}

/// Every step, by asset and position: three statements.
async fn all_steps(conn: &impl ConnectionTrait) -> Result<Vec<Step>> {
    let rows = step::Entity::find().order_by_asc(step::Column::Position).order_by_asc(step::Column::Id);
    let (rows, teams) = (rows.all(conn).await?, step_team::Entity::find().all(conn).await?);
    Ok(join_steps(rows, teams, step_asset::Entity::find().all(conn).await?))
}

/// What an actor may read, weighed without the database.
struct Reads {
    tasks: Option<Vec<UnitId>>,
    assets: Option<Option<Vec<UnitId>>>,
    suppliers: bool,
    person: Option<PersonId>,
}

impl Reads {
    fn new(ctx: &Context, tasks: Permit) -> Self {
        let assets = ctx.authorize(Action::AssetRead, Resource::Any).ok();
        Self {
            person: ctx.actor().person_id(),
            tasks: tasks.units(),
            assets: assets.map(|permit| permit.units()),
            suppliers: ctx.may(Action::SupplierRead, Resource::Any),
        }
    }

    fn within(&self, units: Option<&Vec<UnitId>>, unit: Option<UnitId>, owner: Option<PersonId>) -> bool {
        let Some(units) = units else { return true };
        unit.is_some_and(|unit| units.contains(&unit)) || (owner.is_some() && owner == self.person)
    }

    fn task(&self, task: &Task) -> bool {
        let units = self.tasks.as_ref();
        self.within(units, task.facts.unit, task.facts.owner) || self.within(units, None, task.facts.approver)
    }

    fn asset(&self, asset: &Standing) -> bool {
        self.assets.as_ref().is_some_and(|units| self.within(units.as_ref(), asset.unit, asset.owner))
    }
}

/// What was read, on its way to becoming facts.
struct Loader {
    assets: Vec<Standing>,
    dependencies: Vec<Dependency>,
    suppliers: Vec<(SupplierId, String)>,
    tasks: Vec<Task>,
    teams: Vec<Team>,
    steps: Vec<Step>,
}

/// Places by identifier.
struct Places {
    assets: HashMap<AssetId, usize>,
    suppliers: HashMap<SupplierId, usize>,
    tasks: HashMap<CriticalTaskId, usize>,
    teams: HashMap<RecoveryTeamId, usize>,
}

impl Places {
    fn of(&self, on: NeedOn) -> Option<Thing> {
        match on {
            NeedOn::Asset(id) => self.assets.get(&id).copied().map(Thing::Asset),
            NeedOn::Supplier(id) => self.suppliers.get(&id).copied().map(Thing::Asset),
            NeedOn::Task(id) => self.tasks.get(&id).copied().map(Thing::Task),
        }
    }
}

impl Loader {
    fn facts(self) -> AllFacts {
        let count = self.assets.len();
        let places = Places {
            assets: self.assets.iter().enumerate().map(|(at, asset)| (asset.id, at)).collect(),
            suppliers: self.suppliers.iter().enumerate().map(|(at, (id, _))| (*id, count + at)).collect(),
            tasks: self.tasks.iter().enumerate().map(|(at, task)| (task.id, at)).collect(),
            teams: self.teams.iter().enumerate().map(|(at, team)| (team.id, at)).collect(),
        };
        let mut needs = asset_needs(&self.assets, &self.dependencies, &places);
        let mut steps: Vec<Vec<&Step>> = vec![Vec::new(); count];
        for step in &self.steps {
            if let Some(at) = places.assets.get(&step.asset) {
                steps[*at].push(step);
            }
        }
        let assets = self.assets.iter().enumerate().map(|(at, asset)| AssetFacts {
            key: asset.id.to_string(),
            name: asset.name.clone(),
            needs: std::mem::take(&mut needs[at]),
            steps: steps[at].iter().map(|step| step_facts(step, &places)).collect(),
            backup_interval: asset.backup_interval_hours.map(|hours| minutes(hours.saturating_mul(60))),
            restore_tested: asset
                .last_restore_test_on
                .map(|on| Tested { on, minutes: asset.restore_test_minutes.map(minutes) }),
            restorable: !steps[at].is_empty() || is_ours(asset),
        });
        let suppliers = self.suppliers.iter().map(|(id, name)| AssetFacts {
            key: id.to_string(),
            name: name.clone(),
            ..AssetFacts::default()
        });
        let facts = Facts {
            teams: self.teams.iter().map(team_facts).collect(),
            assets: assets.chain(suppliers).collect(),
            tasks: self.tasks.iter().map(|task| task_facts(task, &places)).collect(),
        };
        let of_supplier = self.suppliers.len();
        let ids = self.assets.iter().map(|asset| ThingId::Asset(asset.id));
        let mut step_ids: Vec<Vec<RecoveryStepId>> =
            steps.iter().map(|steps| steps.iter().map(|step| step.id).collect()).collect();
        step_ids.resize(count + of_supplier, Vec::new());
        let none = || std::iter::repeat_n(None, of_supplier);
        AllFacts {
            conflicts: Mutex::default(),
            facts,
            teams: self.teams.iter().map(|team| team.id).collect(),
            things: ids.chain(self.suppliers.iter().map(|(id, _)| ThingId::Supplier(*id))).collect(),
            numbers: self.assets.iter().map(|asset| Some(asset.number)).chain(none()).collect(),
            kinds: self
                .assets
                .iter()
                .map(|asset| Some(asset.kind))
                .chain(std::iter::repeat_n(None, of_supplier))
                .collect(),
            units: self.assets.iter().map(|asset| asset.unit).chain(std::iter::repeat_n(None, of_supplier)).collect(),
            steps: step_ids,
            tasks: self.tasks,
            register: (self.assets, self.dependencies),
            suppliers: self.suppliers,
        }
    }
}

/// Whether the municipality brings it back itself: not a place, a supply, people, nor what runs at somebody else's.
fn is_ours(asset: &Standing) -> bool {
    let comes_back = matches!(
        asset.kind.group(),
        KindGroup::Location | KindGroup::Utility | KindGroup::People | KindGroup::SharedSolution
    );
    !comes_back && !runs_elsewhere(asset.hosting)
}

const fn runs_elsewhere(hosting: Hosting) -> bool {
    matches!(hosting, Hosting::Shared | Hosting::Supplier | Hosting::CloudEu | Hosting::CloudOutside)
}

/// Minutes from a stored number; what is too large is the largest.
fn minutes(value: i64) -> Minute {
    Minute::try_from(value.max(0)).unwrap_or(Minute::MAX)
}

fn small(value: i64) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

/// What each asset needs, by place: its dependencies, alternatives together, and its supplier where it runs there.
fn asset_needs(assets: &[Standing], dependencies: &[Dependency], places: &Places) -> Vec<Vec<Need>> {
    let mut needs: Vec<Vec<Need>> = vec![Vec::new(); assets.len()];
    let mut groups: BTreeMap<(usize, u8), Vec<(Thing, Effect)>> = BTreeMap::new();
    let mut sorted: Vec<&Dependency> = dependencies.iter().collect();
    sorted.sort_by_key(|dependency| (dependency.asset, dependency.on, dependency.kind));
    for dependency in sorted {
        let (Some(&at), Some(&on)) = (places.assets.get(&dependency.asset), places.assets.get(&dependency.on)) else {
            continue;
        };
        let effect = match dependency.necessity {
            Necessity::StopsAtOnce => Effect::StopsAfter(0),
            Necessity::StopsAfter(hours) => Effect::StopsAfter(hours.saturating_mul(60)),
            Necessity::Degraded => Effect::Worse,
        };
        match dependency.alternative_group {
            Some(group) => groups.entry((at, group)).or_default().push((Thing::Asset(on), effect)),
            None => needs[at].push(Need { any_of: vec![Thing::Asset(on)], effect }),
        }
    }
    for ((at, _), members) in groups {
        needs[at].push(any_of(members));
    }
    for (at, asset) in assets.iter().enumerate() {
        let supplier = asset.supplier.filter(|_| runs_elsewhere(asset.hosting));
        if let Some(place) = supplier.and_then(|supplier| places.suppliers.get(&supplier)) {
            needs[at].push(Need { any_of: vec![Thing::Asset(*place)], effect: Effect::StopsAfter(0) });
        }
    }
    needs
}

/// Alternatives as one need. When all are away it lasts as long as the one that lasts longest: going on worse is longer than any time.
fn any_of(members: Vec<(Thing, Effect)>) -> Need {
    let mut any_of: Vec<Thing> = members.iter().map(|(thing, _)| *thing).collect();
    any_of.sort_unstable();
    any_of.dedup();
    let longest = members.iter().map(|(_, effect)| match effect {
        Effect::StopsAfter(minutes) => Some(*minutes),
        Effect::Worse => None,
    });
    let times: Option<Vec<Minute>> = longest.collect();
    let effect = times.map_or(Effect::Worse, |times| Effect::StopsAfter(times.into_iter().max().unwrap_or(0)));
    Need { any_of, effect }
}

fn step_facts(step: &Step, places: &Places) -> StepFacts {
    let facts = &step.facts;
    let teams = facts.teams.iter().filter_map(|(team, amount)| Some((*places.teams.get(team)?, small(*amount))));
    StepFacts {
        name: facts.name.clone(),
        position: small(facts.position),
        optimistic: minutes(facts.optimistic_minutes),
        likely: minutes(facts.likely_minutes),
        pessimistic: minutes(facts.pessimistic_minutes),
        teams: teams.collect(),
        after_assets: facts.after_assets.iter().filter_map(|asset| places.assets.get(asset).copied()).collect(),
    }
}

fn team_facts(team: &Team) -> TeamFacts {
    let facts = &team.facts;
    let day = |minutes: i64| u16::try_from(minutes.clamp(0, 1_440)).unwrap_or(0);
    let days = u8::try_from(facts.duty_days.clamp(0, 127)).unwrap_or(0);
    let duty = if facts.has_hours {
        Duty::Hours { days, from: day(facts.duty_from), until: day(facts.duty_until) }
    } else {
        Duty::Always
    };
    TeamFacts { key: team.id.to_string(), name: facts.name.clone(), capacity: small(facts.capacity), duty }
}

fn task_facts(task: &Task, places: &Places) -> TaskFacts {
    let facts = &task.facts;
    let (mtpd, rto) = (facts.mtpd_minutes.map(minutes), facts.rto_minutes.map(minutes));
    let impact = facts.impact.known();
    let fallback = facts.fallback_minutes.map(minutes);
    let mut needs = Vec::new();
    let mut groups: BTreeMap<i64, Vec<(Thing, Effect)>> = BTreeMap::new();
    for need in &task.needs {
        let Some(thing) = places.of(need.on) else { continue };
        let effect = match need.effect {
            NeedEffect::Stops => Effect::StopsAfter(need.after_minutes.map(minutes).or(fallback).unwrap_or(0)),
            NeedEffect::Worse => Effect::Worse,
        };
        match need.alternative_group {
            Some(group) => groups.entry(group).or_default().push((thing, effect)),
            None => needs.push(Need { any_of: vec![thing], effect }),
        }
    }
    needs.extend(groups.into_values().map(any_of));
    TaskFacts {
        key: task.id.to_string(),
        name: facts.name.clone(),
        needs,
        mtpd,
        rto,
        rpo: facts.rpo_minutes.map(minutes),
        fallback,
        weight: weight(&impact, rto, mtpd),
        impact,
        citizens: facts.citizens.and_then(|citizens| u64::try_from(citizens).ok()),
    }
}
