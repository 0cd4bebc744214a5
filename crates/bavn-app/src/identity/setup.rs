use super::{AccountDraft, AccountGrant, create_account};
use crate::{
    App, Context, Error, Result,
    organisation::{MunicipalityChange, PersonDraft, create_municipality, create_person, find_municipality},
};
use bavn_core::{access::Role, ids::AccountId};

/// Who is to run a new installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstAdministrator {
    /// The name.
    pub name: String,
    /// The user name.
    pub username: String,
    /// The password, chosen by the person; there is no default.
    pub password: String,
}

/// Sets up a new installation: the municipality and its first administrator, who is also coordinator until others are given roles.
///
/// Faults in the password or user name are found before anything is stored.
///
/// # Errors
/// [`Error::Closed`] if it has been set up, [`Error::Invalid`] with every fault, or the database failed.
pub async fn set_up(
    app: &App,
    ctx: &Context,
    municipality: MunicipalityChange,
    first: FirstAdministrator,
) -> Result<AccountId> {
    if find_municipality(app).await?.is_some() {
        return Err(Error::Closed { kind: "municipality", reason: "exists" });
    }
    super::own_account::check_new(app, &first.password, &first.username).await?;
    create_municipality(app, ctx, municipality).await?;
    let person_id = create_person(app, ctx, PersonDraft { name: first.name, ..PersonDraft::default() }).await?;
    let grants = [Role::Administrator, Role::Coordinator].map(|role| AccountGrant { role, unit_id: None }).to_vec();
    create_account(
        app,
        ctx,
        AccountDraft { person_id, username: first.username, password: first.password, keep_password: true, grants },
    )
    .await
}
