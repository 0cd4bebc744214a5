//! What stands on what, drawn in layers, with the same as a table, and what the whole shows: circles, single points of failure.

use super::{dependency::find_on, list::Row};
use crate::kit::{Faults, Layout, PageResult, Place, Tr, User, encode, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    asset::{AssetLine, Link, Names, asset_code, asset_names, list_dependencies},
    recovery::{Scenario, scenario_fallen},
};
use bavn_core::{
    asset::{
        Grade,
        graph::{Edge, Graph, LayoutOptions, circles, layout, weak_points},
    },
    ids::AssetId,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Boxes that can be read at once; more are drawn together unless it is asked for otherwise.
const READABLE: usize = 150;
/// The most boxes drawn.
const MOST: usize = 1_000;
/// Weak points and circles shown.
const SHOWN: usize = 10;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    /// Number or name of the asset in the middle.
    fokus: String,
    /// Steps from it.
    trin: Option<usize>,
    /// What is drawn together: `slags`, `forvaltning` or `intet`.
    saml: String,
    /// The scenario whose outages are shown.
    scenarie: String,
}

/// A box in the drawing.
struct Shape {
    x: String,
    y: String,
    lines: Vec<String>,
    title: String,
    href: String,
    class: &'static str,
}

/// A line in the drawing.
struct Line {
    path: String,
    class: &'static str,
}

/// An asset, or several drawn together, in the table.
struct TableRow {
    name: String,
    href: String,
    layer: usize,
    needs: Vec<String>,
    needed_by: usize,
    fares: String,
}

/// A single point of failure in words.
struct WeakRow {
    row: Row,
    falls: usize,
    critical: Vec<(String, String)>,
    more: usize,
}

#[derive(Template)]
#[template(path = "asset/map.html")]
struct MapPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    wanted: Wanted,
    steps: usize,
    fold: &'static str,
    is_folded_for_size: bool,
    left_out: usize,
    width: String,
    height: String,
    boxes: Vec<Shape>,
    lines: Vec<Line>,
    rows: Vec<TableRow>,
    weak: Vec<WeakRow>,
    weak_count: usize,
    circles: Vec<Vec<(String, String)>>,
    circle_count: usize,
    alone: usize,
    /// Address and name of the scenario whose outages are shown.
    scenario: Option<(String, String)>,
}

impl MapPage {
    const fn folds(&self) -> [&'static str; 3] {
        ["intet", "slags", "forvaltning"]
    }
}

/// The whole register as a graph.
struct Whole {
    lines: Vec<AssetLine>,
    graph: Graph,
}

fn whole(lines: Vec<AssetLine>, links: &[Link]) -> Whole {
    let place: HashMap<AssetId, usize> = lines.iter().enumerate().map(|(at, line)| (line.id, at)).collect();
    let edges = links.iter().filter_map(|link| {
        let dependency = &link.dependency;
        Some(Edge {
            from: *place.get(&dependency.asset)?,
            on: *place.get(&dependency.on)?,
            kind: dependency.kind,
            necessity: dependency.necessity,
            group: dependency.alternative_group,
        })
    });
    let graph = Graph::new(lines.len(), edges);
    Whole { lines, graph }
}

