//! A municipality's own list of requirements from a sheet: the template, the page, and the operation behind.

use crate::server::Server;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use bavn_app::{
    Error,
    catalogue::get_catalogue,
    import_export::{FrameworkFile, import_framework},
};
use bavn_core::{
    import_export::{List, ListCell, list_xlsx},
    lang::Lang,
};
use bavn_testkit::{clock, engines};
use bavn_web::import_export::framework_sheet_texts;

/// A filled sheet.
fn sheet(rows: &[[&str; 7]]) -> Vec<u8> {
    let texts = framework_sheet_texts(Lang::Da);
    let list = List {
        title: texts.sheet,
        lang: Lang::Da,
        heads: texts.columns.into_iter().map(|head| (head, 20)).collect(),
        rows: rows.iter().map(|row| row.map(|text| ListCell::Text(text.to_owned())).to_vec()).collect(),
    };
    list_xlsx(&list, clock()).unwrap()
}

fn file(bytes: Vec<u8>) -> FrameworkFile {
    FrameworkFile { name: "liste.xlsx".into(), bytes, key: "egne".into(), title: "Vores egne krav".into() }
}

const ROWS: [[&str; 7]; 2] = [
    ["1", "Mail", "Mail krypteres", "Med TLS.", "Først", "§ 6", "AD-03 halvt"],
    ["2", "Mail", "Mail filtreres", "", "", "", ""],
];

#[tokio::test]
async fn a_list_is_taken_in_and_updated_with_its_identity_kept() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let (app, ctx) = (&server.test.app, &server.actors.ctx("coordinator"));
        let texts = || vec![framework_sheet_texts(Lang::Da), framework_sheet_texts(Lang::En)];
        let take =
            async |rows: &[[&str; 7]], dry: bool| import_framework(app, ctx, file(sheet(rows)), texts(), dry).await;

        let shown = take(&ROWS, true).await.unwrap();
        assert_eq!((shown.changes[0].frameworks[0].new.len(), shown.new_mappings, shown.is_stored), (3, 1, false));
        assert!(get_catalogue(app, ctx).await.unwrap().frameworks.iter().all(|one| one.key != "egne"));
        let stored = take(&ROWS, false).await.unwrap();
        assert_eq!((stored.new_mappings, stored.is_stored), (1, true));
        let before = get_catalogue(app, ctx).await.unwrap();
        let framework = before.frameworks.iter().find(|one| one.key == "egne").unwrap();
        assert_eq!((framework.origin.as_str(), framework.title.da.as_str()), ("own", "Vores egne krav"));
        let rows = &before.requirements[framework.requirements.clone()];
        let told: Vec<_> =
            rows.iter().map(|one| (one.reference.as_str(), one.is_assessable, one.answered_by.len())).collect();
        assert_eq!(told, [("Mail", false, 0), ("1", true, 1), ("2", true, 0)]);
        assert_eq!(rows[1].legal_ref.as_ref().unwrap().da, "§ 6");
        assert!(!take(&ROWS, false).await.unwrap().is_stored, "the same again changes nothing");

        let next = [["1", "Mail", "Al mail krypteres", "", "", "", "AD-03 helt"], ["3", "", "Nyt", "", "", "", ""]];
        let updated = take(&next, false).await.unwrap();
        let change = &updated.changes[0].frameworks[0];
        assert_eq!((change.new.as_slice(), change.missing.as_slice()), (&["3".to_owned()][..], &["2".to_owned()][..]));
        assert_eq!((updated.new_mappings, updated.changed_mappings), (0, 1));
        let after = get_catalogue(app, ctx).await.unwrap();
        assert_eq!(
            after.requirement(rows[1].id).unwrap().title.da,
            "Al mail krypteres",
            "it stays the same requirement"
        );

        let faulty = take(&[["1", "", "", "", "", "", "XX-01 helt"]], false).await.unwrap();
        assert_eq!((faulty.fault_count, faulty.is_stored, faulty.changes.len()), (2, false, 0));
        let taken = FrameworkFile { key: "nis2".into(), ..file(sheet(&ROWS)) };
        let Err(Error::Invalid(faults)) = import_framework(app, ctx, taken, texts(), true).await else { panic!() };
        assert_eq!((faults[0].field.as_str(), faults[0].code), ("key", "taken"));
        for role in ["administrator", "head_of_it", "auditor", "employee"] {
            let refused = import_framework(app, &server.actors.ctx(role), file(sheet(&ROWS)), texts(), true).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{role}");
        }
    }
}

#[tokio::test]
async fn the_page_gives_templates_and_shows_and_takes_a_filled_one() {
    let server = Server::new(bavn_testkit::Engine::Sqlite).await;
    let browser = server.browser("coordinator").await;
    let send = async |how: &str, key: &str, content: Vec<u8>| {
        let field = |name: &str, value: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let mut body =
            [field("csrf", &browser.csrf), field("how", how), field("key", key), field("title", "Vores egne")]
                .concat()
                .into_bytes();
        body.extend(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"liste.xlsx\"\r\n\r\n");
        body.extend(content);
        body.extend(b"\r\n--x--\r\n");
        let request = Request::post("/krav/import")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header(header::COOKIE, &browser.cookie);
        server.send(request.body(Body::from(body)).unwrap()).await
    };
    let page = server.get(Some(&browser), "/krav/import").await.body;
    assert!(page.contains("/krav/skabelon?udgave=kl") && page.contains("Bavn leverer ikke KL"));
    for path in ["/krav/skabelon", "/krav/skabelon?udgave=kl&sprog=en"] {
        let got = server.get(Some(&browser), path).await;
        assert_eq!(got.status, StatusCode::OK, "{path}");
        assert!(got.header("content-type").contains("spreadsheetml"));
    }
    let shown = send("show", "egne", sheet(&ROWS)).await;
    assert!(shown.status == StatusCode::OK && shown.body.contains("intet er gemt endnu"), "{}", shown.body);
    assert!(shown.body.contains("name=\"key\" value=\"egne\""));
    let wrong = send("show", "Egne krav", sheet(&ROWS)).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("href=\"#key\""));
    let faulty = send("store", "egne", sheet(&[["1", "", "", "", "", "", "XX-01 helt"]])).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["2 fejl", "Krav, række 2, C Krav", "Feltet skal udfyldes", "XX-01 helt"] {
        assert!(faulty.body.contains(text), "{text}: {}", faulty.body);
    }
    let stored = send("store", "egne", sheet(&ROWS)).await;
    assert!(stored.body.contains("href=\"/krav/ramme/egne\""), "{}", stored.body);
    assert!(server.get(Some(&browser), "/krav/ramme/egne").await.body.contains("Mail filtreres"));
}
