//! Files and folders that nobody but their owner may read: they hold password hashes and evidence.

use std::{
    fs::{DirBuilder, OpenOptions},
    io::{Error, ErrorKind},
    path::Path,
};

/// Makes a folder with those above it, 0700 on Unix; one that is there keeps its rights.
pub(crate) fn create_folder(path: &Path) -> Result<(), Error> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes an empty file, 0600 on Unix, which the engine fills and whose rights it gives to the files beside it; one that is there keeps its
/// rights.
pub(crate) fn create_file(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt as _};

    #[test]
    fn they_are_their_owners_alone_and_what_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let rights = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (inner, file) = (folder.path().join("a/b"), folder.path().join("a/b/c"));
        create_folder(&inner).unwrap();
        create_file(&file).unwrap();
        assert_eq!((rights(&inner), rights(&file)), (0o700, 0o600));
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        create_folder(&inner).unwrap();
        create_file(&file).unwrap();
        assert_eq!((rights(&file), fs::read_to_string(&file).unwrap().as_str()), (0o640, "x"));
    }
}
