use super::{ControlDraft, OWN, draft::logged};
use crate::{
    App, Context, Error, FieldFault, Result,
    catalogue::{
        bump_revision,
        entity::{control, control_area},
    },
    gap_analysis,
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::ControlId,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Unchanged, ConnectionTrait, EntityTrait, IntoActiveModel as _};
use uuid::Uuid;

/// Most controls of a control set, ours and own, archived ones too.
const MOST: usize = 2_000;

/// Adds a control of the municipality's own. It stands at once in every open analysis, not assessed.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Closed`] when there are 2000 already, [`Error::Forbidden`], or the database failed.
pub async fn create_control(app: &App, ctx: &Context, draft: ControlDraft) -> Result<ControlId> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let mut faults = Vec::new();
    let draft = draft.check("", &mut faults);
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let known = Known::load(tx.conn()).await?;
    let row = known.new_row(ctx, "", draft, &mut faults)?;
    let Some(row) = row.filter(|_| faults.is_empty()) else { return Err(Error::Invalid(faults)) };
    let id = row.id;
    let event = AuditEvent::new(&permit, "create", "control", Some(id)).after(logged(&row));
    control::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
    gap_analysis::add_to_open(tx.conn(), ctx, std::slice::from_ref(&row)).await?;
    bump_revision(tx.conn()).await?;
    tx.commit(event).await?;
    Ok(id.into())
}

/// Changes a control of the municipality's own. Answers, and the weight and target that an analysis began with, stay.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is one of ours, [`Error::Invalid`] with every fault,
/// [`Error::Forbidden`], or the database failed.
pub async fn update_control(app: &App, ctx: &Context, id: ControlId, version: i32, draft: ControlDraft) -> Result<()> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let mut faults = Vec::new();
    let draft = draft.check("", &mut faults);
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let known = Known::load(tx.conn()).await?;
    let row = known.own(id)?.clone();
    let area = known.area(&draft.area);
    if area.is_none() {
        faults.push(FieldFault::new("area", "unknown", &draft.area));
    }
    if known.is_taken(&draft.code, Some(id.0)) {
        faults.push(FieldFault::new("code", "taken", &draft.code));
    }
    let Some(area) = area.filter(|_| faults.is_empty()) else { return Err(Error::Invalid(faults)) };
    if row.version != version {
        return Err(Error::Conflict { kind: "control", current: row.version });
    }
    let position = if area == row.area_id { row.position } else { known.next_position(area) };
    let next = draft.into_row(control::Model { area_id: area, position, version: version + 1, ..row.clone() });
    if (control::Model { version, ..next.clone() }) == row {
        return Ok(());
    }
    let event = AuditEvent::new(&permit, "update", "control", Some(id.0)).before(logged(&row)).after(logged(&next));
    save(tx.conn(), next).await?;
    bump_revision(tx.conn()).await?;
    tx.commit(event).await?;
    Ok(())
}

/// Takes a control of the municipality's own out of use. Completed analyses keep its answers and their figures; open ones are without it.
///
/// # Errors
/// As [`update_control`].
pub async fn archive_control(app: &App, ctx: &Context, id: ControlId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let known = Known::load(tx.conn()).await?;
    let row = known.own(id)?.clone();
    if row.version != version {
        return Err(Error::Conflict { kind: "control", current: row.version });
    }
    let before = logged(&row);
    let next = put_away(ctx, row);
    let event = AuditEvent::new(&permit, "archive", "control", Some(id.0)).before(before).after(logged(&next));
    save(tx.conn(), next).await?;
    bump_revision(tx.conn()).await?;
    tx.commit(event).await?;
    Ok(())
}

/// The control out of use, for good: no content brings it back.
pub(super) fn put_away(ctx: &Context, row: control::Model) -> control::Model {
    control::Model { archived_at: Some(ctx.now()), is_put_away: true, version: row.version + 1, ..row }
}

pub(super) async fn save(conn: &impl ConnectionTrait, row: control::Model) -> Result<()> {
    let id = row.id;
    let mut active = row.into_active_model().reset_all();
    active.id = Unchanged(id);
    control::Entity::update(active).exec_without_returning(conn).await?;
    Ok(())
}

/// Every area and control, archived ones too, as the transaction sees them.
pub(super) struct Known {
    pub(super) controls: Vec<control::Model>,
    areas: Vec<control_area::Model>,
}

impl Known {
    pub(super) async fn load(conn: &impl ConnectionTrait) -> Result<Self> {
        let controls = control::Entity::find().all(conn).await?;
        Ok(Self { controls, areas: control_area::Entity::find().all(conn).await? })
    }

    fn area(&self, code: &str) -> Option<Uuid> {
        self.areas.iter().find(|area| area.code.eq_ignore_ascii_case(code.trim())).map(|area| area.id)
    }

    fn is_taken(&self, code: &str, but: Option<Uuid>) -> bool {
        let code = code.to_uppercase();
        self.controls.iter().any(|row| Some(row.id) != but && row.code.to_uppercase() == code)
    }

    fn next_position(&self, area: Uuid) -> i32 {
        let own = self.controls.iter().filter(|row| row.area_id == area).map(|row| row.position);
        // Own controls come after ours, also after those that come later.
        own.max().unwrap_or(0).max(10_000).saturating_add(1)
    }

    /// A control in use.
    pub(super) fn live(&self, id: ControlId) -> Result<&control::Model> {
        let row = self.controls.iter().find(|row| row.id == id.0 && row.archived_at.is_none());
        row.ok_or(Error::NotFound { kind: "control" })
    }

    fn own(&self, id: ControlId) -> Result<&control::Model> {
        let row = self.live(id)?;
        if row.origin == OWN { Ok(row) } else { Err(Error::Closed { kind: "control", reason: "not_own" }) }
    }

    /// The row of a new own control; nothing when its area is not there. Faults are noted.
    pub(super) fn new_row(
        &self,
        ctx: &Context,
        prefix: &str,
        draft: ControlDraft,
        faults: &mut Vec<FieldFault>,
    ) -> Result<Option<control::Model>> {
        if self.is_taken(&draft.code, None) {
            faults.push(FieldFault::new(format!("{prefix}code"), "taken", &draft.code));
        }
        if self.controls.len() >= MOST {
            return Err(Error::Closed { kind: "control", reason: "too_many" });
        }
        let Some(area_id) = self.area(&draft.area) else {
            faults.push(FieldFault::new(format!("{prefix}area"), "unknown", &draft.area));
            return Ok(None);
        };
        let row = control::Model {
            id: ctx.new_id::<ControlId>()?.0,
            area_id,
            code: String::new(),
            position: self.next_position(area_id),
            default_weight: 0,
            weight: 0,
            default_target: 0,
            target: 0,
            origin: OWN.to_owned(),
            body: String::new(),
            archived_at: None,
            version: 1,
            title_da: String::new(),
            title_en: String::new(),
            statement_da: String::new(),
            statement_en: String::new(),
            is_put_away: false,
        };
        Ok(Some(draft.into_row(row)))
    }
}
