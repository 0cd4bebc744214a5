use super::{
    entity::{control, control_area, control_mapping, framework, requirement, setting},
    links::LinkView,
};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    catalogue::{Coverage, FrameworkKind, ImplementationGroup, Level, Outcome, Question, Relation, Scale, Weight},
    ids::{AreaId, ControlId, FrameworkId, RequirementId, UnitId},
    lang::Localized,
};
use bavn_db::DbError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::{Arc, RwLock},
};
use uuid::Uuid;

/// The whole catalogue at one revision.
#[derive(Clone, Debug, Default)]
pub struct CatalogueView {
    /// Raised by every change of the catalogue.
    pub revision: i64,
    /// The frameworks, in order.
    pub frameworks: Vec<FrameworkView>,
    /// The requirements of all frameworks, each framework's together and in order.
    pub requirements: Vec<RequirementView>,
    /// The areas, in order.
    pub areas: Vec<AreaView>,
    /// The controls in use, each area's together and in order.
    pub controls: Vec<ControlView>,
    /// The controls that are in use no more, in the order of their areas: what was answered to them while they were stands.
    pub retired: Vec<ControlView>,
    /// Whether the program brings other content than the one in use here.
    pub update_waits: bool,
    /// The links of imported mapping sets, by the places of the frameworks of both ends.
    pub(super) links: HashMap<(usize, usize), Vec<LinkView>>,
    decisions: HashMap<(FrameworkId, Option<UnitId>), Outcome>,
    control_by_id: HashMap<ControlId, usize>,
    control_by_code: HashMap<String, usize>,
    requirement_by_id: HashMap<RequirementId, usize>,
}

/// A framework.
#[derive(Clone, Debug, Serialize)]
pub struct FrameworkView {
    /// Its identifier.
    pub id: FrameworkId,
    /// Its key, such as `nis2`.
    pub key: String,
    /// Its version.
    pub version: String,
    /// Whether its content was compared with a source that we trust.
    pub is_verified: bool,
    /// Its name.
    pub title: Localized,
    /// What it is called in a narrow place.
    pub short_title: Localized,
    /// What it is and whom it binds.
    pub description: Localized,
    /// Where it is published.
    pub source: Localized,
    /// What may be done with its text.
    pub licence: Localized,
    /// The line that the rights holder wants printed.
    pub credit: Option<Localized>,
    /// `bavn`, `own` for one the municipality made, or `library` for one it imported.
    pub origin: String,
    /// Its name in the file it was imported from.
    pub urn: Option<String>,
    /// The language of an imported framework, such as `en`.
    pub locale: String,
    /// What sort of text it is.
    pub kind: FrameworkKind,
    /// The official address; empty when there is none.
    pub url: String,
    /// Whom it binds.
    pub binds: Option<Localized>,
    /// Whether only its title and whom it binds are here.
    pub applicability_only: bool,
    /// Whether it is in use as long as nobody has assessed whether it applies.
    pub on_by_default: bool,
    /// Its implementation groups, the smallest first.
    pub groups: Vec<ImplementationGroup>,
    /// Its own scale.
    pub scale: Option<Scale>,
    /// Its requirements, as places in [`CatalogueView::requirements`].
    #[serde(skip)]
    pub requirements: Range<usize>,
}

/// A requirement.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementView {
    /// Its identifier.
    pub id: RequirementId,
    /// Its framework, as a place in [`CatalogueView::frameworks`].
    #[serde(skip)]
    pub framework: usize,
    /// The requirement above, as a place in [`CatalogueView::requirements`].
    #[serde(skip)]
    pub parent: Option<usize>,
    /// Its reference, such as `21(2)(j)`.
    pub reference: String,
    /// Whether it is a demand of its own; headings are not.
    pub is_assessable: bool,
    /// Whether its wording was compared with a source that we trust.
    pub is_verified: bool,
    /// What it demands, in short.
    pub title: Localized,
    /// The paragraph of Danish law.
    pub legal_ref: Option<Localized>,
    /// Its name in the file it was imported from.
    pub urn: Option<String>,
    /// Its longer texts, groups and questions.
    pub body: RequirementBody,
    /// What else is known of it, such as `implementation_group`.
    pub attributes: BTreeMap<String, String>,
    /// The controls that answer it, as places in [`CatalogueView::controls`] and in their mappings.
    #[serde(skip)]
    pub answered_by: Vec<(usize, usize)>,
    /// The same for [`CatalogueView::retired`].
    #[serde(skip)]
    pub answered_before: Vec<(usize, usize)>,
}

