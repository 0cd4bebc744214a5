use crate::{
    App, Context, Result,
    catalogue::{Body, CatalogueView, bump_revision, control, control_mapping, load_view},
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    import_export::control_set::{ControlSetFile, FileControl, FileMapping, Origin},
    lang::Localized,
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel as _};
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// What taking another municipality's control set found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TakeReport {
    /// The codes of own controls that are new here.
    pub new_controls: Vec<String>,
    /// Own mappings that are new here: control, framework, reference.
    pub new_mappings: Vec<(String, String, String)>,
    /// Own controls and mappings that are here already, the same.
    pub unchanged: usize,
    /// What is left as it is here.
    pub conflicts: Vec<TakeConflict>,
    /// Whether anything was stored.
    pub is_stored: bool,
}

/// Something that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TakeConflict {
    /// The control.
    pub control: String,
    /// The framework and the reference, when it is about a mapping.
    pub requirement: Option<(String, String)>,
    /// Why.
    pub reason: TakeReason,
}

/// Why something was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TakeReason {
    /// There is one with this code, and it says something else.
    Differs,
    /// There was one with this code, and it is archived.
    Archived,
    /// There is no such area here.
    UnknownArea,
    /// There is no such control here.
    UnknownControl,
    /// There is no such framework or requirement here.
    UnknownRequirement,
    /// The mapping was taken away here.
    Removed,
}

/// Rows in one statement, so that no statement has more parameters than SQLite takes.
const CHUNK: usize = 200;

/// Takes the own controls and own mappings of another municipality: what is new here is added, with origin `own`; what is here already is
/// never changed, and what differs is listed. Weights and targets of our controls stay. With `dry_run` nothing is stored.
///
/// # Errors
/// [`crate::Error::Forbidden`], or the database failed.
pub(super) async fn take_control_set(
    app: &App,
    ctx: &Context,
    file: &ControlSetFile,
    dry_run: bool,
) -> Result<TakeReport> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let catalogue = load_view(app).await?;
    if dry_run {
        return Ok(plan(app.db().read(), ctx, &catalogue, file).await?.report);
    }
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let Plan { mut report, controls, mappings } = plan(tx.conn(), ctx, &catalogue, file).await?;
    if controls.is_empty() && mappings.is_empty() {
        tx.roll_back().await?;
        return Ok(report);
    }
    for row in &controls {
        let after = json!({ "code": row.code, "title": row.title_da, "origin": row.origin, "from": file.municipality });
        tx.record(AuditEvent::new(&permit, "import", "control", Some(row.id)).after(after));
    }
    for chunk in controls.chunks(CHUNK / 2) {
        let rows = chunk.iter().map(|row| row.clone().into_active_model());
        control::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    for chunk in mappings.chunks(CHUNK) {
        let rows = chunk.iter().map(|row| row.clone().into_active_model());
        control_mapping::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    bump_revision(tx.conn()).await?;
    report.is_stored = true;
    tx.commit(AuditEvent::new(&permit, "import", "catalogue", None).after(json!(report))).await?;
    Ok(report)
}

#[derive(Default)]
struct Plan {
    report: TakeReport,
    controls: Vec<control::Model>,
    mappings: Vec<control_mapping::Model>,
}

/// What is known here.
struct Known<'a> {
    catalogue: &'a CatalogueView,
    /// Every control, archived ones too, by its code in upper case.
    controls: HashMap<String, control::Model>,
    mappings: HashMap<(Uuid, Uuid), control_mapping::Model>,
    requirements: HashMap<(&'a str, &'a str), Uuid>,
    positions: HashMap<Uuid, i32>,
}

async fn plan(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    catalogue: &CatalogueView,
    file: &ControlSetFile,
) -> Result<Plan> {
    let rows = control::Entity::find().all(conn).await?;
    let mut positions: HashMap<Uuid, i32> = HashMap::new();
    for row in &rows {
        let last = positions.entry(row.area_id).or_default();
        *last = row.position.max(*last);
    }
    let mappings = control_mapping::Entity::find().all(conn).await?;
    let requirements = catalogue.requirements.iter().map(|one| {
        let key = catalogue.frameworks[one.framework].key.as_str();
        ((key, one.reference.as_str()), one.id.0)
    });
    let mut known = Known {
        catalogue,
        controls: rows.into_iter().map(|row| (row.code.to_uppercase(), row)).collect(),
        mappings: mappings.into_iter().map(|row| ((row.control_id, row.requirement_id), row)).collect(),
        requirements: requirements.collect(),
        positions,
    };
    let mut plan = Plan::default();
    for wanted in &file.controls {
        if let Some(id) = plan.control(ctx, &mut known, wanted)? {
            for mapping in wanted.mappings.iter().filter(|mapping| mapping.origin == Origin::Own) {
                plan.mapping(&mut known, wanted, id, mapping);
            }
        }
    }
    Ok(plan)
}

impl Plan {
    fn conflict(&mut self, control: &FileControl, mapping: Option<&FileMapping>, reason: TakeReason) {
        let requirement = mapping.map(|mapping| (mapping.framework.clone(), mapping.reference.clone()));
        self.report.conflicts.push(TakeConflict { control: control.code.clone(), requirement, reason });
    }

