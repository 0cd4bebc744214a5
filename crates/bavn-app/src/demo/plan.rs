use super::{
    Demo, Size,
    files::{self, MeasureTable},
};
use crate::{
    App, Context, Error, Result,
    action_plan::{PlanDraft, create_plan},
    catalogue::load_view,
    measure::{ManyMeasure, MeasureDraft, create_measures},
};
use bavn_core::{
    ids::ControlId,
    measure::{EffortRole, Phase, Sourcing, State},
};
use std::collections::BTreeMap;

const FILE: &str = "demo/plan.toml";

pub(super) async fn load(app: &App, ctx: &Context, demo: &mut Demo, size: Size) -> Result<()> {
    let file = files::plan()?;
    // The plan is written on its first day and was last worked on when it is loaded.
    let starts_on = files::date(FILE, &file.plan.starts_on)?;
    let draft = PlanDraft {
        title: file.plan.title.clone(),
        note: String::new(),
        starts_on,
        ends_on: files::date(FILE, &file.plan.ends_on)?,
        is_current: true,
    };
    let plan = create_plan(app, &demo.coordinator_on(ctx, starts_on), draft).await?;
    let catalogue = load_view(app).await?;
    let controls: BTreeMap<&str, ControlId> =
        catalogue.controls.iter().map(|control| (control.code.as_str(), control.id)).collect();
    let mut measures = Vec::with_capacity(file.measures.len());
    for (place, table) in file.measures.iter().enumerate() {
        if table.number != place + 1 {
            return Err(wrong(&table.key, "its number is not its place"));
        }
        measures.push(measure(demo, &controls, &file.measures, table)?);
    }
    match size {
        Size::Small => {}
        Size::Reference => grow(&mut measures, 150),
        Size::LongPlan => grow(&mut measures, 300),
    }
    create_measures(app, &demo.coordinator_on(ctx, ctx.today()), plan, measures).await?;
    demo.plan = Some(plan);
    Ok(())
}

fn measure(
    demo: &Demo,
    controls: &BTreeMap<&str, ControlId>,
    all: &[MeasureTable],
    table: &MeasureTable,
) -> Result<ManyMeasure> {
    let key = table.key.as_str();
    let mut hours = Vec::with_capacity(table.hours.len());
    for row in &table.hours {
        let role = EffortRole::from_key(&row.role).ok_or_else(|| wrong(key, &row.role))?;
        hours.push((role, row.hours));
    }
    let mut effects = Vec::with_capacity(table.effects.len());
    for row in &table.effects {
        let control = controls.get(row.control.as_str()).ok_or_else(|| wrong(key, &row.control))?;
        effects.push((*control, row.level));
    }
    let mut depends_on = Vec::with_capacity(table.depends_on.len());
    for before in &table.depends_on {
        depends_on.push(all.iter().position(|other| other.key == *before).ok_or_else(|| wrong(key, before))?);
    }
    let draft = MeasureDraft {
        title: table.title.clone(),
        description: table.description.clone(),
        owner: Some(demo.person(&table.owner)?),
        unit: table.unit.as_deref().map(|unit| demo.unit(unit)).transpose()?,
        phase: Some(Phase::from_key(&table.phase).ok_or_else(|| wrong(key, &table.phase))?),
        start_on: Some(files::date(FILE, &table.starts_on)?),
        due_on: Some(files::date(FILE, &table.due_on)?),
        cost_once: table.cost_once,
        cost_yearly: table.cost_yearly,
        within_budget: table.within_budget,
        sourcing: Sourcing::from_key(&table.sourcing).ok_or_else(|| wrong(key, &table.sourcing))?,
        state: State::from_key(&table.state).ok_or_else(|| wrong(key, &table.state))?,
        progress: table.progress,
        completed_on: table.completed_on.as_deref().map(|date| files::date(FILE, date)).transpose()?,
        hours,
        depends_on: Vec::new(),
        effects,
    };
    Ok(ManyMeasure { draft, depends_on })
}

fn wrong(key: &str, what: &str) -> Error {
    Error::Content(format!("{FILE}: {key}: {what}"))
}

/// Adds measures like those of the file until there are so many, each some months after the one it is like and waiting for it.
fn grow(measures: &mut Vec<ManyMeasure>, wanted: usize) {
    let own = measures.len();
    while measures.len() < wanted && own > 0 {
        let like = measures.len() - own;
        let mut new = measures[like].clone();
        new.draft.title = format!("{} ({})", measures[like % own].draft.title, measures.len() / own + 1);
        new.draft.state = State::Proposed;
        new.draft.progress = 0;
        new.draft.completed_on = None;
        let later = |date: Option<time::Date>| date.map(|date| date + time::Duration::days(200));
        (new.draft.start_on, new.draft.due_on) = (later(new.draft.start_on), later(new.draft.due_on));
        new.depends_on = vec![like];
        measures.push(new);
    }
}
