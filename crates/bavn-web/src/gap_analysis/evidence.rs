use super::{
    answer::AnswerForm,
    control::{find, page},
    parts::{parse_id, path},
};
use crate::kit::{Faults, PageError, PageResult, SecureForm, SecureMultipart, User, file, redirect};
use axum::{extract::Path, http::StatusCode};
use bavn_app::{
    Error, FieldFault,
    gap_analysis::{EvidenceDraft, EvidenceSource, add_evidence, archive_evidence, get_analysis, get_evidence_file},
};
use bavn_core::ids::EvidenceId;
use serde::Deserialize;

fn parse_evidence(text: &str) -> Result<EvidenceId, PageError> {
    text.parse().map_err(|_| PageError::Operation(Error::NotFound { kind: "evidence" }))
}

pub(super) async fn add(Path((id, code)): Path<(String, String)>, sent: SecureMultipart) -> PageResult {
    let SecureMultipart { user, mut fields, mut files } = sent;
    let view = get_analysis(&user.app, &user.ctx, parse_id(&id)?).await?;
    let (control, answer) = find(&view, &code)?;
    let mut field = |name: &str| fields.remove(name).unwrap_or_default();
    let (title, link) = (field("title"), field("link"));
    let source = match files.remove("file") {
        Some(upload) => Some(EvidenceSource::File { name: upload.file_name, content: upload.content }),
        None if link.trim().is_empty() => None,
        None => Some(EvidenceSource::Link(link)),
    };
    let outcome = match source {
        Some(source) => {
            let draft = EvidenceDraft { title, dated_on: None, source };
            add_evidence(&user.app, &user.ctx, view.analysis.id, control.id, draft).await.map(drop)
        }
        None => Err(Error::Invalid(vec![FieldFault::new("file", "evidence_missing", "")])),
    };
    match outcome {
        Ok(()) => Ok(redirect(&format!("{}/kontrol/{}#bevis", path(view.analysis.id), control.code), "saved")),
        Err(Error::Invalid(faults)) => {
            let faults = Faults::new(user.t, &faults);
            let mut response = page(&user, &view, &code, AnswerForm::from(answer), faults).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn archive(
    Path((id, code, evidence)): Path<(String, String, String)>,
    sent: SecureForm<Nothing>,
) -> PageResult {
    archive_evidence(&sent.user.app, &sent.user.ctx, parse_evidence(&evidence)?).await?;
    let code: String = code.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    Ok(redirect(&format!("{}/kontrol/{code}#bevis", path(parse_id(&id)?)), "archived"))
}

pub(super) async fn download(user: User, Path((_, evidence)): Path<(String, String)>) -> PageResult {
    let (attachment, content) = get_evidence_file(&user.app, &user.ctx, parse_evidence(&evidence)?).await?;
    Ok(file(&attachment.file_name, &attachment.media_type, content))
}
