use crate::failure::{Failure, Outcome};
use bavn_app::{
    App, Context, Error,
    recovery::{RecoveryPlan, Scenario, find_scenario, latest_recovery_plan, list_scenarios},
};

/// The scenario of a number or a name; one that is not there is answered with those that are.
pub(super) async fn scenario(app: &App, ctx: &Context, named: &str) -> Outcome<Scenario> {
    match find_scenario(app, ctx, named).await {
        Err(Error::NotFound { .. }) => Err(unknown(named, &list_scenarios(app, ctx, false).await?)),
        found => Ok(found?),
    }
}

fn unknown(named: &str, all: &[Scenario]) -> Failure {
    if all.is_empty() {
        let make = "Make one on the page Genopretning or with POST /api/v1/scenarios.";
        return Failure::usage(format!("there is no scenario \"{named}\": no scenario has been made yet. {make}"));
    }
    let lines: Vec<String> = all.iter().map(|one| format!("  {}  {}", one.code(), one.facts.name)).collect();
    let expected = "Expected the number or the whole name of one of these:";
    Failure::usage(format!("there is no scenario \"{named}\". {expected}\n{}", lines.join("\n")))
}

/// The plan that holds, of a scenario or of any: the approved one, otherwise the latest.
pub(super) async fn plan(app: &App, ctx: &Context, named: Option<&str>) -> Outcome<RecoveryPlan> {
    let of = match named {
        Some(named) => Some(scenario(app, ctx, named).await?),
        None => None,
    };
    match latest_recovery_plan(app, ctx, of.as_ref().map(|one| one.id)).await {
        Err(Error::NotFound { .. }) => {
            let what = of.map_or_else(String::new, |one| format!(" of {} {}", one.code(), one.facts.name));
            let keep = "Keep one from the page of a scenario's order, or with POST /api/v1/recovery-plans.";
            Err(Failure::failed(format!("there is no recovery plan{what} yet. {keep}")))
        }
        found => Ok(found?),
    }
}