/// What is drawn: boxes by place with the assets in each, and lines between them.
struct Drawing {
    members: Vec<Vec<usize>>,
    names: Vec<String>,
    graph: Graph,
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let (lines, links) = list_dependencies(app, ctx).await?;
    let whole = whole(lines, &links);
    let mut faults = Faults::default();
    let mut focus = None;
    if !wanted.fokus.trim().is_empty() {
        match find_on(&user, &wanted.fokus).await? {
            Ok(id) => focus = whole.lines.iter().position(|line| line.id == id),
            Err(fault) => faults = Faults::new(t, &[bavn_app::FieldFault { field: "fokus".into(), ..fault }]),
        }
    }
    let steps = wanted.trin.unwrap_or(1).clamp(1, 4);
    let mut chosen: Vec<usize> = match focus {
        Some(centre) => whole.graph.around(centre, steps),
        None => {
            let alone: HashSet<usize> = whole.graph.alone().into_iter().collect();
            (0..whole.lines.len()).filter(|at| !alone.contains(at)).collect()
        }
    };
    let is_folded_for_size = wanted.saml.is_empty() && chosen.len() > READABLE;
    let fold = match wanted.saml.as_str() {
        "forvaltning" => "forvaltning",
        "slags" => "slags",
        _ if is_folded_for_size => "slags",
        _ => "intet",
    };
    let left_out = if fold == "intet" { chosen.len().saturating_sub(MOST) } else { 0 };
    if fold == "intet" {
        chosen.truncate(MOST);
    }
    let fallen = fallen(&user, &wanted.scenarie).await?;
    let weak = weak_points(&whole.graph, &critical(&whole));
    let circles = circles(&whole.graph);
    let people = weak.iter().take(SHOWN).filter_map(|point| whole.lines[point.asset].owner);
    let names = asset_names(app, ctx, people, []).await?;
    let drawing = drawing(t, &names, &whole, &chosen, fold);
    let placed = layout(&drawing.graph, &LayoutOptions::default());
    let heading = match focus {
        Some(centre) => t.s("asset-map-around", "name", &whole.lines[centre].name),
        None => t.n("asset-map-heading", whole.graph.edges().len()),
    };
    let href = |at: usize| box_address(&names, &whole, &drawing, at, fold);
    let fares = |at: usize| fallen.as_ref().map(|fallen| fallen.of(&whole, &drawing.members[at]));
    let page = MapPage {
        layout: user.layout(Place::Assets, t.get("asset-map")),
        t,
        faults,
        heading,
        steps,
        fold,
        is_folded_for_size,
        left_out,
        width: number(placed.width.max(1.0) + 4.0),
        height: number(placed.height.max(1.0) + 4.0),
        boxes: (0..drawing.members.len())
            .map(|at| {
                let members = &drawing.members[at];
                let is_critical = members.iter().any(|one| is_critical(&whole.lines[*one]));
                Shape {
                    x: number(placed.placed[at].x),
                    y: number(placed.placed[at].y),
                    lines: in_lines(&drawing.names[at]),
                    title: drawing.names[at].clone(),
                    href: href(at),
                    class: if let Some(Fares::Down) = fares(at) {
                        "b-map-down"
                    } else if let Some(Fares::Worse) = fares(at) {
                        "b-map-worse"
                    } else if focus.is_some_and(|focus| members.contains(&focus)) {
                        "b-map-focus"
                    } else if is_critical {
                        "b-map-critical"
                    } else {
                        "b-map-plain"
                    },
                }
            })
            .collect(),
        lines: drawing
            .graph
            .edges()
            .iter()
            .enumerate()
            .map(|(at, edge)| {
                let (from, to) = (placed.placed[edge.from], placed.placed[edge.on]);
                let is_closing = placed.closing.binary_search(&at).is_ok();
                Line {
                    path: curve((from.x, from.y), (to.x, to.y)),
                    class: match (is_closing, edge.necessity.stops()) {
                        (true, _) => "b-map-circle",
                        (false, true) => "b-map-stops",
                        (false, false) => "b-map-degraded",
                    },
                }
            })
            .collect(),
        rows: table(&drawing, &placed.placed.iter().map(|one| one.layer).collect::<Vec<_>>(), href, |at| {
            fares(at).map(|fares| t.of("asset-map-fares", fares.key())).unwrap_or_default()
        }),
        weak_count: weak.len(),
        weak: weak
            .iter()
            .take(SHOWN)
            .map(|point| WeakRow {
                row: Row::of(t, &names, &whole.lines[point.asset]),
                falls: point.falls,
                critical: point.critical.iter().take(5).map(|at| link(&whole.lines[*at])).collect(),
                more: point.critical.len().saturating_sub(5),
            })
            .collect(),
        circle_count: circles.len(),
        circles: circles
            .iter()
            .take(SHOWN)
            .map(|circle| circle.iter().take(20).map(|at| link(&whole.lines[*at])).collect())
            .collect(),
        alone: whole.graph.alone().len(),
        scenario: fallen
            .map(|fallen| (format!("/genopretning/scenarier/{}", fallen.scenario.id), fallen.scenario.facts.name)),
        wanted,
    };
    html(&page)
}

/// What falls in a scenario.
struct Fallen {
    scenario: Scenario,
    down: BTreeSet<AssetId>,
    worse: BTreeSet<AssetId>,
}

/// How a box fares in a scenario.
#[derive(Clone, Copy)]
enum Fares {
    Down,
    Worse,
    Up,
}

impl Fares {
    const fn key(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Worse => "worse",
            Self::Up => "up",
        }
    }
}

impl Fallen {
    /// How the worst of some assets fares.
    fn of(&self, whole: &Whole, members: &[usize]) -> Fares {
        let any = |of: &BTreeSet<AssetId>| members.iter().any(|at| of.contains(&whole.lines[*at].id));
        if any(&self.down) {
            Fares::Down
        } else if any(&self.worse) {
            Fares::Worse
        } else {
            Fares::Up
        }
    }
}

/// What falls in the scenario that is asked for, if one is.
async fn fallen(user: &User, asked: &str) -> PageResult<Option<Fallen>> {
    if asked.is_empty() {
        return Ok(None);
    }
    let id = asked.parse().map_err(|_| bavn_app::Error::NotFound { kind: "scenario" })?;
    let (scenario, down, worse) = scenario_fallen(&user.app, &user.ctx, id).await?;
    Ok(Some(Fallen { scenario, down, worse }))
}

fn is_critical(line: &AssetLine) -> bool {
    line.posture.criticality.is_some_and(|grade| grade >= Grade::CRITICAL)
}

fn critical(whole: &Whole) -> Vec<bool> {
    whole.lines.iter().map(is_critical).collect()
}

fn link(line: &AssetLine) -> (String, String) {
    (line.name.clone(), format!("/aktiver/{}", line.id))
}

