//! Signing in, sessions, accounts, tokens, on each engine.

use bavn_app::{
    Error, FieldFault,
    audit_log::{LogFilter, list_log},
    identity::{
        ADDRESS_KEPT, AccountDraft, AccountGrant, SignIn, TokenDraft, change_password, create_account, create_token,
        end_other_sessions, end_session, find_session, find_token_actor, forget_addresses, list_accounts,
        list_own_sessions, list_own_tokens, reset_password, revoke_token, sign_in, update_account,
    },
    organisation::{PersonDraft, create_person},
    page::PageRequest,
};
use bavn_core::{
    access::{Action, Actor, Reach, Resource, Role},
    ids::AccountId,
};
use bavn_testkit::{Actors, TestApp, at, clock, context, engines, operator, test_app};
use time::Duration;

fn given<'text>(username: &'text str, password: &'text str) -> SignIn<'text> {
    SignIn { username, password, user_agent: "test", address: "127.0.0.1" }
}

fn codes(error: &Error) -> Vec<(String, &'static str)> {
    match error {
        Error::Invalid(faults) => faults.iter().map(|fault: &FieldFault| (fault.field.clone(), fault.code)).collect(),
        other => panic!("{other:?}"),
    }
}

async fn version(test: &TestApp, actors: &Actors, id: AccountId) -> i32 {
    list_accounts(&test.app, &actors.ctx("administrator"))
        .await
        .unwrap()
        .into_iter()
        .find(|account| account.id == id)
        .unwrap()
        .version
}

