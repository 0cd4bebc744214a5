use crate::kit::{Layout, PageResult, Place, Tr, User, encode, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::{Error, catalogue};
use bavn_core::access::{Action, Resource};

#[derive(Template)]
#[template(path = "catalogue/control.html")]
struct ControlPage {
    layout: Layout,
    t: Tr,
    code: String,
    title: String,
    statement: String,
    standing: String,
    purpose: String,
    levels: Vec<(usize, String, bool)>,
    has_levels: bool,
    evidence: Vec<String>,
    mappings: Vec<Mapping>,
    removed: Vec<Removed>,
    is_own: bool,
    may_change: bool,
    version: i32,
}

/// A mapping that the municipality took away.
struct Removed {
    framework: String,
    framework_key: String,
    reference: String,
    title: String,
}

struct Mapping {
    href: String,
    framework: String,
    reference: String,
    title: String,
    relation: &'static str,
    coverage: &'static str,
    rationale: String,
    is_own: bool,
    /// Where to change it.
    change: String,
}

pub(super) async fn show(user: User, Path(code): Path<String>) -> PageResult {
    let (t, lang) = (user.t, user.t.lang());
    let view = catalogue::get_catalogue(&user.app, &user.ctx).await?;
    let control = view.control_by_code(&code).ok_or(Error::NotFound { kind: "control" })?;
    let target = usize::from(control.target.get());
    let mappings = control.mappings.iter().map(|mapping| {
        let requirement = &view.requirements[mapping.requirement];
        let framework = &view.frameworks[requirement.framework];
        Mapping {
            href: format!("/krav/ramme/{}", framework.key),
            framework: framework.short_title.get(lang).to_owned(),
            reference: requirement.reference.clone(),
            title: requirement.title.get(lang).to_owned(),
            relation: mapping.relation.key(),
            coverage: mapping.coverage.key(),
            rationale: mapping.rationale.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default(),
            is_own: mapping.origin == "own",
            change: format!(
                "/krav/kontrol/{}/kortlaegning?ramme={}&krav={}",
                control.code,
                encode(&framework.key),
                encode(&requirement.reference)
            ),
        }
    });
    let may_change = user.ctx.may(Action::CatalogueChange, Resource::Municipality);
    let removed = catalogue::removed_mappings(&user.app, &user.ctx, control.id).await?;
    let removed = removed.iter().filter_map(|mapping| view.requirement(mapping.requirement)).map(|requirement| {
        let framework = &view.frameworks[requirement.framework];
        Removed {
            framework: framework.short_title.get(lang).to_owned(),
            framework_key: framework.key.clone(),
            reference: requirement.reference.clone(),
            title: requirement.title.get(lang).to_owned(),
        }
    });
    html(&ControlPage {
        layout: user.layout(Place::Catalogue, format!("{} {}", control.code, control.title.get(lang))),
        standing: t.with(
            "catalogue-standing",
            &[
                ("target", target.to_string()),
                ("weight", control.weight.to_string()),
                ("area", view.area_of(control).title.get(lang).to_owned()),
            ],
        ),
        code: control.code.clone(),
        title: control.title.get(lang).to_owned(),
        statement: control.statement.get(lang).to_owned(),
        purpose: control.purpose.get(lang).to_owned(),
        levels: control
            .levels
            .iter()
            .enumerate()
            .map(|(level, text)| (level, text.get(lang).to_owned(), level == target))
            .collect(),
        evidence: control.evidence.iter().map(|text| text.get(lang).to_owned()).collect(),
        has_levels: control.levels.iter().any(|text| !text.get(lang).is_empty()),
        mappings: mappings.collect(),
        removed: removed.collect(),
        is_own: control.origin == "own",
        may_change,
        version: control.version,
        t,
    })
}
