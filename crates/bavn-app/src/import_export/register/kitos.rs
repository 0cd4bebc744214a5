//! Kitos into the registers: suppliers, systems, contracts, data-processing agreements and what systems take from each other. What was changed
//! here stays: only what stands as Kitos gave it follows Kitos.

use super::{
    entity::{file, import},
    job::{authorize, words},
    keys::KeyIndex,
    plan::{KITOS, Planned, Planner, differences, gone},
    preview::{Preview, PreviewRow},
    run::{store, update, write_rows},
    things::{self, Kind, Permits},
    types::{ImportCounts, ImportState, RegisterImport, RowAction, from_row},
};
use crate::{
    App, Context, Error, FieldFault, Result,
    asset::{AssetKeys, all_links, find_by},
};
use bavn_core::{
    audit_log::AuditEvent,
    ids::RegisterImportId,
    import_export::{
        FileError,
        kitos::{
            KitosAgreement, KitosAsset, KitosContract, KitosEntity, KitosFiles, KitosRecords, KitosSupplier, read_kitos,
        },
        table::{ImportWords, Known, Mapping, Record, Register, Unknown, Value},
    },
};
use bavn_db::WriteTx;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel as _};
use serde_json::{Map, Value as Json, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use time::Date;
use uuid::Uuid;

const CHUNK: usize = 500;
/// Rows whose differences are shown, of each kind.
const SHOWN: usize = 100;
/// The most levels of contracts under contracts.
const LEVELS: usize = 8;

/// Where Kitos is, and who asks. The token is used for one conversation and kept nowhere.
pub struct KitosPlace {
    /// Its address, `https://…`.
    pub url: String,
    /// The token of a user of the interface.
    pub token: String,
    /// The municipality's identifier in Kitos.
    pub organisation: String,
    /// Only what was changed or deleted since; everything without.
    pub since: Option<Date>,
}

impl std::fmt::Debug for KitosPlace {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The token is not shown.
        out.debug_struct("KitosPlace").field("url", &self.url).field("since", &self.since).finish_non_exhaustive()
    }
}

/// Why Kitos did not answer as hoped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KitosRefusal {
    /// The address cannot be used.
    Address,
    /// The token has signs that no token has.
    Token,
    /// The token is wrong or has run out, at this path.
    Refused(String),
    /// Another answer than hoped, at this path.
    Status(String, u16),
    /// No answer, a broken one, or too much, at this path.
    Failed(String),
}

/// How Kitos is asked: the program that runs gives the way, since operations know no network.
pub type KitosFetch = fn(&KitosPlace) -> std::result::Result<KitosFiles, KitosRefusal>;

