//! What new content would change, compared with what is stored.

use super::{
    entity::{control, control_area, control_mapping, framework, requirement},
    load::{ORIGIN, framework_row, requirement_row},
    view::{Body, RequirementBody},
};
use crate::Result;
use bavn_core::{catalogue::Catalogue, lang::Localized};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// What taking the program's content would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ContentDiff {
    /// The version of the program that the stored content came with.
    pub from: String,
    /// The version of this program.
    pub to: String,
    /// The revision of the catalogue that this was worked out from; taking it needs the same.
    pub revision: i64,
    /// Frameworks, areas, requirements and controls that come, change or go.
    pub items: Vec<ItemChange>,
    /// Mappings that come, change or go.
    pub mappings: Vec<MappingChange>,
    /// Weights and targets of ours that change.
    pub weights: Vec<WeightChange>,
    /// What is the municipality's own and stands in the way; it stays.
    pub conflicts: Vec<ContentConflict>,
}

/// What something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A framework.
    Framework,
    /// A requirement.
    Requirement,
    /// An area of the control set.
    Area,
    /// A control.
    Control,
}

/// What happens to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It comes.
    New,
    /// It changes.
    Changed,
    /// It goes; a control or requirement is archived with its answers.
    Gone,
}

impl ItemKind {
    /// The key of its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Requirement => "requirement",
            Self::Area => "area",
            Self::Control => "control",
        }
    }
}

impl ChangeKind {
    /// The key of its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// Something that comes, changes or goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemChange {
    /// What it is.
    pub item: ItemKind,
    /// Key, code, or key and reference.
    pub key: String,
    /// What happens to it.
    pub change: ChangeKind,
    /// Its name: the new one, or of what goes the old one.
    pub title: Localized,
    /// The texts that change, each with its field.
    pub texts: Vec<TextChange>,
}

/// A text that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// The field, such as `title` or `level_3`.
    pub field: String,
    /// The text now.
    pub old: Localized,
    /// The text that comes.
    pub new: Localized,
}

/// A mapping that comes, changes or goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MappingChange {
    /// The control.
    pub control: String,
    /// The framework and the reference.
    pub requirement: (String, String),
    /// What happens to it.
    pub change: ChangeKind,
    /// Relation and coverage now.
    pub old: Option<(String, String)>,
    /// Relation and coverage that come.
    pub new: Option<(String, String)>,
}

/// A weight or target of ours that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeightChange {
    /// The area or control.
    pub code: String,
    /// `weight` or `target`.
    pub field: &'static str,
    /// Ours now.
    pub old: i16,
    /// Ours that comes.
    pub new: i16,
    /// The municipality's own value, which stays; none where it follows ours.
    pub own: Option<i16>,
}

/// Something of the municipality's own that stands in the way of ours, and stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentConflict {
    /// Code, key, or control with framework and reference.
    pub key: String,
    /// Why.
    pub reason: ConflictReason,
}

/// Why ours is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictReason {
    /// An own control has the code: ours is left out.
    OwnControl,
    /// An own area has the code: ours goes into it.
    OwnArea,
    /// An own or imported framework has the key: ours is left out.
    OwnFramework,
    /// An own mapping stands in its place.
    OwnMapping,
    /// It was taken away here.
    RemovedMapping,
    /// It was split, merged or put away here.
    PutAway,
}

impl ConflictReason {
    /// The key of its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OwnControl => "own_control",
            Self::OwnArea => "own_area",
            Self::OwnFramework => "own_framework",
            Self::OwnMapping => "own_mapping",
            Self::RemovedMapping => "removed_mapping",
            Self::PutAway => "put_away",
        }
    }
}

