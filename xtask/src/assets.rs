//! Vendored design files: fetched from npm once, kept in the repository, checked by hash without a network.
//!
//! `run` fetches the pinned packages and rewrites `crates/bavn-web/assets/vendor`; `check` reads the manifest
//! `VENDORED.toml` there and tells which file is missing, changed or not listed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

const MANIFEST: &str = "VENDORED.toml";
const STYLE_SHEET: &str = "css/dkfds.min.css";

/// One npm package and what is taken from it: pairs of a path in the package and a path under its folder in `vendor`.
struct Source {
    package: &'static str,
    version: &'static str,
    licence: &'static str,
    folder: &'static str,
    changes: &'static str,
    files: &'static [(&'static str, &'static str)],
}

const SOURCES: [Source; 2] = [
    Source {
        package: "dkfds",
        version: "11.2.0",
        licence: "MIT AND OFL-1.1 AND Apache-2.0",
        folder: "dkfds",
        changes: "css: font sources other than woff2 and the source map comment are left out",
        files: &[
            ("dist/js/dkfds.min.js", "js/dkfds.min.js"),
            ("dist/img/all-svg-icons.svg", "img/all-svg-icons.svg"),
            ("dist/fonts/IBMPlexSans/complete/woff2/license.txt", "fonts/IBMPlexSans/complete/woff2/license.txt"),
            ("LICENSE.md", "LICENSE.md"),
        ],
    },
    Source {
        package: "htmx.org",
        version: "2.0.11",
        licence: "0BSD",
        folder: "htmx",
        changes: "none",
        files: &[("dist/htmx.min.js", "htmx.min.js"), ("LICENSE", "LICENSE")],
    },
];

/// The manifest: what was vendored, from which package, with the SHA-256 of every file as it is stored.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    package: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    name: String,
    version: String,
    licence: String,
    folder: String,
    changes: String,
    files: BTreeMap<String, String>,
}

/// Fetches every package with `npm pack`, replaces the vendored files and writes the manifest anew.
///
/// # Errors
///
/// When `npm` or `tar` is missing or fails, a file is not where the package used to have it, or writing fails.
pub fn run() -> Result<()> {
    let vendor = vendor_dir()?;
    let scratch = Scratch::new()?;
    let fresh = scratch.0.join("vendor");
    let mut package = Vec::new();
    for source in &SOURCES {
        let unpacked = fetch(source, &scratch.0)?;
        let into = fresh.join(source.folder);
        for (from, to) in source.files {
            copy(&unpacked.join(from), &into.join(to))?;
        }
        if source.package == "dkfds" {
            take_style_sheet(&unpacked.join("dist"), &into)?;
        }
        package.push(Entry {
            name: source.package.into(),
            version: source.version.into(),
            licence: source.licence.into(),
            folder: source.folder.into(),
            changes: source.changes.into(),
            files: hashes(&into)?,
        });
    }
    if vendor.exists() {
        fs::remove_dir_all(&vendor).with_context(|| format!("removing {}", vendor.display()))?;
    }
    for (path, _) in hashes(&fresh)? {
        copy(&fresh.join(&path), &vendor.join(&path))?;
    }
    let manifest = toml::to_string_pretty(&Manifest { package })?;
    let head =
        "# Written by `cargo xtask assets`; `cargo xtask assets --check` compares the files with these hashes.\n\n";
    fs::write(vendor.join(MANIFEST), format!("{head}{manifest}"))?;
    check()
}

/// Compares the vendored files with the manifest and the style sheet's references with the files. Needs no network.
///
/// # Errors
///
/// Lists every file that is missing, changed or not in the manifest, and every reference that leads nowhere.
pub fn check() -> Result<()> {
    let vendor = vendor_dir()?;
    let text = fs::read_to_string(vendor.join(MANIFEST))
        .with_context(|| format!("no {MANIFEST} in {}: run `cargo xtask assets`", vendor.display()))?;
    let manifest: Manifest = toml::from_str(&text).with_context(|| format!("{MANIFEST} does not parse"))?;
    let mut listed = BTreeMap::new();
    for entry in &manifest.package {
        for (path, hash) in &entry.files {
            listed.insert(format!("{}/{path}", entry.folder), hash.clone());
        }
    }
    let mut found = hashes(&vendor)?;
    found.remove(MANIFEST);
    let mut faults = differences(&listed, &found);
    for entry in &manifest.package {
        let sheet = format!("{}/{STYLE_SHEET}", entry.folder);
        if found.contains_key(&sheet) {
            let css = fs::read_to_string(vendor.join(&sheet))?;
            for target in references(&css) {
                if !found.contains_key(&format!("{}/{target}", entry.folder)) {
                    faults.push(format!("{sheet}: refers to {target}, which is not vendored"));
                }
            }
        }
    }
    if !faults.is_empty() {
        bail!("vendored assets do not match {MANIFEST}:\n  {}", faults.join("\n  "));
    }
    writeln!(std::io::stdout(), "assets: {} vendored files match", found.len())?;
    Ok(())
}

