//! The pages of a gap analysis.

use crate::server::{Answer, Browser, Server};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use bavn_app::gap_analysis::{AnalysisDraft, create_analysis, get_analysis, get_answer, list_evidence};
use bavn_core::{
    gap_analysis::Level,
    ids::{AnalysisId, ControlId, UnitId},
};
use bavn_testkit::engines;
use time::macros::date;

async fn begin(server: &Server, unit_id: Option<UnitId>) -> AnalysisId {
    let draft = AnalysisDraft { unit_id, ..AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12)) };
    create_analysis(&server.test.app, &server.actors.ctx("coordinator"), draft).await.unwrap()
}

async fn control(server: &Server, id: AnalysisId, code: &str) -> ControlId {
    let view = get_analysis(&server.test.app, &server.actors.ctx("coordinator"), id).await.unwrap();
    view.catalogue.control_by_code(code).unwrap().id
}

/// What is stored: paper, practice, version.
async fn stored(server: &Server, id: AnalysisId, code: &str) -> (Option<u8>, Option<u8>, i32) {
    let control = control(server, id, code).await;
    let (_, answer) = get_answer(&server.test.app, &server.actors.ctx("coordinator"), id, control).await.unwrap();
    (answer.documentation.map(Level::get), answer.implementation.map(Level::get), answer.version)
}

/// As htmx sends: the token in a header.
async fn htmx(server: &Server, browser: &Browser, path: &str, fields: &str) -> Answer {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, &browser.cookie)
        .header("x-csrf-token", &browser.csrf)
        .header("hx-request", "true");
    server.send(request.body(Body::from(fields.to_owned())).unwrap()).await
}

#[tokio::test]
async fn every_page_is_shown_in_both_languages_with_every_text() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let empty = server.get(Some(&browser), "/gap-analyse").await;
        assert!(empty.body.contains("Begynd med at se, hvor kommunen står"), "{}", empty.body);
        let id = begin(&server, None).await;
        let path = format!("/gap-analyse/{id}");
        let sent = server
            .post(
                Some(&browser),
                &format!("{path}/kontrol/AD-03"),
                true,
                "version=1&implementation=1&documentation=2&target=3&go=next",
            )
            .await;
        assert_eq!(
            (sent.status, sent.header("location")),
            (StatusCode::SEE_OTHER, format!("{path}/kontrol/AD-04").as_str())
        );
        let ends = [
            "",
            "/rediger",
            "/omraade/AD",
            "/ramme/nis2",
            "/aendringer",
            "/forvaltninger",
            "/skema",
            "/skema?vis=mangler&omraade=AD&q=login",
            "/kontrol/AD-03",
            "/kontrol/AD-04",
        ];
        let pages = ["/gap-analyse".to_owned(), "/gap-analyse/ny".to_owned()];
        for page in pages.into_iter().chain(ends.map(|end| format!("{path}{end}"))) {
            for lang in ["da", "en"] {
                let mark = if page.contains('?') { '&' } else { '?' };
                let shown = server.get(Some(&browser), &format!("{page}{mark}lang={lang}")).await;
                assert_eq!(shown.status, StatusCode::OK, "{page}");
                assert_eq!(shown.body.matches("<h1").count(), 1, "{page}");
                assert!(!shown.body.contains("[gap-") && !shown.body.contains("[menu-"), "{page} lacks a text");
                assert!(!shown.body.contains(" style=") && !shown.body.contains("onclick"), "{page}");
            }
        }
        let shown = server.get(Some(&browser), &path).await;
        assert!(shown.body.contains("Kommunen er på 1,0 og skal til"));
        let area = server.get(Some(&browser), &format!("{path}/omraade/AD")).await;
        assert!(area.body.contains("Sådan bliver 1,0 til"));
    }
}

