use super::entity::{person, unit};
use crate::{
    App, Context, Error, FieldFault, Result,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{PersonId, UnitId},
    text::fold,
};
use bavn_db::dialect;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde_json::json;

/// A person in the organisation; with or without an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The identifier.
    pub id: PersonId,
    /// The unit.
    pub unit_id: Option<UnitId>,
    /// The name.
    pub name: String,
    /// What the person is employed as.
    pub title: String,
    /// Mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Raised by every change.
    pub version: i32,
}

/// What a person is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonDraft {
    /// The unit.
    pub unit_id: Option<UnitId>,
    /// The name.
    pub name: String,
    /// What the person is employed as.
    pub title: String,
    /// Mail address; empty for none.
    pub email: String,
    /// Telephone number; empty for none.
    pub phone: String,
}

/// Which people to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Words in name, title or mail address.
    pub words: String,
    /// In this unit.
    pub unit_id: Option<UnitId>,
}

/// People in use, a page at a time, in Danish order of names.
///
/// # Errors
/// [`Error::NotFound`] for those who may not read the organisation, or the database failed.
pub async fn list_people(app: &App, ctx: &Context, filter: &PeopleFilter, page: PageRequest) -> Result<Page<Person>> {
    let _ = ctx.authorize_read(Action::OrganisationRead, Resource::Municipality, "organisation")?;
    let mut query = person::Entity::find().filter(person::Column::ArchivedAt.is_null());
    if !filter.words.trim().is_empty() {
        query = query.filter(dialect::contains_words(person::Column::SearchText, &filter.words));
    }
    if let Some(unit) = filter.unit_id {
        query = query.filter(person::Column::UnitId.eq(unit.0));
    }
    let total = query.clone().count(app.db().read()).await?;
    let rows = query
        .order_by_asc(dialect::danish_order("name"))
        .order_by_asc(person::Column::Id)
        .offset(page.offset())
        .limit(page.size())
        .all(app.db().read())
        .await?;
    Ok(Page { rows: rows.into_iter().map(from_row).collect(), total, request: page })
}

/// A person.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_person(app: &App, ctx: &Context, id: PersonId) -> Result<Person> {
    let _ = ctx.authorize_read(Action::OrganisationRead, Resource::Municipality, "person")?;
    person::Entity::find_by_id(id.0).one(app.db().read()).await?.map(from_row).ok_or(Error::NotFound { kind: "person" })
}

/// Creates a person.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_person(app: &App, ctx: &Context, draft: PersonDraft) -> Result<PersonId> {
    let permit = ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let draft = check(tx.conn(), draft).await?;
    let id: PersonId = ctx.new_id()?;
    let row = to_row(id, 1, draft);
    let after = json!(from_row(row.clone()));
    person::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", "person", Some(id.0)).after(after)).await?;
    Ok(id)
}

/// Changes a person.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn update_person(app: &App, ctx: &Context, id: PersonId, version: i32, draft: PersonDraft) -> Result<()> {
    let permit = ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let before = json!(from_row(find(tx.conn(), id, version).await?));
    let row = to_row(id, version + 1, check(tx.conn(), draft).await?);
    let after = json!(from_row(row.clone()));
    save(tx.conn(), row).await?;
    tx.commit(AuditEvent::new(&permit, "update", "person", Some(id.0)).before(before).after(after)).await?;
    Ok(())
}

/// Takes a person out of use, keeping what they did.
///
/// # Errors
/// As [`update_person`].
pub async fn archive_person(app: &App, ctx: &Context, id: PersonId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find(tx.conn(), id, version).await?;
    let before = json!(from_row(row.clone()));
    save(tx.conn(), person::Model { archived_at: Some(ctx.now()), version: version + 1, ..row }).await?;
    tx.commit(AuditEvent::new(&permit, "archive", "person", Some(id.0)).before(before)).await?;
    Ok(())
}

async fn find(conn: &impl ConnectionTrait, id: PersonId, version: i32) -> Result<person::Model> {
    let row = person::Entity::find_by_id(id.0)
        .filter(person::Column::ArchivedAt.is_null())
        .one(conn)
        .await?
        .ok_or(Error::NotFound { kind: "person" })?;
    if row.version == version { Ok(row) } else { Err(Error::Conflict { kind: "person", current: row.version }) }
}

async fn save(conn: &impl ConnectionTrait, row: person::Model) -> Result<()> {
    let id = row.id;
    let mut active = row.into_active_model().reset_all();
    active.id = sea_orm::ActiveValue::Unchanged(id);
    person::Entity::update(active).exec_without_returning(conn).await?;
    Ok(())
}

async fn check(conn: &impl ConnectionTrait, draft: PersonDraft) -> Result<PersonDraft> {
    let (draft, mut faults) = check_texts(draft);
    if let Some(id) = draft.unit_id
        && unit::Entity::find_by_id(id.0).filter(unit::Column::ArchivedAt.is_null()).one(conn).await?.is_none()
    {
        faults.push(FieldFault::new("unit_id", "unknown", id.to_string()));
    }
    if faults.is_empty() { Ok(draft) } else { Err(Error::Invalid(faults)) }
}

/// Trims the texts and notes every fault that can be seen without the database.
pub(super) fn check_texts(mut draft: PersonDraft) -> (PersonDraft, Vec<FieldFault>) {
    let mut faults = Vec::new();
    for text in [&mut draft.name, &mut draft.title, &mut draft.email, &mut draft.phone] {
        *text = text.trim().to_owned();
    }
    crate::check::text(&mut faults, "name", &draft.name, 1, 120);
    crate::check::text(&mut faults, "title", &draft.title, 0, 120);
    crate::check::text(&mut faults, "phone", &draft.phone, 0, 40);
    crate::check::email(&mut faults, "email", &draft.email);
    (draft, faults)
}

pub(super) fn to_row(id: PersonId, version: i32, draft: PersonDraft) -> person::Model {
    person::Model {
        id: id.0,
        unit_id: draft.unit_id.map(|id| id.0),
        search_text: fold(&format!("{} {} {}", draft.name, draft.title, draft.email)),
        name: draft.name,
        title: draft.title,
        email: (!draft.email.is_empty()).then_some(draft.email),
        phone: (!draft.phone.is_empty()).then_some(draft.phone),
        archived_at: None,
        version,
    }
}

pub(super) fn from_row(row: person::Model) -> Person {
    Person {
        id: row.id.into(),
        unit_id: row.unit_id.map(Into::into),
        name: row.name,
        title: row.title,
        email: row.email,
        phone: row.phone,
        version: row.version,
    }
}
