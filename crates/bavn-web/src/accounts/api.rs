//! Accounts for other programs.

use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiResult, ApiUser, IfMatchParam, created, current},
};
use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    identity::{self, Account, AccountDraft, AccountGrant},
};
use bavn_core::{
    access::{Action, Role},
    ids::{AccountId, PersonId, UnitId},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

/// The routes of the API of this slice.
pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::AccountRead), Access::May(Action::AccountChange));
    Routes::new()
        .api(read, routes!(list_accounts))
        .api(change, routes!(create_account))
        .api(read, routes!(get_account))
        .api(change, routes!(update_account))
        .api(change, routes!(reset_password))
}

/// A role of an account.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GrantBody {
    /// `administrator`, `coordinator`, `head_of_it`, `system_owner`, `director`, `employee` or `auditor`.
    role: String,
    /// The unit, with all below it, that it counts in; none for the whole municipality.
    unit_id: Option<Uuid>,
}

impl From<AccountGrant> for GrantBody {
    fn from(grant: AccountGrant) -> Self {
        Self { role: grant.role.key().to_owned(), unit_id: grant.unit_id.map(|unit| unit.0) }
    }
}

/// An account. A password is never shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AccountBody {
    /// Its identifier.
    id: Uuid,
    /// The person behind it.
    person_id: Uuid,
    /// The person's name.
    name: String,
    /// What the person is employed as.
    title: String,
    /// The user name.
    username: String,
    /// Whether it can sign in.
    is_active: bool,
    /// Whether a new password must be chosen at the next sign-in.
    must_change_password: bool,
    /// Locked after wrong passwords until then.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    locked_until: Option<OffsetDateTime>,
    /// Last sign-in.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    last_sign_in_at: Option<OffsetDateTime>,
    /// Its roles.
    grants: Vec<GrantBody>,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl From<Account> for AccountBody {
    fn from(account: Account) -> Self {
        Self {
            id: account.id.0,
            person_id: account.person_id.0,
            name: account.name,
            title: account.title,
            username: account.username,
            is_active: account.is_active,
            must_change_password: account.must_change_password,
            locked_until: account.locked_until,
            last_sign_in_at: account.last_sign_in_at,
            grants: account.grants.into_iter().map(GrantBody::from).collect(),
            version: account.version,
        }
    }
}

/// What a new account is to be.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAccountInput {
    /// The person behind it, who has no account yet.
    person_id: Uuid,
    /// The user name, 3 to 80 characters without spaces.
    #[schema(min_length = 3, max_length = 80)]
    username: String,
    /// The first password, at least 12 characters; it must be changed at the first sign-in.
    #[schema(min_length = 12)]
    password: String,
    /// Its roles, at least one.
    grants: Vec<GrantBody>,
}

/// What an account is to be: roles that are left out are revoked.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccountInput {
    /// Whether it can sign in; switched off, it is signed out at once.
    is_active: bool,
    /// Its roles, at least one.
    grants: Vec<GrantBody>,
}

/// A new first password.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ResetInput {
    /// The password, at least 12 characters; it must be changed at the next sign-in.
    #[schema(min_length = 12)]
    new: String,
}

fn grants_of(given: Vec<GrantBody>) -> Result<Vec<AccountGrant>, Error> {
    let mut faults = Vec::new();
    let mut grants = Vec::with_capacity(given.len());
    for grant in given {
        match Role::from_key(&grant.role) {
            Some(role) => grants.push(AccountGrant { role, unit_id: grant.unit_id.map(UnitId) }),
            None => faults.push(FieldFault::new("grants", "unknown", &grant.role)),
        }
    }
    if faults.is_empty() { Ok(grants) } else { Err(Error::Invalid(faults)) }
}

async fn find(user: &ApiUser, id: Uuid) -> ApiResult<Account> {
    let accounts = identity::list_accounts(&user.app, &user.ctx).await?;
    let found = accounts.into_iter().find(|account| account.id.0 == id);
    Ok(found.ok_or(Error::NotFound { kind: "account" })?)
}

/// Every account.
#[utoipa::path(get, path = "/api/v1/accounts", operation_id = "listAccounts", tag = "accounts", responses((status = 200, description = "The accounts, by user name.", body = Vec<AccountBody>)))]
async fn list_accounts(user: ApiUser) -> ApiResult {
    let accounts = identity::list_accounts(&user.app, &user.ctx).await?;
    Ok(Json(accounts.into_iter().map(AccountBody::from).collect::<Vec<_>>()).into_response())
}

/// Create an account for a person.
#[utoipa::path(post, path = "/api/v1/accounts", operation_id = "createAccount", tag = "accounts", request_body = NewAccountInput, responses((status = 201, description = "Created.", body = AccountBody)))]
async fn create_account(user: ApiUser, ApiJson(input): ApiJson<NewAccountInput>) -> ApiResult {
    let draft = AccountDraft {
        person_id: PersonId(input.person_id),
        username: input.username,
        password: input.password,
        keep_password: false,
        grants: grants_of(input.grants)?,
    };
    let id = identity::create_account(&user.app, &user.ctx, draft).await?;
    let account = find(&user, id.0).await?;
    created(&format!("/api/v1/accounts/{id}"), account.version, AccountBody::from(account))
}

/// An account.
#[utoipa::path(get, path = "/api/v1/accounts/{id}", operation_id = "getAccount", tag = "accounts", params(("id" = Uuid, Path, description = "The account.")), responses((status = 200, description = "The account.", body = AccountBody)))]
async fn get_account(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let account = find(&user, id).await?;
    current(account.version, AccountBody::from(account))
}

/// Grant and revoke roles, switch an account off or on.
#[utoipa::path(put, path = "/api/v1/accounts/{id}", operation_id = "updateAccount", tag = "accounts", params(("id" = Uuid, Path, description = "The account."), IfMatchParam), request_body = AccountInput, responses((status = 200, description = "As it became. The last administrator stays: 409.", body = AccountBody)))]
async fn update_account(change: ApiChange<AccountInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let grants = grants_of(input.grants)?;
    identity::update_account(&user.app, &user.ctx, AccountId(id), version, input.is_active, &grants).await?;
    let account = find(&user, id).await?;
    current(account.version, AccountBody::from(account))
}

/// Give an account a new first password, unlock it and sign it out everywhere.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/password", operation_id = "resetAccountPassword", tag = "accounts", params(("id" = Uuid, Path, description = "The account.")), request_body = ResetInput, responses((status = 204, description = "Set; it must be changed at the next sign-in.")))]
async fn reset_password(user: ApiUser, Path(id): Path<Uuid>, ApiJson(input): ApiJson<ResetInput>) -> ApiResult {
    identity::reset_password(&user.app, &user.ctx, AccountId(id), &input.new).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