#[tokio::test]
async fn an_answer_saves_itself_and_says_what_it_means() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("system_owner").await;
        let id = begin(&server, None).await;
        let path = format!("/gap-analyse/{id}/kontrol/AD-03");
        let saved =
            htmx(&server, &browser, &path, "version=1&implementation=1&documentation=2&target=3&note=Set").await;
        assert_eq!(saved.status, StatusCode::OK);
        assert!(saved.body.contains("Score 1") && saved.body.contains("Gemt kl. 09.00"), "{}", saved.body);
        assert!(saved.body.contains(r#"id="version" name="version" value="2" hx-swap-oob="true""#));
        assert!(saved.body.contains("Løfter du praksis til 3"));
        assert!(!saved.body.contains("<html"));
        assert_eq!(stored(&server, id, "AD-03").await, (Some(2), Some(1), 2));
        // Somebody who read version 1 is shown both answers, and nothing is lost.
        let late = htmx(&server, &browser, &path, "version=1&implementation=3&documentation=3&target=3&note=Mit").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(
            late.body.contains("Set") && late.body.contains("Mit") && late.body.contains(r#"name="version" value="2""#)
        );
        let page = server
            .post(Some(&browser), &path, true, "version=1&implementation=3&documentation=3&target=3&note=Mit")
            .await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.body.contains("En anden har svaret, mens du skrev"));
        assert_eq!(stored(&server, id, "AD-03").await.2, 2);
        let kept = "version=2&implementation=3&documentation=3&target=3&note=Mit&keep=theirs";
        server.post(Some(&browser), &path, true, kept).await;
        assert_eq!(stored(&server, id, "AD-03").await.2, 2);
        let mine = "version=2&implementation=3&documentation=3&target=3&note=Mit&keep=mine";
        assert_eq!(server.post(Some(&browser), &path, true, mine).await.status, StatusCode::SEE_OTHER);
        assert_eq!(stored(&server, id, "AD-03").await, (Some(3), Some(3), 3));
        // Not relevant takes a reason; what was typed stays.
        let fields = "version=3&implementation=3&documentation=3&target=3&relevant=no&reason=&note=Bevaret";
        let faulty = server.post(Some(&browser), &path, true, fields).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.body.contains("href=\"#reason\"") && faulty.body.contains("Bevaret"));
        let cleared = "version=3&implementation=3&documentation=3&target=3&go=clear";
        server.post(Some(&browser), &path, true, cleared).await;
        assert_eq!(stored(&server, id, "AD-03").await, (None, None, 4));
    }
}

#[tokio::test]
async fn the_quick_form_saves_a_row_or_all_and_shows_conflicts() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let id = begin(&server, None).await;
        let path = format!("/gap-analyse/{id}/skema");
        let row = "AD-03.version=1&AD-03.implementation=2";
        let saved = htmx(&server, &browser, &path, row).await;
        assert_eq!(saved.status, StatusCode::OK);
        assert!(saved.body.contains("mangler papir") && saved.body.contains(r#"id="v-AD-03""#), "{}", saved.body);
        let late = htmx(&server, &browser, &path, "AD-03.version=1&AD-03.implementation=4&AD-03.documentation=4").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("praksis 2, papir –") && late.body.contains("praksis 4, papir 4"), "{}", late.body);
        // Without script the whole form comes: rows nobody touched are left, a conflict is shown, the rest is saved.
        let fields = "AD-03.version=1&AD-03.was=%2F&AD-03.implementation=4&AD-03.documentation=4\
            &AD-04.version=1&AD-04.was=%2F&AD-04.implementation=1&AD-04.documentation=1\
            &AD-05.version=1&AD-05.was=%2F";
        let sent = server.post(Some(&browser), &path, true, fields).await;
        assert_eq!(sent.status, StatusCode::CONFLICT);
        assert!(sent.body.contains("Ét svar er ikke gemt"));
        assert_eq!(stored(&server, id, "AD-03").await, (None, Some(2), 2));
        assert_eq!(stored(&server, id, "AD-04").await, (Some(1), Some(1), 2));
        assert_eq!(stored(&server, id, "AD-05").await, (None, None, 1));
        let again = "AD-03.version=2&AD-03.was=%2F2&AD-03.implementation=4&AD-03.documentation=4";
        let sent = server.post(Some(&browser), &format!("{path}?omraade=AD"), true, again).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.header("location"), format!("{path}?omraade=AD&besked=saved"));
        assert_eq!(stored(&server, id, "AD-03").await, (Some(4), Some(4), 3));
    }
}

