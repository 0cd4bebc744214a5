//! Kitos, replayed by a server on this machine: fetched on the page and through the API, looked at, taken in, fetched again, refused.

use crate::server::{Answer, Browser, Server};
use axum::http::{Method, StatusCode};
use bavn_app::{
    asset::{Asset, AssetKeys, find_assets, list_dependencies, update_asset},
    audit_log::verify_log,
    import_export::{KitosPlace, KitosRefusal},
};
use bavn_connect::kitos::{KitosClient, KitosError, Limits};
use bavn_core::{asset::AssetFacts, import_export::kitos::KitosFiles};
use bavn_testkit::{Engine, clock, engines};
use bavn_web::{Clock, WebConfig, WebState, router};
use serde_json::json;
use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

const ORGANISATION: &str = "8f48d913-3b02-5bf2-8627-491c123f54f2";
const TOKEN: &str = "hemmelig-noegle";

const LISTS: [(&str, &str); 4] = [
    ("/api/v2/it-systems?", include_str!("../../../bavn-core/tests/rules/data/kitos/it-systems.json")),
    ("/api/v2/it-system-usages?", include_str!("../../../bavn-core/tests/rules/data/kitos/it-system-usages.json")),
    ("/api/v2/it-contracts?", include_str!("../../../bavn-core/tests/rules/data/kitos/it-contracts.json")),
    (
        "/api/v2/data-processing-registrations?",
        include_str!("../../../bavn-core/tests/rules/data/kitos/data-processing-registrations.json"),
    ),
];
const FEED: &str = "/api/v2/delta-feed/deleted-entities?";

/// What the server on this machine answers: the status and the body.
type Replayed = Box<dyn Fn(&str) -> (u16, String) + Send>;

/// A Kitos on this machine; the targets that were asked for are kept.
struct Kitos {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Kitos {
    /// Answers to those who have the token.
    fn start(answer: Replayed) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        // Pages take addresses of HTTPS only: the port stands in the path, see `ask`.
        let url = format!("https://kitos.test/{}", listener.local_addr().unwrap().port());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                    head.push(byte[0]);
                }
                let head = String::from_utf8(head).unwrap();
                let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
                let has_token = head.to_lowercase().contains(&format!("authorization: bearer {TOKEN}\r\n"));
                let (status, body) = if has_token { answer(&target) } else { (401, String::new()) };
                kept.lock().unwrap().push(target);
                let length = body.len();
                // Who waited too long is gone.
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                );
            }
        });
        Self { url, asked }
    }

    /// The sample, changed on its way.
    fn sample(change: impl Fn(&str, String) -> String + Send + 'static) -> Self {
        Self::start(Box::new(move |target| (200, change(target, list(target)))))
    }
}

/// A list of the sample; what was deleted is told when it is asked for since a moment, and nothing is elsewhere.
fn list(target: &str) -> String {
    let found = LISTS.iter().find(|(path, _)| target.starts_with(path) && target.contains("page=0&"));
    found.map_or("[]", |(_, list)| list).to_owned()
}

/// Asks the server on this machine that an address stands for, as the program asks Kitos.
fn ask(place: &KitosPlace) -> Result<KitosFiles, KitosRefusal> {
    let port = place.url.rsplit('/').next().unwrap_or_default();
    let limits = Limits { request: Duration::from_secs(3), ..Limits::default() };
    let organisation = ORGANISATION.parse().unwrap();
    let refusal = |error: KitosError| match error {
        KitosError::Address { .. } => KitosRefusal::Address,
        KitosError::Token => KitosRefusal::Token,
        KitosError::Refused { path } => KitosRefusal::Refused(path),
        KitosError::Status { path, status } => KitosRefusal::Status(path, status),
        KitosError::NotAList { path, .. } => KitosRefusal::NotAList(path),
        KitosError::Failed { path, .. } | KitosError::TooMany { path, .. } => KitosRefusal::Failed(path),
    };
    let client = KitosClient::new(&format!("http://127.0.0.1:{port}"), &place.token, organisation, limits);
    let since = place.since.map(|day| day.midnight().assume_utc());
    client.and_then(|client| client.fetch(since, &mut |_, _| {})).map_err(refusal)
}

async fn server(engine: Engine) -> Server {
    let Server { mut test, actors, .. } = Server::new(engine).await;
    test.app = test.app.with_kitos(ask);
    let config = WebConfig { clock: Clock::Fixed(clock()), ..WebConfig::default() };
    let router = router(WebState::new(test.app.clone(), config));
    Server { test, actors, router }
}

