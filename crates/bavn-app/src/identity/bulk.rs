use super::{
    AccountDraft,
    accounts::{check_grants, store_grants_of},
    entity::account,
    own_account::check_new,
};
use crate::{App, Context, Error, FieldFault, Result, organisation::person};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{AccountId, PersonId},
    lang::Lang,
    text::fold,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter};
use serde_json::json;
use std::collections::HashSet;

/// Creates many accounts that share one password, all or none. The password is hashed once, so this is for a demonstration, where
/// everyone may know it, and for nothing else. The identifiers come back in the order given; the drafts' own passwords are ignored.
///
/// # Errors
/// [`Error::Invalid`] with every fault, named by user name, [`Error::Forbidden`], or the database failed.
pub async fn create_accounts_with_one_password(
    app: &App,
    ctx: &Context,
    password: &str,
    drafts: &[AccountDraft],
) -> Result<Vec<AccountId>> {
    let permit = ctx.authorize(Action::AccountChange, Resource::Municipality)?;
    let mut faults = Vec::new();
    let usernames: Vec<String> = drafts.iter().map(|draft| fold(&draft.username)).collect();
    if let Some(username) = usernames.first() {
        check_new(app, password, username).await?;
    }
    let hash = app.hasher().hash(password).await?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let taken = account::Entity::find()
        .filter(account::Column::Username.is_in(usernames.iter().cloned()))
        .all(tx.conn())
        .await?;
    let mut seen: HashSet<String> = taken.into_iter().map(|row| row.username).collect();
    let known: HashSet<PersonId> = person::Entity::find()
        .filter(person::Column::Id.is_in(drafts.iter().map(|draft| draft.person_id.0)))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| row.id.into())
        .collect();
    let (mut ids, mut rows, mut grants) = (Vec::new(), Vec::new(), Vec::new());
    for (draft, username) in drafts.iter().zip(&usernames) {
        crate::check::text(&mut faults, username, username, 3, 80);
        if !seen.insert(username.clone()) {
            faults.push(FieldFault::new(username, "taken", username));
        }
        if !known.contains(&draft.person_id) {
            faults.push(FieldFault::new(username, "unknown", draft.person_id.to_string()));
        }
        let id: AccountId = ctx.new_id()?;
        let row = account::Model {
            id: id.0,
            person_id: draft.person_id.0,
            username: username.clone(),
            password_hash: hash.clone(),
            must_change_password: !draft.keep_password,
            is_active: true,
            failed_count: 0,
            locked_until: None,
            lang: Lang::Da.tag().to_owned(),
            last_sign_in_at: None,
            created_at: ctx.now(),
            version: 1,
        };
        let after = json!({ "username": row.username, "person_id": row.person_id, "grants": draft.grants });
        tx.record(AuditEvent::new(&permit, "create", "account", Some(id.0)).after(after));
        ids.push(id);
        rows.push(row.into_active_model());
        grants.push((id, draft.grants.as_slice()));
    }
    let all: Vec<_> = drafts.iter().flat_map(|draft| draft.grants.iter().copied()).collect();
    check_grants(tx.conn(), &all, &mut faults).await?;
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    account::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    store_grants_of(&tx, ctx, &grants).await?;
    tx.commit_recorded().await?;
    Ok(ids)
}