/// Asks Kitos for its lists, over HTTPS only.
///
/// # Errors
/// [`Error::Invalid`] when the address, the token or the organisation cannot be used, or Kitos does not answer as hoped;
/// [`Error::Forbidden`].
pub async fn fetch_kitos(app: &App, ctx: &Context, place: KitosPlace) -> Result<KitosFiles> {
    let _ = authorize(ctx)?;
    let mut faults = Vec::new();
    if !place.url.trim().starts_with("https://") {
        faults.push(FieldFault::new("url", "kitos_address", &place.url));
    }
    if Uuid::parse_str(place.organisation.trim()).is_err() {
        faults.push(FieldFault::new("organisation", "kitos_organisation", &place.organisation));
    }
    if place.token.trim().is_empty() {
        faults.push(FieldFault::new("token", "required", ""));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let refused = |refusal: KitosRefusal, url: &str| {
        let fault = match refusal {
            KitosRefusal::Address => FieldFault::new("url", "kitos_address", url),
            KitosRefusal::Token => FieldFault::new("token", "kitos_token", ""),
            KitosRefusal::Refused(path) => FieldFault::new("token", "kitos_refused", "").with("path", path),
            KitosRefusal::Status(path, status) => {
                FieldFault::new("url", "kitos_status", status.to_string()).with("path", path)
            }
            KitosRefusal::Failed(path) => FieldFault::new("url", "kitos_failed", "").with("path", path),
        };
        Error::Invalid(vec![fault])
    };
    let url = place.url.clone();
    let Some(fetch) = app.kitos() else { return Err(refused(KitosRefusal::Failed(url.clone()), &url)) };
    // The client waits for answers: not on a thread that serves others.
    tokio::task::spawn_blocking(move || fetch(&place)).await?.map_err(|refusal| refused(refusal, &url))
}

/// The lists as they wait in the database.
fn packed(files: &KitosFiles) -> Vec<u8> {
    let text = |list: &[u8]| String::from_utf8_lossy(list).into_owned();
    let lists = [&files.systems, &files.usages, &files.contracts, &files.registrations, &files.deleted];
    json!(lists.map(|list| text(list))).to_string().into_bytes()
}

fn unpacked(bytes: &[u8]) -> Result<KitosFiles> {
    let lists: [String; 5] =
        serde_json::from_slice(bytes).map_err(|error| Error::System { what: "import", message: error.to_string() })?;
    let [systems, usages, contracts, registrations, deleted] = lists.map(String::into_bytes);
    Ok(KitosFiles { systems, usages, contracts, registrations, deleted })
}

/// Lists that were read, with the digest and the number of their bytes.
struct Lists {
    records: KitosRecords,
    sha256: String,
    size: i64,
}

async fn read(files: KitosFiles) -> Result<Lists> {
    let read = tokio::task::spawn_blocking(move || {
        let lists = [&files.systems, &files.usages, &files.contracts, &files.registrations, &files.deleted];
        let size: usize = lists.iter().map(|list| list.len()).sum();
        let mut digest = Sha256::new();
        lists.iter().for_each(|list| digest.update(list));
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        read_kitos(&files).map(|records| Lists { records, sha256: hex::encode(digest.finalize()), size })
    });
    read.await?.map_err(|fault| Error::File(FileError::NotKitos { detail: fault.to_string() }))
}

/// How the records of a kind are read: by their identifiers in Kitos.
fn mapping() -> Mapping {
    Mapping {
        register: Register::Assets,
        sheet: None,
        columns: Vec::new(),
        constants: BTreeMap::new(),
        key: "external_id".to_owned(),
        known: Known::Update,
        unknown: Unknown::Create,
    }
}

fn new_row(ctx: &Context, from: &str, lists: &Lists, state: ImportState) -> Result<import::Model> {
    let is_done = state == ImportState::Done;
    Ok(import::Model {
        id: ctx.new_id::<RegisterImportId>()?.0,
        register: Register::Assets.key().to_owned(),
        source: KITOS.to_owned(),
        file_name: from.chars().take(300).collect(),
        sha256: lists.sha256.clone(),
        size: lists.size,
        mapping: json!(mapping()).to_string(),
        state: state.key().to_owned(),
        counts: "{}".to_owned(),
        problem: String::new(),
        created_at: ctx.now(),
        created_by: ctx.actor().name().to_owned(),
        finished_at: is_done.then(|| ctx.now()),
        undone_at: None,
        version: 1,
    })
}

/// Stores the lists of Kitos as an import that waits, so that its difference can be looked at first.
///
/// # Errors
/// [`Error::File`] when a list cannot be read, [`Error::TooLarge`], [`Error::Forbidden`], or the database failed.
pub async fn upload_kitos(app: &App, ctx: &Context, from: &str, files: KitosFiles) -> Result<RegisterImport> {
    let permits = authorize(ctx)?;
    let content = packed(&files);
    let most = super::job::limits(app).file_bytes;
    if content.len() as u64 > most {
        return Err(Error::TooLarge { limit: usize::try_from(most).unwrap_or(usize::MAX) });
    }
    let lists = read(files).await?;
    let tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    let row = new_row(ctx, from, &lists, ImportState::Waiting)?;
    import::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
    let kept = file::ActiveModel { import_id: Set(row.id), content: Set(content) };
    file::Entity::insert(kept).exec_without_returning(tx.conn()).await?;
    let after = json!({ "from": row.file_name, "sha256": row.sha256, "source": KITOS });
    tx.commit(AuditEvent::new(&permits.assets, "create", "register_import", Some(row.id)).after(after)).await?;
    from_row(row)
}

/// What taking in lists that wait would do.
pub(super) async fn preview_lists(app: &App, ctx: &Context, from: &str, bytes: &[u8]) -> Result<Preview> {
    Ok(import_kitos(app, ctx, from, unpacked(bytes)?, true).await?.0)
}

/// Takes in lists that wait.
pub(super) async fn run_lists(
    app: &App,
    ctx: &Context,
    permits: &Permits,
    waiting: &RegisterImport,
    bytes: &[u8],
) -> Result<RegisterImport> {
    let lists = read(unpacked(bytes)?).await?;
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    let found = take_all(&mut tx, ctx, permits, waiting.id, &lists.records).await?;
    file::Entity::delete_by_id(waiting.id.0).exec(tx.conn()).await?;
    let done = RegisterImport {
        state: ImportState::Done,
        counts: found.counts,
        problem: String::new(),
        finished_at: Some(ctx.now()),
        version: waiting.version + 1,
        ..waiting.clone()
    };
    update(&tx, &done).await?;
    let after = json!({ "from": done.file_name, "counts": found.counts });
    tx.commit(AuditEvent::new(&permits.assets, "import", "register_import", Some(done.id.0)).after(after)).await?;
    Ok(done)
}

/// Takes what Kitos sends into the registers, in one transaction, unless `dry_run` says not to; what was deleted there is taken out of use. The
/// same lists again change nothing.
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
    let lists = read(files).await?;
    // A dry run does it all and takes it back: what it tells is what would happen.
    let mut tx = app.db().write_tx(&permits.assets, ctx.change()).await?;
    let mut row = new_row(ctx, from, &lists, ImportState::Done)?;
    import::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
    let found = take_all(&mut tx, ctx, &permits, row.id.into(), &lists.records).await?;
    if dry_run {
        tx.roll_back().await?;
        return Ok((found, None));
    }
    row.counts = json!(found.counts).to_string();
    let done = from_row(row)?;
    update(&tx, &done).await?;
    let after = json!({ "from": from, "counts": found.counts });
    tx.commit(AuditEvent::new(&permits.assets, "import", "register_import", Some(done.id.0)).after(after)).await?;
    Ok((found, Some(done)))
}

