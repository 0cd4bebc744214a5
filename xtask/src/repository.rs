//! The files of the repository, read once for all checks.

use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// Folders that are made, not written.
const MADE: [&str; 3] = ["target", ".git", "node_modules"];

/// Endings of files that are text.
const TEXT: [&str; 15] =
    ["rs", "toml", "md", "ftl", "html", "css", "js", "mjs", "json", "txt", "typ", "xml", "csv", "service", "snap"];

/// A text file: its path from the root with `/`, and its content.
#[derive(Debug)]
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

impl SourceFile {
    /// Whether the name ends with a dot and this.
    pub fn is(&self, ending: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, found)| found == ending)
    }

    /// Whether it lies under a folder, such as `crates/bavn-core/`.
    pub fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// Number, from 1, and text of each line.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Every text file of the repository, and the paths of all files.
#[derive(Debug, Default)]
pub struct Repository {
    pub files: Vec<SourceFile>,
    pub paths: Vec<String>,
}

impl Repository {
    /// Reads it.
    pub fn read() -> Result<Self> {
        let root = root()?;
        let mut repository = Self::default();
        let is_written = |entry: &walkdir::DirEntry| !MADE.iter().any(|name| entry.file_name() == *name);
        for entry in walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(is_written) {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let relative = entry.path().strip_prefix(&root)?;
            let path = relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            let ending = relative.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            if TEXT.contains(&ending.as_str()) {
                let text = std::fs::read_to_string(entry.path()).with_context(|| format!("reading {path}"))?;
                repository.files.push(SourceFile { path: path.clone(), text });
            }
            repository.paths.push(path);
        }
        Ok(repository)
    }

    /// The files that somebody of this project wrote: not vendored ones, not the lock files.
    pub fn own(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| !file.path.contains("/vendor/") && !file.path.ends_with("package-lock.json"))
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &SourceFile> {
        self.own().filter(|file| file.is("rs"))
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Result<&SourceFile> {
        self.files.iter().find(|file| file.path == path).with_context(|| format!("{path} is missing"))
    }
}

/// The folder of the workspace.
pub fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().context("xtask has no parent folder")?.to_owned())
}

#[cfg(test)]
impl Repository {
    /// A repository of these files, for tests.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files: Vec<SourceFile> =
            files.iter().map(|(path, text)| SourceFile { path: (*path).into(), text: (*text).into() }).collect();
        Self { paths: files.iter().map(|file| file.path.clone()).collect(), files }
    }
}
