use crate::{
    cli::CatalogueCommand,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::catalogue::{
    Assessment, CatalogueView, FrameworkView, RequirementView, get_catalogue, list_assessments, shipped_catalogue,
};
use bavn_core::{
    catalogue::{Catalogue, uncovered, unused_exceptions},
    lang::Localized,
};
use serde_json::{Value, json};
use std::sync::Arc;

/// `bavn catalogue …`.
pub async fn run(config: &Config, command: &CatalogueCommand) -> Outcome {
    match command {
        CatalogueCommand::Check { json } => check(*json),
        CatalogueCommand::Update { dry_run, json } => super::content_update::run(config, *dry_run, *json).await,
        CatalogueCommand::List { json } => list(&*load(config).await?, *json),
        CatalogueCommand::Applicability { json } => applicability(config, *json).await,
        CatalogueCommand::Coverage { json } => coverage(&*load(config).await?, *json),
        CatalogueCommand::Show { key, json } => {
            let view = load(config).await?;
            show(&view, framework(&view, key)?, *json)
        }
    }
}

async fn applicability(config: &Config, json: bool) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let rows = list_assessments(&app, &ctx).await?;
    let view = get_catalogue(&app, &ctx).await?;
    app.db().clone().close().await?;
    let key = |row: &Assessment| view.frameworks.iter().find(|one| one.id == row.framework).map(|one| one.key.as_str());
    if json {
        let rows = rows.iter().map(|row| {
            let mut value = json!(row);
            value["framework"] = json!(key(row));
            value
        });
        return say_json(&rows.collect::<Vec<_>>());
    }
    for row in &rows {
        let unit = row.unit_id.map_or_else(|| "whole municipality".to_owned(), |unit| format!("unit {unit}"));
        let review = row.review_on.map(|date| format!("review {date}")).unwrap_or_default();
        let (state, outcome) = (row.state.key(), row.outcome.key());
        say(format!("{}\t{unit}\t{state}\t{outcome}\t{review}", key(row).unwrap_or("-")))?;
    }
    say(format!("{} assessments.", rows.len()))
}

/// The catalogue as the municipality has it.
///
/// # Errors
/// The database cannot be opened or read.
pub async fn load(config: &Config) -> Outcome<Arc<CatalogueView>> {
    let app = opening::open(config).await?;
    let view = get_catalogue(&app, &opening::operator("command line")).await?;
    app.db().clone().close().await?;
    Ok(view)
}

/// The framework with a key.
///
/// # Errors
/// There is none; the keys that there are are told.
pub fn framework<'a>(view: &'a CatalogueView, key: &str) -> Outcome<&'a FrameworkView> {
    view.frameworks.iter().find(|one| one.key == key).ok_or_else(|| {
        let keys: Vec<&str> = view.frameworks.iter().map(|one| one.key.as_str()).collect();
        Failure::usage(format!("there is no framework {key:?}.\nExpected one of: {}.", keys.join(", ")))
    })
}

/// How many requirements of a framework are assessable, and how many of these a control answers.
fn counts(view: &CatalogueView, framework: &FrameworkView) -> (usize, usize) {
    let requirements = view.requirements[framework.requirements.clone()].iter().filter(|one| one.is_assessable);
    requirements.fold((0, 0), |(all, answered), one| (all + 1, answered + usize::from(!one.answered_by.is_empty())))
}

fn list(view: &CatalogueView, json: bool) -> Outcome {
    if json {
        let rows = view.frameworks.iter().map(|one| {
            json!({
                "key": one.key, "version": one.version, "title": one.title, "kind": one.kind, "origin": one.origin,
                "nodes": one.requirements.len(), "assessable": counts(view, one).0,
            })
        });
        return say_json(&rows.collect::<Vec<_>>());
    }
    for one in &view.frameworks {
        say(format!("{}\t{}\t{}\t{}", one.key, one.version, counts(view, one).0, one.title.en))?;
    }
    Ok(())
}