async fn fetch(server: &Server, browser: &Browser, url: &str, token: &str, since: &str) -> Answer {
    let form = format!("url={url}&organisation={ORGANISATION}&token={token}&since={since}");
    server.post(Some(browser), "/registre/import/kitos", true, &form).await
}

/// Fetches, and gives the address of what waits and its preview.
async fn fetched(server: &Server, browser: &Browser, kitos: &Kitos, since: &str) -> (String, String) {
    let sent = fetch(server, browser, &kitos.url, TOKEN, since).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let path = sent.header("location").to_owned();
    let preview = server.get(Some(browser), &path).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    (path, preview.body)
}

async fn run(server: &Server, browser: &Browser, path: &str) -> String {
    let run = server.post(Some(browser), &format!("{path}/koer"), true, "").await;
    assert_eq!(run.status, StatusCode::SEE_OTHER, "{}", run.body);
    server.get(Some(browser), path).await.body
}

async fn assets(server: &Server) -> Vec<Asset> {
    find_assets(&server.test.app, &server.actors.ctx("coordinator"), &AssetKeys::InUse).await.unwrap()
}

#[tokio::test]
async fn lists_are_fetched_looked_at_taken_in_and_the_second_time_nothing_changes() {
    for engine in engines() {
        let server = server(engine).await;
        let browser = server.browser("coordinator").await;
        let kitos = Kitos::sample(|_, list| list);
        let (path, preview) = fetched(&server, &browser, &kitos, "").await;
        for text in ["Omsorgsjournalen", "Opdigtet Leverandør A/S", "Oprettes", "Leverandører", "Databehandleraftaler"]
        {
            assert!(preview.contains(text), "{text}: {preview}");
        }
        assert!(!preview.contains(TOKEN));
        assert!(assets(&server).await.is_empty(), "what waits is not stored");
        let done = run(&server, &browser, &path).await;
        assert!(done.contains("Resultat") && done.contains("Fortryd hele indlæsningen"), "{done}");
        let before = assets(&server).await;
        assert_eq!(before.len(), 6);
        assert!(server.get(Some(&browser), "/aktiver").await.body.contains("Skoleplan Ø"));
        let (path, preview) = fetched(&server, &browser, &kitos, "").await;
        assert!(preview.contains("Alt i filen står her allerede."), "{preview}");
        run(&server, &browser, &path).await;
        assert_eq!(assets(&server).await, before);
        // Nobody else may, and the page offers it to nobody else.
        let auditor = server.browser("auditor").await;
        assert_eq!(fetch(&server, &auditor, &kitos.url, TOKEN, "").await.status, StatusCode::FORBIDDEN);
        assert!(!server.get(Some(&auditor), "/registre/import").await.body.contains("kitos-filer"));
        let log = server.get(Some(&browser), "/revisionslog").await.body;
        assert!(!log.contains(TOKEN));
        verify_log(&server.test.app, &server.actors.ctx("coordinator")).await.unwrap();
    }
}

#[tokio::test]
async fn a_changed_kitos_shows_its_difference_and_what_was_written_here_stays() {
    for engine in engines() {
        let server = server(engine).await;
        let browser = server.browser("coordinator").await;
        let ctx = server.actors.ctx("coordinator");
        let (path, _) = fetched(&server, &browser, &Kitos::sample(|_, list| list), "").await;
        run(&server, &browser, &path).await;
        let ours = assets(&server).await.into_iter().find(|asset| asset.facts.name == "Omsorgsjournalen").unwrap();
        let facts = AssetFacts { alias: "Vores navn".into(), description: "Vores ord".into(), ..ours.facts.clone() };
        update_asset(&server.test.app, &ctx, ours.id, ours.version, facts).await.unwrap();
        let kitos = Kitos::sample(|_, list| {
            let list = list.replace("\"Journalen\"", "\"Kitos-navn\"").replace("Skoleplan Ø", "Skoleplan Vest");
            list.replace("\"toSystemUsage\"", "\"gone\"")
        });
        let (path, preview) = fetched(&server, &browser, &kitos, "").await;
        assert!(preview.contains("<del>Skoleplan Ø</del> → Skoleplan Vest"), "{preview}");
        assert!(!preview.contains("Kitos-navn"), "what was changed here is not overwritten: {preview}");
        assert!(preview.contains("Omsorgsjournalen → ESDH Blåbær") && preview.contains("Fjernes"), "{preview}");
        run(&server, &browser, &path).await;
        let names: Vec<String> = assets(&server).await.into_iter().map(|asset| asset.facts.name).collect();
        assert!(names.contains(&"Skoleplan Vest".to_owned()), "{names:?}");
        let stored = assets(&server).await.into_iter().find(|asset| asset.id == ours.id).unwrap();
        assert_eq!((stored.facts.alias.as_str(), stored.facts.description.as_str()), ("Vores navn", "Vores ord"));
        assert!(list_dependencies(&server.test.app, &ctx).await.unwrap().1.is_empty());
        let undone = server.post(Some(&browser), &format!("{path}/fortryd"), true, "").await;
        assert!(undone.body.contains("0 er ladt være"), "{}", undone.body);
        assert_eq!(list_dependencies(&server.test.app, &ctx).await.unwrap().1.len(), 1);
    }
}

