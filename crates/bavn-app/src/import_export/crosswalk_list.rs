use super::lists::{ListFormat, list, text, write};
use crate::{
    App, Context, Result,
    catalogue::{CatalogueView, Chapters, Crosswalk, get_catalogue},
};
use bavn_core::{
    catalogue::{Coverage, CrosswalkPair, Relation},
    import_export::{List, ListCell},
    lang::Lang,
};

/// The headings and words of a crosswalk, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrosswalkTexts {
    /// The language.
    pub lang: Lang,
    /// A reference.
    pub reference: String,
    /// A title.
    pub title: String,
    /// How two requirements are known to meet.
    pub sort: String,
    /// Through controls.
    pub through: String,
    /// By a mapping set.
    pub direct: String,
    /// How much is shared.
    pub share: String,
    /// The words for the shares, in the order of [`Coverage::ALL`].
    pub shares: [String; 4],
    /// How the first stands to the second.
    pub relation: String,
    /// The words for the relations, in the order of [`Relation::ALL`].
    pub relations: [String; 4],
    /// The controls.
    pub controls: String,
    /// The file of a mapping set.
    pub file: String,
    /// How strong its maker says that a link is.
    pub strength: String,
    /// Why.
    pub rationale: String,
    /// How many requirements.
    pub requirements: String,
}

/// Two frameworks beside each other as a list: one row for each pair and way in which it is known, and one for each requirement of the first
/// that meets nothing. As a matrix: one row for each chapter of the first, with the mean share in per cent for each of the second.
///
/// # Errors
/// [`crate::Error::NotFound`] when there is no such framework or the actor may not read it; or the database failed.
pub async fn export_crosswalk(
    app: &App,
    ctx: &Context,
    (from, to): (&str, &str),
    is_matrix: bool,
    format: ListFormat,
    texts: &CrosswalkTexts,
) -> Result<Vec<u8>> {
    let view = get_catalogue(app, ctx).await?;
    let crosswalk = view.crosswalk(from, to)?;
    write(ctx, format, if is_matrix { matrix(&crosswalk, texts) } else { pairs(&view, &crosswalk, texts) })
}

/// Both names.
fn title(crosswalk: &Crosswalk<'_>, lang: Lang) -> String {
    format!("{} - {}", crosswalk.from.short_title.get(lang), crosswalk.to.short_title.get(lang))
}

fn pairs(view: &CatalogueView, crosswalk: &Crosswalk<'_>, texts: &CrosswalkTexts) -> List {
    let lang = texts.lang;
    let mut rows = Vec::with_capacity(crosswalk.pairs.len());
    for (place, requirement) in crosswalk.requirements.0.iter().enumerate() {
        let own = [text(&requirement.reference), text(requirement.title.get(lang))];
        let pairs = crosswalk.pairs_of(place);
        if pairs.is_empty() {
            rows.push(own.iter().cloned().chain(vec![text(""); 9]).collect());
        }
        for pair in pairs {
            rows.extend(
                ways(view, crosswalk, texts, pair).into_iter().map(|way| own.iter().cloned().chain(way).collect()),
            );
        }
    }
    let name =
        |framework: &crate::catalogue::FrameworkView, what: &str| format!("{} {what}", framework.short_title.get(lang));
    let heads = [
        (&name(crosswalk.from, &texts.reference), 14),
        (&name(crosswalk.from, &texts.title), 50),
        (&name(crosswalk.to, &texts.reference), 14),
        (&name(crosswalk.to, &texts.title), 50),
        (&texts.sort, 20),
        (&texts.share, 12),
        (&texts.relation, 14),
        (&texts.controls, 26),
        (&texts.file, 30),
        (&texts.strength, 10),
        (&texts.rationale, 50),
    ];
    list(&title(crosswalk, lang), lang, &heads, rows)
}

/// A pair: once through the controls, and once for each link.
fn ways(
    view: &CatalogueView,
    crosswalk: &Crosswalk<'_>,
    texts: &CrosswalkTexts,
    pair: &CrosswalkPair,
) -> Vec<Vec<ListCell>> {
    let other = crosswalk.requirements.1[pair.to];
    let row = |cells: [&str; 7]| {
        let own = [text(&other.reference), text(other.title.get(texts.lang))];
        own.into_iter().chain(cells.into_iter().map(text)).collect()
    };
    let mut rows = Vec::new();
    if let (Some(share), Some(relation)) = (pair.share, pair.relation) {
        let controls = crosswalk.codes(view, pair).join(", ");
        rows.push(row([&texts.through, word(texts, share), relation_word(texts, relation), &controls, "", "", ""]));
    }
    for link in &pair.direct {
        let found = crosswalk.links[link.link];
        let relation = relation_word(texts, link.relation);
        rows.push(row([&texts.direct, "", relation, "", &found.library, &found.strength, &found.rationale]));
    }
    rows
}

fn word(texts: &CrosswalkTexts, share: Coverage) -> &str {
    &texts.shares[usize::from(share.quarters()) - 1]
}

fn relation_word(texts: &CrosswalkTexts, relation: Relation) -> &str {
    let place = Relation::ALL.iter().position(|one| *one == relation).unwrap_or_default();
    &texts.relations[place]
}

fn matrix(crosswalk: &Crosswalk<'_>, texts: &CrosswalkTexts) -> List {
    let lang = texts.lang;
    let (first, second): (&Chapters<'_>, &Chapters<'_>) = (&crosswalk.chapters.0, &crosswalk.chapters.1);
    let rows = first.headings.iter().zip(crosswalk.matrix()).map(|((heading, count), cells)| {
        let number = |number: u64| ListCell::Number(i64::try_from(number).unwrap_or(i64::MAX));
        let own = [text(&heading.reference), text(heading.title.get(lang)), number(u64::try_from(*count).unwrap_or(0))];
        own.into_iter().chain(cells.iter().map(|cell| number(cell.percent(*count)))).collect()
    });
    let rows = rows.collect();
    let columns: Vec<String> = second
        .headings
        .iter()
        .map(|(heading, _)| format!("{} {} (%)", heading.reference, heading.title.get(lang)))
        .collect();
    let mut heads = vec![(&texts.reference, 14), (&texts.title, 50), (&texts.requirements, 8)];
    heads.extend(columns.iter().map(|column| (column, 14)));
    list(&title(crosswalk, lang), lang, &heads, rows)
}
