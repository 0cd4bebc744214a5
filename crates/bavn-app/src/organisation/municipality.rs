use super::entity::municipality;
use crate::{App, Context, Error, FieldFault, Result, attachment};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{AttachmentId, MunicipalityId},
    lang::Lang,
    organisation::Cvr,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};
use serde::Serialize;
use serde_json::json;

/// The municipality whose database this is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Municipality {
    /// Its identifier.
    pub id: MunicipalityId,
    /// Its name, such as "Kommune X".
    pub name: String,
    /// The four-digit municipality code of Statistics Denmark, such as `0101`.
    pub code: Option<String>,
    /// Its CVR number.
    pub cvr: Option<String>,
    /// Address lines for the letterhead.
    pub address: String,
    /// Who documents come from, such as "Digitalisering og It".
    pub sender: String,
    /// Colour of documents and header, `#rrggbb`.
    pub primary_colour: String,
    /// Second colour of documents, `#rrggbb`.
    pub accent_colour: String,
    /// The logo.
    pub logo_id: Option<AttachmentId>,
    /// The language of documents.
    pub lang: Lang,
    /// Raised by every change.
    pub version: i32,
}

/// What a municipality is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MunicipalityChange {
    /// Its name.
    pub name: String,
    /// Its code; empty for none.
    pub code: String,
    /// Its CVR number; empty for none.
    pub cvr: String,
    /// Address lines.
    pub address: String,
    /// Who documents come from.
    pub sender: String,
    /// `#rrggbb`.
    pub primary_colour: String,
    /// `#rrggbb`.
    pub accent_colour: String,
    /// A new logo (PNG, JPEG or SVG): file name and bytes.
    pub logo: Option<(String, Vec<u8>)>,
    /// The language of documents.
    pub lang: Lang,
}

/// The municipality, if the database has one yet.
///
/// # Errors
/// The database failed.
pub async fn find_municipality(app: &App) -> Result<Option<Municipality>> {
    Ok(municipality::Entity::find().one(app.db().read()).await?.map(from_row))
}

/// The municipality.
///
/// # Errors
/// [`Error::NotFound`] before set-up, or the database failed.
pub async fn get_municipality(app: &App) -> Result<Municipality> {
    find_municipality(app).await?.ok_or(Error::NotFound { kind: "municipality" })
}

/// Creates the municipality in an empty database.
///
/// # Errors
/// [`Error::Closed`] if there is one, [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_municipality(app: &App, ctx: &Context, change: MunicipalityChange) -> Result<MunicipalityId> {
    let permit = ctx.authorize(Action::InstallationOperate, Resource::Municipality)?;
    let change = check(change)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    if municipality::Entity::find().one(tx.conn()).await?.is_some() {
        return Err(Error::Closed { kind: "municipality", reason: "exists" });
    }
    let id: MunicipalityId = ctx.new_id()?;
    let logo_id = match &change.logo {
        Some((name, bytes)) => Some(attachment::store(&tx, ctx, name, bytes, attachment::Kind::Picture).await?),
        None => None,
    };
    let row = municipality::Model {
        id: id.0,
        name: change.name,
        code: some(change.code),
        cvr: some(change.cvr),
        address: change.address,
        sender: change.sender,
        primary_colour: change.primary_colour,
        accent_colour: change.accent_colour,
        logo_id: logo_id.map(|id| id.0),
        lang: change.lang.tag().to_owned(),
        version: 1,
    };
    let after = json!(from_row(row.clone()));
    municipality::Entity::insert(municipality::ActiveModel::from(row)).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", "municipality", Some(id.0)).after(after)).await?;
    Ok(id)
}

/// Changes the municipality.
///
/// # Errors
/// [`Error::Conflict`] if somebody else changed it since `version`, [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the
/// database failed.
pub async fn update_municipality(app: &App, ctx: &Context, version: i32, change: MunicipalityChange) -> Result<()> {
    let permit = ctx.authorize(Action::OrganisationChange, Resource::Municipality)?;
    let change = check(change)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = municipality::Entity::find().one(tx.conn()).await?.ok_or(Error::NotFound { kind: "municipality" })?;
    if row.version != version {
        return Err(Error::Conflict { kind: "municipality", current: row.version });
    }
    let before = json!(from_row(row.clone()));
    let logo_id = match &change.logo {
        Some((name, bytes)) => Some(attachment::store(&tx, ctx, name, bytes, attachment::Kind::Picture).await?.0),
        None => row.logo_id,
    };
    let row = municipality::Model {
        id: row.id,
        name: change.name,
        code: some(change.code),
        cvr: some(change.cvr),
        address: change.address,
        sender: change.sender,
        primary_colour: change.primary_colour,
        accent_colour: change.accent_colour,
        logo_id,
        lang: change.lang.tag().to_owned(),
        version: version + 1,
    };
    let after = json!(from_row(row.clone()));
    let id = row.id;
    let mut active = row.into_active_model().reset_all();
    active.id = sea_orm::ActiveValue::Unchanged(id);
    municipality::Entity::update(active).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "update", "municipality", Some(id)).before(before).after(after)).await?;
    Ok(())
}

fn check(mut change: MunicipalityChange) -> Result<MunicipalityChange> {
    let mut faults = Vec::new();
    for text in [
        &mut change.name,
        &mut change.code,
        &mut change.cvr,
        &mut change.sender,
        &mut change.primary_colour,
        &mut change.accent_colour,
        &mut change.address,
    ] {
        *text = text.trim().to_owned();
    }
    crate::check::text(&mut faults, "name", &change.name, 1, 100);
    crate::check::text(&mut faults, "sender", &change.sender, 0, 100);
    crate::check::text(&mut faults, "address", &change.address, 0, 300);
    let is_code = change.code.len() == 4 && change.code.bytes().all(|byte| byte.is_ascii_digit());
    if !is_code && !change.code.is_empty() {
        faults.push(FieldFault::new("code", "municipality_code", &change.code));
    }
    if !change.cvr.is_empty() {
        match change.cvr.parse::<Cvr>() {
            Ok(cvr) => change.cvr = cvr.to_string(),
            Err(_) => faults.push(FieldFault::new("cvr", "cvr", &change.cvr)),
        }
    }
    for (field, colour) in [("primary_colour", &change.primary_colour), ("accent_colour", &change.accent_colour)] {
        let is_colour = colour
            .strip_prefix('#')
            .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if !is_colour {
            faults.push(FieldFault::new(field, "colour", colour));
        }
    }
    if faults.is_empty() { Ok(change) } else { Err(Error::Invalid(faults)) }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn from_row(row: municipality::Model) -> Municipality {
    Municipality {
        id: row.id.into(),
        name: row.name,
        code: row.code,
        cvr: row.cvr,
        address: row.address,
        sender: row.sender,
        primary_colour: row.primary_colour,
        accent_colour: row.accent_colour,
        logo_id: row.logo_id.map(Into::into),
        lang: row.lang.parse().unwrap_or_default(),
        version: row.version,
    }
}