#[tokio::test]
async fn an_analysis_is_begun_described_completed_and_opened_again() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let faulty = server.post(Some(&browser), "/gap-analyse/ny", true, "title=&assessed_on=i+dag&method=M").await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.body.contains("»i dag« er ikke en dato") && faulty.body.contains("value=\"M\""));
        let begun = server.post(Some(&browser), "/gap-analyse/ny", true, "title=Gap&assessed_on=2026-10-12").await;
        let address = begun.header("location").to_owned();
        let path = address.split("/skema").next().unwrap();
        let edited = format!("version=1&title=Nyt+navn&assessed_on=2026-10-13&unit_id={}", server.actors.health);
        server.post(Some(&browser), &format!("{path}/rediger"), true, &edited).await;
        let shown = server.get(Some(&browser), path).await;
        assert!(shown.body.contains("Nyt navn") && shown.body.contains("Sundhed og Omsorg"));
        let done = server.post(Some(&browser), &format!("{path}/afslut"), true, "version=2").await;
        assert_eq!(done.header("location"), format!("{path}?besked=completed"));
        let closed = server.get(Some(&browser), &format!("{path}/kontrol/AD-03")).await;
        assert!(
            !closed.body.contains("hx-post")
                && closed
                    .body
                    .contains("fieldset class=\"b-levels\" data-levels aria-describedby=\"target-hint\" disabled")
        );
        let refused =
            server.post(Some(&browser), &format!("{path}/kontrol/AD-03"), true, "version=1&implementation=1").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        server.post(Some(&browser), &format!("{path}/genaabn"), true, "version=3").await;
        let again =
            server.post(Some(&browser), &format!("{path}/kontrol/AD-03"), true, "version=1&implementation=1").await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn evidence_is_added_fetched_and_taken_away() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        let id = begin(&server, None).await;
        let path = format!("/gap-analyse/{id}/kontrol/AD-03");
        let form = |fields: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n{fields}--x--\r\n", browser.csrf)
        };
        let send = async |body: String| {
            let request = Request::post(format!("{path}/bevis"))
                .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
                .header(header::COOKIE, &browser.cookie);
            server.send(request.body(Body::from(body)).unwrap()).await
        };
        let nothing = send(form("")).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.body.contains("Vælg en fil, eller skriv et link."));
        let script =
            send(form("--x\r\nContent-Disposition: form-data; name=\"link\"\r\n\r\njavascript:alert(1)\r\n")).await;
        assert_eq!(script.status, StatusCode::UNPROCESSABLE_ENTITY);
        let file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Bevis.html\"\r\nContent-Type: text/html\r\n\r\n<script>x</script>\r\n";
        assert_eq!(send(form(file)).await.status, StatusCode::SEE_OTHER);
        let ctx = server.actors.ctx("coordinator");
        let control = control(&server, id, "AD-03").await;
        let added = list_evidence(&server.test.app, &ctx, id, control).await.unwrap().remove(0);
        let fetched = server.get(Some(&browser), &format!("/gap-analyse/{id}/bevis/{}", added.id)).await;
        assert_eq!((fetched.body.as_str(), fetched.header("content-type")), ("<script>x</script>", "text/plain"));
        assert!(fetched.header("content-disposition").starts_with("attachment"));
        let shown = server.get(Some(&browser), &path).await;
        assert!(shown.body.contains("Ét bevis") && shown.body.contains("Bevis.html"));
        server.post(Some(&browser), &format!("{path}/bevis/{}/fjern", added.id), true, "").await;
        assert!(list_evidence(&server.test.app, &ctx, id, control).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn roles_and_units_hold_on_the_pages_too() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let whole = begin(&server, None).await;
        let own = begin(&server, Some(server.actors.health)).await;
        let owner = server.browser("limited_owner").await;
        for end in ["", "/skema", "/kontrol/AD-03", "/omraade/AD", "/aendringer", "/forvaltninger", "/ramme/nis2"] {
            let shown = server.get(Some(&owner), &format!("/gap-analyse/{whole}{end}")).await;
            assert_eq!(shown.status, StatusCode::NOT_FOUND, "{end}");
            let shown = server.get(Some(&owner), &format!("/gap-analyse/{own}{end}")).await;
            assert_eq!(shown.status, StatusCode::OK, "{end}");
        }
        let fields = "version=1&implementation=1&documentation=1";
        let hidden = server.post(Some(&owner), &format!("/gap-analyse/{whole}/kontrol/AD-03"), true, fields).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let director = server.browser("director").await;
        let refused = server.post(Some(&director), &format!("/gap-analyse/{whole}/kontrol/AD-03"), true, fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let read = server.get(Some(&director), &format!("/gap-analyse/{whole}/skema")).await;
        assert!(!read.body.contains("hx-post") && !read.body.contains("Gem svarene"));
        let forged = server.post(Some(&owner), &format!("/gap-analyse/{own}/kontrol/AD-03"), false, fields).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        assert_eq!(stored(&server, own, "AD-03").await.2, 1);
        let weird = server.get(Some(&director), "/gap-analyse/ikke-en-id").await;
        assert_eq!(weird.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn programs_can_do_what_the_pages_can() {
    use axum::http::Method;
    use serde_json::json;
    for engine in engines() {
        let server = Server::new(engine).await;
        let token = server.token("coordinator", false).await;
        let call = async |method: Method, path: &str, version: Option<&str>, body: Option<serde_json::Value>| {
            server.api(method, path, Some(&token), version, body).await
        };
        let wrong = json!({ "title": "", "assessed_on": "2026-10-12" });
        assert_eq!(
            call(Method::POST, "/api/v1/analyses", None, Some(wrong)).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let input = json!({ "title": "Gap 2025", "assessed_on": "2025-11-03" });
        let begun = call(Method::POST, "/api/v1/analyses", None, Some(input)).await;
        assert_eq!((begun.status, begun.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", begun.body);
        let earlier = begun.header("location").to_owned();
        let input = json!({ "title": "Gap 2026", "assessed_on": "2026-10-12", "previous_id": begun.json()["id"] });
        let path = call(Method::POST, "/api/v1/analyses", None, Some(input)).await.header("location").to_owned();

        let answer = format!("{path}/answers/AD-03");
        let input = json!({ "documentation": 2, "implementation": 1, "note": "æøå" });
        let missing = call(Method::PUT, &answer, None, Some(input.clone())).await;
        assert_eq!(missing.status, StatusCode::PRECONDITION_REQUIRED);
        let saved = call(Method::PUT, &answer, Some("\"1\""), Some(input)).await;
        assert_eq!((saved.status, saved.header("etag")), (StatusCode::OK, "\"2\""), "{}", saved.body);
        assert_eq!((&saved.json()["score"], &saved.json()["note"]), (&json!(1), &json!("æøå")));
        let late = call(Method::PUT, &answer, Some("\"1\""), Some(json!({ "documentation": 3 }))).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
        let wrong =
            call(Method::PUT, &answer, Some("\"2\""), Some(json!({ "documentation": 6, "implementation": -1 }))).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("documentation") && wrong.body.contains("implementation"));

        let evaluation = call(Method::GET, &format!("{path}/evaluation"), None, None).await.json();
        assert_eq!(evaluation["score"], json!({ "exact": "1/1", "decimal": 1.0 }));
        assert_eq!(evaluation["counts"]["assessed"], 1);
        let answers = call(Method::GET, &format!("{path}/answers"), None, None).await.json();
        assert_eq!(
            answers.as_array().unwrap().len(),
            usize::try_from(evaluation["counts"]["total"].as_u64().unwrap()).unwrap()
        );
        let comparison = call(Method::GET, &format!("{path}/comparison"), None, None).await.json();
        assert!(earlier.ends_with(comparison["earlier"].as_str().unwrap()));
        assert!(comparison["controls"].as_array().unwrap().iter().any(|control| control["kind"] == "newly_assessed"));
        let frameworks = call(Method::GET, &format!("{path}/frameworks"), None, None).await.json();
        assert!(frameworks.as_array().unwrap().iter().any(|framework| framework["key"] == "nis2"));
        assert_eq!(call(Method::GET, "/api/v1/unit-results", None, None).await.json().as_array().unwrap().len(), 2);

        let evidence = format!("{answer}/evidence");
        let link = json!({ "url": "https://esdh.example/1", "dated_on": "2026-09-30" });
        assert_eq!(call(Method::POST, &evidence, None, Some(link)).await.status, StatusCode::CREATED);
        let found = call(Method::GET, &evidence, None, None).await.json();
        assert_eq!((&found[0]["url"], &found[0]["dated_on"]), (&json!("https://esdh.example/1"), &json!("2026-09-30")));
        let own = format!("/api/v1/evidence/{}", found[0]["id"].as_str().unwrap());
        assert_eq!(call(Method::DELETE, &own, None, None).await.status, StatusCode::NO_CONTENT);

        let done = call(Method::POST, &format!("{path}/complete"), Some("\"1\""), None).await;
        assert_eq!(done.json()["state"], "completed");
        let closed = call(Method::PUT, &answer, Some("\"2\""), Some(json!({ "documentation": 3 }))).await;
        assert_eq!(closed.status, StatusCode::CONFLICT);
        let listed = call(Method::GET, "/api/v1/analyses?size=1", None, None).await;
        assert_eq!((&listed.json()["total"], &listed.json()["items"][0]["title"]), (&json!(2), &json!("Gap 2026")));

        let reader = server.token("auditor", false).await;
        let refused = server.api(Method::PUT, &answer, Some(&reader), Some("\"2\""), Some(json!({}))).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let owner = server.token("limited_owner", false).await;
        let hidden = server.api(Method::GET, &path, Some(&owner), None, None).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    }
}
