//! Critical tasks on pages: the interview, two people on the same analysis, approval, the heat map, conflicts, teams and steps.

use crate::server::{Browser, Server};
use axum::http::{Method, StatusCode};
use bavn_app::{
    asset::create_asset,
    continuity::{TaskChange, asset_steps, create_task, get_task, put_asset_steps, put_tasks},
    counted,
};
use bavn_core::{
    asset::AssetFacts,
    continuity::{
        task::{CriticalTask, Dimension, NeedEffect, NeedOn, TaskNeed, TaskState},
        team::RecoveryStep,
    },
    ids::{AssetId, CriticalTaskId},
};
use bavn_testkit::Engine;

async fn asset(server: &Server, name: &str) -> AssetId {
    let facts = AssetFacts { name: name.into(), ..AssetFacts::default() };
    create_asset(&server.test.app, &server.actors.ctx("coordinator"), facts).await.unwrap()
}

/// Sends a page of the interview; the version that the task has then.
async fn send(server: &Server, browser: &Browser, path: &str, page: usize, version: i32, fields: &str) -> String {
    let form = format!("version={version}&go=next&{fields}");
    let answer = server.post(Some(browser), &format!("{path}/interview/{page}"), true, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header("location").to_owned()
}

#[tokio::test]
async fn a_system_owner_goes_through_the_interview_page_by_page() {
    let server = Server::new(Engine::Sqlite).await;
    let system = asset(&server, "Omsorg").await;
    let browser = server.browser("system_owner").await;
    let unit = server.actors.health;
    let owner = server.actors.accounts["system_owner"].1;
    let begun = server.get(Some(&browser), "/konsekvensanalyse/ny").await;
    for text in ["1 af 7: Opgave og pligt", "Kritisk opgave", "Konsekvensanalyse (BIA)"] {
        assert!(begun.body.contains(text), "{text}: {}", begun.body);
    }
    let form = format!("name=Medicin+i+eget+hjem&unit={unit}&owner={owner}&description=Bes%C3%B8g");
    let made = server.post(Some(&browser), "/konsekvensanalyse/ny", true, &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let path = made.header("location").strip_suffix("/interview/2").unwrap().to_owned();
    let id: CriticalTaskId = path.rsplit('/').next().unwrap().parse().unwrap();
    let next = send(&server, &browser, &path, 2, 1, "citizens=1.150&peak_months%5B%5D=7&peak_months%5B%5D=12").await;
    assert_eq!(next, format!("{path}/interview/3"));
    // What falls with time is explained, and nothing typed is lost.
    let falls = "version=2&go=next&impact-life_health-1=3&impact-life_health-2=2";
    let falls = server.post(Some(&browser), &format!("{path}/interview/3"), true, falls).await;
    assert_eq!(falls.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Liv og helbred er mindre slem efter 1 døgn end før", "<option value=\"3\" selected>"] {
        assert!(falls.body.contains(text), "{text}: {}", falls.body);
    }
    send(&server, &browser, &path, 3, 2, "impact-life_health-1=2&impact-life_health-2=3").await;
    let targets = server.get(Some(&browser), &format!("{path}/interview/4")).await;
    assert!(
        targets.body.contains("Forslag: 1 døgn. Så er konsekvensen for Liv og helbred nået til 3."),
        "{}",
        targets.body
    );
    let negative = "version=3&go=next&mtpd_minutes=-4&mtpd_minutes_unit=hours";
    let negative = server.post(Some(&browser), &format!("{path}/interview/4"), true, negative).await;
    assert!(negative.body.contains("er mindre end ingenting"), "{}", negative.body);
    let fields = "mtpd_minutes=1&mtpd_minutes_unit=days&rto_minutes=2&rto_minutes_unit=days&rpo_minutes=4&rpo_minutes_unit=hours&mbco_percent=70";
    send(&server, &browser, &path, 4, 3, fields).await;
    send(&server, &browser, &path, 5, 4, "fallback=P%C3%A5+papir&fallback_minutes=8+timer&fallback_minutes_unit=days")
        .await;
    let needed = server.post(Some(&browser), &format!("{path}/behov"), true, "version=5&on=A-1&effect=stops").await;
    assert_eq!(needed.status, StatusCode::SEE_OTHER, "{}", needed.body);
    let twice = server.post(Some(&browser), &format!("{path}/behov"), true, "version=6&on=Omsorg&effect=worse").await;
    assert!(twice.body.contains("Opgaven står allerede på det"), "{}", twice.body);
    let needs = server.get(Some(&browser), &format!("{path}/interview/6")).await;
    assert!(needs.body.contains("efter 8 timer, når nødproceduren er brugt op"), "{}", needs.body);
    let review = server.get(Some(&browser), &format!("{path}/interview/7")).await;
    assert!(
        review.body.contains("først være tilbage, efter at den længste acceptable nedetid er gået"),
        "{}",
        review.body
    );
    let done =
        server.post(Some(&browser), &format!("{path}/interview/7"), true, "version=6&go=close&staff_least=12").await;
    assert!(done.header("location").starts_with(&format!("{path}?")), "{}", done.body);
    let stored = get_task(&server.test.app, &server.actors.ctx("coordinator"), id).await.unwrap();
    let facts = &stored.facts;
    assert_eq!((facts.citizens, facts.mtpd_minutes, facts.fallback_minutes), (Some(1_150), Some(1_440), Some(480)));
    assert_eq!((facts.staff_least, facts.impact.of(Dimension::LifeHealth)[2]), (Some(12), Some(3)));
    assert_eq!((stored.needs[0].on, stored.version), (NeedOn::Asset(system), 7));

    // Saving a page as it is changes nothing; submitting and approving does.
    send(&server, &browser, &path, 2, 7, "citizens=1150&peak_months%5B%5D=7&peak_months%5B%5D=12").await;
    let sent = server.post(Some(&browser), &format!("{path}/indsend"), true, "version=7").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let refused = server.post(Some(&browser), &format!("{path}/godkend"), true, "version=8&review_on=2027-11-02").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let director = server.browser("director").await;
    let early = server.post(Some(&director), &format!("{path}/godkend"), true, "version=8&review_on=2026-01-02").await;
    assert!(early.body.contains("Skriv en dato efter i dag"), "{}", early.body);
    let approved =
        server.post(Some(&director), &format!("{path}/godkend"), true, "version=8&review_on=2027-11-02").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
    let stored = get_task(&server.test.app, &server.actors.ctx("coordinator"), id).await.unwrap();
    assert_eq!(stored.state, TaskState::Approved);
    let heat = server.get(Some(&browser), "/konsekvensanalyse/varmekort?dimension=life_health").await;
    assert!(heat.body.contains("<td class=\"b-x3\">3</td>"), "{}", heat.body);
    let conflicts = server.get(Some(&server.browser("coordinator").await), "/konsekvensanalyse/konflikter").await;
    for text in ["men kan kun undværes i 1 døgn", "/handleplan/foranstaltning/ny?titel="] {
        assert!(conflicts.body.contains(text), "{text}: {}", conflicts.body);
    }
}

#[tokio::test]
async fn two_people_on_the_same_analysis_lose_nothing() {
    let server = Server::new(Engine::Sqlite).await;
    let ctx = server.actors.ctx("coordinator");
    let facts =
        CriticalTask { name: "Mad til ældre".into(), unit: Some(server.actors.health), ..CriticalTask::default() };
    let id = create_task(&server.test.app, &ctx, facts, Vec::new()).await.unwrap();
    let path = format!("/konsekvensanalyse/{id}");
    let (one, other) = (server.browser("coordinator").await, server.browser("head_of_it").await);
    send(&server, &one, &path, 2, 1, "citizens=300&peak_note=Jul").await;
    let late = server.post(Some(&other), &format!("{path}/interview/2"), true, "version=1&go=next&citizens=450").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for text in ["Borgere, der rammes er ændret imens: 300", "value=\"450\"", "name=\"version\" value=\"2\""] {
        assert!(late.body.contains(text), "{text}: {}", late.body);
    }
    let need = format!("{path}/behov");
    asset(&server, "Køkken").await;
    let late = server.post(Some(&other), &need, true, "version=1&on=A-1&effect=stops&note=Ovne").await;
    for text in ["En anden har ændret", "value=\"Ovne\""] {
        assert!(late.body.contains(text), "{text}: {}", late.body);
    }
    let saved = send(&server, &other, &path, 2, 2, "citizens=450").await;
    assert_eq!(saved, format!("{path}/interview/3"));
}

#[tokio::test]
async fn teams_and_steps_are_written_on_pages() {
    let server = Server::new(Engine::Sqlite).await;
    let (system, ad) = (asset(&server, "Omsorg").await, asset(&server, "AD").await);
    let browser = server.browser("coordinator").await;
    let wrong = "name=Drift&capacity=to&duty=hours&duty_from=7&duty_until=22:00";
    let wrong = server.post(Some(&browser), "/genopretning/hold/ny", true, wrong).await;
    for text in ["ikke et helt tal", "ikke et klokkeslæt"] {
        assert!(wrong.body.contains(text), "{text}: {}", wrong.body);
    }
    let form = "name=Drift&capacity=2&duty=hours&duty_days%5B%5D=0&duty_days%5B%5D=1&duty_from=07:00&duty_until=22:00";
    let made = server.post(Some(&browser), "/genopretning/hold/ny", true, form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let teams = server.get(Some(&browser), "/genopretning/hold").await;
    assert!(teams.body.contains("mandag, tirsdag kl. 07:00-22:00"), "{}", teams.body);
    let team = teams
        .body
        .split("/genopretning/hold/")
        .find_map(|rest| rest.split("/rediger").next().filter(|id| id.len() == 36));
    let (team, path) = (team.unwrap(), format!("/aktiver/{system}/genopretning"));
    let form = format!(
        "version=1&name=Genskab&position=1&optimistic_minutes=1&likely_minutes=2&pessimistic_minutes=6&unit=hours&team%5B%5D={team}&amount%5B%5D=2&after_assets=A-2"
    );
    let made = server.post(Some(&browser), &path, true, &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let shown = server.get(Some(&browser), &path).await;
    for text in ["Genskab", "2 timer", "2 × Drift", &format!("/aktiver/{ad}/genopretning")] {
        assert!(shown.body.contains(text), "{text}: {}", shown.body);
    }
    let edit = server.get(Some(&browser), &format!("{path}?trin=1")).await;
    assert!(edit.body.contains("Ret trin") && edit.body.contains("value=\"A-2 AD\""), "{}", edit.body);
    let many = form.replace("version=1", "version=2&place=1").replace("amount%5B%5D=2", "amount%5B%5D=3");
    let many = server.post(Some(&browser), &path, true, &many).await;
    assert!(many.body.contains("Trinnet kræver flere, end holdet har: 2."), "{}", many.body);
    let late = server.post(Some(&browser), &path, true, &form.replace("Genskab", "Afpr%C3%B8v")).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    let nothing = server.post(Some(&browser), &format!("{path}/2/fjern"), true, "version=2").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "{}", nothing.body);
    // A team out of use stays chosen until another is.
    let rename = "version=9&name=Driften&capacity=2&duty=always";
    let rename = server.post(Some(&browser), &format!("/genopretning/hold/{team}/rediger"), true, rename).await;
    assert_eq!(rename.status, StatusCode::CONFLICT);
    for text in ["En anden har gemt ændringer imens", "value=\"Driften\"", "name=\"version\" value=\"1\""] {
        assert!(rename.body.contains(text), "{text}: {}", rename.body);
    }
    let out = server.post(Some(&browser), &format!("/genopretning/hold/{team}/arkiver"), true, "version=1").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
    let edit = server.get(Some(&browser), &format!("{path}?trin=1")).await;
    let chosen = format!("<option value=\"{team}\" selected>et hold, der er ude af brug");
    assert!(edit.body.contains(&chosen), "{}", edit.body);
    let gone = server.post(Some(&browser), &format!("{path}/1/fjern"), true, "version=2").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
}

#[tokio::test]
async fn what_a_form_does_not_show_stays_when_it_is_saved() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let of = |name: &str, unit| AssetFacts { name: name.into(), unit: Some(unit), ..AssetFacts::default() };
    let own = create_asset(app, &ctx, of("Omsorg", server.actors.health)).await.unwrap();
    let far = create_asset(app, &ctx, of("Elevsystem", server.actors.school)).await.unwrap();
    let step = RecoveryStep {
        name: "Genskab".into(),
        position: 1,
        optimistic_minutes: 60,
        likely_minutes: 60,
        pessimistic_minutes: 60,
        after_assets: vec![far],
        ..RecoveryStep::default()
    };
    put_asset_steps(app, &ctx, own, 1, vec![step]).await.unwrap();
    let limited = server.browser("limited_owner").await;
    let path = format!("/aktiver/{own}/genopretning");
    let form = "version=2&place=1&name=Genskab+alt&position=1&optimistic_minutes=1&likely_minutes=1\
                &pessimistic_minutes=1&unit=hours&after_assets=";
    let saved = server.post(Some(&limited), &path, true, form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let found = asset_steps(app, &ctx, own).await.unwrap();
    let facts = &found.steps[0].facts;
    assert_eq!((facts.name.as_str(), facts.after_assets.as_slice()), ("Genskab alt", [far].as_slice()));
}

#[tokio::test]
async fn the_api_sends_an_analysis_back_and_takes_a_task_into_use_again() {
    let server = Server::new(Engine::Sqlite).await;
    let (app, ctx) = (&server.test.app, server.actors.ctx("coordinator"));
    let mut facts = CriticalTask { name: "Medicin".into(), ..CriticalTask::default() };
    facts.unit = Some(server.actors.health);
    facts.owner = Some(server.actors.accounts["system_owner"].1);
    facts.mtpd_minutes = Some(1_440);
    facts.rto_minutes = Some(240);
    facts.impact.set(Dimension::LifeHealth, 2, Some(3));
    let id = create_task(app, &ctx, facts, Vec::new()).await.unwrap();
    let (token, address) = (server.token("coordinator", false).await, format!("/api/v1/critical-tasks/{id}"));
    let call = async |method, what: &str, version: &str| {
        let version = format!("\"{version}\"");
        server.api(method, &format!("{address}{what}"), Some(&token), Some(&version), None).await
    };
    let sent = call(Method::POST, "/submission", "1").await;
    assert_eq!((sent.status, sent.json()["state"].as_str()), (StatusCode::OK, Some("submitted")), "{}", sent.body);
    // The review page offers no second submission.
    let browser = server.browser("coordinator").await;
    let review = server.get(Some(&browser), &format!("/konsekvensanalyse/{id}/interview/7")).await;
    assert!(!review.body.contains("/indsend\""), "{}", review.body);
    // Taking away a need that is not there stores nothing.
    let nothing =
        server.post(Some(&browser), &format!("/konsekvensanalyse/{id}/behov/0/fjern"), true, "version=2").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "{}", nothing.body);
    let back = call(Method::POST, "/return", "2").await;
    assert_eq!((back.status, back.json()["state"].as_str()), (StatusCode::OK, Some("draft")), "{}", back.body);
    let review = server.get(Some(&browser), &format!("/konsekvensanalyse/{id}/interview/7")).await;
    assert!(review.body.contains("/indsend\""), "{}", review.body);
    assert_eq!(call(Method::DELETE, "", "3").await.status, StatusCode::NO_CONTENT);
    let restored = call(Method::POST, "/restore", "4").await;
    assert_eq!((restored.status, &restored.json()["archived"]), (StatusCode::OK, &serde_json::json!(false)));
    assert_eq!(call(Method::POST, "/restore", "1").await.status, StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn pages_ask_the_database_as_often_for_many_tasks_as_for_few() {
    let server = Server::new(Engine::Sqlite).await;
    let ctx = server.actors.ctx("coordinator");
    let system = asset(&server, "Omsorg").await;
    let many = |from: usize, count: usize| {
        let change = |number: usize| {
            let mut facts = CriticalTask { name: format!("Opgave {number}"), ..CriticalTask::default() };
            facts.unit = Some(server.actors.health);
            facts.mtpd_minutes = Some(60);
            facts.rto_minutes = Some(120);
            facts.impact.set(Dimension::Law, 3, Some(3));
            let (on, effect) = (NeedOn::Asset(system), NeedEffect::Stops);
            let need = TaskNeed { on, effect, after_minutes: None, alternative_group: None, note: String::new() };
            TaskChange::Create { facts, needs: vec![need] }
        };
        (from..from + count).map(change).collect::<Vec<_>>()
    };
    let made = put_tasks(&server.test.app, &ctx, many(0, 2)).await.unwrap();
    let browser = server.browser("coordinator").await;
    let pages = [
        "/konsekvensanalyse".to_owned(),
        format!("/konsekvensanalyse/{}", made[0].id),
        format!("/konsekvensanalyse/{}/interview/1", made[0].id),
        format!("/konsekvensanalyse/{}/interview/6", made[0].id),
        "/konsekvensanalyse/varmekort".to_owned(),
        "/konsekvensanalyse/konflikter".to_owned(),
        "/genopretning/hold".to_owned(),
        format!("/aktiver/{system}/genopretning"),
    ];
    let mut few = Vec::new();
    for page in &pages {
        let (answer, statements) = counted(server.get(Some(&browser), page)).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(statements <= 20, "{page}: {statements}");
        few.push(statements);
    }
    put_tasks(&server.test.app, &ctx, many(2, 40)).await.unwrap();
    for (page, few) in pages.iter().zip(few) {
        let (_, statements) = counted(server.get(Some(&browser), page)).await;
        assert_eq!(statements, few, "{page}");
    }
}

#[tokio::test]
async fn what_one_may_not_know_is_not_there() {
    let server = Server::new(Engine::Sqlite).await;
    let ctx = server.actors.ctx("coordinator");
    let of = |name: &str, unit| CriticalTask { name: name.into(), unit: Some(unit), ..CriticalTask::default() };
    let far = create_task(&server.test.app, &ctx, of("Skolekørsel", server.actors.school), Vec::new()).await.unwrap();
    create_task(&server.test.app, &ctx, of("Hjemmepleje", server.actors.health), Vec::new()).await.unwrap();
    let limited = server.browser("limited_owner").await;
    let list = server.get(Some(&limited), "/konsekvensanalyse").await;
    assert!(list.body.contains("Hjemmepleje") && !list.body.contains("Skolekørsel"), "{}", list.body);
    for page in [format!("/konsekvensanalyse/{far}"), format!("/konsekvensanalyse/{far}/interview/2")] {
        assert_eq!(server.get(Some(&limited), &page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let auditor = server.browser("auditor").await;
    assert_eq!(server.get(Some(&auditor), &format!("/konsekvensanalyse/{far}")).await.status, StatusCode::OK);
    let change = server.post(Some(&auditor), &format!("/konsekvensanalyse/{far}/arkiver"), true, "version=1").await;
    assert_eq!(change.status, StatusCode::FORBIDDEN);
}
