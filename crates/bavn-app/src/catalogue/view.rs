mod read;

use self::read::read;
use super::{entity::setting, links::LinkView};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    catalogue::{Coverage, FrameworkKind, ImplementationGroup, Level, Outcome, Question, Relation, Scale, Weight},
    ids::{AreaId, ControlId, FrameworkId, RequirementId, UnitId},
    lang::Localized,
};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::{Arc, RwLock},
};

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
