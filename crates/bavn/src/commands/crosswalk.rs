use crate::{
    cli::CrosswalkArgs,
    commands::{
        catalogue::{framework, load},
        export::write,
    },
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::{
    catalogue::{CatalogueView, Crosswalk},
    import_export::{ListFormat, export_crosswalk},
};
use bavn_core::catalogue::CrosswalkPair;
use bavn_web::import_export::crosswalk_texts;
use serde_json::{Value, json};
use std::path::Path;

/// `bavn crosswalk A B`.
pub async fn run(config: &Config, args: &CrosswalkArgs) -> Outcome {
    if let Some(file) = &args.out {
        return save(config, args, file).await;
    }
    let view = load(config).await?;
    // Unknown keys are told with those that there are.
    let (from, to) = (framework(&view, &args.from)?, framework(&view, &args.to)?);
    let crosswalk = view.crosswalk(&from.key, &to.key)?;
    let (first, second) = &crosswalk.requirements;
    let unmatched: Vec<&str> = crosswalk.unmatched().into_iter().map(|at| first[at].reference.as_str()).collect();
    if args.json {
        let rows = crosswalk.pairs.iter().map(|pair| row(&view, &crosswalk, pair));
        return say_json(&json!({
            "from": from.key,
            "to": to.key,
            "pairs": rows.collect::<Vec<_>>(),
            "unmatched": unmatched,
        }));
    }
    for pair in &crosswalk.pairs {
        let (one, other) = (&first[pair.from].reference, &second[pair.to].reference);
        if let (Some(share), Some(relation)) = (pair.share, pair.relation) {
            let codes = crosswalk.codes(&view, pair).join(" ");
            say(format!("{one}\t{other}\t{}/4\t{}\t{codes}", share.quarters(), relation.key()))?;
        }
        for link in &pair.direct {
            let library = &crosswalk.links[link.link].library;
            say(format!("{one}\t{other}\tdirect\t{}\tfrom {library}", link.relation.key()))?;
        }
    }
    for reference in &unmatched {
        say(format!("{reference}\t-\t0/4"))?;
    }
    let pairs = crosswalk.pairs.len();
    say(format!("{pairs} pairs; {} of {} requirements meet nothing.", unmatched.len(), first.len()))
}

/// `bavn crosswalk A B --out FILE`.
async fn save(config: &Config, args: &CrosswalkArgs, file: &Path) -> Outcome {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = ListFormat::from_ending(ending)
        .ok_or_else(|| Failure::usage(format!("{}: expected a name that ends in .xlsx or .csv.", file.display())))?;
    let view = load(config).await?;
    let (from, to) = (framework(&view, &args.from)?, framework(&view, &args.to)?);
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let texts = crosswalk_texts(args.lang.into());
    let keys = (from.key.as_str(), to.key.as_str());
    let bytes = export_crosswalk(&app, &ctx, keys, args.matrix, format, &texts).await?;
    app.db().clone().close().await?;
    write(file, &bytes)?;
    say(format!("{}: {} bytes written.", file.display(), bytes.len()))
}

fn row(view: &CatalogueView, crosswalk: &Crosswalk<'_>, pair: &CrosswalkPair) -> Value {
    let through = pair.through.iter().map(
        |one| json!({ "control": view.controls[one.control].code, "from_coverage": one.from, "to_coverage": one.to }),
    );
    let direct = pair.direct.iter().map(|link| {
        let found = crosswalk.links[link.link];
        json!({
            "relation": link.relation,
            "strength": found.strength,
            "rationale": found.rationale,
            "library": &*found.library,
        })
    });
    json!({
        "from": crosswalk.requirements.0[pair.from].reference,
        "to": crosswalk.requirements.1[pair.to].reference,
        "share": pair.share,
        "relation": pair.relation,
        "through": through.collect::<Vec<_>>(),
        "direct": direct.collect::<Vec<_>>(),
    })
}