/// An area of the control set.
#[derive(Clone, Debug, Serialize)]
pub struct AreaView {
    /// Its identifier.
    pub id: AreaId,
    /// Its code, such as `AD`.
    pub code: String,
    /// Its name.
    pub title: Localized,
    /// What it is for.
    pub purpose: Localized,
    /// Its weight in our content.
    pub default_weight: Weight,
    /// Its weight in this municipality.
    pub weight: Weight,
    /// `bavn`, or `own` for an area the municipality added.
    pub origin: String,
    /// Raised by every change of its weight.
    pub version: i32,
    /// Its controls, as places in [`CatalogueView::controls`].
    #[serde(skip)]
    pub controls: Range<usize>,
}

/// A control.
#[derive(Clone, Debug, Serialize)]
pub struct ControlView {
    /// Its identifier.
    pub id: ControlId,
    /// Its area, as a place in [`CatalogueView::areas`].
    #[serde(skip)]
    pub area: usize,
    /// Its code, such as `AD-03`.
    pub code: String,
    /// Its place in its area; those with the same stand by their codes.
    #[serde(skip)]
    pub position: i32,
    /// Its name.
    pub title: Localized,
    /// What must be true.
    pub statement: Localized,
    /// Why it matters.
    pub purpose: Localized,
    /// What good looks like in practice at each level, 0 to 5.
    pub levels: [Localized; 6],
    /// Typical evidence.
    pub evidence: Vec<Localized>,
    /// A draft of a finding when it is far below its target.
    pub finding: Localized,
    /// Its weight in our content.
    pub default_weight: Weight,
    /// Its weight in this municipality.
    pub weight: Weight,
    /// The target in our content.
    pub default_target: Level,
    /// The target of this municipality.
    pub target: Level,
    /// `bavn`, or `own` for a control the municipality added.
    pub origin: String,
    /// Raised by every change of it and of its mappings.
    pub version: i32,
    /// The requirements that it answers.
    #[serde(skip)]
    pub mappings: Vec<MappingView>,
}

/// That a control answers a requirement.
#[derive(Clone, Debug)]
pub struct MappingView {
    /// The requirement, as a place in [`CatalogueView::requirements`].
    pub requirement: usize,
    /// How the control stands to the requirement.
    pub relation: Relation,
    /// How much of the requirement it covers.
    pub coverage: Coverage,
    /// Why.
    pub rationale: Option<Localized>,
    /// `bavn`, or `own` for a mapping the municipality made.
    pub origin: String,
}

/// What a requirement has beside its title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequirementBody {
    /// The demand in full, as far as it may be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Localized>,
    /// Guidance on how to meet it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Localized>,
    /// Typical evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Localized>,
    /// The keys of the implementation groups that it belongs to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// What is asked to answer it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// How much it counts among its siblings; 1 when the framework does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
}

/// The long texts of a control as they are stored.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Body {
    pub(crate) purpose: Localized,
    pub(crate) levels: [Localized; 6],
    pub(crate) evidence: Vec<Localized>,
    pub(crate) finding: Localized,
}

impl CatalogueView {
    /// The control with an identifier, one in use or one that was.
    #[must_use]
    pub fn control(&self, id: ControlId) -> Option<&ControlView> {
        let place = *self.control_by_id.get(&id)?;
        self.controls.get(place).or_else(|| self.retired.get(place - self.controls.len()))
    }

    /// Whether a control is in use.
    #[must_use]
    pub fn is_live(&self, id: ControlId) -> bool {
        self.control_by_id.get(&id).is_some_and(|place| *place < self.controls.len())
    }

