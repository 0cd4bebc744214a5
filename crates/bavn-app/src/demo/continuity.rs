use super::{Demo, Size, files, on};
use crate::{
    App, Context, Error, Result,
    continuity::{StepChange, TaskChange, put_steps, put_tasks, put_teams, store_tasks},
};
use bavn_core::{
    access::{Action, Resource},
    continuity::{
        task::{CriticalTask, Impact, NeedEffect, NeedOn, TaskNeed},
        team::{RecoveryStep, RecoveryTeam},
    },
    ids::{AssetId, CriticalTaskId, PersonId, RecoveryTeamId, UnitId},
};
use serde::Deserialize;
use std::collections::BTreeMap;
use time::{Date, Duration};

const FILE: &str = "demo/continuity.toml";

time::serde::format_description!(day, Date, "[year]-[month]-[day]");

/// `demo/continuity.toml`, without its scenarios.
#[derive(Deserialize)]
struct ContinuityFile {
    team: Vec<TeamTable>,
    step: Vec<StepTable>,
    task: Vec<TaskTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamTable {
    key: String,
    name: String,
    capacity: i64,
    duty: String,
    #[serde(default)]
    days: Vec<u8>,
    from: Option<i64>,
    until: Option<i64>,
    supplier: Option<String>,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepTable {
    asset: String,
    position: i64,
    name: String,
    optimistic: i64,
    likely: i64,
    pessimistic: i64,
    teams: BTreeMap<String, i64>,
    after: Vec<String>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
struct TaskTable {
    key: String,
    unit: String,
    owner: Option<String>,
    approver: Option<String>,
    #[serde(default)]
    impact: BTreeMap<String, [u8; 6]>,
    needs: Vec<NeedTable>,
    state: String,
    #[serde(default, with = "day::option")]
    approved_on: Option<Date>,
    /// The other fields, by the names of [`CriticalTask`].
    #[serde(flatten)]
    fields: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedTable {
    asset: Option<String>,
    supplier: Option<String>,
    task: Option<String>,
    effect: NeedEffect,
    after_minutes: Option<i64>,
    group: Option<i64>,
    #[serde(default)]
    note: String,
}

fn wrong(what: &str) -> Error {
    Error::Content(format!("{FILE}: {what}"))
}

pub(super) async fn load(app: &App, ctx: &Context, demo: &mut Demo, size: Size) -> Result<()> {
    let file: ContinuityFile = files::read(FILE)?;
    let coordinator = demo.coordinator_on(ctx, ctx.today());
    let mut teams = Vec::with_capacity(file.team.len());
    for table in &file.team {
        teams.push(team(demo, table)?);
    }
    if size == Size::Reference {
        teams.extend((file.team.len()..TEAMS).map(many_team));
    }
    let ids = put_teams(app, &coordinator, teams).await?;
    demo.teams = file.team.iter().map(|table| table.key.clone()).zip(ids.iter().copied()).collect();
    let mut steps: BTreeMap<AssetId, Vec<RecoveryStep>> = BTreeMap::new();
    for table in &file.step {
        steps.entry(demo.asset(&table.asset)?).or_default().push(step(demo, table)?);
    }
    if size == Size::Reference {
        grow_steps(demo, &ids, &mut steps);
    }
    let changes = steps.into_iter().map(|(asset, steps)| StepChange { asset, steps }).collect();
    put_steps(app, &coordinator, changes).await?;
    tasks(app, ctx, demo, &file.task, size).await
}

async fn tasks(app: &App, ctx: &Context, demo: &mut Demo, tables: &[TaskTable], size: Size) -> Result<()> {
    let first = tables.iter().filter_map(|table| table.approved_on).min().unwrap_or(ctx.today());
    let coordinator = demo.coordinator_on(ctx, first - Duration::days(14));
    let mut all = Vec::with_capacity(tables.len());
    for table in tables {
        all.push(TaskChange::Create { facts: facts(demo, table)?, needs: Vec::new() });
    }
    let own = all.len();
    if size == Size::Reference {
        all.extend((own..TASKS).map(|number| TaskChange::Create { facts: many_task(demo, number), needs: Vec::new() }));
    }
    let made = put_tasks(app, &coordinator, all).await?;
    let ids: Vec<CriticalTaskId> = made.iter().map(|task| task.id).collect();
    demo.tasks = tables.iter().map(|table| table.key.clone()).zip(ids.iter().copied()).collect();
    let mut changes = Vec::new();
    for (table, id) in tables.iter().zip(&ids) {
        let needs = table.needs.iter().map(|need| read_need(demo, need)).collect::<Result<Vec<_>>>()?;
        changes.push(TaskChange::Needs { id: *id, needs });
    }
    let assets: Vec<AssetId> = demo.assets.values().copied().chain(demo.grown.1.iter().copied()).collect();
    changes.extend((own..ids.len()).map(|number| many_needs(&ids, &assets, number)));
    put_tasks(app, &coordinator, changes).await?;
    let submitted = tables.iter().zip(&ids).filter(|(table, _)| table.state != "draft");
    let changes = submitted.map(|(_, id)| TaskChange::Submit { id: *id }).collect();
    put_tasks(app, &coordinator, changes).await?;
    let mut by_day: BTreeMap<Date, Vec<TaskChange>> = BTreeMap::new();
    for (table, id) in tables.iter().zip(&ids) {
        if let Some(day) = table.approved_on {
            by_day.entry(day).or_default().push(TaskChange::Approve { id: *id, review_on: None });
        }
    }
    for (day, changes) in by_day {
        let director = on(ctx, demo.director.clone().unwrap_or_else(|| ctx.actor().clone()), day);
        let permit = director.authorize(Action::ContinuityApprove, Resource::Any)?;
        let mut tx = app.db().write_tx(&permit, director.change()).await?;
        store_tasks(&mut tx, &director, &permit, changes).await?;
        tx.commit_recorded().await?;
    }
    Ok(())
}

fn team(demo: &Demo, table: &TeamTable) -> Result<RecoveryTeam> {
    let supplier = table.supplier.as_ref().map(|key| demo.suppliers.get(key).copied().ok_or_else(|| wrong(key)));
    let hours = RecoveryTeam::default();
    Ok(RecoveryTeam {
        name: table.name.clone(),
        capacity: table.capacity,
        has_hours: table.duty == "hours",
        duty_days: if table.days.is_empty() { hours.duty_days } else { table.days.iter().map(|day| 1 << day).sum() },
        duty_from: table.from.unwrap_or(hours.duty_from),
        duty_until: table.until.unwrap_or(hours.duty_until),
        supplier: supplier.transpose()?,
        note: table.note.clone(),
    })
}

fn step(demo: &Demo, table: &StepTable) -> Result<RecoveryStep> {
    let team = |key: &String| demo.teams.get(key).copied().ok_or_else(|| wrong(key));
    let teams = table.teams.iter().map(|(key, amount)| Ok((team(key)?, *amount)));
    Ok(RecoveryStep {
        name: table.name.clone(),
        position: table.position,
        optimistic_minutes: table.optimistic,
        likely_minutes: table.likely,
        pessimistic_minutes: table.pessimistic,
        teams: teams.collect::<Result<_>>()?,
        after_assets: table.after.iter().map(|key| demo.asset(key)).collect::<Result<_>>()?,
        note: table.note.clone(),
    })
}

fn facts(demo: &Demo, table: &TaskTable) -> Result<CriticalTask> {
    let bad = |what: String| wrong(&format!("{}: {what}", table.key));
    let mut map = CriticalTask::default().to_map();
    for (key, value) in &table.fields {
        map.insert(key.clone(), serde_json::to_value(value).map_err(|error| bad(error.to_string()))?);
    }
    let task = CriticalTask::from_map(map).map_err(|error| bad(error.to_string()))?;
    let levels = serde_json::to_value(&table.impact).map_err(|error| bad(error.to_string()))?;
    let mut impact: Impact = serde_json::from_value(levels).map_err(|error| bad(error.to_string()))?;
    for levels in &mut impact.0 {
        *levels = levels.map(|level| level.or(Some(0)));
    }
    let person = |key: &Option<String>| key.as_ref().map(|key| demo.person(key)).transpose();
    Ok(CriticalTask {
        unit: Some(demo.unit(&table.unit)?),
        owner: person(&table.owner)?,
        approver: person(&table.approver)?,
        impact,
        ..task
    })
}

fn read_need(demo: &Demo, table: &NeedTable) -> Result<TaskNeed> {
    let on = match (&table.asset, &table.supplier, &table.task) {
        (Some(key), None, None) => NeedOn::Asset(demo.asset(key)?),
        (None, Some(key), None) => NeedOn::Supplier(demo.suppliers.get(key).copied().ok_or_else(|| wrong(key))?),
        (None, None, Some(key)) => NeedOn::Task(demo.tasks.get(key).copied().ok_or_else(|| wrong(key))?),
        _ => return Err(wrong("a need is on one thing")),
    };
    Ok(TaskNeed {
        on,
        effect: table.effect,
        after_minutes: table.after_minutes,
        alternative_group: table.group,
        note: table.note.clone(),
    })
}

/// Recovery teams of the reference municipality.
const TEAMS: usize = 12;
/// Recovery steps of the reference municipality.
const STEPS: usize = 1_500;
/// Critical tasks of the reference municipality.
const TASKS: usize = 300;

fn many_team(number: usize) -> RecoveryTeam {
    RecoveryTeam {
        name: format!("Hold {:02}", number + 1),
        capacity: [1, 2, 4][number % 3],
        has_hours: number.is_multiple_of(2),
        duty_from: 420,
        duty_until: 1_320,
        duty_days: 0b111_1111,
        ..RecoveryTeam::default()
    }
}

/// Adds steps to the many systems up to the size of the reference municipality; the same each time.
fn grow_steps(demo: &Demo, teams: &[RecoveryTeamId], steps: &mut BTreeMap<AssetId, Vec<RecoveryStep>>) {
    let mut count: usize = steps.values().map(Vec::len).sum();
    for (place, asset) in demo.grown.1.iter().enumerate() {
        let names = ["Klargør server", "Genskab data", "Afprøv og frigiv"];
        for (at, name) in names.into_iter().enumerate().take(STEPS.saturating_sub(count)) {
            let likely = [30, 60, 120, 240][(place + at) % 4];
            steps.entry(*asset).or_default().push(RecoveryStep {
                name: name.to_owned(),
                position: i64::try_from(at).unwrap_or(0) + 1,
                optimistic_minutes: likely / 2,
                likely_minutes: likely,
                pessimistic_minutes: likely * 3,
                teams: vec![(teams[(place * 3 + at) % teams.len()], 1)],
                ..RecoveryStep::default()
            });
            count += 1;
        }
    }
}

fn many_task(demo: &Demo, number: usize) -> CriticalTask {
    let units: Vec<UnitId> = demo.units.values().copied().collect();
    let people: Vec<PersonId> = demo.people.values().copied().collect();
    let names = ["Udbetaling", "Visitation", "Tilsyn", "Indskrivning", "Rådgivning", "Drift af bygning", "Kørsel"];
    let mut impact = Impact::default();
    for (at, levels) in impact.0.iter_mut().enumerate() {
        let step = (number + at * 5) % 7;
        for (horizon, level) in levels.iter_mut().enumerate() {
            *level = Some(u8::try_from((horizon + 3).saturating_sub(step).min(4)).unwrap_or(4));
        }
    }
    let hours = [4, 24, 72, 168][number % 4] * 60;
    CriticalTask {
        name: format!("{} {:03}", names[number % names.len()], number + 1),
        unit: Some(units[number * 7 % units.len()]),
        owner: (!number.is_multiple_of(9)).then(|| people[number % people.len()]),
        citizens: Some(i64::try_from(number * 37 % 4_000).unwrap_or(0)),
        mtpd_minutes: Some(hours * 2),
        rto_minutes: Some(hours),
        rpo_minutes: Some(1_440),
        mbco_percent: Some(50),
        fallback: if number.is_multiple_of(3) { String::new() } else { "På papir".to_owned() },
        fallback_minutes: (!number.is_multiple_of(3)).then_some(hours / 2),
        impact,
        ..CriticalTask::default()
    }
}

/// Needs on three systems, and for some on the task before.
fn many_needs(tasks: &[CriticalTaskId], assets: &[AssetId], number: usize) -> TaskChange {
    let need = |on, group| TaskNeed {
        on,
        effect: if number.is_multiple_of(5) { NeedEffect::Worse } else { NeedEffect::Stops },
        after_minutes: None,
        alternative_group: group,
        note: String::new(),
    };
    let most = assets.len().min(600);
    let mut needs: Vec<TaskNeed> =
        (0..3).map(|at| need(NeedOn::Asset(assets[(number * 11 + at * 197) % most]), None)).collect();
    needs.dedup_by_key(|need| need.on);
    if number.is_multiple_of(4) {
        needs.push(need(NeedOn::Task(tasks[number - 1]), None));
    }
    TaskChange::Needs { id: tasks[number], needs }
}
