//! The audit log: what is written, who may read it, and that a change of it is found.

use bavn_app::{
    Error,
    audit_log::{LogFilter, check_log, list_log, verify_log},
    organisation::{PersonDraft, create_person, update_person},
    page::PageRequest,
};
use bavn_core::audit_log::ChainFault;
use bavn_testkit::{Actors, TestApp, engines, test_app};
use sea_orm::{ConnectionTrait as _, Statement};

async fn execute(test: &TestApp, sql: &str) {
    // Behind the program's back, as somebody with access to the database would.
    let conn = test.app.db().housekeeping();
    let done = conn.execute_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap();
    assert_eq!(done.rows_affected(), 1, "{sql}");
}

#[tokio::test]
async fn a_change_is_told_with_what_was_and_what_became() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let id = create_person(&test.app, &ctx, PersonDraft { name: "Søren Prøve".into(), ..PersonDraft::default() })
            .await
            .unwrap();
        update_person(&test.app, &ctx, id, 1, PersonDraft { name: "Åse Prøve".into(), ..PersonDraft::default() })
            .await
            .unwrap();
        let filter = LogFilter { object_id: Some(id.0), ..LogFilter::default() };
        let log = list_log(&test.app, &actors.ctx("auditor"), &filter, PageRequest::default()).await.unwrap();
        let told: Vec<_> =
            log.rows.iter().map(|row| (row.verb.as_str(), row.object_kind.as_str(), row.actor_name.as_str())).collect();
        assert_eq!(told, [("update", "person", "Prøve coordinator"), ("create", "person", "Prøve coordinator")]);
        assert!(
            log.rows[0].before.as_ref().unwrap().contains("Søren")
                && log.rows[0].after.as_ref().unwrap().contains("Åse")
        );
        for name in ["director", "head_of_it", "employee", "limited_owner"] {
            assert!(
                matches!(
                    list_log(&test.app, &actors.ctx(name), &filter, PageRequest::default()).await,
                    Err(Error::NotFound { .. })
                ),
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn an_untouched_log_is_whole() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let head = verify_log(&test.app, &actors.ctx("auditor")).await.unwrap();
        let log =
            list_log(&test.app, &actors.ctx("auditor"), &LogFilter::default(), PageRequest::new(1, 1)).await.unwrap();
        assert_eq!(log.rows[0].sequence, head.sequence);
        assert_eq!(log.rows[0].hash, head.hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    }
}

#[tokio::test]
async fn an_altered_row_is_found() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        execute(&test, "UPDATE audit_event SET actor_name = 'somebody else' WHERE sequence = 5").await;
        let found = check_log(&test.app, &actors.ctx("auditor")).await.unwrap();
        assert!(matches!(found, Err(ChainFault::Altered { sequence: 5 })), "{found:?}");
        assert!(verify_log(&test.app, &actors.ctx("auditor")).await.is_err());
    }
}

#[tokio::test]
async fn a_removed_row_is_found() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        execute(&test, "DELETE FROM audit_event WHERE sequence = 5").await;
        let found = check_log(&test.app, &actors.ctx("auditor")).await.unwrap();
        assert!(matches!(found, Err(ChainFault::Gap { expected: 5, .. })), "{found:?}");
    }
}

#[tokio::test]
async fn rows_cut_off_at_the_end_are_found() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let head = verify_log(&test.app, &actors.ctx("auditor")).await.unwrap();
        execute(&test, &format!("DELETE FROM audit_event WHERE sequence = {}", head.sequence)).await;
        let found = check_log(&test.app, &actors.ctx("auditor")).await.unwrap();
        assert!(matches!(found, Err(ChainFault::WrongEnd { .. })), "{found:?}");
    }
}
