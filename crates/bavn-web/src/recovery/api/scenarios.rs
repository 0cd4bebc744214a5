use super::super::{CHANGE, READ};
use crate::kit::{
    Routes,
    api::{ApiChange, ApiJson, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    recovery::{self, Scenario, ScenarioTemplate, scenario_templates},
};
use bavn_core::{
    ids::ScenarioId,
    recovery::scenario::{Failing, Fails, Missing, ScenarioFacts},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(READ, routes!(list_scenario_templates))
        .api(READ, routes!(list_scenarios))
        .api(CHANGE, routes!(create_scenario))
        .api(READ, routes!(get_scenario))
        .api(CHANGE, routes!(update_scenario))
        .api(CHANGE, routes!(archive_scenario))
}

/// Something that fails: exactly one of asset, supplier and selector.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioFailure {
    /// An asset.
    asset: Option<Uuid>,
    /// A supplier, with all that it delivers.
    supplier: Option<Uuid>,
    /// Assets by what they are: `kind:KIND`, `reserves:KIND`, `largest:KIND`, `largest:supplier`, `all_windows`, `all_on_premises`,
    /// `all_systems` or `all_cloud`.
    #[schema(example = "kind:power")]
    selector: Option<String>,
    /// Minutes after the beginning.
    #[serde(default)]
    from: u32,
    /// For how many minutes; absent until it is restored by its recovery steps.
    minutes: Option<u32>,
}

/// People who are missing throughout.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioAbsence {
    /// Of which recovery team.
    team: Uuid,
    /// How many.
    #[schema(minimum = 1)]
    people: u32,
}

/// What a scenario is to be.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioInput {
    /// The name.
    #[schema(max_length = 200)]
    name: String,
    /// What happens, in words.
    #[serde(default)]
    #[schema(max_length = 10000)]
    description: String,
    /// The ready-made scenario that it was copied from.
    template: Option<String>,
    /// On which weekday it begins, 0 Monday to 6 Sunday.
    #[schema(minimum = 0, maximum = 6)]
    starts_weekday: u8,
    /// At which minute of that day, 0 to 1439.
    #[schema(minimum = 0, maximum = 1439)]
    starts_minute: u16,
    /// For how many minutes it is followed, 60 to 129600.
    #[schema(minimum = 60, maximum = 129600)]
    horizon_minutes: u32,
    /// What fails.
    #[serde(default)]
    failures: Vec<ScenarioFailure>,
    /// Who is missing.
    #[serde(default)]
    missing: Vec<ScenarioAbsence>,
}

/// A scenario.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ScenarioBody {
    /// The identifier.
    id: Uuid,
    /// Its number: `S-3` is 3.
    number: u32,
    /// What it is.
    facts: ScenarioInput,
    /// Whether it is out of use.
    is_archived: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

/// A ready-made scenario, to be copied.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ScenarioTemplateBody {
    /// Its stable word.
    key: String,
    /// Where it comes from.
    source: String,
    /// A scenario that begins as this one, without absences: those depend on the municipality's teams.
    facts: ScenarioInput,
}

/// Which scenarios.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WantedScenarios {
    /// Those out of use, instead of those in use.
    archived: Option<bool>,
}

/// The ready-made scenarios.
#[utoipa::path(get, path = "/api/v1/scenario-templates", operation_id = "listScenarioTemplates", tag = "recovery", responses((status = 200, description = "The ready-made scenarios.", body = Vec<ScenarioTemplateBody>)))]
async fn list_scenario_templates(user: ApiUser) -> ApiResult {
    let _ = recovery::list_scenarios(&user.app, &user.ctx, false).await?;
    let lang = user.ctx.lang();
    let body = |template: &ScenarioTemplate| -> Result<ScenarioTemplateBody, Error> {
        Ok(ScenarioTemplateBody {
            key: template.key.clone(),
            source: template.source.get(lang).to_owned(),
            facts: write(&template.facts(lang, &[])?),
        })
    };
    Ok(Json(scenario_templates()?.iter().map(body).collect::<Result<Vec<_>, _>>()?).into_response())
}

/// The scenarios.
#[utoipa::path(get, path = "/api/v1/scenarios", operation_id = "listScenarios", tag = "recovery", params(WantedScenarios), responses((status = 200, description = "The scenarios, by number.", body = Vec<ScenarioBody>)))]
async fn list_scenarios(user: ApiUser, ApiQuery(wanted): ApiQuery<WantedScenarios>) -> ApiResult {
    let found = recovery::list_scenarios(&user.app, &user.ctx, wanted.archived.unwrap_or(false)).await?;
    Ok(Json(found.iter().map(body).collect::<Vec<_>>()).into_response())
}