/// The boxes for what was chosen: one each, or one for all that are drawn together.
fn drawing(t: Tr, names: &Names, whole: &Whole, chosen: &[usize], fold: &str) -> Drawing {
    let key = |at: usize| {
        let line = &whole.lines[at];
        match fold {
            "slags" => t.of("asset-kind", line.posture.kind.key()),
            "forvaltning" => {
                let name = names.administration(line.unit);
                if name.is_empty() { t.get("asset-map-no-unit") } else { name.to_owned() }
            }
            _ => format!("{} {}", asset_code(line.number), line.name),
        }
    };
    let mut boxes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in chosen {
        boxes.entry(key(*at)).or_default().push(*at);
    }
    let place: HashMap<usize, usize> = boxes
        .values()
        .enumerate()
        .flat_map(|(place, members)| members.iter().map(move |member| (*member, place)))
        .collect();
    let mut seen = HashSet::new();
    let edges: Vec<Edge> = whole
        .graph
        .edges()
        .iter()
        .filter_map(|edge| Some(Edge { from: *place.get(&edge.from)?, on: *place.get(&edge.on)?, ..*edge }))
        .filter(|edge| seen.insert((edge.from, edge.on)))
        .collect();
    let name = |(key, members): (String, &Vec<usize>)| match members.as_slice() {
        [one] if fold == "intet" => whole.lines[*one].name.clone(),
        several => t.s2("asset-map-several", "name", key, "n", several.len()),
    };
    let members: Vec<Vec<usize>> = boxes.values().cloned().collect();
    let names = boxes.into_keys().zip(&members).map(name).collect();
    let graph = Graph::new(members.len(), edges);
    Drawing { members, names, graph }
}

/// Where a box leads: the map around it, or the list of what is drawn together.
fn box_address(names: &Names, whole: &Whole, drawing: &Drawing, at: usize, fold: &str) -> String {
    let Some(line) = drawing.members[at].first().map(|one| &whole.lines[*one]) else { return "/aktiver/kort".into() };
    match fold {
        "slags" => format!("/aktiver?slags={}", line.posture.kind.key()),
        "forvaltning" => match names.administration_id(line.unit) {
            Some(unit) => format!("/aktiver?enhed={unit}"),
            None => "/aktiver?alle=1".into(),
        },
        _ => format!("/aktiver/kort?fokus={}", encode(&asset_code(line.number))),
    }
}

fn table(
    drawing: &Drawing,
    layers: &[usize],
    href: impl Fn(usize) -> String,
    fares: impl Fn(usize) -> String,
) -> Vec<TableRow> {
    let mut rows: Vec<TableRow> = (0..drawing.members.len())
        .map(|at| TableRow {
            name: drawing.names[at].clone(),
            href: href(at),
            layer: layers[at] + 1,
            needs: drawing.graph.needs(at).map(|edge| drawing.names[edge.on].clone()).collect(),
            needed_by: drawing.graph.needed_by(at).count(),
            fares: fares(at),
        })
        .collect();
    rows.sort_by(|one, other| {
        other.layer.cmp(&one.layer).then_with(|| bavn_core::text::danish_cmp(&one.name, &other.name))
    });
    rows
}

/// A length in the drawing, with one decimal at most.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A curve from the lower edge of one box to the upper edge of another.
fn curve(from: (f64, f64), to: (f64, f64)) -> String {
    let size = LayoutOptions::default();
    let (x1, y1) = (from.0 + size.width / 2.0, from.1 + size.height);
    let (x2, y2) = (to.0 + size.width / 2.0, to.1);
    let middle = f64::midpoint(y1, y2);
    let [x1, y1, x2, y2, middle] = [x1, y1, x2, y2, middle].map(number);
    format!("M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}")
}

/// A name in at most two lines of about twenty characters.
fn in_lines(name: &str) -> Vec<String> {
    const LONGEST: usize = 21;
    let mut lines: Vec<String> = vec![String::new()];
    for word in name.split_whitespace() {
        let last = lines.len() - 1;
        let length = lines[last].chars().count();
        if length > 0 && length + 1 + word.chars().count() > LONGEST {
            lines.push(word.to_owned());
        } else {
            if length > 0 {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    let is_cut = lines.len() > 2;
    lines.truncate(2);
    let last = lines.len() - 1;
    for (at, line) in lines.iter_mut().enumerate() {
        if line.chars().count() > LONGEST || (is_cut && at == last) {
            *line = line.chars().take(LONGEST - 1).collect::<String>() + "…";
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_their_boxes() {
        assert_eq!(in_lines("Omsorgssystem"), ["Omsorgssystem"]);
        assert_eq!(in_lines("Kommunernes Ydelsessystem (KY)"), ["Kommunernes", "Ydelsessystem (KY)"]);
        assert_eq!(in_lines("Et meget langt navn på et system, som ingen kan læse")[1].chars().last(), Some('…'));
        assert_eq!((number(12.0), number(0.25), number(164.0)), ("12".into(), "0.2".into(), "164".into()));
    }
}