async fn take_all(
    tx: &mut WriteTx,
    ctx: &Context,
    permits: &Permits,
    import: RegisterImportId,
    records: &KitosRecords,
) -> Result<Preview> {
    let mapping = mapping();
    let mut work =
        Work { tx, ctx, permits, import, mapping: &mapping, words: words()?, place: 0, found: Preview::default() };
    work.suppliers(records).await?;
    let suppliers = work.local_suppliers(records).await?;
    work.assets(records, &suppliers).await?;
    let assets = work.local_assets().await?;
    work.contracts(records, &suppliers, &assets).await?;
    work.agreements(records, &suppliers, &assets).await?;
    work.dependencies(records, &assets).await?;
    work.deletions(records).await?;
    let mut found = work.found;
    for (_, counts) in &found.kinds {
        found.counts.add(counts);
    }
    Ok(found)
}

/// What is done inside a transaction.
struct Work<'a> {
    tx: &'a mut WriteTx,
    ctx: &'a Context,
    permits: &'a Permits,
    import: RegisterImportId,
    mapping: &'a Mapping,
    words: &'static ImportWords,
    place: i32,
    found: Preview,
}

impl Work<'_> {
    async fn suppliers(&mut self, records: &KitosRecords) -> Result<()> {
        let all = numbered(&records.suppliers, |supplier| {
            let texts = [
                ("external_id", supplier.id.to_string()),
                ("name", supplier.name.clone()),
                ("cvr", supplier.cvr.clone()),
                ("contact_name", supplier.contact_name.clone()),
                ("contact_phone", supplier.contact_phone.chars().take(40).collect()),
                ("contact_email", address(&supplier.contact_email)),
            ];
            // What Kitos does not say of a supplier, another list may.
            texts
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(field, text)| (field, Value::Text(text)))
                .collect()
        });
        self.take(Kind::Supplier, all).await
    }

    /// The suppliers in use here, by their identifiers in Kitos.
    async fn local_suppliers(&self, records: &KitosRecords) -> Result<HashMap<Uuid, Uuid>> {
        let index = KeyIndex::load(self.tx.conn(), Kind::Supplier, "external_id", KITOS).await?;
        let local = |one: &KitosSupplier| {
            let known = index.find_in_use(&KeyIndex::plain("external_id", &one.id.to_string()));
            Some((one.id, known.or_else(|| index.adopt(&one.cvr, &one.name))?))
        };
        Ok(records.suppliers.iter().filter_map(local).collect())
    }

    async fn assets(&mut self, records: &KitosRecords, suppliers: &HashMap<Uuid, Uuid>) -> Result<()> {
        let words = self.words;
        let all = numbered(&records.assets, |asset| {
            asset_values(asset, asset.supplier.and_then(|id| suppliers.get(&id)).copied(), words)
        });
        self.take(Kind::Asset, all).await
    }

    /// The systems in use here with their names, by their identifiers in Kitos.
    async fn local_assets(&self) -> Result<HashMap<Uuid, (Uuid, String)>> {
        let keys = AssetKeys::External { source: KITOS.to_owned(), ids: Vec::new() };
        let found = find_by(self.tx.conn(), &self.permits.assets, &keys).await?;
        let in_use = found.into_iter().filter(|asset| asset.archived_at.is_none());
        let local = |asset: crate::asset::Asset| {
            Some((Uuid::parse_str(&asset.facts.external_id).ok()?, (asset.id.0, asset.facts.name)))
        };
        Ok(in_use.filter_map(local).collect())
    }

    async fn contracts(
        &mut self,
        records: &KitosRecords,
        suppliers: &HashMap<Uuid, Uuid>,
        assets: &HashMap<Uuid, (Uuid, String)>,
    ) -> Result<()> {
        let listed: HashSet<Uuid> = records.contracts.iter().map(|one| one.id).collect();
        let mut left: Vec<&KitosContract> = records.contracts.iter().collect();
        let mut done: HashSet<Uuid> = HashSet::new();
        // Contracts that stand under others come after those; what is left stands in a circle, and under nothing.
        for level in 0..=LEVELS {
            let is_next = |one: &&KitosContract| {
                level == LEVELS || one.parent.is_none_or(|parent| !listed.contains(&parent) || done.contains(&parent))
            };
            let (now, later): (Vec<&KitosContract>, Vec<&KitosContract>) = left.into_iter().partition(is_next);
            left = later;
            if now.is_empty() {
                continue;
            }
            let index = KeyIndex::load(self.tx.conn(), Kind::Contract, "external_id", KITOS).await?;
            let parent = |one: &KitosContract| {
                let parent = one.parent.filter(|_| level < LEVELS)?;
                index.find_in_use(&KeyIndex::plain("external_id", &parent.to_string()))
            };
            let all = numbered(&now, |one| {
                let supplier = one.supplier.and_then(|id| suppliers.get(&id)).copied();
                let covered = one.assets.iter().filter_map(|id| assets.get(id)).map(|(id, _)| *id).collect();
                contract_values(one, supplier, parent(one), covered)
            });
            self.take(Kind::Contract, all).await?;
            done.extend(now.iter().map(|one| one.id));
        }
        Ok(())
    }

    async fn agreements(
        &mut self,
        records: &KitosRecords,
        suppliers: &HashMap<Uuid, Uuid>,
        assets: &HashMap<Uuid, (Uuid, String)>,
    ) -> Result<()> {
        let index = KeyIndex::load(self.tx.conn(), Kind::Contract, "external_id", KITOS).await?;
        let names: HashMap<Uuid, &str> = records.suppliers.iter().map(|one| (one.id, one.name.as_str())).collect();
        let mut rows: Vec<(&KitosAgreement, Option<Uuid>)> = Vec::new();
        for one in &records.agreements {
            // One on file with each processor; one without is counted, and left out.
            if one.processors.is_empty() {
                rows.push((one, None));
            }
            rows.extend(one.processors.iter().map(|processor| (one, Some(*processor))));
        }
        let mut contracts: HashMap<Uuid, Option<Uuid>> = HashMap::new();
        for one in &records.agreements {
            let key = one.contract.map(|id| KeyIndex::plain("external_id", &id.to_string()));
            contracts.insert(one.id, key.and_then(|key| index.find_in_use(&key)));
        }
        let with: HashMap<Uuid, Uuid> = self.suppliers_of(contracts.values().flatten().copied().collect()).await?;
        let all = numbered(&rows, |(one, processor)| {
            let supplier = processor.and_then(|id| suppliers.get(&id)).copied();
            // A contract with somebody else is not the agreement's.
            let contract = contracts.get(&one.id).copied().flatten().filter(|id| with.get(id).copied() == supplier);
            let subs = one.sub_processors.iter().filter_map(|id| names.get(id)).copied().collect::<Vec<_>>();
            let covered = one.assets.iter().filter_map(|id| assets.get(id)).map(|(_, name)| name.as_str());
            agreement_values(
                one,
                *processor,
                (supplier, contract),
                &subs.join(", "),
                &covered.collect::<Vec<_>>().join(", "),
            )
        });
        self.take(Kind::Agreement, all).await
    }

    /// With whom contracts are.
    async fn suppliers_of(&self, contracts: Vec<Uuid>) -> Result<HashMap<Uuid, Uuid>> {
        let found = crate::supplier::find_contracts(self.tx.conn(), &contracts).await?;
        Ok(found.into_iter().filter_map(|one| Some((one.id.0, one.facts.supplier?.0))).collect())
    }

    /// Relations become dependencies where there is none yet between the two; those that are here stay as they are.
    async fn dependencies(&mut self, records: &KitosRecords, assets: &HashMap<Uuid, (Uuid, String)>) -> Result<()> {
        let here: HashSet<(Uuid, Uuid)> = all_links(self.tx.conn())
            .await?
            .iter()
            .map(|link| (link.dependency.asset.0, link.dependency.on.0))
            .collect();
        let mut seen: HashSet<(Uuid, Uuid)> = HashSet::new();
        let mut planned = Vec::new();
        for (at, one) in records.dependencies.iter().enumerate() {
            let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let (action, map) = match (assets.get(&one.from), assets.get(&one.to)) {
                (Some((from, _)), Some((to, _))) if here.contains(&(*from, *to)) => (RowAction::Unchanged, None),
                (Some((from, from_name)), Some((to, to_name))) if from != to && seen.insert((*from, *to)) => {
                    let mut map = Map::new();
                    map.insert("name".to_owned(), format!("{from_name} → {to_name}").into());
                    map.insert("asset".to_owned(), from.to_string().into());
                    map.insert("on".to_owned(), to.to_string().into());
                    map.insert("note".to_owned(), one.note.clone().into());
                    (RowAction::Create, Some(map))
                }
                _ => (RowAction::Skip, None),
            };
            planned.push(Planned { row, action, old: None, map, written: Map::new() });
        }
        self.tell(Kind::Dependency, &planned, |_| None);
        for chunk in in_chunks(planned) {
            self.store(Kind::Dependency, chunk).await?;
        }
        Ok(())
    }

    /// What was deleted there is taken out of use here, unless something in use leans on it. What is listed is not gone, whatever was deleted once.
    async fn deletions(&mut self, records: &KitosRecords) -> Result<()> {
        let of = |entity: KitosEntity| {
            records.deletions.iter().filter(move |one| one.entity == entity).map(|one| one.id).collect::<Vec<Uuid>>()
        };
        let listed = |listed: Vec<Uuid>, mut gone: Vec<Uuid>| {
            let listed: HashSet<Uuid> = listed.into_iter().collect();
            gone.retain(|id| !listed.contains(id));
            gone
        };
        let agreements = listed(records.agreements.iter().map(|one| one.id).collect(), of(KitosEntity::Agreement));
        let index = KeyIndex::load(self.tx.conn(), Kind::Agreement, "external_id", KITOS).await?;
        let ids = agreements
            .iter()
            .flat_map(|id| index.beginning_with(&KeyIndex::plain("external_id", &id.to_string())))
            .collect();
        self.archive(Kind::Agreement, ids).await?;
        let contracts = listed(records.contracts.iter().map(|one| one.id).collect(), of(KitosEntity::Contract));
        let index = KeyIndex::load(self.tx.conn(), Kind::Contract, "external_id", KITOS).await?;
        let ids = contracts
            .iter()
            .filter_map(|id| index.find_in_use(&KeyIndex::plain("external_id", &id.to_string())))
            .collect();
        self.archive(Kind::Contract, ids).await?;
        let assets = listed(records.assets.iter().map(|one| one.id).collect(), of(KitosEntity::Usage));
        let ids = assets.iter().map(Uuid::to_string).collect();
        let planned = gone(self.tx.conn(), self.permits, ids).await?;
        self.tell(Kind::Asset, &planned, |_| None);
        self.store(Kind::Asset, planned).await
    }

    async fn archive(&mut self, kind: Kind, ids: Vec<Uuid>) -> Result<()> {
        let beside: HashSet<Uuid> = ids.iter().copied().collect();
        let needed = things::needed(self.tx.conn(), kind, &ids, &beside).await?;
        let found = things::load(self.tx.conn(), self.permits, kind, ids).await?;
        let in_use = found.into_iter().filter(|thing| !thing.is_archived);
        let plan = |thing: things::Thing| {
            let action = if needed.contains(&thing.id) { RowAction::Skip } else { RowAction::Archive };
            Planned { row: 0, action, old: Some(thing), map: None, written: Map::new() }
        };
        let planned: Vec<Planned> = in_use.map(plan).collect();
        self.tell(kind, &planned, |_| None);
        self.store(kind, planned).await
    }

    async fn take(&mut self, kind: Kind, records: Vec<Record>) -> Result<()> {
        let mut planner = Planner::load(self.tx.conn(), kind, self.mapping, KITOS).await?;
        for chunk in in_chunks(records) {
            let planned = planner.plan(self.tx.conn(), self.permits, chunk).await?;
            self.tell(kind, &planned, |id| planner.name_of(id).map(str::to_owned));
            self.store(kind, planned).await?;
        }
        self.found.unresolved.extend(planner.unresolved());
        Ok(())
    }

    async fn store(&mut self, kind: Kind, planned: Vec<Planned>) -> Result<()> {
        let rows = store(self.tx, self.ctx, self.permits, (self.import, kind), planned, &mut self.place).await?;
        write_rows(self.tx, rows).await?;
        Ok(self.tx.flush().await?)
    }

    fn tell(&mut self, kind: Kind, planned: &[Planned], name_of: impl Fn(&str) -> Option<String>) {
        let at = self.found.kinds.iter().position(|(one, _)| *one == kind.key()).unwrap_or_else(|| {
            self.found.kinds.push((kind.key(), ImportCounts::default()));
            self.found.kinds.len() - 1
        });
        let shown = self.found.rows.iter().filter(|row| row.kind == kind.key()).count();
        let mut left = SHOWN.saturating_sub(shown);
        for one in planned {
            self.found.kinds[at].1.rows += 1;
            one.action.count(&mut self.found.kinds[at].1);
            let before = one.old.as_ref().map(|thing| thing.map.clone());
            let after = match (&one.map, &before) {
                (Some(map), _) => map,
                (None, Some(map)) if one.action == RowAction::Archive => map,
                (None, _) => continue,
            };
            if left == 0 {
                continue;
            }
            left -= 1;
            let changes = match kind {
                Kind::Dependency => Vec::new(),
                _ => differences(before.as_ref().unwrap_or(&kind.empty()), after, &name_of),
            };
            let name = after.get(kind.name_field()).and_then(Json::as_str).unwrap_or_default().to_owned();
            self.found.rows.push(PreviewRow { row: one.row, kind: kind.key(), action: one.action, name, changes });
        }
    }
}