    /// The control with a code such as `AD-03`; upper and lower case alike.
    #[must_use]
    pub fn control_by_code(&self, code: &str) -> Option<&ControlView> {
        self.control_by_code.get(&code.to_uppercase()).map(|place| &self.controls[*place])
    }

    /// The requirement with an identifier.
    #[must_use]
    pub fn requirement(&self, id: RequirementId) -> Option<&RequirementView> {
        self.requirement_by_id.get(&id).map(|place| &self.requirements[*place])
    }

    /// The place of a requirement in [`CatalogueView::requirements`].
    pub(super) fn place_of(&self, id: RequirementId) -> Option<usize> {
        self.requirement_by_id.get(&id).copied()
    }

    /// What was decided on whether a framework applies: for the unit itself, or else for the whole municipality.
    #[must_use]
    pub fn decision(&self, framework: FrameworkId, unit: Option<UnitId>) -> Option<Outcome> {
        let own = unit.and_then(|unit| self.decisions.get(&(framework, Some(unit))));
        own.or_else(|| self.decisions.get(&(framework, None))).copied()
    }

    /// Whether a framework is worked with in a unit, or in the whole municipality: as was decided, or else as its publisher's content
    /// says. One that has nothing but whom it binds never is.
    #[must_use]
    pub fn is_in_use(&self, framework: &FrameworkView, unit: Option<UnitId>) -> bool {
        let decided = self.decision(framework.id, unit).and_then(Outcome::is_on);
        !framework.applicability_only && decided.unwrap_or(framework.on_by_default)
    }

    /// The area of a control.
    #[must_use]
    pub fn area_of(&self, control: &ControlView) -> &AreaView {
        &self.areas[control.area]
    }
}

/// Keeps the last catalogue that was read, for as long as its revision is the stored one.
#[derive(Debug, Default)]
pub(crate) struct CatalogueCache(RwLock<Option<Arc<CatalogueView>>>);

const REVISION: &str = "catalogue_revision";

/// The catalogue.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may not read it, or the database failed.
pub async fn get_catalogue(app: &App, ctx: &Context) -> Result<Arc<CatalogueView>> {
    let _ = ctx.authorize_read(Action::CatalogueRead, Resource::Municipality, "catalogue")?;
    load_view(app).await
}

/// The catalogue, for operations that have a permit of their own.
pub(crate) async fn load_view(app: &App) -> Result<Arc<CatalogueView>> {
    let revision = read_revision(app.db().read()).await?;
    let kept = app.catalogue_cache().0.read().ok().and_then(|kept| kept.clone());
    if let Some(view) = kept.filter(|view| view.revision == revision) {
        return Ok(view);
    }
    let snapshot = app.db().snapshot().await?;
    let view = Arc::new(read(&snapshot).await?);
    snapshot.rollback().await?;
    if let Ok(mut kept) = app.catalogue_cache().0.write() {
        *kept = Some(Arc::clone(&view));
    }
    Ok(view)
}

/// How often the catalogue has been changed.
pub(super) async fn read_revision(conn: &impl ConnectionTrait) -> Result<i64> {
    let row = setting::Entity::find_by_id(REVISION).one(conn).await?;
    Ok(row.and_then(|row| row.value.parse().ok()).unwrap_or(0))
}

/// Marks the catalogue as changed, inside the transaction that changes it.
pub(crate) async fn bump_revision(conn: &impl ConnectionTrait) -> Result<()> {
    use sea_orm::{IntoActiveModel as _, sea_query::OnConflict};
    let next = read_revision(conn).await? + 1;
    let row = setting::Model { key: REVISION.to_owned(), value: next.to_string(), version: 1 };
    let mut replace = OnConflict::column(setting::Column::Key);
    replace.update_column(setting::Column::Value);
    setting::Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(conn).await?;
    Ok(())
}

async fn read(conn: &impl ConnectionTrait) -> Result<CatalogueView> {
    let mut view = CatalogueView {
        revision: read_revision(conn).await?,
        decisions: super::applicability::decisions(conn).await?,
        update_waits: super::content_update::update_waits(conn).await?,
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
    view.links = super::links::read(conn, &view).await?;
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
