use super::export::stored;
use crate::{
    App, Context, Error, Result,
    gap_analysis::{AnalysisView, AnswerChange, AnswerDraft, get_analysis, record_answers},
};
use bavn_core::{
    access::Action,
    ids::AnalysisId,
    import_export::{
        Answer, FileError, Limits, ReadOutcome, RowFault, TemplateTexts, diff_rows,
        oscal_export::answers_from_assessment_results, read_filled,
    },
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What an import found and did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Rows with a code or an answer, right or wrong.
    pub rows_read: usize,
    /// Answers that differ from what is stored; stored unless `is_stored` is false.
    pub changed: usize,
    /// Answers that are stored already.
    pub unchanged: usize,
    /// Rows that have a fault.
    pub faulty_rows: usize,
    /// All faults, also those beyond the list.
    pub fault_count: usize,
    /// The faults by row and column, at most [`Limits::faults`].
    pub faults: Vec<RowFault>,
    /// The codes of the controls whose answers differ.
    pub changed_controls: Vec<String>,
    /// Whether anything was stored. Nothing is when there are faults that the caller did not choose to skip, or on a dry run.
    pub is_stored: bool,
}

/// Reads a filled template, or OSCAL assessment results that Bavn wrote (JSON), into an analysis: all of it, or nothing if there are faults, unless `skip_faulty` says to leave the faulty rows
/// out. With `dry_run` nothing is stored in any case. The same file twice changes nothing.
///
/// # Errors
/// [`Error::File`] when the file cannot be read as a template, [`Error::TooLarge`], [`Error::NotFound`], [`Error::Forbidden`],
/// [`Error::Closed`] when the analysis is completed, or the database failed.
pub async fn import_analysis(
    app: &App,
    ctx: &Context,
    id: AnalysisId,
    bytes: Vec<u8>,
    texts: [TemplateTexts; 2],
    skip_faulty: bool,
    dry_run: bool,
) -> Result<ImportReport> {
    let view = get_analysis(app, ctx, id).await?;
    let _ = ctx.authorize(Action::AnswerRecord, view.analysis.resource())?;
    if !view.analysis.is_open() {
        return Err(Error::Closed { kind: "analysis", reason: "completed" });
    }
    let limits = Limits { file_bytes: app.limits().import_bytes as u64, ..Limits::default() };
    let known: BTreeSet<String> = view.rows().map(|(control, _)| control.code.clone()).collect();
    // Unpacking and reading is work for the processor: not on the threads that answer requests.
    let read = tokio::task::spawn_blocking(move || {
        if is_json(&bytes) {
            answers_from_assessment_results(&bytes, &limits, &known)
        } else {
            read_filled(&bytes, &limits, &[&texts[0], &texts[1]], &known)
        }
    });
    let outcome = read.await?.map_err(|error| match error {
        FileError::TooLarge { max, .. } => Error::TooLarge { limit: usize::try_from(max).unwrap_or(usize::MAX) },
        other => Error::File(other),
    })?;
    let answers: BTreeMap<String, Answer> =
        view.rows().map(|(control, answer)| (control.code.clone(), stored(answer))).collect();
    let diff = diff_rows(&answers, &outcome.rows);
    let mut report = report(&outcome, diff.changed.len(), diff.unchanged.len());
    report.changed_controls = diff.changed.iter().map(|(code, _)| code.clone()).collect();
    if dry_run || (outcome.fault_count > 0 && !skip_faulty) {
        return Ok(report);
    }
    let changes = changes(&view, &diff.changed);
    if !changes.is_empty() {
        record_answers(app, ctx, id, &changes, "import").await?;
    }
    report.is_stored = true;
    Ok(report)
}

/// Whether a file begins like a JSON object. A spreadsheet begins with `PK`.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

fn report(outcome: &ReadOutcome, changed: usize, unchanged: usize) -> ImportReport {
    ImportReport {
        rows_read: outcome.rows_read,
        changed,
        unchanged,
        faulty_rows: outcome.rows_read - outcome.rows.len(),
        fault_count: outcome.fault_count,
        faults: outcome.faults.clone(),
        changed_controls: Vec::new(),
        is_stored: false,
    }
}

/// The changes with the versions that the comparison was made against: an answer that somebody changes meanwhile is a conflict, and
/// nothing is stored.
fn changes(view: &AnalysisView, changed: &[(String, Answer)]) -> Vec<AnswerChange> {
    let wanted: BTreeMap<&str, &Answer> = changed.iter().map(|(code, answer)| (code.as_str(), answer)).collect();
    view.rows()
        .filter_map(|(control, answer)| {
            let wanted = wanted.get(control.code.as_str())?;
            let draft = AnswerDraft {
                documentation: wanted.documentation,
                implementation: wanted.implementation,
                is_relevant: wanted.not_relevant.is_none(),
                reason: wanted.not_relevant.clone().unwrap_or_default(),
                target: wanted.target,
                note: wanted.note.clone(),
                finding: wanted.finding.clone(),
            };
            Some(AnswerChange { control: control.id, version: Some(answer.version), edit: draft.into() })
        })
        .collect()
}