#[tokio::test]
async fn a_user_name_and_a_password_begin_a_session() {
    for engine in engines() {
        let test = test_app(engine).await;
        let _actors = Actors::create(&test).await;
        let nobody = context(Actor::anonymous());
        let session = sign_in(&test.app, &nobody, given("Coordinator", Actors::PASSWORD)).await.unwrap();
        let found = find_session(&test.app, &session.token, clock()).await.unwrap().unwrap();
        assert!(found.actor.has_role(Role::Coordinator));
        assert!(find_session(&test.app, "something else", clock()).await.unwrap().is_none());
        for (name, password) in [("coordinator", "forkert adgangskode"), ("ukendt", Actors::PASSWORD)] {
            assert!(
                matches!(sign_in(&test.app, &nobody, given(name, password)).await, Err(Error::WrongPassword)),
                "{name}"
            );
        }
        // Both tries are in the log; the name that nobody has is not.
        let filter = LogFilter { object_kind: "account".into(), ..LogFilter::default() };
        let log = list_log(&test.app, &operator(), &filter, PageRequest::new(1, 2)).await.unwrap().rows;
        assert!(log.iter().all(|entry| entry.verb == "sign_in_failed"), "{log:?}");
        assert_eq!((log[0].object_id, log[0].after.as_deref()), (None, Some(r#"{"is_known":false}"#)));
        assert!(log[1].object_id.is_some());
    }
}

#[tokio::test]
async fn network_addresses_are_forgotten_in_time() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let nobody = context(Actor::anonymous());
        let ended = sign_in(&test.app, &nobody, given("employee", Actors::PASSWORD)).await.unwrap();
        end_session(&test.app, &actors.ctx("employee"), ended.id).await.unwrap();
        sign_in(&test.app, &nobody, given("employee", Actors::PASSWORD)).await.unwrap();
        assert_eq!(forget_addresses(&test.app, clock() + ADDRESS_KEPT).await.unwrap(), 0);
        // The one that was left open is over as well: nobody used it.
        let later = clock() + ADDRESS_KEPT + Duration::seconds(1);
        let recent = at(&nobody, later);
        sign_in(&test.app, &recent, given("auditor", Actors::PASSWORD)).await.unwrap();
        assert_eq!(forget_addresses(&test.app, later).await.unwrap(), 2);
        assert_eq!(forget_addresses(&test.app, later).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn wrong_passwords_lock_the_account_for_a_while() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let nobody = context(Actor::anonymous());
        for _ in 0..5 {
            assert!(matches!(
                sign_in(&test.app, &nobody, given("director", "forkert adgangskode")).await,
                Err(Error::WrongPassword)
            ));
        }
        assert!(matches!(
            sign_in(&test.app, &nobody, given("director", Actors::PASSWORD)).await,
            Err(Error::TooManyTries { seconds: 60 })
        ));
        let later = at(&nobody, clock() + Duration::seconds(61));
        sign_in(&test.app, &later, given("director", Actors::PASSWORD)).await.unwrap();
        let account = list_accounts(&test.app, &actors.ctx("administrator"))
            .await
            .unwrap()
            .into_iter()
            .find(|account| account.username == "director")
            .unwrap();
        assert_eq!(account.locked_until, None);
    }
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (nobody, ctx) = (context(Actor::anonymous()), actors.ctx("employee"));
        let here = sign_in(&test.app, &nobody, given("employee", Actors::PASSWORD)).await.unwrap();
        let there = sign_in(&test.app, &nobody, given("employee", Actors::PASSWORD)).await.unwrap();
        let new = "tre blå cykler i regnen";
        let wrong = change_password(&test.app, &ctx, Some(here.id), "noget helt andet", new).await.unwrap_err();
        assert_eq!(codes(&wrong), [("current".to_owned(), "wrong_password")]);
        let short = change_password(&test.app, &ctx, Some(here.id), Actors::PASSWORD, "kort").await.unwrap_err();
        assert_eq!(codes(&short), [("new".to_owned(), "password_too_short")]);
        change_password(&test.app, &ctx, Some(here.id), Actors::PASSWORD, new).await.unwrap();
        assert!(find_session(&test.app, &here.token, clock()).await.unwrap().is_some());
        assert!(find_session(&test.app, &there.token, clock()).await.unwrap().is_none());
        assert!(matches!(
            sign_in(&test.app, &nobody, given("employee", Actors::PASSWORD)).await,
            Err(Error::WrongPassword)
        ));
        sign_in(&test.app, &nobody, given("employee", new)).await.unwrap();
        end_other_sessions(&test.app, &ctx, Some(here.id)).await.unwrap();
        assert_eq!(list_own_sessions(&test.app, &ctx).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn an_account_that_is_closed_is_signed_out_at_once() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let administrator = actors.ctx("administrator");
        let (id, _) = actors.accounts["auditor"];
        let session =
            sign_in(&test.app, &context(Actor::anonymous()), given("auditor", Actors::PASSWORD)).await.unwrap();
        let token = create_token(
            &test.app,
            &actors.ctx("auditor"),
            TokenDraft { name: "Power BI".into(), is_read_only: true, days: 30 },
        )
        .await
        .unwrap();
        let grants = [AccountGrant { role: Role::Auditor, unit_id: None }];
        update_account(&test.app, &administrator, id, version(&test, &actors, id).await, false, &grants).await.unwrap();
        assert!(find_session(&test.app, &session.token, clock()).await.unwrap().is_none());
        assert!(find_token_actor(&test.app, &token.secret, clock()).await.unwrap().is_none());
        assert!(matches!(
            update_account(&test.app, &administrator, id, 1, true, &grants).await,
            Err(Error::Conflict { current: 2, .. })
        ));
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("administrator");
        let (id, _) = actors.accounts["administrator"];
        let version = version(&test, &actors, id).await;
        let auditor = [AccountGrant { role: Role::Auditor, unit_id: None }];
        let limited = [AccountGrant { role: Role::Administrator, unit_id: Some(actors.health) }];
        for grants in [&auditor, &limited] {
            let refused = update_account(&test.app, &ctx, id, version, true, grants).await;
            assert!(matches!(refused, Err(Error::Closed { reason: "last_administrator", .. })), "{refused:?}");
        }
        let account =
            list_accounts(&test.app, &ctx).await.unwrap().into_iter().find(|account| account.id == id).unwrap();
        assert_eq!(
            (account.version, account.grants),
            (version, vec![AccountGrant { role: Role::Administrator, unit_id: None }]),
            "nothing was kept of it"
        );
    }
}

#[tokio::test]
async fn a_new_account_names_all_its_faults() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (_, person) = actors.accounts["employee"];
        let draft = |username: &str, password: &str, grants: Vec<AccountGrant>| AccountDraft {
            person_id: person,
            username: username.into(),
            password: password.into(),
            keep_password: false,
            grants,
        };
        let error = create_account(&test.app, &actors.ctx("administrator"), draft("EMPLOYEE", "kort", vec![]))
            .await
            .unwrap_err();
        let expected = [
            ("password", "password_too_short"),
            ("username", "taken"),
            ("person_id", "has_account"),
            ("grants", "required"),
        ];
        assert_eq!(codes(&error), expected.map(|(field, code)| (field.to_owned(), code)));
        let grants = vec![AccountGrant { role: Role::Employee, unit_id: None }];
        for name in ["coordinator", "auditor", "limited_owner"] {
            let refused =
                create_account(&test.app, &actors.ctx(name), draft("ny", "tre blå cykler i regnen", grants.clone()))
                    .await;
            assert!(matches!(refused, Err(Error::Forbidden(_))), "{name}");
        }
    }
}

