//! The whole catalogue from its tables.

use super::{
    super::{
        applicability, content_update,
        entity::{control, control_area, control_mapping, framework, requirement},
        links,
    },
    AreaView, Body, CatalogueView, ControlView, FrameworkView, MappingView, RequirementView, read_revision,
};
use crate::Result;
use bavn_core::{
    catalogue::{Coverage, FrameworkKind, Level, Relation, Weight},
    lang::Localized,
};
use bavn_db::DbError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) async fn read(conn: &impl ConnectionTrait) -> Result<CatalogueView> {
    let mut view = CatalogueView {
        revision: read_revision(conn).await?,
        decisions: applicability::decisions(conn).await?,
        update_waits: content_update::update_waits(conn).await?,
        ..CatalogueView::default()
    };
    let mut requirements: HashMap<Uuid, Vec<requirement::Model>> = HashMap::new();
    let live = requirement::Entity::find().filter(requirement::Column::ArchivedAt.is_null());
    for row in live.order_by_asc(requirement::Column::Position).all(conn).await? {
        requirements.entry(row.framework_id).or_default().push(row);
    }
    let live = framework::Entity::find().filter(framework::Column::ArchivedAt.is_null());
    for row in live.order_by_asc(framework::Column::Position).order_by_asc(framework::Column::Key).all(conn).await? {
        let own = requirements.remove(&row.id).unwrap_or_default();
        push_framework(&mut view, row, own)?;
    }
    let (mut controls, mut retired): (HashMap<Uuid, Vec<control::Model>>, Vec<control::Model>) = Default::default();
    let in_order = control::Entity::find().order_by_asc(control::Column::Position).order_by_asc(control::Column::Code);
    for row in in_order.all(conn).await? {
        match row.archived_at {
            None => controls.entry(row.area_id).or_default().push(row),
            Some(_) => retired.push(row),
        }
    }
    let areas = control_area::Entity::find().order_by_asc(control_area::Column::Position);
    let mut places = HashMap::new();
    for row in areas.order_by_asc(control_area::Column::Code).all(conn).await? {
        let own = controls.remove(&row.id).unwrap_or_default();
        places.insert(row.id, view.areas.len());
        push_area(&mut view, row, own)?;
    }
    for row in retired {
        let Some(area) = places.get(&row.area_id) else { continue };
        view.control_by_id.insert(row.id.into(), view.controls.len() + view.retired.len());
        view.retired.push(control_view(row, *area)?);
    }
    let in_use = control_mapping::Entity::find().filter(control_mapping::Column::IsRemoved.eq(false));
    for row in in_use.all(conn).await? {
        push_mapping(&mut view, row)?;
    }
    view.links = links::read(conn, &view).await?;
    for control in view.controls.iter_mut().chain(&mut view.retired) {
        control.mappings.sort_by_key(|mapping| mapping.requirement);
    }
    for (place, control) in view.controls.iter().enumerate() {
        for (index, mapping) in control.mappings.iter().enumerate() {
            view.requirements[mapping.requirement].answered_by.push((place, index));
        }
    }
    for (place, control) in view.retired.iter().enumerate() {
        for (index, mapping) in control.mappings.iter().enumerate() {
            view.requirements[mapping.requirement].answered_before.push((place, index));
        }
    }
    Ok(view)
}

fn push_framework(view: &mut CatalogueView, row: framework::Model, own: Vec<requirement::Model>) -> Result<()> {
    let first = view.requirements.len();
    let index = view.frameworks.len();
    for row in own {
        let place = view.requirements.len();
        view.requirement_by_id.insert(row.id.into(), place);
        let parent = row.parent_id.and_then(|id| view.requirement_by_id.get(&id.into()).copied());
        let legal_ref = row.legal_ref_da.zip(row.legal_ref_en).map(|(da, en)| Localized { da, en });
        let attributes = stored("requirement", "attributes", row.attributes)?;
        view.requirements.push(RequirementView {
            id: row.id.into(),
            framework: index,
            parent,
            reference: row.reference,
            is_assessable: row.is_assessable,
            is_verified: row.is_verified,
            title: Localized { da: row.title_da, en: row.title_en },
            legal_ref,
            urn: row.urn,
            body: stored("requirement", "body", row.body)?,
            attributes,
            answered_by: Vec::new(),
            answered_before: Vec::new(),
        });
    }
    view.frameworks.push(FrameworkView {
        id: row.id.into(),
        key: row.key,
        version: row.version,
        is_verified: row.is_verified,
        title: Localized { da: row.title_da, en: row.title_en },
        short_title: Localized { da: row.short_title_da, en: row.short_title_en },
        description: Localized { da: row.description_da, en: row.description_en },
        source: Localized { da: row.source_da, en: row.source_en },
        licence: Localized { da: row.licence_da, en: row.licence_en },
        credit: optional(row.credit_da, row.credit_en),
        origin: row.origin,
        urn: row.urn,
        locale: row.locale,
        kind: FrameworkKind::from_key(&row.kind).ok_or_else(|| DbError::UnknownValue {
            table: "framework",
            column: "kind",
            value: row.kind,
        })?,
        url: row.url,
        binds: optional(row.binds_da, row.binds_en),
        applicability_only: row.is_applicability_only,
        on_by_default: row.is_on_by_default,
        groups: stored("framework", "implementation_groups", row.implementation_groups)?,
        scale: stored("framework", "scale", row.scale)?,
        requirements: first..view.requirements.len(),
    });
    Ok(())
}