fn in_chunks<T>(all: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut left = all.into_iter();
    std::iter::from_fn(move || Some(left.by_ref().take(CHUNK).collect::<Vec<T>>()).filter(|chunk| !chunk.is_empty()))
}

/// Records of a table, numbered from 1, with their values.
fn numbered<T>(all: &[T], values: impl Fn(&T) -> Values) -> Vec<Record> {
    let record = |(at, one): (usize, &T)| {
        let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let values = values(one);
        let key = values.get("external_id").and_then(Value::as_text).unwrap_or_default().to_owned();
        Record { row, key, values }
    };
    all.iter().enumerate().map(record).collect()
}

/// An e-mail address that can be one; nothing else is kept.
fn address(text: &str) -> String {
    let is_address = text.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
    });
    if is_address { text.chars().take(200).collect() } else { String::new() }
}

type Values = BTreeMap<&'static str, Value>;

fn put_text(values: &mut Values, field: &'static str, text: impl Into<String>) {
    values.insert(field, Value::Text(text.into()));
}

fn put_day(values: &mut Values, field: &'static str, day: Option<Date>) {
    if let Some(day) = day {
        put_text(values, field, day.to_string());
    }
}

fn put_whole(values: &mut Values, field: &'static str, number: Option<i64>) {
    if let Some(number) = number {
        values.insert(field, Value::Whole(number));
    }
}

