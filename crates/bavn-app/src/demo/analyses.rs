use super::{
    Demo,
    files::{self, AnalysisTable, AnswerTable},
};
use crate::{
    App, Context, Error, Result,
    catalogue::{CatalogueView, ControlWeight, load_view, update_weights},
    gap_analysis::{
        AnalysisDraft, AnswerChange, AnswerDraft, EvidenceDraft, EvidenceSource, add_evidence, complete_analysis,
        create_analysis, record_answers,
    },
};
use bavn_core::{gap_analysis::Level, ids::ControlId};
use std::collections::BTreeMap;

const FILE: &str = "demo/analyses.toml";

pub(super) async fn load(app: &App, ctx: &Context, demo: &mut Demo) -> Result<()> {
    let file = files::analyses()?;
    set_targets(app, ctx, &file.targets).await?;
    for table in &file.analyses {
        load_one(app, ctx, demo, table).await?;
    }
    Ok(())
}

async fn set_targets(app: &App, ctx: &Context, targets: &BTreeMap<String, i64>) -> Result<()> {
    let catalogue = load_view(app).await?;
    let mut changes = Vec::with_capacity(targets.len());
    for (code, target) in targets {
        let control = catalogue.controls.iter().find(|control| control.code == *code).ok_or_else(|| unknown(code))?;
        changes.push(ControlWeight {
            id: control.id,
            version: control.version,
            weight: control.weight,
            target: level(code, *target)?,
        });
    }
    update_weights(app, ctx, &[], &changes).await?;
    Ok(())
}

async fn load_one(app: &App, ctx: &Context, demo: &mut Demo, table: &AnalysisTable) -> Result<()> {
    let assessed_on = files::date(FILE, &table.assessed_on)?;
    let ctx = demo.coordinator_on(ctx, assessed_on);
    let previous_id = match &table.previous {
        Some(key) => {
            Some(*demo.analyses.get(key).ok_or_else(|| Error::Content(format!("{FILE}: {key} is not above")))?)
        }
        None => None,
    };
    let draft = AnalysisDraft {
        title: table.title.clone(),
        unit_id: table.unit.as_deref().map(|unit| demo.unit(unit)).transpose()?,
        scope_note: table.scope_note.clone(),
        assessed_on,
        assessor: table.assessor.clone(),
        method: table.method.clone(),
        previous_id,
    };
    let id = create_analysis(app, &ctx, draft).await?;
    demo.analyses.insert(table.key.clone(), id);
    let catalogue = load_view(app).await?;
    let changes = changes(&catalogue, &table.answers)?;
    record_answers(app, &ctx, id, &changes, "record").await?;
    for piece in &table.evidence {
        let control = catalogue.control_by_code(&piece.control).ok_or_else(|| unknown(&piece.control))?.id;
        let draft = EvidenceDraft {
            title: piece.title.clone(),
            dated_on: Some(files::date(FILE, &piece.dated_on)?),
            source: EvidenceSource::Link(piece.url.clone()),
        };
        add_evidence(app, &ctx, id, control, draft).await?;
    }
    if table.state == "completed" {
        complete_analysis(app, &ctx, id, 1).await?;
    }
    Ok(())
}

/// What the file says of every control; a control that it does not name is left unanswered, also where an earlier analysis had one.
fn changes(catalogue: &CatalogueView, answers: &[AnswerTable]) -> Result<Vec<AnswerChange>> {
    let by_code: BTreeMap<&str, ControlId> =
        catalogue.controls.iter().map(|control| (control.code.as_str(), control.id)).collect();
    let mut drafts: BTreeMap<ControlId, AnswerDraft> = by_code.values().map(|id| (*id, unanswered())).collect();
    for answer in answers {
        let id = by_code.get(answer.control.as_str()).ok_or_else(|| unknown(&answer.control))?;
        let given = |value: Option<i64>| value.map(|value| level(&answer.control, value)).transpose();
        let draft = AnswerDraft {
            documentation: given(answer.documentation)?,
            implementation: given(answer.implementation)?,
            is_relevant: answer.relevant.unwrap_or(true),
            reason: answer.reason.clone(),
            target: None,
            note: answer.note.clone(),
            finding: answer.finding.clone(),
        };
        drafts.insert(*id, draft);
    }
    Ok(drafts.into_iter().map(|(control, draft)| AnswerChange { control, version: None, edit: draft.into() }).collect())
}

fn unanswered() -> AnswerDraft {
    AnswerDraft {
        documentation: None,
        implementation: None,
        is_relevant: true,
        reason: String::new(),
        target: None,
        note: String::new(),
        finding: String::new(),
    }
}

fn unknown(code: &str) -> Error {
    Error::Content(format!("{FILE}: the control {code} does not exist"))
}

fn level(code: &str, value: i64) -> Result<Level> {
    Level::from_i64(value).map_err(|error| Error::Content(format!("{FILE}: {code}: {error}")))
}
