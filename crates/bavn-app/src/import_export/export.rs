use crate::{
    App, Context, Error, Result,
    catalogue::get_catalogue,
    gap_analysis::{AnalysisView, get_analysis},
};
use bavn_core::{
    ids::AnalysisId,
    import_export::{
        AnalysisMeta, Answer, ControlTexts, DocumentTexts, ExportError, GapDocument, TemplateArea, TemplateControl,
        TemplateTexts, TemplateView, export_csv, export_xlsx, write_template,
    },
    lang::Lang,
};
use std::collections::BTreeMap;

/// The form of an exported analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// The template with all answers, which can be read in again.
    Xlsx,
    /// One row for each control, for statistics.
    Csv,
    /// Everything that the scores were made of; see `docs/formats.md`.
    Json,
}

impl ExportFormat {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Json];

    /// The ending of its file name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The form with a file name's ending; upper and lower case alike.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

/// The empty template with every control of the municipality, in the language of `texts`.
///
/// # Errors
/// [`Error::NotFound`] for those who may not read the control set, or the database failed.
pub async fn export_template(app: &App, ctx: &Context, texts: &TemplateTexts) -> Result<Vec<u8>> {
    let catalogue = get_catalogue(app, ctx).await?;
    let areas = catalogue.areas.iter().map(|area| TemplateArea {
        code: area.code.clone(),
        title: area.title.get(texts.lang).to_owned(),
        controls: catalogue.controls[area.controls.clone()]
            .iter()
            .map(|control| TemplateControl {
                code: control.code.clone(),
                title: control.title.get(texts.lang).to_owned(),
                statement: control.statement.get(texts.lang).to_owned(),
                target: control.target,
            })
            .collect(),
    });
    Ok(write_template(&TemplateView { areas: areas.collect() }, texts, None, ctx.now())?)
}

/// An analysis with its answers and scores.
///
/// `scope` says in words what it covers, since an export is read without the program.
///
/// # Errors
/// [`Error::NotFound`] when there is none or the actor may not read it, or the database failed.
pub async fn export_analysis(
    app: &App,
    ctx: &Context,
    id: AnalysisId,
    format: ExportFormat,
    texts: &TemplateTexts,
    scope: impl FnOnce(&AnalysisView) -> String,
) -> Result<Vec<u8>> {
    let view = get_analysis(app, ctx, id).await?;
    match format {
        ExportFormat::Xlsx => {
            let answers: BTreeMap<String, Answer> =
                view.rows().map(|(control, answer)| (control.code.clone(), stored(answer))).collect();
            Ok(export_xlsx(&template_view(&view, texts.lang), texts, &answers, ctx.now())?)
        }
        ExportFormat::Csv => Ok(export_csv(&document(&view, texts.lang, scope(&view)), texts)?),
        ExportFormat::Json => {
            let text = document(&view, texts.lang, scope(&view)).to_json();
            Ok(text.map_err(|error| Error::System { what: "export", message: error.to_string() })?.into_bytes())
        }
    }
}

/// An answer as the files know it.
pub(super) fn stored(answer: &crate::gap_analysis::Answer) -> Answer {
    Answer {
        documentation: answer.documentation,
        implementation: answer.implementation,
        not_relevant: (!answer.is_relevant).then(|| answer.reason.clone()),
        target: Some(answer.target),
        note: answer.note.clone(),
        finding: answer.finding.clone(),
    }
}

fn template_view(view: &AnalysisView, lang: Lang) -> TemplateView {
    let mut areas: Vec<TemplateArea> = Vec::new();
    for (control, answer) in view.rows() {
        let area = view.catalogue.area_of(control);
        if areas.last().is_none_or(|last| last.code != area.code) {
            areas.push(TemplateArea {
                code: area.code.clone(),
                title: area.title.get(lang).to_owned(),
                controls: Vec::new(),
            });
        }
        if let Some(last) = areas.last_mut() {
            last.controls.push(TemplateControl {
                code: control.code.clone(),
                title: control.title.get(lang).to_owned(),
                statement: control.statement.get(lang).to_owned(),
                target: answer.target,
            });
        }
    }
    TemplateView { areas }
}

fn document(view: &AnalysisView, lang: Lang, scope: String) -> GapDocument {
    let analysis = &view.analysis;
    let meta = AnalysisMeta {
        id: analysis.id,
        title: analysis.title.clone(),
        date: analysis.assessed_on,
        scope,
        assessor: analysis.assessor.clone(),
        method: analysis.method.clone(),
    };
    let texts = DocumentTexts {
        areas: view.catalogue.areas.iter().map(|area| (area.id, area.title.get(lang).to_owned())).collect(),
        controls: view
            .rows()
            .map(|(control, answer)| {
                (
                    control.id,
                    ControlTexts {
                        title: control.title.get(lang).to_owned(),
                        note: answer.note.clone(),
                        finding: answer.finding.clone(),
                    },
                )
            })
            .collect(),
    };
    GapDocument::new(&meta, &view.evaluation, &texts)
}

impl From<ExportError> for Error {
    fn from(error: ExportError) -> Self {
        Self::System { what: "export", message: error.to_string() }
    }
}