/// A system as values of fields. Every text is there, also an empty one: it was emptied in Kitos.
fn asset_values(asset: &KitosAsset, supplier: Option<Uuid>, words: &ImportWords) -> Values {
    let mut values = Values::new();
    let kle = Some(asset.kle.join(", ")).filter(|kle| !kle.is_empty()).map(|kle| format!("KLE: {kle}"));
    let local = Some(&asset.local_id).filter(|id| !id.is_empty()).map(|id| format!("Kitos: {id}"));
    let note = Some(asset.note.clone()).filter(|note| !note.is_empty()).into_iter().chain(local).chain(kle);
    put_text(&mut values, "external_id", asset.id.to_string());
    if !asset.name.is_empty() {
        put_text(&mut values, "name", &asset.name);
    }
    put_text(&mut values, "alias", &asset.alias);
    put_text(&mut values, "description", &asset.description);
    put_text(&mut values, "hosting", asset.hosting);
    put_text(&mut values, "life_cycle", asset.life_cycle);
    put_text(&mut values, "gdpr_basis", asset.purpose.chars().take(1_000).collect::<String>());
    put_text(&mut values, "note", note.collect::<Vec<_>>().join("\n"));
    if asset.record_url.starts_with("https://") || asset.record_url.starts_with("http://") {
        put_text(&mut values, "record_url", &asset.record_url);
    }
    if !asset.personal_data.is_empty() {
        let kinds = asset.personal_data.iter().map(|kind| (*kind).to_owned()).collect();
        values.insert("personal_data", Value::Words(kinds));
    }
    let critical = asset.is_critical.filter(|is| *is).map(|_| 3);
    put_whole(&mut values, "criticality", words.grade(&asset.criticality).or(critical));
    put_day(&mut values, "ends_on", asset.ends_on);
    let names = [("owner", &asset.owner), ("responsible", &asset.responsible), ("unit", &asset.unit)];
    for (field, name) in names.into_iter().filter(|(_, name)| !name.is_empty()) {
        put_text(&mut values, field, name);
    }
    if let Some(supplier) = supplier {
        put_text(&mut values, "supplier", supplier.to_string());
    }
    values
}

