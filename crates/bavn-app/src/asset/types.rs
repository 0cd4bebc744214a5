use super::entity::asset;
use crate::{Error, Result};
use bavn_core::{
    access::Resource,
    asset::{AssetFacts, Grade, Hosting, Kind, LifeCycle, Mfa, PersonalData, Said},
    ids::AssetId,
    text::fold,
};
use bavn_db::DbError;
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;

/// An asset as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The identifier.
    pub id: AssetId,
    /// Its number in the register, from 1; never given to another.
    pub number: u32,
    /// What is written down about it.
    pub facts: AssetFacts,
    /// The asset that it was merged into.
    pub merged_into: Option<AssetId>,
    /// When it was put into the register.
    pub created_at: OffsetDateTime,
    /// When it was taken out of use; `None` while it is in use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

/// The number of an asset as people write it: `A-12`.
#[must_use]
pub fn asset_code(number: u32) -> String {
    format!("A-{number}")
}

impl Asset {
    /// What permission is weighed against.
    #[must_use]
    pub fn resource(&self) -> Resource {
        resource(&self.facts)
    }

    /// Its number as people write it.
    #[must_use]
    pub fn code(&self) -> String {
        asset_code(self.number)
    }

    /// What is said of it, as JSON for the audit log.
    pub(crate) fn to_log(&self) -> Result<String> {
        #[derive(Serialize)]
        struct Logged<'a> {
            id: AssetId,
            number: u32,
            version: i32,
            #[serde(skip_serializing_if = "Option::is_none")]
            merged_into: Option<AssetId>,
            #[serde(flatten)]
            facts: Said<'a>,
        }
        let Self { id, number, version, merged_into, .. } = *self;
        let logged = Logged { id, number, version, merged_into, facts: self.facts.said() };
        serde_json::to_string(&logged).map_err(|error| Error::System { what: "asset", message: error.to_string() })
    }
}

/// What permission to such an asset is weighed against.
pub(super) fn resource(facts: &AssetFacts) -> Resource {
    Resource::owned(facts.unit, facts.owner)
}

pub(super) fn from_row(row: asset::Model) -> Result<Asset> {
    let unknown = |column, value: &str| DbError::UnknownValue { table: "asset", column, value: value.to_owned() };
    let grade = |column, value: Option<i16>| match value {
        None => Ok(None),
        Some(value) => Grade::from_i64(value.into()).map(Some).map_err(|_| unknown(column, &value.to_string())),
    };
    let own: BTreeMap<String, String> = if row.fields.is_empty() {
        BTreeMap::new()
    } else {
        serde_json::from_str(&row.fields).map_err(|_| unknown("fields", &row.fields))?
    };
    let personal_data = row
        .personal_data
        .split_whitespace()
        .map(|word| PersonalData::from_key(word).ok_or_else(|| unknown("personal_data", word)))
        .collect::<Result<BTreeSet<_>, _>>()?;
    let facts = AssetFacts {
        kind: Kind::from_key(&row.kind).ok_or_else(|| unknown("kind", &row.kind))?,
        life_cycle: LifeCycle::from_key(&row.life_cycle).ok_or_else(|| unknown("life_cycle", &row.life_cycle))?,
        hosting: Hosting::from_key(&row.hosting).ok_or_else(|| unknown("hosting", &row.hosting))?,
        mfa: Mfa::from_key(&row.mfa).ok_or_else(|| unknown("mfa", &row.mfa))?,
        criticality: grade("criticality", row.criticality)?,
        confidentiality: grade("confidentiality", row.confidentiality)?,
        integrity: grade("integrity", row.integrity)?,
        availability: grade("availability", row.availability)?,
        personal_data,
        own,
        name: row.name,
        alias: row.alias,
        type_id: row.type_id.map(Into::into),
        description: row.description,
        owner: row.owner_id.map(Into::into),
        unit: row.unit_id.map(Into::into),
        responsible: row.responsible_id.map(Into::into),
        technical_contact: row.technical_contact_id.map(Into::into),
        supplier: row.supplier_id.map(Into::into),
        ends_on: row.ends_on,
        cost_yearly: row.cost_yearly,
        criticality_reason: row.criticality_reason,
        confidentiality_reason: row.confidentiality_reason,
        integrity_reason: row.integrity_reason,
        availability_reason: row.availability_reason,
        gdpr_basis: row.gdpr_basis,
        record_url: row.record_url,
        internet_facing: row.internet_facing,
        exposed_services: row.exposed_services,
        sso: row.sso,
        backup_interval_hours: row.backup_interval_hours,
        offline_copy: row.offline_copy,
        last_restore_test_on: row.last_restore_test_on,
        restore_test_minutes: row.restore_test_minutes,
        supported_until: row.supported_until,
        last_patched_on: row.last_patched_on,
        log_connected: row.log_connected,
        log_retention_days: row.log_retention_days,
        log_last_seen_on: row.log_last_seen_on,
        endpoint_protection: row.endpoint_protection,
        encryption: row.encryption,
        last_pentest_on: row.last_pentest_on,
        external_source: row.external_source,
        external_id: row.external_id,
        note: row.note,
    };
    Ok(Asset {
        id: row.id.into(),
        number: u32::try_from(row.number).map_err(|_| unknown("number", &row.number.to_string()))?,
        facts,
        merged_into: row.merged_into_id.map(Into::into),
        created_at: row.created_at,
        archived_at: row.archived_at,
        version: row.version,
    })
}

