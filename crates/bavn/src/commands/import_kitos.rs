use super::import::read;
use crate::{
    cli::ImportKitos,
    config::Config,
    failure::{Failure, Outcome},
    opening,
    output::{say, say_json},
};
use bavn_app::import_export::{KitosPlace, KitosRefusal, import_kitos};
use bavn_connect::kitos::{KitosClient, KitosError, Limits};
use bavn_core::import_export::kitos::KitosFiles;
use serde_json::json;
use std::path::Path;

/// Bytes of one list in a folder.
const LIST_BYTES: usize = 200_000_000;

/// `bavn import kitos …`.
pub(super) async fn run(config: &Config, args: &ImportKitos) -> Outcome {
    let (from, files) = match (&args.from, &args.url, &args.token_file, args.organisation) {
        (Some(folder), ..) => (folder.display().to_string(), folder_lists(folder)?),
        (None, Some(url), Some(token), Some(organisation)) => {
            let token = String::from_utf8_lossy(&read(token, 10_000)?).into_owned();
            let since = args.since.map(|day| time::OffsetDateTime::new_utc(day, time::Time::MIDNIGHT));
            let client = KitosClient::new(url, &token, organisation, Limits::default());
            let client = client.map_err(|error| Failure::usage(error.to_string()))?;
            // The client waits for answers: not on a thread that serves others.
            let fetched = tokio::task::spawn_blocking(move || client.fetch(since, &mut |_, _| {})).await;
            let fetched = fetched.map_err(|error| Failure::input(error.to_string()))?;
            (url.clone(), fetched.map_err(|error| Failure::input(error.to_string()))?)
        }
        _ => {
            return Err(Failure::usage(
                "say where from: --from DIR, or --url URL --token-file FILE --organisation UUID",
            ));
        }
    };
    let app = opening::open(config).await?;
    let ctx = opening::operator("command line");
    let (found, import) = import_kitos(&app, &ctx, &from, files, args.dry_run).await?;
    app.db().clone().close().await?;
    if args.json {
        return say_json(&json!({
            "from": from,
            "import": import.as_ref().map(|import| import.id),
            "counts": found.counts,
            "kinds": found.kinds.iter().map(|(kind, counts)| ((*kind).to_owned(), json!(counts))).collect::<serde_json::Map<_, _>>(),
            "rows": found.rows,
            "unresolved": found.unresolved,
            "is_stored": import.is_some(),
        }));
    }
    for row in &found.rows {
        say(format!("{} {}: {}", row.action.key(), row.kind, row.name))?;
        for (field, before, after) in &row.changes {
            say(format!("    {field}: {before:?} -> {after:?}"))?;
        }
    }
    for (kind, counts) in &found.kinds {
        say(format!(
            "{} {kind}: {} new, {} changed, {} taken into use again, {} taken out of use, {} taken away, {} unchanged, {} left out",
            counts.rows,
            counts.created,
            counts.updated,
            counts.restored,
            counts.archived,
            counts.removed,
            counts.unchanged,
            counts.skipped
        ))?;
    }
    say(match import {
        Some(import) => format!("Stored as import {}.", import.id),
        None => "Nothing was stored: this was a dry run.".to_owned(),
    })
}

fn folder_lists(folder: &Path) -> Outcome<KitosFiles> {
    let list = |name: &str| -> Outcome<Vec<u8>> {
        let path = folder.join(name);
        if path.is_file() { read(&path, LIST_BYTES) } else { Ok(Vec::new()) }
    };
    let usages = folder.join("it-system-usages.json");
    if !usages.is_file() {
        return Err(Failure::usage(format!("{} is not there", usages.display())));
    }
    Ok(KitosFiles {
        systems: list("it-systems.json")?,
        usages: list("it-system-usages.json")?,
        contracts: list("it-contracts.json")?,
        registrations: list("data-processing-registrations.json")?,
        deleted: list("deleted-entities.json")?,
    })
}

/// Asks Kitos, for the page and the API.
///
/// # Errors
/// Why it did not answer as hoped.
pub fn fetch_kitos(place: &KitosPlace) -> Result<KitosFiles, KitosRefusal> {
    let organisation = uuid::Uuid::parse_str(place.organisation.trim()).map_err(|_| KitosRefusal::Address)?;
    let client = KitosClient::new(&place.url, &place.token, organisation, Limits::default()).map_err(refusal)?;
    let since = place.since.map(|day| time::OffsetDateTime::new_utc(day, time::Time::MIDNIGHT));
    client.fetch(since, &mut |_, _| {}).map_err(refusal)
}

fn refusal(error: KitosError) -> KitosRefusal {
    match error {
        KitosError::Address { .. } => KitosRefusal::Address,
        KitosError::Token => KitosRefusal::Token,
        KitosError::Refused { path } => KitosRefusal::Refused(path),
        KitosError::Status { path, status } => KitosRefusal::Status(path, status),
        KitosError::NotAList { path, .. } => KitosRefusal::NotAList(path),
        KitosError::Failed { path, .. } | KitosError::TooMany { path, .. } => KitosRefusal::Failed(path),
    }
}
