use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiJson, ApiResult, ApiUser, IfMatch, IfMatchParam, current},
};
use bavn_app::{
    Error,
    organisation::{self, Municipality, MunicipalityChange},
};
use bavn_core::access::Action;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::SignedIn, routes!(get_municipality))
        .api(Access::May(Action::OrganisationChange), routes!(update_municipality))
}

/// The municipality.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct MunicipalityBody {
    /// Its identifier.
    id: Uuid,
    /// Its name.
    name: String,
    /// The four-digit municipality code.
    code: Option<String>,
    /// Its CVR number.
    cvr: Option<String>,
    /// Address lines for the letterhead.
    address: String,
    /// Who documents come from.
    sender: String,
    /// Colour of documents, `#rrggbb`.
    primary_colour: String,
    /// Second colour of documents, `#rrggbb`.
    accent_colour: String,
    /// Whether it has a logo; the picture is at `/logo`.
    has_logo: bool,
    /// The language of documents, `da` or `en`.
    lang: String,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl From<Municipality> for MunicipalityBody {
    fn from(municipality: Municipality) -> Self {
        Self {
            id: municipality.id.0,
            name: municipality.name,
            code: municipality.code,
            cvr: municipality.cvr,
            address: municipality.address,
            sender: municipality.sender,
            primary_colour: municipality.primary_colour,
            accent_colour: municipality.accent_colour,
            has_logo: municipality.logo_id.is_some(),
            lang: municipality.lang.tag().to_owned(),
            version: municipality.version,
        }
    }
}

/// What the municipality is to be. The logo stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MunicipalityInput {
    /// Its name, at most 100 characters.
    #[schema(max_length = 100)]
    name: String,
    /// The four-digit municipality code; empty for none.
    #[serde(default)]
    code: String,
    /// Its CVR number; empty for none.
    #[serde(default)]
    cvr: String,
    /// Address lines for the letterhead.
    #[serde(default)]
    address: String,
    /// Who documents come from.
    #[serde(default)]
    sender: String,
    /// Colour of documents, `#rrggbb`.
    primary_colour: String,
    /// Second colour of documents, `#rrggbb`.
    accent_colour: String,
    /// The language of documents, `da` or `en`.
    lang: String,
}

/// The municipality.
#[utoipa::path(get, path = "/api/v1/municipality", operation_id = "getMunicipality", tag = "organisation", responses((status = 200, description = "The municipality.", body = MunicipalityBody)))]
async fn get_municipality(user: ApiUser) -> ApiResult {
    answer(&user).await
}

/// Change the municipality.
#[utoipa::path(put, path = "/api/v1/municipality", operation_id = "updateMunicipality", tag = "organisation", params(IfMatchParam), request_body = MunicipalityInput, responses((status = 200, description = "As it became.", body = MunicipalityBody)))]
async fn update_municipality(
    user: ApiUser,
    IfMatch(version): IfMatch,
    ApiJson(input): ApiJson<MunicipalityInput>,
) -> ApiResult {
    let lang = input.lang.parse().map_err(|_| ApiError::from(Error::invalid("lang", "unknown", &input.lang)))?;
    let change = MunicipalityChange {
        name: input.name,
        code: input.code,
        cvr: input.cvr,
        address: input.address,
        sender: input.sender,
        primary_colour: input.primary_colour,
        accent_colour: input.accent_colour,
        logo: None,
        lang,
    };
    organisation::update_municipality(&user.app, &user.ctx, version, change).await?;
    answer(&user).await
}

async fn answer(user: &ApiUser) -> ApiResult {
    let municipality = organisation::get_municipality(&user.app).await?;
    current(municipality.version, MunicipalityBody::from(municipality))
}