fn coverage(view: &CatalogueView, json: bool) -> Outcome {
    let rows: Vec<_> = view.frameworks.iter().map(|one| (one, counts(view, one))).collect();
    if json {
        let rows = rows
            .iter()
            .map(|(one, (all, answered))| json!({ "key": one.key, "assessable": all, "answered": answered }));
        return say_json(&rows.collect::<Vec<_>>());
    }
    for (one, (all, answered)) in rows {
        say(format!("{}\t{answered} of {all}", one.key))?;
    }
    Ok(())
}

fn show(view: &CatalogueView, framework: &FrameworkView, json: bool) -> Outcome {
    let requirements = &view.requirements[framework.requirements.clone()];
    if json {
        let rows: Vec<Value> = requirements.iter().map(|one| requirement(view, one)).collect();
        return say_json(&json!({ "framework": framework, "requirements": rows }));
    }
    say(format!("{} ({})", framework.title.en, framework.version))?;
    for one in requirements {
        let controls: Vec<&str> = one.answered_by.iter().map(|(at, _)| view.controls[*at].code.as_str()).collect();
        say(format!("{}\t{}\t{}", one.reference, one.title.en, controls.join(" ")))?;
    }
    Ok(())
}

fn requirement(view: &CatalogueView, one: &RequirementView) -> Value {
    let controls = one.answered_by.iter().map(|(control, mapping)| {
        let control = &view.controls[*control];
        let mapping = &control.mappings[*mapping];
        json!({ "control": control.code, "relation": mapping.relation, "coverage": mapping.coverage })
    });
    json!({
        "ref": one.reference,
        "parent": one.parent.map(|place| &view.requirements[place].reference),
        "is_assessable": one.is_assessable,
        "title": one.title,
        "controls": controls.collect::<Vec<_>>(),
    })
}

/// Readers and rules of the content refuse what cannot be read and references that lead nowhere; the rest is looked for here.
fn check(json: bool) -> Outcome {
    let (catalogue, _) = shipped_catalogue()?;
    let faults = faults(&catalogue);
    if json {
        let requirements = catalogue.frameworks.iter().flat_map(|file| &file.requirements);
        say_json(&json!({
            "holds": faults.is_empty(),
            "frameworks": catalogue.frameworks.len(),
            "assessable": requirements.filter(|one| one.is_assessable).count(),
            "controls": catalogue.control_count(),
            "excepted": catalogue.exceptions.len(),
            "faults": faults,
        }))?;
    }
    if !faults.is_empty() {
        return Err(Failure::failed(format!("the content has faults:\n  {}", faults.join("\n  "))));
    }
    if json { Ok(()) } else { say(format!("The content holds: {} frameworks.", catalogue.frameworks.len())) }
}

fn faults(catalogue: &Catalogue) -> Vec<String> {
    let missing = uncovered(catalogue);
    let mut faults: Vec<String> = missing
        .iter()
        .map(|one| {
            format!("{} {}: no control answers it, and no exception gives a reason", one.framework, one.reference)
        })
        .collect();
    for one in unused_exceptions(catalogue) {
        faults.push(format!("{} {}: excepted, and yet a control answers it", one.framework, one.reference));
    }
    for file in &catalogue.frameworks {
        let one = &file.framework;
        for (name, text) in [("title", &one.title), ("licence", &one.licence), ("source", &one.source)] {
            if lacks(text) {
                faults.push(format!("{}: {name} is not there in both languages", one.key));
            }
        }
        for requirement in file.requirements.iter().filter(|requirement| lacks(&requirement.title)) {
            faults.push(format!("{} {}: title is not there in both languages", one.key, requirement.reference));
        }
    }
    faults
}

fn lacks(text: &Localized) -> bool {
    text.da.trim().is_empty() || text.en.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_holds_and_what_is_taken_away_is_missed() {
        let (mut catalogue, _) = shipped_catalogue().unwrap();
        assert_eq!(faults(&catalogue), Vec::<String>::new());
        catalogue.frameworks[0].framework.licence.en.clear();
        for area in &mut catalogue.areas {
            for control in &mut area.controls {
                control.mappings.retain(|one| one.reference != "21(2)(j)");
            }
        }
        let told = faults(&catalogue);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("nis2 21(2)(j): ") && told[1].starts_with("nis2: licence"), "{told:?}");
    }
}