pub(super) fn to_row(asset: &Asset) -> Result<asset::Model> {
    let facts = asset.facts.clone();
    let grade = |grade: Option<Grade>| grade.map(|grade| i16::from(grade.get()));
    let words: Vec<&str> = facts.personal_data.iter().map(|kind| kind.key()).collect();
    let number =
        i32::try_from(asset.number).map_err(|_| Error::Closed { kind: "asset_register", reason: "too_many" })?;
    let fields = if facts.own.is_empty() { String::new() } else { json!(facts.own).to_string() };
    Ok(asset::Model {
        id: asset.id.0,
        number,
        search_text: search_text(asset.number, &facts),
        kind: facts.kind.key().to_owned(),
        type_id: facts.type_id.map(|id| id.0),
        owner_id: facts.owner.map(|id| id.0),
        unit_id: facts.unit.map(|id| id.0),
        responsible_id: facts.responsible.map(|id| id.0),
        technical_contact_id: facts.technical_contact.map(|id| id.0),
        supplier_id: facts.supplier.map(|id| id.0),
        life_cycle: facts.life_cycle.key().to_owned(),
        ends_on: facts.ends_on,
        cost_yearly: facts.cost_yearly,
        criticality: grade(facts.criticality),
        confidentiality: grade(facts.confidentiality),
        integrity: grade(facts.integrity),
        availability: grade(facts.availability),
        personal_data: words.join(" "),
        hosting: facts.hosting.key().to_owned(),
        mfa: facts.mfa.key().to_owned(),
        fields,
        name: facts.name,
        alias: facts.alias,
        description: facts.description,
        criticality_reason: facts.criticality_reason,
        confidentiality_reason: facts.confidentiality_reason,
        integrity_reason: facts.integrity_reason,
        availability_reason: facts.availability_reason,
        gdpr_basis: facts.gdpr_basis,
        record_url: facts.record_url,
        internet_facing: facts.internet_facing,
        exposed_services: facts.exposed_services,
        sso: facts.sso,
        backup_interval_hours: facts.backup_interval_hours,
        offline_copy: facts.offline_copy,
        last_restore_test_on: facts.last_restore_test_on,
        restore_test_minutes: facts.restore_test_minutes,
        supported_until: facts.supported_until,
        last_patched_on: facts.last_patched_on,
        log_connected: facts.log_connected,
        log_retention_days: facts.log_retention_days,
        log_last_seen_on: facts.log_last_seen_on,
        endpoint_protection: facts.endpoint_protection,
        encryption: facts.encryption,
        last_pentest_on: facts.last_pentest_on,
        external_source: facts.external_source,
        external_id: facts.external_id,
        note: facts.note,
        merged_into_id: asset.merged_into.map(|id| id.0),
        created_at: asset.created_at,
        archived_at: asset.archived_at,
        version: asset.version,
    })
}

/// What a search looks in: number, names, identifier elsewhere, and the beginnings of the description and of the values of own fields.
fn search_text(number: u32, facts: &AssetFacts) -> String {
    let description: String = facts.description.chars().take(300).collect();
    let code = asset_code(number);
    let mut text = format!("{code} {} {} {} {description}", facts.name, facts.alias, facts.external_id);
    // Yes and no are no words to look for.
    for value in facts.own.values().filter(|value| !matches!(value.as_str(), "true" | "false")) {
        text.push(' ');
        text.extend(value.chars().take(100));
    }
    fold(&text)
}
