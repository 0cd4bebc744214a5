use super::{
    control::{ConsequenceFragment, consequence, find, page},
    levels::parse,
    parts::{Head, parse_id},
};
use crate::kit::{Faults, Layout, PageError, PageResult, Place, SecureForm, Tr, User, format, html, see_other};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error,
    gap_analysis::{AnalysisView, Answer, AnswerDraft, get_analysis, record_answer},
};
use bavn_core::ids::AnalysisId;
use serde::Deserialize;

/// The form of the answer to one control, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct AnswerForm {
    #[serde(default)]
    pub(super) version: String,
    #[serde(default)]
    pub(super) implementation: String,
    #[serde(default)]
    pub(super) documentation: String,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) finding: String,
    #[serde(default)]
    pub(super) target: String,
    /// `no` when the control has no bearing here.
    #[serde(default)]
    pub(super) relevant: String,
    #[serde(default)]
    pub(super) reason: String,
    /// Where to go when it is stored.
    #[serde(default)]
    pub(super) go: String,
    /// After a conflict: `theirs` leaves what is stored.
    #[serde(default)]
    pub(super) keep: String,
}

impl From<&Answer> for AnswerForm {
    fn from(answer: &Answer) -> Self {
        let text = |level: Option<bavn_core::gap_analysis::Level>| level.map(|level| level.to_string());
        Self {
            version: answer.version.to_string(),
            implementation: text(answer.implementation).unwrap_or_default(),
            documentation: text(answer.documentation).unwrap_or_default(),
            note: answer.note.clone(),
            finding: answer.finding.clone(),
            target: answer.target.to_string(),
            relevant: if answer.is_relevant { "yes".into() } else { "no".into() },
            reason: answer.reason.clone(),
            ..Self::default()
        }
    }
}

impl AnswerForm {
    fn draft(&self) -> AnswerDraft {
        let is_cleared = self.go == "clear";
        AnswerDraft {
            documentation: parse(Some(&self.documentation)).filter(|_| !is_cleared),
            implementation: parse(Some(&self.implementation)).filter(|_| !is_cleared),
            is_relevant: self.relevant != "no" || is_cleared,
            reason: self.reason.clone(),
            target: parse(Some(&self.target)),
            note: self.note.clone(),
            finding: self.finding.clone(),
        }
    }
}

pub(super) async fn send(Path((id, code)): Path<(String, String)>, sent: SecureForm<AnswerForm>) -> PageResult {
    let SecureForm { user, form } = sent;
    let id = parse_id(&id)?;
    let catalogue = bavn_app::catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let missing = || PageError::Operation(Error::NotFound { kind: "control" });
    let control = catalogue.control_by_code(&code).ok_or_else(missing)?;
    let own = format!("{}/kontrol/{}", super::parts::path(id), control.code);
    if form.keep == "theirs" {
        return Ok(see_other(&own));
    }
    let version = form.version.parse().map_err(|_| PageError::Form("version".into()))?;
    match record_answer(&user.app, &user.ctx, id, control.id, version, form.draft()).await {
        Ok(_) if user.is_fragment => {
            let view = get_analysis(&user.app, &user.ctx, id).await?;
            let (control, answer) = find(&view, &code)?;
            html(&ConsequenceFragment { t: user.t, c: consequence(&user, &view, control, answer, true)? })
        }
        Ok(_) => {
            let view = get_analysis(&user.app, &user.ctx, id).await?;
            Ok(see_other(&destination(&view, &control.code, &form.go)))
        }
        Err(Error::Conflict { .. }) => conflict(&user, id, &code, form).await,
        Err(Error::Invalid(faults)) => {
            let faults = Faults::new(user.t, &faults);
            let mut response = if user.is_fragment {
                html(&FaultFragment { t: user.t, faults })?
            } else {
                let view = get_analysis(&user.app, &user.ctx, id).await?;
                page(&user, &view, &code, form, faults).await?
            };
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// Where to go from a control: the next one, a new measure, or the same page.
fn destination(view: &AnalysisView, code: &str, go: &str) -> String {
    let path = super::parts::path(view.analysis.id);
    match go {
        "measure" => format!("/handleplan/foranstaltning/ny?kontrol={code}"),
        "next" => {
            let mut rows = view.rows().skip_while(|(control, _)| control.code != code).skip(1);
            rows.next()
                .map_or_else(|| format!("{path}?besked=saved"), |(next, _)| format!("{path}/kontrol/{}", next.code))
        }
        _ => format!("{path}/kontrol/{code}?besked=saved"),
    }
}

#[derive(Template)]
#[template(path = "gap_analysis/faults.html")]
struct FaultFragment {
    t: Tr,
    faults: Faults,
}

/// Both versions of an answer, side by side.
#[derive(Template)]
#[template(path = "gap_analysis/conflict.html")]
struct ConflictPage {
    layout: Layout,
    t: Tr,
    head: Head,
    code: String,
    path: String,
    stored_by: String,
    lead: String,
    mine: AnswerForm,
    theirs: AnswerForm,
    version: i32,
}

/// The same inside the page, in place of what an answer means.
#[derive(Template)]
#[template(path = "gap_analysis/conflict_fragment.html")]
struct ConflictFragment {
    layout: Layout,
    t: Tr,
    path: String,
    stored_by: String,
    mine: AnswerForm,
    theirs: AnswerForm,
    version: i32,
}

async fn conflict(user: &User, id: AnalysisId, code: &str, mine: AnswerForm) -> PageResult {
    let t = user.t;
    let view = get_analysis(&user.app, &user.ctx, id).await?;
    let (control, answer) = find(&view, code)?;
    let head = Head::new(&view, "answer");
    let path = format!("{}/kontrol/{}", head.path, control.code);
    let when = answer.updated_at.map(|at| format::clock(t.lang(), at)).unwrap_or_default();
    let stored_by = t.s2("gap-conflict-stored", "who", &answer.updated_by, "time", &when);
    let layout = user.layout(Place::GapAnalysis, t.get("gap-conflict-heading"));
    let (theirs, version) = (AnswerForm::from(answer), answer.version);
    let mut response = if user.is_fragment {
        html(&ConflictFragment { layout, t, path, stored_by, mine, theirs, version })?
    } else {
        let values = [("who", answer.updated_by.clone()), ("time", when), ("code", control.code.clone())];
        let lead = t.with("gap-conflict-lead", &values);
        let code = control.code.clone();
        html(&ConflictPage { layout, t, head, code, path, stored_by, lead, mine, theirs, version })?
    };
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
