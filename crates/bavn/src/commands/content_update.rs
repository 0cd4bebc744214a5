use crate::{
    config::Config,
    failure::Outcome,
    opening,
    output::{say, say_json},
};
use bavn_app::catalogue::{ContentDiff, get_content_update, take_content_update};
use serde_json::json;

/// `bavn catalogue update`.
pub async fn run(config: &Config, dry_run: bool, json: bool) -> Outcome {
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let found = match dry_run {
        true => get_content_update(&app, &ctx).await?,
        false => take_content_update(&app, &ctx, None).await?,
    };
    app.db().clone().close().await?;
    let is_taken = found.is_some() && !dry_run;
    if json {
        return say_json(&json!({ "waits": found.is_some() && dry_run, "is_taken": is_taken, "difference": found }));
    }
    let Some(diff) = found else { return say("The content is the newest: nothing to take.") };
    tell(&diff)?;
    say(match is_taken {
        true => "Taken. What is the municipality's own was kept.",
        false => "Nothing was changed: this was a dry run.",
    })
}

fn tell(diff: &ContentDiff) -> Outcome {
    say(format!("Content of version {} to {}:", diff.from, diff.to))?;
    for one in &diff.items {
        let fields: Vec<&str> = one.texts.iter().map(|text| text.field.as_str()).collect();
        let fields = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(", ")) };
        say(format!("  {} {}: {} {}{fields}", one.item.key(), one.change.key(), one.key, one.title.en))?;
    }
    for one in &diff.mappings {
        let (framework, reference) = &one.requirement;
        say(format!("  mapping {}: {} to {framework} {reference}", one.change.key(), one.control))?;
    }
    for one in &diff.weights {
        let kept = one.own.map(|own| format!(", the municipality's own {own} is kept")).unwrap_or_default();
        say(format!("  {} of {}: {} to {}{kept}", one.field, one.code, one.old, one.new))?;
    }
    for one in &diff.conflicts {
        say(format!("  kept as it is here: {} ({})", one.key, one.reason.key().replace('_', " ")))?;
    }
    Ok(())
}
