use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiPage, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{
    extract::Path,
    http::{StatusCode, Uri},
    response::IntoResponse as _,
};
use bavn_app::{
    organisation::{self, PeopleFilter, Person, PersonDraft},
    page::PageRequest,
};
use bavn_core::{
    access::Action,
    ids::{PersonId, UnitId},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::OrganisationRead), Access::May(Action::OrganisationChange));
    Routes::new()
        .api(read, routes!(list_people))
        .api(change, routes!(create_person))
        .api(read, routes!(get_person))
        .api(change, routes!(update_person))
        .api(change, routes!(archive_person))
}

/// A person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct PersonBody {
    /// The identifier.
    id: Uuid,
    /// The unit.
    unit_id: Option<Uuid>,
    /// The name.
    name: String,
    /// What the person is employed as.
    title: String,
    /// Mail address.
    email: Option<String>,
    /// Telephone number.
    phone: Option<String>,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl From<Person> for PersonBody {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.0,
            unit_id: person.unit_id.map(|id| id.0),
            name: person.name,
            title: person.title,
            email: person.email,
            phone: person.phone,
            version: person.version,
        }
    }
}

/// What a person is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonInput {
    /// The unit.
    unit_id: Option<Uuid>,
    /// The name, at most 120 characters.
    #[schema(max_length = 120)]
    name: String,
    /// What the person is employed as, at most 120 characters.
    #[serde(default)]
    #[schema(max_length = 120)]
    title: String,
    /// Mail address.
    #[serde(default)]
    email: String,
    /// Telephone number, at most 40 characters.
    #[serde(default)]
    #[schema(max_length = 40)]
    phone: String,
}

impl From<PersonInput> for PersonDraft {
    fn from(input: PersonInput) -> Self {
        Self {
            unit_id: input.unit_id.map(UnitId),
            name: input.name,
            title: input.title,
            email: input.email,
            phone: input.phone,
        }
    }
}

/// Which people to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PeopleQuery {
    /// Words in name, title or mail address.
    #[serde(default)]
    #[param(required = false)]
    words: String,
    /// In this unit.
    unit_id: Option<Uuid>,
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<u64>,
}

/// People in use, a page at a time.
#[utoipa::path(get, path = "/api/v1/people", operation_id = "listPeople", tag = "organisation", params(PeopleQuery), responses((status = 200, description = "A page of people, by name.", body = ApiPage<PersonBody>)))]
async fn list_people(user: ApiUser, uri: Uri, ApiQuery(query): ApiQuery<PeopleQuery>) -> ApiResult {
    let filter = PeopleFilter { words: query.words, unit_id: query.unit_id.map(UnitId) };
    let page = organisation::list_people(
        &user.app,
        &user.ctx,
        &filter,
        PageRequest::new(query.page.unwrap_or(1), query.size.unwrap_or(50)),
    )
    .await?;
    Ok(ApiPage::respond(&uri, page, PersonBody::from))
}

/// Create a person.
#[utoipa::path(post, path = "/api/v1/people", operation_id = "createPerson", tag = "organisation", request_body = PersonInput, responses((status = 201, description = "Created.", body = PersonBody)))]
async fn create_person(user: ApiUser, ApiJson(input): ApiJson<PersonInput>) -> ApiResult {
    let id = organisation::create_person(&user.app, &user.ctx, input.into()).await?;
    let person = organisation::get_person(&user.app, &user.ctx, id).await?;
    created(&format!("/api/v1/people/{id}"), person.version, PersonBody::from(person))
}

/// A person.
#[utoipa::path(get, path = "/api/v1/people/{id}", operation_id = "getPerson", tag = "organisation", params(("id" = Uuid, Path, description = "The person.")), responses((status = 200, description = "The person.", body = PersonBody)))]
async fn get_person(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, PersonId(id)).await
}

/// Change a person.
#[utoipa::path(put, path = "/api/v1/people/{id}", operation_id = "updatePerson", tag = "organisation", params(("id" = Uuid, Path, description = "The person."), IfMatchParam), request_body = PersonInput, responses((status = 200, description = "As it became.", body = PersonBody)))]
async fn update_person(change: ApiChange<PersonInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    organisation::update_person(&user.app, &user.ctx, PersonId(id), version, input.into()).await?;
    answer(&user, PersonId(id)).await
}

/// Take a person out of use, keeping what they did.
#[utoipa::path(delete, path = "/api/v1/people/{id}", operation_id = "archivePerson", tag = "organisation", params(("id" = Uuid, Path, description = "The person."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_person(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    organisation::archive_person(&user.app, &user.ctx, PersonId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn answer(user: &ApiUser, id: PersonId) -> ApiResult {
    let person = organisation::get_person(&user.app, &user.ctx, id).await?;
    current(person.version, PersonBody::from(person))
}
