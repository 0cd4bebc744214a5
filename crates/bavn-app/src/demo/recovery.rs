use super::{Demo, Size, files, on};
use crate::{
    App, Context, Error, Result,
    recovery::{Effort, ScenarioTemplate, approve_recovery_plan, create_scenario, keep_recovery_plan},
};
use bavn_core::recovery::scenario::{Failing, Fails, Missing};
use serde::Deserialize;
use time::Duration;

const FILE: &str = "demo/continuity.toml";

/// The scenarios of `demo/continuity.toml`.
#[derive(Deserialize)]
struct ScenariosFile {
    scenario: Vec<ScenarioTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioTable {
    key: String,
    template: String,
    name: String,
    description: String,
    horizon_hours: Option<u32>,
    failure: Option<Vec<FailureTable>>,
    #[serde(default)]
    missing: Vec<MissingTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FailureTable {
    asset: Option<String>,
    supplier: Option<String>,
    selector: Option<String>,
    from_minute: u32,
    minutes: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingTable {
    team: String,
    people: u32,
}

fn wrong(what: &str) -> Error {
    Error::Content(format!("{FILE}: {what}"))
}

pub(super) async fn load(app: &App, ctx: &Context, demo: &mut Demo, size: Size) -> Result<()> {
    let file: ScenariosFile = files::read(FILE)?;
    let coordinator = demo.coordinator_on(ctx, ctx.today() - Duration::days(10));
    for table in &file.scenario {
        let template = ScenarioTemplate::find(&table.template)?.ok_or_else(|| wrong(&table.template))?;
        let mut facts = template.facts(ctx.lang(), &[])?;
        facts.name.clone_from(&table.name);
        facts.description.clone_from(&table.description);
        if let Some(hours) = table.horizon_hours {
            facts.horizon = hours.saturating_mul(60);
        }
        if let Some(failures) = &table.failure {
            facts.failures = failures.iter().map(|failure| read(demo, failure)).collect::<Result<_>>()?;
        }
        let missing = table.missing.iter().map(|missing| {
            let team = demo.teams.get(&missing.team).copied().ok_or_else(|| wrong(&missing.team))?;
            Ok(Missing { team, people: missing.people })
        });
        facts.missing = missing.collect::<Result<_>>()?;
        demo.scenarios.insert(table.key.clone(), create_scenario(app, &coordinator, facts).await?);
    }
    // The plan of a large municipality takes a while to compute: that one is left to whoever looks.
    if let (Size::Small, Some(scenario)) = (size, demo.scenarios.get("ransomware").copied()) {
        let note = "Lagt frem for krisestaben. Gennemgås igen efter øvelsen til foråret.";
        let title = "Genopretning efter ransomware";
        let plan = keep_recovery_plan(app, &coordinator, scenario, title, note, Effort::Quick).await?;
        let director = demo.director.clone().unwrap_or_else(|| ctx.actor().clone());
        approve_recovery_plan(app, &on(ctx, director, ctx.today() - Duration::days(3)), plan, 1).await?;
    }
    Ok(())
}

fn read(demo: &Demo, table: &FailureTable) -> Result<Failing> {
    let what = match (&table.asset, &table.supplier, &table.selector) {
        (Some(key), None, None) => Fails::Asset(demo.asset(key)?),
        (None, Some(key), None) => Fails::Supplier(demo.suppliers.get(key).copied().ok_or_else(|| wrong(key))?),
        (None, None, Some(selector)) => Fails::All(selector.parse().map_err(|_| wrong(selector))?),
        _ => return Err(wrong("a failure is of one thing")),
    };
    Ok(Failing { what, from: table.from_minute, minutes: table.minutes })
}
