//! Bad input about critical tasks is explained where it was typed: rings, teams that are gone, files with faults.

use crate::server::{Answer, Browser, Server};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use bavn_app::{
    asset::create_asset,
    continuity::{TaskKeys, archive_team, create_task, create_team, find_tasks},
};
use bavn_core::{
    asset::AssetFacts,
    continuity::{task::CriticalTask, team::RecoveryTeam},
    ids::{AssetId, CriticalTaskId},
};
use bavn_testkit::{Engine, engines};

async fn asset(server: &Server, name: &str) -> AssetId {
    let facts = AssetFacts { name: name.into(), ..AssetFacts::default() };
    create_asset(&server.test.app, &server.actors.ctx("coordinator"), facts).await.unwrap()
}

async fn task(server: &Server, name: &str) -> CriticalTaskId {
    let facts = CriticalTask { name: name.into(), unit: Some(server.actors.health), ..CriticalTask::default() };
    create_task(&server.test.app, &server.actors.ctx("coordinator"), facts, Vec::new()).await.unwrap()
}

fn holds(answer: &Answer, texts: &[&str]) {
    for text in texts {
        assert!(answer.body.contains(text), "{text} is not in {}", answer.body);
    }
}

#[tokio::test]
async fn tasks_that_would_wait_for_each_other_are_named() {
    let server = Server::new(Engine::Sqlite).await;
    let (food, plan) = (task(&server, "Madudbringning").await, task(&server, "Vagtplan").await);
    let browser = server.browser("coordinator").await;
    let need = |id| format!("/konsekvensanalyse/{id}/behov");
    let made = server.post(Some(&browser), &need(food), true, "version=1&on=O-2&effect=stops").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let ring = server.post(Some(&browser), &need(plan), true, "version=1&on=O-1&effect=stops&note=Ruterne").await;
    assert_eq!(ring.status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&ring, &["venter på hinanden i ring", "Vagtplan → Madudbringning → Vagtplan", "value=\"Ruterne\""]);
    let itself = server.post(Some(&browser), &need(plan), true, "version=1&on=O-2&effect=stops").await;
    holds(&itself, &["En opgave kan ikke stå på sig selv"]);
    let wrong = "version=1&on=Findes+ikke&effect=stops&after_minutes=-4&after_minutes_unit=hours&alternative_group=to";
    let wrong = server.post(Some(&browser), &need(plan), true, wrong).await;
    holds(&wrong, &["ingen opgave hedder »Findes ikke«", "er mindre end ingenting", "»to« er ikke et helt tal"]);
}

#[tokio::test]
async fn a_team_that_is_gone_or_too_small_is_told() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let system = asset(&server, "Omsorg").await;
    let team = create_team(app, &ctx, RecoveryTeam { name: "Drift".into(), ..RecoveryTeam::default() }).await.unwrap();
    let browser = server.browser("coordinator").await;
    let path = format!("/aktiver/{system}/genopretning");
    let form = |version: i32, likely: &str| {
        format!(
            "version={version}&name=Genskab&position=1&optimistic_minutes=1&likely_minutes={likely}&pessimistic_minutes=6&unit=hours\
             &team%5B%5D={team}&amount%5B%5D=1"
        )
    };
    let negative = server.post(Some(&browser), &path, true, &form(1, "-2")).await;
    holds(&negative, &["»-2« er mindre end ingenting"]);
    let outside = server.post(Some(&browser), &path, true, &form(1, "9")).await;
    holds(&outside, &["Den sædvanlige tid skal ligge mellem den korteste og den længste"]);
    archive_team(app, &ctx, team, 1).await.unwrap();
    let gone = server.post(Some(&browser), &path, true, &form(1, "2")).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    holds(&gone, &["Holdet findes ikke længere"]);
}

async fn send(server: &Server, browser: &Browser, name: &str, csv: &str) -> Answer {
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--x\r\ncontent-disposition: form-data; name=\"fil\"; \
         filename=\"{name}\"\r\n\r\n{csv}\r\n--x--\r\n",
        browser.csrf
    );
    let request = Request::post("/konsekvensanalyse/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, &browser.cookie);
    server.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_file_of_tasks_is_looked_at_and_then_taken_in() {
    for engine in engines() {
        let server = Server::new(engine).await;
        let browser = server.browser("coordinator").await;
        asset(&server, "Omsorg").await;
        let tasks = "Nummer;Opgavens navn;Måltid for genopretning (RTO)\n;Madudbringning;12 timer\n;Vagtplan;1 døgn\n";
        let sent = send(&server, &browser, "opgaver.csv", tasks).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let file = sent.header("location").to_owned();
        let seen = server.get(Some(&browser), &file).await;
        holds(&seen, &["opgaver.csv", "2 opgaver oprettes eller ændres", "Vagtplan", "oprettes"]);
        let ctx = server.actors.ctx("coordinator");
        assert!(
            find_tasks(&server.test.app, &ctx, &TaskKeys::InUse).await.unwrap().is_empty(),
            "nothing is stored yet"
        );
        let owner = server.browser("system_owner").await;
        assert_eq!(server.get(Some(&owner), &file).await.status, StatusCode::FORBIDDEN);
        let taken = server.post(Some(&browser), &format!("{file}/indlaes"), true, "").await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        holds(&server.get(Some(&browser), &file).await, &["Nye: 2. Ændrede: 0. Uændrede: 0."]);

        let needs = "Opgave;Står på (navn);Standser efter\nMadudbringning;Omsorg;2 timer\nMadudbringning;Vagtplan;\n";
        let sent = send(&server, &browser, "behov.csv", needs).await;
        let file = sent.header("location").to_owned();
        holds(&server.get(Some(&browser), &file).await, &["Én opgave oprettes eller ændres", "ingenting", "2 ting"]);
        let taken = server.post(Some(&browser), &format!("{file}/indlaes"), true, "").await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);

        let faulty = "Opgavens nummer;Står på (nummer);Standser efter\nO-2;O-1;-4 timer\nO-2;A-77;\nO-9;A-1;\n";
        let sent = send(&server, &browser, "fejl.csv", faulty).await;
        let file = sent.header("location").to_owned();
        let seen = server.get(Some(&browser), &file).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(&seen, &["3 celler har fejl", "C2", "er mindre end ingenting", "B3", "»A-77«", "A4", "»O-9«"]);
        let refused = server.post(Some(&browser), &format!("{file}/indlaes"), true, "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = server.post(Some(&browser), &format!("{file}/slet"), true, "").await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(server.get(Some(&browser), &file).await.status, StatusCode::NOT_FOUND);

        let ring = "Opgave;Står på (navn)\nVagtplan;Madudbringning\n";
        let sent = send(&server, &browser, "ring.csv", ring).await;
        let seen = server.get(Some(&browser), sent.header("location")).await;
        holds(&seen, &["venter på hinanden i ring", "B2"]);
        let picture = send(&server, &browser, "billede.pdf", "%PDF-1.7").await;
        assert_eq!(picture.status, StatusCode::UNPROCESSABLE_ENTITY);
        let list = server.get(Some(&browser), "/konsekvensanalyse/import").await;
        holds(&list, &["opgaver.csv", "behov.csv", "ring.csv"]);
        assert!(!list.body.contains("fejl.csv") && !list.body.contains("billede.pdf"));
        let registers = server.get(Some(&browser), "/registre/import").await;
        assert_eq!(registers.status, StatusCode::OK);
        assert!(!registers.body.contains("opgaver.csv"));
    }
}
