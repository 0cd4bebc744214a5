//! The statement of applicability on the command line.

use crate::program::{bavn, command};
use std::{fs, path::Path};

fn refused(data: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = command(data, words).output().unwrap();
    assert!(!output.status.success(), "{words:?}");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn it_is_written_in_three_forms_and_refused_in_others() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (done, said) = crate::program::bavn_with(&data, &crate::account::SETUP, "fire gule heste på taget");
    assert!(done, "{said}");
    let report = |name: &str| folder.path().join(name).display().to_string();
    for (name, begins) in [("soa.pdf", &b"%PDF-"[..]), ("soa.docx", b"PK\x03\x04"), ("soa.xlsx", b"PK\x03\x04")] {
        let out = report(name);
        bavn(
            &data,
            &["report", "anvendelighedserklaering", "--out", &out, "--approved-by", "Direktionen", "--issue", "1.0"],
        );
        assert!(fs::read(&out).unwrap().starts_with(begins), "{name}");
    }
    let out = report("nis2.pdf");
    bavn(&data, &["report", "anvendelighedserklaering", "--framework", "nis2", "--lang", "en", "--out", &out]);
    assert!(fs::metadata(&out).unwrap().len() > 10_000);

    let out = report("soa.html");
    let (code, said) = refused(&data, &["report", "anvendelighedserklaering", "--out", &out]);
    assert!(code == Some(2) && said.contains(".pdf, .docx, .xlsx"), "{code:?} {said}");
    let out = report("nothing.pdf");
    let (_, said) = refused(&data, &["report", "anvendelighedserklaering", "--framework", "no-such", "--out", &out]);
    assert!(said.contains("framework"), "{said}");
    assert!(!Path::new(&out).exists(), "no half file is left");
}
