//! Systems of Kitos into the asset register. What was changed here stays: only what stands as Kitos gave it follows Kitos.

use super::{
    entity::import,
    job::{authorize, words},
    plan::{KITOS, Planned, Planner, differences, gone},
    preview::{Preview, PreviewRow},
    run::{store, write_rows},
    things::{Kind, Permits},
    types::{ImportCounts, ImportState, RegisterImport, from_row},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    audit_log::AuditEvent,
    ids::RegisterImportId,
    import_export::{
        FileError,
        kitos::{KitosAsset, KitosEntity, KitosFiles, KitosRecords, KitosSupplier, read_kitos},
        table::{ImportWords, Known, Mapping, Record, Register, Unknown, Value},
    },
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel as _};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

const CHUNK: usize = 500;
/// Rows whose differences are shown.
const SHOWN: usize = 100;

/// Takes the systems of Kitos into the asset register, in one transaction, unless `dry_run` says not to; what was deleted there is taken out of use.
/// The same lists again change nothing. Suppliers are set where one of the name or CVR number is here; other names go into the note.
///
/// # Errors
/// [`Error::File`] when a list cannot be read, [`Error::Forbidden`], or the database failed; then nothing was stored.
pub async fn import_kitos(
    app: &App,
    ctx: &Context,
    from: &str,
    files: KitosFiles,
    dry_run: bool,
) -> Result<(Preview, Option<RegisterImport>)> {
    let permits = authorize(ctx)?;
    let words = words()?;
    let read = tokio::task::spawn_blocking(move || {
        let lists = [&files.systems, &files.usages, &files.contracts, &files.registrations, &files.deleted];
        let size: usize = lists.iter().map(|list| list.len()).sum();
        let mut digest = Sha256::new();
        lists.iter().for_each(|list| digest.update(list));
        read_kitos(&files).map(|records| (records, hex::encode(digest.finalize()), size))
    });
    let (records, sha256, size) =
        read.await?.map_err(|fault| Error::File(FileError::NotKitos { detail: fault.to_string() }))?;
    let mapping = Mapping {
        register: Register::Assets,
        sheet: None,
        columns: Vec::new(),
        constants: BTreeMap::new(),
        key: "external_id".to_owned(),
        known: Known::Update,
        unknown: Unknown::Create,
    };
    let work = Work { mapping: &mapping, words, records: &records };
    if dry_run {
        return Ok((work.preview(app.db().read(), &permits).await?, None));
    }
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    let found = work.preview(tx.conn(), &permits).await?;
    let id: RegisterImportId = ctx.new_id()?;
    let row = import::Model {
        id: id.0,
        register: Register::Assets.key().to_owned(),
        source: KITOS.to_owned(),
        file_name: from.to_owned(),
        sha256,
        size: i64::try_from(size).unwrap_or(i64::MAX),
        mapping: json!(mapping).to_string(),
        state: ImportState::Done.key().to_owned(),
        counts: json!(found.counts).to_string(),
        problem: String::new(),
        created_at: ctx.now(),
        created_by: ctx.actor().name().to_owned(),
        finished_at: Some(ctx.now()),
        undone_at: None,
        version: 1,
    };
    import::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
    let mut planner = Planner::load(tx.conn(), &mapping, KITOS).await?;
    let mut place = 0;
    for chunk in work.chunks() {
        let planned = planner.plan(tx.conn(), &permits, chunk).await?;
        let rows = store(&mut tx, ctx, &permits, (id, Kind::Asset), planned, &mut place).await?;
        write_rows(&tx, rows).await?;
        tx.flush().await?;
    }
    let planned = work.gone(tx.conn(), &permits).await?;
    let rows = store(&mut tx, ctx, &permits, (id, Kind::Asset), planned, &mut place).await?;
    write_rows(&tx, rows).await?;
    let after = json!({ "from": from, "counts": found.counts });
    tx.commit(AuditEvent::new(&permits.assets, "import", "register_import", Some(id.0)).after(after)).await?;
    Ok((found, Some(from_row(row)?)))
}

struct Work<'a> {
    mapping: &'a Mapping,
    words: &'static ImportWords,
    records: &'a KitosRecords,
}

