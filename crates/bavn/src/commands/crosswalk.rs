use crate::{
    cli::CrosswalkArgs,
    commands::catalogue::{framework, load},
    config::Config,
    failure::Outcome,
    output::{say, say_json},
};
use bavn_app::catalogue::{CatalogueView, FrameworkView, RequirementView};
use bavn_core::catalogue::{Answer, CrosswalkPair, crosswalk};
use serde_json::{Value, json};
use std::collections::HashSet;

/// `bavn crosswalk A B`.
pub async fn run(config: &Config, args: &CrosswalkArgs) -> Outcome {
    let view = load(config).await?;
    let (from, to) = (framework(&view, &args.from)?, framework(&view, &args.to)?);
    let (first, second) = (assessable(&view, from), assessable(&view, to));
    let pairs = crosswalk(&answers(&view, &first), &answers(&view, &second));
    let met: HashSet<usize> = pairs.iter().map(|pair| pair.from).collect();
    let unmatched = first.iter().enumerate().filter(|(place, _)| !met.contains(place));
    let unmatched: Vec<&str> = unmatched.map(|(_, one)| one.reference.as_str()).collect();
    if args.json {
        let rows = pairs.iter().map(|pair| row(&view, &first, &second, pair));
        return say_json(&json!({
            "from": from.key,
            "to": to.key,
            "pairs": rows.collect::<Vec<_>>(),
            "unmatched": unmatched,
        }));
    }
    for pair in &pairs {
        let controls: Vec<&str> = pair.through.iter().map(|one| view.controls[one.control].code.as_str()).collect();
        say(format!(
            "{}\t{}\t{}/4\t{}\t{}",
            first[pair.from].reference,
            second[pair.to].reference,
            pair.share.quarters(),
            pair.relation.key(),
            controls.join(" "),
        ))?;
    }
    for reference in &unmatched {
        say(format!("{reference}\t-\t0/4"))?;
    }
    say(format!("{} pairs; {} of {} requirements meet nothing.", pairs.len(), unmatched.len(), first.len()))
}

fn assessable<'a>(view: &'a CatalogueView, framework: &FrameworkView) -> Vec<&'a RequirementView> {
    view.requirements[framework.requirements.clone()].iter().filter(|one| one.is_assessable).collect()
}

fn answers(view: &CatalogueView, requirements: &[&RequirementView]) -> Vec<Vec<Answer>> {
    let of = |(control, mapping): &(usize, usize)| {
        let mapping = &view.controls[*control].mappings[*mapping];
        Answer { control: *control, relation: mapping.relation, coverage: mapping.coverage }
    };
    requirements.iter().map(|one| one.answered_by.iter().map(of).collect()).collect()
}

fn row(view: &CatalogueView, first: &[&RequirementView], second: &[&RequirementView], pair: &CrosswalkPair) -> Value {
    let through = pair.through.iter().map(
        |one| json!({ "control": view.controls[one.control].code, "from_coverage": one.from, "to_coverage": one.to }),
    );
    json!({
        "from": first[pair.from].reference,
        "to": second[pair.to].reference,
        "share": pair.share,
        "relation": pair.relation,
        "through": through.collect::<Vec<_>>(),
    })
}
