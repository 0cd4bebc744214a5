use super::{
    content::shipped_catalogue,
    entity::{content_version, control, control_area, control_mapping, framework, requirement},
    view::{Body, RequirementBody, bump_revision},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    catalogue::{AreaFile, Catalogue, Control, FrameworkFile, Requirement},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, sea_query::OnConflict};
use serde_json::json;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// What a loading of content changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct LoadReport {
    /// Files whose content was new or changed.
    pub changed_files: Vec<String>,
    /// Controls in the program's content.
    pub controls: usize,
    /// Requirements in the program's content.
    pub requirements: usize,
}

/// Rows in one statement, so that no statement has more parameters than SQLite takes.
const CHUNK: usize = 200;

/// Loads the content that comes with this program, where it differs from what the database has.
///
/// Weights and targets that the municipality changed stay; those it left alone follow ours. A control that is gone from our content
/// is archived, with its answers.
///
/// # Errors
/// [`Error::Content`], [`Error::Forbidden`], or the database failed; then nothing is changed.
pub async fn load_content(app: &App, ctx: &Context) -> Result<LoadReport> {
    let permit = ctx.authorize(Action::InstallationOperate, Resource::Municipality)?;
    let (catalogue, digests) = shipped_catalogue()?;
    let stored: HashMap<String, String> = content_version::Entity::find()
        .all(app.db().read())
        .await?
        .into_iter()
        .map(|row| (row.key, row.digest))
        .collect();
    let changed_files: Vec<String> = digests
        .iter()
        .filter(|(name, digest)| stored.get(*name) != Some(digest))
        .map(|(name, _)| name.clone())
        .collect();
    let requirements = catalogue.frameworks.iter().map(|framework| framework.requirements.len()).sum();
    let report = LoadReport { changed_files, controls: catalogue.control_count(), requirements };
    if report.changed_files.is_empty() && stored.len() == digests.len() {
        return Ok(report);
    }
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    store_content(tx.conn(), ctx, &catalogue, &digests).await?;
    tx.commit(AuditEvent::new(&permit, "load", "catalogue", None).after(json!(report))).await?;
    Ok(report)
}

/// Puts content in place of what is stored, inside a transaction. What is the municipality's own stays, and ours gives way to it.
pub(super) async fn store_content(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    catalogue: &Catalogue,
    digests: &BTreeMap<String, String>,
) -> Result<()> {
    let mut references = HashMap::new();
    for file in &catalogue.frameworks {
        store_framework(conn, ctx, file, &mut references).await?;
    }
    store_areas(conn, ctx, &catalogue.areas, &references).await?;
    let versions = digests.iter().map(|(key, digest)| {
        content_version::Model {
            key: key.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            digest: digest.clone(),
            loaded_at: ctx.now(),
        }
        .into_active_model()
    });
    content_version::Entity::delete_many().exec(conn).await?;
    content_version::Entity::insert_many(versions).exec_without_returning(conn).await?;
    bump_revision(conn).await
}

/// The requirements by framework and reference; none stands for those of a framework that gives way to one of the municipality's.
type References = HashMap<(String, String), Option<Uuid>>;