impl Work<'_> {
    /// The systems as records of a table, some at a time.
    fn chunks(&self) -> impl Iterator<Item = Vec<Record>> {
        let suppliers: HashMap<Uuid, &KitosSupplier> =
            self.records.suppliers.iter().map(|supplier| (supplier.id, supplier)).collect();
        self.records.assets.chunks(CHUNK).enumerate().map(move |(at, chunk)| {
            let row = |place: usize| u32::try_from(at * CHUNK + place + 1).unwrap_or(u32::MAX);
            let records = chunk.iter().enumerate();
            let supplier = |asset: &KitosAsset| asset.supplier.and_then(|id| suppliers.get(&id).copied());
            records.map(|(place, asset)| record(row(place), asset, supplier(asset), self.words)).collect()
        })
    }

    async fn gone(&self, conn: &impl ConnectionTrait, permits: &Permits) -> Result<Vec<Planned>> {
        let uses = self.records.deletions.iter().filter(|one| one.entity == KitosEntity::Usage);
        // What is listed is not gone, whatever was deleted once.
        let is_listed = |id: Uuid| self.records.assets.binary_search_by_key(&id, |asset| asset.id).is_ok();
        gone(conn, permits, uses.filter(|one| !is_listed(one.id)).map(|one| one.id.to_string()).collect()).await
    }

    async fn preview(&self, conn: &impl ConnectionTrait, permits: &Permits) -> Result<Preview> {
        let mut planner = Planner::load(conn, self.mapping, KITOS).await?;
        let mut found = Preview {
            counts: ImportCounts { rows: self.records.assets.len(), ..Default::default() },
            ..Default::default()
        };
        for chunk in self.chunks() {
            for one in planner.plan(conn, permits, chunk).await? {
                told(&mut found, one, |id| planner.name_of(id));
            }
        }
        for one in self.gone(conn, permits).await? {
            told(&mut found, one, |id| planner.name_of(id));
        }
        found.unresolved = planner.unresolved();
        Ok(found)
    }
}

fn told<'a>(found: &mut Preview, planned: Planned, name_of: impl Fn(&str) -> Option<&'a str>) {
    planned.action.count(&mut found.counts);
    let before = planned.old.map(|thing| thing.map);
    let after = match (planned.map, &before) {
        (Some(map), _) => map,
        (None, Some(map)) if planned.action == super::RowAction::Archive => map.clone(),
        (None, _) => return,
    };
    if found.rows.len() < SHOWN {
        let changes = differences(&before.unwrap_or_else(|| Kind::Asset.empty()), &after, name_of);
        let name = after.get("name").and_then(Json::as_str).unwrap_or_default().to_owned();
        found.rows.push(PreviewRow { row: planned.row, action: planned.action, name, changes });
    }
}

/// A system as a record of a table. Every text is there, also an empty one: it was emptied in Kitos.
fn record(row: u32, asset: &KitosAsset, supplier: Option<&KitosSupplier>, words: &ImportWords) -> Record {
    let id = asset.id.to_string();
    let mut values: BTreeMap<&'static str, Value> = BTreeMap::new();
    let kle = Some(asset.kle.join(", ")).filter(|kle| !kle.is_empty()).map(|kle| format!("KLE: {kle}"));
    let local = Some(&asset.local_id).filter(|id| !id.is_empty()).map(|id| format!("Kitos: {id}"));
    let note = Some(asset.note.clone()).filter(|note| !note.is_empty()).into_iter().chain(local).chain(kle);
    let texts = [
        ("external_id", id.clone()),
        ("name", asset.name.clone()),
        ("alias", asset.alias.clone()),
        ("description", asset.description.clone()),
        ("hosting", asset.hosting.to_owned()),
        ("life_cycle", asset.life_cycle.to_owned()),
        ("gdpr_basis", asset.purpose.chars().take(1_000).collect()),
        ("note", note.collect::<Vec<_>>().join("\n")),
    ];
    values.extend(texts.map(|(field, text)| (field, Value::Text(text))));
    if asset.record_url.starts_with("https://") || asset.record_url.starts_with("http://") {
        values.insert("record_url", Value::Text(asset.record_url.clone()));
    }
    if !asset.personal_data.is_empty() {
        let kinds = asset.personal_data.iter().map(|kind| (*kind).to_owned()).collect();
        values.insert("personal_data", Value::Words(kinds));
    }
    let critical = asset.is_critical.filter(|is| *is).map(|_| 3);
    if let Some(grade) = words.grade(&asset.criticality).or(critical) {
        values.insert("criticality", Value::Whole(grade));
    }
    if let Some(ends_on) = asset.ends_on {
        values.insert("ends_on", Value::Text(ends_on.to_string()));
    }
    let names = [("owner", &asset.owner), ("responsible", &asset.responsible), ("unit", &asset.unit)];
    let names = names.into_iter().filter(|(_, name)| !name.is_empty());
    values.extend(names.map(|(field, name)| (field, Value::Text(name.clone()))));
    if let Some(supplier) = supplier {
        values.insert("supplier", Value::Text(supplier.name.clone()));
    }
    if asset.name.is_empty() {
        values.remove("name");
    }
    Record { row, key: id, values }
}
