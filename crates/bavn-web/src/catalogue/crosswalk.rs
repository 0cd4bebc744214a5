use crate::kit::{Input, Layout, PageResult, Place, Tr, User, encode, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::catalogue::{CatalogueView, Chapters, Crosswalk, RequirementView, get_catalogue};
use bavn_core::{catalogue::CrosswalkPair, lang::Lang};
use serde::Deserialize;

/// Where two frameworks stand beside each other.
pub(super) const PATH: &str = "/krav/sammenlign";

/// Requirements on a page of the list.
const ROWS: usize = 25;

/// More chapters than this on either side make no table that anybody reads.
const CHAPTERS: usize = 60;

#[derive(Template)]
#[template(path = "catalogue/crosswalk.html")]
struct CrosswalkPage {
    layout: Layout,
    t: Tr,
    heading: String,
    from: String,
    to: String,
    link: String,
    turned: String,
    is_matrix: bool,
    filter: Vec<Input>,
    list: Vec<Row>,
    pages: Pages,
    matrix: Option<Matrix>,
}

/// A requirement of the first framework with what it meets.
struct Row {
    reference: String,
    title: String,
    pairs: Vec<Pair>,
}

struct Pair {
    reference: String,
    title: String,
    share: String,
    relation: String,
    controls: Vec<String>,
    direct: Vec<Direct>,
}

struct Direct {
    text: String,
    rationale: String,
}

struct Pages {
    text: String,
    previous: Option<String>,
    next: Option<String>,
}

struct Matrix {
    columns: Vec<(String, String)>,
    rows: Vec<MatrixRow>,
}

struct MatrixRow {
    reference: String,
    title: String,
    cells: Vec<Cell>,
}

struct Cell {
    href: String,
    shade: u64,
    percent: u64,
    met: usize,
    all: usize,
    direct: usize,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    fra: String,
    #[serde(default)]
    til: String,
    #[serde(default)]
    vis: String,
    #[serde(default)]
    kapitel: String,
    #[serde(default)]
    modkapitel: String,
    #[serde(default)]
    kun: String,
    #[serde(default)]
    side: String,
}

impl Wanted {
    /// The address of the page for two frameworks.
    fn link(from: &str, to: &str) -> String {
        format!("{PATH}?fra={}&til={}", encode(from), encode(to))
    }

    /// The address of this list at a page.
    fn page(&self, link: &str, number: usize) -> String {
        let (one, other, only) = (encode(&self.kapitel), encode(&self.modkapitel), encode(&self.kun));
        format!("{link}&kapitel={one}&modkapitel={other}&kun={only}&side={number}")
    }
}

pub(super) async fn show(user: User, Query(mut wanted): Query<Wanted>) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let view = get_catalogue(&user.app, &user.ctx).await?;
    let mut whole = view.frameworks.iter().filter(|framework| !framework.requirements.is_empty());
    for key in [&mut wanted.fra, &mut wanted.til] {
        let other = whole.next().map(|framework| framework.key.clone());
        if key.is_empty() {
            *key = other.unwrap_or_default();
        }
    }
    let crosswalk = view.crosswalk(&wanted.fra, &wanted.til)?;
    let link = Wanted::link(&wanted.fra, &wanted.til);
    let is_matrix = wanted.vis == "matrix";
    let (from, to) = (crosswalk.from.short_title.get(lang), crosswalk.to.short_title.get(lang));
    let all = crosswalk.requirements.0.len();
    let heading = t.with(
        "crosswalk-heading",
        &[
            ("from", from.to_owned()),
            ("to", to.to_owned()),
            ("met", (all - crosswalk.unmatched().len()).to_string()),
            ("all", all.to_string()),
        ],
    );
    let places = if is_matrix { Vec::new() } else { shown(&crosswalk, &wanted) };
    let count = places.len().div_ceil(ROWS).max(1);
    let number = wanted.side.parse().unwrap_or(1).clamp(1, count);
    let at = |number: usize| Some(wanted.page(&link, number));
    html(&CrosswalkPage {
        layout: user.layout(Place::Catalogue, t.get("crosswalk-title")),
        filter: filter(t, &view, &crosswalk, &wanted, is_matrix),
        list: places
            .iter()
            .skip((number - 1) * ROWS)
            .take(ROWS)
            .map(|at| row(t, &view, &crosswalk, &wanted, *at))
            .collect(),
        pages: Pages {
            text: t.s2("crosswalk-page", "page", number, "pages", count),
            previous: (number > 1).then(|| at(number - 1)).flatten(),
            next: (number < count).then(|| at(number + 1)).flatten(),
        },
        matrix: if is_matrix { matrix(&crosswalk, &link, lang) } else { None },
        turned: Wanted::link(&wanted.til, &wanted.fra),
        from: from.to_owned(),
        to: to.to_owned(),
        heading,
        link,
        is_matrix,
        t,
    })
}