async fn store_framework(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    file: &FrameworkFile,
    references: &mut References,
) -> Result<()> {
    let known = framework::Entity::find().filter(framework::Column::Key.eq(&file.framework.key)).one(conn).await?;
    let id = match &known {
        Some(row) => row.id,
        None => ctx.new_id()?,
    };
    let meta = &file.framework;
    if known.as_ref().is_some_and(|row| row.origin != ORIGIN) {
        let given_up = file.requirements.iter().map(|one| ((meta.key.clone(), one.reference.clone()), None));
        references.extend(given_up);
        return Ok(());
    }
    let row = framework_row(id, file);
    let mut replace = OnConflict::column(framework::Column::Id);
    replace.update_columns(columns::<framework::Entity>(&["id", "key"]));
    framework::Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(conn).await?;
    let mut ids: HashMap<String, Uuid> = requirement::Entity::find()
        .filter(requirement::Column::FrameworkId.eq(id))
        .all(conn)
        .await?
        .into_iter()
        .map(|row| (row.reference, row.id))
        .collect();
    let mut gone: HashSet<Uuid> = ids.values().copied().collect();
    let mut rows = Vec::with_capacity(file.requirements.len());
    for (index, wanted) in file.requirements.iter().enumerate() {
        let own = match ids.get(&wanted.reference) {
            Some(id) => *id,
            None => ctx.new_id()?,
        };
        gone.remove(&own);
        ids.insert(wanted.reference.clone(), own);
        references.insert((meta.key.clone(), wanted.reference.clone()), Some(own));
        let parent = wanted.parent.as_ref().and_then(|parent| ids.get(parent)).copied();
        rows.push(requirement_row(own, id, parent, index, wanted).into_active_model());
    }
    let mut replace = OnConflict::column(requirement::Column::Id);
    replace.update_columns(columns::<requirement::Entity>(&["id", "framework_id", "ref"]));
    for chunk in rows.chunks(CHUNK) {
        requirement::Entity::insert_many(chunk.to_vec())
            .on_conflict(replace.clone())
            .exec_without_returning(conn)
            .await?;
    }
    if !gone.is_empty() {
        requirement::Entity::update_many()
            .col_expr(requirement::Column::ArchivedAt, sea_orm::sea_query::Expr::value(ctx.now()))
            .filter(requirement::Column::Id.is_in(gone))
            .filter(requirement::Column::ArchivedAt.is_null())
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// The row of a framework of ours.
pub(super) fn framework_row(id: Uuid, file: &FrameworkFile) -> framework::Model {
    let meta = &file.framework;
    framework::Model {
        id,
        key: meta.key.clone(),
        position: position(meta.position),
        version: meta.version.clone(),
        is_verified: meta.verified,
        title_da: meta.title.da.clone(),
        title_en: meta.title.en.clone(),
        short_title_da: meta.short_title.da.clone(),
        short_title_en: meta.short_title.en.clone(),
        description_da: meta.description.da.clone(),
        description_en: meta.description.en.clone(),
        source_da: meta.source.da.clone(),
        source_en: meta.source.en.clone(),
        licence_da: meta.licence.da.clone(),
        licence_en: meta.licence.en.clone(),
        origin: ORIGIN.to_owned(),
        library_id: None,
        urn: None,
        kind: meta.kind.key().to_owned(),
        locale: "da".to_owned(),
        url: meta.url.clone().unwrap_or_default(),
        binds_da: meta.binds.as_ref().map(|text| text.da.clone()).unwrap_or_default(),
        binds_en: meta.binds.as_ref().map(|text| text.en.clone()).unwrap_or_default(),
        credit_da: meta.credit.as_ref().map(|text| text.da.clone()).unwrap_or_default(),
        credit_en: meta.credit.as_ref().map(|text| text.en.clone()).unwrap_or_default(),
        is_applicability_only: meta.applicability_only,
        is_on_by_default: meta.switched_on,
        implementation_groups: json!(meta.groups).to_string(),
        scale: json!(meta.scale).to_string(),
        archived_at: None,
    }
}

/// The row of a requirement of ours.
pub(super) fn requirement_row(
    id: Uuid,
    framework_id: Uuid,
    parent_id: Option<Uuid>,
    index: usize,
    wanted: &Requirement,
) -> requirement::Model {
    requirement::Model {
        id,
        framework_id,
        parent_id,
        reference: wanted.reference.clone(),
        position: i32::try_from(index).unwrap_or(i32::MAX),
        is_assessable: wanted.is_assessable,
        is_verified: wanted.verified,
        legal_ref_da: wanted.legal_ref.as_ref().map(|text| text.da.clone()),
        legal_ref_en: wanted.legal_ref.as_ref().map(|text| text.en.clone()),
        attributes: json!(wanted.attributes).to_string(),
        title_da: wanted.title.da.clone(),
        title_en: wanted.title.en.clone(),
        urn: None,
        body: json!(RequirementBody {
            text: wanted.text.clone(),
            groups: wanted.groups.clone(),
            ..RequirementBody::default()
        })
        .to_string(),
        archived_at: None,
    }
}

async fn store_areas(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    areas: &[AreaFile],
    references: &References,
) -> Result<()> {
    let mut known_areas: BTreeMap<String, control_area::Model> =
        control_area::Entity::find().all(conn).await?.into_iter().map(|row| (row.code.to_uppercase(), row)).collect();
    let taken: HashSet<String> = control::Entity::find()
        .filter(control::Column::Origin.ne(ORIGIN))
        .all(conn)
        .await?
        .into_iter()
        .map(|row| row.code.to_uppercase())
        .collect();
    let mut known_controls: BTreeMap<String, control::Model> = control::Entity::find()
        .filter(control::Column::Origin.eq(ORIGIN))
        .all(conn)
        .await?
        .into_iter()
        .map(|row| (row.code.clone(), row))
        .collect();
    let (mut area_rows, mut control_rows, mut mapping_rows) = (Vec::new(), Vec::new(), Vec::new());
    for file in areas {
        let default_weight = i16::from(file.area.weight.get());
        let known = known_areas.remove(&file.area.code.to_uppercase());
        let id = match &known {
            Some(row) => row.id,
            None => ctx.new_id()?,
        };
        // An own area with the code stays as it is, and has our controls.
        if known.as_ref().is_none_or(|row| row.origin == ORIGIN) {
            area_rows.push(
                control_area::Model {
                    id,
                    code: file.area.code.clone(),
                    position: position(file.area.position),
                    default_weight,
                    weight: kept(known.as_ref().map(|row| (row.default_weight, row.weight)), default_weight),
                    version: known.map_or(1, |row| row.version),
                    title_da: file.area.title.da.clone(),
                    title_en: file.area.title.en.clone(),
                    purpose_da: file.area.purpose.da.clone(),
                    purpose_en: file.area.purpose.en.clone(),
                    origin: ORIGIN.to_owned(),
                }
                .into_active_model(),
            );
        }
        for (index, wanted) in file.controls.iter().enumerate() {
            if taken.contains(&wanted.code.to_uppercase()) {
                continue; // An own control has the code.
            }
            let known = known_controls.remove(&wanted.code);
            let control_id = match &known {
                Some(row) => row.id,
                None => ctx.new_id()?,
            };
            control_rows.push(control_row(control_id, id, index, wanted, known).into_active_model());
            for mapping in &wanted.mappings {
                let key = (mapping.framework.clone(), mapping.reference.clone());
                let requirement_id = references
                    .get(&key)
                    .ok_or_else(|| Error::Content(format!("{}: {} {} does not exist", wanted.code, key.0, key.1)))?;
                let Some(requirement_id) = requirement_id else { continue };
                let rationale = mapping.rationale.clone().unwrap_or_default();
                mapping_rows.push(
                    control_mapping::Model {
                        control_id,
                        requirement_id: *requirement_id,
                        relation: mapping.relation.key().to_owned(),
                        coverage: mapping.coverage.key().to_owned(),
                        rationale_da: rationale.da,
                        rationale_en: rationale.en,
                        origin: ORIGIN.to_owned(),
                        is_removed: false,
                    }
                    .into_active_model(),
                );
            }
        }
    }
    let mut replace = OnConflict::column(control_area::Column::Id);
    replace.update_columns(columns::<control_area::Entity>(&["id", "code"]));
    for chunk in area_rows.chunks(CHUNK) {
        control_area::Entity::insert_many(chunk.to_vec())
            .on_conflict(replace.clone())
            .exec_without_returning(conn)
            .await?;
    }
    let mut replace = OnConflict::column(control::Column::Id);
    replace.update_columns(columns::<control::Entity>(&["id", "code"]));
    let ours: Vec<Uuid> = control_rows.iter().filter_map(|row| row.id.try_as_ref().copied()).collect();
    for chunk in control_rows.chunks(CHUNK) {
        control::Entity::insert_many(chunk.to_vec()).on_conflict(replace.clone()).exec_without_returning(conn).await?;
    }
    let gone: Vec<Uuid> = known_controls.into_values().map(|row| row.id).collect();
    if !gone.is_empty() {
        control::Entity::update_many()
            .col_expr(control::Column::ArchivedAt, sea_orm::sea_query::Expr::value(ctx.now()))
            .filter(control::Column::Id.is_in(gone))
            .exec(conn)
            .await?;
    }
    // What the municipality made or took away itself stays, and hides ours for the same pair.
    control_mapping::Entity::delete_many()
        .filter(control_mapping::Column::ControlId.is_in(ours))
        .filter(control_mapping::Column::Origin.eq(ORIGIN))
        .filter(control_mapping::Column::IsRemoved.eq(false))
        .exec(conn)
        .await?;
    let mut keep_own =
        OnConflict::columns([control_mapping::Column::ControlId, control_mapping::Column::RequirementId]);
    keep_own.do_nothing();
    for chunk in mapping_rows.chunks(CHUNK) {
        control_mapping::Entity::insert_many(chunk.to_vec())
            .on_conflict(keep_own.clone())
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Where a control comes from: our content.
pub(super) const ORIGIN: &str = "bavn";

fn control_row(
    id: Uuid,
    area_id: Uuid,
    index: usize,
    wanted: &Control,
    known: Option<control::Model>,
) -> control::Model {
    let default_weight = i16::from(wanted.weight.get());
    let default_target = i16::from(wanted.target.get());
    control::Model {
        id,
        area_id,
        code: wanted.code.clone(),
        position: i32::try_from(index).unwrap_or(i32::MAX),
        default_weight,
        weight: kept(known.as_ref().map(|row| (row.default_weight, row.weight)), default_weight),
        default_target,
        target: kept(known.as_ref().map(|row| (row.default_target, row.target)), default_target),
        origin: ORIGIN.to_owned(),
        body: json!(Body {
            purpose: wanted.purpose.clone(),
            levels: wanted.levels.clone(),
            evidence: wanted.evidence.clone(),
            finding: wanted.finding.clone()
        })
        .to_string(),
        // What the municipality put away stays away.
        archived_at: known.as_ref().filter(|row| row.is_put_away).and_then(|row| row.archived_at),
        is_put_away: known.as_ref().is_some_and(|row| row.is_put_away),
        version: known.map_or(1, |row| row.version),
        title_da: wanted.title.da.clone(),
        title_en: wanted.title.en.clone(),
        statement_da: wanted.statement.da.clone(),
        statement_en: wanted.statement.en.clone(),
    }
}

/// The municipality's own value if it had changed ours, else ours.
fn kept(known: Option<(i16, i16)>, ours: i16) -> i16 {
    match known {
        Some((default, own)) if default != own => own,
        _ => ours,
    }
}

fn position(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Every column of an entity but those named.
fn columns<E: EntityTrait>(except: &[&str]) -> Vec<E::Column> {
    use sea_orm::{IdenStatic as _, Iterable as _};
    E::Column::iter().filter(|column| !except.contains(&column.as_str())).collect()
}