impl ContentDiff {
    /// Whether nothing changes that anybody would see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.mappings.is_empty() && self.weights.is_empty()
    }

    fn item(&mut self, item: ItemKind, key: String, change: ChangeKind, title: Localized, texts: Vec<TextChange>) {
        self.items.push(ItemChange { item, key, change, title, texts });
    }

    /// Notes a change when texts differ, or that something comes.
    fn compare(&mut self, item: ItemKind, key: String, title: Localized, old: Option<Texts>, new: Texts) {
        let Some(old) = old else { return self.item(item, key, ChangeKind::New, title, Vec::new()) };
        let names: Vec<&String> = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))).collect();
        let get = |texts: &Texts, name: &str| texts.get(name).cloned().unwrap_or_default();
        let changed = names.into_iter().filter(|name| old.get(*name) != new.get(*name)).map(|name| TextChange {
            field: name.clone(),
            old: get(&old, name),
            new: get(&new, name),
        });
        let changed: Vec<TextChange> = changed.collect();
        if !changed.is_empty() {
            self.item(item, key, ChangeKind::Changed, title, changed);
        }
    }

    fn conflict(&mut self, key: impl Into<String>, reason: ConflictReason) {
        self.conflicts.push(ContentConflict { key: key.into(), reason });
    }

    fn weight(&mut self, code: &str, field: &'static str, (old, value): (i16, i16), new: i16) {
        if old != new {
            let own = (value != old).then_some(value);
            self.weights.push(WeightChange { code: code.to_owned(), field, old, new, own });
        }
    }
}

type Texts = BTreeMap<String, Localized>;

fn texts<const N: usize>(fields: [(&str, Localized); N]) -> Texts {
    let filled = fields.into_iter().filter(|(_, text)| !text.da.is_empty() || !text.en.is_empty());
    filled.map(|(name, text)| (name.to_owned(), text)).collect()
}

fn plain(text: impl ToString) -> Localized {
    let text = text.to_string();
    Localized { da: text.clone(), en: text }
}

/// What the content of a program would change here. Five statements.
pub(super) async fn compare(conn: &impl ConnectionTrait, catalogue: &Catalogue) -> Result<ContentDiff> {
    let mut diff = ContentDiff::default();
    let references = frameworks(conn, catalogue, &mut diff).await?;
    controls(conn, catalogue, &references, &mut diff).await?;
    diff.items.sort_by_key(|one| (one.item, one.change));
    Ok(diff)
}

/// Framework and reference of each stored requirement.
type References = HashMap<Uuid, (String, String)>;

async fn frameworks(conn: &impl ConnectionTrait, catalogue: &Catalogue, diff: &mut ContentDiff) -> Result<References> {
    let stored = framework::Entity::find().all(conn).await?;
    let keys: HashMap<Uuid, String> = stored.iter().map(|row| (row.id, row.key.clone())).collect();
    let mut stored: HashMap<String, framework::Model> = stored.into_iter().map(|row| (row.key.clone(), row)).collect();
    let mut rows: HashMap<Uuid, HashMap<String, requirement::Model>> = HashMap::new();
    let mut references = References::new();
    for row in requirement::Entity::find().all(conn).await? {
        let key = keys.get(&row.framework_id).cloned().unwrap_or_default();
        references.insert(row.id, (key, row.reference.clone()));
        rows.entry(row.framework_id).or_default().insert(row.reference.clone(), row);
    }
    for file in &catalogue.frameworks {
        let meta = &file.framework;
        let known = stored.remove(&meta.key);
        if known.as_ref().is_some_and(|row| row.origin != ORIGIN) {
            diff.conflict(&meta.key, ConflictReason::OwnFramework);
            continue;
        }
        let mut own = known.as_ref().and_then(|row| rows.remove(&row.id)).unwrap_or_default();
        let new = framework_texts(&framework_row(Uuid::nil(), file));
        diff.compare(
            ItemKind::Framework,
            meta.key.clone(),
            meta.title.clone(),
            known.as_ref().map(framework_texts),
            new,
        );
        if known.is_none() {
            continue; // Its requirements come with it.
        }
        for (index, wanted) in file.requirements.iter().enumerate() {
            let old = own.remove(&wanted.reference).filter(|row| row.archived_at.is_none());
            let old = old.map(requirement_texts);
            let row = requirement_row(Uuid::nil(), Uuid::nil(), None, index, wanted);
            let key = format!("{} {}", meta.key, wanted.reference);
            diff.compare(ItemKind::Requirement, key, wanted.title.clone(), old, requirement_texts(row));
        }
        let mut left: Vec<_> = own.into_values().filter(|row| row.archived_at.is_none()).collect();
        left.sort_by_key(|row| row.position);
        for row in left {
            let title = Localized { da: row.title_da, en: row.title_en };
            let key = format!("{} {}", meta.key, row.reference);
            diff.item(ItemKind::Requirement, key, ChangeKind::Gone, title, Vec::new());
        }
    }
    Ok(references)
}

