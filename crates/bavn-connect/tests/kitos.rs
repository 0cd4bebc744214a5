//! Kitos, replayed by a server on this machine.
#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml lets tests unwrap, but does not see that helpers of tests are tests"
)]

use bavn_connect::kitos::{KitosClient, KitosError, Limits};
use bavn_core::import_export::kitos::read_kitos;
use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};
use time::macros::datetime;
use uuid::Uuid;

const ORGANISATION: Uuid = Uuid::from_u128(7);

/// A server that answers each request with what `answer` makes of its path and query; the requests that came are kept.
fn serve(answer: impl Fn(&str) -> (u16, String) + Send + 'static) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let requests = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&requests);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                head.push(byte[0]);
            }
            let head = String::from_utf8(head).unwrap();
            let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
            kept.lock().unwrap().push(head);
            let (status, body) = answer(&target);
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
        }
    });
    (address, requests)
}

fn client(url: &str) -> KitosClient {
    KitosClient::new(url, "secret-token\n", ORGANISATION, Limits::default()).unwrap()
}

/// So many uses from a number on, as JSON.
fn uses(from: usize, to: usize) -> String {
    let one =
        |at: usize| format!(r#"{{"uuid":"{}","systemContext":{{"name":"System {at}"}}}}"#, Uuid::from_u128(at as u128));
    format!("[{}]", (from..to).map(one).collect::<Vec<_>>().join(","))
}

#[test]
fn pages_are_read_until_one_is_not_full() {
    let (url, requests) = serve(|target| {
        let body = match target {
            _ if !target.starts_with("/api/v2/it-system-usages") => "[]".to_owned(),
            _ if target.contains("page=0&") => uses(1, 251),
            _ if target.contains("page=1&") => uses(251, 501),
            _ => uses(501, 504),
        };
        (200, body)
    });
    let mut told = Vec::new();
    let files = client(&url).fetch(None, &mut |list, count| told.push((list.to_owned(), count))).unwrap();
    assert_eq!(read_kitos(&files).unwrap().assets.len(), 503);
    let counts: Vec<usize> =
        told.iter().filter(|(list, _)| list.ends_with("usages")).map(|(_, count)| *count).collect();
    assert_eq!(counts, [250, 500, 503]);
    let requests = requests.lock().unwrap();
    assert_eq!(requests.len(), 7);
    assert!(requests.iter().all(|head| head.to_lowercase().contains("authorization: bearer secret-token\r\n")));
    assert!(requests.iter().all(|head| head.contains("pageSize=250")));
    assert!(requests[1].contains(&format!("organizationUuid={ORGANISATION}")), "{}", requests[1]);
}

#[test]
fn what_was_changed_and_deleted_since_is_asked_for() {
    let (url, requests) = serve(|target| {
        let deleted = format!(r#"[{{"entityUuid":"{}","entityType":"ItSystemUsage"}}]"#, Uuid::from_u128(1));
        (200, if target.contains("deleted-entities") { deleted } else { "[]".to_owned() })
    });
    let files = client(&url).fetch(Some(datetime!(2026-10-05 12:00 UTC)), &mut |_, _| {}).unwrap();
    assert_eq!(read_kitos(&files).unwrap().deletions.len(), 1);
    let requests = requests.lock().unwrap();
    let of = |list: &str| requests.iter().find(|head| head.contains(list)).unwrap().clone();
    assert!(of("it-system-usages").contains("changedSinceGtEq=2026-10-05T12"));
    assert!(!of("it-contracts").contains("changedSinceGtEq"), "a system that was changed may stand in an old contract");
    assert!(of("deleted-entities").contains("deletedSinceUTC=2026-10-05T12"));
    assert!(!of("/it-systems").contains("changedSinceGtEq"));
}

#[test]
fn a_refused_token_and_other_answers_are_told() {
    let (url, _) = serve(|_| (401, String::new()));
    let path = "/api/v2/it-systems".to_owned();
    assert_eq!(client(&url).fetch(None, &mut |_, _| {}).err(), Some(KitosError::Refused { path: path.clone() }));
    let (url, _) = serve(|_| (503, String::new()));
    let found = client(&url).fetch(None, &mut |_, _| {}).err();
    assert_eq!(found, Some(KitosError::Status { path: path.clone(), status: 503 }));
    for answer in ["<html>", "{}", "", "null", "[1,"] {
        let (url, _) = serve(move |_| (200, answer.to_owned()));
        let found = client(&url).fetch(None, &mut |_, _| {});
        assert!(matches!(found, Err(KitosError::NotAList { .. })), "{answer}: {found:?}");
    }
    // The token does not follow to another place.
    let (url, requests) = serve(|_| (302, String::new()));
    let found = client(&url).fetch(None, &mut |_, _| {}).err();
    assert!(matches!(found, Some(KitosError::Status { status: 302, .. } | KitosError::Failed { .. })), "{found:?}");
    assert_eq!(requests.lock().unwrap().len(), 1);
}

#[test]
fn answers_that_are_too_large_too_many_or_too_late_end_the_conversation() {
    let limits = Limits { answer_bytes: 1_000, ..Limits::default() };
    let (url, _) = serve(|_| (200, uses(0, 250)));
    let small = KitosClient::new(&url, "t", ORGANISATION, limits).unwrap();
    assert!(matches!(small.fetch(None, &mut |_, _| {}), Err(KitosError::Failed { .. })));
    let limits = Limits { pages: 3, ..Limits::default() };
    let few = KitosClient::new(&url, "t", ORGANISATION, limits).unwrap();
    let found = few.fetch(None, &mut |_, _| {}).err();
    assert_eq!(found, Some(KitosError::TooMany { path: "/api/v2/it-systems".to_owned(), max: 3 }));
    let (url, _) = serve(|_| {
        thread::sleep(Duration::from_secs(5));
        (200, "[]".to_owned())
    });
    let limits = Limits { request: Duration::from_millis(200), ..Limits::default() };
    let hasty = KitosClient::new(&url, "t", ORGANISATION, limits).unwrap();
    assert!(matches!(hasty.fetch(None, &mut |_, _| {}), Err(KitosError::Failed { .. })));
}

#[test]
fn a_token_goes_over_https_only() {
    let made = |url: &str| KitosClient::new(url, "t", ORGANISATION, Limits::default()).map(|_| ());
    for url in ["https://kitos.dk", "https://kitos.dk/", "http://localhost:8080", "http://[::1]:80", "http://127.0.0.1"]
    {
        assert_eq!(made(url), Ok(()), "{url}");
    }
    for url in
        ["http://kitos.dk", "kitos.dk", "ftp://a", "https://", "https://a@b", "http://localhost.evil.dk", "https://a?b"]
    {
        assert_eq!(made(url), Err(KitosError::Address { url: url.to_owned() }), "{url}");
    }
    let bad = KitosClient::new("https://kitos.dk", "a b", ORGANISATION, Limits::default()).map(|_| ());
    assert_eq!(bad, Err(KitosError::Token));
    let client = client("https://kitos.dk");
    assert!(!format!("{client:?}").contains("secret"));
}
