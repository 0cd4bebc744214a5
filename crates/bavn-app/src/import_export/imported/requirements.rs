use crate::{
    Context, Result,
    catalogue::{RequirementBody, requirement},
};
use bavn_core::import_export::library::{AdoptedFramework, AdoptedRequirement};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How the stored requirements of one framework become those of the file.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) rows: Vec<requirement::Model>,
    pub(super) freed: Vec<requirement::Model>,
    pub(super) archived: Vec<Uuid>,
    pub(super) new: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) missing: Vec<String>,
    pub(super) unchanged: usize,
    /// Every URN of the file with the requirement that it is.
    pub(super) ids: Vec<(String, Uuid)>,
    /// URNs that are in use no more.
    pub(super) gone: Vec<String>,
}

/// A requirement stays the same one by its URN, or by its reference and title where its URN is another.
pub(super) fn changes(
    ctx: &Context,
    framework_id: Uuid,
    wanted: &AdoptedFramework,
    stored: Vec<requirement::Model>,
) -> Result<Changes> {
    let ids = identities(ctx, wanted, &stored)?;
    let mut stored: HashMap<Uuid, requirement::Model> = stored.into_iter().map(|row| (row.id, row)).collect();
    let mut changes = Changes::default();
    let mut order: Vec<usize> = (0..wanted.requirements.len()).collect();
    order.sort_by_key(|&at| wanted.requirements[at].depth);
    let mut rows = HashMap::with_capacity(order.len());
    for at in 0..wanted.requirements.len() {
        let own = &wanted.requirements[at];
        let parent = own.parent.map(|parent| ids[parent]);
        let row = row(ids[at], framework_id, parent, at, own);
        changes.ids.push((own.urn.clone(), ids[at]));
        match stored.remove(&ids[at]) {
            Some(known) if known == row => {
                changes.unchanged += 1;
                continue;
            }
            Some(known) => {
                if known.reference != row.reference {
                    changes.freed.push(requirement::Model { reference: given_up(known.id), ..known.clone() });
                }
                let is_back = known.archived_at.is_some();
                if is_back { &mut changes.new } else { &mut changes.changed }.push(own.reference.clone());
            }
            None => changes.new.push(own.reference.clone()),
        }
        rows.insert(at, row);
    }
    changes.rows = order.into_iter().filter_map(|at| rows.remove(&at)).collect();
    let references: HashSet<&str> = wanted.requirements.iter().map(|own| own.reference.as_str()).collect();
    let mut left: Vec<requirement::Model> = stored.into_values().collect();
    left.sort_by_key(|row| row.position);
    for row in left {
        if row.archived_at.is_none() {
            changes.missing.push(row.reference.clone());
            changes.archived.push(row.id);
            changes.gone.extend(row.urn.clone());
        }
        // An archived requirement gives its reference to one that is in use.
        if references.contains(row.reference.as_str()) {
            let reference = format!("{} {}", row.reference, row.id);
            changes.freed.push(requirement::Model { reference, ..row });
        }
    }
    Ok(changes)
}

fn given_up(id: Uuid) -> String {
    format!("~{id}")
}

fn identities(ctx: &Context, wanted: &AdoptedFramework, stored: &[requirement::Model]) -> Result<Vec<Uuid>> {
    let urns: HashSet<&str> = wanted.requirements.iter().map(|own| own.urn.as_str()).collect();
    let by_urn: HashMap<&str, Uuid> = stored.iter().filter_map(|row| Some((row.urn.as_deref()?, row.id))).collect();
    let is_free = |row: &&requirement::Model| row.urn.as_deref().is_none_or(|urn| !urns.contains(urn));
    let by_reference: HashMap<&str, &requirement::Model> =
        stored.iter().filter(is_free).map(|row| (row.reference.as_str(), row)).collect();
    // Another URN with the same reference is the same requirement only if it is called the same.
    let is_same = |row: &requirement::Model, own: &AdoptedRequirement| {
        row.urn.is_none() || (row.title_da == own.title.da && row.title_en == own.title.en)
    };
    let known = |own: &AdoptedRequirement| {
        let by_reference =
            || by_reference.get(own.reference.as_str()).filter(|row| is_same(row, own)).map(|row| row.id);
        by_urn.get(own.urn.as_str()).copied().or_else(by_reference)
    };
    wanted.requirements.iter().map(|own| known(own).map_or_else(|| ctx.new_id(), Ok)).collect()
}

fn row(
    id: Uuid,
    framework_id: Uuid,
    parent_id: Option<Uuid>,
    index: usize,
    own: &AdoptedRequirement,
) -> requirement::Model {
    requirement::Model {
        id,
        framework_id,
        parent_id,
        reference: own.reference.clone(),
        position: i32::try_from(index).unwrap_or(i32::MAX),
        is_assessable: own.is_assessable,
        is_verified: false,
        legal_ref_da: own.legal_ref.as_ref().map(|text| text.da.clone()),
        legal_ref_en: own.legal_ref.as_ref().map(|text| text.en.clone()),
        attributes: "{}".to_owned(),
        title_da: own.title.da.clone(),
        title_en: own.title.en.clone(),
        urn: Some(own.urn.clone()),
        body: json!(RequirementBody {
            text: own.text.clone(),
            guidance: own.guidance.clone(),
            evidence: own.evidence.clone(),
            groups: own.groups.clone(),
            questions: own.questions.clone(),
            weight: own.weight,
        })
        .to_string(),
        archived_at: None,
    }
}