#[tokio::test]
async fn what_was_deleted_since_a_day_is_put_away() {
    for engine in engines() {
        let server = server(engine).await;
        let browser = server.browser("coordinator").await;
        let (path, _) = fetched(&server, &browser, &Kitos::sample(|_, list| list), "").await;
        run(&server, &browser, &path).await;
        let gone = assets(&server).await.into_iter().find(|asset| asset.facts.name == "Skoleplan Ø").unwrap();
        let feed = format!(r#"[{{"entityUuid":"{}","entityType":"ItSystemUsage"}}]"#, gone.facts.external_id);
        // Of systems only those that changed are sent, and none did.
        let kitos = Kitos::start(Box::new(move |target| match target {
            _ if target.starts_with(FEED) => (200, feed.clone()),
            _ if target.contains("changedSinceGtEq") => (200, "[]".to_owned()),
            _ => (200, list(target)),
        }));
        let (path, preview) = fetched(&server, &browser, &kitos, "2026-10-01").await;
        assert!(preview.contains("Skoleplan Ø") && preview.contains("Arkiveres"), "{preview}");
        let asked = kitos.asked.lock().unwrap().join("\n");
        assert!(asked.contains("deletedSinceUTC=2026-10-01T00"), "{asked}");
        run(&server, &browser, &path).await;
        assert!(!assets(&server).await.iter().any(|asset| asset.id == gone.id));
        assert_eq!(assets(&server).await.len(), 5);
        server.post(Some(&browser), &format!("{path}/fortryd"), true, "").await;
        assert_eq!(assets(&server).await.len(), 6);
    }
}

#[tokio::test]
async fn what_kitos_answers_wrong_is_told_and_nothing_is_half_done() {
    for engine in engines() {
        let server = server(engine).await;
        let browser = server.browser("coordinator").await;
        let answers: [(Replayed, &str, &str); 7] = [
            (Box::new(|_| (500, "oops".into())), "error-url", "svarer med fejlen 500 på /api/v2/it-systems"),
            (
                Box::new(|_| (200, "<html>Log ind</html>".into())),
                "error-url",
                "ikke med en liste på /api/v2/it-systems",
            ),
            (Box::new(|_| (200, "{\"a\":1}".into())), "error-url", "for eksempel en side til mennesker"),
            (Box::new(|_| (302, String::new())), "error-url", "Kitos svarer"),
            (
                Box::new(|_| (200, "[{\"uuid\":7}]".into())),
                "href=\"#url\"",
                "Listen it-systems er ikke JSON, som Kitos sender den",
            ),
            (Box::new(|_| (200, "[{}]".into())), "href=\"#url\"", "Post 1 i listen it-systems har intet id (uuid)"),
            (
                // All was well until the last list.
                Box::new(|target| if target.starts_with(FEED) { (503, String::new()) } else { (200, list(target)) }),
                "error-url",
                "svarer med fejlen 503 på /api/v2/delta-feed/deleted-entities",
            ),
        ];
        for (answer, place, text) in answers {
            let kitos = Kitos::start(answer);
            let sent = fetch(&server, &browser, &kitos.url, TOKEN, "").await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            for part in [text, place, "Intet er gemt", "Hent fra Kitos"] {
                assert!(sent.body.contains(part), "{part}: {}", sent.body);
            }
            assert!(!sent.body.contains(TOKEN), "the token is typed again");
        }
        let kitos = Kitos::sample(|_, list| list);
        let wrong = fetch(&server, &browser, &kitos.url, "gammel-noegle", "").await;
        assert!(wrong.body.contains("Kitos afviser nøglen") && wrong.body.contains(ORGANISATION), "{}", wrong.body);
        let no_day = fetch(&server, &browser, &kitos.url, TOKEN, "i+g%C3%A5r").await;
        assert!(no_day.body.contains("error-since") && no_day.body.contains("i går"), "{}", no_day.body);
        let plain = fetch(&server, &browser, &kitos.url.replace("https", "http"), TOKEN, "").await;
        assert!(plain.body.contains("begynde med https://"), "{}", plain.body);
        assert_eq!(assets(&server).await, []);
        let page = server.get(Some(&browser), "/registre/import").await.body;
        assert!(
            page.contains("Der er ikke indlæst noget endnu") || !page.contains("kitos.test"),
            "nothing waits: {page}"
        );
    }
}

#[tokio::test]
async fn a_kitos_that_says_nothing_is_given_up() {
    let engine = engines()[0];
    let server = server(engine).await;
    let browser = server.browser("coordinator").await;
    let kitos = Kitos::start(Box::new(|_| {
        thread::sleep(Duration::from_secs(6));
        (200, "[]".to_owned())
    }));
    let sent = fetch(&server, &browser, &kitos.url, TOKEN, "").await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        sent.body.contains("Kitos svarer ikke, ikke i tide eller for meget, på /api/v2/it-systems"),
        "{}",
        sent.body
    );
    let nobody = fetch(&server, &browser, "https://kitos.test/1", TOKEN, "").await;
    assert!(nobody.body.contains("send listerne som filer"), "{}", nobody.body);
    assert_eq!(assets(&server).await, []);
}

