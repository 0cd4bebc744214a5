//! What cannot be kept, whatever is scheduled.

use super::super::conflicts as found;
use crate::kit::{
    Access, Routes,
    api::{ApiResult, ApiUser},
};
use axum::response::IntoResponse as _;
use bavn_app::{
    Error, FieldFault,
    continuity::{LoadedFacts, ThingId, load_facts},
};
use bavn_core::{
    access::Action,
    continuity::{Conflict, Thing},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::May(Action::ContinuityRead), routes!(list_conflicts))
}

/// Something that cannot be kept, whatever is scheduled.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ConflictBody {
    /// Which: `rto-beyond-mtpd`, `restore-beyond-rto`, `rpo-beyond-backup`, `needs-later`, `ring`, `nobody-restores`, `never-tested`,
    /// `tested-long-ago` or `test-took-longer`.
    #[schema(example = "restore-beyond-rto")]
    kind: &'static str,
    /// The critical tasks that it is about.
    tasks: Vec<Uuid>,
    /// The assets that it is about.
    assets: Vec<Uuid>,
    /// The suppliers that it is about.
    suppliers: Vec<Uuid>,
    /// What is allowed, in minutes.
    allowed_minutes: Option<u32>,
    /// What it is instead, in minutes.
    takes_minutes: Option<u32>,
}

impl ConflictBody {
    fn of(loaded: &LoadedFacts, conflict: &Conflict) -> Self {
        let (allowed_minutes, takes_minutes) = match conflict {
            Conflict::RtoBeyondMtpd { rto, mtpd, .. } => (Some(*mtpd), Some(*rto)),
            Conflict::RestoreBeyondRto { allowed, takes, .. } => (Some(*allowed), Some(*takes)),
            Conflict::RpoBeyondBackup { rpo, interval, .. } => (Some(*rpo), Some(*interval)),
            Conflict::NeedsLater { allowed, rto, .. } => (Some(*allowed), Some(*rto)),
            Conflict::TestTookLonger { planned, measured, .. } => (Some(*planned), Some(*measured)),
            _ => (None, None),
        };
        let (mut tasks, mut assets, mut suppliers) = (Vec::new(), Vec::new(), Vec::new());
        for thing in found::things(conflict) {
            match thing {
                Thing::Task(at) => tasks.extend(loaded.tasks.get(at).map(|task| task.id.0)),
                Thing::Asset(at) => match loaded.things.get(at) {
                    Some(ThingId::Asset(id)) => assets.push(id.0),
                    Some(ThingId::Supplier(id)) => suppliers.push(id.0),
                    None => {}
                },
            }
        }
        let kind = found::kind(conflict);
        Self { kind, tasks, assets, suppliers, allowed_minutes, takes_minutes }
    }
}

/// What cannot be kept, whatever is scheduled.
#[utoipa::path(get, path = "/api/v1/continuity-conflicts", operation_id = "listContinuityConflicts", tag = "continuity", responses((status = 200, description = "Those of which the owner of the token may read everything.", body = Vec<ConflictBody>)))]
async fn list_conflicts(user: ApiUser) -> ApiResult {
    let loaded = load_facts(&user.app, &user.ctx).await?;
    let all = loaded
        .conflicts(user.ctx.today())
        .map_err(|error| Error::Invalid(vec![FieldFault::new("facts", "conflict_facts", error.to_string())]))?;
    let shown = all.iter().filter(|conflict| found::things(conflict).iter().all(|thing| found::reads(&loaded, *thing)));
    Ok(axum::Json(shown.map(|conflict| ConflictBody::of(&loaded, conflict)).collect::<Vec<_>>()).into_response())
}