fn framework_texts(row: &framework::Model) -> Texts {
    let both = |da: &str, en: &str| Localized { da: da.to_owned(), en: en.to_owned() };
    texts([
        ("version", plain(&row.version)),
        ("title", both(&row.title_da, &row.title_en)),
        ("description", both(&row.description_da, &row.description_en)),
        ("source", both(&row.source_da, &row.source_en)),
        ("licence", both(&row.licence_da, &row.licence_en)),
        ("binds", both(&row.binds_da, &row.binds_en)),
    ])
}

fn requirement_texts(row: requirement::Model) -> Texts {
    let body: RequirementBody = serde_json::from_str(&row.body).unwrap_or_default();
    texts([
        ("title", Localized { da: row.title_da, en: row.title_en }),
        ("text", body.text.unwrap_or_default()),
        ("legal_ref", Localized { da: row.legal_ref_da.unwrap_or_default(), en: row.legal_ref_en.unwrap_or_default() }),
        ("groups", plain(body.groups.join(", "))),
        ("assessable", plain(if row.is_assessable { "1" } else { "0" })),
    ])
}

fn area_texts(title: Localized, purpose: Localized) -> Texts {
    texts([("title", title), ("purpose", purpose)])
}

fn control_texts(area: &str, title: Localized, statement: Localized, body: Body) -> Texts {
    let evidence = Localized {
        da: body.evidence.iter().map(|text| text.da.as_str()).collect::<Vec<_>>().join("\n"),
        en: body.evidence.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join("\n"),
    };
    let mut all = texts([
        ("area", plain(area)),
        ("title", title),
        ("statement", statement),
        ("purpose", body.purpose),
        ("evidence", evidence),
        ("finding", body.finding),
    ]);
    for (level, text) in body.levels.into_iter().enumerate() {
        all.insert(format!("level_{level}"), text);
    }
    all
}

