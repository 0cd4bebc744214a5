//! The lists of Kitos: read, and kept while they wait.

use super::super::{
    entity::{file, import},
    job::{authorize, limits},
    plan::KITOS,
    types::{ImportState, RegisterImport, from_row},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    audit_log::AuditEvent,
    ids::RegisterImportId,
    import_export::{
        FileError,
        kitos::{KitosFiles, KitosRecords, read_kitos},
        table::{Known, Mapping, Register, Unknown},
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel as _};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The lists as they wait in the database.
fn packed(files: &KitosFiles) -> Vec<u8> {
    let text = |list: &[u8]| String::from_utf8_lossy(list).into_owned();
    let lists = [&files.systems, &files.usages, &files.contracts, &files.registrations, &files.deleted];
    json!(lists.map(|list| text(list))).to_string().into_bytes()
}

pub(super) fn unpacked(bytes: &[u8]) -> Result<KitosFiles> {
    let lists: [String; 5] =
        serde_json::from_slice(bytes).map_err(|error| Error::System { what: "import", message: error.to_string() })?;
    let [systems, usages, contracts, registrations, deleted] = lists.map(String::into_bytes);
    Ok(KitosFiles { systems, usages, contracts, registrations, deleted })
}

/// Lists that were read, with the digest and the number of their bytes.
pub(super) struct Lists {
    pub(super) records: KitosRecords,
    pub(super) sha256: String,
    pub(super) size: i64,
}

pub(super) async fn read(files: KitosFiles) -> Result<Lists> {
    let read = tokio::task::spawn_blocking(move || {
        let lists = [&files.systems, &files.usages, &files.contracts, &files.registrations, &files.deleted];
        let size: usize = lists.iter().map(|list| list.len()).sum();
        let mut digest = Sha256::new();
        lists.iter().for_each(|list| digest.update(list));
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        read_kitos(&files).map(|records| Lists { records, sha256: hex::encode(digest.finalize()), size })
    });
    read.await?.map_err(|fault| Error::File(FileError::NotKitos { fault }))
}

/// How the records of a kind are read: by their identifiers in Kitos.
pub(super) fn mapping() -> Mapping {
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

pub(super) fn new_row(ctx: &Context, from: &str, lists: &Lists, state: ImportState) -> Result<import::Model> {
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
    let most = limits(app).file_bytes;
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
