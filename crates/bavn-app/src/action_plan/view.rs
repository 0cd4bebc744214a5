use super::{Plan, find_current_plan, plan::find};
use crate::{
    App, Context, Error, Result,
    measure::{Measure, load_plan_measures},
    organisation::{named_unit_tree, person},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    action_plan::{
        Delay, Economy, GanttRow, Projection, QuarterHours, Schedule, Scheduled, Years, economy, effects, gantt,
        hours_per_quarter, project, schedule,
    },
    gap_analysis::{AreaInput, Score},
    ids::{MeasureId, PersonId, PlanId, UnitId},
    measure::Measure as Facts,
    organisation::UnitTree,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use time::Date;
use uuid::Uuid;

/// A plan with the measures that the actor may read, in time and in money.
///
/// Dates are those of the whole plan, also where a measure waits for one that the actor may not read; sums are those of the
/// measures shown.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// The plan.
    pub plan: Plan,
    /// Its measures in order of number.
    pub measures: Vec<Measure>,
    /// The same as calculations see them, at the same places.
    pub facts: Vec<Facts>,
    /// When they start and finish, at the same places.
    pub schedule: Schedule,
    /// What they cost in the years of the plan.
    pub economy: Economy,
    /// Their hours.
    pub hours: Vec<QuarterHours>,
    /// The rows of the Gantt chart.
    pub gantt: Vec<GanttRow>,
    /// How the units hang together.
    pub units: UnitTree,
    /// The names of units, archived ones too.
    pub unit_names: HashMap<UnitId, String>,
    /// The names of the owners, archived ones too.
    pub person_names: HashMap<PersonId, String>,
    today: Date,
    places: HashMap<MeasureId, usize>,
}

/// A plan with everything about it; seven statements.
///
/// # Errors
/// [`Error::NotFound`] when there is no such plan or the actor may read none, or the database failed.
pub async fn get_plan_view(app: &App, ctx: &Context, id: PlanId) -> Result<PlanView> {
    let permit = ctx.authorize_read(Action::PlanRead, Resource::Any, "plan")?;
    let plan = find(app.db().read(), id).await?;
    view_of(app, ctx, &permit, plan).await
}

/// The plan that is worked by, with everything about it; seven statements.
///
/// # Errors
/// [`Error::NotFound`] when the actor may read no plan, or the database failed.
pub async fn find_current_plan_view(app: &App, ctx: &Context) -> Result<Option<PlanView>> {
    let permit = ctx.authorize_read(Action::PlanRead, Resource::Any, "plan")?;
    let Some(plan) = find_current_plan(app, ctx).await? else { return Ok(None) };
    Ok(Some(view_of(app, ctx, &permit, plan).await?))
}

async fn view_of(app: &App, ctx: &Context, permit: &Permit, plan: Plan) -> Result<PlanView> {
    let conn = app.db().read();
    let all = load_plan_measures(conn, plan.id).await?;
    let (units, unit_names) = named_unit_tree(conn).await?;
    let owners = all.iter().filter_map(|measure| measure.facts.owner).map(|owner| owner.0);
    let names = person::Entity::find().select_only().column(person::Column::Id).column(person::Column::Name);
    let names = names.filter(person::Column::Id.is_in(owners));
    let person_names = names.into_tuple::<(Uuid, String)>().all(conn).await?;

    let facts: Vec<Facts> = all.iter().map(|measure| measure.facts.clone()).collect();
    let whole = schedule(plan.starts_on, &facts, ctx.today()).map_err(stored)?;
    let reach = permit.units();
    let is_shown = |measure: &Measure| match (&reach, measure.facts.unit) {
        (None, _) => true,
        (Some(units), Some(unit)) => units.contains(&unit),
        (Some(_), None) => false,
    };
    let shown: Vec<bool> = all.iter().map(is_shown).collect();
    let schedule = whole.only(&shown);
    let mut measures: Vec<Measure> =
        all.into_iter().zip(&shown).filter_map(|(measure, shown)| shown.then_some(measure)).collect();
    let places: HashMap<MeasureId, usize> =
        measures.iter().enumerate().map(|(at, measure)| (measure.facts.id, at)).collect();
    for measure in &mut measures {
        measure.facts.depends_on.retain(|id| places.contains_key(id));
    }
    let facts: Vec<Facts> = measures.iter().map(|measure| measure.facts.clone()).collect();
    let years = Years::new(plan.starts_on.year(), plan.ends_on.year()).map_err(stored)?;
    Ok(PlanView {
        economy: economy(&facts, &schedule, years),
        hours: hours_per_quarter(&facts, &schedule),
        gantt: gantt(&facts, &schedule),
        unit_names,
        person_names: person_names.into_iter().map(|(id, name)| (id.into(), name)).collect(),
        today: ctx.today(),
        plan,
        measures,
        facts,
        schedule,
        units,
        places,
    })
}

/// What is stored was checked when it was stored, so this means damage.
fn stored(error: impl std::fmt::Display) -> Error {
    Error::System { what: "the stored action plan", message: error.to_string() }
}

impl PlanView {
    /// The place of a measure.
    #[must_use]
    pub fn place_of(&self, id: MeasureId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// A measure and when it starts and finishes.
    #[must_use]
    pub fn measure(&self, id: MeasureId) -> Option<(&Measure, &Scheduled)> {
        let at = self.place_of(id)?;
        Some((&self.measures[at], &self.schedule.measures[at]))
    }

    /// The measure with a number.
    #[must_use]
    pub fn by_number(&self, number: u32) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.facts.number == number)
    }

    /// The measures that wait for one.
    pub fn waiting_for(&self, id: MeasureId) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(move |measure| measure.facts.depends_on.contains(&id))
    }

    /// Everything that a late measure makes late, directly or through others.
    #[must_use]
    pub fn knock_on(&self, id: MeasureId) -> Vec<Delay> {
        self.place_of(id).map(|at| self.schedule.knock_on(at)).unwrap_or_default()
    }

    /// The date that "late" was weighed against.
    #[must_use]
    pub const fn today(&self) -> Date {
        self.today
    }

    /// Maturity from the first to the last day of the plan, from the answers of an analysis.
    ///
    /// # Errors
    /// A score does not fit in 128 bits.
    pub fn projection(&self, areas: &[AreaInput], target: Score) -> Result<Projection> {
        let effects = effects(&self.facts, &self.schedule);
        let last = self.plan.ends_on.max(self.today);
        project(areas, &effects, target, self.today, last).map_err(stored)
    }
}