/// What two frameworks, and which part of the list.
fn filter(t: Tr, view: &CatalogueView, crosswalk: &Crosswalk<'_>, wanted: &Wanted, is_matrix: bool) -> Vec<Input> {
    let lang = t.lang();
    let whole = view.frameworks.iter().filter(|framework| !framework.requirements.is_empty());
    let frameworks: Vec<(String, String)> =
        whole.map(|framework| (framework.key.clone(), framework.short_title.get(lang).to_owned())).collect();
    let mut inputs = vec![
        Input::select("fra", t.get("crosswalk-from"), &wanted.fra, frameworks.clone()),
        Input::select("til", t.get("crosswalk-to"), &wanted.til, frameworks),
    ];
    if is_matrix {
        return inputs;
    }
    let chapters = |chapters: &Chapters<'_>| {
        let mut options = vec![(String::new(), t.get("catalogue-all"))];
        options.extend(chapters.headings.iter().map(|(heading, _)| (heading.reference.clone(), name(heading, lang))));
        options
    };
    let (first, second) = (&crosswalk.chapters.0, &crosswalk.chapters.1);
    for (field, key, value, own, framework) in [
        ("kapitel", "crosswalk-chapter", &wanted.kapitel, first, crosswalk.from),
        ("modkapitel", "crosswalk-chapter", &wanted.modkapitel, second, crosswalk.to),
    ] {
        if own.headings.len() < own.of.len() {
            let label = t.s(key, "framework", framework.short_title.get(lang));
            inputs.push(Input::select(field, label, value, chapters(own)));
        }
    }
    let which = vec![(String::new(), t.get("catalogue-all")), ("uden".to_owned(), t.get("crosswalk-only-without"))];
    inputs.push(Input::select("kun", t.get("catalogue-requirements"), &wanted.kun, which));
    inputs
}

fn name(heading: &RequirementView, lang: Lang) -> String {
    let title: String = heading.title.get(lang).chars().take(60).collect();
    format!("{} {title}", heading.reference)
}

/// The requirements of the first framework that are asked for.
fn shown(crosswalk: &Crosswalk<'_>, wanted: &Wanted) -> Vec<usize> {
    let chapter = |place: usize| is_in(&crosswalk.chapters.0, place, &wanted.kapitel);
    let meets = |place: usize| {
        let mut pairs = crosswalk.pairs_of(place).iter();
        pairs.any(|pair| is_in(&crosswalk.chapters.1, pair.to, &wanted.modkapitel))
    };
    let is_wanted = |place: &usize| {
        chapter(*place)
            && match (wanted.kun.as_str(), wanted.modkapitel.as_str()) {
                ("uden", _) => !meets(*place),
                (_, "") => true,
                _ => meets(*place),
            }
    };
    (0..crosswalk.requirements.0.len()).filter(is_wanted).collect()
}

fn is_in(chapters: &Chapters<'_>, place: usize, wanted: &str) -> bool {
    wanted.is_empty()
        || chapters.headings.get(chapters.of[place]).is_some_and(|(heading, _)| heading.reference == wanted)
}

fn row(t: Tr, view: &CatalogueView, crosswalk: &Crosswalk<'_>, wanted: &Wanted, place: usize) -> Row {
    let requirement = crosswalk.requirements.0[place];
    let pairs = crosswalk.pairs_of(place).iter();
    let pairs = pairs.filter(|pair| is_in(&crosswalk.chapters.1, pair.to, &wanted.modkapitel));
    Row {
        reference: requirement.reference.clone(),
        title: requirement.title.get(t.lang()).to_owned(),
        pairs: pairs.map(|one| pair(t, view, crosswalk, one)).collect(),
    }
}

fn pair(t: Tr, view: &CatalogueView, crosswalk: &Crosswalk<'_>, pair: &CrosswalkPair) -> Pair {
    let other = crosswalk.requirements.1[pair.to];
    let direct = pair.direct.iter().map(|link| {
        let found = crosswalk.links[link.link];
        let relation = t.of("crosswalk-relation", link.relation.key());
        let text = if found.strength.is_empty() {
            t.s2("crosswalk-direct-from", "file", &found.library, "relation", relation)
        } else {
            t.s3(
                "crosswalk-direct-strength",
                ("file", &found.library),
                ("relation", &relation),
                ("strength", &found.strength),
            )
        };
        Direct { text, rationale: found.rationale.clone() }
    });
    Pair {
        reference: other.reference.clone(),
        title: other.title.get(t.lang()).to_owned(),
        share: pair.share.map(|share| t.of("coverage", share.key())).unwrap_or_default(),
        relation: pair.relation.map(|relation| t.of("crosswalk-relation", relation.key())).unwrap_or_default(),
        controls: crosswalk.codes(view, pair).into_iter().map(str::to_owned).collect(),
        direct: direct.collect(),
    }
}

/// The chapters against each other; nothing when there are too many to be read.
fn matrix(crosswalk: &Crosswalk<'_>, link: &str, lang: Lang) -> Option<Matrix> {
    let (first, second) = (&crosswalk.chapters.0.headings, &crosswalk.chapters.1.headings);
    if first.len().max(second.len()) > CHAPTERS {
        return None;
    }
    let text = |heading: &RequirementView| (heading.reference.clone(), heading.title.get(lang).to_owned());
    let rows = first.iter().zip(crosswalk.matrix()).map(|((heading, all), cells)| {
        let (reference, title) = text(heading);
        let cells = cells.into_iter().zip(second).map(|(cell, (other, _))| {
            let percent = cell.percent(*all);
            Cell {
                href: format!("{link}&kapitel={}&modkapitel={}", encode(&reference), encode(&other.reference)),
                shade: (percent / 25 + 1).min(4),
                percent,
                met: cell.met,
                all: *all,
                direct: cell.direct,
            }
        });
        let cells = cells.collect();
        MatrixRow { reference, title, cells }
    });
    Some(Matrix { columns: second.iter().map(|(heading, _)| text(heading)).collect(), rows: rows.collect() })
}
