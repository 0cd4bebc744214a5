use crate::{
    App, Context, Error, Result,
    catalogue::{CatalogueView, get_catalogue},
    gap_analysis::get_analysis,
};
use bavn_core::{
    gap_analysis::RequirementResult,
    ids::AnalysisId,
    import_export::{List, ListCell, list_csv, list_xlsx},
    lang::Lang,
};

/// The form of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// A spreadsheet.
    Xlsx,
    /// One row a line.
    Csv,
}

impl ListFormat {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Xlsx, Self::Csv];

    /// The ending of its file name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// The form with an ending.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => super::ExportFormat::Xlsx.media_type(),
            Self::Csv => super::ExportFormat::Csv.media_type(),
        }
    }
}

/// The headings of lists, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTexts {
    /// The language.
    pub lang: Lang,
    /// The control set.
    pub control_set: String,
    /// An area's code.
    pub area: String,
    /// An area's title.
    pub area_title: String,
    /// A code or reference.
    pub code: String,
    /// A title.
    pub title: String,
    /// What must be true.
    pub statement: String,
    /// The level to reach.
    pub target: String,
    /// A weight.
    pub weight: String,
    /// Who made it.
    pub origin: String,
    /// Made by the municipality.
    pub own: String,
    /// The requirements that a control answers.
    pub requirements: String,
    /// The place in law.
    pub legal_ref: String,
    /// The controls that answer a requirement.
    pub controls: String,
    /// A derived level.
    pub level: String,
    /// How many relevant controls answer a requirement.
    pub relevant: String,
    /// How many of those are assessed.
    pub assessed: String,
}

/// The control set as a list: one row for each control.
///
/// # Errors
/// [`Error::NotFound`] for those who may not read the control set, or the database failed.
pub async fn export_control_list(app: &App, ctx: &Context, format: ListFormat, texts: &ListTexts) -> Result<Vec<u8>> {
    let view = get_catalogue(app, ctx).await?;
    let lang = texts.lang;
    let rows = view.controls.iter().map(|control| {
        let area = view.area_of(control);
        let requirements = control.mappings.iter().map(|mapping| {
            let requirement = &view.requirements[mapping.requirement];
            format!("{} {}", view.frameworks[requirement.framework].short_title.get(lang), requirement.reference)
        });
        let own = if control.origin == "own" { texts.own.as_str() } else { "Bavn" };
        vec![
            text(&area.code),
            text(area.title.get(lang)),
            text(&control.code),
            text(control.title.get(lang)),
            text(control.statement.get(lang)),
            ListCell::Number(control.target.get().into()),
            ListCell::Number(control.weight.get().into()),
            text(own),
            text(&requirements.collect::<Vec<_>>().join(", ")),
        ]
    });
    let heads = [
        (&texts.area, 8),
        (&texts.area_title, 26),
        (&texts.code, 10),
        (&texts.title, 34),
        (&texts.statement, 60),
        (&texts.target, 8),
        (&texts.weight, 8),
        (&texts.origin, 10),
        (&texts.requirements, 50),
    ];
    write(ctx, format, list(&texts.control_set, lang, &heads, rows.collect()))
}

/// A framework as a list: one row for each requirement, headings too, and with an analysis each requirement's derived level.
///
/// # Errors
/// [`Error::NotFound`] when there is no such framework or analysis, or the actor may not read it; or the database failed.
pub async fn export_framework_list(
    app: &App,
    ctx: &Context,
    key: &str,
    analysis: Option<AnalysisId>,
    format: ListFormat,
    texts: &ListTexts,
) -> Result<Vec<u8>> {
    let missing = || Error::NotFound { kind: "framework" };
    let Some(id) = analysis else {
        let view = get_catalogue(app, ctx).await?;
        return write(ctx, format, framework(&view, key, None, texts).ok_or_else(missing)?);
    };
    let view = get_analysis(app, ctx, id).await?;
    let result = view.frameworks()?.into_iter().find(|result| result.key == key).ok_or_else(missing)?;
    let list = framework(&view.catalogue, key, Some(&result.requirements), texts);
    write(ctx, format, list.ok_or_else(missing)?)
}

fn framework(
    view: &CatalogueView,
    key: &str,
    results: Option<&[RequirementResult]>,
    texts: &ListTexts,
) -> Option<List> {
    let lang = texts.lang;
    let framework = view.frameworks.iter().find(|framework| framework.key == key)?;
    let rows = view.requirements[framework.requirements.clone()].iter().enumerate().map(|(at, requirement)| {
        let controls = requirement.answered_by.iter().map(|(control, _)| view.controls[*control].code.as_str());
        let mut row = vec![
            text(&requirement.reference),
            text(requirement.title.get(lang)),
            text(requirement.legal_ref.as_ref().map(|text| text.get(lang)).unwrap_or_default()),
            text(&controls.collect::<Vec<_>>().join(", ")),
        ];
        if let Some(result) = results.and_then(|results| results.get(at)) {
            let score = |score: Option<bavn_core::gap_analysis::Score>| {
                ListCell::Score(score.filter(|_| requirement.is_assessable))
            };
            let count = |count: usize| ListCell::Number(i64::try_from(count).unwrap_or(i64::MAX));
            row.extend([score(result.level()), score(result.target()), count(result.relevant), count(result.assessed)]);
        }
        row
    });
    let mut heads = vec![(&texts.code, 12), (&texts.title, 70), (&texts.legal_ref, 24), (&texts.controls, 30)];
    if results.is_some() {
        heads.extend([(&texts.level, 9), (&texts.target, 8), (&texts.relevant, 12), (&texts.assessed, 12)]);
    }
    Some(list(framework.short_title.get(lang), lang, &heads, rows.collect()))
}

pub(super) fn text(text: &str) -> ListCell {
    ListCell::Text(text.to_owned())
}

pub(super) fn list(title: &str, lang: Lang, heads: &[(&String, u8)], rows: Vec<Vec<ListCell>>) -> List {
    let heads = heads.iter().map(|(head, width)| ((*head).clone(), *width)).collect();
    List { title: title.to_owned(), lang, heads, rows }
}

pub(super) fn write(ctx: &Context, format: ListFormat, list: List) -> Result<Vec<u8>> {
    Ok(match format {
        ListFormat::Xlsx => list_xlsx(&list, ctx.now())?,
        ListFormat::Csv => list_csv(&list)?,
    })
}
