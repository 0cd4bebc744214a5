use super::TextBody;
use crate::kit::{
    Access, Routes,
    api::{ApiQuery, ApiResult, ApiUser},
};
use axum::{Json, response::IntoResponse as _};
use bavn_app::catalogue::{CatalogueView, Crosswalk, RequirementView, get_catalogue};
use bavn_core::{access::Action, catalogue::CrosswalkPair};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::May(Action::CatalogueRead), routes!(get_crosswalk))
}

/// Which two frameworks.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// The key of the first framework.
    from: String,
    /// The key of the second framework.
    to: String,
}

/// Two frameworks beside each other.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct CrosswalkBody {
    /// The key of the first framework.
    from: String,
    /// The key of the second framework.
    to: String,
    /// What meets, in the order of both.
    pairs: Vec<PairBody>,
    /// The requirements of the first framework that meet nothing.
    unmatched: Vec<EndBody>,
}

/// A requirement of either framework.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct EndBody {
    /// Its reference.
    reference: String,
    /// What it demands, in short.
    title: TextBody,
}

/// Two requirements that meet.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PairBody {
    /// The requirement of the first framework.
    from: EndBody,
    /// The requirement of the second framework.
    to: EndBody,
    /// How much they share at most through one control: `some`, `half`, `most` or `full`; null when they share none.
    share: Option<String>,
    /// How the first stands to the second as far as it follows from the controls: `equal`, `subset_of`, `superset_of` or `intersects`; null when
    /// they share none.
    relation: Option<String>,
    /// The controls that they share.
    through: Vec<ThroughBody>,
    /// What imported mapping sets say of the two.
    direct: Vec<DirectBody>,
}

/// A control that two requirements share.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ThroughBody {
    /// Its code.
    control: String,
    /// How much of the first it covers.
    from_coverage: String,
    /// How much of the second it covers.
    to_coverage: String,
}

/// A link of an imported mapping set.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DirectBody {
    /// How the first stands to the second; turned round when the set goes the other way.
    relation: String,
    /// How strong its maker says that it is; may be empty.
    strength: String,
    /// Why; may be empty.
    rationale: String,
    /// The name of the file that it came in.
    library: String,
}

impl From<&RequirementView> for EndBody {
    fn from(requirement: &RequirementView) -> Self {
        Self { reference: requirement.reference.clone(), title: (&requirement.title).into() }
    }
}

impl PairBody {
    fn new(view: &CatalogueView, crosswalk: &Crosswalk<'_>, pair: &CrosswalkPair) -> Self {
        let through = pair.through.iter().map(|one| ThroughBody {
            control: view.controls[one.control].code.clone(),
            from_coverage: one.from.key().to_owned(),
            to_coverage: one.to.key().to_owned(),
        });
        let direct = pair.direct.iter().map(|link| {
            let found = crosswalk.links[link.link];
            DirectBody {
                relation: link.relation.key().to_owned(),
                strength: found.strength.clone(),
                rationale: found.rationale.clone(),
                library: found.library.to_string(),
            }
        });
        Self {
            from: crosswalk.requirements.0[pair.from].into(),
            to: crosswalk.requirements.1[pair.to].into(),
            share: pair.share.map(|share| share.key().to_owned()),
            relation: pair.relation.map(|relation| relation.key().to_owned()),
            through: through.collect(),
            direct: direct.collect(),
        }
    }
}

/// How the requirements of two frameworks meet, through the control set and by imported mapping sets.
#[utoipa::path(get, path = "/api/v1/crosswalk", operation_id = "getCrosswalk", tag = "catalogue", params(Wanted), responses((status = 200, description = "What meets, and what meets nothing.", body = CrosswalkBody)))]
async fn get_crosswalk(user: ApiUser, ApiQuery(wanted): ApiQuery<Wanted>) -> ApiResult {
    let view = get_catalogue(&user.app, &user.ctx).await?;
    let crosswalk = view.crosswalk(&wanted.from, &wanted.to)?;
    let unmatched = crosswalk.unmatched().into_iter().map(|place| crosswalk.requirements.0[place].into());
    let body = CrosswalkBody {
        from: wanted.from,
        to: wanted.to,
        pairs: crosswalk.pairs.iter().map(|pair| PairBody::new(&view, &crosswalk, pair)).collect(),
        unmatched: unmatched.collect(),
    };
    Ok(Json(body).into_response())
}