/// Make a scenario.
#[utoipa::path(post, path = "/api/v1/scenarios", operation_id = "createScenario", tag = "recovery", request_body = ScenarioInput, responses((status = 201, description = "Created.", body = ScenarioBody)))]
async fn create_scenario(user: ApiUser, ApiJson(input): ApiJson<ScenarioInput>) -> ApiResult {
    let id = recovery::create_scenario(&user.app, &user.ctx, read(input)?).await?;
    let body = body(&recovery::get_scenario(&user.app, &user.ctx, id).await?);
    created(&format!("/api/v1/scenarios/{id}"), body.version, body)
}

/// A scenario.
#[utoipa::path(get, path = "/api/v1/scenarios/{id}", operation_id = "getScenario", tag = "recovery", params(("id" = Uuid, Path, description = "The scenario.")), responses((status = 200, description = "The scenario.", body = ScenarioBody)))]
async fn get_scenario(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, ScenarioId(id)).await
}

/// Change a scenario. Plans that were computed from it stay as they are.
#[utoipa::path(put, path = "/api/v1/scenarios/{id}", operation_id = "updateScenario", tag = "recovery", params(("id" = Uuid, Path, description = "The scenario."), IfMatchParam), request_body = ScenarioInput, responses((status = 200, description = "As it became.", body = ScenarioBody)))]
async fn update_scenario(change: ApiChange<ScenarioInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    recovery::update_scenario(&user.app, &user.ctx, ScenarioId(id), version, read(input)?).await?;
    answer(&user, ScenarioId(id)).await
}

/// Take a scenario out of use; its history, number and plans stay.
#[utoipa::path(delete, path = "/api/v1/scenarios/{id}", operation_id = "archiveScenario", tag = "recovery", params(("id" = Uuid, Path, description = "The scenario."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_scenario(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    recovery::archive_scenario(&user.app, &user.ctx, ScenarioId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn answer(user: &ApiUser, id: ScenarioId) -> ApiResult {
    let body = body(&recovery::get_scenario(&user.app, &user.ctx, id).await?);
    current(body.version, body)
}

fn read(input: ScenarioInput) -> Result<ScenarioFacts, Error> {
    let (mut failures, mut faults) = (Vec::new(), Vec::new());
    for (at, one) in input.failures.into_iter().enumerate() {
        let field = format!("failures[{at}]");
        let what = match (one.asset, one.supplier, one.selector) {
            (Some(id), None, None) => Fails::Asset(id.into()),
            (None, Some(id), None) => Fails::Supplier(id.into()),
            (None, None, Some(text)) => {
                if let Ok(selector) = text.parse() {
                    Fails::All(selector)
                } else {
                    faults.push(FieldFault::new(format!("{field}.selector"), "unknown_choice", text));
                    continue;
                }
            }
            _ => {
                faults.push(FieldFault::new(field, "exactly_one", ""));
                continue;
            }
        };
        failures.push(Failing { what, from: one.from, minutes: one.minutes });
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(ScenarioFacts {
        name: input.name,
        description: input.description,
        template: input.template,
        weekday: input.starts_weekday,
        minute: input.starts_minute,
        horizon: input.horizon_minutes,
        failures,
        missing: input.missing.into_iter().map(|one| Missing { team: one.team.into(), people: one.people }).collect(),
    })
}

fn write(facts: &ScenarioFacts) -> ScenarioInput {
    let failure = |failing: &Failing| {
        let (asset, supplier, selector) = match failing.what {
            Fails::Asset(id) => (Some(id.0), None, None),
            Fails::Supplier(id) => (None, Some(id.0), None),
            Fails::All(selector) => (None, None, Some(selector.to_string())),
        };
        ScenarioFailure { asset, supplier, selector, from: failing.from, minutes: failing.minutes }
    };
    ScenarioInput {
        name: facts.name.clone(),
        description: facts.description.clone(),
        template: facts.template.clone(),
        starts_weekday: facts.weekday,
        starts_minute: facts.minute,
        horizon_minutes: facts.horizon,
        failures: facts.failures.iter().map(failure).collect(),
        missing: facts.missing.iter().map(|one| ScenarioAbsence { team: one.team.0, people: one.people }).collect(),
    }
}

fn body(scenario: &Scenario) -> ScenarioBody {
    ScenarioBody {
        id: scenario.id.0,
        number: scenario.number,
        facts: write(&scenario.facts),
        is_archived: scenario.archived_at.is_some(),
        version: scenario.version,
    }
}
