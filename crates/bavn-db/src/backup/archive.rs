//! The archive that a backup is kept in.

use super::{
    BackupFault,
    manifest::{ENTRY, Manifest, StoredTable},
};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{BufReader, BufWriter, Read, Write},
    path::Path,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Longest manifest, bytes.
const MANIFEST_BYTES: u64 = 1024 * 1024;

/// Writes an archive entry by entry.
pub(super) struct Writer {
    zip: ZipWriter<BufWriter<File>>,
    hash: Sha256,
    bytes: u64,
}

impl Writer {
    pub(super) fn new(file: File) -> Self {
        Self { zip: ZipWriter::new(BufWriter::new(file)), hash: Sha256::new(), bytes: 0 }
    }

    pub(super) fn begin(&mut self, entry: &str) -> Result<(), BackupFault> {
        self.zip.start_file(entry, SimpleFileOptions::default().large_file(true))?;
        self.hash = Sha256::new();
        self.bytes = 0;
        Ok(())
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), BackupFault> {
        self.zip.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// The bytes and the SHA-256 of the entry that was begun last.
    pub(super) fn end(&mut self) -> (u64, String) {
        (self.bytes, hex::encode(std::mem::take(&mut self.hash).finalize()))
    }

    /// Writes the manifest last and sees to it that everything is on the disk.
    pub(super) fn finish(mut self, manifest: &Manifest) -> Result<(), BackupFault> {
        self.begin(ENTRY)?;
        let text = serde_json::to_vec_pretty(manifest).map_err(std::io::Error::from)?;
        self.write(&text)?;
        let file = self.zip.finish()?.into_inner().map_err(|error| BackupFault::File(error.into_error()))?;
        file.sync_all()?;
        Ok(())
    }
}

/// Reads an archive.
pub(super) struct Reader {
    zip: ZipArchive<BufReader<File>>,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<Self, BackupFault> {
        Ok(Self { zip: ZipArchive::new(BufReader::new(File::open(path)?))? })
    }

    pub(super) fn manifest(&mut self) -> Result<Manifest, BackupFault> {
        let missing = |error: zip::result::ZipError| match error {
            zip::result::ZipError::FileNotFound => BackupFault::NotABackup { detail: format!("it has no {ENTRY}") },
            other => other.into(),
        };
        let entry = self.zip.by_name(ENTRY).map_err(missing)?;
        let mut text = Vec::new();
        entry.take(MANIFEST_BYTES).read_to_end(&mut text)?;
        let manifest: Manifest = serde_json::from_slice(&text)
            .map_err(|error| BackupFault::NotABackup { detail: format!("{ENTRY}: {error}") })?;
        manifest.check()?;
        Ok(manifest)
    }

    /// An entry, never more of it than the manifest says.
    pub(super) fn entry(&mut self, table: &StoredTable) -> Result<impl Read + use<'_>, BackupFault> {
        let altered = |detail: String| BackupFault::Altered { entry: table.entry.clone(), detail };
        match self.zip.by_name(&table.entry) {
            Ok(entry) => Ok(entry.take(table.bytes + 1)),
            Err(zip::result::ZipError::FileNotFound) => Err(altered("it is missing".to_owned())),
            Err(error) => Err(altered(error.to_string())),
        }
    }

    /// That every entry is what the manifest says.
    pub(super) fn verify(&mut self, manifest: &Manifest) -> Result<(), BackupFault> {
        let mut buffer = vec![0; 64 * 1024];
        for table in &manifest.tables {
            let altered = |detail: String| BackupFault::Altered { entry: table.entry.clone(), detail };
            let mut entry = self.entry(table)?;
            let (mut hash, mut bytes) = (Sha256::new(), 0);
            loop {
                let read = entry.read(&mut buffer).map_err(|error| altered(error.to_string()))?;
                if read == 0 {
                    break;
                }
                hash.update(&buffer[..read]);
                bytes += read as u64;
            }
            if bytes != table.bytes {
                return Err(altered(format!("{bytes} bytes or more, expected {}", table.bytes)));
            }
            if hex::encode(hash.finalize()) != table.sha256 {
                return Err(altered("its SHA-256 is another".to_owned()));
            }
        }
        Ok(())
    }
}