async fn controls(
    conn: &impl ConnectionTrait,
    catalogue: &Catalogue,
    references: &References,
    diff: &mut ContentDiff,
) -> Result<()> {
    let areas = control_area::Entity::find().all(conn).await?;
    let codes: HashMap<Uuid, String> = areas.iter().map(|row| (row.id, row.code.clone())).collect();
    let areas: HashMap<String, control_area::Model> =
        areas.into_iter().map(|row| (row.code.to_uppercase(), row)).collect();
    let rows = control::Entity::find().all(conn).await?;
    let mut known: HashMap<String, control::Model> = HashMap::new();
    for row in rows {
        known.insert(row.code.to_uppercase(), row);
    }
    let ours: Vec<Uuid> = known.values().filter(|row| row.origin == ORIGIN).map(|row| row.id).collect();
    let mut mappings: HashMap<Uuid, Vec<control_mapping::Model>> = HashMap::new();
    for chunk in ours.chunks(500) {
        let own =
            control_mapping::Entity::find().filter(control_mapping::Column::ControlId.is_in(chunk.iter().copied()));
        for row in own.all(conn).await? {
            mappings.entry(row.control_id).or_default().push(row);
        }
    }
    let skipped: HashSet<String> = diff
        .conflicts
        .iter()
        .filter(|one| one.reason == ConflictReason::OwnFramework)
        .map(|one| one.key.clone())
        .collect();
    for file in &catalogue.areas {
        let area = &file.area;
        let stored = areas.get(&area.code.to_uppercase());
        match stored {
            Some(row) if row.origin != ORIGIN => diff.conflict(&area.code, ConflictReason::OwnArea),
            stored => {
                let old = stored.map(|row| {
                    area_texts(
                        Localized { da: row.title_da.clone(), en: row.title_en.clone() },
                        Localized { da: row.purpose_da.clone(), en: row.purpose_en.clone() },
                    )
                });
                let new = area_texts(area.title.clone(), area.purpose.clone());
                diff.compare(ItemKind::Area, area.code.clone(), area.title.clone(), old, new);
                if let Some(row) = stored {
                    diff.weight(&area.code, "weight", (row.default_weight, row.weight), area.weight.get().into());
                }
            }
        }
        for wanted in &file.controls {
            let row = known.remove(&wanted.code.to_uppercase());
            let row = match row {
                Some(row) if row.origin != ORIGIN => {
                    diff.conflict(&wanted.code, ConflictReason::OwnControl);
                    continue;
                }
                Some(row) if row.is_put_away => {
                    diff.conflict(&wanted.code, ConflictReason::PutAway);
                    continue;
                }
                row => row,
            };
            let live = row.as_ref().filter(|row| row.archived_at.is_none());
            let old = live.map(|row| {
                let area = codes.get(&row.area_id).map(String::as_str).unwrap_or_default();
                let title = Localized { da: row.title_da.clone(), en: row.title_en.clone() };
                let statement = Localized { da: row.statement_da.clone(), en: row.statement_en.clone() };
                control_texts(area, title, statement, serde_json::from_str(&row.body).unwrap_or_default())
            });
            let body = Body {
                purpose: wanted.purpose.clone(),
                levels: wanted.levels.clone(),
                evidence: wanted.evidence.clone(),
                finding: wanted.finding.clone(),
            };
            let new = control_texts(&area.code, wanted.title.clone(), wanted.statement.clone(), body);
            diff.compare(ItemKind::Control, wanted.code.clone(), wanted.title.clone(), old, new);
            let stored = row.as_ref().and_then(|row| mappings.remove(&row.id)).unwrap_or_default();
            if let Some(row) = live {
                diff.weight(&wanted.code, "weight", (row.default_weight, row.weight), wanted.weight.get().into());
                diff.weight(&wanted.code, "target", (row.default_target, row.target), wanted.target.get().into());
                mapping_changes(wanted, stored, references, &skipped, diff);
            }
        }
    }
    let mut gone: Vec<_> =
        known.into_values().filter(|row| row.origin == ORIGIN && row.archived_at.is_none()).collect();
    gone.sort_by_key(|row| row.code.clone());
    for row in gone {
        let title = Localized { da: row.title_da, en: row.title_en };
        diff.item(ItemKind::Control, row.code, ChangeKind::Gone, title, Vec::new());
    }
    Ok(())
}

fn mapping_changes(
    wanted: &bavn_core::catalogue::Control,
    stored: Vec<control_mapping::Model>,
    references: &References,
    skipped: &HashSet<String>,
    diff: &mut ContentDiff,
) {
    let mut stored: BTreeMap<(String, String), control_mapping::Model> =
        stored.into_iter().filter_map(|row| Some((references.get(&row.requirement_id)?.clone(), row))).collect();
    for one in wanted.mappings.iter().filter(|one| !skipped.contains(&one.framework)) {
        let place = (one.framework.clone(), one.reference.clone());
        let new = (one.relation.key().to_owned(), one.coverage.key().to_owned());
        let rationale = one.rationale.clone().unwrap_or_default();
        let key = format!("{} → {} {}", wanted.code, one.framework, one.reference);
        let change = |change, old, new| MappingChange {
            control: wanted.code.clone(),
            requirement: place.clone(),
            change,
            old,
            new,
        };
        match stored.remove(&place) {
            None => diff.mappings.push(change(ChangeKind::New, None, Some(new))),
            Some(row) => {
                let old = (row.relation.clone(), row.coverage.clone());
                let is_same = old == new && row.rationale_da == rationale.da && row.rationale_en == rationale.en;
                match (is_same, row.is_removed, row.origin == ORIGIN) {
                    (true, ..) => {}
                    (false, true, _) => diff.conflict(key, ConflictReason::RemovedMapping),
                    (false, false, false) => diff.conflict(key, ConflictReason::OwnMapping),
                    (false, false, true) => diff.mappings.push(change(ChangeKind::Changed, Some(old), Some(new))),
                }
            }
        }
    }
    for ((framework, reference), row) in stored.into_iter().filter(|(_, row)| row.origin == ORIGIN && !row.is_removed) {
        diff.mappings.push(MappingChange {
            control: wanted.code.clone(),
            requirement: (framework, reference),
            change: ChangeKind::Gone,
            old: Some((row.relation, row.coverage)),
            new: None,
        });
    }
}