    /// The control here, also the one that is to be added; none when its mappings have nothing to stand on.
    fn control(&mut self, ctx: &Context, known: &mut Known<'_>, wanted: &FileControl) -> Result<Option<Uuid>> {
        let has_own = wanted.mappings.iter().any(|mapping| mapping.origin == Origin::Own);
        let stored = known.controls.get(&wanted.code.to_uppercase());
        if wanted.origin == Origin::Bavn {
            let stored = stored.filter(|row| row.archived_at.is_none()).map(|row| row.id);
            if stored.is_none() && has_own {
                self.conflict(wanted, None, TakeReason::UnknownControl);
            }
            return Ok(stored);
        }
        if let Some(row) = stored {
            let (id, is_archived, is_same) = (row.id, row.archived_at.is_some(), is_same(known, row, wanted));
            match (is_archived, is_same) {
                (true, _) => self.conflict(wanted, None, TakeReason::Archived),
                (false, false) => self.conflict(wanted, None, TakeReason::Differs),
                (false, true) => {
                    self.report.unchanged += 1;
                    return Ok(Some(id));
                }
            }
            return Ok(None);
        }
        let area = known.catalogue.areas.iter().find(|area| area.code.eq_ignore_ascii_case(&wanted.area));
        let Some(area) = area else {
            self.conflict(wanted, None, TakeReason::UnknownArea);
            return Ok(None);
        };
        let position = known.positions.entry(area.id.0).or_default();
        *position = position.saturating_add(1);
        let row = row(ctx.new_id::<bavn_core::ids::ControlId>()?.0, area.id.0, *position, wanted);
        let id = row.id;
        self.report.new_controls.push(wanted.code.clone());
        known.controls.insert(wanted.code.to_uppercase(), row.clone());
        self.controls.push(row);
        Ok(Some(id))
    }

    fn mapping(&mut self, known: &mut Known<'_>, control: &FileControl, id: Uuid, wanted: &FileMapping) {
        let key = (wanted.framework.as_str(), wanted.reference.as_str());
        let Some(requirement) = known.requirements.get(&key).copied() else {
            return self.conflict(control, Some(wanted), TakeReason::UnknownRequirement);
        };
        let row = mapping_row(id, requirement, wanted);
        match known.mappings.get(&(id, requirement)) {
            Some(stored) if stored.is_removed => self.conflict(control, Some(wanted), TakeReason::Removed),
            Some(stored) if is_same_mapping(stored, &row) => self.report.unchanged += 1,
            Some(_) => self.conflict(control, Some(wanted), TakeReason::Differs),
            None => {
                let place = (control.code.clone(), wanted.framework.clone(), wanted.reference.clone());
                self.report.new_mappings.push(place);
                known.mappings.insert((id, requirement), row.clone());
                self.mappings.push(row);
            }
        }
    }
}

fn is_same_mapping(stored: &control_mapping::Model, wanted: &control_mapping::Model) -> bool {
    let facts = |row: &control_mapping::Model| {
        [&row.relation, &row.coverage, &row.rationale_da, &row.rationale_en].map(String::clone)
    };
    facts(stored) == facts(wanted)
}

fn mapping_row(control_id: Uuid, requirement_id: Uuid, wanted: &FileMapping) -> control_mapping::Model {
    let rationale = trimmed(&wanted.rationale.clone().unwrap_or_default());
    control_mapping::Model {
        control_id,
        requirement_id,
        relation: wanted.relation.key().to_owned(),
        coverage: wanted.coverage.key().to_owned(),
        rationale_da: rationale.da,
        rationale_en: rationale.en,
        origin: "own".to_owned(),
        is_removed: false,
    }
}

/// Whether a stored control says the same; weight and target may be other, they are each municipality's own.
fn is_same(known: &Known<'_>, stored: &control::Model, wanted: &FileControl) -> bool {
    let Some(view) = known.catalogue.control(stored.id.into()) else { return false };
    let wanted_texts = [&wanted.title, &wanted.statement, &wanted.purpose, &wanted.finding].map(trimmed);
    let texts = [&view.title, &view.statement, &view.purpose, &view.finding];
    view.origin == "own"
        && known.catalogue.area_of(view).code.eq_ignore_ascii_case(&wanted.area)
        && texts == [&wanted_texts[0], &wanted_texts[1], &wanted_texts[2], &wanted_texts[3]]
        && view.levels == wanted.levels.each_ref().map(trimmed)
        && view.evidence == wanted.evidence.iter().map(trimmed).collect::<Vec<_>>()
}

fn trimmed(text: &Localized) -> Localized {
    Localized { da: text.da.trim().to_owned(), en: text.en.trim().to_owned() }
}

fn row(id: Uuid, area_id: Uuid, position: i32, wanted: &FileControl) -> control::Model {
    let (title, statement) = (trimmed(&wanted.title), trimmed(&wanted.statement));
    let (weight, target) = (i16::from(wanted.weight.get()), i16::from(wanted.target.get()));
    control::Model {
        id,
        area_id,
        code: wanted.code.clone(),
        position,
        default_weight: weight,
        weight,
        default_target: target,
        target,
        origin: "own".to_owned(),
        body: json!(Body {
            purpose: trimmed(&wanted.purpose),
            levels: wanted.levels.each_ref().map(trimmed),
            evidence: wanted.evidence.iter().map(trimmed).collect(),
            finding: trimmed(&wanted.finding),
        })
        .to_string(),
        archived_at: None,
        version: 1,
        title_da: title.da,
        title_en: title.en,
        statement_da: statement.da,
        statement_en: statement.en,
        is_put_away: false,
    }
}