fn contract_values(one: &KitosContract, supplier: Option<Uuid>, parent: Option<Uuid>, covered: Vec<Uuid>) -> Values {
    let mut values = Values::new();
    put_text(&mut values, "external_id", one.id.to_string());
    if !one.title.is_empty() {
        put_text(&mut values, "title", &one.title);
    }
    put_text(&mut values, "reference", one.number.chars().take(100).collect::<String>());
    put_text(&mut values, "note", &one.note);
    put_day(&mut values, "starts_on", one.starts_on);
    // An end before the beginning is a slip there; a contract here cannot have it.
    put_day(&mut values, "ends_on", one.ends_on.filter(|end| one.starts_on.is_none_or(|start| start <= *end)));
    put_whole(&mut values, "notice_months", one.notice_months.map(Into::into).filter(|months| *months <= 120));
    let kroner = |amount: Option<i64>| amount.filter(|amount| (0..=10_000_000_000).contains(amount));
    put_whole(&mut values, "yearly_value", kroner(one.yearly_value));
    put_whole(&mut values, "one_off_value", kroner(one.one_off_value));
    if !one.unit.is_empty() {
        put_text(&mut values, "unit", &one.unit);
    }
    if let Some(supplier) = supplier {
        put_text(&mut values, "supplier", supplier.to_string());
    }
    if let Some(parent) = parent {
        put_text(&mut values, "parent", parent.to_string());
    }
    values.insert("assets", Value::Words(covered.iter().map(Uuid::to_string).collect()));
    values
}

fn agreement_values(
    one: &KitosAgreement,
    processor: Option<Uuid>,
    (supplier, contract): (Option<Uuid>, Option<Uuid>),
    subs: &str,
    covered: &str,
) -> Values {
    let mut values = Values::new();
    // With several processors each has one.
    let id = processor.map_or_else(|| one.id.to_string(), |processor| format!("{} {processor}", one.id));
    put_text(&mut values, "external_id", id);
    if !one.title.is_empty() {
        put_text(&mut values, "title", &one.title);
    }
    put_day(&mut values, "concluded_on", one.concluded_on);
    put_text(&mut values, "sub_processors", subs);
    put_text(&mut values, "note", covered);
    put_whole(&mut values, "oversight_months", one.oversight_months.map(Into::into));
    put_day(&mut values, "next_oversight_on", one.oversight_due);
    put_day(&mut values, "last_oversight_on", one.overseen_on);
    put_text(&mut values, "oversight_note", &one.oversight_remark);
    if let Some(supplier) = supplier {
        put_text(&mut values, "supplier", supplier.to_string());
    }
    if let Some(contract) = contract {
        put_text(&mut values, "contract", contract.to_string());
    }
    values
}