fn differences(listed: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, hash) in listed {
        match found.get(path) {
            None => faults.push(format!("{path}: missing")),
            Some(other) if other != hash => {
                faults.push(format!("{path}: sha256 is {other}, expected {hash}"));
            }
            Some(_) => {}
        }
    }
    for path in found.keys().filter(|path| !listed.contains_key(*path)) {
        faults.push(format!("{path}: not in the manifest"));
    }
    faults
}

fn vendor_dir() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().context("xtask has no parent folder")?;
    Ok(root.join("crates/bavn-web/assets/vendor"))
}

/// A temporary folder of this process, removed when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("bavn-assets-{}", std::process::id()));
        fs::create_dir(&path).with_context(|| format!("creating {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            let _unwritable_stderr = writeln!(std::io::stderr(), "{}: {error}", self.0.display());
        }
    }
}

/// Downloads and unpacks one package; npm checks the archive against the registry's own integrity hash.
fn fetch(source: &Source, scratch: &Path) -> Result<PathBuf> {
    let place = scratch.join(source.folder);
    fs::create_dir(&place)?;
    let spec = format!("{}@{}", source.package, source.version);
    succeed(Command::new("npm").args(["pack", "--silent", &spec]).current_dir(&place))?;
    let mut archives = Vec::new();
    for entry in fs::read_dir(&place)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "tgz") {
            archives.push(path);
        }
    }
    ensure!(archives.len() == 1, "`npm pack {spec}` left {} archives, expected 1", archives.len());
    for archive in archives {
        succeed(Command::new("tar").arg("-xzf").arg(archive).current_dir(&place))?;
    }
    Ok(place.join("package"))
}

fn succeed(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("`{program}` could not be started; is it installed?"))?;
    ensure!(output.status.success(), "`{program}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(())
}

/// Stores the trimmed style sheet and exactly the fonts and images it refers to.
fn take_style_sheet(dist: &Path, into: &Path) -> Result<()> {
    let css = trim_style_sheet(&fs::read_to_string(dist.join(STYLE_SHEET))?);
    let target = into.join(STYLE_SHEET);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&target, &css)?;
    for path in references(&css) {
        copy(&dist.join(&path), &into.join(&path))?;
    }
    Ok(())
}

/// Leaves out font sources in formats no supported browser asks for, and the comment that points at a source map.
fn trim_style_sheet(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("src:") {
        let (before, from) = rest.split_at(at + "src:".len());
        out.push_str(before);
        let end = from.find([';', '}']).unwrap_or(from.len());
        let (sources, after) = from.split_at(end);
        let kept: Vec<&str> = sources
            .split(',')
            .filter(|part| ![".eot)", ".woff)", ".ttf)"].iter().any(|old| part.contains(old)))
            .collect();
        out.push_str(&kept.join(","));
        rest = after;
    }
    out.push_str(rest);
    if let Some(at) = out.find("/*# sourceMappingURL=") {
        out.truncate(at);
    }
    out
}

/// The files a style sheet in `css/` refers to, as paths beside that folder. Data addresses are no files.
fn references(css: &str) -> BTreeSet<String> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|target| target.trim_matches(['"', '\'']))
        .filter_map(|target| target.strip_prefix("../"))
        .map(str::to_owned)
        .collect()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let bytes = fs::read(from).with_context(|| format!("reading {}", from.display()))?;
    fs::write(to, bytes).with_context(|| format!("writing {}", to.display()))
}

/// Every file under `folder` with its SHA-256 in hexadecimal, by path with `/`.
fn hashes(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let relative = entry.path().strip_prefix(folder)?;
            let names: Vec<_> = relative.iter().map(|name| name.to_string_lossy()).collect();
            let digest = Sha256::digest(fs::read(entry.path())?);
            let hex = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            all.insert(names.join("/"), hex);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: &str = "@font-face{src:url(../f/A.eot),url(../f/A.woff) format(\"woff\"),\
                        url(../f/A.woff2) format(\"woff2\"),url(../f/A.ttf) format(\"truet ype\")}\
                        a{background:url(\"../img/x.svg\")}/*# sourceMappingURL=a.map*/";

    #[test]
    fn only_the_font_source_in_use_is_kept() {
        assert_eq!(
            trim_style_sheet(FACE),
            "@font-face{src:url(../f/A.woff2) format(\"woff2\")}a{background:url(\"../img/x.svg\")}"
        );
    }

    #[test]
    fn references_are_paths_beside_the_css_folder() {
        let found: Vec<String> = references(&trim_style_sheet(FACE)).into_iter().collect();
        assert_eq!(found, ["f/A.woff2", "img/x.svg"]);
    }

    #[test]
    fn missing_changed_and_unlisted_files_are_told_apart() {
        let map = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(path, hash)| ((*path).to_owned(), (*hash).to_owned())).collect()
        };
        let faults =
            differences(&map(&[("a", "1"), ("b", "2"), ("c", "3")]), &map(&[("a", "1"), ("b", "9"), ("d", "4")]));
        assert_eq!(faults, ["b: sha256 is 9, expected 2", "c: missing", "d: not in the manifest"]);
    }

    #[test]
    fn the_vendored_files_are_the_ones_in_the_manifest() -> Result<()> {
        check()
    }
}
