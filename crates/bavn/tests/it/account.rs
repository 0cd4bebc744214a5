//! A lost password of an administrator, and who may read what setting up leaves on the disk.

use crate::program::{Page, Served, bavn, bavn_with};
use std::{fs, path::Path};

pub const SETUP: [&str; 8] = [
    "setup",
    "--municipality",
    "0730",
    "--admin-name",
    "Systemadministrator",
    "--username",
    "admin",
    "--password-stdin",
];
const RESET: [&str; 4] = ["account", "reset-password", "Admin", "--password-stdin"];

#[test]
fn an_administrator_gets_a_new_password_from_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (done, said) = bavn_with(&data, &SETUP, "fire gule heste på taget");
    assert!(done, "{said}");
    let (done, said) = bavn_with(&data, &["account", "reset-password", "nobody", "--password-stdin"], "x");
    assert!(!done && said.contains("nobody"), "{said}");
    let (done, said) = bavn_with(&data, &RESET, "kort");
    assert!(!done && said.contains("nothing was stored"), "{said}");
    let (done, said) = bavn_with(&data, &RESET, "blå cykler ved havnen");
    assert!(done && said.contains("must be changed"), "{said}");
    let served = Served::start(&data);
    let page = Page::sign_in_as(&served.address, "admin", "blå cykler ved havnen").unwrap();
    // The new password is a first one: everything but choosing another leads there.
    assert_eq!(page.post("/min-konto/log-andre-ud", &[]), Some(403));
    assert!(page.get("/min-konto/adgangskode").is_some());
    drop(served);
    bavn(&data, &["audit", "verify"]);
}

#[cfg(unix)]
#[test]
fn the_database_and_its_backup_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let rights = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (done, said) = bavn_with(&data, &SETUP, "fire gule heste på taget");
    assert!(done, "{said}");
    assert_eq!(rights(&data), 0o700);
    assert_eq!(rights(&data.join("bavn.db")), 0o600);
    let backup = folder.path().join("bavn.zip");
    bavn(&data, &["backup", backup.to_str().unwrap()]);
    assert_eq!(rights(&backup), 0o600);
    let restored = folder.path().join("restored");
    bavn(&restored, &["restore", backup.to_str().unwrap()]);
    assert_eq!((rights(&restored), rights(&restored.join("bavn.db"))), (0o700, 0o600));
}