#[tokio::test]
async fn a_program_does_the_same() {
    for engine in engines() {
        let server = server(engine).await;
        let kitos = Kitos::sample(|_, list| list);
        let token = server.token("coordinator", false).await;
        let path = "/api/v1/register-imports/kitos";
        let body = |kitos: &Kitos, key: &str, dry_run: bool| json!({ "url": kitos.url, "token": key, "organisation": ORGANISATION, "dry_run": dry_run });
        let post = async |token: &str, body: serde_json::Value| {
            server.api(Method::POST, path, Some(token), None, Some(body)).await
        };
        let tried = post(&token, body(&kitos, TOKEN, true)).await;
        assert_eq!(tried.status, StatusCode::OK, "{}", tried.body);
        let tried = tried.json();
        assert_eq!((tried["kinds"]["asset"]["created"].as_u64(), tried["import"].is_null()), (Some(6), true));
        assert!(assets(&server).await.is_empty());
        let done = post(&token, body(&kitos, TOKEN, false)).await.json();
        assert_eq!((&done["kinds"], &done["import"]["counts"]), (&tried["kinds"], &tried["counts"]));
        let again = post(&token, body(&kitos, TOKEN, false)).await.json();
        let changes = ["created", "updated", "archived", "removed"].map(|count| again["counts"][count].as_u64());
        assert_eq!(changes, [Some(0); 4], "{again}");
        let fewer = Kitos::sample(|_, list| list.replace("\"toSystemUsage\"", "\"gone\""));
        let removed = post(&token, body(&fewer, TOKEN, false)).await.json();
        assert_eq!(removed["kinds"]["dependency"]["removed"], 1, "{removed}");
        let undo = format!("/api/v1/register-imports/{}/undo", removed["import"]["id"].as_str().unwrap());
        let undone = server.api(Method::POST, &undo, Some(&token), None, None).await.json();
        assert_eq!((undone["undone"].as_u64(), undone["refused"].as_u64()), (Some(1), Some(0)));

        let faults: [(Kitos, &str, &str, &str); 3] = [
            (Kitos::sample(|_, list| list), "gammel", "token", "kitos_refused"),
            (Kitos::start(Box::new(|_| (500, String::new()))), TOKEN, "url", "kitos_status"),
            (Kitos::start(Box::new(|_| (200, "<html>".to_owned()))), TOKEN, "url", "kitos_not_a_list"),
        ];
        for (kitos, key, field, code) in faults {
            let refused = post(&token, body(&kitos, key, false)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
            let fault = refused.json()["faults"][0].clone();
            assert_eq!((fault["field"].as_str(), fault["code"].as_str()), (Some(field), Some(code)));
            assert!(!refused.body.contains(TOKEN));
        }
        let strange = post(&token, json!({ "usages": [{ "uuid": 7 }] })).await;
        assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", strange.body);
        for (name, is_read_only) in [("auditor", false), ("system_owner", false), ("coordinator", true)] {
            let other = server.token(name, is_read_only).await;
            assert_eq!(post(&other, body(&kitos, TOKEN, true)).await.status, StatusCode::FORBIDDEN, "{name}");
        }
        assert_eq!(assets(&server).await.len(), 6);
        verify_log(&server.test.app, &server.actors.ctx("coordinator")).await.unwrap();
    }
}