/// A JSON text of ours, read back.
fn stored<T: serde::de::DeserializeOwned>(table: &'static str, column: &'static str, value: String) -> Result<T> {
    serde_json::from_str(&value).map_err(|_| DbError::UnknownValue { table, column, value }.into())
}

fn optional(da: String, en: String) -> Option<Localized> {
    (!da.is_empty() || !en.is_empty()).then_some(Localized { da, en })
}

fn push_area(view: &mut CatalogueView, row: control_area::Model, own: Vec<control::Model>) -> Result<()> {
    let first = view.controls.len();
    let index = view.areas.len();
    for row in own {
        let place = view.controls.len();
        view.control_by_id.insert(row.id.into(), place);
        view.control_by_code.insert(row.code.to_uppercase(), place);
        view.controls.push(control_view(row, index)?);
    }
    view.areas.push(AreaView {
        id: row.id.into(),
        code: row.code,
        title: Localized { da: row.title_da, en: row.title_en },
        purpose: Localized { da: row.purpose_da, en: row.purpose_en },
        default_weight: weight("default_weight", row.default_weight)?,
        weight: weight("weight", row.weight)?,
        origin: row.origin,
        version: row.version,
        controls: first..view.controls.len(),
    });
    Ok(())
}

fn control_view(row: control::Model, area: usize) -> Result<ControlView> {
    let body: Body = serde_json::from_str(&row.body).map_err(|_| DbError::UnknownValue {
        table: "control",
        column: "body",
        value: row.code.clone(),
    })?;
    Ok(ControlView {
        id: row.id.into(),
        area,
        code: row.code,
        position: row.position,
        title: Localized { da: row.title_da, en: row.title_en },
        statement: Localized { da: row.statement_da, en: row.statement_en },
        purpose: body.purpose,
        levels: body.levels,
        evidence: body.evidence,
        finding: body.finding,
        default_weight: weight("default_weight", row.default_weight)?,
        weight: weight("weight", row.weight)?,
        default_target: level("default_target", row.default_target)?,
        target: level("target", row.target)?,
        origin: row.origin,
        version: row.version,
        mappings: Vec::new(),
    })
}

fn push_mapping(view: &mut CatalogueView, row: control_mapping::Model) -> Result<()> {
    let Some(place) = view.control_by_id.get(&row.control_id.into()).copied() else {
        return Ok(()); // of an unknown control
    };
    let Some(requirement) = view.requirement_by_id.get(&row.requirement_id.into()).copied() else {
        return Ok(()); // to an archived requirement
    };
    let unknown =
        |column, value: &str| DbError::UnknownValue { table: "control_mapping", column, value: value.to_owned() };
    let has_rationale = !row.rationale_da.is_empty();
    let live = view.controls.len();
    let control = if place < live { &mut view.controls[place] } else { &mut view.retired[place - live] };
    control.mappings.push(MappingView {
        requirement,
        relation: Relation::from_key(&row.relation).ok_or_else(|| unknown("relation", &row.relation))?,
        coverage: Coverage::from_key(&row.coverage).ok_or_else(|| unknown("coverage", &row.coverage))?,
        rationale: has_rationale.then_some(Localized { da: row.rationale_da, en: row.rationale_en }),
        origin: row.origin,
    });
    Ok(())
}

fn weight(column: &'static str, value: i16) -> Result<Weight, DbError> {
    Weight::from_i64(value.into()).map_err(|_| DbError::UnknownValue {
        table: "control",
        column,
        value: value.to_string(),
    })
}

fn level(column: &'static str, value: i16) -> Result<Level, DbError> {
    Level::from_i64(value.into()).map_err(|_| DbError::UnknownValue {
        table: "control",
        column,
        value: value.to_string(),
    })
}
