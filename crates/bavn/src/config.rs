//! Where the database is and how pages are served: from the command line, the environment, or one TOML file.

use crate::{
    cli::Global,
    failure::{Failure, Outcome},
};
use bavn_app::Limits;
use bavn_db::Location;
use serde::Deserialize;
use std::{
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
};

/// The TOML file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    database: DatabaseTable,
    #[serde(default)]
    server: ServerTable,
    #[serde(default)]
    limits: LimitsTable,
    #[serde(default)]
    documents: DocumentsTable,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatabaseTable {
    folder: Option<PathBuf>,
    url: Option<String>,
    backup_folder: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ServerTable {
    address: Option<IpAddr>,
    port: Option<u16>,
    public_url: Option<String>,
    client_address_header: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsTable {
    attachment_megabytes: Option<usize>,
    import_megabytes: Option<usize>,
    concurrent_documents: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentsTable {
    template_folder: Option<PathBuf>,
}

/// Everything that was decided before the program started.
#[derive(Clone, Debug)]
pub struct Config {
    location: Option<Location>,
    /// Where automatic backups go.
    pub backup_folder: PathBuf,
    /// The address to serve at.
    pub address: IpAddr,
    /// The port to serve at.
    pub port: u16,
    /// The address people use.
    pub public_url: Option<String>,
    /// The header in which a trusted proxy gives the client's address.
    pub client_address_header: Option<String>,
    /// Bounds on what comes in.
    pub limits: Limits,
    /// The municipality's own document templates.
    pub template_folder: Option<PathBuf>,
}

impl Config {
    /// Reads the configuration.
    ///
    /// # Errors
    /// More than one place is named for the database, or the file cannot be read.
    pub fn read(global: &Global) -> Outcome<Self> {
        let file = match &global.config {
            Some(path) => read_file(path)?,
            None => File::default(),
        };
        let sources = [
            global.data.as_ref().map(|folder| ("--data", Ok(Location::in_folder(folder)))),
            global.database_url.as_ref().map(|url| ("--database-url", Location::parse(url))),
            environment().map(|url| ("the variable BAVN_DATABASE_URL", Location::parse(&url))),
            file.database.folder.map(|folder| ("database.folder in the file", Ok(Location::in_folder(&folder)))),
            file.database.url.map(|url| ("database.url in the file", Location::parse(&url))),
        ];
        let mut given: Vec<_> = sources.into_iter().flatten().collect();
        if given.len() > 1 {
            let names: Vec<_> = given.iter().map(|(name, _)| *name).collect();
            return Err(Failure::usage(format!(
                "the database is named in {} places: {}.\nExpected one. Leave the others out.",
                names.len(),
                names.join(", ")
            )));
        }
        let location = match given.pop() {
            Some((name, Err(error))) => return Err(Failure::usage(format!("{name}: {}", Failure::from(error)))),
            Some((_, Ok(location))) => Some(location),
            None => None,
        };
        let mut limits = Limits::default();
        let bytes =
            |megabytes: Option<usize>, default| megabytes.map_or(default, |number| number.saturating_mul(1_000_000));
        limits.attachment_bytes = bytes(file.limits.attachment_megabytes, limits.attachment_bytes);
        limits.import_bytes = bytes(file.limits.import_megabytes, limits.import_bytes);
        limits.concurrent_documents = file.limits.concurrent_documents.unwrap_or(limits.concurrent_documents);
        let beside = match &location {
            Some(Location::Sqlite(path)) => path.parent().map(Path::to_owned),
            _ => None,
        };
        Ok(Self {
            backup_folder: file.database.backup_folder.or(beside).unwrap_or_else(|| PathBuf::from(".")),
            location,
            address: file.server.address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            port: file.server.port.unwrap_or(8080),
            public_url: file.server.public_url,
            client_address_header: file.server.client_address_header,
            limits,
            template_folder: file.documents.template_folder,
        })
    }

    /// Where the database is.
    ///
    /// # Errors
    /// No place was named.
    pub fn location(&self) -> Outcome<&Location> {
        self.location.as_ref().ok_or_else(|| {
            Failure::usage(
                "no database is named.\nExpected one of --data DIR (SQLite), --database-url postgres://… or --config FILE.toml.",
            )
        })
    }

    /// Where the database is, if a place was named.
    pub fn find_location(&self) -> Option<&Location> {
        self.location.as_ref()
    }
}

fn environment() -> Option<String> {
    std::env::var("BAVN_DATABASE_URL").ok().filter(|url| !url.is_empty())
}

fn read_file(path: &Path) -> Outcome<File> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, "read", &error))?;
    toml::from_str(&text).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))
}