#[tokio::test]
async fn a_role_for_a_unit_reaches_all_below_it() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let administrator = actors.ctx("administrator");
        let person_id =
            create_person(&test.app, &administrator, PersonDraft { name: "Leder".into(), ..PersonDraft::default() })
                .await
                .unwrap();
        let grants = vec![
            AccountGrant { role: Role::SystemOwner, unit_id: Some(actors.school) },
            AccountGrant { role: Role::Employee, unit_id: None },
        ];
        let draft = AccountDraft {
            person_id,
            username: "leder".into(),
            password: "tre blå cykler i regnen".into(),
            keep_password: true,
            grants,
        };
        create_account(&test.app, &administrator, draft).await.unwrap();
        let session =
            sign_in(&test.app, &context(Actor::anonymous()), given("leder", "tre blå cykler i regnen")).await.unwrap();
        let actor = find_session(&test.app, &session.token, clock()).await.unwrap().unwrap().actor;
        let ctx = context(actor.clone());
        assert!(ctx.may(Action::AnswerRecord, Resource::Unit(actors.library)));
        assert!(!ctx.may(Action::AnswerRecord, Resource::Unit(actors.health)));
        assert!(actor.grants().iter().any(|grant| grant.reach == Reach::Municipality && grant.role == Role::Employee));
    }
}

#[tokio::test]
async fn tokens_count_until_they_are_revoked_or_run_out() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let ctx = actors.ctx("coordinator");
        let error = create_token(&test.app, &ctx, TokenDraft { name: " ".into(), is_read_only: true, days: 400 })
            .await
            .unwrap_err();
        assert_eq!(codes(&error), [("name".to_owned(), "required"), ("days".to_owned(), "out_of_range")]);
        let token = create_token(&test.app, &ctx, TokenDraft { name: "Power BI".into(), is_read_only: true, days: 10 })
            .await
            .unwrap();
        let (actor, _) = find_token_actor(&test.app, &token.secret, clock()).await.unwrap().unwrap();
        assert!(actor.is_read_only() && !context(actor).may(Action::AnalysisChange, Resource::Municipality));
        assert!(find_token_actor(&test.app, &token.secret, clock() + Duration::days(10)).await.unwrap().is_none());
        let listed = list_own_tokens(&test.app, &ctx).await.unwrap();
        assert!(
            listed.len() == 1 && token.secret.starts_with(&listed[0].prefix) && listed[0].last_used_at == Some(clock())
        );
        assert!(
            matches!(revoke_token(&test.app, &actors.ctx("director"), token.id).await, Err(Error::NotFound { .. })),
            "not one's own"
        );
        revoke_token(&test.app, &ctx, token.id).await.unwrap();
        assert!(find_token_actor(&test.app, &token.secret, clock()).await.unwrap().is_none());
        for number in 0..20 {
            create_token(&test.app, &ctx, TokenDraft { name: format!("{number}"), is_read_only: true, days: 1 })
                .await
                .unwrap();
        }
        let more = create_token(&test.app, &ctx, TokenDraft { name: "21".into(), is_read_only: true, days: 1 }).await;
        assert!(matches!(more, Err(Error::Closed { reason: "too_many", .. })));
    }
}

#[tokio::test]
async fn a_password_given_by_others_must_be_changed() {
    for engine in engines() {
        let test = test_app(engine).await;
        let actors = Actors::create(&test).await;
        let (id, _) = actors.accounts["employee"];
        assert!(matches!(
            reset_password(&test.app, &actors.ctx("coordinator"), id, "tre blå cykler i regnen").await,
            Err(Error::Forbidden(_))
        ));
        reset_password(&test.app, &actors.ctx("administrator"), id, "tre blå cykler i regnen").await.unwrap();
        let session = sign_in(&test.app, &context(Actor::anonymous()), given("employee", "tre blå cykler i regnen"))
            .await
            .unwrap();
        assert!(session.must_change_password);
    }
}
